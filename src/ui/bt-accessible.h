// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Names for screen readers that a template cannot give. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Has the parts of drop-downs, tables and groups of preferences called as their owners are: they
 * are what gets the focus, and by themselves GTK 4.8 calls them by their classes. Gives every
 * window an address for assistive technology for as long as it exists, so that no question for one
 * that comes or goes ends the program. Once, before the first widget. */
void bt_accessible_init (void);
/* Sets what a screen reader calls a widget. */
void bt_accessible_set_name (GtkWidget *widget, const char *name);

G_END_DECLS
