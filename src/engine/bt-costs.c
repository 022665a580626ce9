// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-costs.h"

#include "base/bt-time.h"
#include "base/bt-zone.h"
#include "engine/bt-conversion.h"
#include "engine/bt-ledger.h"

#define ROLLOVER_USEC (17 * BT_USEC_PER_HOUR)

static guint64
mix_bits (guint64 value)
{
  value += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  value = (value ^ (value >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  value = (value ^ (value >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return value ^ (value >> 31);
}

static gint64
notional_commission (BtEngineState *state, BtTick tick, gint64 volume, gint64 price_points)
{
  gint64 size = price_points < 0 ? -price_points : price_points;
  BtInt128 numerator;
  if (!bt_checked_mul_128 ((BtInt128) size * volume, state->rules->settings.commission_amount,
                           &numerator))
    {
      bt_engine_state_set_overflow (state, "a commission");
      return 0;
    }
  return bt_conversion_expense (state, tick, numerator, bt_power_of_ten (8));
}

gint64
bt_costs_commission (BtEngineState *state, BtTick tick, gint64 volume, gint64 price_points)
{
  const BtSessionSettings *settings = &state->rules->settings;
  gint64 commission = 0;

  switch (settings->commission_kind)
    {
    case BT_COMMISSION_PER_FILL:
      commission = settings->commission_amount;
      break;
    case BT_COMMISSION_PER_LOT_SIDE:
      if (!bt_checked_mul_div_half_even (settings->commission_amount, volume,
                                         BT_VOLUME_UNITS_PER_LOT, &commission))
        bt_engine_state_set_overflow (state, "a commission");
      break;
    case BT_COMMISSION_NOTIONAL:
      commission = notional_commission (state, tick, volume, price_points);
      break;
    case BT_COMMISSION_NONE:
    default:
      return 0;
    }
  return MAX (commission, settings->commission_minimum.minor);
}

gint64
bt_costs_slippage_points (const BtRules *rules, gint64 sequence, gint64 deal)
{
  gint64 most = rules->settings.slippage_points;
  if (rules->settings.slippage_kind == BT_SLIPPAGE_FIXED || most == 0)
    return most;
  guint64 bits = mix_bits ((guint64) rules->settings.seed);
  bits = mix_bits (bits ^ (guint64) sequence);
  bits = mix_bits (bits ^ (guint64) deal);
  return (gint64) (((BtInt128) (bits >> 1) * (most + 1)) >> 63);
}

gint64
bt_costs_spread_points (const BtRules *rules, BtTick tick, BtDirection direction)
{
  gint64 spread = tick.ask - tick.bid;
  gint64 on_bid = 0;
  switch (rules->settings.price_kind)
    {
    case BT_SIDE_KIND_ASK:
      on_bid = spread;
      break;
    case BT_SIDE_KIND_MID:
      on_bid = spread / 2;
      break;
    case BT_SIDE_KIND_BID:
    default:
      break;
    }
  return direction == BT_DIRECTION_BUY ? spread - on_bid : on_bid;
}

gint64
bt_costs_of_points (BtEngineState *state, gint64 points, gint64 volume)
{
  if (points == 0)
    return 0;
  return bt_conversion_expense (state, state->tick, (BtInt128) points * volume, 1);
}

static int
new_york_weekday (gint64 instant_usec)
{
  return bt_time_weekday (bt_zone_to_local (BT_ZONE (BT_ZONE_NEW_YORK), instant_usec));
}

gboolean
bt_costs_is_swap_night (const BtRules *rules, gint64 instant_usec)
{
  int weekday = new_york_weekday (instant_usec);
  return rules->settings.instrument.trades_weekends || (weekday >= 1 && weekday <= 5);
}

gint64
bt_costs_next_rollover (gint64 time_usec)
{
  BtZone zone = BT_ZONE (BT_ZONE_NEW_YORK);
  gint64 local = bt_zone_to_local (zone, time_usec);
  gint64 of_day = local % BT_USEC_PER_DAY;
  if (of_day < 0)
    of_day += BT_USEC_PER_DAY;
  gint64 rollover = local - of_day + ROLLOVER_USEC;
  if (rollover <= local)
    rollover += BT_USEC_PER_DAY;
  return bt_zone_from_local (zone, rollover, BT_ZONE_FIRST);
}

void
bt_costs_book_swap (BtEngineState *state, gint64 instant_usec)
{
  const BtSessionSettings *settings = &state->rules->settings;
  gint64 nights = new_york_weekday (instant_usec) == settings->swap_triple_weekday ? 3 : 1;

  for (guint i = 0; i < state->holdings->len; i++)
    {
      BtHolding *holding = bt_engine_state_holding (state, i);
      gint64 points = holding->direction == BT_DIRECTION_BUY ? settings->swap_long_points
                                                             : settings->swap_short_points;
      BtInt128 numerator = (BtInt128) points * nights * holding->volume_open;
      gint64 amount = bt_conversion_profit (state, state->tick, numerator, 100);
      if (amount == 0)
        continue;
      if (!bt_checked_add (holding->swap_minor, amount, &holding->swap_minor))
        bt_engine_state_set_overflow (state, "a swap");
      bt_ledger_append (state, BT_LEDGER_SWAP, amount, holding->id, instant_usec);
    }
}
