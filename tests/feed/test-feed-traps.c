// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What makes one table mean another than it seems: date orders, clocks, doubled hours, columns in
 * unusual places, order, holes. */
#include "config.h"

#include "feed-fixture.h"

#include <string.h>

static void
test_day_first (void)
{
  g_autoptr (FeedResult) european
    = feed_fixture_read_text ("EURUSD.csv", "Date,Open,High,Low,Close\n"
                                            "1/1/2015,1.1,1.2,1.0,1.1\n"
                                            "2/1/2015,1.1,1.2,1.0,1.1\n"
                                            "3/1/2015,1.1,1.2,1.0,1.1\n");
  g_autoptr (FeedResult) american
    = feed_fixture_read_text ("EURUSD.csv", "Date,Open,High,Low,Close\n"
                                            "1/1/2015,1.1,1.2,1.0,1.1\n"
                                            "1/2/2015,1.1,1.2,1.0,1.1\n"
                                            "1/3/2015,1.1,1.2,1.0,1.1\n");

  g_assert_cmpint (european->report->timeframe, ==, BT_TIMEFRAME_D1);
  feed_fixture_assert_candle (european, 1, "2015-01-02T00:00:00Z", 110000, 120000, 100000, 110000);
  g_assert_cmpint (american->report->timeframe, ==, BT_TIMEFRAME_D1);
  feed_fixture_assert_candle (american, 1, "2015-01-02T00:00:00Z", 110000, 120000, 100000, 110000);
}

/* The sample cannot settle the order when it is all of one day; the rest of the file can. */
static void
test_day_first_settled_late (void)
{
  g_autoptr (GString) text = g_string_new ("Time,Open,High,Low,Close,Volume\n");
  const char *days[] = { "05/05/2020", "05/06/2020", "05/13/2020" };

  for (guint day = 0; day < G_N_ELEMENTS (days); day++)
    for (guint minute = 0; minute < 1440; minute++)
      g_string_append_printf (text, "%s %02u:%02u,1.10000,1.20000,1.00000,1.10000,%0150u\n",
                              days[day], minute / 60, minute % 60, minute);
  g_autoptr (FeedResult) result = feed_fixture_read_text ("EURUSD.csv", text->str);
  g_assert_cmpint (result->report->bad_rows_total, ==, 0);
  feed_fixture_assert_candle (result, 1440, "2020-05-06T00:00:00Z", 110000, 120000, 100000, 110000);
  feed_fixture_assert_candle (result, 2880, "2020-05-13T00:00:00Z", 110000, 120000, 100000, 110000);
}

/* Without a header the rows show which of four prices are the extremes. */
static void
test_price_order (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (text, "2024-01-02 00:%02u,1.10%02u,1.10%02u,1.1200,1.0900,%u\n", i, i,
                            40 - i, i);
  g_autoptr (FeedResult) result = feed_fixture_read_text ("EURUSD.csv", text->str);
  g_assert_cmpint (result->report->bad_rows_total, ==, 0);
  feed_fixture_assert_candle (result, 3, "2024-01-02T00:03:00Z", 110030, 112000, 109000, 110370);
}

static char *
make_weekend_rows (BtZone zone, guint weeks, const char *header)
{
  GString *text = g_string_new (header);
  gint64 monday;

  /* Hours of whole trading weeks in New York's time, written by another clock. */
  g_assert_true (bt_time_parse ("2024-01-07T17:00:00Z", &monday, NULL));
  for (guint week = 0; week < weeks; week++)
    for (guint hour = 0; hour < 120; hour++)
      {
        const gint64 new_york = monday + week * 7 * BT_USEC_PER_DAY + hour * BT_USEC_PER_HOUR;
        const gint64 utc = bt_zone_from_local (BT_ZONE (BT_ZONE_NEW_YORK), new_york, BT_ZONE_FIRST);
        const BtCivilTime civil = bt_time_to_civil (bt_zone_to_local (zone, utc));
        g_string_append_printf (text, "%04d.%02d.%02d,%02d:00,1.1,1.2,1.0,1.1,%u\n", civil.year,
                                civil.month, civil.day, civil.hour, hour + 1);
      }
  return g_string_free (text, FALSE);
}

