// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A session from its creation to its end: commands, lists, what is on disk after it is opened
 * again. */
#include "config.h"

#include "session-fixture.h"
#include "session/bt-session-file.h"

#define TEST(path, func)                                                                           \
  g_test_add (path, SessionFixture, NULL, session_fixture_set_up, func, session_fixture_tear_down)

static guint
count_rows (GListModel *model)
{
  return g_list_model_get_n_items (model);
}

static void
test_create (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  BtAccountState account;

  g_assert_cmpstr (bt_session_get_id (session), ==, id);
  g_assert_cmpstr (bt_session_get_name (session), ==, "Gold");
  g_assert_cmpint (bt_session_get_bar (session), ==, -1);
  g_assert_cmpint (bt_session_get_first_index (session), ==, 120);
  g_assert_cmpint (bt_session_get_length (session), ==,
                   (gint64) bt_series_get_length (fixture->series) - 120);
  /* History before the start is known, and nothing after it. */
  g_assert_cmpuint (bt_tape_get_known (bt_session_get_tape (session)), ==, 120);
  g_assert_false (bt_session_get_quote (session).is_valid);
  bt_session_get_account (session, &account);
  g_assert_cmpint (account.balance.minor, ==, 1000000);
  g_assert_cmpuint (count_rows (bt_session_get_ledger (session)), ==, 1);
  g_assert_cmpint (bt_session_get_grade (session), ==, 'A');
  bt_session_close (session);
}

static void
test_create_fails (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  BtSessionPlan plan;

  session_fixture_make_plan (fixture, &plan);
  plan.start_usec += 365 * BT_USEC_PER_DAY;
  g_assert_null (bt_session_create (fixture->store, &plan, &error));
  g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_NO_DATA);
  g_clear_error (&error);

  session_fixture_make_plan (fixture, &plan);
  plan.name = "";
  g_assert_null (bt_session_create (fixture->store, &plan, &error));
  g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT);
  g_clear_error (&error);

  session_fixture_make_plan (fixture, &plan);
  plan.dataset_id = 4711;
  g_assert_null (bt_session_create (fixture->store, &plan, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  session_fixture_make_plan (fixture, &plan);
  plan.settings.leverage = 0;
  g_assert_null (bt_session_create (fixture->store, &plan, &error));
  g_assert_nonnull (error);
}

static void
test_trade_and_reopen (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  g_autoptr (BtSession) again = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *digest_again = NULL;
  g_autoptr (BtPositionItem) item = NULL;
  g_autoptr (GError) error = NULL;
  BtAccountState account, account_again;
  BtCommand command;

  g_assert_true (bt_session_advance_to (session, 10, FALSE, &error));
  session_fixture_trade (session, BT_DIRECTION_BUY, 100000, 100000);
  session_fixture_trade (session, BT_DIRECTION_SELL, 0, 0);
  g_assert_cmpuint (count_rows (bt_session_get_positions (session)), ==, 2);
  item = g_list_model_get_item (bt_session_get_positions (session), 0);
  g_assert_cmpstr (bt_position_item_get (item)->id, ==, "1");
  g_assert_cmpint (bt_position_item_get_entry (item)->bar, ==, 10);
  bt_command_init (&command, BT_COMMAND_CLOSE, -1);
  g_strlcpy (command.id, "2", sizeof command.id);
  g_assert_true (bt_session_submit (session, &command, NULL, &error));
  g_assert_cmpuint (count_rows (bt_session_get_positions (session)), ==, 1);
  g_assert_cmpuint (count_rows (bt_session_get_trades (session)), ==, 1);
  g_assert_true (bt_session_advance_to (session, 200, FALSE, &error));
  digest = bt_session_get_digest (session);
  bt_session_get_account (session, &account);
  bt_session_close (session);

  again = session_fixture_open (fixture, id);
  digest_again = bt_session_get_digest (again);
  bt_session_get_account (again, &account_again);
  g_assert_cmpstr (digest, ==, digest_again);
  g_assert_cmpint (bt_session_get_bar (again), ==, 200);
  g_assert_cmpint (bt_session_get_command_count (again), ==, 3);
  g_assert_cmpint (account.equity.minor, ==, account_again.equity.minor);
  g_assert_cmpuint (count_rows (bt_session_get_log (again)), ==,
                    count_rows (bt_session_get_log (session)));
  g_assert_cmpuint (count_rows (bt_session_get_fills (again)), ==, 3);
  bt_session_close (again);
}

static void
note_refusal_cb (BtSession *session, const BtRefusal *refusal, gpointer user_data)
{
  *(BtRefusalCode *) user_data = refusal->code;
}

static void
test_refusal_is_on_record (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  g_autoptr (GError) error = NULL;
  BtRefusalCode told = BT_REFUSAL_NONE;
  BtRefusal refusal;
  BtCommand command;

  g_signal_connect (session, "refused", G_CALLBACK (note_refusal_cb), &told);
  bt_command_init (&command, BT_COMMAND_PLACE, -1);
  command.volume = BT_VOLUME (BT_VOLUME_UNITS_PER_LOT);
  g_assert_cmpint (bt_session_check (session, &command, &refusal), ==, BT_REFUSAL_NO_QUOTE);
  g_assert_cmpint (bt_session_get_command_count (session), ==, 0);
  g_assert_false (bt_session_submit (session, &command, &refusal, &error));
  g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_REFUSED);
  g_assert_cmpint (refusal.code, ==, BT_REFUSAL_NO_QUOTE);
  g_assert_cmpint (told, ==, BT_REFUSAL_NO_QUOTE);
  g_assert_cmpint (bt_session_get_command_count (session), ==, 1);
  bt_session_close (session);
}

