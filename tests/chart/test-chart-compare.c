// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Another instrument over the candles of a chart. */
#include "config.h"

#include "base/bt-time.h"
#include "chart-fixtures.h"
#include "chart/bt-compare-layer.h"

#define WIDTH 870
#define HEIGHT 428

static const BtPixelGrid GRID = { .scale = 1.0 };

typedef struct
{
  BtTape *tape;
  BtTape *other;
  BtChartView view;
  guint id;
} Fixture;

/* Closes at 1000 + minute, but none from minute 1900 to 1949; in length-minute candles. */
static BtTape *
make_other (guint minutes, BtTimeframe timeframe, gint64 nonsense_from)
{
  guint step = (guint) (bt_timeframe_usec (timeframe) / BT_USEC_PER_MINUTE);
  g_autoptr (BtSeriesBuilder) builder = bt_series_builder_new (timeframe, BT_SIDE_KIND_BID, FALSE);
  gsize known = 0;

  for (guint minute = 0; minute < minutes; minute += step)
    {
      gint64 close = 1000 + minute + step - 1;
      if (minute >= 1900 && minute < 1950)
        continue;
      if (nonsense_from >= 0 && minute >= nonsense_from)
        close = 900000 - minute * 7;
      else
        known++;
      BtCandle candle = { .time_usec = get_start () + minute * BT_USEC_PER_MINUTE,
                          .open_points = close,
                          .high_points = close,
                          .low_points = close,
                          .close_points = close,
                          .volume = 100000000,
                          .spread_points = -1 };
      g_assert_true (bt_series_builder_add (builder, &candle, NULL));
    }
  g_autoptr (BtSeries) series = bt_series_builder_finish (builder);
  return bt_tape_new (series, bt_instrument_find_builtin ("EURUSD"), known);
}

