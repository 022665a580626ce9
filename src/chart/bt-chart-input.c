// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-chart-private.h"

#include "chart/bt-legend-layer.h"
#include "chart/bt-line-layer.h"
#include "chart/bt-study-legend.h"

#include <math.h>

#define AXIS_DRAG_PER_PX 0.006

static void
set_cursor (BtChart *chart, const char *name)
{
  if (chart->cursor == name)
    return;
  chart->cursor = name;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (chart), name);
}

static BtChartGrab
find_area (const BtChartView *view, double x, double y)
{
  if (x >= view->width)
    return BT_CHART_GRAB_COMPARE_AXIS;
  if (x >= view->plot_width)
    return BT_CHART_GRAB_PRICE_AXIS;
  return y >= view->body_height ? BT_CHART_GRAB_TIME_AXIS : BT_CHART_GRAB_PAN;
}

/* What a press at a point would take, and of which line. */
static BtChartGrab
find_grab (BtChart *chart, double x, double y, guint *line)
{
  const BtChartView *view = &chart->view;
  BtChartGrab area = find_area (view, x, y);

  *line = BT_CHART_NO_INDEX;
  if (area != BT_CHART_GRAB_PAN)
    return area;
  if (bt_chart_view_find_divider (view, x, y) != BT_CHART_NO_INDEX)
    return BT_CHART_GRAB_DIVIDER;
  BtLinePart part = bt_line_layer_hit (view, x, y, line);
  if (part == BT_LINE_PART_CLOSE)
    return BT_CHART_GRAB_CLOSE;
  if (part != BT_LINE_PART_NONE && view->lines[*line].is_draggable)
    return BT_CHART_GRAB_LINE;
  if (part != BT_LINE_PART_LABEL)
    *line = BT_CHART_NO_INDEX;
  return BT_CHART_GRAB_PAN;
}

/* Raises the label under the pointer, and says by the cursor what a press would do. */
static void
hover (BtChart *chart, double x, double y)
{
  BtChartView *view = &chart->view;
  guint line = BT_CHART_NO_INDEX;
  BtChartGrab grab = find_grab (chart, x, y, &line);
  gboolean is_close = grab == BT_CHART_GRAB_CLOSE;

  if (line != view->hovered_line || is_close != view->is_close_hovered)
    {
      view->hovered_line = line;
      view->is_close_hovered = is_close;
      bt_chart_invalidate (chart, BT_CHART_LINE_LAYERS);
    }
  if (grab == BT_CHART_GRAB_LINE || grab == BT_CHART_GRAB_PRICE_AXIS
      || grab == BT_CHART_GRAB_COMPARE_AXIS || grab == BT_CHART_GRAB_DIVIDER)
    set_cursor (chart, "ns-resize");
  else if (grab == BT_CHART_GRAB_TIME_AXIS)
    set_cursor (chart, "ew-resize");
  else
    set_cursor (chart, is_close ? "pointer" : "crosshair");
}

void
bt_chart_point_at (BtChart *chart, double x, double y)
{
  BtChartCrosshair before = chart->view.crosshair;
  BtChartCrosshair *now = &chart->view.crosshair;

  bt_chart_view_point (&chart->view, x, y);
  if (before.is_visible == now->is_visible
      && (!now->is_visible || (before.index == now->index && before.y == now->y)))
    return;
  bt_chart_crosshair_changed (chart);
}

/* Returns which keys are held, as the pointer's device knows. */
static GdkModifierType
get_state (BtChart *chart)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (chart));
  GdkDevice *keyboard = gdk_seat_get_keyboard (gdk_display_get_default_seat (display));

  return keyboard != NULL ? gdk_device_get_modifier_state (keyboard) : 0;
}

/* The crosshair gives way where a line is under the pointer: the line has a tag and a label of its
 * own to read. Where keys have led it, it stays until the pointer really moves: the toolkit tells
 * of one that rests each time that something is laid out anew. */
