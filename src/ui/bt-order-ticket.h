// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The ticket: side, size, stop, target, what it would cost and win, and why it cannot be. View
 * model: "session". */
#pragma once

#include <gtk/gtk.h>

#include "session/bt-session.h"

G_BEGIN_DECLS

#define BT_TYPE_ORDER_TICKET (bt_order_ticket_get_type ())
/* Property "session" (BtSession, write). */
G_DECLARE_FINAL_TYPE (BtOrderTicket, bt_order_ticket, BT, ORDER_TICKET, GtkBox)

/* Sends the ticket's order in a direction, as the keys B and S do. */
void bt_order_ticket_place (BtOrderTicket *ticket, BtDirection direction);

G_END_DECLS
