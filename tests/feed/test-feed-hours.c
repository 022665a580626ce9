// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Candles held against the trading hours of their instrument. */
#include "config.h"

#include "feed-fixture.h"
#include "feed/bt-hours-check.h"

#define METALS "Sun 18:00-Fri 17:00, break 17:00-18:00 America/New_York"
#define HEADER "time,open,high,low,close,volume\n"

static gint64
at (const char *text)
{
  gint64 time_usec = 0;

  g_assert_true (bt_time_parse (text, &time_usec, NULL));
  return time_usec;
}

static void
assert_hours (const BtQualityReport *report, const char *expected)
{
  g_autofree char *hours = bt_trading_hours_to_string (&report->hours);

  g_assert_cmpstr (hours, ==, expected);
}

static void
assert_gap (const GArray *gaps, guint index, const char *from, const char *to, gint64 missing)
{
  const BtGap *gap = &g_array_index (gaps, BtGap, index);

  g_assert_cmpint (gap->from_usec, ==, at (from));
  g_assert_cmpint (gap->to_usec, ==, at (to));
  g_assert_cmpint (gap->missing, ==, missing);
}

/* Reads rows of consecutive minutes: pairs of a first time and a count. */
typedef struct
{
  const char *first;
  guint count;
} Stretch;

static FeedResult *
read_stretches (const char *name, const Stretch *stretches)
{
  g_autoptr (GString) text = g_string_new (HEADER);

  for (; stretches->first != NULL; stretches++)
    {
      g_autofree char *rows = feed_fixture_make_rows (stretches->first, stretches->count);
      g_string_append (text, rows);
    }
  return feed_fixture_read_text (name, text->str);
}

/* Friday's close to Sunday's opening, in which clocks change, is no gap; a quarter of an hour is.
 */
static void
test_change_of_clocks (void)
{
  const Stretch march[] = { { "2024-03-08T12:00:00Z", 600 },
                            { "2024-03-10T22:00:00Z", 120 },
                            { "2024-03-11T00:15:00Z", 300 },
                            { NULL, 0 } };
  const Stretch november[]
    = { { "2024-11-01T11:00:00Z", 600 }, { "2024-11-03T23:00:00Z", 300 }, { NULL, 0 } };
  g_autoptr (FeedResult) spring = read_stretches ("XAUUSD_M1.csv", march);
  g_autoptr (FeedResult) autumn = read_stretches ("XAUUSD_M1.csv", november);

  assert_hours (spring->report, METALS);
  g_assert_cmpint (spring->report->hours_gap_count, ==, 1);
  g_assert_cmpint (spring->report->hours_missing, ==, 15);
  g_assert_cmpint (spring->report->outside_hours, ==, 0);
  assert_gap (bt_quality_report_get_gaps (spring->report), 0, "2024-03-11T00:00:00Z",
              "2024-03-11T00:15:00Z", 15);
  assert_hours (autumn->report, METALS);
  g_assert_cmpint (autumn->report->hours_missing, ==, 0);
  g_assert_cmpuint (bt_quality_report_get_gaps (autumn->report)->len, ==, 0);
  g_assert_cmpint (bt_quality_report_get_grade (autumn->report), ==, 'A');
}

/* What is missing around a weekend counts, though the distance is one of a weekend. */
static void
test_early_end (void)
{
  const Stretch rows[]
    = { { "2024-01-11T23:00:00Z", 1200 }, { "2024-01-14T23:30:00Z", 600 }, { NULL, 0 } };
  g_autoptr (FeedResult) result = read_stretches ("XAUUSD_M1.csv", rows);

  assert_hours (result->report, METALS);
  g_assert_cmpint (result->report->gap_count, ==, 0);
  g_assert_cmpint (result->report->hours_gap_count, ==, 1);
  /* Friday from 19:00 to 22:00, Sunday from 23:00 to 23:30. */
  g_assert_cmpint (result->report->hours_missing, ==, 180 + 30);
  assert_gap (bt_quality_report_get_gaps (result->report), 0, "2024-01-12T19:00:00Z",
              "2024-01-14T23:30:00Z", 210);
}

static void
test_outside (void)
{
  const Stretch rows[] = { { "2024-01-11T23:00:00Z", 1380 },
                           { "2024-01-13T10:00:00Z", 5 },
                           { "2024-01-14T23:00:00Z", 600 },
                           { NULL, 0 } };
  g_autoptr (FeedResult) result = read_stretches ("XAUUSD_M1.csv", rows);
  const GArray *places = bt_quality_places_get (result->report->places, BT_FINDING_OUTSIDE_HOURS);
  g_autofree char *json = bt_quality_report_to_json (result->report);
  g_autoptr (BtQualityReport) again = bt_quality_report_from_json (json, NULL);
  g_autofree char *json_again = bt_quality_report_to_json (again);

  assert_hours (result->report, METALS);
  g_assert_cmpint (result->report->outside_hours, ==, 5);
  g_assert_cmpint (result->report->hours_missing, ==, 0);
  g_assert_cmpuint (places->len, ==, 1);
  g_assert_cmpint (g_array_index (places, BtQualityPlace, 0).from_usec, ==,
                   at ("2024-01-13T10:00:00Z"));
  g_assert_cmpint (g_array_index (places, BtQualityPlace, 0).count, ==, 5);
  /* All of it is kept with the dataset. */
  g_assert_cmpstr (json_again, ==, json);
  g_assert_cmpint (again->outside_hours, ==, 5);
  assert_hours (again, METALS);
}

