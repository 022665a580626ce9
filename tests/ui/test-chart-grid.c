// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Several charts on one clock. */
#include "config.h"

#include "session-fixture.h"
#include "ui/bt-chart-divider.h"
#include "ui/bt-chart-grid.h"
#include "ui/bt-state-member.h"
#include "ui/bt-study-text.h"
#include "widget-test.h"

typedef struct
{
  SessionFixture base;
  BtSession *session;
  GtkWidget *window;
  BtChartGrid *grid;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  session_fixture_set_up (&fixture->base, data);
  g_autofree char *id = session_fixture_create (&fixture->base);
  fixture->session = session_fixture_open (&fixture->base, id);
  fixture->grid = g_object_new (BT_TYPE_CHART_GRID, "session", fixture->session, NULL);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->grid));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 600);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  BtChartGrid *grid = fixture->grid;

  g_object_add_weak_pointer (G_OBJECT (grid), (gpointer *) &grid);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  widget_test_settle ();
  g_assert_null (grid);
  bt_session_close (fixture->session);
  widget_test_settle ();
  g_clear_object (&fixture->session);
  session_fixture_tear_down (&fixture->base, data);
}

static const char *
get_timeframe (Fixture *fixture, guint index)
{
  return bt_timeframe_to_string (
    bt_chart_get_timeframe (bt_chart_grid_get_chart (fixture->grid, index)));
}

static const char *
get_session_timeframe (Fixture *fixture)
{
  int timeframe;

  g_object_get (fixture->session, "chart-timeframe", &timeframe, NULL);
  return bt_timeframe_to_string ((BtTimeframe) timeframe);
}

static gboolean
is_laid_out (gpointer data)
{
  Fixture *fixture = data;
  guint last = bt_chart_grid_get_count (fixture->grid) - 1;

  return gtk_widget_get_width (GTK_WIDGET (bt_chart_grid_get_chart (fixture->grid, last))) > 0;
}

/* Returns the divider of that number, or NULL. */
static GtkWidget *
find_divider (Fixture *fixture, guint number)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->grid));

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (BT_IS_CHART_DIVIDER (child) && number-- == 0)
      return child;
  return NULL;
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_layouts (Fixture *fixture, gconstpointer data)
{
  guint changes = 0;

  g_signal_connect_swapped (fixture->grid, "charts-changed", G_CALLBACK (count_cb), &changes);
  g_assert_cmpuint (bt_chart_grid_get_count (fixture->grid), ==, 1);
  g_assert_null (find_divider (fixture, 0));
  bt_session_play (fixture->session);
  g_object_set (fixture->grid, "layout", "3-left", NULL);
  g_assert_cmpuint (changes, ==, 1);
  g_assert_cmpuint (bt_chart_grid_get_count (fixture->grid), ==, 3);
  g_assert_nonnull (find_divider (fixture, 1));
  g_assert_null (find_divider (fixture, 2));
  /* Each is about another stretch of time. */
  g_assert_cmpstr (get_timeframe (fixture, 0), ==, "M5");
  g_assert_cmpstr (get_timeframe (fixture, 1), ==, "H1");
  g_assert_cmpstr (get_timeframe (fixture, 2), ==, "D1");
  g_assert_true (bt_session_is_playing (fixture->session));
  g_object_set (fixture->grid, "layout", "8", NULL);
  g_assert_cmpuint (bt_chart_grid_get_count (fixture->grid), ==, 8);
  for (guint i = 0; i < 8; i++)
    for (guint k = 0; k < i; k++)
      g_assert_cmpstr (get_timeframe (fixture, i), !=, get_timeframe (fixture, k));
  g_object_set (fixture->grid, "layout", "nonsense", NULL);
  g_assert_cmpuint (bt_chart_grid_get_count (fixture->grid), ==, 8);
  g_object_set (fixture->grid, "layout", "1", NULL);
  g_assert_cmpuint (bt_chart_grid_get_count (fixture->grid), ==, 1);
  g_assert_true (bt_session_is_playing (fixture->session));
  bt_session_pause (fixture->session);
}

/* Every chart is at the session's clock. */
static void
test_one_clock (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->grid, "layout", "4", NULL);
  bt_session_step (fixture->session, TRUE);
  bt_session_step (fixture->session, TRUE);
  gint64 last_usec = bt_session_get_clock (fixture->session) - BT_USEC_PER_MINUTE;
  for (guint i = 0; i < 4; i++)
    {
      BtChart *chart = bt_chart_grid_get_chart (fixture->grid, i);
      BtCandle candle;
      g_assert_true (bt_chart_get_current_candle (chart, &candle));
      g_assert_cmpint (candle.time_usec, ==,
                       bt_timeframe_bucket_start (bt_chart_get_timeframe (chart),
                                                  bt_session_get_trading_day (fixture->session),
                                                  last_usec));
    }
}

