// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Every write of a short session, and of a short import, fails once: as a disk that fills up, and
 * as the power that goes. */
#include "config.h"

#include "fault-vfs.h"
#include "store-fixture.h"
#include "store/bt-dead-writers.h"
#include "store/bt-store.h"
#include "test-folder.h"

#define N_LINES 8
#define FIRST_USEC G_GINT64_CONSTANT (1704157200000000)
/* More changes of files than the short runs have; reaching it means that a run never got through.
 */
#define COUNT_MAX 2000

static const FaultVfsMode modes[] = { FAULT_VFS_FULL, FAULT_VFS_CUT };

/* Plays until something fails; returns the number of confirmed lines. */
static gint64
play (BtDb *db)
{
  for (gint64 i = 1; i <= N_LINES; i++)
    {
      if (!store_fixture_append (db, "s", i, i * 10, NULL))
        return i - 1;
      if (i % 3 == 0 && !store_fixture_set_clock (db, "s", i * 10 + 5, i, 7000 + i, NULL))
        return i;
      /* The log goes back into the file, which must be able to fail too. */
      if (i % 4 == 0)
        bt_db_checkpoint (db, NULL);
    }
  return N_LINES;
}

/* The journal is whole and holds what was confirmed; at most the line at which it failed is there
 * too, when everything of it was written before its commit was reported. */
static gint64
assert_prefix (BtDb *db, gint64 confirmed)
{
  g_autoptr (GPtrArray) lines = bt_branch_table_load_journal (db, "s", BT_BRANCH_MAIN, NULL);
  g_autoptr (GPtrArray) faults = store_fixture_check (db);

  g_assert_nonnull (lines);
  g_assert_cmpint (lines->len, >=, confirmed);
  g_assert_cmpint (lines->len, <=, confirmed + 1);
  g_assert_cmpuint (faults->len, ==, 0);
  return lines->len;
}

/* Returns whether a fault was met. */
static gboolean
play_with_fault (FaultVfsMode mode, guint count)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  BtDb *db = store_fixture_open (folder);

  store_fixture_add_session (db, "s", 0);
  fault_vfs_arm (mode, count);
  gint64 confirmed = play (db);
  if (mode == FAULT_VFS_FULL)
    {
      /* Somebody freed space: the program goes on as if nothing had been. */
      gboolean has_failed = fault_vfs_disarm ();
      if (confirmed < N_LINES)
        g_assert_true (store_fixture_append (db, "s", confirmed + 1, 500, NULL));
      assert_prefix (db, MIN (confirmed + 1, N_LINES));
      bt_db_close (db);
      return has_failed;
    }
  bt_db_close (db);
  gboolean has_failed = fault_vfs_disarm ();
  g_autoptr (BtDb) again = store_fixture_open (folder);
  gint64 found = assert_prefix (again, confirmed);
  g_assert_true (store_fixture_append (again, "s", found + 1, 500, NULL));
  return has_failed;
}

static void
test_session (gconstpointer data)
{
  FaultVfsMode mode = *(const FaultVfsMode *) data;
  guint count = 0;

  while (count < COUNT_MAX && play_with_fault (mode, count))
    count++;
  g_assert_cmpuint (count, >, 3 * N_LINES);
  g_assert_cmpuint (count, <, COUNT_MAX);
}

/* Writes a dataset with late candles; TRUE when it was finished. */
static gboolean
import (BtDb *db, const GArray *candles)
{
  gint64 id = 0;
  gboolean is_new = FALSE;
  g_autoptr (BtDatasetWriter) writer = bt_dataset_writer_begin (
    db, store_fixture_get_gold (), BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, TRUE, NULL);

  if (writer == NULL)
    return FALSE;
  const BtCandle *all = (const BtCandle *) candles->data;
  return bt_dataset_writer_add (writer, all + 100, candles->len - 100, NULL)
         && bt_dataset_writer_add (writer, all, 100, NULL)
         && bt_dataset_writer_finish (writer, "Test", NULL, 'A', FALSE, &id, &is_new, NULL);
}

static void
assert_all_or_nothing (BtDb *db, const GArray *candles, gboolean is_finished)
{
  g_autoptr (GPtrArray) list = bt_dataset_table_list (db, NULL);
  g_autoptr (GPtrArray) faults = store_fixture_check (db);

  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_true (list->len == 1 || (list->len == 0 && !is_finished));
  if (list->len == 1)
    {
      const BtDataset *dataset = list->pdata[0];
      g_autoptr (BtSeries) series = bt_dataset_table_load (db, dataset->id, NULL, NULL);
      store_fixture_assert_candles (series, candles, 0, candles->len);
    }
  else
    {
      g_assert_cmpint (store_fixture_query (db, "SELECT count(*) FROM datasets"), ==, 0);
      g_assert_cmpint (store_fixture_query (db, "SELECT count(*) FROM chunks"), ==, 0);
    }
}

static gboolean
import_with_fault (FaultVfsMode mode, guint count, const GArray *candles)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  BtDb *db = store_fixture_open (folder);

  fault_vfs_arm (mode, count);
  gboolean is_finished = import (db, candles);
  bt_db_close (db);
  gboolean has_failed = fault_vfs_disarm ();
  g_autoptr (BtDb) again = store_fixture_open (folder);
  g_assert_true (bt_dead_writers_clear (again, NULL));
  assert_all_or_nothing (again, candles, is_finished);
  return has_failed;
}

