// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Commands of a trader who tries everything near the market, some of it wrong. */
#include "config.h"

#include "fuzz-scenario.h"

#include "base/bt-checked.h"

#include <string.h>

#define STEP_UNITS 1000000

/* Which features a seed's trader uses: a chance each, in percent, many of them zero. */
typedef struct
{
  FuzzRandom *random;
  FuzzScenario *scenario;
  gint64 reach; /* how far from the market levels lie, in points */
  gint64 most_steps;
  gint64 least_steps;
  gint64 n_placed; /* orders o1 … oN were placed */
  gint64 at;       /* index of the last known candle */
  gint64 price;    /* its close */
  int types[4];    /* weights by BtOrderType */
  int protection, trailing, oco, expiry, reduce_only, wrong;
  int modify, cancel, close, partial, close_all, break_even, money, note, end;
} FuzzTrader;

static int
draw_feature (FuzzRandom *random, int likelihood, int strength)
{
  return fuzz_random_chance (random, likelihood) ? strength : 0;
}

/* How many steps of volume the margin of the whole balance can hold. */
static gint64
find_affordable_steps (const FuzzScenario *scenario)
{
  const BtSessionSettings *settings = &scenario->settings;
  const BtInstrument *instrument = &settings->instrument;
  gint64 minor = bt_power_of_ten (bt_currency_digits (settings->currency));
  gint64 lot = instrument->contract_size / BT_VOLUME_UNITS_PER_LOT * minor;

  if (strcmp (settings->currency, instrument->quote) == 0)
    lot = lot * g_array_index (scenario->candles, BtCandle, 0).open_points
          / bt_power_of_ten (instrument->digits);
  return settings->balance.minor * settings->leverage * (BT_VOLUME_UNITS_PER_LOT / STEP_UNITS)
         / MAX (lot, 1);
}

static FuzzTrader
draw_trader (FuzzScenario *scenario, FuzzRandom *random, gint64 volatility)
{
  static const int sizes[] = { 2, 10, 40, 300 };
  FuzzTrader trader = { .random = random, .scenario = scenario };

  trader.reach = volatility + fuzz_random_between (random, 2, volatility * 2);
  trader.most_steps = sizes[fuzz_random_between (random, 0, 3)];
  trader.least_steps = 1;
  if (fuzz_random_chance (random, 35))
    {
      trader.most_steps = CLAMP (find_affordable_steps (scenario), 2, 10000);
      trader.least_steps = MAX (trader.most_steps / 5, 1);
    }
  trader.types[BT_ORDER_MARKET] = 30;
  trader.types[BT_ORDER_LIMIT] = draw_feature (random, 65, 40);
  trader.types[BT_ORDER_STOP] = draw_feature (random, 65, 40);
  trader.types[BT_ORDER_STOP_LIMIT] = draw_feature (random, 55, 40);
  trader.protection = draw_feature (random, 70, 60);
  trader.trailing = draw_feature (random, 45, 50);
  trader.oco = draw_feature (random, 35, 60);
  trader.expiry = draw_feature (random, 35, 40);
  trader.reduce_only = draw_feature (random, 25, 30);
  trader.wrong = draw_feature (random, 40, 12);
  trader.modify = draw_feature (random, 60, 25);
  trader.cancel = draw_feature (random, 40, 8);
  trader.close = draw_feature (random, 60, 20);
  trader.partial = draw_feature (random, 60, 60);
  trader.close_all = draw_feature (random, 35, 7);
  trader.break_even = draw_feature (random, 40, 12);
  trader.money = draw_feature (random, 30, 8);
  trader.note = draw_feature (random, 20, 4);
  trader.end = draw_feature (random, 15, 2);
  return trader;
}

static gint64
draw_level (FuzzTrader *trader, gint64 from)
{
  return MAX (from + fuzz_random_between (trader->random, -trader->reach, trader->reach), 20);
}

static BtVolume
draw_volume (FuzzTrader *trader)
{
  if (fuzz_random_chance (trader->random, trader->wrong))
    {
      static const gint64 wrong[] = { 0, -1000000, 1500000, 1, 20000000000 };
      return BT_VOLUME (wrong[fuzz_random_between (trader->random, 0, 4)]);
    }
  if (trader->scenario->settings.instrument.volume_step.units == 1)
    return BT_VOLUME (fuzz_random_between (trader->random, trader->least_steps * STEP_UNITS,
                                           trader->most_steps * STEP_UNITS));
  return BT_VOLUME (fuzz_random_between (trader->random, trader->least_steps, trader->most_steps)
                    * STEP_UNITS);
}

static void
draw_id (FuzzTrader *trader, BtCommand *command)
{
  gint64 newest = MAX (trader->n_placed, 1);

  g_snprintf (command->id, sizeof command->id, "o%d",
              (int) fuzz_random_between (trader->random, MAX (newest - 4, 1), newest));
  if (fuzz_random_chance (trader->random, trader->wrong / 2))
    g_strlcpy (command->id, "none", sizeof command->id);
}

