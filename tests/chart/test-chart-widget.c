// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The widgets on a screen: properties, signals, pointer and keys through their controllers, what is
 * redrawn, finalisation. */
#include "config.h"

#include "base/bt-time.h"
#include "chart-fixtures.h"
#include "chart/bt-chart-private.h"
#include "chart/bt-chart.h"
#include "chart/bt-equity-plot.h"

#include <string.h>

typedef struct
{
  BtTape *tape;
  GtkWidget *window;
  BtChart *chart;
  guint notified;
  char *moved_id;
  gint64 moved_points;
  char *closed_id;
  int closed_kind;
} Fixture;

static void
notified_cb (Fixture *fixture)
{
  fixture->notified++;
}

static void
line_moved_cb (Fixture *fixture, const char *id, int kind, gint64 price_points)
{
  g_free (fixture->moved_id);
  fixture->moved_id = g_strdup (id);
  fixture->moved_points = price_points;
}

static void
line_closed_cb (Fixture *fixture, const char *id, int kind)
{
  g_free (fixture->closed_id);
  fixture->closed_id = g_strdup (id);
  fixture->closed_kind = kind;
}

static gboolean
woken_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
painted_cb (gboolean *is_painted)
{
  *is_painted = TRUE;
}

/* Runs the main loop until a condition holds; fails after ten seconds. */
#define WAIT_UNTIL(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 deadline = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;                               \
    guint waker = g_timeout_add (100, woken_cb, NULL);                                             \
    while (!(condition) && g_get_monotonic_time () < deadline)                                     \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (waker);                                                                       \
    g_assert_true (condition);                                                                     \
  }                                                                                                \
  G_STMT_END

/* Runs the main loop until the chart has drawn a frame. */
static void
wait_for_frame (Fixture *fixture)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (fixture->chart));
  gboolean is_painted = FALSE;
  gulong handler
    = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), &is_painted);

  gtk_widget_queue_draw (GTK_WIDGET (fixture->chart));
  WAIT_UNTIL (is_painted);
  g_signal_handler_disconnect (clock, handler);
}

static void
set_up (Fixture *fixture, gconstpointer data)
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

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  bt_tape_unref (fixture->tape);
  g_free (fixture->moved_id);
  g_free (fixture->closed_id);
}

/* The controller of a type that the chart has; owned by the chart. */
static gpointer
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

static void
drag (BtChart *chart, double x, double y, double offset_x, double offset_y)
{
  gpointer gesture = find_controller (chart, GTK_TYPE_GESTURE_DRAG);

  g_signal_emit_by_name (gesture, "drag-begin", x, y);
  g_signal_emit_by_name (gesture, "drag-update", offset_x / 2, offset_y / 2);
  g_signal_emit_by_name (gesture, "drag-update", offset_x, offset_y);
  g_signal_emit_by_name (gesture, "drag-end", offset_x, offset_y);
}

static void
point (BtChart *chart, double x, double y)
{
  g_signal_emit_by_name (find_controller (chart, GTK_TYPE_EVENT_CONTROLLER_MOTION), "motion", x, y);
}

static gboolean
press_key (BtChart *chart, guint key, GdkModifierType state)
{
  gboolean is_handled = FALSE;

  g_signal_emit_by_name (find_controller (chart, GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed", key,
                         0u, state, &is_handled);
  return is_handled;
}

static gboolean
is_following (BtChart *chart)
{
  gboolean is_on = FALSE;

  g_object_get (chart, "is-following", &is_on, NULL);
  return is_on;
}

static void
test_properties_notify_once (Fixture *fixture, gconstpointer data)
{
  static const char *const names[]
    = { "auto-scale",   "is-following", "hollow",      "dark",
        "colour-blind", "swap-colours", "show-volume", "show-sessions" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *signal = g_strdup_printf ("notify::%s", names[i]);
      gboolean value = FALSE;
      g_signal_connect_swapped (fixture->chart, signal, G_CALLBACK (notified_cb), fixture);
      g_object_get (fixture->chart, names[i], &value, NULL);
      fixture->notified = 0;
      g_object_set (fixture->chart, names[i], value, NULL);
      g_assert_cmpuint (fixture->notified, ==, 0);
      g_object_set (fixture->chart, names[i], !value, NULL);
      g_assert_cmpuint (fixture->notified, ==, 1);
      wait_for_frame (fixture);
      g_object_set (fixture->chart, names[i], value, NULL);
      g_assert_cmpuint (fixture->notified, ==, 2);
    }
  fixture->notified = 0;
  g_signal_connect_swapped (fixture->chart, "notify::timeframe", G_CALLBACK (notified_cb), fixture);
  bt_chart_set_timeframe (fixture->chart, BT_TIMEFRAME_M5);
  bt_chart_set_timeframe (fixture->chart, BT_TIMEFRAME_M5);
  g_assert_cmpuint (fixture->notified, ==, 1);
  g_assert_cmpint (bt_chart_get_timeframe (fixture->chart), ==, BT_TIMEFRAME_M5);
}

static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  BtChart *chart = fixture->chart;

  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (chart)), ==,
                   GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (chart, GTK_ACCESSIBLE_PROPERTY_LABEL, "XAUUSD M1 chart");
  bt_chart_set_timeframe (chart, BT_TIMEFRAME_M5);
  gtk_test_accessible_assert_property (chart, GTK_ACCESSIBLE_PROPERTY_LABEL, "XAUUSD M5 chart");
  bt_chart_set_texts (chart, &(BtChartTexts){ .name = "Graphique {timeframe} de {symbol}" });
  gtk_test_accessible_assert_property (chart, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Graphique M5 de XAUUSD");
  /* The values follow when things have settled. */
  bt_chart_set_timeframe (chart, BT_TIMEFRAME_M1);
  bt_tape_set_known (fixture->tape, 1);
  bt_chart_tape_changed (chart);
  WAIT_UNTIL (chart->description_id == 0);
  gtk_test_accessible_assert_property (
    chart, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
    "Mon 4 Mar 00:00: O 1995.02, H 1995.02, L 1994.72, C 1994.72");
}

