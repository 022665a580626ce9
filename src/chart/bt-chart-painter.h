// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The layers of a chart, back to front. A widget keeps each as a render node of its own; a picture
 * draws all of them. */
#pragma once

#include "chart/bt-axis-layer.h"
#include "chart/bt-chart-view.h"

#include <graphene.h>

G_BEGIN_DECLS

/* In the order of drawing. */
typedef enum
{
  BT_CHART_LAYER_BASE, /* ground, grid, volume, candles but the newest */
  BT_CHART_LAYER_NEWEST,
  BT_CHART_LAYER_PROFILE,
  BT_CHART_LAYER_STUDIES, /* with the panes' grids */
  BT_CHART_LAYER_NEWEST_STUDIES,
  BT_CHART_LAYER_COMPARES,
  BT_CHART_LAYER_DRAWINGS,
  BT_CHART_LAYER_LAST_LINE,
  BT_CHART_LAYER_ASK_LINE,
  BT_CHART_LAYER_MARKERS,
  BT_CHART_LAYER_LINES,
  BT_CHART_LAYER_LABELS,
  BT_CHART_LAYER_PRICE_AXIS,
  BT_CHART_LAYER_PANE_AXES,
  BT_CHART_LAYER_TIME_AXIS,
  BT_CHART_LAYER_TAGS,
  BT_CHART_LAYER_COMPARE_AXES,
  BT_CHART_LAYER_RULER, /* what is measured or spanned */
  BT_CHART_LAYER_CROSSHAIR_COLUMN,
  BT_CHART_LAYER_CROSSHAIR_ROW,
  BT_CHART_LAYER_CROSSHAIR_PRICE,
  BT_CHART_LAYER_CROSSHAIR_TIME,
  BT_CHART_LAYER_LEGEND,
  BT_CHART_LAYER_STUDY_LEGEND,
  BT_CHART_LAYER_COMPARE_LEGEND,
} BtChartLayer;

#define BT_CHART_N_LAYERS 25

/* Returns what a layer can touch at present; empty when it has nothing to draw. */
graphene_rect_t bt_chart_painter_bounds (const BtChartView *view, BtChartLayer layer);
/* Draws one layer of a view that has been laid out. */
void bt_chart_painter_draw (const BtChartView *view, BtChartLayer layer, cairo_t *cr);
/* Draws all layers. */
void bt_chart_painter_draw_all (const BtChartView *view, cairo_t *cr);
/* Lays a view out and returns a new picture of it; width and height are logical pixels, scale whole
 * device pixels in one. The view keeps that layout. */
cairo_surface_t *
bt_chart_painter_render (BtChartView *view, int width_px, int height_px, double scale);

G_END_DECLS
