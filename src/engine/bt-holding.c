// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-holding.h"

#include "engine/bt-conversion.h"
#include "engine/bt-costs.h"

/* The exact average is a fraction that grows with each part that is closed. Past these bounds its
 * cost is rounded to 10^-8 lot · point, far below a minor unit, so that the products of a profit
 * stay within 128 bits in any account currency. */
#define MAX_COST_DIVISOR (G_GINT64_CONSTANT (1) << 31)
#define MAX_COST_WEIGHT (G_GINT64_CONSTANT (1) << 55)

static void
set_cost (BtEngineState *state, BtHolding *holding, BtInt128 cost, BtInt128 divisor)
{
  BtInt128 common = bt_greatest_common_divisor (cost, divisor);
  gint64 average = 0;
  if (common > 1)
    {
      cost /= common;
      divisor /= common;
    }
  if (divisor > MAX_COST_DIVISOR || divisor * holding->volume_open > MAX_COST_WEIGHT)
    {
      gint64 whole = 0;
      if (!bt_checked_div_half_even (cost, divisor, &whole))
        bt_engine_state_set_overflow (state, "an average price");
      cost = whole;
      divisor = 1;
    }
  holding->cost = cost;
  holding->cost_divisor = (gint64) divisor;
  if (holding->volume_open == 0)
    return;
  BtInt128 weight = divisor * holding->volume_open;
  if (!bt_checked_div_half_even (cost, weight, &average))
    bt_engine_state_set_overflow (state, "an average price");
  holding->entry_points = average;
  holding->is_entry_whole = average * weight == cost;
}

void
bt_holding_add (BtEngineState *state, BtHolding *holding, gint64 volume, gint64 price_points)
{
  BtInt128 added = (BtInt128) volume * price_points;
  BtInt128 cost;

  if (holding->volume_open == 0)
    holding->cost_divisor = 1;
  if (!bt_checked_mul_128 (added, holding->cost_divisor, &added)
      || !bt_checked_add_128 (holding->volume_open == 0 ? 0 : holding->cost, added, &cost)
      || !bt_checked_add (holding->volume_open, volume, &holding->volume_open)
      || !bt_checked_add (holding->volume_opened, volume, &holding->volume_opened))
    {
      bt_engine_state_set_overflow (state, "an average price");
      return;
    }
  set_cost (state, holding, cost, holding->cost_divisor);
}

void
bt_holding_remove (BtEngineState *state, BtHolding *holding, gint64 volume)
{
  gint64 rest = holding->volume_open - volume;
  g_assert (rest >= 0);
  if (holding->is_entry_whole)
    {
      holding->cost = (BtInt128) rest * holding->entry_points;
      holding->cost_divisor = 1;
      holding->volume_open = rest;
      return;
    }
  BtInt128 common = bt_greatest_common_divisor (rest, holding->volume_open);
  BtInt128 cost = 0;
  BtInt128 divisor = holding->cost_divisor * (holding->volume_open / common);
  if (!bt_checked_mul_128 (holding->cost, rest / common, &cost))
    bt_engine_state_set_overflow (state, "an average price");
  holding->volume_open = rest;
  if (rest > 0)
    {
      /* The average of a reduced position is the one that it had; only the exact cost is taken
       * anew. */
      gint64 average = holding->entry_points;
      set_cost (state, holding, cost, divisor);
      holding->entry_points = average;
    }
}

BtInt128
bt_holding_profit_in_quote (BtEngineState *state,
                            const BtHolding *holding,
                            gint64 volume,
                            gint64 price_points,
                            gint64 *out_divisor)
{
  BtInt128 numerator = 0;
  BtInt128 divisor = 1;

  *out_divisor = 1;
  if (holding->is_entry_whole)
    numerator = (BtInt128) (price_points - holding->entry_points) * volume;
  else
    {
      BtInt128 common = bt_greatest_common_divisor (volume, holding->volume_open);
      BtInt128 spent = 0;
      divisor = holding->cost_divisor * (holding->volume_open / common);
      if (!bt_checked_mul_128 ((BtInt128) price_points * volume, divisor, &numerator)
          || !bt_checked_mul_128 (holding->cost, volume / common, &spent))
        bt_engine_state_set_overflow (state, "a profit");
      numerator -= spent;
    }
  if (divisor > G_MAXINT64)
    {
      bt_engine_state_set_overflow (state, "a profit");
      return 0;
    }
  *out_divisor = (gint64) divisor;
  return holding->direction == BT_DIRECTION_SELL ? -numerator : numerator;
}

gint64
bt_holding_profit (
  BtEngineState *state, const BtHolding *holding, BtTick tick, gint64 volume, gint64 price_points)
{
  gint64 divisor;
  BtInt128 numerator = bt_holding_profit_in_quote (state, holding, volume, price_points, &divisor);

  return bt_conversion_profit (state, tick, numerator, divisor);
}

gint64
bt_holding_floating (BtEngineState *state, const BtHolding *holding, BtTick tick)
{
  return bt_holding_profit (state, holding, tick, holding->volume_open,
                            bt_tick_exit (tick, holding->direction));
}

gint64
bt_holding_margin (BtEngineState *state, const BtHolding *holding)
{
  BtInt128 cost = holding->cost < 0 ? -holding->cost : holding->cost;
  if (holding->volume_open == 0)
    return 0;
  return bt_conversion_apply (state, cost, holding->cost_divisor * state->rules->settings.leverage,
                              holding->margin_rate);
}

