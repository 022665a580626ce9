// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What can be done to branches, comparing them, and going to places ahead. */
#include "config.h"

#include "market/bt-synthetic.h"
#include "session-fixture.h"
#include "session/bt-json-reader.h"

static void
advance_to (BtSession *session, gint64 bar)
{
  g_assert_true (bt_session_advance_to (session, bar, FALSE, NULL));
}

/* Plays a session with two branches: "main" up to candle 400 and "Branch 2" from candle 100 up to
 * 300, each with a trade of its own beside one in common; the second is the present one. */
static BtSession *
make_two (SessionFixture *fixture, char **id)
{
  BtSession *session;

  *id = session_fixture_create (fixture);
  session = session_fixture_open (fixture, *id);
  advance_to (session, 20);
  session_fixture_trade (session, BT_DIRECTION_BUY, 0, 0);
  advance_to (session, 150);
  session_fixture_trade (session, BT_DIRECTION_BUY, 0, 0);
  advance_to (session, 400);
  g_assert_true (bt_session_rewind_to (session, 100, NULL));
  session_fixture_trade (session, BT_DIRECTION_SELL, 0, 0);
  advance_to (session, 300);
  return session;
}

static BtBranchItem *
get_branch (BtSession *session, guint index)
{
  return g_list_model_get_item (bt_session_get_branches (session), index);
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
test_switch (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  BtSession *session = make_two (fixture, &id);
  g_autofree char *second = bt_session_get_digest (session);
  GListModel *fills = bt_session_get_fills (session);
  guint names = 0;
  g_autoptr (GError) error = NULL;

  g_signal_connect (session, "notify::branch-name", G_CALLBACK (count_cb), &names);
  g_assert_true (bt_session_switch_branch (session, "1", NULL));
  g_assert_cmpuint (names, ==, 1);
  g_assert_cmpstr (bt_session_get_branch_name (session), ==, "main");
  g_assert_cmpuint (bt_session_count_branches (session), ==, 2);
  g_assert_cmpint (bt_session_get_bar (session), ==, 400);
  g_assert_true (bt_session_is_at_head (session));
  g_assert_true (bt_session_get_fills (session) == fills);
  g_assert_cmpuint (g_list_model_get_n_items (fills), ==, 2);
  g_assert_cmpint (bt_session_get_rewind_count (session), ==, 1);
  g_assert_false (bt_session_switch_branch (session, "7", &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);

  /* What was said to be so is so after a new start. */
  bt_session_close (session);
  g_object_unref (session);
  session = session_fixture_open (fixture, id);
  g_assert_cmpstr (bt_session_get_branch_id (session), ==, "1");
  g_assert_cmpint (bt_session_get_bar (session), ==, 400);
  g_assert_true (bt_session_switch_branch (session, "2", NULL));

  g_autofree char *again = bt_session_get_digest (session);

  g_assert_cmpstr (again, ==, second);
  advance_to (session, 350);
  g_assert_true (bt_session_save (session, NULL));
  bt_session_close (session);
  g_object_unref (session);
}

typedef struct
{
  gboolean is_done;
  gboolean is_good;
  GError *error;
} Answer;

static void
switched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->is_good = bt_session_switch_branch_finish (BT_SESSION (source), result, &answer->error);
  answer->is_done = TRUE;
}

static void
test_switch_async (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (BtSession) session = make_two (fixture, &id);
  Answer answer = { 0 }, bad = { 0 };
  g_autoptr (GError) busy = NULL;
  gboolean is_busy = FALSE;
  gint64 bar = bt_session_get_bar (session);

  bt_session_switch_branch_async (session, "1", switched_cb, &answer);
  g_object_get (session, "busy", &is_busy, NULL);
  g_assert_true (is_busy);
  g_assert_false (bt_session_rewind_to (session, 3, &busy));
  g_assert_error (busy, BT_SESSION_ERROR, BT_SESSION_ERROR_BUSY);
  bt_session_play (session);
  g_assert_false (bt_session_is_playing (session));
  g_assert_cmpint (bt_session_get_bar (session), ==, bar);
  session_fixture_wait (&answer.is_done);
  g_assert_no_error (answer.error);
  g_assert_true (answer.is_good);
  g_object_get (session, "busy", &is_busy, NULL);
  g_assert_false (is_busy);
  g_assert_cmpstr (bt_session_get_branch_id (session), ==, "1");
  bt_session_switch_branch_async (session, "x", switched_cb, &bad);
  session_fixture_wait (&bad.is_done);
  g_assert_error (bad.error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
  g_clear_error (&bad.error);
  bt_session_close (session);
}

static void
test_rename (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (BtSession) session = make_two (fixture, &id);
  g_autofree char *before = bt_session_get_digest (session);
  const char *const bad[] = { "", "main", "a name that is longer than what an id can hold" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (bt_session_rename_branch (session, "2", bad[i], &error));
      g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT);
    }
  g_assert_true (bt_session_rename_branch (session, "2", "Second thoughts", NULL));
  g_assert_true (bt_session_rename_branch (session, "2", "Second thoughts", NULL));
  g_assert_cmpstr (bt_session_get_branch_name (session), ==, "Second thoughts");

  g_autoptr (BtBranchItem) item = get_branch (session, 1);

  g_assert_cmpstr (bt_branch_item_get_name (item), ==, "Second thoughts");
  bt_session_close (session);

  /* The record has the name that it was given first. */
  g_autoptr (BtSession) again = session_fixture_open (fixture, id);
  g_autofree char *after = bt_session_get_digest (again);

  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (bt_session_get_branch_name (again), ==, "Second thoughts");
  bt_session_close (again);
}

static void
test_delete (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (BtSession) session = make_two (fixture, &id);
  g_autoptr (GError) error = NULL;
  guint count = 0;

  /* A branch of the branch: it hangs from main when its parent goes. */
  g_assert_true (bt_session_rewind_to (session, 200, NULL));
  session_fixture_trade (session, BT_DIRECTION_SELL, 0, 0);
  g_assert_cmpstr (bt_session_get_branch_name (session), ==, "Branch 3");
  g_assert_false (bt_session_delete_branch (session, "3", &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_IN_USE);
  g_assert_true (bt_session_delete_branch (session, "2", NULL));

  g_autoptr (BtBranchItem) third = get_branch (session, 1);

  g_assert_cmpstr (bt_branch_item_get_parent_id (third), ==, "1");
  g_assert_cmpint (bt_branch_item_get_fork_bar (third), ==, 100);
  g_assert_cmpuint (bt_branch_item_get_depth (third), ==, 1);
  g_assert_true (bt_session_delete_branch (session, "1", NULL));
  g_assert_null (bt_branch_item_get_parent_id (third));
  g_object_get (session, "branch-count", &count, NULL);
  g_assert_cmpuint (count, ==, 1);

  /* The next one does not take a number that was given. */
  g_assert_true (bt_session_rewind_to (session, 150, NULL));
  session_fixture_trade (session, BT_DIRECTION_SELL, 0, 0);
  g_assert_cmpstr (bt_session_get_branch_id (session), ==, "4");
  g_assert_cmpstr (bt_session_get_branch_name (session), ==, "Branch 4");
  bt_session_close (session);

  g_autoptr (BtSession) again = session_fixture_open (fixture, id);

  g_assert_cmpstr (bt_session_get_branch_id (again), ==, "4");
  bt_session_close (again);
}

static void
test_compare (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (BtSession) session = make_two (fixture, &id);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtBranchComparison) comparison
    = bt_session_compare_branches (session, "1", "2", &error);
  const BtColumns *columns = bt_series_get_columns (session->series);

  g_assert_no_error (error);
  g_assert_cmpstr (comparison->name_a, ==, "main");
  g_assert_cmpstr (comparison->name_b, ==, "Branch 2");
  g_assert_cmpint (comparison->common_commands, ==, 1);
  g_assert_cmpint (comparison->parted_bar, ==, 100);
  g_assert_cmpint (comparison->parted_usec, ==, columns->time_usec[100] + BT_USEC_PER_MINUTE);
  /* The sale costs its commission and spread at once. */
  g_assert_true (comparison->has_equity_parted);
  g_assert_cmpint (comparison->equity_bar, ==, 100);
  /* Bought at 20 and open in both, at heads that differ. */
  g_assert_cmpuint (comparison->different->len, ==, 1);
  g_assert_cmpuint (comparison->only_a->len, ==, 1);
  g_assert_cmpuint (comparison->only_b->len, ==, 1);
  g_assert_cmpuint (comparison->same_trades, ==, 0);
  /* Both orders are called 2, and are two. */
  g_assert_cmpstr (g_array_index (comparison->only_a, BtPosition, 0).id, ==, "2");
  g_assert_cmpstr (g_array_index (comparison->only_b, BtPosition, 0).id, ==, "2");
  g_assert_cmpint (g_array_index (comparison->only_b, BtPosition, 0).direction, ==,
                   BT_DIRECTION_SELL);
  g_assert_cmpint (comparison->a->bars, ==, 401);
  g_assert_cmpint (comparison->b->bars, ==, 301);

  g_autoptr (BtSessionReport) report = bt_session_make_report (session);

  g_assert_cmpint (comparison->b->net_result.minor, ==, report->net_result.minor);
  g_assert_cmpstr (comparison->b->digest, ==, report->digest);
  g_assert_null (bt_session_compare_branches (session, "1", "9", &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
  bt_session_close (session);
}

/* Two branches that end their trade in common differently, and each with itself. */
static void
test_compare_ends (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  BtCommand command;

  advance_to (session, 10);
  session_fixture_trade (session, BT_DIRECTION_BUY, 0, 0);
  advance_to (session, 40);
  bt_command_init (&command, BT_COMMAND_CLOSE_ALL, -1);
  g_assert_true (bt_session_submit (session, &command, NULL, NULL));
  session_fixture_trade (session, BT_DIRECTION_BUY, 0, 0);
  advance_to (session, 100);
  g_assert_true (bt_session_submit (session, &command, NULL, NULL));
  advance_to (session, 200);
  g_assert_true (bt_session_rewind_to (session, 70, NULL));
  g_assert_true (bt_session_submit (session, &command, NULL, NULL));
  advance_to (session, 200);

  g_autoptr (BtBranchComparison) two = bt_session_compare_branches (session, "1", "2", NULL);
  g_autoptr (BtBranchComparison) one = bt_session_compare_branches (session, "2", "2", NULL);

  g_assert_cmpuint (two->same_trades, ==, 1);
  g_assert_cmpuint (two->different->len, ==, 1);
  g_assert_cmpuint (two->only_a->len + two->only_b->len, ==, 0);
  g_assert_true (two->has_equity_parted);
  g_assert_cmpint (two->equity_bar, >=, 70);
  g_assert_cmpuint (one->same_trades, ==, 2);
  g_assert_cmpuint (one->different->len, ==, 0);
  g_assert_false (one->has_equity_parted);
  g_assert_cmpint (one->parted_bar, ==, 200);

  g_autofree char *json = bt_branch_comparison_to_json (two);
  g_autoptr (JsonNode) node = bt_json_parse (json, -1, "comparison", NULL);
  JsonObject *object = json_node_get_object (node);

  g_assert_cmpstr (json_object_get_string_member (object, "format"), ==, "backtrade-comparison/1");
  g_assert_cmpint (json_object_get_int_member (object, "parted_bar"), ==, 70);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "different")), ==,
                    1);
  bt_session_close (session);
}

