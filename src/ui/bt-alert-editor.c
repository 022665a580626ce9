// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-alert-editor.h"

#include "study/bt-study-registry.h"
#include "ui/bt-alert-text.h"
#include "ui/bt-resources.h"
#include "ui/bt-session-choices.h"
#include "ui/bt-time-field.h"

#include <glib/gi18n.h>
#include <math.h>

#define VALUE_DIGITS 2
#define PAGE_STEPS 10

/* The entries of the list of kinds; a line has no entry: it comes from a drawing. */
static const BtAlertKind kinds[]
  = { BT_ALERT_PRICE, BT_ALERT_RANGE, BT_ALERT_STUDY, BT_ALERT_TIME };
static const BtZoneKind zones[]
  = { BT_ZONE_UTC, BT_ZONE_NEW_YORK, BT_ZONE_LONDON, BT_ZONE_TOKYO, BT_ZONE_EASTERN_EUROPE };
static const BtZoneKind openings[] = { BT_ZONE_TOKYO, BT_ZONE_LONDON, BT_ZONE_NEW_YORK };
static const BtAlertAgainst againsts[]
  = { BT_ALERT_AGAINST_LEVEL, BT_ALERT_AGAINST_CLOSE, BT_ALERT_AGAINST_STUDY };

struct _BtAlertEditor
{
  AdwWindow parent_instance;

  BtSession *session;
  BtAlert alert; /* as it was given; what has no control stays */
  GListModel *timeframes;
  gboolean is_updating;

  GtkWidget *kind_row;
  GtkWidget *side_row;
  GtkWidget *crossing_row;
  GtkWidget *passing_row;
  GtkWidget *level_box;
  GtkWidget *level_spin;
  GtkWidget *high_box;
  GtkWidget *high_spin;
  GtkWidget *study_box;
  GtkWidget *study_list;
  GtkWidget *parameters_box;
  GtkWidget *parameters_entry;
  GtkWidget *output_row;
  GtkWidget *against_row;
  GtkWidget *value_box;
  GtkWidget *value_spin;
  GtkWidget *other_box;
  GtkWidget *other_entry;
  GtkWidget *timeframe_row;
  GtkWidget *live_box;
  GtkWidget *live_switch;
  GtkWidget *clock_row;
  GtkWidget *moment_box;
  GtkWidget *moment_field;
  GtkWidget *minute_box;
  GtkWidget *minute_entry;
  GtkWidget *zone_row;
  GtkWidget *repeat_row;
  GtkWidget *follow_box;
  GtkWidget *follow_switch;
  GtkWidget *pause_switch;
  GtkWidget *notify_switch;
  GtkWidget *sound_switch;
  GtkWidget *message_entry;
  GtkWidget *summary_label;
  GtkWidget *save_button;
};

G_DEFINE_FINAL_TYPE (BtAlertEditor, bt_alert_editor, ADW_TYPE_WINDOW)

static guint
get_selected (GtkWidget *row)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (row));
}

static void
set_selected (GtkWidget *row, guint index)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), index);
}

/* Returns which kind is chosen; a line keeps its own. */
static BtAlertKind
get_kind (BtAlertEditor *self)
{
  return self->alert.kind == BT_ALERT_LINE ? BT_ALERT_LINE : kinds[get_selected (self->kind_row)];
}

static const BtStudy *
get_study (BtAlertEditor *self)
{
  guint index = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->study_list));

  return index == GTK_INVALID_LIST_POSITION ? NULL : bt_study_registry_get (index);
}

/* Shows whether an entry can be read. */
static void
show_fault (GtkWidget *entry, gboolean is_fault)
{
  if (is_fault)
    gtk_widget_add_css_class (entry, "error");
  else
    gtk_widget_remove_css_class (entry, "error");
}

