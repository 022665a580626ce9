// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Downloads from a loopback replica of each source. */
#include "config.h"

#include "source/bt-download.h"

#include "feed/bt-feed-reader.h"
#include "history-files.h"
#include "loopback-server.h"
#include "store/bt-dataset-table.h"
#include "store/bt-tick-table.h"
#include "test-folder.h"

#include <glib/gstdio.h>
#include <string.h>

#define ROWS 100
#define KEPT 90 /* of which ten are fillers */

typedef struct
{
  char *folder;
  char *cache;
  BtStore *store;
  LoopbackServer *server;
  BtDownloadRequest request;
  BtDownloadResult result;
} Fixture;

static gint64
read_time (const char *text)
{
  gint64 time_usec = 0;

  g_assert_true (bt_time_parse (text, &time_usec, NULL));
  return time_usec;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = test_folder_new ();
  fixture->cache = g_build_filename (fixture->folder, "cache", NULL);
  g_autofree char *data_folder = g_build_filename (fixture->folder, "data", NULL);
  fixture->store = bt_store_open (data_folder, &error);
  g_assert_no_error (error);
  fixture->server = loopback_server_new ();
  bt_download_request_init (&fixture->request);
  fixture->request.symbol = "EURUSD";
  fixture->request.url = loopback_server_get_url (fixture->server);
  fixture->request.folder = fixture->cache;
  fixture->request.limits.attempts = 2;
  fixture->request.limits.backoff_ms = 1;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bt_download_result_clear (&fixture->result);
  g_object_unref (fixture->store);
  loopback_server_free (fixture->server);
  g_free (fixture->cache);
  test_folder_remove (fixture->folder);
}

static void
serve (Fixture *fixture, const char *path, GBytes *bytes)
{
  loopback_server_add (fixture->server, path, bytes, LOOPBACK_SOUND, 0);
  g_bytes_unref (bytes);
}

/* Serves a day of both sides, the ask ten points above; month counts from 0, as in the path. */
static void
serve_day (Fixture *fixture, const char *day, guint32 price_points)
{
  g_autofree char *bid = g_strdup_printf ("/EURUSD/%s/BID_candles_min_1.bi5", day);
  g_autofree char *ask = g_strdup_printf ("/EURUSD/%s/ASK_candles_min_1.bi5", day);

  serve (fixture, bid, history_files_make_candles (ROWS, price_points));
  serve (fixture, ask, history_files_make_candles (ROWS, price_points + 10));
}

static gboolean
run (Fixture *fixture, const char *from, const char *to, GError **error)
{
  fixture->request.from_usec = read_time (from);
  fixture->request.to_usec = read_time (to);
  bt_download_result_clear (&fixture->result);
  fixture->result = (BtDownloadResult){ 0 };
  return bt_download_run (fixture->store, &fixture->request, NULL, NULL, &fixture->result, NULL,
                          error);
}

static void
assert_run (Fixture *fixture, const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;

  run (fixture, from, to, &error);
  g_assert_no_error (error);
}

/* What a job reads. */
typedef struct
{
  gint64 id;
  BtDataset *dataset;
  BtSeries *series;
  GArray *ticks;
  guint n_datasets;
} Loaded;

static gboolean
take_ticks (const BtMarketTick *ticks, gsize rows, gpointer user_data, GError **error)
{
  g_array_append_vals (user_data, ticks, (guint) rows);
  return TRUE;
}

static gboolean
load_job (BtDb *db, gpointer data, GError **error)
{
  Loaded *loaded = data;

  loaded->dataset = bt_dataset_table_get (db, loaded->id, error);
  loaded->series = bt_dataset_table_load (db, loaded->id, NULL, error);
  return loaded->series != NULL
         && bt_tick_table_foreach (db, loaded->id, G_MININT64, G_MAXINT64, take_ticks,
                                   loaded->ticks, NULL, error);
}

