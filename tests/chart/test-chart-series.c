// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-chart-series.h"

#include <string.h>

#define CANDLES 600

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

static void
set_candle (Market *market, gsize i, gint64 open, gint64 high, gint64 low, gint64 close)
{
  market->time_usec[i] = (gint64) i * 60000000;
  market->open_points[i] = open;
  market->high_points[i] = high;
  market->low_points[i] = low;
  market->close_points[i] = close;
  market->volume[i] = 100;
}

static Market *
make_market (void)
{
  Market *market = g_new0 (Market, 1);

  market->columns = (BtColumns){
    .time_usec = market->time_usec,
    .open_points = market->open_points,
    .high_points = market->high_points,
    .low_points = market->low_points,
    .close_points = market->close_points,
    .volume = market->volume,
  };
  return market;
}

/* Candles whose closes are given; each opens at the close before. */
static Market *
make_closes (const gint64 *closes, gsize count)
{
  Market *market = make_market ();

  for (gsize i = 0; i < count; i++)
    {
      gint64 open = i > 0 ? closes[i - 1] : closes[0];
      set_candle (market, i, open, MAX (open, closes[i]), MIN (open, closes[i]), closes[i]);
    }
  market->columns.length = count;
  return market;
}

static Market *
make_wandering (guint32 seed)
{
  Market *market = make_market ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  gint64 price = 200000;

  for (gsize i = 0; i < CANDLES; i++)
    {
      gint64 close = price + g_rand_int_range (random, -150, 151);
      set_candle (market, i, price, MAX (price, close) + g_rand_int_range (random, 0, 60),
                  MIN (price, close) - g_rand_int_range (random, 0, 60), close);
      market->volume[i] = g_rand_int_range (random, 0, 500);
      price = close;
    }
  market->columns.length = CANDLES;
  return market;
}

static BtChartSeries *
make_series (BtChartSeriesKind kind, gint64 size, guint reversal, const BtColumns *source)
{
  BtChartSeriesSpec spec = { .kind = kind, .size = size, .reversal = reversal };
  BtChartSeries *series = bt_chart_series_new (&spec);

  bt_chart_series_update (series, source, 0);
  return series;
}

static void
assert_bar (const BtChartSeries *series, gsize index, gint64 open, gint64 close)
{
  const BtColumns *columns = bt_chart_series_get_columns (series);

  g_assert_cmpuint (columns->length, >, index);
  g_assert_cmpint (columns->open_points[index], ==, open);
  g_assert_cmpint (columns->close_points[index], ==, close);
}

static void
test_heikin_ashi (void)
{
  g_autofree Market *market = make_market ();

  /* By hand: close (100 + 120 + 90 + 110) ÷ 4 = 105, open (100 + 110) ÷ 2 = 105; then close
   * (110 + 130 + 104 + 120) ÷ 4 = 116, open (105 + 105) ÷ 2 = 105; then close
   * (120 + 121 + 80 + 85) ÷ 4 = 101, open (105 + 116) ÷ 2 = 110. */
  set_candle (market, 0, 100, 120, 90, 110);
  set_candle (market, 1, 110, 130, 104, 120);
  set_candle (market, 2, 120, 121, 80, 85);
  market->columns.length = 3;
  g_autoptr (BtChartSeries) series
    = make_series (BT_CHART_SERIES_HEIKIN_ASHI, 0, 0, &market->columns);
  assert_bar (series, 0, 105, 105);
  assert_bar (series, 1, 105, 116);
  assert_bar (series, 2, 110, 101);
  const BtColumns *columns = bt_chart_series_get_columns (series);
  g_assert_cmpint (columns->high_points[1], ==, 130);
  g_assert_cmpint (columns->low_points[1], ==, 104);
  g_assert_cmpint (columns->low_points[2], ==, 80);
}

static void
test_renko (void)
{
  static const gint64 closes[] = { 1004, 1012, 1019, 1020, 1041, 1033, 1021, 1009, 1020 };
  g_autofree Market *market = make_closes (closes, G_N_ELEMENTS (closes));
  g_autoptr (BtChartSeries) series = make_series (BT_CHART_SERIES_RENKO, 10, 0, &market->columns);

  /* First 990 … 1,000; 1,012 makes 1,000 … 1,010; 1,020 the next; 1,041 two more; back to 1,020 it
   * takes the other end of the last brick (1,030) and ten more; 1,009 another. */
  g_assert_cmpuint (bt_chart_series_get_columns (series)->length, ==, 7);
  assert_bar (series, 0, 990, 1000);
  assert_bar (series, 1, 1000, 1010);
  assert_bar (series, 2, 1010, 1020);
  assert_bar (series, 3, 1020, 1030);
  assert_bar (series, 4, 1030, 1040);
  assert_bar (series, 5, 1030, 1020);
  assert_bar (series, 6, 1020, 1010);
  g_assert_cmpint (bt_chart_series_get_columns (series)->time_usec[4], ==, 4 * 60000000);
  /* Volume is that since the brick before: candles 5, 6 and 7 stand behind the last two. */
  g_assert_cmpint (bt_chart_series_get_columns (series)->volume[5], ==, 300);
  g_assert_cmpint (bt_chart_series_get_columns (series)->volume[6], ==, 0);
}

