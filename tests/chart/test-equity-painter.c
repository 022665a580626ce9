// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-equity-painter.h"

#include "base/bt-time.h"
#include "chart-fixtures.h"
#include "chart/bt-equity-axis.h"

static void
test_drawdown (void)
{
  const double values[] = { 100, 110, 90, 95, 120, 85, 130 };
  const double rising[] = { 1, 2, 3 };
  const double falling[] = { 3, 1 };
  BtEquityDrawdown drawdown = bt_equity_painter_find_drawdown (values, G_N_ELEMENTS (values));

  g_assert_cmpuint (drawdown.peak, ==, 4);
  g_assert_cmpuint (drawdown.trough, ==, 5);
  g_assert_cmpfloat (drawdown.depth, ==, 35);
  g_assert_cmpfloat (bt_equity_painter_find_drawdown (rising, 3).depth, ==, 0);
  g_assert_cmpfloat (bt_equity_painter_find_drawdown (falling, 2).depth, ==, 2);
  g_assert_cmpfloat (bt_equity_painter_find_drawdown (NULL, 0).depth, ==, 0);
}

static void
test_format (void)
{
  char text[64];

  g_assert_cmpstr (bt_equity_painter_format (1041230, 2, 2, text), ==, "10\u2009412.30");
  g_assert_cmpstr (bt_equity_painter_format (1041230, 2, 0, text), ==, "10\u2009412");
  g_assert_cmpstr (bt_equity_painter_format (-26741, 2, 2, text), ==, "\u2212267.41");
  g_assert_cmpstr (bt_equity_painter_format (123456789, 0, 0, text), ==, "123\u2009456\u2009789");
  g_assert_cmpstr (bt_equity_painter_format (0, 2, 2, text), ==, "0.00");
}

static void
test_times_stand_evenly (void)
{
  gint64 start = get_start ();
  static const gint64 spans[]
    = { BT_USEC_PER_HOUR,      5 * BT_USEC_PER_HOUR,  3 * BT_USEC_PER_DAY,   20 * BT_USEC_PER_DAY,
        200 * BT_USEC_PER_DAY, 900 * BT_USEC_PER_DAY, 9000 * BT_USEC_PER_DAY };
  BtEquityTick ticks[BT_EQUITY_MAX_TICKS];

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      guint count = bt_equity_axis_ticks (start, start + spans[i], 800, ticks);
      g_assert_cmpuint (count, >, 0);
      g_assert_cmpuint (count, <=, 12);
      for (guint j = 0; j < count; j++)
        {
          g_assert_cmpfloat (ticks[j].share, >=, 0);
          g_assert_cmpfloat (ticks[j].share, <=, 1);
          g_assert_cmpuint (strlen (ticks[j].text), >, 0);
          if (j > 0)
            g_assert_cmpfloat ((ticks[j].share - ticks[j - 1].share) * 800, >=, 60);
        }
    }
  g_assert_cmpuint (bt_equity_axis_ticks (start, start, 800, ticks), ==, 0);
}

static void
test_weeks_start_on_mondays (void)
{
  BtEquityTick ticks[BT_EQUITY_MAX_TICKS];
  gint64 start = get_start ();
  guint count = bt_equity_axis_ticks (start, start + 40 * BT_USEC_PER_DAY, 800, ticks);

  g_assert_cmpuint (count, ==, 6);
  g_assert_cmpstr (ticks[0].text, ==, "4 Mar");
  g_assert_cmpstr (ticks[1].text, ==, "11 Mar");
}

static cairo_surface_t *
draw (const double *values, guint count, double baseline, gboolean is_full, BtChartTheme *theme)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 400, 200);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (BtTextCache) text = bt_text_cache_new (NULL);
  BtEquityPicture picture = { .values = values,
                              .count = count,
                              .baseline = baseline,
                              .decimals = 2,
                              .theme = theme,
                              .text = text,
                              .grid = { .scale = 1 },
                              .width = 400,
                              .height = 200 };

  bt_chart_theme_init (theme, TRUE, FALSE, FALSE);
  if (is_full)
    bt_equity_painter_draw_full (&picture, cr);
  else
    bt_equity_painter_draw_sparkline (&picture, cr);
  cairo_destroy (cr);
  return surface;
}