static void
load (Fixture *fixture, Loaded *loaded)
{
  g_autoptr (GError) error = NULL;

  *loaded = (Loaded){ .id = fixture->result.dataset_id };
  loaded->ticks = g_array_new (FALSE, FALSE, sizeof (BtMarketTick));
  bt_store_run (fixture->store, load_job, loaded, &error);
  g_assert_no_error (error);
}

static void
clear_loaded (Loaded *loaded)
{
  bt_dataset_free (loaded->dataset);
  bt_series_unref (loaded->series);
  g_array_unref (loaded->ticks);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loaded, clear_loaded)

static gboolean
count_job (BtDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) list = bt_dataset_table_list (db, error);

  *(guint *) data = list != NULL ? list->len : G_MAXUINT;
  return list != NULL;
}

static void
assert_n_datasets (Fixture *fixture, guint expected)
{
  guint count = 0;

  g_assert_true (bt_store_run (fixture->store, count_job, &count, NULL));
  g_assert_cmpuint (count, ==, expected);
}

static void
assert_gap (
  Fixture *fixture, guint index, BtDownloadGapReason reason, const char *from, const char *to)
{
  g_assert_cmpuint (index, <, fixture->result.gaps->len);
  const BtDownloadGap *gap = &g_array_index (fixture->result.gaps, BtDownloadGap, index);
  g_assert_cmpint (gap->reason, ==, reason);
  g_assert_cmpint (gap->from_usec, ==, read_time (from));
  g_assert_cmpint (gap->to_usec, ==, read_time (to));
}

