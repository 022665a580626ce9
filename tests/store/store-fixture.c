// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store-fixture.h"

#include "store/bt-store-schema.h"

BtDb *
store_fixture_open (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "backtrade.db", NULL);
  g_autoptr (GError) error = NULL;
  BtDb *db = bt_db_open (path, &error);

  g_assert_no_error (error);
  bt_store_schema_migrate (db, &error);
  g_assert_no_error (error);
  return db;
}

GArray *
store_fixture_make_candles (guint32 seed, guint count, gint64 first_usec)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  GArray *candles = g_array_sized_new (FALSE, FALSE, sizeof (BtCandle), count);
  gint64 time_usec = first_usec;
  gint64 price = 206270;

  for (guint i = 0; i < count; i++)
    {
      BtCandle candle = { .time_usec = time_usec, .open_points = price };
      price += g_rand_int_range (random, -60, 61);
      candle.close_points = price;
      candle.high_points
        = MAX (candle.open_points, candle.close_points) + g_rand_int_range (random, 0, 80);
      candle.low_points
        = MIN (candle.open_points, candle.close_points) - g_rand_int_range (random, 0, 80);
      candle.volume = g_rand_int_range (random, 0, 900) * G_GINT64_CONSTANT (100000000);
      candle.spread_points = g_rand_int_range (random, -1, 40);
      g_array_append_val (candles, candle);
      gint32 minutes = g_rand_int_range (random, 0, 500) == 0 ? 2880 : 1;
      time_usec += minutes * BT_USEC_PER_MINUTE;
      price += g_rand_int_range (random, 0, 20) == 0 ? g_rand_int_range (random, -900, 900) : 0;
    }
  return candles;
}

const BtInstrument *
store_fixture_get_gold (void)
{
  return bt_instrument_find_builtin ("XAUUSD");
}

BtDatasetWriter *
store_fixture_begin (BtDb *db)
{
  g_autoptr (GError) error = NULL;
  BtDatasetWriter *writer = bt_dataset_writer_begin (db, store_fixture_get_gold (), BT_TIMEFRAME_M1,
                                                     BT_SIDE_KIND_BID, TRUE, &error);

  g_assert_no_error (error);
  g_assert_nonnull (writer);
  return writer;
}

gint64
store_fixture_write (BtDb *db, const GArray *candles)
{
  gint64 id = 0;
  gboolean is_new = FALSE;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtDatasetWriter) writer = store_fixture_begin (db);

  bt_dataset_writer_add (writer, (const BtCandle *) candles->data, candles->len, &error);
  g_assert_no_error (error);
  bt_dataset_writer_finish (writer, "Test", "{}", 'B', FALSE, &id, &is_new, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

void
store_fixture_assert_candles (const BtSeries *series,
                              const GArray *candles,
                              gsize first,
                              gsize length)
{
  g_assert_nonnull (series);
  g_assert_cmpuint (bt_series_get_length (series), ==, length);
  for (gsize i = 0; i < length; i++)
    {
      BtCandle is = bt_series_get_candle (series, i);
      BtCandle should = g_array_index (candles, BtCandle, first + i);
      g_assert_cmpint (is.time_usec, ==, should.time_usec);
      g_assert_cmpint (is.open_points, ==, should.open_points);
      g_assert_cmpint (is.high_points, ==, should.high_points);
      g_assert_cmpint (is.low_points, ==, should.low_points);
      g_assert_cmpint (is.close_points, ==, should.close_points);
      g_assert_cmpint (is.volume, ==, should.volume);
      g_assert_cmpint (is.spread_points, ==, should.spread_points);
    }
}

gint64
store_fixture_query (BtDb *db, const char *sql)
{
  gboolean has_row = FALSE;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStatement) statement = bt_db_prepare (db, sql, &error);

  g_assert_no_error (error);
  bt_statement_step (statement, &has_row, &error);
  g_assert_no_error (error);
  return has_row ? bt_statement_get_int64 (statement, 0) : -1;
}

void
store_fixture_execute (BtDb *db, const char *format, ...)
{
  g_autoptr (GError) error = NULL;
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  bt_db_execute (db, sql, &error);
  g_assert_no_error (error);
}

void
store_fixture_add_session (BtDb *db, const char *id, gint64 dataset_id)
{
  g_autoptr (GError) error = NULL;
  BtSessionRow row = {
    .id = (char *) id,
    .name = (char *) "Gold in March",
    .state = BT_SESSION_RUNNING,
    .dataset_id = dataset_id,
    .dataset_hash = { { 1, 2, 3 } },
    .range_hash = { { 4, 5, 6 } },
    .start_usec = 1000,
    .end_usec = BT_TIME_NONE,
    .first_index = 10,
    .length = 1000,
    .settings_json = (char *) "{\"leverage\":100}",
    .rules_version = 1,
    .bar = -1,
    .digest = { { 7, 8, 9 } },
    .view_json = (char *) "{\"open\":true}",
    .created_usec = 5000,
    .played_usec = 6000,
  };

  bt_session_table_insert (db, &row, &error);
  g_assert_no_error (error);
}

gboolean
store_fixture_append (BtDb *db, const char *id, gint64 sequence, gint64 bar, GError **error)
{
  g_autofree char *json = g_strdup_printf ("{\"id\":\"%" G_GINT64_FORMAT "\"}", sequence);
  BtJournalLine line = { .sequence = sequence, .after_bar = bar, .json = json };

  line.hash.bytes[0] = (guint8) sequence;
  return bt_branch_table_append (db, id, BT_BRANCH_MAIN, &line, FALSE, sequence * 100, error);
}

gboolean
store_fixture_set_clock (
  BtDb *db, const char *id, gint64 bar, gint64 commands, gint64 played_usec, GError **error)
{
  const BtLinePoint point = { .bar = bar, .digest = { { 5, 5 } }, .command_count = commands };
  const BtStanding standing
    = { .branch_id = BT_BRANCH_MAIN, .head = point, .clock = point, .played_usec = played_usec };

  return bt_branch_table_set_clock (db, id, &standing, error);
}

static void
collect_fault (const char *message, gpointer user_data)
{
  g_ptr_array_add (user_data, g_strdup (message));
}

GPtrArray *
store_fixture_check (BtDb *db)
{
  GPtrArray *faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  bt_store_check (db, collect_fault, faults, &error);
  g_assert_no_error (error);
  return faults;
}
