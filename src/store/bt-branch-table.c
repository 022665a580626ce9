// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-branch-table.h"

#include "store/bt-branch-table-private.h"
#include "store/bt-hash-column.h"
#include "store/bt-store.h"

/* What read_branch() reads and bt_branch_insert_row() binds, in order. */
#define BRANCH_COLUMNS                                                                             \
  "id, name, parent_id, fork_sequence, fork_bar, bar, digest, command_count, is_ended, net_minor," \
  " created_usec"

static gboolean
fail_not_found (const char *id, GError **error)
{
  g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND, "there is no session %s", id);
  return FALSE;
}

static BtBranchRow *
read_branch (BtStatement *statement, const char *session_id, GError **error)
{
  g_autoptr (BtBranchRow) row = g_new0 (BtBranchRow, 1);

  row->id = bt_statement_get_int64 (statement, 0);
  row->name = g_strdup (bt_statement_get_text (statement, 1));
  row->parent_id = bt_statement_get_int64 (statement, 2);
  row->fork_sequence = bt_statement_get_int64 (statement, 3);
  row->fork_bar = bt_statement_get_int64 (statement, 4);
  row->head.bar = bt_statement_get_int64 (statement, 5);
  row->head.command_count = bt_statement_get_int64 (statement, 7);
  row->head.is_ended = bt_statement_get_int64 (statement, 8) != 0;
  row->head.net_minor = bt_statement_get_int64 (statement, 9);
  row->created_usec = bt_statement_get_int64 (statement, 10);
  if (bt_hash_column_read (statement, 6, &row->head.digest))
    return g_steal_pointer (&row);
  g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_DAMAGED,
               "branch “%s” of session %s is damaged: its digest has another length", row->name,
               session_id);
  return NULL;
}

gboolean
bt_branch_insert_row (BtDb *db, const char *session_id, const BtBranchRow *row, GError **error)
{
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db,
                     "INSERT INTO branches (session_id, " BRANCH_COLUMNS
                     ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                     error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_text (statement, 1, session_id);
  bt_statement_bind_int64 (statement, 2, row->id);
  bt_statement_bind_text (statement, 3, row->name);
  if (row->parent_id != 0)
    bt_statement_bind_int64 (statement, 4, row->parent_id);
  else
    bt_statement_bind_null (statement, 4);
  bt_statement_bind_int64 (statement, 5, row->fork_sequence);
  bt_statement_bind_int64 (statement, 6, row->fork_bar);
  bt_statement_bind_int64 (statement, 7, row->head.bar);
  bt_hash_column_bind (statement, 8, &row->head.digest);
  bt_statement_bind_int64 (statement, 9, row->head.command_count);
  bt_statement_bind_int64 (statement, 10, row->head.is_ended != FALSE);
  bt_statement_bind_int64 (statement, 11, row->head.net_minor);
  bt_statement_bind_int64 (statement, 12, row->created_usec);
  return bt_statement_run (statement, error);
}

gboolean
bt_branch_insert_line (
  BtDb *db, const char *session_id, gint64 branch_id, const BtJournalLine *line, GError **error)
{
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db,
                     "INSERT INTO journal (session_id, branch_id, sequence, after_bar, json, hash)"
                     " VALUES (?, ?, ?, ?, ?, ?)",
                     error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_text (statement, 1, session_id);
  bt_statement_bind_int64 (statement, 2, branch_id);
  bt_statement_bind_int64 (statement, 3, line->sequence);
  bt_statement_bind_int64 (statement, 4, line->after_bar);
  bt_statement_bind_text (statement, 5, line->json);
  bt_hash_column_bind (statement, 6, &line->hash);
  return bt_statement_run (statement, error);
}

