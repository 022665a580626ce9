// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Saved workspaces, and where windows come back. */
#include "config.h"

#include "session-fixture.h"
#include "store/bt-preference-table.h"
#include "ui/bt-arrangements-window.h"
#include "ui/bt-chart-grid.h"
#include "ui/bt-session-window.h"
#include "ui/bt-state-member.h"
#include "ui/bt-window-place.h"
#include "widget-test.h"

typedef struct
{
  SessionFixture base;
  GSettings *settings;
  BtAppearance *appearance;
  BtWorkspace *workspace;
  BtArrangements *arrangements;
  guint changes;
} Fixture;

static GtkApplication *application;

static void
changed_cb (Fixture *fixture)
{
  fixture->changes++;
}

static gboolean
has_changed (gpointer data)
{
  return ((Fixture *) data)->changes > 0;
}

/* Waits until a change is stored. */
static void
wait_change (Fixture *fixture)
{
  widget_test_wait (has_changed, fixture);
  fixture->changes--;
}

static void
open_workspace (Fixture *fixture)
{
  fixture->workspace
    = bt_workspace_new (fixture->base.store, fixture->settings, fixture->appearance);
  fixture->arrangements = bt_workspace_get_arrangements (fixture->workspace);
  fixture->changes = 0;
  g_signal_connect_swapped (fixture->arrangements, "changed", G_CALLBACK (changed_cb), fixture);
  wait_change (fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  session_fixture_set_up (&fixture->base, data);
  fixture->settings = g_settings_new (BT_APP_ID);
  fixture->appearance = bt_appearance_new (fixture->settings);
  open_workspace (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (fixture->arrangements, fixture);
  widget_test_settle ();
  widget_test_assert_finalizes (g_steal_pointer (&fixture->workspace));
  g_clear_object (&fixture->appearance);
  g_clear_object (&fixture->settings);
  session_fixture_tear_down (&fixture->base, data);
}

static void
save (Fixture *fixture, const char *name, const char *json)
{
  g_autoptr (JsonObject) window = bt_state_parse (json);

  bt_arrangements_save (fixture->arrangements, name, window);
  wait_change (fixture);
}

static void
assert_names (Fixture *fixture, const char *expected)
{
  g_auto (GStrv) names = bt_arrangements_get_names (fixture->arrangements);
  g_autofree char *text = g_strjoinv (",", names);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  assert_names (fixture, "");
  g_assert_null (bt_arrangements_get_default (fixture->arrangements));
  save (fixture, "Scalp", "{\"page\": 1}");
  save (fixture, "Swing", "{\"page\": 2}");
  save (fixture, "Scalp", "{\"page\": 3}");
  assert_names (fixture, "Scalp,Swing");
  bt_arrangements_set_default (fixture->arrangements, "Scalp");
  wait_change (fixture);
  bt_arrangements_rename (fixture->arrangements, "Scalp", "Swing");
  wait_change (fixture);
  assert_names (fixture, "Scalp,Swing");
  bt_arrangements_rename (fixture->arrangements, "Scalp", "Morning");
  wait_change (fixture);
  assert_names (fixture, "Morning,Swing");
  g_assert_cmpstr (bt_arrangements_get_default (fixture->arrangements), ==, "Morning");
  bt_arrangements_delete (fixture->arrangements, "Morning");
  wait_change (fixture);
  assert_names (fixture, "Swing");
  g_assert_null (bt_arrangements_get_default (fixture->arrangements));
  bt_arrangements_undo_delete (fixture->arrangements);
  wait_change (fixture);
  assert_names (fixture, "Swing,Morning");
  g_autoptr (JsonObject) window = bt_arrangements_find (fixture->arrangements, "Morning");
  g_assert_cmpint (json_object_get_int_member (window, "page"), ==, 3);
}

static gboolean
store_job (BtDb *db, gpointer data, GError **error)
{
  return bt_preference_table_set (db, "workspaces", data, error);
}

static gboolean
load_job (BtDb *db, gpointer data, GError **error)
{
  *(char **) data = bt_preference_table_get (db, "workspaces", NULL);
  return TRUE;
}

/* What a newer program wrote is left out, and left there. */
static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  bt_store_run (fixture->base.store, store_job,
                "{\"era\": 9, \"list\": [7, {\"name\": \"Odd\"}, {\"name\": 4, \"window\": {}}]}",
                &error);
  g_assert_no_error (error);
  save (fixture, "Mine", "{}");
  assert_names (fixture, "Mine");
  bt_store_run (fixture->base.store, load_job, &text, &error);
  g_assert_nonnull (strstr (text, "\"era\":9"));
  g_assert_nonnull (strstr (text, "\"Odd\""));
  g_assert_null (bt_arrangements_find (fixture->arrangements, "Odd"));
  bt_store_run (fixture->base.store, store_job, "[[", &error);
  save (fixture, "Other", "{}");
  assert_names (fixture, "Other");
}

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data) && gtk_widget_get_height (data) > 0;
}

