// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Drawing by hand: a tool's anchors are set by clicks or by one drag; what is there already is
 * selected, moved by its lines or one of its handles, and taken away by key. */
#include "config.h"

#include "chart/bt-chart-private.h"

#include "chart/bt-drawing-layer.h"
#include "chart/bt-drawing-shape.h"

#include <math.h>

/* A press that moves less is a click. */
#define CLICK_PX 5.0
#define LOCK_ANGLE (G_PI / 4)
/* Distance of the anchors of a brush stroke. */
#define BRUSH_PX 3.0
/* Where a copy stands beside what it was made of. */
#define COPY_CANDLES 2.0
#define COPY_PX 14.0

static void
redraw (BtChart *chart)
{
  bt_chart_invalidate (chart, BT_CHART_LAYER_BIT (BT_CHART_LAYER_DRAWINGS));
}

/* Says where the selected drawing is: at once, unless it is on its way. */
static void
tell (BtChart *chart)
{
  if (chart->dragged != NULL)
    bt_chart_queue_description (chart);
  else
    bt_chart_speak_candle (chart);
}

void
bt_chart_select_drawing (BtChart *chart, guint id)
{
  if (chart->view.selected_drawing == id)
    return;
  chart->view.selected_drawing = id;
  redraw (chart);
  tell (chart);
  g_object_notify (G_OBJECT (chart), "selected-drawing");
}

static BtDrawingAnchor
make_anchor (BtChart *chart, const BtDrawingTool *tool, double x, double y)
{
  const BtChartView *view = &chart->view;
  double index = bt_time_scale_from_x (&view->time, CLAMP (x, 0, view->plot_width));
  double height = CLAMP (y, 0, view->plot_height);

  if (tool->is_freehand)
    return (BtDrawingAnchor){ bt_chart_view_time_of (view, index),
                              bt_price_scale_from_y (&view->price, height) };
  index = floor (index + 0.5);
  return (BtDrawingAnchor){
    bt_chart_view_time_of (view, index),
    chart->is_magnet ? bt_chart_view_snap (view, index, height)
                     : floor (bt_price_scale_from_y (&view->price, height) + 0.5),
  };
}

/* Turns a point about the anchor before to the nearest eighth of a turn. */
static void
lock_angle (BtChart *chart, const BtDrawingAnchor *from, double *x, double *y)
{
  const BtChartView *view = &chart->view;
  double from_x = bt_time_scale_to_x (&view->time, bt_chart_view_index_of (view, from->time_usec));
  double from_y = bt_price_scale_to_y (&view->price, from->points);
  double length = hypot (*x - from_x, *y - from_y);
  double angle = floor (atan2 (*y - from_y, *x - from_x) / LOCK_ANGLE + 0.5) * LOCK_ANGLE;

  *x = from_x + length * cos (angle);
  *y = from_y + length * sin (angle);
}

/* Puts the last anchor of what is being drawn under the pointer. */
static void
move_last (BtChart *chart, double x, double y, gboolean is_angle_locked)
{
  BtDrawing *drawing = chart->view.pending_drawing;
  guint last = drawing->anchors->len - 1;

  if (is_angle_locked && last > 0)
    lock_angle (chart, bt_drawing_anchor (drawing, last - 1), &x, &y);
  *bt_drawing_anchor (drawing, last) = make_anchor (chart, drawing->tool, x, y);
  redraw (chart);
}

static void
append_anchor (BtChart *chart, double x, double y)
{
  BtDrawing *drawing = chart->view.pending_drawing;
  BtDrawingAnchor anchor = make_anchor (chart, drawing->tool, x, y);

  if (drawing->anchors->len < BT_DRAWING_MAX_ANCHORS)
    g_array_append_val (drawing->anchors, anchor);
  redraw (chart);
}

