// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-drawing.h"

#include <math.h>

#define LEAST_FREE_ANCHORS 2
/* Beyond these a double no longer tells two prices, and a time two microseconds, apart with room.
 */
#define MAX_POINTS 1e15
#define MAX_TIME G_GINT64_CONSTANT (253402300799000000)

BtDrawing *
bt_drawing_new (const BtDrawingTool *tool, BtDrawingAnchor anchor)
{
  g_return_val_if_fail (tool != NULL, NULL);

  BtDrawing *drawing = g_new0 (BtDrawing, 1);

  drawing->tool = tool;
  drawing->anchors = g_array_new (FALSE, FALSE, sizeof (BtDrawingAnchor));
  g_array_append_val (drawing->anchors, anchor);
  drawing->text = g_strdup (tool->text != NULL ? tool->text : "");
  drawing->width = 1;
  return drawing;
}

BtDrawing *
bt_drawing_copy (const BtDrawing *drawing)
{
  BtDrawing *copy = g_new (BtDrawing, 1);

  *copy = *drawing;
  copy->anchors = g_array_copy (drawing->anchors);
  copy->text = g_strdup (drawing->text);
  return copy;
}

void
bt_drawing_free (BtDrawing *drawing)
{
  if (drawing == NULL)
    return;
  g_array_unref (drawing->anchors);
  g_free (drawing->text);
  g_free (drawing);
}

BtDrawingAnchor *
bt_drawing_anchor (const BtDrawing *drawing, guint index)
{
  return &g_array_index (drawing->anchors, BtDrawingAnchor, index);
}

gboolean
bt_drawing_is_complete (const BtDrawing *drawing)
{
  guint wanted = drawing->tool->n_anchors;

  return wanted > 0 ? drawing->anchors->len == wanted : drawing->anchors->len >= LEAST_FREE_ANCHORS;
}

GVariant *
bt_drawing_to_variant (const BtDrawing *drawing)
{
  GVariantBuilder anchors;

  g_variant_builder_init (&anchors, G_VARIANT_TYPE ("a(xd)"));
  for (guint i = 0; i < drawing->anchors->len; i++)
    {
      const BtDrawingAnchor *anchor = bt_drawing_anchor (drawing, i);
      g_variant_builder_add (&anchors, "(xd)", anchor->time_usec, anchor->points);
    }
  return g_variant_new (BT_DRAWING_TYPE, drawing->tool->id, &anchors, drawing->text,
                        drawing->colour, drawing->width, (guint) drawing->stroke,
                        drawing->is_locked, drawing->is_hidden);
}

static gboolean
read_anchors (BtDrawing *drawing, GVariant *anchors)
{
  gsize count = g_variant_n_children (anchors);

  if (count > BT_DRAWING_MAX_ANCHORS)
    return FALSE;
  g_array_set_size (drawing->anchors, 0);
  for (gsize i = 0; i < count; i++)
    {
      BtDrawingAnchor anchor;

      g_variant_get_child (anchors, i, "(xd)", &anchor.time_usec, &anchor.points);
      if (!(fabs (anchor.points) <= MAX_POINTS) || anchor.time_usec < -MAX_TIME
          || anchor.time_usec > MAX_TIME)
        return FALSE;
      g_array_append_val (drawing->anchors, anchor);
    }
  return bt_drawing_is_complete (drawing);
}

BtDrawing *
bt_drawing_from_variant (GVariant *variant)
{
  g_autoptr (GVariant) anchors = NULL;
  const char *id;
  const char *text;
  guint colour;
  guint width;
  guint stroke;
  gboolean is_locked;
  gboolean is_hidden;

  g_return_val_if_fail (g_variant_is_of_type (variant, G_VARIANT_TYPE (BT_DRAWING_TYPE)), NULL);

  g_variant_get (variant, "(&s@a(xd)&suuubb)", &id, &anchors, &text, &colour, &width, &stroke,
                 &is_locked, &is_hidden);
  const BtDrawingTool *tool = bt_drawing_tool_find (id);
  if (tool == NULL || width < 1 || width > BT_DRAWING_MAX_WIDTH || stroke >= BT_N_DRAWING_STROKES
      || g_utf8_strlen (text, -1) > BT_DRAWING_MAX_TEXT)
    return NULL;
  g_autoptr (BtDrawing) drawing = bt_drawing_new (tool, (BtDrawingAnchor){ 0 });
  if (!read_anchors (drawing, anchors))
    return NULL;
  g_free (drawing->text);
  drawing->text = g_strdup (text);
  drawing->colour = colour;
  drawing->width = width;
  drawing->stroke = (BtDrawingStroke) stroke;
  drawing->is_locked = is_locked;
  drawing->is_hidden = is_hidden;
  return g_steal_pointer (&drawing);
}
