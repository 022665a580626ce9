// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The search for a candle outside a band, against a loop over the same candles. */
#include "config.h"

#include "market/bt-extremes.h"
#include "market/bt-series.h"

#include <string.h>

#define SEARCHES 400

/* A wandering price: lows and highs of candles up to 9 points high. */
static void
make_prices (GRand *rand, gint64 *lows, gint64 *highs, gsize length)
{
  gint64 price = 1000;

  for (gsize i = 0; i < length; i++)
    {
      price += g_rand_int_range (rand, -3, 4);
      lows[i] = price - g_rand_int_range (rand, 0, 5);
      highs[i] = price + g_rand_int_range (rand, 0, 5);
    }
}

static BtPriceBand
make_band (gint64 floor_points, gint64 ceiling_points)
{
  return (BtPriceBand){ .floor_points = floor_points,
                        .ceiling_points = ceiling_points,
                        .least_points = G_MAXINT64,
                        .greatest_points = G_MININT64 };
}

static gsize
find_slowly (const gint64 *lows,
             const gint64 *highs,
             const gint32 *spreads,
             gsize first,
             gsize end,
             BtPriceBand *band)
{
  gsize i = first;

  for (; i < end; i++)
    {
      const gint64 low = lows[i] + (spreads != NULL ? spreads[i] : 0);
      const gint64 high = highs[i] + (spreads != NULL ? spreads[i] : 0);

      if (low <= band->floor_points || high >= band->ceiling_points)
        break;
      band->least_points = MIN (band->least_points, low);
      band->greatest_points = MAX (band->greatest_points, high);
    }
  return i;
}

/* Lengths around the sizes of blocks, bands from hopeless to wide. */
static void
test_random (void)
{
  static const gsize lengths[]
    = { 0, 1, 63, 64, 65, 127, 128, 1000, 4095, 4096, 4097, 70000, 262144 + 4096 + 64 + 1 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint n = 0; n < G_N_ELEMENTS (lengths); n++)
    {
      const gsize length = lengths[n];
      g_autofree gint64 *lows = g_new (gint64, length + 1);
      g_autofree gint64 *highs = g_new (gint64, length + 1);

      g_autofree gint32 *column = g_new (gint32, length + 1);
      const gint32 *spreads = n % 2 == 0 ? column : NULL;

      make_prices (rand, lows, highs, length);
      for (gsize i = 0; i < length; i++)
        column[i] = g_rand_int_range (rand, 0, 30);
      BtExtremes *extremes = bt_extremes_new (lows, highs, spreads, length);
      for (guint i = 0; i < SEARCHES; i++)
        {
          const gsize first = (gsize) g_rand_int_range (rand, 0, (gint32) length + 1);
          const gsize end = (gsize) g_rand_int_range (rand, (gint32) first, (gint32) length + 1);
          const gint64 width = (gint64) 1 << g_rand_int_range (rand, 0, 14);
          const gint64 middle = first < length ? lows[first] : 1000;
          BtPriceBand found = make_band (middle - width, middle + width);
          BtPriceBand expected = found;

          g_assert_cmpuint (bt_extremes_find_outside (extremes, first, end, &found), ==,
                            find_slowly (lows, highs, spreads, first, end, &expected));
          g_assert_cmpmem (&found, sizeof found, &expected, sizeof expected);
        }
      bt_extremes_free (extremes);
    }
}

/* What lies beyond the end is not looked at: nonsense there changes nothing. */
static void
test_end (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);
  g_autofree gint64 *lows = g_new (gint64, 10000);
  g_autofree gint64 *highs = g_new (gint64, 10000);

  make_prices (rand, lows, highs, 10000);
  for (gsize end = 1; end < 10000; end += 97)
    {
      BtPriceBand bands[2] = { make_band (0, 900000), make_band (0, 900000) };
      g_autofree gint64 *poisoned_lows = g_memdup2 (lows, 10000 * sizeof *lows);
      g_autofree gint64 *poisoned_highs = g_memdup2 (highs, 10000 * sizeof *highs);

      for (gsize i = end; i < 10000; i++)
        {
          poisoned_lows[i] = -(gint64) i;
          poisoned_highs[i] = 1000000 + (gint64) i;
        }
      BtExtremes *extremes = bt_extremes_new (lows, highs, NULL, 10000);
      BtExtremes *poisoned = bt_extremes_new (poisoned_lows, poisoned_highs, NULL, 10000);
      g_assert_cmpuint (bt_extremes_find_outside (extremes, 0, end, &bands[0]), ==, end);
      g_assert_cmpuint (bt_extremes_find_outside (poisoned, 0, end, &bands[1]), ==, end);
      g_assert_cmpmem (&bands[0], sizeof bands[0], &bands[1], sizeof bands[1]);
      bt_extremes_free (extremes);
      bt_extremes_free (poisoned);
    }
}

