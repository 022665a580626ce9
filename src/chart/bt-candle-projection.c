// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-candle-projection.h"

#include <math.h>

/* The least distance of candles, in bodies. */
#define SPACING_BODIES 1.4
/* Rows this far outside the plot stand for all beyond. */
#define MARGIN_ROWS 4

BtCandleShape
bt_candle_projection_shape (double spacing_device_px)
{
  int body = (int) floor (spacing_device_px / SPACING_BODIES);

  if (body % 2 == 0)
    body--;
  return (BtCandleShape){ .body = MAX (body, 1), .is_merged = spacing_device_px < 1.0 };
}

BtCandleProjection
bt_candle_projection_make (const BtChartView *view)
{
  double scale = view->grid.scale;
  double first_row = view->grid.origin_y * scale;
  BtPriceMap map = bt_price_scale_map (&view->price);

  map.origin = map.origin * scale + first_row;
  map.factor *= scale;
  return (BtCandleProjection){
    .view = view,
    .shape = bt_candle_projection_shape (bt_time_scale_spacing (&view->time) * scale),
    .first_x = (bt_time_scale_to_x (&view->time, 0) + view->grid.origin_x) * scale,
    .spacing = bt_time_scale_spacing (&view->time) * scale,
    .map = map,
    .first_row = first_row,
    .least_row = (int) floor (first_row) - MARGIN_ROWS,
    .most_row = (int) ceil (first_row + view->plot_height * scale) + MARGIN_ROWS,
  };
}

int
bt_candle_projection_row (const BtCandleProjection *projection, gint64 points)
{
  double row = bt_price_map_y (&projection->map, (double) points);

  return (int) floor (CLAMP (row, projection->least_row, projection->most_row));
}

int
bt_candle_projection_column (const BtCandleProjection *projection, gsize index)
{
  const BtChartView *view = projection->view;

  if (view->time.n_gaps > 0)
    return (int) floor ((bt_time_scale_to_x (&view->time, (double) index) + view->grid.origin_x)
                        * view->grid.scale);
  return (int) floor (projection->first_x + (double) index * projection->spacing);
}

BtDeviceCandle
bt_candle_projection_candle (const BtCandleProjection *projection, gsize index)
{
  const BtColumns *columns = &projection->view->columns;
  gint64 open = columns->open_points[index];
  gint64 close = columns->close_points[index];
  int close_row = bt_candle_projection_row (projection, close);

  return (BtDeviceCandle){
    .column = bt_candle_projection_column (projection, index),
    .high_row = bt_candle_projection_row (projection, columns->high_points[index]),
    .low_row = bt_candle_projection_row (projection, columns->low_points[index]),
    .open_row = bt_candle_projection_row (projection, open),
    .close_row = close_row,
    .close_high_row = close_row,
    .close_low_row = close_row,
    .is_up = close >= open,
    .volume = columns->volume[index],
  };
}

/* Returns the first candle after index, at most end + 1, that stands in another column. */
static gsize
find_column_end (const BtCandleProjection *projection, gsize index, gsize end)
{
  int column = bt_candle_projection_column (projection, index);
  const BtChartView *view = projection->view;
  double next_x = (column + 1) / view->grid.scale - view->grid.origin_x;
  double guess
    = ceil (view->time.n_gaps > 0 ? bt_time_scale_from_x (&view->time, next_x)
                                  : (column + 1 - projection->first_x) / projection->spacing);
  gsize next = guess > (double) end ? end + 1 : MAX ((gsize) guess, index + 1);

  /* The guess is a rounding away at most. */
  while (next <= end && bt_candle_projection_column (projection, next) == column)
    next++;
  while (next > index + 1 && bt_candle_projection_column (projection, next - 1) != column)
    next--;
  return next;
}

static BtDeviceCandle
merge_candles (const BtCandleProjection *projection, gsize first, gsize last)
{
  const BtChartView *view = projection->view;
  const BtColumns *columns = &view->columns;
  BtCandleExtent extent = bt_candle_pyramid_get (view->pyramid, columns, first, last);
  gint64 open = columns->open_points[first];
  gint64 close = columns->close_points[last];

  return (BtDeviceCandle){
    .column = bt_candle_projection_column (projection, first),
    .high_row = bt_candle_projection_row (projection, extent.high_points),
    .low_row = bt_candle_projection_row (projection, extent.low_points),
    .open_row = bt_candle_projection_row (projection, open),
    .close_row = bt_candle_projection_row (projection, close),
    .close_high_row = bt_candle_projection_row (projection, extent.close_high_points),
    .close_low_row = bt_candle_projection_row (projection, extent.close_low_points),
    .is_up = close >= open,
    .volume = extent.volume_max,
  };
}

BtDeviceCandle *
bt_candle_projection_range (const BtCandleProjection *projection,
                            gsize first,
                            gsize end,
                            guint *count)
{
  gsize columns = (gsize) ceil ((double) (end - first + 1) * projection->spacing) + 2
                  + projection->view->time.n_gaps;
  BtDeviceCandle *candles = g_new (
    BtDeviceCandle, projection->shape.is_merged ? MIN (columns, end - first + 1) : end - first + 1);

  *count = 0;
  for (gsize i = first; i <= end;)
    {
      gsize next = projection->shape.is_merged ? find_column_end (projection, i, end) : i + 1;
      candles[(*count)++] = projection->shape.is_merged
                              ? merge_candles (projection, i, next - 1)
                              : bt_candle_projection_candle (projection, i);
      i = next;
    }
  return candles;
}

cairo_rectangle_int_t
bt_candle_projection_clip (const BtCandleProjection *projection)
{
  const BtChartView *view = projection->view;
  const int left = (int) floor (view->grid.origin_x * view->grid.scale);
  const int right = (int) ceil ((view->grid.origin_x + view->plot_width) * view->grid.scale);

  return (cairo_rectangle_int_t){ .x = left,
                                  .y = projection->least_row,
                                  .width = right - left,
                                  .height = projection->most_row - projection->least_row };
}

void
bt_candle_projection_enter (const BtChartView *view, cairo_t *cr)
{
  double unit = bt_pixel_grid_unit (&view->grid);

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, view->plot_width, view->plot_height);
  cairo_clip (cr);
  cairo_translate (cr, -view->grid.origin_x, -view->grid.origin_y);
  cairo_scale (cr, unit, unit);
}
