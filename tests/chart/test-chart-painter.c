// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-chart-painter.h"

#include <math.h>

#include "base/bt-time.h"
#include "chart-fixtures.h"
#include "chart/bt-chart-summary.h"
#include "chart/bt-legend-layer.h"

#include <string.h>

/* Draws what is known of a tape in a timeframe, with everything on it. */
static cairo_surface_t *
draw_tape (BtTape *tape, BtTimeframe timeframe, double visible)
{
  BtChartView view;
  BtChartLine line
    = { .kind = BT_CHART_LINE_ENTRY, .id = "1", .price_points = 200000, .label = "#1 Buy 0.10" };
  BtChartMarker marker = { .time_usec = get_start () + 900 * BT_USEC_PER_MINUTE,
                           .price_points = 200000,
                           .is_entry = TRUE,
                           .label = "0.10",
                           .entry_time_usec = BT_TIME_NONE };

  bt_chart_view_init (&view, NULL);
  view.has_sessions = TRUE;
  view.timeframe = timeframe;
  bt_chart_view_set_tape (&view, tape, BT_TRADING_DAY_DEFAULT);
  bt_chart_view_set_visible (&view, visible);
  bt_chart_view_set_lines (&view, &line, 1);
  bt_chart_view_set_markers (&view, &marker, 1);
  cairo_surface_t *surface = bt_chart_painter_render (&view, 870, 428, 1);
  bt_chart_view_point (&view, 300, 200);
  cairo_surface_destroy (surface);
  surface = bt_chart_painter_render (&view, 870, 428, 1);
  bt_chart_view_clear (&view);
  return surface;
}

/* Returns what assistive technology is told of each candle. */
static char *
describe_tape (BtTape *tape, BtTimeframe timeframe)
{
  BtChartView view;
  GString *text = g_string_new (NULL);

  bt_chart_view_init (&view, NULL);
  view.timeframe = timeframe;
  bt_chart_view_set_tape (&view, tape, BT_TRADING_DAY_DEFAULT);
  for (gsize i = 0; i < view.columns.length; i++)
    {
      g_autofree char *line = bt_chart_summary_candle (&view, i);
      g_string_append_printf (text, "%s\n", line);
    }
  bt_chart_view_clear (&view);
  g_assert_cmpuint (text->len, >, 0);
  return g_string_free (text, FALSE);
}

/* Two markets that agree up to a moment and differ wildly after it look the same to the pixel at
 * that moment. */
static void
test_the_future_leaves_no_trace (void)
{
  enum
  {
    KNOWN = 1003,
    COUNT = 3000
  };
  static const BtTimeframe timeframes[]
    = { BT_TIMEFRAME_M1, BT_TIMEFRAME_M5, BT_TIMEFRAME_H1, BT_TIMEFRAME_D1, BT_TIMEFRAME_W1 };
  g_autofree BtCandle *candles = g_new (BtCandle, COUNT);
  g_autofree BtCandle *poisoned = g_new (BtCandle, COUNT);

  for (guint i = 0; i < COUNT; i++)
    {
      candles[i] = make_wandering_candle (i);
      poisoned[i] = candles[i];
      if (i < KNOWN)
        continue;
      poisoned[i].high_points = G_GINT64_CONSTANT (9000000000);
      poisoned[i].low_points = 1;
      poisoned[i].volume = G_GINT64_CONSTANT (1) << 60;
    }
  g_autoptr (BtTape) honest = make_tape (candles, COUNT, get_start (), KNOWN);
  g_autoptr (BtTape) traitor = make_tape (poisoned, COUNT, get_start (), KNOWN);
  g_autoptr (BtTape) ended = make_tape (candles, KNOWN, get_start (), KNOWN);
  for (guint i = 0; i < G_N_ELEMENTS (timeframes); i++)
    {
      g_autofree char *first = describe_tape (honest, timeframes[i]);
      g_autofree char *second = describe_tape (traitor, timeframes[i]);
      g_autofree char *third = describe_tape (ended, timeframes[i]);
      g_assert_cmpstr (first, ==, second);
      g_assert_cmpstr (first, ==, third);
    }
  for (guint i = 0; i < G_N_ELEMENTS (timeframes); i++)
    for (double visible = 20; visible < 20000; visible *= 9)
      {
        cairo_surface_t *first = draw_tape (honest, timeframes[i], visible);
        cairo_surface_t *second = draw_tape (traitor, timeframes[i], visible);
        cairo_surface_t *third = draw_tape (ended, timeframes[i], visible);
        g_assert_true (is_same_picture (first, second));
        g_assert_true (is_same_picture (first, third));
        cairo_surface_destroy (first);
        cairo_surface_destroy (second);
        cairo_surface_destroy (third);
      }
}

