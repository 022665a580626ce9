// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-branch-table.h"

#include "store/bt-hash-column.h"
#include "store/bt-store.h"

/* What read_branch() reads and insert_branch() binds, in order. */
#define BRANCH_COLUMNS                                                                             \
  "id, name, parent_id, fork_sequence, fork_bar, bar, digest, command_count, is_ended, net_minor," \
  " created_usec"

/* What guards a change: how a session stands in the database. */
typedef struct
{
  gint64 branch_id;
  gint64 branches_made;
  gint64 bar;
  gint64 command_count;
} Position;

static gboolean
fail_not_found (const char *id, GError **error)
{
  g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND, "there is no session %s", id);
  return FALSE;
}

static gboolean
fail_branch (const char *session_id, gint64 branch_id, GError **error)
{
  g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND,
               "session %s has no branch %" G_GINT64_FORMAT, session_id, branch_id);
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

static gboolean
insert_branch (BtDb *db, const char *session_id, const BtBranchRow *row, GError **error)
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

static gboolean
insert_line (
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

/* Stores how a session stands; inside the transaction that changes it. */
static gboolean
read_position (BtDb *db, const char *id, Position *out, GError **error)
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

/* Refuses a change by whoever has not seen the last one. */
static gboolean
check_position (
  BtDb *db, const char *id, gint64 branch_id, gint64 commands, gint64 bar, GError **error)
{
  Position position = { 0 };

  if (!read_position (db, id, &position, error))
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

/* Puts the head of a branch. */
static gboolean
set_head (BtDb *db, const char *id, gint64 branch_id, const BtLinePoint *head, GError **error)
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

/* Puts the clock of a session on a branch. */
static gboolean
set_clock (BtDb *db, const char *id, gint64 branch_id, const BtLinePoint *clock, GError **error)
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

/* Begins a transaction unless one is open; ended by end_change(). */
static gboolean
begin_change (BtDb *db, gboolean *is_own, GError **error)
{
  *is_own = !bt_db_is_in_transaction (db);
  return !*is_own || bt_db_begin (db, error);
}

/* Commits a change, or undoes it when it failed; a transaction of the caller's is left to it. */
static gboolean
end_change (BtDb *db, gboolean is_own, gboolean is_done, GError **error)
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

/* Copies the first lines of a journal to another branch. */
static gboolean
copy_lines (BtDb *db, const char *id, const BtFork *fork, GError **error)
{
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db,
                     "INSERT INTO journal (session_id, branch_id, sequence, after_bar, json, hash)"
                     " SELECT session_id, ?, sequence, after_bar, json, hash FROM journal"
                     " WHERE session_id = ? AND branch_id = ? AND sequence <= ?",
                     error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_int64 (statement, 1, fork->row.id);
  bt_statement_bind_text (statement, 2, id);
  bt_statement_bind_int64 (statement, 3, fork->from_id);
  bt_statement_bind_int64 (statement, 4, fork->row.fork_sequence);
  return bt_statement_run (statement, error);
}

/* Counts the branch that was made. */
static gboolean
count_branch (BtDb *db, const char *id, const BtFork *fork, GError **error)
{
  g_autoptr (BtStatement) statement = bt_db_prepare (
    db, "UPDATE sessions SET branches_made = ?, played_usec = ? WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_int64 (statement, 1, fork->row.id);
  bt_statement_bind_int64 (statement, 2, fork->played_usec);
  bt_statement_bind_text (statement, 3, id);
  return bt_statement_run (statement, error);
}

static gboolean
make_fork (BtDb *db, const char *id, const BtFork *fork, GError **error)
{
  Position position = { 0 };

  if (!check_position (db, id, fork->from_id, fork->from.command_count, fork->from.bar, error)
      || !read_position (db, id, &position, error))
    return FALSE;
  if (position.branches_made != fork->row.id - 1)
    {
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_CONFLICT,
                   "session %s was changed by another program: %" G_GINT64_FORMAT
                   " branches were made in it, here %" G_GINT64_FORMAT "; load it again",
                   id, position.branches_made, fork->row.id - 1);
      return FALSE;
    }
  if (!set_head (db, id, fork->from_id, &fork->from, error)
      || !insert_branch (db, id, &fork->row, error) || !copy_lines (db, id, fork, error))
    return FALSE;
  for (guint i = 0; i < fork->lines->len; i++)
    if (!insert_line (db, id, fork->row.id, g_ptr_array_index (fork->lines, i), error))
      return FALSE;
  return count_branch (db, id, fork, error)
         && set_clock (db, id, fork->row.id, &fork->row.head, error);
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
  if (!check_journal (row, lines, error) || !insert_branch (db, session_id, row, error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    if (!insert_line (db, session_id, row->id, g_ptr_array_index (lines, i), error))
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

  if (!begin_change (db, &is_own, error))
    return FALSE;
  return end_change (
    db, is_own,
    check_position (db, session_id, branch_id, line->sequence - 1, line->after_bar, error)
      && insert_line (db, session_id, branch_id, line, error)
      && set_head (db, session_id, branch_id, &point, error)
      && set_clock (db, session_id, branch_id, &point, error),
    error);
}

gboolean
bt_branch_table_fork (BtDb *db, const char *session_id, const BtFork *fork, GError **error)
{
  g_return_val_if_fail (db != NULL && session_id != NULL && fork != NULL, FALSE);
  gboolean is_own;

  if (!begin_change (db, &is_own, error))
    return FALSE;
  return end_change (db, is_own, make_fork (db, session_id, fork, error), error);
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

  if (!begin_change (db, &is_own, error))
    return FALSE;
  return end_change (
    db, is_own,
    check_position (db, session_id, standing->branch_id, head->command_count, head->bar, error)
      && set_head (db, session_id, standing->branch_id, head, error)
      && set_clock (db, session_id, standing->branch_id, &standing->clock, error)
      && set_counts (db, session_id, standing, error),
    error);
}

gboolean
bt_branch_table_switch (BtDb *db, const char *session_id, gint64 branch_id, GError **error)
{
  g_return_val_if_fail (db != NULL && session_id != NULL, FALSE);
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db,
                     "UPDATE sessions SET (branch_id, bar, digest, command_count, is_ended) ="
                     " (SELECT id, bar, digest, command_count, is_ended FROM branches"
                     " WHERE session_id = sessions.id AND id = ?2) WHERE id = ?1"
                     " AND EXISTS (SELECT 1 FROM branches WHERE session_id = ?1 AND id = ?2)",
                     error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_text (statement, 1, session_id);
  bt_statement_bind_int64 (statement, 2, branch_id);
  if (!bt_statement_run (statement, error))
    return FALSE;
  return bt_db_get_changes (db) > 0 || fail_branch (session_id, branch_id, error);
}

gboolean
bt_branch_table_rename (
  BtDb *db, const char *session_id, gint64 branch_id, const char *name, GError **error)
{
  g_return_val_if_fail (db != NULL && session_id != NULL && name != NULL, FALSE);
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db, "UPDATE branches SET name = ? WHERE session_id = ? AND id = ?", error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_text (statement, 1, name);
  bt_statement_bind_text (statement, 2, session_id);
  bt_statement_bind_int64 (statement, 3, branch_id);
  if (!bt_statement_run (statement, error))
    return FALSE;
  return bt_db_get_changes (db) > 0 || fail_branch (session_id, branch_id, error);
}

/* Gives the branches that left this one to the one that it had left: what they have in common with
 * that is what both had. */
static gboolean
hand_over_children (BtDb *db, const char *session_id, gint64 branch_id, GError **error)
{
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db,
                     "UPDATE branches SET parent_id = gone.parent_id,"
                     " fork_sequence = min (branches.fork_sequence, gone.fork_sequence),"
                     " fork_bar = min (branches.fork_bar, gone.fork_bar)"
                     " FROM (SELECT parent_id, fork_sequence, fork_bar FROM branches"
                     " WHERE session_id = ?1 AND id = ?2) AS gone"
                     " WHERE branches.session_id = ?1 AND branches.parent_id = ?2",
                     error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_text (statement, 1, session_id);
  bt_statement_bind_int64 (statement, 2, branch_id);
  return bt_statement_run (statement, error);
}

static gboolean
delete_branch (BtDb *db, const char *session_id, gint64 branch_id, GError **error)
{
  Position position = { 0 };

  if (!read_position (db, session_id, &position, error))
    return FALSE;
  if (position.branch_id == branch_id)
    {
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_IN_USE,
                   "branch %" G_GINT64_FORMAT " of session %s is the present one", branch_id,
                   session_id);
      return FALSE;
    }
  if (!hand_over_children (db, session_id, branch_id, error))
    return FALSE;
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db, "DELETE FROM branches WHERE session_id = ? AND id = ?", error);
  if (statement == NULL)
    return FALSE;
  bt_statement_bind_text (statement, 1, session_id);
  bt_statement_bind_int64 (statement, 2, branch_id);
  if (!bt_statement_run (statement, error))
    return FALSE;
  return bt_db_get_changes (db) > 0 || fail_branch (session_id, branch_id, error);
}

gboolean
bt_branch_table_delete (BtDb *db, const char *session_id, gint64 branch_id, GError **error)
{
  g_return_val_if_fail (db != NULL && session_id != NULL, FALSE);
  gboolean is_own;

  if (!begin_change (db, &is_own, error))
    return FALSE;
  return end_change (db, is_own, delete_branch (db, session_id, branch_id, error), error);
}
