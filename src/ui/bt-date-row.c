// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-date-row.h"

#include "ui/bt-resources.h"
#include "ui/bt-time-field.h"

struct _BtDateRow
{
  AdwActionRow parent_instance;

  BtTimeField *field;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtDateRow, bt_date_row, ADW_TYPE_ACTION_ROW)

static void
field_changed_cb (BtDateRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
title_changed_cb (BtDateRow *self)
{
  bt_time_field_set_name (self->field, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)));
}

static void
bt_date_row_class_init (BtDateRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHANGED] = g_signal_new ("changed", BT_TYPE_DATE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  g_type_ensure (BT_TYPE_TIME_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("date-row"));
  gtk_widget_class_bind_template_child (widget_class, BtDateRow, field);
  gtk_widget_class_bind_template_callback (widget_class, field_changed_cb);
}

static void
bt_date_row_init (BtDateRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::title", G_CALLBACK (title_changed_cb), NULL);
}

void
bt_date_row_set_time (BtDateRow *row, gint64 time_usec)
{
  g_return_if_fail (BT_IS_DATE_ROW (row));

  bt_time_field_set_time (row->field, time_usec);
}

gboolean
bt_date_row_get_time (BtDateRow *row, gint64 *time_usec)
{
  g_return_val_if_fail (BT_IS_DATE_ROW (row), FALSE);

  return bt_time_field_get_time (row->field, time_usec);
}

void
bt_date_row_set_fault (BtDateRow *row, const char *text, const char *hint)
{
  g_return_if_fail (BT_IS_DATE_ROW (row));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text != NULL ? text : hint);
  bt_time_field_set_fault (row->field, text);
  if (text != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (row), "field-error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "field-error");
}