static void
test_played_and_opened_look_the_same (void)
{
  g_autoptr (BtTape) played = make_wandering_tape (1500);
  g_autoptr (BtTape) opened = make_wandering_tape (1500);
  BtChartView views[2];
  cairo_surface_t *surfaces[2];

  bt_tape_set_known (played, 900);
  make_plain_view (&views[0], played);
  make_plain_view (&views[1], opened);
  bt_chart_view_set_timeframe (&views[0], BT_TIMEFRAME_M15);
  bt_chart_view_set_timeframe (&views[1], BT_TIMEFRAME_M15);
  for (gsize known = 901; known <= 1500; known++)
    {
      bt_tape_set_known (played, known);
      bt_chart_view_update (&views[0]);
    }
  for (guint i = 0; i < 2; i++)
    surfaces[i] = bt_chart_painter_render (&views[i], 870, 428, 1);
  g_assert_true (is_same_picture (surfaces[0], surfaces[1]));
  for (guint i = 0; i < 2; i++)
    {
      cairo_surface_destroy (surfaces[i]);
      bt_chart_view_clear (&views[i]);
    }
}

/* Each layer keeps to the rectangle that it tells: what lies outside would stay on the screen. */
static void
test_layers_stay_in_their_bounds (void)
{
  g_autoptr (BtTape) tape = make_wandering_tape (1003);
  BtChartLine lines[] = {
    { .kind = BT_CHART_LINE_ENTRY,
      .id = "1",
      .price_points = 200400,
      .label = "#1 Buy 0.10",
      .result = "+1.00" },
    { .kind = BT_CHART_LINE_STOP,
      .id = "1",
      .price_points = 200396,
      .label = "Stop",
      .is_draggable = TRUE },
  };
  BtChartView view;

  bt_chart_view_init (&view, NULL);
  bt_chart_view_set_tape (&view, tape, BT_TRADING_DAY_DEFAULT);
  bt_chart_view_set_lines (&view, lines, 2);
  view.ask_points = 200900;
  cairo_surface_destroy (bt_chart_painter_render (&view, 870, 428, 1));
  bt_chart_view_point (&view, 312, 207);
  for (guint layer = BT_CHART_LAYER_NEWEST; layer < BT_CHART_N_LAYERS; layer++)
    {
      graphene_rect_t bounds = bt_chart_painter_bounds (&view, layer);
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 870, 428);
      cairo_t *cr = cairo_create (surface);
      bt_chart_painter_draw (&view, layer, cr);
      cairo_destroy (cr);
      for (int y = 0; y < 428; y++)
        for (int x = 0; x < 870; x++)
          if (get_pixel (surface, x, y) != 0
              && !graphene_rect_contains_point (
                &bounds, &GRAPHENE_POINT_INIT ((float) x + 0.5f, (float) y + 0.5f)))
            g_error ("layer %u draws at %d, %d, outside its bounds", layer, x, y);
      cairo_surface_destroy (surface);
    }
  bt_chart_view_clear (&view);
}

static void
test_empty_chart_says_so (void)
{
  BtChartView view;
  cairo_surface_t *surfaces[2];

  bt_chart_view_init (&view, NULL);
  surfaces[0] = bt_chart_painter_render (&view, 870, 428, 1);
  view.has_text = FALSE;
  surfaces[1] = bt_chart_painter_render (&view, 870, 428, 1);
  g_assert_false (is_same_picture (surfaces[0], surfaces[1]));
  cairo_surface_destroy (surfaces[0]);
  cairo_surface_destroy (surfaces[1]);
  bt_chart_view_clear (&view);
}

