// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a fill costs beside its price (execution model, section 7). Internal to the engine. */
#pragma once

#include "engine/bt-engine-state.h"

G_BEGIN_DECLS

/* Returns the commission of a fill at a price, in minor units of the account, zero or more; a
 * notional one converts as money that goes out. */
gint64 bt_costs_commission (BtEngineState *state, BtTick tick, gint64 volume, gint64 price_points);

/* Returns the slippage of a fill, zero or more. A uniform one is drawn by SplitMix64's finaliser
 * (Steele, Lea and Flood, 2014) over the session's seed, the order's sequence number and the number
 * of the fill among that order's or position's, scaled by the high half of a 128-bit product. */
gint64 bt_costs_slippage_points (const BtRules *rules, gint64 sequence, gint64 deal);

/* Returns what the spread adds to the price of a fill on a side: all of it on the side that the
 * data does not state; for mid data the distance from the middle. */
gint64 bt_costs_spread_points (const BtRules *rules, BtTick tick, BtDirection direction);

/* Returns points × volume as an expense in minor units of the account. */
gint64 bt_costs_of_points (BtEngineState *state, gint64 points, gint64 volume);

/* Books the night that begins at an instant on every open position. */
void bt_costs_book_swap (BtEngineState *state, gint64 instant_usec);

/* Returns the first 17:00 New York after a time. */
gint64 bt_costs_next_rollover (gint64 time_usec);

/* Returns whether swap is booked at a 17:00 New York. */
gboolean bt_costs_is_swap_night (const BtRules *rules, gint64 instant_usec);

G_END_DECLS
