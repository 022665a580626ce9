// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The branches of a session and their comparison, on a session that was rewound and traded
 * differently. */
#include "config.h"

#include "session-fixture.h"
#include "ui/bt-branch-pane.h"
#include "ui/bt-comparison-window.h"
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
  /* Bought on the first line; 50 candles back, sold on the second. */
  g_assert_true (bt_session_advance_to (fixture->session, 99, FALSE, NULL));
  session_fixture_trade (fixture->session, BT_DIRECTION_BUY, 0, 0);
  g_assert_true (bt_session_advance_to (fixture->session, 119, FALSE, NULL));
  g_assert_true (bt_session_rewind_to (fixture->session, 69, NULL));
  session_fixture_trade (fixture->session, BT_DIRECTION_SELL, 0, 0);
  g_assert_true (bt_session_advance_to (fixture->session, 109, FALSE, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bt_session_close (fixture->session);
  widget_test_settle ();
  g_clear_object (&fixture->session);
  session_fixture_tear_down (&fixture->base, data);
}

static GtkSelectionModel *
get_selection (GtkWidget *pane)
{
  return gtk_column_view_get_model (GTK_COLUMN_VIEW (widget_test_part (pane, "view")));
}

static GtkWidget *
make_pane (Fixture *fixture)
{
  return g_object_ref_sink (g_object_new (BT_TYPE_BRANCH_PANE, "session", fixture->session, NULL));
}

static gboolean
is_on_first (gpointer session)
{
  g_autoptr (BtBranchItem) first = g_list_model_get_item (bt_session_get_branches (session), 0);

  return bt_branch_item_is_current (first);
}

static gboolean
has_one_branch (gpointer session)
{
  return g_list_model_get_n_items (bt_session_get_branches (session)) == 1;
}

static void
test_lists (Fixture *fixture, gconstpointer data)
{
  GtkWidget *pane = make_pane (fixture);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_selection (pane))), ==, 2);
  g_autoptr (BtBranchItem) second = g_list_model_get_item (G_LIST_MODEL (get_selection (pane)), 1);
  g_assert_true (bt_branch_item_is_current (second));
  g_assert_cmpuint (bt_branch_item_get_depth (second), ==, 1);
  widget_test_assert_finalizes (pane);
}

/* Going to the other branch, and deleting the one that was left. */
static void
test_goes_and_deletes (Fixture *fixture, gconstpointer data)
{
  GtkWidget *pane = make_pane (fixture);
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), pane);
  gtk_selection_model_select_item (get_selection (pane), 0, TRUE);
  gtk_widget_activate_action (pane, "branch.go", NULL);
  widget_test_wait (is_on_first, fixture->session);
  g_assert_cmpint (bt_session_get_bar (fixture->session), ==, 119);
  gtk_selection_model_select_item (get_selection (pane), 1, TRUE);
  gtk_widget_activate_action (pane, "branch.delete", NULL);
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *question = NULL;
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) candidate = g_list_model_get_item (windows, i);
      if (ADW_IS_MESSAGE_DIALOG (candidate))
        question = candidate;
    }
  g_assert_nonnull (question);
  g_signal_emit_by_name (question, "response", "go");
  widget_test_wait (has_one_branch, fixture->session);
  gtk_window_destroy (GTK_WINDOW (question));
  gtk_window_destroy (GTK_WINDOW (window));
  widget_test_settle ();
  g_object_unref (pane);
}

static gboolean
is_compared (gpointer window)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (widget_test_part (window, "stack")),
                    "comparison")
         == 0;
}

static void
test_compares (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtBranchItem) first
    = g_list_model_get_item (bt_session_get_branches (fixture->session), 0);
  BtComparisonWindow *window
    = bt_comparison_window_open (NULL, fixture->session, bt_branch_item_get_id (first),
                                 bt_session_get_branch_id (fixture->session));

  widget_test_wait (is_compared, window);
  g_assert_cmpstr (widget_test_text (window, "name_a_label"), ==, bt_branch_item_get_name (first));
  g_assert_cmpstr (widget_test_text (window, "name_b_label"), ==,
                   bt_session_get_branch_name (fixture->session));
  g_assert_nonnull (strstr (widget_test_text (window, "parted_label"), "They part after "));
  g_assert_cmpstr (widget_test_text (window, "trades_label"), ==,
                   "2 trades differ, 0 are the same");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (
                      gtk_column_view_get_model (widget_test_part (window, "trades")))),
                    ==, 2);
  gtk_window_destroy (GTK_WINDOW (window));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  widget_test_init (&argc, &argv);
  ADD ("/ui/branch-pane/lists", test_lists);
  ADD ("/ui/branch-pane/goes-and-deletes", test_goes_and_deletes);
  ADD ("/ui/comparison-window/compares", test_compares);
  return g_test_run ();
}
