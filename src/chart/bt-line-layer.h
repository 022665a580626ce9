// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Lines of positions and orders with their labels in the right margin: grip, name, result, multiple
 * of risk, close. Labels that meet move two pixels apart. The same layout serves drawing and
 * finding what is under the pointer. */
#pragma once

#include "chart/bt-chart-view.h"

#include <graphene.h>

G_BEGIN_DECLS

/* Heights of labels, and the room between two that would meet. */
#define BT_LINE_LABEL_PX 18.0
#define BT_LINE_SELECTED_LABEL_PX 22.0
#define BT_LINE_LABEL_GAP_PX 2.0

/* What of a line is at a point. */
typedef enum
{
  BT_LINE_PART_NONE,
  BT_LINE_PART_LINE,
  BT_LINE_PART_LABEL,
  BT_LINE_PART_CLOSE,
} BtLinePart;

/* Where the label of a line stands; cells follow each other from left to right, those of width 0
 * are left out. */
typedef struct
{
  guint line;
  double y; /* of the line itself */
  double x;
  double top;
  double width;
  double height;
  double grip_width;
  double name_width;
  double price_width; /* while it is dragged */
  double result_width;
  double points_width; /* while it is raised */
  double multiple_width;
  double close_width;
} BtLineLabel;

/* Places the labels of all lines in the plot, each as near to its line as the others allow, from
 * above as long as there is room; free the array with g_free(). Stores how many there are: at most
 * one a line. */
BtLineLabel *bt_line_layer_place (const BtChartView *view, guint *count);
/* Draws the lines over the plot. */
void bt_line_layer_draw_lines (const BtChartView *view, cairo_t *cr);
/* Draws the labels. */
void bt_line_layer_draw_labels (const BtChartView *view, cairo_t *cr);
/* Returns the part of the plot that labels and their leaders cover. */
graphene_rect_t bt_line_layer_label_bounds (const BtChartView *view);
/* Returns what is at a point of the plot and stores the index of its line; labels win over lines.
 */
BtLinePart bt_line_layer_hit (const BtChartView *view, double x, double y, guint *line);

G_END_DECLS
