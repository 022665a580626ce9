// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The menu over a chart: how the series is drawn, which bars, which scale; the price under the
 * pointer to the clipboard, the picture to the clipboard or a file. Opened by the secondary button,
 * the menu key, Shift+F10 or a long press. */
#pragma once

#include "chart/bt-chart.h"

G_BEGIN_DECLS

/* Adds the menu and its actions (group "chart": "style", "series", "scale", "scale-log",
 * "scale-percent", "inverted", "auto-scale", "show-trades", "takes-orders", "fit", "copy-price",
 * "copy-picture", "save-picture", those of bt-chart-looks.h and bt-study-templates.h) to a chart;
 * once. */
void bt_chart_menu_attach (BtChart *chart);
/* Returns these actions, for menus elsewhere, whose states are always the chart's; owned by the
 * chart. Nothing may activate one once the chart is gone. */
GActionGroup *bt_chart_menu_get_actions (BtChart *chart);

/* Fills the part of the menu that stands above the rest, for a point of the chart: of the pointer,
 * or when it was opened by key of the candle under the crosshair or the newest one. y is negative
 * where there are no candles. */
typedef void (*BtChartMenuFill) (BtChart *chart, GMenu *menu, double x, double y, gpointer data);
/* Has that part of a chart's menu filled whenever it is opened; data must outlive the chart. */
void bt_chart_menu_set_top (BtChart *chart, BtChartMenuFill fill, gpointer data);

/* Returns the name by which a style, kind of bars or scale is kept: "candles", "renko",
 * "logarithmic" …; static. The parsers return the first one for any other text, NULL included. */
const char *bt_chart_style_to_string (int style);
int bt_chart_style_parse (const char *text);
const char *bt_chart_series_kind_to_string (BtChartSeriesKind kind);
BtChartSeriesKind bt_chart_series_kind_parse (const char *text);
const char *bt_price_scale_kind_to_string (int kind);
int bt_price_scale_kind_parse (const char *text);

G_END_DECLS
