// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-key-tip.h"

#include "ui/bt-key-actions.h"
#include "ui/bt-keymap.h"

#include <glib/gi18n.h>

#define TIP "bt-key-tip"

/* A tooltip without its keys. */
typedef struct
{
  char *text;
  const char *action;
  const char *second;
} Tip;

/* What widgets and menus call that which the window has a key for. */
static const struct
{
  const char *name;
  const char *action;
} others[] = {
  { "alert.new", "win.new-alert" },
  { "chart.copy-picture", "win.copy-picture" },
  { "chart.measure", "win.measure" },
  { "chart.save-picture", "win.save-picture" },
  { "chart.studies", "win.studies" },
  { "chart.zoom-box", "win.zoom-box" },
  { "drawing.redo", "win.redo-drawing" },
  { "drawing.undo", "win.undo-drawing" },
  { "trade.break-even", "win.break-even" },
  { "trade.cancel", "win.cancel-order" },
  { "trade.cancel-all", "win.cancel-all" },
  { "trade.close", "win.close-position" },
  { "trade.close-half", "win.close-half" },
  { "trade.edit", "win.edit" },
  { "trade.toggle-trail", "win.trail" },
  { "trade.why", "win.why" },
  { "win.go-to::next-day", "win.next-day" },
  { "win.go-to::next-event", "win.next-event" },
  { "win.go-to::next-week", "win.next-week" },
};

/* Returns the action of the table of keys that an action is, static, or NULL. */
static const char *
find_action (const char *name)
{
  const BtKeyAction *row;

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_strcmp0 (others[i].name, name) == 0)
      return others[i].action;
  row = name != NULL ? bt_key_action_find (name) : NULL;
  return row != NULL ? row->action : NULL;
}

/* ---- Tooltips ---- */

static void
free_tip (gpointer data)
{
  Tip *tip = data;

  g_free (tip->text);
  g_free (tip);
}

static char *
dup_label (const char *action)
{
  return action != NULL ? bt_keymap_get_label (bt_keymap_get_default (), action) : NULL;
}

static void
show_tip (GtkWidget *widget)
{
  const Tip *tip = g_object_get_data (G_OBJECT (widget), TIP);
  g_autofree char *first = dup_label (tip->action);
  g_autofree char *second = dup_label (tip->second);
  g_autofree char *keys = first != NULL && second != NULL
                            ? g_strdup_printf ("%s / %s", first, second)
                            : g_strdup (first != NULL ? first : second);
  /* Translators: what a button does, then its key. */
  g_autofree char *text = keys != NULL
                            ? g_strdup_printf (C_ ("tooltip", "%s (%s)"), tip->text, keys)
                            : g_strdup (tip->text);

  gtk_widget_set_tooltip_text (widget, text);
}

void
bt_key_tip_set (GtkWidget *widget, const char *text, const char *action, const char *second)
{
  gboolean is_new;
  Tip *tip;

  g_return_if_fail (GTK_IS_WIDGET (widget) && text != NULL);

  is_new = g_object_get_data (G_OBJECT (widget), TIP) == NULL;
  tip = g_new0 (Tip, 1);
  tip->text = g_strdup (text);
  tip->action = find_action (action);
  tip->second = find_action (second);
  g_object_set_data_full (G_OBJECT (widget), TIP, tip, free_tip);
  if (is_new)
    g_signal_connect_object (bt_keymap_get_default (), "changed", G_CALLBACK (show_tip), widget,
                             G_CONNECT_SWAPPED);
  show_tip (widget);
}

void
bt_key_tip_add (GtkWidget *widget, const char *action)
{
  g_autofree char *text = g_strdup (gtk_widget_get_tooltip_text (widget));

  g_return_if_fail (text != NULL);
  bt_key_tip_set (widget, text, action, NULL);
}

void
bt_key_tip_add_within (GtkWidget *root)
{
  const char *action = GTK_IS_ACTIONABLE (root)
                         ? find_action (gtk_actionable_get_action_name (GTK_ACTIONABLE (root)))
                         : NULL;

  if (action != NULL && gtk_widget_get_tooltip_text (root) != NULL
      && g_object_get_data (G_OBJECT (root), TIP) == NULL)
    bt_key_tip_add (root, action);
  if (GTK_IS_MENU_BUTTON (root)
      && G_IS_MENU (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (root))))
    bt_key_tip_add_to_menu (G_MENU (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (root))));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    bt_key_tip_add_within (child);
}

/* ---- Menus ---- */

/* Puts an item with its present key in its place, when it has another one. */
static void
show_key (GMenu *menu, int index)
{
  g_autoptr (GMenuItem) item = NULL;
  g_autofree char *name = NULL;
  g_autofree char *detailed = NULL;
  g_autofree char *shown = NULL;
  g_autoptr (GVariant) target = g_menu_model_get_item_attribute_value (
    G_MENU_MODEL (menu), index, G_MENU_ATTRIBUTE_TARGET, NULL);

  if (!g_menu_model_get_item_attribute (G_MENU_MODEL (menu), index, G_MENU_ATTRIBUTE_ACTION, "s",
                                        &name))
    return;
  detailed = g_action_print_detailed_name (name, target);
  const char *action = find_action (detailed);
  if (action == NULL || g_str_has_prefix (action, "app."))
    return;
  g_auto (GStrv) accels = bt_keymap_get_accels (bt_keymap_get_default (), action);
  g_menu_model_get_item_attribute (G_MENU_MODEL (menu), index, "accel", "s", &shown);
  if (g_strcmp0 (shown, accels[0]) == 0)
    return;
  item = g_menu_item_new_from_model (G_MENU_MODEL (menu), index);
  if (accels[0] != NULL)
    g_menu_item_set_attribute (item, "accel", "s", accels[0]);
  else
    g_menu_item_set_attribute_value (item, "accel", NULL);
  g_menu_remove (menu, index);
  g_menu_insert_item (menu, index, item);
}

static void
show_keys (GMenu *menu)
{
  for (int i = 0; i < g_menu_model_get_n_items (G_MENU_MODEL (menu)); i++)
    {
      g_autoptr (GMenuLinkIter) links = g_menu_model_iterate_item_links (G_MENU_MODEL (menu), i);

      while (g_menu_link_iter_next (links))
        {
          g_autoptr (GMenuModel) below = g_menu_link_iter_get_value (links);

          if (G_IS_MENU (below))
            show_keys (G_MENU (below));
        }
      show_key (menu, i);
    }
}

void
bt_key_tip_add_to_menu (GMenu *menu)
{
  g_return_if_fail (G_IS_MENU (menu));

  if (g_object_get_data (G_OBJECT (menu), TIP) != NULL)
    return;
  g_object_set_data (G_OBJECT (menu), TIP, menu);
  g_signal_connect_object (bt_keymap_get_default (), "changed", G_CALLBACK (show_keys), menu,
                           G_CONNECT_SWAPPED);
  show_keys (menu);
}
