// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The two axes: plain labels of prices and times, and the tags that stand over them — the last
 * price with the countdown to the candle's end, and the prices of order lines. A plain label yields
 * to a tag that comes too close. */
#pragma once

#include "chart/bt-chart-view.h"

G_BEGIN_DECLS

/* Heights of tags, and the distance from a label's left edge to the axis. */
#define BT_AXIS_TAG_PX 18.0
#define BT_AXIS_LAST_TAG_PX 33.0
#define BT_AXIS_TEXT_INDENT_PX 9.0
/* A plain label closer to a tag's middle line than this is not shown. */
#define BT_AXIS_YIELD_PX 14.0

/* Which plain labels yield: a bit each, in order of drawing. Labels beyond the bits never do. */
typedef struct
{
  guint64 prices[2];
  guint64 times[2];
} BtAxisMask;

/* Works out which labels yield to which tags. Two equal masks draw the same labels. */
BtAxisMask bt_axis_layer_mask (const BtChartView *view);
/* Draws the plain labels of prices. */
void bt_axis_layer_draw_prices (const BtChartView *view, const BtAxisMask *mask, cairo_t *cr);
/* Draws the plain labels of times, and the zone in the corner. */
void bt_axis_layer_draw_times (const BtChartView *view, const BtAxisMask *mask, cairo_t *cr);
/* Draws the tags of lines and of the last price. */
void bt_axis_layer_draw_tags (const BtChartView *view, cairo_t *cr);
/* Draws the dotted line of the last price over the plot. */
void bt_axis_layer_draw_last_line (const BtChartView *view, cairo_t *cr);
/* Draws the thin line of the ask, right of the newest candle. */
void bt_axis_layer_draw_ask_line (const BtChartView *view, cairo_t *cr);
/* Draws a tag with a filled ground, its middle at y: the crosshair's price. */
void bt_axis_layer_draw_filled_tag (const BtChartView *view,
                                    cairo_t *cr,
                                    double y,
                                    const char *text,
                                    const GdkRGBA *ground,
                                    const GdkRGBA *ink);
/* Writes the width and middle of the crosshair's time tag, kept inside the plot; FALSE when there
 * is none. */
gboolean bt_axis_layer_place_time_tag (
  const BtChartView *view, char *text, gsize size, double *middle, double *width);
/* Writes the zone at a time: "UTC", "UTC−5", "UTC+5:30"; returns text. */
const char *bt_axis_layer_format_zone (BtZone zone, gint64 time_usec, char text[static 32]);
/* Writes what is left of the newest candle: "0:42", "1:05:00", "2d 03:00"; returns text. */
const char *bt_axis_layer_format_remaining (gint64 remaining_usec, char text[static 32]);

G_END_DECLS
