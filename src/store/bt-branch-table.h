// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Branches of sessions and their journals. Everything here runs inside a store job. A branch holds
 * its complete line: what it has in common with the one it left is copied when it is made, so that
 * each can be deleted without the others. A journal line is the command's canonical JSON text and
 * the digest after it; lines are only ever appended, each under the number that follows the last,
 * so that two programs can never both write the same one.
 *
 * Whoever changes a branch says what it knows of it; when another program has changed the session
 * since, nothing is written: BT_STORE_ERROR_CONFLICT. */
#pragma once

#include "base/bt-hash-chain.h"
#include "db/bt-db.h"

G_BEGIN_DECLS

/* The branch that a session begins with, until it is renamed. */
#define BT_BRANCH_MAIN 1
#define BT_BRANCH_MAIN_NAME "main"

/* A point of a line: the last known candle, and what was given and came of it up to there. */
typedef struct
{
  gint64 bar; /* −1 before the first candle */
  BtHash digest;
  gint64 command_count;
  gboolean is_ended;
  gint64 net_minor; /* equity − deposits + withdrawals; of a clock it is not kept */
} BtLinePoint;

typedef struct
{
  gint64 id; /* 1, 2, 3 … in its session; never used twice */
  char *name;
  gint64 parent_id;     /* the branch that it left, or 0 */
  gint64 fork_sequence; /* the commands that it has in common with that one */
  gint64 fork_bar;      /* where it left it; −1 for a branch without parent */
  BtLinePoint head;     /* as far as it was played */
  gint64 created_usec;
} BtBranchRow;

/* One line of a journal. */
typedef struct
{
  gint64 sequence; /* 1, 2, 3 … */
  gint64 after_bar;
  char *json;
  BtHash hash;
} BtJournalLine;

/* Where a session stands: its present branch, how far that was played, and where the clock is. */
typedef struct
{
  gint64 branch_id;
  BtLinePoint head;
  BtLinePoint clock;
  gint64 rewind_count;
  gint64 played_usec;
} BtStanding;

/* A new branch. */
typedef struct
{
  gint64 from_id;   /* the present branch, which it leaves after row.fork_sequence commands */
  BtLinePoint from; /* the head of that one */
  BtBranchRow row;  /* its id follows that of the branch last made; head is after the lines */
  GPtrArray *lines; /* of BtJournalLine: what follows the commands in common; 1 or more */
  gint64 played_usec;
} BtFork;

/* Free a row, a line; NULL is allowed. */
void bt_branch_row_free (BtBranchRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtBranchRow, bt_branch_row_free)
void bt_journal_line_free (BtJournalLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtJournalLine, bt_journal_line_free)

/* Returns the branches of a session, of BtBranchRow, in the order of their making; free with
 * g_ptr_array_unref(). */
GPtrArray *bt_branch_table_list (BtDb *db, const char *session_id, GError **error);
/* Returns a branch's journal, of BtJournalLine in order; free with g_ptr_array_unref(). */
GPtrArray *
bt_branch_table_load_journal (BtDb *db, const char *session_id, gint64 branch_id, GError **error);

/* Adds a branch as the row states it and its whole journal, of BtJournalLine; inside a transaction.
 * Fails with BT_STORE_ERROR_INVALID when the lines are not numbered 1, 2, 3 …, go back in time, or
 * are not those that the row's head allows. */
gboolean bt_branch_table_insert (
  BtDb *db, const char *session_id, const BtBranchRow *row, const GPtrArray *lines, GError **error);
/* Appends line.sequence, which must follow the last one of the session's present branch, and puts
 * the branch's head and the clock there, in one transaction on disk. BT_STORE_ERROR_CONFLICT when
 * the number is taken, another branch is present or its head is past after_bar. */
gboolean bt_branch_table_append (BtDb *db,
                                 const char *session_id,
                                 gint64 branch_id,
                                 const BtJournalLine *line,
                                 gboolean is_ended,
                                 gint64 net_minor,
                                 GError **error);
/* Makes a branch and goes to its head, in one transaction on disk; the one that it leaves stays,
 * its head where fork says. BT_STORE_ERROR_CONFLICT. */
gboolean
bt_branch_table_fork (BtDb *db, const char *session_id, const BtFork *fork, GError **error);
/* Moves the clock, and the head of the present branch where it is played further. A head never
 * moves back, the count of rewinds neither. BT_STORE_ERROR_CONFLICT. */
gboolean bt_branch_table_set_clock (BtDb *db,
                                    const char *session_id,
                                    const BtStanding *standing,
                                    GError **error);
/* Makes another branch the present one and puts the clock at its head; BT_STORE_ERROR_NOT_FOUND. */
gboolean
bt_branch_table_switch (BtDb *db, const char *session_id, gint64 branch_id, GError **error);
/* Changes the name that is shown; the journals are not touched. BT_STORE_ERROR_NOT_FOUND. */
gboolean bt_branch_table_rename (
  BtDb *db, const char *session_id, gint64 branch_id, const char *name, GError **error);
/* Deletes a branch and its journal; those that left it are then of the one that it had left. Fails
 * with BT_STORE_ERROR_IN_USE for the present branch, so that one is always left, and with
 * BT_STORE_ERROR_NOT_FOUND. */
gboolean
bt_branch_table_delete (BtDb *db, const char *session_id, gint64 branch_id, GError **error);

G_END_DECLS
