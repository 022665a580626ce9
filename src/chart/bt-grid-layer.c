// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-grid-layer.h"

#include "chart/bt-session-layer.h"

/* Adds a line of one device pixel to the path. */
static void
add_row (const BtChartView *view, cairo_t *cr, double y, double width)
{
  cairo_rectangle (cr, 0, bt_pixel_grid_row (&view->grid, y), width,
                   bt_pixel_grid_unit (&view->grid));
}

static void
add_column (const BtChartView *view, cairo_t *cr, double x, double height)
{
  cairo_rectangle (cr, bt_pixel_grid_column (&view->grid, x), 0, bt_pixel_grid_unit (&view->grid),
                   height);
}

static void
draw_grid (const BtChartView *view, cairo_t *cr)
{
  for (guint i = 0; i < view->n_price_ticks; i++)
    add_row (view, cr, view->price_ticks[i].y, view->plot_width);
  for (guint i = 0; i < view->n_ticks; i++)
    if (!view->ticks[i].is_major)
      add_column (view, cr, bt_time_scale_to_x (&view->time, (double) view->ticks[i].index),
                  view->plot_height);
  bt_chart_theme_set_source (cr, &view->theme.grid, 1.0);
  cairo_fill (cr);
}

/* A part of the calendar begins between its first candle and the one before: the shortest that is
 * shown by a dashed line, longer ones by a whole one. */
static void
draw_separators (const BtChartView *view, gboolean is_whole, cairo_t *cr)
{
  const double dashes[] = { 4.0, 4.0 };
  double unit = bt_pixel_grid_unit (&view->grid);
  BtTimeSeparatorKind least = BT_TIME_SEPARATOR_YEAR;

  for (guint i = 0; i < view->n_separators; i++)
    least = MIN (least, view->separators[i].kind);
  cairo_save (cr);
  if (!is_whole)
    cairo_set_dash (cr, dashes, 2, 0);
  cairo_set_line_width (cr, unit);
  for (guint i = 0; i < view->n_separators; i++)
    if ((view->separators[i].kind > least) == is_whole)
      {
        double x = bt_time_scale_left_x (&view->time, view->separators[i].index);
        double middle = bt_pixel_grid_column (&view->grid, x) + unit / 2;
        cairo_move_to (cr, middle, 0);
        cairo_line_to (cr, middle, view->plot_height);
      }
  bt_chart_theme_set_source (cr, &view->theme.separator, 1.0);
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
bt_grid_layer_draw (const BtChartView *view, cairo_t *cr)
{
  bt_chart_theme_set_source (cr, &view->theme.view, 1.0);
  cairo_rectangle (cr, 0, 0, view->width, view->height);
  cairo_fill (cr);
  if (view->has_candles)
    {
      cairo_save (cr);
      cairo_rectangle (cr, 0, 0, view->plot_width, view->plot_height);
      cairo_clip (cr);
      if (view->has_sessions)
        bt_session_layer_draw_wash (view, cr);
      draw_grid (view, cr);
      draw_separators (view, FALSE, cr);
      draw_separators (view, TRUE, cr);
      cairo_restore (cr);
    }
  add_row (view, cr, view->body_height, view->width);
  add_column (view, cr, view->plot_width, view->height);
  bt_chart_theme_set_source (cr, &view->theme.line, 1.0);
  cairo_fill (cr);
}
