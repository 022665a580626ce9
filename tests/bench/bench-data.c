// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The store beside DuckDB and ClickHouse, all in one run: a year of M1 from its text, the bytes of
 * ten years, windows of them at random times, all of them, and hours made from them. */
#include "config.h"

#include "bench-figure.h"
#include "peer-clickhouse.h"
#include "peer-duckdb.h"

#include "market/bt-aggregate.h"
#include "source/bt-file-import.h"

#include <locale.h>
#include <math.h>
#include <sched.h>

#define MEGABYTE 1e6

typedef struct
{
  const BenchMarket *market;
  BenchStorage *out;
  gint64 id;
} Job;

/* Parses and stores the year in a new data folder. */
static double
import_year (const BenchMarket *market)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reports
    = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_quality_report_unref);
  g_autofree char *data = g_build_filename (market->folder, "ours", NULL);
  const char *const paths[] = { market->year_path, NULL };
  BtFeedOptions options;
  BtImportOutcome outcome = { 0 };

  bt_feed_options_init (&options);
  BtStore *store = bt_store_open (data, &error);
  g_assert_no_error (error);
  const gint64 start_usec = g_get_monotonic_time ();
  bt_file_import_run_sync (store, paths, &options, FALSE, reports, &outcome, NULL, &error);
  const double took_ms = bench_get_ms_since (start_usec);
  g_assert_no_error (error);
  g_assert_true (outcome.is_new);
  g_assert_cmpint (((BtQualityReport *) g_ptr_array_index (reports, 0))->stored, ==,
                   market->year_rows);
  g_object_unref (store);
  bench_remove_folder (data);
  return took_ms;
}

static double
measure_year (const BenchMarket *market)
{
  double times_ms[BENCH_N_WHOLE];

  for (guint i = 0; i < BENCH_N_WHOLE; i++)
    times_ms[i] = import_year (market);
  return bench_find_best (times_ms, BENCH_N_WHOLE);
}

/* The same with one processor for all threads. */
static double
measure_year_on_one_core (const BenchMarket *market)
{
  cpu_set_t all, one;

  g_assert_cmpint (sched_getaffinity (0, sizeof all, &all), ==, 0);
  CPU_ZERO (&one);
  for (int i = 0; i < CPU_SETSIZE && CPU_COUNT (&one) == 0; i++)
    if (CPU_ISSET (i, &all))
      CPU_SET (i, &one);
  g_assert_cmpint (sched_setaffinity (0, sizeof one, &one), ==, 0);
  const double took_ms = measure_year (market);
  g_assert_cmpint (sched_setaffinity (0, sizeof all, &all), ==, 0);
  return took_ms;
}

static gboolean
write_job (BtDb *db, gpointer data, GError **error)
{
  Job *job = data;
  const gsize length = bt_series_get_length (job->market->decade);
  gboolean is_new = FALSE;
  g_autoptr (BtDatasetWriter) writer = bt_dataset_writer_begin (
    db, bt_instrument_find_builtin ("XAUUSD"), BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, TRUE, error);

  for (gsize i = 0; writer != NULL && i < length; i++)
    {
      const BtCandle candle = bt_series_get_candle (job->market->decade, i);
      if (!bt_dataset_writer_add (writer, &candle, 1, error))
        return FALSE;
    }
  if (writer == NULL
      || !bt_dataset_writer_finish (writer, "bench", NULL, 'A', FALSE, &job->id, &is_new, error))
    return FALSE;
  g_autoptr (BtDataset) dataset = bt_dataset_table_get (db, job->id, error);
  if (dataset == NULL)
    return FALSE;
  job->out->bytes_a_candle = (double) dataset->bytes / (double) length;
  return TRUE;
}

