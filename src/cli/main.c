// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli/bt-cli-commands.h"
#include "cli/bt-cli-output.h"

#include <glib/gi18n.h>
#include <locale.h>

static const BtCliCommand commands[] = {
  { "import", N_ ("Read files of candles, print the quality report, store"), bt_cli_import },
  { "fetch", N_ ("Download history and store it"), bt_cli_fetch },
  { "publish", N_ ("Write a dataset into a ClickHouse table"), bt_cli_publish },
  { "datasets", N_ ("List what is stored"), bt_cli_datasets },
  { "dataset", N_ ("Show or delete a dataset"), bt_cli_dataset },
  { "instrument", N_ ("List, show, change and import instruments"), bt_cli_instrument },
  { "candles", N_ ("Print candles of any timeframe"), bt_cli_candles },
  { "run", N_ ("Run a scenario file"), bt_cli_run_scenario },
  { "session", N_ ("Make, play, export and import sessions"), bt_cli_session },
  { "challenge", N_ ("List challenge rules, or print some to edit"), bt_cli_challenge },
  { "verify", N_ ("Run an exported session again and compare"), bt_cli_verify },
  { "report", N_ ("Print the report of a session"), bt_cli_report },
  { "study", N_ ("Print the values of an indicator, or list the indicators"), bt_cli_study },
  { "doctor", N_ ("Check every checksum and invariant of the data folder"), bt_cli_doctor },
};

int
main (int argc, char **argv)
{
  const char *locale_dir = g_getenv ("BACKTRADE_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : BT_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_autoptr (BtCli) cli = bt_cli_new ();
  BtCliStatus status = bt_cli_run (cli, commands, G_N_ELEMENTS (commands), argv + 1);

  if (!bt_cli_flush_output ())
    {
      g_printerr ("backtrade-cli: %s\n", _ ("Standard output cannot be written"));
      status = BT_CLI_SYSTEM;
    }
  return (int) status;
}
