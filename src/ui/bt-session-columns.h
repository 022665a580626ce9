// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The columns of a session's tables: positions, orders, trades, ledger, log. */
#pragma once

#include <gtk/gtk.h>

#include "session/bt-session.h"

G_BEGIN_DECLS

/* Show the session's lists in views whose columns stand in session-tables.ui, in that order; trades
 * also without their buttons. The session must outlive the view. */
void bt_session_columns_setup_positions (GtkColumnView *view, BtSession *session);
void bt_session_columns_setup_orders (GtkColumnView *view, BtSession *session);
void bt_session_columns_setup_trades (GtkColumnView *view, BtSession *session);
void bt_session_columns_setup_ledger (GtkColumnView *view, BtSession *session);
void bt_session_columns_setup_log (GtkColumnView *view, GListModel *events, BtSession *session);

/* Make and fill a cell that says buy or sell. */
GtkWidget *bt_session_columns_make_side (gpointer context);
void bt_session_columns_fill_side (GtkWidget *cell, BtDirection direction);

/* Returns a position's result so far in multiples of the risk of its first stop, NAN without one.
 */
double bt_position_risk_multiple (const BtPosition *position, const BtInstrument *instrument);
/* Returns what a position brought with its costs: realised and floating result, commission, swap.
 */
BtMoney bt_position_net (const BtPosition *position);

G_END_DECLS