gboolean
bt_branch_read_position (BtDb *db, const char *id, BtBranchPosition *out, GError **error)
{
  gboolean has_row = FALSE;
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db,
                     "SELECT branch_id, branches_made, branches.bar, branches.command_count"
                     " FROM sessions JOIN branches ON branches.session_id = sessions.id"
                     " AND branches.id = branch_id WHERE sessions.id = ?",
                     error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_text (statement, 1, id);
  if (!bt_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    return fail_not_found (id, error);
  out->branch_id = bt_statement_get_int64 (statement, 0);
  out->branches_made = bt_statement_get_int64 (statement, 1);
  out->bar = bt_statement_get_int64 (statement, 2);
  out->command_count = bt_statement_get_int64 (statement, 3);
  return TRUE;
}

gboolean
bt_branch_check_position (
  BtDb *db, const char *id, gint64 branch_id, gint64 commands, gint64 bar, GError **error)
{
  BtBranchPosition position = { 0 };

  if (!bt_branch_read_position (db, id, &position, error))
    return FALSE;
  if (position.branch_id != branch_id)
    g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_CONFLICT,
                 "session %s was changed by another program: it is on branch %" G_GINT64_FORMAT
                 ", here on branch %" G_GINT64_FORMAT "; load it again",
                 id, position.branch_id, branch_id);
  else if (position.command_count != commands || position.bar > bar)
    g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_CONFLICT,
                 "session %s was changed by another program: it holds %" G_GINT64_FORMAT
                 " commands and stands at candle %" G_GINT64_FORMAT
                 ", here it has %" G_GINT64_FORMAT " and stands at %" G_GINT64_FORMAT
                 "; load it again",
                 id, position.command_count, position.bar, commands, bar);
  else
    return TRUE;
  return FALSE;
}

gboolean
bt_branch_set_head (
  BtDb *db, const char *id, gint64 branch_id, const BtLinePoint *head, GError **error)
{
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db,
                     "UPDATE branches SET bar = ?, digest = ?, command_count = ?, is_ended = ?,"
                     " net_minor = ? WHERE session_id = ? AND id = ?",
                     error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_int64 (statement, 1, head->bar);
  bt_hash_column_bind (statement, 2, &head->digest);
  bt_statement_bind_int64 (statement, 3, head->command_count);
  bt_statement_bind_int64 (statement, 4, head->is_ended != FALSE);
  bt_statement_bind_int64 (statement, 5, head->net_minor);
  bt_statement_bind_text (statement, 6, id);
  bt_statement_bind_int64 (statement, 7, branch_id);
  return bt_statement_run (statement, error);
}

gboolean
bt_branch_put_clock (
  BtDb *db, const char *id, gint64 branch_id, const BtLinePoint *clock, GError **error)
{
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db,
                     "UPDATE sessions SET branch_id = ?, bar = ?, digest = ?, command_count = ?,"
                     " is_ended = ? WHERE id = ?",
                     error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_int64 (statement, 1, branch_id);
  bt_statement_bind_int64 (statement, 2, clock->bar);
  bt_hash_column_bind (statement, 3, &clock->digest);
  bt_statement_bind_int64 (statement, 4, clock->command_count);
  bt_statement_bind_int64 (statement, 5, clock->is_ended != FALSE);
  bt_statement_bind_text (statement, 6, id);
  return bt_statement_run (statement, error);
}

gboolean
bt_branch_begin_change (BtDb *db, gboolean *is_own, GError **error)
{
  *is_own = !bt_db_is_in_transaction (db);
  return !*is_own || bt_db_begin (db, error);
}

gboolean
bt_branch_end_change (BtDb *db, gboolean is_own, gboolean is_done, GError **error)
{
  if (!is_own)
    return is_done;
  if (is_done)
    return bt_db_commit (db, error);
  bt_db_rollback (db);
  return FALSE;
}

/* Refuses a journal that could not have grown line by line. */
static gboolean
check_journal (const BtBranchRow *row, const GPtrArray *lines, GError **error)
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
  if (row->head.command_count == (gint64) lines->len && row->head.bar >= last_bar)
    return TRUE;
  g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_INVALID,
               "the journal has %u lines up to candle %" G_GINT64_FORMAT
               ", the session states %" G_GINT64_FORMAT " and stands at %" G_GINT64_FORMAT,
               lines->len, last_bar, row->head.command_count, row->head.bar);
  return FALSE;
}

void
bt_branch_row_free (BtBranchRow *row)
{
  if (row == NULL)
    return;
  g_free (row->name);
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
bt_branch_table_list (BtDb *db, const char *session_id, GError **error)
{
  g_return_val_if_fail (db != NULL && session_id != NULL, NULL);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_branch_row_free);
  gboolean has_row = FALSE;
  g_autoptr (BtStatement) statement = bt_db_prepare (
    db, "SELECT " BRANCH_COLUMNS " FROM branches WHERE session_id = ? ORDER BY id", error);

  if (statement == NULL)
    return NULL;
  bt_statement_bind_text (statement, 1, session_id);
  while (bt_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&list);
      BtBranchRow *row = read_branch (statement, session_id, error);
      if (row == NULL)
        return NULL;
      g_ptr_array_add (list, row);
    }
  return NULL;
}

