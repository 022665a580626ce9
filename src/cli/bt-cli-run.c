// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli/bt-cli-commands.h"
#include "cli/bt-cli-output.h"
#include "cli/bt-cli-values.h"
#include "session/bt-session-file.h"

#include <glib/gi18n.h>

BtCliStatus
bt_cli_run_scenario (BtCli *cli, char **arguments)
{
  g_autofree char *policy_text = NULL;
  const GOptionEntry entries[] = {
    { "policy", 0, 0, G_OPTION_ARG_STRING, &policy_text,
      N_ ("Take this path policy instead of the scenario's"), "P" },
    { NULL },
  };
  const BtCliSyntax syntax = {
    .name = "run",
    .operands = N_ ("SCENARIO"),
    .summary = N_ ("Runs a scenario file and prints its result as JSON."),
    .description = N_ ("Policies are adaptive, pessimistic, optimistic, ohlc and olhc."),
    .min_operands = 1,
    .max_operands = 1,
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) operands = NULL;
  BtPathPolicy policy = BT_PATH_ADAPTIVE;
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, entries, arguments, &operands, &status))
    return status;
  if (!bt_cli_read_policy (cli, "--policy", policy_text, &policy))
    return BT_CLI_USAGE;

  g_autofree char *result
    = bt_scenario_run (operands[0], bt_cli_find_store (cli), policy_text != NULL, policy, &error);
  if (result == NULL)
    return bt_cli_fail (cli, error);
  bt_cli_print_text (result);
  return BT_CLI_DONE;
}