/* Goes to a place and lets the frames run. */
static void
go_to (SessionFixture *fixture, BtSession *session, BtGoTo target)
{
  g_autoptr (GError) error = NULL;

  bt_session_go_to (session, target, &error);
  g_assert_no_error (error);
  while (bt_session_is_playing (session))
    {
      fixture->now_usec += 16000;
      bt_session_run_frame (session);
    }
}

static void
assert_clock (BtSession *session, const char *time)
{
  g_autofree char *clock = bt_time_to_string (bt_session_get_clock (session));

  g_assert_cmpstr (clock, ==, time);
}

static void
assert_day (BtSession *session, guint known, guint count)
{
  guint begun;

  g_assert_cmpuint (bt_session_count_days (session, &begun), ==, count);
  g_assert_cmpuint (begun, ==, known);
}

/* Back from within a day to where it began, then day by day, as far as the session goes. */
static void
test_days (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);

  g_object_set (session, "pause-on-fill", FALSE, NULL);
  assert_day (session, 0, 5);
  g_assert_true (bt_session_go_back_day (session, NULL));
  g_assert_cmpint (bt_session_get_bar (session), ==, -1);
  bt_session_step (session, TRUE);
  assert_day (session, 1, 5);
  go_to (fixture, session, BT_GO_TO_NEXT_DAY);
  assert_day (session, 1, 5);
  bt_session_step (session, TRUE);
  assert_day (session, 2, 5);
  go_to (fixture, session, BT_GO_TO_NEXT_DAY);
  assert_clock (session, "2024-03-05T22:00:00Z");
  g_assert_true (bt_session_go_back_day (session, NULL));
  assert_clock (session, "2024-03-04T22:00:00Z");
  assert_day (session, 1, 5);
  g_assert_true (bt_session_go_back_day (session, NULL));
  g_assert_cmpint (bt_session_get_bar (session), ==, -1);
  assert_day (session, 0, 5);
  go_to (fixture, session, BT_GO_TO_END);
  assert_day (session, 5, 5);
  bt_session_close (session);
}

