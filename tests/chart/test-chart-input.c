// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Pointer and keys on a chart on the screen: panning, zooming, axes, crosshair, order lines. */
#include "config.h"

#include "chart-window.h"

static void
test_panning_stops_following (ChartWindow *fixture, gconstpointer data)
{
  BtChart *chart = fixture->chart;

  g_signal_connect_swapped (chart, "notify::is-following", G_CALLBACK (notified_cb), fixture);
  g_assert_true (is_following (chart));
  g_assert_false (gtk_widget_get_visible (chart->end_button));
  drag (chart, 300, 200, 400, 0);
  g_assert_false (is_following (chart));
  g_assert_cmpuint (fixture->notified, ==, 1);
  g_assert_true (gtk_widget_get_visible (chart->end_button));
  double right = chart->view.time.right;
  bt_tape_set_known (fixture->tape, 1600);
  bt_chart_tape_changed (chart);
  wait_for_frame (fixture);
  g_assert_cmpfloat (chart->view.time.right, ==, right);
  /* The button leads back. */
  g_signal_emit_by_name (chart->end_button, "clicked");
  g_assert_true (is_following (chart));
  g_assert_cmpuint (fixture->notified, ==, 2);
  g_assert_false (gtk_widget_get_visible (chart->end_button));
  wait_for_frame (fixture);
  g_assert_cmpuint (chart->view.last, ==, 1599);
}

static void
test_axes_scale_and_reset (ChartWindow *fixture, gconstpointer data)
{
  BtChart *chart = fixture->chart;
  double axis_x = chart->view.plot_width + 20;
  double axis_y = chart->view.plot_height + 10;
  double range = chart->view.price.high_points - chart->view.price.low_points;
  double visible = bt_chart_get_visible (chart);
  gboolean is_auto = TRUE;
  gpointer click = find_controller (chart, GTK_TYPE_GESTURE_CLICK);

  drag (chart, axis_x, 200, 0, 80);
  g_object_get (chart, "auto-scale", &is_auto, NULL);
  g_assert_false (is_auto);
  wait_for_frame (fixture);
  g_assert_cmpfloat (chart->view.price.high_points - chart->view.price.low_points, >, range * 1.2);
  g_signal_emit_by_name (click, "pressed", 2, axis_x, 200.0);
  g_object_get (chart, "auto-scale", &is_auto, NULL);
  g_assert_true (is_auto);
  wait_for_frame (fixture);
  g_assert_cmpfloat_with_epsilon (chart->view.price.high_points - chart->view.price.low_points,
                                  range, 1e-6);
  /* The second press of a double click drags by nothing. */
  drag (chart, axis_x, 200, 0, 0);
  g_object_get (chart, "auto-scale", &is_auto, NULL);
  g_assert_true (is_auto);
  drag (chart, 300, axis_y, -100, 0);
  g_assert_cmpfloat (bt_chart_get_visible (chart), >, visible * 1.2);
  g_signal_emit_by_name (click, "pressed", 2, 300.0, axis_y);
  g_assert_cmpfloat (bt_chart_get_visible (chart), ==, visible);
}

static gboolean
scroll (BtChart *chart, double delta_x, double delta_y)
{
  gboolean is_handled = FALSE;

  g_signal_emit_by_name (find_controller (chart, GTK_TYPE_EVENT_CONTROLLER_SCROLL), "scroll",
                         delta_x, delta_y, &is_handled);
  return is_handled;
}

