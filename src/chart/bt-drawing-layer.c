// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-drawing-layer.h"

#include "chart/bt-drawing-shape.h"

static void
draw (const BtChartView *view, const BtDrawing *drawing, gboolean is_selected, cairo_t *cr)
{
  g_autoptr (BtDrawingShape) shape = bt_drawing_shape_new (view, drawing);

  bt_drawing_shape_draw (shape, is_selected, cr);
}

void
bt_drawing_layer_draw (const BtChartView *view, cairo_t *cr)
{
  if (!view->has_candles)
    return;
  for (guint i = 0; view->drawings != NULL && i < bt_drawing_set_get_count (view->drawings); i++)
    {
      const BtDrawing *drawing = bt_drawing_set_get (view->drawings, i);
      draw (view, drawing, drawing->id == view->selected_drawing, cr);
    }
  if (view->pending_drawing != NULL)
    draw (view, view->pending_drawing, TRUE, cr);
}

guint
bt_drawing_layer_hit (const BtChartView *view, double x, double y, guint *anchor)
{
  guint count
    = view->drawings != NULL && view->has_candles ? bt_drawing_set_get_count (view->drawings) : 0;

  if (anchor != NULL)
    *anchor = BT_CHART_NO_INDEX;
  for (guint i = count; i-- > 0;)
    {
      const BtDrawing *drawing = bt_drawing_set_get (view->drawings, i);
      g_autoptr (BtDrawingShape) shape = bt_drawing_shape_new (view, drawing);

      if (anchor != NULL && drawing->id == view->selected_drawing && !drawing->is_hidden)
        {
          *anchor = bt_drawing_shape_handle (shape, x, y);
          if (*anchor != BT_CHART_NO_INDEX)
            return drawing->id;
        }
      if (bt_drawing_shape_distance (shape, x, y) <= BT_DRAWING_REACH_PX)
        return drawing->id;
    }
  return 0;
}