/* In March 2024 New York has its summer time from the 10th on, London from the 31st. The data are
 * of the week before. */
static void
test_go_to (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);

  g_object_set (session, "pause-on-fill", FALSE, NULL);
  assert_clock (session, "2024-03-04T01:00:00Z");
  go_to (fixture, session, BT_GO_TO_LONDON);
  assert_clock (session, "2024-03-04T08:00:00Z");
  go_to (fixture, session, BT_GO_TO_NEW_YORK);
  assert_clock (session, "2024-03-04T13:00:00Z");
  go_to (fixture, session, BT_GO_TO_NEXT_DAY);
  assert_clock (session, "2024-03-04T22:00:00Z");
  go_to (fixture, session, BT_GO_TO_TOKYO);
  assert_clock (session, "2024-03-05T00:00:00Z");
  go_to (fixture, session, BT_GO_TO_TOKYO);
  assert_clock (session, "2024-03-06T00:00:00Z");
  g_assert_true (bt_session_go_to_time (session, bt_session_get_clock (session) - 1, NULL));
  assert_clock (session, "2024-03-05T23:59:00Z");
  go_to (fixture, session, BT_GO_TO_RANDOM);
  g_assert_cmpint (bt_session_get_bar (session), <, bt_session_get_length (session));
  go_to (fixture, session, BT_GO_TO_NEXT_WEEK);
  g_assert_cmpint (bt_session_get_bar (session), ==, bt_session_get_length (session) - 1);
  go_to (fixture, session, BT_GO_TO_END);
  g_assert_cmpint (bt_session_get_bar (session), ==, bt_session_get_length (session) - 1);
  bt_session_close (session);
}