static void
test_the_wheel_zooms_where_it_points (ChartWindow *fixture, gconstpointer data)
{
  BtChart *chart = fixture->chart;
  BtChartView *view = &chart->view;
  double visible = bt_chart_get_visible (chart);
  gboolean is_auto = TRUE;

  point (chart, 300, 150);
  double index = bt_time_scale_from_x (&view->time, 300);
  g_assert_true (scroll (chart, 0, -1));
  g_assert_cmpfloat (bt_chart_get_visible (chart), <, visible);
  g_assert_cmpfloat_with_epsilon (bt_time_scale_from_x (&view->time, 300), index, 1e-6);
  g_assert_true (scroll (chart, 0, 1));
  g_assert_cmpfloat_with_epsilon (bt_chart_get_visible (chart), visible, 1e-6);
  double right = view->time.right;
  g_assert_true (scroll (chart, -1, 0));
  g_assert_cmpfloat (view->time.right, <, right);
  /* Over the price axis it is the prices that are zoomed. */
  double range = view->price.high_points - view->price.low_points;
  point (chart, view->plot_width + 10, 150);
  g_assert_true (scroll (chart, 0, 1));
  g_assert_cmpfloat (view->price.high_points - view->price.low_points, >, range);
  g_object_get (chart, "auto-scale", &is_auto, NULL);
  g_assert_false (is_auto);
  g_assert_cmpfloat_with_epsilon (bt_chart_get_visible (chart), visible, 1e-6);
  /* Without candles the window may scroll. */
  bt_chart_set_tape (chart, NULL, BT_TRADING_DAY_DEFAULT);
  g_assert_false (scroll (chart, 0, 1));
}

/* The toolkit tells of a pointer that rests whenever something is laid out anew. */
static void
test_resting_pointer (ChartWindow *fixture, gconstpointer data)
{
  BtChart *chart = fixture->chart;

  point (chart, 200, 150);
  double pointed = chart->view.crosshair.index;
  g_assert_true (press_key (chart, GDK_KEY_Left, GDK_CONTROL_MASK));
  point (chart, 200, 150);
  g_assert_cmpfloat (chart->view.crosshair.index, ==, pointed - 1);
  g_assert_true (press_key (chart, GDK_KEY_Left, GDK_CONTROL_MASK));
  point (chart, 200, 150);
  g_assert_cmpfloat (chart->view.crosshair.index, ==, pointed - 2);
  point (chart, 201, 150);
  g_assert_cmpfloat (chart->view.crosshair.index, >=, pointed);
}

static void
test_keys (ChartWindow *fixture, gconstpointer data)
{
  BtChart *chart = fixture->chart;
  double visible = bt_chart_get_visible (chart);

  /* The window's own keys pass. */
  g_assert_false (press_key (chart, GDK_KEY_Right, 0));
  g_assert_false (press_key (chart, GDK_KEY_plus, 0));
  g_assert_false (press_key (chart, GDK_KEY_space, 0));
  g_assert_false (press_key (chart, GDK_KEY_Escape, 0));
  g_assert_true (press_key (chart, GDK_KEY_Left, GDK_CONTROL_MASK));
  g_assert_true (chart->view.crosshair.is_visible);
  g_assert_cmpfloat (chart->view.crosshair.index, ==, 1498);
  g_assert_true (press_key (chart, GDK_KEY_Left, GDK_CONTROL_MASK | GDK_SHIFT_MASK));
  g_assert_cmpfloat (chart->view.crosshair.index, ==, 1488);
  g_assert_true (press_key (chart, GDK_KEY_Escape, 0));
  g_assert_false (chart->view.crosshair.is_visible);
  g_assert_true (press_key (chart, GDK_KEY_plus, GDK_CONTROL_MASK));
  g_assert_cmpfloat (bt_chart_get_visible (chart), <, visible);
  g_assert_true (press_key (chart, GDK_KEY_0, GDK_CONTROL_MASK));
  g_assert_cmpfloat (bt_chart_get_visible (chart), ==, visible);
  g_assert_true (press_key (chart, GDK_KEY_Home, 0));
  wait_for_frame (fixture);
  g_assert_cmpuint (chart->view.first, ==, 0);
  g_assert_false (is_following (chart));
  g_assert_true (press_key (chart, GDK_KEY_Page_Down, 0));
  wait_for_frame (fixture);
  g_assert_cmpuint (chart->view.first, >, 50);
  g_assert_true (press_key (chart, GDK_KEY_End, 0));
  g_assert_true (is_following (chart));
}

