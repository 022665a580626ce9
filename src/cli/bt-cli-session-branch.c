// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli/bt-cli-commands.h"
#include "cli/bt-cli-look.h"
#include "cli/bt-cli-output.h"
#include "session/bt-session-file.h"
#include "store/bt-branch-table.h"
#include "store/bt-session-table.h"

#include <glib/gi18n.h>

/* The branches of a session, as they stand in the store. */
typedef struct
{
  const char *id;
  BtSessionRow *row;
  GPtrArray *branches; /* of BtBranchRow */
} Branches;

static void
branches_clear (Branches *branches)
{
  g_clear_pointer (&branches->row, bt_session_row_free);
  g_clear_pointer (&branches->branches, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Branches, branches_clear)

static gboolean
read_job (BtDb *db, gpointer data, GError **error)
{
  Branches *branches = data;

  branches->row = bt_session_table_get (db, branches->id, error);
  if (branches->row != NULL)
    branches->branches = bt_branch_table_list (db, branches->id, error);
  return branches->branches != NULL;
}

/* Adds a branch to an array. */
static void
add_branch (JsonBuilder *builder, const Branches *branches, const BtBranchRow *branch)
{
  g_autofree char *digest = bt_hash_to_string (&branch->head.digest);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, branch->id);
  g_autofree char *parent
    = branch->parent_id == 0 ? NULL : g_strdup_printf ("%" G_GINT64_FORMAT, branch->parent_id);
  BtSessionSettings settings;

  json_builder_begin_object (builder);
  bt_cli_json_add_string (builder, "id", id);
  bt_cli_json_add_string (builder, "name", branch->name);
  bt_cli_json_add_string (builder, "parent", parent);
  bt_cli_json_add_boolean (builder, "present", branch->id == branches->row->branch_id);
  bt_cli_json_add_int (builder, "fork_bar", branch->fork_bar);
  bt_cli_json_add_int (builder, "fork_commands", branch->fork_sequence);
  bt_cli_json_add_int (builder, "bar", branch->head.bar);
  bt_cli_json_add_int (builder, "commands", branch->head.command_count);
  bt_cli_json_add_boolean (builder, "ended", branch->head.is_ended);
  if (bt_session_settings_from_json (branches->row->settings_json, &settings, NULL))
    bt_cli_json_add_decimal (builder, "net_result", branch->head.net_minor,
                             bt_currency_digits (settings.currency));
  bt_cli_json_add_time (builder, "created", branch->created_usec);
  bt_cli_json_add_string (builder, "digest", digest);
  json_builder_end_object (builder);
}

static void
print_branches_json (const Branches *branches)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < branches->branches->len; i++)
    add_branch (builder, branches, branches->branches->pdata[i]);
  json_builder_end_array (builder);
  bt_cli_print_json (builder);
}

static void
print_branches (const Branches *branches)
{
  const char *const headings[]
    = { "", _ ("ID"), _ ("Name"), _ ("Parts after"), _ ("Candle"), _ ("Commands"), _ ("Digest") };
  g_autoptr (BtCliTable) table = bt_cli_table_new ("lllrrrl", headings);

  for (guint i = 0; i < branches->branches->len; i++)
    {
      const BtBranchRow *branch = branches->branches->pdata[i];
      g_autofree char *digest = bt_hash_to_string (&branch->head.digest);

      bt_cli_table_add (table, "%s", branch->id == branches->row->branch_id ? "*" : "");
      bt_cli_table_add (table, "%" G_GINT64_FORMAT, branch->id);
      bt_cli_table_add (table, "%s", branch->name);
      if (branch->parent_id == 0)
        bt_cli_table_add (table, "%s", "");
      else
        bt_cli_table_add (table, "%" G_GINT64_FORMAT, branch->fork_bar + 1);
      bt_cli_table_add (table, "%" G_GINT64_FORMAT, branch->head.bar + 1);
      bt_cli_table_add (table, "%" G_GINT64_FORMAT, branch->head.command_count);
      bt_cli_table_add (table, "%s", digest);
    }
  bt_cli_table_print (table);
}

