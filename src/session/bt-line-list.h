// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A list that only grows while its line does, of which the rows up to the clock are shown: to look
 * back hides rows, and going on shows the same ones again, at once however many there are. Private
 * to `session`; others see a GListModel. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BT_TYPE_LINE_LIST (bt_line_list_get_type ())
G_DECLARE_FINAL_TYPE (BtLineList, bt_line_list, BT, LINE_LIST, GObject)

/* Returns an empty list of items of a type. */
BtLineList *bt_line_list_new (GType item_type);
/* Returns how many rows the line has, shown or not. */
guint bt_line_list_get_known (BtLineList *list);
/* Returns how many rows are shown. */
guint bt_line_list_get_shown (BtLineList *list);
/* Adds a row to the line, not shown yet; takes the item over. */
void bt_line_list_add (BtLineList *list, gpointer item);
/* Shows the first count rows, which is at most those that the line has. */
void bt_line_list_show (BtLineList *list, guint count);
/* Forgets the rows that are not shown: the line goes on differently from here. */
void bt_line_list_cut (BtLineList *list);
/* Takes the rows of another list, which is left empty; none of them is shown. */
void bt_line_list_take (BtLineList *list, BtLineList *other);

G_END_DECLS
