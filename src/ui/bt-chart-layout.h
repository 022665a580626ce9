// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How the charts of a window share its room: columns side by side, each with charts one below the
 * other. A layout is one of the kinds with the shares that columns and charts were given. Charts
 * are counted down the columns from the left. Plain values, no widgets. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BT_CHART_LAYOUT_MAX_CHARTS 8
#define BT_CHART_LAYOUT_MAX_COLUMNS 4
#define BT_CHART_LAYOUT_MAX_ROWS 3
/* Dividers between columns and between the charts of each. */
#define BT_CHART_LAYOUT_MAX_DIVIDERS                                                               \
  (BT_CHART_LAYOUT_MAX_COLUMNS - 1 + BT_CHART_LAYOUT_MAX_CHARTS - 1)

/* A kind of layout; static. */
typedef struct
{
  const char *id; /* by which it is kept: "1", "2-columns" … */
  guint n_columns;
  guint n_rows[BT_CHART_LAYOUT_MAX_COLUMNS]; /* charts in each column */
} BtChartLayoutKind;

typedef struct
{
  const BtChartLayoutKind *kind;
  double columns[BT_CHART_LAYOUT_MAX_COLUMNS]; /* shares of the width, above 0 */
  double rows[BT_CHART_LAYOUT_MAX_CHARTS];     /* of each chart in its column's height, above 0 */
} BtChartLayout;

/* Logical pixels. */
typedef struct
{
  int x;
  int y;
  int width;
  int height;
} BtChartLayoutRect;

/* Something to be dragged: between two columns, or between two charts of one column. */
typedef struct
{
  gboolean is_vertical; /* between columns */
  guint before;         /* the column, or the chart, left of or above it … */
  guint after;          /* … and the one at its other side; those between are not shown */
  BtChartLayoutRect rect;
} BtChartLayoutDivider;

/* Where everything is. */
typedef struct
{
  BtChartLayoutRect charts[BT_CHART_LAYOUT_MAX_CHARTS]; /* of those that are not shown: empty */
  BtChartLayoutDivider dividers[BT_CHART_LAYOUT_MAX_DIVIDERS];
  guint n_dividers;
} BtChartLayoutPlaces;

/* Returns all kinds, from one chart to eight, count stored; static. */
const BtChartLayoutKind *bt_chart_layout_kinds (guint *count);
/* Returns the kind of an id, or NULL; id may be NULL. */
const BtChartLayoutKind *bt_chart_layout_kind_find (const char *id);
/* Returns how many charts a kind has. */
guint bt_chart_layout_kind_count (const BtChartLayoutKind *kind);
/* Makes a layout of a kind with equal shares. */
void bt_chart_layout_init (BtChartLayout *layout, const BtChartLayoutKind *kind);
/* Places the charts of which the bit is set in shown (bit n: chart n) in a width and height, gap
 * apart; a column of which no chart is shown takes no room. */
void bt_chart_layout_place (const BtChartLayout *layout,
                            guint shown,
                            int width,
                            int height,
                            int gap,
                            BtChartLayoutPlaces *places);
/* Moves a divider, as it was placed, by pixels to the right or down; what lies at its sides keeps
 * minimum_px as long as there is room for both. */
void bt_chart_layout_move (BtChartLayout *layout,
                           const BtChartLayoutPlaces *places,
                           guint divider,
                           int delta_px,
                           int minimum_px);

G_END_DECLS
