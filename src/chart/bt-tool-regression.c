// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-drawing-shape.h"
#include "chart/bt-drawing-tools.h"

#include <math.h>

/* Two standard deviations each side, as is usual. */
#define DEVIATIONS 2.0

/* The least-squares line through the closes between two moments, known ones only, with lines two
 * standard deviations of the residuals above and below. */
static gboolean
fit (
  const BtDrawingShape *shape, gsize first, gsize last, double *start, double *end, double *spread)
{
  const BtColumns *columns = &shape->view->columns;
  double n = (double) (last - first + 1);
  double base = (double) columns->close_points[first];
  double sum_x = 0;
  double sum_y = 0;
  double sum_xx = 0;
  double sum_xy = 0;
  double sum_yy = 0;

  if (last < first + 2)
    return FALSE;
  for (gsize i = first; i <= last; i++)
    {
      double x = (double) (i - first);
      double y = (double) columns->close_points[i] - base;
      sum_x += x;
      sum_y += y;
      sum_xx += x * x;
      sum_xy += x * y;
      sum_yy += y * y;
    }
  double slope = (n * sum_xy - sum_x * sum_y) / (n * sum_xx - sum_x * sum_x);
  double offset = (sum_y - slope * sum_x) / n;
  double residual = sum_yy - offset * sum_y - slope * sum_xy;

  *start = base + offset;
  *end = *start + slope * (n - 1);
  *spread = DEVIATIONS * sqrt (MAX (residual, 0) / n);
  return TRUE;
}

static void
shape_regression (BtDrawingShape *shape)
{
  const BtChartView *view = shape->view;
  double start = 0;
  double end = 0;
  double spread = 0;

  if (shape->n < 2 || view->columns.length == 0)
    return;
  double a = bt_time_scale_from_x (&view->time, MIN (shape->points[0].x, shape->points[1].x));
  double b = bt_time_scale_from_x (&view->time, MAX (shape->points[0].x, shape->points[1].x));
  double newest = (double) view->columns.length - 1;
  gsize first = (gsize) CLAMP (floor (a + 0.5), 0, newest);
  gsize last = (gsize) CLAMP (floor (b + 0.5), 0, newest);

  if (!fit (shape, first, last, &start, &end, &spread))
    return;
  BtDrawingPoint corners[4];
  double left = bt_time_scale_to_x (&view->time, (double) first);
  double right = bt_time_scale_to_x (&view->time, (double) last);
  for (int side = -1; side <= 1; side++)
    {
      BtDrawingPoint from = { left, bt_price_scale_to_y (&view->price, start + side * spread) };
      BtDrawingPoint to = { right, bt_price_scale_to_y (&view->price, end + side * spread) };
      bt_drawing_shape_line (shape, from, to, BT_DRAWING_EXTEND_NONE);
      if (side == 0)
        continue;
      corners[side < 0 ? 0 : 3] = from;
      corners[side < 0 ? 1 : 2] = to;
    }
  bt_drawing_shape_area (shape, corners, 4, BT_DRAWING_TONE_OWN, 0.07);
}

const BtDrawingTool bt_tool_regression_channel = {
  .id = "regression-channel",
  .title = BT_DRAWING_TEXT ("Regression channel"),
  .group = BT_DRAWING_GROUP_CHANNELS,
  .n_anchors = 2,
  .shape = shape_regression,
};
