// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A session's positions and orders as lines of a chart, and what a line would mean where it is
 * dragged to. */
#pragma once

#include "chart/bt-chart-items.h"
#include "session/bt-session.h"

G_BEGIN_DECLS

/* Appends the lines (BtChartLine) of every open position and working order; those of selected_id
 * are marked. */
void bt_trade_lines_add (BtSession *session, const char *selected_id, GArray *lines);
/* Fills in what the line of a kind that belongs to a position or order means at a price: result in
 * money and points, multiple of risk. FALSE when there is no such line. */
gboolean bt_trade_lines_note (BtSession *session,
                              const char *id,
                              BtChartLineKind kind,
                              gint64 price_points,
                              BtChartDragNote *note);
/* Returns which protection of a position or order a price can be: below the market a long
 * position's stop, above it its target; of a pending order, from its own level. BT_CHART_LINE_ENTRY
 * where it can be neither. */
BtChartLineKind
bt_trade_lines_find_protection (BtSession *session, const char *id, gint64 price_points);

G_END_DECLS
