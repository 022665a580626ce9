// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-curve-layer.h"

#include "chart/bt-box-fill.h"

#include <math.h>

#define LINE_WIDTH 1.5
#define AREA_ALPHA 0.16
/* Below this distance of candles a slanted line is no more than columns of pixels. */
#define DENSE_SPACING 2.0
/* A stroke's cost grows faster than its length. */
#define BATCH 64

static double
close_y (const BtDeviceCandle *candle)
{
  return candle->close_row + 0.5;
}

static double
middle_x (const BtDeviceCandle *candle)
{
  return candle->column + 0.5;
}

/* Adds the corners from one close to the next. */
static void
join (cairo_t *cr, BtChartStyle style, const BtDeviceCandle *from, const BtDeviceCandle *to)
{
  if (style == BT_CHART_STYLE_STEP)
    cairo_line_to (cr, middle_x (to), close_y (from));
  cairo_line_to (cr, middle_x (to), close_y (to));
}

static void
stroke_line (const BtCandleProjection *projection,
             const BtDeviceCandle *candles,
             guint count,
             cairo_t *cr)
{
  double width = floor (projection->view->grid.scale * LINE_WIDTH * 2 + 0.5) / 2;

  cairo_set_line_width (cr, width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  cairo_move_to (cr, middle_x (&candles[0]), close_y (&candles[0]));
  for (guint i = 1; i < count; i++)
    {
      join (cr, projection->view->style, &candles[i - 1], &candles[i]);
      if (i % BATCH != 0)
        continue;
      cairo_stroke (cr);
      cairo_move_to (cr, middle_x (&candles[i]), close_y (&candles[i]));
    }
  cairo_stroke (cr);
}

/* Columns of whole pixels that touch each other. */
static void
fill_columns (const BtCandleProjection *projection,
              const BtDeviceCandle *candles,
              guint count,
              cairo_t *cr)
{
  const cairo_rectangle_int_t clip = bt_candle_projection_clip (projection);
  g_autoptr (BtBoxFill) boxes = bt_box_fill_new (&clip);

  for (guint i = 0; i < count; i++)
    {
      int before = i > 0 ? candles[i - 1].close_row : candles[i].close_row;
      int top = MIN (MIN (candles[i].close_high_row, candles[i].close_low_row), before);
      int bottom = MAX (MAX (candles[i].close_high_row, candles[i].close_low_row), before);
      int left = i > 0 ? candles[i - 1].column + 1 : candles[i].column;

      bt_box_fill_add (boxes, left, top, candles[i].column - left + 1, bottom - top + 1);
    }
  bt_box_fill_paint (boxes, cr);
}

static void
draw_line (const BtCandleProjection *projection,
           const BtDeviceCandle *candles,
           guint count,
           cairo_t *cr)
{
  if (projection->spacing < DENSE_SPACING || count < 2)
    fill_columns (projection, candles, count, cr);
  else
    stroke_line (projection, candles, count, cr);
}

/* Fills between the closes and a row. */
static void
fill_to_row (const BtCandleProjection *projection,
             const BtDeviceCandle *candles,
             guint count,
             double row,
             cairo_t *cr)
{
  if (count < 2)
    return;
  for (guint start = 0; start + 1 < count; start += BATCH)
    {
      guint end = MIN (start + BATCH, count - 1);
      cairo_move_to (cr, middle_x (&candles[start]), row);
      cairo_line_to (cr, middle_x (&candles[start]), close_y (&candles[start]));
      for (guint i = start + 1; i <= end; i++)
        join (cr, projection->view->style, &candles[i - 1], &candles[i]);
      cairo_line_to (cr, middle_x (&candles[end]), row);
      cairo_close_path (cr);
      cairo_fill (cr);
    }
}

/* Draws line and area on one side of the baseline. */
static void
draw_side (const BtCandleProjection *projection,
           const BtDeviceCandle *candles,
           guint count,
           double row,
           gboolean is_above,
           cairo_t *cr)
{
  const BtChartTheme *theme = &projection->view->theme;
  gboolean is_up = is_above != projection->view->price.is_inverted;
  const GdkRGBA *colour = is_up ? &theme->up : &theme->down;
  double left = middle_x (&candles[0]) - BT_CURVE_LAYER_REACH;
  double width = middle_x (&candles[count - 1]) + BT_CURVE_LAYER_REACH - left;

  cairo_save (cr);
  if (is_above)
    cairo_rectangle (cr, left, projection->least_row, width, row - projection->least_row);
  else
    cairo_rectangle (cr, left, row, width, projection->most_row - row);
  cairo_clip (cr);
  bt_chart_theme_set_source (cr, colour, AREA_ALPHA);
  fill_to_row (projection, candles, count, row, cr);
  bt_chart_theme_set_source (cr, colour, 1.0);
  draw_line (projection, candles, count, cr);
  cairo_restore (cr);
}

void
bt_curve_layer_draw (const BtCandleProjection *projection,
                     const BtDeviceCandle *candles,
                     guint count,
                     cairo_t *cr)
{
  const BtChartView *view = projection->view;

  if (count == 0)
    return;
  if (view->style == BT_CHART_STYLE_BASELINE)
    {
      double row = bt_candle_projection_row (projection, (gint64) view->price.base_points);
      draw_side (projection, candles, count, row, TRUE, cr);
      draw_side (projection, candles, count, row, FALSE, cr);
      return;
    }
  if (view->style == BT_CHART_STYLE_AREA)
    {
      bt_chart_theme_set_source (cr, &view->theme.accent, AREA_ALPHA);
      fill_to_row (projection, candles, count, projection->most_row, cr);
    }
  bt_chart_theme_set_source (cr, &view->theme.accent, 1.0);
  draw_line (projection, candles, count, cr);
}
