// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "widget-test.h"

#include "ui/bt-accessible.h"
#include "ui/bt-resources.h"

#define DEADLINE_SECONDS 10

void
widget_test_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  bt_resources_register ();
  adw_init ();
  bt_accessible_init ();
}

gpointer
widget_test_part (gpointer widget, const char *id)
{
  GObject *part = gtk_widget_get_template_child (GTK_WIDGET (widget), G_OBJECT_TYPE (widget), id);

  g_assert_nonnull (part);
  return part;
}

const char *
widget_test_text (gpointer widget, const char *id)
{
  return gtk_label_get_label (widget_test_part (widget, id));
}

static gboolean
deadline_passed_cb (gpointer user_data)
{
  g_error ("The condition did not come to hold within %d s", DEADLINE_SECONDS);
  return G_SOURCE_REMOVE;
}

void
widget_test_wait (gboolean (*is_done) (gpointer data), gpointer data)
{
  guint deadline = g_timeout_add_seconds (DEADLINE_SECONDS, deadline_passed_cb, NULL);

  while (!is_done (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
}

void
widget_test_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

void
widget_test_assert_finalizes (gpointer object)
{
  GObject *watched = object;

  g_object_add_weak_pointer (watched, (gpointer *) &watched);
  if (GTK_IS_WINDOW (object))
    gtk_window_destroy (object);
  else
    g_object_unref (object);
  widget_test_settle ();
  g_assert_null (watched);
}