void
bt_holding_update_excursion (BtEngineState *state, BtHolding *holding, BtTick tick)
{
  gint64 value = holding->pnl_minor;
  if (holding->volume_open > 0
      && !bt_checked_add (value, bt_holding_floating (state, holding, tick), &value))
    bt_engine_state_set_overflow (state, "a floating profit");
  holding->mae_minor = MIN (holding->mae_minor, value);
  holding->mfe_minor = MAX (holding->mfe_minor, value);
}

static gint64
better_stop (BtDirection direction, gint64 a, gint64 b)
{
  if (a == BT_PRICE_NONE || b == BT_PRICE_NONE)
    return a == BT_PRICE_NONE ? b : a;
  return direction == BT_DIRECTION_BUY ? MAX (a, b) : MIN (a, b);
}

void
bt_holding_start_trail (BtHolding *holding, BtTick tick, gint64 trail_points, gint64 step_points)
{
  holding->trail_points = trail_points;
  holding->trail_step_points = trail_points > 0 ? MAX (step_points, 1) : 0;
  if (trail_points == 0)
    return;
  gint64 quote = bt_tick_exit (tick, holding->direction);
  gint64 level
    = holding->direction == BT_DIRECTION_BUY ? quote - trail_points : quote + trail_points;
  holding->stop_points = better_stop (holding->direction, holding->stop_points, level);
  if (holding->initial_stop_points == BT_PRICE_NONE)
    holding->initial_stop_points = holding->stop_points;
}

void
bt_holding_follow (BtHolding *holding, BtTick tick)
{
  if (holding->trail_points == 0)
    return;
  /* The level stands on the start plus whole steps already, so whole steps from it are whole steps
   * from the start. */
  gint64 step = holding->trail_step_points;
  if (holding->direction == BT_DIRECTION_BUY)
    {
      gint64 room = tick.bid - holding->trail_points - holding->stop_points;
      if (room >= step)
        holding->stop_points += room / step * step;
    }
  else
    {
      gint64 room = holding->stop_points - (tick.ask + holding->trail_points);
      if (room >= step)
        holding->stop_points -= room / step * step;
    }
}

static gint64
net_at (BtEngineState *state, const BtHolding *holding, gint64 price_points)
{
  gint64 spread = state->tick.ask - state->tick.bid;
  BtTick tick = { .bid = price_points, .ask = price_points + spread };
  if (holding->direction == BT_DIRECTION_SELL)
    tick = (BtTick){ .bid = price_points - spread, .ask = price_points };
  gint64 paid = holding->commission_minor
                + bt_costs_commission (state, tick, holding->volume_open, price_points);
  gint64 net = 0;
  if (!bt_checked_add (bt_holding_floating (state, holding, tick), holding->pnl_minor, &net)
      || !bt_checked_add (net, holding->swap_minor, &net) || !bt_checked_sub (net, paid, &net))
    bt_engine_state_set_overflow (state, "a break-even price");
  return net;
}

/* Finds a price beyond from, in a direction, on the other side of zero than from is. Doubles its
 * reach, up to a bound. Returns FALSE when there is none, or none that can be computed. */
static gboolean
find_other_side (BtEngineState *state,
                 const BtHolding *holding,
                 gint64 from,
                 gint64 direction,
                 gint64 bound,
                 gboolean is_above,
                 gint64 *out)
{
  for (gint64 reach = 1; state->overflow == NULL; reach *= 2)
    {
      gboolean is_last = direction * (bound - from) <= reach;
      *out = is_last ? bound : from + direction * reach;
      if ((net_at (state, holding, *out) >= 0) != is_above)
        return state->overflow == NULL;
      if (is_last)
        return FALSE;
    }
  return FALSE;
}

gboolean
bt_holding_find_break_even (BtEngineState *state, const BtHolding *holding, gint64 *out)
{
  gint64 sign = holding->direction == BT_DIRECTION_BUY ? 1 : -1;
  gint64 lowest = -BT_ENGINE_MAX_POINTS;
  gint64 other = 0;

  /* Where the pair's own quote converts, it has to be above zero. */
  if (!bt_conversion_is_identity (state->rules))
    lowest = holding->direction == BT_DIRECTION_BUY ? 1 : 1 + state->tick.ask - state->tick.bid;
  gint64 from = MAX (holding->entry_points, lowest);
  gboolean is_above = net_at (state, holding, from) >= 0;
  gint64 direction = is_above ? -sign : sign;
  gboolean is_found
    = find_other_side (state, holding, from, direction,
                       direction < 0 ? lowest : BT_ENGINE_MAX_POINTS, is_above, &other);
  if (!is_found)
    {
      /* A price that cannot be computed is none at which the position nets zero. */
      state->overflow = NULL;
      return FALSE;
    }
  /* The net rises towards profit: halve the way between a price below zero and one at or above it.
   */
  gint64 below = is_above ? other : from;
  gint64 above = is_above ? from : other;
  while (sign * (above - below) > 1)
    {
      gint64 middle = below + (above - below) / 2;
      if (net_at (state, holding, middle) >= 0)
        above = middle;
      else
        below = middle;
    }
  *out = above;
  return TRUE;
}
