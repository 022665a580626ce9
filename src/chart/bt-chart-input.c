// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-chart-private.h"

#include "chart/bt-line-layer.h"
#include "chart/bt-study-legend.h"

#include <math.h>

#define WHEEL_FACTOR 1.12
#define TOUCHPAD_ZOOM_PER_PX 0.004
#define WHEEL_PAN_SHARE 0.08
#define AXIS_DRAG_PER_PX 0.006
#define KEY_ZOOM_FACTOR 1.25
#define PAGE_SHARE 0.8
#define DEFAULT_VISIBLE 150.0

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
  if (grab == BT_CHART_GRAB_LINE || grab == BT_CHART_GRAB_PRICE_AXIS)
    set_cursor (chart, "ns-resize");
  else if (grab == BT_CHART_GRAB_TIME_AXIS)
    set_cursor (chart, "ew-resize");
  else
    set_cursor (chart, is_close ? "pointer" : "crosshair");
}

static void
point_at (BtChart *chart, double x, double y)
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
 * own to read. */
static void
pointer_moved_cb (BtChart *chart, double x, double y)
{
  chart->pointer_x = x;
  chart->pointer_y = y;
  if (chart->grab == BT_CHART_GRAB_NONE)
    {
      hover (chart, x, y);
      bt_chart_drawing_hover (chart, x, y, get_state (chart));
    }
  if (chart->view.hovered_line != BT_CHART_NO_INDEX)
    point_at (chart, -1, -1);
  else if (chart->grab != BT_CHART_GRAB_PAN)
    point_at (chart, x, y);
}

static void
pointer_left_cb (BtChart *chart)
{
  BtChartView *view = &chart->view;

  chart->pointer_x = -1;
  if (chart->grab != BT_CHART_GRAB_NONE)
    return;
  if (view->hovered_line != BT_CHART_NO_INDEX)
    {
      view->hovered_line = BT_CHART_NO_INDEX;
      view->is_close_hovered = FALSE;
      bt_chart_invalidate (chart, BT_CHART_LINE_LAYERS);
    }
  point_at (chart, -1, -1);
}

static void
start_line_drag (BtChart *chart, double y)
{
  BtChartView *view = &chart->view;

  view->drag.line = chart->grabbed_line;
  view->drag.price_points = view->lines[chart->grabbed_line].price_points;
  chart->line_offset_px = bt_chart_view_y (view, view->drag.price_points) - y;
  bt_chart_invalidate (chart, BT_CHART_LINE_LAYERS);
}

static void
drag_began_cb (BtChart *chart, double x, double y)
{
  gtk_widget_grab_focus (GTK_WIDGET (chart));
  chart->grab_x = x;
  chart->grab_y = y;
  chart->last_x = 0;
  chart->last_y = 0;
  chart->grab = find_grab (chart, x, y, &chart->grabbed_line);
  if (chart->grab == BT_CHART_GRAB_PAN && bt_chart_drawing_press (chart, x, y))
    chart->grab = BT_CHART_GRAB_DRAWING;
  if (chart->grab != BT_CHART_GRAB_LINE)
    return;
  start_line_drag (chart, y);
  point_at (chart, -1, -1);
}

static void
drag_plot (BtChart *chart, double delta_x, double delta_y)
{
  gboolean was_following = chart->view.is_following;

  if (delta_x == 0 && chart->view.is_auto_scale)
    return;
  set_cursor (chart, "grabbing");
  if (!chart->view.is_auto_scale)
    bt_price_scale_pan (&chart->view.price, delta_y);
  if (delta_x != 0)
    bt_chart_view_pan (&chart->view, delta_x);
  point_at (chart, chart->grab_x + chart->last_x, chart->grab_y + chart->last_y);
  bt_chart_view_moved (chart, was_following);
}

static void
zoom_prices (BtChart *chart, double factor, double y)
{
  if (factor == 1.0)
    return;
  bt_chart_set_auto_scale (chart, FALSE);
  bt_price_scale_zoom (&chart->view.price, factor, y);
  gtk_widget_queue_draw (GTK_WIDGET (chart));
}

static void
drag_time_axis (BtChart *chart, double delta_x)
{
  double visible = chart->view.time.visible * exp (-delta_x * AXIS_DRAG_PER_PX);

  bt_chart_view_set_visible (&chart->view, visible);
  gtk_widget_queue_draw (GTK_WIDGET (chart));
}

static void
drag_line (BtChart *chart, double y)
{
  BtChartView *view = &chart->view;
  double clamped = CLAMP (y + chart->line_offset_px, 0, view->plot_height - 1);

  view->drag.price_points = bt_chart_view_price_at (view, clamped);
  bt_chart_invalidate (chart, BT_CHART_LINE_LAYERS);
}