static void
draw_expiry (FuzzTrader *trader, BtCommand *command)
{
  const BtCandle *candle
    = &g_array_index (trader->scenario->candles, BtCandle, (guint) MAX (trader->at, 0));

  command->time_in_force
    = (BtTimeInForce) fuzz_random_between (trader->random, 0, BT_TIME_IN_FORCE_UNTIL);
  if (command->time_in_force == BT_TIME_IN_FORCE_UNTIL)
    command->expiry_usec
      = candle->time_usec
        + fuzz_random_between (trader->random, fuzz_random_chance (trader->random, 10) ? 0 : 2, 12)
            * BT_USEC_PER_MINUTE
        + (fuzz_random_chance (trader->random, 20) ? 1 : 0);
}

static void
draw_protection (FuzzTrader *trader, BtCommand *command, gint64 level)
{
  gint64 sign = command->direction == BT_DIRECTION_BUY ? 1 : -1;
  gint64 least = fuzz_random_chance (trader->random, trader->wrong) ? -5 : 1;

  if (fuzz_random_chance (trader->random, trader->protection))
    command->stop_loss_points
      = MAX (level - sign * fuzz_random_between (trader->random, least, trader->reach), 1);
  if (fuzz_random_chance (trader->random, trader->protection))
    command->take_profit_points
      = MAX (level + sign * fuzz_random_between (trader->random, least, trader->reach), 1);
  if (fuzz_random_chance (trader->random, trader->trailing))
    {
      command->trail_points = fuzz_random_between (trader->random, 1, trader->reach);
      command->trail_step_points = fuzz_random_between (trader->random, 0, 7);
    }
}

static BtOrderType
draw_type (FuzzTrader *trader)
{
  int total = trader->types[0] + trader->types[1] + trader->types[2] + trader->types[3];
  int draw = (int) fuzz_random_between (trader->random, 0, total - 1);

  for (int type = 0; type < 3; type++)
    {
      if (draw < trader->types[type])
        return (BtOrderType) type;
      draw -= trader->types[type];
    }
  return BT_ORDER_STOP_LIMIT;
}

static void
draw_place (FuzzTrader *trader, BtCommand *command)
{
  static const char *const groups[] = { "g1", "g2" };
  gint64 level = trader->price;
  gint64 spread = trader->scenario->settings.spread_points;

  bt_command_init (command, BT_COMMAND_PLACE, trader->at);
  command->type = draw_type (trader);
  command->direction = (BtDirection) fuzz_random_between (trader->random, 0, 1);
  command->volume = draw_volume (trader);
  if (command->type == BT_ORDER_LIMIT)
    level = command->price_points = draw_level (trader, trader->price);
  if (command->type == BT_ORDER_STOP || command->type == BT_ORDER_STOP_LIMIT)
    {
      gint64 away = fuzz_random_between (trader->random, 1, trader->reach)
                    - (fuzz_random_chance (trader->random, trader->wrong) ? trader->reach : 0);
      level = command->price_points = MAX (
        trader->price + (command->direction == BT_DIRECTION_BUY ? spread + away : -away), 20);
    }
  if (command->type == BT_ORDER_STOP_LIMIT)
    level = command->limit_points = draw_level (trader, level);
  else if (command->type == BT_ORDER_MARKET && command->direction == BT_DIRECTION_SELL)
    level += spread;
  draw_protection (trader, command, level);
  if (fuzz_random_chance (trader->random, trader->oco))
    g_strlcpy (command->oco, groups[fuzz_random_between (trader->random, 0, 1)],
               sizeof command->oco);
  if (command->type != BT_ORDER_MARKET && fuzz_random_chance (trader->random, trader->expiry))
    draw_expiry (trader, command);
  command->is_reduce_only = fuzz_random_chance (trader->random, trader->reduce_only);
  if (trader->n_placed > 0 && fuzz_random_chance (trader->random, trader->wrong / 3))
    draw_id (trader, command);
  else
    g_snprintf (command->id, sizeof command->id, "o%d", (int) ++trader->n_placed);
}

