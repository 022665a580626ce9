// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "source/bt-file-import.h"

#include "source/bt-import-run.h"

#include "feed-fixture.h"
#include "test-folder.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* More than one batch. */
#define ROWS 40000
#define HEADER "timestamp,open,high,low,close,volume\n"

typedef struct
{
  char *folder;
  BtStore *store;
  char *path; /* a table of ROWS rows */
  BtFeedOptions options;
  GPtrArray *reports;
} Fixture;

static char *
write_rows (const Fixture *fixture, const char *name, const char *first_time, guint count)
{
  g_autofree char *rows = feed_fixture_make_rows (first_time, count);
  g_autofree char *text = g_strconcat (HEADER, rows, NULL);
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static BtFileImport *
make_import (const Fixture *fixture, const char *path)
{
  return bt_file_import_new (fixture->store, (const char *[]){ path, NULL }, &fixture->options);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = test_folder_new ();
  g_autofree char *data_folder = g_build_filename (fixture->folder, "data", NULL);
  fixture->store = bt_store_open (data_folder, &error);
  g_assert_no_error (error);
  fixture->path = write_rows (fixture, "EURUSD_M1.csv", "2024-01-02T00:00:00Z", ROWS);
  fixture->reports = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_quality_report_unref);
  bt_feed_options_init (&fixture->options);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer store = fixture->store;

  g_ptr_array_unref (fixture->reports);
  g_object_add_weak_pointer (G_OBJECT (store), &store);
  g_object_unref (store);
  /* The thread of a task that has ended may hold the last reference for a moment. */
  while (g_atomic_pointer_get (&store) != NULL)
    g_thread_yield ();
  g_free (fixture->path);
  test_folder_remove (fixture->folder);
}

typedef struct
{
  gint64 datasets; /* finished and unfinished */
  gint64 chunks;
} Counts;

static gint64
query (BtDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStatement) statement = bt_db_prepare (db, sql, &error);
  gboolean has_row;

  g_assert_no_error (error);
  g_assert_true (bt_statement_step (statement, &has_row, &error));
  return bt_statement_get_int64 (statement, 0);
}

static gboolean
count_all (BtDb *db, gpointer data, GError **error)
{
  Counts *counts = data;

  counts->datasets = query (db, "SELECT count(*) FROM datasets");
  counts->chunks = query (db, "SELECT count(*) FROM chunks");
  return TRUE;
}

static void
assert_nothing_left (const Fixture *fixture)
{
  Counts counts = { -1, -1 };

  g_assert_true (bt_store_run (fixture->store, count_all, &counts, NULL));
  g_assert_cmpint (counts.datasets, ==, 0);
  g_assert_cmpint (counts.chunks, ==, 0);
}

typedef struct
{
  gint64 id;
  BtDataset *dataset;
  BtSeries *series;
} Loaded;

static gboolean
load_dataset (BtDb *db, gpointer data, GError **error)
{
  Loaded *loaded = data;

  loaded->dataset = bt_dataset_table_get (db, loaded->id, error);
  loaded->series = bt_dataset_table_load (db, loaded->id, NULL, error);
  return loaded->dataset != NULL && loaded->series != NULL;
}

static Loaded
load (const Fixture *fixture, gint64 id)
{
  Loaded loaded = { .id = id };
  g_autoptr (GError) error = NULL;

  bt_store_run (fixture->store, load_dataset, &loaded, &error);
  g_assert_no_error (error);
  return loaded;
}

static void
clear_loaded (Loaded *loaded)
{
  bt_dataset_free (loaded->dataset);
  bt_series_unref (loaded->series);
}

/* What an asynchronous import came to. */
typedef struct
{
  GMainLoop *loop;
  gint64 id;
  BtImportOutcome result;
  GError *error;
  guint n_notified;
  guint n_signals;
} Outcome;

static void
import_finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->id = bt_file_import_run_finish (BT_FILE_IMPORT (source), result, &outcome->result,
                                           &outcome->error);
  g_main_loop_quit (outcome->loop);
}

