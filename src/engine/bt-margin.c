// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-margin.h"

#include "engine/bt-conversion.h"
#include "engine/bt-holding.h"

/* A percentage of 100 is 10,000 in the settings. */
#define PERCENT_SCALE 10000
/* Of the slope of a profit: parts of a minor unit a point. */
#define SLOPE_UNIT 65536

gint64
bt_margin_floating (BtEngineState *state, BtTick tick)
{
  gint64 sum = 0;
  for (guint i = 0; i < state->holdings->len; i++)
    if (!bt_checked_add (sum, bt_holding_floating (state, bt_engine_state_holding (state, i), tick),
                         &sum))
      bt_engine_state_set_overflow (state, "the floating profit");
  return sum;
}

gint64
bt_margin_equity (BtEngineState *state, BtTick tick)
{
  gint64 equity = state->balance_minor;
  if (!bt_checked_add (equity, bt_margin_floating (state, tick), &equity))
    bt_engine_state_set_overflow (state, "the equity");
  return equity;
}

gint64
bt_margin_used_of (const BtRules *rules, gint64 long_minor, gint64 short_minor)
{
  if (rules->settings.hedged_margin == BT_HEDGED_MARGIN_BOTH_SIDES)
    return long_minor + short_minor;
  return MAX (long_minor, short_minor);
}

gint64
bt_margin_used (const BtEngineState *state)
{
  return bt_margin_used_of (state->rules, state->margin_minor[BT_DIRECTION_BUY],
                            state->margin_minor[BT_DIRECTION_SELL]);
}

gint64
bt_margin_level_percent (gint64 equity_minor, gint64 used_minor)
{
  gint64 level = -1;
  if (used_minor > 0
      && !bt_checked_mul_div_half_even (equity_minor, PERCENT_SCALE, used_minor, &level))
    return equity_minor < 0 ? G_MININT64 : G_MAXINT64;
  return level;
}

/* Returns by how much, times PERCENT_SCALE, the equity at a quote is above a percentage of the used
 * margin. */
static BtInt128
margin_gap (BtEngineState *state, BtTick tick, gint64 percent)
{
  return (BtInt128) bt_margin_equity (state, tick) * PERCENT_SCALE
         - (BtInt128) percent * bt_margin_used (state);
}

gboolean
bt_margin_is_stop_out (BtEngineState *state)
{
  return state->holdings->len > 0
         && margin_gap (state, state->tick, state->rules->settings.stop_out_percent) <= 0;
}

/* Returns an amount of money ÷ denominator as a slope, rounded up; fine where it is small, so that
 * a point of an instrument with many digits is not taken for a whole cent. */
static gint64
make_slope (BtEngineState *state, BtTick tick, BtInt128 numerator, gint64 denominator)
{
  gint64 minor = bt_conversion_expense (state, tick, numerator, denominator);
  const char *overflow = state->overflow;
  BtInt128 parts;
  gint64 slope;

  if (minor < SLOPE_UNIT && bt_checked_mul_128 (numerator, SLOPE_UNIT, &parts))
    {
      slope = bt_conversion_expense (state, tick, parts, denominator);
      if (state->overflow == overflow)
        return slope + 1;
      /* Only the fineness left its range. */
      state->overflow = overflow;
    }
  return bt_checked_mul (minor + 1, SLOPE_UNIT, &slope) ? slope : G_MAXINT64;
}

/* Returns the most that a position's floating profit changes, in minor units times SLOPE_UNIT and
 * rounded up, when bid moves one point anywhere at or above least_bid. */
static gint64
slope_of (BtEngineState *state, const BtHolding *holding, gint64 least_bid)
{
  const BtRules *rules = state->rules;
  gboolean is_rate_moving = rules->step_count > 0 && rules->steps[0].pair < 0;

  if (!is_rate_moving)
    return make_slope (state, state->tick, holding->volume_open, 1);
  /* (b − e) ÷ b changes by e ÷ b² a point, and by no more than (e + s) ÷ b² with the spread in
   * either place. */
  gint64 spread = state->tick.ask - state->tick.bid;
  BtTick tick = { .bid = least_bid, .ask = least_bid + spread };
  BtInt128 numerator = (BtInt128) (ABS (holding->entry_points) + 1 + spread) * holding->volume_open;
  return make_slope (state, tick, numerator, least_bid);
}

/* Returns how many points the quote may move before an amount is used up at a slope. */
static BtInt128
points_within (BtInt128 minor, gint64 slope)
{
  return minor > 0 ? minor * SLOPE_UNIT / slope : 0;
}

/* Walks from the present quote towards to_bid. At each place the equity is far enough from both
 * bounds to be sure that so many points further it still is: no position's profit changes faster
 * than its slope, and each is rounded by half a unit at most. */
