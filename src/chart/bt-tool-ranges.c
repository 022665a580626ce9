// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "base/bt-time.h"
#include "chart/bt-drawing-shape.h"
#include "chart/bt-drawing-tools.h"

#include <math.h>

#define FILL_ALPHA 0.1

static char *
describe_prices (const BtDrawingShape *shape)
{
  double from = bt_drawing_shape_points (shape, 0);
  double change = bt_drawing_shape_points (shape, 1) - from;
  double whole = fabs (bt_chart_view_whole (shape->view, from));
  const char *sign = change < 0 ? "\u2212" : "+";
  char price[40];
  char percent[G_ASCII_DTOSTR_BUF_SIZE];

  bt_chart_view_format_distance (shape->view, (gint64) floor (fabs (change) + 0.5), price);
  g_ascii_formatd (percent, sizeof percent, "%.2f", whole != 0 ? 100 * fabs (change) / whole : 0);
  return g_strdup_printf ("%s%s (%s%s\u202f%%)", sign, price, sign, percent);
}

/* Bars between the anchors and the time that they span. */
static char *
describe_times (const BtDrawingShape *shape)
{
  const BtTimeScale *scale = &shape->view->time;
  gint64 usec = ABS (bt_drawing_anchor (shape->drawing, 1)->time_usec
                     - bt_drawing_anchor (shape->drawing, 0)->time_usec);
  int bars = (int) floor (fabs (bt_time_scale_from_x (scale, shape->points[1].x)
                                - bt_time_scale_from_x (scale, shape->points[0].x))
                          + 0.5);
  int minutes = (int) (usec / BT_USEC_PER_MINUTE % 60);
  int hours = (int) (usec / BT_USEC_PER_HOUR % 24);
  int days = (int) (usec / BT_USEC_PER_DAY);

  if (days > 0)
    return g_strdup_printf ("%d \u00d7 %s, %dd %02d:%02d", bars,
                            bt_timeframe_to_string (shape->view->timeframe), days, hours, minutes);
  return g_strdup_printf ("%d \u00d7 %s, %d:%02d", bars,
                          bt_timeframe_to_string (shape->view->timeframe), hours, minutes);
}

static void
add_box (BtDrawingShape *shape, gboolean has_prices, gboolean has_times)
{
  if (shape->n < 2)
    return;
  BtDrawingPoint a = shape->points[0];
  BtDrawingPoint b = shape->points[1];
  BtDrawingPoint corners[4] = { a, { b.x, a.y }, b, { a.x, b.y } };
  BtDrawingPoint middle = bt_drawing_between (a, b, 0.5);
  double foot = MAX (a.y, b.y) + 14;

  bt_drawing_shape_area (shape, corners, 4, BT_DRAWING_TONE_OWN, FILL_ALPHA);
  if (has_prices)
    {
      g_autofree char *text = describe_prices (shape);

      bt_drawing_shape_line (shape, corners[0], corners[1], BT_DRAWING_EXTEND_NONE);
      bt_drawing_shape_line (shape, corners[3], corners[2], BT_DRAWING_EXTEND_NONE);
      bt_drawing_shape_line (shape, (BtDrawingPoint){ middle.x, a.y },
                             (BtDrawingPoint){ middle.x, b.y }, BT_DRAWING_EXTEND_NONE);
      bt_drawing_shape_label (shape, (BtDrawingPoint){ middle.x, foot }, 0.5, TRUE, text);
      foot += 20;
    }
  if (has_times)
    {
      g_autofree char *text = describe_times (shape);

      bt_drawing_shape_line (shape, corners[0], corners[3], BT_DRAWING_EXTEND_NONE);
      bt_drawing_shape_line (shape, corners[1], corners[2], BT_DRAWING_EXTEND_NONE);
      bt_drawing_shape_line (shape, (BtDrawingPoint){ a.x, middle.y },
                             (BtDrawingPoint){ b.x, middle.y }, BT_DRAWING_EXTEND_NONE);
      bt_drawing_shape_label (shape, (BtDrawingPoint){ middle.x, foot }, 0.5, TRUE, text);
    }
}

static void
shape_prices (BtDrawingShape *shape)
{
  add_box (shape, TRUE, FALSE);
}

static void
shape_times (BtDrawingShape *shape)
{
  add_box (shape, FALSE, TRUE);
}

static void
shape_both (BtDrawingShape *shape)
{
  add_box (shape, TRUE, TRUE);
}

const BtDrawingTool bt_tool_price_range = {
  .id = "price-range",
  .title = BT_DRAWING_TEXT ("Price range"),
  .group = BT_DRAWING_GROUP_MEASURES,
  .n_anchors = 2,
  .shape = shape_prices,
};

const BtDrawingTool bt_tool_date_range = {
  .id = "date-range",
  .title = BT_DRAWING_TEXT ("Date range"),
  .group = BT_DRAWING_GROUP_MEASURES,
  .n_anchors = 2,
  .shape = shape_times,
};

const BtDrawingTool bt_tool_date_price_range = {
  .id = "date-price-range",
  .title = BT_DRAWING_TEXT ("Date and price range"),
  .group = BT_DRAWING_GROUP_MEASURES,
  .n_anchors = 2,
  .shape = shape_both,
};
