// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "base/bt-error.h"
#include "base/bt-time.h"
#include "market/bt-timeframe.h"

typedef struct
{
  BtTimeframe timeframe;
  const char *time;
  const char *start;
  const char *end;
} Bucket;

static gint64
parse (const char *text)
{
  gint64 time_usec;

  g_assert_true (bt_time_parse (text, &time_usec, NULL));
  return time_usec;
}

static void
assert_buckets (BtTradingDay day, const Bucket *buckets, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      const gint64 time_usec = parse (buckets[i].time);
      g_autofree char *start
        = bt_time_to_string (bt_timeframe_bucket_start (buckets[i].timeframe, day, time_usec));
      g_autofree char *end
        = bt_time_to_string (bt_timeframe_bucket_end (buckets[i].timeframe, day, time_usec));

      g_assert_cmpstr (start, ==, buckets[i].start);
      g_assert_cmpstr (end, ==, buckets[i].end);
    }
}

static void
test_utc_aligned (void)
{
  const Bucket buckets[] = {
    { BT_TIMEFRAME_M1, "2024-03-04T08:07:59Z", "2024-03-04T08:07:00Z", "2024-03-04T08:08:00Z" },
    { BT_TIMEFRAME_M5, "2024-03-04T08:07:00Z", "2024-03-04T08:05:00Z", "2024-03-04T08:10:00Z" },
    { BT_TIMEFRAME_M10, "2024-03-04T08:10:00Z", "2024-03-04T08:10:00Z", "2024-03-04T08:20:00Z" },
    { BT_TIMEFRAME_M15, "2024-03-04T08:59:00Z", "2024-03-04T08:45:00Z", "2024-03-04T09:00:00Z" },
    { BT_TIMEFRAME_M30, "2024-03-04T08:29:59Z", "2024-03-04T08:00:00Z", "2024-03-04T08:30:00Z" },
    { BT_TIMEFRAME_H1, "2024-03-04T23:59:59Z", "2024-03-04T23:00:00Z", "2024-03-05T00:00:00Z" },
    { BT_TIMEFRAME_H1, "1969-12-31T23:59:59Z", "1969-12-31T23:00:00Z", "1970-01-01T00:00:00Z" },
  };

  assert_buckets (BT_TRADING_DAY_DEFAULT, buckets, G_N_ELEMENTS (buckets));
}

static void
test_day_of_new_york (void)
{
  const Bucket buckets[] = {
    /* Winter: 17:00 New York is 22:00 UTC. */
    { BT_TIMEFRAME_D1, "2024-03-04T21:59:00Z", "2024-03-03T22:00:00Z", "2024-03-04T22:00:00Z" },
    { BT_TIMEFRAME_D1, "2024-03-04T22:00:00Z", "2024-03-04T22:00:00Z", "2024-03-05T22:00:00Z" },
    { BT_TIMEFRAME_H4, "2024-03-04T08:00:00Z", "2024-03-04T06:00:00Z", "2024-03-04T10:00:00Z" },
    { BT_TIMEFRAME_H2, "2024-03-04T09:00:00Z", "2024-03-04T08:00:00Z", "2024-03-04T10:00:00Z" },
    { BT_TIMEFRAME_W1, "2024-03-04T08:00:00Z", "2024-03-03T22:00:00Z", "2024-03-10T21:00:00Z" },
    { BT_TIMEFRAME_W1, "2024-03-10T20:59:59Z", "2024-03-03T22:00:00Z", "2024-03-10T21:00:00Z" },
    { BT_TIMEFRAME_W1, "2024-03-10T21:00:00Z", "2024-03-10T21:00:00Z", "2024-03-17T21:00:00Z" },
    /* Summer: 21:00 UTC. */
    { BT_TIMEFRAME_D1, "2024-07-04T12:00:00Z", "2024-07-03T21:00:00Z", "2024-07-04T21:00:00Z" },
    { BT_TIMEFRAME_H4, "2024-07-04T12:00:00Z", "2024-07-04T09:00:00Z", "2024-07-04T13:00:00Z" },
  };

  assert_buckets (BT_TRADING_DAY_DEFAULT, buckets, G_N_ELEMENTS (buckets));
}

