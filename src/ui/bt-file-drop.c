// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-file-drop.h"

/* A function with its data, as user data of a drop target. */
typedef struct
{
  BtFileDropFunc func;
  gpointer user_data;
} Receiver;

static void
free_receiver (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
take_text (const char *text, BtFileDropFunc func, gpointer user_data)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", 1000);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GFile) file = bt_file_drop_parse (lines[i]);
      if (file != NULL)
        func (file, user_data);
    }
}

static gboolean
take_value (const GValue *value, BtFileDropFunc func, gpointer user_data)
{
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      GSList *files = g_value_get_boxed (value);
      for (GSList *node = files; node != NULL; node = node->next)
        func (node->data, user_data);
      return files != NULL;
    }
  if (G_VALUE_HOLDS_STRING (value) && g_value_get_string (value) != NULL)
    {
      take_text (g_value_get_string (value), func, user_data);
      return TRUE;
    }
  return FALSE;
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  Receiver *receiver = user_data;

  return take_value (value, receiver->func, receiver->user_data);
}

/* A paste that is on its way; the owner may be gone when it arrives. */
typedef struct
{
  BtFileDropFunc func;
  GWeakRef owner;
} Paste;

static void
finish_paste (Paste *paste, const GValue *value, const char *text)
{
  g_autoptr (GObject) owner = g_weak_ref_get (&paste->owner);

  if (owner != NULL && value != NULL)
    take_value (value, paste->func, owner);
  else if (owner != NULL && text != NULL)
    take_text (text, paste->func, owner);
  g_weak_ref_clear (&paste->owner);
  g_free (paste);
}

static void
files_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  finish_paste (user_data, gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL),
                NULL);
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  finish_paste (user_data, NULL, text);
}

void
bt_file_drop_attach (GtkWidget *widget, BtFileDropFunc func, gpointer user_data)
{
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_STRING };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  Receiver *receiver = g_new (Receiver, 1);

  receiver->func = func;
  receiver->user_data = user_data;
  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect_data (target, "drop", G_CALLBACK (dropped_cb), receiver, free_receiver, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}

void
bt_file_drop_paste (GtkWidget *widget, BtFileDropFunc func, GObject *owner)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  Paste *paste = g_new0 (Paste, 1);

  paste->func = func;
  g_weak_ref_init (&paste->owner, owner);
  if (gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    files_read_cb, paste);
  else
    gdk_clipboard_read_text_async (clipboard, NULL, text_read_cb, paste);
}

GFile *
bt_file_drop_parse (const char *line)
{
  g_autofree char *text = g_strstrip (g_strdup (line));
  gsize length = strlen (text);

  if (length >= 2 && (text[0] == '"' || text[0] == '\'') && text[length - 1] == text[0])
    {
      text[length - 1] = '\0';
      memmove (text, text + 1, length - 1);
    }
  if (g_str_has_prefix (text, "file://"))
    return g_file_new_for_uri (text);
  if (g_str_has_prefix (text, "~/"))
    return g_file_new_build_filename (g_get_home_dir (), text + 2, NULL);
  return g_path_is_absolute (text) ? g_file_new_for_path (text) : NULL;
}