static gboolean
window_job (BtDb *db, gpointer data, GError **error)
{
  Job *job = data;
  double times_usec[BENCH_N_WINDOWS];

  for (guint i = 0; i < BENCH_N_WINDOWS; i++)
    {
      const gint64 end_usec = bench_market_get_window_end (job->market, i);
      const gint64 start_usec = g_get_monotonic_time ();
      g_autoptr (BtSeries) window
        = bt_dataset_table_load_window (db, job->id, end_usec, BENCH_WINDOW, error);
      times_usec[i] = bench_get_ms_since (start_usec) * 1000;
      g_assert_cmpuint (bt_series_get_length (window), ==, BENCH_WINDOW);
    }
  job->out->window_usec = bench_find_median (times_usec, BENCH_N_WINDOWS);
  return TRUE;
}

static gboolean
whole_job (BtDb *db, gpointer data, GError **error)
{
  Job *job = data;
  double whole_ms[BENCH_N_WHOLE];
  double hours_ms[BENCH_N_WHOLE];

  for (guint i = 0; i < BENCH_N_WHOLE; i++)
    {
      gint64 start_usec = g_get_monotonic_time ();
      g_autoptr (BtSeries) series = bt_dataset_table_load (db, job->id, NULL, error);
      whole_ms[i] = bench_get_ms_since (start_usec);
      g_assert_nonnull (series);
      start_usec = g_get_monotonic_time ();
      g_autoptr (BtSeries) hours
        = bt_aggregate_series (series, BT_TIMEFRAME_H1, BT_TRADING_DAY_DEFAULT);
      hours_ms[i] = bench_get_ms_since (start_usec);
      g_assert_cmpuint (bt_series_get_length (hours), >, 10000);
    }
  job->out->all_ms = bench_find_best (whole_ms, BENCH_N_WHOLE);
  job->out->hours_ms = bench_find_best (hours_ms, BENCH_N_WHOLE);
  return TRUE;
}

/* The store is opened anew to be read, as the next start of the program does. */
static void
measure_ours (const BenchMarket *market, BenchStorage *out)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = g_build_filename (market->folder, "decade", NULL);
  Job job = { .market = market, .out = out };
  const BtStoreJob jobs[] = { write_job, window_job, whole_job };

  out->year_ms = measure_year (market);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      g_autoptr (BtStore) store = bt_store_open (data, &error);
      g_assert_no_error (error);
      bt_store_run (store, jobs[i], &job, &error);
      g_assert_no_error (error);
    }
}

static void
print_figure (
  const char *what, const char *unit, double goal, double ours, double duckdb, double clickhouse)
{
  const BenchFigure figure = { what, unit, ours, BENCH_AT_MOST, goal };
  const BenchPeer peers[] = { { "DuckDB", duckdb }, { "ClickHouse", clickhouse } };

  bench_print_figure (&figure, peers, G_N_ELEMENTS (peers));
}

int
main (void)
{
  BenchStorage ours, duckdb, clickhouse;

  setlocale (LC_ALL, "");
  bench_print_heading ("The store beside DuckDB and ClickHouse");
  g_autoptr (BenchMarket) market = bench_market_new ();
  measure_ours (market, &ours);
  peer_duckdb_measure (market, &duckdb);
  peer_clickhouse_measure (market, &clickhouse);
  const double one_core_ms = measure_year_on_one_core (market);
  const BenchFigure rate
    = { "the same on one core", "MB/s", (double) market->year_bytes / MEGABYTE / one_core_ms * 1e3,
        BENCH_AT_LEAST, 150 };

  print_figure ("a year of M1 parsed and stored", "ms", 0, ours.year_ms, duckdb.year_ms,
                clickhouse.year_ms);
  bench_print_figure (&rate, NULL, 0);
  print_figure ("bytes stored a candle", "B", 10, ours.bytes_a_candle, duckdb.bytes_a_candle,
                clickhouse.bytes_a_candle);
  print_figure ("2,000 candles at a random time of ten years", "µs", 50, ours.window_usec,
                duckdb.window_usec, clickhouse.window_usec);
  print_figure ("ten years of M1 into memory", "ms", 60, ours.all_ms, duckdb.all_ms,
                clickhouse.all_ms);
  print_figure ("H1 from them, in memory (peers: from their table)", "ms", 15, ours.hours_ms,
                duckdb.hours_ms, clickhouse.hours_ms);
  return 0;
}
