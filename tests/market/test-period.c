// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-aggregate.h"
#include "market/bt-period.h"
#include "market/bt-synthetic.h"

static gint64
read_time (const char *text)
{
  gint64 time_usec = 0;

  g_assert_true (bt_time_parse (text, &time_usec, NULL));
  return time_usec;
}

static BtPeriod
read_period (const char *text)
{
  BtPeriod period = { 0 };

  g_assert_true (bt_period_parse (text, &period));
  return period;
}

static void
test_names (void)
{
  static const struct
  {
    const char *text;
    const char *name;
    BtPeriodKind kind;
    gint64 minutes;
  } cases[] = {
    { "M1", "M1", BT_PERIOD_TIMEFRAME, 1 },        { "m3", "M3", BT_PERIOD_MINUTES, 3 },
    { "M90", "M90", BT_PERIOD_MINUTES, 90 },       { "90m", "M90", BT_PERIOD_MINUTES, 90 },
    { "M60", "H1", BT_PERIOD_TIMEFRAME, 60 },      { "M1440", "D1", BT_PERIOD_TIMEFRAME, 1440 },
    { "mn", "MN", BT_PERIOD_MONTH, 30 * 1440 },    { "MN1", "MN", BT_PERIOD_MONTH, 30 * 1440 },
    { "M1439", "M1439", BT_PERIOD_MINUTES, 1439 },
  };
  static const char *const bad[] = { "",  "M",  "M0",  "M-3", "M1441", "M3x",
                                     "3", "H3", "MM3", "M 3", "m3m",   "M99999999999999999999" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const BtPeriod period = read_period (cases[i].text);
      char name[BT_PERIOD_NAME_SIZE];

      g_assert_cmpint (period.kind, ==, cases[i].kind);
      g_assert_cmpstr (bt_period_to_string (period, name), ==, cases[i].name);
      g_assert_cmpint (bt_period_usec (period), ==, cases[i].minutes * BT_USEC_PER_MINUTE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      BtPeriod period = { .minutes = 77 };

      g_assert_false (bt_period_parse (bad[i], &period));
      g_assert_cmpint (period.minutes, ==, 77);
    }
  g_assert_false (bt_period_parse (NULL, NULL));
}

static void
test_bases (void)
{
  g_assert_true (bt_period_can_be_made_of (read_period ("M3"), BT_TIMEFRAME_M1));
  g_assert_false (bt_period_can_be_made_of (read_period ("M3"), BT_TIMEFRAME_M5));
  g_assert_false (bt_period_can_be_made_of (read_period ("M7"), BT_TIMEFRAME_M5));
  g_assert_true (bt_period_can_be_made_of (read_period ("M90"), BT_TIMEFRAME_M30));
  g_assert_false (bt_period_can_be_made_of (read_period ("M90"), BT_TIMEFRAME_H1));
  g_assert_true (bt_period_can_be_made_of (read_period ("MN"), BT_TIMEFRAME_D1));
  g_assert_false (bt_period_can_be_made_of (read_period ("MN"), BT_TIMEFRAME_W1));
  g_assert_true (bt_period_can_be_made_of (read_period ("H4"), BT_TIMEFRAME_H4));
}

/* Where candles begin and end, worked out by hand. */
static void
test_spans (void)
{
  static const struct
  {
    const char *period;
    const char *time;
    const char *start;
    const char *end;
  } cases[] = {
    /* Aligned to UTC. */
    { "M3", "2024-03-04T08:07:30Z", "2024-03-04T08:06Z", "2024-03-04T08:09Z" },
    { "M20", "2024-03-04T08:20:00Z", "2024-03-04T08:20Z", "2024-03-04T08:40Z" },
    { "M20", "1969-12-31T23:59:00Z", "1969-12-31T23:40Z", "1970-01-01T00:00Z" },
    /* From 17:00 in New York, in winter 22:00 UTC. */
    { "M90", "2024-01-04T22:00:00Z", "2024-01-04T22:00Z", "2024-01-04T23:30Z" },
    { "M90", "2024-01-04T21:59:00Z", "2024-01-04T20:30Z", "2024-01-04T22:00Z" },
    { "M7", "2024-01-04T22:13:00Z", "2024-01-04T22:07Z", "2024-01-04T22:14Z" },
    /* 205 times seven minutes are 1,435: five are left. */
    { "M7", "2024-01-04T21:57:00Z", "2024-01-04T21:55Z", "2024-01-04T22:00Z" },
    /* In summer 21:00 UTC. */
    { "M90", "2024-07-04T21:00:00Z", "2024-07-04T21:00Z", "2024-07-04T22:30Z" },
    /* The day of 25 hours: the last candle takes the hour. */
    { "M90", "2024-11-03T21:59:00Z", "2024-11-03T19:30Z", "2024-11-03T22:00Z" },
    /* The day of 23 hours: the last candle has half an hour. */
    { "M90", "2024-03-10T20:59:00Z", "2024-03-10T20:30Z", "2024-03-10T21:00Z" },
    /* March's first trading day begins on the evening of the last of February. */
    { "MN", "2024-02-29T22:00:00Z", "2024-02-29T22:00Z", "2024-03-31T21:00Z" },
    { "MN", "2024-02-29T21:59:00Z", "2024-01-31T22:00Z", "2024-02-29T22:00Z" },
    { "MN", "2024-12-31T22:00:00Z", "2024-12-31T22:00Z", "2025-01-31T22:00Z" },
    { "D1", "2024-01-04T22:00:00Z", "2024-01-04T22:00Z", "2024-01-05T22:00Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const BtPeriod period = read_period (cases[i].period);
      const gint64 time_usec = read_time (cases[i].time);

      g_test_message ("%s of %s", cases[i].period, cases[i].time);
      g_assert_cmpint (bt_period_start (period, BT_TRADING_DAY_DEFAULT, time_usec), ==,
                       read_time (cases[i].start));
      g_assert_cmpint (bt_period_end (period, BT_TRADING_DAY_DEFAULT, time_usec), ==,
                       read_time (cases[i].end));
    }

  const BtTradingDay midnight = { .zone = BT_ZONE (BT_ZONE_UTC), .minute = 0 };
  g_assert_cmpint (bt_period_start (read_period ("MN"), midnight, read_time ("2024-02-29T23:59Z")),
                   ==, read_time ("2024-02-01"));
}

/* Spans follow each other without a hole over years, whatever the clocks do. */
static void
test_no_holes (void)
{
  static const char *const names[] = { "M7", "M45", "M90", "M1439", "MN", "W1" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const BtPeriod period = read_period (names[i]);
      gint64 time_usec = bt_period_start (period, BT_TRADING_DAY_DEFAULT, read_time ("2023-01-01"));

      for (guint k = 0; k < 3000; k++)
        {
          const gint64 end_usec = bt_period_end (period, BT_TRADING_DAY_DEFAULT, time_usec);

          g_assert_cmpint (end_usec, >, time_usec);
          g_assert_cmpint (bt_period_start (period, BT_TRADING_DAY_DEFAULT, end_usec - 1), ==,
                           time_usec);
          g_assert_cmpint (bt_period_start (period, BT_TRADING_DAY_DEFAULT, end_usec), ==,
                           end_usec);
          time_usec = end_usec;
        }
    }
}

/* Named timeframes come out as the aggregate makes them, and candles of any period hold exactly
 * their base candles. */
static void
test_fold (void)
{
  static const char *const names[] = { "M5", "H1", "H4", "D1", "W1", "M3", "M7", "M90", "MN" };
  g_autoptr (BtSeries) base
    = bt_synthetic_gold (7, read_time ("2024-01-02"), read_time ("2024-04-20"), 206000);
  const BtColumns *columns = bt_series_get_columns (base);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const BtPeriod period = read_period (names[i]);
      g_autoptr (GArray) candles = bt_period_fold (base, period, BT_TRADING_DAY_DEFAULT);
      gint64 volume = 0;

      for (guint k = 0; k < candles->len; k++)
        {
          const BtCandle *candle = &g_array_index (candles, BtCandle, k);
          const gsize first = bt_series_find (base, candle->time_usec);
          const gsize end = bt_series_find (
            base, bt_period_end (period, BT_TRADING_DAY_DEFAULT, candle->time_usec));

          g_assert_cmpuint (end, >, first);
          g_assert_cmpint (candle->open_points, ==, columns->open_points[first]);
          g_assert_cmpint (candle->close_points, ==, columns->close_points[end - 1]);
          g_assert_cmpint (candle->spread_points, ==, -1);
          volume += candle->volume;
        }
      for (gsize k = 0; k < columns->length; k++)
        volume -= columns->volume[k];
      g_assert_cmpint (volume, ==, 0);
      if (period.kind != BT_PERIOD_TIMEFRAME)
        continue;
      g_autoptr (BtSeries) series
        = bt_aggregate_series (base, period.timeframe, BT_TRADING_DAY_DEFAULT);
      g_assert_cmpuint (bt_series_get_length (series), ==, candles->len);
      for (guint k = 0; k < candles->len; k++)
        {
          const BtCandle is = g_array_index (candles, BtCandle, k);
          const BtCandle should = bt_series_get_candle (series, k);

          g_assert_cmpint (is.time_usec, ==, should.time_usec);
          g_assert_cmpint (is.high_points, ==, should.high_points);
          g_assert_cmpint (is.low_points, ==, should.low_points);
          g_assert_cmpint (is.volume, ==, should.volume);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/market/period/names", test_names);
  g_test_add_func ("/market/period/bases", test_bases);
  g_test_add_func ("/market/period/spans", test_spans);
  g_test_add_func ("/market/period/no-holes", test_no_holes);
  g_test_add_func ("/market/period/fold", test_fold);
  return g_test_run ();
}
