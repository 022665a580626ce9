// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-synthetic.h"
#include "store-fixture.h"
#include "store/bt-dead-writers.h"
#include "store/bt-store.h"
#include "test-folder.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define FIRST_USEC G_GINT64_CONSTANT (1704157200000000)

static void
add_one_by_one (BtDatasetWriter *writer, const GArray *candles)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < candles->len; i++)
    {
      bt_dataset_writer_add (writer, &g_array_index (candles, BtCandle, i), 1, &error);
      g_assert_no_error (error);
    }
}

static gint64
finish (BtDatasetWriter *writer, gboolean *is_new)
{
  gint64 id = 0;
  g_autoptr (GError) error = NULL;

  bt_dataset_writer_finish (writer, "Test", NULL, 'A', FALSE, &id, is_new, &error);
  g_assert_no_error (error);
  return id;
}

static void
assert_sound (BtDb *db)
{
  g_autoptr (GPtrArray) faults = store_fixture_check (db);

  g_assert_cmpuint (faults->len, ==, 0);
}

/* Everything about a dataset that is written in order. */
static void
test_in_order (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtDb) db = store_fixture_open (folder);
  g_autoptr (GArray) candles = store_fixture_make_candles (1, 70000, FIRST_USEC);
  gint64 id = store_fixture_write (db, candles);
  g_autoptr (BtDataset) dataset = bt_dataset_table_get (db, id, NULL);
  g_autoptr (BtSeries) series = bt_dataset_table_load (db, id, NULL, NULL);
  BtHash hash = { 0 };

  store_fixture_assert_candles (series, candles, 0, candles->len);
  g_assert_cmpint (dataset->rows, ==, 70000);
  g_assert_cmpint (dataset->first_usec, ==, FIRST_USEC);
  g_assert_cmpint (dataset->last_usec, ==, g_array_index (candles, BtCandle, 69999).time_usec);
  g_assert_cmpint (dataset->bytes, ==,
                   store_fixture_query (db, "SELECT sum(length(candles)) FROM chunks"));
  g_assert_cmpint (store_fixture_query (db, "SELECT count(*) FROM chunks"), ==, 35);
  g_assert_cmpstr (dataset->source, ==, "Test");
  g_assert_cmpstr (dataset->report_json, ==, "{}");
  g_assert_cmpint (dataset->grade, ==, 'B');
  g_assert_cmpint (dataset->imported_usec, >, 0);
  g_assert_cmpint (dataset->timeframe, ==, BT_TIMEFRAME_M1);
  g_assert_cmpint (dataset->kind, ==, BT_SIDE_KIND_BID);
  g_assert_true (dataset->has_spread);
  bt_series_hash (series, &dataset->instrument, &hash);
  g_assert_true (bt_hash_equal (&hash, &dataset->hash));
  g_assert_cmpuint (test_folder_count (folder, "import"), ==, 0);
  assert_sound (db);
}

/* The same candles in a random order, each several times, give the same dataset. */
static void
test_random_order (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtDb) db = store_fixture_open (folder);
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autoptr (GArray) candles = store_fixture_make_candles (2, 20000, FIRST_USEC);
  g_autoptr (GArray) mixed = g_array_new (FALSE, FALSE, sizeof (BtCandle));
  gboolean is_new = FALSE;

  g_array_append_vals (mixed, candles->data, candles->len);
  for (guint i = mixed->len - 1; i > 0; i--)
    {
      guint other = (guint) g_rand_int_range (random, 0, (gint32) i + 1);
      BtCandle kept = g_array_index (mixed, BtCandle, i);
      g_array_index (mixed, BtCandle, i) = g_array_index (mixed, BtCandle, other);
      g_array_index (mixed, BtCandle, other) = kept;
    }
  /* Later ones of the same time, which must not count. */
  for (guint i = 0; i < 3000; i++)
    {
      BtCandle again = g_array_index (mixed, BtCandle, (guint) g_rand_int_range (random, 0, 20000));
      again.volume += 100000000;
      g_array_append_val (mixed, again);
    }
  g_autoptr (BtDatasetWriter) writer = store_fixture_begin (db);
  add_one_by_one (writer, mixed);
  gint64 id = finish (writer, &is_new);
  g_assert_true (is_new);
  g_assert_cmpint (bt_dataset_writer_get_rows (writer), ==, 20000);
  g_autoptr (BtSeries) series = bt_dataset_table_load (db, id, NULL, NULL);
  store_fixture_assert_candles (series, candles, 0, candles->len);
  assert_sound (db);
  /* In order they are the same dataset. */
  g_assert_cmpint (store_fixture_write (db, candles), ==, id);
}

