// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the rows of a table come to, below it: each figure stands under its column, wherever that is
 * moved, however wide it is made, and as far as the table is scrolled. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BT_TYPE_TOTAL_ROW (bt_total_row_get_type ())
/* Its children are given by templates. */
G_DECLARE_FINAL_TYPE (BtTotalRow, bt_total_row, BT, TOTAL_ROW, GtkWidget)

/* Says whose row it is, a view that lies in a scrolled window and outlives the row; once. */
void bt_total_row_set_view (BtTotalRow *row, GtkColumnView *view);
/* Puts a child of the row under a column of the view; hidden with it. */
void bt_total_row_place (BtTotalRow *row, GtkWidget *child, guint column);

G_END_DECLS
