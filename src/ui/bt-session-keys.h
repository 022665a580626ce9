// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The single keys of a session window. They work wherever the keyboard is in the window, but for
 * open menus, which keep theirs, and for text that is being edited: there only function keys and
 * those with Control or Alt count, so that F6 leads out of every field. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Adds the keys to a window: each activates one of its actions. */
void bt_session_keys_attach (GtkWindow *window);

G_END_DECLS
