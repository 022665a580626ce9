// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Files that arrive by drag and drop or by paste: as files, or as the text of a path or URI. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Receives each file. */
typedef void (*BtFileDropFunc) (GFile *file, gpointer user_data);

/* Lets files be dropped on a widget. user_data must live as long as the widget. */
void bt_file_drop_attach (GtkWidget *widget, BtFileDropFunc func, gpointer user_data);
/* Reads the files in the clipboard of a widget's display, now or as soon as they come; a text is
 * taken as one path a line. owner is user_data's life: when it is gone, nothing happens. */
void bt_file_drop_paste (GtkWidget *widget, BtFileDropFunc func, GObject *owner);
/* Returns the file that a line of text names ("/a/b.csv", "~/b.csv", "file:///a/b.csv", quotes
 * around it allowed), or NULL when it is no path. */
GFile *bt_file_drop_parse (const char *line);

G_END_DECLS
