// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "fuzz-game.h"

/* So that the limits of the engine and of the reference are never reached. */
#define MOST_ORDERS 30

gboolean
fuzz_game_chance (FuzzGame *game, int percent)
{
  return g_rand_int_range (game->rand, 0, 100) < percent;
}

gint64
fuzz_game_between (FuzzGame *game, gint64 low, gint64 high)
{
  return low + g_rand_int_range (game->rand, 0, (gint32) (high - low + 1));
}

/* ---- The market ---- */

static gint64
next_time (FuzzGame *game, gint64 time)
{
  if (game->has_day_jumps && fuzz_game_chance (game, 5))
    return time + fuzz_game_between (game, 1, 5 * 24 * 60) * BT_USEC_PER_MINUTE;
  return time
         + (fuzz_game_chance (game, 10) ? fuzz_game_between (game, 2, 90) : 1) * BT_USEC_PER_MINUTE;
}

static BtCandle
next_candle (FuzzGame *game, gint64 time, gint64 last_close)
{
  gint64 jump = fuzz_game_chance (game, 20) ? fuzz_game_between (game, -8, 8) : 0;
  if (game->has_gaps && fuzz_game_chance (game, 6))
    jump = fuzz_game_between (game, -90, 90);
  if (game->has_limit_moves && fuzz_game_chance (game, 3))
    jump = fuzz_game_between (game, -900, 900);
  gint64 range = fuzz_game_chance (game, 10) ? 0 : fuzz_game_between (game, 0, 40);
  BtCandle candle = { .time_usec = time, .spread_points = -1 };
  candle.open_points = MAX (last_close + jump, 2000);
  candle.low_points = candle.open_points - fuzz_game_between (game, 0, range);
  candle.high_points = candle.open_points + fuzz_game_between (game, 0, range);
  candle.close_points = fuzz_game_between (game, candle.low_points, candle.high_points);
  if (fuzz_game_chance (game, 15))
    candle.close_points = candle.open_points;
  if (game->has_column)
    candle.spread_points
      = fuzz_game_chance (game, 10)
          ? -1
          : (gint32) fuzz_game_between (game, 0, fuzz_game_chance (game, 10) ? 60 : 8);
  return candle;
}

static void
make_market (FuzzGame *game)
{
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, game->settings.price_kind, game->has_column);
  /* Near a rollover, and around the change to summer time: Thursday 2024-03-07, 21:30 UTC. */
  gint64 time = G_GINT64_CONSTANT (1709847000) * BT_USEC_PER_SECOND;
  gint64 close = fuzz_game_between (game, 10000, 160000);
  for (int i = 0; i < FUZZ_CANDLES; i++)
    {
      BtCandle candle = next_candle (game, time, close);
      g_autoptr (GError) error = NULL;
      bt_series_builder_add (builder, &candle, &error);
      g_assert_no_error (error);
      close = candle.close_points;
      time = next_time (game, time);
    }
  game->series = bt_series_builder_finish (builder);
}

static void
make_pair (FuzzGame *game)
{
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, FALSE);
  gint64 time = bt_series_get_candle (game->series, 0).time_usec - BT_USEC_PER_MINUTE;
  gint64 price = fuzz_game_between (game, 60000, 140000);
  for (int i = 0; i < FUZZ_CANDLES * 2; i++)
    {
      BtCandle candle = { .time_usec = time,
                          .open_points = price,
                          .high_points = price,
                          .low_points = price,
                          .close_points = price,
                          .spread_points = -1 };
      g_assert_true (bt_series_builder_add (builder, &candle, NULL));
      price += fuzz_game_between (game, -40, 40);
      time += fuzz_game_between (game, 1, 3) * BT_USEC_PER_MINUTE;
    }
  game->pair = bt_series_builder_finish (builder);
}

