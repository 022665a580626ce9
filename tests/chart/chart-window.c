// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart-window.h"

#include "chart-fixtures.h"

void
notified_cb (ChartWindow *fixture)
{
  fixture->notified++;
}

static void
line_moved_cb (ChartWindow *fixture, const char *id, int kind, gint64 price_points)
{
  g_free (fixture->moved_id);
  fixture->moved_id = g_strdup (id);
  fixture->moved_points = price_points;
}

static void
line_closed_cb (ChartWindow *fixture, const char *id, int kind)
{
  g_free (fixture->closed_id);
  fixture->closed_id = g_strdup (id);
  fixture->closed_kind = kind;
}

gboolean
woken_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
painted_cb (gboolean *is_painted)
{
  *is_painted = TRUE;
}

void
wait_for_frame (ChartWindow *fixture)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (fixture->chart));
  gboolean is_painted = FALSE;
  gulong handler
    = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), &is_painted);

  gtk_widget_queue_draw (GTK_WIDGET (fixture->chart));
  WAIT_UNTIL (is_painted);
  g_signal_handler_disconnect (clock, handler);
}

void
set_up_window (ChartWindow *fixture, gconstpointer data)
{
  fixture->tape = make_wandering_tape (2000);
  bt_tape_set_known (fixture->tape, 1500);
  fixture->window = gtk_window_new ();
  fixture->chart = BT_CHART (bt_chart_new ());
  g_object_set (fixture->chart, "timeframe", BT_TIMEFRAME_M1, NULL);
  bt_chart_set_tape (fixture->chart, fixture->tape, BT_TRADING_DAY_DEFAULT);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 500);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->chart));
  g_signal_connect_swapped (fixture->chart, "line-moved", G_CALLBACK (line_moved_cb), fixture);
  g_signal_connect_swapped (fixture->chart, "line-closed", G_CALLBACK (line_closed_cb), fixture);
  /* Where the screen's own pointer happens to be must not matter. */
  gtk_widget_set_can_target (GTK_WIDGET (fixture->chart), FALSE);
  gtk_window_present (GTK_WINDOW (fixture->window));
  WAIT_UNTIL (gtk_widget_get_width (GTK_WIDGET (fixture->chart)) > 0);
  wait_for_frame (fixture);
}

void
tear_down_window (ChartWindow *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  bt_tape_unref (fixture->tape);
  g_free (fixture->moved_id);
  g_free (fixture->closed_id);
}

gpointer
find_controller (BtChart *chart, GType type)
{
  GListModel *controllers = gtk_widget_observe_controllers (GTK_WIDGET (chart));
  gpointer found = NULL;

  for (guint i = 0; found == NULL && i < g_list_model_get_n_items (controllers); i++)
    {
      gpointer controller = g_list_model_get_item (controllers, i);
      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        found = controller;
      g_object_unref (controller);
    }
  g_object_unref (controllers);
  g_assert_nonnull (found);
  return found;
}

void
drag (BtChart *chart, double x, double y, double offset_x, double offset_y)
{
  gpointer gesture = find_controller (chart, GTK_TYPE_GESTURE_DRAG);

  g_signal_emit_by_name (gesture, "drag-begin", x, y);
  g_signal_emit_by_name (gesture, "drag-update", offset_x / 2, offset_y / 2);
  g_signal_emit_by_name (gesture, "drag-update", offset_x, offset_y);
  g_signal_emit_by_name (gesture, "drag-end", offset_x, offset_y);
}

void
point (BtChart *chart, double x, double y)
{
  g_signal_emit_by_name (find_controller (chart, GTK_TYPE_EVENT_CONTROLLER_MOTION), "motion", x, y);
}

gboolean
press_key (BtChart *chart, guint key, GdkModifierType state)
{
  gboolean is_handled = FALSE;

  g_signal_emit_by_name (find_controller (chart, GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed", key,
                         0u, state, &is_handled);
  return is_handled;
}

gboolean
is_following (BtChart *chart)
{
  gboolean is_on = FALSE;

  g_object_get (chart, "is-following", &is_on, NULL);
  return is_on;
}
