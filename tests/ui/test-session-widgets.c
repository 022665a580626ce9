// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The parts of a session window on a session with a week of synthetic gold. */
#include "config.h"

#include "session-fixture.h"
#include "ui/bt-account-panel.h"
#include "ui/bt-format.h"
#include "ui/bt-price-field.h"
#include "ui/bt-session-tables.h"
#include "ui/bt-status-bar.h"
#include "ui/bt-time-controls.h"
#include "widget-test.h"

typedef struct
{
  SessionFixture base;
  BtSession *session;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  session_fixture_set_up (&fixture->base, data);
  g_autofree char *id = session_fixture_create (&fixture->base);
  fixture->session = session_fixture_open (&fixture->base, id);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bt_session_close (fixture->session);
  widget_test_settle ();
  g_clear_object (&fixture->session);
  session_fixture_tear_down (&fixture->base, data);
}

/* Returns a widget of a type that shows the fixture's session. */
static GtkWidget *
make (Fixture *fixture, GType type)
{
  return g_object_ref_sink (g_object_new (type, "session", fixture->session, NULL));
}

static void
test_price_field (Fixture *fixture, gconstpointer data)
{
  GtkWidget *widget = g_object_ref_sink (g_object_new (BT_TYPE_PRICE_FIELD, "title", "Stop", NULL));
  BtPriceField *field = BT_PRICE_FIELD (widget);
  GtkDropDown *mode = widget_test_part (widget, "mode_drop_down");

  bt_price_field_set_instrument (field, bt_instrument_find_builtin ("XAUUSD"));
  g_assert_cmpint (bt_price_field_get_price (field), ==, BT_PRICE_NONE);
  bt_price_field_set_reference (field, 200000, -1, 300);
  /* Checked, it begins at the usual distance. */
  gtk_check_button_set_active (widget_test_part (widget, "check"), TRUE);
  g_assert_cmpint (bt_price_field_get_price (field), ==, 199700);
  gtk_drop_down_set_selected (mode, 1);
  g_assert_cmpint (bt_price_field_get_price (field), ==, 199700);
  /* As points, it goes with the market. */
  bt_price_field_set_reference (field, 200100, -1, 300);
  g_assert_cmpint (bt_price_field_get_price (field), ==, 199800);
  gtk_drop_down_set_selected (mode, 0);
  bt_price_field_set_reference (field, 200150, -1, 300);
  g_assert_cmpint (bt_price_field_get_price (field), ==, 199800);
  /* The other direction's stop is as far on the other side. */
  bt_price_field_set_reference (field, 200200, 1, 300);
  g_assert_cmpint (bt_price_field_get_price (field), ==, 200550);
  bt_price_field_set_price (field, BT_PRICE_NONE);
  g_assert_cmpint (bt_price_field_get_price (field), ==, BT_PRICE_NONE);
  widget_test_assert_finalizes (widget);
}

static void
test_tables (Fixture *fixture, gconstpointer data)
{
  GtkWidget *tables = make (fixture, BT_TYPE_SESSION_TABLES);

  g_assert_cmpstr (widget_test_text (tables, "positions_count"), ==, "0");
  g_assert_true (gtk_widget_get_visible (widget_test_part (tables, "positions_empty")));
  g_assert_false (gtk_widget_get_sensitive (widget_test_part (tables, "close_all_button")));
  bt_session_step (fixture->session, TRUE);
  session_fixture_trade (fixture->session, BT_DIRECTION_BUY, 0, 0);
  g_assert_cmpstr (widget_test_text (tables, "positions_count"), ==, "1");
  g_assert_false (gtk_widget_get_visible (widget_test_part (tables, "positions_empty")));
  g_assert_true (gtk_widget_get_sensitive (widget_test_part (tables, "close_all_button")));
  g_assert_null (bt_session_tables_get_selected (BT_SESSION_TABLES (tables)));
  gtk_selection_model_select_item (bt_session_tables_get_selection (BT_SESSION_TABLES (tables)), 0,
                                   TRUE);
  g_assert_nonnull (bt_session_tables_get_selected (BT_SESSION_TABLES (tables)));
  widget_test_assert_finalizes (tables);
}

static gboolean
is_shown (GtkWidget *tables, guint index)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (widget_test_part (tables, "positions"));
  g_autoptr (GtkColumnViewColumn) column
    = g_list_model_get_item (gtk_column_view_get_columns (view), index);

  return gtk_column_view_column_get_visible (column);
}

/* Columns are those of all windows: hidden, moved or made wider in one, they are so in those that
 * are open and in the next one. */
