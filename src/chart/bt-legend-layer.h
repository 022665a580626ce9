// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The legend in the upper left corner: symbol, timeframe, and open, high, low, close, change and
 * volume of the candle under the crosshair or the newest one. What does not fit the width is left
 * out from the end. */
#pragma once

#include "chart/bt-chart-view.h"

#include <graphene.h>

G_BEGIN_DECLS

/* Returns what the legend covers; empty without candles. */
graphene_rect_t bt_legend_layer_bounds (const BtChartView *view);
/* Returns whether a point, in logical pixels of the chart, lies on it. */
gboolean bt_legend_layer_hit (const BtChartView *view, double x, double y);
/* Draws the legend. */
void bt_legend_layer_draw (const BtChartView *view, cairo_t *cr);

G_END_DECLS