static const char *
get_text (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

/* ---- Reading ---- */

static gint64
get_points (BtAlertEditor *self, GtkWidget *spin)
{
  guint digits = bt_session_get_instrument (self->session)->digits;

  return (gint64) llround (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)) * pow (10.0, digits));
}

static gboolean
read_study (BtAlertEditor *self, BtAlert *alert)
{
  const BtStudy *study = get_study (self);
  g_autofree char *text = g_strstrip (g_strdup (get_text (self->parameters_entry)));
  g_autofree char *whole = study == NULL     ? g_strdup ("")
                           : text[0] == '\0' ? g_strdup (study->id)
                                             : g_strjoin (" ", study->id, text, NULL);
  gboolean is_read = bt_study_settings_parse (whole, &alert->study);
  gboolean is_other_read = TRUE;
  guint output = get_selected (self->output_row);

  alert->against = againsts[get_selected (self->against_row)];
  if (alert->against == BT_ALERT_AGAINST_STUDY)
    is_other_read = bt_study_settings_parse (get_text (self->other_entry), &alert->other);
  show_fault (self->parameters_entry, !is_read);
  show_fault (self->other_entry, !is_other_read);
  alert->output = is_read && output < alert->study.study->n_outputs ? output : 0;
  alert->other_output = 0;
  alert->level = gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->value_spin));
  alert->is_live = gtk_switch_get_active (GTK_SWITCH (self->live_switch));
  return is_read && is_other_read;
}

static gboolean
read_minute (BtAlertEditor *self, BtAlert *alert)
{
  int hour, minute, length = 0;
  gboolean is_read
    = sscanf (get_text (self->minute_entry), "%2d:%2d%n", &hour, &minute, &length) == 2
      && get_text (self->minute_entry)[length] == '\0' && hour >= 0 && hour < 24 && minute >= 0
      && minute < 60;

  show_fault (self->minute_entry, !is_read);
  if (is_read)
    alert->minute = hour * 60 + minute;
  return is_read;
}

static gboolean
read_time (BtAlertEditor *self, BtAlert *alert)
{
  guint clock = get_selected (self->clock_row);

  alert->clock = clock == 0 ? BT_ALERT_AT_MOMENT : clock == 1 ? BT_ALERT_DAILY : BT_ALERT_OPENING;
  if (clock == 0)
    return bt_time_field_get_time (BT_TIME_FIELD (self->moment_field), &alert->time_usec)
           && alert->time_usec != BT_TIME_NONE;
  alert->zone = BT_ZONE (clock == 1 ? zones[get_selected (self->zone_row)] : openings[clock - 2]);
  return clock != 1 || read_minute (self, alert);
}

/* Returns whether the alert was made on a drawing, and is one that can go with it. */
static gboolean
is_on_drawing (BtAlertEditor *self, BtAlertKind kind)
{
  return self->alert.is_following && kind == self->alert.kind;
}

gboolean
bt_alert_editor_get_alert (BtAlertEditor *editor, BtAlert *alert)
{
  BtAlert read = editor->alert;
  gboolean is_read = TRUE;

  g_return_val_if_fail (BT_IS_ALERT_EDITOR (editor) && alert != NULL, FALSE);

  read.kind = get_kind (editor);
  read.is_enabled = TRUE;
  read.crossing = (BtAlertCrossing) get_selected (
    read.kind == BT_ALERT_RANGE ? editor->passing_row : editor->crossing_row);
  read.repeat = (BtAlertRepeat) get_selected (editor->repeat_row);
  read.is_ask = get_selected (editor->side_row) == 1;
  read.is_pausing = gtk_switch_get_active (GTK_SWITCH (editor->pause_switch));
  read.is_notifying = gtk_switch_get_active (GTK_SWITCH (editor->notify_switch));
  read.is_sounding = gtk_switch_get_active (GTK_SWITCH (editor->sound_switch));
  read.timeframe
    = bt_session_choices_get_timeframe (editor->timeframes, get_selected (editor->timeframe_row));
  g_strlcpy (read.message, get_text (editor->message_entry), sizeof read.message);
  if (read.kind != BT_ALERT_LINE)
    {
      const BtDisguise *disguise = bt_session_get_disguise (editor->session);

      read.level_points = bt_disguise_reveal (disguise, get_points (editor, editor->level_spin));
      read.high_points = bt_disguise_reveal (disguise, get_points (editor, editor->high_spin));
    }
  /* At another level it has left its drawing. */
  read.is_following = is_on_drawing (editor, read.kind)
                      && gtk_switch_get_active (GTK_SWITCH (editor->follow_switch))
                      && read.level_points == editor->alert.level_points;
  if (read.kind == BT_ALERT_RANGE)
    is_read = read.high_points > read.level_points;
  else if (read.kind == BT_ALERT_STUDY)
    is_read = read_study (editor, &read);
  else if (read.kind == BT_ALERT_TIME)
    is_read = read_time (editor, &read);
  if (is_read)
    *alert = read;
  return is_read;
}

