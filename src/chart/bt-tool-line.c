// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-drawing-shape.h"
#include "chart/bt-drawing-tools.h"

/* A line through two anchors, or on beyond one or both of them. */
static void
shape_segment (BtDrawingShape *shape)
{
  if (shape->n == 2)
    bt_drawing_shape_line (shape, shape->points[0], shape->points[1], BT_DRAWING_EXTEND_NONE);
}

static void
shape_ray (BtDrawingShape *shape)
{
  if (shape->n == 2)
    bt_drawing_shape_line (shape, shape->points[0], shape->points[1], BT_DRAWING_EXTEND_END);
}

static void
shape_extended (BtDrawingShape *shape)
{
  if (shape->n == 2)
    bt_drawing_shape_line (shape, shape->points[0], shape->points[1], BT_DRAWING_EXTEND_BOTH);
}

const BtDrawingTool bt_tool_trend_line = {
  .id = "trend-line",
  .title = BT_DRAWING_TEXT ("Trend line"),
  .group = BT_DRAWING_GROUP_LINES,
  .n_anchors = 2,
  .shape = shape_segment,
};

const BtDrawingTool bt_tool_ray = {
  .id = "ray",
  .title = BT_DRAWING_TEXT ("Ray"),
  .group = BT_DRAWING_GROUP_LINES,
  .n_anchors = 2,
  .shape = shape_ray,
};

const BtDrawingTool bt_tool_extended_line = {
  .id = "extended-line",
  .title = BT_DRAWING_TEXT ("Extended line"),
  .group = BT_DRAWING_GROUP_LINES,
  .n_anchors = 2,
  .shape = shape_extended,
};
