// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The branches of a session as a small tree: where each was left, how far it was played and what
 * came of it. One can be gone to, named, deleted, and compared with the present one. View model:
 * "session". */
#pragma once

#include <gtk/gtk.h>

#include "session/bt-session.h"

G_BEGIN_DECLS

#define BT_TYPE_BRANCH_PANE (bt_branch_pane_get_type ())
/* Property "session" (BtSession, write). What can be done to a row are actions ("branch.…"). */
G_DECLARE_FINAL_TYPE (BtBranchPane, bt_branch_pane, BT, BRANCH_PANE, GtkBox)

/* Puts the keyboard into the list, on the present branch when none is selected. */
void bt_branch_pane_focus (BtBranchPane *pane);

G_END_DECLS