static void
finish (BtChart *chart)
{
  g_autoptr (BtDrawing) drawing = g_steal_pointer (&chart->view.pending_drawing);
  gboolean has_text = drawing->tool->text != NULL && drawing->tool->text[0] != '\0';
  guint id = 0;

  redraw (chart);
  if (bt_drawing_is_complete (drawing) && chart->view.drawings != NULL)
    {
      bt_drawing_set_mark (chart->view.drawings);
      id = bt_drawing_set_add (chart->view.drawings, g_steal_pointer (&drawing));
    }
  if (!chart->keeps_tool)
    bt_chart_set_tool (chart, NULL);
  bt_chart_select_drawing (chart, id);
  if (id != 0 && has_text)
    bt_chart_emit_drawing_activated (chart, id);
}

static void
begin_pending (BtChart *chart, double x, double y)
{
  BtDrawing *drawing = bt_drawing_new (chart->tool, make_anchor (chart, chart->tool, x, y));

  drawing->colour = chart->pen_colour;
  drawing->width = chart->pen_width;
  drawing->stroke = chart->pen_stroke;
  chart->view.pending_drawing = drawing;
  chart->is_first_press = TRUE;
  if (drawing->tool->n_anchors != 1 && !drawing->tool->is_freehand)
    append_anchor (chart, x, y);
  redraw (chart);
}

/* Starts to move what is at a point; FALSE when nothing is. */
static gboolean
begin_drag (BtChart *chart, double x, double y)
{
  guint id = bt_drawing_layer_hit (&chart->view, x, y, &chart->dragged_anchor);

  bt_chart_select_drawing (chart, id);
  if (id == 0)
    return FALSE;
  g_clear_pointer (&chart->dragged, bt_drawing_free);
  chart->dragged = bt_drawing_copy (bt_drawing_set_find (chart->view.drawings, id));
  chart->is_drag_marked = FALSE;
  return TRUE;
}

gboolean
bt_chart_drawing_press (BtChart *chart, double x, double y)
{
  const BtChartView *view = &chart->view;

  if (view->drawings == NULL || !view->has_candles || x >= view->plot_width
      || y >= view->plot_height)
    return FALSE;
  if (chart->tool == NULL)
    return begin_drag (chart, x, y);
  if (view->pending_drawing == NULL)
    begin_pending (chart, x, y);
  else
    {
      chart->is_first_press = FALSE;
      move_last (chart, x, y, FALSE);
    }
  return TRUE;
}

/* Moves a whole drawing by whole candles and any height. */
static void
shift_all (BtChart *chart, BtDrawing *drawing, double dx, double dy)
{
  const BtChartView *view = &chart->view;
  double candles = floor (dx / bt_time_scale_spacing (&view->time) + 0.5);

  for (guint i = 0; i < drawing->anchors->len; i++)
    {
      BtDrawingAnchor *anchor = bt_drawing_anchor (drawing, i);
      double y = bt_price_scale_to_y (&view->price, anchor->points) + dy;

      anchor->time_usec
        = bt_chart_view_time_of (view, bt_chart_view_index_of (view, anchor->time_usec) + candles);
      anchor->points = bt_price_scale_from_y (&view->price, y);
      if (!drawing->tool->is_freehand)
        anchor->points = floor (anchor->points + 0.5);
    }
}

static void
drag_existing (BtChart *chart, double x, double y, double dx, double dy, gboolean is_angle_locked)
{
  if (chart->dragged->is_locked || (!chart->is_drag_marked && hypot (dx, dy) < CLICK_PX))
    return;
  if (bt_drawing_set_find (chart->view.drawings, chart->dragged->id) == NULL)
    return;
  if (!chart->is_drag_marked)
    bt_drawing_set_mark (chart->view.drawings);
  chart->is_drag_marked = TRUE;

  BtDrawing *moved = bt_drawing_copy (chart->dragged);
  if (chart->dragged_anchor == BT_CHART_NO_INDEX)
    shift_all (chart, moved, dx, dy);
  else
    {
      guint other = chart->dragged_anchor > 0 ? chart->dragged_anchor - 1 : 1;
      if (is_angle_locked && other < moved->anchors->len)
        lock_angle (chart, bt_drawing_anchor (moved, other), &x, &y);
      *bt_drawing_anchor (moved, chart->dragged_anchor) = make_anchor (chart, moved->tool, x, y);
    }
  bt_drawing_set_replace (chart->view.drawings, moved);
}

