// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Several charts on one clock. */
#include "config.h"

#include "chart/bt-chart-private.h"
#include "session-fixture.h"
#include "ui/bt-chart-divider.h"
#include "ui/bt-chart-grid.h"
#include "ui/bt-chart-window.h"
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

/* Moves the crosshair as the keyboard does. */
static void
step_crosshair (BtChart *chart, int candles)
{
  bt_chart_view_step_crosshair (&chart->view, candles);
  bt_chart_crosshair_changed (chart);
}

static gint64
get_newest (BtChart *chart)
{
  BtCandle candle;

  g_assert_true (bt_chart_get_current_candle (chart, &candle));
  return candle.time_usec;
}

/* Where one chart points, the others point at the candle that holds the moment. */
static void
test_crosshair (Fixture *fixture, gconstpointer data)
{
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_object_set (fixture->grid, "layout", "3-columns", NULL);
  widget_test_wait (is_laid_out, fixture);
  BtChart *minutes = bt_chart_grid_get_chart (fixture->grid, 0);
  BtChart *hours = bt_chart_grid_get_chart (fixture->grid, 1);
  bt_session_step (fixture->session, FALSE);
  BtTradingDay day = bt_session_get_trading_day (fixture->session);
  gint64 newest_usec = get_newest (minutes);
  gint64 pointed_usec = newest_usec - 7 * bt_timeframe_usec (BT_TIMEFRAME_M5);
  gint64 time_usec;
  double points;

  step_crosshair (minutes, -7);
  g_assert_cmpint (get_newest (minutes), ==, pointed_usec);
  g_assert_cmpint (get_newest (hours), ==,
                   bt_timeframe_bucket_start (BT_TIMEFRAME_H1, day, pointed_usec));
  /* What is shown there is not told as its own. */
  g_assert_true (bt_chart_get_crosshair (minutes, &time_usec, &points));
  g_assert_cmpint (time_usec, ==, pointed_usec);
  g_assert_false (bt_chart_get_crosshair (hours, &time_usec, &points));
  /* The other way, it is the first candle of the hour. */
  step_crosshair (hours, -1);
  g_assert_cmpint (get_newest (minutes), ==, get_newest (hours));
  /* Where charts change places, nobody points any more. */
  g_object_set (fixture->grid, "layout", "4", NULL);
  g_assert_cmpint (get_newest (minutes), ==, newest_usec);
  g_assert_false (bt_chart_get_crosshair (hours, &time_usec, &points));
  step_crosshair (hours, -1);
  g_assert_cmpint (get_newest (minutes), ==, get_newest (hours));
  g_object_set (bt_chart_grid_get_link (fixture->grid), "crosshair", FALSE, NULL);
  g_assert_cmpint (get_newest (minutes), ==, newest_usec);
  step_crosshair (hours, -1);
  g_assert_cmpint (get_newest (minutes), ==, newest_usec);
}

/* Where one chart goes, the others go. */
static void
test_scroll (Fixture *fixture, gconstpointer data)
{
  gboolean is_following;

  gtk_window_present (GTK_WINDOW (fixture->window));
  g_object_set (fixture->grid, "layout", "2-columns", NULL);
  widget_test_wait (is_laid_out, fixture);
  for (int i = 0; i < 40; i++)
    bt_session_step (fixture->session, FALSE);
  BtChart *minutes = bt_chart_grid_get_chart (fixture->grid, 0);
  BtChart *others = bt_chart_grid_get_chart (fixture->grid, 1);
  bt_chart_set_timeframe (others, BT_TIMEFRAME_M15);
  bt_chart_set_visible (others, 20);
  bt_chart_set_visible (minutes, 20);
  gint64 wanted_usec = get_newest (minutes) - 2 * bt_timeframe_usec (BT_TIMEFRAME_H1);
  bt_chart_set_right_time (minutes, wanted_usec);
  gint64 right_usec = bt_chart_get_right_time (minutes);
  g_assert_cmpint (ABS (right_usec - wanted_usec), <, BT_USEC_PER_MINUTE);
  g_assert_cmpint (ABS (bt_chart_get_right_time (others) - right_usec), <, BT_USEC_PER_MINUTE);
  bt_chart_scroll_to_end (others);
  g_object_get (minutes, "is-following", &is_following, NULL);
  g_assert_true (is_following);
  g_object_set (bt_chart_grid_get_link (fixture->grid), "scroll", FALSE, NULL);
  bt_chart_set_right_time (others, wanted_usec);
  g_object_get (minutes, "is-following", &is_following, NULL);
  g_assert_true (is_following);
}

static guint
count_drawings (Fixture *fixture, guint index)
{
  return bt_drawing_set_get_count (
    bt_chart_get_drawings (bt_chart_grid_get_chart (fixture->grid, index)));
}

