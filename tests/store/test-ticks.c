// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Ticks beside candles: packed, stored, read back, and every flipped byte found. */
#include "config.h"

#include "store-fixture.h"
#include "store/bt-store.h"
#include "store/bt-tick-codec.h"
#include "store/bt-tick-table.h"
#include "store/bt-tick-writer.h"
#include "test-folder.h"

#include <string.h>

#define FIRST_USEC G_GINT64_CONSTANT (1704157200000000)
#define N_CANDLES 300

/* Returns ticks of a lively market: some share a time, some minutes are silent. */
static GArray *
make_ticks (guint32 seed, guint count)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (BtMarketTick));
  BtMarketTick tick = { .time_usec = FIRST_USEC, .bid_points = 206270 };

  for (guint i = 0; i < count; i++)
    {
      tick.time_usec += g_rand_int_range (random, 0, 900) * 1000;
      tick.bid_points += g_rand_int_range (random, -3, 4);
      tick.ask_points = tick.bid_points + g_rand_int_range (random, 0, 40);
      tick.volume = g_rand_int_range (random, 0, 900) * G_GINT64_CONSTANT (1000000);
      g_array_append_val (ticks, tick);
    }
  return ticks;
}

static void
assert_same (const BtMarketTick *is, const BtMarketTick *should, gsize count)
{
  for (gsize i = 0; i < count; i++)
    {
      g_assert_cmpint (is[i].time_usec, ==, should[i].time_usec);
      g_assert_cmpint (is[i].bid_points, ==, should[i].bid_points);
      g_assert_cmpint (is[i].ask_points, ==, should[i].ask_points);
      g_assert_cmpint (is[i].volume, ==, should[i].volume);
    }
}

static const BtMarketTick *
get_ticks (const GArray *ticks)
{
  return (const BtMarketTick *) (gpointer) ticks->data;
}

static void
test_codec (void)
{
  const BtMarketTick extremes[] = {
    { G_MININT64, G_MAXINT64, G_MININT64, G_MININT64 },
    { -1, G_MININT64, G_MAXINT64, -1 },
    { -1, 0, 0, 0 },
    { G_MAXINT64, -7, 5, G_MAXINT64 },
  };
  static const guint lengths[] = { 1, 2, 255, 257, BT_TICK_CHUNK_ROWS_MAX };
  g_autoptr (BtTickCodec) codec = bt_tick_codec_new ();
  g_autofree BtMarketTick *out = g_new (BtMarketTick, BT_TICK_CHUNK_ROWS_MAX);
  gsize length = 0;

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GArray) ticks = make_ticks (i, lengths[i]);
      const guint8 *bytes = bt_tick_codec_pack (codec, get_ticks (ticks), ticks->len, &length);
      g_assert_cmpuint (bt_tick_codec_unpack (codec, bytes, length, out), ==, ticks->len);
      assert_same (out, get_ticks (ticks), ticks->len);
    }
  const guint8 *bytes = bt_tick_codec_pack (codec, extremes, G_N_ELEMENTS (extremes), &length);
  g_assert_cmpuint (bt_tick_codec_unpack (codec, bytes, length, out), ==, G_N_ELEMENTS (extremes));
  assert_same (out, extremes, G_N_ELEMENTS (extremes));
  g_assert_cmpuint (bt_tick_codec_unpack (codec, bytes, length - 1, out), ==, 0);
  g_assert_cmpuint (bt_tick_codec_unpack (codec, bytes, 0, out), ==, 0);
}

/* Writes candles and ticks as one dataset, the ticks in pieces. */
static gint64
write_dataset (BtDb *db, const GArray *candles, const GArray *ticks)
{
  gint64 id = 0;
  gboolean is_new = FALSE;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtDatasetWriter) writer = store_fixture_begin (db);

  bt_dataset_writer_add (writer, (const BtCandle *) (gpointer) candles->data, candles->len, &error);
  g_assert_no_error (error);
  for (gsize first = 0; first < ticks->len; first += 1000)
    {
      bt_dataset_writer_add_ticks (writer, get_ticks (ticks) + first,
                                   MIN (1000, ticks->len - first), &error);
      g_assert_no_error (error);
    }
  bt_dataset_writer_finish (writer, "Test", NULL, 'A', FALSE, &id, &is_new, &error);
  g_assert_no_error (error);
  return id;
}

