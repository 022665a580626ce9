// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-candle-layer.h"

#include "base/bt-time.h"
#include "chart-fixtures.h"

#include <math.h>

#define UP 0
#define DOWN 1

/* Candle 0 rises from 1,500 to 2,000 (wicks 1,300 … 2,300), candle 1 falls from 2,000 to 1,000
 * (wicks 800 … 2,200). */
static BtCandle
make_probe (guint index)
{
  gboolean is_up = index % 2 == UP;

  return (BtCandle){
    .open_points = is_up ? 1500 : 2000,
    .close_points = is_up ? 2000 : 1000,
    .high_points = is_up ? 2300 : 2200,
    .low_points = is_up ? 1300 : 800,
    .volume = G_GINT64_CONSTANT (100000000) * (is_up ? 10 : 5),
    .spread_points = -1,
  };
}

/* Forty candles, ten pixels apart, ten points a pixel: the middle of candle i is at 10 + 10 i,
 * price p at (3,000 − p) ÷ 10. */
static void
make_probe_view (BtChartView *view, BtTimeframe timeframe, gsize known)
{
  BtCandle candles[200];

  for (guint i = 0; i < G_N_ELEMENTS (candles); i++)
    candles[i] = make_probe (i);
  g_autoptr (BtTape) tape = make_tape (candles, G_N_ELEMENTS (candles), get_start (), known);
  make_plain_view (view, tape);
  bt_chart_view_set_timeframe (view, timeframe);
  view->is_auto_scale = FALSE;
  view->price.high_points = 3000;
  view->price.low_points = 0;
  bt_chart_view_set_visible (view, 43);
  bt_chart_view_set_right (view, 42);
}

static void
assert_colour (cairo_surface_t *surface, int x, int y, const GdkRGBA *colour)
{
  g_assert_cmphex (get_pixel (surface, x, y), ==, to_pixel (colour));
}

static void
test_shapes (void)
{
  g_assert_cmpint (bt_candle_projection_shape (10).body, ==, 7);
  g_assert_cmpint (bt_candle_projection_shape (8).body, ==, 5);
  g_assert_cmpint (bt_candle_projection_shape (4.2).body, ==, 3);
  g_assert_cmpint (bt_candle_projection_shape (4.19).body, ==, 1);
  g_assert_cmpint (bt_candle_projection_shape (1).body, ==, 1);
  g_assert_false (bt_candle_projection_shape (1).is_merged);
  g_assert_true (bt_candle_projection_shape (0.99).is_merged);
  for (double spacing = 0.01; spacing < 300; spacing *= 1.07)
    {
      BtCandleShape shape = bt_candle_projection_shape (spacing);
      g_assert_cmpint (shape.body % 2, ==, 1);
      g_assert_true (shape.body == 1 || spacing >= 1.4 * shape.body);
    }
}

/* The same candles on one, two and one and a half device pixels to a logical one. */
static void
test_device_pixels (gconstpointer data)
{
  double scale = *(const double *) data;
  BtChartView view;

  make_probe_view (&view, BT_TIMEFRAME_M1, 40);
  cairo_surface_t *surface = bt_chart_painter_render (&view, 500, 328, scale);
  int body = bt_candle_projection_shape (10 * scale).body;
  int up_column = (int) floor (130 * scale);
  int down_column = (int) floor (140 * scale);
  int top = (int) floor (100 * scale);    /* 2,000 */
  int middle = (int) floor (123 * scale); /* 1,770: no grid line there */
  int bottom = (int) floor (150 * scale); /* 1,500 */
  int high = (int) floor (70 * scale);    /* 2,300 */
  int low = (int) floor (170 * scale);    /* 1,300 */

  /* Rising: a ring, nothing inside, wicks outside only. */
  assert_colour (surface, up_column, high, &view.theme.up);
  assert_colour (surface, up_column, high - 1, &view.theme.view);
  assert_colour (surface, up_column, low, &view.theme.up);
  assert_colour (surface, up_column, low + 1, &view.theme.view);
  assert_colour (surface, up_column + 1, high + 5, &view.theme.view);
  assert_colour (surface, up_column - body / 2, middle, &view.theme.up);
  assert_colour (surface, up_column + body / 2, middle, &view.theme.up);
  assert_colour (surface, up_column, middle, &view.theme.view);
  for (int x = up_column - body / 2; x <= up_column + body / 2; x++)
    {
      assert_colour (surface, x, top, &view.theme.up);
      assert_colour (surface, x, bottom, &view.theme.up);
    }
  assert_colour (surface, up_column - body / 2 - 1, middle, &view.theme.view);
  assert_colour (surface, up_column + body / 2 + 1, middle, &view.theme.view);
  /* Falling: filled. */
  for (int x = down_column - body / 2; x <= down_column + body / 2; x++)
    assert_colour (surface, x, middle, &view.theme.down);
  assert_colour (surface, down_column - body / 2 - 1, middle, &view.theme.view);
  assert_colour (surface, down_column + body / 2 + 1, middle, &view.theme.view);
  cairo_surface_destroy (surface);
  bt_chart_view_clear (&view);
}

