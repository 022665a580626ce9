// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-candle-layer.h"

#include <math.h>

/* The least distance of candles, in bodies. */
#define SPACING_BODIES 1.4
#define VOLUME_SHARE 0.13
#define VOLUME_ALPHA 0.36
#define NEWEST_VOLUME_ALPHA 0.75
#define FORMING_ALPHA 0.45
#define BATCH 32

/* A candle in device pixels: rows are counted down from the top of the surface, ends included. */
typedef struct
{
  int column;
  int high_row;
  int low_row;
  int top_row; /* of the body */
  int bottom_row;
  gboolean is_up;
  gint64 volume;
} DeviceCandle;

/* What turns candles into device pixels, taken out of the loops. */
typedef struct
{
  const BtChartView *view;
  BtCandleShape shape;
  double first_x; /* of candle 0 */
  double spacing;
  double high_points;
  double row_per_point;
  double first_row; /* of the plot's top edge */
  int least_row;
  int most_row;
} Projection;

BtCandleShape
bt_candle_layer_shape (double spacing_device_px)
{
  int body = (int) floor (spacing_device_px / SPACING_BODIES);

  if (body % 2 == 0)
    body--;
  return (BtCandleShape){ .body = MAX (body, 1), .is_merged = spacing_device_px < 1.0 };
}

static Projection
make_projection (const BtChartView *view)
{
  double scale = view->grid.scale;
  double range = view->price.high_points - view->price.low_points;
  double first_row = view->grid.origin_y * scale;

  return (Projection){
    .view = view,
    .shape = bt_candle_layer_shape (bt_time_scale_spacing (&view->time) * scale),
    .first_x = (bt_time_scale_to_x (&view->time, 0) + view->grid.origin_x) * scale,
    .spacing = bt_time_scale_spacing (&view->time) * scale,
    .high_points = view->price.high_points,
    .row_per_point = view->plot_height * scale / range,
    .first_row = first_row,
    .least_row = (int) floor (first_row) - 4,
    .most_row = (int) ceil (first_row + view->plot_height * scale) + 4,
  };
}

static int
project_row (const Projection *projection, gint64 points)
{
  double row = projection->first_row
               + (projection->high_points - (double) points) * projection->row_per_point;

  return (int) floor (CLAMP (row, projection->least_row, projection->most_row));
}

static int
project_column (const Projection *projection, gsize index)
{
  return (int) floor (projection->first_x + (double) index * projection->spacing);
}

static DeviceCandle
project_candle (const Projection *projection, gsize index)
{
  const BtColumns *columns = &projection->view->columns;
  gint64 open = columns->open_points[index];
  gint64 close = columns->close_points[index];

  return (DeviceCandle){
    .column = project_column (projection, index),
    .high_row = project_row (projection, columns->high_points[index]),
    .low_row = project_row (projection, columns->low_points[index]),
    .top_row = project_row (projection, MAX (open, close)),
    .bottom_row = project_row (projection, MIN (open, close)),
    .is_up = close >= open,
    .volume = columns->volume[index],
  };
}

/* Returns candles index … *last of one device column as one: *last is the last of them on return,
 * at most end. */
static DeviceCandle
merge_candles (const Projection *projection, gsize index, gsize end, gsize *last)
{
  const BtColumns *columns = &projection->view->columns;
  int column = project_column (projection, index);
  gint64 high = columns->high_points[index];
  gint64 low = columns->low_points[index];
  gint64 volume = columns->volume[index];
  gsize i = index;

  while (i < end && project_column (projection, i + 1) == column)
    {
      i++;
      high = MAX (high, columns->high_points[i]);
      low = MIN (low, columns->low_points[i]);
      volume = MAX (volume, columns->volume[i]);
    }
  *last = i;
  int high_row = project_row (projection, high);
  int low_row = project_row (projection, low);
  return (DeviceCandle){
    .column = column,
    .high_row = high_row,
    .low_row = low_row,
    .top_row = high_row,
    .bottom_row = low_row,
    .is_up = columns->close_points[i] >= columns->open_points[index],
    .volume = volume,
  };
}

static void
add_rows (cairo_t *cr, int column, int width, int top_row, int bottom_row)
{
  if (bottom_row >= top_row)
    cairo_rectangle (cr, column, top_row, width, bottom_row - top_row + 1);
}

/* A ring of one device pixel, open where the wick would cross it. */
static void
add_hollow_body (cairo_t *cr, int left, int width, int top_row, int bottom_row)
{
  cairo_rectangle (cr, left, top_row, width, 1);
  cairo_rectangle (cr, left, bottom_row, width, 1);
  add_rows (cr, left, 1, top_row + 1, bottom_row - 1);
  add_rows (cr, left + width - 1, 1, top_row + 1, bottom_row - 1);
}

static void
add_candle (cairo_t *cr, const DeviceCandle *candle, int body, gboolean is_hollow)
{
  int left = candle->column - body / 2;

  if (body == 1)
    {
      add_rows (cr, candle->column, 1, candle->high_row, candle->low_row);
      return;
    }
  add_rows (cr, candle->column, 1, candle->high_row, candle->top_row - 1);
  add_rows (cr, candle->column, 1, candle->bottom_row + 1, candle->low_row);
  if (is_hollow && candle->bottom_row - candle->top_row >= 2)
    add_hollow_body (cr, left, body, candle->top_row, candle->bottom_row);
  else
    add_rows (cr, left, body, candle->top_row, candle->bottom_row);
}

