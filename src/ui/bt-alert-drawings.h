// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Alerts that go with the drawing they were made on: moved with it, gone with it, and back when
 * that is taken back. An alert and its drawing know each other by their place, which is kept with
 * both; while a window is open also by their ids. Main thread only. */
#pragma once

#include "chart/bt-drawing-set.h"
#include "session/bt-session.h"
#include "ui/bt-chart-grid.h"

G_BEGIN_DECLS

#define BT_TYPE_ALERT_DRAWINGS (bt_alert_drawings_get_type ())
G_DECLARE_FINAL_TYPE (BtAlertDrawings, bt_alert_drawings, BT, ALERT_DRAWINGS, GObject)

/* Returns what keeps the alerts of a session with the drawings of the charts, which it holds no
 * reference on. */
BtAlertDrawings *bt_alert_drawings_new (BtSession *session, BtChartGrid *charts);

/* Puts an alert's kind and place to those of a drawing; FALSE, and nothing is changed, for one that
 * is no line over time. */
gboolean bt_alert_read_drawing (BtAlert *alert, const BtDrawing *drawing);

G_END_DECLS