/* Bid and ask of a Friday and a Monday; Saturday and Sunday have none. */
static void
test_candles (Fixture *fixture, gconstpointer data)
{
  g_auto (Loaded) loaded = { 0 };

  serve_day (fixture, "2024/02/01", 108000);
  serve_day (fixture, "2024/02/04", 109000);
  serve (fixture, "/EURUSD/2024/02/03/BID_candles_min_1.bi5", g_bytes_new (NULL, 0));
  assert_run (fixture, "2024-03-01", "2024-03-05");
  g_assert_true (fixture->result.is_new);
  g_assert_cmpint (fixture->result.candles, ==, 2 * KEPT);
  g_assert_cmpint (fixture->result.fillers, ==, 20);
  g_assert_cmpuint (fixture->result.files, ==, 8);
  g_assert_cmpuint (fixture->result.fetched, ==, 5);
  g_assert_cmpuint (fixture->result.gaps->len, ==, 2);
  assert_gap (fixture, 0, BT_DOWNLOAD_GAP_WEEKEND, "2024-03-02", "2024-03-03");
  /* The Sunday evening should be there. */
  assert_gap (fixture, 1, BT_DOWNLOAD_GAP_FAULT, "2024-03-03", "2024-03-04");

  load (fixture, &loaded);
  const BtCandle candle = bt_series_get_candle (loaded.series, KEPT + 1);
  g_assert_cmpint (candle.time_usec, ==, read_time ("2024-03-04T00:01Z"));
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
test_again (Fixture *fixture, gconstpointer data)
{
  serve_day (fixture, "2024/02/04", 109000);
  assert_run (fixture, "2024-03-04", "2024-03-05");
  const gint64 id = fixture->result.dataset_id;
  const guint requests = loopback_server_count_all (fixture->server);
  assert_run (fixture, "2024-03-04", "2024-03-05");
  g_assert_cmpint (fixture->result.dataset_id, ==, id);
  g_assert_false (fixture->result.is_new);
  g_assert_cmpuint (fixture->result.fetched, ==, 0);
  g_assert_cmpuint (loopback_server_count_all (fixture->server), ==, requests);
}

/* Part of a day; the ask alone; no spread. */
static void
test_choices (Fixture *fixture, gconstpointer data)
{
  g_auto (Loaded) loaded = { 0 };

  serve_day (fixture, "2024/02/04", 109000);
  fixture->request.side = BT_SIDE_KIND_ASK;
  assert_run (fixture, "2024-03-04T00:10", "2024-03-04T00:20");
  g_assert_cmpuint (fixture->result.files, ==, 1);
  load (fixture, &loaded);
  g_assert_cmpuint (bt_series_get_length (loaded.series), ==, 9);
  g_assert_cmpint (bt_series_get_candle (loaded.series, 0).open_points, ==, 109020);
  g_assert_cmpint (loaded.dataset->kind, ==, BT_SIDE_KIND_ASK);
  g_assert_false (loaded.dataset->has_spread);
}

static void
test_ticks (Fixture *fixture, gconstpointer data)
{
  g_auto (Loaded) loaded = { 0 };

  for (guint hour = 8; hour <= 9; hour++)
    {
      g_autofree char *path = g_strdup_printf ("/EURUSD/2024/02/04/%02uh_ticks.bi5", hour);
      serve (fixture, path, history_files_make_ticks (180, 108000 + 1000 * hour));
    }
  fixture->request.has_ticks = TRUE;
  assert_run (fixture, "2024-03-04T08:00", "2024-03-04T10:00");
  g_assert_cmpint (fixture->result.ticks, ==, 360);
  g_assert_cmpint (fixture->result.candles, ==, 6);
  load (fixture, &loaded);
  g_assert_cmpuint (loaded.ticks->len, ==, 360);
  g_assert_cmpint (loaded.dataset->tick_rows, ==, 360);
  const BtMarketTick tick = g_array_index (loaded.ticks, BtMarketTick, 181);
  g_assert_cmpint (tick.time_usec, ==, read_time ("2024-03-04T09:00:01.25Z"));
  g_assert_cmpint (tick.bid_points, ==, 117001);
  g_assert_cmpint (tick.ask_points, ==, 117003);
  g_assert_cmpint (tick.volume, ==, 125000000);
  const BtCandle candle = bt_series_get_candle (loaded.series, 1);
  g_assert_cmpint (candle.open_points, ==, 116060);
  g_assert_cmpint (candle.close_points, ==, 116119);
}

/* A later day is added to the dataset, which keeps its id. */
static void
test_append (Fixture *fixture, gconstpointer data)
{
  g_auto (Loaded) loaded = { 0 };

  serve_day (fixture, "2024/02/04", 109000);
  serve_day (fixture, "2024/02/05", 110000);
  assert_run (fixture, "2024-03-04", "2024-03-05");
  fixture->request.append_to = fixture->result.dataset_id;
  assert_run (fixture, "2024-03-05", "2024-03-06");
  g_assert_cmpint (fixture->result.dataset_id, ==, fixture->request.append_to);
  g_assert_cmpint (fixture->result.grown_from, ==, KEPT);
  load (fixture, &loaded);
  g_assert_cmpuint (bt_series_get_length (loaded.series), ==, 2 * KEPT);
  assert_n_datasets (fixture, 1);
}

/* Every reason for a day without data. Good Friday of 2024 was the 29th of March. */
static void
test_gaps (Fixture *fixture, gconstpointer data)
{
  serve_day (fixture, "2024/02/26", 109000);
  serve_day (fixture, "2024/03/03", 109000);
  assert_run (fixture, "2024-03-25", "2024-04-04");
  assert_gap (fixture, 0, BT_DOWNLOAD_GAP_BEFORE, "2024-03-25", "2024-03-26");
  assert_gap (fixture, 1, BT_DOWNLOAD_GAP_FAULT, "2024-03-27", "2024-03-29");
  assert_gap (fixture, 2, BT_DOWNLOAD_GAP_HOLIDAY, "2024-03-29", "2024-03-30");
  assert_gap (fixture, 3, BT_DOWNLOAD_GAP_WEEKEND, "2024-03-30", "2024-03-31");
  assert_gap (fixture, 4, BT_DOWNLOAD_GAP_FAULT, "2024-03-31", "2024-04-03");
  g_assert_cmpuint (fixture->result.gaps->len, ==, 5);

  /* 2019's was the 19th of April, and there are two fixed ones. */
  serve_day (fixture, "2018/11/24", 109000);
  serve_day (fixture, "2019/03/18", 109000);
  assert_run (fixture, "2018-12-24", "2018-12-26");
  assert_gap (fixture, 0, BT_DOWNLOAD_GAP_HOLIDAY, "2018-12-25", "2018-12-26");
  assert_run (fixture, "2019-04-18", "2019-04-20");
  assert_gap (fixture, 0, BT_DOWNLOAD_GAP_HOLIDAY, "2019-04-19", "2019-04-20");
}

/* What is not over yet is no fault, and is asked for again the next time. */
static void
test_not_yet (Fixture *fixture, gconstpointer data)
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
      assert_run (fixture, from, "2199-01-01");
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
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept
    = g_build_filename (fixture->cache, "dukascopy/EURUSD/2024/02/04/BID_candles_min_1.bi5", NULL);
  g_autofree char *content = NULL;
  gsize length = 0;

  serve_day (fixture, "2024/02/04", 109000);
  assert_run (fixture, "2024-03-04", "2024-03-05");
  g_assert_true (g_file_get_contents (kept, &content, &length, NULL));
  memset (content + 40, 0x55, length - 60);
  g_assert_true (g_file_set_contents (kept, content, (gssize) length, NULL));
  g_assert_false (run (fixture, "2024-03-04", "2024-03-05", &error));
  g_assert_cmpint (error->domain, ==, BT_FEED_ERROR);
  g_assert_nonnull (strstr (error->message, kept));
  g_assert_false (g_file_test (kept, G_FILE_TEST_EXISTS));
  assert_n_datasets (fixture, 1);
  assert_run (fixture, "2024-03-04", "2024-03-05");
  g_assert_cmpuint (fixture->result.fetched, ==, 1);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
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
    { "NOSUCH", "2024-03-04", "2024-03-05", BT_DOWNLOAD_ERROR_REQUEST, "scale of NOSUCH" },
    { "../x", "2024-03-04", "2024-03-05", BT_DOWNLOAD_ERROR_REQUEST, "“../x” is no symbol" },
    { "", "2024-03-04", "2024-03-05", BT_DOWNLOAD_ERROR_REQUEST, "1 to 31" },
    { "EURUSD", "2024-03-02", "2024-03-03", BT_DOWNLOAD_ERROR_EMPTY, "has nothing of EURUSD" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      fixture->request.symbol = cases[i].symbol;
      g_assert_false (run (fixture, cases[i].from, cases[i].to, &error));
      g_assert_error (error, BT_DOWNLOAD_ERROR, (int) cases[i].code);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].part));
    }
  assert_n_datasets (fixture, 0);
}