static void
assert_voted (BtZone zone, guint weeks, const char *expected, gboolean is_certain)
{
  g_autofree char *text = make_weekend_rows (zone, weeks, "");
  g_autoptr (FeedResult) result = feed_fixture_read_text ("EURUSD60.csv", text);
  g_autofree char *got = bt_zone_to_string (result->report->zone);

  g_assert_cmpstr (result->report->dialect, ==, "mt4");
  g_assert_cmpstr (got, ==, expected);
  g_assert_cmpint (result->report->is_zone_certain, ==, is_certain);
  if (is_certain)
    feed_fixture_assert_candle (result, 0, "2024-01-07T22:00:00Z", 110000, 120000, 100000, 110000);
}

static void
test_zone_votes (void)
{
  assert_voted (BT_ZONE (BT_ZONE_EASTERN_EUROPE), 52, "EET", TRUE);
  assert_voted (BT_ZONE (BT_ZONE_NEW_YORK_PLUS_7), 52, "New_York+7", TRUE);
  assert_voted (BT_ZONE (BT_ZONE_UTC), 52, "UTC", TRUE);
  assert_voted (BT_ZONE (BT_ZONE_NEW_YORK), 52, "America/New_York", TRUE);
  assert_voted (BT_ZONE (BT_ZONE_NEW_YORK_EU_DATES), 52, "New_York_EU_dates", TRUE);
  assert_voted ((BtZone){ BT_ZONE_FIXED, -300 }, 52, "UTC-05:00", TRUE);
  assert_voted ((BtZone){ BT_ZONE_FIXED, 180 }, 52, "UTC+03:00", TRUE);
  /* A month of winter fits several clocks, which all give the same times: the dialect's own is
   * named. */
  assert_voted (BT_ZONE (BT_ZONE_EASTERN_EUROPE), 5, "New_York+7", TRUE);
  /* Two weekends are too few. */
  assert_voted (BT_ZONE (BT_ZONE_UTC), 2, "New_York+7", FALSE);
}

static void
test_reliable_header (void)
{
  g_autofree char *rows = make_weekend_rows (BT_ZONE (BT_ZONE_EASTERN_EUROPE), 52, "");
  g_autofree char *labelled
    = make_weekend_rows (BT_ZONE (BT_ZONE_UTC), 52, "Date,Time (EET),Open,High,Low,Close,Volume\n");
  BtFeedOptions options;

  /* What the user states counts more than any vote. */
  bt_feed_options_init (&options);
  options.has_zone = TRUE;
  options.zone = BT_ZONE (BT_ZONE_UTC);
  g_autoptr (FeedResult) stated = feed_fixture_read ("EURUSD60.csv", rows, strlen (rows), &options);
  g_assert_cmpint (stated->report->zone.kind, ==, BT_ZONE_UTC);
  g_assert_true (stated->report->is_zone_certain);
  g_assert_cmpint (g_array_index (stated->report->zone_votes, BtZoneVote, 0).zone.kind, ==,
                   BT_ZONE_EASTERN_EUROPE);
  /* A label that the weekly closes contradict is wrong. */
  g_autoptr (FeedResult) lying = feed_fixture_read_text ("EURUSD60.csv", labelled);
  g_assert_cmpint (lying->report->zone.kind, ==, BT_ZONE_UTC);
}

