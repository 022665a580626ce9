// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the files of the grid of charts share. */
#pragma once

#include "ui/bt-chart-grid.h"
#include "ui/bt-chart-layout.h"
#include "ui/bt-chart-link.h"
#include "ui/bt-chart-tile.h"

G_BEGIN_DECLS

struct _BtChartGrid
{
  GtkWidget parent_instance;

  BtSession *session;
  BtAppearance *appearance; /* or NULL */
  BtDrawingSet *drawings;   /* of the instrument: on every chart */
  GPtrArray *tiles;         /* of BtChartTile, as the layout counts them */
  GPtrArray *kept;          /* of JsonObject: charts that the layout has no place for */
  GPtrArray *dividers;      /* children */
  BtChartLink *link;        /* of all charts */
  BtChartLayout layout;
  BtChartLayoutPlaces places; /* as allocated */
  BtChartLayout moved;        /* both as they were when a divider was taken */
  BtChartLayoutPlaces moved_places;
  BtChartTile *active; /* one of the tiles */
  char *selected_id;   /* the position or order that is worked on, or NULL */
  guint show_source;   /* shows the windows of charts */
  gboolean is_maximized;
  gboolean is_reading; /* a state: nothing is told before it is complete */
};

/* Returns a tile. */
BtChartTile *bt_chart_grid_get_tile (BtChartGrid *grid, guint index);
/* Returns whether a tile is in the grid and not in a window of its own. */
gboolean bt_chart_grid_is_here (BtChartGrid *grid, BtChartTile *tile);
/* Returns the size that the charts need: the widget's measure. */
void bt_chart_grid_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline);
/* Places charts and dividers: the widget's size_allocate. */
void bt_chart_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline);
/* Shows the tiles that are to be seen, outlines the active one, and makes the dividers. */
void bt_chart_grid_arrange (BtChartGrid *grid);
/* Makes so many tiles: those that were kept come back first, those too many are kept. */
void bt_chart_grid_set_count (BtChartGrid *grid, guint count);
/* Returns how many tiles are in the grid and not in windows of their own. */
guint bt_chart_grid_count_here (BtChartGrid *grid);
/* Puts a tile into a window of its own, which is shown when the grid is, of such a state (or NULL).
 */
void bt_chart_grid_put_away (BtChartGrid *grid, BtChartTile *tile, JsonObject *state);
/* Takes a tile back from there and makes it the active one. */
void bt_chart_grid_put_back (BtChartGrid *grid, BtChartTile *tile);
/* Takes a tile out of where it is, and destroys the window that it had. */
void bt_chart_grid_take_out (BtChartGrid *grid, BtChartTile *tile);
/* Sets the member "window" of a chart's state where it has a window. */
void bt_chart_grid_write_window (BtChartTile *tile, JsonObject *object);
/* Puts a tile where such a state says. */
void bt_chart_grid_read_window (BtChartGrid *grid, BtChartTile *tile, JsonObject *object);
/* Destroys the windows that charts have. */
void bt_chart_grid_close_windows (BtChartGrid *grid);
/* Shows the windows of charts, where the grid's own is shown. */
void bt_chart_grid_show_windows (BtChartGrid *grid);
/* Sets the property. */
void bt_chart_grid_set_maximized (BtChartGrid *grid, gboolean is_maximized);
/* Notifies "layout" and "charts-changed", and tells the session the finest timeframe. */
void bt_chart_grid_tell_read (BtChartGrid *grid);

G_END_DECLS