/* What is stepped is the finest candle, whichever chart is active. */
static void
test_pace (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->grid, "layout", "2-columns", NULL);
  g_assert_cmpstr (get_session_timeframe (fixture), ==, "M5");
  bt_chart_grid_activate (fixture->grid, bt_chart_grid_get_chart (fixture->grid, 1));
  g_assert_cmpstr (get_session_timeframe (fixture), ==, "M5");
  bt_chart_set_timeframe (bt_chart_grid_get_chart (fixture->grid, 1), BT_TIMEFRAME_M1);
  g_assert_cmpstr (get_session_timeframe (fixture), ==, "M1");
  g_object_set (fixture->grid, "layout", "1", NULL);
  g_assert_cmpstr (get_session_timeframe (fixture), ==, "M5");
  /* Somebody else's choice is the active chart's. */
  g_object_set (fixture->session, "chart-timeframe", BT_TIMEFRAME_H1, NULL);
  g_assert_cmpstr (get_timeframe (fixture, 0), ==, "H1");
}

static void
test_active (Fixture *fixture, gconstpointer data)
{
  guint changes = 0;

  g_object_set (fixture->grid, "layout", "3-columns", NULL);
  g_signal_connect_swapped (fixture->grid, "notify::active", G_CALLBACK (count_cb), &changes);
  g_assert_true (bt_chart_grid_get_active (fixture->grid)
                 == bt_chart_grid_get_chart (fixture->grid, 0));
  bt_chart_grid_shift_active (fixture->grid, -1);
  g_assert_true (bt_chart_grid_get_active (fixture->grid)
                 == bt_chart_grid_get_chart (fixture->grid, 2));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window))
                 == GTK_WIDGET (bt_chart_grid_get_chart (fixture->grid, 2)));
  bt_chart_grid_shift_active (fixture->grid, 1);
  g_assert_true (bt_chart_grid_get_active (fixture->grid)
                 == bt_chart_grid_get_chart (fixture->grid, 0));
  /* The keyboard brings it with it. */
  gtk_widget_grab_focus (GTK_WIDGET (bt_chart_grid_get_chart (fixture->grid, 1)));
  g_assert_true (bt_chart_grid_get_active (fixture->grid)
                 == bt_chart_grid_get_chart (fixture->grid, 1));
  g_assert_cmpuint (changes, ==, 3);
  /* One that goes hands it on. */
  g_object_set (fixture->grid, "layout", "1", NULL);
  g_assert_true (bt_chart_grid_get_active (fixture->grid)
                 == bt_chart_grid_get_chart (fixture->grid, 0));
}

static void
test_maximize (Fixture *fixture, gconstpointer data)
{
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_object_set (fixture->grid, "layout", "4", NULL);
  widget_test_wait (is_laid_out, fixture);
  GtkWidget *second = GTK_WIDGET (bt_chart_grid_get_chart (fixture->grid, 1));
  GtkWidget *first = GTK_WIDGET (bt_chart_grid_get_chart (fixture->grid, 0));
  bt_chart_grid_activate (fixture->grid, BT_CHART (second));
  g_object_set (fixture->grid, "maximized", TRUE, NULL);
  g_assert_true (gtk_widget_is_visible (second));
  g_assert_false (gtk_widget_is_visible (first));
  g_assert_null (find_divider (fixture, 0));
  /* The next one comes in its place. */
  bt_chart_grid_shift_active (fixture->grid, -1);
  g_assert_true (gtk_widget_is_visible (first));
  g_assert_false (gtk_widget_is_visible (second));
  g_object_set (fixture->grid, "maximized", FALSE, NULL);
  g_assert_true (gtk_widget_is_visible (second));
  g_assert_nonnull (find_divider (fixture, 2));
}

static void
test_divider (Fixture *fixture, gconstpointer data)
{
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_object_set (fixture->grid, "layout", "2-columns", NULL);
  widget_test_wait (is_laid_out, fixture);
  GtkWidget *chart = GTK_WIDGET (bt_chart_grid_get_chart (fixture->grid, 0));
  GtkWidget *divider = find_divider (fixture, 0);
  int width = gtk_widget_get_width (chart);

  g_signal_emit_by_name (divider, "drag-begun");
  g_signal_emit_by_name (divider, "dragged", 50);
  g_signal_emit_by_name (divider, "dragged", 120);
  gtk_widget_allocate (GTK_WIDGET (fixture->grid),
                       gtk_widget_get_width (GTK_WIDGET (fixture->grid)),
                       gtk_widget_get_height (GTK_WIDGET (fixture->grid)), -1, NULL);
  g_assert_cmpint (gtk_widget_get_width (chart), ==, width + 120);
}

