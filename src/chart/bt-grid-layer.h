// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What lies behind the candles: the ground, the wash of market sessions, the grid, separators of
 * days, the lines between plot and axes. */
#pragma once

#include "chart/bt-chart-view.h"

G_BEGIN_DECLS

/* Draws the layer over the whole view. */
void bt_grid_layer_draw (const BtChartView *view, cairo_t *cr);

G_END_DECLS
