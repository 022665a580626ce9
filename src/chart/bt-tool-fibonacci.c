// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-drawing-shape.h"
#include "chart/bt-drawing-tools.h"

/* The levels that are watched, as shares of the move. */
static const double RETRACEMENTS[] = { 0, 0.236, 0.382, 0.5, 0.618, 0.786, 1 };
static const double EXTENSIONS[] = { 0, 0.382, 0.618, 1, 1.272, 1.618, 2, 2.618 };
static const double FAN[] = { 0.382, 0.5, 0.618 };
static const guint ZONES[] = { 0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89 };

/* Adds a named level and the area from the one before. */
static void
add_level (BtDrawingShape *shape, double left, double right, double y, double before, double share)
{
  BtDrawingPoint from = { left, y };
  BtDrawingPoint to = { right, y };
  BtDrawingPoint corners[4] = { from, to, { right, before }, { left, before } };
  g_autofree char *price = bt_drawing_shape_price (shape, y);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.3g", share);
  g_autofree char *text = g_strdup_printf ("%s (%s)", number, price);
  if (y != before)
    bt_drawing_shape_area (shape, corners, 4, BT_DRAWING_TONE_OWN, 0.05);
  bt_drawing_shape_line (shape, from, to, BT_DRAWING_EXTEND_NONE);
  bt_drawing_shape_label (shape, (BtDrawingPoint){ left - 6, y }, 1, FALSE, text);
}

/* From the end of the move (0) back to its beginning (1). */
static void
shape_retracement (BtDrawingShape *shape)
{
  if (shape->n < 2)
    return;
  BtDrawingPoint a = shape->points[0];
  BtDrawingPoint b = shape->points[1];
  double before = b.y;

  bt_drawing_shape_tone_line (shape, a, b, BT_DRAWING_EXTEND_NONE, BT_DRAWING_TONE_DIM);
  for (guint i = 0; i < G_N_ELEMENTS (RETRACEMENTS); i++)
    {
      double y = b.y + (a.y - b.y) * RETRACEMENTS[i];
      add_level (shape, MIN (a.x, b.x), MAX (a.x, b.x), y, before, RETRACEMENTS[i]);
      before = y;
    }
}

/* The move from the first to the second anchor, set on at the third. */
static void
shape_extension (BtDrawingShape *shape)
{
  if (shape->n < 2)
    return;
  BtDrawingPoint a = shape->points[0];
  BtDrawingPoint b = shape->points[1];

  bt_drawing_shape_tone_line (shape, a, b, BT_DRAWING_EXTEND_NONE, BT_DRAWING_TONE_DIM);
  if (shape->n < 3)
    return;
  BtDrawingPoint c = shape->points[2];
  double right = c.x + MAX (b.x - a.x, 80);
  double before = c.y;

  bt_drawing_shape_tone_line (shape, b, c, BT_DRAWING_EXTEND_NONE, BT_DRAWING_TONE_DIM);
  for (guint i = 0; i < G_N_ELEMENTS (EXTENSIONS); i++)
    {
      double y = c.y + (b.y - a.y) * EXTENSIONS[i];
      add_level (shape, c.x, right, y, before, EXTENSIONS[i]);
      before = y;
    }
}

static void
shape_fan (BtDrawingShape *shape)
{
  if (shape->n < 2)
    return;
  BtDrawingPoint a = shape->points[0];
  BtDrawingPoint b = shape->points[1];

  bt_drawing_shape_tone_line (shape, a, b, BT_DRAWING_EXTEND_NONE, BT_DRAWING_TONE_DIM);
  for (guint i = 0; i < G_N_ELEMENTS (FAN); i++)
    {
      BtDrawingPoint through = { b.x, b.y + (a.y - b.y) * FAN[i] };
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (number, sizeof number, "%.3g", FAN[i]);
      bt_drawing_shape_line (shape, a, through, BT_DRAWING_EXTEND_END);
      bt_drawing_shape_label (shape, (BtDrawingPoint){ through.x + 6, through.y }, 0, FALSE,
                              number);
    }
}

/* The distance of the anchors in candles, times the numbers of Fibonacci. */
static void
shape_time_zones (BtDrawingShape *shape)
{
  if (shape->n < 2)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (ZONES); i++)
    {
      double x = shape->points[0].x + (shape->points[1].x - shape->points[0].x) * ZONES[i];
      char number[16];

      if (x < -10 || x > shape->view->plot_width + 10)
        continue;
      g_snprintf (number, sizeof number, "%u", ZONES[i]);
      bt_drawing_shape_line (shape, (BtDrawingPoint){ x, 0 },
                             (BtDrawingPoint){ x, shape->view->plot_height },
                             BT_DRAWING_EXTEND_NONE);
      bt_drawing_shape_label (shape, (BtDrawingPoint){ x + 4, shape->view->plot_height - 40 }, 0,
                              FALSE, number);
    }
}

const BtDrawingTool bt_tool_fibonacci_retracement = {
  .id = "fibonacci-retracement",
  .title = BT_DRAWING_TEXT ("Fibonacci retracement"),
  .group = BT_DRAWING_GROUP_FIBONACCI,
  .n_anchors = 2,
  .shape = shape_retracement,
};

const BtDrawingTool bt_tool_fibonacci_extension = {
  .id = "fibonacci-extension",
  .title = BT_DRAWING_TEXT ("Fibonacci extension"),
  .group = BT_DRAWING_GROUP_FIBONACCI,
  .n_anchors = 3,
  .shape = shape_extension,
};

const BtDrawingTool bt_tool_fibonacci_fan = {
  .id = "fibonacci-fan",
  .title = BT_DRAWING_TEXT ("Fibonacci fan"),
  .group = BT_DRAWING_GROUP_FIBONACCI,
  .n_anchors = 2,
  .shape = shape_fan,
};

const BtDrawingTool bt_tool_fibonacci_time_zones = {
  .id = "fibonacci-time-zones",
  .title = BT_DRAWING_TEXT ("Fibonacci time zones"),
  .group = BT_DRAWING_GROUP_FIBONACCI,
  .n_anchors = 2,
  .shape = shape_time_zones,
};