static void
draw (Fixture *fixture, guint index)
{
  BtDrawingAnchor anchor = { .time_usec = bt_session_get_clock (fixture->session), .points = 1e5 };

  bt_drawing_set_add (bt_chart_get_drawings (bt_chart_grid_get_chart (fixture->grid, index)),
                      bt_drawing_new (bt_drawing_tool_find ("horizontal-line"), anchor));
}

/* Drawings are on every chart, but for a chart with its own. */
static void
test_drawings (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->grid, "layout", "2-columns", NULL);
  draw (fixture, 0);
  g_assert_cmpuint (count_drawings (fixture, 1), ==, 1);
  g_assert_true (gtk_widget_activate_action (
    GTK_WIDGET (bt_chart_grid_get_chart (fixture->grid, 1)), "tile.own-drawings", NULL));
  g_assert_cmpuint (count_drawings (fixture, 1), ==, 1);
  draw (fixture, 1);
  g_assert_cmpuint (count_drawings (fixture, 1), ==, 2);
  g_assert_cmpuint (count_drawings (fixture, 0), ==, 1);
  /* Kept, whichever of them are shown. */
  g_autoptr (JsonObject) object = json_object_new ();
  bt_chart_grid_write (fixture->grid, object);
  g_assert_true (gtk_widget_activate_action (
    GTK_WIDGET (bt_chart_grid_get_chart (fixture->grid, 1)), "tile.own-drawings", NULL));
  g_assert_cmpuint (count_drawings (fixture, 1), ==, 1);
  bt_chart_grid_read (fixture->grid, object);
  g_assert_cmpuint (count_drawings (fixture, 1), ==, 2);
  g_assert_cmpuint (count_drawings (fixture, 0), ==, 1);
}

static GtkWindow *
get_chart_window (Fixture *fixture, guint index)
{
  return GTK_WINDOW (gtk_widget_get_ancestor (
    GTK_WIDGET (bt_chart_grid_get_chart (fixture->grid, index)), BT_TYPE_CHART_WINDOW));
}

static void
test_detach (Fixture *fixture, gconstpointer data)
{
  BtCandle before;
  BtCandle after;

  gtk_window_present (GTK_WINDOW (fixture->window));
  /* One chart stays. */
  g_assert_false (bt_chart_grid_detach (fixture->grid));
  g_object_set (fixture->grid, "layout", "2-columns", NULL);
  bt_chart_grid_shift_active (fixture->grid, 1);
  BtChart *chart = bt_chart_grid_get_active (fixture->grid);
  g_assert_true (bt_chart_grid_detach (fixture->grid));
  g_assert_nonnull (get_chart_window (fixture, 1));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (get_chart_window (fixture, 1))));
  g_assert_null (find_divider (fixture, 0));
  g_assert_true (bt_chart_grid_get_chart (fixture->grid, 1) == chart);
  bt_chart_grid_activate (fixture->grid, bt_chart_grid_get_chart (fixture->grid, 0));
  g_assert_false (bt_chart_grid_detach (fixture->grid));
  /* On the same clock. */
  bt_chart_get_current_candle (chart, &before);
  for (int i = 0; i < 15; i++)
    bt_session_step (fixture->session, FALSE);
  bt_chart_get_current_candle (chart, &after);
  g_assert_cmpint (after.time_usec, >, before.time_usec);
  /* It comes back where it was, also from a state, … */
  g_autoptr (JsonObject) object = json_object_new ();
  bt_chart_grid_write (fixture->grid, object);
  gtk_window_close (get_chart_window (fixture, 1));
  widget_test_settle ();
  g_assert_null (get_chart_window (fixture, 1));
  g_assert_nonnull (find_divider (fixture, 0));
  g_assert_true (bt_chart_grid_get_active (fixture->grid) == chart);
  bt_chart_grid_read (fixture->grid, object);
  g_assert_nonnull (get_chart_window (fixture, 1));
  /* … and goes with its window, or a smaller layout. */
  g_object_set (fixture->grid, "layout", "1", NULL);
  widget_test_settle ();
  g_assert_cmpuint (bt_chart_grid_get_count (fixture->grid), ==, 1);
  g_assert_null (get_chart_window (fixture, 0));
  g_object_set (fixture->grid, "layout", "2-columns", NULL);
  bt_chart_grid_detach (fixture->grid);
  g_object_set (fixture->grid, "layout", "1", NULL);
  g_assert_null (get_chart_window (fixture, 0));
  g_object_set (fixture->grid, "layout", "4", NULL);
  bt_chart_grid_detach (fixture->grid);
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
  ADD ("/ui/chart-grid/crosshair", test_crosshair);
  ADD ("/ui/chart-grid/scroll", test_scroll);
  ADD ("/ui/chart-grid/drawings", test_drawings);
  ADD ("/ui/chart-grid/detach", test_detach);
  return g_test_run ();
}
