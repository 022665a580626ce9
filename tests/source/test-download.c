// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Downloads from a loopback replica of Dukascopy's history. */
#include "config.h"

#include "download-fixture.h"
#include "feed/bt-feed-reader.h"

#include <glib/gstdio.h>
#include <string.h>

#define ROWS 100
#define KEPT 90 /* of which ten are fillers */

/* Serves a day of both sides, the ask ten points above; month counts from 0, as in the path. */
static void
serve_day (DownloadFixture *fixture, const char *day, guint32 price_points)
{
  g_autofree char *bid = g_strdup_printf ("/EURUSD/%s/BID_candles_min_1.bi5", day);
  g_autofree char *ask = g_strdup_printf ("/EURUSD/%s/ASK_candles_min_1.bi5", day);

  download_fixture_serve (fixture, bid, history_files_make_candles (ROWS, price_points));
  download_fixture_serve (fixture, ask, history_files_make_candles (ROWS, price_points + 10));
}

static void
assert_gap (DownloadFixture *fixture,
            guint index,
            BtDownloadGapReason reason,
            const char *from,
            const char *to)
{
  g_assert_cmpuint (index, <, fixture->result.gaps->len);
  const BtDownloadGap *gap = &g_array_index (fixture->result.gaps, BtDownloadGap, index);
  g_assert_cmpint (gap->reason, ==, reason);
  g_assert_cmpint (gap->from_usec, ==, download_fixture_read_time (from));
  g_assert_cmpint (gap->to_usec, ==, download_fixture_read_time (to));
}

/* Bid and ask of a Friday and a Monday; Saturday and Sunday have none. */
static void
test_candles (DownloadFixture *fixture, gconstpointer data)
{
  g_auto (DownloadLoaded) loaded = { 0 };

  serve_day (fixture, "2024/02/01", 108000);
  serve_day (fixture, "2024/02/04", 109000);
  download_fixture_serve (fixture, "/EURUSD/2024/02/03/BID_candles_min_1.bi5",
                          g_bytes_new (NULL, 0));
  download_fixture_assert_run (fixture, "2024-03-01", "2024-03-05");
  g_assert_true (fixture->result.is_new);
  g_assert_cmpint (fixture->result.candles, ==, 2 * KEPT);
  g_assert_cmpint (fixture->result.fillers, ==, 20);
  g_assert_cmpuint (fixture->result.files, ==, 8);
  g_assert_cmpuint (fixture->result.fetched, ==, 5);
  g_assert_cmpuint (fixture->result.gaps->len, ==, 2);
  assert_gap (fixture, 0, BT_DOWNLOAD_GAP_WEEKEND, "2024-03-02", "2024-03-03");
  /* The Sunday evening should be there. */
  assert_gap (fixture, 1, BT_DOWNLOAD_GAP_FAULT, "2024-03-03", "2024-03-04");

  download_fixture_load (fixture, &loaded);
  const BtCandle candle = bt_series_get_candle (loaded.series, KEPT + 1);
  g_assert_cmpint (candle.time_usec, ==, download_fixture_read_time ("2024-03-04T00:01Z"));
  g_assert_cmpint (candle.open_points, ==, 109001);
  g_assert_cmpint (candle.high_points, ==, 109003);
  g_assert_cmpint (candle.low_points, ==, 108999);
  g_assert_cmpint (candle.close_points, ==, 109002);
  g_assert_cmpint (candle.volume, ==, 150000000);
  g_assert_cmpint (candle.spread_points, ==, 10);
  g_assert_cmpstr (loaded.dataset->source, ==, "Dukascopy");
  g_assert_cmpint (loaded.dataset->kind, ==, BT_SIDE_KIND_BID);
  g_assert_cmpuint (loaded.dataset->instrument.digits, ==, 5);
  g_assert_nonnull (loaded.dataset->report_json);
}

