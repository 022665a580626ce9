// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-quiet-band.h"

#include "engine/bt-conversion.h"
#include "engine/bt-costs.h"
#include "engine/bt-holding.h"
#include "engine/bt-margin.h"
#include "engine/bt-order-book.h"
#include "engine/bt-quiet-value.h"
#include "engine/bt-trigger.h"

/* Fewer candles are looked at one by one. */
#define SEARCH_MIN 16

static void
narrow_by_level (BtQuietBand *band, gboolean is_on_ask, gboolean is_above, gint64 level)
{
  gint64 *bound;
  if (is_above)
    {
      bound = is_on_ask ? &band->high.ask : &band->high.bid;
      *bound = MIN (*bound, level);
      return;
    }
  bound = is_on_ask ? &band->low.ask : &band->low.bid;
  *bound = MAX (*bound, level);
}

static void
narrow_by_trigger (BtQuietBand *band, BtTrigger trigger)
{
  if (trigger.is_set)
    narrow_by_level (band, trigger.is_on_ask, trigger.is_above, trigger.level_points);
}

static void
narrow_by_holding (BtQuietBand *band, const BtHolding *holding)
{
  narrow_by_trigger (band, bt_trigger_of_stop (holding));
  narrow_by_trigger (band, bt_trigger_of_target (holding));
  if (holding->trail_points == 0)
    return;
  gint64 ahead = holding->trail_points + holding->trail_step_points;
  if (holding->direction == BT_DIRECTION_BUY)
    narrow_by_level (band, FALSE, TRUE, holding->stop_points + ahead);
  else
    narrow_by_level (band, TRUE, FALSE, holding->stop_points - ahead);
}

static gboolean
has_both_directions (const BtEngineState *state)
{
  for (guint i = 1; i < state->holdings->len; i++)
    if (bt_engine_state_holding (state, i)->direction
        != bt_engine_state_holding (state, 0)->direction)
      return TRUE;
  return FALSE;
}

/* Takes a trailing drawdown into what equity may fall and rise by. With one direction open equity
 * has its extremes where the quote has its own, so that a new peak is found when the candles passed
 * over are settled: half of the room to the floor is for the rise, which takes the floor along.
 * Else no candle that might make a new peak is passed over. */
static void
allow_for_peak (BtQuietBand *band,
                const BtEngineState *state,
                const BtChallengeBounds *bounds,
                gint64 equity,
                gint64 *fall,
                gint64 *rise)
{
  gint64 below_peak = bounds->peak_minor - equity;
  band->is_peak_followed = !has_both_directions (state);
  if (!band->is_peak_followed)
    {
      *rise = MIN (*rise, below_peak);
      return;
    }
  gint64 rise_at_most = MAX (below_peak, (bounds->trail_minor - below_peak) / 2);
  *rise = MIN (*rise, rise_at_most);
  *fall = MIN (*fall, bounds->trail_minor - rise_at_most);
}

/* Where equity may not go: to the margin call, and out of the bounds of the challenge. */
static void
narrow_by_equity (BtQuietBand *band, BtEngineState *state)
{
  BtChallengeBounds bounds = bt_challenge_get_bounds (state);
  gint64 equity = bt_margin_equity (state, state->tick);
  gint64 fall = bt_margin_get_spare (state);
  gint64 rise = G_MAXINT64;

  if (bounds.floor_minor != G_MININT64)
    fall = MIN (fall, equity - bounds.floor_minor);
  if (bounds.ceiling_minor != G_MAXINT64)
    rise = bounds.ceiling_minor - 1 - equity;
  if (bounds.is_peak_followed)
    allow_for_peak (band, state, &bounds, equity, &fall, &rise);
  BtMarginRoom room = bt_margin_get_room (state, fall, rise);
  if (!room.is_safe)
    {
      band->is_usable = FALSE;
      return;
    }
  if (room.bid_down != G_MAXINT64)
    narrow_by_level (band, FALSE, FALSE, state->tick.bid - room.bid_down);
  if (room.ask_up != G_MAXINT64)
    narrow_by_level (band, TRUE, TRUE, state->tick.ask + room.ask_up);
  if (room.bid_up != G_MAXINT64)
    narrow_by_level (band, FALSE, TRUE, state->tick.bid + room.bid_up);
  if (room.ask_down != G_MAXINT64)
    narrow_by_level (band, TRUE, FALSE, state->tick.ask - room.ask_down);
}

