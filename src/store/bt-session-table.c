// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-session-table.h"

#include "store/bt-branch-table-private.h"
#include "store/bt-hash-column.h"
#include "store/bt-store.h"

/* What read_session() reads and insert binds, in order. */
#define SESSION_COLUMNS                                                                            \
  "id, name, state, dataset_id, dataset_hash, range_hash, start_usec, end_usec, first_index,"      \
  " length, settings_json, rules_version, bar, digest, command_count, is_ended, summary_json,"     \
  " view_json, created_usec, played_usec, branch_id, branches_made, rewind_count,"                 \
  " tick_count, is_blind, reveal_count, revealed_bar, revealed_usec"

static const char *const state_names[] = {
  [BT_SESSION_PAUSED] = "paused",
  [BT_SESSION_RUNNING] = "running",
  [BT_SESSION_ARCHIVED] = "archived",
};

static gboolean
parse_state (const char *text, BtSessionState *out)
{
  for (guint i = 0; i < G_N_ELEMENTS (state_names); i++)
    if (g_strcmp0 (text, state_names[i]) == 0)
      {
        *out = (BtSessionState) i;
        return TRUE;
      }
  return FALSE;
}

static char *
copy_text (BtStatement *statement, int index)
{
  return g_strdup (bt_statement_get_text (statement, index));
}

static gboolean
fail_not_found (const char *id, GError **error)
{
  g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND, "there is no session %s", id);
  return FALSE;
}

/* Reads the statement's row. */
static BtSessionRow *
read_session (BtStatement *statement, GError **error)
{
  g_autoptr (BtSessionRow) row = g_new0 (BtSessionRow, 1);

  row->id = copy_text (statement, 0);
  row->name = copy_text (statement, 1);
  row->dataset_id = bt_statement_get_int64 (statement, 3);
  row->start_usec = bt_statement_get_int64 (statement, 6);
  row->end_usec = bt_statement_get_int64 (statement, 7);
  row->first_index = bt_statement_get_int64 (statement, 8);
  row->length = bt_statement_get_int64 (statement, 9);
  row->settings_json = copy_text (statement, 10);
  row->rules_version = (gint32) bt_statement_get_int64 (statement, 11);
  row->bar = bt_statement_get_int64 (statement, 12);
  row->command_count = bt_statement_get_int64 (statement, 14);
  row->is_ended = bt_statement_get_int64 (statement, 15) != 0;
  row->summary_json = copy_text (statement, 16);
  row->view_json = copy_text (statement, 17);
  row->created_usec = bt_statement_get_int64 (statement, 18);
  row->played_usec = bt_statement_get_int64 (statement, 19);
  row->branch_id = bt_statement_get_int64 (statement, 20);
  row->branches_made = bt_statement_get_int64 (statement, 21);
  row->rewind_count = bt_statement_get_int64 (statement, 22);
  row->tick_count = bt_statement_get_int64 (statement, 23);
  row->blind.is_blind = bt_statement_get_int64 (statement, 24) != 0;
  row->blind.reveal_count = bt_statement_get_int64 (statement, 25);
  row->blind.revealed_bar = bt_statement_get_int64 (statement, 26);
  row->blind.revealed_usec = bt_statement_get_int64 (statement, 27);
  if (!parse_state (bt_statement_get_text (statement, 2), &row->state)
      || !bt_hash_column_read (statement, 4, &row->dataset_hash)
      || !bt_hash_column_read (statement, 5, &row->range_hash)
      || !bt_hash_column_read (statement, 13, &row->digest))
    {
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_DAMAGED,
                   "session %s (“%s”) is damaged: its record holds an impossible value", row->id,
                   row->name);
      return NULL;
    }
  return g_steal_pointer (&row);
}

/* Reads all rows of a statement. */
static GPtrArray *
read_sessions (BtStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) list
    = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_session_row_free);
  gboolean has_row = FALSE;

  while (bt_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&list);
      BtSessionRow *row = read_session (statement, error);
      if (row == NULL)
        return NULL;
      g_ptr_array_add (list, row);
    }
  return NULL;
}

/* Runs an update of one field, the statement's first parameter, of the session, its second. */
static gboolean
run_update (BtStatement *statement, BtDb *db, const char *id, GError **error)
{
  bt_statement_bind_text (statement, 2, id);
  if (!bt_statement_run (statement, error))
    return FALSE;
  return bt_db_get_changes (db) > 0 || fail_not_found (id, error);
}

