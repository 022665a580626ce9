// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Charts in windows of their own. */
#include "config.h"

#include "ui/bt-chart-grid-private.h"

#include "ui/bt-chart-window.h"
#include "ui/bt-state-member.h"
#include "ui/bt-window-place.h"

/* Returns the window of its own that a tile is in, or NULL. */
static BtChartWindow *
find_window (BtChartTile *tile)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (tile), BT_TYPE_CHART_WINDOW);

  return window != NULL ? BT_CHART_WINDOW (window) : NULL;
}

void
bt_chart_grid_put_back (BtChartGrid *grid, BtChartTile *tile)
{
  bt_chart_grid_take_out (grid, tile);
  gtk_widget_set_parent (GTK_WIDGET (tile), GTK_WIDGET (grid));
  bt_chart_grid_arrange (grid);
  bt_chart_grid_activate (grid, bt_chart_tile_get_chart (tile));
}

static void
window_closing_cb (BtChartWindow *window, BtChartGrid *self)
{
  for (guint i = 0; i < self->tiles->len; i++)
    if (find_window (bt_chart_grid_get_tile (self, i)) == window)
      {
        bt_chart_grid_put_back (self, bt_chart_grid_get_tile (self, i));
        return;
      }
}

void
bt_chart_grid_put_away (BtChartGrid *grid, BtChartTile *tile, JsonObject *state)
{
  BtChartWindow *window;

  bt_chart_tile_close_windows (tile);
  gtk_widget_unparent (GTK_WIDGET (tile));
  window = bt_chart_window_new (grid->session, tile);
  g_signal_connect_object (window, "closing", G_CALLBACK (window_closing_cb), grid, 0);
  if (state != NULL)
    bt_window_place_read (GTK_WINDOW (window), state);
  bt_chart_grid_arrange (grid);
  bt_chart_grid_show_windows (grid);
}

void
bt_chart_grid_take_out (BtChartGrid *grid, BtChartTile *tile)
{
  BtChartWindow *window = find_window (tile);

  bt_chart_tile_close_windows (tile);
  if (window != NULL)
    bt_chart_window_release (window);
  else if (bt_chart_grid_is_here (grid, tile))
    gtk_widget_unparent (GTK_WIDGET (tile));
}

void
bt_chart_grid_close_windows (BtChartGrid *grid)
{
  for (guint i = 0; i < grid->tiles->len; i++)
    if (find_window (bt_chart_grid_get_tile (grid, i)) != NULL)
      bt_chart_grid_take_out (grid, bt_chart_grid_get_tile (grid, i));
}

void
bt_chart_grid_show_windows (BtChartGrid *grid)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (grid));

  if (root == NULL || !gtk_widget_get_mapped (GTK_WIDGET (root)))
    return;
  for (guint i = 0; i < grid->tiles->len; i++)
    {
      BtChartWindow *window = find_window (bt_chart_grid_get_tile (grid, i));
      if (window != NULL && !gtk_widget_get_visible (GTK_WIDGET (window)))
        bt_chart_window_show (window, GTK_WINDOW (root));
    }
}

gboolean
bt_chart_grid_detach (BtChartGrid *grid)
{
  g_return_val_if_fail (BT_IS_CHART_GRID (grid) && grid->active != NULL, FALSE);

  if (find_window (grid->active) != NULL)
    bt_chart_grid_put_back (grid, grid->active);
  else if (bt_chart_grid_count_here (grid) > 1)
    bt_chart_grid_put_away (grid, grid->active, NULL);
  else
    return FALSE;
  return TRUE;
}

void
bt_chart_grid_write_window (BtChartTile *tile, JsonObject *object)
{
  BtChartWindow *window = find_window (tile);
  JsonObject *state;

  if (window == NULL)
    return;
  state = json_object_new ();
  bt_window_place_write (GTK_WINDOW (window), state);
  json_object_set_object_member (object, "window", state);
}

void
bt_chart_grid_read_window (BtChartGrid *grid, BtChartTile *tile, JsonObject *object)
{
  JsonObject *state = bt_state_get_object (object, "window");

  if (find_window (tile) != NULL && state == NULL)
    bt_chart_grid_put_back (grid, tile);
  else if (find_window (tile) == NULL && state != NULL && bt_chart_grid_count_here (grid) > 1)
    bt_chart_grid_put_away (grid, tile, state);
}
