// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Measures storing ten years of one-minute gold, windows at random times, loading, and commits. */
#include "config.h"

#include "market/bt-synthetic.h"
#include "store/bt-branch-table.h"
#include "store/bt-dataset-table.h"
#include "store/bt-session-table.h"
#include "store/bt-store.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#define YEARS 10
#define WINDOW 2000
#define N_WINDOWS 2000
#define N_COMMITS 1000
/* So many candles a call, as an import gives them. */
#define PIECE 4096
/* A year of the real file, moved on by whole weeks so that days of the week stay. */
#define YEAR_USEC (53 * 7 * BT_USEC_PER_DAY)

typedef struct
{
  BtSeries *year;
  gint64 dataset_id;
  gint64 rows;
  gint64 write_usec; /* of one year alone */
  gint64 commit_usec[N_COMMITS];
  BtStore *store;
  gboolean is_importing; /* by the other thread; atomic */
} Bench;

/* An import on another thread, piece by piece. */
typedef struct
{
  const BtSeries *year;
  BtDatasetWriter *writer;
  BtCandle piece[PIECE];
  gsize count;
} Import;

static double
seconds (gint64 usec)
{
  return (double) usec / G_USEC_PER_SEC;
}

/* Reads a line of an MT5 export; FALSE for the header. */
static gboolean
parse_line (const char *line, BtCandle *candle)
{
  g_auto (GStrv) parts = g_strsplit_set (line, "\t", -1);
  g_autofree char *time = NULL;
  gint64 prices[4] = { 0 };

  if (g_strv_length (parts) < 9 || !g_ascii_isdigit (parts[0][0]))
    return FALSE;
  g_strdelimit (parts[0], ".", '-');
  time = g_strconcat (parts[0], "T", parts[1], "Z", NULL);
  if (!bt_time_parse (time, &candle->time_usec, NULL))
    return FALSE;
  for (guint i = 0; i < 4; i++)
    if (!bt_decimal_parse (parts[2 + i], -1, 2, &prices[i], NULL))
      return FALSE;
  candle->open_points = prices[0];
  candle->high_points = prices[1];
  candle->low_points = prices[2];
  candle->close_points = prices[3];
  candle->volume = g_ascii_strtoll (parts[6], NULL, 10) * BT_VOLUME_UNITS_PER_LOT;
  candle->spread_points = atoi (parts[8]);
  return TRUE;
}

/* Returns the real year, or NULL where the shared files or xz are missing. */
static BtSeries *
read_real_year (void)
{
  const char *shared = g_getenv ("BACKTRADE_SHARED");
  g_autofree char *path = g_build_filename (shared != NULL ? shared : "../shared", "data",
                                            "derived-fullyear", "XAUUSD_M1_2024_mt5.csv.xz", NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, TRUE);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, "xz", "-dc", path, NULL);
  if (process == NULL || !g_subprocess_communicate (process, NULL, NULL, &bytes, NULL, NULL))
    return NULL;
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  for (char *line = text, *next = NULL; line != NULL && *line != '\0'; line = next)
    {
      BtCandle candle = { 0 };
      next = strchr (line, '\n');
      if (next != NULL)
        *next++ = '\0';
      if (parse_line (line, &candle))
        g_assert_true (bt_series_builder_add (builder, &candle, NULL));
    }
  return bt_series_builder_finish (builder);
}

static gint64
write_years (BtDb *db, const BtSeries *year, int years, gint64 *id)
{
  const BtInstrument *gold = bt_instrument_find_builtin ("XAUUSD");
  gint64 start_usec = g_get_monotonic_time ();
  gsize length = bt_series_get_length (year);
  gboolean is_new = FALSE;
  BtCandle piece[PIECE];
  g_autoptr (GError) error = NULL;
  g_autoptr (BtDatasetWriter) writer
    = bt_dataset_writer_begin (db, gold, BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, TRUE, &error);

  g_assert_no_error (error);
  for (int i = 0; i < years; i++)
    for (gsize first = 0; first < length; first += PIECE)
      {
        gsize count = MIN (PIECE, length - first);
        for (gsize j = 0; j < count; j++)
          {
            piece[j] = bt_series_get_candle (year, first + j);
            piece[j].time_usec += i * YEAR_USEC;
          }
        bt_dataset_writer_add (writer, piece, count, &error);
        g_assert_no_error (error);
      }
  bt_dataset_writer_finish (writer, "bench", NULL, 'A', FALSE, id, &is_new, &error);
  g_assert_no_error (error);
  g_assert_true (is_new);
  return g_get_monotonic_time () - start_usec;
}