static BtSeries *
make_series (const gint64 *lows, const gint64 *highs, const gint32 *spreads, gsize length)
{
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, spreads != NULL);

  for (gsize i = 0; i < length; i++)
    {
      const BtCandle candle = { .time_usec = (gint64) i * BT_USEC_PER_MINUTE,
                                .open_points = lows[i],
                                .high_points = highs[i],
                                .low_points = lows[i],
                                .close_points = highs[i],
                                .spread_points = spreads != NULL ? spreads[i] : -1 };
      g_assert_true (bt_series_builder_add (builder, &candle, NULL));
    }
  return bt_series_builder_finish (builder);
}

/* A slice, and a slice of a slice, count from their own first candle. */
static void
test_slices (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  g_autofree gint64 *lows = g_new (gint64, 5000);
  g_autofree gint64 *highs = g_new (gint64, 5000);
  g_autofree gint32 *spreads = g_new (gint32, 5000);

  make_prices (rand, lows, highs, 5000);
  for (gsize i = 0; i < 5000; i++)
    spreads[i] = g_rand_int_range (rand, 0, 30);
  g_autoptr (BtSeries) series = make_series (lows, highs, spreads, 5000);
  g_autoptr (BtSeries) slice = bt_series_slice (series, 333, 4000);
  g_autoptr (BtSeries) inner = bt_series_slice (slice, 100, 3000);
  bt_series_prepare_search (inner);
  g_assert_true (bt_series_has_all_spreads (inner));
  for (gint64 width = 1; width < 400; width += 7)
    {
      BtPriceBand found = make_band (lows[433] - width, lows[433] + width);
      BtPriceBand expected = found;
      BtPriceBand found_ask = found;
      BtPriceBand expected_ask = found;

      g_assert_cmpuint (bt_series_find_outside (inner, 0, 3000, &found), ==,
                        find_slowly (lows, highs, NULL, 433, 3433, &expected) - 433);
      g_assert_cmpmem (&found, sizeof found, &expected, sizeof expected);
      g_assert_cmpuint (bt_series_find_outside_ask (inner, 0, 3000, &found_ask), ==,
                        find_slowly (lows, highs, spreads, 433, 3433, &expected_ask) - 433);
      g_assert_cmpmem (&found_ask, sizeof found_ask, &expected_ask, sizeof expected_ask);
    }

  /* One candle that does not state its spread leaves the asks unknown. */
  spreads[77] = -1;
  g_autoptr (BtSeries) partial = make_series (lows, highs, spreads, 5000);
  g_assert_false (bt_series_has_all_spreads (partial));
}

static gpointer
search_all (gpointer data)
{
  BtPriceBand band = make_band (G_MININT64, G_MAXINT64);

  bt_series_find_outside (data, 0, bt_series_get_length (data), &band);
  return GINT_TO_POINTER ((int) (band.greatest_points - band.least_points));
}

/* Several threads may be the first. */
static void
test_threads (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (10);
  g_autofree gint64 *lows = g_new (gint64, 100000);
  g_autofree gint64 *highs = g_new (gint64, 100000);
  GThread *threads[4];
  int range[G_N_ELEMENTS (threads)];

  make_prices (rand, lows, highs, 100000);
  g_autoptr (BtSeries) series = make_series (lows, highs, NULL, 100000);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("search", search_all, series);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    range[i] = GPOINTER_TO_INT (g_thread_join (threads[i]));
  for (guint i = 1; i < G_N_ELEMENTS (threads); i++)
    g_assert_cmpint (range[i], ==, range[0]);
  g_assert_cmpint (range[0], >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/market/extremes/random", test_random);
  g_test_add_func ("/market/extremes/end", test_end);
  g_test_add_func ("/market/extremes/slices", test_slices);
  g_test_add_func ("/market/extremes/threads", test_threads);
  return g_test_run ();
}
