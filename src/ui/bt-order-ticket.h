// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The ticket: type, side, size, prices, stop, target and further terms, what the order would cost
 * and win, and why it cannot be. View model: "session". */
#pragma once

#include <gtk/gtk.h>

#include "session/bt-session.h"

G_BEGIN_DECLS

#define BT_TYPE_ORDER_TICKET (bt_order_ticket_get_type ())
/* Property "session" (BtSession, write). */
G_DECLARE_FINAL_TYPE (BtOrderTicket, bt_order_ticket, BT, ORDER_TICKET, GtkBox)

/* Sends the ticket's order in a direction, as the keys B and S do. An order with a price that would
 * change its side is only turned: its price moves with it, and is to be seen before it is sent. */
void bt_order_ticket_place (BtOrderTicket *ticket, BtDirection direction);
/* Sends the order as its button does. */
void bt_order_ticket_send (BtOrderTicket *ticket);
/* Chooses an order type so many places further in the row of them. */
void bt_order_ticket_shift_type (BtOrderTicket *ticket, int steps);
/* Puts the keyboard into the field where an order begins: its price, or its size at market. */
void bt_order_ticket_focus (BtOrderTicket *ticket);

G_END_DECLS