static void
progress_changed_cb (BtFileImport *import, GParamSpec *pspec, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->n_notified++;
}

static void
datasets_changed_cb (BtStore *store, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->n_signals++;
}

static Outcome
run_async (const Fixture *fixture, BtFileImport *import, GCancellable *cancellable)
{
  Outcome outcome = { .loop = g_main_loop_new (NULL, FALSE) };
  const gulong handler = g_signal_connect (fixture->store, "datasets-changed",
                                           G_CALLBACK (datasets_changed_cb), &outcome);

  g_signal_connect (import, "notify::progress", G_CALLBACK (progress_changed_cb), &outcome);
  bt_file_import_run_async (import, cancellable, import_finished_cb, &outcome);
  g_main_loop_run (outcome.loop);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_handler_disconnect (fixture->store, handler);
  g_main_loop_unref (outcome.loop);
  return outcome;
}

static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtFileImport) import = make_import (fixture, fixture->path);
  g_autofree char *path = NULL;
  double progress;
  gint64 rows;
  gint64 rows_per_second;
  gint64 bad_rows;

  g_assert_null (bt_file_import_get_report (import));
  Outcome outcome = run_async (fixture, import, NULL);
  g_assert_no_error (outcome.error);
  g_assert_cmpint (outcome.id, >, 0);
  g_assert_true (outcome.result.is_new);
  g_assert_cmpuint (outcome.n_notified, >, 0);
  g_assert_cmpuint (outcome.n_signals, ==, 1);
  g_object_get (import, "path", &path, "progress", &progress, "rows", &rows, "rows-per-second",
                &rows_per_second, "bad-rows", &bad_rows, NULL);
  g_assert_cmpstr (path, ==, fixture->path);
  g_assert_cmpfloat (progress, ==, 1.0);
  g_assert_cmpint (rows, ==, ROWS);
  g_assert_cmpint (rows_per_second, >, 0);
  g_assert_cmpint (bad_rows, ==, 0);
  g_assert_cmpint (bt_file_import_get_report (import)->stored, ==, ROWS);

  Loaded loaded = load (fixture, outcome.id);
  g_assert_cmpint (loaded.dataset->rows, ==, ROWS);
  g_assert_cmpstr (loaded.dataset->instrument.symbol, ==, "EURUSD");
  g_assert_cmpstr (loaded.dataset->source, ==, "ISO CSV");
  g_assert_cmpint (loaded.dataset->grade, ==, 'A');
  g_assert_false (loaded.dataset->is_synthetic);
  g_autoptr (BtQualityReport) report
    = bt_quality_report_from_json (loaded.dataset->report_json, NULL);
  g_assert_cmpint (report->rows, ==, ROWS);
  g_assert_cmpuint (bt_series_get_length (loaded.series), ==, ROWS);
  g_assert_cmpint (bt_series_get_candle (loaded.series, ROWS - 1).time_usec, ==, report->last_usec);
  clear_loaded (&loaded);
}

static void
test_import_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtFileImport) first = make_import (fixture, fixture->path);
  g_autoptr (BtFileImport) second = make_import (fixture, fixture->path);
  Outcome before = run_async (fixture, first, NULL);
  Outcome after = run_async (fixture, second, NULL);
  Counts counts;

  g_assert_true (before.result.is_new);
  g_assert_false (after.result.is_new);
  g_assert_cmpint (after.id, ==, before.id);
  g_assert_cmpuint (after.n_signals, ==, 0);
  g_assert_true (bt_store_run (fixture->store, count_all, &counts, NULL));
  g_assert_cmpint (counts.datasets, ==, 1);
}

