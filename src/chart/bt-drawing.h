// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a user draws on a chart: a tool with its anchors, which are moments and prices and so stay
 * where they were set whatever the timeframe, the zoom or the size. A tool says what its anchors
 * mean in lines, areas and labels (BtDrawingShape); drawing them and finding them under the pointer
 * is the same for all. A definition is static; one file holds one tool or a family of the same
 * shape, and bt-drawing-tools.c lists them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Most anchors of a polyline or a brush stroke; most characters of a text. */
#define BT_DRAWING_MAX_ANCHORS 2000
#define BT_DRAWING_MAX_TEXT 500
#define BT_DRAWING_MAX_WIDTH 4

typedef struct _BtDrawingTool BtDrawingTool;
typedef struct _BtDrawingShape BtDrawingShape;

typedef struct
{
  gint64 time_usec; /* UTC; after the newest candle too */
  double points;    /* between two prices too */
} BtDrawingAnchor;

typedef enum
{
  BT_DRAWING_SOLID,
  BT_DRAWING_DASHED,
  BT_DRAWING_DOTTED,
} BtDrawingStroke;

#define BT_N_DRAWING_STROKES 3

typedef struct
{
  guint id; /* 1, 2, 3 …, never used twice in a set */
  const BtDrawingTool *tool;
  GArray *anchors; /* of BtDrawingAnchor, owned */
  char *text;      /* owned; "" where there is none */
  guint colour;    /* index in the theme's palette of studies */
  guint width;     /* logical pixels, 1 … BT_DRAWING_MAX_WIDTH */
  BtDrawingStroke stroke;
  gboolean is_locked; /* neither moved nor taken away by hand */
  gboolean is_hidden;
} BtDrawing;

typedef enum
{
  BT_DRAWING_GROUP_LINES,
  BT_DRAWING_GROUP_CHANNELS,
  BT_DRAWING_GROUP_SHAPES,
  BT_DRAWING_GROUP_FIBONACCI,
  BT_DRAWING_GROUP_MEASURES,
  BT_DRAWING_GROUP_TEXTS,
} BtDrawingGroup;

#define BT_N_DRAWING_GROUPS 6

struct _BtDrawingTool
{
  const char *id;    /* "trend-line", as it is kept */
  const char *title; /* English, marked for translation */
  BtDrawingGroup group;
  guint n_anchors;      /* 0: as many as are set */
  gboolean is_freehand; /* anchors follow the pointer while it is held */
  const char *text;     /* what a new one says, "" for nothing yet; NULL: the tool has no text */
  /* Adds the lines, areas and labels of a drawing, whose anchors are n points of the plot; called
   * with one anchor at least. */
  void (*shape) (BtDrawingShape *shape);
};

/* Returns all tools, count stored; static. */
const BtDrawingTool *const *bt_drawing_tools (guint *count);
/* Returns the tool of an id, or NULL. */
const BtDrawingTool *bt_drawing_tool_find (const char *id);

/* Returns a drawing with one anchor and the tool's own text; free with bt_drawing_free(). */
BtDrawing *bt_drawing_new (const BtDrawingTool *tool, BtDrawingAnchor anchor);
/* Returns a drawing with everything of another, its id included. */
BtDrawing *bt_drawing_copy (const BtDrawing *drawing);
/* Frees a drawing; NULL is allowed. */
void bt_drawing_free (BtDrawing *drawing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtDrawing, bt_drawing_free)
/* Returns anchor index. */
BtDrawingAnchor *bt_drawing_anchor (const BtDrawing *drawing, guint index);
/* Returns whether it has the anchors that its tool needs: a polyline two or more. */
gboolean bt_drawing_is_complete (const BtDrawing *drawing);
/* Returns a drawing as a variant of type BT_DRAWING_TYPE, floating. */
GVariant *bt_drawing_to_variant (const BtDrawing *drawing);
/* Reads one back, its id 0; NULL when it is of no tool, or its anchors or figures are not its
 * tool's.
 */
BtDrawing *bt_drawing_from_variant (GVariant *variant);

/* Tool, anchors, text, colour, width, stroke, locked, hidden. */
#define BT_DRAWING_TYPE "(sa(xd)suuubb)"

G_END_DECLS
