// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The widgets of alerts, notes and the log, by action, notification and what they say. */
#include "config.h"

#include "session-fixture.h"
#include "ui/bt-alert-drawings.h"
#include "ui/bt-alert-editor.h"
#include "ui/bt-alert-lines.h"
#include "ui/bt-alert-pane.h"
#include "ui/bt-log-pane.h"
#include "ui/bt-note-pane.h"
#include "ui/bt-table.h"
#include "widget-test.h"

/* A session that was played a little. */
typedef struct
{
  SessionFixture base;
  char *id;
  BtSession *session;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  session_fixture_set_up (&fixture->base, data);
  fixture->id = session_fixture_create (&fixture->base);
  fixture->session = session_fixture_open (&fixture->base, fixture->id);
  session_fixture_play_to (&fixture->base, fixture->session, 50, 1000000);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bt_session_close (fixture->session);
  g_object_unref (fixture->session);
  g_free (fixture->id);
  session_fixture_tear_down (&fixture->base, data);
}

static BtAlertList *
get_alerts (Fixture *fixture)
{
  return bt_session_get_alerts (fixture->session);
}

static guint
count_alerts (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_alerts (fixture)));
}

static gint64
get_bid (Fixture *fixture)
{
  return bt_session_get_quote (fixture->session).bid_points;
}

/* ---- The editor ---- */

static BtAlertEditor *
open_editor (Fixture *fixture, BtAlertKind kind)
{
  BtAlert alert;

  bt_alert_init (&alert, kind);
  alert.level_points = get_bid (fixture);
  alert.high_points = alert.level_points + 100;
  return bt_alert_editor_new (NULL, fixture->session, &alert);
}

static void
test_price (Fixture *fixture, gconstpointer data)
{
  BtAlertEditor *editor = open_editor (fixture, BT_ALERT_PRICE);
  GtkSpinButton *level = widget_test_part (editor, "level_spin");
  BtAlert alert;

  g_assert_cmpfloat_with_epsilon (gtk_spin_button_get_value (level),
                                  (double) get_bid (fixture) / 100.0, 0.001);
  gtk_spin_button_set_value (level, 2045.12);
  adw_combo_row_set_selected (widget_test_part (editor, "crossing_row"), BT_ALERT_UP);
  adw_combo_row_set_selected (widget_test_part (editor, "side_row"), 1);
  gtk_switch_set_active (widget_test_part (editor, "pause_switch"), FALSE);
  gtk_editable_set_text (widget_test_part (editor, "message_entry"), "Breakout");
  g_assert_cmpstr (widget_test_text (editor, "summary_label"), ==, "Ask crosses 2045.12 upwards");
  g_assert_true (bt_alert_editor_get_alert (editor, &alert));
  g_assert_cmpint (alert.level_points, ==, 204512);
  g_assert_cmpint (alert.crossing, ==, BT_ALERT_UP);
  g_signal_emit_by_name (widget_test_part (editor, "save_button"), "clicked");
  widget_test_settle ();
  g_assert_cmpuint (count_alerts (fixture), ==, 1);
  const BtAlert *added = bt_alert_item_get (bt_alert_list_find (get_alerts (fixture), 1));
  g_assert_cmpstr (added->message, ==, "Breakout");
  g_assert_true (added->is_ask);
  g_assert_false (added->is_pausing);
}

