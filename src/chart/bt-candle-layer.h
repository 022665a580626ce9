// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The series of a chart and its volume, on whole device pixels, filled by colour in batches:
 * candles and bars here, lines and areas through closes in bt-curve-layer. Where a device column
 * holds several candles they merge into its highest and lowest price. */
#pragma once

#include "chart/bt-candle-projection.h"

#include <graphene.h>

G_BEGIN_DECLS

/* Draws all candles in view but the newest one of the tape, with their volume behind them. */
void bt_candle_layer_draw (const BtChartView *view, cairo_t *cr);
/* Draws the newest candle with its volume: while it forms with a dotted outline and a wash over its
 * column. */
void bt_candle_layer_draw_newest (const BtChartView *view, cairo_t *cr);
/* Returns the part of the plot that bt_candle_layer_draw_newest() touches; empty when it is out of
 * view. */
graphene_rect_t bt_candle_layer_newest_bounds (const BtChartView *view);

G_END_DECLS