static gint64
find_due (BtEngineState *state)
{
  const BtRules *rules = state->rules;
  gint64 due = bt_order_book_get_first_expiry (state);
  if (rules->settings.has_swap && state->holdings->len > 0)
    {
      if (state->rollover_usec == BT_TIME_NONE)
        state->rollover_usec = bt_costs_next_rollover (rules->columns->time_usec[state->bar]);
      due = MIN (due, state->rollover_usec);
    }
  /* With nothing open a day's end changes no figure. */
  if (state->holdings->len > 0)
    due = MIN (due, bt_challenge_get_next_reset (state));
  if (due == G_MAXINT64)
    return (gint64) rules->columns->length;
  return (gint64) bt_series_find (rules->series, due);
}

/* Folds the bounds of bid and ask into bounds of the data's prices. With one spread for all candles
 * they say the same. With a spread to each candle the ask of bid data is at or above the bid, so
 * that the low alone can tell that neither falls too far. */
static void
find_simple_bounds (BtQuietBand *band, const BtEngineState *state)
{
  const BtRules *rules = state->rules;
  gboolean has_short = FALSE;
  for (guint i = 0; i < state->holdings->len; i++)
    has_short |= bt_engine_state_holding (state, i)->direction == BT_DIRECTION_SELL;

  if (rules->ticks != NULL)
    return;
  BtTick shift = bt_rules_tick (rules, 0, rules->settings.spread_points);
  if (rules->columns->spread_points != NULL)
    {
      band->is_simple = rules->settings.price_kind == BT_SIDE_KIND_BID && !has_short
                        && band->high.ask == BT_ENGINE_MAX_POINTS;
      shift = (BtTick){ .bid = 0, .ask = 0 };
    }
  else
    band->is_simple = TRUE;
  band->prices.floor_points = MAX (band->low.bid - shift.bid, band->low.ask - shift.ask);
  band->prices.ceiling_points = MIN (band->high.bid - shift.bid, band->high.ask - shift.ask);
}

BtQuietBand
bt_quiet_band_find (BtEngineState *state)
{
  BtQuietBand band = {
    .low_points = state->rules->columns->low_points,
    .high_points = state->rules->columns->high_points,
    .is_usable = !state->is_margin_call,
    .low = { .bid = -BT_ENGINE_MAX_POINTS, .ask = -BT_ENGINE_MAX_POINTS },
    .high = { .bid = BT_ENGINE_MAX_POINTS, .ask = BT_ENGINE_MAX_POINTS },
    .is_followed = state->holdings->len > 0,
  };
  band.is_valued = band.is_followed && !bt_conversion_is_identity (state->rules);
  for (guint i = 0; i < state->orders->len && band.is_usable; i++)
    {
      const BtOrder *order = bt_engine_state_order (state, i);
      if (order->type == BT_ORDER_MARKET)
        band.is_usable = FALSE;
      narrow_by_trigger (&band, bt_trigger_of_order (order));
    }
  if (!band.is_usable)
    return band;
  for (guint i = 0; i < state->holdings->len; i++)
    narrow_by_holding (&band, bt_engine_state_holding (state, i));
  if (band.is_valued)
    band.challenge = bt_challenge_get_bounds (state);
  else
    {
      narrow_by_equity (&band, state);
      find_simple_bounds (&band, state);
    }
  band.end = find_due (state);
  if (band.is_usable && band.is_simple)
    band.pass_end = band.end;
  return band;
}

static void
widen (BtQuietExtremes *extremes, BtTick least, BtTick greatest)
{
  if (!extremes->is_set)
    {
      *extremes = (BtQuietExtremes){ .is_set = TRUE, .least = least, .greatest = greatest };
      return;
    }
  extremes->least.bid = MIN (extremes->least.bid, least.bid);
  extremes->least.ask = MIN (extremes->least.ask, least.ask);
  extremes->greatest.bid = MAX (extremes->greatest.bid, greatest.bid);
  extremes->greatest.ask = MAX (extremes->greatest.ask, greatest.ask);
}

static gboolean
is_quiet (const BtQuietBand *band, BtTick low, BtTick high)
{
  return low.bid > band->low.bid && low.ask > band->low.ask && high.bid < band->high.bid
         && high.ask < band->high.ask;
}

static BtPriceBand
make_price_band (gint64 floor_points, gint64 ceiling_points)
{
  return (BtPriceBand){ .floor_points = floor_points,
                        .ceiling_points = ceiling_points,
                        .least_points = G_MAXINT64,
                        .greatest_points = G_MININT64 };
}

