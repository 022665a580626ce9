// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-drawing-shape.h"
#include "chart/bt-drawing-tools.h"

/* Andrews' pitchfork: a median from the first anchor through the middle of the other two, and its
 * parallels through them. */
static void
shape_pitchfork (BtDrawingShape *shape)
{
  if (shape->n == 2)
    bt_drawing_shape_line (shape, shape->points[0], shape->points[1], BT_DRAWING_EXTEND_NONE);
  if (shape->n < 3)
    return;
  BtDrawingPoint handle = shape->points[0];
  BtDrawingPoint middle = bt_drawing_between (shape->points[1], shape->points[2], 0.5);
  double dx = middle.x - handle.x;
  double dy = middle.y - handle.y;

  bt_drawing_shape_line (shape, handle, middle, BT_DRAWING_EXTEND_END);
  bt_drawing_shape_line (shape, shape->points[1], shape->points[2], BT_DRAWING_EXTEND_NONE);
  for (guint i = 1; i < 3; i++)
    bt_drawing_shape_line (shape, shape->points[i],
                           (BtDrawingPoint){ shape->points[i].x + dx, shape->points[i].y + dy },
                           BT_DRAWING_EXTEND_END);
}

const BtDrawingTool bt_tool_pitchfork = {
  .id = "pitchfork",
  .title = BT_DRAWING_TEXT ("Pitchfork"),
  .group = BT_DRAWING_GROUP_CHANNELS,
  .n_anchors = 3,
  .shape = shape_pitchfork,
};
