// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A chart of a session window in a window of its own, on the same clock. The keys and the actions
 * are those of the session window. */
#pragma once

#include <adwaita.h>

#include "ui/bt-chart-tile.h"

G_BEGIN_DECLS

#define BT_TYPE_CHART_WINDOW (bt_chart_window_get_type ())
/* Signal: "closing" () when it is to be closed: whoever handles it takes the tile out. */
G_DECLARE_FINAL_TYPE (BtChartWindow, bt_chart_window, BT, CHART_WINDOW, AdwWindow)

/* Returns a window that holds a tile, which has no parent, not yet shown; it is closed by whoever
 * holds it, and destroyed before the tile. */
BtChartWindow *bt_chart_window_new (BtSession *session, BtChartTile *tile);
/* Shows it beside its session's window, whose actions and application are its own then. */
void bt_chart_window_show (BtChartWindow *window, GtkWindow *session_window);
/* Takes the tile out and destroys the window. */
void bt_chart_window_release (BtChartWindow *window);

G_END_DECLS