static void
test_panning_stops_following (Fixture *fixture, gconstpointer data)
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
test_axes_scale_and_reset (Fixture *fixture, gconstpointer data)
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
test_the_wheel_zooms_where_it_points (Fixture *fixture, gconstpointer data)
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

static void
test_keys (Fixture *fixture, gconstpointer data)
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
test_a_stop_is_dragged_by_its_line (Fixture *fixture, gconstpointer data)
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
test_escape_gives_a_drag_up (Fixture *fixture, gconstpointer data)
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
test_close_is_pressed (Fixture *fixture, gconstpointer data)
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
test_lines_that_go_while_dragged (Fixture *fixture, gconstpointer data)
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
test_results_change_while_pressed (Fixture *fixture, gconstpointer data)
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

/* The crosshair and the newest candle leave the other candles' node as it is. */
static void
test_only_what_changed_is_drawn (Fixture *fixture, gconstpointer data)
{
  BtChart *chart = fixture->chart;

  bt_chart_set_timeframe (chart, BT_TIMEFRAME_H1);
  bt_tape_set_known (fixture->tape, 1510);
  bt_chart_tape_changed (chart);
  wait_for_frame (fixture);
  GskRenderNode *base = chart->nodes[BT_CHART_LAYER_BASE];
  GskRenderNode *newest = chart->nodes[BT_CHART_LAYER_NEWEST];
  g_assert_nonnull (base);
  gsk_render_node_ref (newest);
  point (chart, 300, 150);
  wait_for_frame (fixture);
  g_assert_true (chart->nodes[BT_CHART_LAYER_BASE] == base);
  g_assert_true (chart->nodes[BT_CHART_LAYER_NEWEST] == newest);
  g_assert_nonnull (chart->nodes[BT_CHART_LAYER_CROSSHAIR_ROW]);
  /* A minute more of the same hour, inside the range that is shown. */
  g_object_set (chart, "auto-scale", FALSE, "show-volume", FALSE, NULL);
  wait_for_frame (fixture);
  base = chart->nodes[BT_CHART_LAYER_BASE];
  bt_tape_set_known (fixture->tape, 1511);
  bt_chart_tape_changed (chart);
  wait_for_frame (fixture);
  g_assert_true (chart->nodes[BT_CHART_LAYER_BASE] == base);
  g_assert_true (chart->nodes[BT_CHART_LAYER_NEWEST] != newest);
  /* A pan moves them all. */
  gsk_render_node_ref (base);
  drag (chart, 300, 200, 40, 0);
  wait_for_frame (fixture);
  g_assert_true (chart->nodes[BT_CHART_LAYER_BASE] != base);
  gsk_render_node_unref (base);
  gsk_render_node_unref (newest);
}

static void
test_render_has_no_crosshair (Fixture *fixture, gconstpointer data)
{
  BtChart *chart = fixture->chart;

  cairo_surface_t *before = bt_chart_render (chart, 900, 500, 2);
  point (chart, 300, 150);
  g_assert_true (chart->view.crosshair.is_visible);
  cairo_surface_t *after = bt_chart_render (chart, 900, 500, 2);
  g_assert_cmpint (cairo_image_surface_get_width (after), ==, 1800);
  g_assert_true (is_same_picture (before, after));
  g_assert_true (chart->view.crosshair.is_visible);
  g_assert_cmpfloat (chart->view.width, ==, gtk_widget_get_width (GTK_WIDGET (chart)));
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
}

