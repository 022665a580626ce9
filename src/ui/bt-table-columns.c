// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-table-columns.h"

#include <glib/gi18n.h>
#include <stdio.h>

#define DATA_NAME "bt-table-columns"
#define WIDTH_MAX 4000

typedef struct
{
  GtkColumnView *view; /* owns this */
  GPtrArray *columns;  /* of GtkColumnViewColumn, in the order of the definition */
  GMenu *menu;
  GSimpleActionGroup *actions;
  GSourceFunc changed; /* asks to be called again by nothing but another change */
  gpointer changed_data;
  guint changed_id;
} TableColumns;

static TableColumns *
get_data (GtkColumnView *view)
{
  return g_object_get_data (G_OBJECT (view), DATA_NAME);
}

static GtkColumnViewColumn *
get_column (const TableColumns *self, guint index)
{
  return self->columns->pdata[index];
}

/* Only those with a title can be hidden, so that they can be named to be shown again. */
static gboolean
has_title (GtkColumnViewColumn *column)
{
  const char *title = gtk_column_view_column_get_title (column);

  return title != NULL && *title != '\0';
}

static guint
count_shown (const TableColumns *self)
{
  guint shown = 0;

  for (guint i = 0; i < self->columns->len; i++)
    shown += has_title (get_column (self, i))
             && gtk_column_view_column_get_visible (get_column (self, i));
  return shown;
}

/* The last one stays: a table without columns could not be asked for them. */
static void
update_actions (const TableColumns *self)
{
  guint shown = count_shown (self);

  for (guint i = 0; i < self->columns->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("show-%u", i);
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);
      gboolean is_shown = gtk_column_view_column_get_visible (get_column (self, i));

      if (action == NULL)
        continue;
      g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (is_shown));
      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), !is_shown || shown > 1);
    }
}

static void
show_toggled_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  TableColumns *self = user_data;
  guint index = 0;

  if (sscanf (g_action_get_name (G_ACTION (action)), "show-%u", &index) != 1
      || index >= self->columns->len)
    return;
  GtkColumnViewColumn *column = get_column (self, index);
  gtk_column_view_column_set_visible (column, !gtk_column_view_column_get_visible (column));
  update_actions (self);
}

/* Puts every column at its place in the definition, as wide as there, in no chosen order. */
static void
reset_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  TableColumns *self = user_data;

  for (guint i = 0; i < self->columns->len; i++)
    {
      GtkColumnViewColumn *column = get_column (self, i);
      gpointer width = g_object_get_data (G_OBJECT (column), "bt-first-width");

      gtk_column_view_insert_column (self->view, i, column);
      gtk_column_view_column_set_visible (column, TRUE);
      gtk_column_view_column_set_fixed_width (column, GPOINTER_TO_INT (width));
    }
  update_actions (self);
}

static void
add_action (TableColumns *self,
            const char *name,
            GVariant *state,
            void (*func) (GSimpleAction *, GVariant *, gpointer))
{
  g_autoptr (GSimpleAction) action = state != NULL
                                       ? g_simple_action_new_stateful (name, NULL, state)
                                       : g_simple_action_new (name, NULL);

  g_signal_connect (action, "activate", G_CALLBACK (func), self);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
}

static void
add_columns (TableColumns *self)
{
  g_autoptr (GMenu) shown = g_menu_new ();
  g_autoptr (GMenu) rest = g_menu_new ();

  for (guint i = 0; i < self->columns->len; i++)
    {
      GtkColumnViewColumn *column = get_column (self, i);
      g_autofree char *name = g_strdup_printf ("show-%u", i);
      g_autofree char *full_name = g_strconcat ("columns.", name, NULL);

      g_object_set_data (G_OBJECT (column), "bt-first-width",
                         GINT_TO_POINTER (gtk_column_view_column_get_fixed_width (column)));
      if (!has_title (column))
        continue;
      add_action (self, name, g_variant_new_boolean (TRUE), show_toggled_cb);
      g_menu_append (shown, gtk_column_view_column_get_title (column), full_name);
      gtk_column_view_column_set_header_menu (column, G_MENU_MODEL (self->menu));
    }
  add_action (self, "reset", NULL, reset_cb);
  g_menu_append (rest, _ ("_As at first"), "columns.reset");
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (shown));
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (rest));
}

static gboolean
changed_cb (gpointer data)
{
  TableColumns *self = data;

  self->changed_id = 0;
  self->changed (self->changed_data);
  return G_SOURCE_REMOVE;
}

