// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The context menu of a table: by the secondary button on a row, which it selects, and by the menu
 * key on the selected row. Its actions work on the selected row. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Gives a table whose rows hold BtRowButtons a context menu. */
void bt_table_menu_attach (GtkColumnView *view, GMenuModel *menu);

G_END_DECLS