static void
test_range (void)
{
  static const gint64 closes[] = { 1000, 1006, 1010, 1012, 1003, 1001 };
  g_autofree Market *market = make_closes (closes, G_N_ELEMENTS (closes));
  g_autoptr (BtChartSeries) series = make_series (BT_CHART_SERIES_RANGE, 10, 0, &market->columns);

  /* 1,000 … 1,010 ends with the third candle; 1,010 … 1,012 … 1,003 … 1,001 with the last. */
  g_assert_cmpuint (bt_chart_series_get_columns (series)->length, ==, 2);
  assert_bar (series, 0, 1000, 1010);
  assert_bar (series, 1, 1010, 1001);
  g_assert_false (bt_chart_series_is_forming (series));
  g_assert_cmpint (bt_chart_series_get_columns (series)->volume[0], ==, 300);
}

static void
test_volume (void)
{
  static const gint64 closes[] = { 1000, 1006, 1010, 1012, 1003 };
  g_autofree Market *market = make_closes (closes, G_N_ELEMENTS (closes));
  g_autoptr (BtChartSeries) series = make_series (BT_CHART_SERIES_VOLUME, 200, 0, &market->columns);

  g_assert_cmpuint (bt_chart_series_get_columns (series)->length, ==, 3);
  assert_bar (series, 0, 1000, 1006);
  assert_bar (series, 1, 1006, 1012);
  assert_bar (series, 2, 1012, 1003);
  g_assert_true (bt_chart_series_is_forming (series));
}

static void
test_point_figure (void)
{
  static const gint64 closes[] = { 1004, 1017, 1031, 1012, 1009, 1000, 989, 1019, 1023 };
  g_autofree Market *market = make_closes (closes, G_N_ELEMENTS (closes));
  g_autoptr (BtChartSeries) series
    = make_series (BT_CHART_SERIES_POINT_FIGURE, 10, 3, &market->columns);

  /* Boxes of ten: rising 1,000 … 1,040. Three boxes back from the top box (1,030) is 1,000: reached
   * by 1,009. Falling from 1,030 down to box 980. Three boxes up from it is 1,010: reached by
   * 1,019.
   */
  g_assert_cmpuint (bt_chart_series_get_columns (series)->length, ==, 3);
  assert_bar (series, 0, 1000, 1040);
  assert_bar (series, 1, 1030, 980);
  assert_bar (series, 2, 990, 1030);
}

/* Prices may be below zero: the boxes are as large there, and as many. */
static void
test_below_zero (void)
{
  static const gint64 closes[] = { 4, 17, 31, 12, 9, 0, -11, 19, 23 };
  gint64 lower[G_N_ELEMENTS (closes)];
  g_autofree Market *market = make_closes (closes, G_N_ELEMENTS (closes));

  for (guint i = 0; i < G_N_ELEMENTS (closes); i++)
    lower[i] = closes[i] - 20;
  g_autofree Market *below = make_closes (lower, G_N_ELEMENTS (lower));
  const BtChartSeriesKind kinds[] = { BT_CHART_SERIES_POINT_FIGURE, BT_CHART_SERIES_RENKO };
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autoptr (BtChartSeries) series = make_series (kinds[k], 10, 3, &market->columns);
      g_autoptr (BtChartSeries) shifted = make_series (kinds[k], 10, 3, &below->columns);
      const BtColumns *bars = bt_chart_series_get_columns (series);

      g_assert_cmpuint (bt_chart_series_get_columns (shifted)->length, ==, bars->length);
      for (guint i = 0; i < bars->length; i++)
        assert_bar (shifted, i, bars->open_points[i] - 20, bars->close_points[i] - 20);
    }
}

static void
assert_same (const BtChartSeries *a, const BtChartSeries *b)
{
  const BtColumns *first = bt_chart_series_get_columns (a);
  const BtColumns *second = bt_chart_series_get_columns (b);
  gsize size = first->length * sizeof (gint64);

  g_assert_cmpuint (first->length, ==, second->length);
  g_assert_true (bt_chart_series_is_forming (a) == bt_chart_series_is_forming (b));
  g_assert_cmpmem (first->time_usec, size, second->time_usec, size);
  g_assert_cmpmem (first->open_points, size, second->open_points, size);
  g_assert_cmpmem (first->high_points, size, second->high_points, size);
  g_assert_cmpmem (first->low_points, size, second->low_points, size);
  g_assert_cmpmem (first->close_points, size, second->close_points, size);
  g_assert_cmpmem (first->volume, size, second->volume, size);
}

/* Taken in piece by piece, with steps back, bars are those of one go; and what comes later is never
 * looked at. */
