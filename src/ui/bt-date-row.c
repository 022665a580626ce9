// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-date-row.h"

#include "ui/bt-accessible.h"

#include "ui/bt-format.h"
#include "ui/bt-resources.h"

struct _BtDateRow
{
  AdwActionRow parent_instance;

  gboolean is_updating;
  GtkWidget *entry;
  GtkWidget *calendar;
  GtkWidget *popover;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtDateRow, bt_date_row, ADW_TYPE_ACTION_ROW)

static void
entry_changed_cb (BtDateRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
calendar_shown_cb (BtDateRow *self)
{
  gint64 time_usec;

  if (!bt_date_row_get_time (self, &time_usec) || time_usec == BT_TIME_NONE)
    return;
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time_usec / BT_USEC_PER_SECOND);
  self->is_updating = TRUE;
  gtk_calendar_select_day (GTK_CALENDAR (self->calendar), date);
  self->is_updating = FALSE;
}

/* Keeps the time of day. */
static void
day_selected_cb (BtDateRow *self)
{
  gint64 time_usec;

  if (self->is_updating)
    return;
  g_autoptr (GDateTime) date = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  BtCivilTime civil = { .year = g_date_time_get_year (date),
                        .month = g_date_time_get_month (date),
                        .day = g_date_time_get_day_of_month (date) };
  gint64 day_usec = bt_time_from_civil (&civil);
  gboolean has_time = bt_date_row_get_time (self, &time_usec) && time_usec != BT_TIME_NONE;
  bt_date_row_set_time (self, day_usec + (has_time ? time_usec % BT_USEC_PER_DAY : 0));
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
title_changed_cb (BtDateRow *self)
{
  bt_accessible_set_name (self->entry, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)));
}

static void
bt_date_row_class_init (BtDateRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHANGED] = g_signal_new ("changed", BT_TYPE_DATE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("date-row"));
  gtk_widget_class_bind_template_child (widget_class, BtDateRow, entry);
  gtk_widget_class_bind_template_child (widget_class, BtDateRow, calendar);
  gtk_widget_class_bind_template_child (widget_class, BtDateRow, popover);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, calendar_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
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

  g_autofree char *text = time_usec != BT_TIME_NONE ? bt_format_time (time_usec) : g_strdup ("");
  gtk_editable_set_text (GTK_EDITABLE (row->entry), text);
}

gboolean
bt_date_row_get_time (BtDateRow *row, gint64 *time_usec)
{
  g_return_val_if_fail (BT_IS_DATE_ROW (row), FALSE);

  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row->entry))));
  *time_usec = BT_TIME_NONE;
  return *text == '\0' || bt_time_parse (text, time_usec, NULL);
}

void
bt_date_row_set_fault (BtDateRow *row, const char *text, const char *hint)
{
  g_return_if_fail (BT_IS_DATE_ROW (row));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text != NULL ? text : hint);
  if (text != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (row), "field-error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "field-error");
}