static void
test_days_of_clock_changes (void)
{
  const Bucket buckets[] = {
    /* From Saturday 22:00 to Sunday 21:00 UTC: 23 hours, and the last candle is an hour short. */
    { BT_TIMEFRAME_D1, "2024-03-10T12:00:00Z", "2024-03-09T22:00:00Z", "2024-03-10T21:00:00Z" },
    { BT_TIMEFRAME_H4, "2024-03-10T17:59:00Z", "2024-03-10T14:00:00Z", "2024-03-10T18:00:00Z" },
    { BT_TIMEFRAME_H4, "2024-03-10T20:00:00Z", "2024-03-10T18:00:00Z", "2024-03-10T21:00:00Z" },
    { BT_TIMEFRAME_H4, "2024-03-10T21:00:00Z", "2024-03-10T21:00:00Z", "2024-03-11T01:00:00Z" },
    { BT_TIMEFRAME_H2, "2024-03-10T20:30:00Z", "2024-03-10T20:00:00Z", "2024-03-10T21:00:00Z" },
    /* From Saturday 21:00 to Sunday 22:00 UTC: 25 hours, and the last candle is an hour long. */
    { BT_TIMEFRAME_D1, "2024-11-03T12:00:00Z", "2024-11-02T21:00:00Z", "2024-11-03T22:00:00Z" },
    { BT_TIMEFRAME_H4, "2024-11-03T21:30:00Z", "2024-11-03T17:00:00Z", "2024-11-03T22:00:00Z" },
    { BT_TIMEFRAME_H4, "2024-11-03T22:00:00Z", "2024-11-03T22:00:00Z", "2024-11-04T02:00:00Z" },
    { BT_TIMEFRAME_H2, "2024-11-03T21:30:00Z", "2024-11-03T19:00:00Z", "2024-11-03T22:00:00Z" },
  };

  assert_buckets (BT_TRADING_DAY_DEFAULT, buckets, G_N_ELEMENTS (buckets));
}

static void
test_day_of_midnight (void)
{
  const BtTradingDay day = { .zone = BT_ZONE (BT_ZONE_UTC), .minute = 0 };
  const Bucket buckets[] = {
    { BT_TIMEFRAME_H4, "2024-03-04T08:00:00Z", "2024-03-04T08:00:00Z", "2024-03-04T12:00:00Z" },
    { BT_TIMEFRAME_D1, "2024-03-04T08:00:00Z", "2024-03-04T00:00:00Z", "2024-03-05T00:00:00Z" },
    { BT_TIMEFRAME_W1, "2024-03-04T00:00:00Z", "2024-03-04T00:00:00Z", "2024-03-11T00:00:00Z" },
    { BT_TIMEFRAME_W1, "2024-03-03T23:00:00Z", "2024-02-26T00:00:00Z", "2024-03-04T00:00:00Z" },
  };

  assert_buckets (day, buckets, G_N_ELEMENTS (buckets));
}

/* Buckets tile time: each starts where the one before ends, holds its own start, and has a sensible
 * length. */
static void
test_tiling (void)
{
  const BtTradingDay days[] = {
    BT_TRADING_DAY_DEFAULT,
    { .zone = BT_ZONE (BT_ZONE_LONDON), .minute = 90 }, /* a start that happens twice, or never */
    { .zone = BT_ZONE (BT_ZONE_NEW_YORK), .minute = 150 },
    { .zone = BT_ZONE (BT_ZONE_EASTERN_EUROPE), .minute = 0 },
    { .zone = BT_ZONE (BT_ZONE_TOKYO), .minute = 720 },
  };
  const gint64 end_usec = parse ("2026-01-01");

  for (guint d = 0; d < G_N_ELEMENTS (days); d++)
    for (guint t = 0; t < BT_N_TIMEFRAMES; t++)
      {
        const BtTimeframe timeframe = (BtTimeframe) t;
        const gint64 length_usec = bt_timeframe_usec (timeframe);
        gint64 time_usec = parse (timeframe < BT_TIMEFRAME_H1 ? "2025-12-20" : "2023-01-01");

        time_usec = bt_timeframe_bucket_start (timeframe, days[d], time_usec);
        while (time_usec < end_usec)
          {
            const gint64 next_usec = bt_timeframe_bucket_end (timeframe, days[d], time_usec);

            g_assert_cmpint (bt_timeframe_bucket_start (timeframe, days[d], time_usec), ==,
                             time_usec);
            g_assert_cmpint (bt_timeframe_bucket_start (timeframe, days[d], next_usec - 1), ==,
                             time_usec);
            g_assert_cmpint (bt_timeframe_bucket_end (timeframe, days[d], next_usec - 1), ==,
                             next_usec);
            g_assert_cmpint (ABS (next_usec - time_usec - length_usec), <=, BT_USEC_PER_HOUR);
            time_usec = next_usec;
          }
      }
}

