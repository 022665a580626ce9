// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-window-place.h"

#include "ui/bt-state-member.h"

#define LEAST_PX 300
#define MOST_PX 16384
#define NAME_KEY "bt-window-name"
#define WINDOWS_KEY "windows"

/* Returns the monitor of a connector's name, else the first, or NULL where there is none; whether
 * it is that one is stored. */
static GdkMonitor *
find_monitor (GtkWindow *window, const char *connector, gboolean *is_found)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (window)));
  guint count = g_list_model_get_n_items (monitors);

  *is_found = FALSE;
  for (guint i = 0; i < count && connector != NULL; i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);
      *is_found = g_strcmp0 (gdk_monitor_get_connector (monitor), connector) == 0;
      if (*is_found)
        return g_steal_pointer (&monitor);
    }
  return count > 0 ? g_list_model_get_item (monitors, 0) : NULL;
}

void
bt_window_place_write (GtkWindow *window, JsonObject *object)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  GdkMonitor *monitor
    = surface != NULL
        ? gdk_display_get_monitor_at_surface (gdk_surface_get_display (surface), surface)
        : NULL;
  const char *connector = monitor != NULL ? gdk_monitor_get_connector (monitor) : NULL;
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  json_object_set_int_member (object, "width", width);
  json_object_set_int_member (object, "height", height);
  json_object_set_boolean_member (object, "maximized", gtk_window_is_maximized (window));
  json_object_set_boolean_member (object, "fullscreen", gtk_window_is_fullscreen (window));
  if (connector != NULL)
    json_object_set_string_member (object, "monitor", connector);
}

void
bt_window_place_read (GtkWindow *window, JsonObject *object)
{
  gboolean is_found;
  g_autoptr (GdkMonitor) monitor
    = find_monitor (window, bt_state_get_text (object, "monitor"), &is_found);
  GdkRectangle room = { .width = MOST_PX, .height = MOST_PX };
  int width, height;

  if (monitor != NULL)
    gdk_monitor_get_geometry (monitor, &room);
  gtk_window_get_default_size (window, &width, &height);
  width = (int) bt_state_get_number (object, "width", width, LEAST_PX, MOST_PX);
  height = (int) bt_state_get_number (object, "height", height, LEAST_PX, MOST_PX);
  gtk_window_set_default_size (window, MIN (width, room.width), MIN (height, room.height));
  if (bt_state_get_flag (object, "maximized", FALSE))
    gtk_window_maximize (window);
  if (!bt_state_get_flag (object, "fullscreen", FALSE))
    return;
  if (is_found)
    gtk_window_fullscreen_on_monitor (window, monitor);
  else
    gtk_window_fullscreen (window);
}

static gboolean
closing_cb (GtkWindow *window, GSettings *settings)
{
  const char *name = g_object_get_data (G_OBJECT (window), NAME_KEY);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GVariant) old = g_settings_get_value (settings, WINDOWS_KEY);

  bt_window_place_write (window, object);
  g_autofree char *text = bt_state_to_text (object);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *key, *value;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iter, old);
  while (g_variant_iter_next (&iter, "{&s&s}", &key, &value))
    if (!g_str_equal (key, name))
      g_variant_builder_add (&builder, "{ss}", key, value);
  g_variant_builder_add (&builder, "{ss}", name, text);
  g_settings_set_value (settings, WINDOWS_KEY, g_variant_builder_end (&builder));
  return FALSE;
}

void
bt_window_place_keep (GtkWindow *window, const char *name)
{
  g_autoptr (GSettings) settings = g_settings_new (BT_APP_ID);
  g_autoptr (GVariant) windows = g_settings_get_value (settings, WINDOWS_KEY);
  const char *text = NULL;

  g_variant_lookup (windows, name, "&s", &text);
  g_autoptr (JsonObject) object = bt_state_parse (text);
  bt_window_place_read (window, object);
  g_object_set_data_full (G_OBJECT (window), NAME_KEY, g_strdup (name), g_free);
  g_signal_connect_object (window, "close-request", G_CALLBACK (closing_cb), settings, 0);
  g_object_set_data_full (G_OBJECT (window), "bt-window-settings", g_steal_pointer (&settings),
                          g_object_unref);
}

static gboolean
toggle_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  GtkWindow *window = GTK_WINDOW (widget);

  if (gtk_window_is_fullscreen (window))
    gtk_window_unfullscreen (window);
  else
    gtk_window_fullscreen (window);
  return TRUE;
}

static gboolean
leave_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  GtkWindow *window = GTK_WINDOW (widget);

  if (gtk_window_is_fullscreen (window))
    gtk_window_unfullscreen (window);
  else if (GPOINTER_TO_INT (data))
    gtk_window_close (window);
  else
    return FALSE;
  return TRUE;
}

void
bt_window_place_add_escape (GtkWidgetClass *widget_class, gboolean is_closing)
{
  g_autoptr (GtkShortcut) leave
    = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (leave_cb, GINT_TO_POINTER (is_closing), NULL));

  gtk_widget_class_add_shortcut (widget_class, leave);
}

void
bt_window_place_add_keys (GtkWidgetClass *widget_class, gboolean is_closing)
{
  g_autoptr (GtkShortcut) toggle = gtk_shortcut_new (
    gtk_keyval_trigger_new (GDK_KEY_F11, 0), gtk_callback_action_new (toggle_cb, NULL, NULL));

  gtk_widget_class_add_shortcut (widget_class, toggle);
  bt_window_place_add_escape (widget_class, is_closing);
}
