// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a report says about odd candles, and where they lie. */
#include "config.h"

#include "feed-fixture.h"
#include "feed/bt-time-set.h"

#include <string.h>

static void
append_row (GString *text, gint64 usec, double price, double range, int volume)
{
  const BtCivilTime civil = bt_time_to_civil (usec);

  g_string_append_printf (text, "%04d-%02d-%02d %02d:%02d:00,%.5f,%.5f,%.5f,%.5f,%d\n", civil.year,
                          civil.month, civil.day, civil.hour, civil.minute, price, price + range,
                          price, price, volume);
}

static gint64
parse (const char *time)
{
  gint64 usec;

  g_assert_true (bt_time_parse (time, &usec, NULL));
  return usec;
}

static FeedResult *
read_utc (const char *name, const GString *text)
{
  BtFeedOptions options;

  bt_feed_options_init (&options);
  options.has_zone = TRUE;
  options.zone = BT_ZONE (BT_ZONE_UTC);
  FeedResult *result = feed_fixture_read (name, text->str, text->len, &options);
  g_assert_no_error (result->error);
  return result;
}

/* Fails unless the first place of a kind is this one. */
static void
assert_place (const FeedResult *result,
              BtFinding finding,
              guint index,
              const char *from,
              const char *to,
              gint64 count)
{
  const GArray *list = bt_quality_places_get (result->report->places, finding);

  g_assert_cmpuint (list->len, >, index);
  const BtQualityPlace *place = &g_array_index (list, BtQualityPlace, index);
  g_assert_cmpint (place->from_usec, ==, parse (from));
  g_assert_cmpint (place->to_usec, ==, parse (to));
  g_assert_cmpint (place->count, ==, count);
}

static void
test_runs (void)
{
  g_autoptr (GString) text = g_string_new ("time,open,high,low,close,volume\n");
  const gint64 start = parse ("2024-01-02T10:00:00Z");

  for (int i = 0; i < 200; i++)
    {
      const gboolean is_flat = (i >= 40 && i < 75) || (i >= 100 && i < 160);
      append_row (text, start + i * BT_USEC_PER_MINUTE, 1.1,
                  i == 190  ? 0.01
                  : is_flat ? 0
                            : 0.0001,
                  i >= 100 && i < 131 ? 0 : 5);
    }
  g_autoptr (FeedResult) result = read_utc ("EURUSD.csv", text);
  g_assert_cmpint (result->report->flat, ==, 95);
  g_assert_cmpint (result->report->zero_volume, ==, 31);
  g_assert_cmpint (result->report->spikes, ==, 1);
  /* The longest comes first. */
  assert_place (result, BT_FINDING_FLAT_RUN, 0, "2024-01-02T11:40:00Z", "2024-01-02T12:39:00Z", 60);
  assert_place (result, BT_FINDING_FLAT_RUN, 1, "2024-01-02T10:40:00Z", "2024-01-02T11:14:00Z", 35);
  assert_place (result, BT_FINDING_VOLUME_RUN, 0, "2024-01-02T11:40:00Z", "2024-01-02T12:10:00Z",
                31);
  assert_place (result, BT_FINDING_SPIKE, 0, "2024-01-02T13:10:00Z", "2024-01-02T13:10:00Z", 1000);
  g_assert_cmpuint (bt_quality_places_get (result->report->places, BT_FINDING_SPIKE)->len, ==, 1);
}

static void
test_duplicates (void)
{
  g_autoptr (GString) text = g_string_new ("time,open,high,low,close,volume\n");
  const gint64 start = parse ("2024-01-02T10:00:00Z");

  for (int i = 0; i < 30; i++)
    append_row (text, start + i * BT_USEC_PER_MINUTE, 1.1 + i / 1e4, 0.0001, 5);
  append_row (text, start + 3 * BT_USEC_PER_MINUTE, 1.1003, 0.0001, 5);
  append_row (text, start + 4 * BT_USEC_PER_MINUTE, 1.1004, 0.0001, 5);
  append_row (text, start + 9 * BT_USEC_PER_MINUTE, 1.1004, 0.0001, 5);
  g_autoptr (FeedResult) result = read_utc ("EURUSD.csv", text);
  g_assert_cmpint (result->report->duplicates, ==, 3);
  g_assert_cmpint (result->report->duplicates_equal, ==, 2);
  g_assert_cmpint (result->report->duplicates_conflicting, ==, 1);
  g_assert_cmpint (result->report->folds, ==, 0);
  g_assert_cmpint (result->report->stored, ==, 30);
  g_assert_cmpint (result->report->out_of_order, ==, 1);
  assert_place (result, BT_FINDING_DUPLICATE, 0, "2024-01-02T10:03:00Z", "2024-01-02T10:04:00Z", 2);
  assert_place (result, BT_FINDING_CONFLICT, 0, "2024-01-02T10:09:00Z", "2024-01-02T10:09:00Z", 1);
  assert_place (result, BT_FINDING_DISORDER, 0, "2024-01-02T10:03:00Z", "2024-01-02T10:03:00Z", 1);
}