static void
drag_updated_cb (BtChart *chart, double offset_x, double offset_y)
{
  double delta_x = offset_x - chart->last_x;
  double delta_y = offset_y - chart->last_y;

  chart->last_x = offset_x;
  chart->last_y = offset_y;
  switch (chart->grab)
    {
    case BT_CHART_GRAB_PAN:
      drag_plot (chart, delta_x, delta_y);
      break;
    case BT_CHART_GRAB_PRICE_AXIS:
      zoom_prices (chart, exp (delta_y * AXIS_DRAG_PER_PX), chart->view.plot_height / 2);
      break;
    case BT_CHART_GRAB_TIME_AXIS:
      drag_time_axis (chart, delta_x);
      break;
    case BT_CHART_GRAB_LINE:
      drag_line (chart, chart->grab_y + offset_y);
      break;
    case BT_CHART_GRAB_DRAWING:
      bt_chart_drawing_drag (chart, chart->grab_x + offset_x, chart->grab_y + offset_y, offset_x,
                             offset_y, get_state (chart));
      break;
    case BT_CHART_GRAB_CLOSE:
    case BT_CHART_GRAB_NONE:
    default:
      break;
    }
}

static void
end_line_drag (BtChart *chart, gboolean is_kept)
{
  BtChartView *view = &chart->view;
  guint line = view->drag.line;
  gint64 price_points = view->drag.price_points;

  view->drag.line = BT_CHART_NO_INDEX;
  bt_chart_invalidate (chart, BT_CHART_LINE_LAYERS);
  if (is_kept && line != BT_CHART_NO_INDEX && view->lines[line].price_points != price_points)
    bt_chart_emit_line_moved (chart, line, price_points);
}

static void
drag_ended_cb (BtChart *chart, double offset_x, double offset_y)
{
  BtChartGrab grab = chart->grab;
  guint line = BT_CHART_NO_INDEX;
  double x = chart->grab_x + offset_x;
  double y = chart->grab_y + offset_y;

  chart->grab = BT_CHART_GRAB_NONE;
  if (grab == BT_CHART_GRAB_LINE)
    end_line_drag (chart, TRUE);
  else if (grab == BT_CHART_GRAB_DRAWING)
    bt_chart_drawing_release (chart, x, y, offset_x, offset_y);
  else if (grab == BT_CHART_GRAB_CLOSE && find_grab (chart, x, y, &line) == BT_CHART_GRAB_CLOSE
           && line == chart->grabbed_line)
    bt_chart_emit_line_closed (chart, line);
  hover (chart, x, y);
}

static void
drag_cancelled_cb (BtChart *chart)
{
  if (chart->grab == BT_CHART_GRAB_LINE)
    end_line_drag (chart, FALSE);
  chart->grab = BT_CHART_GRAB_NONE;
}

static void
clicked_cb (BtChart *chart, int n_press, double x, double y)
{
  BtChartGrab area = find_area (&chart->view, x, y);

  if (n_press != 2)
    return;
  guint study = bt_study_legend_hit (&chart->view, x, y);
  if (study != BT_CHART_NO_INDEX)
    {
      bt_chart_activate_study (chart, study);
      return;
    }
  if (area == BT_CHART_GRAB_PAN && bt_chart_drawing_double_click (chart, x, y))
    return;
  if (area == BT_CHART_GRAB_PRICE_AXIS)
    bt_chart_set_auto_scale (chart, TRUE);
  else if (area == BT_CHART_GRAB_TIME_AXIS)
    {
      bt_chart_set_visible (chart, DEFAULT_VISIBLE);
      bt_chart_scroll_to_end (chart);
    }
}

static void
zoom_time (BtChart *chart, double factor, double x)
{
  gboolean was_following = chart->view.is_following;

  bt_chart_view_zoom (&chart->view, factor, CLAMP (x, 0, chart->view.plot_width));
  bt_chart_view_moved (chart, was_following);
}

static void
pan_time (BtChart *chart, double delta_px)
{
  gboolean was_following = chart->view.is_following;

  bt_chart_view_pan (&chart->view, delta_px);
  bt_chart_view_moved (chart, was_following);
}

/* Zooms about the crosshair, or keeps the right edge where there is none. */
static void
zoom_by_key (BtChart *chart, double factor)
{
  const BtChartView *view = &chart->view;

  if (view->crosshair.is_visible)
    zoom_time (chart, factor, bt_time_scale_to_x (&view->time, view->crosshair.index));
  else
    bt_chart_set_visible (chart, view->time.visible * factor);
}

