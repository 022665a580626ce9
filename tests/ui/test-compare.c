// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Other instruments on the charts of a session. */
#include "config.h"

#include "session-fixture.h"
#include "ui/bt-chart-tile.h"
#include "ui/bt-compare-window.h"
#include "widget-test.h"

typedef struct
{
  SessionFixture base;
  BtSession *session;
  gint64 silver_id;
  GtkWidget *window;
  BtChartTile *tile;
  BtCompareList *compares;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  session_fixture_set_up (&fixture->base, data);
  fixture->silver_id
    = session_fixture_add_dataset_of (fixture->base.store, "XAGUSD", fixture->base.series);
  g_autofree char *id = session_fixture_create (&fixture->base);
  fixture->session = session_fixture_open (&fixture->base, id);
  g_autoptr (BtDrawingSet) drawings = bt_drawing_set_new ();
  fixture->tile = BT_CHART_TILE (bt_chart_tile_new (fixture->session, BT_TIMEFRAME_M5, drawings));
  fixture->compares = bt_chart_tile_get_compares (fixture->tile);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->tile));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer tile = fixture->tile;

  g_object_add_weak_pointer (G_OBJECT (tile), &tile);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  widget_test_settle ();
  g_assert_null (tile);
  bt_session_close (fixture->session);
  widget_test_settle ();
  g_clear_object (&fixture->session);
  session_fixture_tear_down (&fixture->base, data);
}

static BtChart *
get_chart (Fixture *fixture)
{
  return bt_chart_tile_get_chart (fixture->tile);
}

static gboolean
has_one (gpointer data)
{
  return bt_chart_get_n_compares (get_chart (data)) == 1;
}

static gboolean
has_none (gpointer data)
{
  Fixture *fixture = data;

  return bt_compare_list_get_count (fixture->compares) == 0;
}

static void
test_comes_and_goes (Fixture *fixture, gconstpointer data)
{
  BtChartCompareAxis axis;
  BtTape *tape = NULL;

  g_assert_true (
    bt_compare_list_add (fixture->compares, fixture->silver_id, BT_CHART_COMPARE_PERCENT));
  g_assert_false (
    bt_compare_list_add (fixture->compares, fixture->silver_id, BT_CHART_COMPARE_OWN));
  widget_test_wait (has_one, fixture);
  bt_chart_get_compare (get_chart (fixture), 0, &tape, &axis);
  g_assert_cmpstr (bt_tape_get_instrument (tape)->symbol, ==, "XAGUSD");
  g_assert_cmpint (axis, ==, BT_CHART_COMPARE_PERCENT);
  /* It goes as far as the session's own tape, and on with it. */
  BtTape *own = bt_session_get_tape (fixture->session);
  g_assert_cmpuint (bt_tape_get_known (tape), ==, bt_tape_get_known (own));
  bt_session_step (fixture->session, FALSE);
  g_assert_cmpuint (bt_tape_get_known (tape), ==, bt_tape_get_known (own));
  bt_compare_list_set_axis (fixture->compares, fixture->silver_id, BT_CHART_COMPARE_OWN);
  bt_chart_get_compare (get_chart (fixture), 0, NULL, &axis);
  g_assert_cmpint (axis, ==, BT_CHART_COMPARE_OWN);
  bt_compare_list_remove (fixture->compares, fixture->silver_id);
  g_assert_cmpuint (bt_chart_get_n_compares (get_chart (fixture)), ==, 0);
}

/* One that is given up while it is read does not come. */
static void
test_given_up (Fixture *fixture, gconstpointer data)
{
  bt_compare_list_add (fixture->compares, fixture->silver_id, BT_CHART_COMPARE_OWN);
  bt_compare_list_remove (fixture->compares, fixture->silver_id);
  bt_compare_list_add (fixture->compares, fixture->silver_id, BT_CHART_COMPARE_OWN);
  widget_test_wait (has_one, fixture);
  bt_store_flush (fixture->base.store);
  widget_test_settle ();
  g_assert_cmpuint (bt_chart_get_n_compares (get_chart (fixture)), ==, 1);
  bt_compare_list_clear (fixture->compares);
  bt_compare_list_add (fixture->compares, fixture->silver_id, BT_CHART_COMPARE_OWN);
  /* The chart may go meanwhile, too: torn down now. */
}

