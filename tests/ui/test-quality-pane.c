// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The quality report as the data page shows it, down to the chart of a place. */
#include "config.h"

#include "session-fixture.h"
#include "ui/bt-main-window.h"
#include "ui/bt-place-window.h"
#include "ui/bt-quality-pane.h"
#include "widget-test.h"

#include "chart/bt-chart.h"

typedef struct
{
  SessionFixture base;
  GSettings *settings;
  BtWorkspace *workspace;
} Fixture;

/* As stored before places and what was done were told. */
static const char old_report[]
  = "{\"file\":\"gold.csv\",\"dialect\":\"iso\",\"symbol\":\"XAUUSD\",\"timeframe\":\"M1\","
    "\"timezone\":\"UTC\",\"rows\":100,\"stored\":97,\"first\":\"2024-03-04T08:00:00Z\","
    "\"last\":\"2024-03-04T09:40:00Z\",\"duplicates\":3,\"out_of_order\":0,"
    "\"gaps\":{\"count\":1,\"missing\":4,\"largest_seconds\":300,\"daily_break\":0,"
    "\"weekends\":0},\"bad_rows\":[],\"bad_rows_total\":0,\"inverted\":0,\"outside_range\":0,"
    "\"flat\":2,\"zero_volume\":0,\"digits\":2,"
    "\"sha256\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\","
    "\"grade\":\"B\",\"spikes\":0,\"has_spread\":false,\"zone_certain\":false,\"zone_votes\":[],"
    "\"gap_list\":[{\"from\":\"2024-03-04T08:10:00Z\",\"to\":\"2024-03-04T08:14:00Z\","
    "\"missing\":4}]}";

static gboolean
is_loaded (gpointer workspace)
{
  return bt_dataset_list_is_loaded (bt_workspace_get_datasets (workspace))
         && bt_session_library_is_loaded (bt_workspace_get_library (workspace));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  session_fixture_set_up (&fixture->base, data);
  fixture->settings = g_settings_new (BT_APP_ID);
  g_autoptr (BtAppearance) appearance = bt_appearance_new (fixture->settings);
  fixture->workspace = bt_workspace_new (fixture->base.store, fixture->settings, appearance);
  widget_test_wait (is_loaded, fixture->workspace);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->workspace);
  g_clear_object (&fixture->settings);
  widget_test_settle ();
  session_fixture_tear_down (&fixture->base, data);
}

/* Returns an item of the fixture's dataset with another report, which it takes over. */
static BtDatasetItem *
make_item (const Fixture *fixture, char *report_json)
{
  const BtColumns *columns = bt_series_get_columns (fixture->base.series);
  BtDataset *dataset = g_new0 (BtDataset, 1);

  dataset->id = fixture->base.dataset_id;
  dataset->instrument = *bt_instrument_find_builtin ("XAUUSD");
  dataset->timeframe = BT_TIMEFRAME_M1;
  dataset->rows = (gint64) columns->length;
  dataset->first_usec = columns->time_usec[0];
  dataset->last_usec = columns->time_usec[columns->length - 1];
  dataset->source = g_strdup ("Test");
  dataset->report_json = report_json;
  dataset->grade = 'C';
  return bt_dataset_item_new (dataset);
}

/* Returns a report with something of everything, around a time. */
static char *
make_report (gint64 time_usec)
{
  g_autoptr (BtQualityReport) report = bt_quality_report_new ();
  const BtQualityPlace run = { time_usec, time_usec + 44 * BT_USEC_PER_MINUTE, 45 };
  const BtQualityPlace spike = { time_usec, time_usec, 1234 };
  const BtGap gap = { time_usec, time_usec + 3 * BT_USEC_PER_DAY, 2880 };
  const BtZoneVote votes[]
    = { { BT_ZONE (BT_ZONE_NEW_YORK), 9, 10 }, { BT_ZONE (BT_ZONE_UTC), 6, 10 } };

  report->timeframe = BT_TIMEFRAME_M1;
  report->zone = BT_ZONE (BT_ZONE_UTC);
  report->duplicates = 7;
  report->duplicates_equal = 1;
  report->duplicates_conflicting = 2;
  report->folds = 4;
  report->out_of_order = 5;
  report->inverted = 1;
  report->outside_range = 4;
  report->bad_rows_total = 4;
  report->flat = 45;
  report->zero_volume = 46;
  report->weekend_rows = 8;
  report->spikes = 1;
  report->overlapping = 9;
  report->break_missing = 60;
  report->is_name_wrong = TRUE;
  report->name_timeframe = BT_TIMEFRAME_M5;
  report->is_stamped_at_close = TRUE;
  g_array_append_val (report->gaps, gap);
  g_array_append_vals (report->zone_votes, votes, G_N_ELEMENTS (votes));
  for (guint finding = 0; finding < BT_N_FINDINGS; finding++)
    bt_quality_places_append (report->places, finding, finding == BT_FINDING_SPIKE ? &spike : &run);
  return bt_quality_report_to_json (report);
}

