// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A chart that goes on moving after it was let go, frame by frame, unless the desktop wants no
 * animations. */
#include "config.h"

#include "chart/bt-chart-private.h"

gboolean
bt_chart_has_motion (BtChart *chart)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (chart));
  gboolean is_on = TRUE;

  g_object_get (settings, "gtk-enable-animations", &is_on, NULL);
  return is_on;
}

static gboolean
frame_due_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  BtChart *chart = BT_CHART (widget);
  double right = chart->view.time.right;
  double way = bt_pan_motion_advance (&chart->motion, gdk_frame_clock_get_frame_time (clock));

  bt_chart_pan_time (chart, way);
  /* At either end there is nothing more to be shown. */
  if (bt_pan_motion_is_running (&chart->motion) && (way == 0 || chart->view.time.right != right))
    return G_SOURCE_CONTINUE;
  bt_pan_motion_stop (&chart->motion);
  chart->motion_id = 0;
  return G_SOURCE_REMOVE;
}

void
bt_chart_stop_motion (BtChart *chart)
{
  bt_pan_motion_stop (&chart->motion);
  if (chart->motion_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (chart), chart->motion_id);
  chart->motion_id = 0;
}

static gint64
get_frame_time (BtChart *chart)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (chart));

  return clock != NULL ? gdk_frame_clock_get_frame_time (clock) : 0;
}

static void
begin (BtChart *chart)
{
  if (chart->motion_id == 0)
    chart->motion_id = gtk_widget_add_tick_callback (GTK_WIDGET (chart), frame_due_cb, NULL, NULL);
}

void
bt_chart_throw (BtChart *chart, double speed_px)
{
  bt_chart_stop_motion (chart);
  if (bt_chart_has_motion (chart)
      && bt_pan_motion_set_off (&chart->motion, speed_px, get_frame_time (chart)))
    begin (chart);
}

void
bt_chart_track_motion (BtChart *chart, GtkEventController *controller)
{
  guint32 time_ms = gtk_event_controller_get_current_event_time (controller);

  if (time_ms != GDK_CURRENT_TIME)
    bt_pan_motion_track (&chart->motion, chart->last_x, (gint64) time_ms * 1000);
}

void
bt_chart_release_motion (BtChart *chart, GtkEventController *controller)
{
  guint32 time_ms = gtk_event_controller_get_current_event_time (controller);

  if (time_ms == GDK_CURRENT_TIME
      || !bt_pan_motion_release (&chart->motion, (gint64) time_ms * 1000))
    bt_chart_stop_motion (chart);
  else
    /* Events and frames are told by different clocks. */
    bt_chart_throw (chart, chart->motion.speed_px);
}