/* ---- Showing ---- */

static void
show_rows (BtAlertEditor *self)
{
  BtAlertKind kind = get_kind (self);
  gboolean is_study = kind == BT_ALERT_STUDY;
  gboolean is_time = kind == BT_ALERT_TIME;
  guint clock = get_selected (self->clock_row);
  BtAlertAgainst against = againsts[get_selected (self->against_row)];
  const BtStudy *study = get_study (self);
  const struct
  {
    GtkWidget *row;
    gboolean is_shown;
  } rows[] = {
    { self->kind_row, kind != BT_ALERT_LINE },
    { self->side_row, !is_study && !is_time },
    { self->crossing_row, kind != BT_ALERT_RANGE && !is_time },
    { self->passing_row, kind == BT_ALERT_RANGE },
    { self->level_box, kind == BT_ALERT_PRICE || kind == BT_ALERT_RANGE },
    { self->high_box, kind == BT_ALERT_RANGE },
    { self->follow_box, is_on_drawing (self, kind) },
    { self->study_box, is_study },
    { self->parameters_box, is_study },
    { self->output_row, is_study && study != NULL && study->n_outputs > 1 },
    { self->against_row, is_study },
    { self->value_box, is_study && against == BT_ALERT_AGAINST_LEVEL },
    { self->other_box, is_study && against == BT_ALERT_AGAINST_STUDY },
    { self->live_box, is_study },
    { self->timeframe_row, is_study || get_selected (self->repeat_row) == BT_ALERT_ONCE_A_CANDLE },
    { self->clock_row, is_time },
    { self->moment_box, is_time && clock == 0 },
    { self->minute_box, is_time && clock == 1 },
    { self->zone_row, is_time && clock == 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_widget_set_visible (rows[i].row, rows[i].is_shown);
}

/* Anything was changed: says what the alert is now, or that it cannot be saved. */
static void
changed_cb (BtAlertEditor *self)
{
  g_autofree char *text = NULL;
  gboolean is_read;
  BtAlert alert;

  if (self->is_updating || self->session == NULL)
    return;
  show_rows (self);
  is_read = bt_alert_editor_get_alert (self, &alert);
  gtk_widget_set_sensitive (self->save_button, is_read);
  text = is_read ? bt_alert_text_condition (&alert, self->session)
                 : g_strdup (_ ("Something of this cannot be read yet"));
  gtk_label_set_label (GTK_LABEL (self->summary_label), text);
}

static void
show_outputs (BtAlertEditor *self, const BtStudy *study)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; study != NULL && i < study->n_outputs; i++)
    gtk_string_list_append (names, _ (study->outputs[i].title));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->output_row), G_LIST_MODEL (names));
}

/* Writes a study's parameters without its name. */
static void
show_parameters (BtAlertEditor *self, const BtStudySettings *settings)
{
  g_autofree char *text = bt_study_settings_to_string (settings);
  const char *parameters = strchr (text, ' ');

  gtk_editable_set_text (GTK_EDITABLE (self->parameters_entry),
                         parameters != NULL ? parameters + 1 : "");
}