/* A few late candles among many: only the chunks that they touch are written anew. */
static void
test_few_late (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtDb) db = store_fixture_open (folder);
  g_autoptr (GArray) candles = store_fixture_make_candles (3, 50000, FIRST_USEC);
  g_autoptr (GArray) early = g_array_new (FALSE, FALSE, sizeof (BtCandle));
  g_autoptr (GArray) late = g_array_new (FALSE, FALSE, sizeof (BtCandle));
  static const guint held_back[] = { 0, 2047, 2048, 30000, 49998 };
  gboolean is_new = FALSE;

  for (guint i = 0, j = 0; i < candles->len; i++)
    {
      gboolean is_late = j < G_N_ELEMENTS (held_back) && held_back[j] == i;
      g_array_append_val (is_late ? late : early, g_array_index (candles, BtCandle, i));
      j += is_late ? 1 : 0;
    }
  g_autoptr (BtDatasetWriter) writer = store_fixture_begin (db);
  add_one_by_one (writer, early);
  add_one_by_one (writer, late);
  add_one_by_one (writer, late);
  gint64 id = finish (writer, &is_new);
  g_autoptr (BtSeries) series = bt_dataset_table_load (db, id, NULL, NULL);
  store_fixture_assert_candles (series, candles, 0, candles->len);
  assert_sound (db);
}

/* Candles that repeat are dropped without a trace, at once or later. */
static void
test_duplicates (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtDb) db = store_fixture_open (folder);
  g_autoptr (GArray) candles = store_fixture_make_candles (4, 5000, FIRST_USEC);
  g_autoptr (BtDatasetWriter) writer = store_fixture_begin (db);
  gboolean is_new = FALSE;

  for (guint i = 0; i < candles->len; i++)
    {
      BtCandle pair[]
        = { g_array_index (candles, BtCandle, i), g_array_index (candles, BtCandle, i) };
      pair[1].volume = 0;
      g_assert_true (bt_dataset_writer_add (writer, pair, 2, NULL));
    }
  g_assert_cmpint (bt_dataset_writer_get_rows (writer), ==, 5000);
  add_one_by_one (writer, candles);
  gint64 id = finish (writer, &is_new);
  g_autoptr (BtSeries) series = bt_dataset_table_load (db, id, NULL, NULL);
  store_fixture_assert_candles (series, candles, 0, candles->len);
  assert_sound (db);
}

/* A file from the newest candle to the oldest, with more late candles than are kept in memory. */
static void
test_newest_first (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtDb) db = store_fixture_open (folder);
  g_autoptr (GArray) candles = store_fixture_make_candles (5, 1100000, FIRST_USEC);
  g_autoptr (BtDatasetWriter) writer = store_fixture_begin (db);
  gboolean is_new = FALSE;

  for (guint i = candles->len; i > 0; i--)
    g_assert_true (
      bt_dataset_writer_add (writer, &g_array_index (candles, BtCandle, i - 1), 1, NULL));
  gint64 id = finish (writer, &is_new);
  g_autoptr (BtSeries) series = bt_dataset_table_load (db, id, NULL, NULL);
  store_fixture_assert_candles (series, candles, 0, candles->len);
  g_assert_cmpint (store_fixture_query (db, "SELECT count(*) FROM chunks"), <, 550);
  assert_sound (db);
}

/* Does what is left of a writer step by step; each writes few chunks, so that others get their
 * turn. Returns how many there were. */
