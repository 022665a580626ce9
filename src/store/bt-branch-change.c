// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Making branches, going over to them, renaming and deleting them. */
#include "config.h"

#include "store/bt-branch-table-private.h"
#include "store/bt-store.h"

static gboolean
fail_branch (const char *session_id, gint64 branch_id, GError **error)
{
  g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND,
               "session %s has no branch %" G_GINT64_FORMAT, session_id, branch_id);
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
  BtBranchPosition position = { 0 };

  if (!bt_branch_check_position (db, id, fork->from_id, fork->from.command_count, fork->from.bar,
                                 error)
      || !bt_branch_read_position (db, id, &position, error))
    return FALSE;
  if (position.branches_made != fork->row.id - 1)
    {
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_CONFLICT,
                   "session %s was changed by another program: %" G_GINT64_FORMAT
                   " branches were made in it, here %" G_GINT64_FORMAT "; load it again",
                   id, position.branches_made, fork->row.id - 1);
      return FALSE;
    }
  if (!bt_branch_set_head (db, id, fork->from_id, &fork->from, error)
      || !bt_branch_insert_row (db, id, &fork->row, error) || !copy_lines (db, id, fork, error))
    return FALSE;
  for (guint i = 0; i < fork->lines->len; i++)
    if (!bt_branch_insert_line (db, id, fork->row.id, g_ptr_array_index (fork->lines, i), error))
      return FALSE;
  return count_branch (db, id, fork, error)
         && bt_branch_put_clock (db, id, fork->row.id, &fork->row.head, error);
}

gboolean
bt_branch_table_fork (BtDb *db, const char *session_id, const BtFork *fork, GError **error)
{
  g_return_val_if_fail (db != NULL && session_id != NULL && fork != NULL, FALSE);
  gboolean is_own;

  if (!bt_branch_begin_change (db, &is_own, error))
    return FALSE;
  return bt_branch_end_change (db, is_own, make_fork (db, session_id, fork, error), error);
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
  BtBranchPosition position = { 0 };

  if (!bt_branch_read_position (db, session_id, &position, error))
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

  if (!bt_branch_begin_change (db, &is_own, error))
    return FALSE;
  return bt_branch_end_change (db, is_own, delete_branch (db, session_id, branch_id, error), error);
}
