// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-candle-pyramid.h"

#define CANDLES 5000

typedef struct
{
  gint64 time_usec[CANDLES];
  gint64 open_points[CANDLES];
  gint64 high_points[CANDLES];
  gint64 low_points[CANDLES];
  gint64 close_points[CANDLES];
  gint64 volume[CANDLES];
  BtColumns columns;
} Market;

static Market *
make_market (guint32 seed)
{
  Market *market = g_new0 (Market, 1);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (gsize i = 0; i < CANDLES; i++)
    {
      market->low_points[i] = g_rand_int_range (random, -100000, 100000);
      market->high_points[i] = market->low_points[i] + g_rand_int_range (random, 0, 500);
      market->close_points[i] = g_rand_int_range (random, (gint32) market->low_points[i],
                                                  (gint32) market->high_points[i] + 1);
      market->volume[i] = g_rand_int_range (random, 0, 1000000);
    }
  market->columns = (BtColumns){
    .length = CANDLES,
    .time_usec = market->time_usec,
    .open_points = market->open_points,
    .high_points = market->high_points,
    .low_points = market->low_points,
    .close_points = market->close_points,
    .volume = market->volume,
  };
  return market;
}

static void
assert_range (const BtCandlePyramid *pyramid, const BtColumns *columns, gsize first, gsize last)
{
  BtCandleExtent extent = bt_candle_pyramid_get (pyramid, columns, first, last);
  gint64 low = G_MAXINT64;
  gint64 high = G_MININT64;
  gint64 close_low = G_MAXINT64;
  gint64 close_high = G_MININT64;
  gint64 volume = 0;

  for (gsize i = first; i <= last; i++)
    {
      low = MIN (low, columns->low_points[i]);
      high = MAX (high, columns->high_points[i]);
      close_low = MIN (close_low, columns->close_points[i]);
      close_high = MAX (close_high, columns->close_points[i]);
      volume = MAX (volume, columns->volume[i]);
    }
  g_assert_cmpint (extent.close_low_points, ==, close_low);
  g_assert_cmpint (extent.close_high_points, ==, close_high);
  g_assert_cmpint (extent.low_points, ==, low);
  g_assert_cmpint (extent.high_points, ==, high);
  g_assert_cmpint (extent.volume_max, ==, volume);
}

/* The textbook answer over random ranges, and those of one candle and of all. */
static void
assert_all (const BtCandlePyramid *pyramid, const BtColumns *columns, GRand *random)
{
  assert_range (pyramid, columns, 0, columns->length - 1);
  for (guint i = 0; i < 300; i++)
    {
      gsize a = (gsize) g_rand_int_range (random, 0, (gint32) columns->length);
      gsize b = (gsize) g_rand_int_range (random, 0, (gint32) columns->length);
      assert_range (pyramid, columns, a, a);
      assert_range (pyramid, columns, MIN (a, b), MAX (a, b));
    }
}

static void
test_ranges (void)
{
  g_autofree Market *market = make_market (7);
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  static const gsize lengths[] = { 1, 15, 16, 17, 255, 256, 257, 4095, 4096, 4097, CANDLES };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (BtCandlePyramid) pyramid = bt_candle_pyramid_new ();
      BtColumns columns = market->columns;
      columns.length = lengths[i];
      bt_candle_pyramid_update (pyramid, &columns, 0);
      assert_all (pyramid, &columns, random);
    }
}

static void
test_growth_and_change (void)
{
  g_autofree Market *market = make_market (9);
  g_autoptr (GRand) random = g_rand_new_with_seed (10);
  g_autoptr (BtCandlePyramid) pyramid = bt_candle_pyramid_new ();
  BtColumns columns = market->columns;

  columns.length = 0;
  while (columns.length < CANDLES)
    {
      gsize changed = columns.length;
      /* The forming candle grows while others are added. */
      if (changed > 0)
        {
          changed--;
          market->high_points[changed] += 3000;
          market->volume[changed] += 5000000;
        }
      gsize grown = columns.length + (gsize) g_rand_int_range (random, 1, 90);
      columns.length = MIN (grown, (gsize) CANDLES);
      bt_candle_pyramid_update (pyramid, &columns, changed);
      assert_range (pyramid, &columns, 0, columns.length - 1);
      assert_range (pyramid, &columns, columns.length / 3, columns.length - 1);
    }
  assert_all (pyramid, &columns, random);
}

static void
test_going_back (void)
{
  g_autofree Market *market = make_market (11);
  g_autoptr (GRand) random = g_rand_new_with_seed (12);
  g_autoptr (BtCandlePyramid) pyramid = bt_candle_pyramid_new ();
  BtColumns columns = market->columns;

  bt_candle_pyramid_update (pyramid, &columns, 0);
  columns.length = 700;
  market->high_points[699] = 999999;
  bt_candle_pyramid_update (pyramid, &columns, 699);
  assert_all (pyramid, &columns, random);
  columns.length = CANDLES;
  for (gsize i = 700; i < CANDLES; i++)
    market->high_points[i] = market->low_points[i] + 1;
  bt_candle_pyramid_update (pyramid, &columns, 700);
  assert_all (pyramid, &columns, random);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/candle-pyramid/ranges", test_ranges);
  g_test_add_func ("/chart/candle-pyramid/growth-and-change", test_growth_and_change);
  g_test_add_func ("/chart/candle-pyramid/going-back", test_going_back);
  return g_test_run ();
}