/* Appends the texts of all labels below a widget, one a line. */
static void
collect_texts (GtkWidget *widget, GString *texts)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (texts, "%s\n", gtk_label_get_label (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_texts (child, texts);
}

/* Returns the first widget of a type below another. */
static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Returns the row of the findings that bears a text. */
static GtkWidget *
find_row (gpointer pane, const char *text)
{
  for (GtkWidget *row = gtk_widget_get_first_child (widget_test_part (pane, "findings"));
       row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      g_autoptr (GString) texts = g_string_new (NULL);
      collect_texts (row, texts);
      if (strstr (texts->str, text) != NULL)
        return row;
    }
  g_error ("No finding says “%s”", text);
}

/* Asserts what stands in a row: text, count (or NULL), what was done, and its expander (or NULL).
 */
static void
assert_finding (
  gpointer pane, const char *text, const char *count, const char *done, const char *places)
{
  g_autofree char *expected
    = g_strjoin ("\n", text, count != NULL ? count : done, count != NULL ? done : "", NULL);
  GtkWidget *row = find_row (pane, text);
  GtkWidget *expander = find_type (row, GTK_TYPE_EXPANDER);
  g_autoptr (GString) texts = g_string_new (NULL);

  collect_texts (row, texts);
  g_assert_true (g_str_has_prefix (texts->str, expected));
  g_assert_cmpstr (expander != NULL ? gtk_expander_get_label (GTK_EXPANDER (expander)) : NULL, ==,
                   places);
}

static gpointer
make_pane (const Fixture *fixture, char *report_json)
{
  g_autoptr (BtDatasetItem) item = make_item (fixture, report_json);

  return g_object_ref_sink (g_object_new (BT_TYPE_QUALITY_PANE, "item", item, NULL));
}

static void
test_findings (Fixture *fixture, gconstpointer data)
{
  gpointer pane
    = make_pane (fixture, make_report (bt_series_get_candle (fixture->base.series, 0).time_usec));

  assert_finding (pane, "The high is below the low", "1", "Refused", "1 place");
  assert_finding (pane, "Open or close is outside high and low", "3", "Refused", "1 place");
  assert_finding (pane, "Another candle at a time that has one: the first is kept", "2", "Refused",
                  "1 place");
  assert_finding (pane, "Spikes: a range beyond 12 times the median", "1", "Left", "1 place");
  assert_finding (pane, "Candles at weekends, while the market is closed", "8", "Left", "1 place");
  assert_finding (pane, "Candles missing in gaps", "2\u2009880", "Left", "1 gap");
  assert_finding (pane, "The file's name states M5, its candles are M1", NULL, "Left", NULL);
  assert_finding (pane, "Stamps are the closes of candles: moved to their openings", NULL,
                  "Repaired", NULL);
  assert_finding (pane, "Copies of a candle", "1", "Repaired", "1 place");
  assert_finding (pane, "Steps back in time: the rows are sorted", "5", "Repaired", "1 place");
  assert_finding (pane, "Rows of an hour that clocks show twice: told apart", "4", "Repaired",
                  "1 place");
  assert_finding (pane, "Candles that several files hold: stored once", "9", "Repaired", NULL);
  assert_finding (pane, "Candles without movement", "45", "Left", "1 long run");
  assert_finding (pane, "Candles without volume", "46", "Left", "1 long run");
  assert_finding (pane, "Candles missing in the market's daily break, which is no fault", "60",
                  "Left", NULL);
  /* The zone that was taken, in words, with its own weeks. */
  g_assert_cmpstr (widget_test_text (pane, "certain_label"), ==, "Likely");
  g_assert_nonnull (strstr (widget_test_text (pane, "weeks_label"), "6 of 10 weeks"));
  widget_test_assert_finalizes (pane);
}

static void
test_old_report (Fixture *fixture, gconstpointer data)
{
  gpointer pane = make_pane (fixture, g_strdup (old_report));

  assert_finding (pane, "Rows that repeat a time: the first one is kept", "3", "Refused", NULL);
  assert_finding (pane, "Candles missing in gaps", "4", "Left", "1 gap");
  assert_finding (pane, "Candles without movement", "2", "Left", NULL);
  g_assert_cmpstr (widget_test_text (pane, "certain_label"), ==, "Uncertain");
  g_assert_nonnull (strstr (widget_test_text (pane, "weeks_label"), "Nothing in the file"));
  widget_test_assert_finalizes (pane);
}

/* Unfolds the places of a finding and returns the first one. */
static GtkWidget *
unfold (gpointer pane, const char *finding)
{
  GtkWidget *expander = find_type (find_row (pane, finding), GTK_TYPE_EXPANDER);

  g_assert_null (gtk_expander_get_child (GTK_EXPANDER (expander)));
  gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
  return find_type (gtk_expander_get_child (GTK_EXPANDER (expander)), GTK_TYPE_BUTTON);
}

static void
assert_texts (GtkWidget *widget, const char *expected)
{
  g_autoptr (GString) texts = g_string_new (NULL);

  collect_texts (widget, texts);
  g_assert_cmpstr (texts->str, ==, expected);
}

static BtPlaceWindow *
find_place_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);
      if (BT_IS_PLACE_WINDOW (window))
        return BT_PLACE_WINDOW (window);
    }
  return NULL;
}

