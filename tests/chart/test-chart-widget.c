// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The widgets on a screen: properties, accessible names, what is redrawn, pictures, finalisation.
 */
#include "config.h"

#include "base/bt-time.h"
#include "chart-fixtures.h"
#include "chart-window.h"
#include "chart/bt-chart-summary.h"
#include "chart/bt-equity-plot.h"

static void
test_properties_notify_once (ChartWindow *fixture, gconstpointer data)
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
test_accessible (ChartWindow *fixture, gconstpointer data)
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
    "Mon 4 Mar 00:00: O 1995.02, H 1995.02, L 1994.72, C 1994.72, down. No open position");
}

/* Keys that walk the candles are answered at once, the market is told of every few seconds. */
static void
test_accessible_walk (ChartWindow *fixture, gconstpointer data)
{
  BtChart *chart = fixture->chart;
  const BtChartLine line = { .kind = BT_CHART_LINE_ENTRY,
                             .id = "1",
                             .price_points = 200000,
                             .label = "#1 Buy 0.50",
                             .result = "+12.00" };

  press_key (chart, GDK_KEY_Home, GDK_CONTROL_MASK);
  g_assert_cmpuint (chart->description_id, ==, 0);
  gtk_test_accessible_assert_property (
    chart, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
    "Mon 4 Mar 00:00: O 1995.02, H 1995.02, L 1994.72, C 1994.72, down");
  press_key (chart, GDK_KEY_Escape, 0);
  bt_chart_cancel_description (chart);
  bt_chart_set_lines (chart, &line, 1);
  g_assert_cmpuint (chart->description_id, !=, 0);
  g_autofree char *summary = bt_chart_summary (&chart->view);
  g_assert_nonnull (g_strrstr (summary, "candles in view, "));
  g_assert_true (g_str_has_suffix (summary, ". Open: #1 Buy 0.50, +12.00"));
  /* What was told just now is not told again before it was heard. */
  guint source = chart->description_id;
  bt_tape_set_known (fixture->tape, 1502);
  bt_chart_tape_changed (chart);
  g_assert_cmpuint (chart->description_id, ==, source);
}

static void
test_picture_says_what_it_is_of (ChartWindow *fixture, gconstpointer data)
{
  BtChart *chart = fixture->chart;
  g_autofree char *caption = bt_chart_dup_caption (chart);

  /* 1,500 minutes from midnight are known. */
  g_assert_cmpstr (caption, ==, "XAUUSD \u00b7 M1 \u00b7 2024-03-05 01:00 UTC");
  cairo_surface_t *plain = bt_chart_render (chart, 700, 400, 2);
  cairo_surface_t *surface = bt_chart_render_captioned (chart, 700, 400, 2);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 1400);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 860);
  guint marked = 0;
  for (int x = 20; x < 400; x++)
    marked += get_pixel (surface, x, 30) != to_pixel (&chart->view.theme.view);
  g_assert_cmpuint (marked, >, 20);
  g_assert_cmphex (get_pixel (surface, 333, 60 + 222), ==, get_pixel (plain, 333, 222));
  cairo_surface_destroy (plain);
  cairo_surface_destroy (surface);
  bt_chart_set_tape (chart, NULL, BT_TRADING_DAY_DEFAULT);
  g_autofree char *none = bt_chart_dup_caption (chart);
  g_assert_cmpstr (none, ==, "");
}

/* The crosshair and the newest candle leave the other candles' node as it is. */
static void
test_only_what_changed_is_drawn (ChartWindow *fixture, gconstpointer data)
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
test_render_has_no_crosshair (ChartWindow *fixture, gconstpointer data)
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
test_current_candle (ChartWindow *fixture, gconstpointer data)
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
test_scroll_to_time (ChartWindow *fixture, gconstpointer data)
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
  GtkWidget *plot = g_object_ref_sink (bt_equity_plot_new ());
  gpointer watched = plot;
  ChartWindow fixture = { 0 };

  g_object_add_weak_pointer (G_OBJECT (plot), &watched);
  bt_equity_plot_set_points (BT_EQUITY_PLOT (plot), values, NULL, G_N_ELEMENTS (values), 10000);
  cairo_surface_t *dark = bt_equity_plot_render (BT_EQUITY_PLOT (plot), 500, 300, 2);
  g_assert_cmpint (cairo_image_surface_get_height (dark), ==, 600);
  g_object_set (plot, "dark", FALSE, NULL);
  cairo_surface_t *light = bt_equity_plot_render (BT_EQUITY_PLOT (plot), 500, 300, 2);
  g_assert_false (is_same_picture (dark, light));
  g_signal_connect_swapped (plot, "notify::swap-colours", G_CALLBACK (notified_cb), &fixture);
  g_object_set (plot, "swap-colours", FALSE, NULL);
  g_assert_cmpuint (fixture.notified, ==, 0);
  g_object_set (plot, "swap-colours", TRUE, NULL);
  g_assert_cmpuint (fixture.notified, ==, 1);
  cairo_surface_destroy (dark);
  cairo_surface_destroy (light);
  g_object_unref (plot);
  g_assert_null (watched);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/chart/widget/" name, ChartWindow, NULL, set_up_window, function, tear_down_window)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  ADD ("properties-notify-once", test_properties_notify_once);
  ADD ("accessible", test_accessible);
  ADD ("accessible-walk", test_accessible_walk);
  ADD ("picture", test_picture_says_what_it_is_of);
  ADD ("only-what-changed-is-drawn", test_only_what_changed_is_drawn);
  ADD ("render-has-no-crosshair", test_render_has_no_crosshair);
  ADD ("current-candle", test_current_candle);
  ADD ("scroll-to-time", test_scroll_to_time);
  g_test_add_func ("/chart/widget/chart-is-finalised", test_chart_is_finalised);
  g_test_add_func ("/chart/widget/equity-plot", test_equity_plot);
  return g_test_run ();
}