/* Gold that trades around the clock, and a coin that rests at weekends, keep other hours than their
 * class: nothing is said of hours then. */
static void
test_contradicted (void)
{
  const Stretch no_break[] = { { "2024-01-08T10:00:00Z", 2000 }, { NULL, 0 } };
  const Stretch resting[]
    = { { "2024-01-12T12:00:00Z", 600 }, { "2024-01-14T22:00:00Z", 600 }, { NULL, 0 } };
  g_autoptr (FeedResult) gold = read_stretches ("XAUUSD_M1.csv", no_break);
  g_autoptr (FeedResult) coin = read_stretches ("SOLUSDT_M1.csv", resting);
  g_autofree char *json = bt_quality_report_to_json (gold->report);

  assert_hours (gold->report, "");
  g_assert_cmpint (gold->report->outside_hours, ==, 0);
  g_assert_cmpuint (bt_quality_places_get (gold->report->places, BT_FINDING_OUTSIDE_HOURS)->len, ==,
                    0);
  g_assert_nonnull (strstr (json, "\"trading_hours\":null"));
  assert_hours (coin->report, "");
  g_assert_cmpint (coin->report->weekend_gaps, ==, 1);
}

/* Rows that run backwards and rows out of order give the same. */
static void
test_order (void)
{
  g_autofree char *first = feed_fixture_make_rows ("2024-01-09T20:00:00Z", 120);
  g_autofree char *second = feed_fixture_make_rows ("2024-01-09T23:00:00Z", 120);
  g_autofree char *third = feed_fixture_make_rows ("2024-01-10T01:20:00Z", 60);
  g_autofree char *forward = g_strconcat (first, second, third, NULL);
  g_autofree char *mixed = g_strconcat (HEADER, third, first, second, NULL);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (forward), "\n", -1);
  g_autoptr (GString) backward = g_string_new (HEADER);

  for (guint i = g_strv_length (lines); i-- > 0;)
    g_string_append_printf (backward, "%s\n", lines[i]);
  const char *const texts[] = { backward->str, mixed };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (FeedResult) result = feed_fixture_read_text ("XAUUSD_M1.csv", texts[i]);

      assert_hours (result->report, METALS);
      g_assert_cmpint (result->report->hours_gap_count, ==, 1);
      g_assert_cmpint (result->report->hours_missing, ==, 20);
      assert_gap (result->report->hours_gaps, 0, "2024-01-10T01:00:00Z", "2024-01-10T01:20:00Z",
                  20);
    }
}

/* Days and hours: Sunday's two hours make no day, half an hour after the opening makes an hour. */
static void
test_long_candles (void)
{
  BtTradingHours hours = { 0 };
  g_autoptr (BtQualityReport) report = bt_quality_report_new ();

  g_assert_true (bt_trading_hours_parse (METALS, &hours, NULL));
  g_autoptr (BtHoursCheck) days = bt_hours_check_new (&hours, TRUE, BT_USEC_PER_DAY);
  bt_hours_check_add (days, at ("2024-01-12T00:00:00Z"));
  bt_hours_check_add_gap (days, at ("2024-01-13T00:00:00Z"), at ("2024-01-15T00:00:00Z"));
  bt_hours_check_add (days, at ("2024-01-15T00:00:00Z"));
  bt_hours_check_finish (days, report);
  g_assert_cmpint (report->hours_missing, ==, 0);
  g_assert_cmpint (report->outside_hours, ==, 0);
  bt_hours_check_add_gap (days, at ("2024-01-16T00:00:00Z"), at ("2024-01-18T00:00:00Z"));
  bt_hours_check_add (days, at ("2024-01-20T00:00:00Z"));
  bt_hours_check_finish (days, report);
  g_assert_cmpint (report->hours_missing, ==, 2);
  g_assert_cmpint (report->outside_hours, ==, 1);

  g_assert_true (bt_trading_hours_parse ("Mon-Fri 09:30-16:00 America/New_York", &hours, NULL));
  g_autoptr (BtHoursCheck) shares = bt_hours_check_new (&hours, TRUE, BT_USEC_PER_HOUR);
  bt_hours_check_add (shares, at ("2024-07-09T13:00:00Z"));
  bt_hours_check_add_gap (shares, at ("2024-07-09T14:00:00Z"), at ("2024-07-10T13:00:00Z"));
  bt_hours_check_finish (shares, report);
  g_assert_cmpint (report->outside_hours, ==, 0);
  g_assert_cmpint (report->hours_missing, ==, 6);
  g_assert_null (bt_hours_check_new (&hours, TRUE, 7 * BT_USEC_PER_DAY));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/hours/change-of-clocks", test_change_of_clocks);
  g_test_add_func ("/feed/hours/early-end", test_early_end);
  g_test_add_func ("/feed/hours/outside", test_outside);
  g_test_add_func ("/feed/hours/contradicted", test_contradicted);
  g_test_add_func ("/feed/hours/order", test_order);
  g_test_add_func ("/feed/hours/long-candles", test_long_candles);
  return g_test_run ();
}
