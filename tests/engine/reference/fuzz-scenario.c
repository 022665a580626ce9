// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "fuzz-scenario.h"

#include <string.h>

#define LOWEST_PRICE 500
#define HIGHEST_PRICE 6000

guint64
fuzz_random_next (FuzzRandom *random)
{
  guint64 z = random->state += G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94D049BB133111EB);
  return z ^ (z >> 31);
}

gint64
fuzz_random_between (FuzzRandom *random, gint64 low, gint64 high)
{
  return low + (gint64) (fuzz_random_next (random) % (guint64) (high - low + 1));
}

gboolean
fuzz_random_chance (FuzzRandom *random, int percent)
{
  return fuzz_random_between (random, 0, 99) < percent;
}

/* A market in which a point of a lot is worth about a unit of the account's currency, or, in the
 * last ones, fractions of its smallest coin. */
typedef struct
{
  const char *symbol, *base, *quote, *currency;
  guint digits;
  gint64 contract;
  gint64 point_minor; /* of a lot, about */
  const char *pair_base, *pair_quote;
  guint pair_digits;
  gint64 pair_price;
} FuzzMarket;

static const FuzzMarket markets[] = {
  { "EURUSD", "EUR", "USD", "USD", 5, 100000, 100 },
  { "EURUSD", "EUR", "USD", "EUR", 5, 100000, 5000 },
  { "XAUUSD", "XAU", "USD", "USD", 2, 100, 100 },
  { "USDJPY", "USD", "JPY", "JPY", 3, 100000, 100 },
  { "USDJPY", "USD", "JPY", "USD", 3, 100000, 5000 },
  { "EURUSD", "EUR", "USD", "USD", 5, 300, 1 },
  { "EURUSD", "EUR", "USD", "EUR", 5, 7, 1 },
  { "EURJPY", "EUR", "JPY", "USD", 3, 100000, 65, "USD", "JPY", 3, 150000 },
  { "EURGBP", "EUR", "GBP", "USD", 5, 100000, 125, "GBP", "USD", 5, 125000 },
  { "EURGBP", "EUR", "GBP", "JPY", 5, 1000, 185, "GBP", "JPY", 2, 18500 },
};

static void
draw_account (FuzzScenario *self, FuzzRandom *random)
{
  static const int leverages[] = { 1, 2, 3, 5, 10, 20, 50, 100, 500 };
  const FuzzMarket *market
    = &markets[fuzz_random_between (random, 0, (gint64) G_N_ELEMENTS (markets) - 1)];
  BtSessionSettings *settings = &self->settings;
  BtInstrument instrument = { .digits = market->digits,
                              .contract_size = market->contract * 100000000,
                              .volume_min = BT_VOLUME (1000000),
                              .volume_max = BT_VOLUME (G_GINT64_CONSTANT (10000000000)),
                              .volume_step = BT_VOLUME (1000000) };

  self->pair_base = market->pair_base;
  self->pair_quote = market->pair_quote;
  self->pair_digits = market->pair_digits;
  self->pair_spread_points = fuzz_random_between (random, 0, market->pair_price / 100);
  if (fuzz_random_chance (random, 10))
    instrument.volume_min = BT_VOLUME (5000000);
  if (fuzz_random_chance (random, 10))
    instrument.volume_min = instrument.volume_step = BT_VOLUME (1);
  instrument.trades_weekends = fuzz_random_chance (random, 30);
  g_strlcpy (instrument.symbol, market->symbol, sizeof instrument.symbol);
  g_strlcpy (instrument.base, market->base, sizeof instrument.base);
  g_strlcpy (instrument.quote, market->quote, sizeof instrument.quote);
  bt_session_settings_init (settings, &instrument);
  g_strlcpy (settings->currency, market->currency, sizeof settings->currency);
  settings->leverage
    = leverages[fuzz_random_between (random, 0, (gint64) G_N_ELEMENTS (leverages) - 1)];
  settings->balance = BT_MONEY (market->point_minor * fuzz_random_between (random, 20, 2000) + 5);
  settings->mode = fuzz_random_chance (random, 40) ? BT_ACCOUNT_NETTING : BT_ACCOUNT_HEDGING;
  settings->hedged_margin
    = fuzz_random_chance (random, 25) ? BT_HEDGED_MARGIN_BOTH_SIDES : BT_HEDGED_MARGIN_LARGER_SIDE;
  if (fuzz_random_chance (random, 30))
    {
      settings->margin_call_percent = fuzz_random_between (random, 30, 200) * 100;
      settings->stop_out_percent
        = fuzz_random_between (random, 0, settings->margin_call_percent / 100) * 100;
    }
  settings->has_negative_balance_protection = fuzz_random_chance (random, 70);
}

