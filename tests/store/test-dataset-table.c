// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store-fixture.h"
#include "store/bt-chunk-codec.h"
#include "store/bt-instrument-table.h"
#include "store/bt-store.h"
#include "test-folder.h"

#include <string.h>

#define FIRST_USEC G_GINT64_CONSTANT (1704157200000000)
#define N_CANDLES 20000

/* A folder with one dataset. */
typedef struct
{
  char *folder;
  BtDb *db;
  GArray *candles;
  gint64 id;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->db = store_fixture_open (fixture->folder);
  fixture->candles = store_fixture_make_candles (1, N_CANDLES, FIRST_USEC);
  fixture->id = store_fixture_write (fixture->db, fixture->candles);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bt_db_close (fixture->db);
  g_array_unref (fixture->candles);
  test_folder_remove (fixture->folder);
}

static gint64
get_time (const Fixture *fixture, gsize index)
{
  return g_array_index (fixture->candles, BtCandle, index).time_usec;
}

/* Returns how many candles open before a time. */
static gsize
count_before (const Fixture *fixture, gint64 time_usec)
{
  gsize count = 0;

  while (count < fixture->candles->len && get_time (fixture, count) < time_usec)
    count++;
  return count;
}

/* Writes a few candles as a dataset of another symbol or timeframe. */
static gint64
write_other_at (
  BtDb *db, const char *symbol, BtTimeframe timeframe, guint32 seed, gint64 first_usec)
{
  g_autoptr (GArray) candles = store_fixture_make_candles (seed, 10, first_usec);
  g_autoptr (BtDatasetWriter) writer = bt_dataset_writer_begin (
    db, bt_instrument_find_builtin (symbol), timeframe, BT_SIDE_KIND_BID, TRUE, NULL);
  gint64 id = 0;
  gboolean is_new = FALSE;

  g_assert_true (bt_dataset_writer_add (writer, (const BtCandle *) candles->data, 10, NULL));
  g_assert_true (bt_dataset_writer_finish (writer, "Other", NULL, '-', TRUE, &id, &is_new, NULL));
  return id;
}

static gint64
write_other (BtDb *db, const char *symbol, BtTimeframe timeframe, guint32 seed)
{
  return write_other_at (db, symbol, timeframe, seed, FIRST_USEC);
}

static gint64
find_from (Fixture *fixture, const char *symbol, gint64 from_usec)
{
  g_autoptr (BtDataset) dataset
    = bt_dataset_table_find (fixture->db, symbol, BT_TIMEFRAME_W1, from_usec, NULL);

  return dataset->id;
}

/* The import that holds the asked time comes before a later import of other years. */
static void
test_find_by_time (Fixture *fixture, gconstpointer data)
{
  const gint64 next_year_usec = FIRST_USEC + 365 * BT_USEC_PER_DAY;
  gint64 early = write_other (fixture->db, "GBPUSD", BT_TIMEFRAME_M1, 31);
  gint64 late = write_other_at (fixture->db, "GBPUSD", BT_TIMEFRAME_M1, 32, next_year_usec);

  g_assert_cmpint (find_from (fixture, "GBPUSD", BT_TIME_NONE), ==, late);
  g_assert_cmpint (find_from (fixture, "GBPUSD", FIRST_USEC - BT_USEC_PER_DAY), ==, early);
  g_assert_cmpint (find_from (fixture, "GBPUSD", FIRST_USEC), ==, early);
  g_assert_cmpint (find_from (fixture, "GBPUSD", FIRST_USEC + BT_USEC_PER_DAY * 30), ==, late);
  g_assert_cmpint (find_from (fixture, "GBPUSD", next_year_usec), ==, late);
  g_assert_cmpint (find_from (fixture, "GBPUSD", next_year_usec + BT_USEC_PER_DAY * 30), ==, late);
}

