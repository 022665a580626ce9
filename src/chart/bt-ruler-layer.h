// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What is being measured, or the box that is about to fill the plot. */
#pragma once

#include "chart/bt-chart-view.h"

#include <graphene.h>

G_BEGIN_DECLS

/* Draws the ruler of a view that has been laid out. */
void bt_ruler_layer_draw (const BtChartView *view, cairo_t *cr);
/* Returns what it touches; empty without a ruler. */
graphene_rect_t bt_ruler_layer_bounds (const BtChartView *view);
/* Returns what a measure says, lines apart: the change in price, percent and points, bars and time,
 * and what a lot would have made of it; NULL where nothing is measured. Free with g_free(). */
char *bt_ruler_layer_describe (const BtChartView *view);

G_END_DECLS
