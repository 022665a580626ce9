// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "peer-duckdb.h"

#include "bench-figure.h"

#include <dlfcn.h>
#include <glib/gstdio.h>
#include <math.h>

#define LIBRARY "node_modules/@duckdb/node-bindings-linux-x64/libduckdb.so"
#define COLUMNS "time TIMESTAMP, open INT, high INT, low INT, close INT, volume INT, spread INT"

/* Results are handed over by value: six words, none of which is read here. */
typedef struct
{
  guint64 words[6];
} Result;

/* The calls of DuckDB's C interface that are needed; each handle is a pointer. */
typedef struct
{
  gpointer library;
  int (*open) (const char *path, gpointer *database);
  void (*close) (gpointer *database);
  int (*connect) (gpointer database, gpointer *connection);
  void (*disconnect) (gpointer *connection);
  int (*query) (gpointer connection, const char *sql, Result *result);
  const char *(*result_error) (Result *result);
  void (*destroy_result) (Result *result);
  gpointer (*fetch_chunk) (Result result);
  guint64 (*data_chunk_get_size) (gpointer chunk);
  void (*destroy_data_chunk) (gpointer *chunk);
  int (*prepare) (gpointer connection, const char *sql, gpointer *statement);
  void (*destroy_prepare) (gpointer *statement);
  int (*bind_int64) (gpointer statement, guint64 index, gint64 value);
  int (*execute_prepared) (gpointer statement, Result *result);
  int (*appender_create) (gpointer connection, const char *, const char *table, gpointer *appender);
  int (*append_int64) (gpointer appender, gint64 value);
  int (*append_timestamp) (gpointer appender, gint64 value_usec);
  int (*appender_end_row) (gpointer appender);
  int (*appender_destroy) (gpointer *appender);
  gpointer database;
  gpointer connection;
} DuckDb;

static void
find_call (DuckDb *duckdb, const char *name, gpointer call)
{
  g_autofree char *symbol = g_strconcat ("duckdb_", name, NULL);
  gpointer address = dlsym (duckdb->library, symbol);

  if (address == NULL)
    g_error ("DuckDB has no %s", symbol);
  *(gpointer *) call = address;
}

#define FIND(name) find_call (duckdb, #name, &duckdb->name)

static gboolean
load (DuckDb *duckdb)
{
  const char *peers = g_getenv ("BACKTRADE_PEERS");
  g_autofree char *path = g_build_filename (peers != NULL ? peers : ".", LIBRARY, NULL);

  duckdb->library = dlopen (path, RTLD_NOW | RTLD_LOCAL);
  if (duckdb->library == NULL)
    {
      g_print ("DuckDB is absent: npm has not installed it (see tests/bench/README.md)\n");
      return FALSE;
    }
  FIND (open);
  FIND (close);
  FIND (connect);
  FIND (disconnect);
  FIND (query);
  FIND (result_error);
  FIND (destroy_result);
  FIND (fetch_chunk);
  FIND (data_chunk_get_size);
  FIND (destroy_data_chunk);
  FIND (prepare);
  FIND (destroy_prepare);
  FIND (bind_int64);
  FIND (execute_prepared);
  FIND (appender_create);
  FIND (append_int64);
  FIND (append_timestamp);
  FIND (appender_end_row);
  FIND (appender_destroy);
  return TRUE;
}

static void
open_file (DuckDb *duckdb, const char *path)
{
  g_assert_cmpint (duckdb->open (path, &duckdb->database), ==, 0);
  g_assert_cmpint (duckdb->connect (duckdb->database, &duckdb->connection), ==, 0);
}

static void
close_file (DuckDb *duckdb)
{
  duckdb->disconnect (&duckdb->connection);
  duckdb->close (&duckdb->database);
}

/* Takes all rows of a result and frees it; returns how many there were. */
static guint64
drain (DuckDb *duckdb, Result *result)
{
  guint64 rows = 0;

  for (gpointer chunk; (chunk = duckdb->fetch_chunk (*result)) != NULL;)
    {
      rows += duckdb->data_chunk_get_size (chunk);
      duckdb->destroy_data_chunk (&chunk);
    }
  duckdb->destroy_result (result);
  return rows;
}

static guint64
run (DuckDb *duckdb, const char *sql)
{
  Result result;

  if (duckdb->query (duckdb->connection, sql, &result) != 0)
    g_error ("DuckDB: %s: %s", sql, duckdb->result_error (&result));
  return drain (duckdb, &result);
}

