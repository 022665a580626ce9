// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Commands given faster than the disk writes them: all are executed, in order and at the same
 * candle, each with its own answer, and what comes of them is what comes of giving them slowly. */
#include "config.h"

#include "session-fixture.h"

#define FIRST_BAR 5
#define SOME 40

typedef struct
{
  guint *order; /* how many were answered so far */
  guint place;  /* among the answers, from 1; 0: none yet */
  gboolean is_accepted;
  gboolean is_done;
  BtRefusal refusal;
  GError *error;
} Answer;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->is_accepted
    = bt_session_submit_finish (BT_SESSION (source), result, &answer->refusal, &answer->error);
  answer->place = ++*answer->order;
  answer->is_done = TRUE;
}

/* Makes the i-th of a mixed run of commands: orders, some too large, closings of what was opened
 * just before, changes of what is gone. */
static void
make_command (BtSession *session, guint i, BtCommand *out)
{
  switch (i % 5)
    {
    case 0:
    case 1:
      session_fixture_make_order (session, i % 2 == 0 ? BT_DIRECTION_BUY : BT_DIRECTION_SELL, 500,
                                  900, out);
      break;
    case 2:
      session_fixture_make_order (session, BT_DIRECTION_BUY, 0, 0, out);
      out->volume = BT_VOLUME (BT_VOLUME_UNITS_PER_LOT / 1000);
      break;
    case 3:
      bt_command_init (out, BT_COMMAND_CLOSE, -1);
      g_snprintf (out->id, sizeof out->id, "%u", i - 2);
      break;
    default:
      bt_command_init (out, BT_COMMAND_MODIFY, -1);
      g_snprintf (out->id, sizeof out->id, "%u", i - 3);
      out->modify_mask = BT_MODIFY_BREAK_EVEN;
    }
}

static BtSession *
open_at_bar (SessionFixture *fixture, char **id)
{
  BtSession *session;

  *id = session_fixture_create (fixture);
  session = session_fixture_open (fixture, *id);
  g_assert_true (bt_session_advance_to (session, FIRST_BAR, FALSE, NULL));
  return session;
}

static void
clear_answers (Answer *answers, guint count)
{
  for (guint i = 0; i < count; i++)
    g_clear_error (&answers[i].error);
}

static void
test_order (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *fast_id = NULL;
  g_autofree char *slow_id = NULL;
  g_autoptr (BtSession) fast = open_at_bar (fixture, &fast_id);
  g_autoptr (BtSession) slow = open_at_bar (fixture, &slow_id);
  Answer answers[SOME] = { 0 };
  guint answered = 0;
  BtCommand command;

  /* A playing clock does not come between. */
  bt_session_play (fast);
  for (guint i = 0; i < SOME; i++)
    {
      make_command (fast, i, &command);
      answers[i].order = &answered;
      bt_session_submit_async (fast, &command, NULL, answered_cb, &answers[i]);
      fixture->now_usec += BT_USEC_PER_SECOND / 10;
      bt_session_run_frame (fast);
    }
  while (answered < SOME)
    {
      g_main_context_iteration (NULL, TRUE);
      if (answered < SOME)
        {
          fixture->now_usec += BT_USEC_PER_SECOND / 10;
          bt_session_run_frame (fast);
          g_assert_cmpint (bt_session_get_bar (fast), ==, FIRST_BAR);
        }
    }
  bt_session_pause (fast);
  for (guint i = 0; i < SOME; i++)
    {
      g_autoptr (GError) error = NULL;
      BtRefusal refusal = { .code = BT_REFUSAL_NONE };

      make_command (slow, i, &command);
      g_assert_cmpint (bt_session_submit (slow, &command, &refusal, &error), ==,
                       answers[i].is_accepted);
      g_assert_cmpint (refusal.code, ==, answers[i].refusal.code);
      g_assert_cmpuint (answers[i].place, ==, i + 1);
    }
  g_assert_cmpint (answers[2].refusal.code, ==, BT_REFUSAL_INVALID_VOLUME);
  g_assert_true (answers[3].is_accepted);
  g_assert_cmpint (bt_session_get_command_count (fast), ==, SOME);
  g_autofree char *fast_digest = bt_session_get_digest (fast);
  g_autofree char *slow_digest = bt_session_get_digest (slow);
  g_assert_cmpstr (fast_digest, ==, slow_digest);
  clear_answers (answers, SOME);
  bt_session_close (fast);
  bt_session_close (slow);
}

