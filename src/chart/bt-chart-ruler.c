// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Measuring and box zoom, by a drag with a key held, by two clicks, or by keys alone with the
 * crosshair; and the way back through what was shown before. */
#include "config.h"

#include "chart/bt-chart-private.h"

#include <math.h>

/* A drag that spans less is a click. */
#define CLICK_PX 5.0

static void
redraw (BtChart *chart)
{
  bt_chart_invalidate (chart, BT_CHART_LAYER_BIT (BT_CHART_LAYER_RULER));
}

/* A box goes where the pointer is, a measure from candle to candle. */
static BtChartPlace
get_place (BtChart *chart, double x, double y)
{
  const BtChartView *view = &chart->view;
  double index = bt_time_scale_from_x (&view->time, CLAMP (x, 0, view->plot_width));
  double height = CLAMP (y, 0, view->plot_height);

  if (view->ruler.kind == BT_CHART_RULER_BOX)
    return (BtChartPlace){ index, bt_price_scale_from_y (&view->price, height) };
  index = MAX (floor (index + 0.5), 0);
  if (chart->is_magnet || view->is_crosshair_magnetic)
    return (BtChartPlace){ index, bt_chart_view_snap (view, index, height) };
  return (BtChartPlace){ index, floor (bt_price_scale_from_y (&view->price, height) + 0.5) };
}

/* The crosshair's place, or the newest candle's; a crosshair without a height stands at a close. */
static BtChartPlace
get_crosshair_place (BtChart *chart)
{
  const BtChartView *view = &chart->view;
  gsize index = 0;

  if (!bt_chart_view_get_current (view, &index))
    return (BtChartPlace){ 0 };
  if (view->crosshair.is_visible && view->crosshair.y >= 0 && view->crosshair.y < view->plot_height)
    return get_place (chart, bt_time_scale_to_x (&view->time, view->crosshair.index),
                      view->crosshair.y);
  return (BtChartPlace){ (double) index, (double) view->columns.close_points[index] };
}

static void
begin (BtChart *chart, BtChartRulerKind kind)
{
  bt_chart_stop_motion (chart);
  chart->view.ruler = (BtChartRuler){ .kind = kind };
  chart->is_ruler_live = FALSE;
  chart->is_ruler_first = FALSE;
  redraw (chart);
}

static void
keep_glance (BtChart *chart)
{
  const BtChartView *view = &chart->view;

  if (chart->n_history == BT_CHART_MAX_HISTORY)
    {
      memmove (chart->history, chart->history + 1,
               (BT_CHART_MAX_HISTORY - 1) * sizeof *chart->history);
      chart->n_history--;
    }
  chart->history[chart->n_history++] = (BtChartGlance){
    .time = view->time,
    .price = view->price,
    .is_auto_scale = view->is_auto_scale,
    .is_following = view->is_following,
    .has_end_margin = view->has_end_margin,
  };
}

/* Shows what the box spans, unless it is too small to be meant. */
static void
apply_box (BtChart *chart)
{
  BtChartView *view = &chart->view;
  BtChartRuler box = view->ruler;
  gboolean was_following = view->is_following;
  double width = fabs (box.to.index - box.from.index) * bt_time_scale_spacing (&view->time);
  double height = fabs (bt_price_scale_to_y (&view->price, box.to.points)
                        - bt_price_scale_to_y (&view->price, box.from.points));

  bt_chart_ruler_cancel (chart);
  if (width < CLICK_PX)
    return;
  keep_glance (chart);
  if (box.is_full_height || height < CLICK_PX)
    bt_chart_view_show_box (view, box.from.index, box.to.index, 0, 0);
  else
    {
      bt_chart_set_auto_scale (chart, FALSE);
      bt_chart_view_show_box (view, box.from.index, box.to.index,
                              MIN (box.from.points, box.to.points),
                              MAX (box.from.points, box.to.points));
    }
  bt_chart_view_moved (chart, was_following);
}

static void
finish (BtChart *chart)
{
  chart->is_ruler_live = FALSE;
  chart->is_ruler_first = FALSE;
  if (chart->view.ruler.kind == BT_CHART_RULER_BOX)
    apply_box (chart);
  else
    bt_chart_queue_description (chart);
}

