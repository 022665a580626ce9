// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Real files of many origins, against what their manifest says of them. Skipped where they are not
 * there. */
#include "config.h"

#include "base/bt-checked.h"
#include "feed-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* What cannot be read, with the end of the message that says so. */
static const char *const refused[][2] = {
  { "negative-close-only", "candles need all four prices" },
  { "parquet", "a Parquet file; export it as CSV" },
  { "feather", "a Feather file; export it as CSV" },
};
/* Names that do not say which instrument it is, so it is stated. */
static const char *const nameless[]
  = { "Gold_investing", "basic-csv", "btc-perp",        "yhoo",  "orcl",
      "volume-min",     "bitstamp",  "quote_tick_data", "kline", NULL };

static gboolean
is_listed (const char *text, const char *const *parts)
{
  for (guint i = 0; parts[i] != NULL; i++)
    if (strstr (text, parts[i]) != NULL)
      return TRUE;
  return FALSE;
}

static void
assert_stat (JsonObject *stats, const char *name, gint64 got)
{
  if (!json_object_has_member (stats, name))
    return;
  g_test_message ("%s", name);
  g_assert_cmpint (got, ==, json_object_get_int_member (stats, name));
}

static gint64
read_stamp (const char *text)
{
  g_autofree char *plain = g_strdup (text);
  gint64 usec;

  g_assert_true (bt_time_parse (plain, &usec, NULL));
  return usec;
}

/* The manifest has stamps as written, which the zone makes into UTC. */
static void
assert_times (JsonObject *stats, const BtQualityReport *report)
{
  const gint64 first = read_stamp (json_object_get_string_member (stats, "first"));
  const gint64 last = read_stamp (json_object_get_string_member (stats, "last"));

  /* It leaves out what is beyond milliseconds. */
  g_assert_cmpint (report->first_usec - report->first_usec % 1000, ==,
                   bt_zone_from_local (report->zone, MIN (first, last), BT_ZONE_FIRST));
  g_assert_cmpint (report->last_usec - report->last_usec % 1000, ==,
                   bt_zone_from_local (report->zone, MAX (first, last), BT_ZONE_FIRST));
}

/* Of Dukascopy's records it has seconds ("+3598.781s") from a start that the name states. */
static void
assert_offsets (JsonObject *stats, const BtQualityReport *report)
{
  const double first = g_ascii_strtod (json_object_get_string_member (stats, "first"), NULL);
  const double last = g_ascii_strtod (json_object_get_string_member (stats, "last"), NULL);

  g_assert_cmpint (report->last_usec - report->first_usec, ==,
                   (gint64) ((last - first) * BT_USEC_PER_SECOND + 0.5));
  g_assert_cmpint (report->first_usec % BT_USEC_PER_HOUR, ==,
                   (gint64) (first * BT_USEC_PER_SECOND + 0.5));
}

/* Lowest and highest price, at the digits that were found. */
static void
assert_prices (JsonObject *stats, const FeedResult *result)
{
  const double factor = (double) bt_power_of_ten (result->report->digits);
  gint64 lowest = G_MAXINT64;
  gint64 highest = 0;

  if (!json_object_has_member (stats, "pmin") || result->report->bad_rows_total > 0)
    return;
  const double pmin = json_object_get_double_member (stats, "pmin");
  const double pmax = json_object_get_double_member (stats, "pmax");
  for (guint i = 0; i < result->candles->len; i++)
    {
      const BtCandle *candle = &g_array_index (result->candles, BtCandle, i);
      lowest = MIN (lowest, candle->low_points);
      highest = MAX (highest, candle->high_points);
    }
  /* Some files write whole points, Dukascopy's coins those of one decimal less than is usual. */
  const gboolean are_points = pmin * factor > 2.0 * (double) lowest;
  const double unit = !are_points                                      ? factor
                      : g_str_equal (result->report->symbol, "BTCUSD") ? 10
                                                                       : 1;
  g_assert_cmpint (lowest, ==, (gint64) (pmin * unit + 0.5));
  g_assert_cmpint (highest, ==, (gint64) (pmax * unit + 0.5));
}

static gboolean
is_tick_entry (JsonObject *entry)
{
  const char *timeframe = json_object_get_string_member (entry, "tf");

  return g_str_equal (timeframe, "tick") || g_str_equal (timeframe, "trades");
}

