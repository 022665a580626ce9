// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the report says beside figures: the result under each intrabar rule, branches, rewinds and
 * the challenge. */
#include "config.h"

#include "session-fixture.h"
#include "ui/bt-policy-block.h"
#include "ui/bt-report-record.h"
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

static const char *
get_cell (GtkWidget *block, int column, int row)
{
  GtkGrid *grid = widget_test_part (block, "outcomes");

  return gtk_label_get_label (GTK_LABEL (gtk_grid_get_child_at (grid, column, row)));
}

static void
test_policies (Fixture *fixture, gconstpointer data)
{
  GtkWidget *block = g_object_ref_sink (g_object_new (BT_TYPE_POLICY_BLOCK, NULL));

  bt_policy_block_show (BT_POLICY_BLOCK (block), NULL);
  g_assert_true (gtk_widget_get_visible (widget_test_part (block, "spinner")));
  bt_session_step (fixture->session, TRUE);
  session_fixture_trade (fixture->session, BT_DIRECTION_BUY, 0, 0);
  g_autoptr (BtSessionReport) report = bt_session_make_report (fixture->session);
  report->policies = bt_session_find_policies (fixture->session, NULL);
  g_assert_nonnull (report->policies);
  bt_policy_block_show (BT_POLICY_BLOCK (block), report);
  g_assert_false (gtk_widget_get_visible (widget_test_part (block, "spinner")));
  g_assert_cmpstr (get_cell (block, 0, 1), ==, "Adaptive (as played)");
  g_assert_cmpstr (get_cell (block, 0, 2), ==, "Pessimistic");
  g_assert_cmpstr (get_cell (block, 0, 3), ==, "Optimistic");
  /* A fill at the known quote hangs on no rule. */
  g_assert_cmpstr (get_cell (block, 1, 2), ==, get_cell (block, 1, 1));
  g_assert_cmpstr (get_cell (block, 2, 2), ==, "0.00");
  g_assert_cmpstr (widget_test_text (block, "trades_label"), ==,
                   "Every trade ends the same under each rule.");
  g_assert_cmpstr (widget_test_text (block, "fills_label"), ==, "No fill was ambiguous as played.");
  bt_policy_block_fail (BT_POLICY_BLOCK (block), "The candles are gone");
  g_assert_cmpstr (widget_test_text (block, "trades_label"), ==, "The candles are gone");
  widget_test_assert_finalizes (block);
}

static void
test_record (Fixture *fixture, gconstpointer data)
{
  g_assert_null (bt_report_record_challenge (fixture->session));
  g_assert_true (bt_session_advance_to (fixture->session, 99, FALSE, NULL));
  session_fixture_trade (fixture->session, BT_DIRECTION_BUY, 0, 0);
  g_autofree char *before = bt_report_record_line (fixture->session);
  g_assert_true (g_str_has_prefix (before, "1 branch, 0 rewinds; "));
  g_assert_true (bt_session_rewind_to (fixture->session, 49, NULL));
  session_fixture_trade (fixture->session, BT_DIRECTION_SELL, 0, 0);
  g_autofree char *after = bt_report_record_line (fixture->session);
  g_assert_true (g_str_has_prefix (after, "2 branches, 1 rewind; "));
  g_assert_nonnull (strstr (after, bt_session_get_branch_name (fixture->session)));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  widget_test_init (&argc, &argv);
  ADD ("/ui/report/policies", test_policies);
  ADD ("/ui/report/record", test_record);
  return g_test_run ();
}