static void
test_labels_yield_to_the_crosshair (void)
{
  g_autoptr (BtTape) tape = make_wandering_tape (1003);
  BtChartView view;

  bt_chart_view_init (&view, NULL);
  bt_chart_view_set_tape (&view, tape, BT_TRADING_DAY_DEFAULT);
  cairo_surface_destroy (bt_chart_painter_render (&view, 870, 428, 1));
  BtAxisMask before = bt_axis_layer_mask (&view);
  /* On the first tick from below, and under the middle label of the time axis. */
  gint64 step = bt_price_scale_step (&view.price, 36);
  double y = bt_chart_view_y (&view, bt_price_scale_first_tick (&view.price, step));
  g_assert_cmpuint (view.n_ticks, >, 2);
  guint middle = view.n_ticks / 2;
  bt_chart_view_point (&view, bt_time_scale_to_x (&view.time, (double) view.ticks[middle].index),
                       y);
  g_assert_true (view.crosshair.is_visible);
  BtAxisMask after = bt_axis_layer_mask (&view);
  g_assert_cmpuint (before.prices[0] & 1, ==, 0);
  g_assert_cmpuint (after.prices[0] & 1, ==, 1);
  g_assert_cmpuint (before.times[0], ==, 0);
  g_assert_cmpuint (after.times[0] >> middle & 1, ==, 1);
  bt_chart_view_clear (&view);
}

static void
test_countdowns (void)
{
  char text[32];

  g_assert_cmpstr (bt_axis_layer_format_remaining (0, text), ==, "0:00");
  g_assert_cmpstr (bt_axis_layer_format_remaining (2 * BT_USEC_PER_MINUTE, text), ==, "2:00");
  g_assert_cmpstr (
    bt_axis_layer_format_remaining (3 * BT_USEC_PER_HOUR + 61 * BT_USEC_PER_SECOND, text), ==,
    "3:01:01");
  g_assert_cmpstr (
    bt_axis_layer_format_remaining (2 * BT_USEC_PER_DAY + 3 * BT_USEC_PER_HOUR, text), ==,
    "2d 03:00");
  g_assert_cmpstr (bt_axis_layer_format_remaining (-5, text), ==, "0:00");
}

static void
test_legend_fits_a_narrow_chart (void)
{
  g_autoptr (BtTape) tape = make_wandering_tape (1003);
  BtChartView view;

  bt_chart_view_init (&view, NULL);
  bt_chart_view_set_tape (&view, tape, BT_TRADING_DAY_DEFAULT);
  for (int width = 300; width <= 1500; width += 100)
    {
      cairo_surface_destroy (bt_chart_painter_render (&view, width, 428, 1));
      graphene_rect_t bounds = bt_legend_layer_bounds (&view);
      g_assert_cmpfloat (bounds.size.width, >, 0);
      g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, view.plot_width);
    }
  /* The timeframe is there even where the symbol has no room beside the buttons in the corner. */
  view.corner_px = 60;
  for (int width = 180; width <= 240; width += 10)
    {
      cairo_surface_destroy (bt_chart_painter_render (&view, width, 200, 1));
      graphene_rect_t bounds = bt_legend_layer_bounds (&view);
      g_assert_cmpfloat (bounds.size.width, >=,
                         bt_text_cache_width (view.text, "M5", BT_TEXT_TITLE));
      g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, view.plot_width - 60 + 10);
    }
  bt_chart_view_clear (&view);
}

static void
test_description_has_the_values (void)
{
  g_autoptr (BtTape) tape = make_wandering_tape (3);
  BtChartView view;

  make_plain_view (&view, tape);
  g_autofree char *text = bt_chart_summary_candle (&view, 0);
  g_assert_cmpstr (text, ==, "Mon 4 Mar 00:00: O 1995.02, H 1995.02, L 1994.72, C 1994.72, down");
  bt_chart_view_clear (&view);
}

