// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Newer candles for a dataset that is there: it grows, and no session plays anything else. */
#include "config.h"

#include "store-fixture.h"
#include "store/bt-chunk-codec.h"
#include "store/bt-store.h"
#include "test-folder.h"

#define FIRST_USEC G_GINT64_CONSTANT (1704157200000000)
#define N_ALL 7000
#define N_OLD 5000

typedef struct
{
  char *folder;
  BtDb *db;
  GArray *all; /* N_ALL candles */
  GArray *old; /* the first N_OLD of them, the last one not yet finished */
  gint64 id;   /* of the dataset of old */
} Fixture;

static GArray *
copy_head (const GArray *candles, guint count)
{
  GArray *head = g_array_new (FALSE, FALSE, sizeof (BtCandle));

  g_array_append_vals (head, candles->data, count);
  return head;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->db = store_fixture_open (fixture->folder);
  fixture->all = store_fixture_make_candles (1, N_ALL, FIRST_USEC);
  fixture->old = copy_head (fixture->all, N_OLD);
  BtCandle *last = &g_array_index (fixture->old, BtCandle, N_OLD - 1);
  last->close_points = last->open_points;
  last->volume = 0;
  fixture->id = store_fixture_write (fixture->db, fixture->old);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) faults = store_fixture_check (fixture->db);

  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count(*) FROM datasets WHERE owner"
                                                     " IS NOT NULL"),
                   ==, 0);
  bt_db_close (fixture->db);
  g_array_unref (fixture->all);
  g_array_unref (fixture->old);
  test_folder_remove (fixture->folder);
}

static void
assert_holds (Fixture *fixture, gint64 id, const GArray *candles)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtDataset) dataset = bt_dataset_table_get (fixture->db, id, &error);
  g_autoptr (BtSeries) series = bt_dataset_table_load (fixture->db, id, NULL, &error);
  BtHash hash;

  g_assert_no_error (error);
  store_fixture_assert_candles (series, candles, 0, candles->len);
  g_assert_cmpint (dataset->rows, ==, candles->len);
  g_assert_cmpint (dataset->last_usec, ==,
                   g_array_index (candles, BtCandle, candles->len - 1).time_usec);
  bt_series_hash (series, &dataset->instrument, &hash);
  g_assert_true (bt_hash_equal (&hash, &dataset->hash));
}

static gint64
count_datasets (Fixture *fixture)
{
  return store_fixture_query (fixture->db, "SELECT count(*) FROM datasets");
}

/* A file that has grown: its last candle of then is replaced, the dataset keeps its id. */
static void
test_growing_file (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (store_fixture_write (fixture->db, fixture->all), ==, fixture->id);
  g_assert_cmpint (count_datasets (fixture), ==, 1);
  assert_holds (fixture, fixture->id, fixture->all);
}

/* A changed candle before the last one makes another dataset. */
static void
test_other_head (Fixture *fixture, gconstpointer data)
{
  g_array_index (fixture->all, BtCandle, N_OLD - 2).volume += 1;
  gint64 other = store_fixture_write (fixture->db, fixture->all);

  g_assert_cmpint (other, !=, fixture->id);
  assert_holds (fixture, fixture->id, fixture->old);
  assert_holds (fixture, other, fixture->all);
}

static void
add_session (Fixture *fixture, gint64 first_index, gint64 length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtDataset) dataset = bt_dataset_table_get (fixture->db, fixture->id, NULL);
  const BtSessionRow row = {
    .id = (char *) "6f1d6a0e-0000-4000-8000-000000000001",
    .name = (char *) "Gold",
    .dataset_id = fixture->id,
    .dataset_hash = dataset->hash,
    .end_usec = BT_TIME_NONE,
    .first_index = first_index,
    .length = length,
    .settings_json = (char *) "{}",
    .bar = -1,
  };

  bt_session_table_insert (fixture->db, &row, &error);
  g_assert_no_error (error);
}

/* A session that does not reach the unfinished candle is no obstacle. */
static void
test_session_before (Fixture *fixture, gconstpointer data)
{
  add_session (fixture, 100, N_OLD - 101);
  g_assert_cmpint (store_fixture_write (fixture->db, fixture->all), ==, fixture->id);
  assert_holds (fixture, fixture->id, fixture->all);
}

/* One that plays it keeps its candles; the longer dataset stands beside. */
static void
test_session_at_end (Fixture *fixture, gconstpointer data)
{
  add_session (fixture, 100, N_OLD - 100);
  gint64 other = store_fixture_write (fixture->db, fixture->all);

  g_assert_cmpint (other, !=, fixture->id);
  assert_holds (fixture, fixture->id, fixture->old);
  assert_holds (fixture, other, fixture->all);
  g_assert_cmpint (count_datasets (fixture), ==, 2);
}

