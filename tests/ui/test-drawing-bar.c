// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The rail of drawing tools beside a chart. */
#include "config.h"

#include "ui/bt-drawing-bar.h"
#include "widget-test.h"

typedef struct
{
  BtChart *chart;
  GtkWidget *bar;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->chart = g_object_ref_sink (BT_CHART (bt_chart_new ()));
  fixture->bar
    = g_object_ref_sink (g_object_new (BT_TYPE_DRAWING_BAR, "chart", fixture->chart, NULL));
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->bar);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  widget_test_assert_finalizes (fixture->bar);
  widget_test_assert_finalizes (fixture->chart);
}

static char *
get_tool (Fixture *fixture)
{
  char *tool;

  g_object_get (fixture->chart, "tool", &tool, NULL);
  return tool;
}

static void
press (Fixture *fixture, const char *part)
{
  g_signal_emit_by_name (widget_test_part (fixture->bar, part), "clicked");
}

/* A group's button takes up what was used last of it. */
static void
test_last_used (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button = widget_test_part (fixture->bar, "lines_tool");

  press (fixture, "lines_tool");
  g_autofree char *first = get_tool (fixture);
  g_assert_cmpstr (first, ==, "trend-line");
  g_object_set (fixture->chart, "tool", "ray", NULL);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Ray");
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  g_object_set (fixture->chart, "tool", NULL, NULL);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  press (fixture, "lines_tool");
  g_autofree char *again = get_tool (fixture);
  g_assert_cmpstr (again, ==, "ray");
  /* What has a button of its own does not take its place. */
  g_object_set (fixture->chart, "tool", "horizontal-line", NULL);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Ray");
}

int
main (int argc, char *argv[])
{
  widget_test_init (&argc, &argv);
  g_test_add ("/ui/drawing-bar/last-used", Fixture, NULL, set_up, test_last_used, tear_down);
  return g_test_run ();
}
