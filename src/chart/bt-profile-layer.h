// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The volume profile of what is in view, from the right edge of the plot: the value area darker,
 * with a line at the point of control. */
#pragma once

#include "chart/bt-chart-view.h"

#include <graphene.h>

G_BEGIN_DECLS

/* Draws the profile of a view that has been laid out. */
void bt_profile_layer_draw (const BtChartView *view, cairo_t *cr);
/* Returns what it touches; empty where there is none. */
graphene_rect_t bt_profile_layer_bounds (const BtChartView *view);
/* Fills the profile of the candles in view; FALSE where it is not shown or nothing was traded. */
gboolean bt_profile_layer_get (const BtChartView *view, BtVolumeProfile *profile);

G_END_DECLS
