// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-drawing-tools.h"

#include <string.h>

/* In the order in which they are offered. */
static const BtDrawingTool *const tools[] = {
  &bt_tool_trend_line,
  &bt_tool_ray,
  &bt_tool_extended_line,
  &bt_tool_horizontal_line,
  &bt_tool_horizontal_ray,
  &bt_tool_vertical_line,
  &bt_tool_arrow,
  &bt_tool_parallel_channel,
  &bt_tool_extended_channel,
  &bt_tool_regression_channel,
  &bt_tool_pitchfork,
  &bt_tool_rectangle,
  &bt_tool_ellipse,
  &bt_tool_triangle,
  &bt_tool_polyline,
  &bt_tool_brush,
  &bt_tool_fibonacci_retracement,
  &bt_tool_fibonacci_extension,
  &bt_tool_fibonacci_fan,
  &bt_tool_fibonacci_time_zones,
  &bt_tool_gann_fan,
  &bt_tool_gann_box,
  &bt_tool_elliott_impulse,
  &bt_tool_elliott_correction,
  &bt_tool_abcd,
  &bt_tool_price_range,
  &bt_tool_date_range,
  &bt_tool_date_price_range,
  &bt_tool_long_position,
  &bt_tool_short_position,
  &bt_tool_text,
  &bt_tool_callout,
  &bt_tool_price_label,
};

const BtDrawingTool *const *
bt_drawing_tools (guint *count)
{
  *count = G_N_ELEMENTS (tools);
  return tools;
}

const BtDrawingTool *
bt_drawing_tool_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    if (strcmp (tools[i]->id, id) == 0)
      return tools[i];
  return NULL;
}
