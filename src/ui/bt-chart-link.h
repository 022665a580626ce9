// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Charts that point at the same moment and show the same end of time: where the crosshair is on
 * one, the others show it, in the candle that holds the moment; where one is moved, the time at the
 * right edge of the others is the same, or the newest candle when that is where the first one is.
 */
#pragma once

#include "chart/bt-chart.h"

G_BEGIN_DECLS

#define BT_TYPE_CHART_LINK (bt_chart_link_get_type ())
/* Properties: "crosshair", "scroll" (boolean, both TRUE at first). */
G_DECLARE_FINAL_TYPE (BtChartLink, bt_chart_link, BT, CHART_LINK, GObject)

/* Returns a link of no charts. */
BtChartLink *bt_chart_link_new (void);
/* Adds a chart, which the link does not keep alive. */
void bt_chart_link_add (BtChartLink *link, BtChart *chart);
/* Takes a chart out, as must be done before it goes. */
void bt_chart_link_remove (BtChartLink *link, BtChart *chart);
/* Shows the crosshair of the chart under the pointer anew on the others: candles came. */
void bt_chart_link_refresh (BtChartLink *link);

G_END_DECLS
