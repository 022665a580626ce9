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

/* Computes the lines of other instruments anew: another timeframe, day or kind of bars. */
void bt_chart_view_restart_compares (BtChartView *view);
/* Takes in what their tapes have revealed. */
void bt_chart_view_update_compares (BtChartView *view);
/* Gives those with an axis of their own room at the right of a width; returns how much. */
double bt_chart_view_place_compares (BtChartView *view, double width);
/* Finds what of them is in view. */
void bt_chart_view_find_compares (BtChartView *view);
/* Widens a range of prices by those on the chart's axis, whose base is known. */
void bt_chart_view_widen_by_compares (const BtChartView *view, double *low, double *high);
/* Fits the axes of their own, and finds what stands beside them. */
void bt_chart_view_lay_out_compares (BtChartView *view);

G_END_DECLS
