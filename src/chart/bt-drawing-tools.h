// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The definitions of all drawing tools, each in the file of its family; for bt-drawing-tools.c. */
#pragma once

#include "chart/bt-drawing.h"

G_BEGIN_DECLS

/* Marks a text for translation by the layers that show it; here it stays as it is. */
#define BT_DRAWING_TEXT(text) text

extern const BtDrawingTool bt_tool_trend_line;
extern const BtDrawingTool bt_tool_ray;
extern const BtDrawingTool bt_tool_extended_line;
extern const BtDrawingTool bt_tool_horizontal_line;
extern const BtDrawingTool bt_tool_horizontal_ray;
extern const BtDrawingTool bt_tool_vertical_line;
extern const BtDrawingTool bt_tool_arrow;
extern const BtDrawingTool bt_tool_parallel_channel;
extern const BtDrawingTool bt_tool_extended_channel;
extern const BtDrawingTool bt_tool_regression_channel;
extern const BtDrawingTool bt_tool_pitchfork;
extern const BtDrawingTool bt_tool_rectangle;
extern const BtDrawingTool bt_tool_ellipse;
extern const BtDrawingTool bt_tool_triangle;
extern const BtDrawingTool bt_tool_polyline;
extern const BtDrawingTool bt_tool_brush;
extern const BtDrawingTool bt_tool_fibonacci_retracement;
extern const BtDrawingTool bt_tool_fibonacci_extension;
extern const BtDrawingTool bt_tool_fibonacci_fan;
extern const BtDrawingTool bt_tool_fibonacci_time_zones;
extern const BtDrawingTool bt_tool_gann_fan;
extern const BtDrawingTool bt_tool_gann_box;
extern const BtDrawingTool bt_tool_elliott_impulse;
extern const BtDrawingTool bt_tool_elliott_correction;
extern const BtDrawingTool bt_tool_abcd;
extern const BtDrawingTool bt_tool_price_range;
extern const BtDrawingTool bt_tool_date_range;
extern const BtDrawingTool bt_tool_date_price_range;
extern const BtDrawingTool bt_tool_long_position;
extern const BtDrawingTool bt_tool_short_position;
extern const BtDrawingTool bt_tool_text;
extern const BtDrawingTool bt_tool_callout;
extern const BtDrawingTool bt_tool_price_label;

G_END_DECLS