static void
draw_modify (FuzzTrader *trader, BtCommand *command)
{
  FuzzRandom *random = trader->random;
  gint64 price = trader->price;

  bt_command_init (command, BT_COMMAND_MODIFY, trader->at);
  draw_id (trader, command);
  if (fuzz_random_chance (random, trader->break_even))
    {
      command->modify_mask = BT_MODIFY_BREAK_EVEN;
      return;
    }
  if (fuzz_random_chance (random, 50))
    {
      command->modify_mask |= BT_MODIFY_STOP_LOSS;
      if (fuzz_random_chance (random, 80))
        command->stop_loss_points = draw_level (trader, price);
    }
  if (fuzz_random_chance (random, 40))
    {
      command->modify_mask |= BT_MODIFY_TAKE_PROFIT;
      if (fuzz_random_chance (random, 80))
        command->take_profit_points = draw_level (trader, price);
    }
  if (fuzz_random_chance (random, trader->trailing))
    {
      command->modify_mask |= BT_MODIFY_TRAIL;
      command->trail_points = fuzz_random_between (random, 0, trader->reach);
      command->trail_step_points = fuzz_random_between (random, 0, 5);
    }
  if (fuzz_random_chance (random, 30))
    {
      command->modify_mask |= BT_MODIFY_PRICE;
      command->price_points = draw_level (trader, price);
    }
  if (fuzz_random_chance (random, 8))
    {
      command->modify_mask |= BT_MODIFY_LIMIT;
      command->limit_points = draw_level (trader, price);
    }
  if (fuzz_random_chance (random, 10))
    {
      command->modify_mask |= BT_MODIFY_VOLUME;
      command->volume = draw_volume (trader);
    }
  if (fuzz_random_chance (random, trader->expiry / 2))
    {
      command->modify_mask |= BT_MODIFY_EXPIRY;
      draw_expiry (trader, command);
    }
  if (command->modify_mask == 0)
    {
      command->modify_mask = BT_MODIFY_STOP_LOSS;
      command->stop_loss_points = draw_level (trader, price);
    }
}

static void
draw_close (FuzzTrader *trader, BtCommand *command)
{
  bt_command_init (command, BT_COMMAND_CLOSE, trader->at);
  draw_id (trader, command);
  if (fuzz_random_chance (trader->random, trader->partial))
    command->volume = BT_VOLUME (
      fuzz_random_between (trader->random, 1, MAX (trader->most_steps / 2, 1)) * STEP_UNITS);
  if (fuzz_random_chance (trader->random, trader->wrong))
    command->volume = draw_volume (trader);
}

static void
draw_money (FuzzTrader *trader, BtCommand *command)
{
  gboolean is_deposit = fuzz_random_chance (trader->random, 50);
  gint64 most = trader->scenario->settings.balance.minor;

  bt_command_init (command, is_deposit ? BT_COMMAND_DEPOSIT : BT_COMMAND_WITHDRAW, trader->at);
  command->amount = BT_MONEY (fuzz_random_between (trader->random, 1, MAX (most / 4, 1)));
  if (fuzz_random_chance (trader->random, trader->wrong))
    command->amount = BT_MONEY (fuzz_random_between (trader->random, -1, 0));
}

static void
draw_command (FuzzTrader *trader, BtCommand *command)
{
  int place = 30;
  int total = place + trader->modify + trader->cancel + trader->close + trader->close_all
              + trader->money + trader->note + trader->end;
  int draw = (int) fuzz_random_between (trader->random, 0, total - 1);

  if ((draw -= place) < 0)
    draw_place (trader, command);
  else if ((draw -= trader->modify) < 0)
    draw_modify (trader, command);
  else if ((draw -= trader->cancel) < 0)
    {
      bt_command_init (command, BT_COMMAND_CANCEL, trader->at);
      draw_id (trader, command);
    }
  else if ((draw -= trader->close) < 0)
    draw_close (trader, command);
  else if ((draw -= trader->close_all) < 0)
    {
      bt_command_init (command, BT_COMMAND_CLOSE_ALL, trader->at);
      command->scope = (BtCloseScope) fuzz_random_between (trader->random, 0, BT_CLOSE_LOSERS);
    }
  else if ((draw -= trader->money) < 0)
    draw_money (trader, command);
  else if ((draw -= trader->note) < 0)
    {
      gboolean is_fork = fuzz_random_chance (trader->random, 40);
      bt_command_init (command, is_fork ? BT_COMMAND_FORK : BT_COMMAND_NOTE, trader->at);
      if (is_fork)
        g_strlcpy (command->id, "line", sizeof command->id);
      else
        g_strlcpy (command->note, "why", sizeof command->note);
    }
  else
    bt_command_init (command, BT_COMMAND_END, trader->at);
}

void
fuzz_scenario_add_commands (FuzzScenario *self, FuzzRandom *random, gint64 volatility)
{
  FuzzTrader trader = draw_trader (self, random, volatility);
  int busy = (int) fuzz_random_between (random, 20, 70);

  trader.price = g_array_index (self->candles, BtCandle, 0).open_points;
  for (trader.at = -1; trader.at < (gint64) self->candles->len - 1; trader.at++)
    {
      if (trader.at >= 0)
        trader.price = g_array_index (self->candles, BtCandle, (guint) trader.at).close_points;
      while (fuzz_random_chance (random, trader.at < 0 ? 10 : busy))
        {
          BtCommand command;
          draw_command (&trader, &command);
          g_array_append_val (self->commands, command);
        }
    }
}
