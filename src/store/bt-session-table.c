// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-session-table.h"

#include "store/bt-store.h"

#include <string.h>

/* What read_session() reads and insert binds, in order. */
#define SESSION_COLUMNS                                                                            \
  "id, name, state, dataset_id, dataset_hash, range_hash, start_usec, end_usec, first_index,"      \
  " length, settings_json, rules_version, bar, digest, command_count, is_ended, summary_json,"     \
  " view_json, created_usec, played_usec"

static const char *const state_names[] = {
  [BT_SESSION_PAUSED] = "paused",
  [BT_SESSION_RUNNING] = "running",
  [BT_SESSION_ARCHIVED] = "archived",
};

/* What guards a change to a journal. */
typedef struct
{
  gint64 bar;
  gint64 command_count;
} Position;

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

static gboolean
read_hash (BtStatement *statement, int index, BtHash *out)
{
  gsize length = 0;
  const void *bytes = bt_statement_get_blob (statement, index, &length);

  if (length != sizeof out->bytes)
    return FALSE;
  memcpy (out->bytes, bytes, length);
  return TRUE;
}

static void
bind_hash (BtStatement *statement, int index, const BtHash *hash)
{
  bt_statement_bind_blob (statement, index, hash->bytes, sizeof hash->bytes);
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
  if (!parse_state (bt_statement_get_text (statement, 2), &row->state)
      || !read_hash (statement, 4, &row->dataset_hash)
      || !read_hash (statement, 5, &row->range_hash) || !read_hash (statement, 13, &row->digest))
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

/* Stores where a session stands; inside the transaction that changes it. */
static gboolean
read_position (BtDb *db, const char *id, Position *out, GError **error)
{
  gboolean has_row = FALSE;
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db, "SELECT bar, command_count FROM sessions WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_text (statement, 1, id);
  if (!bt_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    return fail_not_found (id, error);
  out->bar = bt_statement_get_int64 (statement, 0);
  out->command_count = bt_statement_get_int64 (statement, 1);
  return TRUE;
}

/* Says that another program has changed a session since it was read. */
static gboolean
fail_position (BtDb *db, const char *id, gint64 commands, gint64 bar, GError **error)
{
  Position position = { 0 };

  if (!read_position (db, id, &position, error))
    return FALSE;
  g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_CONFLICT,
               "session %s was changed by another program: it holds %" G_GINT64_FORMAT
               " commands and stands at candle %" G_GINT64_FORMAT ", here it has %" G_GINT64_FORMAT
               " and stands at %" G_GINT64_FORMAT "; load it again",
               id, position.command_count, position.bar, commands, bar);
  return FALSE;
}

/* Refuses a change by whoever has not seen the last one. */
static gboolean
check_position (BtDb *db, const char *id, gint64 commands, gint64 bar, GError **error)
{
  Position position = { 0 };

  if (!read_position (db, id, &position, error))
    return FALSE;
  return (position.command_count == commands && position.bar <= bar)
         || fail_position (db, id, commands, bar, error);
}

static gboolean
insert_line (BtDb *db, const char *id, const BtJournalLine *line, GError **error)
{
  g_autoptr (BtStatement) statement = bt_db_prepare (
    db, "INSERT INTO journal (session_id, sequence, after_bar, json, hash) VALUES (?, ?, ?, ?, ?)",
    error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_text (statement, 1, id);
  bt_statement_bind_int64 (statement, 2, line->sequence);
  bt_statement_bind_int64 (statement, 3, line->after_bar);
  bt_statement_bind_text (statement, 4, line->json);
  bind_hash (statement, 5, &line->hash);
  return bt_statement_run (statement, error);
}

/* Refuses a journal that could not have grown line by line. */
static gboolean
check_journal (const BtSessionRow *row, const GPtrArray *lines, GError **error)
{
  gint64 last_bar = -1;

  for (guint i = 0; i < lines->len; i++)
    {
      const BtJournalLine *line = g_ptr_array_index (lines, i);
      if (line->sequence != (gint64) i + 1 || line->after_bar < last_bar)
        {
          g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_INVALID,
                       "line %u of the journal is out of order", i + 1);
          return FALSE;
        }
      last_bar = line->after_bar;
    }
  if (row->command_count == (gint64) lines->len && row->bar >= last_bar)
    return TRUE;
  g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_INVALID,
               "the journal has %u lines up to candle %" G_GINT64_FORMAT
               ", the session states %" G_GINT64_FORMAT " and stands at %" G_GINT64_FORMAT,
               lines->len, last_bar, row->command_count, row->bar);
  return FALSE;
}

