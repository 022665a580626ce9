// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli/bt-cli-commands.h"
#include "cli/bt-cli-look.h"
#include "cli/bt-cli-output.h"
#include "session/bt-card-figures.h"
#include "session/bt-session-file.h"
#include "store/bt-session-table.h"

#include <glib/gi18n.h>

/* What a store job reads or changes. */
typedef struct
{
  const char *id;
  BtSessionState state;
  GPtrArray *rows;
} Lookup;

static gboolean
list_job (BtDb *db, gpointer data, GError **error)
{
  Lookup *lookup = data;

  lookup->rows = bt_session_table_list (db, error);
  return lookup->rows != NULL;
}

static gboolean
set_state_job (BtDb *db, gpointer data, GError **error)
{
  Lookup *lookup = data;

  return bt_session_table_set_archived (db, lookup->id, lookup->state == BT_SESSION_ARCHIVED,
                                        g_get_real_time (), error);
}

static gboolean
delete_job (BtDb *db, gpointer data, GError **error)
{
  Lookup *lookup = data;
  g_autoptr (BtSessionRow) row = bt_session_table_get (db, lookup->id, error);

  return row != NULL && bt_session_table_delete (db, lookup->id, error);
}

static const char *
get_state_name (BtSessionState state)
{
  switch (state)
    {
    case BT_SESSION_RUNNING:
      return "running";
    case BT_SESSION_ARCHIVED:
      return "archived";
    case BT_SESSION_PAUSED:
    default:
      return "paused";
    }
}

static gboolean
run_job (BtCli *cli, BtStoreJob job, Lookup *lookup, GError **error)
{
  BtStore *store = bt_cli_get_store (cli, error);

  return store != NULL && bt_store_run (store, job, lookup, error);
}

/* Parses the one operand of a command that needs nothing else. */
static gboolean
parse_id (BtCli *cli,
          const char *name,
          const char *summary,
          char **arguments,
          char ***operands,
          BtCliStatus *status)
{
  const BtCliSyntax syntax = {
    .name = name, .operands = N_ ("ID"), .summary = summary, .min_operands = 1, .max_operands = 1
  };

  return bt_cli_parse (cli, &syntax, NULL, arguments, operands, status);
}

/* Says in the asked form what was done to a session. */
static BtCliStatus
print_done (BtCli *cli, const char *field, const char *id, const char *message)
{
  if (!bt_cli_is_json (cli))
    {
      bt_cli_print_text (message);
      return BT_CLI_DONE;
    }

  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  bt_cli_json_add_string (builder, field, id);
  json_builder_end_object (builder);
  bt_cli_print_json (builder);
  return BT_CLI_DONE;
}

/* Returns the time of a session's clock, as of its last saving. */
static gint64
get_clock (const BtSessionRow *row)
{
  BtCardFigures figures;
  gint64 clock_usec;

  bt_card_figures_from_json (row->summary_json, BT_MONEY (0), &figures, &clock_usec);
  return clock_usec != BT_TIME_NONE ? clock_usec : row->start_usec;
}

static void
add_row (JsonBuilder *builder, const BtSessionRow *row)
{
  g_autofree char *digest = bt_hash_to_string (&row->digest);
  gboolean is_hidden = bt_session_row_is_hidden (row);
  BtSessionSettings settings;

  json_builder_begin_object (builder);
  bt_cli_json_add_string (builder, "id", row->id);
  bt_cli_json_add_string (builder, "name", row->name);
  bt_cli_json_add_string (builder, "state", get_state_name (row->state));
  if (bt_session_settings_from_json (row->settings_json, &settings, NULL))
    {
      if (!is_hidden)
        bt_cli_json_add_string (builder, "symbol", settings.instrument.symbol);
      bt_cli_json_add_string (builder, "timeframe",
                              bt_timeframe_to_string (settings.base_timeframe));
      bt_cli_json_add_string (builder, "currency", settings.currency);
    }
  if (!is_hidden)
    {
      bt_cli_json_add_time (builder, "start", row->start_usec);
      bt_cli_json_add_time (builder, "end", row->end_usec);
      bt_cli_json_add_time (builder, "clock", get_clock (row));
    }
  bt_cli_json_add_int (builder, "bar", row->bar);
  bt_cli_json_add_int (builder, "length", row->length);
  bt_cli_json_add_int (builder, "ticks", row->tick_count);
  bt_cli_json_add_int (builder, "commands", row->command_count);
  bt_cli_json_add_int (builder, "branch", row->branch_id);
  bt_cli_json_add_int (builder, "branches_made", row->branches_made);
  bt_cli_json_add_int (builder, "rewinds", row->rewind_count);
  if (row->blind.is_blind)
    {
      bt_cli_json_add_boolean (builder, "blind", TRUE);
      bt_cli_json_add_int (builder, "reveals", row->blind.reveal_count);
    }
  bt_cli_json_add_boolean (builder, "ended", row->is_ended);
  bt_cli_json_add_boolean (builder, "has_data", row->dataset_id > 0);
  bt_cli_json_add_time (builder, "created", row->created_usec);
  bt_cli_json_add_time (builder, "played", row->played_usec);
  bt_cli_json_add_string (builder, "digest", digest);
  json_builder_end_object (builder);
}