/* Each city has its own summer time: New York from 10 March 2024 on, London from the 31st, Tokyo
 * none. */
static void
test_go_to_summer_time (SessionFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *from;
    BtGoTo target;
    const char *clock;
  } cases[] = {
    { "2024-03-07T20:00:00Z", BT_GO_TO_NEW_YORK, "2024-03-08T13:00:00Z" },
    { "2024-03-08T20:00:00Z", BT_GO_TO_NEW_YORK, "2024-03-11T12:00:00Z" },
    { "2024-03-12T20:00:00Z", BT_GO_TO_LONDON, "2024-03-13T08:00:00Z" },
    { "2024-03-29T20:00:00Z", BT_GO_TO_LONDON, "2024-04-01T07:00:00Z" },
    { "2024-04-01T20:00:00Z", BT_GO_TO_TOKYO, "2024-04-02T00:00:00Z" },
    { "2024-04-02T20:00:00Z", BT_GO_TO_NEXT_WEEK, "2024-04-05T21:00:00Z" },
  };
  BtSessionPlan plan;
  gint64 start, end;

  g_assert_true (bt_time_parse ("2024-03-06T00:00:00Z", &start, NULL));
  g_assert_true (bt_time_parse ("2024-04-10T00:00:00Z", &end, NULL));

  g_autoptr (BtSeries) series = bt_synthetic_gold (3, start, end, 203000);

  session_fixture_make_plan (fixture, &plan);
  plan.dataset_id = session_fixture_add_dataset (fixture->store, series);
  plan.start_usec = start;

  g_autofree char *id = bt_session_create (fixture->store, &plan, NULL);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 from;

      g_assert_true (bt_time_parse (cases[i].from, &from, NULL));
      g_assert_true (bt_session_advance_to_time (session, from, FALSE, NULL));
      go_to (fixture, session, cases[i].target);
      assert_clock (session, cases[i].clock);
    }
  bt_session_close (session);
}

