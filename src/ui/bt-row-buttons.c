// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-row-buttons.h"

#include "ui/bt-accessible.h"
#include "ui/bt-key-tip.h"
#include "ui/bt-table.h"

#include <glib/gi18n.h>

struct _BtRowButtons
{
  GtkBox parent_instance;

  GObject *item;
};

G_DEFINE_FINAL_TYPE (BtRowButtons, bt_row_buttons, GTK_TYPE_BOX)

static void
button_clicked_cb (GtkWidget *button, const BtRowButton *spec)
{
  BtRowButtons *self = BT_ROW_BUTTONS (gtk_widget_get_parent (button));
  GtkWidget *view = gtk_widget_get_ancestor (button, GTK_TYPE_COLUMN_VIEW);

  if (self->item == NULL || view == NULL)
    return;
  bt_table_select (GTK_COLUMN_VIEW (view), self->item);
  gtk_widget_activate_action (button, spec->action, NULL);
}

static void
bt_row_buttons_dispose (GObject *object)
{
  g_clear_object (&BT_ROW_BUTTONS (object)->item);
  G_OBJECT_CLASS (bt_row_buttons_parent_class)->dispose (object);
}

static void
bt_row_buttons_class_init (BtRowButtonsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_row_buttons_dispose;
}

static void
bt_row_buttons_init (BtRowButtons *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 3);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
bt_row_buttons_new (const BtRowButton *buttons, guint count)
{
  GtkWidget *self = g_object_new (BT_TYPE_ROW_BUTTONS, NULL);

  for (guint i = 0; i < count; i++)
    {
      GtkWidget *button = buttons[i].label != NULL
                            ? gtk_button_new_with_label (_ (buttons[i].label))
                            : gtk_button_new_from_icon_name (buttons[i].icon);
      bt_key_tip_set (button, _ (buttons[i].tooltip), buttons[i].key, NULL);
      bt_accessible_set_name (button, _ (buttons[i].name));
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "cell");
      gtk_widget_set_focus_on_click (button, FALSE);
      g_signal_connect (button, "clicked", G_CALLBACK (button_clicked_cb), (gpointer) &buttons[i]);
      gtk_box_append (GTK_BOX (self), button);
    }
  return self;
}

void
bt_row_buttons_set_item (BtRowButtons *buttons, gpointer item)
{
  g_return_if_fail (BT_IS_ROW_BUTTONS (buttons));

  g_set_object (&buttons->item, item);
}

void
bt_row_buttons_fill (GtkWidget *cell, gpointer item, gpointer context)
{
  bt_row_buttons_set_item (BT_ROW_BUTTONS (cell), item);
}

gpointer
bt_row_buttons_get_item (BtRowButtons *buttons)
{
  g_return_val_if_fail (BT_IS_ROW_BUTTONS (buttons), NULL);

  return buttons->item;
}

BtRowButtons *
bt_row_buttons_find (GtkWidget *below, gpointer item)
{
  if (BT_IS_ROW_BUTTONS (below) && BT_ROW_BUTTONS (below)->item == item)
    return BT_ROW_BUTTONS (below);
  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      BtRowButtons *found = bt_row_buttons_find (child, item);
      if (found != NULL)
        return found;
    }
  return NULL;
}
