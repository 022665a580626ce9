// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What menus leave behind. Main thread only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Empties the menus of all popovers below a widget that is going away: GTK 4.8's menu tracker keeps
 * a reference to each section of a menu for ever, and with it everything in the section. Menus that
 * several windows share must not be among them. */
void bt_menus_release (GtkWidget *root);

G_END_DECLS
