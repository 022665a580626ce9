// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Tables of quotes and trades, the candles that they become, and the ticks themselves. */
#include "config.h"

#include "feed-fixture.h"
#include "feed/bt-tick-bars.h"

#include "test-folder.h"

#include <string.h>

/* Checks that a text of five ticks in two minutes becomes these two candles. */
static void
assert_ticks (const char *name, const char *text, const char *dialect, const char *time)
{
  BtFeedOptions options;

  bt_feed_options_init (&options);
  g_autoptr (FeedResult) result = feed_fixture_read (name, text, strlen (text), &options);
  g_test_message ("%s", text);
  g_assert_no_error (result->error);
  g_assert_cmpstr (result->report->dialect, ==, dialect);
  g_assert_cmpstr (result->report->symbol, ==, "EURUSD");
  g_assert_cmpint (result->report->timeframe, ==, BT_TIMEFRAME_M1);
  g_assert_cmpint (result->report->rows, ==, 5);
  g_assert_cmpint (result->report->duplicates, ==, 1);
  g_assert_cmpint (result->report->stored, ==, 2);
  g_assert_cmpint (result->candles->len, ==, 2);
  feed_fixture_assert_candle (result, 0, time, 112120, 112130, 112100, 112130);
  g_assert_cmpint (g_array_index (result->candles, BtCandle, 1).close_points, ==, 112150);
}

static void
test_quotes (void)
{
  assert_ticks ("DAT_ASCII_EURUSD_T_202001.csv",
                "20200101 170000065,1.121200,1.121300,0\n20200101 170010447,1.121000,1.121300,0\n"
                "20200101 170010447,1.121300,1.121400,0\n20200101 170100001,1.121400,1.121500,0\n"
                "20200101 170159999,1.121500,1.121600,0\n",
                "histdata", "2020-01-01T22:00:00Z");
  assert_ticks ("ticks.csv",
                "EUR/USD,20200101 17:00:00.065,1.12120,1.12130\nEUR/USD,20200101 "
                "17:00:10.447,1.12100,1.12130\nEUR/USD,20200101 17:00:10.447,1.12130,1.12140\n"
                "EUR/USD,20200101 17:01:00.001,1.12140,1.12150\nEUR/USD,20200101 "
                "17:01:59.999,1.12150,1.12160\n",
                "truefx", "2020-01-01T17:00:00Z");
  assert_ticks ("EURUSD_ticks.csv",
                "Gmt time,Ask,Bid,AskVolume,BidVolume\n"
                "01.01.2020 17:00:00.065,1.12130,1.12120,1,2\n01.01.2020 "
                "17:00:10.447,1.12130,1.12100,1,2\n01.01.2020 17:00:10.447,1.12140,1.12130,1,2\n"
                "01.01.2020 17:01:00.001,1.12150,1.12140,1,2\n01.01.2020 "
                "17:01:59.999,1.12160,1.12150,1,2\n",
                "dukascopy", "2020-01-01T17:00:00Z");
  assert_ticks ("EURUSD.json",
                "[{\"timestamp\":1577898000065,\"askPrice\":1.1213,\"bidPrice\":1.1212},"
                "{\"timestamp\":1577898010447,\"askPrice\":1.1213,\"bidPrice\":1.121},"
                "{\"timestamp\":1577898010447,\"askPrice\":1.1214,\"bidPrice\":1.1213},"
                "{\"timestamp\":1577898060001,\"askPrice\":1.1215,\"bidPrice\":1.1214},"
                "{\"timestamp\":1577898119999,\"askPrice\":1.1216,\"bidPrice\":1.1215}]",
                "json", "2020-01-01T17:00:00Z");
}