static void
test_windows (Fixture *fixture, gconstpointer data)
{
  static const gsize counts[] = { 0, 1, 2, 2000, 2048, 2049, 5000, N_CANDLES, 1000000 };
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (int i = 0; i < 400; i++)
    {
      gsize count = counts[g_rand_int_range (random, 0, G_N_ELEMENTS (counts))];
      gint64 end_usec = get_time (fixture, (gsize) g_rand_int_range (random, 0, N_CANDLES))
                        + g_rand_int_range (random, -1, 2);
      gsize before = count_before (fixture, end_usec);
      gsize length = MIN (count, before);
      g_autoptr (GError) error = NULL;
      g_autoptr (BtSeries) series
        = bt_dataset_table_load_window (fixture->db, fixture->id, end_usec, count, &error);
      g_assert_no_error (error);
      store_fixture_assert_candles (series, fixture->candles, before - length, length);
    }
}

static void
test_window_ends (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtSeries) none
    = bt_dataset_table_load_window (fixture->db, fixture->id, FIRST_USEC, 10, NULL);
  g_autoptr (BtSeries) one
    = bt_dataset_table_load_window (fixture->db, fixture->id, FIRST_USEC + 1, 10, NULL);
  g_autoptr (BtSeries) last
    = bt_dataset_table_load_window (fixture->db, fixture->id, G_MAXINT64, 3, NULL);

  store_fixture_assert_candles (none, fixture->candles, 0, 0);
  store_fixture_assert_candles (one, fixture->candles, 0, 1);
  store_fixture_assert_candles (last, fixture->candles, N_CANDLES - 3, 3);
}

