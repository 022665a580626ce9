// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli/bt-cli-commands.h"
#include "cli/bt-cli-output.h"
#include "session/bt-report-html.h"
#include "session/bt-session-file.h"

#include <glib/gi18n.h>
#include <string.h>

/* The tables that CSV is had of. */
static const struct
{
  const char *name;
  char *(*to_csv) (const BtSessionReport *report);
} tables[] = {
  { "trades", bt_session_report_trades_to_csv },
  { "summary", bt_session_report_summary_to_csv },
  { "ledger", bt_session_report_ledger_to_csv },
  { "policies", bt_session_report_policies_to_csv },
};

/* An operand is a file when there is one of that name; else it is a session's id. */
static BtSessionReport *
make_report (BtCli *cli, const char *operand, GError **error)
{
  if (g_file_test (operand, G_FILE_TEST_EXISTS))
    return bt_session_file_report (operand, bt_cli_find_store (cli), error);

  BtStore *store = bt_cli_get_store (cli, error);
  g_autoptr (BtSession) session = store != NULL ? bt_session_open (store, operand, error) : NULL;
  g_autoptr (BtSessionReport) report = session != NULL ? bt_session_make_report (session) : NULL;
  if (report == NULL)
    return NULL;
  report->policies = bt_session_find_policies (session, error);
  return report->policies != NULL ? g_steal_pointer (&report) : NULL;
}

/* Returns the index of a table, or −1. */
static int
find_table (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (strcmp (tables[i].name, name) == 0)
      return (int) i;
  return -1;
}

BtCliStatus
bt_cli_report (BtCli *cli, char **arguments)
{
  g_autofree char *format = NULL;
  g_autofree char *table = NULL;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("The form of the output (json)"),
      "json|csv|html" },
    { "table", 0, 0, G_OPTION_ARG_STRING, &table, N_ ("The table that csv prints (trades)"),
      "trades|summary|ledger|policies" },
    { NULL },
  };
  const BtCliSyntax syntax = {
    .name = "report",
    .operands = N_ ("FILE-OR-ID"),
    .summary = N_ ("Prints the report of an exported session or of one in the data folder."),
    .description
    = N_ ("json holds all figures, the equity curve, the trades, the ledger and what other path "
          "policies make of the session; csv one of the tables, a row a line; html is a page that "
          "stands alone."),
    .min_operands = 1,
    .max_operands = 1,
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) operands = NULL;
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, entries, arguments, &operands, &status))
    return status;
  if (format != NULL && strcmp (format, "csv") != 0 && strcmp (format, "json") != 0
      && strcmp (format, "html") != 0)
    return bt_cli_fail_usage (cli, _ ("--format: “%s” is not json, csv or html"), format);
  const gboolean is_csv = g_strcmp0 (format, "csv") == 0;
  const gboolean is_html = g_strcmp0 (format, "html") == 0;
  if ((is_csv || is_html) && bt_cli_is_json (cli))
    return bt_cli_fail_usage (cli, _ ("--format %s and --json exclude each other"), format);

  const int index = find_table (table != NULL ? table : "trades");
  if (index < 0)
    return bt_cli_fail_usage (cli, _ ("--table: “%s” is not trades, ledger or policies"), table);
  if (table != NULL && !is_csv)
    return bt_cli_fail_usage (cli, _ ("--table is for --format csv"));

  g_autoptr (BtSessionReport) report = make_report (cli, operands[0], &error);
  if (report == NULL)
    return bt_cli_fail (cli, error);
  g_autofree char *text = is_csv    ? tables[index].to_csv (report)
                          : is_html ? bt_session_report_to_html (report)
                                    : bt_session_report_to_json (report);
  bt_cli_print_text (text);
  return BT_CLI_DONE;
}