static void
add_lines (BtChart *chart)
{
  gint64 middle = bt_chart_view_price_at (&chart->view, 200);
  BtChartLine lines[] = {
    { .kind = BT_CHART_LINE_STOP,
      .id = "41",
      .price_points = middle,
      .label = "Stop",
      .is_draggable = TRUE },
    { .kind = BT_CHART_LINE_ENTRY,
      .id = "41",
      .price_points = middle + 100,
      .label = "#41 Buy 0.50" },
  };

  bt_chart_set_lines (chart, lines, G_N_ELEMENTS (lines));
}

static void
test_a_stop_is_dragged_by_its_line (ChartWindow *fixture, gconstpointer data)
{
  BtChart *chart = fixture->chart;

  add_lines (chart);
  wait_for_frame (fixture);
  gint64 before = chart->view.lines[0].price_points;
  double y = bt_chart_view_y (&chart->view, before);
  drag (chart, 100, y, 0, 30);
  g_assert_cmpstr (fixture->moved_id, ==, "41");
  g_assert_cmpint (fixture->moved_points, ==, bt_chart_view_price_at (&chart->view, y + 30));
  g_assert_cmpint (fixture->moved_points, <, before);
  /* What was not confirmed is not shown. */
  g_assert_cmpint (bt_chart_view_line_price (&chart->view, 0), ==, before);
  /* An entry is not dragged: the view pans. */
  g_clear_pointer (&fixture->moved_id, g_free);
  double right = chart->view.time.right;
  drag (chart, 100, bt_chart_view_y (&chart->view, chart->view.lines[1].price_points), 40, 30);
  g_assert_null (fixture->moved_id);
  g_assert_cmpfloat (chart->view.time.right, <, right);
}

static void
test_the_crosshair_gives_way_to_lines (ChartWindow *fixture, gconstpointer data)
{
  BtChart *chart = fixture->chart;

  add_lines (chart);
  wait_for_frame (fixture);
  double y = bt_chart_view_y (&chart->view, chart->view.lines[0].price_points);
  point (chart, 100, y + 40);
  g_assert_true (chart->view.crosshair.is_visible);
  point (chart, 100, y);
  g_assert_false (chart->view.crosshair.is_visible);
  g_assert_cmpuint (chart->view.hovered_line, ==, 0);
  point (chart, 100, y + 40);
  g_assert_true (chart->view.crosshair.is_visible);
  g_assert_cmpuint (chart->view.hovered_line, ==, BT_CHART_NO_INDEX);
}

static void
test_escape_gives_a_drag_up (ChartWindow *fixture, gconstpointer data)
{
  BtChart *chart = fixture->chart;
  gpointer gesture = find_controller (chart, GTK_TYPE_GESTURE_DRAG);

  add_lines (chart);
  wait_for_frame (fixture);
  g_signal_emit_by_name (gesture, "drag-begin", 100.0,
                         bt_chart_view_y (&chart->view, chart->view.lines[0].price_points));
  g_signal_emit_by_name (gesture, "drag-update", 0.0, 25.0);
  g_assert_cmpuint (chart->view.drag.line, ==, 0);
  g_assert_true (press_key (chart, GDK_KEY_Escape, 0));
  g_signal_emit_by_name (gesture, "drag-update", 0.0, 35.0);
  g_signal_emit_by_name (gesture, "drag-end", 0.0, 35.0);
  g_assert_cmpuint (chart->view.drag.line, ==, BT_CHART_NO_INDEX);
  g_assert_null (fixture->moved_id);
}

static void
test_close_is_pressed (ChartWindow *fixture, gconstpointer data)
{
  BtChart *chart = fixture->chart;

  add_lines (chart);
  wait_for_frame (fixture);
  double y = bt_chart_view_y (&chart->view, chart->view.lines[1].price_points);
  double x = chart->view.plot_width - 14;
  /* Pressed there and let go elsewhere: nothing. */
  drag (chart, x, y, -200, 0);
  g_assert_null (fixture->closed_id);
  drag (chart, x, y, 1, 1);
  g_assert_cmpstr (fixture->closed_id, ==, "41");
  g_assert_cmpint (fixture->closed_kind, ==, BT_CHART_LINE_ENTRY);
}

