// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "app/bt-application.h"

#include "app/bt-folder-lock.h"
#include "app/bt-open-failure.h"
#include "app/bt-session-desk.h"
#include "ui/bt-accessible.h"
#include "ui/bt-dialogs.h"
#include "ui/bt-failure-window.h"
#include "ui/bt-instruments-window.h"
#include "ui/bt-key-actions.h"
#include "ui/bt-keymap.h"
#include "ui/bt-main-window.h"
#include "ui/bt-new-session-dialog.h"
#include "ui/bt-preferences-window.h"
#include "ui/bt-resources.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#define STARTUP_DOMAIN "bt-startup"

struct _BtApplication
{
  AdwApplication parent_instance;

  gint64 started_usec;
  char *folder;
  BtFolderLock *lock;
  BtWorkspace *workspace;
  BtSessionDesk *desk;
  BtMainWindow *main_window;
  gboolean is_restored;
  gboolean is_making_sample;
};

G_DEFINE_FINAL_TYPE (BtApplication, bt_application, ADW_TYPE_APPLICATION)

static GtkWindow *
get_window (BtApplication *self)
{
  return gtk_application_get_active_window (GTK_APPLICATION (self));
}

static void
main_window_gone_cb (gpointer user_data, GObject *window)
{
  BT_APPLICATION (user_data)->main_window = NULL;
}

static void
first_frame_painted_cb (GdkFrameClock *clock, BtApplication *self)
{
  g_log (STARTUP_DOMAIN, G_LOG_LEVEL_DEBUG, "first frame %" G_GINT64_FORMAT " us after start",
         g_get_monotonic_time () - self->started_usec);
  g_signal_handlers_disconnect_by_func (clock, first_frame_painted_cb, self);
}

static void
main_window_mapped_cb (GtkWidget *window, BtApplication *self)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint",
                    G_CALLBACK (first_frame_painted_cb), self);
  g_signal_handlers_disconnect_by_func (window, main_window_mapped_cb, self);
}

static void
present_main_window (BtApplication *self)
{
  if (self->main_window == NULL)
    {
      self->main_window = bt_main_window_new (GTK_APPLICATION (self), self->workspace);
      g_object_weak_ref (G_OBJECT (self->main_window), main_window_gone_cb, self);
      g_signal_connect (self->main_window, "map", G_CALLBACK (main_window_mapped_cb), self);
      bt_main_window_set_busy (self->main_window, self->is_making_sample);
    }
  gtk_window_present (GTK_WINDOW (self->main_window));
}

static void
session_failed_cb (BtApplication *self, const char *heading, const char *message)
{
  present_main_window (self);
  bt_dialog_show_error (GTK_WIDGET (self->main_window), heading, message);
}

static void
library_loaded_cb (BtApplication *self)
{
  if (self->is_restored
      || !bt_session_library_is_loaded (bt_workspace_get_library (self->workspace)))
    return;
  self->is_restored = TRUE;
  bt_session_desk_restore (self->desk);
}

/* Opens the data folder; on failure shows why and returns FALSE. */
static gboolean
open_folder (BtApplication *self)
{
  g_autoptr (GError) error = NULL;

  if (self->workspace != NULL)
    return TRUE;
  if (self->lock == NULL && bt_folder_lock_take (self->folder, &self->lock) == BT_FOLDER_LOCK_HELD)
    {
      bt_open_failure_show_locked (GTK_APPLICATION (self), self->folder);
      return FALSE;
    }
  g_autoptr (BtStore) store = bt_store_open (self->folder, &error);
  if (store == NULL)
    {
      g_clear_pointer (&self->lock, bt_folder_lock_free);
      bt_open_failure_show (GTK_APPLICATION (self), self->folder, error);
      return FALSE;
    }
  g_autoptr (GSettings) settings = g_settings_new (BT_APP_ID);
  g_autoptr (BtAppearance) appearance = bt_appearance_new (settings);
  self->workspace = bt_workspace_new (store, settings, appearance);
  self->desk = bt_session_desk_new (GTK_APPLICATION (self), self->workspace);
  g_signal_connect_object (self->desk, "failed", G_CALLBACK (session_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (bt_workspace_get_library (self->workspace), "notify::loaded",
                           G_CALLBACK (library_loaded_cb), self, G_CONNECT_SWAPPED);
  return TRUE;
}

static void
open_session_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtApplication *self = user_data;

  if (self->desk != NULL)
    bt_session_desk_show (self->desk, g_variant_get_string (parameter, NULL), BT_DESK_WINDOW);
}

static void
show_report_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtApplication *self = user_data;

  if (self->desk != NULL)
    bt_session_desk_show (self->desk, g_variant_get_string (parameter, NULL), BT_DESK_REPORT);
}

