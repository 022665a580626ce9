// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A branch of a session as a session of its own, at its head: made in any thread, to be looked at
 * or to be gone over to. Private to `session`. */
#pragma once

#include "session/bt-session.h"
#include "store/bt-branch-table.h"

G_BEGIN_DECLS

/* What a twin is made of; taken from a session in the main thread. */
typedef struct
{
  BtStore *store;
  BtSession *original; /* only what of it never changes is looked at */
  gint64 branch_id;
  BtBranchRow *row; /* read by bt_branch_twin_load() */
  GPtrArray *rows;  /* of BtBranchRow: all branches */
  GPtrArray *lines; /* of BtJournalLine */
} BtBranchTwinData;

/* Starts the data of a branch of a session; clear with bt_branch_twin_data_clear(). */
void bt_branch_twin_data_init (BtBranchTwinData *data, BtSession *session, gint64 branch_id);
/* Frees what it holds. */
void bt_branch_twin_data_clear (BtBranchTwinData *data);
/* Reads the branch from the store. Fails with BT_STORE_ERROR_NOT_FOUND. Blocks. */
gboolean bt_branch_twin_load (BtBranchTwinData *data, GError **error);
/* Returns a session, without a store and closed from the start, that is at the branch's head; data
 * is loaded and its lines are taken over. Fails with BT_SESSION_ERROR_DIVERGED. */
BtSession *bt_branch_twin_new (BtBranchTwinData *data, GError **error);

G_END_DECLS
