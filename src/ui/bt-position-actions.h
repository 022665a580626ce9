// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What can be done to a position from its row: close half, change stop and target, close. View
 * model: "item", in a session. */
#pragma once

#include <gtk/gtk.h>

#include "session/bt-session.h"

G_BEGIN_DECLS

#define BT_TYPE_POSITION_ACTIONS (bt_position_actions_get_type ())
G_DECLARE_FINAL_TYPE (BtPositionActions, bt_position_actions, BT, POSITION_ACTIONS, GtkBox)

/* Returns the buttons of a row; the session must outlive them. */
GtkWidget *bt_position_actions_new (BtSession *session);
/* Sets the position; NULL for a row that is not in use. */
void bt_position_actions_set_item (BtPositionActions *actions, BtPositionItem *item);

G_END_DECLS