/* Last price first, and decimals of the second after a blank. */
static void
test_ninjatrader (void)
{
  g_autoptr (FeedResult) result = feed_fixture_read_text (
    "EURUSD.Last.txt", "20240115 100000 1230000;1.10003;1.10001;1.10004;3\n"
                       "20240115 100001 4560000;1.10006;1.10005;1.10007;2\n"
                       "20240115 100107 7890000;1.10000;1.10000;1.10002;1\n");

  g_assert_true (result->report->are_ticks);
  g_assert_cmpint (result->candles->len, ==, 2);
  g_assert_cmpint (g_array_index (result->candles, BtCandle, 0).open_points, ==, 110001);
  g_assert_cmpint (g_array_index (result->candles, BtCandle, 0).close_points, ==, 110005);
  g_assert_cmpint (g_array_index (result->candles, BtCandle, 0).volume, ==, 500000000);
}

/* MetaTrader leaves out the side that did not change. */
static void
test_metatrader (void)
{
  g_autoptr (FeedResult) result = feed_fixture_read_text (
    "EURUSD_2020.csv", "<DATE>\t<TIME>\t<BID>\t<ASK>\t<LAST>\t<VOLUME>\t<FLAGS>\n"
                       "2020.01.02\t10:00:00.100\t1.12000\t1.12010\t\t\t6\n"
                       "2020.01.02\t10:00:01.200\t1.11990\t\t\t\t2\n"
                       "2020.01.02\t10:00:02.300\t\t1.12030\t\t\t4\n"
                       "2020.01.02\t10:00:03.300\t1.12050\t1.12030\t\t\t6\n");

  g_assert_cmpstr (result->report->dialect, ==, "mt5");
  g_assert_cmpint (result->report->rows, ==, 4);
  g_assert_cmpint (result->report->bad_rows_total, ==, 1);
  g_assert_cmpint (result->report->inverted, ==, 1);
  const BtBadRow *bad = g_ptr_array_index (result->report->bad_rows, 0);
  g_assert_cmpstr (bad->reason, ==, "the ask 1.12030 is below the bid");
  g_assert_cmpint (result->candles->len, ==, 1);
  const BtCandle *candle = &g_array_index (result->candles, BtCandle, 0);
  g_assert_cmpint (candle->low_points, ==, 111990);
  g_assert_cmpint (candle->close_points, ==, 111990);
  /* 10, 20 and 40 points. */
  g_assert_cmpint (candle->spread_points, ==, 23);
}

static void
test_trades (void)
{
  g_autoptr (FeedResult) kraken = feed_fixture_read_text (
    "BCHEUR.csv", "1672531436,90.54,1.1\n1672531439,90.45,1\n1672531647,90.36,0.28\n"
                  "1672533909,90.00,0.05\n1672533909,90.10,0.05\n");
  g_assert_cmpstr (kraken->report->dialect, ==, "trades");
  g_assert_cmpint (kraken->candles->len, ==, 3);
  feed_fixture_assert_candle (kraken, 0, "2023-01-01T00:03:00Z", 9054, 9054, 9045, 9045);
  g_assert_cmpint (g_array_index (kraken->candles, BtCandle, 0).volume, ==, 210000000);
  g_assert_cmpint (g_array_index (kraken->candles, BtCandle, 0).spread_points, ==, -1);

  /* Identifier first, newest row first, microseconds. */
  g_autoptr (FeedResult) binance
    = feed_fixture_read_text ("BTCUSDT-trades-2025-01-01.csv",
                              "4359182352,93576.02,0.001,93.57,1735689605000200,True,True\n"
                              "4359182351,93576.01,0.002,187.15,1735689605000100,False,True\n"
                              "4359182350,93576.00,0.004,374.30,1735689600000100,False,True\n");
  g_assert_cmpstr (binance->report->dialect, ==, "binance");
  g_assert_cmpstr (binance->report->symbol, ==, "BTCUSDT");
  feed_fixture_assert_candle (binance, 0, "2025-01-01T00:00:00Z", 9357600, 9357602, 9357600,
                              9357602);
  g_assert_cmpint (g_array_index (binance->candles, BtCandle, 0).volume, ==, 700000);

  g_autoptr (FeedResult) named
    = feed_fixture_read_text ("BTCUSD.csv", "timestamp,symbol,side,size,price,tickDirection\n"
                                            "1577836850.5,BTCUSD,Buy,10,7198.5,PlusTick\n"
                                            "1577836807.25,BTCUSD,Sell,20,7198.0,MinusTick\n"
                                            "1577836801,BTCUSD,Buy,30,7199.0,PlusTick\n");
  g_assert_cmpstr (named->report->dialect, ==, "trades");
  feed_fixture_assert_candle (named, 0, "2020-01-01T00:00:00Z", 719900, 719900, 719800, 719850);

  /* A price a day is no trade. */
  g_autofree char *closes
    = g_strdup ("time,price\n2024-01-02 00:00:00,1.1\n2024-01-02 01:00:00,1.2\n"
                "2024-01-02 02:00:00,1.1\n2024-01-02 03:00:00,1.2\n");
  g_autoptr (FeedResult) hours = feed_fixture_read ("EURUSD.csv", closes, strlen (closes), NULL);
  g_assert_error (hours->error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT);
}

