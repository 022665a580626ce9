// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Measuring, box zoom, throwing the chart and moving panes on a chart on the screen. */
#include "config.h"

#include "chart-window.h"
#include "study/bt-study-registry.h"

static void
span (BtChart *chart, GdkModifierType held, double x, double y, double to_x, double to_y)
{
  chart->grab_x = x;
  chart->grab_y = y;
  g_assert_true (bt_chart_ruler_press (chart, x, y, held));
  bt_chart_ruler_drag (chart, (x + to_x) / 2, (y + to_y) / 2);
  bt_chart_ruler_drag (chart, to_x, to_y);
  bt_chart_ruler_release (chart, to_x, to_y);
}

static void
test_measure_stays_until_a_press (ChartWindow *fixture, gconstpointer data)
{
  BtChart *chart = fixture->chart;
  BtChartView *view = &chart->view;

  span (chart, GDK_SHIFT_MASK, 200, 300, 400, 100);
  g_assert_cmpint (view->ruler.kind, ==, BT_CHART_RULER_MEASURE);
  g_assert_cmpfloat (view->ruler.to.index, >, view->ruler.from.index);
  g_assert_cmpfloat (view->ruler.to.points, >, view->ruler.from.points);
  wait_for_frame (fixture);
  g_assert_nonnull (chart->nodes[BT_CHART_LAYER_RULER]);
  /* A press without keys takes it away and pans as ever. */
  double right = view->time.right;
  drag (chart, 300, 200, 100, 0);
  g_assert_cmpint (view->ruler.kind, ==, BT_CHART_RULER_NONE);
  g_assert_cmpfloat (view->time.right, <, right);
  /* A click measures nothing. */
  span (chart, GDK_SHIFT_MASK, 200, 300, 201, 301);
  g_assert_cmpint (view->ruler.kind, ==, BT_CHART_RULER_NONE);
  /* Escape takes it away too. */
  span (chart, GDK_SHIFT_MASK, 200, 300, 400, 100);
  g_assert_true (press_key (chart, GDK_KEY_Escape, 0));
  g_assert_cmpint (view->ruler.kind, ==, BT_CHART_RULER_NONE);
  /* Outside the plot nothing is measured. */
  g_assert_false (bt_chart_ruler_press (chart, view->plot_width + 5, 100, GDK_SHIFT_MASK));
}

static void
test_box_and_back (ChartWindow *fixture, gconstpointer data)
{
  BtChart *chart = fixture->chart;
  BtChartView *view = &chart->view;
  double visible = bt_chart_get_visible (chart);
  double from = bt_time_scale_from_x (&view->time, 200);
  double to = bt_time_scale_from_x (&view->time, 500);
  double high = bt_price_scale_from_y (&view->price, 100);

  span (chart, GDK_CONTROL_MASK, 200, 300, 500, 100);
  wait_for_frame (fixture);
  g_assert_cmpint (view->ruler.kind, ==, BT_CHART_RULER_NONE);
  g_assert_cmpfloat_with_epsilon (bt_time_scale_from_x (&view->time, 0), from, 1e-3);
  g_assert_cmpfloat_with_epsilon (view->time.right, to, 1e-3);
  g_assert_cmpfloat_with_epsilon (view->price.high_points, high, 1e-3);
  g_assert_false (is_following (chart));
  span (chart, GDK_CONTROL_MASK, 100, 300, 700, 200);
  g_assert_true (press_key (chart, GDK_KEY_BackSpace, 0));
  wait_for_frame (fixture);
  g_assert_cmpfloat_with_epsilon (view->price.high_points, high, 1e-3);
  g_assert_true (press_key (chart, GDK_KEY_BackSpace, 0));
  wait_for_frame (fixture);
  g_assert_true (is_following (chart));
  g_assert_true (view->is_auto_scale);
  g_assert_cmpfloat (bt_chart_get_visible (chart), ==, visible);
  g_assert_false (press_key (chart, GDK_KEY_BackSpace, 0));
  /* A box that is given up changes nothing. */
  g_assert_true (bt_chart_ruler_press (chart, 200, 300, GDK_CONTROL_MASK));
  chart->grab = BT_CHART_GRAB_RULER;
  bt_chart_ruler_drag (chart, 500, 100);
  g_assert_true (press_key (chart, GDK_KEY_Escape, 0));
  bt_chart_ruler_release (chart, 500, 100);
  g_assert_cmpfloat (bt_chart_get_visible (chart), ==, visible);
  g_assert_false (bt_chart_go_back (chart));
}

