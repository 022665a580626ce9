// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How a session makes and changes the rows of its branches. Private to `session`. */
#pragma once

#include "session/bt-branch-item.h"
#include "store/bt-branch-table.h"

G_BEGIN_DECLS

/* Returns a new row; the record's name is copied. */
BtBranchItem *bt_branch_item_new (const BtBranchRow *row);
/* Returns the record, owned by the item. */
const BtBranchRow *bt_branch_item_get_row (BtBranchItem *item);
/* Takes over what changed of a record and of its place: how many branches it comes from, the times
 * of fork and head, and whether the session is on it; notifies "revision" when something differs.
 */
void bt_branch_item_update (BtBranchItem *item,
                            const BtBranchRow *row,
                            guint depth,
                            gint64 fork_usec,
                            gint64 head_usec,
                            gboolean is_current);

G_END_DECLS