static void
test_async_failure (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "missing.csv", NULL);
  g_autoptr (BtFileImport) import = make_import (fixture, path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (BtFileImport) cancelled = make_import (fixture, fixture->path);

  Outcome outcome = run_async (fixture, import, NULL);
  g_assert_cmpint (outcome.id, ==, -1);
  g_assert_error (outcome.error, BT_FEED_ERROR, BT_FEED_ERROR_OPEN);
  g_clear_error (&outcome.error);
  g_assert_null (bt_file_import_get_report (import));

  g_cancellable_cancel (cancellable);
  outcome = run_async (fixture, cancelled, cancellable);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&outcome.error);
  assert_nothing_left (fixture);
}

static gint64
run_with (Fixture *fixture,
          BtImportProgressFunc func,
          gpointer user_data,
          GCancellable *cancellable,
          GError **error)
{
  const char *const paths[] = { fixture->path, NULL };
  const BtImportRequest request = { .store = fixture->store,
                                    .paths = paths,
                                    .options = &fixture->options,
                                    .progress = func,
                                    .user_data = user_data };

  return bt_import_run (&request, fixture->reports, NULL, cancellable, error);
}

/* Cancels in the middle: one batch is on its way into the database by then. */
static void
cancel_cb (const BtImportProgress *progress, gpointer user_data)
{
  g_assert_cmpfloat (progress->fraction, >, 0);
  g_assert_cmpfloat (progress->fraction, <, 1);
  g_cancellable_cancel (user_data);
}

static void
test_cancel_in_the_middle (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (run_with (fixture, cancel_cb, cancellable, cancellable, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_nothing_left (fixture);
}

/* Cuts the file while it is read, as a lost network drive would. */
static void
cut_file_cb (const BtImportProgress *progress, gpointer user_data)
{
  const char *path = user_data;
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_cmpint (truncate (path, (off_t) (length * 9 / 10)), ==, 0);
}

static void
test_damage_in_the_middle (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  /* A file with a bad row is read twice; of others the rows are kept. */
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_autofree char *damaged = g_strconcat (text, "no row\n", NULL);
  g_assert_true (g_file_set_contents (fixture->path, damaged, -1, NULL));
  g_assert_cmpint (run_with (fixture, cut_file_cb, fixture->path, NULL, &error), ==, -1);
  g_assert_error (error, BT_FEED_ERROR, BT_FEED_ERROR_TRUNCATED);
  assert_nothing_left (fixture);
}

static gboolean
fail_writes (BtDb *db, gpointer data, GError **error)
{
  return bt_db_execute (db,
                        "CREATE TEMP TRIGGER broken BEFORE INSERT ON main.chunks"
                        " BEGIN SELECT raise(ABORT, 'no room'); END",
                        error);
}

/* The database refuses further chunks, as on a full disk. */
static void
fail_writes_cb (const BtImportProgress *progress, gpointer user_data)
{
  GHashTable *done = user_data;

  if (g_hash_table_add (done, GINT_TO_POINTER (1)))
    g_assert_true (bt_store_run (g_hash_table_lookup (done, "store"), fail_writes, NULL, NULL));
}

static void
test_store_failure (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);

  g_hash_table_insert (done, (gpointer) "store", fixture->store);
  g_assert_cmpint (run_with (fixture, fail_writes_cb, done, NULL, &error), ==, -1);
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "no room"));
  assert_nothing_left (fixture);
}

static gboolean
count_job (BtDb *db, gpointer data, GError **error)
{
  guint *n_jobs = data;

  (*n_jobs)++;
  return TRUE;
}

typedef struct
{
  BtStore *store;
  guint n_jobs;
  guint n_batches;
} OtherWork;

static void
other_work_cb (const BtImportProgress *progress, gpointer user_data)
{
  OtherWork *work = user_data;

  work->n_batches++;
  g_assert_true (bt_store_run (work->store, count_job, &work->n_jobs, NULL));
  g_assert_cmpuint (work->n_jobs, ==, work->n_batches);
}

static void
test_other_jobs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  OtherWork work = { .store = fixture->store };

  g_assert_cmpint (run_with (fixture, other_work_cb, &work, NULL, &error), >, 0);
  g_assert_no_error (error);
  g_assert_cmpuint (work.n_jobs, >=, 3);
}