/* Of other candles nothing was measured, and nothing was shown before. */
static void
test_other_candles (ChartWindow *fixture, gconstpointer data)
{
  static const BtChartSeriesSpec renko = { .kind = BT_CHART_SERIES_RENKO };
  BtChart *chart = fixture->chart;

  for (guint i = 0; i < 2; i++)
    {
      span (chart, GDK_CONTROL_MASK, 200, 300, 500, 100);
      span (chart, GDK_SHIFT_MASK, 200, 300, 400, 100);
      wait_for_frame (fixture);
      if (i == 0)
        bt_chart_set_timeframe (chart, BT_TIMEFRAME_H1);
      else
        bt_chart_set_series (chart, &renko);
      g_assert_cmpint (chart->view.ruler.kind, ==, BT_CHART_RULER_NONE);
      g_assert_false (bt_chart_go_back (chart));
      wait_for_frame (fixture);
    }
  /* The same bars again are no others. */
  span (chart, GDK_CONTROL_MASK, 200, 300, 500, 100);
  bt_chart_set_series (chart, &renko);
  g_assert_true (bt_chart_go_back (chart));
}

/* All of it by keys: from the crosshair, ten candles back, Enter. */
static void
test_by_keys (ChartWindow *fixture, gconstpointer data)
{
  BtChart *chart = fixture->chart;
  BtChartView *view = &chart->view;

  bt_chart_begin_measure (chart);
  g_assert_true (view->crosshair.is_visible);
  g_assert_true (press_key (chart, GDK_KEY_Left, GDK_CONTROL_MASK | GDK_SHIFT_MASK));
  g_assert_true (press_key (chart, GDK_KEY_Return, 0));
  g_assert_cmpfloat (view->ruler.from.index, ==, 1499);
  g_assert_cmpfloat (view->ruler.to.index, ==, 1489);
  g_assert_cmpfloat (view->ruler.to.points, ==, view->columns.close_points[1489]);
  g_assert_true (press_key (chart, GDK_KEY_Left, GDK_CONTROL_MASK));
  g_assert_cmpfloat (view->ruler.to.index, ==, 1489);
  g_assert_false (press_key (chart, GDK_KEY_Return, 0));
  g_assert_true (press_key (chart, GDK_KEY_Escape, 0));
  g_assert_cmpint (view->ruler.kind, ==, BT_CHART_RULER_NONE);
  /* A box by keys is about times alone. */
  bt_chart_begin_box (chart);
  for (guint i = 0; i < 6; i++)
    press_key (chart, GDK_KEY_Left, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  g_assert_true (view->ruler.is_full_height);
  bt_chart_begin_box (chart);
  wait_for_frame (fixture);
  g_assert_cmpfloat_with_epsilon (bt_chart_get_visible (chart), 60, 1e-6);
  g_assert_true (view->is_auto_scale);
}

static void
test_crosshair_keys (ChartWindow *fixture, gconstpointer data)
{
  BtChart *chart = fixture->chart;
  BtChartView *view = &chart->view;

  g_assert_true (press_key (chart, GDK_KEY_Home, GDK_CONTROL_MASK));
  g_assert_cmpfloat (view->crosshair.index, ==, 0);
  g_assert_true (press_key (chart, GDK_KEY_Page_Down, GDK_CONTROL_MASK));
  g_assert_cmpfloat (view->crosshair.index, ==, (int) bt_chart_get_visible (chart));
  g_assert_true (press_key (chart, GDK_KEY_End, GDK_CONTROL_MASK));
  g_assert_cmpfloat (view->crosshair.index, ==, 1499);
  g_assert_true (press_key (chart, GDK_KEY_Up, GDK_CONTROL_MASK));
  double y = view->crosshair.y;
  g_assert_true (press_key (chart, GDK_KEY_Down, GDK_CONTROL_MASK));
  g_assert_cmpfloat (view->crosshair.y, >, y);
  g_assert_true (press_key (chart, GDK_KEY_Up, GDK_SHIFT_MASK));
  g_assert_false (view->is_auto_scale);
  double range = view->price.high_points - view->price.low_points;
  g_assert_true (press_key (chart, GDK_KEY_Up, GDK_CONTROL_MASK | GDK_ALT_MASK));
  g_assert_cmpfloat (view->price.high_points - view->price.low_points, <, range);
  g_assert_true (press_key (chart, GDK_KEY_0, GDK_CONTROL_MASK | GDK_ALT_MASK));
  g_assert_true (view->is_auto_scale);
}

/* The price that is copied is the crosshair's, else the market's last. */
static void
test_copied_price (ChartWindow *fixture, gconstpointer data)
{
  BtChart *chart = fixture->chart;
  BtChartView *view = &chart->view;

  g_autofree char *last = bt_chart_dup_price (chart);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (last, NULL), view->last_points / 100.0, 1e-9);
  point (chart, 300, 120);
  g_autofree char *pointed = bt_chart_dup_price (chart);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (pointed, NULL),
                                  bt_chart_view_price_at (view, 120) / 100.0, 1e-9);
  g_assert_true (press_key (chart, GDK_KEY_c, GDK_CONTROL_MASK));
  bt_chart_set_tape (chart, NULL, BT_TRADING_DAY_DEFAULT);
  wait_for_frame (fixture);
  g_assert_null (bt_chart_dup_price (chart));
}