GPtrArray *
bt_branch_table_load_journal (BtDb *db, const char *session_id, gint64 branch_id, GError **error)
{
  g_return_val_if_fail (db != NULL && session_id != NULL, NULL);
  g_autoptr (GPtrArray) list
    = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_journal_line_free);
  gboolean has_row = FALSE;
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db,
                     "SELECT sequence, after_bar, json, hash FROM journal WHERE session_id = ?"
                     " AND branch_id = ? ORDER BY sequence",
                     error);

  if (statement == NULL)
    return NULL;
  bt_statement_bind_text (statement, 1, session_id);
  bt_statement_bind_int64 (statement, 2, branch_id);
  while (bt_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&list);
      BtJournalLine *line = g_new0 (BtJournalLine, 1);
      g_ptr_array_add (list, line);
      line->sequence = bt_statement_get_int64 (statement, 0);
      line->after_bar = bt_statement_get_int64 (statement, 1);
      line->json = g_strdup (bt_statement_get_text (statement, 2));
      if (!bt_hash_column_read (statement, 3, &line->hash))
        {
          g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_DAMAGED,
                       "line %" G_GINT64_FORMAT " of the journal of session %s is damaged: its "
                       "digest has another length",
                       line->sequence, session_id);
          return NULL;
        }
    }
  return NULL;
}

gboolean
bt_branch_table_insert (
  BtDb *db, const char *session_id, const BtBranchRow *row, const GPtrArray *lines, GError **error)
{
  g_return_val_if_fail (db != NULL && session_id != NULL && row != NULL && lines != NULL, FALSE);
  if (!check_journal (row, lines, error) || !bt_branch_insert_row (db, session_id, row, error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    if (!bt_branch_insert_line (db, session_id, row->id, g_ptr_array_index (lines, i), error))
      return FALSE;
  return TRUE;
}

gboolean
bt_branch_table_append (BtDb *db,
                        const char *session_id,
                        gint64 branch_id,
                        const BtJournalLine *line,
                        gboolean is_ended,
                        gint64 net_minor,
                        GError **error)
{
  g_return_val_if_fail (db != NULL && session_id != NULL && line != NULL, FALSE);
  const BtLinePoint point = { .bar = line->after_bar,
                              .digest = line->hash,
                              .command_count = line->sequence,
                              .is_ended = is_ended,
                              .net_minor = net_minor };
  gboolean is_own;

  if (!bt_branch_begin_change (db, &is_own, error))
    return FALSE;
  return bt_branch_end_change (
    db, is_own,
    bt_branch_check_position (db, session_id, branch_id, line->sequence - 1, line->after_bar, error)
      && bt_branch_insert_line (db, session_id, branch_id, line, error)
      && bt_branch_set_head (db, session_id, branch_id, &point, error)
      && bt_branch_put_clock (db, session_id, branch_id, &point, error),
    error);
}

/* Counts rewinds and says when the session was played. */
static gboolean
set_counts (BtDb *db, const char *id, const BtStanding *standing, GError **error)
{
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db,
                     "UPDATE sessions SET rewind_count = max (rewind_count, ?), played_usec = ?"
                     " WHERE id = ?",
                     error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_int64 (statement, 1, standing->rewind_count);
  bt_statement_bind_int64 (statement, 2, standing->played_usec);
  bt_statement_bind_text (statement, 3, id);
  return bt_statement_run (statement, error);
}

gboolean
bt_branch_table_set_clock (BtDb *db,
                           const char *session_id,
                           const BtStanding *standing,
                           GError **error)
{
  g_return_val_if_fail (db != NULL && session_id != NULL && standing != NULL, FALSE);
  const BtLinePoint *head = &standing->head;
  gboolean is_own;

  if (!bt_branch_begin_change (db, &is_own, error))
    return FALSE;
  return bt_branch_end_change (
    db, is_own,
    bt_branch_check_position (db, session_id, standing->branch_id, head->command_count, head->bar,
                              error)
      && bt_branch_set_head (db, session_id, standing->branch_id, head, error)
      && bt_branch_put_clock (db, session_id, standing->branch_id, &standing->clock, error)
      && set_counts (db, session_id, standing, error),
    error);
}