/* Nothing is asked for twice, and the same candles are the same dataset. */
static void
test_again (DownloadFixture *fixture, gconstpointer data)
{
  serve_day (fixture, "2024/02/04", 109000);
  download_fixture_assert_run (fixture, "2024-03-04", "2024-03-05");
  const gint64 id = fixture->result.dataset_id;
  const guint requests = loopback_server_count_all (fixture->server);
  download_fixture_assert_run (fixture, "2024-03-04", "2024-03-05");
  g_assert_cmpint (fixture->result.dataset_id, ==, id);
  g_assert_false (fixture->result.is_new);
  g_assert_cmpuint (fixture->result.fetched, ==, 0);
  g_assert_cmpuint (loopback_server_count_all (fixture->server), ==, requests);
}

/* Part of a day; the ask alone; no spread. */
static void
test_choices (DownloadFixture *fixture, gconstpointer data)
{
  g_auto (DownloadLoaded) loaded = { 0 };

  serve_day (fixture, "2024/02/04", 109000);
  fixture->request.side = BT_SIDE_KIND_ASK;
  download_fixture_assert_run (fixture, "2024-03-04T00:10", "2024-03-04T00:20");
  g_assert_cmpuint (fixture->result.files, ==, 1);
  download_fixture_load (fixture, &loaded);
  g_assert_cmpuint (bt_series_get_length (loaded.series), ==, 9);
  g_assert_cmpint (bt_series_get_candle (loaded.series, 0).open_points, ==, 109020);
  g_assert_cmpint (loaded.dataset->kind, ==, BT_SIDE_KIND_ASK);
  g_assert_false (loaded.dataset->has_spread);
}

static void
test_ticks (DownloadFixture *fixture, gconstpointer data)
{
  g_auto (DownloadLoaded) loaded = { 0 };

  for (guint hour = 8; hour <= 9; hour++)
    {
      g_autofree char *path = g_strdup_printf ("/EURUSD/2024/02/04/%02uh_ticks.bi5", hour);
      download_fixture_serve (fixture, path, history_files_make_ticks (180, 108000 + 1000 * hour));
    }
  fixture->request.has_ticks = TRUE;
  download_fixture_assert_run (fixture, "2024-03-04T08:00", "2024-03-04T10:00");
  g_assert_cmpint (fixture->result.ticks, ==, 360);
  g_assert_cmpint (fixture->result.candles, ==, 6);
  download_fixture_load (fixture, &loaded);
  g_assert_cmpuint (loaded.ticks->len, ==, 360);
  g_assert_cmpint (loaded.dataset->tick_rows, ==, 360);
  const BtMarketTick tick = g_array_index (loaded.ticks, BtMarketTick, 181);
  g_assert_cmpint (tick.time_usec, ==, download_fixture_read_time ("2024-03-04T09:00:01.25Z"));
  g_assert_cmpint (tick.bid_points, ==, 117001);
  g_assert_cmpint (tick.ask_points, ==, 117003);
  g_assert_cmpint (tick.volume, ==, 125000000);
  const BtCandle candle = bt_series_get_candle (loaded.series, 1);
  g_assert_cmpint (candle.open_points, ==, 116060);
  g_assert_cmpint (candle.close_points, ==, 116119);
}

/* A later day is added to the dataset, which keeps its id. */
static void
test_append (DownloadFixture *fixture, gconstpointer data)
{
  g_auto (DownloadLoaded) loaded = { 0 };

  serve_day (fixture, "2024/02/04", 109000);
  serve_day (fixture, "2024/02/05", 110000);
  download_fixture_assert_run (fixture, "2024-03-04", "2024-03-05");
  fixture->request.append_to = fixture->result.dataset_id;
  download_fixture_assert_run (fixture, "2024-03-05", "2024-03-06");
  g_assert_cmpint (fixture->result.dataset_id, ==, fixture->request.append_to);
  g_assert_cmpint (fixture->result.grown_from, ==, KEPT);
  download_fixture_load (fixture, &loaded);
  g_assert_cmpuint (bt_series_get_length (loaded.series), ==, 2 * KEPT);
  download_fixture_assert_n_datasets (fixture, 1);
}