static void
lay_out (Fixture *fixture)
{
  bt_chart_view_layout (&fixture->view, WIDTH, HEIGHT, &GRID);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->tape = make_wandering_tape (3000);
  fixture->other = make_other (3000, BT_TIMEFRAME_M1, -1);
  bt_tape_set_known (fixture->tape, 2000);
  bt_tape_set_known (fixture->other, 1950);
  make_plain_view (&fixture->view, fixture->tape);
  bt_chart_view_set_visible (&fixture->view, 150);
  lay_out (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bt_chart_view_clear (&fixture->view);
  bt_tape_unref (fixture->tape);
  bt_tape_unref (fixture->other);
}

/* Returns the close that stands at a minute, or −1. */
static gint64
get_close (Fixture *fixture, guint minute)
{
  const BtChartCompare *compare = &fixture->view.compares[0];
  gsize index = 0;

  return bt_chart_compare_find (compare, get_start () + minute * BT_USEC_PER_MINUTE, &index)
           ? compare->columns.close_points[index]
           : -1;
}

static void
test_aligned (Fixture *fixture, gconstpointer data)
{
  fixture->id
    = bt_chart_view_add_compare (&fixture->view, fixture->other, BT_CHART_COMPARE_PERCENT);
  g_assert_cmpuint (fixture->id, ==, 1);
  g_assert_cmpint (get_close (fixture, 0), ==, 1000);
  g_assert_cmpint (get_close (fixture, 1899), ==, 2899);
  /* The last known one counts for ten candles more, then nothing does. */
  g_assert_cmpint (get_close (fixture, 1909), ==, 2899);
  g_assert_cmpint (get_close (fixture, 1910), ==, -1);
  g_assert_cmpint (get_close (fixture, 1949), ==, -1);
  g_assert_cmpint (get_close (fixture, 1950), ==, 2950);
  /* On another timeframe it is made of the same candles. */
  bt_chart_view_set_timeframe (&fixture->view, BT_TIMEFRAME_M5);
  g_assert_cmpint (get_close (fixture, 100), ==, 1104);
}

/* A longer candle is not told before it has ended. */
static void
test_longer (Fixture *fixture, gconstpointer data)
{
  bt_tape_unref (fixture->other);
  fixture->other = make_other (3000, BT_TIMEFRAME_H1, -1);
  bt_chart_view_add_compare (&fixture->view, fixture->other, BT_CHART_COMPARE_PERCENT);
  g_assert_cmpint (get_close (fixture, 58), ==, -1);
  g_assert_cmpint (get_close (fixture, 59), ==, 1059);
  g_assert_cmpint (get_close (fixture, 118), ==, 1059);
  g_assert_cmpint (get_close (fixture, 119), ==, 1119);
}

/* It begins where the chart begins and moves by as much. */
static void
test_percent (Fixture *fixture, gconstpointer data)
{
  BtChartView *view = &fixture->view;
  double y = 0;

  bt_chart_view_set_right (view, 1800);
  bt_chart_view_add_compare (view, fixture->other, BT_CHART_COMPARE_PERCENT);
  lay_out (fixture);
  const BtChartCompare *compare = &view->compares[0];
  g_assert_true (compare->is_in_view);
  g_assert_cmpfloat (compare->base_points, ==, 1000.0 + (double) view->first);
  g_assert_true (bt_chart_view_compare_y (view, 0, compare->base_points, &y));
  g_assert_cmpfloat_with_epsilon (y, bt_price_scale_to_y (&view->price, view->price.base_points),
                                  1e-6);
  g_assert_true (bt_chart_view_compare_y (view, 0, compare->base_points * 1.01, &y));
  g_assert_cmpfloat_with_epsilon (
    y, bt_price_scale_to_y (&view->price, view->price.base_points * 1.01), 1e-6);
  /* All of it finds room. */
  bt_chart_view_compare_y (view, 0, (double) compare->columns.close_points[compare->last], &y);
  g_assert_cmpfloat (y, >=, 0);
  g_assert_cmpfloat (view->width, ==, WIDTH);
  g_autofree char *text = bt_compare_layer_describe (view, 0, view->first);
  g_assert_nonnull (strstr (text, "EURUSD: "));
  g_assert_nonnull (strstr (text, "0.00"));
}

/* An axis of its own takes room at the right, fits by itself, and is scaled by itself. */
static void
test_own_axis (Fixture *fixture, gconstpointer data)
{
  BtChartView *view = &fixture->view;
  double plot_width = view->plot_width;
  double high_points = view->price.high_points;
  double y = 0;

  bt_chart_view_set_right (view, 1800);
  lay_out (fixture);
  high_points = view->price.high_points;
  bt_chart_view_add_compare (view, fixture->other, BT_CHART_COMPARE_OWN);
  lay_out (fixture);
  const BtChartCompare *compare = &view->compares[0];
  g_assert_cmpfloat (compare->width, >=, 70);
  g_assert_cmpfloat (view->plot_width, ==, plot_width - compare->width);
  g_assert_cmpfloat (compare->left + compare->width, ==, WIDTH);
  g_assert_cmpuint (bt_chart_view_find_compare_axis (view, WIDTH - 1), ==, 0);
  g_assert_cmpuint (bt_chart_view_find_compare_axis (view, view->width - 1), ==, BT_CHART_NO_INDEX);
  g_assert_cmpuint (compare->n_ticks, >, 2);
  bt_chart_view_compare_y (view, 0, (double) compare->columns.close_points[compare->last], &y);
  g_assert_cmpfloat (y, >, 0);
  g_assert_cmpfloat (y, <, view->plot_height);
  /* The chart's own axis knows nothing of it. */
  g_assert_cmpfloat (view->price.high_points, <=, high_points);
  double range = compare->scale.high_points - compare->scale.low_points;
  bt_chart_view_zoom_compare (view, 0, 3, 200);
  lay_out (fixture);
  g_assert_cmpfloat_with_epsilon (compare->scale.high_points - compare->scale.low_points, range * 3,
                                  1e-6);
  bt_chart_view_fit_compare (view, 0);
  lay_out (fixture);
  g_assert_cmpfloat_with_epsilon (compare->scale.high_points - compare->scale.low_points, range,
                                  1e-6);
  g_assert_true (bt_chart_view_remove_compare (view, 1));
  lay_out (fixture);
  g_assert_cmpfloat (view->plot_width, ==, plot_width);
}

/* What begins later, ends earlier or is not there at all draws nothing and breaks nothing. */
static void
test_outside (Fixture *fixture, gconstpointer data)
{
  BtChartView *view = &fixture->view;

  bt_chart_view_add_compare (view, fixture->other, BT_CHART_COMPARE_PERCENT);
  bt_tape_set_known (fixture->other, 0);
  bt_chart_view_update (view);
  lay_out (fixture);
  g_assert_false (view->compares[0].is_in_view);
  bt_tape_set_known (fixture->other, 100);
  bt_chart_view_update (view);
  lay_out (fixture);
  g_assert_false (view->compares[0].is_in_view);
  cairo_surface_t *picture = bt_chart_painter_render (view, WIDTH, HEIGHT, 1);
  cairo_surface_destroy (picture);
  /* It comes while the chart plays. */
  bt_tape_set_known (fixture->other, 1960);
  bt_chart_view_update (view);
  lay_out (fixture);
  g_assert_true (view->compares[0].is_in_view);
}

static void
test_many (Fixture *fixture, gconstpointer data)
{
  BtChartView *view = &fixture->view;

  for (guint i = 0; i < BT_CHART_MAX_COMPARES; i++)
    g_assert_cmpuint (
      bt_chart_view_add_compare (view, fixture->other, (BtChartCompareAxis) (i % 2)), ==, i + 1);
  g_assert_cmpuint (bt_chart_view_add_compare (view, fixture->other, BT_CHART_COMPARE_OWN), ==, 0);
  lay_out (fixture);
  g_assert_cmpfloat (view->compares[1].left + view->compares[1].width, ==, view->compares[3].left);
  g_assert_false (bt_chart_view_remove_compare (view, 9));
  g_assert_true (bt_chart_view_remove_compare (view, 2));
  g_assert_cmpuint (bt_chart_view_find_compare (view, 3), ==, 1);
}

/* A picture depends on nothing that is not known of the other instrument: what comes after it may
 * be nonsense. */
static void
test_poison (Fixture *fixture, gconstpointer data)
{
  static const double scales[] = { 150, 1990, 40 };

  for (guint axis = 0; axis < BT_N_CHART_COMPARE_AXES; axis++)
    for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
      {
        BtChartView other;
        g_autoptr (BtTape) poisoned = make_other (3000, BT_TIMEFRAME_M1, 2000);

        make_plain_view (&other, fixture->tape);
        bt_chart_view_clear (&fixture->view);
        make_plain_view (&fixture->view, fixture->tape);
        bt_tape_set_known (fixture->other, bt_tape_get_known (poisoned));
        bt_chart_view_add_compare (&fixture->view, fixture->other, (BtChartCompareAxis) axis);
        bt_chart_view_add_compare (&other, poisoned, (BtChartCompareAxis) axis);
        bt_chart_view_set_visible (&fixture->view, scales[i]);
        bt_chart_view_set_visible (&other, scales[i]);
        bt_chart_view_set_timeframe (&fixture->view, BT_TIMEFRAME_M5);
        bt_chart_view_set_timeframe (&other, BT_TIMEFRAME_M5);
        cairo_surface_t *clean = bt_chart_painter_render (&fixture->view, WIDTH, HEIGHT, 1);
        cairo_surface_t *dirty = bt_chart_painter_render (&other, WIDTH, HEIGHT, 1);
        g_assert_true (fixture->view.compares[0].is_in_view);
        g_assert_true (is_same_picture (clean, dirty));
        cairo_surface_destroy (clean);
        cairo_surface_destroy (dirty);
        bt_chart_view_clear (&other);
      }
}

/* The line is seen, in its colour. */
static void
test_drawn (Fixture *fixture, gconstpointer data)
{
  BtChartView *view = &fixture->view;
  guint seen = 0;

  bt_chart_view_set_right (view, 1800);
  bt_chart_view_add_compare (view, fixture->other, BT_CHART_COMPARE_OWN);
  cairo_surface_t *picture = bt_chart_painter_render (view, WIDTH, HEIGHT, 1);
  guint32 ink = to_pixel (&view->theme.study[view->compares[0].colour]);
  for (int y = 0; y < (int) view->plot_height; y++)
    for (int x = 0; x < (int) view->plot_width; x++)
      seen += get_pixel (picture, x, y) == ink;
  g_assert_cmpuint (seen, >, 100);
  cairo_surface_destroy (picture);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/chart/compare/aligned", test_aligned);
  ADD ("/chart/compare/longer", test_longer);
  ADD ("/chart/compare/percent", test_percent);
  ADD ("/chart/compare/own-axis", test_own_axis);
  ADD ("/chart/compare/outside", test_outside);
  ADD ("/chart/compare/many", test_many);
  ADD ("/chart/compare/poison", test_poison);
  ADD ("/chart/compare/drawn", test_drawn);
  return g_test_run ();
}
