// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Studies over the candles and in their panes: lines, steps, histograms, dots, bands, clouds and
 * pivots; the panes' grid, guides, axes and legends. What the newest candle changes is drawn apart.
 */
#pragma once

#include "chart/bt-chart-view.h"

#include <graphene.h>

G_BEGIN_DECLS

/* Draws the panes' grids and all values but those of the newest candle. */
void bt_study_layer_draw (const BtChartView *view, cairo_t *cr);
/* Draws the values of the newest candle, joined to those before. */
void bt_study_layer_draw_newest (const BtChartView *view, cairo_t *cr);
/* Returns what bt_study_layer_draw_newest() touches; empty when that is out of view. */
graphene_rect_t bt_study_layer_newest_bounds (const BtChartView *view);
/* Draws the labels beside the panes, and tags of the newest values beside plot and panes. */
void bt_study_layer_draw_axes (const BtChartView *view, cairo_t *cr);

/* Returns the colour of an output of a study at a value; owned by the view's theme. */
const GdkRGBA *bt_study_layer_colour (const BtChartView *view,
                                      const BtChartStudy *study,
                                      guint output,
                                      double value);

G_END_DECLS