/* Every reason for a day without data. Good Friday of 2024 was the 29th of March. */
static void
test_gaps (DownloadFixture *fixture, gconstpointer data)
{
  serve_day (fixture, "2024/02/26", 109000);
  serve_day (fixture, "2024/03/03", 109000);
  download_fixture_assert_run (fixture, "2024-03-25", "2024-04-04");
  assert_gap (fixture, 0, BT_DOWNLOAD_GAP_BEFORE, "2024-03-25", "2024-03-26");
  assert_gap (fixture, 1, BT_DOWNLOAD_GAP_FAULT, "2024-03-27", "2024-03-29");
  assert_gap (fixture, 2, BT_DOWNLOAD_GAP_HOLIDAY, "2024-03-29", "2024-03-30");
  assert_gap (fixture, 3, BT_DOWNLOAD_GAP_WEEKEND, "2024-03-30", "2024-03-31");
  assert_gap (fixture, 4, BT_DOWNLOAD_GAP_FAULT, "2024-03-31", "2024-04-03");
  g_assert_cmpuint (fixture->result.gaps->len, ==, 5);

  /* 2019's was the 19th of April, and there are two fixed ones. */
  serve_day (fixture, "2018/11/24", 109000);
  serve_day (fixture, "2019/03/18", 109000);
  download_fixture_assert_run (fixture, "2018-12-24", "2018-12-26");
  assert_gap (fixture, 0, BT_DOWNLOAD_GAP_HOLIDAY, "2018-12-25", "2018-12-26");
  download_fixture_assert_run (fixture, "2019-04-18", "2019-04-20");
  assert_gap (fixture, 0, BT_DOWNLOAD_GAP_HOLIDAY, "2019-04-19", "2019-04-20");
}

/* What is not over yet is no fault, and is asked for again the next time. */
static void
test_not_yet (DownloadFixture *fixture, gconstpointer data)
{
  const gint64 now_usec = g_get_real_time ();
  const gint64 day_usec = now_usec - now_usec % BT_USEC_PER_DAY;
  const BtCivilTime today = bt_time_to_civil (day_usec);
  const BtCivilTime before = bt_time_to_civil (day_usec - BT_USEC_PER_DAY);
  g_autofree char *name
    = g_strdup_printf ("%04d/%02d/%02d", before.year, before.month - 1, before.day);
  g_autofree char *from = g_strdup_printf ("%04d-%02d-%02d", before.year, before.month, before.day);
  g_autofree char *path = g_strdup_printf ("/EURUSD/%04d/%02d/%02d/BID_candles_min_1.bi5",
                                           today.year, today.month - 1, today.day);
  guint asked = 0;

  serve_day (fixture, name, 109000);
  for (guint i = 0; i < 2; i++)
    {
      download_fixture_assert_run (fixture, from, "2199-01-01");
      const BtDownloadGap *last
        = &g_array_index (fixture->result.gaps, BtDownloadGap, fixture->result.gaps->len - 1);
      g_assert_cmpint (last->reason, ==, BT_DOWNLOAD_GAP_NOT_YET);
      g_assert_cmpuint (loopback_server_count_all (fixture->server), >, asked);
      asked = loopback_server_count_all (fixture->server);
    }
  g_autofree char *kept = g_build_filename (fixture->cache, "dukascopy", path, NULL);
  g_assert_false (g_file_test (kept, G_FILE_TEST_EXISTS));
}

/* A kept file that was damaged since is named, removed, and comes anew. */
static void
test_damaged (DownloadFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept
    = g_build_filename (fixture->cache, "dukascopy/EURUSD/2024/02/04/BID_candles_min_1.bi5", NULL);
  g_autofree char *content = NULL;
  gsize length = 0;

  serve_day (fixture, "2024/02/04", 109000);
  download_fixture_assert_run (fixture, "2024-03-04", "2024-03-05");
  g_assert_true (g_file_get_contents (kept, &content, &length, NULL));
  memset (content + 40, 0x55, length - 60);
  g_assert_true (g_file_set_contents (kept, content, (gssize) length, NULL));
  g_assert_false (download_fixture_run (fixture, "2024-03-04", "2024-03-05", &error));
  g_assert_cmpint (error->domain, ==, BT_FEED_ERROR);
  g_assert_nonnull (strstr (error->message, kept));
  g_assert_false (g_file_test (kept, G_FILE_TEST_EXISTS));
  download_fixture_assert_n_datasets (fixture, 1);
  download_fixture_assert_run (fixture, "2024-03-04", "2024-03-05");
  g_assert_cmpuint (fixture->result.fetched, ==, 1);
}