static void
pointer_moved_cb (BtChart *chart, double x, double y)
{
  if (chart->is_led_by_keys && x == chart->pointer_x && y == chart->pointer_y)
    return;
  chart->is_led_by_keys = FALSE;
  chart->pointer_x = x;
  chart->pointer_y = y;
  if (chart->grab == BT_CHART_GRAB_NONE)
    {
      hover (chart, x, y);
      bt_chart_drawing_hover (chart, x, y, get_state (chart));
    }
  if (chart->view.hovered_line != BT_CHART_NO_INDEX)
    bt_chart_point_at (chart, -1, -1);
  else if (chart->grab != BT_CHART_GRAB_PAN)
    bt_chart_point_at (chart, x, y);
  bt_chart_ruler_follow (chart);
}

static void
pointer_left_cb (BtChart *chart)
{
  BtChartView *view = &chart->view;

  chart->pointer_x = -1;
  chart->is_led_by_keys = FALSE;
  if (chart->grab != BT_CHART_GRAB_NONE)
    return;
  if (view->hovered_line != BT_CHART_NO_INDEX)
    {
      view->hovered_line = BT_CHART_NO_INDEX;
      view->is_close_hovered = FALSE;
      bt_chart_invalidate (chart, BT_CHART_LINE_LAYERS);
    }
  bt_chart_point_at (chart, -1, -1);
}

/* What else a press in the plot takes: a ruler with its keys held, a drawing, else a ruler's end.
 */
static BtChartGrab
press_plot (BtChart *chart, double x, double y)
{
  GdkModifierType state = get_state (chart);
  gboolean is_spanning = chart->is_ruler_live || (state & GDK_CONTROL_MASK) != 0;

  /* With Control held a click is an order, and a drag a box. */
  chart->is_order_pressed = bt_chart_order_press (chart, x, y, state);
  if (is_spanning && bt_chart_ruler_press (chart, x, y, state))
    return BT_CHART_GRAB_RULER;
  if (chart->is_order_pressed)
    return BT_CHART_GRAB_ORDER;
  if (bt_chart_drawing_press (chart, x, y))
    return BT_CHART_GRAB_DRAWING;
  if (bt_chart_ruler_press (chart, x, y, state))
    return BT_CHART_GRAB_RULER;
  return BT_CHART_GRAB_PAN;
}

static void
drag_began_cb (BtChart *chart, double x, double y)
{
  gtk_widget_grab_focus (GTK_WIDGET (chart));
  bt_chart_stop_motion (chart);
  chart->grab_x = x;
  chart->grab_y = y;
  chart->last_x = 0;
  chart->last_y = 0;
  chart->grabbed_pane = bt_chart_view_find_pane (&chart->view, y);
  chart->grab = find_grab (chart, x, y, &chart->grabbed_line);
  if (chart->grab == BT_CHART_GRAB_DIVIDER)
    chart->grabbed_pane = bt_chart_view_find_divider (&chart->view, x, y);
  if (chart->grab == BT_CHART_GRAB_PAN)
    chart->grab = press_plot (chart, x, y);
  if (chart->grab != BT_CHART_GRAB_LINE)
    return;
  bt_chart_line_press (chart, y);
  bt_chart_point_at (chart, -1, -1);
}

/* Moves what the pointer is in up or down, where it does not fit itself. */
static void
pan_heights (BtChart *chart, double delta_y)
{
  BtChartView *view = &chart->view;

  if (chart->grabbed_pane < view->n_panes)
    {
      if (bt_chart_view_pan_pane (view, chart->grabbed_pane, delta_y))
        bt_chart_revise (chart);
    }
  else if (!view->is_auto_scale)
    bt_price_scale_pan (&view->price, delta_y);
}

static void
drag_plot (BtChart *chart, double delta_x, double delta_y)
{
  gboolean was_following = chart->view.is_following;

  if (delta_x == 0 && delta_y == 0)
    return;
  set_cursor (chart, "grabbing");
  pan_heights (chart, delta_y);
  if (delta_x != 0)
    bt_chart_view_pan (&chart->view, delta_x);
  bt_chart_point_at (chart, chart->grab_x + chart->last_x, chart->grab_y + chart->last_y);
  bt_chart_view_moved (chart, was_following);
}