static void
test_pieces (gconstpointer data)
{
  BtChartSeriesKind kind = GPOINTER_TO_INT (data);
  gint64 size = kind == BT_CHART_SERIES_VOLUME ? 2000 : 170;
  g_autofree Market *market = make_wandering (21);
  g_autofree Market *poisoned = make_wandering (21);
  g_autoptr (GRand) random = g_rand_new_with_seed (22);
  BtChartSeriesSpec spec = { .kind = kind, .size = size };
  g_autoptr (BtChartSeries) pieces = bt_chart_series_new (&spec);
  BtColumns columns = market->columns;

  columns.length = 0;
  for (guint i = 0; i < 200; i++)
    {
      gsize length = (gsize) g_rand_int_range (random, 0, CANDLES + 1);
      gsize changed = MIN (length, columns.length);
      columns.length = length;
      bt_chart_series_update (pieces, &columns, changed);
      memcpy (poisoned, market, G_STRUCT_OFFSET (Market, columns));
      for (gsize k = length; k < CANDLES; k++)
        set_candle (poisoned, k, 1, 900000, -900000, 17);
      poisoned->columns.length = length;
      g_autoptr (BtChartSeries) whole = make_series (kind, size, 0, &poisoned->columns);
      assert_same (pieces, whole);
    }
}

/* The forming candle of a higher timeframe is given again and again. */
static void
test_heikin_ashi_of_a_forming_candle (void)
{
  g_autofree Market *market = make_wandering (23);
  BtChartSeriesSpec spec = { .kind = BT_CHART_SERIES_HEIKIN_ASHI };
  g_autoptr (BtChartSeries) series = bt_chart_series_new (&spec);
  BtColumns columns = market->columns;

  columns.length = 0;
  for (gsize i = 0; i < 100; i++)
    {
      columns.length = i + 1;
      g_assert_cmpuint (bt_chart_series_update (series, &columns, i), ==, i);
      market->high_points[i] += 40;
      market->close_points[i] = market->high_points[i];
      g_assert_cmpuint (bt_chart_series_update (series, &columns, i), ==, i);
    }
  g_autoptr (BtChartSeries) whole = make_series (BT_CHART_SERIES_HEIKIN_ASHI, 0, 0, &columns);
  assert_same (series, whole);
}

static void
test_sizes (void)
{
  static const gint64 closes[] = { 206430, 206450, 206470 };
  g_autofree Market *market = make_closes (closes, G_N_ELEMENTS (closes));
  g_autoptr (BtChartSeries) series = make_series (BT_CHART_SERIES_RENKO, 0, 0, &market->columns);

  /* A thousandth of 206,430 as a round number; twenty candles of 100. */
  g_assert_cmpint (bt_chart_series_get_size (series), ==, 200);
  g_assert_cmpint (bt_chart_series_choose_size (BT_CHART_SERIES_VOLUME, &market->columns), ==,
                   2000);
  market->columns.length = 0;
  g_assert_cmpint (bt_chart_series_choose_size (BT_CHART_SERIES_RANGE, &market->columns), ==, 1);
}

/* A box of one point in a market that jumps by thousands: bounded. */
static void
test_tiny_box (void)
{
  static const gint64 closes[] = { 1000, 900000, 5 };
  g_autofree Market *market = make_closes (closes, G_N_ELEMENTS (closes));
  g_autoptr (BtChartSeries) series = make_series (BT_CHART_SERIES_RENKO, 1, 0, &market->columns);
  const BtColumns *columns = bt_chart_series_get_columns (series);

  g_assert_cmpuint (columns->length, ==, 2001);
  g_assert_cmpint (columns->close_points[1000], ==, 900000);
  g_assert_cmpint (columns->close_points[2000], >=, 5);
}

int
main (int argc, char **argv)
{
  static const char *const names[BT_N_CHART_SERIES_KINDS]
    = { "time", "heikin-ashi", "renko", "range", "volume", "point-figure" };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/series/heikin-ashi", test_heikin_ashi);
  g_test_add_func ("/chart/series/renko", test_renko);
  g_test_add_func ("/chart/series/range", test_range);
  g_test_add_func ("/chart/series/volume", test_volume);
  g_test_add_func ("/chart/series/point-figure", test_point_figure);
  g_test_add_func ("/chart/series/below-zero", test_below_zero);
  for (int kind = BT_CHART_SERIES_HEIKIN_ASHI; kind < BT_N_CHART_SERIES_KINDS; kind++)
    {
      g_autofree char *path = g_strdup_printf ("/chart/series/pieces/%s", names[kind]);
      g_test_add_data_func (path, GINT_TO_POINTER (kind), test_pieces);
    }
  g_test_add_func ("/chart/series/heikin-ashi-forming", test_heikin_ashi_of_a_forming_candle);
  g_test_add_func ("/chart/series/sizes", test_sizes);
  g_test_add_func ("/chart/series/tiny-box", test_tiny_box);
  return g_test_run ();
}