static void
test_filled_when_not_hollow (void)
{
  BtChartView view;

  make_probe_view (&view, BT_TIMEFRAME_M1, 40);
  view.is_hollow = FALSE;
  cairo_surface_t *surface = bt_chart_painter_render (&view, 500, 328, 1);
  assert_colour (surface, 130, 123, &view.theme.up);
  cairo_surface_destroy (surface);
  bt_chart_view_clear (&view);
}

static void
test_swap_exchanges_colours_only (void)
{
  BtChartView view;
  BtChartTheme plain;

  make_probe_view (&view, BT_TIMEFRAME_M1, 40);
  plain = view.theme;
  bt_chart_theme_init (&view.theme, TRUE, FALSE, TRUE);
  cairo_surface_t *surface = bt_chart_painter_render (&view, 500, 328, 1);
  /* What rises is still hollow. */
  assert_colour (surface, 127, 123, &plain.down);
  assert_colour (surface, 130, 123, &plain.view);
  assert_colour (surface, 140, 123, &plain.up);
  cairo_surface_destroy (surface);
  bt_chart_view_clear (&view);
}

static void
test_forming_candle_is_dotted_and_washed (void)
{
  BtChartView view;
  guint dots = 0;

  /* 43 minutes: eight candles of five minutes and three minutes of the ninth. */
  make_probe_view (&view, BT_TIMEFRAME_M5, 43);
  bt_chart_view_set_right (&view, 20);
  cairo_surface_t *surface = bt_chart_painter_render (&view, 500, 328, 1);
  g_assert_true (view.is_forming);
  int column = (int) floor (bt_time_scale_to_x (&view.time, 8));
  /* It opened at 1,500 and stands at 2,000. */
  for (int y = 101; y < 150; y++)
    dots += get_pixel (surface, column - 3, y) == to_pixel (&view.theme.up);
  g_assert_cmpuint (dots, >=, 23);
  g_assert_cmpuint (dots, <=, 26);
  g_assert_cmphex (get_pixel (surface, column, 20), !=, to_pixel (&view.theme.view));
  assert_colour (surface, column - 10, 20, &view.theme.view);
  cairo_surface_destroy (surface);
  bt_chart_view_clear (&view);
}

static void
test_columns_keep_extremes (void)
{
  enum
  {
    COUNT = 20000,
    SPIKE = 7321
  };
  g_autofree BtCandle *candles = g_new (BtCandle, COUNT);
  BtChartView view;

  for (guint i = 0; i < COUNT; i++)
    {
      candles[i] = make_probe (0);
      candles[i].high_points = i == SPIKE ? 2900 : 2300;
    }
  g_autoptr (BtTape) tape = make_tape (candles, COUNT, get_start (), COUNT);
  make_plain_view (&view, tape);
  view.is_auto_scale = FALSE;
  view.price.high_points = 3000;
  view.price.low_points = 0;
  bt_chart_view_set_visible (&view, COUNT);
  bt_chart_view_set_right (&view, COUNT);
  cairo_surface_t *surface = bt_chart_painter_render (&view, 500, 328, 1);
  int column = (int) floor (bt_time_scale_to_x (&view.time, SPIKE));
  assert_colour (surface, column, 13, &view.theme.up);
  assert_colour (surface, column - 1, 13, &view.theme.view);
  assert_colour (surface, column + 1, 13, &view.theme.view);
  /* No column is empty. */
  for (int x = 1; x < 428; x++)
    assert_colour (surface, x, 83, &view.theme.up);
  cairo_surface_destroy (surface);
  bt_chart_view_clear (&view);
}