/* The search finds the candles at the bounds, where only the exact test can tell. */
static gint64
skip_by_price (const BtQuietBand *band, const BtRules *rules, gint64 first, gint64 end)
{
  BtPriceBand prices = band->prices;
  gint64 bar = first;

  for (; bar < end; bar++)
    {
      bar = (gint64) bt_series_find_outside (rules->series, (gsize) bar, (gsize) end, &prices);
      if (bar == end)
        break;
      gint64 spread = bt_rules_spread (rules, bar);
      gint64 low = rules->columns->low_points[bar];
      gint64 high = rules->columns->high_points[bar];
      if (!is_quiet (band, bt_rules_tick (rules, low, spread), bt_rules_tick (rules, high, spread)))
        break;
    }
  return bar;
}

/* Bid candles with a spread each: the bids are searched first, the asks as far as those are quiet,
 * and then the bids again for their extremes as far as both are. */
static gint64
skip_by_both_sides (const BtQuietBand *band,
                    const BtRules *rules,
                    gint64 first,
                    gint64 end,
                    BtQuietExtremes *extremes)
{
  BtSeries *series = rules->series;
  BtPriceBand bids = make_price_band (band->low.bid, band->high.bid);
  BtPriceBand asks = make_price_band (band->low.ask, band->high.ask);
  gsize stop = bt_series_find_outside (series, (gsize) first, (gsize) end, &bids);
  stop = bt_series_find_outside_ask (series, (gsize) first, stop, &asks);
  bids = make_price_band (band->low.bid, band->high.bid);
  stop = bt_series_find_outside (series, (gsize) first, stop, &bids);

  if (band->is_followed && (gint64) stop > first)
    widen (extremes, (BtTick){ .bid = bids.least_points, .ask = asks.least_points },
           (BtTick){ .bid = bids.greatest_points, .ask = asks.greatest_points });
  return (gint64) stop;
}

static gint64
skip_with_own_spreads (const BtQuietBand *band,
                       const BtRules *rules,
                       gint64 first,
                       gint64 end,
                       BtQuietExtremes *extremes)
{
  const BtColumns *columns = rules->columns;
  gint64 bar = first;

  if (end - first > SEARCH_MIN && rules->settings.price_kind == BT_SIDE_KIND_BID
      && bt_series_has_all_spreads (rules->series))
    return skip_by_both_sides (band, rules, first, end, extremes);
  for (; bar < end; bar++)
    {
      gint64 spread = bt_rules_spread (rules, bar);
      BtTick low = bt_rules_tick (rules, columns->low_points[bar], spread);
      BtTick high = bt_rules_tick (rules, columns->high_points[bar], spread);
      if (!is_quiet (band, low, high))
        break;
      if (band->is_followed)
        widen (extremes, low, high);
    }
  return bar;
}

/* Where the path may be ticks their extremes count, and not those of the candle. */
static gint64
skip_by_ticks (const BtQuietBand *band, BtEngineState *state, gint64 first, gint64 end)
{
  const BtRules *rules = state->rules;
  const BtTickColumns *ticks = bt_tick_series_get_columns (rules->ticks);
  gint64 bar = first;

  for (; bar < end; bar++)
    {
      BtTickRange range = bt_rules_find_ticks (rules, bar);
      gint64 spread = bt_rules_spread (rules, bar);
      BtTick low = bt_rules_tick (rules, rules->columns->low_points[bar], spread);
      BtTick high = bt_rules_tick (rules, rules->columns->high_points[bar], spread);
      if (range.first != range.end)
        {
          low = (BtTick){ .bid = G_MAXINT64, .ask = G_MAXINT64 };
          high = (BtTick){ .bid = G_MININT64, .ask = G_MININT64 };
        }
      for (gsize i = range.first; i < range.end; i++)
        {
          low.bid = MIN (low.bid, ticks->bid_points[i]);
          low.ask = MIN (low.ask, ticks->ask_points[i]);
          high.bid = MAX (high.bid, ticks->bid_points[i]);
          high.ask = MAX (high.ask, ticks->ask_points[i]);
        }
      if (!is_quiet (band, low, high))
        break;
      if (band->is_followed)
        widen (&state->quiet, low, high);
    }
  return bar;
}

/* Whether the margin call and the bounds of a challenge stay away although every position is worth
 * the least, or the most, that it is anywhere on the candle at once, and at the close, when a
 * pair's rate may be another. At one spread and rate a profit rises or falls with bid, so that low
 * and high bound it. */
