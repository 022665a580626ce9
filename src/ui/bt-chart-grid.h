// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The charts of a session window: one to eight on one clock, in a layout whose dividers can be
 * moved, by pointer and by arrow keys. One of them is the active one: the keys, the bar and the
 * windows of the session window are about it; it is outlined where there are others. Charts that a
 * smaller layout has no place for are kept as they were left, and come back with a larger one. */
#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

#include "chart/bt-chart.h"
#include "session/bt-session.h"
#include "ui/bt-appearance.h"
#include "ui/bt-chart-link.h"
#include "ui/bt-compare-list.h"

G_BEGIN_DECLS

#define BT_TYPE_CHART_GRID (bt_chart_grid_get_type ())
/* Properties: "session" (BtSession, write, once), "active" (BtChart, read, notify), "layout"
 * (string, id of a kind of layout, notify), "maximized" (boolean, notify: only the active chart is
 * shown). The session's "chart-timeframe", by which it is stepped and paced, is that of the finest
 * chart.
 *
 * Signals: "charts-changed" () after charts came or went. "edited" () after what
 * bt_chart_grid_write() writes of a chart or its drawings changed by hand. */
G_DECLARE_FINAL_TYPE (BtChartGrid, bt_chart_grid, BT, CHART_GRID, GtkWidget)

/* Returns the active chart, or NULL before there is a session. */
BtChart *bt_chart_grid_get_active (BtChartGrid *grid);
/* Makes a chart of the grid the active one and gives it the keyboard. */
void bt_chart_grid_activate (BtChartGrid *grid, BtChart *chart);
/* The same with the chart that stands some places after the active one, or before it. */
void bt_chart_grid_shift_active (BtChartGrid *grid, int places);
/* Returns how many charts there are. */
guint bt_chart_grid_get_count (BtChartGrid *grid);
/* Returns one of them; index is below their number. */
BtChart *bt_chart_grid_get_chart (BtChartGrid *grid, guint index);
/* Returns the other instruments on the active chart. */
BtCompareList *bt_chart_grid_get_compares (BtChartGrid *grid);
/* Returns what links the charts, owned by the grid: its properties can be bound to. */
BtChartLink *bt_chart_grid_get_link (BtChartGrid *grid);
/* Has the charts, those to come too, follow the colours of windows. */
void bt_chart_grid_set_appearance (BtChartGrid *grid, BtAppearance *appearance);
/* Gives the active chart a window of its own, or takes it back from there; FALSE, and nothing is
 * done, where no chart would be left here. */
gboolean bt_chart_grid_detach (BtChartGrid *grid);
/* Names the position or order that is worked on, on every chart. NULL or "": none. */
void bt_chart_grid_set_selected (BtChartGrid *grid, const char *id);
/* Sets the grid's members in the state of its window: "charts" (an object) and "drawings" (a text).
 */
void bt_chart_grid_write (BtChartGrid *grid, JsonObject *object);
/* Puts the grid into such a state, also into that of an older window, with one chart. Without
 * "drawings" those of the grid stay. */
void bt_chart_grid_read (BtChartGrid *grid, JsonObject *object);

G_END_DECLS
