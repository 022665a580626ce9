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
  static const BtTimeframe timeframes[] = {
    BT_TIMEFRAME_M1,
    BT_TIMEFRAME_MINUTES (7),
    BT_TIMEFRAME_MINUTES (45),
    BT_TIMEFRAME_H1,
    BT_TIMEFRAME_MINUTES (90),
    BT_TIMEFRAME_H4,
    BT_TIMEFRAME_MINUTES (1439),
    BT_TIMEFRAME_D1,
    BT_TIMEFRAME_W1,
    BT_TIMEFRAME_MN,
  };
  const gint64 end_usec = parse ("2026-01-01");

  for (guint d = 0; d < G_N_ELEMENTS (days); d++)
    for (guint t = 0; t < G_N_ELEMENTS (timeframes); t++)
      {
        const BtTimeframe timeframe = timeframes[t];
        const gint64 length_usec = bt_timeframe_usec (timeframe);
        /* A month is 28 to 31 days, and the last candle of a day what is left. */
        const gint64 slack_usec = timeframe == BT_TIMEFRAME_MN       ? 2 * BT_USEC_PER_DAY
                                  : BT_TIMEFRAME_D1 % timeframe != 0 ? length_usec
                                                                     : 0;
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
            g_assert_cmpint (ABS (next_usec - time_usec - length_usec), <=,
                             BT_USEC_PER_HOUR + slack_usec);
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

/* Numbers of minutes that do not divide an hour are counted from the start of the trading day, and
 * months hold the trading days that bear their dates. */
static void
test_minutes_and_months (void)
{
  const BtTimeframe m7 = BT_TIMEFRAME_MINUTES (7);
  const BtTimeframe m90 = BT_TIMEFRAME_MINUTES (90);
  const BtTradingDay midnight = { .zone = BT_ZONE (BT_ZONE_UTC), .minute = 0 };
  const Bucket buckets[] = {
    { BT_TIMEFRAME_M3, "2024-01-04T10:05:00Z", "2024-01-04T10:03:00Z", "2024-01-04T10:06:00Z" },
    { m7, "2024-01-03T22:08:00Z", "2024-01-03T22:07:00Z", "2024-01-03T22:14:00Z" },
    { m7, "2024-01-04T21:58:00Z", "2024-01-04T21:55:00Z", "2024-01-04T22:00:00Z" },
    /* In summer the day begins at 21:00 UTC. */
    { m90, "2024-07-04T21:00:00Z", "2024-07-04T21:00:00Z", "2024-07-04T22:30:00Z" },
    /* The day of 25 hours: the last candle takes the hour. */
    { m90, "2024-11-03T21:59:00Z", "2024-11-03T19:30:00Z", "2024-11-03T22:00:00Z" },
    /* The day of 23 hours: the last candle has half an hour. */
    { m90, "2024-03-10T20:59:00Z", "2024-03-10T20:30:00Z", "2024-03-10T21:00:00Z" },
    /* March's first trading day begins on the evening of the last of February. */
    { BT_TIMEFRAME_MN, "2024-02-29T22:00:00Z", "2024-02-29T22:00:00Z", "2024-03-31T21:00:00Z" },
    { BT_TIMEFRAME_MN, "2024-02-29T21:59:00Z", "2024-01-31T22:00:00Z", "2024-02-29T22:00:00Z" },
    { BT_TIMEFRAME_MN, "2024-12-31T22:00:00Z", "2024-12-31T22:00:00Z", "2025-01-31T22:00:00Z" },
  };
  const Bucket plain[] = {
    { BT_TIMEFRAME_MN, "2024-02-29T23:59:00Z", "2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z" },
    { BT_TIMEFRAME_H6, "2024-02-29T23:59:00Z", "2024-02-29T18:00:00Z", "2024-03-01T00:00:00Z" },
  };

  assert_buckets (BT_TRADING_DAY_DEFAULT, buckets, G_N_ELEMENTS (buckets));
  assert_buckets (midnight, plain, G_N_ELEMENTS (plain));
}

static void
test_bases (void)
{
  static const struct
  {
    BtTimeframe timeframe;
    BtTimeframe base;
    gboolean is_possible;
  } cases[] = {
    { BT_TIMEFRAME_M3, BT_TIMEFRAME_M1, TRUE },
    { BT_TIMEFRAME_M3, BT_TIMEFRAME_M5, FALSE },
    { BT_TIMEFRAME_MINUTES (7), BT_TIMEFRAME_M5, FALSE },
    { BT_TIMEFRAME_M10, BT_TIMEFRAME_M3, FALSE },
    { BT_TIMEFRAME_MINUTES (90), BT_TIMEFRAME_M30, TRUE },
    { BT_TIMEFRAME_MINUTES (90), BT_TIMEFRAME_H1, FALSE },
    { BT_TIMEFRAME_D1, BT_TIMEFRAME_MINUTES (7), TRUE },
    { BT_TIMEFRAME_W1, BT_TIMEFRAME_D1, TRUE },
    { BT_TIMEFRAME_MN, BT_TIMEFRAME_D1, TRUE },
    { BT_TIMEFRAME_MN, BT_TIMEFRAME_W1, FALSE },
    { BT_TIMEFRAME_MN, BT_TIMEFRAME_MN, TRUE },
    { BT_TIMEFRAME_W1, BT_TIMEFRAME_MN, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s of %s", bt_timeframe_to_string (cases[i].timeframe),
                      bt_timeframe_to_string (cases[i].base));
      g_assert_cmpint (bt_timeframe_can_be_made_of (cases[i].timeframe, cases[i].base), ==,
                       cases[i].is_possible);
      g_assert_cmpint (bt_timeframe_fit (cases[i].timeframe, cases[i].base), ==,
                       cases[i].is_possible ? cases[i].timeframe : cases[i].base);
    }
}

static void
test_names (void)
{
  static const struct
  {
    const char *text;
    const char *name;
    int minutes;
  } cases[] = {
    { "M1", "M1", 1 },      { "m3", "M3", 3 },          { "M90", "M90", 90 },
    { "90m", "M90", 90 },   { "M60", "H1", 60 },        { "M1440", "D1", 1440 },
    { "H3", "H3", 180 },    { "6h", "H6", 360 },        { "h24", "D1", 1440 },
    { "M360", "H6", 360 },  { "M1439", "M1439", 1439 }, { "1D", "D1", 1440 },
    { "w1", "W1", 10080 },  { "1w", "W1", 10080 },      { "mn", "MN", 43200 },
    { "MN1", "MN", 43200 }, { "1mo", "MN", 43200 },     { "H4", "H4", 240 },
    { "15m", "M15", 15 },
  };
  static const char *const bad[] = { "",
                                     "M",
                                     "M0",
                                     "M-3",
                                     "M1441",
                                     "M3x",
                                     "3",
                                     "H25",
                                     "MM3",
                                     "M 3",
                                     "H0",
                                     "x",
                                     "m3m",
                                     "M1 ",
                                     "D2",
                                     "2d",
                                     "W2",
                                     "MN2",
                                     "M99999999999999999999" };
  BtTimeframe timeframe = BT_TIMEFRAME_H4;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (bt_timeframe_parse (cases[i].text, &timeframe));
      g_assert_cmpint (timeframe, ==, cases[i].minutes);
      g_assert_cmpstr (bt_timeframe_to_string (timeframe), ==, cases[i].name);
      g_assert_cmpint (bt_timeframe_usec (timeframe), ==, cases[i].minutes * BT_USEC_PER_MINUTE);
      g_assert_true (bt_timeframe_from_usec (bt_timeframe_usec (timeframe), &timeframe));
      g_assert_cmpint (timeframe, ==, cases[i].minutes);
    }
  timeframe = BT_TIMEFRAME_H4;
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (bt_timeframe_parse (bad[i], &timeframe));
  g_assert_false (bt_timeframe_parse (NULL, &timeframe));
  g_assert_false (bt_timeframe_from_usec (0, &timeframe));
  g_assert_false (bt_timeframe_from_usec (-BT_USEC_PER_MINUTE, &timeframe));
  g_assert_false (bt_timeframe_from_usec (BT_USEC_PER_MINUTE + 1, &timeframe));
  g_assert_false (bt_timeframe_from_usec (1441 * BT_USEC_PER_MINUTE, &timeframe));
  g_assert_false (bt_timeframe_from_usec (G_MAXINT64, &timeframe));
  g_assert_cmpint (timeframe, ==, BT_TIMEFRAME_H4);
}