/* Scales the axis beside the plot, or that of the pane that was taken. */
static void
drag_value_axis (BtChart *chart, double delta_y)
{
  BtChartView *view = &chart->view;
  double factor = exp (delta_y * AXIS_DRAG_PER_PX);

  if (chart->grabbed_pane >= view->n_panes)
    {
      bt_chart_zoom_prices (chart, factor, view->plot_height / 2);
      return;
    }
  const BtChartPane *pane = &view->panes[chart->grabbed_pane];
  if (factor == 1.0)
    return;
  bt_chart_view_zoom_pane (view, chart->grabbed_pane, factor, pane->top + pane->height / 2);
  bt_chart_revise (chart);
}

static void
drag_divider (BtChart *chart, double y)
{
  if (chart->grabbed_pane >= chart->view.n_panes)
    return;
  bt_chart_view_move_divider (&chart->view, chart->grabbed_pane, y);
  bt_chart_revise (chart);
}

static void
drag_time_axis (BtChart *chart, double delta_x)
{
  double visible = chart->view.time.visible * exp (-delta_x * AXIS_DRAG_PER_PX);

  bt_chart_view_set_visible (&chart->view, visible);
  gtk_widget_queue_draw (GTK_WIDGET (chart));
}

static void
drag_updated_cb (BtChart *chart, double offset_x, double offset_y, GtkEventController *drag)
{
  double x = chart->grab_x + offset_x;
  double y = chart->grab_y + offset_y;
  double delta_x = offset_x - chart->last_x;
  double delta_y = offset_y - chart->last_y;

  chart->last_x = offset_x;
  chart->last_y = offset_y;
  switch (chart->grab)
    {
    case BT_CHART_GRAB_PAN:
      drag_plot (chart, delta_x, delta_y);
      bt_chart_track_motion (chart, drag);
      break;
    case BT_CHART_GRAB_PRICE_AXIS:
      drag_value_axis (chart, delta_y);
      break;
    case BT_CHART_GRAB_COMPARE_AXIS:
      bt_chart_zoom_compare (chart, chart->grab_x, exp (delta_y * AXIS_DRAG_PER_PX));
      break;
    case BT_CHART_GRAB_DIVIDER:
      drag_divider (chart, y);
      break;
    case BT_CHART_GRAB_RULER:
      bt_chart_ruler_drag (chart, x, y);
      break;
    case BT_CHART_GRAB_TIME_AXIS:
      drag_time_axis (chart, delta_x);
      break;
    case BT_CHART_GRAB_LINE:
      bt_chart_line_drag (chart, y);
      break;
    case BT_CHART_GRAB_DRAWING:
      bt_chart_drawing_drag (chart, x, y, offset_x, offset_y, get_state (chart));
      break;
    case BT_CHART_GRAB_CLOSE:
    case BT_CHART_GRAB_ORDER:
    case BT_CHART_GRAB_NONE:
    default:
      break;
    }
}

static void
drag_ended_cb (BtChart *chart, double offset_x, double offset_y, GtkEventController *drag)
{
  BtChartGrab grab = chart->grab;
  guint line = BT_CHART_NO_INDEX;
  double x = chart->grab_x + offset_x;
  double y = chart->grab_y + offset_y;

  chart->grab = BT_CHART_GRAB_NONE;
  if (grab == BT_CHART_GRAB_LINE)
    bt_chart_line_release (chart, TRUE);
  else if (grab == BT_CHART_GRAB_DRAWING)
    bt_chart_drawing_release (chart, x, y, offset_x, offset_y);
  else if (grab == BT_CHART_GRAB_RULER)
    bt_chart_ruler_release (chart, x, y);
  else if (grab == BT_CHART_GRAB_DIVIDER)
    bt_chart_tell_looks (chart);
  else if (grab == BT_CHART_GRAB_PAN)
    bt_chart_release_motion (chart, drag);
  else if (grab == BT_CHART_GRAB_CLOSE && find_grab (chart, x, y, &line) == BT_CHART_GRAB_CLOSE
           && line == chart->grabbed_line)
    bt_chart_emit_line_closed (chart, line);
  if ((grab == BT_CHART_GRAB_RULER || grab == BT_CHART_GRAB_ORDER) && chart->is_order_pressed)
    bt_chart_order_release (chart, offset_x, offset_y);
  hover (chart, x, y);
}

