// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The arithmetic of one open position: its average cost, profit and margin. The cost is an exact
 * fraction. Only where adding to and reducing one position in turn would let its denominator grow
 * past 2^31 is the cost rounded, half to even, to a whole 10^-8 lot × point. Internal to the
 * engine. */
#pragma once

#include "engine/bt-engine-state.h"

G_BEGIN_DECLS

/* Adds volume at a price to what is open. */
void bt_holding_add (BtEngineState *state, BtHolding *holding, gint64 volume, gint64 price_points);

/* Takes volume, at most what is open, away at average cost. */
void bt_holding_remove (BtEngineState *state, BtHolding *holding, gint64 volume);

/* Returns the exact profit of closing volume at a price as a numerator, in volume units times
 * points, and stores its divisor. Sets the state's overflow, and returns 0, when it leaves its
 * range. */
BtInt128 bt_holding_profit_in_quote (BtEngineState *state,
                                     const BtHolding *holding,
                                     gint64 volume,
                                     gint64 price_points,
                                     gint64 *out_divisor);

/* Returns the profit, in minor units of the account, of closing volume at a price, converted at a
 * quote. */
gint64 bt_holding_profit (
  BtEngineState *state, const BtHolding *holding, BtTick tick, gint64 volume, gint64 price_points);

/* Returns the floating profit of what is open at a quote. */
gint64 bt_holding_floating (BtEngineState *state, const BtHolding *holding, BtTick tick);

/* Returns the margin of what is open, at the rate of the last entry. */
gint64 bt_holding_margin (BtEngineState *state, const BtHolding *holding);

/* Takes the realised and floating profit at a quote into the least and the greatest (section 10).
 */
void bt_holding_update_excursion (BtEngineState *state, BtHolding *holding, BtTick tick);

/* Starts, or ends with 0 points, a trailing stop: the level is the better of the present stop and
 * the exit-side quote's distance. */
void
bt_holding_start_trail (BtHolding *holding, BtTick tick, gint64 trail_points, gint64 step_points);

/* Moves a trailing stop to where a quote brings it. */
void bt_holding_follow (BtHolding *holding, BtTick tick);

/* Finds the first exit price, in the direction of profit, at which the position nets zero or more:
 * what was realised, commission and swap so far, the profit of the rest, and the commission to
 * close. Returns FALSE when no price within range does. */
gboolean bt_holding_find_break_even (BtEngineState *state, const BtHolding *holding, gint64 *out);

G_END_DECLS