static void
choose_costs (FuzzGame *game)
{
  BtSessionSettings *s = &game->settings;
  s->spread_points = fuzz_game_chance (game, 30)
                       ? 0
                       : fuzz_game_between (game, 1, fuzz_game_chance (game, 20) ? 60 : 12);
  s->slippage_points = fuzz_game_chance (game, 50) ? 0 : fuzz_game_between (game, 1, 6);
  s->slippage_kind = fuzz_game_chance (game, 50) ? BT_SLIPPAGE_FIXED : BT_SLIPPAGE_UNIFORM;
  s->commission_kind
    = (BtCommissionKind) fuzz_game_between (game, BT_COMMISSION_NONE, BT_COMMISSION_NOTIONAL);
  s->commission_amount
    = fuzz_game_between (game, 0, s->commission_kind == BT_COMMISSION_NOTIONAL ? 5000 : 700);
  s->commission_minimum
    = BT_MONEY (fuzz_game_chance (game, 70) ? 0 : fuzz_game_between (game, 1, 300));
  s->has_swap = fuzz_game_chance (game, 50);
  s->swap_long_points = fuzz_game_between (game, -900, 300);
  s->swap_short_points = fuzz_game_between (game, -300, 900);
  s->swap_triple_weekday = (gint32) fuzz_game_between (game, 0, 6);
}

static void
choose_currency (FuzzGame *game)
{
  BtSessionSettings *s = &game->settings;
  int kind = (int) fuzz_game_between (game, 0, 9);
  if (kind < 6)
    return;
  if (kind < 8)
    {
      g_strlcpy (s->currency, s->instrument.base, sizeof s->currency);
      return;
    }
  gboolean is_yen = kind == 9;
  g_strlcpy (s->currency, is_yen ? "JPY" : "CHF", sizeof s->currency);
  make_pair (game);
  game->pair_base = is_yen ? s->instrument.quote : s->currency;
  game->pair_quote = is_yen ? s->currency : s->instrument.quote;
}

static void
choose_settings (FuzzGame *game)
{
  BtSessionSettings *s = &game->settings;
  bt_session_settings_init (s, bt_instrument_find_builtin ("EURUSD"));
  s->instrument.trades_weekends = fuzz_game_chance (game, 20);
  s->price_kind = (BtPriceKind) (fuzz_game_chance (game, 60) ? BT_SIDE_KIND_BID
                                                             : fuzz_game_between (game, 0, 2));
  s->balance = BT_MONEY (fuzz_game_between (game, 20000, 2000000));
  s->leverage = (gint32) fuzz_game_between (game, 1, fuzz_game_chance (game, 50) ? 1000 : 50);
  s->mode = fuzz_game_chance (game, 35) ? BT_ACCOUNT_NETTING : BT_ACCOUNT_HEDGING;
  s->hedged_margin
    = fuzz_game_chance (game, 50) ? BT_HEDGED_MARGIN_LARGER_SIDE : BT_HEDGED_MARGIN_BOTH_SIDES;
  s->margin_call_percent = fuzz_game_between (game, 0, 20000);
  s->stop_out_percent = fuzz_game_between (game, 0, s->margin_call_percent);
  s->has_negative_balance_protection = fuzz_game_chance (game, 70);
  s->policy = (BtPathPolicy) fuzz_game_between (game, BT_PATH_ADAPTIVE, BT_PATH_OLHC);
  s->market_fill
    = fuzz_game_chance (game, 25) ? BT_MARKET_FILL_NEXT_OPEN : BT_MARKET_FILL_KNOWN_QUOTE;
  s->seed = (gint64) game->seed;
  choose_costs (game);
}

void
fuzz_game_init (FuzzGame *game, guint32 seed)
{
  *game = (FuzzGame){ .rand = g_rand_new_with_seed (seed), .seed = seed };
  choose_settings (game);
  game->has_column = fuzz_game_chance (game, 40);
  game->has_trailing = fuzz_game_chance (game, 50);
  game->has_stop_limit = fuzz_game_chance (game, 50);
  game->has_groups = fuzz_game_chance (game, 40);
  game->has_expiry = fuzz_game_chance (game, 40);
  game->has_gaps = fuzz_game_chance (game, 50);
  game->has_limit_moves = fuzz_game_chance (game, 25);
  game->has_reduce_only = fuzz_game_chance (game, 30);
  game->has_day_jumps = fuzz_game_chance (game, 40);
  game->is_reckless = fuzz_game_chance (game, 25);
  if (game->is_reckless)
    game->settings.leverage = (gint32) fuzz_game_between (game, 400, 1000);
  make_market (game);
  choose_currency (game);
  /* Volumes that use about a tenth of the account each, now and then far more. */
  gint64 price = bt_series_get_candle (game->series, 0).close_points;
  game->volume_scale = MAX (
    game->settings.balance.minor / 100 * game->settings.leverage / MAX (price / 100, 1) / 10, 1);
  game->volume_scale
    = MIN (game->volume_scale * (game->is_reckless ? 7 : 1), game->is_reckless ? 9000 : 900);
}

