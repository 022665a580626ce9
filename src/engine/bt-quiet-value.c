// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-quiet-value.h"

#include "engine/bt-conversion.h"
#include "engine/bt-holding.h"
#include "engine/bt-margin.h"

/* What quotes and rates do on a stretch of candles, or more. */
typedef struct
{
  BtTick low;
  BtTick high;
  BtRate least_rate;
  BtRate greatest_rate;
} Stretch;

static BtPriceBand
search_all (void)
{
  return (BtPriceBand){ .floor_points = G_MININT64,
                        .ceiling_points = G_MAXINT64,
                        .least_points = G_MAXINT64,
                        .greatest_points = G_MININT64 };
}

/* Finds the extremes of bid and ask; FALSE where the data do not tell them at once. */
static gboolean
find_quotes (const BtRules *rules, gint64 first, gint64 end, Stretch *out)
{
  BtPriceBand prices = search_all ();

  bt_series_find_outside (rules->series, (gsize) first, (gsize) end, &prices);
  if (rules->columns->spread_points == NULL)
    {
      gint64 spread = rules->settings.spread_points;
      out->low = bt_rules_tick (rules, prices.least_points, spread);
      out->high = bt_rules_tick (rules, prices.greatest_points, spread);
      return TRUE;
    }
  if (rules->settings.price_kind != BT_SIDE_KIND_BID || !bt_series_has_all_spreads (rules->series))
    return FALSE;
  BtPriceBand asks = search_all ();
  bt_series_find_outside_ask (rules->series, (gsize) first, (gsize) end, &asks);
  out->low = (BtTick){ .bid = prices.least_points, .ask = asks.least_points };
  out->high = (BtTick){ .bid = prices.greatest_points, .ask = asks.greatest_points };
  return TRUE;
}

static gboolean
is_inside (const BtQuietBand *band, const Stretch *stretch)
{
  return stretch->low.bid > 0 && stretch->low.bid > band->low.bid
         && stretch->low.ask > band->low.ask && stretch->high.bid < band->high.bid
         && stretch->high.ask < band->high.ask;
}

/* Returns the most, or the least, that a position's floating profit may be. Rounding keeps the
 * order of what it rounds, so that the bound holds for rounded figures, too. */
static gint64
bound_profit (BtEngineState *state,
              const BtHolding *holding,
              const Stretch *stretch,
              gboolean is_most)
{
  gboolean is_high = (holding->direction == BT_DIRECTION_BUY) == is_most;
  gint64 price = bt_tick_exit (is_high ? stretch->high : stretch->low, holding->direction);
  gint64 divisor;
  BtInt128 numerator
    = bt_holding_profit_in_quote (state, holding, holding->volume_open, price, &divisor);
  BtRate rate = (numerator >= 0) == is_most ? stretch->greatest_rate : stretch->least_rate;

  return bt_conversion_apply (state, numerator, divisor, rate);
}

/* Whether no position can be worth more or less than it has been, and the equity stays where it
 * matters to nobody. */
static gboolean
is_stretch_quiet (const BtQuietBand *band, BtEngineState *state, const Stretch *stretch)
{
  BtInt128 needed = (BtInt128) bt_margin_used (state) * state->rules->settings.margin_call_percent;
  BtInt128 least = state->balance_minor;
  BtInt128 greatest = state->balance_minor;

  for (guint i = 0; i < state->holdings->len; i++)
    {
      const BtHolding *holding = bt_engine_state_holding (state, i);
      BtInt128 lower = bound_profit (state, holding, stretch, FALSE);
      BtInt128 upper = bound_profit (state, holding, stretch, TRUE);
      if (holding->pnl_minor + lower < holding->mae_minor
          || holding->pnl_minor + upper > holding->mfe_minor)
        return FALSE;
      least += lower;
      greatest += upper;
    }
  return bt_quiet_value_is_equity_quiet (band, least, greatest, needed);
}

static gboolean
can_skip (const BtQuietBand *band, BtEngineState *state, gint64 first, gint64 end)
{
  const BtRules *rules = state->rules;
  const char *overflow = state->overflow;
  Stretch stretch;

  if (!find_quotes (rules, first, end, &stretch) || !is_inside (band, &stretch)
      || !bt_conversion_find_range (rules, rules->columns->time_usec[first],
                                    bt_rules_clock (rules, end - 1), stretch.low, stretch.high,
                                    &stretch.least_rate, &stretch.greatest_rate))
    return FALSE;
  gboolean is_quiet = is_stretch_quiet (band, state, &stretch) && state->overflow == overflow;
  /* A bound that leaves its range is no fault of the session. */
  state->overflow = overflow;
  return is_quiet;
}

gint64
bt_quiet_value_skip (const BtQuietBand *band, BtEngineState *state, gint64 first, gint64 end)
{
  gint64 length = BT_QUIET_VALUE_MIN;

  /* Ticks may go where the candles do not. */
  if (state->rules->ticks != NULL)
    return first;
  /* Longer and longer stretches, and shorter ones again where they are too long. */
  while (length >= BT_QUIET_VALUE_MIN)
    {
      if (first + length <= end && can_skip (band, state, first, first + length))
        {
          first += length;
          length *= 2;
        }
      else
        length /= 2;
    }
  return first;
}

gboolean
bt_quiet_value_is_equity_quiet (const BtQuietBand *band,
                                BtInt128 least,
                                BtInt128 greatest,
                                BtInt128 needed)
{
  const BtChallengeBounds *bounds = &band->challenge;
  return least * 10000 > needed && least >= bounds->floor_minor && greatest < bounds->ceiling_minor
         && (!bounds->is_peak_followed || greatest <= bounds->peak_minor);
}
