// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Drawing by hand on a chart on the screen. */
#include "config.h"

#include "chart-window.h"

static BtDrawingSet *
give_set (ChartWindow *fixture)
{
  BtDrawingSet *set = bt_drawing_set_new ();

  bt_chart_set_drawings (fixture->chart, set);
  g_object_unref (set);
  return set;
}

static void
take_tool (ChartWindow *fixture, const char *id)
{
  g_object_set (fixture->chart, "tool", id, NULL);
}

static const BtDrawing *
get_only (BtDrawingSet *set)
{
  g_assert_cmpuint (bt_drawing_set_get_count (set), ==, 1);
  return bt_drawing_set_get (set, 0);
}

static double
x_of (ChartWindow *fixture, const BtDrawing *drawing, guint anchor)
{
  const BtChartView *view = &fixture->chart->view;

  return bt_time_scale_to_x (
    &view->time, bt_chart_view_index_of (view, bt_drawing_anchor (drawing, anchor)->time_usec));
}

static double
y_of (ChartWindow *fixture, const BtDrawing *drawing, guint anchor)
{
  return bt_price_scale_to_y (&fixture->chart->view.price,
                              bt_drawing_anchor (drawing, anchor)->points);
}

static void
click (ChartWindow *fixture, double x, double y)
{
  point (fixture->chart, x, y);
  drag (fixture->chart, x, y, 0, 0);
}

static void
test_one_drag (ChartWindow *fixture, gconstpointer data)
{
  BtDrawingSet *set = give_set (fixture);
  double right = fixture->chart->view.time.right;

  take_tool (fixture, "trend-line");
  drag (fixture->chart, 200, 150, 120, 80);
  const BtDrawing *drawing = get_only (set);
  double spacing = bt_time_scale_spacing (&fixture->chart->view.time);
  g_assert_cmpfloat_with_epsilon (x_of (fixture, drawing, 0), 200, spacing);
  g_assert_cmpfloat_with_epsilon (x_of (fixture, drawing, 1), 320, spacing);
  g_assert_cmpfloat_with_epsilon (y_of (fixture, drawing, 1), 230, 1);
  /* It is selected, the tool is put down, and the chart was not panned. */
  g_assert_cmpuint (fixture->chart->view.selected_drawing, ==, drawing->id);
  g_assert_null (fixture->chart->tool);
  g_assert_cmpfloat (fixture->chart->view.time.right, ==, right);
}

static void
test_clicks (ChartWindow *fixture, gconstpointer data)
{
  BtDrawingSet *set = give_set (fixture);

  g_object_set (fixture->chart, "keep-tool", TRUE, NULL);
  take_tool (fixture, "parallel-channel");
  click (fixture, 200, 150);
  g_assert_cmpuint (bt_drawing_set_get_count (set), ==, 0);
  point (fixture->chart, 260, 170);
  click (fixture, 300, 200);
  g_assert_cmpuint (bt_drawing_set_get_count (set), ==, 0);
  click (fixture, 300, 260);
  g_assert_cmpuint (get_only (set)->anchors->len, ==, 3);
  g_assert_cmpstr (fixture->chart->tool->id, ==, "parallel-channel");
  /* One anchor: one click. */
  take_tool (fixture, "horizontal-line");
  click (fixture, 240, 222);
  g_assert_cmpuint (bt_drawing_set_get_count (set), ==, 2);
  g_assert_cmpfloat_with_epsilon (y_of (fixture, bt_drawing_set_get (set, 1), 0), 222, 1);
}

static void
test_polyline (ChartWindow *fixture, gconstpointer data)
{
  BtDrawingSet *set = give_set (fixture);

  take_tool (fixture, "polyline");
  click (fixture, 150, 150);
  click (fixture, 200, 180);
  click (fixture, 250, 140);
  point (fixture->chart, 280, 190);
  g_assert_true (press_key (fixture->chart, GDK_KEY_Return, 0));
  g_assert_cmpuint (get_only (set)->anchors->len, ==, 3);
}

static void
test_escape (ChartWindow *fixture, gconstpointer data)
{
  BtDrawingSet *set = give_set (fixture);

  take_tool (fixture, "rectangle");
  click (fixture, 200, 150);
  g_assert_nonnull (fixture->chart->view.pending_drawing);
  g_assert_true (press_key (fixture->chart, GDK_KEY_Escape, 0));
  g_assert_null (fixture->chart->view.pending_drawing);
  g_assert_nonnull (fixture->chart->tool);
  g_assert_true (press_key (fixture->chart, GDK_KEY_Escape, 0));
  g_assert_null (fixture->chart->tool);
  g_assert_cmpuint (bt_drawing_set_get_count (set), ==, 0);
}

