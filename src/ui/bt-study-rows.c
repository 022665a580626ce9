// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-study-rows.h"

#include "base/bt-time.h"
#include "ui/bt-accessible.h"
#include "ui/bt-study-look-rows.h"

#include <glib/gi18n.h>
#include <math.h>

#define ID_KEY "bt-study-id"
#define PARAMETER_KEY "bt-study-parameter"

/* What a control of a row changes. */
typedef struct
{
  BtChart *chart; /* outlives the window that the rows are in */
  guint id;
  char *parameter; /* owned */
  char **texts;    /* owned: what the entries of a list mean, or NULL */
} Control;

static void
free_control (gpointer data)
{
  Control *control = data;

  g_free (control->parameter);
  g_strfreev (control->texts);
  g_free (control);
}

static gboolean
find_settings (BtChart *chart, guint id, BtStudySettings *settings)
{
  for (guint i = 0; i < bt_chart_get_n_studies (chart); i++)
    if (bt_chart_get_study (chart, i, settings) == id)
      return TRUE;
  return FALSE;
}

static void
change (const Control *control, const char *text)
{
  BtStudySettings settings;

  if (find_settings (control->chart, control->id, &settings)
      && bt_study_settings_set (&settings, control->parameter, text) == BT_STUDY_SET_DONE)
    bt_chart_set_study (control->chart, control->id, &settings);
}

static void
number_changed_cb (GtkSpinButton *button, Control *control)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  change (control, g_ascii_dtostr (text, sizeof text, gtk_spin_button_get_value (button)));
}

static void
choice_changed_cb (GtkDropDown *list, GParamSpec *pspec, Control *control)
{
  guint chosen = gtk_drop_down_get_selected (list);

  if (chosen != GTK_INVALID_LIST_POSITION)
    change (control, control->texts[chosen]);
}

/* An empty entry means the first candle. */
static void
time_changed_cb (GtkEditable *entry, Control *control)
{
  const char *text = gtk_editable_get_text (entry);
  BtStudySettings settings;
  BtStudySetResult result = BT_STUDY_SET_NOT_A_VALUE;

  if (find_settings (control->chart, control->id, &settings))
    result = bt_study_settings_set (&settings, control->parameter, text[0] != '\0' ? text : "0");
  if (result == BT_STUDY_SET_DONE)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
      bt_chart_set_study (control->chart, control->id, &settings);
    }
  else
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
}

/* Alerts are the session's: the window of the chart has the action. */
static void
alert_cb (GtkButton *button, Control *control)
{
  gtk_widget_activate_action (GTK_WIDGET (control->chart), "win.new-study-alert", "u", control->id);
}

static void
removed_cb (GtkButton *button, Control *control)
{
  bt_chart_set_study (control->chart, control->id, NULL);
}

/* Puts a control at the end of a row of its own. */
static void
add_control (GtkWidget *row,
             BtChart *chart,
             const char *parameter,
             const char *title,
             GtkWidget *widget,
             const char *signal,
             GCallback callback,
             char **texts)
{
  GtkWidget *line = adw_action_row_new ();
  Control *control = g_new0 (Control, 1);

  control->chart = chart;
  control->id = bt_study_row_get_id (row);
  control->parameter = g_strdup (parameter);
  control->texts = texts;
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (line), widget);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (line), widget);
  bt_accessible_set_name (widget, title);
  g_object_set_data_full (G_OBJECT (widget), PARAMETER_KEY, control, free_control);
  g_signal_connect (widget, signal, callback, control);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), line);
}

static void
add_choice (GtkWidget *row,
            BtChart *chart,
            const char *parameter,
            const char *title,
            char **names,
            char **texts,
            guint chosen)
{
  GtkWidget *list = gtk_drop_down_new_from_strings ((const char *const *) names);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), chosen);
  add_control (row, chart, parameter, title, list, "notify::selected",
               G_CALLBACK (choice_changed_cb), texts);
}

static void
add_number (GtkWidget *row, BtChart *chart, const BtStudyParameter *parameter, double value)
{
  gboolean is_whole = parameter->kind == BT_STUDY_PARAMETER_INT;
  double step = is_whole ? 1 : pow (10, floor (log10 (fmax (fabs (parameter->value), 0.01))) - 1);
  GtkWidget *button = gtk_spin_button_new_with_range (parameter->minimum, parameter->maximum, step);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (button),
                              is_whole ? 0 : (guint) CLAMP (-floor (log10 (step)), 1, 6));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (button), value);
  add_control (row, chart, parameter->id, _ (parameter->title), button, "value-changed",
               G_CALLBACK (number_changed_cb), NULL);
}