/* Everything comes back, of charts too that the layout has no place for. */
static void
test_state (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->grid, "layout", "4", NULL);
  BtChart *second = bt_chart_grid_get_chart (fixture->grid, 1);
  BtChart *last = bt_chart_grid_get_chart (fixture->grid, 3);
  bt_chart_set_timeframe (second, BT_TIMEFRAME_H4);
  bt_chart_set_visible (second, 77);
  g_object_set (second, "style", 2, "scale", 1, "inverted", TRUE, "hollow", FALSE, NULL);
  bt_study_text_read (second, "ema\nrsi period=9\n");
  bt_study_text_read (last, "atr\n");
  bt_chart_grid_activate (fixture->grid, second);
  g_object_set (fixture->grid, "layout", "2-rows", NULL);

  g_autoptr (JsonObject) object = bt_state_parse ("{\"open\": true, \"style\": \"line\"}");
  bt_chart_grid_write (fixture->grid, object);
  g_assert_true (bt_state_get_flag (object, "open", FALSE));
  g_assert_false (json_object_has_member (object, "style"));
  g_autofree char *json = bt_state_to_text (object);
  g_autoptr (JsonObject) again = bt_state_parse (json);

  g_object_set (fixture->grid, "layout", "1", NULL);
  bt_chart_grid_read (fixture->grid, again);
  g_assert_cmpuint (bt_chart_grid_get_count (fixture->grid), ==, 2);
  second = bt_chart_grid_get_chart (fixture->grid, 1);
  g_assert_true (bt_chart_grid_get_active (fixture->grid) == second);
  g_assert_cmpstr (get_timeframe (fixture, 1), ==, "H4");
  g_assert_cmpfloat (bt_chart_get_visible (second), ==, 77);
  g_autofree char *studies = bt_study_text_write (second);
  g_assert_cmpstr (studies, ==, "ema\nrsi period=9\n");
  int style;
  int scale;
  gboolean is_inverted;
  gboolean is_hollow;
  g_object_get (second, "style", &style, "scale", &scale, "inverted", &is_inverted, "hollow",
                &is_hollow, NULL);
  g_assert_cmpint (style, ==, 2);
  g_assert_cmpint (scale, ==, 1);
  g_assert_true (is_inverted);
  g_assert_false (is_hollow);
  g_object_set (fixture->grid, "layout", "4", NULL);
  g_autofree char *kept = bt_study_text_write (bt_chart_grid_get_chart (fixture->grid, 3));
  g_assert_cmpstr (kept, ==, "atr\n");
}

/* Windows of earlier versions had one chart, and its members among their own. */
static void
test_old_state (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) object
    = bt_state_parse ("{\"open\": true, \"visible\": 321.5, \"style\": \"area\", \"scale\": "
                      "\"logarithmic\", \"bars\": \"renko\", \"bar-size\": 250, \"hollow\": false, "
                      "\"volume\": false, \"studies\": \"sma period=21\\n\"}");
  gboolean has_volume;
  int style;

  bt_chart_grid_read (fixture->grid, object);
  BtChart *chart = bt_chart_grid_get_active (fixture->grid);
  g_assert_cmpuint (bt_chart_grid_get_count (fixture->grid), ==, 1);
  g_assert_cmpfloat (bt_chart_get_visible (chart), ==, 321.5);
  g_assert_cmpint (bt_chart_get_series (chart).kind, ==, BT_CHART_SERIES_RENKO);
  g_assert_cmpint (bt_chart_get_series (chart).size, ==, 250);
  g_object_get (chart, "style", &style, "show-volume", &has_volume, NULL);
  g_assert_cmpint (style, ==, 4);
  g_assert_false (has_volume);
  g_assert_cmpuint (bt_chart_get_n_studies (chart), ==, 1);
  g_assert_cmpstr (get_timeframe (fixture, 0), ==, "M5");
}

static void
test_damaged_state (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[]
    = { "{\"charts\": 3}", "{\"charts\": {\"layout\": \"99\", \"list\": 4, \"active\": 70}}",
        "{\"charts\": {\"layout\": \"4\", \"columns\": [0, \"x\"], \"rows\": [1e9], \"active\": 9, "
        "\"list\": [1, {\"timeframe\": \"Q9\", \"visible\": -1}, null]}}" };
  const guint counts[] = { 1, 1, 4 };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (JsonObject) object = bt_state_parse (texts[i]);
      bt_chart_grid_read (fixture->grid, object);
      g_assert_cmpuint (bt_chart_grid_get_count (fixture->grid), ==, counts[i]);
    }
  g_assert_cmpfloat (bt_chart_get_visible (bt_chart_grid_get_chart (fixture->grid, 1)), ==, 20);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  widget_test_init (&argc, &argv);
  ADD ("/ui/chart-grid/layouts", test_layouts);
  ADD ("/ui/chart-grid/one-clock", test_one_clock);
  ADD ("/ui/chart-grid/pace", test_pace);
  ADD ("/ui/chart-grid/active", test_active);
  ADD ("/ui/chart-grid/maximize", test_maximize);
  ADD ("/ui/chart-grid/divider", test_divider);
  ADD ("/ui/chart-grid/state", test_state);
  ADD ("/ui/chart-grid/old-state", test_old_state);
  ADD ("/ui/chart-grid/damaged-state", test_damaged_state);
  return g_test_run ();
}