gboolean
bt_chart_ruler_press (BtChart *chart, double x, double y, GdkModifierType state)
{
  BtChartView *view = &chart->view;
  GdkModifierType held = state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK);

  if (!view->has_candles || x >= view->plot_width || y >= view->plot_height)
    return FALSE;
  if (chart->is_ruler_live)
    {
      view->ruler.to = get_place (chart, x, y);
      view->ruler.is_full_height = FALSE;
      redraw (chart);
      return TRUE;
    }
  /* What was measured is read: the next press takes it away. */
  bt_chart_ruler_cancel (chart);
  if (held != GDK_SHIFT_MASK && held != GDK_CONTROL_MASK)
    return FALSE;
  begin (chart, held == GDK_SHIFT_MASK ? BT_CHART_RULER_MEASURE : BT_CHART_RULER_BOX);
  view->ruler.from = view->ruler.to = get_place (chart, x, y);
  chart->is_ruler_first = TRUE;
  return TRUE;
}

void
bt_chart_ruler_drag (BtChart *chart, double x, double y)
{
  if (chart->view.ruler.kind == BT_CHART_RULER_NONE)
    return;
  chart->view.ruler.to = get_place (chart, x, y);
  redraw (chart);
}

void
bt_chart_ruler_release (BtChart *chart, double x, double y)
{
  const BtChartView *view = &chart->view;

  if (view->ruler.kind == BT_CHART_RULER_NONE)
    return;
  gboolean is_click = hypot (x - chart->grab_x, y - chart->grab_y) < CLICK_PX;
  if (chart->is_ruler_first && is_click)
    bt_chart_ruler_cancel (chart);
  else
    finish (chart);
}

void
bt_chart_ruler_follow (BtChart *chart)
{
  BtChartView *view = &chart->view;

  if (!chart->is_ruler_live || !view->crosshair.is_visible)
    return;
  view->ruler.to = get_crosshair_place (chart);
  /* Moved by keys alone, a box is about times. */
  view->ruler.is_full_height = view->ruler.kind == BT_CHART_RULER_BOX && view->crosshair.y < 0;
  redraw (chart);
}

gboolean
bt_chart_ruler_cancel (BtChart *chart)
{
  if (chart->view.ruler.kind == BT_CHART_RULER_NONE)
    return FALSE;
  begin (chart, BT_CHART_RULER_NONE);
  return TRUE;
}

void
bt_chart_ruler_forget (BtChart *chart)
{
  chart->n_history = 0;
  bt_chart_ruler_cancel (chart);
}

gboolean
bt_chart_ruler_accept (BtChart *chart)
{
  if (!chart->is_ruler_live)
    return FALSE;
  finish (chart);
  return TRUE;
}

/* Begins where the crosshair is; a second time it ends there. */
static void
toggle (BtChart *chart, BtChartRulerKind kind)
{
  BtChartView *view = &chart->view;

  if (!view->has_candles)
    return;
  if (chart->is_ruler_live && view->ruler.kind == kind)
    {
      finish (chart);
      return;
    }
  begin (chart, kind);
  view->ruler.from = view->ruler.to = get_crosshair_place (chart);
  view->ruler.is_full_height = kind == BT_CHART_RULER_BOX && view->crosshair.y < 0;
  chart->is_ruler_live = TRUE;
  if (view->crosshair.is_visible)
    return;
  /* Keys need something to move. */
  bt_chart_view_step_crosshair (view, 0);
  bt_chart_crosshair_changed (chart);
}

void
bt_chart_begin_measure (BtChart *chart)
{
  g_return_if_fail (BT_IS_CHART (chart));

  toggle (chart, BT_CHART_RULER_MEASURE);
}

void
bt_chart_begin_box (BtChart *chart)
{
  g_return_if_fail (BT_IS_CHART (chart));

  toggle (chart, BT_CHART_RULER_BOX);
}

gboolean
bt_chart_go_back (BtChart *chart)
{
  g_return_val_if_fail (BT_IS_CHART (chart), FALSE);

  BtChartView *view = &chart->view;
  gboolean was_following = view->is_following;

  if (chart->n_history == 0)
    return FALSE;
  const BtChartGlance *glance = &chart->history[--chart->n_history];
  bt_chart_stop_motion (chart);
  view->time.visible = glance->time.visible;
  bt_chart_view_set_right (view, glance->time.right);
  bt_chart_set_auto_scale (chart, glance->is_auto_scale);
  view->price.high_points = glance->price.high_points;
  view->price.low_points = glance->price.low_points;
  if (glance->is_following)
    bt_chart_view_scroll_to_end (view);
  bt_chart_view_moved (chart, was_following);
  return TRUE;
}