/* COPY of the year's text into a file of its own, closed at the end as ours is. */
static double
measure_year (DuckDb *duckdb, const BenchMarket *market)
{
  g_autofree char *path = g_build_filename (market->folder, "year.duckdb", NULL);
  g_autofree char *copy = g_strdup_printf (
    "COPY m1 FROM '%s' (DELIMITER '\t', HEADER, DATEFORMAT '%%Y.%%m.%%d')", market->year_path);
  double times_ms[BENCH_N_WHOLE];

  for (guint i = 0; i < BENCH_N_WHOLE; i++)
    {
      open_file (duckdb, path);
      run (duckdb, "CREATE TABLE m1 (date DATE, time TIME, open DECIMAL(9,2), high DECIMAL(9,2),"
                   " low DECIMAL(9,2), close DECIMAL(9,2), tickvol INT, vol INT, spread INT)");
      const gint64 start_usec = g_get_monotonic_time ();
      run (duckdb, copy);
      run (duckdb, "CHECKPOINT");
      times_ms[i] = bench_get_ms_since (start_usec);
      g_assert_cmpuint (run (duckdb, "FROM m1"), ==, (guint64) market->year_rows);
      close_file (duckdb);
      g_unlink (path);
    }
  return bench_find_best (times_ms, BENCH_N_WHOLE);
}

static void
append_decade (DuckDb *duckdb, BtSeries *series)
{
  const gsize length = bt_series_get_length (series);
  gpointer appender = NULL;

  run (duckdb, "CREATE TABLE m1 (" COLUMNS ")");
  g_assert_cmpint (duckdb->appender_create (duckdb->connection, NULL, "m1", &appender), ==, 0);
  for (gsize i = 0; i < length; i++)
    {
      const BtCandle candle = bt_series_get_candle (series, i);
      duckdb->append_timestamp (appender, candle.time_usec);
      duckdb->append_int64 (appender, candle.open_points);
      duckdb->append_int64 (appender, candle.high_points);
      duckdb->append_int64 (appender, candle.low_points);
      duckdb->append_int64 (appender, candle.close_points);
      duckdb->append_int64 (appender, candle.volume / 100000000);
      duckdb->append_int64 (appender, candle.spread_points);
      g_assert_cmpint (duckdb->appender_end_row (appender), ==, 0);
    }
  g_assert_cmpint (duckdb->appender_destroy (&appender), ==, 0);
  run (duckdb, "CHECKPOINT");
}

static double
measure_windows (DuckDb *duckdb, const BenchMarket *market)
{
  double times_usec[BENCH_N_WINDOWS];
  gpointer statement = NULL;

  /* A span that holds the window and a weekend: what a careful client asks for. */
  g_assert_cmpint (duckdb->prepare (duckdb->connection,
                                    "SELECT * FROM m1 WHERE time < make_timestamp(?1)"
                                    " AND time >= make_timestamp(?2) ORDER BY time DESC LIMIT 2000",
                                    &statement),
                   ==, 0);
  for (guint i = 0; i < BENCH_N_WINDOWS; i++)
    {
      const gint64 end_usec = bench_market_get_window_end (market, i);
      const gint64 start_usec = g_get_monotonic_time ();
      Result result;

      duckdb->bind_int64 (statement, 1, end_usec);
      duckdb->bind_int64 (statement, 2, end_usec - 6 * BT_USEC_PER_DAY);
      g_assert_cmpint (duckdb->execute_prepared (statement, &result), ==, 0);
      g_assert_cmpuint (drain (duckdb, &result), ==, BENCH_WINDOW);
      times_usec[i] = bench_get_ms_since (start_usec) * 1000;
    }
  duckdb->destroy_prepare (&statement);
  return bench_find_median (times_usec, BENCH_N_WINDOWS);
}

static double
measure_query (DuckDb *duckdb, const char *sql)
{
  double times_ms[BENCH_N_WHOLE];

  for (guint i = 0; i < BENCH_N_WHOLE; i++)
    {
      const gint64 start_usec = g_get_monotonic_time ();
      run (duckdb, sql);
      times_ms[i] = bench_get_ms_since (start_usec);
    }
  return bench_find_best (times_ms, BENCH_N_WHOLE);
}

gboolean
peer_duckdb_measure (const BenchMarket *market, BenchStorage *out)
{
  DuckDb duckdb = { 0 };
  GStatBuf status = { 0 };
  g_autofree char *path = g_build_filename (market->folder, "decade.duckdb", NULL);

  *out = BENCH_STORAGE_ABSENT;
  if (!load (&duckdb))
    return FALSE;
  out->year_ms = measure_year (&duckdb, market);
  open_file (&duckdb, path);
  append_decade (&duckdb, market->decade);
  close_file (&duckdb);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  out->bytes_a_candle = (double) status.st_size / (double) bt_series_get_length (market->decade);
  open_file (&duckdb, path);
  out->window_usec = measure_windows (&duckdb, market);
  out->all_ms = measure_query (&duckdb, "FROM m1");
  out->hours_ms = measure_query (
    &duckdb, "SELECT date_trunc('hour', time) AS hour, arg_min(open, time), max(high), min(low),"
             " arg_max(close, time), sum(volume) FROM m1 GROUP BY hour ORDER BY hour");
  close_file (&duckdb);
  return TRUE;
}