static void
test_bound (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (BtSession) session = open_at_bar (fixture, &id);
  const guint room = BT_SESSION_MAX_WAITING + 1;
  g_autofree Answer *answers = g_new0 (Answer, room + 1);
  guint answered = 0;
  BtCommand command;

  bt_command_init (&command, BT_COMMAND_NOTE, -1);
  g_strlcpy (command.note, "again", sizeof command.note);
  for (guint i = 0; i <= room; i++)
    {
      answers[i].order = &answered;
      bt_session_submit_async (session, &command, NULL, answered_cb, &answers[i]);
    }
  bt_session_settle (session);
  session_fixture_wait (&answers[room].is_done);
  g_assert_cmpuint (answered, ==, room + 1);
  for (guint i = 0; i < room; i++)
    g_assert_true (answers[i].is_accepted);
  g_assert_error (answers[room].error, BT_SESSION_ERROR, BT_SESSION_ERROR_BUSY);
  g_assert_cmpint (bt_session_get_command_count (session), ==, room);
  clear_answers (answers, room + 1);
  bt_session_close (session);
}

static void
test_cancelled (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (BtSession) session = open_at_bar (fixture, &id);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer answers[3] = { 0 };
  guint answered = 0;
  BtCommand command;

  session_fixture_make_order (session, BT_DIRECTION_BUY, 0, 0, &command);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      answers[i].order = &answered;
      /* The first is being written when the two are called back. */
      bt_session_submit_async (session, &command, i < 2 ? cancellable : NULL, answered_cb,
                               &answers[i]);
    }
  g_cancellable_cancel (cancellable);
  session_fixture_wait (&answers[2].is_done);
  g_assert_true (answers[0].is_accepted);
  g_assert_error (answers[1].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (answers[2].is_accepted);
  g_assert_cmpint (bt_session_get_command_count (session), ==, 2);
  clear_answers (answers, G_N_ELEMENTS (answers));
  bt_session_close (session);
}