/* The hour that comes twice when summer time ends is two hours. */
static void
test_folds (void)
{
  g_autoptr (GString) text = g_string_new ("time,open,high,low,close,volume\n");
  const BtZone zone = BT_ZONE (BT_ZONE_LONDON);
  const gint64 start = parse ("2024-10-27T00:00:00Z");
  BtFeedOptions options;

  for (int i = 0; i < 180; i++)
    append_row (text, bt_zone_to_local (zone, start + i * BT_USEC_PER_MINUTE), 1.1 + i / 1e4,
                0.0001, 5);
  bt_feed_options_init (&options);
  options.has_zone = TRUE;
  options.zone = zone;
  g_autoptr (FeedResult) result = feed_fixture_read ("BTCUSD.csv", text->str, text->len, &options);
  g_assert_no_error (result->error);
  g_assert_cmpint (result->report->duplicates, ==, 60);
  g_assert_cmpint (result->report->folds, ==, 60);
  g_assert_cmpint (result->report->duplicates_equal, ==, 0);
  g_assert_cmpint (result->report->stored, ==, 180);
  g_assert_cmpint (result->report->gap_count, ==, 0);
  for (guint i = 0; i < 180; i++)
    g_assert_cmpint (g_array_index (result->candles, BtCandle, i).time_usec, ==,
                     start + i * BT_USEC_PER_MINUTE);
  assert_place (result, BT_FINDING_FOLD, 0, "2024-10-27T01:00:00Z", "2024-10-27T01:59:00Z", 60);
}

static void
test_weekend (void)
{
  g_autoptr (GString) text = g_string_new ("time,open,high,low,close,volume\n");
  const gint64 start = parse ("2024-01-01T00:00:00Z");

  /* From Monday to Saturday at 8; in New York the week ends at 22:00 UTC. */
  for (int i = 0; i < 6 * 24 - 16; i++)
    append_row (text, start + i * BT_USEC_PER_HOUR, 1.1, 0.0001, 5);
  g_autoptr (FeedResult) euro = read_utc ("EURUSD.csv", text);
  g_assert_cmpint (euro->report->weekend_rows, ==, 9);
  assert_place (euro, BT_FINDING_WEEKEND, 0, "2024-01-05T23:00:00Z", "2024-01-06T07:00:00Z", 9);
  g_autoptr (FeedResult) coin = read_utc ("BTCUSD.csv", text);
  g_assert_cmpint (coin->report->weekend_rows, ==, 0);

  /* Who trades all weekend has none. */
  for (int i = 6 * 24 - 16; i < 7 * 24; i++)
    append_row (text, start + i * BT_USEC_PER_HOUR, 1.1, 0.0001, 5);
  g_autoptr (FeedResult) unknown = read_utc ("XYZABC.csv", text);
  g_assert_cmpint (unknown->report->weekend_rows, ==, 0);
}

static void
test_bad_places (void)
{
  g_autoptr (FeedResult) result = feed_fixture_read_text (
    "EURUSD.csv", "time,open,high,low,close\n2024-01-02 10:00:00Z,1.1,1.2,1.0,1.1\n"
                  "2024-01-02 10:01:00Z,1.1,1.0,1.2,1.1\n2024-01-02 10:02:00Z,1.3,1.2,1.0,1.1\n"
                  "2024-01-02 10:03:00Z,1.1,1.2,1.0,1.1\n2024-01-02 "
                  "10:04:00Z,1.1,1.2,1.0,1.1\n2024-01-02 10:05:00Z,1.1,1.2,1.0,1.1\n");

  g_assert_cmpint (result->report->bad_rows_total, ==, 2);
  assert_place (result, BT_FINDING_INVERTED, 0, "2024-01-02T10:01:00Z", "2024-01-02T10:01:00Z", 1);
  assert_place (result, BT_FINDING_OUTSIDE, 0, "2024-01-02T10:02:00Z", "2024-01-02T10:02:00Z", 1);
}