static guint
settle_all (BtDatasetWriter *writer, BtDb *db, gboolean is_end)
{
  guint steps = 0;
  gint64 longest_usec = 0;

  while (bt_dataset_writer_needs_settling (writer, is_end))
    {
      gint64 before = store_fixture_query (db, "SELECT count(*) FROM chunks");
      gint64 started_usec = g_get_monotonic_time ();
      g_assert_true (bt_dataset_writer_settle (writer, NULL));
      longest_usec = MAX (longest_usec, g_get_monotonic_time () - started_usec);
      g_assert_cmpint (store_fixture_query (db, "SELECT count(*) FROM chunks") - before, <=, 32);
      steps++;
    }
  g_test_message ("%u steps, the longest %" G_GINT64_FORMAT " us", steps, longest_usec);
  return steps;
}

/* The same as an import does it: whenever the writer asks for it, and before the end. */
static void
test_settling (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtDb) db = store_fixture_open (folder);
  g_autoptr (GArray) candles = store_fixture_make_candles (6, 600000, FIRST_USEC);
  g_autoptr (BtDatasetWriter) writer = store_fixture_begin (db);
  gboolean is_new = FALSE;
  guint steps = 0;

  for (guint i = candles->len; i > 0; i--)
    {
      g_assert_true (
        bt_dataset_writer_add (writer, &g_array_index (candles, BtCandle, i - 1), 1, NULL));
      if (i % 10000 == 1)
        steps += settle_all (writer, db, FALSE);
    }
  /* The first half million were merged on the way. */
  g_assert_cmpuint (steps, >, 20);
  g_assert_cmpuint (settle_all (writer, db, TRUE), >, 8);
  g_assert_false (bt_dataset_writer_needs_settling (writer, TRUE));
  gint64 id = finish (writer, &is_new);
  g_assert_true (is_new);
  g_autoptr (BtSeries) series = bt_dataset_table_load (db, id, NULL, NULL);
  store_fixture_assert_candles (series, candles, 0, candles->len);
  assert_sound (db);
  /* In order they are the same dataset. */
  g_assert_cmpint (store_fixture_write (db, candles), ==, id);
}

/* Late candles that fall into one chunk, more than a step takes of them. */
static void
test_settling_one_chunk (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtDb) db = store_fixture_open (folder);
  g_autoptr (GArray) candles = store_fixture_make_candles (7, 50000, FIRST_USEC);
  g_autoptr (BtDatasetWriter) writer = store_fixture_begin (db);
  gboolean is_new = FALSE;

  /* Every thousandth candle first, all in one chunk, then the rest between them. */
  for (guint i = 0; i < candles->len; i += 1000)
    g_assert_true (bt_dataset_writer_add (writer, &g_array_index (candles, BtCandle, i), 1, NULL));
  for (guint i = candles->len; i > 0; i--)
    g_assert_true (
      bt_dataset_writer_add (writer, &g_array_index (candles, BtCandle, i - 1), 1, NULL));
  g_assert_cmpuint (settle_all (writer, db, TRUE), >, 3);
  gint64 id = finish (writer, &is_new);
  g_autoptr (BtSeries) series = bt_dataset_table_load (db, id, NULL, NULL);
  store_fixture_assert_candles (series, candles, 0, candles->len);
  assert_sound (db);
}

static void
test_invalid (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtDb) db = store_fixture_open (folder);
  const BtCandle faulty[] = {
    { FIRST_USEC, 10, 9, 11, 10, 0, -1 },  { FIRST_USEC, 10, 11, 9, 12, 0, -1 },
    { FIRST_USEC, 8, 11, 9, 10, 0, -1 },   { FIRST_USEC, 10, 11, 9, 10, 0, -2 },
    { BT_TIME_NONE, 10, 11, 9, 10, 0, 0 },
  };
  g_autoptr (BtDatasetWriter) writer = store_fixture_begin (db);
  g_autoptr (GError) empty = NULL;
  gint64 id = 0;
  gboolean is_new = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (faulty); i++)
    {
      const BtCandle pair[] = { { FIRST_USEC - 1, 10, 11, 9, 10, 0, 0 }, faulty[i] };
      g_autoptr (GError) error = NULL;
      g_assert_false (bt_dataset_writer_add (writer, pair, 2, &error));
      g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_INVALID);
      g_assert_cmpint (bt_dataset_writer_get_rows (writer), ==, 0);
    }
  g_assert_false (
    bt_dataset_writer_finish (writer, "Test", NULL, '-', FALSE, &id, &is_new, &empty));
  g_assert_error (empty, BT_STORE_ERROR, BT_STORE_ERROR_INVALID);

  BtInstrument broken = *store_fixture_get_gold ();
  g_autoptr (GError) error = NULL;
  broken.contract_size = 0;
  g_assert_null (
    bt_dataset_writer_begin (db, &broken, BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, TRUE, &error));
  g_assert_nonnull (error);
}

