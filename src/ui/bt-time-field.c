// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-time-field.h"

#include "ui/bt-accessible.h"
#include "ui/bt-format.h"
#include "ui/bt-resources.h"
#include "ui/bt-shown.h"

#include <glib/gi18n.h>

struct _BtTimeField
{
  GtkBox parent_instance;

  gboolean is_updating;
  BtDisguise disguise;
  GtkWidget *entry;
  GtkWidget *calendar;
  GtkWidget *calendar_button;
  GtkWidget *popover;
};

enum
{
  CHANGED,
  ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtTimeField, bt_time_field, GTK_TYPE_BOX)

static void
entry_changed_cb (BtTimeField *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
entry_activated_cb (BtTimeField *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
calendar_shown_cb (BtTimeField *self)
{
  gint64 time_usec;

  if (!bt_time_field_get_time (self, &time_usec) || time_usec == BT_TIME_NONE)
    return;
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time_usec / BT_USEC_PER_SECOND);
  self->is_updating = TRUE;
  gtk_calendar_select_day (GTK_CALENDAR (self->calendar), date);
  self->is_updating = FALSE;
}

/* Keeps the time of day. */
static void
day_selected_cb (BtTimeField *self)
{
  gint64 time_usec;

  if (self->is_updating)
    return;
  g_autoptr (GDateTime) date = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  BtCivilTime civil = { .year = g_date_time_get_year (date),
                        .month = g_date_time_get_month (date),
                        .day = g_date_time_get_day_of_month (date) };
  gint64 day_usec = bt_time_from_civil (&civil);
  gboolean has_time = bt_time_field_get_time (self, &time_usec) && time_usec != BT_TIME_NONE;
  bt_time_field_set_time (self, day_usec + (has_time ? time_usec % BT_USEC_PER_DAY : 0));
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static gboolean
bt_time_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (BT_TIME_FIELD (widget)->entry);
}

static void
bt_time_field_class_init (BtTimeFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->grab_focus = bt_time_field_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", BT_TYPE_TIME_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[ACTIVATE] = g_signal_new ("activate", BT_TYPE_TIME_FIELD, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("time-field"));
  gtk_widget_class_bind_template_child (widget_class, BtTimeField, entry);
  gtk_widget_class_bind_template_child (widget_class, BtTimeField, calendar);
  gtk_widget_class_bind_template_child (widget_class, BtTimeField, calendar_button);
  gtk_widget_class_bind_template_child (widget_class, BtTimeField, popover);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, calendar_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
}

/* GTK 4.8 leaves the four buttons over the days without names. */
static void
name_buttons (BtTimeField *self)
{
  const char *const names[]
    = { _ ("Previous month"), _ ("Next month"), _ ("Previous year"), _ ("Next year") };
  GtkWidget *child = gtk_widget_get_first_child (gtk_widget_get_first_child (self->calendar));
  guint count = 0;

  for (; child != NULL && count < G_N_ELEMENTS (names); child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child))
      bt_accessible_set_name (child, names[count++]);
}

static void
bt_time_field_init (BtTimeField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  name_buttons (self);
}

void
bt_time_field_set_name (BtTimeField *field, const char *name)
{
  g_return_if_fail (BT_IS_TIME_FIELD (field));

  bt_accessible_set_name (field->entry, name);
}

void
bt_time_field_set_disguise (BtTimeField *field, const BtDisguise *disguise)
{
  g_return_if_fail (BT_IS_TIME_FIELD (field) && disguise != NULL);

  gint64 time_usec;
  const gboolean has_time = bt_time_field_get_time (field, &time_usec);
  const gboolean is_other = disguise->is_active != field->disguise.is_active;
  field->disguise = *disguise;
  /* A calendar has dates. */
  gtk_widget_set_visible (field->calendar_button, !disguise->is_active);
  if (is_other && has_time)
    bt_time_field_set_time (field, time_usec);
}

void
bt_time_field_set_time (BtTimeField *field, gint64 time_usec)
{
  g_return_if_fail (BT_IS_TIME_FIELD (field));

  g_autofree char *text = time_usec != BT_TIME_NONE
                            ? bt_shown_time_through (&field->disguise, time_usec)
                            : g_strdup ("");
  gtk_editable_set_text (GTK_EDITABLE (field->entry), text);
}

gboolean
bt_time_field_get_time (BtTimeField *field, gint64 *time_usec)
{
  g_return_val_if_fail (BT_IS_TIME_FIELD (field), FALSE);

  g_autofree char *text
    = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (field->entry))));
  *time_usec = BT_TIME_NONE;
  return *text == '\0' || bt_shown_parse_time (&field->disguise, text, time_usec);
}

void
bt_time_field_set_fault (BtTimeField *field, const char *text)
{
  g_return_if_fail (BT_IS_TIME_FIELD (field));

  bt_accessible_set_fault (field->entry, text);
}