static void
add_volume (cairo_t *cr, const Projection *projection, const DeviceCandle *candle)
{
  const BtChartView *view = projection->view;
  double most = view->plot_height * view->grid.scale * VOLUME_SHARE;
  double share = view->volume_max > 0 ? (double) candle->volume / (double) view->volume_max : 0;
  int height = (int) ceil (most * MIN (share, 1.0));
  int bottom
    = (int) floor (projection->first_row + bt_chart_view_volume_foot (view) * view->grid.scale);
  int left = candle->column - projection->shape.body / 2;

  if (height > 0)
    cairo_rectangle (cr, left, bottom - height, projection->shape.body, height);
}

/* Fills the candles of a direction, or their volume, a batch at a time: cairo's sweep over a path
 * costs more than in proportion to the rectangles that stand side by side, and a fill of few costs
 * more than it draws. */
static void
fill_candles (
  const Projection *projection, cairo_t *cr, gsize end, gboolean is_up, gboolean is_volume)
{
  const BtChartView *view = projection->view;
  guint batched = 0;

  bt_chart_theme_set_source (cr, is_up ? &view->theme.up : &view->theme.down,
                             is_volume ? VOLUME_ALPHA : 1.0);
  for (gsize i = view->first; i <= end; i++)
    {
      DeviceCandle candle = projection->shape.is_merged ? merge_candles (projection, i, end, &i)
                                                        : project_candle (projection, i);
      if (candle.is_up != is_up)
        continue;
      if (is_volume)
        add_volume (cr, projection, &candle);
      else
        add_candle (cr, &candle, projection->shape.body, is_up && view->is_hollow);
      if (++batched % BATCH == 0)
        cairo_fill (cr);
    }
  cairo_fill (cr);
}

/* From here on one unit is one device pixel, counted from the surface's corner. */
static void
enter_device_space (const BtChartView *view, cairo_t *cr)
{
  double unit = bt_pixel_grid_unit (&view->grid);

  cairo_rectangle (cr, 0, 0, view->plot_width, view->plot_height);
  cairo_clip (cr);
  cairo_translate (cr, -view->grid.origin_x, -view->grid.origin_y);
  cairo_scale (cr, unit, unit);
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
  Projection projection = make_projection (view);

  cairo_save (cr);
  enter_device_space (view, cr);
  if (view->has_volume)
    {
      fill_candles (&projection, cr, end, TRUE, TRUE);
      fill_candles (&projection, cr, end, FALSE, TRUE);
    }
  fill_candles (&projection, cr, end, TRUE, FALSE);
  fill_candles (&projection, cr, end, FALSE, FALSE);
  cairo_restore (cr);
}

static gboolean
is_newest_in_view (const BtChartView *view)
{
  return view->has_candles && view->last == view->columns.length - 1;
}

/* The first device column of the newest candle's place and how many it has. */
static void
get_newest_columns (const Projection *projection, int *left, int *width)
{
  int column = project_column (projection, projection->view->last);

  *width = MAX ((int) floor (projection->spacing), projection->shape.body);
  *left = column - *width / 2;
}

static void
draw_forming_body (const Projection *projection, cairo_t *cr, const DeviceCandle *candle)
{
  const BtChartView *view = projection->view;
  const double dots[] = { 1.0, 1.0 };
  int body = projection->shape.body;
  int left = candle->column - body / 2;
  const GdkRGBA *colour = candle->is_up ? &view->theme.up : &view->theme.down;

  add_rows (cr, candle->column, 1, candle->high_row, candle->top_row - 1);
  add_rows (cr, candle->column, 1, candle->bottom_row + 1, candle->low_row);
  bt_chart_theme_set_source (cr, colour, 1.0);
  cairo_fill (cr);
  if (!candle->is_up || !view->is_hollow)
    {
      add_rows (cr, left, body, candle->top_row, candle->bottom_row);
      bt_chart_theme_set_source (cr, colour, FORMING_ALPHA);
      cairo_fill (cr);
    }
  bt_chart_theme_set_source (cr, colour, 1.0);
  cairo_set_line_width (cr, 1.0);
  cairo_set_dash (cr, dots, 2, 0.5);
  cairo_rectangle (cr, left + 0.5, candle->top_row + 0.5, body - 1,
                   candle->bottom_row - candle->top_row);
  cairo_stroke (cr);
}

void
bt_candle_layer_draw_newest (const BtChartView *view, cairo_t *cr)
{
  if (!is_newest_in_view (view))
    return;

  Projection projection = make_projection (view);
  DeviceCandle candle = project_candle (&projection, view->last);
  const GdkRGBA *colour = candle.is_up ? &view->theme.up : &view->theme.down;
  int left = 0;
  int width = 0;

  get_newest_columns (&projection, &left, &width);
  cairo_save (cr);
  enter_device_space (view, cr);
  if (view->is_forming)
    {
      bt_chart_theme_set_source (cr, &view->theme.wash, 1.0);
      cairo_rectangle (cr, left, projection.least_row, width,
                       projection.most_row - projection.least_row);
      cairo_fill (cr);
    }
  if (view->has_volume)
    {
      add_volume (cr, &projection, &candle);
      bt_chart_theme_set_source (cr, colour, view->is_forming ? NEWEST_VOLUME_ALPHA : VOLUME_ALPHA);
      cairo_fill (cr);
    }
  if (view->is_forming && projection.shape.body >= 3)
    draw_forming_body (&projection, cr, &candle);
  else
    {
      add_candle (cr, &candle, projection.shape.body, candle.is_up && view->is_hollow);
      bt_chart_theme_set_source (cr, colour, 1.0);
      cairo_fill (cr);
    }
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
  Projection projection = make_projection (view);
  get_newest_columns (&projection, &left, &width);
  double x = left / view->grid.scale - view->grid.origin_x;
  double right = MIN (x + width / view->grid.scale, view->plot_width);
  x = MAX (x, 0);
  if (right > x)
    bounds = GRAPHENE_RECT_INIT ((float) x, 0, (float) (right - x), (float) view->plot_height);
  return bounds;
}