static gboolean
collect_ticks (const BtMarketTick *ticks, gsize rows, gpointer user_data, GError **error)
{
  g_array_append_vals (user_data, ticks, (guint) rows);
  return TRUE;
}

static GArray *
read_ticks (BtDb *db, gint64 id, gint64 from_usec, gint64 to_usec)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (BtMarketTick));
  g_autoptr (GError) error = NULL;

  bt_tick_table_foreach (db, id, from_usec, to_usec, collect_ticks, ticks, NULL, &error);
  g_assert_no_error (error);
  return ticks;
}

static void
assert_sound (BtDb *db)
{
  g_autoptr (GPtrArray) faults = store_fixture_check (db);

  g_assert_cmpuint (faults->len, ==, 0);
}

/* More ticks than wait for late ones; any part of them can be read; all go with the dataset. */
static void
test_store (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtDb) db = store_fixture_open (folder);
  g_autoptr (GArray) candles = store_fixture_make_candles (1, N_CANDLES, FIRST_USEC);
  g_autoptr (GArray) ticks = make_ticks (1, 2 * BT_TICK_WRITER_LATE_MAX + 12345);
  gint64 id = write_dataset (db, candles, ticks);
  g_autoptr (BtDataset) dataset = bt_dataset_table_get (db, id, NULL);
  g_autoptr (GArray) all = read_ticks (db, id, G_MININT64, G_MAXINT64);
  const BtMarketTick *first = &get_ticks (ticks)[9000];
  const BtMarketTick *last = &get_ticks (ticks)[20000];

  g_assert_cmpuint (all->len, ==, ticks->len);
  assert_same (get_ticks (all), get_ticks (ticks), ticks->len);
  g_assert_cmpint (dataset->tick_rows, ==, ticks->len);
  g_assert_cmpint (dataset->tick_bytes, ==,
                   store_fixture_query (db, "SELECT sum(length(ticks)) FROM tick_chunks"));
  assert_sound (db);

  g_autoptr (GArray) part = read_ticks (db, id, first->time_usec, last->time_usec);
  while ((first - 1)->time_usec == first->time_usec)
    first--;
  g_assert_cmpuint (part->len, >, 10000);
  assert_same (get_ticks (part), first, part->len);
  g_assert_cmpint (g_array_index (part, BtMarketTick, part->len - 1).time_usec, <, last->time_usec);

  g_assert_true (bt_dataset_table_delete (db, id, NULL));
  g_assert_cmpint (store_fixture_query (db, "SELECT count(*) FROM tick_chunks"), ==, 0);
}

/* Late ticks find their place, those at one time keep their order; one far too late is refused. */
static void
test_late (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtDb) db = store_fixture_open (folder);
  g_autoptr (GArray) candles = store_fixture_make_candles (1, N_CANDLES, FIRST_USEC);
  g_autoptr (GArray) ticks = make_ticks (2, 5000);
  g_autoptr (GArray) mixed = g_array_new (FALSE, FALSE, sizeof (BtMarketTick));
  g_autoptr (GError) error = NULL;

  g_array_append_vals (mixed, get_ticks (ticks) + 4000, 1000);
  g_array_append_vals (mixed, get_ticks (ticks), 4000);
  gint64 id = write_dataset (db, candles, mixed);
  g_autoptr (GArray) all = read_ticks (db, id, G_MININT64, G_MAXINT64);
  gboolean is_shared = g_array_index (ticks, BtMarketTick, 3999).time_usec
                       == g_array_index (ticks, BtMarketTick, 4000).time_usec;
  g_assert_false (is_shared);
  assert_same (get_ticks (all), get_ticks (ticks), ticks->len);

  g_autoptr (BtDatasetWriter) writer = store_fixture_begin (db);
  g_autoptr (GArray) many = make_ticks (3, 2 * BT_TICK_WRITER_LATE_MAX);
  g_assert_true (bt_dataset_writer_add_ticks (writer, get_ticks (many), many->len, NULL));
  g_assert_false (bt_dataset_writer_add_ticks (writer, get_ticks (many), 1, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "2024-01-02T01:00:0"));
}

