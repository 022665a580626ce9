// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-preferences-window.h"

#include "market/bt-timeframe.h"
#include "store/bt-preference-table.h"
#include "ui/bt-dialogs.h"
#include "ui/bt-keyboard-page.h"
#include "ui/bt-resources.h"
#include "ui/bt-sources-page.h"

#include <glib/gi18n.h>

struct _BtPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  BtWorkspace *workspace;
  GPtrArray *days; /* of char *, as bt_trading_day_parse() reads them, in the order of the list */
  gboolean is_updating;
  struct DayJob *reading; /* the store's until the callback returns */

  GtkWidget *scheme_row;
  GtkWidget *colors_row;
  GtkWidget *contrast_row;
  GtkWidget *swap_switch;
  GtkWidget *unit_row;
  GtkWidget *pause_switch;
  GtkWidget *day_row;
  GtkWidget *sources_page;
};

G_DEFINE_FINAL_TYPE (BtPreferencesWindow, bt_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

/* Reading or writing the preference on the database thread. */
typedef struct DayJob
{
  char *value;
} DayJob;

static void
day_job_free (gpointer data)
{
  DayJob *job = data;

  g_free (job->value);
  g_free (job);
}

static gboolean
run_read_day (BtDb *db, gpointer data, GError **error)
{
  DayJob *job = data;
  GError *failure = NULL;

  job->value = bt_preference_table_get (db, BT_PREFERENCE_TRADING_DAY, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

static gboolean
run_write_day (BtDb *db, gpointer data, GError **error)
{
  DayJob *job = data;

  return bt_preference_table_set (db, BT_PREFERENCE_TRADING_DAY, job->value, error);
}

/* Returns how a day is called: its time, then its place. */
static char *
name_day (const char *value)
{
  static const struct
  {
    const char *value;
    const char *name;
  } names[] = {
    { "17:00 America/New_York", N_ ("17:00 New York") },
    { "18:00 America/New_York", N_ ("18:00 New York") },
    { "00:00 Europe/London", N_ ("00:00 London") },
    { "00:00 Asia/Tokyo", N_ ("00:00 Tokyo") },
    { "00:00 EET", N_ ("00:00 Eastern Europe") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].value, value))
      return g_strdup (_ (names[i].name));
  return g_strdup (value);
}

static void
show_days (BtPreferencesWindow *self, const char *chosen)
{
  static const char *const usual[]
    = { "17:00 America/New_York", "18:00 America/New_York", "00:00 UTC",
        "00:00 Europe/London",    "00:00 Asia/Tokyo",       "00:00 EET" };
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = G_N_ELEMENTS (usual);

  g_ptr_array_set_size (self->days, 0);
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      g_ptr_array_add (self->days, g_strdup (usual[i]));
      if (g_str_equal (usual[i], chosen))
        selected = i;
    }
  /* One that was set by the command line is kept. */
  if (selected == G_N_ELEMENTS (usual))
    g_ptr_array_add (self->days, g_strdup (chosen));
  for (guint i = 0; i < self->days->len; i++)
    gtk_string_list_take (names, name_day (g_ptr_array_index (self->days, i)));
  self->is_updating = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self->day_row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->day_row), selected);
  self->is_updating = FALSE;
}

static void
day_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtPreferencesWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  DayJob *job = g_steal_pointer (&self->reading);
  g_autofree char *usual = bt_trading_day_to_string (BT_TRADING_DAY_DEFAULT);

  if (!bt_store_run_finish (BT_STORE (source), result, &error))
    bt_dialog_show_error (GTK_WIDGET (self), _ ("A preference was not read"), error->message);
  else if (self->days != NULL)
    show_days (self, job->value != NULL ? job->value : usual);
}

static void
day_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtPreferencesWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!bt_store_run_finish (BT_STORE (source), result, &error))
    bt_dialog_show_error (GTK_WIDGET (self), _ ("The preference was not saved"), error->message);
}

