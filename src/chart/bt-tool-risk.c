// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-drawing-shape.h"
#include "chart/bt-drawing-tools.h"

#include <math.h>

#define FILL_ALPHA 0.16

/* A trade before it is one: the first anchor is the entry, the second the stop, the third the
 * target and the end. What is risked and what is to be won are told apart by colour and sign, and
 * compared. */
static void
add_side (BtDrawingShape *shape, double left, double right, guint anchor, gboolean is_gain)
{
  double entry = shape->points[0].y;
  double y = shape->points[anchor].y;
  BtDrawingPoint corners[4] = { { left, entry }, { right, entry }, { right, y }, { left, y } };
  BtDrawingTone tone = is_gain ? BT_DRAWING_TONE_UP : BT_DRAWING_TONE_DOWN;
  double distance
    = fabs (bt_drawing_shape_points (shape, anchor) - bt_drawing_shape_points (shape, 0));
  char price[40];

  bt_drawing_shape_area (shape, corners, 4, tone, FILL_ALPHA);
  bt_drawing_shape_tone_line (shape, corners[3], corners[2], BT_DRAWING_EXTEND_NONE, tone);
  bt_chart_view_format_distance (shape->view, (gint64) floor (distance + 0.5), price);
  g_autofree char *text = g_strdup_printf ("%s%s", is_gain ? "+" : "\u2212", price);
  bt_drawing_shape_label (shape, (BtDrawingPoint){ (left + right) / 2, y + (y > entry ? 12 : -12) },
                          0.5, FALSE, text);
}

static void
add_risk (BtDrawingShape *shape)
{
  if (shape->n < 2)
    return;
  guint end = shape->n - 1;
  double left = MIN (shape->points[0].x, shape->points[end].x);
  double right = MAX (shape->points[0].x, shape->points[end].x);
  BtDrawingPoint from = { left, shape->points[0].y };
  BtDrawingPoint to = { MAX (right, left + 40), shape->points[0].y };

  add_side (shape, from.x, to.x, 1, FALSE);
  if (shape->n == 3)
    {
      double risk = fabs (bt_drawing_shape_points (shape, 1) - bt_drawing_shape_points (shape, 0));
      double gain = fabs (bt_drawing_shape_points (shape, 2) - bt_drawing_shape_points (shape, 0));
      char ratio[G_ASCII_DTOSTR_BUF_SIZE];

      add_side (shape, from.x, to.x, 2, TRUE);
      g_ascii_formatd (ratio, sizeof ratio, "%.2f", risk > 0 ? gain / risk : 0);
      g_autofree char *text = g_strdup_printf ("%s R", ratio);
      bt_drawing_shape_label (shape, bt_drawing_between (from, to, 0.5), 0.5, TRUE, text);
    }
  bt_drawing_shape_line (shape, from, to, BT_DRAWING_EXTEND_NONE);
}

const BtDrawingTool bt_tool_long_position = {
  .id = "long-position",
  .title = BT_DRAWING_TEXT ("Long position"),
  .group = BT_DRAWING_GROUP_MEASURES,
  .n_anchors = 3,
  .shape = add_risk,
};

const BtDrawingTool bt_tool_short_position = {
  .id = "short-position",
  .title = BT_DRAWING_TEXT ("Short position"),
  .group = BT_DRAWING_GROUP_MEASURES,
  .n_anchors = 3,
  .shape = add_risk,
};
