// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Says why a data folder could not be opened, and what the user can do about it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows a window about an error of bt_store_open(). */
void bt_open_failure_show (GtkApplication *application, const char *folder, const GError *error);
/* Shows that another BackTrade works in the folder. */
void bt_open_failure_show_locked (GtkApplication *application, const char *folder);

G_END_DECLS