/* What cannot be is not saved. */
static void
test_faults (Fixture *fixture, gconstpointer data)
{
  BtAlertEditor *editor = open_editor (fixture, BT_ALERT_RANGE);
  GtkWidget *save = widget_test_part (editor, "save_button");

  g_assert_true (gtk_widget_get_sensitive (save));
  gtk_spin_button_set_value (widget_test_part (editor, "high_spin"), 1.0);
  g_assert_false (gtk_widget_get_sensitive (save));
  /* An indicator. */
  adw_combo_row_set_selected (widget_test_part (editor, "kind_row"), 2);
  g_assert_true (gtk_widget_get_sensitive (save));
  g_assert_cmpstr (widget_test_text (editor, "summary_label"), ==, "RSI 14 (M5) crosses 70.00");
  GtkWidget *parameters = widget_test_part (editor, "parameters_entry");
  gtk_editable_set_text (GTK_EDITABLE (parameters), "period=0");
  g_assert_false (gtk_widget_get_sensitive (save));
  g_assert_true (gtk_widget_has_css_class (parameters, "error"));
  gtk_editable_set_text (GTK_EDITABLE (parameters), "period=9");
  g_assert_cmpstr (widget_test_text (editor, "summary_label"), ==, "RSI 9 (M5) crosses 70.00");
  adw_combo_row_set_selected (widget_test_part (editor, "against_row"), 2);
  gtk_editable_set_text (widget_test_part (editor, "other_entry"), "nonsense");
  g_assert_false (gtk_widget_get_sensitive (save));
  gtk_editable_set_text (widget_test_part (editor, "other_entry"), "rsi period=21");
  g_assert_true (gtk_widget_get_sensitive (save));
  /* A time of day. */
  adw_combo_row_set_selected (widget_test_part (editor, "kind_row"), 3);
  adw_combo_row_set_selected (widget_test_part (editor, "clock_row"), 1);
  gtk_editable_set_text (widget_test_part (editor, "minute_entry"), "24:00");
  g_assert_false (gtk_widget_get_sensitive (save));
  gtk_editable_set_text (widget_test_part (editor, "minute_entry"), "14:30");
  g_assert_cmpstr (widget_test_text (editor, "summary_label"), ==, "Every day at 14:30 London");
  widget_test_assert_finalizes (editor);
  g_assert_cmpuint (count_alerts (fixture), ==, 0);
}

/* A line comes from a drawing and stays one; all else of it can be chosen. */
static void
test_line (Fixture *fixture, gconstpointer data)
{
  BtAlertEditor *editor;
  BtAlert alert;

  bt_alert_init (&alert, BT_ALERT_LINE);
  alert.anchors[0] = (BtAlertAnchor){ bt_session_get_candle_time (fixture->session, 1), 204500 };
  alert.anchors[1] = (BtAlertAnchor){ bt_session_get_candle_time (fixture->session, 9), 204600 };
  editor = bt_alert_editor_new (NULL, fixture->session, &alert);
  g_assert_false (gtk_widget_get_visible (widget_test_part (editor, "kind_row")));
  adw_combo_row_set_selected (widget_test_part (editor, "crossing_row"), BT_ALERT_DOWN);
  g_assert_cmpstr (widget_test_text (editor, "summary_label"), ==,
                   "Bid crosses the line downwards");
  g_assert_true (bt_alert_editor_get_alert (editor, &alert));
  g_assert_cmpint (alert.kind, ==, BT_ALERT_LINE);
  g_assert_cmpint (alert.anchors[1].points, ==, 204600);
  widget_test_assert_finalizes (editor);
}

/* ---- The panes ---- */

/* Puts a pane into a window, which its actions ask for. */
static GtkWidget *
show_pane (GType type, BtSession *session, GtkWidget **window)
{
  GtkWidget *pane = g_object_new (type, NULL);

  g_object_set (pane, "session", session, NULL);
  *window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (*window), pane);
  gtk_window_present (GTK_WINDOW (*window));
  widget_test_settle ();
  return pane;
}

static const BtAlert *
get_alert (Fixture *fixture, gint64 id)
{
  BtAlertItem *item = bt_alert_list_find (get_alerts (fixture), id);

  return item != NULL ? bt_alert_item_get (item) : NULL;
}

/* Adds a drawing with its anchors and returns its id. */
static guint
add_drawing (BtDrawingSet *drawings, const char *tool, const BtDrawingAnchor *anchors, guint count)
{
  BtDrawing *drawing = bt_drawing_new (bt_drawing_tool_find (tool), anchors[0]);

  g_array_set_size (drawing->anchors, 0);
  g_array_append_vals (drawing->anchors, anchors, count);
  return bt_drawing_set_add (drawings, drawing);
}