void
bt_chart_drawing_drag (
  BtChart *chart, double x, double y, double dx, double dy, GdkModifierType state)
{
  BtDrawing *pending = chart->view.pending_drawing;
  gboolean is_angle_locked = (state & GDK_SHIFT_MASK) != 0;

  if (pending == NULL)
    {
      if (chart->dragged != NULL)
        drag_existing (chart, x, y, dx, dy, is_angle_locked);
      return;
    }
  if (!pending->tool->is_freehand)
    {
      move_last (chart, x, y, is_angle_locked);
      return;
    }
  if (hypot (x - chart->brush_x, y - chart->brush_y) < BRUSH_PX)
    return;
  chart->brush_x = x;
  chart->brush_y = y;
  append_anchor (chart, x, y);
}

void
bt_chart_drawing_release (BtChart *chart, double x, double y, double dx, double dy)
{
  BtDrawing *pending = chart->view.pending_drawing;
  gboolean is_click = hypot (dx, dy) < CLICK_PX;

  if (chart->dragged != NULL && chart->is_drag_marked)
    bt_chart_speak_candle (chart);
  g_clear_pointer (&chart->dragged, bt_drawing_free);
  if (pending == NULL)
    return;
  guint wanted = pending->tool->n_anchors;
  if (pending->tool->is_freehand || wanted == 1)
    finish (chart);
  /* The first click sets the first anchor; the second one goes on following the pointer. */
  else if (chart->is_first_press && is_click)
    chart->is_first_press = FALSE;
  else if (wanted > 0 && pending->anchors->len == wanted)
    finish (chart);
  else
    append_anchor (chart, x, y);
}

void
bt_chart_drawing_hover (BtChart *chart, double x, double y, GdkModifierType state)
{
  BtDrawing *pending = chart->view.pending_drawing;

  if (pending != NULL && !pending->tool->is_freehand)
    move_last (chart, x, y, (state & GDK_SHIFT_MASK) != 0);
}

/* Ends a line of any number of anchors where it stands. */
static void
finish_free (BtChart *chart)
{
  BtDrawing *pending = chart->view.pending_drawing;

  /* The one under the pointer was not set. */
  if (pending->anchors->len > 2)
    g_array_set_size (pending->anchors, pending->anchors->len - 1);
  finish (chart);
}

gboolean
bt_chart_drawing_double_click (BtChart *chart, double x, double y)
{
  BtDrawing *pending = chart->view.pending_drawing;

  if (pending != NULL)
    {
      if (pending->tool->n_anchors == 0)
        finish_free (chart);
      return TRUE;
    }
  guint id = bt_drawing_layer_hit (&chart->view, x, y, NULL);
  if (id == 0)
    return FALSE;
  bt_chart_select_drawing (chart, id);
  bt_chart_emit_drawing_activated (chart, id);
  return TRUE;
}

gboolean
bt_chart_drawing_cancel (BtChart *chart)
{
  if (chart->view.pending_drawing != NULL)
    {
      g_clear_pointer (&chart->view.pending_drawing, bt_drawing_free);
      redraw (chart);
    }
  else if (chart->dragged != NULL && chart->is_drag_marked)
    {
      bt_drawing_set_undo (chart->view.drawings);
      g_clear_pointer (&chart->dragged, bt_drawing_free);
    }
  else if (chart->tool != NULL)
    bt_chart_set_tool (chart, NULL);
  else if (chart->view.selected_drawing != 0)
    bt_chart_select_drawing (chart, 0);
  else
    return FALSE;
  return TRUE;
}

static void
duplicate (BtChart *chart, const BtDrawing *drawing)
{
  BtDrawing *copy = bt_drawing_copy (drawing);

  copy->is_locked = FALSE;
  shift_all (chart, copy, COPY_CANDLES * bt_time_scale_spacing (&chart->view.time), COPY_PX);
  bt_drawing_set_mark (chart->view.drawings);
  bt_chart_select_drawing (chart, bt_drawing_set_add (chart->view.drawings, copy));
}