static void
study_chosen_cb (BtAlertEditor *self)
{
  const BtStudy *study = get_study (self);
  BtStudySettings settings;

  if (self->is_updating || study == NULL)
    return;
  self->is_updating = TRUE;
  bt_study_settings_init (&settings, study);
  show_parameters (self, &settings);
  show_outputs (self, study);
  self->is_updating = FALSE;
  changed_cb (self);
}

static void
set_spin (GtkWidget *spin, double value, guint digits)
{
  double step = pow (10.0, -(double) digits);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), digits);
  gtk_spin_button_set_increments (GTK_SPIN_BUTTON (spin), step, step * PAGE_STEPS);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
}

static void
show_study (BtAlertEditor *self, const BtAlert *alert)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *other = bt_study_settings_to_string (&alert->other);
  guint digits = alert->study.study->outputs[alert->output].price_power == 1
                   ? bt_session_get_instrument (self->session)->digits
                   : VALUE_DIGITS;
  guint index = 0;

  for (guint i = 0; i < bt_study_registry_get_count (); i++)
    {
      const BtStudy *study = bt_study_registry_get (i);
      g_autofree char *name = g_strdup_printf ("%s · %s", study->short_name, _ (study->title));

      gtk_string_list_append (names, name);
      if (study == alert->study.study)
        index = i;
    }
  gtk_drop_down_set_expression (
    GTK_DROP_DOWN (self->study_list),
    gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->study_list), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->study_list), index);
  show_parameters (self, &alert->study);
  show_outputs (self, alert->study.study);
  set_selected (self->output_row, alert->output);
  for (guint i = 0; i < G_N_ELEMENTS (againsts); i++)
    if (againsts[i] == alert->against)
      set_selected (self->against_row, i);
  set_spin (self->value_spin, alert->level, digits);
  gtk_editable_set_text (GTK_EDITABLE (self->other_entry), other);
  gtk_switch_set_active (GTK_SWITCH (self->live_switch), alert->is_live);
}

static void
show_time (BtAlertEditor *self, const BtAlert *alert)
{
  g_autofree char *minute = g_strdup_printf ("%02d:%02d", alert->minute / 60, alert->minute % 60);
  guint clock = alert->clock == BT_ALERT_AT_MOMENT ? 0 : 1;

  for (guint i = 0; alert->clock == BT_ALERT_OPENING && i < G_N_ELEMENTS (openings); i++)
    if (openings[i] == alert->zone.kind)
      clock = i + 2;
  set_selected (self->clock_row, clock);
  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    if (zones[i] == alert->zone.kind)
      set_selected (self->zone_row, i);
  bt_time_field_set_disguise (BT_TIME_FIELD (self->moment_field),
                              bt_session_get_disguise (self->session));
  bt_time_field_set_time (BT_TIME_FIELD (self->moment_field),
                          alert->time_usec != 0 ? alert->time_usec
                                                : bt_session_get_clock (self->session));
  gtk_editable_set_text (GTK_EDITABLE (self->minute_entry), minute);
}