/* Puts a drawing so many points higher, as a change that can be taken back. */
static void
raise_drawing (BtDrawingSet *drawings, guint id, double points)
{
  BtDrawing *moved = bt_drawing_copy (bt_drawing_set_find (drawings, id));

  bt_drawing_set_mark (drawings);
  for (guint i = 0; i < moved->anchors->len; i++)
    g_array_index (moved->anchors, BtDrawingAnchor, i).points += points;
  bt_drawing_set_replace (drawings, moved);
}

/* An alert goes where its drawing goes: moved, away, and back with it; moved by itself it stays. */
static void
test_drawing (Fixture *fixture, gconstpointer data)
{
  GtkWidget *charts
    = g_object_ref_sink (g_object_new (BT_TYPE_CHART_GRID, "session", fixture->session, NULL));
  BtChart *chart = bt_chart_grid_get_active (BT_CHART_GRID (charts));
  BtDrawingSet *drawings = bt_chart_get_drawings (chart);
  g_autoptr (BtAlertDrawings) follower
    = bt_alert_drawings_new (fixture->session, BT_CHART_GRID (charts));
  const BtDrawingAnchor ends[] = { { bt_session_get_candle_time (fixture->session, 9), 204600 },
                                   { bt_session_get_candle_time (fixture->session, 1), 204500 } };
  guint level = add_drawing (drawings, "horizontal-line", ends, 1);
  guint line = add_drawing (drawings, "ray", ends, 2);
  guint other = add_drawing (drawings, "rectangle", ends, 2);
  BtAlert alert;

  bt_alert_init (&alert, BT_ALERT_PRICE);
  g_assert_false (bt_alert_read_drawing (&alert, bt_drawing_set_find (drawings, other)));
  g_assert_true (bt_alert_read_drawing (&alert, bt_drawing_set_find (drawings, level)));
  g_assert_cmpint (alert.level_points, ==, 204600);
  alert.is_following = TRUE;
  g_assert_cmpint (bt_alert_list_add (get_alerts (fixture), &alert), ==, 1);
  g_assert_true (bt_alert_read_drawing (&alert, bt_drawing_set_find (drawings, line)));
  g_assert_cmpint (alert.kind, ==, BT_ALERT_LINE);
  g_assert_cmpint (alert.anchors[0].points, ==, 204500);
  g_assert_true (alert.is_extended);
  g_assert_cmpint (bt_alert_list_add (get_alerts (fixture), &alert), ==, 2);

  raise_drawing (drawings, level, 50);
  g_assert_cmpint (get_alert (fixture, 1)->level_points, ==, 204650);
  raise_drawing (drawings, line, -20);
  g_assert_cmpint (get_alert (fixture, 2)->anchors[1].points, ==, 204580);
  bt_drawing_set_undo (drawings);
  g_assert_cmpint (get_alert (fixture, 2)->anchors[1].points, ==, 204600);
  bt_drawing_set_mark (drawings);
  bt_drawing_set_remove (drawings, level);
  g_assert_null (get_alert (fixture, 1));
  g_assert_cmpuint (count_alerts (fixture), ==, 1);
  bt_drawing_set_undo (drawings);
  g_assert_cmpint (get_alert (fixture, 1)->level_points, ==, 204650);
  /* None of that was a change of the alerts' own: the first to be taken back is the second alert.
   */
  bt_alert_list_undo (get_alerts (fixture));
  g_assert_nonnull (get_alert (fixture, 1));
  g_assert_null (get_alert (fixture, 2));
  bt_alert_list_redo (get_alerts (fixture));
  /* Drawings that were read anew have other ids. */
  g_autofree char *text = bt_drawing_set_to_text (drawings);
  bt_drawing_set_read (drawings, text);
  g_assert_cmpuint (count_alerts (fixture), ==, 2);
  raise_drawing (drawings, bt_drawing_set_get (drawings, 0)->id, 5);
  g_assert_cmpint (get_alert (fixture, 1)->level_points, ==, 204655);

  bt_alert_lines_move (fixture->session, "alert-1", BT_CHART_LINE_ALERT, 204000);
  g_assert_false (get_alert (fixture, 1)->is_following);
  raise_drawing (drawings, bt_drawing_set_get (drawings, 0)->id, 5);
  g_assert_cmpint (get_alert (fixture, 1)->level_points, ==, 204000);
  widget_test_assert_finalizes (charts);
}