static void
draw_costs (FuzzScenario *self, FuzzRandom *random)
{
  BtSessionSettings *settings = &self->settings;

  settings->spread_points
    = fuzz_random_chance (random, 30)
        ? 0
        : fuzz_random_between (random, 1, fuzz_random_chance (random, 20) ? 90 : 12);
  settings->slippage_points
    = fuzz_random_chance (random, 60) ? 0 : fuzz_random_between (random, 1, 9);
  settings->slippage_kind
    = fuzz_random_chance (random, 40) ? BT_SLIPPAGE_UNIFORM : BT_SLIPPAGE_FIXED;
  settings->seed = fuzz_random_between (random, -3, 1000);
  settings->commission_kind = BT_COMMISSION_NONE;
  if (fuzz_random_chance (random, 50))
    settings->commission_kind
      = (BtCommissionKind) fuzz_random_between (random, 1, BT_COMMISSION_NOTIONAL);
  settings->commission_amount = settings->commission_kind == BT_COMMISSION_NOTIONAL
                                  ? fuzz_random_between (random, 0, 100000)
                                  : fuzz_random_between (random, 0, 700);
  settings->commission_minimum
    = BT_MONEY (fuzz_random_chance (random, 20) ? fuzz_random_between (random, 1, 300) : 0);
  settings->has_swap = fuzz_random_chance (random, 50);
  settings->swap_long_points = fuzz_random_between (random, -900, 300);
  settings->swap_short_points = fuzz_random_between (random, -900, 300);
  settings->swap_triple_weekday = (gint32) fuzz_random_between (random, 0, 6);
  settings->policy = (BtPathPolicy) fuzz_random_between (random, 0, BT_PATH_OLHC);
  settings->market_fill
    = fuzz_random_chance (random, 30) ? BT_MARKET_FILL_NEXT_OPEN : BT_MARKET_FILL_KNOWN_QUOTE;
  settings->price_kind = fuzz_random_chance (random, 60)
                           ? BT_SIDE_KIND_BID
                           : (BtPriceKind) fuzz_random_between (random, 0, BT_SIDE_KIND_MID);
}

/* Evenings before days on which something happens at 17:00 New York. */
static gint64
draw_start (FuzzRandom *random)
{
  static const char *const evenings[]
    = { "2024-01-02T21:30:00Z", "2024-01-03T21:58:00Z", "2024-03-08T21:55:00Z",
        "2024-03-10T20:57:00Z", "2024-11-01T20:50:00Z", "2024-11-03T21:58:00Z",
        "2023-12-29T21:00:00Z", "2024-06-14T20:58:00Z" };
  gint64 start = 0;

  bt_time_parse (evenings[fuzz_random_between (random, 0, (gint64) G_N_ELEMENTS (evenings) - 1)],
                 &start, NULL);
  return start;
}

/* What a seed's candles are like. */
typedef struct
{
  gint64 volatility;
  int doji, gap, limit_move, jump, missing, column; /* percent */
  gint64 widest_spread;
} FuzzWeather;

static FuzzWeather
draw_weather (FuzzRandom *random)
{
  static const int volatilities[] = { 4, 15, 40, 90 };

  return (FuzzWeather){
    .volatility
    = volatilities[fuzz_random_between (random, 0, (gint64) G_N_ELEMENTS (volatilities) - 1)],
    .doji = fuzz_random_chance (random, 40) ? 25 : 0,
    .gap = fuzz_random_chance (random, 60) ? 20 : 0,
    .limit_move = fuzz_random_chance (random, 40) ? 20 : 0,
    .jump = fuzz_random_chance (random, 40) ? 12 : 0,
    .missing = fuzz_random_chance (random, 40) ? 30 : 0,
    .column = fuzz_random_chance (random, 40) ? 70 : 0,
    .widest_spread = fuzz_random_chance (random, 30) ? 60 : 12,
  };
}

