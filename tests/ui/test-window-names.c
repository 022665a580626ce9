// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Every control of every window has a role and a name, and Tab or the arrow keys come to it. */
#include "config.h"

#include "session-fixture.h"
#include "study/bt-study-registry.h"
#include "ui/bt-alert-editor.h"
#include "ui/bt-arrangements-window.h"
#include "ui/bt-chart-grid.h"
#include "ui/bt-chart-menu.h"
#include "ui/bt-chart-tile.h"
#include "ui/bt-chart-window.h"
#include "ui/bt-compare-window.h"
#include "ui/bt-comparison-window.h"
#include "ui/bt-dialogs.h"
#include "ui/bt-download-dialog.h"
#include "ui/bt-failure-window.h"
#include "ui/bt-import-sheet.h"
#include "ui/bt-instruments-window.h"
#include "ui/bt-key-overview.h"
#include "ui/bt-main-window.h"
#include "ui/bt-new-session-dialog.h"
#include "ui/bt-order-editor.h"
#include "ui/bt-place-window.h"
#include "ui/bt-position-editor.h"
#include "ui/bt-preferences-window.h"
#include "ui/bt-report-window.h"
#include "ui/bt-session-window.h"
#include "ui/bt-specification-window.h"
#include "ui/bt-studies-window.h"
#include "ui/bt-time-field.h"
#include "widget-names.h"
#include "widget-test.h"

typedef struct
{
  SessionFixture base;
  GSettings *settings;
  BtWorkspace *workspace;
  BtSession *session;
  gint64 silver_id;
  BtSpecificationPlan *plan;
} Fixture;

static GtkApplication *application;

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
  fixture->silver_id
    = session_fixture_add_dataset_of (fixture->base.store, "XAGUSD", fixture->base.series);
  g_autofree char *id = session_fixture_create (&fixture->base);
  fixture->session = session_fixture_open (&fixture->base, id);
  session_fixture_play_to (&fixture->base, fixture->session, 130, 1000000);
  fixture->settings = g_settings_new (BT_APP_ID);
  g_autoptr (BtAppearance) appearance = bt_appearance_new (fixture->settings);
  fixture->workspace = bt_workspace_new (fixture->base.store, fixture->settings, appearance);
  widget_test_wait (is_loaded, fixture->workspace);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  widget_test_settle ();
  bt_session_close (fixture->session);
  widget_test_settle ();
  g_clear_object (&fixture->session);
  g_clear_object (&fixture->workspace);
  g_clear_object (&fixture->settings);
  widget_test_settle ();
  session_fixture_tear_down (&fixture->base, data);
}

/* Looks at a window and closes it. */
static void
check_window (gpointer window, const char *what)
{
  g_assert_nonnull (window);
  gtk_window_present (window);
  widget_names_check_all (window, what);
  gtk_window_destroy (window);
  widget_test_settle ();
}

static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }
  return NULL;
}

static void
test_alert_editor (Fixture *fixture, gconstpointer data)
{
  BtAlert alert;

  for (int kind = 0; kind <= BT_ALERT_TIME; kind++)
    {
      bt_alert_init (&alert, (BtAlertKind) kind);
      check_window (bt_alert_editor_new (NULL, fixture->session, &alert), "alert editor");
    }
}

static void
test_preferences (Fixture *fixture, gconstpointer data)
{
  check_window (bt_preferences_window_new (NULL, fixture->workspace), "preferences");
}

static void
test_new_session (Fixture *fixture, gconstpointer data)
{
  check_window (bt_new_session_dialog_new (NULL, fixture->workspace, fixture->base.dataset_id),
                "new session");
}

static void
test_instruments (Fixture *fixture, gconstpointer data)
{
  check_window (bt_instruments_window_new (NULL, fixture->workspace, "XAUUSD"), "instruments");
}

static void
test_download (Fixture *fixture, gconstpointer data)
{
  check_window (bt_download_dialog_new (NULL, fixture->workspace), "download");
}

static void
test_report (Fixture *fixture, gconstpointer data)
{
  check_window (bt_report_window_new (application, fixture->workspace, fixture->session), "report");
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  check_window (bt_key_overview_new (NULL), "key overview");
}

static void
test_failure (Fixture *fixture, gconstpointer data)
{
  check_window (bt_failure_window_new (application, "Title", "Advice", "Detail"), "failure");
}

static void
test_arrangements (Fixture *fixture, gconstpointer data)
{
  GtkWidget *parent = gtk_window_new ();

  gtk_window_present (GTK_WINDOW (parent));
  check_window (bt_arrangements_window_present (GTK_WINDOW (parent),
                                                bt_workspace_get_arrangements (fixture->workspace)),
                "workspaces");
  gtk_window_destroy (GTK_WINDOW (parent));
}