/* Candles of bid and ask in one row: those of the bid, and the spread at their opening. */
static void
test_both_sides (void)
{
  g_autoptr (FeedResult) named = feed_fixture_read_text (
    "EURUSD.csv", "DateTime,BidOpen,BidHigh,BidLow,BidClose,AskOpen,AskHigh,AskLow,AskClose\n"
                  "01/15/2024 10:00:00.000,1.1,1.2,1.0,1.15,1.10012,1.2,1.0,1.15\n"
                  "01/15/2024 10:01:00.000,1.15,1.2,1.0,1.1,1.14,1.2,1.0,1.15\n"
                  "01/15/2024 10:02:00.000,1.1,1.2,1.0,1.15,1.1002,1.2,1.0,1.15\n");
  g_assert_cmpint (named->candles->len, ==, 3);
  g_assert_cmpint (g_array_index (named->candles, BtCandle, 0).spread_points, ==, 12);
  g_assert_cmpint (g_array_index (named->candles, BtCandle, 1).spread_points, ==, -1);
  g_assert_cmpint (g_array_index (named->candles, BtCandle, 2).spread_points, ==, 20);

  g_autoptr (FeedResult) lean
    = feed_fixture_read_text ("20140501_xauusd_minute_quote.csv",
                              "0,1291.42,1291.5,1291.3,1291.4,0,1291.992,1292,1291.8,1291.9,0\n"
                              "60000,1291.4,1291.5,1291.3,1291.4,0,1291.98,1292,1291.8,1291.9,0\n");
  g_assert_cmpstr (lean->report->dialect, ==, "lean");
  g_assert_cmpint (lean->report->digits, ==, 3);
  g_assert_cmpint (g_array_index (lean->candles, BtCandle, 0).spread_points, ==, 572);
  g_assert_cmpint (g_array_index (lean->candles, BtCandle, 1).spread_points, ==, 580);
}

static void
test_options (void)
{
  const char *text = "1672531436,90.54,1.1\n1672531439,90.45,1\n";
  BtFeedOptions options;

  bt_feed_options_init (&options);
  options.has_timeframe = TRUE;
  options.timeframe = BT_TIMEFRAME_H1;
  feed_fixture_assert_error (
    "BCHEUR.csv", text, &options, BT_FEED_ERROR_OPTION,
    "the timeframe H1 was stated, but BCHEUR.csv holds ticks, which become candles of M1; longer "
    "ones are made of those");
}

static gint64
add (BtTickBars *bars, GArray *candles, gint64 second, gint64 bid)
{
  const BtMarketTick tick = {
    .time_usec = second * BT_USEC_PER_SECOND, .bid_points = bid, .ask_points = bid + 3, .volume = 1
  };

  return bt_tick_bars_add (bars, &tick, candles);
}

