// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-candle-layer.h"

#include "chart/bt-box-fill.h"
#include "chart/bt-curve-layer.h"
#include "chart/bt-figure-layer.h"

#include <math.h>

#define VOLUME_SHARE 0.13
#define VOLUME_ALPHA 0.36
#define NEWEST_VOLUME_ALPHA 0.75
#define FORMING_ALPHA 0.45

/* Adds the boxes of one candle. */
typedef void (*AddFunc) (BtBoxFill *boxes,
                         const BtCandleProjection *projection,
                         const BtDeviceCandle *candle);

static void
add_rows (BtBoxFill *boxes, int column, int width, int top_row, int bottom_row)
{
  bt_box_fill_add (boxes, column, top_row, width, bottom_row - top_row + 1);
}

/* A ring of one device pixel, open where the wick would cross it. */
static void
add_hollow_body (BtBoxFill *boxes, int left, int width, int top_row, int bottom_row)
{
  bt_box_fill_add (boxes, left, top_row, width, 1);
  bt_box_fill_add (boxes, left, bottom_row, width, 1);
  add_rows (boxes, left, 1, top_row + 1, bottom_row - 1);
  add_rows (boxes, left + width - 1, 1, top_row + 1, bottom_row - 1);
}

static void
add_candle (BtBoxFill *boxes, const BtCandleProjection *projection, const BtDeviceCandle *candle)
{
  int body = projection->shape.body;
  int left = candle->column - body / 2;
  /* On an inverted scale highs lie below lows. */
  int high_row = MIN (candle->high_row, candle->low_row);
  int low_row = MAX (candle->high_row, candle->low_row);
  int top_row = MIN (candle->open_row, candle->close_row);
  int bottom_row = MAX (candle->open_row, candle->close_row);

  if (body == 1)
    {
      add_rows (boxes, candle->column, 1, high_row, low_row);
      return;
    }
  add_rows (boxes, candle->column, 1, high_row, top_row - 1);
  add_rows (boxes, candle->column, 1, bottom_row + 1, low_row);
  if (candle->is_up && projection->view->is_hollow && bottom_row - top_row >= 2)
    add_hollow_body (boxes, left, body, top_row, bottom_row);
  else
    add_rows (boxes, left, body, top_row, bottom_row);
}

/* A line from high to low, the open at its left, the close at its right. */
static void
add_bar (BtBoxFill *boxes, const BtCandleProjection *projection, const BtDeviceCandle *candle)
{
  int arm = projection->shape.body / 2;

  add_rows (boxes, candle->column, 1, MIN (candle->high_row, candle->low_row),
            MAX (candle->high_row, candle->low_row));
  if (arm == 0)
    return;
  bt_box_fill_add (boxes, candle->column - arm, candle->open_row, arm, 1);
  bt_box_fill_add (boxes, candle->column + 1, candle->close_row, arm, 1);
}

static void
add_volume (BtBoxFill *boxes, const BtCandleProjection *projection, const BtDeviceCandle *candle)
{
  const BtChartView *view = projection->view;
  double most = view->plot_height * view->grid.scale * VOLUME_SHARE;
  double share = view->volume_max > 0 ? (double) candle->volume / (double) view->volume_max : 0;
  int height = (int) ceil (most * MIN (share, 1.0));
  int bottom
    = (int) floor (projection->first_row + bt_chart_view_volume_foot (view) * view->grid.scale);
  int left = candle->column - projection->shape.body / 2;

  bt_box_fill_add (boxes, left, bottom - height, projection->shape.body, height);
}

/* Fills candles of a direction. */
static void
fill_candles (const BtCandleProjection *projection,
              cairo_t *cr,
              const BtDeviceCandle *candles,
              guint count,
              gboolean is_up,
              AddFunc add,
              double alpha)
{
  const BtChartTheme *theme = &projection->view->theme;
  const cairo_rectangle_int_t clip = bt_candle_projection_clip (projection);
  g_autoptr (BtBoxFill) boxes = bt_box_fill_new (&clip);

  for (guint i = 0; i < count; i++)
    if (candles[i].is_up == is_up)
      add (boxes, projection, &candles[i]);
  bt_chart_theme_set_source (cr, is_up ? &theme->up : &theme->down, alpha);
  bt_box_fill_paint (boxes, cr);
}

static void
fill_both (const BtCandleProjection *projection,
           cairo_t *cr,
           const BtDeviceCandle *candles,
           guint count,
           AddFunc add,
           double alpha)
{
  fill_candles (projection, cr, candles, count, TRUE, add, alpha);
  fill_candles (projection, cr, candles, count, FALSE, add, alpha);
}

static gboolean
is_curve (const BtChartView *view)
{
  return view->style > BT_CHART_STYLE_BARS;
}

void
bt_candle_layer_draw (const BtChartView *view, cairo_t *cr)
{
  if (!view->has_candles)
    return;

  /* The newest candle is a layer of its own. */
  if (view->last == view->columns.length - 1 && view->last == view->first)
    return;
  gsize end = view->last == view->columns.length - 1 ? view->last - 1 : view->last;
  BtCandleProjection projection = bt_candle_projection_make (view);
  guint count = 0;
  g_autofree BtDeviceCandle *candles
    = bt_candle_projection_range (&projection, view->first, end, &count);

  bt_candle_projection_enter (view, cr);
  if (view->has_volume)
    fill_both (&projection, cr, candles, count, add_volume, VOLUME_ALPHA);
  if (is_curve (view))
    bt_curve_layer_draw (&projection, candles, count, cr);
  else if (bt_figure_layer_is_wanted (&projection))
    bt_figure_layer_draw (&projection, candles, count, cr);
  else
    fill_both (&projection, cr, candles, count,
               view->style == BT_CHART_STYLE_BARS ? add_bar : add_candle, 1.0);
  cairo_restore (cr);
}

