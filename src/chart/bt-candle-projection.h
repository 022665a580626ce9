// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Candles in device pixels: what every style of drawing them starts from. Where several candles
 * share a device column they are one: the pyramid of the view finds their extremes, so that the
 * cost grows with the columns and not with the candles. */
#pragma once

#include "chart/bt-chart-view.h"

G_BEGIN_DECLS

/* How candles are drawn at a distance between them. */
typedef struct
{
  int body;           /* device pixels, odd */
  gboolean is_merged; /* several candles share a device column */
} BtCandleShape;

/* A candle in device pixels: rows are counted down from the top of the surface, ends included. */
typedef struct
{
  int column;
  int high_row;
  int low_row;
  int open_row;
  int close_row;
  int close_high_row; /* of the closes of merged candles; else close_row */
  int close_low_row;
  gboolean is_up;
  gint64 volume;
} BtDeviceCandle;

/* What turns candles into device pixels, taken out of the loops. */
typedef struct
{
  const BtChartView *view;
  BtCandleShape shape;
  double first_x; /* of candle 0 */
  double spacing;
  BtPriceMap map;   /* in device rows from the top of the surface */
  double first_row; /* of the plot's top edge */
  int least_row;
  int most_row;
} BtCandleProjection;

/* Returns the shape of candles that many device pixels apart. */
BtCandleShape bt_candle_projection_shape (double spacing_device_px);
/* Makes the projection of a view that has been laid out. */
BtCandleProjection bt_candle_projection_make (const BtChartView *view);
/* Returns the device row of a price. */
int bt_candle_projection_row (const BtCandleProjection *projection, gint64 points);
/* Returns the device column of a candle's middle. */
int bt_candle_projection_column (const BtCandleProjection *projection, gsize index);
/* Returns one candle. */
BtDeviceCandle bt_candle_projection_candle (const BtCandleProjection *projection, gsize index);
/* Returns candles first … end (both in the view's columns) from left to right, merged where they
 * share a column; free with g_free(). Stores how many. */
BtDeviceCandle *bt_candle_projection_range (const BtCandleProjection *projection,
                                            gsize first,
                                            gsize end,
                                            guint *count);
/* Returns the device pixels of the plot, with some rows beside it. */
cairo_rectangle_int_t bt_candle_projection_clip (const BtCandleProjection *projection);
/* Clips to the plot and makes one unit of cr one device pixel, counted from the surface's corner,
 * until cairo_restore(). */
void bt_candle_projection_enter (const BtChartView *view, cairo_t *cr);

G_END_DECLS
