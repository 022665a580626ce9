// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The buttons at the end of a table's row. Pressing one selects the row first: every action works
 * on the selected row, so that mouse, keys and menus do the same. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A button; texts are marked for translation and looked up when it is made. */
typedef struct
{
  const char *action;
  const char *label; /* looked up too; or NULL */
  const char *icon;  /* where there is no label */
  const char *tooltip;
  const char *key;  /* the window's action whose key the tooltip tells; or NULL */
  const char *name; /* what a screen reader says */
} BtRowButton;

#define BT_TYPE_ROW_BUTTONS (bt_row_buttons_get_type ())
G_DECLARE_FINAL_TYPE (BtRowButtons, bt_row_buttons, BT, ROW_BUTTONS, GtkBox)

/* Returns buttons for the rows of a GtkColumnView that bt_table_setup() has set up. */
GtkWidget *bt_row_buttons_new (const BtRowButton *buttons, guint count);
/* Sets the row's item; NULL for a row that is not in use. */
void bt_row_buttons_set_item (BtRowButtons *buttons, gpointer item);
/* The same as a table's BtCellFill; context is not used. */
void bt_row_buttons_fill (GtkWidget *cell, gpointer item, gpointer context);
/* Returns the row's item, owned by it, or NULL. */
gpointer bt_row_buttons_get_item (BtRowButtons *buttons);
/* Returns the buttons of an item's row below a widget, or NULL when it is not on the screen. */
BtRowButtons *bt_row_buttons_find (GtkWidget *below, gpointer item);

G_END_DECLS