static gboolean
scrolled_cb (BtChart *chart, double delta_x, double delta_y, GtkEventControllerScroll *scroll)
{
  GdkModifierType state
    = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));
  gboolean is_touchpad = gtk_event_controller_scroll_get_unit (scroll) == GDK_SCROLL_UNIT_SURFACE;
  double factor = is_touchpad ? exp (delta_y * TOUCHPAD_ZOOM_PER_PX) : pow (WHEEL_FACTOR, delta_y);
  double notch_px = is_touchpad ? 1.0 : chart->view.plot_width * WHEEL_PAN_SHARE;
  double x = chart->pointer_x >= 0 ? chart->pointer_x : chart->view.plot_width;

  if (chart->view.columns.length == 0)
    return GDK_EVENT_PROPAGATE;
  if ((state & GDK_SHIFT_MASK) && delta_x == 0)
    pan_time (chart, -delta_y * notch_px);
  else if (chart->pointer_x >= chart->view.plot_width)
    zoom_prices (chart, factor, CLAMP (chart->pointer_y, 0, chart->view.plot_height));
  else
    {
      if (delta_x != 0)
        pan_time (chart, -delta_x * notch_px);
      if (delta_y != 0)
        zoom_time (chart, factor, x);
    }
  return GDK_EVENT_STOP;
}

static void
pinch_began_cb (BtChart *chart)
{
  chart->pinch = 1.0;
}

static void
pinched_cb (BtChart *chart, double scale, GtkGesture *gesture)
{
  double x = 0;
  double y = 0;

  if (scale <= 0 || !gtk_gesture_get_bounding_box_center (gesture, &x, &y))
    return;
  zoom_time (chart, chart->pinch / scale, x);
  chart->pinch = scale;
}

static void
give_up (BtChart *chart)
{
  if (chart->grab == BT_CHART_GRAB_LINE)
    drag_cancelled_cb (chart);
  else
    point_at (chart, -1, -1);
}

static void
step_crosshair (BtChart *chart, int candles)
{
  gboolean was_following = chart->view.is_following;

  bt_chart_view_step_crosshair (&chart->view, candles);
  bt_chart_view_moved (chart, was_following);
  bt_chart_crosshair_changed (chart);
}

static void
show_start (BtChart *chart)
{
  gboolean was_following = chart->view.is_following;

  bt_chart_view_set_right (&chart->view, chart->view.time.visible - 1);
  bt_chart_view_moved (chart, was_following);
}

/* Keys with Ctrl held. */
static gboolean
handle_control_key (BtChart *chart, guint key, int stride)
{
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      step_crosshair (chart, -stride);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      step_crosshair (chart, stride);
      return GDK_EVENT_STOP;
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      zoom_by_key (chart, 1 / KEY_ZOOM_FACTOR);
      return GDK_EVENT_STOP;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      zoom_by_key (chart, KEY_ZOOM_FACTOR);
      return GDK_EVENT_STOP;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      bt_chart_set_visible (chart, DEFAULT_VISIBLE);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
key_pressed_cb (BtChart *chart, guint key, guint code, GdkModifierType state)
{
  GdkModifierType modifiers
    = state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK | GDK_SUPER_MASK);
  double page_px = chart->view.plot_width * PAGE_SHARE;

  if (chart->view.columns.length == 0)
    return GDK_EVENT_PROPAGATE;
  if (bt_chart_drawing_key (chart, key, state))
    return GDK_EVENT_STOP;
  if ((modifiers & ~GDK_SHIFT_MASK) == GDK_CONTROL_MASK)
    return handle_control_key (chart, key, modifiers & GDK_SHIFT_MASK ? 10 : 1);
  if (modifiers != 0)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Home:
      show_start (chart);
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
      bt_chart_scroll_to_end (chart);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
      pan_time (chart, page_px);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
      pan_time (chart, -page_px);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      if (chart->grab != BT_CHART_GRAB_LINE && !chart->view.crosshair.is_visible)
        return GDK_EVENT_PROPAGATE;
      give_up (chart);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
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
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (drag_cancelled_cb), chart);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (clicked_cb), chart);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
}

void
bt_chart_add_input (BtChart *chart)
{
  GtkWidget *widget = GTK_WIDGET (chart);
  GtkEventController *scroll
    = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  chart->grabbed_line = BT_CHART_NO_INDEX;
  chart->pointer_x = -1;
  chart->pen_width = 1;
  add_pointer (chart, widget);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scrolled_cb), chart);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_began_cb), chart);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinched_cb), chart);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), chart);
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (widget, keys);
}