BtCliStatus
bt_cli_session_branches (BtCli *cli, char **arguments)
{
  const BtCliSyntax syntax
    = { .name = "session branches",
        .operands = N_ ("ID"),
        .summary = N_ ("Lists the lines of play of a session; the present one has a star."),
        .min_operands = 1,
        .max_operands = 1 };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) operands = NULL;
  g_auto (Branches) branches = { 0 };
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, NULL, arguments, &operands, &status))
    return status;
  branches.id = operands[0];
  BtStore *store = bt_cli_get_store (cli, &error);
  if (store == NULL || !bt_store_run (store, read_job, &branches, &error))
    return bt_cli_fail (cli, error);
  if (bt_cli_is_json (cli))
    print_branches_json (&branches);
  else
    print_branches (&branches);
  return BT_CLI_DONE;
}

/* Returns the id of the branch that is called so, or whose id it is. */
static char *
find_branch (BtSession *session, const char *text, GError **error)
{
  GListModel *branches = bt_session_get_branches (session);
  const guint count = g_list_model_get_n_items (branches);

  for (guint by_id = 0; by_id < 2; by_id++)
    for (guint i = 0; i < count; i++)
      {
        g_autoptr (BtBranchItem) item = g_list_model_get_item (branches, i);
        const char *key = by_id ? bt_branch_item_get_id (item) : bt_branch_item_get_name (item);

        if (g_strcmp0 (key, text) == 0)
          return g_strdup (bt_branch_item_get_id (item));
      }
  g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND,
               _ ("The session has no branch “%s”; “backtrade-cli session branches” lists them"),
               text);
  return NULL;
}

/* Opens a session and finds a branch of it. */
static BtSession *
open_branch (BtCli *cli, char **operands, char **branch, GError **error)
{
  BtStore *store = bt_cli_get_store (cli, error);
  g_autoptr (BtSession) session
    = store != NULL ? bt_session_open (store, operands[0], error) : NULL;

  if (session == NULL)
    return NULL;
  *branch = find_branch (session, operands[1], error);
  return *branch != NULL ? g_steal_pointer (&session) : NULL;
}

/* Says what was done to a branch. */
static void
print_done (
  BtCli *cli, BtSession *session, const char *field, const char *branch, const char *message)
{
  if (!bt_cli_is_json (cli))
    {
      bt_cli_print_text (message);
      return;
    }

  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  bt_cli_json_add_string (builder, "id", bt_session_get_id (session));
  bt_cli_json_add_string (builder, field, branch);
  json_builder_end_object (builder);
  bt_cli_print_json (builder);
}

BtCliStatus
bt_cli_session_switch (BtCli *cli, char **arguments)
{
  const BtCliSyntax syntax
    = { .name = "session switch",
        .operands = N_ ("ID BRANCH"),
        .summary = N_ ("Goes over to another branch, named or by its id, at its head."),
        .min_operands = 2,
        .max_operands = 2 };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) operands = NULL;
  g_autofree char *branch = NULL;
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, NULL, arguments, &operands, &status))
    return status;
  g_autoptr (BtSession) session = open_branch (cli, operands, &branch, &error);
  if (session == NULL || !bt_session_switch_branch (session, branch, &error)
      || !bt_session_save (session, &error))
    return bt_cli_fail (cli, error);
  g_autofree char *message = g_strdup_printf (_ ("The session is on the branch “%s”."),
                                              bt_session_get_branch_name (session));
  print_done (cli, session, "present", branch, message);
  bt_session_close (session);
  return BT_CLI_DONE;
}

BtCliStatus
bt_cli_session_rename_branch (BtCli *cli, char **arguments)
{
  const BtCliSyntax syntax
    = { .name = "session rename-branch",
        .operands = N_ ("ID BRANCH NAME"),
        .summary = N_ ("Gives a branch another name; what is on record stays as it is."),
        .min_operands = 3,
        .max_operands = 3 };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) operands = NULL;
  g_autofree char *branch = NULL;
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, NULL, arguments, &operands, &status))
    return status;
  g_autoptr (BtSession) session = open_branch (cli, operands, &branch, &error);
  if (session == NULL || !bt_session_rename_branch (session, branch, operands[2], &error))
    return bt_cli_fail (cli, error);
  g_autofree char *message = g_strdup_printf (_ ("The branch is called “%s”."), operands[2]);
  print_done (cli, session, "renamed", branch, message);
  bt_session_close (session);
  return BT_CLI_DONE;
}