static void
print_rows_json (GPtrArray *rows)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    add_row (builder, rows->pdata[i]);
  json_builder_end_array (builder);
  bt_cli_print_json (builder);
}

static void
print_rows (GPtrArray *rows)
{
  const char *const headings[] = { _ ("ID"),          _ ("Name"),   _ ("State"), _ ("Start (UTC)"),
                                   _ ("Clock (UTC)"), _ ("Candle"), _ ("Of"),    _ ("Commands") };
  g_autoptr (BtCliTable) table = bt_cli_table_new ("lllllrrr", headings);

  for (guint i = 0; i < rows->len; i++)
    {
      const BtSessionRow *row = rows->pdata[i];
      gboolean is_hidden = bt_session_row_is_hidden (row);
      g_autofree char *start = bt_cli_format_time (row->start_usec);
      g_autofree char *now = bt_cli_format_time (get_clock (row));

      bt_cli_table_add (table, "%s", row->id);
      bt_cli_table_add (table, "%s", row->name);
      bt_cli_table_add (table, "%s", row->is_ended ? "ended" : get_state_name (row->state));
      bt_cli_table_add (table, "%s", is_hidden ? _ ("hidden") : start);
      bt_cli_table_add (table, "%s", is_hidden ? _ ("hidden") : now);
      bt_cli_table_add (table, "%" G_GINT64_FORMAT, row->bar + 1);
      bt_cli_table_add (table, "%" G_GINT64_FORMAT, row->length);
      bt_cli_table_add (table, "%" G_GINT64_FORMAT, row->command_count);
    }
  bt_cli_table_print (table);
}

static BtCliStatus
run_list (BtCli *cli, char **arguments)
{
  const BtCliSyntax syntax
    = { .name = "session list",
        .summary = N_ ("Lists the sessions of the data folder, the one last played first.") };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) operands = NULL;
  Lookup lookup = { 0 };
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, NULL, arguments, &operands, &status))
    return status;
  if (!run_job (cli, list_job, &lookup, &error))
    return bt_cli_fail (cli, error);
  g_autoptr (GPtrArray) rows = lookup.rows;
  if (bt_cli_is_json (cli))
    print_rows_json (rows);
  else if (rows->len == 0)
    g_print ("%s\n", _ ("There is no session yet. “backtrade-cli session new” makes one."));
  else
    print_rows (rows);
  return BT_CLI_DONE;
}

static BtCliStatus
run_show (BtCli *cli, char **arguments)
{
  gboolean is_reveal = FALSE;
  const GOptionEntry entries[] = { bt_cli_reveal_entry (&is_reveal), { NULL } };
  const BtCliSyntax syntax = { .name = "session show",
                               .operands = N_ ("ID"),
                               .summary = N_ ("Prints the result of a session so far, as JSON."),
                               .min_operands = 1,
                               .max_operands = 1 };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) operands = NULL;
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, entries, arguments, &operands, &status))
    return status;
  g_autoptr (BtSession) session
    = bt_cli_look (cli, operands[0], is_reveal, &error)
        ? bt_session_open (bt_cli_get_store (cli, NULL), operands[0], &error)
        : NULL;
  if (session == NULL)
    return bt_cli_fail (cli, error);
  g_autofree char *result = bt_session_to_result_json (session);
  bt_cli_print_text (result);
  return BT_CLI_DONE;
}