/* Summer time ends: an hour of the local clock comes twice and is two hours of UTC. */
static void
test_doubled_hour (void)
{
  g_autoptr (GString) text = g_string_new ("time,open,high,low,close,volume\n");
  BtFeedOptions options;

  bt_feed_options_init (&options);
  options.has_zone = TRUE;
  options.zone = BT_ZONE (BT_ZONE_EASTERN_EUROPE);
  for (guint pass = 0; pass < 2; pass++)
    for (guint minute = 0; minute < 60; minute++)
      g_string_append_printf (text, "2024-10-27 03:%02u,1.1,1.2,1.0,1.1,1\n", minute);
  g_string_append (text, "2024-10-27 04:00,1.1,1.2,1.0,1.1,1\n");
  g_autoptr (FeedResult) result = feed_fixture_read ("BTCUSD.csv", text->str, text->len, &options);
  g_assert_no_error (result->error);
  g_assert_cmpint (result->report->duplicates, ==, 60);
  g_assert_cmpint (result->report->out_of_order, ==, 1);
  g_assert_cmpint (result->report->stored, ==, 121);
  feed_fixture_assert_candle (result, 0, "2024-10-27T00:00:00Z", 110, 120, 100, 110);
  feed_fixture_assert_candle (result, 60, "2024-10-27T01:00:00Z", 110, 120, 100, 110);
  feed_fixture_assert_candle (result, 120, "2024-10-27T02:00:00Z", 110, 120, 100, 110);

  /* In a zone whose clock does not change the second pass is the same hour again: the first of each
   * is stored. */
  options.zone = BT_ZONE (BT_ZONE_UTC);
  g_autoptr (FeedResult) plain = feed_fixture_read ("BTCUSD.csv", text->str, text->len, &options);
  g_assert_cmpint (plain->report->duplicates, ==, 60);
  g_assert_cmpint (plain->report->stored, ==, 61);
  g_assert_cmpuint (plain->candles->len, ==, 121);
}

static void
test_newest_first (void)
{
  g_autoptr (FeedResult) result
    = feed_fixture_read_text ("EURUSD.csv", "time,open,high,low,close\n"
                                            "2024-01-02 00:05,1.1,1.2,1.0,1.1\n"
                                            "2024-01-02 00:04,1.1,1.2,1.0,1.1\n"
                                            "2024-01-02 00:01,1.1,1.2,1.0,1.1\n"
                                            "2024-01-02 00:02,1.1,1.2,1.0,1.1\n"
                                            "2024-01-02 00:00,1.1,1.2,1.0,1.1\n");
  g_autofree char *first = bt_time_to_string (result->report->first_usec);
  g_autofree char *last = bt_time_to_string (result->report->last_usec);

  g_assert_cmpint (result->report->out_of_order, ==, 1);
  g_assert_cmpint (result->report->gap_count, ==, 1);
  g_assert_cmpint (result->report->gap_missing, ==, 1);
  g_assert_cmpint (result->report->stored, ==, 5);
  g_assert_cmpstr (first, ==, "2024-01-02T00:00:00Z");
  g_assert_cmpstr (last, ==, "2024-01-02T00:05:00Z");
}

static void
test_joined_files (void)
{
  g_autoptr (FeedResult) result
    = feed_fixture_read_text ("EURUSD.csv", "time,open,high,low,close\n"
                                            "2024-01-02 00:00,1.1,1.2,1.0,1.1\n"
                                            "2024-01-02 00:01,1.1,1.2,1.0,1.1\n"
                                            "time,open,high,low,close\n"
                                            "# the second half\n"
                                            "2024-01-02 00:02,1.1,1.2,1.0,1.1\n");

  g_assert_cmpint (result->report->rows, ==, 3);
  g_assert_cmpint (result->report->bad_rows_total, ==, 0);
}

static void
test_empty_clock (void)
{
  g_autoptr (FeedResult) result
    = feed_fixture_read_text ("EURUSD_1D.csv", "\xef\xbb\xbf"
                                               "1/2/2012,0:00,1.2938,1.2968,1.2916,1.2929,46293\n"
                                               "1/3/2012,0:00,1.2933,1.3077,1.2931,1.3051,47400\n"
                                               "1/4/2012,,1.3051,1.3074,1.2898,1.2942,\n");

  g_assert_cmpint (result->report->bad_rows_total, ==, 0);
  g_assert_cmpint (result->report->timeframe, ==, BT_TIMEFRAME_D1);
  /* No volume is not a volume of zero. */
  g_assert_cmpint (result->report->zero_volume, ==, 0);
}

