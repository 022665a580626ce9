// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-drawing-shape.h"
#include "chart/bt-drawing-tools.h"

/* From the line to the middle of a label. */
#define LABEL_PX 10

/* A price over all the time that is shown, or from a moment on, with its figure, and what somebody
 * calls it; and a moment over all prices. */
static void
add_level (BtDrawingShape *shape, double from)
{
  BtDrawingPoint start = { from, shape->points[0].y };
  BtDrawingPoint end = { shape->view->plot_width, shape->points[0].y };
  g_autofree char *price = bt_drawing_shape_price (shape, start.y);

  bt_drawing_shape_line (shape, start, end, BT_DRAWING_EXTEND_NONE);
  if (shape->drawing->text[0] == '\0')
    {
      bt_drawing_shape_label (shape, (BtDrawingPoint){ end.x - 6, start.y - LABEL_PX }, 1, FALSE,
                              price);
      return;
    }
  /* Orders have their labels at the right edge: a name stands in the middle. */
  g_autofree char *named = g_strdup_printf ("%s %s", shape->drawing->text, price);
  bt_drawing_shape_label (shape, (BtDrawingPoint){ (from + end.x) / 2, start.y + LABEL_PX }, 0.5,
                          FALSE, named);
}

static void
shape_horizontal (BtDrawingShape *shape)
{
  add_level (shape, 0);
}

static void
shape_horizontal_ray (BtDrawingShape *shape)
{
  add_level (shape, shape->points[0].x);
}

static void
shape_vertical (BtDrawingShape *shape)
{
  BtDrawingPoint top = { shape->points[0].x, 0 };
  BtDrawingPoint bottom = { shape->points[0].x, shape->view->plot_height };

  bt_drawing_shape_line (shape, top, bottom, BT_DRAWING_EXTEND_NONE);
}

const BtDrawingTool bt_tool_horizontal_line = {
  .id = "horizontal-line",
  .title = BT_DRAWING_TEXT ("Horizontal line"),
  .group = BT_DRAWING_GROUP_LINES,
  .n_anchors = 1,
  .text = "",
  .shape = shape_horizontal,
};

const BtDrawingTool bt_tool_horizontal_ray = {
  .id = "horizontal-ray",
  .title = BT_DRAWING_TEXT ("Horizontal ray"),
  .group = BT_DRAWING_GROUP_LINES,
  .n_anchors = 1,
  .text = "",
  .shape = shape_horizontal_ray,
};

const BtDrawingTool bt_tool_vertical_line = {
  .id = "vertical-line",
  .title = BT_DRAWING_TEXT ("Vertical line"),
  .group = BT_DRAWING_GROUP_LINES,
  .n_anchors = 1,
  .shape = shape_vertical,
};