/* Returns the manifest's timeframe as it is stored; free with g_free(). */
static char *
get_timeframe (JsonObject *entry)
{
  const char *timeframe = json_object_get_string_member (entry, "tf");

  if (is_tick_entry (entry))
    return g_strdup ("M1");
  /* What the manifest left open is a day. */
  return g_strdup (g_str_equal (timeframe, "?") ? "D1" : timeframe);
}

/* Returns the manifest's symbol without what no symbol has; free with g_free(). */
static char *
get_symbol (JsonObject *entry)
{
  g_auto (GStrv) parts
    = g_strsplit_set (json_object_get_string_member (entry, "symbol"), "/? ", -1);
  g_autofree char *symbol = g_strjoinv ("", parts);

  return symbol[0] != '\0' ? g_steal_pointer (&symbol) : g_strdup ("X");
}

static void
assert_counts (JsonObject *stats, const BtQualityReport *report, gboolean are_ticks)
{
  assert_stat (stats, "rows", report->rows);
  assert_stat (stats, "dup", report->duplicates);
  assert_stat (stats, "ooo", report->out_of_order);
  assert_stat (stats, "inv", report->inverted);
  assert_stat (stats, "oc", report->outside_range);
  if (are_ticks)
    return;
  assert_stat (stats, "gaps_in", report->gap_count);
  assert_stat (stats, "missing_in", report->gap_missing);
  assert_stat (stats, "gaps_wk", report->weekend_gaps);
  assert_stat (stats, "flat", report->flat);
  assert_stat (stats, "zerov", report->zero_volume);
}

static void
assert_file (const char *path, JsonObject *entry)
{
  JsonObject *stats = json_object_get_object_member (entry, "stats");
  const gboolean are_ticks = is_tick_entry (entry);
  g_autofree char *symbol = get_symbol (entry);
  g_autofree char *timeframe = get_timeframe (entry);
  BtFeedOptions options;

  bt_feed_options_init (&options);
  if (is_listed (path, nameless))
    options.symbol = symbol;
  g_autoptr (FeedResult) result = feed_fixture_read_path (path, &options);
  g_assert_no_error (result->error);
  const BtQualityReport *report = result->report;
  if (options.symbol == NULL)
    g_assert_cmpstr (report->symbol, ==, symbol);
  g_assert_cmpstr (bt_timeframe_to_string (report->timeframe), ==, timeframe);
  assert_counts (stats, report, are_ticks);
  if (are_ticks)
    g_assert_cmpint (report->stored, ==, result->candles->len);
  else
    {
      g_assert_cmpint (report->rows - report->bad_rows_total, ==, result->candles->len);
      /* Rows with one stamp are copies, also in HistData's doubled hour, so none of them is a
       * candle of its own. */
      g_assert_cmpint (report->stored, ==,
                       report->rows - report->bad_rows_total - report->duplicates);
      assert_prices (stats, result);
    }
  if (json_object_get_string_member (stats, "first")[0] == '+')
    assert_offsets (stats, report);
  else if (strstr (path, "BTCUSDT, 60") == NULL)
    assert_times (stats, report);
  if (!g_str_has_suffix (path, ".zip"))
    {
      g_autofree char *sha256 = bt_hash_to_string (&report->sha256);
      g_assert_cmpstr (sha256, ==, json_object_get_string_member (entry, "orig_sha256"));
    }
}

static void
assert_refused (const char *path, const char *reason)
{
  g_autoptr (FeedResult) result = feed_fixture_read_path (path, NULL);

  g_assert_error (result->error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT);
  g_assert_nonnull (strstr (result->error->message, reason));
}

/* Returns why a form is refused, or NULL. */
static const char *
find_refusal (const char *dialect)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    if (strstr (dialect, refused[i][0]) != NULL)
      return refused[i][1];
  return NULL;
}

static void
test_manifest (void)
{
  g_autofree char *path = feed_fixture_find_shared ("manifest.json");
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  guint n_read = 0;

  if (path == NULL)
    return;
  g_autofree char *folder = g_path_get_dirname (path);
  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  JsonArray *entries = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);
      const char *dialect = json_object_get_string_member (entry, "dialect");
      g_autofree char *file
        = g_build_filename (folder, json_object_get_string_member (entry, "file"), NULL);
      g_test_message ("%s", file);
      if (!g_file_test (file, G_FILE_TEST_EXISTS))
        continue;
      const char *reason = find_refusal (dialect);
      if (reason != NULL)
        assert_refused (file, reason);
      else
        assert_file (file, entry);
      n_read++;
    }
  /* A manifest without its files is none. */
  g_assert_cmpuint (n_read, ==, json_array_get_length (entries));
}

