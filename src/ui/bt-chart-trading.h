// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Trading from a chart: orders, stops and targets at a price by its menu, orders by a click with
 * Control, a risk box as an order, and fills that explain themselves under the pointer. Size, stop
 * and target are those of the ticket. */
#pragma once

#include "ui/bt-order-ticket.h"

#include "chart/bt-chart.h"

G_BEGIN_DECLS

/* Lets a session be traded from one of its charts, which has its menu, as long as there is the
 * ticket; nothing the second time. The chart gets the actions "order.place", "order.protect",
 * "order.place-box". */
void bt_chart_trading_attach (BtChart *chart, BtSession *session, BtOrderTicket *ticket);

/* Returns whether a drawing of the chart is a risk box that can be an order. */
gboolean bt_chart_trading_is_box (BtChart *chart, guint drawing_id);

G_END_DECLS