/* Nothing is replaced when the last candle had been finished: a session at the end is safe. */
static void
test_finished_end (Fixture *fixture, gconstpointer data)
{
  g_array_index (fixture->all, BtCandle, N_OLD - 1)
    = g_array_index (fixture->old, BtCandle, N_OLD - 1);
  add_session (fixture, 100, N_OLD - 100);
  g_assert_cmpint (store_fixture_write (fixture->db, fixture->all), ==, fixture->id);
  assert_holds (fixture, fixture->id, fixture->all);
}

/* What the user said about the instrument stays. */
static void
test_edited_instrument (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtDataset) before = bt_dataset_table_get (fixture->db, fixture->id, NULL);
  BtInstrument edited = before->instrument;

  edited.contract_size *= 10;
  g_assert_true (bt_dataset_table_set_instrument (fixture->db, fixture->id, &edited, NULL));
  g_assert_cmpint (store_fixture_write (fixture->db, fixture->all), ==, fixture->id);
  assert_holds (fixture, fixture->id, fixture->all);
  g_autoptr (BtDataset) after = bt_dataset_table_get (fixture->db, fixture->id, NULL);
  g_assert_cmpint (after->instrument.contract_size, ==, edited.contract_size);
}

static gint64
append (Fixture *fixture, guint first, guint count, gint64 *grown_from)
{
  gint64 id = 0;
  gboolean is_new = FALSE;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtDatasetWriter) writer
    = bt_dataset_writer_begin_append (fixture->db, fixture->id, &error);

  g_assert_no_error (error);
  bt_dataset_writer_add (writer, &g_array_index (fixture->all, BtCandle, first), count, &error);
  g_assert_no_error (error);
  bt_dataset_writer_finish (writer, "Test", NULL, 'A', FALSE, &id, &is_new, &error);
  g_assert_no_error (error);
  *grown_from = bt_dataset_writer_get_grown_from (writer);
  return id;
}

/* Only the newer part comes; where it holds the unfinished candle, that is replaced, else kept. */
static void
test_append (Fixture *fixture, gconstpointer data)
{
  gint64 grown_from = 0;

  g_assert_cmpint (append (fixture, N_OLD - 300, N_ALL - N_OLD + 300, &grown_from), ==,
                   fixture->id);
  g_assert_cmpint (grown_from, ==, N_OLD);
  assert_holds (fixture, fixture->id, fixture->all);
}

static void
test_append_after (Fixture *fixture, gconstpointer data)
{
  gint64 grown_from = 0;

  append (fixture, N_OLD, N_ALL - N_OLD, &grown_from);
  g_array_index (fixture->all, BtCandle, N_OLD - 1)
    = g_array_index (fixture->old, BtCandle, N_OLD - 1);
  assert_holds (fixture, fixture->id, fixture->all);
}

/* Nothing new came: the dataset stays as it is. */
static void
test_append_nothing (Fixture *fixture, gconstpointer data)
{
  gint64 grown_from = 0;

  g_assert_cmpint (append (fixture, 10, 20, &grown_from), ==, fixture->id);
  g_assert_cmpint (grown_from, ==, 0);
  assert_holds (fixture, fixture->id, fixture->old);
  g_assert_cmpint (count_datasets (fixture), ==, 1);
}

/* An append that is given up leaves the dataset alone. */
static void
test_append_abandoned (Fixture *fixture, gconstpointer data)
{
  BtDatasetWriter *writer = bt_dataset_writer_begin_append (fixture->db, fixture->id, NULL);

  bt_dataset_writer_add (writer, &g_array_index (fixture->all, BtCandle, N_OLD - 1), 100, NULL);
  bt_dataset_writer_free (writer);
  assert_holds (fixture, fixture->id, fixture->old);
  g_assert_cmpint (count_datasets (fixture), ==, 1);
}

/* A dataset of whole chunks and one candle, whose last chunk vanishes in the copy. */
static void
test_append_chunk_end (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) head = copy_head (fixture->all, BT_CHUNK_ROWS_MAX + 1);
  gint64 grown_from = 0;

  g_assert_true (bt_dataset_table_delete (fixture->db, fixture->id, NULL));
  fixture->id = store_fixture_write (fixture->db, head);
  append (fixture, BT_CHUNK_ROWS_MAX, N_ALL - BT_CHUNK_ROWS_MAX, &grown_from);
  assert_holds (fixture, fixture->id, fixture->all);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/store/dataset-growth/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("growing-file", test_growing_file);
  ADD ("other-head", test_other_head);
  ADD ("session-before", test_session_before);
  ADD ("session-at-end", test_session_at_end);
  ADD ("finished-end", test_finished_end);
  ADD ("edited-instrument", test_edited_instrument);
  ADD ("append", test_append);
  ADD ("append-after", test_append_after);
  ADD ("append-nothing", test_append_nothing);
  ADD ("append-abandoned", test_append_abandoned);
  ADD ("append-chunk-end", test_append_chunk_end);
  return g_test_run ();
}