static void
test_refused (DownloadFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *symbol;
    const char *from;
    const char *to;
    BtDownloadError code;
    const char *part;
  } cases[] = {
    { "EURUSD", "2024-03-05", "2024-03-05", BT_DOWNLOAD_ERROR_REQUEST, "ends before" },
    { "EURUSD", "1999-03-05", "2024-03-05", BT_DOWNLOAD_ERROR_REQUEST, "before 2000" },
    { "EURUSD", "2199-03-05", "2199-03-06", BT_DOWNLOAD_ERROR_REQUEST, "not come yet" },
    { "NOSUCH", "2024-03-04", "2024-03-05", BT_DOWNLOAD_ERROR_REQUEST,
      "NOSUCH is none of the known symbols of Dukascopy; the scale" },
    { "EURUDS", "2024-03-04", "2024-03-05", BT_DOWNLOAD_ERROR_REQUEST,
      "EURUDS is none of the known symbols of Dukascopy; did you mean EURUSD; the scale" },
    { "../x", "2024-03-04", "2024-03-05", BT_DOWNLOAD_ERROR_REQUEST, "“../x” is no symbol" },
    { "", "2024-03-04", "2024-03-05", BT_DOWNLOAD_ERROR_REQUEST, "1 to 31" },
    { "EURUSD", "2024-03-02", "2024-03-03", BT_DOWNLOAD_ERROR_EMPTY, "has nothing of EURUSD" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      fixture->request.symbol = cases[i].symbol;
      g_assert_false (download_fixture_run (fixture, cases[i].from, cases[i].to, &error));
      g_assert_error (error, BT_DOWNLOAD_ERROR, (int) cases[i].code);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].part));
    }
  download_fixture_assert_n_datasets (fixture, 0);
}

/* An index by our name; a symbol whose scale only the user knows. */
static void
test_symbols (DownloadFixture *fixture, gconstpointer data)
{
  g_auto (DownloadLoaded) index = { 0 };
  g_auto (DownloadLoaded) other = { 0 };

  download_fixture_serve (fixture, "/USA500IDXUSD/2024/02/04/BID_candles_min_1.bi5",
                          history_files_make_candles (ROWS, 5123000));
  fixture->request.symbol = "us500";
  download_fixture_assert_run (fixture, "2024-03-04", "2024-03-05");
  download_fixture_load (fixture, &index);
  g_assert_cmpstr (index.dataset->instrument.symbol, ==, "US500");
  g_assert_cmpuint (index.dataset->instrument.digits, ==, 3);

  download_fixture_serve (fixture, "/NOSUCHUSD/2024/02/04/BID_candles_min_1.bi5",
                          history_files_make_candles (ROWS, 5123000));
  fixture->request.symbol = "nosuchusd";
  fixture->request.digits = 2;
  download_fixture_assert_run (fixture, "2024-03-04", "2024-03-05");
  download_fixture_load (fixture, &other);
  g_assert_cmpuint (other.dataset->instrument.digits, ==, 2);
  g_assert_cmpint (bt_series_get_candle (other.series, 0).open_points, ==, 5123000);
}

static void
cancel_cb (const BtDownloadProgress *progress, gpointer user_data)
{
  if (progress->is_reading)
    g_cancellable_cancel (user_data);
}