static void
test_studies (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "sma", "bollinger", "rsi" };
  GtkWidget *window = gtk_window_new ();
  BtChart *chart = BT_CHART (bt_chart_new ());
  guint id = 0;

  bt_chart_set_tape (chart, bt_session_get_tape (fixture->session), BT_TRADING_DAY_DEFAULT);
  bt_chart_menu_attach (chart);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (chart));
  gtk_window_present (GTK_WINDOW (window));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      BtStudySettings settings;
      bt_study_settings_init (&settings, bt_study_registry_find (names[i]));
      id = bt_chart_add_study (chart, &settings);
    }
  bt_studies_window_present (chart, id);
  check_window (bt_studies_window_find (chart), "studies");
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
has_compare (gpointer compares)
{
  return bt_compare_list_get_count (compares) == 1;
}

static void
test_compare (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtDrawingSet) drawings = bt_drawing_set_new ();
  BtChartTile *tile
    = BT_CHART_TILE (bt_chart_tile_new (fixture->session, BT_TIMEFRAME_M5, drawings));
  BtCompareList *compares = bt_chart_tile_get_compares (tile);
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (tile));
  gtk_window_present (GTK_WINDOW (window));
  bt_compare_window_present (compares, bt_workspace_get_datasets (fixture->workspace));
  widget_names_check (GTK_WIDGET (bt_compare_window_find (compares)), "compare");
  bt_compare_list_add (compares, fixture->silver_id, BT_CHART_COMPARE_PERCENT);
  widget_test_wait (has_compare, compares);
  check_window (bt_compare_window_find (compares), "compare, with one");
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
has_plan (gpointer fixture)
{
  return ((Fixture *) fixture)->plan != NULL;
}

static void
plan_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  ((Fixture *) user_data)->plan
    = bt_specification_plan_new_finish (BT_STORE (source), result, &error);
  g_assert_no_error (error);
}

static void
test_specification (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->base.folder, "specification.csv", NULL);
  const char *text = "Symbol;Contract size;Swap long;Mystery\nXAGUSD;2500;-1,25;x\n";

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  bt_specification_plan_new_async (fixture->base.store, path, plan_read_cb, fixture);
  widget_test_wait (has_plan, fixture);
  check_window (
    bt_specification_window_new (NULL, fixture->workspace, g_steal_pointer (&fixture->plan)),
    "specifications");
}

static gboolean
is_asking (gpointer import)
{
  return bt_import_get_state (import) == BT_IMPORT_ASKING;
}

static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->base.folder, "candles.csv", NULL);
  const char *const paths[] = { path, NULL };
  const char *text = "Time,Open,High,Low,Close,Volume\n"
                     "2024-03-04 00:00,2060.1,2061.2,2059.3,2060.4,10\n"
                     "2024-03-04 00:01,2060.4,2061.5,2060.1,2061.0,12\n";

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_autoptr (BtImport) import = bt_import_start (fixture->base.store, paths, TRUE);
  widget_test_wait (is_asking, import);
  check_window (bt_import_sheet_new (NULL, import), "import");
  bt_import_cancel (import);
}

static gboolean
is_compared (gpointer window)
{
  return g_str_equal (gtk_stack_get_visible_child_name (widget_test_part (window, "stack")),
                      "comparison");
}

static void
test_comparison (Fixture *fixture, gconstpointer data)
{
  session_fixture_trade (fixture->session, BT_DIRECTION_BUY, 0, 0);
  g_assert_true (bt_session_advance_to (fixture->session, 150, FALSE, NULL));
  g_assert_true (bt_session_rewind_to (fixture->session, 140, NULL));
  session_fixture_trade (fixture->session, BT_DIRECTION_SELL, 0, 0);
  g_autoptr (BtBranchItem) first
    = g_list_model_get_item (bt_session_get_branches (fixture->session), 0);
  BtComparisonWindow *window
    = bt_comparison_window_open (NULL, fixture->session, bt_branch_item_get_id (first),
                                 bt_session_get_branch_id (fixture->session));
  widget_test_wait (is_compared, window);
  check_window (window, "comparison");
}

static GtkWidget *
make_popover (GType type, GtkWidget **window)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *popover = g_object_new (type, NULL);

  *window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (*window), box);
  gtk_widget_set_parent (popover, box);
  gtk_window_present (GTK_WINDOW (*window));
  widget_test_settle ();
  return popover;
}

static void
close_popover (GtkWidget *popover, GtkWidget *window)
{
  gtk_popover_popdown (GTK_POPOVER (popover));
  widget_test_settle ();
  gtk_widget_unparent (popover);
  gtk_window_destroy (GTK_WINDOW (window));
  widget_test_settle ();
}

/* Places a limit order far below the market. */
static void
place_limit (BtSession *session)
{
  BtCommand command;

  bt_command_init (&command, BT_COMMAND_PLACE, 0);
  command.type = BT_ORDER_LIMIT;
  command.direction = BT_DIRECTION_BUY;
  command.volume = BT_VOLUME (BT_VOLUME_UNITS_PER_LOT / 5);
  command.price_points = bt_session_get_quote (session).ask_points - 2000;
  g_assert_true (bt_session_submit (session, &command, NULL, NULL));
}