static gboolean
is_worth_enough (const BtQuietBand *band, BtEngineState *state, gint64 bar, BtTick low, BtTick high)
{
  const BtRules *rules = state->rules;
  BtInt128 needed = (BtInt128) bt_margin_used (state) * rules->settings.margin_call_percent;
  BtInt128 least = state->balance_minor;
  BtInt128 greatest = state->balance_minor;

  state->now_usec = rules->columns->time_usec[bar];
  for (guint i = 0; i < state->holdings->len; i++)
    {
      BtHolding *holding = bt_engine_state_holding (state, i);
      gint64 at_low = bt_holding_floating (state, holding, low);
      gint64 at_high = bt_holding_floating (state, holding, high);
      holding->quiet_least_minor = MIN (at_low, at_high);
      holding->quiet_greatest_minor = MAX (at_low, at_high);
      least += holding->quiet_least_minor;
      greatest += holding->quiet_greatest_minor;
    }
  if (!bt_quiet_value_is_equity_quiet (band, least, greatest, needed))
    return FALSE;
  if (rules->step_count == 1 && rules->steps[0].pair < 0)
    return TRUE;
  state->now_usec = bt_rules_clock (rules, bar);
  BtTick close
    = bt_rules_tick (rules, rules->columns->close_points[bar], bt_rules_spread (rules, bar));
  BtInt128 equity = bt_margin_equity (state, close);
  return bt_quiet_value_is_equity_quiet (band, equity, equity, needed);
}

static gint64
skip_valued (const BtQuietBand *band, BtEngineState *state, gint64 first, gint64 end)
{
  const BtRules *rules = state->rules;
  const BtColumns *columns = rules->columns;
  gint64 now_usec = state->now_usec;
  gint64 next_search = first;
  gint64 bar = first;

  for (; bar < end; bar++)
    {
      if (bar >= next_search)
        {
          bar = bt_quiet_value_skip (band, state, bar, end);
          next_search = bar + BT_QUIET_VALUE_MIN;
          if (bar == end)
            break;
        }
      BtTickRange ticks = bt_rules_find_ticks (rules, bar);
      gint64 spread = bt_rules_spread (rules, bar);
      BtTick low = bt_rules_tick (rules, columns->low_points[bar], spread);
      BtTick high = bt_rules_tick (rules, columns->high_points[bar], spread);
      if (ticks.first != ticks.end || low.bid <= 0 || !is_quiet (band, low, high)
          || !is_worth_enough (band, state, bar, low, high))
        break;
      for (guint i = 0; i < state->holdings->len; i++)
        {
          BtHolding *holding = bt_engine_state_holding (state, i);
          holding->mae_minor
            = MIN (holding->mae_minor, holding->pnl_minor + holding->quiet_least_minor);
          holding->mfe_minor
            = MAX (holding->mfe_minor, holding->pnl_minor + holding->quiet_greatest_minor);
        }
    }
  /* A figure that left its range is found again, and told, when the candle is run. */
  state->overflow = NULL;
  state->now_usec = now_usec;
  return bar;
}

gint64
bt_quiet_band_skip (const BtQuietBand *band, BtEngineState *state, gint64 first, gint64 end)
{
  end = MIN (end, band->end);
  if (!band->is_usable || first >= end)
    return first;
  if (band->is_valued)
    return skip_valued (band, state, first, end);
  if (state->rules->ticks != NULL)
    return skip_by_ticks (band, state, first, end);
  if (band->is_simple)
    return skip_by_price (band, state->rules, first, end);
  return skip_with_own_spreads (band, state->rules, first, end, &state->quiet);
}

void
bt_quiet_band_settle (const BtQuietBand *band, BtEngineState *state, gint64 bar)
{
  if (band->is_followed && band->is_simple && bar > state->bar)
    {
      /* With spreads of their own nothing is marked at the ask here, and any spread will do. */
      gint64 spread = state->rules->settings.spread_points;
      BtPriceBand all = make_price_band (G_MININT64, G_MAXINT64);
      bt_series_find_outside (state->rules->series, (gsize) state->bar + 1, (gsize) bar + 1, &all);
      widen (&state->quiet, bt_rules_tick (state->rules, all.least_points, spread),
             bt_rules_tick (state->rules, all.greatest_points, spread));
    }

  BtQuietExtremes extremes = state->quiet;
  state->quiet.is_set = FALSE;
  if (extremes.is_set && band->is_peak_followed)
    {
      bt_challenge_raise_peak (state, extremes.least);
      bt_challenge_raise_peak (state, extremes.greatest);
    }
  for (guint i = 0; extremes.is_set && i < state->holdings->len; i++)
    {
      BtHolding *holding = bt_engine_state_holding (state, i);
      bt_holding_update_excursion (state, holding, extremes.least);
      bt_holding_update_excursion (state, holding, extremes.greatest);
    }
}
