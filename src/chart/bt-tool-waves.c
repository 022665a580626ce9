// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-drawing-shape.h"
#include "chart/bt-drawing-tools.h"

/* A wave through its anchors, each named at its far side. */
static void
add_wave (BtDrawingShape *shape, const char *const *names)
{
  if (shape->n >= 2)
    bt_drawing_shape_path (shape, shape->points, shape->n, FALSE);
  for (guint i = 0; i < shape->n; i++)
    {
      BtDrawingPoint at = shape->points[i];
      double other = i > 0 ? shape->points[i - 1].y : shape->n > 1 ? shape->points[1].y : at.y;

      at.y += at.y <= other ? -14 : 14;
      bt_drawing_shape_label (shape, at, 0.5, FALSE, names[i]);
    }
}

static void
shape_impulse (BtDrawingShape *shape)
{
  static const char *const names[] = { "(0)", "(1)", "(2)", "(3)", "(4)", "(5)" };

  add_wave (shape, names);
}

static void
shape_correction (BtDrawingShape *shape)
{
  static const char *const names[] = { "(0)", "(A)", "(B)", "(C)" };

  add_wave (shape, names);
}

static void
shape_abcd (BtDrawingShape *shape)
{
  static const char *const names[] = { "A", "B", "C", "D" };

  add_wave (shape, names);
}

const BtDrawingTool bt_tool_elliott_impulse = {
  .id = "elliott-impulse",
  .title = BT_DRAWING_TEXT ("Elliott impulse wave"),
  .group = BT_DRAWING_GROUP_FIBONACCI,
  .n_anchors = 6,
  .shape = shape_impulse,
};

const BtDrawingTool bt_tool_elliott_correction = {
  .id = "elliott-correction",
  .title = BT_DRAWING_TEXT ("Elliott correction wave"),
  .group = BT_DRAWING_GROUP_FIBONACCI,
  .n_anchors = 4,
  .shape = shape_correction,
};

const BtDrawingTool bt_tool_abcd = {
  .id = "abcd",
  .title = BT_DRAWING_TEXT ("ABCD pattern"),
  .group = BT_DRAWING_GROUP_FIBONACCI,
  .n_anchors = 4,
  .shape = shape_abcd,
};