static void
test_panes_by_hand (ChartWindow *fixture, gconstpointer data)
{
  BtChart *chart = fixture->chart;
  BtChartView *view = &chart->view;
  BtStudySettings settings;
  gpointer click = find_controller (chart, GTK_TYPE_GESTURE_CLICK);

  bt_study_settings_init (&settings, bt_study_registry_find ("macd"));
  guint id = bt_chart_add_study (chart, &settings);
  wait_for_frame (fixture);
  double plot = view->plot_height;
  g_signal_connect_swapped (chart, "studies-changed", G_CALLBACK (notified_cb), fixture);
  drag (chart, 300, plot + 1, 0, -50);
  wait_for_frame (fixture);
  g_assert_cmpfloat (view->plot_height, ==, plot - 49);
  g_assert_cmpuint (fixture->notified, ==, 1);
  BtStudyLook look;
  g_assert_true (bt_chart_get_study_look (chart, id, &look));
  g_assert_cmpfloat (look.pane_share, >, 0.2);
  g_assert_true (press_key (chart, GDK_KEY_Down, GDK_ALT_MASK));
  wait_for_frame (fixture);
  g_assert_cmpfloat (view->plot_height, >, plot - 49);
  /* Its axis scales the pane and leaves prices alone. */
  double range = view->panes[0].scale.high_points - view->panes[0].scale.low_points;
  drag (chart, view->plot_width + 10, view->panes[0].top + 30, 0, 60);
  wait_for_frame (fixture);
  g_assert_true (view->is_auto_scale);
  g_assert_cmpfloat (view->panes[0].scale.high_points - view->panes[0].scale.low_points, >,
                     range * 1.2);
  /* In a pane that was scaled a drag moves values up and down. */
  double high = view->panes[0].scale.high_points;
  drag (chart, 300, view->panes[0].top + 40, 0, 15);
  wait_for_frame (fixture);
  g_assert_cmpfloat (view->panes[0].scale.high_points, >, high);
  g_signal_emit_by_name (click, "pressed", 2, view->plot_width + 10, view->panes[0].top + 30);
  wait_for_frame (fixture);
  g_assert_cmpfloat_with_epsilon (
    view->panes[0].scale.high_points - view->panes[0].scale.low_points, range, 1e-6);
  g_signal_emit_by_name (click, "pressed", 2, 300.0, view->panes[0].top);
  wait_for_frame (fixture);
  g_assert_cmpfloat (view->plot_height, ==, plot);
  g_assert_cmpuint (fixture->notified, ==, 3);
}

static void
test_double_click_fits (ChartWindow *fixture, gconstpointer data)
{
  BtChart *chart = fixture->chart;

  drag (chart, 300, 200, 200, 0);
  drag (chart, chart->view.plot_width + 10, 200, 0, 40);
  g_assert_false (is_following (chart));
  g_signal_emit_by_name (find_controller (chart, GTK_TYPE_GESTURE_CLICK), "pressed", 2, 300.0,
                         250.0);
  g_assert_true (is_following (chart));
  g_assert_true (chart->view.is_auto_scale);
}

static void
test_throw (ChartWindow *fixture, gconstpointer data)
{
  BtChart *chart = fixture->chart;
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (chart));
  double right = chart->view.time.right;

  /* A desktop without animations stands still. */
  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  bt_chart_throw (chart, 2000);
  g_assert_cmpuint (chart->motion_id, ==, 0);
  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
  bt_chart_throw (chart, 2000);
  g_assert_cmpuint (chart->motion_id, !=, 0);
  WAIT_UNTIL (chart->view.time.right < right - 10);
  /* It comes to rest by itself, and a press stops it. */
  WAIT_UNTIL (chart->motion_id == 0);
  bt_chart_throw (chart, -2000);
  g_assert_cmpuint (chart->motion_id, !=, 0);
  drag (chart, 300, 200, 0, 0);
  g_assert_cmpuint (chart->motion_id, ==, 0);
  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
#define ADD(name, function)                                                                        \
  g_test_add (name, ChartWindow, NULL, set_up_window, function, tear_down_window)
  ADD ("/chart/ruler/measure", test_measure_stays_until_a_press);
  ADD ("/chart/ruler/box", test_box_and_back);
  ADD ("/chart/ruler/keys", test_by_keys);
  ADD ("/chart/ruler/other-candles", test_other_candles);
  ADD ("/chart/input/crosshair-keys", test_crosshair_keys);
  ADD ("/chart/input/copied-price", test_copied_price);
  ADD ("/chart/input/panes", test_panes_by_hand);
  ADD ("/chart/input/double-click", test_double_click_fits);
  ADD ("/chart/input/throw", test_throw);
  return g_test_run ();
}