static BtCandle
draw_candle (FuzzRandom *random, const FuzzWeather *weather, gint64 last)
{
  gint64 reach = weather->volatility;
  gint64 open = last, close;
  BtCandle candle = { .volume = 100000000, .spread_points = -1 };

  if (fuzz_random_chance (random, weather->gap))
    open += fuzz_random_between (random, -2 * reach, 2 * reach);
  else if (fuzz_random_chance (random, 30))
    open += fuzz_random_between (random, -2, 2);
  open = CLAMP (open, LOWEST_PRICE, HIGHEST_PRICE);
  close = CLAMP (open + fuzz_random_between (random, -reach, reach), LOWEST_PRICE, HIGHEST_PRICE);
  candle.high_points = MAX (open, close);
  candle.low_points = MIN (open, close);
  if (fuzz_random_chance (random, weather->doji))
    close = candle.high_points = candle.low_points = open;
  else if (!fuzz_random_chance (random, weather->limit_move))
    {
      candle.high_points += fuzz_random_between (random, 0, reach);
      candle.low_points -= fuzz_random_between (random, 0, reach);
    }
  candle.open_points = open;
  candle.close_points = close;
  if (fuzz_random_chance (random, weather->column))
    candle.spread_points = (gint32) fuzz_random_between (random, 0, weather->widest_spread);
  return candle;
}

static void
draw_candles (FuzzScenario *self, FuzzRandom *random, const FuzzWeather *weather)
{
  gint64 n_candles = fuzz_random_between (random, 4, fuzz_random_chance (random, 4) ? 250 : 40);
  gint64 time_usec = draw_start (random);
  gint64 price = fuzz_random_between (random, 900, 3000);

  for (gint64 i = 0; i < n_candles; i++)
    {
      BtCandle candle = draw_candle (random, weather, price);

      candle.time_usec = time_usec;
      g_array_append_val (self->candles, candle);
      price = candle.close_points;
      time_usec += BT_USEC_PER_MINUTE;
      if (fuzz_random_chance (random, weather->missing))
        time_usec += fuzz_random_between (random, 1, 30) * BT_USEC_PER_MINUTE;
      if (fuzz_random_chance (random, weather->jump))
        time_usec += fuzz_random_between (random, 1, 80) * BT_USEC_PER_HOUR;
    }
}

/* The pair has a candle before the first one, and then moves by up to a hundredth, now and then. */
static void
draw_pair (FuzzScenario *self, FuzzRandom *random)
{
  gint64 price = 0;

  for (guint i = 0; i < G_N_ELEMENTS (markets); i++)
    if (self->pair_base != NULL && markets[i].pair_base == self->pair_base
        && markets[i].pair_quote == self->pair_quote)
      price = markets[i].pair_price;
  for (guint i = 0; self->pair_base != NULL && i < self->candles->len; i++)
    {
      BtCandle candle = g_array_index (self->candles, BtCandle, i);

      if (i > 0 && fuzz_random_chance (random, 30))
        continue;
      price += fuzz_random_between (random, -price / 100, price / 100);
      candle.time_usec -= i == 0 ? BT_USEC_PER_MINUTE : 0;
      candle.open_points = candle.high_points = candle.low_points = candle.close_points = price;
      candle.spread_points = -1;
      g_array_append_val (self->pair_candles, candle);
    }
}

FuzzScenario *
fuzz_scenario_new (guint64 seed)
{
  FuzzScenario *self = g_new0 (FuzzScenario, 1);
  FuzzRandom random = { .state = seed };
  FuzzWeather weather = draw_weather (&random);

  self->seed = seed;
  self->candles = g_array_new (FALSE, TRUE, sizeof (BtCandle));
  self->ticks = g_array_new (FALSE, TRUE, sizeof (BtMarketTick));
  self->commands = g_array_new (FALSE, TRUE, sizeof (BtCommand));
  self->pair_candles = g_array_new (FALSE, TRUE, sizeof (BtCandle));
  draw_account (self, &random);
  draw_costs (self, &random);
  draw_candles (self, &random, &weather);
  draw_pair (self, &random);
  fuzz_scenario_add_commands (self, &random, weather.volatility);
  fuzz_scenario_add_challenge (self, &random);
  fuzz_scenario_add_ticks (self, &random);
  return self;
}

