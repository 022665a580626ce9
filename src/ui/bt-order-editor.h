// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A popover in which a working order is changed: size, prices, stop, target, trailing, expiry. */
#pragma once

#include <gtk/gtk.h>

#include "session/bt-session.h"

G_BEGIN_DECLS

#define BT_TYPE_ORDER_EDITOR (bt_order_editor_get_type ())
G_DECLARE_FINAL_TYPE (BtOrderEditor, bt_order_editor, BT, ORDER_EDITOR, GtkPopover)

/* Shows an order of a session at the place that the popover points to. */
void bt_order_editor_open (BtOrderEditor *editor, BtSession *session, BtOrderItem *item);

G_END_DECLS
