// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The other instruments over the candles: their lines, the axes of their own, and what the legend
 * says of them. */
#pragma once

#include "chart/bt-chart-view.h"

#include <graphene.h>

G_BEGIN_DECLS

/* Returns what the axes of their own cover. */
graphene_rect_t bt_compare_layer_axes_bounds (const BtChartView *view);
/* Returns what their lines of the legend cover. */
graphene_rect_t bt_compare_layer_legend_bounds (const BtChartView *view);
/* Returns how much of the plot's height they take below the legend of the candles. */
double bt_compare_layer_legend_height (const BtChartView *view);
/* Draws the lines. */
void bt_compare_layer_draw_lines (const BtChartView *view, cairo_t *cr);
/* Draws the axes. */
void bt_compare_layer_draw_axes (const BtChartView *view, cairo_t *cr);
/* Draws their lines of the legend. */
void bt_compare_layer_draw_legend (const BtChartView *view, cairo_t *cr);
/* Returns what is said of one at a candle of the chart: "EURUSD: 1.08421, +0.35 %", as a new
 * string. */
char *bt_compare_layer_describe (const BtChartView *view, guint compare, gsize index);

G_END_DECLS
