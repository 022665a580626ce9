// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The overview of all keys, as they are now. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Gives a window the overview, which follows the keys; Ctrl+? and "win.show-help-overlay" open it.
 */
void bt_key_help_attach (GtkApplicationWindow *window);

G_END_DECLS
