// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-menus.h"

static void
empty (GMenuModel *model)
{
  for (int i = 0; i < g_menu_model_get_n_items (model); i++)
    {
      g_autoptr (GMenuLinkIter) links = g_menu_model_iterate_item_links (model, i);
      while (g_menu_link_iter_next (links))
        {
          g_autoptr (GMenuModel) linked = g_menu_link_iter_get_value (links);
          empty (linked);
        }
    }
  if (G_IS_MENU (model))
    g_menu_remove_all (G_MENU (model));
}

void
bt_menus_release (GtkWidget *root)
{
  GMenuModel *model
    = GTK_IS_POPOVER_MENU (root) ? gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (root)) : NULL;

  if (model != NULL)
    empty (model);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    bt_menus_release (child);
}
