// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-arrangements-window.h"

#include "ui/bt-accessible.h"
#include "ui/bt-dialogs.h"
#include "ui/bt-resources.h"

#include <glib/gi18n.h>

#define NAME_KEY "bt-workspace-name"
#define UNDO_SECONDS 8

struct _BtArrangementsWindow
{
  AdwWindow parent_instance;

  BtArrangements *arrangements;
  GPtrArray *rows; /* borrowed */
  GtkWidget *toasts;
  GtkWidget *name_row;
  GtkWidget *group;
};

G_DEFINE_FINAL_TYPE (BtArrangementsWindow, bt_arrangements_window, ADW_TYPE_WINDOW)

static const char *
get_name (gpointer widget)
{
  return g_object_get_data (widget, NAME_KEY);
}

/* Does something in the session window that this one is over. */
static void
act (BtArrangementsWindow *self, const char *action, const char *name)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), action, "s", name);
}

static void
row_activated_cb (GtkWidget *row, BtArrangementsWindow *self)
{
  act (self, "win.workspace", get_name (row));
}

static void
replace_cb (GtkWidget *button, BtArrangementsWindow *self)
{
  act (self, "win.keep-workspace", get_name (button));
}

static void
default_toggled_cb (GtkToggleButton *button, BtArrangementsWindow *self)
{
  bt_arrangements_set_default (self->arrangements,
                               gtk_toggle_button_get_active (button) ? get_name (button) : NULL);
}

static gboolean
is_taken (BtArrangementsWindow *self, const char *name)
{
  g_auto (GStrv) names = bt_arrangements_get_names (self->arrangements);

  return g_strv_contains ((const char *const *) names, name);
}

static void
tell (BtArrangementsWindow *self, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), adw_toast_new (markup));
}

static void
new_name_given (gpointer owner, const char *text, const char *id)
{
  BtArrangementsWindow *self = owner;

  if (g_str_equal (text, id))
    return;
  if (is_taken (self, text))
    {
      /* Translators: %s is a workspace's name. */
      g_autofree char *message = g_strdup_printf (_ ("There is a workspace “%s” already"), text);
      tell (self, message);
    }
  else
    bt_arrangements_rename (self->arrangements, id, text);
}

static void
rename_cb (GtkWidget *button, BtArrangementsWindow *self)
{
  const char *name = get_name (button);

  bt_dialog_ask_text (GTK_WIDGET (self), _ ("Rename workspace"), _ ("Name"), name, _ ("_Rename"),
                      new_name_given, name);
}

static void
delete_cb (GtkWidget *button, BtArrangementsWindow *self)
{
  /* Translators: %s is a workspace's name. */
  g_autofree char *text = g_strdup_printf (_ ("“%s” deleted"), get_name (button));
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);

  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "workspaces.undo-delete");
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  bt_arrangements_delete (self->arrangements, get_name (button));
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), toast);
}

static void
undo_delete_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  bt_arrangements_undo_delete (BT_ARRANGEMENTS_WINDOW (widget)->arrangements);
}

/* Adds a button for the workspace of a name; format says with that name what it does. */
static GtkWidget *
add_button (GtkWidget *row, GtkWidget *button, const char *icon, const char *format)
{
  const char *name = get_name (row);
  GString *said = g_string_new (format);

  g_string_replace (said, "%s", name, 1);
  g_autofree char *text = g_string_free (said, FALSE);
  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_widget_set_tooltip_text (button, text);
  bt_accessible_set_name (button, text);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), NAME_KEY, g_strdup (name), g_free);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

static GtkWidget *
make_row (BtArrangementsWindow *self, const char *name, gboolean is_default)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *star = gtk_toggle_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  if (is_default)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("New sessions begin with it"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), NAME_KEY, g_strdup (name), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, 0);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (star), is_default);
  /* Translators: %s is a workspace's name, in this and the next ones. */
  add_button (row, star, is_default ? "starred-symbolic" : "non-starred-symbolic",
              _ ("Begin new sessions with “%s”"));
  g_signal_connect_object (star, "toggled", G_CALLBACK (default_toggled_cb), self, 0);
  g_signal_connect_object (add_button (row, gtk_button_new (), "document-save-symbolic",
                                       _ ("Put what the window shows in the place of “%s”")),
                           "clicked", G_CALLBACK (replace_cb), self, 0);
  g_signal_connect_object (
    add_button (row, gtk_button_new (), "document-edit-symbolic", _ ("Rename “%s”")), "clicked",
    G_CALLBACK (rename_cb), self, 0);
  g_signal_connect_object (
    add_button (row, gtk_button_new (), "user-trash-symbolic", _ ("Delete “%s”")), "clicked",
    G_CALLBACK (delete_cb), self, 0);
  return row;
}

static void
show_names (BtArrangementsWindow *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self->group);
  g_auto (GStrv) names = bt_arrangements_get_names (self->arrangements);
  const char *chosen = bt_arrangements_get_default (self->arrangements);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; names[i] != NULL; i++)
    {
      GtkWidget *row = make_row (self, names[i], g_strcmp0 (names[i], chosen) == 0);
      adw_preferences_group_add (group, row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (self->group, self->rows->len > 0);
}

static void
name_applied_cb (AdwEntryRow *row, BtArrangementsWindow *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (*name == '\0')
    return;
  act (self, "win.keep-workspace", name);
  gtk_editable_set_text (GTK_EDITABLE (row), "");
}

static void
bt_arrangements_window_dispose (GObject *object)
{
  BtArrangementsWindow *self = BT_ARRANGEMENTS_WINDOW (object);

  g_clear_object (&self->arrangements);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (bt_arrangements_window_parent_class)->dispose (object);
}

static void
bt_arrangements_window_class_init (BtArrangementsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_arrangements_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("arrangements-window"));
  gtk_widget_class_bind_template_child (widget_class, BtArrangementsWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, BtArrangementsWindow, name_row);
  gtk_widget_class_bind_template_child (widget_class, BtArrangementsWindow, group);
  gtk_widget_class_bind_template_callback (widget_class, name_applied_cb);
  gtk_widget_class_install_action (widget_class, "workspaces.undo-delete", NULL, undo_delete_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bt_arrangements_window_init (BtArrangementsWindow *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

BtArrangementsWindow *
bt_arrangements_window_present (GtkWindow *parent, BtArrangements *arrangements)
{
  g_return_val_if_fail (GTK_IS_WINDOW (parent) && BT_IS_ARRANGEMENTS (arrangements), NULL);

  BtArrangementsWindow *self
    = g_object_new (BT_TYPE_ARRANGEMENTS_WINDOW, "transient-for", parent, NULL);
  self->arrangements = g_object_ref (arrangements);
  g_signal_connect_object (arrangements, "changed", G_CALLBACK (show_names), self,
                           G_CONNECT_SWAPPED);
  show_names (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
