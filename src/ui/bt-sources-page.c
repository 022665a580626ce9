// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-sources-page.h"

#include "source/bt-download-cache.h"
#include "source/bt-fetcher.h"
#include "source/bt-source-settings.h"
#include "ui/bt-dialogs.h"
#include "ui/bt-resources.h"

#include <glib/gi18n.h>

struct _BtSourcesPage
{
  AdwPreferencesPage parent_instance;

  BtWorkspace *workspace;
  BtSourceSettings settings;
  gboolean is_updating;
  GCancellable *cancellable; /* of the look at the kept files */

  GtkWidget *dukascopy_row;
  GtkWidget *binance_row;
  GtkWidget *clickhouse_row;
  GtkWidget *fault_label;
  GtkWidget *connections_spin;
  GtkWidget *cache_row;
  GtkWidget *clear_button;
};

G_DEFINE_FINAL_TYPE (BtSourcesPage, bt_sources_page, ADW_TYPE_PREFERENCES_PAGE)

/* Reading or writing them on the database thread. */
typedef struct
{
  BtSourcesPage *page;
  BtSourceSettings settings;
} SettingsJob;

static void
settings_job_free (gpointer data)
{
  SettingsJob *job = data;

  bt_source_settings_clear (&job->settings);
  g_object_unref (job->page);
  g_free (job);
}

static SettingsJob *
settings_job_new (BtSourcesPage *self)
{
  SettingsJob *job = g_new0 (SettingsJob, 1);

  job->page = g_object_ref (self);
  for (guint i = 0; i < BT_N_SOURCE_PLACES; i++)
    job->settings.urls[i] = g_strdup (self->settings.urls[i]);
  job->settings.connections = self->settings.connections;
  return job;
}

static gboolean
run_load (BtDb *db, gpointer data, GError **error)
{
  SettingsJob *job = data;

  return bt_source_settings_load (db, &job->settings, error);
}

static gboolean
run_save (BtDb *db, gpointer data, GError **error)
{
  SettingsJob *job = data;

  return bt_source_settings_save (db, &job->settings, error);
}

static GtkWidget *
get_row (BtSourcesPage *self, BtSourcePlace place)
{
  return place == BT_SOURCE_PLACE_DUKASCOPY ? self->dukascopy_row
         : place == BT_SOURCE_PLACE_BINANCE ? self->binance_row
                                            : self->clickhouse_row;
}

static void
show_settings (BtSourcesPage *self)
{
  const guint connections = self->settings.connections > 0 ? self->settings.connections
                                                           : BT_FETCH_LIMITS_DEFAULT.connections;

  self->is_updating = TRUE;
  for (BtSourcePlace place = 0; place < BT_N_SOURCE_PLACES; place++)
    {
      const char *usual = bt_source_settings_get_public_url (place);
      const char *set = self->settings.urls[place];

      gtk_editable_set_text (GTK_EDITABLE (get_row (self, place)), set != NULL     ? set
                                                                   : usual != NULL ? usual
                                                                                   : "");
    }
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->connections_spin), connections);
  self->is_updating = FALSE;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SettingsJob *job = user_data;
  BtSourcesPage *self = job->page;
  g_autoptr (GError) error = NULL;

  if (!bt_store_run_finish (BT_STORE (source), result, &error))
    bt_dialog_show_error (GTK_WIDGET (self), _ ("A preference was not read"), error->message);
  else if (self->workspace != NULL)
    {
      bt_source_settings_clear (&self->settings);
      self->settings = job->settings;
      job->settings = (BtSourceSettings){ 0 };
      show_settings (self);
    }
  settings_job_free (job);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SettingsJob *job = user_data;
  g_autoptr (GError) error = NULL;

  if (!bt_store_run_finish (BT_STORE (source), result, &error))
    bt_dialog_show_error (GTK_WIDGET (job->page), _ ("The preference was not saved"),
                          error->message);
  settings_job_free (job);
}

static void
save (BtSourcesPage *self)
{
  SettingsJob *job = settings_job_new (self);

  bt_store_run_async (bt_workspace_get_store (self->workspace), run_save, job, NULL, NULL, saved_cb,
                      job);
}

