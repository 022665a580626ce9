// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed-fixture.h"

#include <string.h>

static void
add_bad_row (BtQualityReport *report, gint64 line, gint column, const char *reason)
{
  BtBadRow *bad_row = g_new0 (BtBadRow, 1);

  *bad_row = (BtBadRow){ .line = line, .column = column, .reason = g_strdup (reason) };
  g_ptr_array_add (report->bad_rows, bad_row);
}

static BtQualityReport *
make_report (void)
{
  BtQualityReport *report = bt_quality_report_new ();
  const BtZoneVote vote = { BT_ZONE (BT_ZONE_EASTERN_EUROPE), 50, 52 };
  const BtGap gap = { 60000000, 180000000, 2 };
  const BtQualityPlace spike = { 60000000, 60000000, 900 };

  g_free (report->file);
  report->file = g_strdup ("/data/“gold”\n.csv");
  g_free (report->dialect);
  report->dialect = g_strdup ("mt5");
  g_strlcpy (report->symbol, "XAUUSD", sizeof report->symbol);
  report->timeframe = BT_TIMEFRAME_H1;
  report->zone = (BtZone){ BT_ZONE_FIXED, -330 };
  report->rows = 1000;
  report->stored = 990;
  report->first_usec = 0;
  report->last_usec = G_GINT64_CONSTANT (1704153600000000);
  report->duplicates = 1;
  report->out_of_order = 2;
  report->gap_count = 3;
  report->gap_missing = 4;
  report->break_missing = 1;
  report->gap_largest_seconds = 5;
  report->weekend_gaps = 6;
  report->bad_rows_total = 7;
  report->inverted = 8;
  report->outside_range = 9;
  report->flat = 10;
  report->zero_volume = 11;
  report->spikes = 12;
  report->duplicates_equal = 1;
  report->is_stamped_at_close = TRUE;
  report->is_name_wrong = TRUE;
  report->name_timeframe = BT_TIMEFRAME_H4;
  bt_quality_places_append (report->places, BT_FINDING_SPIKE, &spike);
  report->digits = 2;
  report->has_spread = TRUE;
  report->is_zone_certain = TRUE;
  memset (report->sha256.bytes, 0xab, sizeof report->sha256.bytes);
  g_array_append_val (report->zone_votes, vote);
  g_array_append_val (report->gaps, gap);
  add_bad_row (report, 17, 3, "“abc” is no \"high\" price");
  return report;
}

static void
test_json (void)
{
  g_autoptr (BtQualityReport) report = make_report ();
  g_autofree char *json = bt_quality_report_to_json (report);

  g_assert_cmpstr (
    json, ==,
    "{\"file\":\"/data/"
    "“gold”\\n.csv\",\"dialect\":\"mt5\",\"symbol\":\"XAUUSD\",\"timeframe\":\"H1\","
    "\"timezone\":\"UTC-05:30\",\"rows\":1000,\"stored\":990,\"first\":\"1970-01-01T00:00:00Z\","
    "\"last\":\"2024-01-02T00:00:00Z\",\"duplicates\":1,\"out_of_order\":2,\"gaps\":{\"count\":3,"
    "\"missing\":4,\"largest_seconds\":5,\"daily_break\":1,\"weekends\":6},\"bad_rows\":[{\"line\":"
    "17,"
    "\"column\":3,\"reason\":\"“abc” is no \\\"high\\\" "
    "price\"}],\"bad_rows_total\":7,\"inverted\":8,"
    "\"outside_range\":9,\"flat\":10,\"zero_volume\":11,\"digits\":2,\"sha256\":"
    "\"abababababababababababababababababababababababababababababababab\",\"grade\":\"C\","
    "\"spikes\":12,\"has_spread\":true,\"zone_certain\":true,\"zone_votes\":[{\"timezone\":\"EET\","
    "\"matched\":50,\"weeks\":52}],\"gap_list\":[{\"from\":\"1970-01-01T00:01:00Z\",\"to\":"
    "\"1970-01-01T00:03:00Z\",\"missing\":2}],\"zone_confidence\":0,\"ticks\":false,"
    "\"stamped_at_close\":true,\"name_timeframe\":\"H4\",\"duplicates_equal\":1,"
    "\"duplicates_conflicting\":0,\"folds\":0,\"weekend_rows\":0,\"overlapping\":0,\"trading_"
    "hours\":null,\"handled\":{"
    "\"repaired\":{\"out_of_order\":2,\"duplicates_equal\":1},\"refused\":{\"bad_rows\":7},"
    "\"left\":{\"gaps\":3,\"flat\":10,\"zero_volume\":11,\"spikes\":12}},\"places\":{\"spike\":["
    "{\"from\":\"1970-01-01T00:01:00Z\",\"to\":\"1970-01-01T00:01:00Z\",\"count\":900}]}}");
}

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtQualityReport) report = make_report ();
  g_autofree char *json = bt_quality_report_to_json (report);
  g_autoptr (BtQualityReport) again = bt_quality_report_from_json (json, &error);

  g_assert_no_error (error);
  g_autofree char *json_again = bt_quality_report_to_json (again);
  g_assert_cmpstr (json_again, ==, json);
  g_assert_cmpint (again->zone.offset_minutes, ==, -330);

  /* Reports that were stored before there were places have none of what comes with them. */
  g_auto (GStrv) parts = g_strsplit (json, ",\"zone_confidence\"", 2);
  g_autofree char *old_json = g_strconcat (parts[0], "}", NULL);
  g_autoptr (BtQualityReport) old = bt_quality_report_from_json (old_json, &error);
  g_assert_no_error (error);
  g_assert_cmpint (old->spikes, ==, 12);
  g_assert_false (old->is_name_wrong);

  g_autoptr (BtQualityReport) empty = bt_quality_report_new ();
  g_autofree char *empty_json = bt_quality_report_to_json (empty);
  g_autoptr (BtQualityReport) empty_again = bt_quality_report_from_json (empty_json, &error);
  g_assert_no_error (error);
  g_assert_cmpint (empty_again->first_usec, ==, BT_TIME_NONE);
}