/* How many pixels have a colour, wherever they are. */
static guint
count_pixels (cairo_surface_t *surface, const GdkRGBA *colour)
{
  guint count = 0;

  for (int y = 0; y < 200; y++)
    for (int x = 0; x < 400; x++)
      count += get_pixel (surface, x, y) == to_pixel (colour);
  return count;
}

static void
test_colour_is_that_of_the_result (void)
{
  const double values[] = { 100, 130, 80, 110 };
  BtChartTheme theme;
  cairo_surface_t *gain = draw (values, 4, 100, FALSE, &theme);
  cairo_surface_t *loss = draw (values, 4, 120, FALSE, &theme);
  cairo_surface_t *even = draw (values, 4, 110, FALSE, &theme);

  g_assert_cmpuint (count_pixels (gain, &theme.up), >, 20);
  g_assert_cmpuint (count_pixels (gain, &theme.down), ==, 0);
  g_assert_cmpuint (count_pixels (loss, &theme.down), >, 20);
  g_assert_cmpuint (count_pixels (loss, &theme.up), ==, 0);
  g_assert_cmpuint (count_pixels (even, &theme.up) + count_pixels (even, &theme.down), ==, 0);
  cairo_surface_destroy (gain);
  cairo_surface_destroy (loss);
  cairo_surface_destroy (even);
}

static void
test_any_number_of_values (void)
{
  enum
  {
    COUNT = 200000
  };
  g_autofree double *many = g_new (double, COUNT);
  const double one = 5;
  BtChartTheme theme;

  for (guint i = 0; i < COUNT; i++)
    many[i] = 10000 + (i % 1000 == 0 ? 500 : 0) + i * 0.001;
  for (int is_full = 0; is_full <= 1; is_full++)
    {
      cairo_surface_t *none = draw (NULL, 0, 100, is_full, &theme);
      cairo_surface_t *single = draw (&one, 1, 5, is_full, &theme);
      cairo_surface_t *all = draw (many, COUNT, 10000, is_full, &theme);
      g_assert_cmpuint (count_pixels (none, &theme.up), ==, 0);
      g_assert_cmpuint (count_pixels (single, &theme.up), ==, 0);
      g_assert_cmpuint (count_pixels (all, &theme.up), >, 1000);
      cairo_surface_destroy (none);
      cairo_surface_destroy (single);
      cairo_surface_destroy (all);
    }
}

static void
test_drawdown_is_drawn_below (void)
{
  const double values[] = { 100, 150, 60, 160 };
  BtChartTheme theme;
  cairo_surface_t *surface = draw (values, 4, 100, TRUE, &theme);
  guint above = 0;
  guint below = 0;

  for (int y = 0; y < 200; y++)
    for (int x = 0; x < 400; x++)
      if (get_pixel (surface, x, y) == to_pixel (&theme.down))
        *(y < 130 ? &above : &below) += 1;
  g_assert_cmpuint (above, ==, 0);
  g_assert_cmpuint (below, >, 5);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/equity/drawdown", test_drawdown);
  g_test_add_func ("/chart/equity/format", test_format);
  g_test_add_func ("/chart/equity/times-stand-evenly", test_times_stand_evenly);
  g_test_add_func ("/chart/equity/weeks-start-on-mondays", test_weeks_start_on_mondays);
  g_test_add_func ("/chart/equity/colour-is-that-of-the-result", test_colour_is_that_of_the_result);
  g_test_add_func ("/chart/equity/any-number-of-values", test_any_number_of_values);
  g_test_add_func ("/chart/equity/drawdown-is-drawn-below", test_drawdown_is_drawn_below);
  return g_test_run ();
}
