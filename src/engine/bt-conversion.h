// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Money of the quote currency as money of the account (execution model, section 9). A route is
 * chosen once, from the currencies alone: none where they are one; the pair's own quote where the
 * account is in its base; else the first added pair that joins them; else the first two steps
 * through any currency, the traded pair being tried last. Along a route, what comes in (a profit, a
 * swap received) converts at the smaller rate and what goes out (a loss, a margin, a cost) at the
 * larger.
 *
 * A pair's rate is its close of the last candle that closed at or before the time of the deal: the
 * opening of the candle on whose path it happens, or the close of the last known candle between
 * candles. Internal to the engine. */
#pragma once

#include "engine/bt-engine-state.h"

G_BEGIN_DECLS

/* Sets the factor from volume × points to money, and the route. Returns FALSE when the factor
 * leaves its range. */
gboolean bt_conversion_prepare (BtRules *rules);

/* Returns whether money of the quote currency is money of the account. */
static inline gboolean
bt_conversion_is_identity (const BtRules *rules)
{
  return rules->step_count == 0;
}

/* Returns whether a rate is known at a quote and the state's time. */
gboolean bt_conversion_is_known (BtEngineState *state, BtTick tick);

/* Returns whether a route exists at all, known yet or not. */
static inline gboolean
bt_conversion_has_route (const BtRules *rules)
{
  return rules->step_count >= 0;
}

/* Returns the rate at a quote and the state's time; without one the state's overflow is set and the
 * rate is 1. */
BtRate bt_conversion_get (BtEngineState *state, BtTick tick, BtRateSide side);

/* Stores bounds of every rate, of either side, at times from from_usec to to_usec and quotes from
 * low to high. FALSE where they are not to be had at once: no rate is known yet, a pair's candles
 * are not bid or do not all state their spread, a bound leaves its range. */
gboolean bt_conversion_find_range (const BtRules *rules,
                                   gint64 from_usec,
                                   gint64 to_usec,
                                   BtTick low,
                                   BtTick high,
                                   BtRate *least,
                                   BtRate *greatest);

/* Returns numerator ÷ denominator (volume units × points, denominator above 0) as minor units of
 * the account at a rate, rounded half to even. Sets the state's overflow, and returns 0, when a
 * product leaves its range. */
gint64
bt_conversion_apply (BtEngineState *state, BtInt128 numerator, gint64 denominator, BtRate rate);

/* The same at the rate of the quote: the smaller for a profit, the larger for a loss. */
gint64
bt_conversion_profit (BtEngineState *state, BtTick tick, BtInt128 numerator, gint64 denominator);

/* The same for what goes out, stated as a positive figure. */
gint64
bt_conversion_expense (BtEngineState *state, BtTick tick, BtInt128 numerator, gint64 denominator);

G_END_DECLS