static void
test_go_to_event (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  int reason = BT_PAUSE_NONE;

  advance_to (session, 10);
  session_fixture_trade (session, BT_DIRECTION_BUY, 300, 300);
  g_object_set (session, "pause-on-fill", FALSE, NULL);
  go_to (fixture, session, BT_GO_TO_NEXT_EVENT);

  gint64 bar = bt_session_get_bar (session);

  g_assert_cmpuint (g_list_model_get_n_items (bt_session_get_trades (session)), ==, 1);
  g_assert_cmpint (bar, <, bt_session_get_length (session) - 1);

  /* What pauses play pauses on the way to anywhere. */
  g_assert_true (bt_session_rewind_to (session, 10, NULL));
  g_object_set (session, "pause-on-fill", TRUE, NULL);
  go_to (fixture, session, BT_GO_TO_END);
  g_assert_cmpint (bt_session_get_bar (session), ==, bar);
  g_object_get (session, "pause-reason", &reason, NULL);
  g_assert_cmpint (reason, ==, BT_PAUSE_FILL);
  bt_session_close (session);
}

/* A long way is gone in slices, and can be left. */
static void
test_go_slowly (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  gboolean is_going = FALSE;
  double progress = 0;

  /* Every look at the clock takes longer than a frame may. */
  fixture->tick_usec = 10000;
  g_assert_true (bt_session_go_to (session, BT_GO_TO_END, NULL));
  g_object_get (session, "going", &is_going, "go-progress", &progress, NULL);
  g_assert_true (is_going);
  g_assert_true (bt_session_is_playing (session));
  g_assert_cmpfloat (progress, >, 0.0);
  g_assert_cmpfloat (progress, <, 1.0);
  bt_session_pause (session);
  g_object_get (session, "going", &is_going, "go-progress", &progress, NULL);
  g_assert_false (is_going);
  g_assert_cmpfloat (progress, ==, 1.0);
  g_assert_cmpint (bt_session_get_bar (session), ==, 4095);
  bt_session_close (session);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/session/branches/" path, SessionFixture, NULL, session_fixture_set_up, func,       \
              session_fixture_tear_down)
  ADD ("switch", test_switch);
  ADD ("switch-async", test_switch_async);
  ADD ("rename", test_rename);
  ADD ("delete", test_delete);
  ADD ("compare", test_compare);
  ADD ("compare-ends", test_compare_ends);
  ADD ("days", test_days);
  ADD ("go-to", test_go_to);
  ADD ("go-to-summer-time", test_go_to_summer_time);
  ADD ("go-to-event", test_go_to_event);
  ADD ("go-slowly", test_go_slowly);
#undef ADD
  return g_test_run ();
}
