// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-market-error.h"
#include "market/bt-series.h"

#define START G_GINT64_CONSTANT (1709539200000000) /* 2024-03-04 08:00 UTC */

static BtCandle
make_candle (guint index)
{
  return (BtCandle){
    .time_usec = START + index * BT_USEC_PER_MINUTE,
    .open_points = 1000 + index,
    .high_points = 1010 + index,
    .low_points = 990 + index,
    .close_points = 1005 + index,
    .volume = 7 + index,
    .spread_points = (gint32) index % 3,
  };
}

static BtSeries *
make_series (guint length, gboolean has_spread)
{
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, has_spread);

  for (guint i = 0; i < length; i++)
    {
      const BtCandle candle = make_candle (i);

      g_assert_true (bt_series_builder_add (builder, &candle, NULL));
    }
  return bt_series_builder_finish (builder);
}

static void
test_build (void)
{
  g_autoptr (BtSeries) series = make_series (3000, TRUE);
  const BtColumns *columns = bt_series_get_columns (series);

  g_assert_cmpuint (bt_series_get_length (series), ==, 3000);
  g_assert_cmpuint (columns->length, ==, 3000);
  g_assert_cmpint (bt_series_get_timeframe (series), ==, BT_TIMEFRAME_M1);
  g_assert_cmpint (bt_series_get_price_kind (series), ==, BT_SIDE_KIND_BID);
  for (guint i = 0; i < 3000; i++)
    {
      const BtCandle expected = make_candle (i);
      const BtCandle found = bt_series_get_candle (series, i);

      g_assert_cmpint (found.time_usec, ==, expected.time_usec);
      g_assert_cmpint (found.open_points, ==, expected.open_points);
      g_assert_cmpint (found.high_points, ==, expected.high_points);
      g_assert_cmpint (found.low_points, ==, expected.low_points);
      g_assert_cmpint (found.close_points, ==, expected.close_points);
      g_assert_cmpint (found.volume, ==, expected.volume);
      g_assert_cmpint (found.spread_points, ==, expected.spread_points);
    }
}

static void
test_empty (void)
{
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_H1, BT_SIDE_KIND_MID, FALSE);
  g_autoptr (BtSeries) series = bt_series_builder_finish (builder);

  g_assert_cmpuint (bt_series_get_length (series), ==, 0);
  g_assert_cmpuint (bt_series_find (series, START), ==, 0);
  g_assert_cmpuint (bt_series_builder_get_length (builder), ==, 0);
  g_assert_null (bt_series_get_columns (series)->spread_points);
}

static void
assert_refused (const BtCandle *candle)
{
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, TRUE);
  g_autoptr (BtSeriesBuilder) column_builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) column_error = NULL;
  const BtCandle first = make_candle (0);
  const BtColumns columns = {
    .length = 1,
    .time_usec = &candle->time_usec,
    .open_points = &candle->open_points,
    .high_points = &candle->high_points,
    .low_points = &candle->low_points,
    .close_points = &candle->close_points,
    .volume = &candle->volume,
    .spread_points = &candle->spread_points,
  };

  g_assert_true (bt_series_builder_add (builder, &first, NULL));
  g_assert_false (bt_series_builder_add (builder, candle, &error));
  g_assert_error (error, BT_MARKET_ERROR, BT_MARKET_ERROR_SERIES);
  g_assert_cmpuint (bt_series_builder_get_length (builder), ==, 1);

  g_assert_true (bt_series_builder_add (column_builder, &first, NULL));
  g_assert_false (bt_series_builder_add_columns (column_builder, &columns, &column_error));
  g_assert_error (column_error, BT_MARKET_ERROR, BT_MARKET_ERROR_SERIES);
  g_assert_cmpstr (column_error->message, ==, error->message);
  g_assert_cmpuint (bt_series_builder_get_length (column_builder), ==, 1);
}

static void
test_invariants (void)
{
  BtCandle candle = make_candle (0);

  assert_refused (&candle);
  candle = make_candle (1);
  candle.time_usec = START - 1;
  assert_refused (&candle);
  candle = make_candle (1);
  candle.high_points = candle.low_points - 1;
  assert_refused (&candle);
  candle = make_candle (1);
  candle.open_points = candle.high_points + 1;
  assert_refused (&candle);
  candle = make_candle (1);
  candle.close_points = candle.low_points - 1;
  assert_refused (&candle);
  candle = make_candle (1);
  candle.spread_points = -2;
  assert_refused (&candle);
}