/* The same candles again, now with ticks: the dataset gets them. */
static void
test_twin (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtDb) db = store_fixture_open (folder);
  g_autoptr (GArray) candles = store_fixture_make_candles (1, N_CANDLES, FIRST_USEC);
  g_autoptr (GArray) ticks = make_ticks (4, 5000);
  gint64 id = store_fixture_write (db, candles);

  g_assert_cmpint (write_dataset (db, candles, ticks), ==, id);
  g_autoptr (BtDataset) dataset = bt_dataset_table_get (db, id, NULL);
  g_autoptr (GArray) all = read_ticks (db, id, G_MININT64, G_MAXINT64);
  g_assert_cmpint (dataset->tick_rows, ==, ticks->len);
  assert_same (get_ticks (all), get_ticks (ticks), ticks->len);
  g_assert_cmpint (store_fixture_query (db, "SELECT count(*) FROM datasets"), ==, 1);
  assert_sound (db);
}

static void
test_append (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtDb) db = store_fixture_open (folder);
  g_autoptr (GArray) candles = store_fixture_make_candles (1, N_CANDLES, FIRST_USEC);
  g_autoptr (GArray) ticks = make_ticks (5, 9000);
  g_autoptr (GArray) some = g_array_copy (ticks);
  g_autoptr (GArray) few = g_array_copy (candles);
  gint64 again = 0;
  gboolean is_new = FALSE;

  g_array_set_size (some, 6000);
  g_array_set_size (few, N_CANDLES - 50);
  gint64 id = write_dataset (db, few, some);
  g_autoptr (BtDatasetWriter) writer = bt_dataset_writer_begin_append (db, id, NULL);
  g_assert_true (bt_dataset_writer_add (writer, (const BtCandle *) (gpointer) candles->data,
                                        candles->len, NULL));
  g_assert_true (
    bt_dataset_writer_add_ticks (writer, get_ticks (ticks) + 5000, ticks->len - 5000, NULL));
  g_assert_true (
    bt_dataset_writer_finish (writer, "Test", NULL, 'A', FALSE, &again, &is_new, NULL));
  g_assert_cmpint (again, ==, id);
  g_autoptr (GArray) all = read_ticks (db, id, G_MININT64, G_MAXINT64);
  g_autoptr (BtDataset) dataset = bt_dataset_table_get (db, id, NULL);
  g_assert_cmpuint (all->len, ==, ticks->len);
  assert_same (get_ticks (all), get_ticks (ticks), ticks->len);

  /* The sum goes over all ticks, however they came. */
  g_assert_true (bt_dataset_table_delete (db, id, NULL));
  g_autoptr (BtDataset) whole = bt_dataset_table_get (db, write_dataset (db, candles, ticks), NULL);
  g_assert_true (bt_hash_equal (&dataset->tick_hash, &whole->tick_hash));
  assert_sound (db);
}

/* A session that plays on ticks keeps them: a dataset grows by those that go on, and others stand
 * beside it. */
static void
test_played (void)
{
  static const struct
  {
    gboolean is_played;
    gboolean is_same;
    gboolean is_grown;
  } CASES[] = { { TRUE, TRUE, TRUE }, { TRUE, FALSE, FALSE }, { FALSE, FALSE, TRUE } };
  g_autoptr (GArray) candles = store_fixture_make_candles (1, N_CANDLES, FIRST_USEC);
  g_autoptr (GArray) few = g_array_copy (candles);
  g_autoptr (GArray) ticks = make_ticks (5, 9000);
  g_autoptr (GArray) some = g_array_copy (ticks);
  g_autoptr (GArray) others = make_ticks (6, 9000);

  g_array_set_size (few, N_CANDLES - 50);
  g_array_set_size (some, 6000);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TestFolder) folder = test_folder_new ();
      g_autoptr (BtDb) db = store_fixture_open (folder);
      const GArray *longer = CASES[i].is_same ? ticks : others;
      const gint64 id = write_dataset (db, few, some);

      store_fixture_add_session (db, "player", id);
      store_fixture_execute (db, "UPDATE sessions SET tick_count = %d",
                             CASES[i].is_played ? 100 : 0);
      const gint64 next = write_dataset (db, candles, longer);
      g_assert_cmpint (next == id, ==, CASES[i].is_grown);

      g_autoptr (GArray) kept = read_ticks (db, id, G_MININT64, G_MAXINT64);
      g_autoptr (GArray) new = read_ticks (db, next, G_MININT64, G_MAXINT64);
      g_assert_cmpuint (new->len, ==, longer->len);
      assert_same (get_ticks (new), get_ticks (longer), longer->len);
      if (CASES[i].is_played)
        assert_same (get_ticks (kept), get_ticks (some), some->len);
    }
}

