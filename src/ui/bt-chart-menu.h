// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The menu over a chart: how the series is drawn, which bars, which scale; the price under the
 * pointer to the clipboard, the picture to the clipboard or a file. Opened by the secondary button,
 * the menu key, Shift+F10 or a long press. */
#pragma once

#include "chart/bt-chart.h"

G_BEGIN_DECLS

/* Adds the menu and its actions (group "chart": "style", "series", "scale", "inverted",
 * "auto-scale", "fit", "copy-price", "copy-picture", "save-picture") to a chart; once. */
void bt_chart_menu_attach (BtChart *chart);

/* Returns the name by which a style, kind of bars or scale is kept: "candles", "renko",
 * "logarithmic" …; static. The parsers return the first one for any other text, NULL included. */
const char *bt_chart_style_to_string (int style);
int bt_chart_style_parse (const char *text);
const char *bt_chart_series_kind_to_string (BtChartSeriesKind kind);
BtChartSeriesKind bt_chart_series_kind_parse (const char *text);
const char *bt_price_scale_kind_to_string (int kind);
int bt_price_scale_kind_parse (const char *text);

G_END_DECLS