static void
test_add_columns (void)
{
  g_autoptr (BtSeries) source = make_series (5000, TRUE);
  g_autoptr (BtSeries) plain = make_series (5000, FALSE);
  g_autoptr (BtSeries) head = bt_series_slice (source, 0, 2000);
  g_autoptr (BtSeries) tail = bt_series_slice (plain, 2000, 3000);
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, TRUE);
  g_autoptr (GError) error = NULL;

  g_assert_true (bt_series_builder_add_columns (builder, bt_series_get_columns (head), &error));
  g_assert_true (bt_series_builder_add_columns (builder, bt_series_get_columns (tail), &error));
  g_assert_no_error (error);
  g_assert_false (bt_series_builder_add_columns (builder, bt_series_get_columns (head), &error));
  g_assert_error (error, BT_MARKET_ERROR, BT_MARKET_ERROR_SERIES);

  g_autoptr (BtSeries) series = bt_series_builder_finish (builder);
  g_assert_cmpuint (bt_series_get_length (series), ==, 5000);
  g_assert_cmpint (bt_series_get_candle (series, 1999).spread_points, ==, 1999 % 3);
  g_assert_cmpint (bt_series_get_candle (series, 2000).spread_points, ==, -1);
  g_assert_cmpint (bt_series_get_candle (series, 4999).close_points, ==, 1005 + 4999);
}

static void
test_find (void)
{
  g_autoptr (BtSeries) series = make_series (100, FALSE);

  g_assert_cmpuint (bt_series_find (series, BT_TIME_NONE), ==, 0);
  g_assert_cmpuint (bt_series_find (series, START), ==, 0);
  g_assert_cmpuint (bt_series_find (series, START + 1), ==, 1);
  g_assert_cmpuint (bt_series_find (series, START + 50 * BT_USEC_PER_MINUTE), ==, 50);
  g_assert_cmpuint (bt_series_find (series, START + 99 * BT_USEC_PER_MINUTE), ==, 99);
  g_assert_cmpuint (bt_series_find (series, START + 99 * BT_USEC_PER_MINUTE + 1), ==, 100);
  g_assert_cmpuint (bt_series_find (series, G_MAXINT64), ==, 100);
}

static void
test_slice (void)
{
  BtSeries *series = make_series (100, TRUE);
  BtSeries *slice = bt_series_slice (series, 10, 80);
  g_autoptr (BtSeries) inner = bt_series_slice (slice, 5, 10);

  bt_series_unref (series);
  bt_series_unref (slice);
  g_assert_cmpuint (bt_series_get_length (inner), ==, 10);
  g_assert_cmpint (bt_series_get_candle (inner, 0).open_points, ==, 1015);
  g_assert_cmpint (bt_series_get_candle (inner, 9).spread_points, ==, 24 % 3);
  g_assert_cmpuint (bt_series_find (inner, START + 16 * BT_USEC_PER_MINUTE), ==, 1);
  g_autoptr (BtSeries) nothing = bt_series_slice (inner, 10, 0);
  g_assert_cmpuint (bt_series_get_length (nothing), ==, 0);
}

static void
assert_hash (const BtSeries *series, const BtInstrument *instrument, const char *expected)
{
  BtHash hash;

  bt_series_hash (series, instrument, &hash);
  g_autofree char *text = bt_hash_to_string (&hash);
  g_assert_cmpstr (text, ==, expected);
}

/* The sums were computed by another program from the canonical form in the execution model. */
static void
test_hash (void)
{
  const BtInstrument *gold = bt_instrument_find_builtin ("XAUUSD");
  g_autoptr (BtSeries) with_spread = make_series (5000, TRUE);
  g_autoptr (BtSeries) plain = make_series (3, FALSE);

  assert_hash (with_spread, gold,
               "e695962e496d897298567bc81cadae690c2296e5261c185dd5d7a8d26e8c2d37");
  assert_hash (plain, gold, "131aca065798c4a0f221aa14ec779bb75a14429bb83fc4660790afd213f76efa");

  BtHash whole, part, copy;
  g_autoptr (BtSeries) slice = bt_series_slice (with_spread, 0, 4999);
  g_autoptr (BtSeries) same = bt_series_slice (with_spread, 0, 5000);
  bt_series_hash (with_spread, gold, &whole);
  bt_series_hash (slice, gold, &part);
  bt_series_hash (same, gold, &copy);
  g_assert_false (bt_hash_equal (&whole, &part));
  g_assert_true (bt_hash_equal (&whole, &copy));
  bt_series_hash (with_spread, bt_instrument_find_builtin ("XAGUSD"), &part);
  g_assert_false (bt_hash_equal (&whole, &part));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/series/build", test_build);
  g_test_add_func ("/series/empty", test_empty);
  g_test_add_func ("/series/invariants", test_invariants);
  g_test_add_func ("/series/add-columns", test_add_columns);
  g_test_add_func ("/series/find", test_find);
  g_test_add_func ("/series/slice", test_slice);
  g_test_add_func ("/series/hash", test_hash);
  return g_test_run ();
}
