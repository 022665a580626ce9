// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-total-row.h"

/* As in the cells above. */
#define PADDING_PX 10

typedef struct
{
  GtkWidget *child; /* the row's */
  GtkColumnViewColumn *column;
} Place;

struct _BtTotalRow
{
  GtkWidget parent_instance;

  GtkColumnView *view; /* weak */
  GArray *places;      /* of Place */
};

G_DEFINE_FINAL_TYPE (BtTotalRow, bt_total_row, GTK_TYPE_WIDGET)

/* Returns the title of a column, or NULL when it is not shown: the view's first child holds those
 * of the columns that are, in their order. */
static GtkWidget *
find_title (BtTotalRow *self, GtkColumnViewColumn *column)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->view));
  GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;
  guint count = g_list_model_get_n_items (columns);

  for (guint i = 0; i < count && title != NULL; i++)
    {
      g_autoptr (GtkColumnViewColumn) other = g_list_model_get_item (columns, i);

      if (!gtk_column_view_column_get_visible (other))
        continue;
      if (other == column)
        return title;
      title = gtk_widget_get_next_sibling (title);
    }
  return NULL;
}

static void
bt_total_row_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && orientation == GTK_ORIENTATION_VERTICAL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least;

      gtk_widget_measure (child, orientation, -1, &least, NULL, NULL, NULL);
      *minimum = MAX (*minimum, least);
    }
  *natural = *minimum;
}

static void
bt_total_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BtTotalRow *self = BT_TOTAL_ROW (widget);

  for (guint i = 0; i < self->places->len; i++)
    {
      const Place *place = &g_array_index (self->places, Place, i);
      GtkWidget *title = self->view != NULL ? find_title (self, place->column) : NULL;
      graphene_rect_t bounds;
      gboolean is_shown = title != NULL && gtk_widget_compute_bounds (title, widget, &bounds)
                          && bounds.size.width > 2 * PADDING_PX;

      gtk_widget_set_child_visible (place->child, is_shown);
      if (!is_shown)
        continue;
      GtkAllocation allocation = { .x = (int) bounds.origin.x + PADDING_PX,
                                   .width = (int) bounds.size.width - 2 * PADDING_PX,
                                   .height = height };
      int natural;
      gtk_widget_measure (place->child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
      /* A longer one goes on over its neighbour, from the edge that it is aligned to. */
      int more = MAX (0, natural - allocation.width);
      if (GTK_IS_LABEL (place->child) && gtk_label_get_xalign (GTK_LABEL (place->child)) > 0.5f)
        allocation.x -= more;
      allocation.width += more;
      gtk_widget_size_allocate (place->child, &allocation, -1);
    }
}

static void
bt_total_row_dispose (GObject *object)
{
  BtTotalRow *self = BT_TOTAL_ROW (object);
  GtkWidget *child;

  g_array_set_size (self->places, 0);
  g_clear_weak_pointer (&self->view);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (bt_total_row_parent_class)->dispose (object);
}

static void
bt_total_row_finalize (GObject *object)
{
  g_array_unref (BT_TOTAL_ROW (object)->places);
  G_OBJECT_CLASS (bt_total_row_parent_class)->finalize (object);
}

static void
bt_total_row_class_init (BtTotalRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_total_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = bt_total_row_finalize;
  widget_class->measure = bt_total_row_measure;
  widget_class->size_allocate = bt_total_row_size_allocate;
}

static void
clear_place (gpointer data)
{
  g_clear_object (&((Place *) data)->column);
}

static void
bt_total_row_init (BtTotalRow *self)
{
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_array_set_clear_func (self->places, clear_place);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

static void
watch_adjustment (BtTotalRow *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->view));

  if (adjustment == NULL)
    return;
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_allocate),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (gtk_widget_queue_allocate), self,
                           G_CONNECT_SWAPPED);
}

void
bt_total_row_set_view (BtTotalRow *row, GtkColumnView *view)
{
  g_return_if_fail (BT_IS_TOTAL_ROW (row) && GTK_IS_COLUMN_VIEW (view) && row->view == NULL);

  GListModel *columns = gtk_column_view_get_columns (view);

  g_set_weak_pointer (&row->view, view);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      g_signal_connect_object (column, "notify::fixed-width",
                               G_CALLBACK (gtk_widget_queue_allocate), row, G_CONNECT_SWAPPED);
      g_signal_connect_object (column, "notify::visible", G_CALLBACK (gtk_widget_queue_allocate),
                               row, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (columns, "items-changed", G_CALLBACK (gtk_widget_queue_allocate), row,
                           G_CONNECT_SWAPPED);
  watch_adjustment (row);
}

void
bt_total_row_place (BtTotalRow *row, GtkWidget *child, guint column)
{
  g_return_if_fail (BT_IS_TOTAL_ROW (row) && row->view != NULL);
  g_return_if_fail (gtk_widget_get_parent (child) == GTK_WIDGET (row));

  Place place = { child, g_list_model_get_item (gtk_column_view_get_columns (row->view), column) };

  g_return_if_fail (place.column != NULL);

  g_array_append_val (row->places, place);
}
