// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* All drawings of a chart, back to front, and the one that is being drawn. */
#pragma once

#include "chart/bt-chart-view.h"

G_BEGIN_DECLS

/* Draws the layer. */
void bt_drawing_layer_draw (const BtChartView *view, cairo_t *cr);
/* Returns the front-most drawing that is within reach of a point, 0 when there is none; stores the
 * anchor whose handle is there (of the selected drawing only), or BT_CHART_NO_INDEX. anchor may be
 * NULL. */
guint bt_drawing_layer_hit (const BtChartView *view, double x, double y, guint *anchor);

G_END_DECLS
