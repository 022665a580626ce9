// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-path.h"

#include "engine/bt-challenge.h"
#include "engine/bt-costs.h"
#include "engine/bt-holding.h"
#include "engine/bt-margin.h"
#include "engine/bt-order-book.h"

/* Books the nights, and ends the challenge's days, between the openings of the last candle and this
 * one; a night at the end of a day belongs to it. */
static void
pass_instants (BtEngineState *state, gint64 opening_usec)
{
  const BtRules *rules = state->rules;
  gboolean has_nights = rules->settings.has_swap && state->holdings->len > 0;

  if (has_nights && state->rollover_usec == BT_TIME_NONE)
    state->rollover_usec = bt_costs_next_rollover (rules->columns->time_usec[state->bar]);
  while (state->overflow == NULL)
    {
      gint64 night = has_nights ? state->rollover_usec : G_MAXINT64;
      gint64 reset = bt_challenge_get_next_reset (state);
      if (MIN (night, reset) > opening_usec)
        return;
      if (night > reset)
        {
          bt_challenge_pass_reset (state, opening_usec);
          continue;
        }
      if (bt_costs_is_swap_night (rules, night))
        bt_costs_book_swap (state, night);
      state->rollover_usec = bt_costs_next_rollover (night);
    }
}

/* Brings the path to a quote: trailing stops follow before anything there is tested, and excursions
 * take it in. */
static void
arrive (BtEngineState *state, BtTick tick)
{
  state->tick = tick;
  state->has_quote = TRUE;
  for (guint i = 0; i < state->holdings->len; i++)
    {
      BtHolding *holding = bt_engine_state_holding (state, i);
      bt_holding_follow (holding, tick);
      bt_holding_update_excursion (state, holding, tick);
    }
}

/* A turn either ends the leg or sets something off, which bounds the loop. */
static void
run_leg (BtEngineState *state, gint64 to_bid, BtPlace place)
{
  gint64 spread = state->tick.ask - state->tick.bid;
  state->place = place;
  while (state->tick.bid != to_bid && state->overflow == NULL)
    {
      gint64 next = to_bid;
      (void) bt_order_book_find_next (state, to_bid, &next);
      (void) bt_margin_find_stop_out (state, next, &next);
      (void) bt_challenge_find_break (state, next, &next);
      arrive (state, (BtTick){ .bid = next, .ask = next + spread });
      if (next == to_bid)
        bt_challenge_check_vertex (state);
      else
        bt_challenge_check (state);
      bt_order_book_process (state);
    }
}

static gboolean
is_net_short (const BtEngineState *state)
{
  BtInt128 net = 0;
  for (guint i = 0; i < state->holdings->len; i++)
    {
      const BtHolding *holding = bt_engine_state_holding (state, i);
      net += holding->direction == BT_DIRECTION_BUY ? holding->volume_open : -holding->volume_open;
    }
  return net < 0;
}

static gboolean
is_low_first (const BtEngineState *state, BtPathOrder order, gint64 open, gint64 high, gint64 low)
{
  switch (order)
    {
    case BT_PATH_ORDER_LOW_FIRST:
      return TRUE;
    case BT_PATH_ORDER_HIGH_FIRST:
      return FALSE;
    case BT_PATH_ORDER_NEARER_FIRST:
    default:
      if (open - low != high - open)
        return open - low < high - open;
      return !is_net_short (state);
    }
}

/* Each tick is a jump; together they are the path. */
static void
run_ticks (BtEngineState *state, BtTickRange range)
{
  const BtTickColumns *ticks = bt_tick_series_get_columns (state->rules->ticks);

  for (gsize i = range.first; i < range.end && state->overflow == NULL; i++)
    {
      if (ticks->ask_points[i] > BT_ENGINE_MAX_POINTS
          || ticks->bid_points[i] < -BT_ENGINE_MAX_POINTS)
        bt_engine_state_set_overflow (state, "a tick's price");
      state->now_usec = ticks->time_usec[i];
      state->tick_number = (gint64) (i - range.first) + 1;
      arrive (state, (BtTick){ .bid = ticks->bid_points[i], .ask = ticks->ask_points[i] });
      bt_challenge_check_vertex (state);
      bt_order_book_process (state);
    }
}

/* The jump to the open and three legs. */
static BtPathResult
run_legs (BtEngineState *state, gint64 bar, BtPathOrder order)
{
  const BtRules *rules = state->rules;
  const BtColumns *columns = rules->columns;
  gint64 spread = bt_rules_spread (rules, bar);
  gint64 high = bt_rules_tick (rules, columns->high_points[bar], spread).bid;
  gint64 low = bt_rules_tick (rules, columns->low_points[bar], spread).bid;
  gint64 close = bt_rules_tick (rules, columns->close_points[bar], spread).bid;
  BtPathResult result;

  arrive (state, bt_rules_tick (rules, columns->open_points[bar], spread));
  gint64 open = state->tick.bid;
  bt_challenge_check_vertex (state);
  bt_order_book_process (state);
  result.leg_fills = state->fills->len;
  result.is_low_first = is_low_first (state, order, open, high, low);
  run_leg (state, result.is_low_first ? low : high, BT_PLACE_LEG1);
  run_leg (state, result.is_low_first ? high : low, BT_PLACE_LEG2);
  run_leg (state, close, BT_PLACE_LEG3);
  return result;
}

BtPathResult
bt_path_run (BtEngineState *state, BtPathOrder order)
{
  const BtRules *rules = state->rules;
  const BtColumns *columns = rules->columns;
  gint64 bar = state->bar + 1;
  BtTickRange ticks = bt_rules_find_ticks (rules, bar);
  BtPathResult result = { .is_low_first = TRUE };

  if (columns->high_points[bar] > BT_ENGINE_MAX_POINTS
      || columns->low_points[bar] < -BT_ENGINE_MAX_POINTS)
    bt_engine_state_set_overflow (state, "a candle's price");
  state->path_bar = bar;
  state->now_usec = columns->time_usec[bar];
  state->place = BT_PLACE_OPEN;
  bt_order_book_expire (state, state->now_usec);
  pass_instants (state, state->now_usec);

  if (ticks.first == ticks.end)
    result = run_legs (state, bar, order);
  else
    {
      run_ticks (state, ticks);
      result.leg_fills = state->fills->len;
    }
  bt_path_rest_at (state, bar);
  bt_margin_test_call (state);
  bt_challenge_check_vertex (state);
  return result;
}

void
bt_path_rest_at (BtEngineState *state, gint64 bar)
{
  const BtRules *rules = state->rules;
  state->bar = bar;
  state->path_bar = bar;
  state->place = BT_PLACE_KNOWN_QUOTE;
  state->tick_number = 0;
  state->now_usec = bt_rules_clock (rules, bar);
  state->tick = bt_rules_known_tick (rules, bar);
  state->has_quote = TRUE;
}
