// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* One of the charts of a session window: the chart, what presents the session on it, its menu, and
 * an outline that shows which one the keys and the bar are about. */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

#include "chart/bt-chart.h"
#include "session/bt-session.h"
#include "ui/bt-compare-list.h"

G_BEGIN_DECLS

#define BT_TYPE_CHART_TILE (bt_chart_tile_get_type ())
/* Action: "tile.own-drawings" (boolean), see bt_chart_tile_set_own_drawings().
 *
 * Signals: "activated" () when the pointer pressed within it or the keyboard came to it. "edited"
 * () after its drawings, indicators or other instruments, its timeframe or its style changed: the
 * state that bt_chart_tile_write() writes is another one. */
G_DECLARE_FINAL_TYPE (BtChartTile, bt_chart_tile, BT, CHART_TILE, AdwBin)

/* Returns a tile that shows a session at a timeframe, with the window's drawings. */
GtkWidget *bt_chart_tile_new (BtSession *session, BtTimeframe timeframe, BtDrawingSet *drawings);
/* Returns its chart. */
BtChart *bt_chart_tile_get_chart (BtChartTile *tile);
/* Returns the other instruments on it. */
BtCompareList *bt_chart_tile_get_compares (BtChartTile *tile);
/* Shows whether it is the one that the keys and the bar are about. */
void bt_chart_tile_set_active (BtChartTile *tile, gboolean is_active);
/* Shows or hides the buttons that make it the only one and give it a window of its own. */
void bt_chart_tile_set_buttons (BtChartTile *tile, gboolean can_maximize, gboolean can_detach);
/* Sets whether the chart shows drawings of its own, at first copies of the window's, rather than
 * those that the window's charts share. */
void bt_chart_tile_set_own_drawings (BtChartTile *tile, gboolean has_own);
/* Closes the windows about the chart: it goes to another one, or away. */
void bt_chart_tile_close_windows (BtChartTile *tile);
/* Names the position or order that is worked on, as bt_chart_presenter_set_selected(). */
void bt_chart_tile_set_selected (BtChartTile *tile, const char *id);
/* Sets the members of its state in an object. */
void bt_chart_tile_write (BtChartTile *tile, JsonObject *object);
/* Puts it into such a state. */
void bt_chart_tile_read (BtChartTile *tile, JsonObject *object);

G_END_DECLS
