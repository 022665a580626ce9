// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Paths made of ticks, worked out by hand (execution model, section 4). */
#include "config.h"

#include "engine-script.h"

#include <string.h>

#define START "bar 1.10000 1.10000 1.10000 1.10000\n"
/* A candle that reaches both ways, whose ticks go up to 1.10080 and then down to 1.09910. */
#define BOTH_WAYS                                                                                  \
  "bar 1.10000 1.10100 1.09900 1.10000\n"                                                          \
  "tick 0 1.10010 1.10020\n"                                                                       \
  "tick 7 1.10080 1.10090\n"                                                                       \
  "tick 7 1.09950 1.09960\n"                                                                       \
  "tick 30 1.09910 1.09940\n"                                                                      \
  "tick 59 1.10000 1.10008\n"

static const EngineVector vectors[] = {
  /* The level lies between two ticks: the quote of the one past it counts. */
  { "stop-fills-at-its-tick", SHOW_FILLS,
    "set spread 10\n" START "place a market buy 1.00 sl 1.09940\n" BOTH_WAYS,
    "fill a market known_quote buy 1.00 1.10010\n"
    "fill a stop_loss open sell 1.00 1.09910 tick 4\n" },
  { "target-fills-at-its-tick", SHOW_FILLS,
    "set spread 10\n" START "place a market buy 1.00 tp 1.10030\n" BOTH_WAYS,
    "fill a market known_quote buy 1.00 1.10010\n"
    "fill a take_profit open sell 1.00 1.10080 tick 2\n" },
  /* The candle's low is past the stop, but no tick is. */
  { "ticks-are-the-path", SHOW_FILLS,
    "set spread 10\n" START "place a market buy 1.00 sl 1.09905\n" BOTH_WAYS,
    "fill a market known_quote buy 1.00 1.10010\n" },
  /* Whatever the policy, the order of the ticks is known and nothing is ambiguous. */
  { "pessimistic-has-no-choice", SHOW_FILLS,
    "set spread 10 policy pessimistic\n" START
    "place a market buy 1.00 sl 1.09950 tp 1.10050\n" BOTH_WAYS,
    "fill a market known_quote buy 1.00 1.10010\n"
    "fill a take_profit open sell 1.00 1.10080 tick 2\n" },
  { "optimistic-has-no-choice", SHOW_FILLS,
    "set spread 10 policy optimistic\n" START
    "place a market sell 1.00 sl 1.10070 tp 1.09990\n" BOTH_WAYS,
    "fill a market known_quote sell 1.00 1.10000\n"
    "fill a stop_loss open buy 1.00 1.10090 tick 2\n" },
  /* Bid and ask are the tick's own: the ask of the fourth is 30 points above its bid. */
  { "spread-of-the-tick", SHOW_FILLS | SHOW_COSTS,
    "set spread 10\n" START "place a limit buy 1.00 price 1.09940\n" BOTH_WAYS,
    "fill a limit open buy 1.00 1.09940 tick 4 commission 0 spread 3000 slippage 0\n" },
  { "market-order-waits-for-the-first-tick", SHOW_FILLS,
    "set spread 10 fill next_open\n" START "place a market buy 1.00\n" BOTH_WAYS,
    "fill a market open buy 1.00 1.10020 tick 1\n" },
  /* The last tick is the known quote: an ask of 1.10008, not of 1.10010. */
  { "known-quote-is-the-last-tick", SHOW_FILLS,
    "set spread 10\n" START BOTH_WAYS "place a market buy 1.00\n",
    "fill a market known_quote buy 1.00 1.10008\n" },
  /* 1.09950 is past the stop at the third tick, 40 points below the peak less the distance. */
  { "trailing-follows-each-tick", SHOW_FILLS,
    START "place a market buy 1.00\nmodify a trail 100\n" BOTH_WAYS,
    "fill a market known_quote buy 1.00 1.10000\n"
    "fill a trailing_stop open sell 1.00 1.09950 tick 3\n" },
  /* The ask of the tick that fills the entry is past the entry's stop. */
  { "entry-and-exit-at-one-tick", SHOW_FILLS,
    START "place a stop sell 1.00 price 1.09970 sl 1.09975\n"
          "bar 1.10000 1.10000 1.09900 1.09900\ntick 5 1.09950 1.09980\n",
    "fill a stop open sell 1.00 1.09950 tick 1\n"
    "fill a stop_loss open buy 1.00 1.09980 tick 1\n" },
  { "stop-limit-at-ticks", SHOW_FILLS,
    START "place a stop_limit buy 1.00 price 1.10050 limit 1.09955\n" BOTH_WAYS,
    "fill a stop_limit open buy 1.00 1.09940 tick 4\n" },
  /* 9 lots at 1:100 use 9,900.00: half of it is left when 5,050.00 are lost, at 1.09438. */
  { "liquidation-at-a-tick", SHOW_FILLS,
    START "place a market buy 9.00\n"
          "bar 1.10000 1.10000 1.09000 1.09000\ntick 0 1.10000 1.10000\ntick 1 1.09439 1.09439\n"
          "tick 2 1.09400 1.09400\ntick 3 1.09000 1.09000\n",
    "fill a market known_quote buy 9.00 1.10000\n"
    "fill a liquidation open sell 9.00 1.09400 tick 3\n" },
  { "candles-without-ticks-have-legs", SHOW_FILLS,
    "set spread 10\n" START BOTH_WAYS
    "place a market buy 1.00 sl 1.09950\nbar 1.10000 1.10100 1.09900 1.10000\n",
    "fill a market known_quote buy 1.00 1.10008\n"
    "fill a stop_loss leg1 sell 1.00 1.09950\n" },
  { "excursions-of-ticks", SHOW_POSITIONS,
    "set spread 10\n" START "place a market buy 1.00\n" BOTH_WAYS,
    "position a buy OPEN 1.00 left 1.00 entry 1.10010 pnl 0 float -1000 commission 0 swap 0 margin "
    "110010 mae -10000 mfe 7000\n" },
  { "challenge-breaks-at-a-tick", SHOW_CHALLENGE,
    "challenge daily 5000\n" START "place a market buy 1.00\n" BOTH_WAYS,
    "broken daily_loss open bid 1.09910 limit 5000 value 9000 excess 4000\n"
    "challenge failed days 1 profit 0 day 0 best 0\n"
    "  daily_loss broken 9000 of 5000 used 18000 level 995000\n" },
};

