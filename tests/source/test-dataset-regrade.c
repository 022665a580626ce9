// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Hours of an instrument that change reach the reports of data that is there already. */
#include "config.h"

#include "feed-fixture.h"
#include "source/bt-dataset-regrade.h"
#include "source/bt-file-import.h"
#include "store/bt-instrument-table.h"

#include "test-folder.h"

#define FOREX "Sun 17:00-Fri 17:00 America/New_York"
#define METALS "Sun 18:00-Fri 17:00, break 17:00-18:00 America/New_York"

typedef struct
{
  char *folder;
  BtStore *store;
  guint n_signals;
} Fixture;

static void
datasets_changed_cb (Fixture *fixture)
{
  fixture->n_signals++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  g_autofree char *data_folder = g_build_filename (fixture->folder, "data", NULL);
  fixture->store = bt_store_open (data_folder, NULL);
  g_assert_nonnull (fixture->store);
  g_signal_connect_swapped (fixture->store, "datasets-changed", G_CALLBACK (datasets_changed_cb),
                            fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->store);
  test_folder_remove (fixture->folder);
}

/* Imports minutes of one file or several; NULL ends the list of pairs of a time and a count. */
static gint64
import_rows (Fixture *fixture, const char *const *firsts, guint count)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) reports
    = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_quality_report_unref);
  BtFeedOptions options;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; firsts[i] != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("XAUUSD_M1_%u.csv", i);
      g_autofree char *rows = feed_fixture_make_rows (firsts[i], count);
      g_autofree char *text = g_strconcat ("time,open,high,low,close,volume\n", rows, NULL);
      char *path = g_build_filename (fixture->folder, name, NULL);
      g_assert_true (g_file_set_contents (path, text, -1, NULL));
      g_ptr_array_add (paths, path);
    }
  g_ptr_array_add (paths, NULL);
  bt_feed_options_init (&options);
  const gint64 id = bt_file_import_run_sync (fixture->store, (const char *const *) paths->pdata,
                                             &options, FALSE, reports, NULL, NULL, &error);
  g_assert_no_error (error);
  return id;
}

typedef struct
{
  gint64 id;
  BtDataset *dataset;
  const char *hours; /* to save for gold */
} Job;

static gboolean
get_dataset (BtDb *db, gpointer data, GError **error)
{
  Job *job = data;

  job->dataset = bt_dataset_table_get (db, job->id, error);
  return job->dataset != NULL;
}

static gboolean
save_hours (BtDb *db, gpointer data, GError **error)
{
  Job *job = data;
  BtInstrument gold = *bt_instrument_find_builtin ("XAUUSD");

  return bt_trading_hours_parse (job->hours, &gold.hours, error)
         && bt_instrument_table_save (db, &gold, error)
         && bt_instrument_table_apply (db, "XAUUSD", error);
}

static void
assert_dataset (Fixture *fixture, gint64 id, const char *hours, gint64 missing, gint64 outside)
{
  Job job = { .id = id };

  g_assert_true (bt_store_run (fixture->store, get_dataset, &job, NULL));
  g_autoptr (BtDataset) dataset = job.dataset;
  g_autoptr (BtQualityReport) report = bt_quality_report_from_json (dataset->report_json, NULL);
  g_autofree char *own = bt_trading_hours_to_string (&dataset->instrument.hours);
  g_autofree char *checked = bt_trading_hours_to_string (&report->hours);

  g_assert_cmpstr (own, ==, hours);
  g_assert_cmpstr (checked, ==, hours);
  g_assert_cmpint (report->hours_missing, ==, missing);
  g_assert_cmpint (report->outside_hours, ==, outside);
  g_assert_cmpint (dataset->grade, ==, bt_quality_report_get_grade (report));
}

static void
regrade (Fixture *fixture, guint expected)
{
  guint count = G_MAXUINT;
  g_autoptr (GError) error = NULL;

  bt_dataset_regrade_stale (fixture->store, &count, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count, ==, expected);
}

/* Ten minutes less than the day that ends at 22:00, and the evening from 23:00 on. */
static void
test_change (Fixture *fixture, gconstpointer data)
{
  const char *const files[] = { "2024-01-08T23:00:00Z", "2024-01-09T23:00:00Z", NULL };
  Job job = { .hours = FOREX };
  const gint64 id = import_rows (fixture, files, 1370);

  assert_dataset (fixture, id, METALS, 10, 0);
  regrade (fixture, 0);
  g_assert_true (bt_store_run (fixture->store, save_hours, &job, NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  fixture->n_signals = 0;
  regrade (fixture, 1);
  while (fixture->n_signals == 0)
    g_main_context_iteration (NULL, TRUE);
  assert_dataset (fixture, id, FOREX, 70, 0);
  regrade (fixture, 0);
  /* Stated hours hold, however the candles lie. */
  job.hours = "Tue 00:00-12:00 UTC";
  g_assert_true (bt_store_run (fixture->store, save_hours, &job, NULL));
  regrade (fixture, 1);
  assert_dataset (fixture, id, "Tue 00:00-12:00 UTC", 0, 2 * 1370 - 720);
  job.hours = "";
  g_assert_true (bt_store_run (fixture->store, save_hours, &job, NULL));
  regrade (fixture, 1);
  assert_dataset (fixture, id, "", 0, 0);
}

/* What the candles contradict is not said of the dataset; what the user states is. */
static void
test_guess (Fixture *fixture, gconstpointer data)
{
  const char *const files[] = { "2024-01-08T23:00:00Z", NULL };
  const char *const others[] = { "2024-02-05T23:00:00Z", NULL };
  Job job = { .hours = METALS };
  const gint64 id = import_rows (fixture, files, 2000);

  assert_dataset (fixture, id, "", 0, 0);
  regrade (fixture, 0);
  g_assert_true (bt_store_run (fixture->store, save_hours, &job, NULL));
  assert_dataset (fixture, import_rows (fixture, others, 2000), METALS, 0, 60);
  regrade (fixture, 1);
  assert_dataset (fixture, id, METALS, 0, 60);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gssize *count = user_data;

  *count = bt_dataset_regrade_stale_finish (BT_STORE (source), result, NULL);
}

static void
test_async (Fixture *fixture, gconstpointer data)
{
  const char *const files[] = { "2024-01-08T23:00:00Z", NULL };
  Job job = { .hours = FOREX };
  const gint64 id = import_rows (fixture, files, 1000);
  gssize count = -2;

  g_assert_true (bt_store_run (fixture->store, save_hours, &job, NULL));
  bt_dataset_regrade_stale_async (fixture->store, NULL, done_cb, &count);
  while (count == -2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (count, ==, 1);
  assert_dataset (fixture, id, FOREX, 0, 0);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  const char *const files[] = { "2024-01-08T23:00:00Z", NULL };
  Job job = { .hours = FOREX };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  import_rows (fixture, files, 1000);

  g_assert_true (bt_store_run (fixture->store, save_hours, &job, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_false (bt_dataset_regrade_stale (fixture->store, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  regrade (fixture, 1);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/source/regrade/change", test_change);
  ADD ("/source/regrade/guess", test_guess);
  ADD ("/source/regrade/async", test_async);
  ADD ("/source/regrade/cancelled", test_cancelled);
  return g_test_run ();
}