static void
test_ranges (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);

  for (int i = 0; i < 200; i++)
    {
      gint64 from_usec = get_time (fixture, (gsize) g_rand_int_range (random, 0, N_CANDLES))
                         + g_rand_int_range (random, -1, 2);
      gint64 to_usec
        = from_usec + g_rand_int_range (random, -5, 9000) * (gint64) BT_USEC_PER_MINUTE;
      gsize first = count_before (fixture, from_usec);
      gsize end = count_before (fixture, to_usec);
      g_autoptr (GError) error = NULL;
      g_autoptr (BtSeries) series
        = bt_dataset_table_load_range (fixture->db, fixture->id, from_usec, to_usec, &error);
      g_assert_no_error (error);
      store_fixture_assert_candles (series, fixture->candles, first, end > first ? end - first : 0);
    }
  g_autoptr (BtSeries) all
    = bt_dataset_table_load_range (fixture->db, fixture->id, G_MININT64, G_MAXINT64, NULL);
  store_fixture_assert_candles (all, fixture->candles, 0, N_CANDLES);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (bt_dataset_table_load (fixture->db, fixture->id, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_list_and_find (Fixture *fixture, gconstpointer data)
{
  gint64 euro_hour = write_other (fixture->db, "EURUSD", BT_TIMEFRAME_H1, 21);
  gint64 euro_minute = write_other (fixture->db, "EURUSD", BT_TIMEFRAME_M1, 22);
  gint64 gold_minute = write_other (fixture->db, "XAUUSD", BT_TIMEFRAME_M1, 23);
  g_autoptr (GPtrArray) list = bt_dataset_table_list (fixture->db, NULL);
  const gint64 order[] = { euro_minute, euro_hour, fixture->id, gold_minute };

  g_assert_cmpuint (list->len, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    g_assert_cmpint (((const BtDataset *) list->pdata[i])->id, ==, order[i]);

  g_autoptr (BtDataset) latest
    = bt_dataset_table_find (fixture->db, "xauusd", BT_TIMEFRAME_H4, BT_TIME_NONE, NULL);
  g_assert_cmpint (latest->id, ==, gold_minute);
  g_assert_true (latest->is_synthetic);
  g_autoptr (BtDataset) finest
    = bt_dataset_table_find (fixture->db, "EURUSD", BT_TIMEFRAME_H1, BT_TIME_NONE, NULL);
  g_assert_cmpint (finest->id, ==, euro_minute);
  g_autoptr (BtDataset) by_hash = bt_dataset_table_find_hash (fixture->db, &latest->hash, NULL);
  g_assert_cmpint (by_hash->id, ==, gold_minute);
}

static void
test_not_found (Fixture *fixture, gconstpointer data)
{
  const BtHash unknown = { { 1 } };
  g_autoptr (GError) get_error = NULL;
  g_autoptr (GError) find_error = NULL;
  g_autoptr (GError) hash_error = NULL;
  g_autoptr (GError) delete_error = NULL;

  g_assert_null (bt_dataset_table_get (fixture->db, 99, &get_error));
  g_assert_error (get_error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
  g_assert_null (
    bt_dataset_table_find (fixture->db, "EURUSD", BT_TIMEFRAME_M5, BT_TIME_NONE, &find_error));
  g_assert_error (find_error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
  g_assert_cmpstr (find_error->message, ==,
                   "there is no dataset of EURUSD with candles of M5 or such as make them up; "
                   "there are: XAUUSD M1");
  g_assert_null (bt_dataset_table_find_hash (fixture->db, &unknown, &hash_error));
  g_assert_no_error (hash_error);
  g_assert_false (bt_dataset_table_delete (fixture->db, 99, &delete_error));
  g_assert_error (delete_error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
}

static void
test_delete (Fixture *fixture, gconstpointer data)
{
  gint64 other = write_other (fixture->db, "EURUSD", BT_TIMEFRAME_H1, 21);
  g_autoptr (GError) error = NULL;

  store_fixture_add_session (fixture->db, "s", fixture->id);
  g_assert_false (bt_dataset_table_delete (fixture->db, fixture->id, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_IN_USE);
  g_assert_nonnull (strstr (error->message, "“Gold in March”"));
  g_assert_true (bt_session_table_delete (fixture->db, "s", NULL));
  g_assert_true (bt_dataset_table_delete (fixture->db, fixture->id, NULL));
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count(*) FROM chunks"), ==, 1);
  g_assert_cmpint (store_fixture_query (fixture->db, "PRAGMA freelist_count"), ==, 0);
  g_autoptr (BtDataset) left = bt_dataset_table_get (fixture->db, other, NULL);
  g_assert_nonnull (left);
}

static void
test_set_instrument (Fixture *fixture, gconstpointer data)
{
  BtInstrument edited = *store_fixture_get_gold ();
  g_autoptr (BtDataset) before = bt_dataset_table_get (fixture->db, fixture->id, NULL);
  g_autoptr (GError) error = NULL;
  BtHash hash = { 0 };

  edited.typical_spread_points = 99;
  g_assert_true (bt_dataset_table_set_instrument (fixture->db, fixture->id, &edited, NULL));
  g_autoptr (BtDataset) same = bt_dataset_table_get (fixture->db, fixture->id, NULL);
  g_assert_cmpint (same->instrument.typical_spread_points, ==, 99);
  g_assert_true (bt_hash_equal (&same->hash, &before->hash));

  edited.contract_size *= 10;
  g_assert_true (bt_dataset_table_set_instrument (fixture->db, fixture->id, &edited, NULL));
  g_autoptr (BtDataset) changed = bt_dataset_table_get (fixture->db, fixture->id, NULL);
  g_autoptr (BtSeries) series = bt_dataset_table_load (fixture->db, fixture->id, NULL, NULL);
  bt_series_hash (series, &edited, &hash);
  g_assert_cmpint (changed->instrument.contract_size, ==, edited.contract_size);
  g_assert_true (bt_hash_equal (&changed->hash, &hash));
  g_assert_false (bt_hash_equal (&changed->hash, &before->hash));

  edited.digits++;
  g_assert_false (bt_dataset_table_set_instrument (fixture->db, fixture->id, &edited, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_INVALID);
}

static void
test_apply_instrument (Fixture *fixture, gconstpointer data)
{
  gint64 other = write_other (fixture->db, "EURUSD", BT_TIMEFRAME_H1, 22);
  BtInstrument edited = *store_fixture_get_gold ();

  edited.contract_size *= 3;
  edited.typical_spread_points = 7;
  edited.digits++;
  g_assert_true (bt_instrument_table_save (fixture->db, &edited, NULL));
  g_assert_true (bt_instrument_table_apply (fixture->db, "XAUUSD", NULL));
  g_autoptr (BtDataset) changed = bt_dataset_table_get (fixture->db, fixture->id, NULL);
  g_autoptr (BtDataset) untouched = bt_dataset_table_get (fixture->db, other, NULL);
  /* The candles are written in the digits that they came with. */
  g_assert_cmpuint (changed->instrument.digits, ==, edited.digits - 1);
  g_assert_cmpint (changed->instrument.contract_size, ==, edited.contract_size);
  g_assert_cmpint (changed->instrument.typical_spread_points, ==, 0);
  g_assert_cmpint (untouched->instrument.contract_size, !=, edited.contract_size);

  g_assert_true (bt_instrument_table_reset (fixture->db, "XAUUSD", NULL));
  g_assert_true (bt_instrument_table_apply (fixture->db, "XAUUSD", NULL));
  g_autoptr (BtDataset) back = bt_dataset_table_get (fixture->db, fixture->id, NULL);
  g_assert_cmpint (back->instrument.contract_size, ==, store_fixture_get_gold ()->contract_size);
}

/* Flips a byte of the fourth chunk, or of its key. */
static void
flip_byte (BtDb *db, gint64 at)
{
  gboolean has_row = FALSE;
  gsize length = 0;
  g_autoptr (BtStatement) select
    = bt_db_prepare (db, "SELECT candles FROM chunks WHERE id = 4", NULL);
  g_assert_true (bt_statement_step (select, &has_row, NULL));
  const void *blob = bt_statement_get_blob (select, 0, &length);
  g_autofree guint8 *bytes = g_memdup2 (blob, length);
  bytes[at % (gint64) length] ^= 0x10;
  bt_statement_reset (select);
  g_autoptr (BtStatement) update
    = bt_db_prepare (db, "UPDATE chunks SET candles = ? WHERE id = 4", NULL);
  bt_statement_bind_blob (update, 1, bytes, length);
  g_assert_true (bt_statement_run (update, NULL));
}

static void
test_flipped_bytes (Fixture *fixture, gconstpointer data)
{
  gint64 length
    = store_fixture_query (fixture->db, "SELECT length(candles) FROM chunks WHERE id = 4");

  for (gint64 at = 0; at < length; at += at < 64 ? 1 : 97)
    {
      g_autoptr (GError) error = NULL;
      flip_byte (fixture->db, at);
      g_assert_null (bt_dataset_table_load (fixture->db, fixture->id, NULL, &error));
      g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_DAMAGED);
      flip_byte (fixture->db, at);
    }
  g_autoptr (BtSeries) series = bt_dataset_table_load (fixture->db, fixture->id, NULL, NULL);
  store_fixture_assert_candles (series, fixture->candles, 0, N_CANDLES);
}

/* The message names dataset, chunk and times; what is sound can still be read. */
static void
test_damage_message (Fixture *fixture, gconstpointer data)
{
  gint64 first = 3 * BT_CHUNK_ROWS_MAX;
  g_autofree char *first_text = bt_time_to_string (get_time (fixture, (gsize) first));
  g_autofree char *last_text
    = bt_time_to_string (get_time (fixture, (gsize) first + BT_CHUNK_ROWS_MAX - 1));
  g_autofree char *expected
    = g_strdup_printf ("dataset 1 (XAUUSD M1): chunk 4 (%s to %s) is damaged: its checksum does "
                       "not match",
                       first_text, last_text);
  g_autoptr (GError) error = NULL;

  flip_byte (fixture->db, 100);
  g_assert_null (bt_dataset_table_load_window (fixture->db, fixture->id,
                                               get_time (fixture, (gsize) first + 5), 100, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_DAMAGED);
  g_assert_cmpstr (error->message, ==, expected);
  g_autoptr (GPtrArray) faults = store_fixture_check (fixture->db);
  g_assert_cmpuint (faults->len, ==, 1);
  g_assert_cmpstr (faults->pdata[0], ==, expected);
  g_autoptr (BtSeries) sound = bt_dataset_table_load_window (
    fixture->db, fixture->id, get_time (fixture, (gsize) first), 100, NULL);
  store_fixture_assert_candles (sound, fixture->candles, (gsize) first - 100, 100);
}

/* A change by SQL, and what the check says then. */
typedef struct
{
  const char *sql;
  const char *fault;
} Damage;

static void
test_check (Fixture *fixture, gconstpointer data)
{
  static const Damage damages[] = {
    { "UPDATE chunks SET rows = rows - 1 WHERE id = 2", "its checksum does not match" },
    { "UPDATE chunks SET first_usec = first_usec + 1 WHERE id = 2", "its checksum does not match" },
    { "UPDATE chunks SET sum = sum + 1 WHERE id = 2", "its checksum does not match" },
    { "UPDATE chunks SET candles = x'' WHERE id = 2", "its checksum does not match" },
    { "DELETE FROM chunks WHERE id = 2", "17952 candles are there, 20000 were stored" },
    { "UPDATE datasets SET rows = 5", "20000 candles are there, 5 were stored" },
    { "UPDATE datasets SET hash = zeroblob(32)", "the hash of its candles" },
    { "UPDATE datasets SET contract_size = 5", "the hash of its candles" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      store_fixture_execute (fixture->db, "SAVEPOINT sound; %s", damages[i].sql);
      g_autoptr (GPtrArray) faults = store_fixture_check (fixture->db);
      g_assert_cmpuint (faults->len, ==, 1);
      g_assert_nonnull (strstr (faults->pdata[0], "dataset 1 (XAUUSD M1)"));
      g_assert_nonnull (strstr (faults->pdata[0], damages[i].fault));
      store_fixture_execute (fixture->db, "ROLLBACK TO sound; RELEASE sound");
    }
  g_autoptr (GPtrArray) faults = store_fixture_check (fixture->db);
  g_assert_cmpuint (faults->len, ==, 0);
}

static void
test_missing_chunk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  store_fixture_execute (fixture->db, "DELETE FROM chunks WHERE id = 2");
  g_assert_null (bt_dataset_table_load (fixture->db, fixture->id, NULL, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "17952 candles are there, 20000 were stored"));
}

static void
test_broken_record (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  store_fixture_execute (fixture->db, "UPDATE datasets SET price_kind = 'guess'");
  g_assert_null (bt_dataset_table_get (fixture->db, fixture->id, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_DAMAGED);
  g_autoptr (GPtrArray) faults = store_fixture_check (fixture->db);
  g_assert_cmpuint (faults->len, ==, 1);
  g_assert_cmpstr (faults->pdata[0], ==, error->message);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/store/dataset-table/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("windows", test_windows);
  ADD ("window-ends", test_window_ends);
  ADD ("ranges", test_ranges);
  ADD ("cancelled", test_cancelled);
  ADD ("list-and-find", test_list_and_find);
  ADD ("find-by-time", test_find_by_time);
  ADD ("not-found", test_not_found);
  ADD ("delete", test_delete);
  ADD ("set-instrument", test_set_instrument);
  ADD ("apply-instrument", test_apply_instrument);
  ADD ("flipped-bytes", test_flipped_bytes);
  ADD ("damage-message", test_damage_message);
  ADD ("check", test_check);
  ADD ("missing-chunk", test_missing_chunk);
  ADD ("broken-record", test_broken_record);
#undef ADD
  return g_test_run ();
}