/* A cancel while the files are read leaves them, and no dataset. */
static void
test_cancel (DownloadFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  serve_day (fixture, "2024/02/04", 109000);
  serve_day (fixture, "2024/02/05", 109000);
  fixture->request.from_usec = download_fixture_read_time ("2024-03-04");
  fixture->request.to_usec = download_fixture_read_time ("2024-03-06");
  g_assert_false (bt_download_run (fixture->store, &fixture->request, cancel_cb, cancellable,
                                   &fixture->result, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  download_fixture_assert_n_datasets (fixture, 0);
  download_fixture_assert_run (fixture, "2024-03-04", "2024-03-06");
  g_assert_cmpuint (fixture->result.fetched, ==, 0);
}

static void
test_names (void)
{
  BtDownloadSource source = BT_DOWNLOAD_DUKASCOPY;
  guint count = 0;
  const BtDownloadSymbol *symbols = bt_download_source_symbols (source, &count);

  g_assert_cmpuint (count, ==, 134);
  for (guint i = 0; i < count; i++)
    for (guint k = 0; k < i; k++)
      {
        g_assert_cmpstr (symbols[i].name, !=, symbols[k].name);
        g_assert_cmpstr (symbols[i].symbol, !=, symbols[k].symbol);
      }
  g_assert_true (bt_download_source_parse ("BINANCE", &source));
  g_assert_cmpint (source, ==, BT_DOWNLOAD_BINANCE);
  g_assert_false (bt_download_source_parse ("yahoo", &source));
  g_assert_cmpstr (bt_download_source_to_string (source), ==, "binance");
}

/* Serves the real files that are there for a symbol. */
static guint
serve_shared (DownloadFixture *fixture, const char *shared, const char *symbol)
{
  g_autofree char *folder = g_build_filename (shared, "data", "dukascopy-bi5", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;
  guint count = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (name, "_", 8);
      /* "OWNER__SYMBOL_YYYY_MM_DD_REST". */
      if (g_strv_length (parts) < 7 || strcmp (parts[2], symbol) != 0)
        continue;
      g_autofree char *rest = g_strjoinv ("_", parts + 6);
      g_autofree char *path
        = g_strdup_printf ("/%s/%s/%s/%s/%s", symbol, parts[3], parts[4], parts[5], rest);
      g_autofree char *source = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;
      gsize length = 0;
      g_assert_true (g_file_get_contents (source, &content, &length, NULL));
      download_fixture_serve (fixture, path, g_bytes_new (content, length));
      count++;
    }
  return count;
}

/* The 24 hours of ticks of a real day make the 1,440 candles of its other file. */
static void
test_twins (DownloadFixture *fixture, gconstpointer data)
{
  const char *shared = g_getenv ("BACKTRADE_SHARED");
  g_auto (DownloadLoaded) made = { 0 };
  g_auto (DownloadLoaded) stated = { 0 };

  if (shared == NULL || serve_shared (fixture, shared, "EURUSD") < 25)
    {
      g_test_skip ("the shared market data is not here");
      return;
    }
  fixture->request.has_ticks = TRUE;
  download_fixture_assert_run (fixture, "2019-02-04", "2019-02-05");
  download_fixture_load (fixture, &made);
  fixture->request.has_ticks = FALSE;
  fixture->request.has_spread = FALSE;
  download_fixture_assert_run (fixture, "2019-02-04", "2019-02-05");
  download_fixture_load (fixture, &stated);
  g_assert_cmpuint (bt_series_get_length (made.series), ==, 1440);
  g_assert_cmpuint (bt_series_get_length (stated.series), ==, 1440);
  for (gsize i = 0; i < 1440; i++)
    {
      const BtCandle is = bt_series_get_candle (made.series, i);
      const BtCandle should = bt_series_get_candle (stated.series, i);

      g_assert_cmpint (is.time_usec, ==, should.time_usec);
      g_assert_cmpint (is.open_points, ==, should.open_points);
      g_assert_cmpint (is.high_points, ==, should.high_points);
      g_assert_cmpint (is.low_points, ==, should.low_points);
      g_assert_cmpint (is.close_points, ==, should.close_points);
    }
}

#define ADD(path, func)                                                                            \
  g_test_add ("/source/download/" path, DownloadFixture, NULL, download_fixture_set_up, func,      \
              download_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source/download/names", test_names);
  ADD ("candles", test_candles);
  ADD ("again", test_again);
  ADD ("choices", test_choices);
  ADD ("ticks", test_ticks);
  ADD ("append", test_append);
  ADD ("gaps", test_gaps);
  ADD ("not-yet", test_not_yet);
  ADD ("damaged", test_damaged);
  ADD ("refused", test_refused);
  ADD ("symbols", test_symbols);
  ADD ("cancel", test_cancel);
  ADD ("twins", test_twins);
  return g_test_run ();
}
