// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-drawing-shape.h"
#include "chart/bt-drawing-tools.h"

#include <math.h>

#define HEAD_PX 10.0
#define HEAD_ANGLE 0.45

/* A line whose second end points. */
static void
shape_arrow (BtDrawingShape *shape)
{
  if (shape->n < 2)
    return;
  BtDrawingPoint from = shape->points[0];
  BtDrawingPoint to = shape->points[1];
  double angle = atan2 (to.y - from.y, to.x - from.x);

  bt_drawing_shape_line (shape, from, to, BT_DRAWING_EXTEND_NONE);
  for (int side = -1; side <= 1; side += 2)
    {
      BtDrawingPoint end = { to.x - HEAD_PX * cos (angle + side * HEAD_ANGLE),
                             to.y - HEAD_PX * sin (angle + side * HEAD_ANGLE) };
      bt_drawing_shape_line (shape, to, end, BT_DRAWING_EXTEND_NONE);
    }
}

const BtDrawingTool bt_tool_arrow = {
  .id = "arrow",
  .title = BT_DRAWING_TEXT ("Arrow"),
  .group = BT_DRAWING_GROUP_LINES,
  .n_anchors = 2,
  .shape = shape_arrow,
};
