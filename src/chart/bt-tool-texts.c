// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-drawing-shape.h"
#include "chart/bt-drawing-tools.h"

/* Words at a place, by themselves, in a tag, or leading to what they are about. */
static void
shape_text (BtDrawingShape *shape)
{
  /* Beside the handle, which would hide its first letter. */
  bt_drawing_shape_label (
    shape, (BtDrawingPoint){ shape->points[0].x + BT_DRAWING_HANDLE_PX + 3, shape->points[0].y }, 0,
    FALSE, shape->drawing->text);
}

static void
shape_price_label (BtDrawingShape *shape)
{
  g_autofree char *price = bt_drawing_shape_price (shape, shape->points[0].y);

  bt_drawing_shape_label (shape, (BtDrawingPoint){ shape->points[0].x + 8, shape->points[0].y }, 0,
                          TRUE, price);
  bt_drawing_shape_line (shape, shape->points[0],
                         (BtDrawingPoint){ shape->points[0].x + 8, shape->points[0].y },
                         BT_DRAWING_EXTEND_NONE);
}

static void
shape_callout (BtDrawingShape *shape)
{
  if (shape->n == 2)
    bt_drawing_shape_line (shape, shape->points[0], shape->points[1], BT_DRAWING_EXTEND_NONE);
  bt_drawing_shape_label (shape, shape->points[shape->n - 1], 0, TRUE, shape->drawing->text);
}

const BtDrawingTool bt_tool_text = {
  .id = "text",
  .title = BT_DRAWING_TEXT ("Text"),
  .group = BT_DRAWING_GROUP_TEXTS,
  .n_anchors = 1,
  .text = BT_DRAWING_TEXT ("Text"),
  .shape = shape_text,
};

const BtDrawingTool bt_tool_callout = {
  .id = "callout",
  .title = BT_DRAWING_TEXT ("Callout"),
  .group = BT_DRAWING_GROUP_TEXTS,
  .n_anchors = 2,
  .text = BT_DRAWING_TEXT ("Note"),
  .shape = shape_callout,
};

const BtDrawingTool bt_tool_price_label = {
  .id = "price-label",
  .title = BT_DRAWING_TEXT ("Price label"),
  .group = BT_DRAWING_GROUP_TEXTS,
  .n_anchors = 1,
  .shape = shape_price_label,
};