typedef struct
{
  gboolean is_done;
  gboolean is_accepted;
  guint fills_at_callback;
  GError *error;
} Answer;

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->is_accepted
    = bt_session_submit_finish (BT_SESSION (source), result, NULL, &answer->error);
  answer->fills_at_callback = count_rows (bt_session_get_fills (BT_SESSION (source)));
  answer->is_done = TRUE;
}

static void
test_submit_async (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  Answer first = { 0 };
  Answer second = { 0 };
  gboolean is_busy;
  BtCommand command;

  g_assert_true (bt_session_advance_to (session, 5, FALSE, NULL));
  bt_session_play (session);
  session_fixture_make_order (session, BT_DIRECTION_BUY, 0, 0, &command);
  bt_session_submit_async (session, &command, NULL, submitted_cb, &first);
  /* Nothing is seen, and no time passes, before it is on disk. */
  g_object_get (session, "busy", &is_busy, NULL);
  g_assert_true (is_busy);
  g_assert_cmpuint (count_rows (bt_session_get_fills (session)), ==, 0);
  fixture->now_usec += BT_USEC_PER_SECOND / 10;
  bt_session_run_frame (session);
  g_assert_cmpint (bt_session_get_bar (session), ==, 5);
  bt_session_submit_async (session, &command, NULL, submitted_cb, &second);
  session_fixture_wait (&second.is_done);
  g_assert_no_error (second.error);
  g_assert_true (second.is_accepted);
  g_assert_cmpuint (second.fills_at_callback, ==, 2);
  g_assert_true (first.is_done);
  g_assert_no_error (first.error);
  g_assert_true (first.is_accepted);
  g_assert_cmpuint (first.fills_at_callback, ==, 1);
  /* Time goes on from now: what passed meanwhile is not made up for. */
  fixture->now_usec += BT_USEC_PER_SECOND / 10;
  bt_session_run_frame (session);
  g_assert_cmpint (bt_session_get_bar (session), ==, 10);
  bt_session_close (session);
}

static void
test_ended_and_archived (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  g_autoptr (GError) error = NULL;
  BtCommand command;

  g_assert_true (bt_session_advance_to (session, 5, FALSE, NULL));
  session_fixture_trade (session, BT_DIRECTION_BUY, 0, 0);
  bt_command_init (&command, BT_COMMAND_END, -1);
  g_assert_true (bt_session_submit (session, &command, NULL, &error));
  g_assert_true (bt_session_is_ended (session));
  g_assert_cmpuint (count_rows (bt_session_get_positions (session)), ==, 0);
  session_fixture_make_order (session, BT_DIRECTION_BUY, 0, 0, &command);
  g_assert_false (bt_session_submit (session, &command, NULL, &error));
  g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_READ_ONLY);
  g_clear_error (&error);
  bt_session_play (session);
  g_assert_false (bt_session_is_playing (session));
  g_assert_false (bt_session_advance_to (session, 9, FALSE, &error));
  g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_READ_ONLY);
  bt_session_close (session);
}

