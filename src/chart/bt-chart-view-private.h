// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the files of the view share. */
#pragma once

#include "chart/bt-chart-view.h"

G_BEGIN_DECLS

/* Cuts the body into the plot and as many panes as find room below it. */
void bt_chart_view_place_panes (BtChartView *view);
/* Fits the panes to what of their studies is in view, and finds what stands beside them. */
void bt_chart_view_lay_out_panes (BtChartView *view);

G_END_DECLS