static gboolean
set_text (BtDb *db, const char *sql, const char *id, const char *text, GError **error)
{
  g_autoptr (BtStatement) statement = bt_db_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_text (statement, 1, text);
  return run_update (statement, db, id, error);
}

void
bt_session_row_free (BtSessionRow *row)
{
  if (row == NULL)
    return;
  g_free (row->id);
  g_free (row->name);
  g_free (row->settings_json);
  g_free (row->summary_json);
  g_free (row->view_json);
  g_free (row);
}

GPtrArray *
bt_session_table_list (BtDb *db, GError **error)
{
  g_return_val_if_fail (db != NULL, NULL);
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db,
                     "SELECT " SESSION_COLUMNS " FROM sessions"
                     " ORDER BY played_usec DESC, created_usec DESC, id",
                     error);

  return statement != NULL ? read_sessions (statement, error) : NULL;
}

BtSessionRow *
bt_session_table_get (BtDb *db, const char *id, GError **error)
{
  g_return_val_if_fail (db != NULL && id != NULL, NULL);
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db, "SELECT " SESSION_COLUMNS " FROM sessions WHERE id = ?", error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return NULL;
  bt_statement_bind_text (statement, 1, id);
  if (!bt_statement_step (statement, &has_row, error))
    return NULL;
  if (has_row)
    return read_session (statement, error);
  fail_not_found (id, error);
  return NULL;
}