static gboolean
is_newest_in_view (const BtChartView *view)
{
  return view->has_candles && view->last == view->columns.length - 1;
}

/* The first device column of the newest candle's place and how many it has. A curve comes from the
 * candle before. */
static void
get_newest_columns (const BtCandleProjection *projection, int *left, int *width)
{
  const BtChartView *view = projection->view;
  int column = bt_candle_projection_column (projection, view->last);

  *width = MAX ((int) floor (projection->spacing), projection->shape.body);
  *left = column - *width / 2;
  if (!is_curve (view) || view->last == 0)
    return;
  int before = bt_candle_projection_column (projection, view->last - 1) - BT_CURVE_LAYER_REACH;
  *width += *left - before + BT_CURVE_LAYER_REACH;
  *left = before;
}

static void
draw_forming_body (const BtCandleProjection *projection, cairo_t *cr, const BtDeviceCandle *candle)
{
  const BtChartView *view = projection->view;
  const double dots[] = { 1.0, 1.0 };
  int body = projection->shape.body;
  int left = candle->column - body / 2;
  int top_row = MIN (candle->open_row, candle->close_row);
  int bottom_row = MAX (candle->open_row, candle->close_row);
  const GdkRGBA *colour = candle->is_up ? &view->theme.up : &view->theme.down;
  const cairo_rectangle_int_t clip = bt_candle_projection_clip (projection);
  g_autoptr (BtBoxFill) boxes = bt_box_fill_new (&clip);

  add_rows (boxes, candle->column, 1, MIN (candle->high_row, candle->low_row), top_row - 1);
  add_rows (boxes, candle->column, 1, bottom_row + 1, MAX (candle->high_row, candle->low_row));
  bt_chart_theme_set_source (cr, colour, 1.0);
  bt_box_fill_paint (boxes, cr);
  if (!candle->is_up || !view->is_hollow)
    {
      add_rows (boxes, left, body, top_row, bottom_row);
      bt_chart_theme_set_source (cr, colour, FORMING_ALPHA);
      bt_box_fill_paint (boxes, cr);
    }
  bt_chart_theme_set_source (cr, colour, 1.0);
  cairo_set_line_width (cr, 1.0);
  cairo_set_dash (cr, dots, 2, 0.5);
  cairo_rectangle (cr, left + 0.5, top_row + 0.5, body - 1, bottom_row - top_row);
  cairo_stroke (cr);
}

/* A mark over the column of a candle that is not complete. */
static void
draw_forming_wash (const BtCandleProjection *projection, cairo_t *cr)
{
  int column = bt_candle_projection_column (projection, projection->view->last);
  int width = MAX ((int) floor (projection->spacing), projection->shape.body);
  int left = column - width / 2;

  bt_chart_theme_set_source (cr, &projection->view->theme.wash, 1.0);
  cairo_rectangle (cr, left, projection->least_row, width,
                   projection->most_row - projection->least_row);
  cairo_fill (cr);
}

static void
draw_newest_shape (const BtCandleProjection *projection, cairo_t *cr, const BtDeviceCandle *candle)
{
  const BtChartView *view = projection->view;

  if (is_curve (view))
    {
      BtDeviceCandle ends[2] = { *candle, *candle };
      guint count = 1;
      if (view->last > view->first)
        {
          ends[0] = bt_candle_projection_candle (projection, view->last - 1);
          count = 2;
        }
      bt_curve_layer_draw (projection, ends, count, cr);
    }
  else if (bt_figure_layer_is_wanted (projection))
    bt_figure_layer_draw (projection, candle, 1, cr);
  else if (view->style == BT_CHART_STYLE_CANDLES && view->is_forming && projection->shape.body >= 3)
    draw_forming_body (projection, cr, candle);
  else
    fill_candles (projection, cr, candle, 1, candle->is_up,
                  view->style == BT_CHART_STYLE_BARS ? add_bar : add_candle, 1.0);
}

void
bt_candle_layer_draw_newest (const BtChartView *view, cairo_t *cr)
{
  if (!is_newest_in_view (view))
    return;

  BtCandleProjection projection = bt_candle_projection_make (view);
  BtDeviceCandle candle = bt_candle_projection_candle (&projection, view->last);

  bt_candle_projection_enter (view, cr);
  if (view->is_forming)
    draw_forming_wash (&projection, cr);
  if (view->has_volume)
    fill_candles (&projection, cr, &candle, 1, candle.is_up, add_volume,
                  view->is_forming ? NEWEST_VOLUME_ALPHA : VOLUME_ALPHA);
  draw_newest_shape (&projection, cr, &candle);
  cairo_restore (cr);
}

graphene_rect_t
bt_candle_layer_newest_bounds (const BtChartView *view)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  int left = 0;
  int width = 0;

  if (!is_newest_in_view (view))
    return bounds;
  BtCandleProjection projection = bt_candle_projection_make (view);
  get_newest_columns (&projection, &left, &width);
  double x = left / view->grid.scale - view->grid.origin_x;
  double right = MIN (x + width / view->grid.scale, view->plot_width);
  x = MAX (x, 0);
  if (right > x)
    bounds = GRAPHENE_RECT_INIT ((float) x, 0, (float) (right - x), (float) view->plot_height);
  return bounds;
}