/* An index by our name; a symbol whose scale only the user knows. */
static void
test_symbols (Fixture *fixture, gconstpointer data)
{
  g_auto (Loaded) index = { 0 };
  g_auto (Loaded) other = { 0 };

  serve (fixture, "/USA500IDXUSD/2024/02/04/BID_candles_min_1.bi5",
         history_files_make_candles (ROWS, 5123000));
  fixture->request.symbol = "us500";
  assert_run (fixture, "2024-03-04", "2024-03-05");
  load (fixture, &index);
  g_assert_cmpstr (index.dataset->instrument.symbol, ==, "US500");
  g_assert_cmpuint (index.dataset->instrument.digits, ==, 3);

  serve (fixture, "/NOSUCHUSD/2024/02/04/BID_candles_min_1.bi5",
         history_files_make_candles (ROWS, 5123000));
  fixture->request.symbol = "nosuchusd";
  fixture->request.digits = 2;
  assert_run (fixture, "2024-03-04", "2024-03-05");
  load (fixture, &other);
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
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  serve_day (fixture, "2024/02/04", 109000);
  serve_day (fixture, "2024/02/05", 109000);
  fixture->request.from_usec = read_time ("2024-03-04");
  fixture->request.to_usec = read_time ("2024-03-06");
  g_assert_false (bt_download_run (fixture->store, &fixture->request, cancel_cb, cancellable,
                                   &fixture->result, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_n_datasets (fixture, 0);
  assert_run (fixture, "2024-03-04", "2024-03-06");
  g_assert_cmpuint (fixture->result.fetched, ==, 0);
}

/* Serves a zip of Binance's archive and its sum. */
static void
serve_zip (Fixture *fixture, const char *folder, const char *name, const char *text)
{
  g_autofree char *zip_path = g_strdup_printf ("/data/spot/%s/%s.zip", folder, name);
  g_autofree char *sum_path = g_strconcat (zip_path, ".CHECKSUM", NULL);
  g_autofree char *member = g_strconcat (name, ".csv", NULL);
  g_autofree char *zip_name = g_strconcat (name, ".zip", NULL);
  GBytes *zip = history_files_make_zip (member, text);

  serve (fixture, sum_path, history_files_make_sum (zip, zip_name));
  serve (fixture, zip_path, zip);
}

/* Returns rows of klines from a day on; stamps in microseconds from 2025 on, as the archive has it.
 */
static char *
make_klines (const char *day, guint rows, gboolean is_usec)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const gint64 unit = is_usec ? 1 : 1000;
  const gint64 start_usec = read_time (day);

  for (guint i = 0; i < rows; i++)
    {
      const gint64 open_usec = start_usec + i * BT_USEC_PER_MINUTE;

      g_string_append_printf (text,
                              "%" G_GINT64_FORMAT ",%u.10000000,%u.30000000,%u.00000000,"
                              "%u.20000000,1.50000000,%" G_GINT64_FORMAT
                              ",64000.00000000,12,0.75000000,32000.00000000,0\n",
                              open_usec / unit, 42000 + i, 42000 + i, 42000 + i, 42000 + i,
                              (open_usec + BT_USEC_PER_MINUTE - unit) / unit);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A whole month comes as one file, the days around it by themselves. */
static void
test_binance (Fixture *fixture, gconstpointer data)
{
  g_auto (Loaded) loaded = { 0 };
  g_autofree char *before = make_klines ("2024-01-31", 5, FALSE);
  g_autofree char *month = make_klines ("2024-02-01", 200, FALSE);
  g_autofree char *after = make_klines ("2024-03-01", 7, FALSE);

  serve_zip (fixture, "daily/klines/BTCUSDT/1m", "BTCUSDT-1m-2024-01-31", before);
  serve_zip (fixture, "monthly/klines/BTCUSDT/1m", "BTCUSDT-1m-2024-02", month);
  serve_zip (fixture, "daily/klines/BTCUSDT/1m", "BTCUSDT-1m-2024-03-01", after);
  fixture->request.source = BT_DOWNLOAD_BINANCE;
  fixture->request.symbol = "btcusdt";
  assert_run (fixture, "2024-01-31", "2024-03-02");
  g_assert_cmpint (fixture->result.candles, ==, 212);
  g_assert_cmpuint (fixture->result.files, ==, 3);
  g_assert_cmpuint (fixture->result.gaps->len, ==, 0);
  load (fixture, &loaded);
  const BtCandle candle = bt_series_get_candle (loaded.series, 206);
  g_assert_cmpint (candle.time_usec, ==, read_time ("2024-03-01T00:01Z"));
  g_assert_cmpstr (loaded.dataset->instrument.symbol, ==, "BTCUSDT");
  g_assert_cmpint (candle.volume, ==, 150000000);
  const gint64 one = candle.high_points - candle.low_points;
  g_assert_cmpint (candle.low_points * 3, ==, 42001 * 10 * one);
}

/* Stamps of microseconds, as the archive writes them since 2025. */
static void
test_binance_usec (Fixture *fixture, gconstpointer data)
{
  g_auto (Loaded) loaded = { 0 };
  g_autofree char *day = make_klines ("2025-03-01", 50, TRUE);

  serve_zip (fixture, "daily/klines/BTCUSDT/1m", "BTCUSDT-1m-2025-03-01", day);
  fixture->request.source = BT_DOWNLOAD_BINANCE;
  fixture->request.symbol = "BTCUSDT";
  assert_run (fixture, "2025-03-01", "2025-03-02");
  load (fixture, &loaded);
  g_assert_cmpint (loaded.dataset->first_usec, ==, read_time ("2025-03-01"));
  g_assert_cmpint (loaded.dataset->rows, ==, 50);
}

static void
test_binance_trades (Fixture *fixture, gconstpointer data)
{
  g_auto (Loaded) loaded = { 0 };
  g_autoptr (GString) text = g_string_new (NULL);
  const gint64 start_usec = read_time ("2024-03-01");

  for (guint i = 0; i < 240; i++)
    g_string_append_printf (
      text, "%u,%u.50000000,0.25000000,10500.00000000,%" G_GINT64_FORMAT ",True,True\n", 1000 + i,
      42000 + i % 7, (start_usec + i * BT_USEC_PER_SECOND) / 1000);
  serve_zip (fixture, "daily/trades/BTCUSDT", "BTCUSDT-trades-2024-03-01", text->str);
  fixture->request.source = BT_DOWNLOAD_BINANCE;
  fixture->request.symbol = "BTCUSDT";
  fixture->request.has_ticks = TRUE;
  assert_run (fixture, "2024-03-01", "2024-03-02");
  g_assert_cmpint (fixture->result.ticks, ==, 240);
  g_assert_cmpint (fixture->result.candles, ==, 4);
  load (fixture, &loaded);
  g_assert_cmpint (loaded.dataset->tick_rows, ==, 240);
  const BtMarketTick tick = g_array_index (loaded.ticks, BtMarketTick, 1);
  g_assert_cmpint (tick.bid_points, ==, tick.ask_points);
  g_assert_cmpint (bt_series_get_candle (loaded.series, 0).volume, ==,
                   60 * G_GINT64_CONSTANT (25000000));
}

static void
test_names (void)
{
  BtDownloadSource source = BT_DOWNLOAD_DUKASCOPY;
  guint count = 0;
  const BtDownloadSymbol *symbols = bt_download_source_symbols (source, &count);

  g_assert_cmpuint (count, >, 70);
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
  g_setenv ("BACKTRADE_BINANCE_URL", "http://127.0.0.1:1", TRUE);
  g_autofree char *url = bt_download_source_dup_url (source);
  g_assert_cmpstr (url, ==, "http://127.0.0.1:1");
  g_unsetenv ("BACKTRADE_BINANCE_URL");
}

/* Serves the real files that are there for a symbol. */
static guint
serve_shared (Fixture *fixture, const char *shared, const char *symbol)
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
      serve (fixture, path, g_bytes_new (content, length));
      count++;
    }
  return count;
}

/* The 24 hours of ticks of a real day make the 1,440 candles of its other file. */
static void
test_twins (Fixture *fixture, gconstpointer data)
{
  const char *shared = g_getenv ("BACKTRADE_SHARED");
  g_auto (Loaded) made = { 0 };
  g_auto (Loaded) stated = { 0 };

  if (shared == NULL || serve_shared (fixture, shared, "EURUSD") < 25)
    {
      g_test_skip ("the shared market data is not here");
      return;
    }
  fixture->request.has_ticks = TRUE;
  assert_run (fixture, "2019-02-04", "2019-02-05");
  load (fixture, &made);
  fixture->request.has_ticks = FALSE;
  fixture->request.has_spread = FALSE;
  assert_run (fixture, "2019-02-04", "2019-02-05");
  load (fixture, &stated);
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
  g_test_add ("/source/download/" path, Fixture, NULL, set_up, func, tear_down)

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
  ADD ("binance", test_binance);
  ADD ("binance-usec", test_binance_usec);
  ADD ("binance-trades", test_binance_trades);
  ADD ("twins", test_twins);
  return g_test_run ();
}