BtCliStatus
bt_cli_session_delete_branch (BtCli *cli, char **arguments)
{
  const BtCliSyntax syntax
    = { .name = "session delete-branch",
        .operands = N_ ("ID BRANCH"),
        .summary = N_ ("Deletes a branch and its journal for good; not the present one."),
        .min_operands = 2,
        .max_operands = 2 };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) operands = NULL;
  g_autofree char *branch = NULL;
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, NULL, arguments, &operands, &status))
    return status;
  g_autoptr (BtSession) session = open_branch (cli, operands, &branch, &error);
  if (session == NULL || !bt_session_delete_branch (session, branch, &error))
    return bt_cli_fail (cli, error);
  print_done (cli, session, "deleted", branch, _ ("The branch is deleted."));
  bt_session_close (session);
  return BT_CLI_DONE;
}

/* Prints one branch of a comparison. */
static void
print_side (const char *name, const BtSessionReport *report, guint only)
{
  const char *currency = report->settings.currency;
  const guint digits = bt_currency_digits (currency);
  g_autofree char *net = bt_decimal_to_string (report->net_result.minor, digits);
  g_autofree char *drawdown = bt_decimal_to_string (report->max_drawdown.minor, digits);

  g_print (_ ("%s: candle %s, net result %s %s, trades: %s, largest drawdown %s; positions only "
              "here: %s\n"),
           name, bt_cli_format_int (report->bars).text, net, currency,
           bt_cli_format_int (report->trades).text, drawdown, bt_cli_format_int (only).text);
}

static void
print_comparison (const BtBranchComparison *comparison)
{
  g_autofree char *parted = bt_cli_format_time (comparison->parted_usec);
  g_autofree char *equity = bt_cli_format_time (comparison->equity_usec);

  g_print (_ ("The same up to candle %s, %s UTC (commands in common: %s).\n"),
           bt_cli_format_int (comparison->parted_bar + 1).text, parted,
           bt_cli_format_int (comparison->common_commands).text);
  if (comparison->has_equity_parted)
    g_print (_ ("The equity parts at candle %s, %s UTC.\n"),
             bt_cli_format_int (comparison->equity_bar + 1).text, equity);
  else
    g_print ("%s\n", _ ("The equity does not part."));
  g_print (_ ("Positions that are the same: %s; opened alike and then different: %s.\n"),
           bt_cli_format_int (comparison->same_trades).text,
           bt_cli_format_int (comparison->different->len).text);
  print_side (comparison->name_a, comparison->a, comparison->only_a->len);
  print_side (comparison->name_b, comparison->b, comparison->only_b->len);
}

BtCliStatus
bt_cli_session_compare (BtCli *cli, char **arguments)
{
  gboolean is_reveal = FALSE;
  const GOptionEntry entries[] = { bt_cli_reveal_entry (&is_reveal), { NULL } };
  const BtCliSyntax syntax
    = { .name = "session compare",
        .operands = N_ ("ID BRANCH BRANCH"),
        .summary = N_ ("Compares two branches: where they part, and what came of each."),
        .min_operands = 3,
        .max_operands = 3 };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) operands = NULL;
  g_autofree char *first = NULL, *second = NULL;
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, entries, arguments, &operands, &status))
    return status;
  g_autoptr (BtSession) session = bt_cli_look (cli, operands[0], is_reveal, &error)
                                    ? open_branch (cli, operands, &first, &error)
                                    : NULL;
  if (session != NULL)
    second = find_branch (session, operands[2], &error);
  g_autoptr (BtBranchComparison) comparison
    = second != NULL ? bt_session_compare_branches (session, first, second, &error) : NULL;
  if (comparison == NULL)
    return bt_cli_fail (cli, error);
  if (bt_cli_is_json (cli))
    {
      g_autofree char *json = bt_branch_comparison_to_json (comparison);

      bt_cli_print_text (json);
    }
  else
    print_comparison (comparison);
  bt_session_close (session);
  return BT_CLI_DONE;
}
