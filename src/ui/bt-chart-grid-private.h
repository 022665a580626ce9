// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the files of the grid of charts share. */
#pragma once

#include "ui/bt-chart-grid.h"
#include "ui/bt-chart-layout.h"
#include "ui/bt-chart-pane.h"

G_BEGIN_DECLS

struct _BtChartGrid
{
  GtkWidget parent_instance;

  BtSession *session;
  BtAppearance *appearance; /* or NULL */
  BtDrawingSet *drawings;   /* of the instrument: on every chart */
  GPtrArray *panes;         /* of BtChartPane, as the layout counts them */
  GPtrArray *kept;          /* of JsonObject: charts that the layout has no place for */
  GPtrArray *dividers;      /* children */
  BtChartLayout layout;
  BtChartLayoutPlaces places; /* as allocated */
  BtChartLayout moved;        /* both as they were when a divider was taken */
  BtChartLayoutPlaces moved_places;
  BtChartPane *active; /* one of the panes */
  char *selected_id;   /* the position or order that is worked on, or NULL */
  gboolean is_maximized;
  gboolean is_reading; /* a state: nothing is told before it is complete */
};

/* Returns a pane. */
BtChartPane *bt_chart_grid_get_pane (BtChartGrid *grid, guint index);
/* Shows the panes that are to be seen, outlines the active one, and makes the dividers. */
void bt_chart_grid_arrange (BtChartGrid *grid);
/* Makes so many panes: those that were kept come back first, those too many are kept. */
void bt_chart_grid_set_count (BtChartGrid *grid, guint count);
/* Sets the property. */
void bt_chart_grid_set_maximized (BtChartGrid *grid, gboolean is_maximized);
/* Notifies "layout" and "charts-changed", and tells the session the finest timeframe. */
void bt_chart_grid_tell_read (BtChartGrid *grid);

G_END_DECLS
