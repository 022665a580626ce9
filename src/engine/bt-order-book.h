// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Working orders and protections: what triggers at a point, in which order, and where the next
 * point of a leg is (execution model, section 5). Internal to the engine. */
#pragma once

#include "engine/bt-engine-state.h"

G_BEGIN_DECLS

/* Processes what triggers at the present quote, one at a time, until nothing does. */
void bt_order_book_process (BtEngineState *state);

/* Finds the nearest bid after the present one, up to and including to_bid, at which an order or a
 * protection triggers. */
gboolean bt_order_book_find_next (const BtEngineState *state, gint64 to_bid, gint64 *out_bid);

/* Adds an order behind all others. */
void bt_order_book_add (BtEngineState *state, const BtOrder *order);

/* Takes the order at an index out and tells of it by an event of that kind: cancelled or expired.
 */
void bt_order_book_remove (BtEngineState *state, guint index, BtEventKind kind);

/* Fills an order that is not in the book, then cancels the others of its group, then the closings
 * that have nothing left to close. */
void bt_order_book_fill (BtEngineState *state, const BtOrder *order);

/* Expires the orders whose time is at or before an instant. */
void bt_order_book_expire (BtEngineState *state, gint64 time_usec);

/* Cancels closings that wait for an open and whose position is closed already. */
void bt_order_book_drop_orphans (BtEngineState *state);

/* Returns the earliest expiry, or G_MAXINT64. */
gint64 bt_order_book_get_first_expiry (const BtEngineState *state);

G_END_DECLS