/* Kept and brought back, with what is still being read. */
static void
test_state (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) object = json_object_new ();
  BtChartCompareAxis axis;

  bt_compare_list_add (fixture->compares, fixture->silver_id, BT_CHART_COMPARE_OWN);
  bt_chart_tile_write (fixture->tile, object);
  bt_compare_list_clear (fixture->compares);
  bt_chart_tile_read (fixture->tile, object);
  widget_test_wait (has_one, fixture);
  bt_chart_get_compare (get_chart (fixture), 0, NULL, &axis);
  g_assert_cmpint (axis, ==, BT_CHART_COMPARE_OWN);
  g_autoptr (JsonObject) none = json_object_new ();
  bt_chart_tile_read (fixture->tile, none);
  g_assert_cmpuint (bt_chart_get_n_compares (get_chart (fixture)), ==, 0);
}

static void
failed_cb (BtCompareList *compares, const char *message, guint *count)
{
  g_assert_cmpstr (message, !=, "");
  (*count)++;
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  guint count = 0;

  g_signal_connect (fixture->compares, "failed", G_CALLBACK (failed_cb), &count);
  g_assert_true (bt_compare_list_add (fixture->compares, 4711, BT_CHART_COMPARE_PERCENT));
  widget_test_wait (has_none, fixture);
  g_assert_cmpuint (count, ==, 1);
}

static gboolean
is_loaded (gpointer data)
{
  return bt_dataset_list_is_loaded (data);
}

static GtkWidget *
find_row (GtkWidget *window)
{
  GtkListBox *list = widget_test_part (window, "list");
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      return GTK_WIDGET (row);
  return NULL;
}

/* The window offers other instruments only, and a choice makes the chart's scale one of percent. */
static void
test_window (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtDatasetList) datasets = bt_dataset_list_new (fixture->base.store);
  int scale;

  widget_test_wait (is_loaded, datasets);
  gtk_window_present (GTK_WINDOW (fixture->window));
  bt_compare_window_present (fixture->compares, datasets);
  GtkWidget *window = GTK_WIDGET (bt_compare_window_find (fixture->compares));
  widget_test_settle ();
  GtkWidget *row = find_row (window);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==,
                   "XAGUSD M1, synthetic");
  g_assert_false (gtk_widget_get_visible (widget_test_part (window, "none_label")));
  g_assert_false (gtk_widget_get_visible (widget_test_part (window, "shown_group")));
  gtk_editable_set_text (GTK_EDITABLE (widget_test_part (window, "search")), "EURO");
  g_signal_emit_by_name (widget_test_part (window, "search"), "search-changed");
  g_assert_true (gtk_widget_get_visible (widget_test_part (window, "none_label")));
  gtk_editable_set_text (GTK_EDITABLE (widget_test_part (window, "search")), "xag");
  g_signal_emit_by_name (widget_test_part (window, "search"), "search-changed");
  g_signal_emit_by_name (widget_test_part (window, "search"), "activate");
  widget_test_wait (has_one, fixture);
  g_object_get (get_chart (fixture), "scale", &scale, NULL);
  g_assert_cmpint (scale, ==, BT_PRICE_SCALE_PERCENT);
  g_assert_true (gtk_widget_get_visible (widget_test_part (window, "shown_group")));
  g_assert_null (find_row (window));
  /* One window, which goes with the chart. */
  bt_compare_window_present (fixture->compares, datasets);
  g_assert_true (GTK_WIDGET (bt_compare_window_find (fixture->compares)) == window);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  widget_test_init (&argc, &argv);
  ADD ("/ui/compare/comes-and-goes", test_comes_and_goes);
  ADD ("/ui/compare/given-up", test_given_up);
  ADD ("/ui/compare/state", test_state);
  ADD ("/ui/compare/missing", test_missing);
  ADD ("/ui/compare/window", test_window);
  return g_test_run ();
}