static GtkWindow *
open_window (Fixture *fixture, BtSession *session)
{
  GtkWindow *window = GTK_WINDOW (bt_session_window_new (application, fixture->workspace, session));

  gtk_window_present (window);
  widget_test_wait (is_mapped, window);
  widget_test_settle ();
  return window;
}

static void
act (gpointer window, const char *action, const char *name)
{
  g_assert_true (gtk_widget_activate_action (window, action, "s", name));
}

/* Saved in one session, chosen in another that plays, and what that one drew stays. */
static void
test_choose (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (&fixture->base);
  g_autofree char *other_id = session_fixture_create (&fixture->base);
  BtSession *session = session_fixture_open (&fixture->base, id);
  BtSession *other = session_fixture_open (&fixture->base, other_id);
  GtkWindow *window = open_window (fixture, session);
  GtkWindow *second = open_window (fixture, other);
  BtChartGrid *grid = widget_test_part (second, "charts");
  g_autofree char *layout = NULL;

  g_object_set (widget_test_part (window, "charts"), "layout", "4", NULL);
  bt_chart_set_timeframe (bt_chart_grid_get_chart (widget_test_part (window, "charts"), 2),
                          BT_TIMEFRAME_H1);
  g_object_set (widget_test_part (window, "tables"), "folded", TRUE, NULL);
  act (window, "win.keep-workspace", "Four_charts");
  wait_change (fixture);
  g_autoptr (JsonObject) kept = bt_arrangements_find (fixture->arrangements, "Four_charts");
  g_assert_nonnull (kept);
  g_assert_false (json_object_has_member (kept, "drawings"));
  g_assert_false (json_object_has_member (kept, "width"));

  BtDrawing *line = bt_drawing_new (bt_drawing_tool_find ("horizontal-line"),
                                    (BtDrawingAnchor){ bt_session_get_clock (other), 1700 });
  bt_drawing_set_add (bt_chart_get_drawings (bt_chart_grid_get_chart (grid, 0)), line);
  bt_session_play (other);
  act (second, "win.workspace", "Four_charts");
  g_assert_true (bt_session_is_playing (other));
  g_object_get (grid, "layout", &layout, NULL);
  g_assert_cmpstr (layout, ==, "4");
  g_assert_cmpint (bt_chart_get_timeframe (bt_chart_grid_get_chart (grid, 2)), ==, BT_TIMEFRAME_H1);
  g_assert_cmpuint (
    bt_drawing_set_get_count (bt_chart_get_drawings (bt_chart_grid_get_chart (grid, 0))), ==, 1);
  gboolean is_folded;
  g_object_get (widget_test_part (second, "tables"), "folded", &is_folded, NULL);
  g_assert_true (is_folded);
  act (second, "win.workspace", "None of that name");
  g_assert_cmpuint (bt_chart_grid_get_count (grid), ==, 4);

  gtk_window_close (window);
  gtk_window_close (second);
  widget_test_settle ();
  bt_session_close (session);
  bt_session_close (other);
  widget_test_assert_finalizes (session);
  widget_test_assert_finalizes (other);
}