/* Of an alert on a drawing it can be said whether it goes with it; at another level it does not. */
static void
test_follow_switch (Fixture *fixture, gconstpointer data)
{
  BtAlertEditor *editor;
  BtAlert alert;

  bt_alert_init (&alert, BT_ALERT_PRICE);
  alert.level_points = 204500;
  editor = bt_alert_editor_new (NULL, fixture->session, &alert);
  g_assert_false (gtk_widget_get_visible (widget_test_part (editor, "follow_box")));
  gtk_window_destroy (GTK_WINDOW (editor));
  alert.is_following = TRUE;
  editor = bt_alert_editor_new (NULL, fixture->session, &alert);
  g_assert_true (gtk_widget_get_visible (widget_test_part (editor, "follow_box")));
  g_assert_true (bt_alert_editor_get_alert (editor, &alert));
  g_assert_true (alert.is_following);
  gtk_switch_set_active (widget_test_part (editor, "follow_switch"), FALSE);
  g_assert_true (bt_alert_editor_get_alert (editor, &alert));
  g_assert_false (alert.is_following);
  gtk_switch_set_active (widget_test_part (editor, "follow_switch"), TRUE);
  gtk_spin_button_set_value (widget_test_part (editor, "level_spin"), 2046);
  g_assert_true (bt_alert_editor_get_alert (editor, &alert));
  g_assert_false (alert.is_following);
  gtk_window_destroy (GTK_WINDOW (editor));
  widget_test_settle ();
}

static void
test_alert_pane (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window;
  GtkWidget *pane = show_pane (BT_TYPE_ALERT_PANE, fixture->session, &window);
  GtkColumnView *view = widget_test_part (pane, "view");
  BtAlert alert;

  g_assert_true (gtk_widget_get_visible (widget_test_part (pane, "empty_label")));
  bt_alert_init (&alert, BT_ALERT_PRICE);
  alert.level_points = get_bid (fixture) + 100000;
  bt_alert_list_add (get_alerts (fixture), &alert);
  g_assert_false (gtk_widget_get_visible (widget_test_part (pane, "empty_label")));
  BtAlertItem *item = bt_alert_list_find (get_alerts (fixture), 1);
  bt_table_select (view, item);
  gtk_widget_activate_action (pane, "alert.toggle", NULL);
  g_assert_false (bt_alert_item_is_armed (item));
  gtk_widget_activate_action (pane, "alert.toggle", NULL);
  g_assert_true (bt_alert_item_is_armed (item));
  gtk_widget_activate_action (pane, "alert.delete", NULL);
  g_assert_cmpuint (count_alerts (fixture), ==, 0);
  gtk_widget_activate_action (pane, "alert.undo", NULL);
  g_assert_cmpuint (count_alerts (fixture), ==, 1);
  gtk_widget_activate_action (pane, "alert.redo", NULL);
  g_assert_cmpuint (count_alerts (fixture), ==, 0);
  widget_test_assert_finalizes (window);
}

static guint
count_rows (GtkWidget *pane)
{
  return g_list_model_get_n_items (
    G_LIST_MODEL (gtk_column_view_get_model (widget_test_part (pane, "view"))));
}

