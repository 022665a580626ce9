// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How the room of a grid of charts is shared. */
#include "config.h"

#include "ui/bt-chart-divider.h"
#include "ui/bt-chart-grid-private.h"

#define GAP_PX 5
/* What a divider leaves to a chart, and the least that a chart is shown at. */
#define CHART_MIN_WIDTH_PX 184
#define CHART_MIN_HEIGHT_PX 116
#define MIN_WIDTH_PX 480
#define MIN_HEIGHT_PX 280

gboolean
bt_chart_grid_is_here (BtChartGrid *grid, BtChartTile *tile)
{
  return gtk_widget_get_parent (GTK_WIDGET (tile)) == GTK_WIDGET (grid);
}

/* Returns the charts that have a place here now, a bit each. */
static guint
get_shown (BtChartGrid *self)
{
  gboolean is_alone
    = self->is_maximized && self->active != NULL && bt_chart_grid_is_here (self, self->active);
  guint shown = 0;

  for (guint i = 0; i < self->tiles->len; i++)
    {
      BtChartTile *tile = bt_chart_grid_get_tile (self, i);
      if (bt_chart_grid_is_here (self, tile) && (!is_alone || tile == self->active))
        shown |= 1u << i;
    }
  return shown;
}

static void
divider_begun_cb (BtChartGrid *self)
{
  self->moved = self->layout;
  self->moved_places = self->places;
}

static void
divider_dragged_cb (BtChartGrid *self, int delta_px, BtChartDivider *divider)
{
  gboolean is_vertical;
  guint index;

  if (!g_ptr_array_find (self->dividers, divider, &index) || index >= self->moved_places.n_dividers)
    return;
  is_vertical = self->moved_places.dividers[index].is_vertical;
  self->layout = self->moved;
  bt_chart_layout_move (&self->layout, &self->moved_places, index, delta_px,
                        is_vertical ? CHART_MIN_WIDTH_PX : CHART_MIN_HEIGHT_PX);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
add_divider (BtChartGrid *self)
{
  GtkWidget *divider = bt_chart_divider_new ();

  g_signal_connect_swapped (divider, "drag-begun", G_CALLBACK (divider_begun_cb), self);
  g_signal_connect_swapped (divider, "dragged", G_CALLBACK (divider_dragged_cb), self);
  gtk_widget_set_parent (divider, GTK_WIDGET (self));
  g_ptr_array_add (self->dividers, divider);
}

guint
bt_chart_grid_count_here (BtChartGrid *grid)
{
  guint count = 0;

  for (guint i = 0; i < grid->tiles->len; i++)
    count += bt_chart_grid_is_here (grid, bt_chart_grid_get_tile (grid, i));
  return count;
}

void
bt_chart_grid_arrange (BtChartGrid *grid)
{
  guint shown = get_shown (grid);
  BtChartLayoutPlaces places;
  gboolean has_others = grid->tiles->len > 1;
  guint n_here = bt_chart_grid_count_here (grid);

  /* How many dividers there are does not depend on the size. */
  bt_chart_layout_place (&grid->layout, shown, MIN_WIDTH_PX, MIN_HEIGHT_PX, GAP_PX, &places);
  while (grid->dividers->len < places.n_dividers)
    add_divider (grid);
  while (grid->dividers->len > places.n_dividers)
    {
      gtk_widget_unparent (g_ptr_array_index (grid->dividers, grid->dividers->len - 1));
      g_ptr_array_set_size (grid->dividers, grid->dividers->len - 1);
    }
  for (guint i = 0; i < grid->tiles->len; i++)
    {
      BtChartTile *tile = bt_chart_grid_get_tile (grid, i);
      gtk_widget_set_visible (GTK_WIDGET (tile),
                              !bt_chart_grid_is_here (grid, tile) || (shown & (1u << i)) != 0);
      bt_chart_tile_set_buttons (tile, bt_chart_grid_is_here (grid, tile) && n_here > 1,
                                 bt_chart_grid_is_here (grid, tile) && n_here > 1);
      bt_chart_tile_set_active (tile, has_others && tile == grid->active);
    }
  gtk_widget_queue_resize (GTK_WIDGET (grid));
}

void
bt_chart_grid_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  const BtChartLayoutKind *kind = BT_CHART_GRID (widget)->layout.kind;
  gboolean is_width = orientation == GTK_ORIENTATION_HORIZONTAL;
  guint rows = 1;

  for (guint i = 0; i < kind->n_columns; i++)
    rows = MAX (rows, kind->n_rows[i]);
  *minimum = is_width ? MAX (MIN_WIDTH_PX, (int) kind->n_columns * (CHART_MIN_WIDTH_PX + GAP_PX))
                      : MAX (MIN_HEIGHT_PX, (int) rows * (CHART_MIN_HEIGHT_PX + GAP_PX));
  *natural = *minimum;
}

static void
allocate (GtkWidget *child, const BtChartLayoutRect *rect)
{
  graphene_point_t place = GRAPHENE_POINT_INIT ((float) rect->x, (float) rect->y);
  int least_width;
  int least_height;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &least_height, NULL, NULL, NULL);
  gtk_widget_allocate (child, MAX (rect->width, least_width), MAX (rect->height, least_height), -1,
                       gsk_transform_translate (NULL, &place));
}

void
bt_chart_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BtChartGrid *self = BT_CHART_GRID (widget);

  bt_chart_layout_place (&self->layout, get_shown (self), width, height, GAP_PX, &self->places);
  for (guint i = 0; i < self->tiles->len; i++)
    if (self->places.charts[i].width > 0)
      allocate (g_ptr_array_index (self->tiles, i), &self->places.charts[i]);
  for (guint i = 0; i < self->places.n_dividers && i < self->dividers->len; i++)
    {
      const BtChartLayoutDivider *divider = &self->places.dividers[i];
      GtkWidget *child = g_ptr_array_index (self->dividers, i);
      bt_chart_divider_set_vertical (BT_CHART_DIVIDER (child), divider->is_vertical);
      allocate (child, &divider->rect);
    }
}