static gboolean
shows_chart (gpointer data)
{
  BtPlaceWindow *window = find_place_window ();

  return window != NULL
         && g_str_equal (gtk_stack_get_visible_child_name (widget_test_part (window, "stack")),
                         "chart");
}

static gboolean
shows_failure (gpointer window)
{
  return g_str_equal (gtk_stack_get_visible_child_name (widget_test_part (window, "stack")),
                      "failure");
}

/* A place is seen on a chart of the whole dataset; the window stays for the next one. */
static void
test_place (Fixture *fixture, gconstpointer data)
{
  BtMainWindow *main_window = bt_main_window_new (NULL, fixture->workspace);
  gpointer pane = widget_test_part (widget_test_part (main_window, "data_page"), "pane");
  gint64 time_usec;
  g_assert_true (bt_time_parse ("2024-03-05T23:50:00Z", &time_usec, NULL));
  g_autoptr (BtDatasetItem) item = make_item (fixture, make_report (time_usec));

  g_object_set (pane, "item", item, NULL);
  GtkWidget *run = unfold (pane, "Candles without movement");
  assert_texts (run, "2024-03-05 23:50 – 2024-03-06 00:34\n45 candles\n");
  GtkWidget *spike = unfold (pane, "Spikes");
  assert_texts (spike, "2024-03-05 23:50\nrange 12.34\n");
  g_signal_emit_by_name (run, "clicked");
  widget_test_wait (shows_chart, NULL);
  BtPlaceWindow *window = find_place_window ();
  BtChart *chart = widget_test_part (window, "chart");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==,
                   "XAUUSD M1, synthetic · 2024-03-05 23:50 – 2024-03-06 00:34 UTC");
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (window)) == GTK_WINDOW (main_window));
  g_assert_cmpuint (bt_drawing_set_get_count (bt_chart_get_drawings (chart)), ==, 2);
  BtCandle last;
  g_assert_true (bt_chart_get_current_candle (chart, &last));
  g_assert_cmpint (last.time_usec, ==, bt_dataset_item_get (item)->last_usec);

  g_signal_emit_by_name (spike, "clicked");
  g_assert_true (find_place_window () == window && shows_chart (NULL));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==,
                   "XAUUSD M1, synthetic · 2024-03-05 23:50 UTC");
  const BtDrawingSet *lines = bt_chart_get_drawings (chart);
  g_assert_cmpuint (bt_drawing_set_get_count ((BtDrawingSet *) lines), ==, 1);
  g_assert_true (bt_drawing_set_get ((BtDrawingSet *) lines, 0)->is_locked);

  /* It closes with its parent. */
  gtk_window_destroy (GTK_WINDOW (main_window));
  widget_test_settle ();
  g_assert_null (find_place_window ());
}

/* A dataset that is gone is told, and the same place can be asked for again. */
static void
test_no_candles (Fixture *fixture, gconstpointer data)
{
  BtPlaceWindow *window = bt_place_window_new (NULL, fixture->workspace);
  BtDataset *dataset = g_new0 (BtDataset, 1);

  dataset->id = fixture->base.dataset_id + 1000;
  dataset->instrument = *bt_instrument_find_builtin ("XAUUSD");
  dataset->timeframe = BT_TIMEFRAME_M1;
  g_autoptr (BtDatasetItem) item = bt_dataset_item_new (dataset);
  bt_place_window_show (window, item, 0, 0);
  widget_test_wait (shows_failure, window);
  g_assert_cmpstr (widget_test_text (window, "failure_label"), !=, "");
  /* Closed while it reads. */
  bt_place_window_show (window, item, 0, 0);
  gtk_window_destroy (GTK_WINDOW (window));
  widget_test_settle ();
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  widget_test_init (&argc, &argv);
  ADD ("/ui/quality/findings", test_findings);
  ADD ("/ui/quality/old-report", test_old_report);
  ADD ("/ui/quality/place", test_place);
  ADD ("/ui/quality/no-candles", test_no_candles);
  return g_test_run ();
}