static gint64
run_sync (Fixture *fixture,
          const char *const *paths,
          gboolean dry_run,
          BtImportOutcome *outcome,
          GError **error)
{
  g_ptr_array_set_size (fixture->reports, 0);
  return bt_file_import_run_sync (dry_run ? NULL : fixture->store, paths, &fixture->options,
                                  dry_run, fixture->reports, outcome, NULL, error);
}

static void
test_dry_run (Fixture *fixture, gconstpointer data)
{
  const char *const paths[] = { fixture->path, NULL };
  g_autoptr (GError) error = NULL;
  BtImportOutcome outcome = { .is_new = TRUE, .added = 1 };

  g_assert_cmpint (run_sync (fixture, paths, TRUE, &outcome, &error), ==, 0);
  g_assert_no_error (error);
  g_assert_false (outcome.is_new);
  g_assert_cmpint (outcome.added, ==, 0);
  g_assert_cmpuint (fixture->reports->len, ==, 1);
  g_assert_cmpint (((BtQualityReport *) g_ptr_array_index (fixture->reports, 0))->rows, ==, ROWS);
  assert_nothing_left (fixture);
}

/* Several files in any order, one of them overlapping, become one dataset: the same as from one
 * file. */
static void
test_several_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = write_rows (fixture, "EURUSD_M1_a.csv", "2024-01-02T00:00:00Z", 20000);
  g_autofree char *rest = write_rows (fixture, "EURUSD_M1_b.csv", "2024-01-15T00:00:00Z", 100);
  const char *const paths[] = { rest, first, NULL };
  g_autoptr (GError) error = NULL;
  BtImportOutcome outcome = { 0 };

  const gint64 id = run_sync (fixture, paths, FALSE, &outcome, &error);
  g_assert_no_error (error);
  g_assert_true (outcome.is_new);
  g_assert_cmpint (outcome.added, ==, 0);
  g_assert_cmpuint (fixture->reports->len, ==, 2);
  Loaded loaded = load (fixture, id);
  g_autoptr (BtQualityReport) report
    = bt_quality_report_from_json (loaded.dataset->report_json, NULL);
  /* 2024-01-15 00:00 is row 18,720 of the first file, so its last 1,280 minutes hold the other's
   * 100. */
  g_assert_cmpint (loaded.dataset->rows, ==, 20000);
  g_assert_cmpint (report->rows, ==, 20100);
  g_assert_cmpint (report->stored, ==, 20000);
  clear_loaded (&loaded);
}

/* The same file with more rows, as a platform writes it a week later. */
static void
test_growth (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_rows (fixture, "EURUSD_M1_a.csv", "2024-01-02T00:00:00Z", 700);
  const char *const paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  BtImportOutcome outcome;

  const gint64 id = run_sync (fixture, paths, FALSE, &outcome, &error);
  g_assert_no_error (error);
  g_assert_true (outcome.is_new);
  g_assert_cmpint (outcome.added, ==, 0);
  g_autofree char *longer = write_rows (fixture, "EURUSD_M1_a.csv", "2024-01-02T00:00:00Z", 1000);
  g_assert_cmpint (run_sync (fixture, paths, FALSE, &outcome, &error), ==, id);
  g_assert_no_error (error);
  g_assert_true (outcome.is_new);
  g_assert_cmpint (outcome.added, ==, 300);
  g_assert_cmpint (run_sync (fixture, paths, FALSE, &outcome, &error), ==, id);
  g_assert_false (outcome.is_new);
  g_assert_cmpint (outcome.added, ==, 0);
}

static void
test_several_kinds (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = write_rows (fixture, "GBPUSD_M1.csv", "2024-01-02T00:00:00Z", 100);
  const char *const paths[] = { fixture->path, other, NULL };
  g_autoptr (GError) error = NULL;
  BtImportOutcome outcome;

  g_assert_cmpint (run_sync (fixture, paths, FALSE, &outcome, &error), ==, -1);
  g_assert_error (error, BT_FEED_ERROR, BT_FEED_ERROR_OPTION);
  assert_nothing_left (fixture);
}