static void
session_created_cb (BtApplication *self, const char *id)
{
  bt_session_desk_show (self->desk, id, BT_DESK_WINDOW);
}

static void
new_session_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtApplication *self = user_data;

  if (self->workspace == NULL)
    return;
  GListModel *datasets = G_LIST_MODEL (bt_workspace_get_datasets (self->workspace));
  if (g_list_model_get_n_items (datasets) == 0)
    {
      present_main_window (self);
      gtk_widget_activate_action (GTK_WIDGET (self->main_window), "win.show-page", "s", "data");
      bt_main_window_toast (self->main_window,
                            _ ("A session needs market data: import a file, or start the sample"));
      return;
    }
  BtNewSessionDialog *dialog = bt_new_session_dialog_new (get_window (self), self->workspace,
                                                          g_variant_get_int64 (parameter));
  g_signal_connect_object (dialog, "created", G_CALLBACK (session_created_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
sample_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = bt_workspace_start_sample_finish (BT_WORKSPACE (source), result, &error);

  self->is_making_sample = FALSE;
  if (self->main_window != NULL)
    bt_main_window_set_busy (self->main_window, FALSE);
  if (id == NULL)
    session_failed_cb (self, _ ("The sample was not made"), error->message);
  else
    bt_session_desk_show (self->desk, id, BT_DESK_WINDOW_PLAYING);
  g_application_release (G_APPLICATION (self));
}

static void
start_sample_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtApplication *self = user_data;

  if (self->workspace == NULL || self->is_making_sample)
    return;
  self->is_making_sample = TRUE;
  if (self->main_window != NULL)
    bt_main_window_set_busy (self->main_window, TRUE);
  g_application_hold (G_APPLICATION (self));
  bt_workspace_start_sample_async (self->workspace, NULL, sample_started_cb, g_object_ref (self));
}

static void
show_main_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtApplication *self = user_data;

  if (self->workspace != NULL)
    present_main_window (self);
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtApplication *self = user_data;

  if (self->workspace != NULL)
    gtk_window_present (
      GTK_WINDOW (bt_preferences_window_new (get_window (self), self->workspace)));
}

static void
instruments_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BtApplication *self = user_data;
  const char *symbol = parameter != NULL ? g_variant_get_string (parameter, NULL) : NULL;

  if (self->workspace != NULL)
    gtk_window_present (
      GTK_WINDOW (bt_instruments_window_new (get_window (self), self->workspace, symbol)));
}

static void
help_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_show_uri (get_window (user_data), "help:backtrade", GDK_CURRENT_TIME);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_show_about_window (
    get_window (user_data), "application-name", "BackTrade", "application-icon", BT_APP_ID,
    "version", BT_VERSION, "developer-name", _ ("The BackTrade authors"), "copyright",
    "© 2026 The BackTrade authors", "license-type", GTK_LICENSE_GPL_3_0, "comments",
    _ ("Replays historical markets candle by candle, to practise trading in them."), NULL);
}

static void
retry_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = get_window (user_data);

  g_application_hold (G_APPLICATION (user_data));
  if (window != NULL)
    gtk_window_destroy (window);
  g_application_activate (G_APPLICATION (user_data));
  g_application_release (G_APPLICATION (user_data));
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_quit (G_APPLICATION (user_data));
}

static gboolean
signal_received_cb (gpointer user_data)
{
  g_application_quit (G_APPLICATION (user_data));
  return G_SOURCE_CONTINUE;
}

static const GActionEntry actions[] = {
  { .name = "open-session", .activate = open_session_cb, .parameter_type = "s" },
  { .name = "show-report", .activate = show_report_cb, .parameter_type = "s" },
  { .name = "new-session", .activate = new_session_cb, .parameter_type = "x" },
  { .name = "start-sample", .activate = start_sample_cb },
  { .name = "show-main", .activate = show_main_cb },
  { .name = "preferences", .activate = preferences_cb },
  { .name = "instruments", .activate = instruments_cb },
  { .name = "edit-instrument", .activate = instruments_cb, .parameter_type = "s" },
  { .name = "help", .activate = help_cb },
  { .name = "about", .activate = about_cb },
  { .name = "retry", .activate = retry_cb },
  { .name = "quit", .activate = quit_cb },
};