static gboolean
insert_all (BtDb *db, const BtSessionRow *row, const GPtrArray *lines, GError **error)
{
  if (!bt_session_table_insert (db, row, error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    if (!insert_line (db, row->id, g_ptr_array_index (lines, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
append_line (BtDb *db, const char *id, const BtJournalLine *line, gboolean is_ended, GError **error)
{
  if (!check_position (db, id, line->sequence - 1, line->after_bar, error)
      || !insert_line (db, id, line, error))
    return FALSE;
  g_autoptr (BtStatement) statement = bt_db_prepare (
    db, "UPDATE sessions SET bar = ?, digest = ?, command_count = ?, is_ended = ? WHERE id = ?",
    error);
  if (statement == NULL)
    return FALSE;
  bt_statement_bind_int64 (statement, 1, line->after_bar);
  bind_hash (statement, 2, &line->hash);
  bt_statement_bind_int64 (statement, 3, line->sequence);
  bt_statement_bind_int64 (statement, 4, is_ended != FALSE);
  bt_statement_bind_text (statement, 5, id);
  return bt_statement_run (statement, error);
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

void
bt_journal_line_free (BtJournalLine *line)
{
  if (line == NULL)
    return;
  g_free (line->json);
  g_free (line);
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
bt_session_table_insert (BtDb *db, const BtSessionRow *row, GError **error)
{
  g_return_val_if_fail (db != NULL && row != NULL && row->id != NULL, FALSE);
  g_return_val_if_fail (row->state < G_N_ELEMENTS (state_names), FALSE);
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db,
                     "INSERT INTO sessions (" SESSION_COLUMNS
                     ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
  bind_hash (statement, 5, &row->dataset_hash);
  bind_hash (statement, 6, &row->range_hash);
  bt_statement_bind_int64 (statement, 7, row->start_usec);
  bt_statement_bind_int64 (statement, 8, row->end_usec);
  bt_statement_bind_int64 (statement, 9, row->first_index);
  bt_statement_bind_int64 (statement, 10, row->length);
  bt_statement_bind_text (statement, 11, row->settings_json);
  bt_statement_bind_int64 (statement, 12, row->rules_version);
  bt_statement_bind_int64 (statement, 13, row->bar);
  bind_hash (statement, 14, &row->digest);
  bt_statement_bind_int64 (statement, 15, row->command_count);
  bt_statement_bind_int64 (statement, 16, row->is_ended != FALSE);
  bt_statement_bind_text (statement, 17, row->summary_json);
  bt_statement_bind_text (statement, 18, row->view_json);
  bt_statement_bind_int64 (statement, 19, row->created_usec);
  bt_statement_bind_int64 (statement, 20, row->played_usec);
  return bt_statement_run (statement, error);
}

gboolean
bt_session_table_insert_journal (BtDb *db,
                                 const BtSessionRow *row,
                                 const GPtrArray *lines,
                                 GError **error)
{
  g_return_val_if_fail (db != NULL && row != NULL && lines != NULL, FALSE);
  if (!check_journal (row, lines, error) || !bt_db_begin (db, error))
    return FALSE;
  if (insert_all (db, row, lines, error))
    return bt_db_commit (db, error);
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
bt_session_table_append (
  BtDb *db, const char *id, const BtJournalLine *line, gboolean is_ended, GError **error)
{
  g_return_val_if_fail (db != NULL && id != NULL && line != NULL, FALSE);
  if (!bt_db_begin (db, error))
    return FALSE;
  if (append_line (db, id, line, is_ended, error))
    return bt_db_commit (db, error);
  bt_db_rollback (db);
  return FALSE;
}

gboolean
bt_session_table_set_clock (BtDb *db,
                            const char *id,
                            gint64 bar,
                            const BtHash *digest,
                            gint64 expected_commands,
                            gint64 played_usec,
                            GError **error)
{
  g_return_val_if_fail (db != NULL && id != NULL && digest != NULL, FALSE);
  /* One statement, guard included: it is whole with or without a transaction around it. */
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db,
                     "UPDATE sessions SET bar = ?, digest = ?, played_usec = ?"
                     " WHERE id = ? AND command_count = ? AND bar <= ?",
                     error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_int64 (statement, 1, bar);
  bind_hash (statement, 2, digest);
  bt_statement_bind_int64 (statement, 3, played_usec);
  bt_statement_bind_text (statement, 4, id);
  bt_statement_bind_int64 (statement, 5, expected_commands);
  bt_statement_bind_int64 (statement, 6, bar);
  if (!bt_statement_run (statement, error))
    return FALSE;
  return bt_db_get_changes (db) > 0 || fail_position (db, id, expected_commands, bar, error);
}

gboolean
bt_session_table_set_state (BtDb *db, const char *id, BtSessionState state, GError **error)
{
  g_return_val_if_fail (db != NULL && id != NULL, FALSE);
  g_return_val_if_fail (state < G_N_ELEMENTS (state_names), FALSE);
  return set_text (db, "UPDATE sessions SET state = ? WHERE id = ?", id, state_names[state], error);
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

GPtrArray *
bt_session_table_load_journal (BtDb *db, const char *id, GError **error)
{
  g_return_val_if_fail (db != NULL && id != NULL, NULL);
  g_autoptr (GPtrArray) list
    = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_journal_line_free);
  gboolean has_row = FALSE;
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db,
                     "SELECT sequence, after_bar, json, hash FROM journal WHERE session_id = ?"
                     " ORDER BY sequence",
                     error);

  if (statement == NULL)
    return NULL;
  bt_statement_bind_text (statement, 1, id);
  while (bt_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&list);
      BtJournalLine *line = g_new0 (BtJournalLine, 1);
      g_ptr_array_add (list, line);
      line->sequence = bt_statement_get_int64 (statement, 0);
      line->after_bar = bt_statement_get_int64 (statement, 1);
      line->json = copy_text (statement, 2);
      if (!read_hash (statement, 3, &line->hash))
        {
          g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_DAMAGED,
                       "line %" G_GINT64_FORMAT " of the journal of session %s is damaged: its "
                       "digest has another length",
                       line->sequence, id);
          return NULL;
        }
    }
  return NULL;
}