void
bt_chart_cancel_drag (BtChart *chart)
{
  if (chart->grab == BT_CHART_GRAB_LINE)
    bt_chart_line_release (chart, FALSE);
  if (chart->grab == BT_CHART_GRAB_RULER)
    bt_chart_ruler_cancel (chart);
  chart->grab = BT_CHART_GRAB_NONE;
}

/* Sets back what was scaled by hand: that of the pane, or prices with the newest candles. */
static void
fit (BtChart *chart, guint pane)
{
  BtChartView *view = &chart->view;

  if (pane < view->n_panes && bt_chart_view_fit_pane (view, pane))
    bt_chart_revise (chart);
  else if (pane >= view->n_panes)
    bt_chart_set_auto_scale (chart, TRUE);
}

static void
double_clicked (BtChart *chart, double x, double y)
{
  BtChartView *view = &chart->view;
  guint pane = bt_chart_view_find_pane (view, y);

  switch ((int) find_area (view, x, y))
    {
    case BT_CHART_GRAB_PRICE_AXIS:
      fit (chart, pane);
      break;
    case BT_CHART_GRAB_COMPARE_AXIS:
      bt_chart_fit_compare (chart, x);
      break;
    case BT_CHART_GRAB_TIME_AXIS:
      bt_chart_set_visible (chart, BT_CHART_USUAL_VISIBLE);
      bt_chart_scroll_to_end (chart);
      break;
    default:
      if (bt_chart_view_find_divider (view, x, y) != BT_CHART_NO_INDEX)
        {
          bt_chart_view_reset_dividers (view);
          bt_chart_revise (chart);
          bt_chart_tell_looks (chart);
        }
      else
        bt_chart_fit (chart);
      break;
    }
}

static void
clicked_cb (BtChart *chart, int n_press, double x, double y)
{
  guint study = bt_study_legend_hit (&chart->view, x, y);
  gboolean is_in_plot = find_area (&chart->view, x, y) == BT_CHART_GRAB_PAN;
  guint line = BT_CHART_NO_INDEX;

  if (n_press != 2)
    return;
  if (study != BT_CHART_NO_INDEX)
    bt_chart_activate_study (chart, study);
  else if (bt_legend_layer_hit (&chart->view, x, y))
    bt_chart_activate_title (chart);
  else if (is_in_plot && bt_line_layer_hit (&chart->view, x, y, &line) != BT_LINE_PART_NONE)
    return;
  else if (!is_in_plot || !bt_chart_drawing_double_click (chart, x, y))
    double_clicked (chart, x, y);
}

void
bt_chart_fit (BtChart *chart)
{
  g_return_if_fail (BT_IS_CHART (chart));

  bt_chart_stop_motion (chart);
  fit (chart, BT_CHART_NO_INDEX);
  for (guint i = 0; i < chart->view.n_panes; i++)
    fit (chart, i);
  bt_chart_scroll_to_end (chart);
}

static void
add_pointer (BtChart *chart, GtkWidget *widget)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (pointer_moved_cb), chart);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (pointer_moved_cb), chart);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (pointer_left_cb), chart);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_began_cb), chart);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_updated_cb), chart);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_ended_cb), chart);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (bt_chart_cancel_drag), chart);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (clicked_cb), chart);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
}

void
bt_chart_add_input (BtChart *chart)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  chart->grabbed_line = BT_CHART_NO_INDEX;
  chart->grabbed_pane = BT_CHART_NO_INDEX;
  chart->pointer_x = -1;
  chart->pen_width = 1;
  add_pointer (chart, GTK_WIDGET (chart));
  bt_chart_add_scroll (chart);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (bt_chart_key_pressed), chart);
  gtk_widget_add_controller (GTK_WIDGET (chart), keys);
}
