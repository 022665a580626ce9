// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Files that hold the same market in two timeframes: the finer one made into the coarser must give
 * its very candles. Skipped where the files are not there. */
#include "config.h"

#include "feed-fixture.h"
#include "market/bt-aggregate.h"

/* What the server that wrote the files calls a day; its zone, too. */
typedef enum
{
  SERVER_EUROPE,   /* Eastern Europe's clock */
  SERVER_NEW_YORK, /* closes at 17:00 New York, which it calls midnight */
} Server;

typedef struct
{
  const char *fine;
  const char *coarse;
  Server server;
  gint64 compared;
  /* Where the files contradict each other: candles that the server made of other rows, and such as
   * the coarser file lacks. */
  gint64 different;
  gint64 missing;
} Twins;

static const Twins twins[] = {
  { "mt4-export/ananiasdave__EURUSD1.csv.xz", "mt4-export/ananiasdave__EURUSD5.csv.xz",
    SERVER_EUROPE, 13011, 0, 0 },
  { "mt4-export/ananiasdave__EURUSD5.csv.xz", "mt4-export/ananiasdave__EURUSD60.csv.xz",
    SERVER_EUROPE, 5419, 0, 0 },
  { "mt4-export/ananiasdave__EURUSD60.csv.xz", "mt4-export/ananiasdave__EURUSD240.csv.xz",
    SERVER_EUROPE, 16301, 0, 0 },
  { "mt4-export/ananiasdave__XAUUSD1.csv.xz", "mt4-export/ananiasdave__XAUUSD5.csv.xz",
    SERVER_EUROPE, 13002, 1, 307 },
  { "mt4-export/ananiasdave__XAUUSD5.csv.xz", "mt4-export/ananiasdave__XAUUSD15.csv.xz",
    SERVER_EUROPE, 21823, 0, 0 },
  { "mt4-export/ananiasdave__XAUUSD15.csv.xz", "mt4-export/ananiasdave__XAUUSD30.csv.xz",
    SERVER_EUROPE, 32508, 0, 0 },
  { "mt4-export/ananiasdave__XAUUSD30.csv.xz", "mt4-export/ananiasdave__XAUUSD60.csv.xz",
    SERVER_EUROPE, 32539, 1, 0 },
  { "mt5-copyrates-csv/simom1__XAUUSD_H1.csv.xz", "mt5-copyrates-csv/simom1__XAUUSD_H4.csv.xz",
    SERVER_NEW_YORK, 15506, 14, 0 },
  { "mt5-copyrates-csv/simom1__XAUUSD_H4.csv.xz", "mt5-copyrates-csv/simom1__XAUUSD_D1.csv.xz",
    SERVER_NEW_YORK, 4993, 16, 0 },
  { "mt5-copyrates-csv/simom1__XAUUSD_H1.csv.xz", "mt5-copyrates-csv/simom1__XAUUSD_D1.csv.xz",
    SERVER_NEW_YORK, 4993, 16, 0 },
  { "mt5-export-tab/furqonajiy__XAUUSD_M1_202403_ELEV8.csv.xz",
    "mt5-export-tab/furqonajiy__XAUUSD_M15_202401_202606_ELEV8.csv.xz", SERVER_EUROPE, 1834, 0, 0 },
  { "mt5-export-tab/furqonajiy__XAUUSD_M1_202410_ELEV8.csv.xz",
    "mt5-export-tab/furqonajiy__XAUUSD_M15_202401_202606_ELEV8.csv.xz", SERVER_EUROPE, 2114, 0, 0 },
  { "mt4-hst/aurelienarenas__EURUSD5.hst.xz", "mt4-hst/aurelienarenas__EURUSD15.hst.xz",
    SERVER_EUROPE, 8892, 5, 216 },
  { "mt4-hst/aurelienarenas__EURUSD15.hst.xz", "mt4-hst/aurelienarenas__EURUSD60.hst.xz",
    SERVER_EUROPE, 2596, 1, 0 },
};

static BtSeries *
read_series (const char *folder, const char *name, Server server)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  BtFeedOptions options;

  bt_feed_options_init (&options);
  options.has_zone = TRUE;
  options.zone
    = BT_ZONE (server == SERVER_EUROPE ? BT_ZONE_EASTERN_EUROPE : BT_ZONE_NEW_YORK_PLUS_7);
  g_autoptr (FeedResult) result = feed_fixture_read_path (path, &options);
  g_assert_no_error (result->error);
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (result->report->timeframe, BT_SIDE_KIND_BID, FALSE);
  for (guint i = 0; i < result->candles->len; i++)
    {
      BtCandle candle = g_array_index (result->candles, BtCandle, i);

      candle.spread_points = -1;
      g_assert_true (bt_series_builder_add (builder, &candle, NULL));
    }
  return bt_series_builder_finish (builder);
}

static gboolean
is_same (const BtCandle *a, const BtCandle *b)
{
  return a->time_usec == b->time_usec && a->open_points == b->open_points
         && a->high_points == b->high_points && a->low_points == b->low_points
         && a->close_points == b->close_points;
}

static void
check_twins (const char *folder, const Twins *pair)
{
  const BtTradingDay day
    = pair->server == SERVER_NEW_YORK
        ? BT_TRADING_DAY_DEFAULT
        : (BtTradingDay){ .zone = BT_ZONE (BT_ZONE_EASTERN_EUROPE), .minute = 0 };
  g_autoptr (BtSeries) fine = read_series (folder, pair->fine, pair->server);
  g_autoptr (BtSeries) coarse = read_series (folder, pair->coarse, pair->server);
  g_autoptr (BtSeries) made = bt_aggregate_series (fine, bt_series_get_timeframe (coarse), day);
  const gsize length = bt_series_get_length (made);
  gint64 compared = 0, different = 0, missing = 0;

  /* The first and the last may lack rows. */
  for (gsize i = 1; i + 1 < length; i++)
    {
      const BtCandle got = bt_series_get_candle (made, i);
      const gsize at = bt_series_find (coarse, got.time_usec);

      if (at >= bt_series_get_length (coarse))
        break;
      const BtCandle expected = bt_series_get_candle (coarse, at);
      if (expected.time_usec != got.time_usec)
        {
          missing++;
          continue;
        }
      compared++;
      different += is_same (&got, &expected) ? 0 : 1;
    }
  g_test_message ("%s and %s", pair->fine, pair->coarse);
  g_assert_cmpint (compared, ==, pair->compared);
  g_assert_cmpint (different, ==, pair->different);
  g_assert_cmpint (missing, ==, pair->missing);
}

static void
test_twins (void)
{
  g_autofree char *folder = feed_fixture_find_shared (".");

  if (folder == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (twins); i++)
    check_twins (folder, &twins[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/twins", test_twins);
  return g_test_run ();
}
