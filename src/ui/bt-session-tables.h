// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Positions, trades, ledger and log of a session in tabs that can be folded away. View model:
 * "session". */
#pragma once

#include <gtk/gtk.h>

#include "session/bt-session.h"

G_BEGIN_DECLS

#define BT_TYPE_SESSION_TABLES (bt_session_tables_get_type ())
/* Properties: "session" (BtSession, write), "folded" (boolean): only the tabs are shown. */
G_DECLARE_FINAL_TYPE (BtSessionTables, bt_session_tables, BT, SESSION_TABLES, GtkBox)

/* Returns the position that is selected, owned by the session, or NULL. */
BtPositionItem *bt_session_tables_get_selected (BtSessionTables *tables);
/* Returns the selection of the positions, owned by the tables. */
GtkSelectionModel *bt_session_tables_get_selection (BtSessionTables *tables);

/* Returns, and chooses, the tab that is shown. */
int bt_session_tables_get_page (BtSessionTables *tables);
void bt_session_tables_set_page (BtSessionTables *tables, int page);

G_END_DECLS
