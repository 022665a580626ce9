// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-table-menu.h"

#include "ui/bt-key-tip.h"
#include "ui/bt-row-buttons.h"
#include "ui/bt-table.h"

/* Returns the item of the row at a point of the view, or NULL. */
static gpointer
find_item (GtkWidget *view, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);

  /* The widest widget below the view's list is the row: it holds one cell's buttons. */
  while (widget != NULL && widget != view)
    {
      if (g_str_equal (gtk_widget_get_css_name (widget), "row"))
        {
          for (GtkWidget *cell = gtk_widget_get_first_child (widget); cell != NULL;
               cell = gtk_widget_get_next_sibling (cell))
            if (BT_IS_ROW_BUTTONS (gtk_widget_get_first_child (cell)))
              return bt_row_buttons_get_item (BT_ROW_BUTTONS (gtk_widget_get_first_child (cell)));
          return NULL;
        }
      widget = gtk_widget_get_parent (widget);
    }
  return NULL;
}

static void
pop_up (GtkPopover *popover, double x, double y)
{
  GtkWidget *view = gtk_widget_get_parent (GTK_WIDGET (popover));
  GtkWidget *seen = gtk_widget_get_ancestor (view, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t area;

  /* A row's end can be scrolled away, outside of the screen, where a menu cannot be. */
  if (seen != NULL && gtk_widget_compute_bounds (seen, view, &area))
    {
      x = CLAMP (x, area.origin.x, area.origin.x + area.size.width - 1);
      y = CLAMP (y, area.origin.y, area.origin.y + area.size.height - 1);
    }
  const GdkRectangle point = { (int) x, (int) y, 1, 1 };

  gtk_popover_set_pointing_to (popover, &point);
  gtk_popover_popup (popover);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, GtkPopover *popover)
{
  GtkWidget *view = gtk_widget_get_parent (GTK_WIDGET (popover));
  gpointer item = find_item (view, x, y);

  if (item == NULL)
    return;
  bt_table_select (GTK_COLUMN_VIEW (view), item);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  pop_up (popover, x, y);
}

static gboolean
menu_key_cb (GtkWidget *view, GVariant *arguments, gpointer user_data)
{
  gpointer item = bt_table_get_selected (GTK_COLUMN_VIEW (view));
  BtRowButtons *buttons = item != NULL ? bt_row_buttons_find (view, item) : NULL;
  double x, y;

  if (buttons == NULL
      || !gtk_widget_translate_coordinates (GTK_WIDGET (buttons), view, 0, 0, &x, &y))
    return FALSE;
  pop_up (GTK_POPOVER (user_data), x, y + gtk_widget_get_height (GTK_WIDGET (buttons)));
  return TRUE;
}

void
bt_table_menu_attach (GtkColumnView *view, GMenuModel *menu)
{
  GtkWidget *popover = gtk_popover_menu_new_from_model (menu);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcutTrigger *trigger = gtk_alternative_trigger_new (
    gtk_keyval_trigger_new (GDK_KEY_Menu, 0), gtk_keyval_trigger_new (GDK_KEY_F10, GDK_SHIFT_MASK));

  if (G_IS_MENU (menu))
    bt_key_tip_add_to_menu (G_MENU (menu));
  gtk_widget_set_parent (popover, GTK_WIDGET (view));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  g_signal_connect_object (view, "destroy", G_CALLBACK (gtk_widget_unparent), popover,
                           G_CONNECT_SWAPPED);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), popover);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (click));
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (trigger, gtk_callback_action_new (menu_key_cb, popover, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
}