/* Relative luminance, WCAG 2. */
static double
get_luminance (const GdkRGBA *colour)
{
  const double channels[] = { colour->red, colour->green, colour->blue };
  static const double shares[] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (guint i = 0; i < 3; i++)
    sum += shares[i]
           * (channels[i] <= 0.04045 ? channels[i] / 12.92
                                     : pow ((channels[i] + 0.055) / 1.055, 2.4));
  return sum;
}

/* The contrast of an ink, mixed by its opacity, on a ground. */
static double
get_contrast (const GdkRGBA *ink, const GdkRGBA *ground)
{
  const GdkRGBA mixed = {
    .red = ground->red + (ink->red - ground->red) * ink->alpha,
    .green = ground->green + (ink->green - ground->green) * ink->alpha,
    .blue = ground->blue + (ink->blue - ground->blue) * ink->alpha,
  };
  double a = get_luminance (&mixed);
  double b = get_luminance (ground);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

/* With high contrast words have 7 to 1, and everything that means something 4.5. */
static void
test_high_contrast (void)
{
  for (guint i = 0; i < 8; i++)
    {
      gboolean is_dark = (i & 1) != 0;
      BtChartTheme theme;
      BtChartTheme usual;

      bt_chart_theme_init (&theme, is_dark, (i & 2) != 0, (i & 4) != 0);
      usual = theme;
      bt_chart_theme_raise_contrast (&theme, is_dark);
      const GdkRGBA *const words[]
        = { &theme.text, &theme.secondary, &theme.dim, &theme.axis_text, &theme.accent_text };
      const GdkRGBA *const marks[]
        = { &theme.up, &theme.down, &theme.separator, &theme.crosshair, &theme.line };
      for (guint k = 0; k < G_N_ELEMENTS (words); k++)
        g_assert_cmpfloat (get_contrast (words[k], &theme.view), >=, 7.0);
      for (guint k = 0; k < G_N_ELEMENTS (marks); k++)
        g_assert_cmpfloat (get_contrast (marks[k], &theme.view), >=, 4.5);
      g_assert_cmpfloat (get_contrast (&theme.grid, &theme.view), >,
                         get_contrast (&usual.grid, &usual.view));
    }
}

static void
test_themes_differ (void)
{
  BtChartTheme themes[8];

  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    bt_chart_theme_init (&themes[i], (i & 1) != 0, (i & 2) != 0, (i & 4) != 0);
  g_assert_cmphex (to_pixel (&themes[1].up), ==, 0xff2db17f);
  g_assert_cmphex (to_pixel (&themes[0].up), ==, 0xff15875b);
  g_assert_cmphex (to_pixel (&themes[3].up), ==, 0xff4aa8ff);
  g_assert_cmphex (to_pixel (&themes[2].down), ==, 0xffb85c00);
  g_assert_cmphex (to_pixel (&themes[5].up), ==, to_pixel (&themes[1].down));
  g_assert_cmphex (to_pixel (&themes[5].down_text), ==, to_pixel (&themes[1].up_text));
  /* Blue is a candle's colour there, so positions are neutral. */
  g_assert_cmphex (to_pixel (&themes[3].position), ==, 0xff9a9996);
  g_assert_cmphex (to_pixel (&themes[1].position), ==, 0xff3584e4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/painter/the-future-leaves-no-trace", test_the_future_leaves_no_trace);
  g_test_add_func ("/chart/painter/played-and-opened-look-the-same",
                   test_played_and_opened_look_the_same);
  g_test_add_func ("/chart/painter/layers-stay-in-their-bounds", test_layers_stay_in_their_bounds);
  g_test_add_func ("/chart/painter/empty-chart-says-so", test_empty_chart_says_so);
  g_test_add_func ("/chart/painter/labels-yield-to-the-crosshair",
                   test_labels_yield_to_the_crosshair);
  g_test_add_func ("/chart/painter/countdowns", test_countdowns);
  g_test_add_func ("/chart/painter/legend-fits-a-narrow-chart", test_legend_fits_a_narrow_chart);
  g_test_add_func ("/chart/painter/description-has-the-values", test_description_has_the_values);
  g_test_add_func ("/chart/painter/high-contrast", test_high_contrast);
  g_test_add_func ("/chart/painter/themes-differ", test_themes_differ);
  return g_test_run ();
}
