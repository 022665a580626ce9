// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-fold-layout.h"

#define GAP_PX 6

struct _BtFoldLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (BtFoldLayout, bt_fold_layout, GTK_TYPE_LAYOUT_MANAGER)

/* Words go, and what is marked as spare. */
static gboolean
is_kept (GtkWidget *child, gboolean is_folded)
{
  return gtk_widget_should_layout (child)
         && !(is_folded && (GTK_IS_LABEL (child) || gtk_widget_has_css_class (child, "spare")));
}

/* Stores the sizes of the children that are kept, none for the others; returns the sum of their
 * least, or natural, widths with the gaps between them. */
static int
measure_children (GtkWidget *widget, gboolean is_folded, GArray *sizes)
{
  int width = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkRequestedSize size = { .data = child };

      if (is_kept (child, is_folded))
        {
          gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &size.minimum_size,
                              &size.natural_size, NULL, NULL);
          width += (width > 0 ? GAP_PX : 0) + (is_folded ? size.minimum_size : size.natural_size);
        }
      if (sizes != NULL)
        g_array_append_val (sizes, size);
    }
  return width;
}

static void
bt_fold_layout_measure (GtkLayoutManager *manager,
                        GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = measure_children (widget, TRUE, NULL);
      *natural = MAX (*minimum, measure_children (widget, FALSE, NULL));
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least;
      int wanted;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &least, &wanted, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, wanted);
    }
}

/* Gives children that can have their natural widths those, in their order; others stay at their
 * least. Returns what is left. */
static int
share_out (GArray *sizes, int spare)
{
  for (guint i = 0; i < sizes->len; i++)
    {
      GtkRequestedSize *size = &g_array_index (sizes, GtkRequestedSize, i);
      int wanted = size->natural_size - size->minimum_size;

      if (wanted > spare)
        continue;
      size->minimum_size = size->natural_size;
      spare -= wanted;
    }
  return spare;
}

static void
bt_fold_layout_allocate (
  GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (GtkRequestedSize));
  GtkRequestedSize *size;
  gboolean is_folded = measure_children (widget, FALSE, NULL) > width;
  gboolean is_reversed = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int spare = width - measure_children (widget, is_folded, sizes);
  int x;

  size = (GtkRequestedSize *) sizes->data;
  if (is_folded)
    spare = share_out (sizes, MAX (0, spare));
  x = gtk_widget_get_halign (widget) == GTK_ALIGN_END ? spare : spare / 2;
  for (; size < (GtkRequestedSize *) sizes->data + sizes->len; size++)
    {
      GtkAllocation place = { .x = x, .height = height };

      place.width = is_folded ? size->minimum_size : size->natural_size;
      if (!gtk_widget_should_layout (size->data))
        continue;
      gtk_widget_set_child_visible (size->data, place.width > 0);
      if (place.width == 0)
        continue;
      x += place.width + GAP_PX;
      if (is_reversed)
        place.x = width - place.x - place.width;
      gtk_widget_size_allocate (size->data, &place, -1);
    }
}

static void
bt_fold_layout_class_init (BtFoldLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->measure = bt_fold_layout_measure;
  manager_class->allocate = bt_fold_layout_allocate;
}

static void
bt_fold_layout_init (BtFoldLayout *self)
{
}
