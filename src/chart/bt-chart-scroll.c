// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Wheel, touchpad and fingers on a chart: they pan and zoom where they are. */
#include "config.h"

#include "chart/bt-chart-private.h"

#include <math.h>

#define WHEEL_FACTOR 1.12
#define TOUCHPAD_ZOOM_PER_PX 0.004
#define WHEEL_PAN_SHARE 0.08

void
bt_chart_zoom_prices (BtChart *chart, double factor, double y)
{
  if (factor == 1.0)
    return;
  bt_chart_set_auto_scale (chart, FALSE);
  bt_price_scale_zoom (&chart->view.price, factor, y);
  gtk_widget_queue_draw (GTK_WIDGET (chart));
}

void
bt_chart_zoom_time (BtChart *chart, double factor, double x)
{
  gboolean was_following = chart->view.is_following;

  bt_chart_view_zoom (&chart->view, factor, CLAMP (x, 0, chart->view.plot_width));
  bt_chart_view_moved (chart, was_following);
}

void
bt_chart_pan_time (BtChart *chart, double delta_px)
{
  gboolean was_following = chart->view.is_following;

  bt_chart_view_pan (&chart->view, delta_px);
  bt_chart_view_moved (chart, was_following);
}

/* Scales what the pointer is beside. */
static void
zoom_axis (BtChart *chart, double factor)
{
  BtChartView *view = &chart->view;
  guint pane = bt_chart_view_find_pane (view, chart->pointer_y);

  if (chart->pointer_x >= view->width)
    {
      bt_chart_zoom_compare (chart, chart->pointer_x, factor);
      return;
    }
  if (pane == BT_CHART_NO_INDEX)
    {
      bt_chart_zoom_prices (chart, factor, CLAMP (chart->pointer_y, 0, view->plot_height));
      return;
    }
  bt_chart_view_zoom_pane (view, pane, factor, chart->pointer_y);
  bt_chart_revise (chart);
}

/* Fingers left the touchpad while they moved. */
static void
decelerated_cb (BtChart *chart, double speed_x, double speed_y)
{
  if (fabs (speed_x) > fabs (speed_y))
    bt_chart_throw (chart, -speed_x);
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
  bt_chart_stop_motion (chart);
  if ((state & GDK_SHIFT_MASK) && delta_x == 0)
    bt_chart_pan_time (chart, -delta_y * notch_px);
  else if (chart->pointer_x >= chart->view.plot_width)
    zoom_axis (chart, factor);
  else
    {
      if (delta_x != 0)
        bt_chart_pan_time (chart, -delta_x * notch_px);
      if (delta_y != 0)
        bt_chart_zoom_time (chart, factor, x);
    }
  return GDK_EVENT_STOP;
}

static void
pinch_began_cb (BtChart *chart)
{
  bt_chart_stop_motion (chart);
  chart->pinch = 1.0;
}

static void
pinched_cb (BtChart *chart, double scale, GtkGesture *gesture)
{
  double x = 0;
  double y = 0;

  if (scale <= 0 || !gtk_gesture_get_bounding_box_center (gesture, &x, &y))
    return;
  bt_chart_zoom_time (chart, chart->pinch / scale, x);
  chart->pinch = scale;
}

void
bt_chart_add_scroll (BtChart *chart)
{
  GtkWidget *widget = GTK_WIDGET (chart);
  GtkEventController *scroll = gtk_event_controller_scroll_new (
    GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES | GTK_EVENT_CONTROLLER_SCROLL_KINETIC);
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scrolled_cb), chart);
  g_signal_connect_swapped (scroll, "decelerate", G_CALLBACK (decelerated_cb), chart);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_began_cb), chart);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinched_cb), chart);
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
}