/* Takes an address over. An empty one, or the public one, means the public one. */
static void
address_applied_cb (BtSourcesPage *self, GtkWidget *row)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));
  g_autoptr (GError) error = NULL;
  BtSourcePlace place = 0;

  while (get_row (self, place) != row)
    place++;
  const gboolean is_usual
    = *text == '\0' || g_strcmp0 (text, bt_source_settings_get_public_url (place)) == 0;
  if (!is_usual && !bt_source_settings_check_url (text, &error))
    {
      gtk_widget_add_css_class (row, "error");
      gtk_label_set_label (GTK_LABEL (self->fault_label), error->message);
      gtk_widget_set_visible (self->fault_label, TRUE);
      return;
    }
  gtk_widget_remove_css_class (row, "error");
  gtk_widget_set_visible (self->fault_label, FALSE);
  g_free (self->settings.urls[place]);
  self->settings.urls[place] = is_usual ? NULL : g_strdup (text);
  if (*text == '\0')
    show_settings (self);
  save (self);
}

static void
connections_changed_cb (BtSourcesPage *self)
{
  if (self->is_updating || self->workspace == NULL)
    return;
  self->settings.connections
    = (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->connections_spin));
  save (self);
}

static void
look_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autofree char *folder = bt_download_cache_dup_folder ();
  GError *error = NULL;
  const gboolean removes = GPOINTER_TO_INT (task_data);
  const gboolean is_gone = !removes || bt_download_cache_remove (folder, cancellable, &error);
  const gint64 bytes = is_gone ? bt_download_cache_get_size (folder, cancellable, &error) : -1;

  if (bytes < 0)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, (gssize) bytes);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BtSourcesPage *self = BT_SOURCES_PAGE (source);
  g_autoptr (GError) error = NULL;
  const gssize bytes = g_task_propagate_int (G_TASK (result), &error);

  if (self->cache_row == NULL)
    return;
  if (error != NULL)
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->cache_row), error->message);
      return;
    }
  g_autofree char *size = g_format_size ((guint64) bytes);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->cache_row), size);
  gtk_widget_set_sensitive (self->clear_button, bytes > 0);
}

/* Finds out how large the kept files are, after removing them where that is wanted. */
static void
look_at_cache (BtSourcesPage *self, gboolean removes)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, looked_cb, NULL);

  gtk_widget_set_sensitive (self->clear_button, FALSE);
  g_task_set_task_data (task, GINT_TO_POINTER (removes), NULL);
  g_task_run_in_thread (task, look_thread);
}

static void
clear_clicked_cb (BtSourcesPage *self)
{
  look_at_cache (self, TRUE);
}

static void
bt_sources_page_dispose (GObject *object)
{
  BtSourcesPage *self = BT_SOURCES_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), BT_TYPE_SOURCES_PAGE);
  G_OBJECT_CLASS (bt_sources_page_parent_class)->dispose (object);
}

static void
bt_sources_page_finalize (GObject *object)
{
  BtSourcesPage *self = BT_SOURCES_PAGE (object);

  bt_source_settings_clear (&self->settings);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (bt_sources_page_parent_class)->finalize (object);
}

static void
bt_sources_page_class_init (BtSourcesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_sources_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = bt_sources_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("sources-page"));
  gtk_widget_class_bind_template_child (widget_class, BtSourcesPage, dukascopy_row);
  gtk_widget_class_bind_template_child (widget_class, BtSourcesPage, binance_row);
  gtk_widget_class_bind_template_child (widget_class, BtSourcesPage, clickhouse_row);
  gtk_widget_class_bind_template_child (widget_class, BtSourcesPage, fault_label);
  gtk_widget_class_bind_template_child (widget_class, BtSourcesPage, connections_spin);
  gtk_widget_class_bind_template_child (widget_class, BtSourcesPage, cache_row);
  gtk_widget_class_bind_template_child (widget_class, BtSourcesPage, clear_button);
  gtk_widget_class_bind_template_callback (widget_class, address_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, connections_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
}

static void
bt_sources_page_init (BtSourcesPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bt_sources_page_set_workspace (BtSourcesPage *page, BtWorkspace *workspace)
{
  g_return_if_fail (BT_IS_SOURCES_PAGE (page) && BT_IS_WORKSPACE (workspace));
  g_return_if_fail (page->workspace == NULL);
  SettingsJob *job = settings_job_new (page);

  page->workspace = g_object_ref (workspace);
  bt_store_run_async (bt_workspace_get_store (workspace), run_load, job, NULL, NULL, loaded_cb,
                      job);
  look_at_cache (page, FALSE);
}
