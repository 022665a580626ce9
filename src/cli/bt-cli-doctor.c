// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli/bt-cli-commands.h"
#include "cli/bt-cli-output.h"
#include "session/bt-session.h"
#include "store/bt-dataset-table.h"
#include "store/bt-session-table.h"
#include "store/bt-store-check.h"

#include <glib/gi18n.h>

/* What is found. */
typedef struct
{
  GPtrArray *faults; /* of char * */
  GPtrArray *datasets;
  GPtrArray *sessions;
} Checkup;

static void
clear_checkup (Checkup *checkup)
{
  g_clear_pointer (&checkup->faults, g_ptr_array_unref);
  g_clear_pointer (&checkup->datasets, g_ptr_array_unref);
  g_clear_pointer (&checkup->sessions, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Checkup, clear_checkup)

static void
add_fault (const char *message, gpointer user_data)
{
  GPtrArray *faults = user_data;

  g_ptr_array_add (faults, g_strdup (message));
}

static gboolean
check_job (BtDb *db, gpointer data, GError **error)
{
  Checkup *checkup = data;

  if (!bt_store_check (db, add_fault, checkup->faults, error))
    return FALSE;
  checkup->datasets = bt_dataset_table_list (db, error);
  checkup->sessions = checkup->datasets != NULL ? bt_session_table_list (db, error) : NULL;
  return checkup->sessions != NULL;
}

/* A session is sound when its journal, run again, gives its own digests. One whose candles are not
 * here cannot be run. */
static void
check_sessions (BtStore *store, Checkup *checkup)
{
  for (guint i = 0; i < checkup->sessions->len; i++)
    {
      const BtSessionRow *row = checkup->sessions->pdata[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (BtSession) session = NULL;

      if (row->dataset_id == 0)
        continue;
      session = bt_session_open (store, row->id, &error);
      if (session == NULL)
        g_ptr_array_add (checkup->faults, g_strdup_printf ("Session %s (%s): %s", row->id,
                                                           row->name, error->message));
    }
}

/* What is too damaged to be read has no rows. */
static guint
count_rows (const GPtrArray *rows)
{
  return rows != NULL ? rows->len : 0;
}

static void
print_json (const Checkup *checkup)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  bt_cli_json_add_boolean (builder, "ok", checkup->faults->len == 0);
  bt_cli_json_add_int (builder, "datasets", count_rows (checkup->datasets));
  bt_cli_json_add_int (builder, "sessions", count_rows (checkup->sessions));
  json_builder_set_member_name (builder, "faults");
  json_builder_begin_array (builder);
  for (guint i = 0; i < checkup->faults->len; i++)
    json_builder_add_string_value (builder, checkup->faults->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  bt_cli_print_json (builder);
}

static void
print_text (BtCli *cli, const Checkup *checkup)
{
  for (guint i = 0; i < checkup->faults->len; i++)
    g_print ("%s\n", (const char *) checkup->faults->pdata[i]);
  g_print (_ ("%s: datasets: %u, sessions: %u, faults: %u\n"), bt_cli_get_folder (cli),
           count_rows (checkup->datasets), count_rows (checkup->sessions), checkup->faults->len);
}

BtCliStatus
bt_cli_doctor (BtCli *cli, char **arguments)
{
  const BtCliSyntax syntax = {
    .name = "doctor",
    .summary
    = N_ ("Checks every checksum and invariant of the data folder, and runs every session again."),
    .description = N_ ("Exit status 1 when something is wrong. Nothing is changed."),
  };
  g_auto (Checkup) checkup = { .faults = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) operands = NULL;
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, NULL, arguments, &operands, &status))
    return status;
  if (!bt_cli_has_store (cli))
    return bt_cli_fail_input (cli, _ ("There is no BackTrade data in %s"), bt_cli_get_folder (cli));
  BtStore *store = bt_cli_get_store (cli, &error);
  if (store != NULL && bt_store_run (store, check_job, &checkup, &error))
    check_sessions (store, &checkup);
  else if (g_error_matches (error, BT_DB_ERROR, BT_DB_ERROR_CORRUPT))
    add_fault (error->message, checkup.faults);
  else
    return bt_cli_fail (cli, error);
  if (bt_cli_is_json (cli))
    print_json (&checkup);
  else
    print_text (cli, &checkup);
  return checkup.faults->len == 0 ? BT_CLI_DONE : BT_CLI_NO;
}