static void
day_chosen_cb (BtPreferencesWindow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->day_row));

  if (self->is_updating || selected >= self->days->len)
    return;
  DayJob *job = g_new0 (DayJob, 1);
  job->value = g_strdup (g_ptr_array_index (self->days, selected));
  bt_store_run_async (bt_workspace_get_store (self->workspace), run_write_day, job, day_job_free,
                      NULL, day_written_cb, g_object_ref (self));
}

/* The enumerations' values are the entries of the lists. */
static gboolean
read_enum (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *const *nicks = user_data;

  for (guint i = 0; nicks[i] != NULL; i++)
    if (g_str_equal (nicks[i], g_variant_get_string (variant, NULL)))
      g_value_set_uint (value, i);
  return TRUE;
}

static GVariant *
write_enum (const GValue *value, const GVariantType *type, gpointer user_data)
{
  const char *const *nicks = user_data;
  guint length = g_strv_length ((char **) nicks);

  return g_variant_new_string (nicks[MIN (g_value_get_uint (value), length - 1)]);
}

static void
bind_list (GSettings *settings, const char *key, GtkWidget *row, const char *const *nicks)
{
  g_settings_bind_with_mapping (settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT, read_enum,
                                write_enum, (gpointer) nicks, NULL);
}

static void
bt_preferences_window_dispose (GObject *object)
{
  BtPreferencesWindow *self = BT_PREFERENCES_WINDOW (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->days, g_ptr_array_unref);
  G_OBJECT_CLASS (bt_preferences_window_parent_class)->dispose (object);
}

static void
bt_preferences_window_class_init (BtPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_preferences_window_dispose;
  g_type_ensure (BT_TYPE_SOURCES_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("preferences-window"));
  gtk_widget_class_bind_template_child (widget_class, BtPreferencesWindow, scheme_row);
  gtk_widget_class_bind_template_child (widget_class, BtPreferencesWindow, colors_row);
  gtk_widget_class_bind_template_child (widget_class, BtPreferencesWindow, contrast_row);
  gtk_widget_class_bind_template_child (widget_class, BtPreferencesWindow, swap_switch);
  gtk_widget_class_bind_template_child (widget_class, BtPreferencesWindow, unit_row);
  gtk_widget_class_bind_template_child (widget_class, BtPreferencesWindow, pause_switch);
  gtk_widget_class_bind_template_child (widget_class, BtPreferencesWindow, day_row);
  gtk_widget_class_bind_template_child (widget_class, BtPreferencesWindow, sources_page);
}

static void
bt_preferences_window_init (BtPreferencesWindow *self)
{
  self->days = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

BtPreferencesWindow *
bt_preferences_window_new (GtkWindow *parent, BtWorkspace *workspace)
{
  static const char *const schemes[] = { "dark", "light", "system", NULL };
  static const char *const colors[] = { "standard", "color-blind", NULL };
  static const char *const contrasts[] = { "system", "high", NULL };
  static const char *const units[] = { "candles", "market-time", NULL };
  BtPreferencesWindow *self
    = g_object_new (BT_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);
  GSettings *settings = bt_workspace_get_settings (workspace);

  self->workspace = g_object_ref (workspace);
  bind_list (settings, "color-scheme", self->scheme_row, schemes);
  bind_list (settings, "candle-colors", self->colors_row, colors);
  bind_list (settings, "contrast", self->contrast_row, contrasts);
  bind_list (settings, "play-unit", self->unit_row, units);
  g_settings_bind (settings, "swap-candle-colors", self->swap_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self),
                              ADW_PREFERENCES_PAGE (bt_keyboard_page_new ()));
  g_settings_bind (settings, "pause-on-fill", self->pause_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  bt_sources_page_set_workspace (BT_SOURCES_PAGE (self->sources_page), workspace);
  g_signal_connect_swapped (self->day_row, "notify::selected", G_CALLBACK (day_chosen_cb), self);
  self->reading = g_new0 (DayJob, 1);
  bt_store_run_async (bt_workspace_get_store (workspace), run_read_day, self->reading, day_job_free,
                      NULL, day_read_cb, g_object_ref (self));
  return self;
}
