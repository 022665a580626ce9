// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A drawing as lines, areas and labels in the plot: what a tool makes of its anchors, and the one
 * way in which all are drawn and found under the pointer. Coordinates are logical pixels of the
 * plot. */
#pragma once

#include "chart/bt-chart-view.h"
#include "chart/bt-drawing.h"

#include <cairo.h>
#include <graphene.h>

G_BEGIN_DECLS

/* How near to a line the pointer has to be. */
#define BT_DRAWING_REACH_PX 6.0
#define BT_DRAWING_HANDLE_PX 4.0

typedef struct
{
  double x;
  double y;
} BtDrawingPoint;

/* Beyond which of its ends a line goes on to the edge of the plot, as bits. */
typedef enum
{
  BT_DRAWING_EXTEND_NONE = 0,
  BT_DRAWING_EXTEND_START = 1 << 0,
  BT_DRAWING_EXTEND_END = 1 << 1,
  BT_DRAWING_EXTEND_BOTH = BT_DRAWING_EXTEND_START | BT_DRAWING_EXTEND_END,
} BtDrawingExtend;

/* In which colour. */
typedef enum
{
  BT_DRAWING_TONE_OWN,
  BT_DRAWING_TONE_UP,
  BT_DRAWING_TONE_DOWN,
  BT_DRAWING_TONE_DIM,
} BtDrawingTone;

struct _BtDrawingShape
{
  const BtChartView *view;
  const BtDrawing *drawing;
  const BtDrawingPoint *points; /* of the anchors */
  guint n;
  GArray *parts; /* private */
  GArray *corners;
  GPtrArray *texts;
};

/* Makes the shape of a drawing on a view that has been laid out; free with bt_drawing_shape_free().
 */
BtDrawingShape *bt_drawing_shape_new (const BtChartView *view, const BtDrawing *drawing);
/* Frees a shape; NULL is allowed. */
void bt_drawing_shape_free (BtDrawingShape *shape);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtDrawingShape, bt_drawing_shape_free)
/* Draws it; a selected one with a handle at each anchor. */
void bt_drawing_shape_draw (const BtDrawingShape *shape, gboolean is_selected, cairo_t *cr);
/* Returns how far a point is from its lines, 0 in a label and where an area is filled by its tool's
 * purpose; INFINITY when it is hidden. */
double bt_drawing_shape_distance (const BtDrawingShape *shape, double x, double y);
/* Returns the anchor whose handle is at a point, or BT_CHART_NO_INDEX. */
guint bt_drawing_shape_handle (const BtDrawingShape *shape, double x, double y);

/* For tools. */

/* Adds a line. */
void bt_drawing_shape_line (BtDrawingShape *shape,
                            BtDrawingPoint from,
                            BtDrawingPoint to,
                            BtDrawingExtend extend);
/* Adds a line in another colour, dashed or not as the drawing says. */
void bt_drawing_shape_tone_line (BtDrawingShape *shape,
                                 BtDrawingPoint from,
                                 BtDrawingPoint to,
                                 BtDrawingExtend extend,
                                 BtDrawingTone tone);
/* Adds count corners joined by lines, closed or not. */
void bt_drawing_shape_path (BtDrawingShape *shape,
                            const BtDrawingPoint *corners,
                            guint count,
                            gboolean is_closed);
/* Adds an area without an outline. */
void bt_drawing_shape_area (BtDrawingShape *shape,
                            const BtDrawingPoint *corners,
                            guint count,
                            BtDrawingTone tone,
                            double alpha);
/* Adds an ellipse about the rectangle of two corners, filled lightly. */
void bt_drawing_shape_ellipse (BtDrawingShape *shape, BtDrawingPoint a, BtDrawingPoint b);
/* Adds a text: x is its left edge (align 0), middle (0.5) or right edge (1), y its middle. On a
 * ground it is a tag in the drawing's colour. */
void bt_drawing_shape_label (
  BtDrawingShape *shape, BtDrawingPoint at, double align, gboolean has_ground, const char *text);
/* Returns a point between two: 0 is a, 1 is b; others lie beyond. */
BtDrawingPoint bt_drawing_between (BtDrawingPoint a, BtDrawingPoint b, double share);
/* Returns the price at a height of the plot as a new text. */
char *bt_drawing_shape_price (const BtDrawingShape *shape, double y);
/* Returns the price of an anchor in points. */
double bt_drawing_shape_points (const BtDrawingShape *shape, guint anchor);

G_END_DECLS
