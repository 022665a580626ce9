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
/* Has a field say what is wrong with it, and that something is; NULL: nothing is. */
void bt_accessible_set_fault (GtkWidget *field, const char *text);
/* Has a widget described by what the parts of another one say now, in their order. */
void bt_accessible_describe_by_texts (GtkWidget *widget, GtkWidget *parts);
/* Has a screen reader say a text at once, whatever is looked at in the window of a widget. GTK 4.8
 * has no announcements: what has the focus is described by it for a few seconds, and a screen
 * reader speaks a new description of that. */
void bt_accessible_announce (GtkWidget *widget, const char *text);
/* Has the row of a column view called by its texts, each after its column's title, once what
 * happens now is over. content: what one of its cells shows, changed just now. */
void bt_accessible_name_row (GtkWidget *content);

G_END_DECLS
