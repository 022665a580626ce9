// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli/bt-cli-commands.h"
#include "cli/bt-cli-look.h"
#include "cli/bt-cli-output.h"
#include "print/bt-report-pdf.h"
#include "session/bt-report-html.h"
#include "session/bt-session-file.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

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

/* An operand is a file when there is one of that name; else it is a session's id. A file hides
 * nothing: that it was written is on record as a look. */
static BtSessionReport *
make_report (BtCli *cli, const char *operand, gboolean is_reveal, GError **error)
{
  if (g_file_test (operand, G_FILE_TEST_EXISTS))
    return bt_session_file_report (operand, bt_cli_find_store (cli), error);

  g_autoptr (BtSession) session = bt_cli_look (cli, operand, is_reveal, error)
                                    ? bt_session_open (bt_cli_get_store (cli, NULL), operand, error)
                                    : NULL;
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

/* The forms of the output, in the order of their names. */
typedef enum
{
  FORM_JSON,
  FORM_CSV,
  FORM_HTML,
  FORM_PDF,
} Form;

static const char *const form_names[] = { "json", "csv", "html", "pdf" };

/* What the options say. */
typedef struct
{
  Form form;
  int table;
  BtPaper paper;
} Choice;

/* Reads the options; FALSE with a status when they are wrong. */
static gboolean
read_choice (BtCli *cli,
             const char *format,
             const char *table,
             const char *paper,
             Choice *choice,
             BtCliStatus *status)
{
  guint form = 0;

  while (format != NULL && form < G_N_ELEMENTS (form_names)
         && strcmp (form_names[form], format) != 0)
    form++;
  choice->form = form;
  choice->table = find_table (table != NULL ? table : "trades");
  choice->paper = BT_PAPER_A4;
  if (form == G_N_ELEMENTS (form_names))
    *status = bt_cli_fail_usage (cli, _ ("--format: “%s” is not json, csv, html or pdf"), format);
  else if (choice->form != FORM_JSON && bt_cli_is_json (cli))
    *status = bt_cli_fail_usage (cli, _ ("--format %s and --json exclude each other"), format);
  else if (choice->table < 0)
    *status = bt_cli_fail_usage (cli, _ ("--table: “%s” is not trades, ledger or policies"), table);
  else if (table != NULL && choice->form != FORM_CSV)
    *status = bt_cli_fail_usage (cli, _ ("--table is for --format csv"));
  else if (paper != NULL && !bt_paper_parse (paper, &choice->paper))
    *status = bt_cli_fail_usage (cli, _ ("--paper: “%s” is not a4 or letter"), paper);
  else if (paper != NULL && choice->form != FORM_PDF)
    *status = bt_cli_fail_usage (cli, _ ("--paper is for --format pdf"));
  else if (choice->form == FORM_PDF && isatty (STDOUT_FILENO))
    *status = bt_cli_fail_usage (
      cli, _ ("--format pdf is not for a terminal: send the output to a file with “> report.pdf”"));
  else
    return TRUE;
  return FALSE;
}

static BtCliStatus
print_report (BtCli *cli, const BtSessionReport *report, const Choice *choice)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;

  if (choice->form == FORM_PDF)
    {
      pdf = bt_session_report_to_pdf (report, choice->paper, &error);
      if (pdf == NULL)
        return bt_cli_fail (cli, error);
      bt_cli_print_bytes (pdf);
      return BT_CLI_DONE;
    }
  text = choice->form == FORM_CSV    ? tables[choice->table].to_csv (report)
         : choice->form == FORM_HTML ? bt_session_report_to_html (report)
                                     : bt_session_report_to_json (report);
  bt_cli_print_text (text);
  return BT_CLI_DONE;
}

BtCliStatus
bt_cli_report (BtCli *cli, char **arguments)
{
  g_autofree char *format = NULL;
  g_autofree char *table = NULL;
  g_autofree char *paper = NULL;
  gboolean is_reveal = FALSE;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("The form of the output (json)"),
      "json|csv|html|pdf" },
    { "table", 0, 0, G_OPTION_ARG_STRING, &table, N_ ("The table that csv prints (trades)"),
      "trades|summary|ledger|policies" },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &paper, N_ ("The paper of pdf (a4)"), "a4|letter" },
    bt_cli_reveal_entry (&is_reveal),
    { NULL },
  };
  const BtCliSyntax syntax = {
    .name = "report",
    .operands = N_ ("FILE-OR-ID"),
    .summary = N_ ("Prints the report of an exported session or of one in the data folder."),
    .description
    = N_ ("json holds all figures, the equity curve, the trades, the ledger and what other path "
          "policies make of the session; csv one of the tables, a row a line; html is a page that "
          "stands alone, pdf the same on paper."),
    .min_operands = 1,
    .max_operands = 1,
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) operands = NULL;
  BtCliStatus status;
  Choice choice;

  if (!bt_cli_parse (cli, &syntax, entries, arguments, &operands, &status))
    return status;
  if (!read_choice (cli, format, table, paper, &choice, &status))
    return status;
  g_autoptr (BtSessionReport) report = make_report (cli, operands[0], is_reveal, &error);
  return report != NULL ? print_report (cli, report, &choice) : bt_cli_fail (cli, error);
}