static void
test_volume_stands_at_the_foot (void)
{
  BtChartView view;

  make_probe_view (&view, BT_TIMEFRAME_M1, 40);
  view.has_volume = TRUE;
  cairo_surface_t *surface = bt_chart_painter_render (&view, 500, 328, 1);
  /* 13 % of 300 pixels for the largest, half of it for a half. */
  g_assert_cmphex (get_pixel (surface, 130, 299), !=, to_pixel (&view.theme.view));
  g_assert_cmphex (get_pixel (surface, 130, 263), !=, to_pixel (&view.theme.view));
  g_assert_cmphex (get_pixel (surface, 130, 258), ==, to_pixel (&view.theme.view));
  g_assert_cmphex (get_pixel (surface, 140, 283), !=, to_pixel (&view.theme.view));
  g_assert_cmphex (get_pixel (surface, 140, 278), ==, to_pixel (&view.theme.view));
  cairo_surface_destroy (surface);
  bt_chart_view_clear (&view);
}

static void
test_newest_bounds_hold_the_newest (void)
{
  BtChartView view;
  BtPixelGrid grid = { .scale = 1.0 };

  make_probe_view (&view, BT_TIMEFRAME_M1, 40);
  bt_chart_view_layout (&view, 500, 328, &grid);
  graphene_rect_t bounds = bt_candle_layer_newest_bounds (&view);
  g_assert_cmpfloat (bounds.origin.x, <=, 400 - 3);
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, >=, 400 + 4);
  g_assert_cmpfloat (bounds.size.width, <=, 12);
  bt_chart_view_set_right (&view, 10);
  bt_chart_view_layout (&view, 500, 328, &grid);
  g_assert_cmpfloat (bt_candle_layer_newest_bounds (&view).size.width, ==, 0);
  bt_chart_view_clear (&view);
}

/* The view at scale 1 with a style, in which candle 12 rises at 130 and candle 13 falls at 140. */
static cairo_surface_t *
render_style (BtChartView *view, BtChartStyle style)
{
  make_probe_view (view, BT_TIMEFRAME_M1, 40);
  view->style = style;
  return bt_chart_painter_render (view, 500, 328, 1);
}

static void
test_bars (void)
{
  BtChartView view;
  cairo_surface_t *surface = render_style (&view, BT_CHART_STYLE_BARS);

  for (int y = 70; y <= 170; y++)
    assert_colour (surface, 130, y, &view.theme.up);
  /* The open at the left, the close at the right, nothing on the other sides. */
  assert_colour (surface, 127, 150, &view.theme.up);
  assert_colour (surface, 133, 100, &view.theme.up);
  assert_colour (surface, 133, 123, &view.theme.view);
  assert_colour (surface, 137, 100, &view.theme.down);
  assert_colour (surface, 143, 200, &view.theme.down);
  cairo_surface_destroy (surface);
  bt_chart_view_clear (&view);
}

static void
test_line_goes_through_closes (void)
{
  BtChartView view;
  cairo_surface_t *surface = render_style (&view, BT_CHART_STYLE_LINE);

  /* Closes at 2,000 and 1,000 in turn. */
  g_assert_cmphex (get_pixel (surface, 130, 101), !=, to_pixel (&view.theme.view));
  g_assert_cmphex (get_pixel (surface, 140, 199), !=, to_pixel (&view.theme.view));
  assert_colour (surface, 135, 123, &view.theme.view);
  assert_colour (surface, 130, 171, &view.theme.view);
  cairo_surface_destroy (surface);
  bt_chart_view_clear (&view);
}

static void
test_step_turns_at_candles (void)
{
  BtChartView view;
  cairo_surface_t *surface = render_style (&view, BT_CHART_STYLE_STEP);

  g_assert_cmphex (get_pixel (surface, 135, 100), !=, to_pixel (&view.theme.view));
  g_assert_cmphex (get_pixel (surface, 140, 123), !=, to_pixel (&view.theme.view));
  assert_colour (surface, 135, 123, &view.theme.view);
  cairo_surface_destroy (surface);
  bt_chart_view_clear (&view);
}

static void
test_area_is_filled_below (void)
{
  BtChartView view;
  cairo_surface_t *surface = render_style (&view, BT_CHART_STYLE_AREA);

  g_assert_cmphex (get_pixel (surface, 135, 223), !=, to_pixel (&view.theme.view));
  assert_colour (surface, 135, 83, &view.theme.view);
  cairo_surface_destroy (surface);
  bt_chart_view_clear (&view);
}

static void
test_baseline_has_two_colours (void)
{
  BtChartView view;
  cairo_surface_t *surface = render_style (&view, BT_CHART_STYLE_BASELINE);
  guint up = 0;
  guint down = 0;

  /* The first candle in view closes at 2,000: all lines go below it and touch it. */
  g_assert_cmpfloat (view.price.base_points, ==, 2000);
  for (int x = 20; x < 400; x++)
    for (int y = 60; y < 240; y++)
      {
        up += y < 99 && get_pixel (surface, x, y) == to_pixel (&view.theme.up);
        down += y > 101 && get_pixel (surface, x, y) == to_pixel (&view.theme.down);
      }
  g_assert_cmpuint (up, ==, 0);
  g_assert_cmpuint (down, >, 300);
  cairo_surface_destroy (surface);
  bt_chart_view_clear (&view);
}

