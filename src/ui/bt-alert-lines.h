// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The alerts of a session on its charts: a line for each level that one watches. */
#pragma once

#include "chart/bt-chart-items.h"
#include "session/bt-session.h"

G_BEGIN_DECLS

/* Appends the lines of the alerts that watch a price (BtChartLine). */
void bt_alert_lines_append (BtSession *session, GArray *lines);
/* Returns whether a kind of line is an alert's. */
gboolean bt_alert_lines_has_kind (int kind);
/* Moves the level that a line stands for; the alert watches anew from the clock. */
void bt_alert_lines_move (BtSession *session, const char *id, int kind, gint64 price_points);
/* Takes away the alert that a line stands for. */
void bt_alert_lines_close (BtSession *session, const char *id);
/* Returns the number of the alert that a line of that id stands for, or 0. */
gint64 bt_alert_lines_get_id (const char *id);

G_END_DECLS
