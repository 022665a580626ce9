// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Short questions and messages over a window. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is called with the answer: the owner, which is alive then, and the value given with the
 * question. */
typedef void (*BtDialogConfirmed) (gpointer owner, gint64 value);
typedef void (*BtDialogFileChosen) (gpointer owner, GFile *file, gint64 value);
typedef void (*BtDialogTextGiven) (gpointer owner, const char *text, const char *id);

/* Shows what failed and why. */
void bt_dialog_show_error (GtkWidget *owner, const char *heading, const char *body);
/* Asks before something is destroyed; func is called when the user agrees. */
void bt_dialog_confirm (GtkWidget *owner,
                        const char *heading,
                        const char *body,
                        const char *verb,
                        BtDialogConfirmed func,
                        gint64 value);
/* Asks where to write a file. */
void bt_dialog_save (GtkWidget *owner,
                     const char *title,
                     const char *file_name,
                     BtDialogFileChosen func,
                     gint64 value);
/* Asks for files to read; func is called for each. patterns is a NULL-terminated array of globs, or
 * NULL for every file. */
void bt_dialog_open (GtkWidget *owner,
                     const char *title,
                     const char *filter_name,
                     const char *const *patterns,
                     gboolean is_multiple,
                     BtDialogFileChosen func);
/* Asks for a line of text, which must not be empty; id is handed on to func. */
void bt_dialog_ask_text (GtkWidget *owner,
                         const char *heading,
                         const char *label,
                         const char *text,
                         const char *verb,
                         BtDialogTextGiven func,
                         const char *id);

G_END_DECLS