/* One change of a column is several here, and a drag is many. */
static void
queue_changed (TableColumns *self)
{
  if (self->changed_id == 0)
    self->changed_id = g_idle_add_full (G_PRIORITY_LOW, changed_cb, self, NULL);
}

static void
free_data (gpointer data)
{
  TableColumns *self = data;

  g_clear_handle_id (&self->changed_id, g_source_remove);
  for (guint i = 0; i < self->columns->len; i++)
    g_signal_handlers_disconnect_by_data (get_column (self, i), self);
  g_ptr_array_unref (self->columns);
  g_object_unref (self->menu);
  g_object_unref (self->actions);
  g_free (self);
}

void
bt_table_columns_attach (GtkColumnView *view)
{
  GListModel *columns;
  TableColumns *self;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view) && get_data (view) == NULL);

  columns = gtk_column_view_get_columns (view);
  self = g_new0 (TableColumns, 1);
  self->view = view;
  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    g_ptr_array_add (self->columns, g_list_model_get_item (columns, i));
  self->menu = g_menu_new ();
  self->actions = g_simple_action_group_new ();
  g_object_set_data_full (G_OBJECT (view), DATA_NAME, self, free_data);
  add_columns (self);
  gtk_widget_insert_action_group (GTK_WIDGET (view), "columns", G_ACTION_GROUP (self->actions));
}

void
bt_table_columns_watch (GtkColumnView *view, GSourceFunc changed, gpointer data)
{
  TableColumns *self = get_data (view);

  g_return_if_fail (self != NULL && self->changed == NULL);

  self->changed = changed;
  self->changed_data = data;
  for (guint i = 0; i < self->columns->len; i++)
    {
      GtkColumnViewColumn *column = get_column (self, i);

      g_signal_connect_swapped (column, "notify::visible", G_CALLBACK (queue_changed), self);
      g_signal_connect_swapped (column, "notify::fixed-width", G_CALLBACK (queue_changed), self);
    }
  /* The list is the view's, and goes with it. */
  g_signal_connect_swapped (gtk_column_view_get_columns (view), "items-changed",
                            G_CALLBACK (queue_changed), self);
}

GMenuModel *
bt_table_columns_get_menu (GtkColumnView *view)
{
  g_return_val_if_fail (get_data (view) != NULL, NULL);

  return G_MENU_MODEL (get_data (view)->menu);
}

GActionGroup *
bt_table_columns_get_actions (GtkColumnView *view)
{
  g_return_val_if_fail (get_data (view) != NULL, NULL);

  return G_ACTION_GROUP (get_data (view)->actions);
}

static guint
find_index (const TableColumns *self, gpointer column)
{
  guint index = 0;

  g_ptr_array_find (self->columns, column, &index);
  return index;
}

char *
bt_table_columns_to_text (GtkColumnView *view)
{
  TableColumns *self = get_data (view);
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  GListModel *columns = gtk_column_view_get_columns (view);
  text = g_string_new (NULL);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      g_string_append_printf (text, "%s%u%s:%d", i > 0 ? " " : "", find_index (self, column),
                              gtk_column_view_column_get_visible (column) ? "" : "-",
                              gtk_column_view_column_get_fixed_width (column));
    }
  return g_string_free (text, FALSE);
}

/* Reads "3-:120": the index, whether it is hidden, the width (−1: its own). */
static gboolean
read_word (const char *word, guint *index, gboolean *is_hidden, int *width)
{
  char *end = NULL;
  guint64 number = g_ascii_strtoull (word, &end, 10);
  gint64 px;

  if (end == word || number > G_MAXUINT)
    return FALSE;
  *index = (guint) number;
  *is_hidden = *end == '-';
  end += *is_hidden ? 1 : 0;
  if (*end != ':')
    return FALSE;
  px = g_ascii_strtoll (end + 1, NULL, 10);
  *width = px > 0 ? (int) MIN (px, WIDTH_MAX) : -1;
  return TRUE;
}

void
bt_table_columns_read (GtkColumnView *view, const char *text)
{
  TableColumns *self = get_data (view);
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", " ", -1);
  guint place = 0;

  g_return_if_fail (self != NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      gboolean is_hidden;
      guint index;
      int width;

      if (place >= self->columns->len || !read_word (words[i], &index, &is_hidden, &width)
          || index >= self->columns->len)
        continue;
      GtkColumnViewColumn *column = get_column (self, index);
      gtk_column_view_insert_column (view, place++, column);
      gtk_column_view_column_set_fixed_width (column, width);
      gtk_column_view_column_set_visible (column, !is_hidden || !has_title (column));
    }
  if (count_shown (self) == 0)
    reset_cb (NULL, NULL, self);
  update_actions (self);
}