static void
add_parameter (GtkWidget *row,
               BtChart *chart,
               const BtStudySettings *settings,
               const BtStudyParameter *parameter,
               double value)
{
  if (parameter->kind == BT_STUDY_PARAMETER_CHOICE)
    {
      add_choice (row, chart, parameter->id, _ (parameter->title), (char **) parameter->choices,
                  g_strdupv ((char **) parameter->choices), (guint) value);
      return;
    }
  if (parameter->kind == BT_STUDY_PARAMETER_TIME)
    {
      GtkWidget *entry = gtk_entry_new ();
      g_autofree char *text = bt_study_settings_get (settings, parameter->id);
      gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("first candle"));
      gtk_editable_set_text (GTK_EDITABLE (entry), value != 0 ? text : "");
      gtk_editable_set_width_chars (GTK_EDITABLE (entry), 21);
      add_control (row, chart, parameter->id, _ (parameter->title), entry, "changed",
                   G_CALLBACK (time_changed_cb), NULL);
      return;
    }
  add_number (row, chart, parameter, value);
}

static void
add_source (GtkWidget *row, BtChart *chart, const BtStudySettings *settings)
{
  char **names = g_new0 (char *, BT_N_STUDY_SOURCES + 1);

  for (int i = 0; i < BT_N_STUDY_SOURCES; i++)
    names[i] = g_strdup (bt_study_source_to_string ((BtStudySource) i));
  add_choice (row, chart, "source", _ ("Price"), names, names, settings->source);
}

/* Timeframes above the chart's: their candles form from those of the chart. */
static void
add_timeframe (GtkWidget *row, BtChart *chart, const BtStudySettings *settings)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  const BtTimeframe base = bt_chart_get_timeframe (chart);
  guint chosen = 0;
  guint count = 0;
  const BtTimeframe *usual = bt_timeframe_get_usual (&count);

  g_ptr_array_add (names, (gpointer) _ ("As the chart"));
  g_ptr_array_add (texts, g_strdup ("chart"));
  for (guint i = 0; i < count; i++)
    {
      const char *name = bt_timeframe_to_string (usual[i]);

      if (usual[i] == base || !bt_timeframe_can_be_made_of (usual[i], base))
        continue;
      if (settings->has_timeframe && settings->timeframe == usual[i])
        chosen = texts->len;
      g_ptr_array_add (names, (gpointer) name);
      g_ptr_array_add (texts, g_strdup (name));
    }
  g_ptr_array_add (names, NULL);
  g_ptr_array_add (texts, NULL);
  add_choice (row, chart, "timeframe", _ ("Timeframe"), (char **) names->pdata,
              (char **) g_ptr_array_steal (texts, NULL), chosen);
}

guint
bt_study_row_get_id (GtkWidget *row)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), ID_KEY));
}

void
bt_study_row_update (GtkWidget *row, const BtStudySettings *settings)
{
  g_autofree char *label = bt_study_settings_label (settings);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  bt_study_look_rows_update (ADW_EXPANDER_ROW (row));
}

/* Adds a button to a study's row. */
static void
add_button (GtkWidget *row, BtChart *chart, const char *icon, const char *name, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  Control *control = g_new0 (Control, 1);

  control->chart = chart;
  control->id = bt_study_row_get_id (row);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  bt_accessible_set_name (button, name);
  g_object_set_data_full (G_OBJECT (button), PARAMETER_KEY, control, free_control);
  g_signal_connect (button, "clicked", callback, control);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), button);
}

GtkWidget *
bt_study_row_new (BtChart *chart, guint id, const BtStudySettings *settings)
{
  const BtStudy *study = settings->study;
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *label = bt_study_settings_label (settings);
  /* Translators: takes an indicator, such as "RSI 14", off the chart. */
  g_autofree char *remove = g_strdup_printf (_ ("Remove %s"), label);
  /* Translators: an alert on an indicator, such as "RSI 14". */
  g_autofree char *alert = g_strdup_printf (_ ("Alert on %s…"), label);

  g_object_set_data (G_OBJECT (row), ID_KEY, GUINT_TO_POINTER (id));
  bt_study_row_update (row, settings);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), _ (study->title));
  add_button (row, chart, "user-trash-symbolic", remove, G_CALLBACK (removed_cb));
  add_button (row, chart, "bt-alert-symbolic", alert, G_CALLBACK (alert_cb));
  for (guint i = 0; i < study->n_parameters; i++)
    add_parameter (row, chart, settings, &study->parameters[i], settings->values[i]);
  if (bt_study_has_common_parameter (study, "source"))
    add_source (row, chart, settings);
  if (bt_study_has_common_parameter (study, "timeframe"))
    add_timeframe (row, chart, settings);
  bt_study_look_rows_add (ADW_EXPANDER_ROW (row), chart, id);
  return row;
}