static gboolean
handle_control_key (BtChart *chart, guint key, gboolean has_shift, const BtDrawing *selected)
{
  switch (gdk_keyval_to_lower (key))
    {
    case GDK_KEY_z:
      if (has_shift)
        bt_drawing_set_redo (chart->view.drawings);
      else
        bt_drawing_set_undo (chart->view.drawings);
      return TRUE;
    case GDK_KEY_y:
      bt_drawing_set_redo (chart->view.drawings);
      return TRUE;
    case GDK_KEY_d:
      if (selected != NULL)
        duplicate (chart, selected);
      return selected != NULL;
    default:
      return FALSE;
    }
}

gboolean
bt_chart_drawing_key (BtChart *chart, guint key, GdkModifierType state)
{
  GdkModifierType held = state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK);

  if (chart->view.drawings == NULL)
    return FALSE;
  const BtDrawing *selected
    = bt_drawing_set_find (chart->view.drawings, chart->view.selected_drawing);
  if (held == GDK_CONTROL_MASK)
    return handle_control_key (chart, key, (state & GDK_SHIFT_MASK) != 0, selected);
  if (held != 0)
    return FALSE;
  if (key == GDK_KEY_Escape)
    return bt_chart_drawing_cancel (chart);
  if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && chart->view.pending_drawing != NULL
      && chart->view.pending_drawing->tool->n_anchors == 0)
    {
      finish_free (chart);
      return TRUE;
    }
  if ((key == GDK_KEY_Delete || key == GDK_KEY_KP_Delete || key == GDK_KEY_BackSpace)
      && selected != NULL)
    {
      if (selected->is_locked)
        return TRUE;
      bt_drawing_set_mark (chart->view.drawings);
      bt_drawing_set_remove (chart->view.drawings, selected->id);
      bt_chart_select_drawing (chart, 0);
      return TRUE;
    }
  return FALSE;
}

void
bt_chart_set_tool (BtChart *chart, const BtDrawingTool *tool)
{
  if (chart->tool == tool)
    return;
  g_clear_pointer (&chart->view.pending_drawing, bt_drawing_free);
  chart->tool = tool;
  if (tool != NULL)
    bt_chart_select_drawing (chart, 0);
  redraw (chart);
  g_object_notify (G_OBJECT (chart), "tool");
}

/* A selected drawing may be gone. */
static void
drawings_changed_cb (BtChart *chart)
{
  if (bt_drawing_set_find (chart->view.drawings, chart->view.selected_drawing) == NULL)
    bt_chart_select_drawing (chart, 0);
  redraw (chart);
  tell (chart);
}

void
bt_chart_set_drawings (BtChart *chart, BtDrawingSet *drawings)
{
  g_return_if_fail (BT_IS_CHART (chart));

  BtChartView *view = &chart->view;

  if (view->drawings == drawings)
    return;
  if (view->drawings != NULL)
    g_signal_handlers_disconnect_by_func (view->drawings, drawings_changed_cb, chart);
  g_clear_pointer (&view->pending_drawing, bt_drawing_free);
  g_clear_pointer (&chart->dragged, bt_drawing_free);
  bt_chart_select_drawing (chart, 0);
  g_set_object (&view->drawings, drawings);
  if (drawings != NULL)
    g_signal_connect_swapped (drawings, "changed", G_CALLBACK (drawings_changed_cb), chart);
  redraw (chart);
}

BtDrawingSet *
bt_chart_get_drawings (BtChart *chart)
{
  g_return_val_if_fail (BT_IS_CHART (chart), NULL);

  return chart->view.drawings;
}

void
bt_chart_set_pen (BtChart *chart, guint colour, guint width, BtDrawingStroke stroke)
{
  g_return_if_fail (BT_IS_CHART (chart));
  g_return_if_fail (width >= 1 && width <= BT_DRAWING_MAX_WIDTH);

  chart->pen_colour = colour;
  chart->pen_width = width;
  chart->pen_stroke = stroke;
}

GdkRGBA
bt_chart_get_palette_colour (BtChart *chart, guint index)
{
  g_return_val_if_fail (BT_IS_CHART (chart), (GdkRGBA){ 0 });

  return chart->view.theme.study[index % BT_CHART_N_STUDY_COLOURS];
}