gboolean
bt_margin_find_equity (
  BtEngineState *state, gint64 to_bid, gint64 floor_minor, gint64 ceiling_minor, gint64 *out_bid)
{
  if (state->holdings->len == 0 || (floor_minor == G_MININT64 && ceiling_minor == G_MAXINT64))
    return FALSE;
  gint64 spread = state->tick.ask - state->tick.bid;
  gint64 bid = state->tick.bid;
  gint64 least_bid = MIN (bid, to_bid);
  gint64 slope = 0;
  for (guint i = 0; i < state->holdings->len; i++)
    if (!bt_checked_add (
          slope, slope_of (state, bt_engine_state_holding (state, i), MAX (least_bid, 1)), &slope))
      slope = G_MAXINT64;

  gint64 equity = bt_margin_equity (state, state->tick);
  while (bid != to_bid && state->overflow == NULL)
    {
      BtInt128 room = MIN ((BtInt128) equity - floor_minor, (BtInt128) ceiling_minor - 1 - equity)
                      - state->holdings->len - 1;
      BtInt128 stride = MAX (points_within (room, slope), 1);
      gint64 left = to_bid > bid ? to_bid - bid : bid - to_bid;
      if (stride > left)
        stride = left;
      bid += to_bid > bid ? (gint64) stride : -(gint64) stride;
      equity = bt_margin_equity (state, (BtTick){ .bid = bid, .ask = bid + spread });
      if (equity < floor_minor || equity >= ceiling_minor)
        {
          *out_bid = bid;
          return TRUE;
        }
    }
  return FALSE;
}

/* The stop-out holds at a whole equity at or below the level, so below the next one. */
gboolean
bt_margin_find_stop_out (BtEngineState *state, gint64 to_bid, gint64 *out_bid)
{
  BtInt128 level = (BtInt128) state->rules->settings.stop_out_percent * bt_margin_used (state);
  gint64 floor_minor = (gint64) MIN (level / PERCENT_SCALE + 1, G_MAXINT64);
  return bt_margin_find_equity (state, to_bid, floor_minor, G_MAXINT64, out_bid);
}

void
bt_margin_test_call (BtEngineState *state)
{
  gint64 percent = state->rules->settings.margin_call_percent;
  gboolean is_call = state->holdings->len > 0 && margin_gap (state, state->tick, percent) <= 0;

  if (is_call && !state->is_margin_call)
    bt_engine_state_add_margin_call (
      state,
      bt_margin_level_percent (bt_margin_equity (state, state->tick), bt_margin_used (state)));
  state->is_margin_call = is_call;
}

gint64
bt_margin_get_spare (BtEngineState *state)
{
  BtInt128 spare
    = margin_gap (state, state->tick, state->rules->settings.margin_call_percent) / PERCENT_SCALE;
  return (gint64) CLAMP (spare, G_MININT64, G_MAXINT64);
}

static gint64
room_of (BtInt128 minor, gint64 slope)
{
  return slope > 0 ? (gint64) MIN (points_within (minor, slope), BT_ENGINE_MAX_POINTS) : G_MAXINT64;
}

BtMarginRoom
bt_margin_get_room (BtEngineState *state, gint64 fall_minor, gint64 rise_minor)
{
  BtMarginRoom room = { .is_safe = TRUE,
                        .bid_down = G_MAXINT64,
                        .bid_up = G_MAXINT64,
                        .ask_down = G_MAXINT64,
                        .ask_up = G_MAXINT64 };
  gint64 slopes[2] = { 0, 0 };

  if (state->holdings->len == 0)
    return room;
  for (guint i = 0; i < state->holdings->len; i++)
    {
      const BtHolding *holding = bt_engine_state_holding (state, i);
      gint64 *slope = &slopes[holding->direction];
      if (!bt_checked_add (*slope, slope_of (state, holding, 1), slope))
        *slope = G_MAXINT64;
    }
  BtInt128 fall = (BtInt128) fall_minor - state->holdings->len - 1;
  BtInt128 rise = (BtInt128) rise_minor - state->holdings->len - 1;
  /* With both directions open each may use half: their quotes move apart when the spread widens. */
  if (slopes[BT_DIRECTION_BUY] > 0 && slopes[BT_DIRECTION_SELL] > 0)
    {
      fall /= 2;
      rise /= 2;
    }
  room.is_safe = fall > 0 && rise > 0;
  room.bid_down = room_of (fall, slopes[BT_DIRECTION_BUY]);
  room.ask_up = room_of (fall, slopes[BT_DIRECTION_SELL]);
  if (rise_minor == G_MAXINT64)
    return room;
  room.bid_up = room_of (rise, slopes[BT_DIRECTION_BUY]);
  room.ask_down = room_of (rise, slopes[BT_DIRECTION_SELL]);
  return room;
}
