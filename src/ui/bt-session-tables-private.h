// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the files of a session's tables share. */
#pragma once

#include "ui/bt-alert-pane.h"
#include "ui/bt-branch-pane.h"
#include "ui/bt-log-pane.h"
#include "ui/bt-note-pane.h"
#include "ui/bt-session-tables.h"

G_BEGIN_DECLS

struct _BtSessionTables
{
  GtkBox parent_instance;

  BtSession *session;
  gboolean is_folded;

  GtkWidget *notebook;
  GtkWidget *fold_button;
  GtkWidget *close_all_button;
  GtkWidget *break_even_all_button;
  GtkColumnView *positions;
  GtkColumnView *orders;
  GtkColumnView *trades;
  GtkColumnView *ledger;
  GtkColumnView *log; /* of the pane */
  BtLogPane *log_pane;
  BtBranchPane *branches;
  BtAlertPane *alerts;
  BtNotePane *notes;
  GtkWidget *positions_empty;
  GtkWidget *orders_empty;
  GtkWidget *trades_empty;
  GtkWidget *ledger_empty;
  GtkWidget *positions_count;
  GtkWidget *orders_count;
  GtkWidget *trades_count;
  GtkWidget *branches_count;
  GtkWidget *alerts_count;
  GtkWidget *notes_count;
  GMenuModel *position_menu;
  GMenuModel *order_menu;
  GMenuModel *why_menu;
  GMenu *columns_menu;
  GSettings *columns_settings; /* how all windows have their columns */
  GtkWidget *total_row;
  GtkWidget *total_caption;
  GtkWidget *total_volume;
  GtkWidget *total_net;
  GtkWidget *total_spread;
  GtkWidget *total_commission;
  GtkWidget *total_result;

  GtkWidget *position_editor; /* made when first needed */
  GtkWidget *order_editor;
  GtkWidget *explanation;
};

/* Adds what can be done to positions and orders ("trade.…") to the class; see the table in the
 * source. */
void bt_session_tables_install_actions (GtkWidgetClass *widget_class);
/* Lets the columns of every table be chosen. */
void bt_session_tables_offer_columns (BtSessionTables *self);
/* Returns the table that is shown, or NULL. */
GtkColumnView *bt_session_tables_get_view (BtSessionTables *self);
/* Lets actions be pressed only when there is something that they work on. */
void bt_session_tables_enable_actions (BtSessionTables *self);

G_END_DECLS