void
fuzz_game_clear (FuzzGame *game)
{
  g_rand_free (game->rand);
  bt_series_unref (game->series);
  g_clear_pointer (&game->pair, bt_series_unref);
}

/* ---- Commands ---- */

static gint64
some_volume (FuzzGame *game)
{
  if (fuzz_game_chance (game, 3))
    return fuzz_game_between (game, -1, 3) * 500000;
  gint64 hundredths
    = fuzz_game_between (game, 1, game->volume_scale * (fuzz_game_chance (game, 10) ? 10 : 1));
  return hundredths * (BT_VOLUME_UNITS_PER_LOT / 100);
}

static gint64
some_price (FuzzGame *game, BtQuote quote, int reach)
{
  gint64 around = quote.is_valid
                    ? (fuzz_game_chance (game, 50) ? quote.bid_points : quote.ask_points)
                    : bt_series_get_candle (game->series, 0).open_points;
  return around + fuzz_game_between (game, -reach, reach);
}

static void
some_id (FuzzGame *game, BtCommand *command)
{
  int id = game->next_id > 0
             ? (int) fuzz_game_between (game, MAX (game->next_id - 12, 0), game->next_id - 1)
             : 0;
  g_snprintf (command->id, sizeof command->id, "o%d", id);
}

static void
some_expiry (FuzzGame *game, BtCommand *command, gint64 clock)
{
  command->time_in_force
    = (BtTimeInForce) fuzz_game_between (game, BT_TIME_IN_FORCE_GTC, BT_TIME_IN_FORCE_UNTIL);
  if (command->time_in_force == BT_TIME_IN_FORCE_UNTIL)
    command->expiry_usec
      = clock
        + (fuzz_game_chance (game, 5) ? 0 : fuzz_game_between (game, 1, 40)) * BT_USEC_PER_MINUTE;
}

static void
make_place (FuzzGame *game, BtCommand *command, BtQuote quote, gint64 clock)
{
  g_snprintf (command->id, sizeof command->id, "o%d",
              fuzz_game_chance (game, 2) ? game->next_id - 1 : game->next_id++);
  command->direction = fuzz_game_chance (game, 50) ? BT_DIRECTION_BUY : BT_DIRECTION_SELL;
  gint64 sign = command->direction == BT_DIRECTION_BUY ? 1 : -1;
  command->type = (BtOrderType) fuzz_game_between (
    game, BT_ORDER_MARKET, game->has_stop_limit ? BT_ORDER_STOP_LIMIT : BT_ORDER_STOP);
  command->volume = BT_VOLUME (some_volume (game));
  gint64 base = some_price (game, quote, 4);
  if (command->type == BT_ORDER_LIMIT)
    base -= sign * fuzz_game_between (game, -5, 50);
  if (command->type == BT_ORDER_STOP || command->type == BT_ORDER_STOP_LIMIT)
    base += sign * fuzz_game_between (game, 5, 60);
  if (command->type != BT_ORDER_MARKET)
    command->price_points = base;
  if (command->type == BT_ORDER_STOP_LIMIT)
    base = command->limit_points = base + fuzz_game_between (game, -20, 20);
  if (fuzz_game_chance (game, 50))
    command->stop_loss_points = base - sign * fuzz_game_between (game, 3, 70);
  if (fuzz_game_chance (game, 50))
    command->take_profit_points = base + sign * fuzz_game_between (game, 3, 70);
  if (game->has_trailing && fuzz_game_chance (game, 40))
    {
      command->trail_points = fuzz_game_between (game, 1, 50);
      command->trail_step_points = fuzz_game_between (game, 0, 9);
    }
  if (game->has_groups && fuzz_game_chance (game, 40))
    g_snprintf (command->oco, sizeof command->oco, "g%d", (int) fuzz_game_between (game, 0, 2));
  if (game->has_expiry && fuzz_game_chance (game, 40))
    some_expiry (game, command, clock);
  command->is_reduce_only = game->has_reduce_only && fuzz_game_chance (game, 25);
}