static BtCliStatus
run_archive (BtCli *cli, char **arguments)
{
  gboolean is_undone = FALSE;
  const GOptionEntry entries[] = {
    { "undo", 0, 0, G_OPTION_ARG_NONE, &is_undone, N_ ("Take it out of the archive"), NULL },
    { NULL },
  };
  const BtCliSyntax syntax
    = { .name = "session archive",
        .operands = N_ ("ID"),
        .summary = N_ ("Puts a session away; it stays readable and takes no commands."),
        .min_operands = 1,
        .max_operands = 1 };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) operands = NULL;
  Lookup lookup = { 0 };
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, entries, arguments, &operands, &status))
    return status;
  lookup.id = operands[0];
  lookup.state = is_undone ? BT_SESSION_PAUSED : BT_SESSION_ARCHIVED;
  if (!run_job (cli, set_state_job, &lookup, &error))
    return bt_cli_fail (cli, error);
  return print_done (cli, is_undone ? "unarchived" : "archived", operands[0],
                     is_undone ? _ ("The session is out of the archive.")
                               : _ ("The session is archived."));
}

static BtCliStatus
run_export (BtCli *cli, char **arguments)
{
  gboolean with_candles = FALSE;
  gboolean is_reveal = FALSE;
  const GOptionEntry entries[] = {
    { "with-candles", 0, 0, G_OPTION_ARG_NONE, &with_candles, N_ ("Put the candles into the file"),
      NULL },
    bt_cli_reveal_entry (&is_reveal),
    { NULL },
  };
  const BtCliSyntax syntax = { .name = "session export",
                               .operands = N_ ("ID FILE"),
                               .summary = N_ ("Writes a session to a .btsession file."),
                               .min_operands = 2,
                               .max_operands = 2 };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) operands = NULL;
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, entries, arguments, &operands, &status))
    return status;
  if (!bt_cli_look (cli, operands[0], is_reveal, &error)
      || !bt_session_file_export (bt_cli_get_store (cli, NULL), operands[0], operands[1],
                                  with_candles, &error))
    return bt_cli_fail (cli, error);
  g_autofree char *message = g_strdup_printf (_ ("The session is in %s."), operands[1]);
  return print_done (cli, "file", operands[1], message);
}

static BtCliStatus
run_import (BtCli *cli, char **arguments)
{
  const BtCliSyntax syntax
    = { .name = "session import",
        .operands = N_ ("FILE"),
        .summary = N_ ("Verifies a .btsession file, takes it in, and prints the session's id."),
        .min_operands = 1,
        .max_operands = 1 };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) operands = NULL;
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, NULL, arguments, &operands, &status))
    return status;
  BtStore *store = bt_cli_get_store (cli, &error);
  g_autofree char *id = store != NULL ? bt_session_file_import (store, operands[0], &error) : NULL;
  if (id == NULL)
    return bt_cli_fail (cli, error);
  return print_done (cli, "id", id, id);
}

static BtCliStatus
run_delete (BtCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) operands = NULL;
  Lookup lookup = { 0 };
  BtCliStatus status;

  if (!parse_id (cli, "session delete", N_ ("Deletes a session and its journal for good."),
                 arguments, &operands, &status))
    return status;
  lookup.id = operands[0];
  if (!run_job (cli, delete_job, &lookup, &error))
    return bt_cli_fail (cli, error);
  return print_done (cli, "deleted", operands[0], _ ("The session is deleted."));
}

BtCliStatus
bt_cli_session (BtCli *cli, char **arguments)
{
  static const BtCliCommand commands[] = {
    { "new", N_ ("Make a session"), bt_cli_session_new },
    { "advance", N_ ("Let market time pass"), bt_cli_session_advance },
    { "do", N_ ("Give one command"), bt_cli_session_do },
    { "rewind", N_ ("Look back"), bt_cli_session_rewind },
    { "go-to", N_ ("Go to a place ahead"), bt_cli_session_go_to },
    { "list", N_ ("List the sessions"), run_list },
    { "show", N_ ("Print the result so far"), run_show },
    { "branches", N_ ("List the lines of play"), bt_cli_session_branches },
    { "switch", N_ ("Go over to another branch"), bt_cli_session_switch },
    { "compare", N_ ("Compare two branches"), bt_cli_session_compare },
    { "rename-branch", N_ ("Rename a branch"), bt_cli_session_rename_branch },
    { "delete-branch", N_ ("Delete a branch"), bt_cli_session_delete_branch },
    { "archive", N_ ("Put a session away"), run_archive },
    { "export", N_ ("Write a .btsession file"), run_export },
    { "import", N_ ("Take a .btsession file in"), run_import },
    { "delete", N_ ("Delete a session"), run_delete },
  };

  return bt_cli_run_nested (cli, "session", commands, G_N_ELEMENTS (commands), arguments);
}
