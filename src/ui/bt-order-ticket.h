// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The ticket: type, side, size, prices, stop, target and further terms, what the order would cost
 * and win, and why it cannot be. View model: "session". */
#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

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
/* Returns whether one click is to send an order. */
gboolean bt_order_ticket_is_one_click (BtOrderTicket *ticket);
/* Returns a pending order of a type at a price, with the ticket's size and terms, and its stop and
 * target as far away as the ticket's are from its own entry. Without a size its volume is 0. */
BtCommand bt_order_ticket_make_order (BtOrderTicket *ticket,
                                      BtOrderType type,
                                      BtDirection direction,
                                      gint64 price_points);
/* Sets an order's volume by the ticket's size, for its stop; 0 when there is none. */
void bt_order_ticket_size_order (BtOrderTicket *ticket, BtCommand *command);
/* Returns what an order is in words, as the ticket's button says it: "Buy limit 0.34 at 2177.00",
 * as a new string. */
char *bt_order_ticket_describe (BtOrderTicket *ticket, const BtCommand *command);
/* Sends an order; one without a volume is put into the ticket instead, which says why. A refusal is
 * told by a toast. */
void bt_order_ticket_place_order (BtOrderTicket *ticket, const BtCommand *command);
/* Puts a pending order into the ticket's fields; the size is the ticket's own. */
void bt_order_ticket_fill (BtOrderTicket *ticket, const BtCommand *command);
/* Sets the members that tell how size and one-click were left in an object. */
void bt_order_ticket_write (BtOrderTicket *ticket, JsonObject *object);
/* Puts the ticket into such a state; what is missing stays. */
void bt_order_ticket_read (BtOrderTicket *ticket, JsonObject *object);
/* Puts the keyboard into the field where an order begins: its price, or its size at market. */
void bt_order_ticket_focus (BtOrderTicket *ticket);

G_END_DECLS