static void
test_view_and_name (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  g_autoptr (BtSession) again = NULL;
  int speed, timeframe;
  gboolean is_pausing;

  g_object_get (session, "speed", &speed, "chart-timeframe", &timeframe, NULL);
  g_assert_cmpint (speed, ==, 100);
  g_assert_cmpint (timeframe, ==, BT_TIMEFRAME_M5);
  g_object_set (session, "name", "Gold, again", "speed", 300, "chart-timeframe", BT_TIMEFRAME_H1,
                "pause-on-fill", FALSE, NULL);
  bt_session_set_view_json (session, "{\"open\":true,\"width\":900}");
  bt_session_close (session);

  again = session_fixture_open (fixture, id);
  g_object_get (again, "speed", &speed, "chart-timeframe", &timeframe, "pause-on-fill", &is_pausing,
                NULL);
  g_assert_cmpint (speed, ==, 300);
  g_assert_cmpint (timeframe, ==, BT_TIMEFRAME_H1);
  g_assert_false (is_pausing);
  g_assert_cmpstr (bt_session_get_name (again), ==, "Gold, again");
  g_assert_cmpstr (bt_session_get_view_json (again), ==, "{\"open\":true,\"width\":900}");
  bt_session_close (again);
}

static gboolean
change_command_job (BtDb *db, gpointer data, GError **error)
{
  return bt_db_execute (db, data, error);
}

static gboolean
read_row_job (BtDb *db, gpointer data, GError **error)
{
  gpointer *pair = data;

  pair[1] = bt_session_table_get (db, pair[0], error);
  return pair[1] != NULL;
}

/* Asserts what of a session is in the store. */
static void
assert_stored (SessionFixture *fixture, const char *id, gint64 bar, const char *name)
{
  gpointer pair[] = { (gpointer) id, NULL };

  g_assert_true (bt_store_run (fixture->store, read_row_job, pair, NULL));

  g_autoptr (BtSessionRow) row = pair[1];

  g_assert_cmpint (row->bar, ==, bar);
  g_assert_cmpstr (row->name, ==, name);
}

/* A save is written as a whole or not at all, and what was not is written by the next one. */
static void
test_save_fails (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  g_autoptr (GError) error = NULL;

  g_assert_true (bt_session_advance_to (session, 5, FALSE, NULL));
  g_assert_true (bt_session_save (session, NULL));
  g_assert_true (bt_store_run (fixture->store, change_command_job,
                               "CREATE TRIGGER full BEFORE UPDATE OF name ON sessions "
                               "BEGIN SELECT RAISE (ABORT, 'the disk is full'); END",
                               &error));
  g_object_set (session, "name", "Renamed", NULL);
  g_assert_true (bt_session_advance_to (session, 9, FALSE, NULL));
  g_assert_false (bt_session_save (session, &error));
  g_assert_nonnull (strstr (error->message, "the disk is full"));
  assert_stored (fixture, id, 5, "Gold");

  g_assert_true (bt_store_run (fixture->store, change_command_job, "DROP TRIGGER full", NULL));
  g_assert_true (bt_session_save (session, NULL));
  assert_stored (fixture, id, 9, "Renamed");
  bt_session_close (session);
}

static void
test_diverged (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  g_autoptr (GError) error = NULL;

  g_assert_true (bt_session_advance_to (session, 5, FALSE, NULL));
  session_fixture_trade (session, BT_DIRECTION_BUY, 0, 0);
  session_fixture_trade (session, BT_DIRECTION_BUY, 0, 0);
  bt_session_close (session);
  g_assert_true (bt_store_run (fixture->store, change_command_job,
                               "UPDATE journal SET json = replace (json, '0.10', '0.20') "
                               "WHERE sequence = 2",
                               &error));
  g_assert_null (bt_session_open (fixture->store, id, &error));
  g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_DIVERGED);
  g_assert_nonnull (strstr (error->message, "line 2"));
}

