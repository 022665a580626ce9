// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-main-window.h"

#include "ui/bt-data-page.h"
#include "ui/bt-dialogs.h"
#include "ui/bt-file-drop.h"
#include "ui/bt-format.h"
#include "ui/bt-import-sheet.h"
#include "ui/bt-key-overview.h"
#include "ui/bt-resources.h"
#include "ui/bt-sessions-page.h"
#include "ui/bt-window-place.h"

#include <glib/gi18n.h>

#define SESSION_SUFFIX ".btsession"

struct _BtMainWindow
{
  AdwApplicationWindow parent_instance;

  BtWorkspace *workspace;
  GtkWidget *toasts;
  GtkWidget *leaflet;
  GtkWidget *places;
  GtkWidget *sessions_row;
  GtkWidget *data_row;
  GtkWidget *session_count;
  GtkWidget *dataset_count;
  GtkWidget *pages;
  GtkWidget *sessions_page;
  GtkWidget *data_page;
};

enum
{
  PROP_WORKSPACE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtMainWindow, bt_main_window, ADW_TYPE_APPLICATION_WINDOW)

static BtSessionLibrary *
get_library (BtMainWindow *self)
{
  return bt_workspace_get_library (self->workspace);
}

static BtSessionSummary *
find_session (BtMainWindow *self, const char *id)
{
  GListModel *library = G_LIST_MODEL (get_library (self));
  guint length = g_list_model_get_n_items (library);

  for (guint i = 0; i < length; i++)
    {
      g_autoptr (BtSessionSummary) summary = g_list_model_get_item (library, i);
      if (g_str_equal (bt_session_summary_get_id (summary), id))
        return g_steal_pointer (&summary);
    }
  return NULL;
}

static void
show_page (BtMainWindow *self, const char *name)
{
  GtkWidget *row = g_str_equal (name, "data") ? self->data_row : self->sessions_row;

  gtk_list_box_select_row (GTK_LIST_BOX (self->places), GTK_LIST_BOX_ROW (row));
  adw_leaflet_set_visible_child (ADW_LEAFLET (self->leaflet), self->pages);
}

static void
show_counts (BtMainWindow *self)
{
  GListModel *datasets = G_LIST_MODEL (bt_workspace_get_datasets (self->workspace));
  g_autofree char *sessions
    = bt_format_count (g_list_model_get_n_items (G_LIST_MODEL (get_library (self))));
  g_autofree char *data = bt_format_count (g_list_model_get_n_items (datasets));

  gtk_label_set_label (GTK_LABEL (self->session_count), sessions);
  gtk_label_set_label (GTK_LABEL (self->dataset_count), data);
}

/* Tab comes to the selected place and goes on from there; by itself GTK 4.8 would go to each place,
 * and so show its page. */
static void
place_selected_cb (GtkListBox *places, GtkListBoxRow *row, BtMainWindow *self)
{
  for (GtkWidget *place = gtk_widget_get_first_child (GTK_WIDGET (places)); place != NULL;
       place = gtk_widget_get_next_sibling (place))
    gtk_widget_set_focusable (place, place == GTK_WIDGET (row));
  if (row != NULL && self->pages != NULL)
    gtk_stack_set_visible_child_name (GTK_STACK (self->pages),
                                      gtk_widget_get_name (GTK_WIDGET (row)));
}

static gboolean
step_place_cb (GtkWidget *widget, GVariant *step, G_GNUC_UNUSED gpointer user_data)
{
  GtkListBox *places = GTK_LIST_BOX (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (places);
  int index = row != NULL ? gtk_list_box_row_get_index (row) + g_variant_get_int32 (step) : 0;
  GtkListBoxRow *next = index >= 0 ? gtk_list_box_get_row_at_index (places, index) : NULL;

  if (next == NULL)
    return GDK_EVENT_STOP;
  gtk_list_box_select_row (places, next);
  gtk_widget_grab_focus (GTK_WIDGET (next));
  return GDK_EVENT_STOP;
}

/* The arrow keys go from place to place. */
static void
add_place_keys (BtMainWindow *self)
{
  static const struct
  {
    guint key;
    int step;
  } keys[]
    = { { GDK_KEY_Up, -1 }, { GDK_KEY_KP_Up, -1 }, { GDK_KEY_Down, 1 }, { GDK_KEY_KP_Down, 1 } };
  GtkShortcutController *controller = GTK_SHORTCUT_CONTROLLER (gtk_shortcut_controller_new ());

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (controller), GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkShortcut *shortcut
        = gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, 0),
                            gtk_callback_action_new (step_place_cb, NULL, NULL));
      gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (keys[i].step));
      gtk_shortcut_controller_add_shortcut (controller, shortcut);
    }
  gtk_widget_add_controller (self->places, GTK_EVENT_CONTROLLER (controller));
}