static void
make_modify (FuzzGame *game, BtCommand *command, BtQuote quote, gint64 clock)
{
  some_id (game, command);
  if (fuzz_game_chance (game, 15))
    {
      command->modify_mask = BT_MODIFY_BREAK_EVEN;
      return;
    }
  if (fuzz_game_chance (game, 60))
    {
      command->modify_mask |= BT_MODIFY_STOP_LOSS;
      command->stop_loss_points
        = fuzz_game_chance (game, 15) ? BT_PRICE_NONE : some_price (game, quote, 60);
    }
  if (fuzz_game_chance (game, 50))
    {
      command->modify_mask |= BT_MODIFY_TAKE_PROFIT;
      command->take_profit_points
        = fuzz_game_chance (game, 15) ? BT_PRICE_NONE : some_price (game, quote, 60);
    }
  if (game->has_trailing && fuzz_game_chance (game, 30))
    {
      command->modify_mask |= BT_MODIFY_TRAIL;
      command->trail_points = fuzz_game_between (game, 0, 50);
      command->trail_step_points = fuzz_game_between (game, 0, 9);
    }
  if (fuzz_game_chance (game, 20))
    {
      command->modify_mask |= BT_MODIFY_PRICE;
      command->price_points = some_price (game, quote, 60);
    }
  if (game->has_stop_limit && fuzz_game_chance (game, 10))
    {
      command->modify_mask |= BT_MODIFY_LIMIT;
      command->limit_points = some_price (game, quote, 60);
    }
  if (fuzz_game_chance (game, 8))
    {
      command->modify_mask |= BT_MODIFY_VOLUME;
      command->volume = BT_VOLUME (some_volume (game));
    }
  if (game->has_expiry && fuzz_game_chance (game, 10))
    {
      command->modify_mask |= BT_MODIFY_EXPIRY;
      some_expiry (game, command, clock);
    }
}

BtCommand
fuzz_game_make_command (FuzzGame *game, const BtEngine *engine)
{
  BtCommand command;
  BtQuote quote = bt_engine_get_quote (engine);
  gint64 clock = bt_engine_get_clock (engine);
  int dice = (int) fuzz_game_between (game, 0, 99);
  gsize orders;
  (void) bt_engine_get_orders (engine, &orders);
  bt_command_init (&command, BT_COMMAND_NOTE, bt_engine_get_bar (engine));
  if (dice < 55 && orders < MOST_ORDERS)
    {
      command.kind = BT_COMMAND_PLACE;
      make_place (game, &command, quote, clock);
    }
  else if (dice < 75)
    {
      command.kind = BT_COMMAND_MODIFY;
      make_modify (game, &command, quote, clock);
    }
  else if (dice < 82)
    {
      command.kind = BT_COMMAND_CANCEL;
      some_id (game, &command);
    }
  else if (dice < 90)
    {
      command.kind = BT_COMMAND_CLOSE;
      some_id (game, &command);
      command.volume = BT_VOLUME (fuzz_game_chance (game, 50) ? 0 : some_volume (game));
    }
  else if (dice < 93 || orders >= MOST_ORDERS)
    {
      command.kind = BT_COMMAND_CLOSE_ALL;
      command.scope = (BtCloseScope) fuzz_game_between (game, BT_CLOSE_EVERY, BT_CLOSE_LOSERS);
    }
  else if (dice < 98)
    {
      command.kind = fuzz_game_chance (game, 60) ? BT_COMMAND_DEPOSIT : BT_COMMAND_WITHDRAW;
      command.amount = BT_MONEY (fuzz_game_between (game, -10, 100000));
    }
  else if (dice == 98 && fuzz_game_chance (game, 10))
    command.kind = BT_COMMAND_END;
  else
    g_strlcpy (command.note, "thought", sizeof command.note);
  return command;
}