gboolean
bt_session_table_insert_row (BtDb *db, const BtSessionRow *row, GError **error)
{
  g_return_val_if_fail (db != NULL && row != NULL && row->id != NULL, FALSE);
  g_return_val_if_fail (row->state < G_N_ELEMENTS (state_names), FALSE);
  g_autoptr (BtStatement) statement = bt_db_prepare (
    db,
    "INSERT INTO sessions (" SESSION_COLUMNS
    ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_text (statement, 1, row->id);
  bt_statement_bind_text (statement, 2, row->name);
  bt_statement_bind_text (statement, 3, state_names[row->state]);
  if (row->dataset_id != 0)
    bt_statement_bind_int64 (statement, 4, row->dataset_id);
  else
    bt_statement_bind_null (statement, 4);
  bt_hash_column_bind (statement, 5, &row->dataset_hash);
  bt_hash_column_bind (statement, 6, &row->range_hash);
  bt_statement_bind_int64 (statement, 7, row->start_usec);
  bt_statement_bind_int64 (statement, 8, row->end_usec);
  bt_statement_bind_int64 (statement, 9, row->first_index);
  bt_statement_bind_int64 (statement, 10, row->length);
  bt_statement_bind_text (statement, 11, row->settings_json);
  bt_statement_bind_int64 (statement, 12, row->rules_version);
  bt_statement_bind_int64 (statement, 13, row->bar);
  bt_hash_column_bind (statement, 14, &row->digest);
  bt_statement_bind_int64 (statement, 15, row->command_count);
  bt_statement_bind_int64 (statement, 16, row->is_ended != FALSE);
  bt_statement_bind_text (statement, 17, row->summary_json);
  bt_statement_bind_text (statement, 18, row->view_json);
  bt_statement_bind_int64 (statement, 19, row->created_usec);
  bt_statement_bind_int64 (statement, 20, row->played_usec);
  bt_statement_bind_int64 (statement, 21, MAX (row->branch_id, BT_BRANCH_MAIN));
  bt_statement_bind_int64 (statement, 22, MAX (row->branches_made, 1));
  bt_statement_bind_int64 (statement, 23, row->rewind_count);
  bt_statement_bind_int64 (statement, 24, row->tick_count);
  bt_statement_bind_int64 (statement, 25, row->blind.is_blind != FALSE);
  bt_statement_bind_int64 (statement, 26, row->blind.reveal_count);
  bt_statement_bind_int64 (statement, 27, row->blind.revealed_bar);
  bt_statement_bind_int64 (statement, 28, row->blind.revealed_usec);
  return bt_statement_run (statement, error);
}

static gboolean
insert_with_main (BtDb *db, const BtSessionRow *row, GError **error)
{
  g_autoptr (GPtrArray) no_lines = g_ptr_array_new ();
  const BtBranchRow branch = {
    .id = BT_BRANCH_MAIN,
    .name = (char *) BT_BRANCH_MAIN_NAME,
    .fork_bar = -1,
    .head = { .bar = row->bar, .digest = row->digest },
    .created_usec = row->created_usec,
  };

  return bt_session_table_insert_row (db, row, error)
         && bt_branch_table_insert (db, row->id, &branch, no_lines, error);
}

gboolean
bt_session_table_insert (BtDb *db, const BtSessionRow *row, GError **error)
{
  g_return_val_if_fail (db != NULL && row != NULL, FALSE);
  g_return_val_if_fail (row->command_count == 0, FALSE);
  gboolean is_own = !bt_db_is_in_transaction (db);

  if (is_own && !bt_db_begin (db, error))
    return FALSE;
  if (insert_with_main (db, row, error))
    return !is_own || bt_db_commit (db, error);
  if (is_own)
    bt_db_rollback (db);
  return FALSE;
}

gboolean
bt_session_table_delete (BtDb *db, const char *id, GError **error)
{
  g_return_val_if_fail (db != NULL && id != NULL, FALSE);
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db, "DELETE FROM sessions WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_text (statement, 1, id);
  if (!bt_statement_run (statement, error))
    return FALSE;
  return bt_db_get_changes (db) > 0 || fail_not_found (id, error);
}

gboolean
bt_session_table_set_state (BtDb *db, const char *id, BtSessionState state, GError **error)
{
  g_return_val_if_fail (db != NULL && id != NULL, FALSE);
  g_return_val_if_fail (state < G_N_ELEMENTS (state_names), FALSE);
  return set_text (db, "UPDATE sessions SET state = ? WHERE id = ?", id, state_names[state], error);
}

/* Changes the state, and counts the look that an archived session was. */
static gboolean
change_archived (BtDb *db, const char *id, gboolean is_archived, gint64 time_usec, GError **error)
{
  g_autoptr (BtSessionRow) row = bt_session_table_get (db, id, error);

  if (row == NULL)
    return FALSE;
  if (!is_archived && row->state == BT_SESSION_ARCHIVED && row->blind.reveal_count == 0
      && !bt_session_table_add_reveal (db, id, row->bar, time_usec, error))
    return FALSE;
  return bt_session_table_set_state (db, id, is_archived ? BT_SESSION_ARCHIVED : BT_SESSION_PAUSED,
                                     error);
}

gboolean
bt_session_table_set_archived (
  BtDb *db, const char *id, gboolean is_archived, gint64 time_usec, GError **error)
{
  g_return_val_if_fail (db != NULL && id != NULL, FALSE);
  gboolean is_own;

  if (!bt_branch_begin_change (db, &is_own, error))
    return FALSE;
  return bt_branch_end_change (db, is_own, change_archived (db, id, is_archived, time_usec, error),
                               error);
}

gboolean
bt_session_row_is_hidden (const BtSessionRow *row)
{
  g_return_val_if_fail (row != NULL, FALSE);
  return row->blind.is_blind && row->blind.reveal_count == 0 && row->state != BT_SESSION_ARCHIVED
         && !row->is_ended && row->bar + 1 < row->length;
}

gboolean
bt_session_table_set_name (BtDb *db, const char *id, const char *name, GError **error)
{
  g_return_val_if_fail (db != NULL && id != NULL && name != NULL, FALSE);
  return set_text (db, "UPDATE sessions SET name = ? WHERE id = ?", id, name, error);
}

gboolean
bt_session_table_set_summary (BtDb *db, const char *id, const char *summary_json, GError **error)
{
  g_return_val_if_fail (db != NULL && id != NULL, FALSE);
  return set_text (db, "UPDATE sessions SET summary_json = ? WHERE id = ?", id, summary_json,
                   error);
}

gboolean
bt_session_table_set_view (BtDb *db, const char *id, const char *view_json, GError **error)
{
  g_return_val_if_fail (db != NULL && id != NULL, FALSE);
  return set_text (db, "UPDATE sessions SET view_json = ? WHERE id = ?", id, view_json, error);
}

gboolean
bt_session_table_add_reveal (BtDb *db, const char *id, gint64 bar, gint64 time_usec, GError **error)
{
  g_return_val_if_fail (db != NULL && id != NULL, FALSE);
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db,
                     "UPDATE sessions SET reveal_count = reveal_count + is_blind,"
                     " revealed_bar = iif (reveal_count = 0 AND is_blind, ?1, revealed_bar),"
                     " revealed_usec = iif (reveal_count = 0 AND is_blind, ?3, revealed_usec)"
                     " WHERE id = ?2",
                     error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_int64 (statement, 1, bar);
  bt_statement_bind_int64 (statement, 3, time_usec);
  return run_update (statement, db, id, error);
}
