// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Which columns a table shows, in which order and how wide: chosen by the user, and kept as a text.
 * A column is known by its place in the table's definition. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets the columns of a table that has all of them be chosen: by the menu of their titles, and by
 * the actions "columns.…" of bt_table_columns_get_actions(). Columns without a title stay. */
void bt_table_columns_attach (GtkColumnView *view);
/* Returns the menu of the columns, owned by the view. */
GMenuModel *bt_table_columns_get_menu (GtkColumnView *view);
/* Returns the actions of that menu, owned by the view; insert them as "columns" where it is shown.
 */
GActionGroup *bt_table_columns_get_actions (GtkColumnView *view);
/* Calls back when all is quiet again after columns were moved, made wider, hidden or shown; once a
 * view, and what is returned does not matter. data must outlive the view. */
void bt_table_columns_watch (GtkColumnView *view, GSourceFunc changed, gpointer data);
/* Returns how the columns were left, as a new text. */
char *bt_table_columns_to_text (GtkColumnView *view);
/* Puts them back; columns that the text does not name, and any other text, NULL included, change
 * nothing. */
void bt_table_columns_read (GtkColumnView *view, const char *text);

G_END_DECLS
