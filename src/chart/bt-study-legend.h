// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The names of studies with their values at the candle under the crosshair or the newest one: below
 * the chart's legend for those over the candles, in the corner of its pane for each other. */
#pragma once

#include "chart/bt-chart-view.h"

#include <graphene.h>

G_BEGIN_DECLS

/* Returns what the names cover; empty without studies or candles. */
graphene_rect_t bt_study_legend_bounds (const BtChartView *view);
/* Returns what the names of studies over the candles cover; empty without those. */
graphene_rect_t bt_study_legend_overlay_bounds (const BtChartView *view);
/* Draws them. */
void bt_study_legend_draw (const BtChartView *view, cairo_t *cr);
/* Returns a study's name with its values at a candle, "RSI 14: 39.9", for readers of the screen;
 * free with g_free(). */
char *bt_study_legend_describe (const BtChartView *view, guint study, gsize index);
/* Returns the index of the study whose name is at a point, or BT_CHART_NO_INDEX. */
guint bt_study_legend_hit (const BtChartView *view, double x, double y);

G_END_DECLS