static void
show_alert (BtAlertEditor *self, const BtAlert *alert)
{
  guint digits = bt_session_get_instrument (self->session)->digits;
  const BtDisguise *disguise = bt_session_get_disguise (self->session);
  double unit = pow (10.0, digits);

  self->is_updating = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i] == alert->kind)
      set_selected (self->kind_row, i);
  set_selected (self->side_row, alert->is_ask ? 1 : 0);
  set_selected (self->crossing_row, alert->crossing);
  set_selected (self->passing_row, alert->crossing);
  set_spin (self->level_spin, (double) bt_disguise_show (disguise, alert->level_points) / unit,
            digits);
  set_spin (self->high_spin, (double) bt_disguise_show (disguise, alert->high_points) / unit,
            digits);
  show_study (self, alert);
  show_time (self, alert);
  adw_combo_row_set_model (ADW_COMBO_ROW (self->timeframe_row), self->timeframes);
  set_selected (self->timeframe_row,
                bt_session_choices_find_timeframe (self->timeframes, alert->timeframe));
  set_selected (self->repeat_row, alert->repeat);
  gtk_switch_set_active (GTK_SWITCH (self->follow_switch), alert->is_following);
  gtk_switch_set_active (GTK_SWITCH (self->pause_switch), alert->is_pausing);
  gtk_switch_set_active (GTK_SWITCH (self->notify_switch), alert->is_notifying);
  gtk_switch_set_active (GTK_SWITCH (self->sound_switch), alert->is_sounding);
  gtk_editable_set_text (GTK_EDITABLE (self->message_entry), alert->message);
  self->is_updating = FALSE;
  changed_cb (self);
}

static void
save_clicked_cb (BtAlertEditor *self)
{
  BtAlertList *list = bt_session_get_alerts (self->session);
  BtAlert alert;

  if (!bt_alert_editor_get_alert (self, &alert))
    return;
  /* One that was taken away meanwhile is a new one. */
  if (alert.id == 0 || !bt_alert_list_change (list, &alert))
    bt_alert_list_add (list, &alert);
  gtk_window_close (GTK_WINDOW (self));
}

static void
bt_alert_editor_dispose (GObject *object)
{
  BtAlertEditor *self = BT_ALERT_EDITOR (object);

  self->is_updating = TRUE;
  g_clear_object (&self->session);
  g_clear_object (&self->timeframes);
  G_OBJECT_CLASS (bt_alert_editor_parent_class)->dispose (object);
}

#define BIND(member) gtk_widget_class_bind_template_child (widget_class, BtAlertEditor, member)

static void
bt_alert_editor_class_init (BtAlertEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_alert_editor_dispose;
  g_type_ensure (BT_TYPE_TIME_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("alert-editor"));
  BIND (kind_row);
  BIND (side_row);
  BIND (crossing_row);
  BIND (passing_row);
  BIND (level_box);
  BIND (level_spin);
  BIND (high_box);
  BIND (high_spin);
  BIND (study_box);
  BIND (study_list);
  BIND (parameters_box);
  BIND (parameters_entry);
  BIND (output_row);
  BIND (against_row);
  BIND (value_box);
  BIND (value_spin);
  BIND (other_box);
  BIND (other_entry);
  BIND (timeframe_row);
  BIND (live_box);
  BIND (live_switch);
  BIND (clock_row);
  BIND (moment_box);
  BIND (moment_field);
  BIND (minute_box);
  BIND (minute_entry);
  BIND (zone_row);
  BIND (repeat_row);
  BIND (follow_box);
  BIND (follow_switch);
  BIND (pause_switch);
  BIND (notify_switch);
  BIND (sound_switch);
  BIND (message_entry);
  BIND (summary_label);
  BIND (save_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, study_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

#undef BIND

static void
bt_alert_editor_init (BtAlertEditor *self)
{
  self->is_updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  bt_time_field_set_name (BT_TIME_FIELD (self->moment_field), _ ("Date and time (UTC)"));
}

BtAlertEditor *
bt_alert_editor_new (GtkWindow *parent, BtSession *session, const BtAlert *alert)
{
  BtAlertEditor *self = g_object_new (BT_TYPE_ALERT_EDITOR, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->alert = *alert;
  self->timeframes
    = bt_session_choices_timeframes (bt_tape_get_timeframe (bt_session_get_tape (session)));
  show_alert (self, alert);
  gtk_window_set_title (GTK_WINDOW (self), alert->id == 0 ? _ ("New alert") : _ ("Alert"));
  if (gtk_widget_get_visible (self->level_box))
    gtk_widget_grab_focus (self->level_spin);
  return self;
}
