// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-table.h"

#include "ui/bt-accessible.h"

/* A column's functions with their context, as user data of its factory and sorter. */
typedef struct
{
  const BtTableColumn *column;
  gpointer context;
} Binding;

static Binding *
binding_new (const BtTableColumn *column, gpointer context)
{
  Binding *binding = g_new (Binding, 1);

  binding->column = column;
  binding->context = context;
  return binding;
}

static void
free_binding (gpointer data, GClosure *closure)
{
  g_free (data);
}

/* Fills the cell of a list item from its row. */
static void
fill_cell (GtkListItem *list_item, const Binding *binding)
{
  const BtTableColumn *column = binding->column;
  GtkWidget *cell = gtk_list_item_get_child (list_item);
  gpointer item = gtk_list_item_get_item (list_item);

  bt_accessible_name_row (cell);
  if (column->make != NULL)
    {
      column->fill (cell, item, binding->context);
      return;
    }
  g_autofree char *text = column->text (item, binding->context);
  gtk_label_set_label (GTK_LABEL (cell), text);
  if (column->tone != NULL)
    {
      const char *tone = column->tone (item, binding->context);
      const char *const classes[] = { tone != NULL ? tone : column->css_class,
                                      tone != NULL ? column->css_class : NULL, NULL };
      gtk_widget_set_css_classes (cell, (const char **) classes);
    }
}

/* The connection of a bound cell to its row. */
typedef struct
{
  GtkListItem *list_item;
  const Binding *binding;
} Follower;

static void
revision_changed_cb (GObject *item, GParamSpec *spec, gpointer user_data)
{
  Follower *follower = user_data;

  fill_cell (follower->list_item, follower->binding);
}

static void
cell_set_up_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  const Binding *binding = user_data;
  const BtTableColumn *column = binding->column;

  if (column->make != NULL)
    {
      gtk_list_item_set_child (list_item, column->make (binding->context));
      return;
    }
  GtkWidget *label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (label), column->is_number ? 1.0f : 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (column->css_class != NULL)
    gtk_widget_add_css_class (label, column->css_class);
  gtk_list_item_set_child (list_item, label);
}

static void
free_follower (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
cell_bound_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  const Binding *binding = user_data;
  gpointer item = gtk_list_item_get_item (list_item);

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (item), "revision") != NULL)
    {
      Follower *follower = g_new (Follower, 1);

      follower->list_item = list_item;
      follower->binding = binding;
      gulong id = g_signal_connect_data (item, "notify::revision", G_CALLBACK (revision_changed_cb),
                                         follower, free_follower, 0);
      g_object_set_data (G_OBJECT (list_item), "follows", GSIZE_TO_POINTER (id));
    }
  fill_cell (list_item, binding);
}

static void
cell_unbound_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  const Binding *binding = user_data;
  gpointer item = gtk_list_item_get_item (list_item);
  gsize id = GPOINTER_TO_SIZE (g_object_steal_data (G_OBJECT (list_item), "follows"));

  if (id != 0)
    g_signal_handler_disconnect (item, id);
  if (binding->column->make != NULL)
    binding->column->fill (gtk_list_item_get_child (list_item), NULL, binding->context);
}

static int
compare_items (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Binding *binding = user_data;
  gpointer first = (gpointer) a, second = (gpointer) b;

  if (binding->column->key != NULL)
    {
      gint64 first_key = binding->column->key (first, binding->context);
      gint64 second_key = binding->column->key (second, binding->context);
      return first_key < second_key   ? GTK_ORDERING_SMALLER
             : first_key > second_key ? GTK_ORDERING_LARGER
                                      : GTK_ORDERING_EQUAL;
    }
  g_autofree char *first_text = binding->column->text (first, binding->context);
  g_autofree char *second_text = binding->column->text (second, binding->context);
  return gtk_ordering_from_cmpfunc (g_utf8_collate (first_text, second_text));
}

static void
set_up_column (GtkColumnViewColumn *view_column, const BtTableColumn *column, gpointer context)
{
  static const struct
  {
    const char *signal;
    GCallback callback;
  } handlers[] = {
    { "setup", G_CALLBACK (cell_set_up_cb) },
    { "bind", G_CALLBACK (cell_bound_cb) },
    { "unbind", G_CALLBACK (cell_unbound_cb) },
  };
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_data (factory, handlers[i].signal, handlers[i].callback,
                           binding_new (column, context), free_binding, 0);
  gtk_column_view_column_set_factory (view_column, factory);
  if (column->is_fixed)
    return;
  g_autoptr (GtkSorter) sorter
    = GTK_SORTER (gtk_custom_sorter_new (compare_items, binding_new (column, context), g_free));
  gtk_column_view_column_set_sorter (view_column, sorter);
}

/* A title stands over its figures: GTK has no property for it, so the label in the header is asked.
 */
static void
align_titles (GtkColumnView *view, const BtTableColumn *columns, guint n_columns)
{
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (view)));

  for (guint i = 0; i < n_columns && title != NULL;
       i++, title = gtk_widget_get_next_sibling (title))
    if (columns[i].is_number && gtk_widget_get_first_child (title) != NULL)
      gtk_widget_set_halign (gtk_widget_get_first_child (title), GTK_ALIGN_END);
}

void
bt_table_setup (GtkColumnView *view,
                GListModel *model,
                const BtTableColumn *columns,
                guint n_columns,
                gpointer context)
{
  GListModel *view_columns = gtk_column_view_get_columns (view);

  g_return_if_fail (g_list_model_get_n_items (view_columns) == n_columns);

  for (guint i = 0; i < n_columns; i++)
    {
      g_autoptr (GtkColumnViewColumn) view_column = g_list_model_get_item (view_columns, i);
      set_up_column (view_column, &columns[i], context);
    }
  GtkSorter *sorter = gtk_column_view_get_sorter (view);
  GtkSortListModel *sorted = gtk_sort_list_model_new (g_object_ref (model), g_object_ref (sorter));
  GtkSingleSelection *selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_selected (selection, GTK_INVALID_LIST_POSITION);
  gtk_column_view_set_model (view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  align_titles (view, columns, n_columns);
}

void
bt_table_show_newest_first (GtkColumnView *view, guint column)
{
  g_autoptr (GtkColumnViewColumn) view_column
    = g_list_model_get_item (gtk_column_view_get_columns (view), column);

  gtk_column_view_sort_by_column (view, view_column, GTK_SORT_DESCENDING);
}

gpointer
bt_table_get_selected (GtkColumnView *view)
{
  GtkSelectionModel *model = gtk_column_view_get_model (view);

  return model != NULL ? gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model))
                       : NULL;
}

void
bt_table_select (GtkColumnView *view, gpointer item)
{
  GtkSelectionModel *model = gtk_column_view_get_model (view);
  guint length = model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;

  for (guint i = 0; i < length; i++)
    {
      g_autoptr (GObject) candidate = g_list_model_get_item (G_LIST_MODEL (model), i);
      if (candidate == item)
        gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (model), i);
    }
}
