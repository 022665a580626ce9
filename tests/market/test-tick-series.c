// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-market-error.h"
#include "market/bt-tick-series.h"

#include <string.h>

static void
test_columns_and_find (void)
{
  const BtMarketTick ticks[]
    = { { 10, 100, 101, 5 }, { 20, 99, 99, 0 }, { 20, 98, 103, 7 }, { 40, 97, 98, 1 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (BtTickSeries) series = bt_tick_series_new (ticks, G_N_ELEMENTS (ticks), &error);

  g_assert_no_error (error);
  const BtTickColumns *columns = bt_tick_series_get_columns (series);
  g_assert_cmpuint (columns->length, ==, 4);
  g_assert_cmpint (columns->time_usec[3], ==, 40);
  g_assert_cmpint (columns->bid_points[2], ==, 98);
  g_assert_cmpint (columns->ask_points[2], ==, 103);
  g_assert_cmpint (columns->volume[0], ==, 5);
  g_assert_cmpuint (bt_tick_series_find (series, 0), ==, 0);
  g_assert_cmpuint (bt_tick_series_find (series, 11), ==, 1);
  g_assert_cmpuint (bt_tick_series_find (series, 20), ==, 1);
  g_assert_cmpuint (bt_tick_series_find (series, 21), ==, 3);
  g_assert_cmpuint (bt_tick_series_find (series, 41), ==, 4);
}

static void
test_invalid (void)
{
  const BtMarketTick late[] = { { 10, 100, 101, 0 }, { 9, 100, 101, 0 } };
  const BtMarketTick crossed[] = { { 10, 100, 101, 0 }, { 11, 100, 99, 0 } };
  g_autoptr (GError) error = NULL;

  g_assert_null (bt_tick_series_new (late, 2, &error));
  g_assert_error (error, BT_MARKET_ERROR, BT_MARKET_ERROR_SERIES);
  g_assert_nonnull (strstr (error->message, "Tick 1"));
  g_clear_error (&error);
  g_assert_null (bt_tick_series_new (crossed, 2, &error));
  g_assert_error (error, BT_MARKET_ERROR, BT_MARKET_ERROR_SERIES);
  g_assert_nonnull (strstr (error->message, "ask below its bid"));
}

/* The sum is that of the canonical bytes in one piece, however many blocks they take. */
static void
test_hash (void)
{
  enum
  {
    LENGTH = 1000
  };
  g_autofree BtMarketTick *ticks = g_new0 (BtMarketTick, LENGTH);
  g_autoptr (BtRecord) record = bt_record_new ();
  g_autoptr (BtHasher) hasher = bt_hasher_new ();
  g_autoptr (GError) error = NULL;
  gsize length;
  BtHash expected;
  BtHash hash;

  for (gint64 i = 0; i < LENGTH; i++)
    {
      ticks[i] = (BtMarketTick){ i * 3, 1000 - i, 1000 + i, i % 7 };
      bt_record_add_int64 (record, ticks[i].time_usec);
      bt_record_add_int64 (record, ticks[i].bid_points);
      bt_record_add_int64 (record, ticks[i].ask_points);
      bt_record_add_int64 (record, ticks[i].volume);
    }
  const guint8 *bytes = bt_record_get_bytes (record, &length);
  bt_hasher_update (hasher, bytes, length);
  bt_hasher_finish (hasher, &expected);
  g_autoptr (BtTickSeries) series = bt_tick_series_new (ticks, LENGTH, &error);
  bt_tick_series_hash (series, &hash);
  g_assert_true (bt_hash_equal (&hash, &expected));

  g_autoptr (BtTickSeries) empty = bt_tick_series_new (NULL, 0, &error);
  g_assert_no_error (error);
  bt_tick_series_hash (empty, &hash);
  g_assert_false (bt_hash_equal (&hash, &expected));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/market/tick-series/columns-and-find", test_columns_and_find);
  g_test_add_func ("/market/tick-series/invalid", test_invalid);
  g_test_add_func ("/market/tick-series/hash", test_hash);
  return g_test_run ();
}
