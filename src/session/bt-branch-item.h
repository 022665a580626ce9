// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A branch of a session as a row of a list. */
#pragma once

#include <gio/gio.h>

#include "base/bt-money.h"

G_BEGIN_DECLS

#define BT_TYPE_BRANCH_ITEM (bt_branch_item_get_type ())
G_DECLARE_FINAL_TYPE (BtBranchItem, bt_branch_item, BT, BRANCH_ITEM, GObject)

/* Property "revision" (uint, as of the rows of other lists) notifies when something of a branch
 * that can change has: its name, its head, whether the session is on it, what it comes from. */

/* Returns the id, which is never used again in its session. */
const char *bt_branch_item_get_id (BtBranchItem *item);
/* Returns the name that is shown. */
const char *bt_branch_item_get_name (BtBranchItem *item);
/* Returns the id of the branch that it left, or NULL. */
const char *bt_branch_item_get_parent_id (BtBranchItem *item);
/* Returns how many branches it comes from: 0 for one that left none. */
guint bt_branch_item_get_depth (BtBranchItem *item);
/* Returns the last candle that it has in common with its parent, −1 without one. */
gint64 bt_branch_item_get_fork_bar (BtBranchItem *item);
/* Returns the close of that candle, in microseconds; without a parent the session's start. */
gint64 bt_branch_item_get_fork_time (BtBranchItem *item);
/* Returns the last candle that was played on it, −1 before the first. */
gint64 bt_branch_item_get_head_bar (BtBranchItem *item);
/* Returns the time of its clock there, in microseconds. */
gint64 bt_branch_item_get_head_time (BtBranchItem *item);
/* Returns the number of commands on record, those in common with its parent included. */
gint64 bt_branch_item_get_commands (BtBranchItem *item);
/* Returns equity − deposits + withdrawals at its head, as of the last saving there. */
BtMoney bt_branch_item_get_net_result (BtBranchItem *item);
/* Returns whether it was ended by command. */
gboolean bt_branch_item_is_ended (BtBranchItem *item);
/* Returns whether the session is on it. */
gboolean bt_branch_item_is_current (BtBranchItem *item);

G_END_DECLS
