// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Fills and ended trades: a triangle with the lots beside the candle of an entry; from there a
 * dotted line to a ring at the exit, with the result beside it. */
#pragma once

#include "chart/bt-chart-view.h"

G_BEGIN_DECLS

/* Draws the markers in view. */
void bt_marker_layer_draw (const BtChartView *view, cairo_t *cr);
/* Returns the fills at a point of the plot as indices (guint) of markers; entries of the same side
 * at a candle are found together. Stores where they stand, when there are any. */
GArray *bt_marker_layer_find (const BtChartView *view, double x, double y, GdkRectangle *place);
/* The same of all fills at a candle. */
GArray *bt_marker_layer_find_at (const BtChartView *view, gsize index, GdkRectangle *place);

G_END_DECLS