static void
test_counts (void)
{
  g_autoptr (GString) text = g_string_new ("time,open,high,low,close,volume\n");

  for (guint i = 0; i < 50; i++)
    g_string_append_printf (text, "2024-01-02 00:%02u,1.1000,1.1010,1.0990,1.1000,3\n", i);
  g_string_append (text, "2024-01-02 01:10,1.1,1.1,1.1,1.1,0\n");
  g_string_append (text, "2024-01-02 01:11,1.1,1.9,1.0,1.1,3\n");
  g_string_append (text, "2024-01-02 01:11,1.1,1.2,1.0,1.1,3\n");
  g_string_append (text, "2024-01-04 01:12,1.1,1.1010,1.0990,1.1,3\n");
  g_autoptr (FeedResult) result = feed_fixture_read_text ("EURUSD.csv", text->str);
  const BtQualityReport *report = result->report;
  const BtGap *gap = &g_array_index (report->gaps, BtGap, 0);
  g_autofree char *from = bt_time_to_string (gap->from_usec);
  g_autofree char *to = bt_time_to_string (gap->to_usec);

  g_assert_cmpint (report->rows, ==, 54);
  g_assert_cmpint (report->stored, ==, 53);
  g_assert_cmpint (report->duplicates, ==, 1);
  g_assert_cmpint (report->out_of_order, ==, 0);
  g_assert_cmpint (report->flat, ==, 1);
  g_assert_cmpint (report->zero_volume, ==, 1);
  g_assert_cmpint (report->spikes, ==, 2);
  g_assert_cmpint (report->gap_count, ==, 1);
  g_assert_cmpint (report->gap_missing, ==, 20);
  g_assert_cmpint (report->weekend_gaps, ==, 1);
  g_assert_cmpint (report->gap_largest_seconds, ==, 48 * 3600 + 60);
  g_assert_cmpuint (report->gaps->len, ==, 1);
  g_assert_cmpstr (from, ==, "2024-01-02T00:50:00Z");
  g_assert_cmpstr (to, ==, "2024-01-02T01:10:00Z");
}

/* Metals and indices rest for an hour after 17:00 in New York: 22:00 UTC in winter. */
static void
test_daily_break (void)
{
  g_autofree char *before = feed_fixture_make_rows ("2024-01-02T20:00:00Z", 120);
  g_autofree char *after = feed_fixture_make_rows ("2024-01-02T23:00:00Z", 120);
  g_autofree char *text = g_strconcat ("time,open,high,low,close,volume\n", before, after, NULL);
  /* An index whose hours nobody knows. */
  g_autoptr (FeedResult) result = feed_fixture_read_text ("GER40_M1.csv", text);

  g_assert_cmpint (result->report->gap_count, ==, 1);
  g_assert_cmpint (result->report->gap_missing, ==, 60);
  g_assert_cmpint (result->report->break_missing, ==, 60);
  g_assert_cmpuint (result->report->gaps->len, ==, 0);
  g_assert_cmpint (bt_quality_report_get_grade (result->report), ==, 'A');
}

/* A hole of two weeks misses ten trading days. */
static void
test_long_hole (void)
{
  g_autoptr (FeedResult) result
    = feed_fixture_read_text ("EURUSD.csv", "time,open,high,low,close\n"
                                            "2024-01-02 00:00,1.1,1.2,1.0,1.1\n"
                                            "2024-01-02 01:00,1.1,1.2,1.0,1.1\n"
                                            "2024-01-16 02:00,1.1,1.2,1.0,1.1\n"
                                            "2024-01-16 03:00,1.1,1.2,1.0,1.1\n");
  const BtGap *gap = &g_array_index (result->report->gaps, BtGap, 0);

  g_assert_cmpuint (result->report->gaps->len, ==, 1);
  g_assert_cmpint (gap->missing, ==, 10 * 24);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/traps/day-first", test_day_first);
  g_test_add_func ("/feed/traps/day-first-settled-late", test_day_first_settled_late);
  g_test_add_func ("/feed/traps/price-order", test_price_order);
  g_test_add_func ("/feed/traps/zone-votes", test_zone_votes);
  g_test_add_func ("/feed/traps/reliable-header", test_reliable_header);
  g_test_add_func ("/feed/traps/doubled-hour", test_doubled_hour);
  g_test_add_func ("/feed/traps/newest-first", test_newest_first);
  g_test_add_func ("/feed/traps/joined-files", test_joined_files);
  g_test_add_func ("/feed/traps/empty-clock", test_empty_clock);
  g_test_add_func ("/feed/traps/counts", test_counts);
  g_test_add_func ("/feed/traps/daily-break", test_daily_break);
  g_test_add_func ("/feed/traps/long-hole", test_long_hole);
  return g_test_run ();
}