static void
test_lines_that_go_while_dragged (ChartWindow *fixture, gconstpointer data)
{
  BtChart *chart = fixture->chart;
  gpointer gesture = find_controller (chart, GTK_TYPE_GESTURE_DRAG);

  add_lines (chart);
  wait_for_frame (fixture);
  g_signal_emit_by_name (gesture, "drag-begin", 100.0,
                         bt_chart_view_y (&chart->view, chart->view.lines[0].price_points));
  bt_chart_set_lines (chart, NULL, 0);
  g_signal_emit_by_name (gesture, "drag-update", 0.0, 25.0);
  g_signal_emit_by_name (gesture, "drag-end", 0.0, 25.0);
  wait_for_frame (fixture);
  g_assert_null (fixture->moved_id);
  g_assert_null (fixture->closed_id);
}

/* Results of open positions change with every tick, under a finger that is about to close one. */
static void
test_results_change_while_pressed (ChartWindow *fixture, gconstpointer data)
{
  BtChart *chart = fixture->chart;
  gpointer gesture = find_controller (chart, GTK_TYPE_GESTURE_DRAG);

  add_lines (chart);
  wait_for_frame (fixture);
  double x = chart->view.plot_width - 14;
  double y = bt_chart_view_y (&chart->view, chart->view.lines[1].price_points);
  BtChartLine lines[] = { chart->view.lines[1], chart->view.lines[0] };
  g_strlcpy (lines[0].result, "+5.00", sizeof lines[0].result);
  g_signal_emit_by_name (gesture, "drag-begin", x, y);
  bt_chart_set_lines (chart, lines, 2);
  g_signal_emit_by_name (gesture, "drag-end", 0.0, 0.0);
  g_assert_cmpstr (fixture->closed_id, ==, "41");
  g_assert_cmpint (fixture->closed_kind, ==, BT_CHART_LINE_ENTRY);
  /* A new result alone leaves the lines themselves alone, and no news leaves everything alone. */
  wait_for_frame (fixture);
  GskRenderNode *lines_node = chart->nodes[BT_CHART_LAYER_LINES];
  GskRenderNode *labels_node = chart->nodes[BT_CHART_LAYER_LABELS];
  bt_chart_set_lines (chart, lines, 2);
  g_assert_true (chart->nodes[BT_CHART_LAYER_LABELS] == labels_node);
  g_strlcpy (lines[0].result, "+6.00", sizeof lines[0].result);
  bt_chart_set_lines (chart, lines, 2);
  g_assert_null (chart->nodes[BT_CHART_LAYER_LABELS]);
  g_assert_true (chart->nodes[BT_CHART_LAYER_LINES] == lines_node);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/chart/input/" name, ChartWindow, NULL, set_up_window, function, tear_down_window)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  ADD ("panning-stops-following", test_panning_stops_following);
  ADD ("axes-scale-and-reset", test_axes_scale_and_reset);
  ADD ("the-wheel-zooms-where-it-points", test_the_wheel_zooms_where_it_points);
  ADD ("keys", test_keys);
  ADD ("resting-pointer", test_resting_pointer);
  ADD ("a-stop-is-dragged-by-its-line", test_a_stop_is_dragged_by_its_line);
  ADD ("the-crosshair-gives-way-to-lines", test_the_crosshair_gives_way_to_lines);
  ADD ("escape-gives-a-drag-up", test_escape_gives_a_drag_up);
  ADD ("close-is-pressed", test_close_is_pressed);
  ADD ("lines-that-go-while-dragged", test_lines_that_go_while_dragged);
  ADD ("results-change-while-pressed", test_results_change_while_pressed);
  return g_test_run ();
}
