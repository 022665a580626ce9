// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* One of the charts of a session window: the chart, what presents the session on it, its menu, and
 * an outline that shows which one the keys and the bar are about. */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

#include "chart/bt-chart.h"
#include "session/bt-session.h"

G_BEGIN_DECLS

#define BT_TYPE_CHART_PANE (bt_chart_pane_get_type ())
/* Signal: "activated" () when the pointer pressed within it or the keyboard came to it. */
G_DECLARE_FINAL_TYPE (BtChartPane, bt_chart_pane, BT, CHART_PANE, AdwBin)

/* Returns a pane that shows a session at a timeframe, with the window's drawings. */
GtkWidget *bt_chart_pane_new (BtSession *session, BtTimeframe timeframe, BtDrawingSet *drawings);
/* Returns its chart. */
BtChart *bt_chart_pane_get_chart (BtChartPane *pane);
/* Shows whether it is the one that the keys and the bar are about. */
void bt_chart_pane_set_active (BtChartPane *pane, gboolean is_active);
/* Names the position or order that is worked on, as bt_chart_presenter_set_selected(). */
void bt_chart_pane_set_selected (BtChartPane *pane, const char *id);
/* Sets the members of its state in an object. */
void bt_chart_pane_write (BtChartPane *pane, JsonObject *object);
/* Puts it into such a state. */
void bt_chart_pane_read (BtChartPane *pane, JsonObject *object);

G_END_DECLS