static void
test_import (gconstpointer data)
{
  FaultVfsMode mode = *(const FaultVfsMode *) data;
  g_autoptr (GArray) candles = store_fixture_make_candles (1, 5000, FIRST_USEC);
  guint count = 0;

  while (count < COUNT_MAX && import_with_fault (mode, count, candles))
    count++;
  g_assert_cmpuint (count, >, 10);
  g_assert_cmpuint (count, <, COUNT_MAX);
}

/* Adds candles to the dataset until something fails; returns whether it was finished. */
static gboolean
append (BtDb *db, const GArray *candles)
{
  const BtMarketTick tick = { .time_usec = FIRST_USEC, .bid_points = 5, .ask_points = 6 };
  gint64 id = 0;
  gboolean is_new = FALSE;
  g_autoptr (BtDatasetWriter) writer = bt_dataset_writer_begin_append (db, 1, NULL);

  return writer != NULL
         && bt_dataset_writer_add (writer, (const BtCandle *) (gconstpointer) candles->data,
                                   candles->len, NULL)
         && bt_dataset_writer_add_ticks (writer, &tick, 1, NULL)
         && bt_dataset_writer_finish (writer, "Test", "{}", 'B', FALSE, &id, &is_new, NULL);
}

/* The dataset is the old one or the new one, with its ticks, and nothing else is left. */
static void
assert_old_or_new (BtDb *db, const GArray *candles, gsize old_length, gboolean is_finished)
{
  g_autoptr (GPtrArray) faults = store_fixture_check (db);
  g_autoptr (BtDataset) dataset = bt_dataset_table_get (db, 1, NULL);
  g_autoptr (BtSeries) series = bt_dataset_table_load (db, 1, NULL, NULL);

  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_nonnull (dataset);
  if (is_finished)
    g_assert_cmpint (dataset->rows, ==, candles->len);
  store_fixture_assert_candles (series, candles, 0,
                                dataset->tick_rows > 0 ? candles->len : old_length);
  g_assert_cmpint (store_fixture_query (db, "SELECT count(*) FROM datasets"), ==, 1);
  g_assert_cmpint (store_fixture_query (db, "SELECT count(*) FROM tick_chunks"), ==,
                   dataset->tick_rows);
}

static gboolean
append_with_fault (FaultVfsMode mode, guint count, const GArray *candles)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (GArray) old = g_array_copy ((GArray *) candles);
  BtDb *db = store_fixture_open (folder);

  g_array_set_size (old, candles->len - 2000);
  g_assert_cmpint (store_fixture_write (db, old), ==, 1);
  fault_vfs_arm (mode, count);
  gboolean is_finished = append (db, candles);
  bt_db_close (db);
  gboolean has_failed = fault_vfs_disarm ();
  g_autoptr (BtDb) again = store_fixture_open (folder);
  g_assert_true (bt_dead_writers_clear (again, NULL));
  assert_old_or_new (again, candles, old->len, is_finished);
  return has_failed;
}

static void
test_append (gconstpointer data)
{
  FaultVfsMode mode = *(const FaultVfsMode *) data;
  g_autoptr (GArray) candles = store_fixture_make_candles (1, 5000, FIRST_USEC);
  guint count = 0;

  while (count < COUNT_MAX && append_with_fault (mode, count, candles))
    count++;
  g_assert_cmpuint (count, >, 10);
  g_assert_cmpuint (count, <, COUNT_MAX);
}

static gboolean
count_datasets_job (BtDb *db, gpointer data, GError **error)
{
  gint64 *counts = data;
  g_autoptr (GPtrArray) list = bt_dataset_table_list (db, error);

  counts[0] = list != NULL ? (gint64) list->len : -1;
  counts[1] = store_fixture_query (db, "SELECT count(*) FROM datasets");
  return list != NULL;
}

/* On a full disk the store still opens, and hides what it cannot remove. */
static void
test_open_full (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (GError) error = NULL;
  gint64 counts[2] = { 0 };
  g_autoptr (BtStore) store = bt_store_open (folder, NULL);

  g_clear_object (&store);
  BtDb *db = store_fixture_open (folder);
  BtDatasetWriter *writer = store_fixture_begin (db);
  fault_vfs_arm (FAULT_VFS_FULL, 0);
  bt_dataset_writer_free (writer);
  bt_db_close (db);

  store = bt_store_open (folder, &error);
  g_assert_no_error (error);
  g_assert_true (bt_store_run (store, count_datasets_job, counts, &error));
  g_assert_no_error (error);
  g_clear_object (&store);
  g_assert_true (fault_vfs_disarm ());
  g_assert_cmpint (counts[0], ==, 0);
  g_assert_cmpint (counts[1], ==, 1);

  store = bt_store_open (folder, &error);
  g_assert_no_error (error);
  g_assert_true (bt_store_run (store, count_datasets_job, counts, &error));
  g_assert_cmpint (counts[1], ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fault_vfs_install ();
  g_test_add_data_func ("/store/faults/session/full", &modes[0], test_session);
  g_test_add_data_func ("/store/faults/session/cut", &modes[1], test_session);
  g_test_add_data_func ("/store/faults/import/full", &modes[0], test_import);
  g_test_add_data_func ("/store/faults/import/cut", &modes[1], test_import);
  g_test_add_data_func ("/store/faults/append/full", &modes[0], test_append);
  g_test_add_data_func ("/store/faults/append/cut", &modes[1], test_append);
  g_test_add_func ("/store/faults/open-full", test_open_full);
  return g_test_run ();
}