/* What moves the clock comes after what was given before it. */
static void
test_step (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (BtSession) session = open_at_bar (fixture, &id);
  Answer answers[3] = { 0 };
  guint answered = 0;
  BtCommand command;

  for (guint i = 0; i < 2; i++)
    {
      answers[i].order = &answered;
      session_fixture_make_order (session, BT_DIRECTION_BUY, 0, 0, &command);
      bt_session_submit_async (session, &command, NULL, answered_cb, &answers[i]);
    }
  bt_session_step (session, TRUE);
  g_assert_cmpint (bt_session_get_bar (session), ==, FIRST_BAR + 1);
  GListModel *fills = bt_session_get_fills (session);
  g_assert_cmpuint (g_list_model_get_n_items (fills), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (BtFillItem) item = g_list_model_get_item (fills, i);
      g_assert_cmpint (bt_fill_item_get (item)->bar, ==, FIRST_BAR);
    }
  /* Back before them, with another on its way: it belongs to the line that is left. */
  answers[2].order = &answered;
  bt_session_submit_async (session, &command, NULL, answered_cb, &answers[2]);
  g_assert_true (bt_session_rewind_to (session, FIRST_BAR - 1, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (fills), ==, 0);
  g_assert_true (bt_session_return_to_head (session, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (fills), ==, 3);
  session_fixture_wait (&answers[2].is_done);
  g_assert_cmpuint (answered, ==, 3);
  clear_answers (answers, G_N_ELEMENTS (answers));
  bt_session_close (session);
}

static void
test_close (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (BtSession) session = open_at_bar (fixture, &id);
  Answer answers[SOME] = { 0 };
  guint answered = 0;
  BtCommand command;

  for (guint i = 0; i < SOME; i++)
    {
      answers[i].order = &answered;
      make_command (session, i, &command);
      bt_session_submit_async (session, &command, NULL, answered_cb, &answers[i]);
    }
  bt_session_close (session);
  session_fixture_wait (&answers[SOME - 1].is_done);
  g_assert_cmpuint (answered, ==, SOME);
  g_autofree char *digest = bt_session_get_digest (session);
  g_autoptr (BtSession) again = session_fixture_open (fixture, id);
  g_autofree char *kept = bt_session_get_digest (again);
  g_assert_cmpstr (kept, ==, digest);
  g_assert_cmpint (bt_session_get_command_count (again), ==, SOME);
  /* What the store tells of them afterwards is old news. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (answered, ==, SOME);
  clear_answers (answers, SOME);
  bt_session_close (again);
}

/* What is given after the end is answered, and not executed. */
static void
test_end (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (BtSession) session = open_at_bar (fixture, &id);
  Answer answers[3] = { 0 };
  guint answered = 0;
  BtCommand command;

  session_fixture_make_order (session, BT_DIRECTION_BUY, 0, 0, &command);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      BtCommand end;

      bt_command_init (&end, BT_COMMAND_END, -1);
      answers[i].order = &answered;
      bt_session_submit_async (session, i == 1 ? &end : &command, NULL, answered_cb, &answers[i]);
    }
  session_fixture_wait (&answers[2].is_done);
  g_assert_true (answers[0].is_accepted);
  g_assert_true (answers[1].is_accepted);
  g_assert_error (answers[2].error, BT_SESSION_ERROR, BT_SESSION_ERROR_READ_ONLY);
  g_assert_cmpuint (answers[2].place, ==, 3);
  g_assert_true (bt_session_is_ended (session));
  clear_answers (answers, G_N_ELEMENTS (answers));
  bt_session_close (session);
}

/* Gives one more command from the first one's answer: it comes after those that wait. */
static void
answered_once_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answers = user_data;
  BtCommand command;

  answered_cb (source, result, &answers[0]);
  bt_command_init (&command, BT_COMMAND_NOTE, -1);
  g_strlcpy (command.note, "last", sizeof command.note);
  answers[2].order = answers[0].order;
  bt_session_submit_async (BT_SESSION (source), &command, NULL, answered_cb, &answers[2]);
}

static void
test_from_answer (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (BtSession) session = open_at_bar (fixture, &id);
  Answer answers[3] = { 0 };
  guint answered = 0;
  BtCommand command;

  bt_command_init (&command, BT_COMMAND_NOTE, -1);
  g_strlcpy (command.note, "first", sizeof command.note);
  answers[0].order = answers[1].order = &answered;
  bt_session_submit_async (session, &command, NULL, answered_once_cb, answers);
  bt_session_submit_async (session, &command, NULL, answered_cb, &answers[1]);
  session_fixture_wait (&answers[2].is_done);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_assert_true (answers[i].is_accepted);
      g_assert_cmpuint (answers[i].place, ==, i + 1);
    }
  g_assert_cmpint (bt_session_get_command_count (session), ==, 3);
  bt_session_close (session);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/session/queue/" name, SessionFixture, NULL, session_fixture_set_up, func,          \
              session_fixture_tear_down)
  ADD ("order", test_order);
  ADD ("bound", test_bound);
  ADD ("cancelled", test_cancelled);
  ADD ("step", test_step);
  ADD ("close", test_close);
  ADD ("end", test_end);
  ADD ("from-answer", test_from_answer);
#undef ADD
  return g_test_run ();
}
