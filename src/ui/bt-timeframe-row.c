// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-timeframe-row.h"

#include "ui/bt-resources.h"
#include "ui/bt-timeframe-picker.h"

struct _BtTimeframeRow
{
  AdwActionRow parent_instance;

  BtTimeframe timeframe;
  GSimpleActionGroup *actions;
  GtkWidget *button;
  GtkWidget *picker;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtTimeframeRow, bt_timeframe_row, ADW_TYPE_ACTION_ROW)

static void
show (BtTimeframeRow *self, BtTimeframe timeframe)
{
  const char *name = bt_timeframe_to_string (timeframe);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "timeframe");

  self->timeframe = timeframe;
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (name));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), name);
}

static void
chosen_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  BtTimeframe timeframe;

  if (!bt_timeframe_parse (g_variant_get_string (value, NULL), &timeframe))
    return;
  show (user_data, timeframe);
  g_signal_emit (user_data, signals[SIGNAL_CHOSEN], 0);
}

static void
bt_timeframe_row_dispose (GObject *object)
{
  g_clear_object (&BT_TIMEFRAME_ROW (object)->actions);
  G_OBJECT_CLASS (bt_timeframe_row_parent_class)->dispose (object);
}

static void
bt_timeframe_row_class_init (BtTimeframeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_timeframe_row_dispose;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (BT_TYPE_TIMEFRAME_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("timeframe-row"));
  gtk_widget_class_bind_template_child (widget_class, BtTimeframeRow, button);
  gtk_widget_class_bind_template_child (widget_class, BtTimeframeRow, picker);
}

static void
bt_timeframe_row_init (BtTimeframeRow *self)
{
  /* What the picker acts by is the window's own elsewhere. */
  static const GActionEntry entries[] = { {
    .name = "timeframe",
    .parameter_type = "s",
    .state = "'M5'",
    .activate = chosen_cb,
  } };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "win", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  show (self, BT_TIMEFRAME_M5);
}

void
bt_timeframe_row_set (BtTimeframeRow *row, BtTimeframe base, BtTimeframe timeframe)
{
  g_return_if_fail (BT_IS_TIMEFRAME_ROW (row) && bt_timeframe_can_be_made_of (timeframe, base));

  bt_timeframe_picker_set_base (BT_TIMEFRAME_PICKER (row->picker), base);
  show (row, timeframe);
}

BtTimeframe
bt_timeframe_row_get (BtTimeframeRow *row)
{
  g_return_val_if_fail (BT_IS_TIMEFRAME_ROW (row), BT_TIMEFRAME_M5);

  return row->timeframe;
}
