// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Positions, orders, trades, ledger, log and branches of a session in tabs that can be folded away.
 * View model: "session". What can be done to a row are actions ("trade.…"). */
#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

#include "session/bt-session.h"

G_BEGIN_DECLS

#define BT_TYPE_SESSION_TABLES (bt_session_tables_get_type ())
/* Properties: "session" (BtSession, write), "folded" (boolean): only the tabs are shown. */
G_DECLARE_FINAL_TYPE (BtSessionTables, bt_session_tables, BT, SESSION_TABLES, GtkBox)

/* The tabs, in their order. */
enum
{
  BT_SESSION_TABLES_POSITIONS,
  BT_SESSION_TABLES_ORDERS,
  BT_SESSION_TABLES_TRADES,
  BT_SESSION_TABLES_LEDGER,
  BT_SESSION_TABLES_LOG,
  BT_SESSION_TABLES_BRANCHES,
  BT_SESSION_TABLES_ALERTS,
  BT_SESSION_TABLES_NOTES,
  BT_SESSION_TABLES_N_PAGES
};

/* Returns the position that is selected, owned by the session, or NULL. */
BtPositionItem *bt_session_tables_get_selected (BtSessionTables *tables);
/* Returns the order that is selected, owned by the session, or NULL. */
BtOrderItem *bt_session_tables_get_selected_order (BtSessionTables *tables);
/* Returns the selection of the positions, owned by the tables. */
GtkSelectionModel *bt_session_tables_get_selection (BtSessionTables *tables);
/* Returns the selection of the orders, owned by the tables. */
GtkSelectionModel *bt_session_tables_get_order_selection (BtSessionTables *tables);

/* Shows a tab and puts the keyboard into its table, on the first row when none is selected. */
void bt_session_tables_focus_page (BtSessionTables *tables, int page);
/* Shows the notes and puts the keyboard into the one of the candle of from … up to before end,
 * which is made when there is none. */
void bt_session_tables_write_note (BtSessionTables *tables, gint64 from_usec, gint64 end_usec);
/* Shows the buttons that fit a window of a width. */
void bt_session_tables_fit (BtSessionTables *tables, int width_px);
/* Returns the tab that is shown. */
int bt_session_tables_get_page (BtSessionTables *tables);
/* Chooses the tab that is shown. */
void bt_session_tables_set_page (BtSessionTables *tables, int page);

G_END_DECLS