static void
test_editors (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window;
  GtkWidget *popover = make_popover (BT_TYPE_ORDER_EDITOR, &window);

  place_limit (fixture->session);
  session_fixture_trade (fixture->session, BT_DIRECTION_BUY, 500, 0);
  g_autoptr (BtOrderItem) order
    = g_list_model_get_item (bt_session_get_orders (fixture->session), 0);
  bt_order_editor_open (BT_ORDER_EDITOR (popover), fixture->session, order);
  widget_names_check_all (popover, "order editor");
  close_popover (popover, window);
  popover = make_popover (BT_TYPE_POSITION_EDITOR, &window);
  g_autoptr (BtPositionItem) position
    = g_list_model_get_item (bt_session_get_positions (fixture->session), 0);
  bt_position_editor_open (BT_POSITION_EDITOR (popover), fixture->session, position);
  widget_names_check_all (popover, "position editor");
  close_popover (popover, window);
}

static void
ignore_text (gpointer owner, const char *text, const char *id)
{
}

static void
test_questions (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_present (GTK_WINDOW (window));
  bt_dialog_ask_text (window, "Go to a date and time", "Time (UTC)", "2024-03-04 08:00", "_Go",
                      ignore_text, "");
  check_window (find_window (ADW_TYPE_MESSAGE_DIALOG), "question for a text");
  bt_dialog_show_error (window, "Heading", "Body");
  check_window (find_window (ADW_TYPE_MESSAGE_DIALOG), "message");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What the buttons over the days are called is what they do. */
static void
test_calendar (void)
{
  static const struct
  {
    const char *name;
    int months;
  } buttons[] = {
    { "Previous month", -1 }, { "Next month", 1 }, { "Previous year", -12 }, { "Next year", 12 }
  };
  GtkWidget *field = g_object_ref_sink (g_object_new (BT_TYPE_TIME_FIELD, NULL));
  GtkCalendar *calendar = widget_test_part (field, "calendar");
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (calendar));
  guint found = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (header); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    for (guint i = 0; GTK_IS_BUTTON (child) && i < G_N_ELEMENTS (buttons); i++)
      {
        g_autofree char *other = gtk_test_accessible_check_property (
          GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, buttons[i].name);
        if (other != NULL)
          continue;
        g_autoptr (GDateTime) before = gtk_calendar_get_date (calendar);
        g_signal_emit_by_name (child, "clicked");
        g_autoptr (GDateTime) after = gtk_calendar_get_date (calendar);
        g_assert_cmpint (g_date_time_get_year (after) * 12 + g_date_time_get_month (after), ==,
                         g_date_time_get_year (before) * 12 + g_date_time_get_month (before)
                           + buttons[i].months);
        found++;
      }
  g_assert_cmpuint (found, ==, G_N_ELEMENTS (buttons));
  widget_test_assert_finalizes (field);
}

static void
test_main_window (Fixture *fixture, gconstpointer data)
{
  check_window (bt_main_window_new (NULL, fixture->workspace), "main window");
}

static void
test_session_window (Fixture *fixture, gconstpointer data)
{
  session_fixture_trade (fixture->session, BT_DIRECTION_BUY, 0, 0);
  GtkWidget *window
    = GTK_WIDGET (bt_session_window_new (application, fixture->workspace, fixture->session));

  gtk_window_present (GTK_WINDOW (window));
  widget_names_check_all (window, "session window");
  AdwToast *toast = adw_toast_new ("A toast");
  adw_toast_set_timeout (toast, 0);
  adw_toast_overlay_add_toast (widget_test_part (window, "toasts"), toast);
  g_object_set (widget_test_part (window, "charts"), "layout", "2-columns", NULL);
  widget_names_check (window, "session window of two charts");
  g_assert_true (gtk_widget_activate_action (window, "win.detach-chart", NULL));
  GtkWidget *chart = find_window (BT_TYPE_CHART_WINDOW);
  g_assert_nonnull (chart);
  widget_names_check (chart, "chart window");
  widget_names_check_menus (chart, "chart window");
  gtk_window_destroy (GTK_WINDOW (window));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;

  widget_test_init (&argc, &argv);
  application = GTK_APPLICATION (adw_application_new (NULL, G_APPLICATION_NON_UNIQUE));
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  ADD ("/ui/names/alert-editor", test_alert_editor);
  ADD ("/ui/names/preferences", test_preferences);
  ADD ("/ui/names/new-session", test_new_session);
  ADD ("/ui/names/instruments", test_instruments);
  ADD ("/ui/names/download", test_download);
  ADD ("/ui/names/report", test_report);
  ADD ("/ui/names/keys", test_keys);
  ADD ("/ui/names/failure", test_failure);
  ADD ("/ui/names/arrangements", test_arrangements);
  ADD ("/ui/names/studies", test_studies);
  ADD ("/ui/names/compare", test_compare);
  ADD ("/ui/names/specification", test_specification);
  ADD ("/ui/names/import", test_import);
  ADD ("/ui/names/comparison", test_comparison);
  ADD ("/ui/names/editors", test_editors);
  ADD ("/ui/names/questions", test_questions);
  g_test_add_func ("/ui/names/calendar", test_calendar);
  ADD ("/ui/names/main-window", test_main_window);
  ADD ("/ui/names/session-window", test_session_window);
  int status = g_test_run ();
  g_object_unref (application);
  return status;
}