/* The size of the next order, and whether it goes at once, are as they were left. */
static void
test_ticket (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (&fixture->base);
  BtSession *session = session_fixture_open (&fixture->base, id);
  GtkWindow *window = open_window (fixture, session);
  GtkWidget *ticket = widget_test_part (window, "ticket");

  g_assert_false (gtk_switch_get_active (widget_test_part (ticket, "one_click_switch")));
  gtk_switch_set_active (widget_test_part (ticket, "one_click_switch"), TRUE);
  bt_session_window_save_state (BT_SESSION_WINDOW (window), FALSE);
  gtk_window_destroy (window);
  widget_test_settle ();
  window = open_window (fixture, session);
  ticket = widget_test_part (window, "ticket");
  g_assert_true (gtk_switch_get_active (widget_test_part (ticket, "one_click_switch")));
  gtk_window_close (window);
  widget_test_settle ();
  bt_session_close (session);
  widget_test_assert_finalizes (session);
}

/* A new session begins with the chosen one; one that was shown before stays as it was. */
static void
test_default (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (&fixture->base);
  BtSession *session = session_fixture_open (&fixture->base, id);

  save (fixture, "Two",
        "{\"charts\": {\"layout\": \"2-columns\", \"list\": []}, \"panel\": false}");
  bt_arrangements_set_default (fixture->arrangements, "Two");
  wait_change (fixture);
  GtkWindow *window = open_window (fixture, session);
  g_assert_cmpuint (bt_chart_grid_get_count (widget_test_part (window, "charts")), ==, 2);
  g_object_set (widget_test_part (window, "charts"), "layout", "1", NULL);
  gtk_window_close (window);
  widget_test_settle ();
  window = open_window (fixture, session);
  g_assert_cmpuint (bt_chart_grid_get_count (widget_test_part (window, "charts")), ==, 1);
  gtk_window_close (window);
  widget_test_settle ();
  bt_session_close (session);
  widget_test_assert_finalizes (session);
}

/* No larger than the screen, and full screen where it was. */
static void
test_place (void)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  g_autoptr (JsonObject) state = bt_state_parse (
    "{\"width\": 99999, \"height\": 3, \"fullscreen\": true, \"monitor\": \"gone\"}");
  g_autoptr (JsonObject) written = json_object_new ();
  g_autoptr (GdkMonitor) monitor
    = g_list_model_get_item (gdk_display_get_monitors (gdk_display_get_default ()), 0);
  GdkRectangle room;
  int width, height;

  gdk_monitor_get_geometry (monitor, &room);
  bt_window_place_read (window, state);
  gtk_window_get_default_size (window, &width, &height);
  g_assert_cmpint (width, ==, room.width);
  g_assert_cmpint (height, ==, 300);
  gtk_window_present (window);
  widget_test_wait (is_mapped, window);
  bt_window_place_write (window, written);
  g_assert_true (json_object_get_boolean_member (written, "fullscreen"));
  g_assert_false (json_object_get_boolean_member (written, "maximized"));
  g_assert_cmpint (json_object_get_int_member (written, "width"), ==, width);
  gtk_window_destroy (window);
}

/* Closed and made again. */
static void
test_kept (void)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  int width, height;

  gtk_window_set_default_size (window, 640, 480);
  bt_window_place_keep (window, "report");
  gtk_window_set_default_size (window, 700, 500);
  gtk_window_present (window);
  widget_test_wait (is_mapped, window);
  gtk_window_close (window);
  widget_test_settle ();
  window = GTK_WINDOW (gtk_window_new ());
  bt_window_place_keep (window, "report");
  gtk_window_get_default_size (window, &width, &height);
  g_assert_cmpint (width, ==, 700);
  g_assert_cmpint (height, ==, 500);
  gtk_window_destroy (window);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;

  widget_test_init (&argc, &argv);
  application = GTK_APPLICATION (adw_application_new (NULL, G_APPLICATION_NON_UNIQUE));
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_test_add ("/ui/arrangements/names", Fixture, NULL, set_up, test_names, tear_down);
  g_test_add ("/ui/arrangements/newer", Fixture, NULL, set_up, test_newer, tear_down);
  g_test_add ("/ui/arrangements/choose", Fixture, NULL, set_up, test_choose, tear_down);
  g_test_add ("/ui/arrangements/default", Fixture, NULL, set_up, test_default, tear_down);
  g_test_add ("/ui/arrangements/ticket", Fixture, NULL, set_up, test_ticket, tear_down);
  g_test_add_func ("/ui/window-place/read", test_place);
  g_test_add_func ("/ui/window-place/kept", test_kept);
  int status = g_test_run ();
  g_object_unref (application);
  return status;
}