static void
test_move_and_undo (ChartWindow *fixture, gconstpointer data)
{
  BtDrawingSet *set = give_set (fixture);
  BtChart *chart = fixture->chart;

  take_tool (fixture, "trend-line");
  drag (chart, 200, 150, 120, 80);
  double x = x_of (fixture, get_only (set), 0);
  double y = y_of (fixture, get_only (set), 0);
  double end_x = x_of (fixture, get_only (set), 1);
  double end_y = y_of (fixture, get_only (set), 1);
  /* By a handle: one end; by the line: both. */
  drag (chart, end_x, end_y, 40, -30);
  g_assert_cmpfloat_with_epsilon (y_of (fixture, get_only (set), 1), end_y - 30, 1);
  g_assert_cmpfloat_with_epsilon (y_of (fixture, get_only (set), 0), y, 1e-6);
  g_assert_true (press_key (chart, GDK_KEY_z, GDK_CONTROL_MASK));
  g_assert_cmpfloat_with_epsilon (y_of (fixture, get_only (set), 1), end_y, 1);
  bt_chart_select_drawing (chart, 0);
  drag (chart, (x + end_x) / 2, (y + end_y) / 2, 0, 45);
  g_assert_cmpfloat_with_epsilon (y_of (fixture, get_only (set), 0), y + 45, 1);
  g_assert_cmpfloat_with_epsilon (y_of (fixture, get_only (set), 1), end_y + 45, 1);
  g_assert_true (press_key (chart, GDK_KEY_z, GDK_CONTROL_MASK));
  g_assert_true (press_key (chart, GDK_KEY_z, GDK_CONTROL_MASK));
  g_assert_cmpuint (bt_drawing_set_get_count (set), ==, 0);
  g_assert_true (press_key (chart, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK));
  get_only (set);
}

static void
test_delete_duplicate_lock (ChartWindow *fixture, gconstpointer data)
{
  BtDrawingSet *set = give_set (fixture);
  BtChart *chart = fixture->chart;

  take_tool (fixture, "rectangle");
  drag (chart, 200, 150, 100, 60);
  g_assert_true (press_key (chart, GDK_KEY_d, GDK_CONTROL_MASK));
  g_assert_cmpuint (bt_drawing_set_get_count (set), ==, 2);
  guint copy = chart->view.selected_drawing;
  g_assert_cmpuint (copy, ==, bt_drawing_set_get (set, 1)->id);
  BtDrawing *locked = bt_drawing_copy (bt_drawing_set_find (set, copy));
  locked->is_locked = TRUE;
  bt_drawing_set_replace (set, locked);
  double y = y_of (fixture, bt_drawing_set_find (set, copy), 0);
  drag (chart, x_of (fixture, bt_drawing_set_find (set, copy), 0), y, 50, 50);
  g_assert_cmpfloat (y_of (fixture, bt_drawing_set_find (set, copy), 0), ==, y);
  g_assert_true (press_key (chart, GDK_KEY_Delete, 0));
  g_assert_cmpuint (bt_drawing_set_get_count (set), ==, 2);
  bt_chart_select_drawing (chart, bt_drawing_set_get (set, 0)->id);
  g_assert_true (press_key (chart, GDK_KEY_Delete, 0));
  g_assert_cmpuint (get_only (set)->id, ==, copy);
  g_assert_cmpuint (chart->view.selected_drawing, ==, 0);
}

static void
test_magnet (ChartWindow *fixture, gconstpointer data)
{
  BtDrawingSet *set = give_set (fixture);
  BtChartView *view = &fixture->chart->view;
  gsize candle = view->last - 20;
  double x = bt_time_scale_to_x (&view->time, (double) candle);
  double y = bt_chart_view_y (view, view->columns.high_points[candle]);

  g_object_set (fixture->chart, "magnet", TRUE, NULL);
  take_tool (fixture, "horizontal-line");
  click (fixture, x, y - 4);
  g_assert_cmpfloat (bt_drawing_anchor (get_only (set), 0)->points, ==,
                     (double) view->columns.high_points[candle]);
  g_assert_cmpint (bt_drawing_anchor (get_only (set), 0)->time_usec, ==,
                   view->columns.time_usec[candle]);
}

/* Two charts of a window share what is drawn; a chart that is gone leaves the set alone. */
static void
test_shared (ChartWindow *fixture, gconstpointer data)
{
  BtDrawingSet *set = give_set (fixture);
  g_autoptr (BtDrawingSet) kept = g_object_ref (set);
  BtChart *other = BT_CHART (g_object_ref_sink (bt_chart_new ()));

  bt_chart_set_drawings (other, set);
  take_tool (fixture, "trend-line");
  drag (fixture->chart, 200, 150, 120, 80);
  g_assert_true (bt_chart_get_drawings (other) == set);
  bt_chart_select_drawing (other, get_only (set)->id);
  bt_drawing_set_clear (set);
  g_assert_cmpuint (other->view.selected_drawing, ==, 0);
  g_object_unref (other);
  take_tool (fixture, "trend-line");
  drag (fixture->chart, 200, 150, 120, 80);
  get_only (set);
}

static void
add (const char *path, void (*test) (ChartWindow *, gconstpointer))
{
  g_test_add (path, ChartWindow, NULL, set_up_window, test, tear_down_window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  add ("/chart/drawing/one-drag", test_one_drag);
  add ("/chart/drawing/clicks", test_clicks);
  add ("/chart/drawing/polyline", test_polyline);
  add ("/chart/drawing/escape", test_escape);
  add ("/chart/drawing/move-and-undo", test_move_and_undo);
  add ("/chart/drawing/delete-duplicate-lock", test_delete_duplicate_lock);
  add ("/chart/drawing/magnet", test_magnet);
  add ("/chart/drawing/shared", test_shared);
  return g_test_run ();
}