static void
test_columns (Fixture *fixture, gconstpointer data)
{
  GtkWidget *first = make (fixture, BT_TYPE_SESSION_TABLES);
  GtkWidget *second = make (fixture, BT_TYPE_SESSION_TABLES);
  GtkColumnView *positions = GTK_COLUMN_VIEW (widget_test_part (first, "positions"));
  GtkColumnView *others = GTK_COLUMN_VIEW (widget_test_part (second, "positions"));

  gtk_widget_activate_action (GTK_WIDGET (positions), "columns.show-2", NULL);
  g_autoptr (GtkColumnViewColumn) moved
    = g_list_model_get_item (gtk_column_view_get_columns (positions), 4);
  gtk_column_view_insert_column (positions, 0, moved);
  gtk_column_view_column_set_fixed_width (moved, 173);
  widget_test_settle ();
  g_assert_false (is_shown (first, 3));
  g_assert_false (is_shown (second, 3));
  g_autoptr (GtkColumnViewColumn) same
    = g_list_model_get_item (gtk_column_view_get_columns (others), 0);
  g_assert_cmpstr (gtk_column_view_column_get_title (same), ==,
                   gtk_column_view_column_get_title (moved));
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (same), ==, 173);
  widget_test_assert_finalizes (first);
  GtkWidget *third = make (fixture, BT_TYPE_SESSION_TABLES);
  g_assert_false (is_shown (third, 3));
  gtk_widget_activate_action (widget_test_part (third, "positions"), "columns.reset", NULL);
  widget_test_settle ();
  g_assert_true (is_shown (second, 3));
  widget_test_assert_finalizes (second);
  widget_test_assert_finalizes (third);
}

/* What happened last stands where it is seen without scrolling. */
static void
test_newest_first (Fixture *fixture, gconstpointer data)
{
  GtkWidget *tables = make (fixture, BT_TYPE_SESSION_TABLES);
  GListModel *ledger = bt_session_get_ledger (fixture->session);
  GtkColumnView *view = GTK_COLUMN_VIEW (widget_test_part (tables, "ledger"));

  bt_session_step (fixture->session, TRUE);
  session_fixture_trade (fixture->session, BT_DIRECTION_BUY, 0, 0);
  BtCommand close;
  bt_command_init (&close, BT_COMMAND_CLOSE_ALL, 0);
  g_assert_true (bt_session_submit (fixture->session, &close, NULL, NULL));
  guint n_entries = g_list_model_get_n_items (ledger);
  g_assert_cmpuint (n_entries, >=, 2);
  g_autoptr (BtLedgerItem) newest = g_list_model_get_item (ledger, n_entries - 1);
  g_autoptr (BtLedgerItem) first
    = g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (view)), 0);
  g_assert_true (first == newest);
  widget_test_assert_finalizes (tables);
}

static void
test_account (Fixture *fixture, gconstpointer data)
{
  GtkWidget *panel = make (fixture, BT_TYPE_ACCOUNT_PANEL);

  g_assert_cmpstr (widget_test_text (panel, "equity_label"), ==,
                   "10\xe2\x80\x89"
                   "000.00");
  g_assert_cmpstr (widget_test_text (panel, "level_value"), ==, "–");
  bt_session_step (fixture->session, TRUE);
  session_fixture_trade (fixture->session, BT_DIRECTION_BUY, 0, 0);
  g_assert_cmpstr (widget_test_text (panel, "level_value"), !=, "–");
  /* A purchase begins with the spread as its loss. */
  g_assert_true (gtk_widget_has_css_class (widget_test_part (panel, "floating_value"), "down"));
  widget_test_assert_finalizes (panel);
}