/* Upside down, every pixel of a row is that of the mirrored row. */
static void
test_inverted_scale_mirrors (void)
{
  BtChartView view;
  BtChartView mirrored;
  cairo_surface_t *surface = render_style (&view, BT_CHART_STYLE_BARS);

  make_probe_view (&mirrored, BT_TIMEFRAME_M1, 40);
  mirrored.style = BT_CHART_STYLE_BARS;
  mirrored.price.is_inverted = TRUE;
  cairo_surface_t *other = bt_chart_painter_render (&mirrored, 500, 328, 1);
  for (int y = 71; y < 170; y++)
    g_assert_cmphex (get_pixel (other, 130, 300 - y), ==, to_pixel (&view.theme.up));
  assert_colour (other, 130, 300 - 60, &view.theme.view);
  cairo_surface_destroy (other);
  cairo_surface_destroy (surface);
  bt_chart_view_clear (&mirrored);
  bt_chart_view_clear (&view);
}

/* What is drawn of candles that share columns does not depend on how the pyramid was built. */
static void
test_merged_columns_are_those_of_candles (void)
{
  g_autoptr (BtTape) tape = make_wandering_tape (9000);
  BtPixelGrid grid = { .scale = 1.0 };
  BtChartView view;
  guint count = 0;

  make_plain_view (&view, tape);
  bt_chart_view_set_visible (&view, 9000);
  bt_chart_view_layout (&view, 500, 328, &grid);
  BtCandleProjection projection = bt_candle_projection_make (&view);
  g_autofree BtDeviceCandle *candles
    = bt_candle_projection_range (&projection, view.first, view.last, &count);
  gsize index = view.first;
  for (guint i = 0; i < count; i++)
    {
      gint64 high = G_MININT64;
      gint64 low = G_MAXINT64;
      for (; index <= view.last
             && bt_candle_projection_column (&projection, index) == candles[i].column;
           index++)
        {
          high = MAX (high, view.columns.high_points[index]);
          low = MIN (low, view.columns.low_points[index]);
        }
      g_assert_cmpint (candles[i].high_row, ==, bt_candle_projection_row (&projection, high));
      g_assert_cmpint (candles[i].low_row, ==, bt_candle_projection_row (&projection, low));
    }
  g_assert_cmpuint (index, ==, view.last + 1);
  bt_chart_view_clear (&view);
}

int
main (int argc, char **argv)
{
  static const double scales[] = { 1.0, 2.0, 1.5 };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/candles/shapes", test_shapes);
  g_test_add_data_func ("/chart/candles/device-pixels/1", &scales[0], test_device_pixels);
  g_test_add_data_func ("/chart/candles/device-pixels/2", &scales[1], test_device_pixels);
  g_test_add_data_func ("/chart/candles/device-pixels/1.5", &scales[2], test_device_pixels);
  g_test_add_func ("/chart/candles/filled-when-not-hollow", test_filled_when_not_hollow);
  g_test_add_func ("/chart/candles/swap-exchanges-colours-only", test_swap_exchanges_colours_only);
  g_test_add_func ("/chart/candles/forming-candle-is-dotted-and-washed",
                   test_forming_candle_is_dotted_and_washed);
  g_test_add_func ("/chart/candles/columns-keep-extremes", test_columns_keep_extremes);
  g_test_add_func ("/chart/candles/volume-stands-at-the-foot", test_volume_stands_at_the_foot);
  g_test_add_func ("/chart/candles/newest-bounds-hold-the-newest",
                   test_newest_bounds_hold_the_newest);
  g_test_add_func ("/chart/candles/bars", test_bars);
  g_test_add_func ("/chart/candles/line", test_line_goes_through_closes);
  g_test_add_func ("/chart/candles/step", test_step_turns_at_candles);
  g_test_add_func ("/chart/candles/area", test_area_is_filled_below);
  g_test_add_func ("/chart/candles/baseline", test_baseline_has_two_colours);
  g_test_add_func ("/chart/candles/inverted", test_inverted_scale_mirrors);
  g_test_add_func ("/chart/candles/merged", test_merged_columns_are_those_of_candles);
  return g_test_run ();
}