static void
test_log_pane (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window;
  GtkWidget *pane;
  guint all;

  session_fixture_trade (fixture->session, BT_DIRECTION_BUY, 0, 0);
  session_fixture_trade (fixture->session, BT_DIRECTION_SELL, 0, 0);
  pane = show_pane (BT_TYPE_LOG_PANE, fixture->session, &window);
  all = count_rows (pane);
  /* A pause; two orders with their fills. */
  g_assert_cmpuint (all, ==, 5);
  GtkDropDown *kinds = widget_test_part (pane, "kind_list");
  gtk_drop_down_set_selected (kinds, 2);
  widget_test_settle ();
  g_assert_cmpuint (count_rows (pane), ==, 2);
  GtkWidget *search = widget_test_part (pane, "search_entry");
  gtk_editable_set_text (GTK_EDITABLE (search), "  BOUGHT ");
  g_signal_emit_by_name (search, "search-changed");
  widget_test_settle ();
  g_assert_cmpuint (count_rows (pane), ==, 1);
  g_autofree char *csv = bt_log_pane_to_csv (BT_LOG_PANE (pane));
  g_auto (GStrv) lines = g_strsplit (csv, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_cmpstr (lines[0], ==, "time,event,order,detail");
  g_assert_nonnull (strstr (lines[1], "Z,Fill,1,"));
  gtk_editable_set_text (GTK_EDITABLE (search), "no such thing");
  g_signal_emit_by_name (search, "search-changed");
  widget_test_settle ();
  g_assert_cmpuint (count_rows (pane), ==, 0);
  g_assert_cmpstr (widget_test_text (pane, "empty_label"), ==, "No line of the log is like this");
  widget_test_assert_finalizes (window);
}

static void
test_note_pane (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window;
  GtkWidget *pane = show_pane (BT_TYPE_NOTE_PANE, fixture->session, &window);
  BtNoteList *notes = bt_session_get_notes (fixture->session);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (widget_test_part (pane, "note_view"));
  gint64 time_usec = bt_session_get_candle_time (fixture->session, 20);
  gboolean has_note;

  g_assert_false (gtk_widget_get_sensitive (widget_test_part (pane, "note_view")));
  bt_note_pane_write_at (BT_NOTE_PANE (pane), time_usec, time_usec + BT_USEC_PER_MINUTE);
  g_assert_cmpuint (count_rows (pane), ==, 1);
  gtk_text_buffer_set_text (buffer, "False break\nof the high", -1);
  g_assert_cmpstr (bt_note_item_get_text (bt_note_list_find (notes, 1)), ==,
                   "False break\nof the high");
  /* The same candle has one note. */
  bt_note_pane_write_at (BT_NOTE_PANE (pane), time_usec, time_usec + BT_USEC_PER_MINUTE);
  g_assert_cmpuint (count_rows (pane), ==, 1);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (widget_test_part (pane, "session_view")),
                            "Of all", -1);
  g_assert_cmpstr (bt_note_list_get_session_text (notes), ==, "Of all");
  GtkWidget *search = widget_test_part (pane, "search_entry");
  gtk_editable_set_text (GTK_EDITABLE (search), "low");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_cmpuint (count_rows (pane), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (search), "HIGH");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_cmpuint (count_rows (pane), ==, 1);
  gtk_widget_activate_action (pane, "note.undo", NULL);
  g_assert_cmpstr (bt_note_list_get_session_text (notes), ==, "");
  gtk_widget_activate_action (pane, "note.undo", NULL);
  has_note = bt_note_list_find (notes, 1) != NULL;
  g_assert_false (has_note);
  widget_test_assert_finalizes (window);
}

int
main (int argc, char **argv)
{
  widget_test_init (&argc, &argv);
#define ADD(name, func)                                                                            \
  g_test_add ("/ui/alert-widgets/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("price", test_price);
  ADD ("faults", test_faults);
  ADD ("line", test_line);
  ADD ("alert-pane", test_alert_pane);
  ADD ("drawing", test_drawing);
  ADD ("follow", test_follow_switch);
  ADD ("log-pane", test_log_pane);
  ADD ("note-pane", test_note_pane);
#undef ADD
  return g_test_run ();
}