static gboolean
bench_write (BtDb *db, gpointer data, GError **error)
{
  Bench *bench = data;
  gint64 year_id = 0;

  bench->write_usec = write_years (db, bench->year, 1, &year_id);
  gint64 all_usec = write_years (db, bench->year, YEARS, &bench->dataset_id);
  g_autoptr (BtDataset) dataset = bt_dataset_table_get (db, bench->dataset_id, error);
  g_assert_nonnull (dataset);
  bench->rows = dataset->rows;
  g_print ("Writing a year (%" G_GSIZE_FORMAT " candles) with its hash: %.3f s (reach 0.25)\n",
           bt_series_get_length (bench->year), seconds (bench->write_usec));
  g_print ("Writing %d years (%" G_GINT64_FORMAT " candles): %.3f s\n", YEARS, dataset->rows,
           seconds (all_usec));
  g_print ("%d years on disk: %.1f MiB, %.2f bytes a candle (reach 10 bytes)\n", YEARS,
           (double) dataset->bytes / 1048576, (double) dataset->bytes / (double) dataset->rows);
  /* The ten years went on with the year. */
  g_assert_cmpint (bench->dataset_id, ==, year_id);
  return TRUE;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static gboolean
bench_read (BtDb *db, gpointer data, GError **error)
{
  Bench *bench = data;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 start_usec = g_get_monotonic_time ();
  g_autoptr (BtSeries) series = bt_dataset_table_load (db, bench->dataset_id, NULL, error);

  g_assert_nonnull (series);
  gint64 load_usec = g_get_monotonic_time () - start_usec;
  g_print ("Loading all: %.3f s (reach 0.06)\n", seconds (load_usec));
  const BtColumns *columns = bt_series_get_columns (series);
  for (int i = 0; i < N_WINDOWS; i++)
    {
      gsize end = (gsize) g_rand_int_range (random, WINDOW, (gint32) columns->length);
      gint64 from_usec = g_get_monotonic_time ();
      g_autoptr (BtSeries) window = bt_dataset_table_load_window (
        db, bench->dataset_id, columns->time_usec[end], WINDOW, error);
      gint64 took_usec = g_get_monotonic_time () - from_usec;
      g_assert_nonnull (window);
      g_assert_cmpuint (bt_series_get_length (window), ==, WINDOW);
      g_array_append_val (times, took_usec);
    }
  g_array_sort (times, compare_times);
  g_print ("A window of %d at a random time: median %" G_GINT64_FORMAT
           " µs, 99 %% %" G_GINT64_FORMAT " µs (reach 50)\n",
           WINDOW, g_array_index (times, gint64, N_WINDOWS / 2),
           g_array_index (times, gint64, N_WINDOWS * 99 / 100));
  return TRUE;
}

static gboolean
insert_session (BtDb *db, gpointer data, GError **error)
{
  BtSessionRow row = {
    .id = (char *) "bench",
    .name = (char *) "bench",
    .settings_json = (char *) "{}",
    .length = 2 * N_COMMITS + 2,
    .bar = -1,
  };
  return bt_session_table_insert (db, &row, error);
}

static gboolean
append_line (BtDb *db, gpointer data, GError **error)
{
  gint64 sequence = *(gint64 *) data;
  g_autofree char *json = g_strdup_printf (
    "{\"after_bar\":%" G_GINT64_FORMAT ",\"do\":\"place\",\"id\":\"%" G_GINT64_FORMAT
    "\",\"side\":\"buy\",\"lots\":\"0.10\",\"sl\":\"2075.00\",\"tp\":\"2095.00\"}",
    sequence, sequence);
  BtJournalLine line = { .sequence = sequence, .after_bar = sequence, .json = json };

  return bt_branch_table_append (db, "bench", BT_BRANCH_MAIN, &line, FALSE, 0, error);
}

static void
print_commits (const char *what, gint64 *times_usec, guint count)
{
  qsort (times_usec, count, sizeof (gint64), compare_times);
  g_print ("%s: median %.2f ms, 99 %% %.2f ms (reach 10), longest %.2f ms of %u\n", what,
           (double) times_usec[count / 2] / 1000, (double) times_usec[count * 99 / 100] / 1000,
           (double) times_usec[count - 1] / 1000, count);
}

static gint64
confirm_order (BtStore *store, gint64 sequence)
{
  gint64 from_usec = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  bt_store_run (store, append_line, &sequence, &error);
  g_assert_no_error (error);
  return g_get_monotonic_time () - from_usec;
}

/* Confirms orders one by one, as the main thread does. */
static void
bench_commits (Bench *bench)
{
  g_autoptr (GError) error = NULL;

  bt_store_run (bench->store, insert_session, NULL, &error);
  g_assert_no_error (error);
  for (gint64 i = 1; i <= N_COMMITS; i++)
    bench->commit_usec[i - 1] = confirm_order (bench->store, i);
  print_commits ("Confirming an order, on disk", bench->commit_usec, N_COMMITS);
}

static gboolean
begin_import (BtDb *db, gpointer data, GError **error)
{
  Import *import = data;

  import->writer = bt_dataset_writer_begin (db, bt_instrument_find_builtin ("EURUSD"),
                                            BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, TRUE, error);
  return import->writer != NULL;
}

static gboolean
add_piece (BtDb *db, gpointer data, GError **error)
{
  Import *import = data;

  return bt_dataset_writer_add (import->writer, import->piece, import->count, error);
}

static gboolean
finish_import (BtDb *db, gpointer data, GError **error)
{
  Import *import = data;
  gint64 id = 0;
  gboolean is_new = FALSE;
  gboolean is_done
    = bt_dataset_writer_finish (import->writer, "bench", NULL, 'A', FALSE, &id, &is_new, error);

  bt_dataset_writer_free (import->writer);
  return is_done;
}

static gpointer
run_import (gpointer data)
{
  Bench *bench = data;
  g_autofree Import *import = g_new0 (Import, 1);
  gsize length = bt_series_get_length (bench->year);

  g_assert_true (bt_store_run (bench->store, begin_import, import, NULL));
  for (gint64 i = 0; i < YEARS; i++)
    for (gsize first = 0; first < length; first += PIECE)
      {
        import->count = MIN (PIECE, length - first);
        for (gsize j = 0; j < import->count; j++)
          {
            import->piece[j] = bt_series_get_candle (bench->year, first + j);
            import->piece[j].time_usec += i * YEAR_USEC;
          }
        g_assert_true (bt_store_run (bench->store, add_piece, import, NULL));
      }
  g_assert_true (bt_store_run (bench->store, finish_import, import, NULL));
  g_atomic_int_set (&bench->is_importing, FALSE);
  return NULL;
}

/* The same while ten years are imported. */
static void
bench_commits_beside_import (Bench *bench)
{
  guint count = 0;

  g_atomic_int_set (&bench->is_importing, TRUE);
  GThread *thread = g_thread_new ("import", run_import, bench);
  for (; count < N_COMMITS && g_atomic_int_get (&bench->is_importing); count++)
    bench->commit_usec[count] = confirm_order (bench->store, N_COMMITS + 1 + count);
  g_thread_join (thread);
  if (count > 0)
    print_commits ("The same beside an import", bench->commit_usec, count);
}

static void
count_fault (const char *message, gpointer user_data)
{
  g_error ("%s", message);
}

static gboolean
bench_check (BtDb *db, gpointer data, GError **error)
{
  gint64 start_usec = g_get_monotonic_time ();

  if (!bt_store_check (db, count_fault, NULL, error))
    return FALSE;
  g_print ("Checking everything (%d years of candles): %.3f s\n", 2 * YEARS,
           seconds (g_get_monotonic_time () - start_usec));
  return TRUE;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_unlink (path);
    }
  g_rmdir (folder);
}

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("backtrade-bench-XXXXXX", NULL);
  g_autofree Bench *bench = g_new0 (Bench, 1);
  gint64 start_usec = 0;
  gint64 end_usec = 0;

  setlocale (LC_ALL, "");
  bench->year = read_real_year ();
  if (bench->year == NULL)
    {
      bt_time_parse ("2024-01-01", &start_usec, NULL);
      bt_time_parse ("2025-01-01", &end_usec, NULL);
      bench->year = bt_synthetic_gold (1, start_usec, end_usec, 206000);
      g_print ("The shared files are not here: synthetic gold instead\n");
    }
  BtStore *store = bt_store_open (folder, &error);
  g_assert_no_error (error);
  bt_store_run (store, bench_write, bench, &error);
  g_assert_no_error (error);
  bt_store_run (store, bench_read, bench, &error);
  g_assert_no_error (error);
  bench->store = store;
  bench_commits (bench);
  bench_commits_beside_import (bench);
  bt_store_run (store, bench_check, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (store);
  bt_series_unref (bench->year);
  remove_folder (folder);
  return 0;
}
