// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The bar above the charts, about the active one: timeframe, style, indicators and their templates,
 * other instruments, the drawings' undo, layout of the charts, scale, settings of the chart. As
 * room shrinks the words of buttons go, then buttons, which are in a menu at the end then. */
#pragma once

#include <gtk/gtk.h>

#include "chart/bt-chart.h"

G_BEGIN_DECLS

#define BT_TYPE_CHART_BAR (bt_chart_bar_get_type ())
/* Properties: "chart" (BtChart with the actions of bt-chart-menu.h, write: the active one),
 * "layout" (string, write: the id of a kind of layout). The window has the actions "win.timeframe"
 * (s), "win.studies", "win.compare" and "win.layout" (s); whoever has drawings inserts
 * "drawing.undo" and "drawing.redo". */
G_DECLARE_FINAL_TYPE (BtChartBar, bt_chart_bar, BT, CHART_BAR, GtkWidget)

/* Says of which candles timeframes can be made. */
void bt_chart_bar_set_base (BtChartBar *bar, BtTimeframe base);
/* Opens the choice of timeframes with a text in its field. */
void bt_chart_bar_type_timeframe (BtChartBar *bar, const char *text);
/* Opens the choice of layouts. */
void bt_chart_bar_open_layouts (BtChartBar *bar);

G_END_DECLS