static void
place_activated_cb (GtkListBox *places, GtkListBoxRow *row, BtMainWindow *self)
{
  adw_leaflet_set_visible_child (ADW_LEAFLET (self->leaflet), self->pages);
}

/* Returns what became of a file's candles. */
static char *
describe_outcome (const char *name, gboolean is_new, gint64 added)
{
  if (!is_new)
    /* Translators: %s is a file. */
    return g_strdup_printf (_ ("%s: these candles are here already"), name);
  if (added == 0)
    /* Translators: %s is a file. */
    return g_strdup_printf (_ ("%s imported"), name);
  g_autofree char *count = bt_format_count (added);
  /* Translators: a file, then a number of candles. */
  return g_strdup_printf (ngettext ("%s: the dataset grew by %s candle",
                                    "%s: the dataset grew by %s candles", (gulong) added),
                          name, count);
}

static void
import_ended_cb (BtMainWindow *self,
                 const char *path,
                 gint64 id,
                 gboolean is_new,
                 gint64 added,
                 const GError *error)
{
  g_autofree char *name = g_path_get_basename (path);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* Translators: %s is a file. */
      g_autofree char *text = g_strdup_printf (_ ("%s: cancelled, nothing of it was kept"), name);
      bt_main_window_toast (self, text);
      return;
    }
  if (error != NULL)
    {
      /* Translators: %s is a file. */
      g_autofree char *heading = g_strdup_printf (_ ("%s was not imported"), name);
      bt_dialog_show_error (GTK_WIDGET (self), heading, error->message);
      return;
    }
  g_autofree char *text = describe_outcome (name, is_new, added);
  bt_main_window_toast (self, text);
  bt_data_page_show_dataset (BT_DATA_PAGE (self->data_page), id);
}

/* A file that is alone in asking is shown at once; of several each waits in its row. */
static void
import_asks_cb (BtMainWindow *self, BtImport *import)
{
  if (g_list_model_get_n_items (bt_workspace_get_imports (self->workspace)) == 1)
    gtk_window_present (GTK_WINDOW (bt_import_sheet_new (GTK_WINDOW (self), import)));
}

/* Opens a session file, or hands a file of candles on. */
static void
take_file (BtMainWindow *self, GFile *file, void (*import) (BtWorkspace *workspace, GFile *file))
{
  g_autofree char *name = g_file_get_basename (file);

  if (g_str_has_suffix (name, SESSION_SUFFIX))
    {
      bt_main_window_open_session_file (self, file);
      return;
    }
  import (self->workspace, file);
  show_page (self, "data");
}

static void
import_file (GFile *file, gpointer user_data)
{
  take_file (user_data, file, bt_workspace_choose);
}

static void
file_chosen (gpointer owner, GFile *file, gint64 value)
{
  import_file (file, owner);
}

static void
import_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const patterns[]
    = { "*.csv", "*.txt", "*.tsv", "*.zip", "*.xz", "*.gz", "*.CSV", "*.ZIP", NULL };

  bt_dialog_open (widget, _ ("Import market data"), _ ("Market data"), patterns, TRUE, file_chosen);
}

static void
open_file_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const patterns[] = { "*" SESSION_SUFFIX, NULL };

  bt_dialog_open (widget, _ ("Open a session file"), _ ("BackTrade sessions"), patterns, TRUE,
                  file_chosen);
}

static void
show_page_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_page (BT_MAIN_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
show_places_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_leaflet_navigate (ADW_LEAFLET (BT_MAIN_WINDOW (widget)->leaflet),
                        ADW_NAVIGATION_DIRECTION_BACK);
}

static void
search_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtMainWindow *self = BT_MAIN_WINDOW (widget);

  show_page (self, "sessions");
  bt_sessions_page_search (BT_SESSIONS_PAGE (self->sessions_page));
}

static void
paste_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bt_file_drop_paste (widget, import_file, G_OBJECT (widget));
}

static void
toast_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bt_main_window_toast (BT_MAIN_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* Ends whatever was asked of the library; success speaks for itself in the list. */
static void
session_changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtMainWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!bt_session_library_change_finish (BT_SESSION_LIBRARY (source), result, &error))
    bt_dialog_show_error (GTK_WIDGET (self), _ ("The session was not changed"), error->message);
}

static void
session_exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtMainWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (bt_session_library_change_finish (BT_SESSION_LIBRARY (source), result, &error))
    bt_main_window_toast (self, _ ("The session file was written"));
  else
    bt_dialog_show_error (GTK_WIDGET (self), _ ("The session file was not written"),
                          error->message);
}