static void
test_sample (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Counts counts;

  g_cancellable_cancel (cancellable);
  g_assert_cmpint (bt_sample_ensure (fixture->store, cancellable, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  assert_nothing_left (fixture);

  const gint64 id = bt_sample_ensure (fixture->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (bt_sample_ensure (fixture->store, NULL, &error), ==, id);
  g_assert_true (bt_store_run (fixture->store, count_all, &counts, NULL));
  g_assert_cmpint (counts.datasets, ==, 1);
  Loaded loaded = load (fixture, id);
  const gsize length = bt_series_get_length (loaded.series);
  g_autofree char *first = bt_time_to_string (loaded.dataset->first_usec);
  g_autofree char *last = bt_time_to_string (loaded.dataset->last_usec);
  g_assert_true (loaded.dataset->is_synthetic);
  g_assert_cmpstr (loaded.dataset->source, ==, "Synthetic sample");
  g_assert_cmpstr (loaded.dataset->instrument.symbol, ==, "XAUUSD");
  g_assert_cmpstr (loaded.dataset->instrument.description, ==, "Synthetic gold (sample)");
  g_assert_true (loaded.dataset->has_spread);
  g_assert_cmpuint (length, >, 1000000);
  g_assert_true (g_str_has_prefix (first, "2022-01-0"));
  g_assert_true (g_str_has_prefix (last, "2024-12-31T"));
  clear_loaded (&loaded);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

/* Writes quotes, a second each, in the form of TrueFX. */
static char *
write_quotes (const Fixture *fixture, const char *name, guint first, guint count)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char *path = g_build_filename (fixture->folder, name, NULL);

  for (guint i = first; i < first + count; i++)
    g_string_append_printf (text, "EUR/USD,20240102 %02u:%02u:%02u.250,1.1%04u,1.1%04u\n", i / 3600,
                            i / 60 % 60, i % 60, 2000 + i % 50, 2002 + i % 50);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  return path;
}

static gboolean
get_tick_rows (BtDb *db, gpointer data, GError **error)
{
  gint64 *rows = data;
  g_autoptr (BtDataset) dataset = bt_dataset_table_get (db, rows[0], error);

  rows[1] = dataset != NULL ? dataset->tick_rows : -1;
  rows[2] = query (db, "SELECT sum(rows) FROM tick_chunks");
  return dataset != NULL;
}

/* Ticks are kept beside the candles that they make; what two files share is kept once. */
static void
test_ticks (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = write_quotes (fixture, "EURUSD_1.csv", 0, 4000);
  g_autofree char *second = write_quotes (fixture, "EURUSD_2.csv", 3000, 4000);
  const char *paths[] = { first, second, NULL };
  g_autoptr (GError) error = NULL;
  gint64 rows[3] = { 0 };

  rows[0] = bt_file_import_run_sync (fixture->store, paths, &fixture->options, FALSE,
                                     fixture->reports, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (bt_store_run (fixture->store, get_tick_rows, rows, NULL));
  g_assert_cmpint (rows[1], ==, 7000);
  g_assert_cmpint (rows[2], ==, 7000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/source/import/file", test_import);
  ADD ("/source/import/again", test_import_again);
  ADD ("/source/import/async-failure", test_async_failure);
  ADD ("/source/import/cancel-in-the-middle", test_cancel_in_the_middle);
  ADD ("/source/import/damage-in-the-middle", test_damage_in_the_middle);
  ADD ("/source/import/store-failure", test_store_failure);
  ADD ("/source/import/other-jobs", test_other_jobs);
  ADD ("/source/import/dry-run", test_dry_run);
  ADD ("/source/import/several-files", test_several_files);
  ADD ("/source/import/growth", test_growth);
  ADD ("/source/import/several-kinds", test_several_kinds);
  ADD ("/source/import/ticks", test_ticks);
  ADD ("/source/sample", test_sample);
  return g_test_run ();
}