/* Stamps that are closes: sessions end on the hour and begin a candle after it. */
static void
test_closes (void)
{
  for (int shift = 0; shift <= 1; shift++)
    {
      g_autoptr (GString) text = g_string_new ("time,open,high,low,close,volume\n");
      for (int day = 0; day < 5; day++)
        for (int minute = 0; minute < 60; minute += 5)
          append_row (text,
                      parse ("2024-01-08T09:00:00Z") + day * BT_USEC_PER_DAY
                        + (minute + 5 * shift) * BT_USEC_PER_MINUTE,
                      1.1, 0.0001, 5);
      g_autoptr (FeedResult) result = read_utc ("EURUSD.csv", text);
      g_assert_cmpint (result->report->is_stamped_at_close, ==, shift == 1);
      g_assert_cmpint (g_array_index (result->candles, BtCandle, 0).time_usec, ==,
                       parse ("2024-01-08T09:00:00Z"));
      g_assert_cmpint (result->report->first_usec, ==,
                       parse (shift == 1 ? "2024-01-08T09:05:00Z" : "2024-01-08T09:00:00Z"));
    }
}

/* Minutes of an exchange that is open nine hours a day: its weeks say nothing about New York's. */
static void
test_daily_closes (void)
{
  g_autoptr (GString) text = g_string_new ("time,open,high,low,close,volume\n");

  for (int day = 0; day < 26; day++)
    for (int hour = 13; hour < 22 && day % 7 < 5; hour++)
      append_row (text,
                  parse ("2024-01-08T00:00:00Z") + day * BT_USEC_PER_DAY + hour * BT_USEC_PER_HOUR,
                  1.1, 0.0001, 5);
  g_autoptr (FeedResult) result = feed_fixture_read ("INDEX.csv", text->str, text->len, NULL);
  g_assert_no_error (result->error);
  g_assert_false (result->report->is_zone_certain);
  g_assert_cmpuint (result->report->zone_votes->len, ==, 0);
}

static void
test_name (void)
{
  g_autoptr (GString) text = g_string_new ("time,open,high,low,close,volume\n");

  for (int i = 0; i < 30; i++)
    append_row (text, parse ("2024-01-08T09:00:00Z") + i * BT_USEC_PER_HOUR, 1.1, 0.0001, 5);
  g_autoptr (FeedResult) wrong = read_utc ("USDJPY240.csv", text);
  g_assert_cmpint (wrong->report->timeframe, ==, BT_TIMEFRAME_H1);
  g_assert_true (wrong->report->is_name_wrong);
  g_assert_cmpint (wrong->report->name_timeframe, ==, BT_TIMEFRAME_H4);
  g_autoptr (FeedResult) right = read_utc ("USDJPY60.csv", text);
  g_assert_false (right->report->is_name_wrong);
}

static void
note_time (gint64 time_usec, gpointer user_data)
{
  g_array_append_val ((GArray *) user_data, time_usec);
}

static void
test_time_set (void)
{
  static const gint64 seconds[] = { 90, 30, -30, 150, 90, 100, 86430, 100, -86370, 30 };
  static const gint64 sorted[] = { -86370, -30, 30, 90, 100, 150, 86430 };
  g_autoptr (BtTimeSet) set = bt_time_set_new ();
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n_new = 0;

  for (guint i = 0; i < G_N_ELEMENTS (seconds); i++)
    n_new += bt_time_set_add (set, seconds[i] * BT_USEC_PER_SECOND) ? 1 : 0;
  g_assert_cmpuint (n_new, ==, G_N_ELEMENTS (sorted));
  g_assert_cmpint (bt_time_set_get_length (set), ==, n_new);
  bt_time_set_foreach (set, note_time, times);
  g_assert_cmpuint (times->len, ==, n_new);
  for (guint i = 0; i < times->len; i++)
    g_assert_cmpint (g_array_index (times, gint64, i), ==, sorted[i] * BT_USEC_PER_SECOND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/findings/runs", test_runs);
  g_test_add_func ("/feed/findings/duplicates", test_duplicates);
  g_test_add_func ("/feed/findings/folds", test_folds);
  g_test_add_func ("/feed/findings/weekend", test_weekend);
  g_test_add_func ("/feed/findings/bad-places", test_bad_places);
  g_test_add_func ("/feed/findings/closes", test_closes);
  g_test_add_func ("/feed/findings/daily-closes", test_daily_closes);
  g_test_add_func ("/feed/findings/name", test_name);
  g_test_add_func ("/feed/findings/time-set", test_time_set);
  return g_test_run ();
}