static void
test_current_candle (Fixture *fixture, gconstpointer data)
{
  BtCandle candle;
  BtCandle newest = bt_tape_get_candle (fixture->tape, 1499);

  g_assert_true (bt_chart_get_current_candle (fixture->chart, &candle));
  g_assert_cmpint (candle.close_points, ==, newest.close_points);
  g_assert_cmpint (candle.time_usec, ==, newest.time_usec);
  bt_chart_set_tape (fixture->chart, NULL, BT_TRADING_DAY_DEFAULT);
  g_assert_false (bt_chart_get_current_candle (fixture->chart, &candle));
  wait_for_frame (fixture);
}

static void
test_scroll_to_time (Fixture *fixture, gconstpointer data)
{
  gint64 time = get_start () + 700 * BT_USEC_PER_MINUTE;

  bt_chart_scroll_to_time (fixture->chart, time);
  wait_for_frame (fixture);
  g_assert_false (is_following (fixture->chart));
  g_assert_cmpuint (fixture->chart->view.first, <, 700);
  g_assert_cmpuint (fixture->chart->view.last, >, 700);
}

static void
test_chart_is_finalised (void)
{
  g_autoptr (BtTape) tape = make_wandering_tape (300);
  GtkWidget *chart = g_object_ref_sink (bt_chart_new ());
  gpointer watched = chart;

  g_object_add_weak_pointer (G_OBJECT (chart), &watched);
  bt_chart_set_tape (BT_CHART (chart), tape, BT_TRADING_DAY_DEFAULT);
  bt_chart_tape_changed (BT_CHART (chart));
  g_object_unref (chart);
  g_assert_null (watched);
}

static void
test_equity_plot (void)
{
  const double values[] = { 10000, 10100, 9950, 10250 };
  GtkWidget *plot = g_object_ref_sink (bt_equity_plot_new (BT_EQUITY_PLOT_FULL));
  gpointer watched = plot;
  Fixture fixture = { 0 };

  g_object_add_weak_pointer (G_OBJECT (plot), &watched);
  bt_equity_plot_set_points (BT_EQUITY_PLOT (plot), values, NULL, G_N_ELEMENTS (values), 10000);
  cairo_surface_t *dark = bt_equity_plot_render (BT_EQUITY_PLOT (plot), 500, 300, 2);
  g_assert_cmpint (cairo_image_surface_get_height (dark), ==, 600);
  g_object_set (plot, "dark", FALSE, NULL);
  cairo_surface_t *light = bt_equity_plot_render (BT_EQUITY_PLOT (plot), 500, 300, 2);
  g_assert_false (is_same_picture (dark, light));
  g_signal_connect_swapped (plot, "notify::mode", G_CALLBACK (notified_cb), &fixture);
  g_object_set (plot, "mode", BT_EQUITY_PLOT_FULL, NULL);
  g_assert_cmpuint (fixture.notified, ==, 0);
  g_object_set (plot, "mode", BT_EQUITY_PLOT_SPARKLINE, NULL);
  g_assert_cmpuint (fixture.notified, ==, 1);
  cairo_surface_destroy (dark);
  cairo_surface_destroy (light);
  g_object_unref (plot);
  g_assert_null (watched);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/chart/widget/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  ADD ("properties-notify-once", test_properties_notify_once);
  ADD ("accessible", test_accessible);
  ADD ("panning-stops-following", test_panning_stops_following);
  ADD ("axes-scale-and-reset", test_axes_scale_and_reset);
  ADD ("the-wheel-zooms-where-it-points", test_the_wheel_zooms_where_it_points);
  ADD ("keys", test_keys);
  ADD ("a-stop-is-dragged-by-its-line", test_a_stop_is_dragged_by_its_line);
  ADD ("escape-gives-a-drag-up", test_escape_gives_a_drag_up);
  ADD ("close-is-pressed", test_close_is_pressed);
  ADD ("lines-that-go-while-dragged", test_lines_that_go_while_dragged);
  ADD ("results-change-while-pressed", test_results_change_while_pressed);
  ADD ("only-what-changed-is-drawn", test_only_what_changed_is_drawn);
  ADD ("render-has-no-crosshair", test_render_has_no_crosshair);
  ADD ("current-candle", test_current_candle);
  ADD ("scroll-to-time", test_scroll_to_time);
  g_test_add_func ("/chart/widget/chart-is-finalised", test_chart_is_finalised);
  g_test_add_func ("/chart/widget/equity-plot", test_equity_plot);
  return g_test_run ();
}
