// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-drawing-shape.h"
#include "chart/bt-drawing-tools.h"

#define FILL_ALPHA 0.1

/* Closed shapes over their anchors. */
static void
shape_rectangle (BtDrawingShape *shape)
{
  if (shape->n < 2)
    return;
  BtDrawingPoint a = shape->points[0];
  BtDrawingPoint b = shape->points[1];
  BtDrawingPoint corners[4] = { a, { b.x, a.y }, b, { a.x, b.y } };

  bt_drawing_shape_area (shape, corners, 4, BT_DRAWING_TONE_OWN, FILL_ALPHA);
  for (guint i = 0; i < 4; i++)
    bt_drawing_shape_line (shape, corners[i], corners[(i + 1) % 4], BT_DRAWING_EXTEND_NONE);
}

static void
shape_ellipse (BtDrawingShape *shape)
{
  if (shape->n == 2)
    bt_drawing_shape_ellipse (shape, shape->points[0], shape->points[1]);
}

static void
shape_triangle (BtDrawingShape *shape)
{
  if (shape->n == 3)
    bt_drawing_shape_area (shape, shape->points, 3, BT_DRAWING_TONE_OWN, FILL_ALPHA);
  if (shape->n >= 2)
    bt_drawing_shape_path (shape, shape->points, shape->n, shape->n == 3);
}

static void
shape_path (BtDrawingShape *shape)
{
  if (shape->n >= 2)
    bt_drawing_shape_path (shape, shape->points, shape->n, FALSE);
}

const BtDrawingTool bt_tool_rectangle = {
  .id = "rectangle",
  .title = BT_DRAWING_TEXT ("Rectangle"),
  .group = BT_DRAWING_GROUP_SHAPES,
  .n_anchors = 2,
  .shape = shape_rectangle,
};

const BtDrawingTool bt_tool_ellipse = {
  .id = "ellipse",
  .title = BT_DRAWING_TEXT ("Ellipse"),
  .group = BT_DRAWING_GROUP_SHAPES,
  .n_anchors = 2,
  .shape = shape_ellipse,
};

const BtDrawingTool bt_tool_triangle = {
  .id = "triangle",
  .title = BT_DRAWING_TEXT ("Triangle"),
  .group = BT_DRAWING_GROUP_SHAPES,
  .n_anchors = 3,
  .shape = shape_triangle,
};

const BtDrawingTool bt_tool_polyline = {
  .id = "polyline",
  .title = BT_DRAWING_TEXT ("Polyline"),
  .group = BT_DRAWING_GROUP_SHAPES,
  .n_anchors = 0,
  .shape = shape_path,
};

const BtDrawingTool bt_tool_brush = {
  .id = "brush",
  .title = BT_DRAWING_TEXT ("Brush"),
  .group = BT_DRAWING_GROUP_SHAPES,
  .n_anchors = 0,
  .is_freehand = TRUE,
  .shape = shape_path,
};
