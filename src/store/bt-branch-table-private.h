// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The steps that changes to branches are made of; each within the transaction of its change.
 * Private to `store`. */
#pragma once

#include "store/bt-branch-table.h"

G_BEGIN_DECLS

/* What guards a change: how a session stands in the database. */
typedef struct
{
  gint64 branch_id;
  gint64 branches_made;
  gint64 bar;
  gint64 command_count;
} BtBranchPosition;

/* Begins a transaction unless one is open; ended by bt_branch_end_change(). */
gboolean bt_branch_begin_change (BtDb *db, gboolean *is_own, GError **error);
/* Commits a change, or undoes it when it failed; a transaction of the caller's is left to it. */
gboolean bt_branch_end_change (BtDb *db, gboolean is_own, gboolean is_done, GError **error);
/* Stores how a session stands; BT_STORE_ERROR_NOT_FOUND. */
gboolean bt_branch_read_position (BtDb *db, const char *id, BtBranchPosition *out, GError **error);
/* Refuses a change by whoever has not seen the last one: BT_STORE_ERROR_CONFLICT. */
gboolean bt_branch_check_position (
  BtDb *db, const char *id, gint64 branch_id, gint64 commands, gint64 bar, GError **error);
/* Adds the row of a branch. */
gboolean
bt_branch_insert_row (BtDb *db, const char *session_id, const BtBranchRow *row, GError **error);
/* Adds a line to a journal. */
gboolean bt_branch_insert_line (
  BtDb *db, const char *session_id, gint64 branch_id, const BtJournalLine *line, GError **error);
/* Puts the head of a branch. */
gboolean bt_branch_set_head (
  BtDb *db, const char *id, gint64 branch_id, const BtLinePoint *head, GError **error);
/* Puts the clock of a session on a branch, which is the present one then. */
gboolean bt_branch_put_clock (
  BtDb *db, const char *id, gint64 branch_id, const BtLinePoint *clock, GError **error);

G_END_DECLS