FuzzScenario *
fuzz_scenario_copy (const FuzzScenario *self)
{
  FuzzScenario *copy = g_new (FuzzScenario, 1);

  *copy = *self;
  copy->candles = g_array_copy (self->candles);
  copy->ticks = g_array_copy (self->ticks);
  copy->pair_candles = g_array_copy (self->pair_candles);
  copy->commands = g_array_copy (self->commands);
  return copy;
}

void
fuzz_scenario_free (FuzzScenario *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->candles);
  g_array_unref (self->ticks);
  g_array_unref (self->pair_candles);
  g_array_unref (self->commands);
  g_free (self);
}

static BtSeries *
build_series (const GArray *candles, BtPriceKind kind)
{
  g_autoptr (BtSeriesBuilder) builder = bt_series_builder_new (BT_TIMEFRAME_M1, kind, TRUE);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < candles->len; i++)
    {
      bt_series_builder_add (builder, &g_array_index (candles, BtCandle, i), &error);
      g_assert_no_error (error);
    }
  return bt_series_builder_finish (builder);
}

BtSeries *
fuzz_scenario_build_series (const FuzzScenario *self)
{
  return build_series (self->candles, self->settings.price_kind);
}

BtSeries *
fuzz_scenario_build_pair (const FuzzScenario *self)
{
  return build_series (self->pair_candles, BT_SIDE_KIND_BID);
}

void
fuzz_scenario_remove_candle (FuzzScenario *self, guint index)
{
  gint64 time_usec = g_array_index (self->candles, BtCandle, index).time_usec;

  for (guint i = self->ticks->len; i > 0; i--)
    if (g_array_index (self->ticks, BtMarketTick, i - 1).time_usec / BT_USEC_PER_MINUTE
        == time_usec / BT_USEC_PER_MINUTE)
      g_array_remove_index (self->ticks, i - 1);
  g_array_remove_index (self->candles, index);
  for (guint i = 0; i < self->commands->len; i++)
    {
      BtCommand *command = &g_array_index (self->commands, BtCommand, i);
      if (command->after_bar >= (gint64) index)
        command->after_bar--;
    }
}

static void
mirror_price (gint64 *points, gint64 axis_points)
{
  if (*points != BT_PRICE_NONE)
    *points = axis_points - *points;
}

void
fuzz_scenario_mirror (FuzzScenario *self, gint64 axis_points)
{
  BtSessionSettings *settings = &self->settings;
  gint64 swap_long = settings->swap_long_points;

  settings->price_kind
    = settings->price_kind == BT_SIDE_KIND_BID ? BT_SIDE_KIND_ASK : BT_SIDE_KIND_BID;
  settings->swap_long_points = settings->swap_short_points;
  settings->swap_short_points = swap_long;
  settings->policy = settings->policy == BT_PATH_OHLC ? BT_PATH_OLHC : BT_PATH_OHLC;
  for (guint i = 0; i < self->candles->len; i++)
    {
      BtCandle *candle = &g_array_index (self->candles, BtCandle, i);
      gint64 high = candle->high_points;

      mirror_price (&candle->open_points, axis_points);
      mirror_price (&candle->close_points, axis_points);
      candle->high_points = axis_points - candle->low_points;
      candle->low_points = axis_points - high;
    }
  for (guint i = 0; i < self->ticks->len; i++)
    {
      BtMarketTick *tick = &g_array_index (self->ticks, BtMarketTick, i);
      gint64 bid = tick->bid_points;

      tick->bid_points = axis_points - tick->ask_points;
      tick->ask_points = axis_points - bid;
    }
  for (guint i = 0; i < self->commands->len; i++)
    {
      BtCommand *command = &g_array_index (self->commands, BtCommand, i);

      command->direction
        = command->direction == BT_DIRECTION_BUY ? BT_DIRECTION_SELL : BT_DIRECTION_BUY;
      mirror_price (&command->price_points, axis_points);
      mirror_price (&command->limit_points, axis_points);
      mirror_price (&command->stop_loss_points, axis_points);
      mirror_price (&command->take_profit_points, axis_points);
    }
}