static void
session_imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtMainWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (bt_session_library_change_finish (BT_SESSION_LIBRARY (source), result, &error))
    {
      show_page (self, "sessions");
      bt_main_window_toast (self, _ ("The session was verified and added"));
    }
  else
    bt_dialog_show_error (GTK_WIDGET (self), _ ("The session file was not opened"), error->message);
}

static void
name_given (gpointer owner, const char *text, const char *id)
{
  BtMainWindow *self = owner;

  bt_session_library_rename_async (get_library (self), id, text, session_changed_cb,
                                   g_object_ref (self));
}

static void
export_file_chosen (gpointer owner, GFile *file, gint64 value)
{
  BtMainWindow *self = owner;
  g_autofree char *id = g_object_steal_data (G_OBJECT (self), "exported-session");

  if (id != NULL && g_file_peek_path (file) != NULL)
    bt_session_library_export_async (get_library (self), id, g_file_peek_path (file), TRUE,
                                     session_exported_cb, g_object_ref (self));
}

static void
undo_toast_gone_cb (AdwToast *toast, BtMainWindow *self)
{
  if (self->workspace != NULL)
    bt_session_library_purge (get_library (self));
}

static void
delete_session (BtMainWindow *self, BtSessionSummary *summary)
{
  g_autofree char *id = g_strdup (bt_session_summary_get_id (summary));
  /* Translators: %s is a session's name. */
  g_autofree char *text
    = g_strdup_printf (_ ("“%s” deleted"), bt_session_summary_get_name (summary));
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);

  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "win.undo-delete");
  adw_toast_set_action_target (toast, "s", id);
  adw_toast_set_timeout (toast, 8);
  /* Not behind a toast that only tells something. */
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (undo_toast_gone_cb), self, 0);
  bt_session_library_delete (get_library (self), id);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), toast);
}

static void
ask_export (BtMainWindow *self, BtSessionSummary *summary)
{
  g_autofree char *file_name
    = g_strconcat (bt_session_summary_get_name (summary), SESSION_SUFFIX, NULL);

  g_strdelimit (file_name, "/\\:", '-');
  g_object_set_data_full (G_OBJECT (self), "exported-session",
                          g_strdup (bt_session_summary_get_id (summary)), g_free);
  bt_dialog_save (GTK_WIDGET (self), _ ("Export session file"), file_name, export_file_chosen, 0);
}

static void
session_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtMainWindow *self = BT_MAIN_WINDOW (widget);
  const char *verb = name + strlen ("win.session-");
  const char *id = g_variant_get_string (parameter, NULL);
  g_autoptr (BtSessionSummary) summary = find_session (self, id);

  if (summary == NULL)
    return;
  if (g_str_equal (verb, "rename"))
    bt_dialog_ask_text (widget, _ ("Rename session"), _ ("Name"),
                        bt_session_summary_get_name (summary), _ ("_Rename"), name_given, id);
  else if (g_str_equal (verb, "duplicate"))
    bt_session_library_duplicate_async (get_library (self), id, session_changed_cb,
                                        g_object_ref (self));
  else if (g_str_equal (verb, "archive") || g_str_equal (verb, "unarchive"))
    bt_session_library_set_archived_async (get_library (self), id, g_str_equal (verb, "archive"),
                                           session_changed_cb, g_object_ref (self));
  else if (g_str_equal (verb, "export"))
    ask_export (self, summary);
  else if (g_str_equal (verb, "delete"))
    delete_session (self, summary);
}

static void
undo_delete_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bt_session_library_undo_delete (get_library (BT_MAIN_WINDOW (widget)),
                                  g_variant_get_string (parameter, NULL));
}