/* Clocks that the manifest found by comparing feeds. */
static void
test_zones (void)
{
  static const struct
  {
    const char *file;
    const char *zone;
  } cases[] = {
    { "derived-fullyear/XAUUSD_M1_2024_mt5.csv.xz", "EET" },
    { "mt5-export-tab/furqonajiy__XAUUSD_M15_202401_202606_ELEV8.csv.xz", "EET" },
    { "mt4-export/ananiasdave__XAUUSD15.csv.xz", "EET" },
    { "mt4-export/ananiasdave__EURUSD60.csv.xz", "EET" },
    { "mt5-copyrates-csv-points/ejtraderLabs__GBPUSDh1.csv.xz", "EET" },
    { "mt5-copyrates-csv/simom1__XAUUSD_H1.csv.xz", "New_York+7" },
    { "histdata-ascii-zip/shengsheng555__HISTDATA_COM_ASCII_EURUSD_M12018.zip",
      "America/New_York" },
    { "histdata-ascii-zip/shengsheng555__HISTDATA_COM_ASCII_EURUSD_M12019.zip",
      "New_York_EU_dates" },
    { "pandas-index-csv/kernc__EURUSD.csv.xz", "UTC" },
    { "dukascopy-csv/MrNotGramatika__EURUSD_Candlestick_1_M_ASK_01.04.2025-30.04.2025.csv.xz",
      "UTC" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = feed_fixture_find_shared (cases[i].file);
      if (path == NULL)
        return;
      g_autoptr (FeedResult) result = feed_fixture_read_path (path, NULL);
      g_assert_no_error (result->error);
      g_autofree char *zone = bt_zone_to_string (result->report->zone);
      g_test_message ("%s", cases[i].file);
      g_assert_cmpstr (zone, ==, cases[i].zone);
    }
}

/* Fails unless hour hours of from_text have the same highs and lows in both files. */
static void
assert_same_hours (const FeedResult *minutes,
                   const FeedResult *hours,
                   const char *from_text,
                   guint n_hours)
{
  for (guint hour = 0; hour < n_hours; hour++)
    {
      const gint64 from = read_stamp (from_text) + hour * BT_USEC_PER_HOUR;
      gint64 high = 0;
      gint64 low = G_MAXINT64;
      const BtCandle *other = NULL;
      for (guint i = 0; i < minutes->candles->len; i++)
        {
          const BtCandle *candle = &g_array_index (minutes->candles, BtCandle, i);
          if (candle->time_usec < from || candle->time_usec >= from + BT_USEC_PER_HOUR)
            continue;
          high = MAX (high, candle->high_points);
          low = MIN (low, candle->low_points);
        }
      for (guint i = 0; i < hours->candles->len && other == NULL; i++)
        if (g_array_index (hours->candles, BtCandle, i).time_usec == from)
          other = &g_array_index (hours->candles, BtCandle, i);
      g_assert_nonnull (other);
      /* Two brokers differ by a few points; an hour more or less by many times that. */
      g_assert_cmpint (ABS (high - other->high_points), <=, 10);
      g_assert_cmpint (ABS (low - other->low_points), <=, 10);
    }
}

/* HistData's 2019 changes its clock on European dates: another broker's hours of the Sunday of the
 * change agree, on both sides of the hour that its files hold twice. */
static void
test_histdata_change (void)
{
  g_autofree char *minutes_path = feed_fixture_find_shared (
    "histdata-ascii-zip/shengsheng555__HISTDATA_COM_ASCII_EURUSD_M12019.zip");
  g_autofree char *hours_path
    = minutes_path != NULL ? feed_fixture_find_shared ("mt4-export/ananiasdave__EURUSD60.csv.xz")
                           : NULL;

  if (hours_path == NULL)
    return;
  g_autoptr (FeedResult) minutes = feed_fixture_read_path (minutes_path, NULL);
  g_autoptr (FeedResult) hours = feed_fixture_read_path (hours_path, NULL);
  g_assert_no_error (minutes->error);
  g_assert_no_error (hours->error);
  assert_same_hours (minutes, hours, "2019-10-27T22:00:00Z", 8);
  assert_same_hours (minutes, hours, "2019-03-31T21:00:00Z", 2);
}

/* Ticks of a day make the very candles that their source makes of them. */
static void
test_tick_oracle (void)
{
  g_autofree char *day = feed_fixture_find_shared (
    "dukascopy-bi5/Leo4815162342__EURUSD_2019_01_04_BID_candles_min_1.bi5");
  guint n_candles = 0;

  if (day == NULL)
    return;
  g_autoptr (FeedResult) minutes = feed_fixture_read_path (day, NULL);
  g_assert_no_error (minutes->error);
  for (guint hour = 0; hour < 24; hour++)
    {
      g_autofree char *name
        = g_strdup_printf ("dukascopy-bi5/Leo4815162342__EURUSD_2019_01_04_%02uh_ticks.bi5", hour);
      g_autofree char *path = feed_fixture_find_shared (name);
      g_autoptr (FeedResult) ticks = feed_fixture_read_path (path, NULL);
      g_assert_no_error (ticks->error);
      for (guint i = 0; i < ticks->candles->len; i++)
        {
          const BtCandle *made = &g_array_index (ticks->candles, BtCandle, i);
          const BtCandle *theirs = &g_array_index (minutes->candles, BtCandle, n_candles++);
          g_assert_cmpint (made->time_usec, ==, theirs->time_usec);
          g_assert_cmpint (made->open_points, ==, theirs->open_points);
          g_assert_cmpint (made->high_points, ==, theirs->high_points);
          g_assert_cmpint (made->low_points, ==, theirs->low_points);
          g_assert_cmpint (made->close_points, ==, theirs->close_points);
          /* Theirs is a sum of single-precision numbers. */
          g_assert_cmpint (ABS (made->volume - theirs->volume), <=, 2000000);
        }
    }
  g_assert_cmpuint (n_candles, ==, minutes->candles->len);
}

/* Exports and histories of the same candles: their times differ, as the exporter moved them. */
static void
test_history_twins (void)
{
  static const char *const twins[][2]
    = { { "EURUSD60.hst", "EURUSD60_2020.csv" }, { "EURUSD5.hst", "EURUSD5.csv" } };

  for (guint i = 0; i < G_N_ELEMENTS (twins); i++)
    {
      g_autofree char *history_name
        = g_strdup_printf ("mt4-hst/aurelienarenas__%s.xz", twins[i][0]);
      g_autofree char *export_name
        = g_strdup_printf ("mt5-copyrates-csv/aurelienarenas__%s.xz", twins[i][1]);
      g_autofree char *history_path = feed_fixture_find_shared (history_name);
      g_autofree char *export_path
        = history_path != NULL ? feed_fixture_find_shared (export_name) : NULL;
      if (export_path == NULL)
        return;
      g_autoptr (FeedResult) history = feed_fixture_read_path (history_path, NULL);
      g_autoptr (FeedResult) export = feed_fixture_read_path (export_path, NULL);
      g_assert_no_error (history->error);
      g_assert_no_error (export->error);
      g_assert_cmpuint (history->candles->len, >, 4000);
      g_assert_cmpuint (history->candles->len, ==, export->candles->len);
      for (guint k = 0; k < history->candles->len; k++)
        {
          const BtCandle *a = &g_array_index (history->candles, BtCandle, k);
          const BtCandle *b = &g_array_index (export->candles, BtCandle, k);
          g_assert_cmpint (a->open_points, ==, b->open_points);
          g_assert_cmpint (a->high_points, ==, b->high_points);
          g_assert_cmpint (a->low_points, ==, b->low_points);
          g_assert_cmpint (a->close_points, ==, b->close_points);
          g_assert_cmpint (a->volume, ==, b->volume);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/manifest/counts", test_manifest);
  g_test_add_func ("/feed/manifest/zones", test_zones);
  g_test_add_func ("/feed/manifest/histdata-change", test_histdata_change);
  g_test_add_func ("/feed/manifest/tick-oracle", test_tick_oracle);
  g_test_add_func ("/feed/manifest/history-twins", test_history_twins);
  return g_test_run ();
}