/* Changes one byte of the chunk of that id in a table and column. */
static void
flip_byte (BtDb *db, const char *table, const char *column, gint64 id, gsize at)
{
  g_autofree char *select_sql
    = g_strdup_printf ("SELECT %s FROM %s WHERE id = %" G_GINT64_FORMAT, column, table, id);
  g_autofree char *update_sql
    = g_strdup_printf ("UPDATE %s SET %s = ? WHERE id = %" G_GINT64_FORMAT, table, column, id);
  gboolean has_row = FALSE;
  gsize length = 0;
  g_autoptr (BtStatement) select = bt_db_prepare (db, select_sql, NULL);

  g_assert_true (bt_statement_step (select, &has_row, NULL));
  g_assert_true (has_row);
  const void *blob = bt_statement_get_blob (select, 0, &length);
  g_autofree guint8 *bytes = g_memdup2 (blob, length);
  bytes[at] ^= (guint8) (1u << at % 8);
  bt_statement_reset (select);
  g_autoptr (BtStatement) update = bt_db_prepare (db, update_sql, NULL);
  bt_statement_bind_blob (update, 1, bytes, length);
  g_assert_true (bt_statement_run (update, NULL));
}

static void
collect_fault (const char *message, gpointer user_data)
{
  g_ptr_array_add (user_data, g_strdup (message));
}

/* Flips every byte of every chunk of a table in turn; each time the check names dataset and range.
 */
static void
flip_all (BtDb *db, const char *table, const char *column, const char *expected)
{
  g_autofree char *count_sql = g_strdup_printf ("SELECT count(*) FROM %s", table);
  gint64 chunks = store_fixture_query (db, count_sql);

  g_assert_cmpint (chunks, >, 0);
  for (gint64 id = 1; id <= chunks; id++)
    {
      g_autofree char *length_sql = g_strdup_printf (
        "SELECT length(%s) FROM %s WHERE id = %" G_GINT64_FORMAT, column, table, id);
      const gsize length = (gsize) store_fixture_query (db, length_sql);

      g_assert_cmpuint (length, >, 50);
      for (gsize at = 0; at < length; at++)
        {
          g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

          flip_byte (db, table, column, id, at);
          g_assert_true (bt_dataset_table_check (db, collect_fault, faults, NULL));
          g_assert_cmpuint (faults->len, ==, 1);
          g_assert_true (g_str_has_prefix (faults->pdata[0], "dataset 1 (XAUUSD M1): "));
          g_assert_nonnull (strstr (faults->pdata[0], expected));
          flip_byte (db, table, column, id, at);
        }
    }
}

static void
test_every_byte (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtDb) db = store_fixture_open (folder);
  g_autoptr (GArray) candles = store_fixture_make_candles (1, N_CANDLES, FIRST_USEC);
  g_autoptr (GArray) ticks = make_ticks (6, 400);

  write_dataset (db, candles, ticks);
  /* Nothing of the changes has to reach the disk. */
  store_fixture_execute (db, "PRAGMA synchronous = OFF");
  flip_all (db, "chunks", "candles", "chunk 1 (2024-01-02T01:00:00Z to ");
  flip_all (db, "tick_chunks", "ticks", "tick chunk 1 (2024-01-02T01:00:00");
  assert_sound (db);
  store_fixture_execute (db, "UPDATE tick_chunks SET last_usec = last_usec + 1");
  g_autoptr (GPtrArray) faults = store_fixture_check (db);
  g_assert_cmpuint (faults->len, ==, 1);
  store_fixture_execute (db, "DELETE FROM tick_chunks");
  g_autoptr (GPtrArray) missing = store_fixture_check (db);
  g_assert_cmpuint (missing->len, ==, 1);
  g_assert_nonnull (strstr (missing->pdata[0], "0 ticks are there, 400 were stored"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/ticks/codec", test_codec);
  g_test_add_func ("/store/ticks/store", test_store);
  g_test_add_func ("/store/ticks/late", test_late);
  g_test_add_func ("/store/ticks/twin", test_twin);
  g_test_add_func ("/store/ticks/append", test_append);
  g_test_add_func ("/store/ticks/played", test_played);
  g_test_add_func ("/store/ticks/every-byte", test_every_byte);
  return g_test_run ();
}
