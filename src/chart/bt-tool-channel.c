// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-drawing-shape.h"
#include "chart/bt-drawing-tools.h"

/* Two parallel lines: the third anchor says how far apart. */
static void
add_parallel (BtDrawingShape *shape, double offset, BtDrawingExtend extend)
{
  BtDrawingPoint corners[4]
    = { shape->points[0], shape->points[1], shape->points[1], shape->points[0] };

  corners[2].y += offset;
  corners[3].y += offset;
  bt_drawing_shape_area (shape, corners, 4, BT_DRAWING_TONE_OWN, 0.07);
  bt_drawing_shape_line (shape, corners[0], corners[1], extend);
  bt_drawing_shape_line (shape, corners[3], corners[2], extend);
  bt_drawing_shape_tone_line (shape, bt_drawing_between (corners[0], corners[3], 0.5),
                              bt_drawing_between (corners[1], corners[2], 0.5), extend,
                              BT_DRAWING_TONE_DIM);
}

/* Returns how far the third anchor lies below the line through the first two. */
static double
get_offset (const BtDrawingShape *shape)
{
  BtDrawingPoint a = shape->points[0];
  BtDrawingPoint b = shape->points[1];
  double share = b.x != a.x ? (shape->points[2].x - a.x) / (b.x - a.x) : 0;

  return shape->points[2].y - (a.y + (b.y - a.y) * share);
}

static void
shape_parallel (BtDrawingShape *shape)
{
  if (shape->n == 2)
    bt_drawing_shape_line (shape, shape->points[0], shape->points[1], BT_DRAWING_EXTEND_NONE);
  else if (shape->n == 3)
    add_parallel (shape, get_offset (shape), BT_DRAWING_EXTEND_NONE);
}

static void
shape_extended (BtDrawingShape *shape)
{
  if (shape->n == 2)
    bt_drawing_shape_line (shape, shape->points[0], shape->points[1], BT_DRAWING_EXTEND_BOTH);
  else if (shape->n == 3)
    add_parallel (shape, get_offset (shape), BT_DRAWING_EXTEND_BOTH);
}

const BtDrawingTool bt_tool_parallel_channel = {
  .id = "parallel-channel",
  .title = BT_DRAWING_TEXT ("Parallel channel"),
  .group = BT_DRAWING_GROUP_CHANNELS,
  .n_anchors = 3,
  .shape = shape_parallel,
};

const BtDrawingTool bt_tool_extended_channel = {
  .id = "extended-channel",
  .title = BT_DRAWING_TEXT ("Extended channel"),
  .group = BT_DRAWING_GROUP_CHANNELS,
  .n_anchors = 3,
  .shape = shape_extended,
};