static void
assert_no_report (const char *json, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (bt_quality_report_from_json (json, &error));
  g_assert_error (error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT);
  g_assert_true (g_str_has_prefix (error->message, message));
}

static void
test_wrong_json (void)
{
  g_autoptr (BtQualityReport) report = make_report ();
  g_autofree char *json = bt_quality_report_to_json (report);

  assert_no_report ("", "the quality report is no JSON object");
  assert_no_report ("[1]", "the quality report is no JSON object");
  assert_no_report ("{\"rows\"", "the quality report is no JSON object");
  assert_no_report ("{}", "the quality report's member “gaps” is missing or of the wrong kind");
  /* Take one member after the other away, and give it a wrong kind. */
  static const char *const members[]
    = { "file",       "dialect",      "symbol",     "timeframe",  "timezone", "rows",
        "stored",     "first",        "last",       "duplicates", "gaps",     "missing",
        "bad_rows",   "line",         "reason",     "digits",     "sha256",   "spikes",
        "has_spread", "zone_certain", "zone_votes", "matched",    "gap_list", "from" };
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *name = g_strdup_printf ("\"%s\":", members[i]);
      g_autofree char *other = g_strdup_printf ("\"x%s\":", members[i]);
      g_auto (GStrv) parts = g_strsplit (json, name, 2);
      g_autofree char *without = g_strjoinv (other, parts);
      g_assert_cmpuint (g_strv_length (parts), ==, 2);
      assert_no_report (without, "the quality report's member “");
      g_autofree char *wrong
        = g_strjoin (NULL, parts[0], name, "{\"a\":", "1}, \"y\":", parts[1], NULL);
      assert_no_report (wrong, "the quality report's member “");
    }
}

static void
assert_grade (gint64 rows, gint64 bad, gint64 doubled, gint64 missing, gint64 late, char expected)
{
  g_autoptr (BtQualityReport) report = bt_quality_report_new ();

  report->rows = rows;
  report->bad_rows_total = bad;
  report->duplicates = doubled;
  report->gap_missing = missing + 60;
  report->break_missing = 60;
  report->out_of_order = late;
  g_assert_cmpint (bt_quality_report_get_grade (report), ==, expected);
}

static void
test_grades (void)
{
  assert_grade (100000, 0, 0, 0, 0, 'A');
  assert_grade (100000, 0, 0, 500, 0, 'A');
  assert_grade (100000, 0, 0, 600, 0, 'B');
  assert_grade (100000, 1, 0, 0, 0, 'B');
  assert_grade (100000, 0, 1, 0, 0, 'B');
  assert_grade (100000, 0, 0, 0, 1, 'B');
  assert_grade (100000, 100, 0, 0, 0, 'B');
  assert_grade (100000, 101, 0, 0, 0, 'C');
  assert_grade (100000, 1000, 0, 0, 0, 'C');
  assert_grade (100000, 1001, 0, 0, 0, 'D');
  assert_grade (100000, 0, 0, 20000, 0, 'D');
  assert_grade (G_GINT64_CONSTANT (100000000), 1, 0, 0, 0, 'B');
}

static void
test_merge (void)
{
  g_autoptr (BtQualityReport) a = make_report ();
  g_autoptr (BtQualityReport) b = make_report ();
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();

  b->first_usec = -5;
  b->last_usec = 5;
  b->is_zone_certain = FALSE;
  g_ptr_array_add (reports, a);
  g_ptr_array_add (reports, b);
  g_autoptr (BtQualityReport) merged = bt_quality_report_merge (reports, 1980);
  const BtBadRow *bad_row = g_ptr_array_index (merged->bad_rows, 1);
  g_assert_cmpint (merged->rows, ==, 2000);
  g_assert_cmpint (merged->stored, ==, 1980);
  g_assert_cmpint (merged->bad_rows_total, ==, 14);
  g_assert_cmpint (merged->first_usec, ==, -5);
  g_assert_cmpint (merged->last_usec, ==, a->last_usec);
  g_assert_cmpint (merged->gap_largest_seconds, ==, 5);
  g_assert_false (merged->is_zone_certain);
  g_assert_cmpuint (merged->gaps->len, ==, 2);
  g_assert_cmpstr (bad_row->reason, ==, "“gold”\n.csv: “abc” is no \"high\" price");
  g_assert_false (bt_hash_equal (&merged->sha256, &a->sha256));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/report/json", test_json);
  g_test_add_func ("/feed/report/round-trip", test_round_trip);
  g_test_add_func ("/feed/report/wrong-json", test_wrong_json);
  g_test_add_func ("/feed/report/grades", test_grades);
  g_test_add_func ("/feed/report/merge", test_merge);
  return g_test_run ();
}