static void
test_without_spread (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtDb) db = store_fixture_open (folder);
  g_autoptr (GArray) candles = store_fixture_make_candles (6, 100, FIRST_USEC);
  g_autoptr (BtDatasetWriter) writer = bt_dataset_writer_begin (
    db, store_fixture_get_gold (), BT_TIMEFRAME_H1, BT_SIDE_KIND_MID, FALSE, NULL);
  gboolean is_new = FALSE;

  add_one_by_one (writer, candles);
  gint64 id = finish (writer, &is_new);
  g_autoptr (BtSeries) series = bt_dataset_table_load (db, id, NULL, NULL);
  g_assert_null (bt_series_get_columns (series)->spread_points);
  g_assert_cmpint (bt_series_get_timeframe (series), ==, BT_TIMEFRAME_H1);
  g_assert_cmpint (bt_series_get_price_kind (series), ==, BT_SIDE_KIND_MID);
  assert_sound (db);
}

static void
test_twin (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtDb) db = store_fixture_open (folder);
  g_autoptr (GArray) candles = store_fixture_make_candles (7, 3000, FIRST_USEC);
  gint64 first = store_fixture_write (db, candles);
  gint64 chunks = store_fixture_query (db, "SELECT count(*) FROM chunks");
  gint64 pages = store_fixture_query (db, "PRAGMA page_count");
  g_autoptr (BtDatasetWriter) writer = store_fixture_begin (db);
  gboolean is_new = TRUE;

  add_one_by_one (writer, candles);
  g_assert_cmpint (finish (writer, &is_new), ==, first);
  g_assert_false (is_new);
  g_assert_cmpint (store_fixture_query (db, "SELECT count(*) FROM chunks"), ==, chunks);
  g_assert_cmpint (store_fixture_query (db, "SELECT count(*) FROM datasets"), ==, 1);
  g_assert_cmpint (store_fixture_query (db, "PRAGMA page_count"), ==, pages);
  /* One candle more is another dataset. */
  g_array_set_size (candles, 2999);
  g_assert_cmpint (store_fixture_write (db, candles), !=, first);
}

/* A cancelled import: invisible while it runs, and gone with its pages afterwards. */
static void
test_abandoned (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtDb) db = store_fixture_open (folder);
  g_autoptr (GArray) candles = store_fixture_make_candles (8, 100000, FIRST_USEC);
  gint64 pages = store_fixture_query (db, "PRAGMA page_count");
  BtDatasetWriter *writer = store_fixture_begin (db);

  g_assert_true (
    bt_dataset_writer_add (writer, (const BtCandle *) candles->data, candles->len, NULL));
  g_assert_cmpint (store_fixture_query (db, "SELECT count(*) FROM chunks"), >, 0);
  g_assert_cmpuint (test_folder_count (folder, "import"), ==, 1);
  g_autoptr (GPtrArray) list = bt_dataset_table_list (db, NULL);
  g_assert_cmpuint (list->len, ==, 0);
  g_assert_null (bt_dataset_table_get (db, 1, NULL));
  bt_dataset_writer_free (writer);
  g_assert_cmpint (store_fixture_query (db, "SELECT count(*) FROM chunks"), ==, 0);
  g_assert_cmpint (store_fixture_query (db, "SELECT count(*) FROM datasets"), ==, 0);
  g_assert_cmpint (store_fixture_query (db, "PRAGMA page_count"), <=, pages + 1);
  g_assert_cmpuint (test_folder_count (folder, "import"), ==, 0);
  bt_dataset_writer_free (NULL);
}