/* The keys that work in every window. */
static void
set_keys (GtkApplication *application)
{
  static const char *const overview[] = { "<Control>question", NULL };
  guint count;
  const BtKeyAction *rows = bt_key_actions (&count);

  gtk_application_set_accels_for_action (application, "win.show-help-overlay", overview);
  for (guint i = 0; i < count; i++)
    if (rows[i].action != NULL && g_str_has_prefix (rows[i].action, "app."))
      {
        g_auto (GStrv) accels = bt_keymap_get_accels (bt_keymap_get_default (), rows[i].action);

        gtk_application_set_accels_for_action (application, rows[i].action,
                                               (const char *const *) accels);
      }
}

static void
bt_application_startup (GApplication *application)
{
  bt_resources_register ();
  G_APPLICATION_CLASS (bt_application_parent_class)->startup (application);
  bt_accessible_init ();
  gtk_window_set_default_icon_name (BT_APP_ID);
  /* Until the user's own choice is read; what fails before that looks like the program too. */
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  g_signal_connect_object (bt_keymap_get_default (), "changed", G_CALLBACK (set_keys), application,
                           G_CONNECT_SWAPPED);
  set_keys (GTK_APPLICATION (application));
  g_unix_signal_add (SIGTERM, signal_received_cb, application);
  g_unix_signal_add (SIGINT, signal_received_cb, application);
}

static void
bt_application_activate (GApplication *application)
{
  BtApplication *self = BT_APPLICATION (application);
  GtkWindow *window = get_window (self);

  /* A failure that is on the screen is not shown twice. */
  if (self->workspace == NULL && window != NULL)
    gtk_window_present (window);
  else if (open_folder (self))
    present_main_window (self);
}

static void
bt_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  BtApplication *self = BT_APPLICATION (application);

  bt_application_activate (application);
  for (int i = 0; self->main_window != NULL && i < n_files; i++)
    bt_main_window_open_file (self->main_window, files[i]);
}

static void
bt_application_shutdown (GApplication *application)
{
  BtApplication *self = BT_APPLICATION (application);

  if (self->desk != NULL)
    {
      bt_session_desk_close_all (self->desk);
      bt_session_library_purge (bt_workspace_get_library (self->workspace));
      bt_store_flush (bt_workspace_get_store (self->workspace));
    }
  g_clear_object (&self->desk);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->lock, bt_folder_lock_free);
  bt_keymap_set_default (NULL);
  G_APPLICATION_CLASS (bt_application_parent_class)->shutdown (application);
}

/* Each data folder has its own instance: one that is not the usual one gets an id of its own. */
static void
name_instance (BtApplication *self, const char *folder)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, folder, -1);
  g_autofree char *id = g_strdup_printf (BT_APP_ID ".folder%.16s", sum);

  g_application_set_application_id (G_APPLICATION (self), id);
}

static int
bt_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  BtApplication *self = BT_APPLICATION (application);
  const char *folder = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("BackTrade %s\n", BT_VERSION);
      return 0;
    }
  if (g_variant_dict_lookup (options, "data-dir", "^&ay", &folder))
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (folder);
      self->folder = g_file_get_path (file);
      name_instance (self, self->folder);
    }
  else
    self->folder = bt_store_default_folder ();
  return -1;
}

static void
bt_application_finalize (GObject *object)
{
  g_free (BT_APPLICATION (object)->folder);
  G_OBJECT_CLASS (bt_application_parent_class)->finalize (object);
}

static void
bt_application_class_init (BtApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bt_application_finalize;
  application_class->startup = bt_application_startup;
  application_class->activate = bt_application_activate;
  application_class->open = bt_application_open;
  application_class->shutdown = bt_application_shutdown;
  application_class->handle_local_options = bt_application_handle_local_options;
}

static void
bt_application_init (BtApplication *self)
{
  const GOptionEntry options[] = {
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Work in this data folder"),
      N_ ("FOLDER") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…]"));
}

BtApplication *
bt_application_new (gint64 started_usec)
{
  BtApplication *self
    = g_object_new (BT_TYPE_APPLICATION, "application-id", BT_APP_ID, "resource-base-path",
                    "/io/github/backtrade/BackTrade", "flags", G_APPLICATION_HANDLES_OPEN, NULL);

  self->started_usec = started_usec;
  return self;
}
