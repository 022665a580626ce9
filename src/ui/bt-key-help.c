// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-key-help.h"

#include "ui/bt-key-actions.h"
#include "ui/bt-keymap.h"

#include <glib/gi18n.h>

/* Rows of a column, and most rows of a group: a longer one goes on in another. */
#define MAX_HEIGHT "16"
#define MAX_ROWS 12

/* GTK makes such a window from a description only. */
static void
append_shortcut (GString *xml, const char *title, const char *const *accels)
{
  g_autofree char *joined = g_strjoinv (" ", (char **) accels);
  g_autofree char *text
    = g_markup_printf_escaped ("<child><object class='GtkShortcutsShortcut'>"
                               "<property name='title'>%s</property>"
                               "<property name='accelerator'>%s</property></object></child>",
                               title, joined);

  g_string_append (xml, text);
}

static void
begin_group (GString *xml, BtKeyGroup group)
{
  g_autofree char *head = g_markup_printf_escaped ("<child><object class='GtkShortcutsGroup'>"
                                                   "<property name='title'>%s</property>",
                                                   bt_key_group_title (group));

  g_string_append (xml, head);
}

static void
append_group (GString *xml, BtKeymap *keymap, BtKeyGroup group)
{
  guint count;
  guint shown = 0;
  const BtKeyAction *rows = bt_key_actions (&count);

  begin_group (xml, group);
  for (guint i = 0; i < count; i++)
    {
      g_auto (GStrv) accels = rows[i].action != NULL ? bt_keymap_get_accels (keymap, rows[i].action)
                                                     : g_strdupv ((char **) rows[i].accels);

      /* What has no key is found in the preferences. */
      if (rows[i].group != group || accels[0] == NULL)
        continue;
      if (shown > 0 && shown % MAX_ROWS == 0)
        {
          g_string_append (xml, "</object></child>");
          begin_group (xml, group);
        }
      append_shortcut (xml, _ (rows[i].title), (const char *const *) accels);
      shown++;
    }
  g_string_append (xml, "</object></child>");
}

static void
show_keys (GtkApplicationWindow *window)
{
  g_autoptr (GString) xml = g_string_new (
    "<interface><object class='GtkShortcutsWindow' id='overlay'><property name='modal'>1</property>"
    "<child><object class='GtkShortcutsSection'><property name='section-name'>shortcuts</property>"
    "<property name='max-height'>" MAX_HEIGHT "</property>");
  g_autoptr (GtkBuilder) builder = NULL;

  for (int group = 0; group < BT_N_KEY_GROUPS; group++)
    append_group (xml, bt_keymap_get_default (), (BtKeyGroup) group);
  g_string_append (xml, "</object></child></object></interface>");
  builder = gtk_builder_new_from_string (xml->str, (gssize) xml->len);
  gtk_application_window_set_help_overlay (
    window, GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "overlay")));
}

void
bt_key_help_attach (GtkApplicationWindow *window)
{
  g_return_if_fail (GTK_IS_APPLICATION_WINDOW (window));

  g_signal_connect_object (bt_keymap_get_default (), "changed", G_CALLBACK (show_keys), window,
                           G_CONNECT_SWAPPED);
  show_keys (window);
}