/* The usual ones are named, ordered, and hold what every program offers. */
static void
test_usual (void)
{
  guint count = 0;
  const BtTimeframe *usual = bt_timeframe_get_usual (&count);

  g_assert_cmpuint (count, ==, 22);
  for (guint i = 0; i < count; i++)
    {
      BtTimeframe parsed;

      g_assert_true (bt_timeframe_is_valid (usual[i]));
      g_assert_true (bt_timeframe_is_usual (usual[i]));
      g_assert_true (bt_timeframe_parse (bt_timeframe_to_string (usual[i]), &parsed));
      g_assert_cmpint (parsed, ==, usual[i]);
      g_assert_true (i == 0 || usual[i - 1] < usual[i]);
    }
  g_assert_cmpint (usual[0], ==, BT_TIMEFRAME_M1);
  g_assert_cmpint (usual[count - 1], ==, BT_TIMEFRAME_MN);
  g_assert_false (bt_timeframe_is_usual (BT_TIMEFRAME_MINUTES (7)));
  g_assert_false (bt_timeframe_is_valid ((BtTimeframe) 0));
  g_assert_false (bt_timeframe_is_valid ((BtTimeframe) 1441));
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
  g_test_add_func ("/timeframe/minutes-and-months", test_minutes_and_months);
  g_test_add_func ("/timeframe/bases", test_bases);
  g_test_add_func ("/timeframe/names", test_names);
  g_test_add_func ("/timeframe/usual", test_usual);
  g_test_add_func ("/timeframe/trading-day-text", test_trading_day_text);
  return g_test_run ();
}
