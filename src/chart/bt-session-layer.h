// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The hours in which Tokyo, London and New York trade, as a wash behind the candles and a strip at
 * the foot of the plot. Shown up to H1, where a session is wide enough to be read. */
#pragma once

#include "chart/bt-chart-view.h"

G_BEGIN_DECLS

/* Height of the strips with the names above them. */
#define BT_SESSION_NAMES_PX 30.0

/* Draws the wash of the sessions that overlap known candles in view. */
void bt_session_layer_draw_wash (const BtChartView *view, cairo_t *cr);
/* Draws their strips and names, which stand before the candles. */
void bt_session_layer_draw_strips (const BtChartView *view, cairo_t *cr);

G_END_DECLS