/* Two programs have the same session open: the second to write is told, and nothing is lost. */
static void
test_two_programs (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtStore) other_store = session_fixture_open_store (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  g_autoptr (BtSession) other = bt_session_open (other_store, id, NULL);
  g_autoptr (BtSession) again = NULL;
  g_autoptr (GError) error = NULL;
  BtCommand command;

  g_assert_true (bt_session_advance_to (session, 5, FALSE, NULL));
  g_assert_true (bt_session_advance_to (other, 7, FALSE, NULL));
  session_fixture_trade (other, BT_DIRECTION_BUY, 0, 0);
  session_fixture_make_order (session, BT_DIRECTION_SELL, 0, 0, &command);
  g_assert_false (bt_session_submit (session, &command, NULL, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_CONFLICT);
  g_assert_cmpint (bt_session_get_command_count (session), ==, 0);
  g_assert_cmpuint (count_rows (bt_session_get_fills (session)), ==, 0);
  bt_session_close (other);
  bt_session_close (session);

  again = session_fixture_open (fixture, id);
  g_assert_cmpint (bt_session_get_command_count (again), ==, 1);
  g_assert_cmpint (bt_session_get_bar (again), ==, 7);
  bt_session_close (again);
}

/* A commit that fails changes nothing that can be seen, and the next one is as if it had not been.
 */
static void
test_commit_fails (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  BtPauseReason reason;
  BtCommand command;

  g_assert_true (bt_session_advance_to (session, 5, FALSE, NULL));
  g_assert_true (bt_session_save (session, NULL));
  before = bt_session_get_digest (session);
  g_assert_true (bt_store_run (fixture->store, change_command_job,
                               "CREATE TRIGGER full BEFORE INSERT ON journal "
                               "BEGIN SELECT RAISE (ABORT, 'the disk is full'); END",
                               &error));
  bt_session_play (session);
  session_fixture_make_order (session, BT_DIRECTION_BUY, 0, 0, &command);
  g_assert_false (bt_session_submit (session, &command, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (error->domain, !=, BT_SESSION_ERROR);
  after = bt_session_get_digest (session);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (count_rows (bt_session_get_fills (session)), ==, 0);
  g_assert_cmpuint (count_rows (bt_session_get_log (session)), ==, 0);
  g_assert_false (bt_session_is_playing (session));
  g_object_get (session, "pause-reason", &reason, NULL);
  g_assert_cmpint (reason, ==, BT_PAUSE_ERROR);
  g_clear_error (&error);
  g_assert_true (bt_store_run (fixture->store, change_command_job, "DROP TRIGGER full", &error));
  g_assert_true (bt_session_submit (session, &command, NULL, &error));
  g_assert_cmpint (bt_session_get_command_count (session), ==, 1);
  bt_session_close (session);
}

/* Newer candles make the dataset grow; a session that played it to its end plays the same again. */
static void
test_dataset_grows (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  const BtColumns *columns = bt_series_get_columns (fixture->series);
  const gint64 last_usec = columns->time_usec[columns->length - 1];
  const gint64 n_bars = bt_session_get_length (session);
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, columns->spread_points != NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (bt_session_advance_to (session, 10, FALSE, &error));
  session_fixture_trade (session, BT_DIRECTION_BUY, 0, 0);
  g_assert_true (bt_session_advance_to (session, n_bars - 1, FALSE, &error));
  g_autofree char *digest = bt_session_get_digest (session);
  bt_session_close (session);

  g_assert_true (bt_series_builder_add_columns (builder, columns, &error));
  for (gint64 i = 1; i <= 500; i++)
    {
      BtCandle candle = bt_series_get_candle (fixture->series, columns->length - 1);
      candle.time_usec = last_usec + i * BT_USEC_PER_MINUTE;
      g_assert_true (bt_series_builder_add (builder, &candle, &error));
    }
  g_autoptr (BtSeries) longer = bt_series_builder_finish (builder);
  g_assert_cmpint (session_fixture_add_dataset (fixture->store, longer), ==, fixture->dataset_id);

  g_autoptr (BtSession) again = session_fixture_open (fixture, id);
  g_autofree char *digest_again = bt_session_get_digest (again);
  g_assert_cmpstr (digest, ==, digest_again);
  g_assert_cmpint (bt_session_get_length (again), ==, n_bars);
  bt_session_close (again);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/session/create", test_create);
  TEST ("/session/create-fails", test_create_fails);
  TEST ("/session/trade-and-reopen", test_trade_and_reopen);
  TEST ("/session/refusal-is-on-record", test_refusal_is_on_record);
  TEST ("/session/submit-async", test_submit_async);
  TEST ("/session/ended", test_ended_and_archived);
  TEST ("/session/view-and-name", test_view_and_name);
  TEST ("/session/save-fails", test_save_fails);
  TEST ("/session/diverged", test_diverged);
  TEST ("/session/two-programs", test_two_programs);
  TEST ("/session/commit-fails", test_commit_fails);
  TEST ("/session/dataset-grows", test_dataset_grows);
  return g_test_run ();
}
