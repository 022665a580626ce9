// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a chart shows, in words for who does not see it. All are new strings. */
#pragma once

#include "chart/bt-chart-view.h"

G_BEGIN_DECLS

/* Returns a candle with its time, four prices and direction, and what studies say there; index is
 * below the number of candles. */
char *bt_chart_summary_candle (const BtChartView *view, gsize index);
/* Returns where prices went over the candles in view and between which bounds; NULL where fewer
 * than two are. */
char *bt_chart_summary_trend (const BtChartView *view);
/* Returns the open positions with their results, or that there is none. */
char *bt_chart_summary_positions (const BtChartView *view);
/* Returns what the selected drawing is and where its ends are, of many the first and the last; NULL
 * where none is selected. */
char *bt_chart_summary_drawing (const BtChartView *view);
/* Returns the newest candle, the trend and the positions; without candles, that there are none. */
char *bt_chart_summary (const BtChartView *view);

G_END_DECLS