/* The highest equity and the deepest fall stay when it recovers, and go when time goes back. */
static void
test_drawdown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *panel = make (fixture, BT_TYPE_ACCOUNT_PANEL);
  BtEquityCurve curve;

  g_assert_cmpstr (widget_test_text (panel, "peak_value"), ==,
                   widget_test_text (panel, "equity_label"));
  g_assert_cmpstr (widget_test_text (panel, "drawdown_value"), ==,
                   widget_test_text (panel, "deepest_value"));
  g_autofree char *nothing = g_strdup (widget_test_text (panel, "deepest_value"));
  bt_session_step (fixture->session, TRUE);
  gint64 begin_usec = bt_session_get_clock (fixture->session);
  session_fixture_trade (fixture->session, BT_DIRECTION_BUY, 0, 0);
  for (guint i = 0; i < 20; i++)
    bt_session_step (fixture->session, TRUE);
  bt_session_get_equity_curve (fixture->session, &curve);
  g_autofree char *deepest = bt_format_percent_signed (-curve.deepest_fall, 2);
  g_autofree char *fall = bt_format_percent_signed (-curve.fall, 2);
  g_assert_cmpfloat (curve.deepest_fall, >, 0);
  g_assert_cmpstr (widget_test_text (panel, "deepest_value"), ==, deepest);
  g_assert_cmpstr (widget_test_text (panel, "drawdown_value"), ==, fall);
  g_assert_true (gtk_widget_has_css_class (widget_test_part (panel, "fall_line"), "down"));
  gtk_test_accessible_assert_property (widget_test_part (panel, "fall_line"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Drawdown line");
  bt_session_go_to_time (fixture->session, begin_usec - BT_USEC_PER_MINUTE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (widget_test_text (panel, "deepest_value"), ==, nothing);
  g_assert_true (gtk_widget_has_css_class (widget_test_part (panel, "fall_line"), "flat"));
  widget_test_assert_finalizes (panel);
}

static void
test_time_controls (Fixture *fixture, gconstpointer data)
{
  GtkWidget *controls = make (fixture, BT_TYPE_TIME_CONTROLS);
  guint count;
  const int *speeds = bt_session_speeds (&count);
  int speed;

  bt_time_controls_shift_speed (BT_TIME_CONTROLS (controls), -100);
  g_object_get (fixture->session, "speed", &speed, NULL);
  g_assert_cmpint (speed, ==, speeds[0]);
  bt_time_controls_shift_speed (BT_TIME_CONTROLS (controls), 1);
  g_object_get (fixture->session, "speed", &speed, NULL);
  g_assert_cmpint (speed, ==, speeds[1]);
  bt_time_controls_shift_speed (BT_TIME_CONTROLS (controls), 100);
  g_object_get (fixture->session, "speed", &speed, NULL);
  g_assert_cmpint (speed, ==, BT_SPEED_MAX);
  g_assert_cmpuint (gtk_drop_down_get_selected (widget_test_part (controls, "speed_drop_down")), ==,
                    count - 1);
  widget_test_assert_finalizes (controls);
}

static const char *
progress_tooltip (GtkWidget *bar)
{
  return gtk_widget_get_tooltip_text (widget_test_part (bar, "progress_label"));
}

static void
test_status (Fixture *fixture, gconstpointer data)
{
  GtkWidget *bar = make (fixture, BT_TYPE_STATUS_BAR);

  g_assert_cmpstr (widget_test_text (bar, "progress_label"), ==, "Day 0 of 5");
  g_assert_nonnull (strstr (progress_tooltip (bar), "Candle 0 of"));
  g_assert_cmpstr (widget_test_text (bar, "saved_label"), ==, "✓ 0 commands saved");
  bt_session_step (fixture->session, TRUE);
  session_fixture_trade (fixture->session, BT_DIRECTION_BUY, 0, 0);
  g_assert_cmpstr (widget_test_text (bar, "progress_label"), ==, "Day 1 of 5");
  g_assert_nonnull (strstr (progress_tooltip (bar), "Candle 1 of"));
  g_assert_cmpstr (widget_test_text (bar, "saved_label"), ==, "✓ 1 command saved");
  /* From the middle, as far as it must be. */
  int natural;
  gtk_widget_measure (bar, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  bt_status_bar_fit (BT_STATUS_BAR (bar), natural - 1);
  g_assert_false (gtk_widget_get_visible (widget_test_part (bar, "saved_box")));
  g_assert_true (gtk_widget_get_visible (widget_test_part (bar, "rule_box")));
  bt_status_bar_fit (BT_STATUS_BAR (bar), 300);
  g_assert_false (gtk_widget_get_visible (widget_test_part (bar, "rule_box")));
  g_assert_false (gtk_widget_get_visible (widget_test_part (bar, "digest_box")));
  bt_status_bar_fit (BT_STATUS_BAR (bar), natural);
  g_assert_true (gtk_widget_get_visible (widget_test_part (bar, "saved_box")));
  g_assert_cmpstr (widget_test_text (bar, "state_label"), ==, "● Paused");
  g_assert_true (bt_session_advance_to (fixture->session,
                                        bt_session_get_length (fixture->session) - 1, FALSE, NULL));
  g_assert_cmpstr (widget_test_text (bar, "state_label"), ==, "● At the end");
  widget_test_assert_finalizes (bar);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  widget_test_init (&argc, &argv);
  ADD ("/ui/price-field/modes", test_price_field);
  ADD ("/ui/session-tables/counts", test_tables);
  ADD ("/ui/session-tables/columns", test_columns);
  ADD ("/ui/session-tables/newest-first", test_newest_first);
  ADD ("/ui/account-panel/figures", test_account);
  ADD ("/ui/account-panel/drawdown", test_drawdown);
  ADD ("/ui/time-controls/speed", test_time_controls);
  ADD ("/ui/status-bar/figures", test_status);
  return g_test_run ();
}