/* Ticks that come late still belong to their minute, while it is open. */
static void
test_late (void)
{
  g_autoptr (BtTickBars) bars = bt_tick_bars_new (BT_SIDE_KIND_MID, TRUE, FALSE);
  g_autoptr (GArray) candles = g_array_new (FALSE, FALSE, sizeof (BtCandle));

  g_assert_true (add (bars, candles, 600, 100));
  g_assert_true (add (bars, candles, 665, 110));
  g_assert_true (add (bars, candles, 610, 120));
  g_assert_true (add (bars, candles, 602, 90));
  g_assert_true (add (bars, candles, 730, 100));
  g_assert_true (add (bars, candles, 800, 100));
  g_assert_cmpuint (candles->len, ==, 0);
  g_assert_true (add (bars, candles, 860, 100));
  g_assert_cmpuint (candles->len, ==, 1);
  const BtCandle *first = &g_array_index (candles, BtCandle, 0);
  g_assert_cmpint (first->open_points, ==, 101);
  g_assert_cmpint (first->high_points, ==, 121);
  g_assert_cmpint (first->low_points, ==, 91);
  g_assert_cmpint (first->close_points, ==, 121);
  g_assert_cmpint (first->volume, ==, 3);
  g_assert_cmpint (first->spread_points, ==, 3);
  g_assert_false (add (bars, candles, 610, 100));
  g_assert_false (add (bars, candles, 10, 100));
  while (bt_tick_bars_close_next (bars, candles))
    ;
  g_assert_cmpuint (candles->len, ==, 5);
}

typedef struct
{
  gsize count;
  BtMarketTick last;
} Seen;

static gboolean
see_ticks (const BtMarketTick *ticks, gsize count, gpointer user_data, GError **error)
{
  Seen *seen = user_data;

  seen->count += count;
  seen->last = ticks[count - 1];
  return TRUE;
}

/* The ticks are handed on beside the candles. */
static void
test_delivery (void)
{
  char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "EURUSD.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) candles = g_array_new (FALSE, FALSE, sizeof (BtCandle));
  BtFeedOptions options;
  Seen seen = { 0 };

  g_assert_true (g_file_set_contents (path,
                                      "time,bid,ask\n2024-01-02 00:00:00.5,1.10000,1.10010\n"
                                      "2024-01-02 00:00:01,1.10002,1.10010\n"
                                      "2024-01-02 00:07:01,1.10003,1.10011\n",
                                      -1, &error));
  bt_feed_options_init (&options);
  g_autoptr (BtFeedReader) reader = bt_feed_reader_open (path, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (bt_feed_reader_has_ticks (reader));
  bt_feed_reader_set_tick_func (reader, see_ticks, &seen);
  guint length;
  do
    {
      length = candles->len;
      g_assert_true (bt_feed_reader_read (reader, candles, 1, NULL, &error));
      g_assert_cmpuint (candles->len, <=, length + 1);
    }
  while (candles->len > length);
  g_assert_cmpuint (candles->len, ==, 2);
  g_assert_cmpuint (seen.count, ==, 3);
  g_assert_cmpint (seen.last.bid_points, ==, 110003);
  g_assert_cmpint (seen.last.ask_points, ==, 110011);
  test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/ticks/quotes", test_quotes);
  g_test_add_func ("/feed/ticks/metatrader", test_metatrader);
  g_test_add_func ("/feed/ticks/ninjatrader", test_ninjatrader);
  g_test_add_func ("/feed/ticks/trades", test_trades);
  g_test_add_func ("/feed/ticks/both-sides", test_both_sides);
  g_test_add_func ("/feed/ticks/options", test_options);
  g_test_add_func ("/feed/ticks/late", test_late);
  g_test_add_func ("/feed/ticks/delivery", test_delivery);
  return g_test_run ();
}
