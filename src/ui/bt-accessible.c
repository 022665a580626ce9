// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-accessible.h"

#include <adwaita.h>

/* Has a widget called as another one is. */
static void
call_like (GtkWidget *widget, GtkWidget *other)
{
  gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  other, NULL, -1);
}

/* Has the lists inside a widget called by a title, or as the owner is where there is none. */
static void
name_lists (GtkWidget *widget, GtkWidget *owner, const char *title)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_LIST_VIEW (child) && title != NULL)
        bt_accessible_set_name (child, title);
      else if (GTK_IS_LIST_VIEW (child))
        call_like (child, owner);
      name_lists (child, owner, title);
    }
}

/* The rows of a group of preferences, or those that a row unfolds, are a list that is called by a
 * title. */
static void
name_rows (GtkWidget *widget, const char *title)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_BOX (child))
      bt_accessible_set_name (child, title);
    else if (GTK_IS_BOX (child) || GTK_IS_REVEALER (child))
      name_rows (child, title);
}

static void
name_group (AdwPreferencesGroup *group)
{
  const char *title = adw_preferences_group_get_title (group);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (group));

  if ((title == NULL || *title == '\0') && GTK_IS_WINDOW (root))
    title = gtk_window_get_title (GTK_WINDOW (root));
  if (title != NULL && *title != '\0')
    name_rows (GTK_WIDGET (group), title);
}

static void
name_row (AdwPreferencesRow *row)
{
  const char *title = adw_preferences_row_get_title (row);

  if (ADW_IS_COMBO_ROW (row))
    name_lists (GTK_WIDGET (row), GTK_WIDGET (row), title);
  else if (ADW_IS_EXPANDER_ROW (row))
    name_rows (GTK_WIDGET (row), title);
}

static gboolean
realize_hook (G_GNUC_UNUSED GSignalInvocationHint *hint,
              guint n_values,
              const GValue *values,
              G_GNUC_UNUSED gpointer user_data)
{
  GtkWidget *widget = n_values > 0 ? g_value_get_object (&values[0]) : NULL;

  if (GTK_IS_DROP_DOWN (widget))
    call_like (gtk_widget_get_first_child (widget), widget);
  if (GTK_IS_DROP_DOWN (widget) || GTK_IS_COLUMN_VIEW (widget))
    name_lists (widget, widget, NULL);
  else if (ADW_IS_PREFERENCES_GROUP (widget))
    name_group (ADW_PREFERENCES_GROUP (widget));
  else if (ADW_IS_PREFERENCES_ROW (widget))
    name_row (ADW_PREFERENCES_ROW (widget));
  else if (GTK_IS_SCROLLED_WINDOW (widget)
           && GTK_IS_COLUMN_VIEW (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (widget))))
    call_like (widget, gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (widget)));
  return TRUE;
}

/* GTK 4.8 answers whoever asks for a window past the last with the last in its list, shown or not,
 * and ends the program when that one has no object path (gtkatspiroot.c, GetChildAtIndex). A client
 * asks so whenever a window closes after it counted them. A window has a path from when it is first
 * shown until it is hidden; here it has one for as long as it is in the list: what is asked of GTK
 * is to tell of a change, which makes the path, and the change is taken back at once. */
static void
give_path (GtkWidget *window)
{
  gboolean is_focusable = gtk_widget_get_focusable (window);

  gtk_widget_set_focusable (window, !is_focusable);
  gtk_widget_set_focusable (window, is_focusable);
}

/* What GTK 4.8 tells of a realized window that is hidden with a path is that the program itself is
 * gone: it confuses the two addresses (gtk_at_spi_root_child_changed). One that is not realized is
 * not told of. */
static void
window_hidden_cb (GtkWidget *window)
{
  gtk_widget_unrealize (window);
  give_path (window);
}

static void
windows_changed_cb (GListModel *windows, guint position, G_GNUC_UNUSED guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      give_path (window);
      g_signal_connect_after (window, "hide", G_CALLBACK (window_hidden_cb), NULL);
    }
}

static void
keep_paths (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  windows_changed_cb (windows, 0, 0, g_list_model_get_n_items (windows));
  g_signal_connect (windows, "items-changed", G_CALLBACK (windows_changed_cb), NULL);
}

void
bt_accessible_init (void)
{
  keep_paths ();
  /* The signal is known once its class is. */
  g_type_ensure (GTK_TYPE_DROP_DOWN);
  gpointer klass = g_type_class_ref (GTK_TYPE_DROP_DOWN);
  g_signal_add_emission_hook (g_signal_lookup ("realize", GTK_TYPE_WIDGET), 0, realize_hook, NULL,
                              NULL);
  g_type_class_unref (klass);
}

void
bt_accessible_set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