static void
set_workspace (BtMainWindow *self, BtWorkspace *workspace)
{
  if (!g_set_object (&self->workspace, workspace) || workspace == NULL)
    return;

  bt_window_place_keep (GTK_WINDOW (self), "main");
  g_object_set (self->sessions_page, "workspace", workspace, NULL);
  g_object_set (self->data_page, "workspace", workspace, NULL);
  g_signal_connect_object (get_library (self), "items-changed", G_CALLBACK (show_counts), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (bt_workspace_get_datasets (workspace), "items-changed",
                           G_CALLBACK (show_counts), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "import-ended", G_CALLBACK (import_ended_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "import-asks", G_CALLBACK (import_asks_cb), self,
                           G_CONNECT_SWAPPED);
  show_counts (self);
}

static gboolean
bt_main_window_close_request (GtkWindow *window)
{
  BtMainWindow *self = BT_MAIN_WINDOW (window);

  bt_session_library_purge (get_library (self));
  return GTK_WINDOW_CLASS (bt_main_window_parent_class)->close_request (window);
}

static void
bt_main_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_WORKSPACE)
    set_workspace (BT_MAIN_WINDOW (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
bt_main_window_dispose (GObject *object)
{
  g_clear_object (&BT_MAIN_WINDOW (object)->workspace);
  G_OBJECT_CLASS (bt_main_window_parent_class)->dispose (object);
}

static void
download_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtMainWindow *self = BT_MAIN_WINDOW (widget);

  show_page (self, "data");
  gtk_widget_activate_action (self->data_page, "data.download", NULL);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const char *const session_actions[]
    = { "win.session-rename",    "win.session-duplicate", "win.session-archive",
        "win.session-unarchive", "win.session-export",    "win.session-delete" };

  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_action_cb);
  gtk_widget_class_install_action (widget_class, "win.download", NULL, download_action_cb);
  gtk_widget_class_install_action (widget_class, "win.open-session-file", NULL,
                                   open_file_action_cb);
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page_action_cb);
  gtk_widget_class_install_action (widget_class, "win.show-places", NULL, show_places_action_cb);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action_cb);
  gtk_widget_class_install_action (widget_class, "win.paste", NULL, paste_action_cb);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast_action_cb);
  gtk_widget_class_install_action (widget_class, "win.undo-delete", "s", undo_delete_action_cb);
  for (guint i = 0; i < G_N_ELEMENTS (session_actions); i++)
    gtk_widget_class_install_action (widget_class, session_actions[i], "s", session_action_cb);
  bt_window_place_add_keys (widget_class, FALSE);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "win.paste",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.search",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_i, GDK_CONTROL_MASK, "win.import",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK,
                                       "win.open-session-file", NULL);
}

static void
bt_main_window_class_init (BtMainWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = bt_main_window_set_property;
  object_class->dispose = bt_main_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = bt_main_window_close_request;
  properties[PROP_WORKSPACE]
    = g_param_spec_object ("workspace", NULL, NULL, BT_TYPE_WORKSPACE,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (BT_TYPE_SESSIONS_PAGE);
  g_type_ensure (BT_TYPE_DATA_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("main-window"));
  gtk_widget_class_bind_template_child (widget_class, BtMainWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, BtMainWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, BtMainWindow, places);
  gtk_widget_class_bind_template_child (widget_class, BtMainWindow, sessions_row);
  gtk_widget_class_bind_template_child (widget_class, BtMainWindow, data_row);
  gtk_widget_class_bind_template_child (widget_class, BtMainWindow, session_count);
  gtk_widget_class_bind_template_child (widget_class, BtMainWindow, dataset_count);
  gtk_widget_class_bind_template_child (widget_class, BtMainWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, BtMainWindow, sessions_page);
  gtk_widget_class_bind_template_child (widget_class, BtMainWindow, data_page);
  gtk_widget_class_bind_template_callback (widget_class, place_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_activated_cb);
  install_actions (widget_class);
}

static void
bt_main_window_init (BtMainWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_place_keys (self);
  bt_key_overview_attach (GTK_APPLICATION_WINDOW (self));
  show_page (self, "sessions");
}

BtMainWindow *
bt_main_window_new (GtkApplication *application, BtWorkspace *workspace)
{
  return g_object_new (BT_TYPE_MAIN_WINDOW, "application", application, "workspace", workspace,
                       NULL);
}

void
bt_main_window_set_busy (BtMainWindow *window, gboolean is_busy)
{
  g_return_if_fail (BT_IS_MAIN_WINDOW (window));

  bt_sessions_page_set_busy (BT_SESSIONS_PAGE (window->sessions_page), is_busy);
}

void
bt_main_window_toast (BtMainWindow *window, const char *text)
{
  g_return_if_fail (BT_IS_MAIN_WINDOW (window));

  /* A toast takes markup; a file's name is none. */
  g_autofree char *markup = g_markup_escape_text (text, -1);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (window->toasts), adw_toast_new (markup));
}

void
bt_main_window_open_session_file (BtMainWindow *window, GFile *file)
{
  g_return_if_fail (BT_IS_MAIN_WINDOW (window));

  if (g_file_peek_path (file) != NULL)
    bt_session_library_import_async (get_library (window), g_file_peek_path (file),
                                     session_imported_cb, g_object_ref (window));
}

void
bt_main_window_open_file (BtMainWindow *window, GFile *file)
{
  g_return_if_fail (BT_IS_MAIN_WINDOW (window));

  take_file (window, file, bt_workspace_import);
}
