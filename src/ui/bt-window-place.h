// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What windows remember of the screen: size, maximised, full screen and on which monitor. A window
 * comes back no larger than the monitor that it was on, or than the first where that is gone. GTK 4
 * leaves to the desktop where a window is put; only one that fills a screen comes back on its own.
 */
#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Sets the members "width", "height", "maximized", "fullscreen" and "monitor" in an object. */
void bt_window_place_write (GtkWindow *window, JsonObject *object);
/* Puts a window, before it is shown, where such an object says. Without a size it keeps its usual
 * one, as far as there is room. */
void bt_window_place_read (GtkWindow *window, JsonObject *object);
/* Has a window come back as it was closed: the setting "windows" keeps it under a name. */
void bt_window_place_keep (GtkWindow *window, const char *name);
/* Adds a key to a class: Escape leaves the full screen, and closes the window where is_closing. */
void bt_window_place_add_escape (GtkWidgetClass *widget_class, gboolean is_closing);
/* The same, and F11, which fills the screen and back, for windows whose keys are not edited. */
void bt_window_place_add_keys (GtkWidgetClass *widget_class, gboolean is_closing);

G_END_DECLS