/* The disk fills up in the middle: an error, and nothing left. */
static void
test_disk_full (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtDb) db = store_fixture_open (folder);
  g_autoptr (GArray) candles = store_fixture_make_candles (9, 200000, FIRST_USEC);
  g_autoptr (GError) error = NULL;
  BtDatasetWriter *writer = store_fixture_begin (db);

  store_fixture_execute (db, "PRAGMA max_page_count=100");
  g_assert_false (
    bt_dataset_writer_add (writer, (const BtCandle *) candles->data, candles->len, &error));
  g_assert_error (error, BT_DB_ERROR, BT_DB_ERROR_FULL);
  bt_dataset_writer_free (writer);
  g_assert_cmpint (store_fixture_query (db, "SELECT count(*) FROM datasets"), ==, 0);
  g_assert_cmpint (store_fixture_query (db, "SELECT count(*) FROM chunks"), ==, 0);
  g_assert_cmpint (store_fixture_query (db, "PRAGMA synchronous"), ==, 2);
}

/* Writes half a dataset in another process; returns once it stands there, waiting to be killed. */
static pid_t
start_import (const char *folder, const GArray *candles)
{
  int ends[2] = { -1, -1 };
  char byte = 0;

  g_assert_cmpint (pipe (ends), ==, 0);
  pid_t child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      BtDb *db = store_fixture_open (folder);
      BtDatasetWriter *writer = store_fixture_begin (db);
      if (!bt_dataset_writer_add (writer, (const BtCandle *) candles->data, candles->len, NULL)
          || write (ends[1], "x", 1) != 1)
        _exit (1);
      for (;;)
        pause ();
    }
  close (ends[1]);
  g_assert_cmpint (read (ends[0], &byte, 1), ==, 1);
  close (ends[0]);
  return child;
}

/* What a live import wrote stays when another program starts; what a killed one wrote goes. */
static void
test_dead (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (GArray) candles = store_fixture_make_candles (10, 100000, FIRST_USEC);
  /* A connection must not be carried through a fork. */
  pid_t child = start_import (folder, candles);
  g_autoptr (BtDb) db = store_fixture_open (folder);
  gint64 pages = store_fixture_query (db, "PRAGMA page_count");
  int status = 0;

  g_assert_true (bt_dead_writers_clear (db, NULL));
  g_assert_cmpint (store_fixture_query (db, "SELECT count(*) FROM datasets"), ==, 1);
  g_assert_cmpuint (test_folder_count (folder, "import"), ==, 1);
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  g_assert_true (bt_dead_writers_clear (db, NULL));
  g_assert_cmpint (store_fixture_query (db, "SELECT count(*) FROM datasets"), ==, 0);
  g_assert_cmpint (store_fixture_query (db, "SELECT count(*) FROM chunks"), ==, 0);
  g_assert_cmpint (store_fixture_query (db, "PRAGMA page_count"), <, pages / 2);
  g_assert_cmpuint (test_folder_count (folder, "import"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/dataset-writer/in-order", test_in_order);
  g_test_add_func ("/store/dataset-writer/random-order", test_random_order);
  g_test_add_func ("/store/dataset-writer/few-late", test_few_late);
  g_test_add_func ("/store/dataset-writer/duplicates", test_duplicates);
  g_test_add_func ("/store/dataset-writer/newest-first", test_newest_first);
  g_test_add_func ("/store/dataset-writer/settling", test_settling);
  g_test_add_func ("/store/dataset-writer/settling-one-chunk", test_settling_one_chunk);
  g_test_add_func ("/store/dataset-writer/invalid", test_invalid);
  g_test_add_func ("/store/dataset-writer/without-spread", test_without_spread);
  g_test_add_func ("/store/dataset-writer/twin", test_twin);
  g_test_add_func ("/store/dataset-writer/abandoned", test_abandoned);
  g_test_add_func ("/store/dataset-writer/disk-full", test_disk_full);
  g_test_add_func ("/store/dataset-writer/dead", test_dead);
  return g_test_run ();
}