static BtEngine *
make_engine (BtSeries **series)
{
  BtSessionSettings settings;
  BtHash hash = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, FALSE);
  BtCandle candle = { .open_points = 100,
                      .high_points = 100,
                      .low_points = 100,
                      .close_points = 100,
                      .spread_points = -1 };
  for (gint64 minute = 0; minute < 5; minute += 2)
    {
      candle.time_usec = minute * BT_USEC_PER_MINUTE;
      g_assert_true (bt_series_builder_add (builder, &candle, &error));
    }
  *series = bt_series_builder_finish (builder);
  bt_session_settings_init (&settings, bt_instrument_find_builtin ("EURUSD"));
  BtEngine *engine = bt_engine_new (&settings, *series, &hash, &error);
  g_assert_no_error (error);
  return engine;
}

/* Before all candles, in the gap between two, and after all. */
static void
test_ticks_outside_candles (void)
{
  const gint64 outside[]
    = { -1, BT_USEC_PER_MINUTE, 2 * BT_USEC_PER_MINUTE - 1, 5 * BT_USEC_PER_MINUTE };
  for (gsize i = 0; i < G_N_ELEMENTS (outside); i++)
    {
      g_autoptr (BtSeries) series = NULL;
      g_autoptr (BtEngine) engine = make_engine (&series);
      g_autoptr (GError) error = NULL;
      BtMarketTick tick = { .time_usec = outside[i], .bid_points = 100, .ask_points = 101 };
      g_autoptr (BtTickSeries) ticks = bt_tick_series_new (&tick, 1, &error);
      g_assert_no_error (error);
      g_assert_false (bt_engine_set_ticks (engine, ticks, &error));
      g_assert_error (error, BT_ENGINE_ERROR, BT_ENGINE_ERROR_SETTINGS);
      g_assert_nonnull (strstr (error->message, "Tick 0"));
    }
}

static void
test_ticks_come_once_and_first (void)
{
  g_autoptr (BtSeries) series = NULL;
  g_autoptr (BtEngine) engine = make_engine (&series);
  g_autoptr (GError) error = NULL;
  BtMarketTick tick = { .time_usec = BT_USEC_PER_SECOND, .bid_points = 100, .ask_points = 101 };
  g_autoptr (BtTickSeries) ticks = bt_tick_series_new (&tick, 1, &error);
  BtAdvanceResult result;

  g_assert_true (bt_engine_set_ticks (engine, ticks, &error));
  g_assert_false (bt_engine_set_ticks (engine, ticks, &error));
  g_assert_error (error, BT_ENGINE_ERROR, BT_ENGINE_ERROR_SETTINGS);
  g_clear_error (&error);

  g_autoptr (BtSeries) other_series = NULL;
  g_autoptr (BtEngine) other = make_engine (&other_series);
  g_assert_true (bt_engine_advance (other, 0, FALSE, &result, &error));
  g_assert_false (bt_engine_set_ticks (other, ticks, &error));
  g_assert_error (error, BT_ENGINE_ERROR, BT_ENGINE_ERROR_SETTINGS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  engine_script_add_vectors ("ticks", vectors, G_N_ELEMENTS (vectors));
  g_test_add_func ("/engine/ticks/outside-candles", test_ticks_outside_candles);
  g_test_add_func ("/engine/ticks/once-and-first", test_ticks_come_once_and_first);
  return g_test_run ();
}
