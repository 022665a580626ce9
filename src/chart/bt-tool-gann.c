// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-drawing-shape.h"
#include "chart/bt-drawing-tools.h"

/* Price to time, in shares of the box that the anchors span. */
static const struct
{
  double time;
  double price;
  const char *name;
} ANGLES[] = {
  { 1, 0.125, "8×1" },   { 1, 0.25, "4×1" }, { 1, 1.0 / 3, "3×1" },
  { 1, 0.5, "2×1" },     { 1, 1, "1×1" },    { 0.5, 1, "1×2" },
  { 1.0 / 3, 1, "1×3" }, { 0.25, 1, "1×4" }, { 0.125, 1, "1×8" },
};
static const double SHARES[] = { 0, 0.25, 0.382, 0.5, 0.618, 0.75, 1 };

static void
shape_fan (BtDrawingShape *shape)
{
  if (shape->n < 2)
    return;
  BtDrawingPoint a = shape->points[0];
  BtDrawingPoint b = shape->points[1];

  for (guint i = 0; i < G_N_ELEMENTS (ANGLES); i++)
    {
      BtDrawingPoint through
        = { a.x + (b.x - a.x) * ANGLES[i].time, a.y + (b.y - a.y) * ANGLES[i].price };
      bt_drawing_shape_line (shape, a, through, BT_DRAWING_EXTEND_END);
      bt_drawing_shape_label (shape, (BtDrawingPoint){ through.x + 6, through.y }, 0, FALSE,
                              ANGLES[i].name);
    }
}

static void
shape_box (BtDrawingShape *shape)
{
  if (shape->n < 2)
    return;
  BtDrawingPoint a = shape->points[0];
  BtDrawingPoint b = shape->points[1];
  BtDrawingPoint corners[4] = { a, { b.x, a.y }, b, { a.x, b.y } };

  bt_drawing_shape_area (shape, corners, 4, BT_DRAWING_TONE_OWN, 0.05);
  for (guint i = 0; i < G_N_ELEMENTS (SHARES); i++)
    {
      BtDrawingPoint at = bt_drawing_between (a, b, SHARES[i]);
      bt_drawing_shape_line (shape, (BtDrawingPoint){ a.x, at.y }, (BtDrawingPoint){ b.x, at.y },
                             BT_DRAWING_EXTEND_NONE);
      bt_drawing_shape_line (shape, (BtDrawingPoint){ at.x, a.y }, (BtDrawingPoint){ at.x, b.y },
                             BT_DRAWING_EXTEND_NONE);
    }
}

const BtDrawingTool bt_tool_gann_fan = {
  .id = "gann-fan",
  .title = BT_DRAWING_TEXT ("Gann fan"),
  .group = BT_DRAWING_GROUP_FIBONACCI,
  .n_anchors = 2,
  .shape = shape_fan,
};

const BtDrawingTool bt_tool_gann_box = {
  .id = "gann-box",
  .title = BT_DRAWING_TEXT ("Gann box"),
  .group = BT_DRAWING_GROUP_FIBONACCI,
  .n_anchors = 2,
  .shape = shape_box,
};
