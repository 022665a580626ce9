// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The trades in which two branches differ, as rows of a table. */
#pragma once

#include <gtk/gtk.h>

#include "session/bt-branch-comparison.h"
#include "session/bt-session.h"

G_BEGIN_DECLS

/* Returns a new list of the trades that are on one branch only or went on differently, oldest
 * first. The comparison must outlive it. */
GListModel *bt_trade_differences_new (const BtBranchComparison *comparison);
/* Shows such a list in a view with columns for the number, side, lots, opening, the result on each
 * branch, how each ended, and the difference. The session must outlive the view. */
void bt_trade_differences_setup (GtkColumnView *view, GListModel *list, BtSession *session);

G_END_DECLS
