// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-timeframe-picker.h"

#include "ui/bt-resources.h"
#include "ui/bt-session-choices.h"

#include <glib/gi18n.h>

struct _BtTimeframePicker
{
  GtkPopover parent_instance;

  BtTimeframe base;

  GtkWidget *entry;
  GtkWidget *hint_label;
  GtkWidget *minutes_box;
  GtkWidget *hours_box;
  GtkWidget *days_box;
};

G_DEFINE_FINAL_TYPE (BtTimeframePicker, bt_timeframe_picker, GTK_TYPE_POPOVER)

/* Reads the field; returns whether it names one that can be shown. */
static gboolean
read_entry (BtTimeframePicker *self, BtTimeframe *timeframe, const char **fault)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  *fault = NULL;
  if (*text == '\0')
    return FALSE;
  if (!bt_session_choices_read_timeframe (text, timeframe))
    *fault = _ ("Minutes up to 1440, or 4h, 1d, 1w, 1mo");
  else if (!bt_timeframe_can_be_made_of (*timeframe, self->base))
    *fault = _ ("The data's candles do not make it up");
  return *fault == NULL;
}

static void
entry_changed_cb (BtTimeframePicker *self)
{
  BtTimeframe timeframe = BT_TIMEFRAME_M1;
  const char *fault;
  const gboolean is_good = read_entry (self, &timeframe, &fault);

  if (fault != NULL)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
  gtk_label_set_label (GTK_LABEL (self->hint_label), is_good ? bt_timeframe_to_string (timeframe)
                                                     : fault != NULL
                                                       ? fault
                                                       : _ ("Type minutes, or 4h, 1d, 1w, 1mo"));
}

static void
entry_activated_cb (BtTimeframePicker *self)
{
  BtTimeframe timeframe;
  const char *fault;

  if (!read_entry (self, &timeframe, &fault))
    return;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.timeframe", "s",
                              bt_timeframe_to_string (timeframe));
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* The field is empty the next time. */
static void
closed_cb (BtTimeframePicker *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
shown_cb (BtTimeframePicker *self)
{
  gtk_widget_grab_focus (self->entry);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (box), child);
  gtk_widget_set_visible (box, FALSE);
}

static void
add_button (BtTimeframePicker *self, BtTimeframe timeframe)
{
  const char *name = bt_timeframe_to_string (timeframe);
  GtkWidget *button = gtk_toggle_button_new_with_label (name);
  GtkWidget *box = timeframe < BT_TIMEFRAME_H1   ? self->minutes_box
                   : timeframe < BT_TIMEFRAME_D1 ? self->hours_box
                                                 : self->days_box;

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.timeframe");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", name);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (gtk_popover_popdown), self);
  gtk_flow_box_append (GTK_FLOW_BOX (box), button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
  gtk_widget_set_visible (box, TRUE);
}

static void
bt_timeframe_picker_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BT_TYPE_TIMEFRAME_PICKER);
  G_OBJECT_CLASS (bt_timeframe_picker_parent_class)->dispose (object);
}

static void
bt_timeframe_picker_class_init (BtTimeframePickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_timeframe_picker_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("timeframe-picker"));
  gtk_widget_class_bind_template_child (widget_class, BtTimeframePicker, entry);
  gtk_widget_class_bind_template_child (widget_class, BtTimeframePicker, hint_label);
  gtk_widget_class_bind_template_child (widget_class, BtTimeframePicker, minutes_box);
  gtk_widget_class_bind_template_child (widget_class, BtTimeframePicker, hours_box);
  gtk_widget_class_bind_template_child (widget_class, BtTimeframePicker, days_box);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
}

static void
bt_timeframe_picker_init (BtTimeframePicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  entry_changed_cb (self);
  bt_timeframe_picker_set_base (self, BT_TIMEFRAME_M1);
}

void
bt_timeframe_picker_set_base (BtTimeframePicker *picker, BtTimeframe base)
{
  g_return_if_fail (BT_IS_TIMEFRAME_PICKER (picker) && bt_timeframe_is_valid (base));
  g_autoptr (GListModel) names = bt_session_choices_timeframes (base);
  const guint count = g_list_model_get_n_items (names);

  picker->base = base;
  clear_box (picker->minutes_box);
  clear_box (picker->hours_box);
  clear_box (picker->days_box);
  for (guint i = 0; i < count; i++)
    add_button (picker, bt_session_choices_get_timeframe (names, i));
}

void
bt_timeframe_picker_type (BtTimeframePicker *picker, const char *text)
{
  g_return_if_fail (BT_IS_TIMEFRAME_PICKER (picker) && text != NULL);

  gtk_editable_set_text (GTK_EDITABLE (picker->entry), text);
  gtk_popover_popup (GTK_POPOVER (picker));
}