static void
test_date (void)
{
  const BtTradingDay morning = { .zone = BT_ZONE (BT_ZONE_UTC), .minute = 0 };

  g_assert_cmpint (bt_trading_day_date (BT_TRADING_DAY_DEFAULT, parse ("2024-03-03T22:00:00Z")), ==,
                   parse ("2024-03-04"));
  g_assert_cmpint (bt_trading_day_date (BT_TRADING_DAY_DEFAULT, parse ("2024-03-04T21:59:00Z")), ==,
                   parse ("2024-03-04"));
  g_assert_cmpint (bt_trading_day_date (BT_TRADING_DAY_DEFAULT, parse ("2024-03-04T22:00:00Z")), ==,
                   parse ("2024-03-05"));
  g_assert_cmpint (bt_trading_day_date (morning, parse ("2024-03-04T22:00:00Z")), ==,
                   parse ("2024-03-04"));
}

static void
test_names (void)
{
  const char *const names[] = { "M1", "M5", "M10", "M15", "M30", "H1", "H2", "H4", "D1", "W1" };
  const char *const bad[] = { "", "M", "M2", "H3", "MN1", "M1 ", "60m", "x" };
  BtTimeframe timeframe;

  for (guint i = 0; i < BT_N_TIMEFRAMES; i++)
    {
      g_assert_cmpstr (bt_timeframe_to_string ((BtTimeframe) i), ==, names[i]);
      g_assert_true (bt_timeframe_parse (names[i], &timeframe));
      g_assert_cmpint (timeframe, ==, i);
      g_assert_true (bt_timeframe_from_usec (bt_timeframe_usec ((BtTimeframe) i), &timeframe));
      g_assert_cmpint (timeframe, ==, i);
    }
  g_assert_true (bt_timeframe_parse ("h4", &timeframe));
  g_assert_cmpint (timeframe, ==, BT_TIMEFRAME_H4);
  g_assert_true (bt_timeframe_parse ("15m", &timeframe));
  g_assert_cmpint (timeframe, ==, BT_TIMEFRAME_M15);
  g_assert_true (bt_timeframe_parse ("1D", &timeframe));
  g_assert_cmpint (timeframe, ==, BT_TIMEFRAME_D1);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (bt_timeframe_parse (bad[i], &timeframe));
  g_assert_false (bt_timeframe_parse (NULL, &timeframe));
  g_assert_false (bt_timeframe_from_usec (3 * BT_USEC_PER_MINUTE, &timeframe));
  g_assert_cmpint (timeframe, ==, BT_TIMEFRAME_D1);
}

static void
test_trading_day_text (void)
{
  const char *const bad[]
    = { "", "17:00", "17:00 ", "24:00 UTC", "17:60 UTC", "5:00 UTC", "17:00UTC", "17:00 Nowhere" };
  BtTradingDay day;

  g_assert_true (bt_trading_day_parse ("17:00 America/New_York", &day, NULL));
  g_assert_cmpint (day.minute, ==, 1020);
  g_assert_cmpint (day.zone.kind, ==, BT_ZONE_NEW_YORK);
  g_autofree char *text = bt_trading_day_to_string (BT_TRADING_DAY_DEFAULT);
  g_assert_cmpstr (text, ==, "17:00 America/New_York");
  g_assert_true (bt_trading_day_parse ("00:30 UTC+2", &day, NULL));
  g_assert_cmpint (day.minute, ==, 30);
  g_assert_cmpint (day.zone.offset_minutes, ==, 120);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (bt_trading_day_parse (bad[i], &day, &error));
      g_assert_error (error, BT_BASE_ERROR, BT_BASE_ERROR_PARSE);
      g_assert_cmpint (day.minute, ==, 30);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timeframe/utc-aligned", test_utc_aligned);
  g_test_add_func ("/timeframe/day-of-new-york", test_day_of_new_york);
  g_test_add_func ("/timeframe/days-of-clock-changes", test_days_of_clock_changes);
  g_test_add_func ("/timeframe/day-of-midnight", test_day_of_midnight);
  g_test_add_func ("/timeframe/tiling", test_tiling);
  g_test_add_func ("/timeframe/date", test_date);
  g_test_add_func ("/timeframe/names", test_names);
  g_test_add_func ("/timeframe/trading-day-text", test_trading_day_text);
  return g_test_run ();
}
