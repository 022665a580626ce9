// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Candles of other datasets beside a session: never one that has not ended at its clock. */
#include "config.h"

#include "market/bt-aggregate.h"
#include "session-fixture.h"
#include "session/bt-session-companion.h"

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
  if (fixture->session != NULL)
    bt_session_close (fixture->session);
  g_clear_object (&fixture->session);
  session_fixture_tear_down (&fixture->base, data);
}

/* Stores the same market at a timeframe as a dataset of its own. */
static gint64
add_dataset (Fixture *fixture, BtTimeframe timeframe)
{
  g_autoptr (BtSeries) series
    = bt_aggregate_series (fixture->base.series, timeframe, BT_TRADING_DAY_DEFAULT);

  return session_fixture_add_dataset (fixture->base.store, series);
}

typedef struct
{
  BtTape *tape;
  GError *error;
  gboolean is_done;
} Answer;

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->tape = bt_session_add_companion_finish (BT_SESSION (source), result, &answer->error);
  answer->is_done = TRUE;
}

static BtTape *
add (Fixture *fixture, gint64 dataset_id)
{
  Answer answer = { 0 };

  bt_session_add_companion_async (fixture->session, dataset_id, NULL, added_cb, &answer);
  session_fixture_wait (&answer.is_done);
  g_assert_no_error (answer.error);
  return answer.tape;
}

/* Returns whether a tape ends exactly at the session's clock. */
static gboolean
is_at_clock (Fixture *fixture, BtTape *tape, BtSeries *series)
{
  gsize known = bt_tape_get_known (tape);
  gint64 clock_usec = bt_session_get_clock (fixture->session);
  gint64 length_usec = bt_timeframe_usec (bt_tape_get_timeframe (tape));

  if (known > 0 && bt_tape_get_candle (tape, known - 1).time_usec + length_usec > clock_usec)
    return FALSE;
  return known == bt_series_get_length (series)
         || bt_series_get_candle (series, known).time_usec + length_usec > clock_usec;
}

static void
test_moves (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtSeries) series
    = bt_aggregate_series (fixture->base.series, BT_TIMEFRAME_M5, BT_TRADING_DAY_DEFAULT);
  gint64 dataset_id = add_dataset (fixture, BT_TIMEFRAME_M5);
  g_autoptr (BtTape) tape = add (fixture, dataset_id);

  /* What was before the session's beginning is known, and no more. */
  g_assert_cmpuint (bt_tape_get_known (tape), >, 0);
  g_assert_true (is_at_clock (fixture, tape, series));
  for (int i = 0; i < 40; i++)
    {
      bt_session_step (fixture->session, TRUE);
      g_assert_true (is_at_clock (fixture, tape, series));
    }
  gsize known = bt_tape_get_known (tape);
  g_assert_true (bt_session_rewind_to (fixture->session, 3, NULL));
  g_assert_cmpuint (bt_tape_get_known (tape), <, known);
  g_assert_true (is_at_clock (fixture, tape, series));
  g_assert_true (bt_session_return_to_head (fixture->session, NULL));
  g_assert_cmpuint (bt_tape_get_known (tape), ==, known);
}

static void
check_moved_cb (BtSession *session, BtTape *tape)
{
  gint64 length_usec = bt_timeframe_usec (bt_tape_get_timeframe (tape));
  gsize known = bt_tape_get_known (tape);

  g_assert_cmpint (bt_tape_get_candle (tape, known - 1).time_usec + length_usec, ==,
                   bt_session_get_clock (session));
}

/* Who hears of a step finds the companions there. */
static void
test_before_advanced (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtTape) tape = add (fixture, fixture->base.dataset_id);

  g_signal_connect (fixture->session, "advanced", G_CALLBACK (check_moved_cb), tape);
  bt_session_step (fixture->session, TRUE);
  bt_session_step (fixture->session, FALSE);
}

static void
test_shared (Fixture *fixture, gconstpointer data)
{
  gint64 dataset_id = add_dataset (fixture, BT_TIMEFRAME_M15);
  g_autoptr (BtTape) first = add (fixture, dataset_id);
  g_autoptr (BtTape) second = add (fixture, dataset_id);

  g_assert_true (first == second);
  bt_session_remove_companion (fixture->session, first);
  bt_session_step (fixture->session, FALSE);
  gsize known = bt_tape_get_known (first);
  for (int i = 0; i < 30; i++)
    bt_session_step (fixture->session, TRUE);
  g_assert_cmpuint (bt_tape_get_known (first), >, known);
  /* The last use over, it stays where it is. */
  known = bt_tape_get_known (first);
  bt_session_remove_companion (fixture->session, second);
  for (int i = 0; i < 30; i++)
    bt_session_step (fixture->session, TRUE);
  g_assert_cmpuint (bt_tape_get_known (first), ==, known);
  g_autoptr (BtTape) third = add (fixture, dataset_id);
  g_assert_cmpuint (bt_tape_get_known (third), >, known);
}

static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  Answer answer = { 0 };

  bt_session_add_companion_async (fixture->session, 4711, NULL, added_cb, &answer);
  session_fixture_wait (&answer.is_done);
  g_assert_error (answer.error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
  g_assert_null (answer.tape);
  g_clear_error (&answer.error);
}

/* Of any timeframe, at any moment: what is counted has ended by every way to cut days, and within a
 * minute and an hour of its end it is counted. */
static void
test_never_ahead (Fixture *fixture, gconstpointer data)
{
  static const BtTimeframe timeframes[]
    = { BT_TIMEFRAME_M1, BT_TIMEFRAME_M5, BT_TIMEFRAME_H1, BT_TIMEFRAME_H4,
        BT_TIMEFRAME_D1, BT_TIMEFRAME_W1, BT_TIMEFRAME_MN };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261127);

  for (guint i = 0; i < G_N_ELEMENTS (timeframes); i++)
    {
      g_autoptr (BtSeries) series
        = bt_aggregate_series (fixture->base.series, timeframes[i], BT_TRADING_DAY_DEFAULT);
      gint64 start_usec = bt_series_get_candle (series, 0).time_usec;
      gint64 length_usec = bt_timeframe_usec (timeframes[i]);
      gsize length = bt_series_get_length (series);
      for (guint k = 0; k < 2000; k++)
        {
          gint64 clock_usec
            = start_usec + g_rand_int_range (rand, -100, 60 * 1440) * BT_USEC_PER_MINUTE;
          gsize count = bt_session_companion_count (series, BT_TRADING_DAY_DEFAULT, clock_usec);
          if (count > 0)
            {
              gint64 opened_usec = bt_series_get_candle (series, count - 1).time_usec;
              g_assert_cmpint (opened_usec + length_usec, <=, clock_usec);
              g_assert_cmpint (
                bt_timeframe_bucket_end (timeframes[i], BT_TRADING_DAY_DEFAULT, opened_usec), <=,
                clock_usec);
            }
          if (count < length)
            g_assert_cmpint (bt_series_get_candle (series, count).time_usec + length_usec
                               + 26 * BT_USEC_PER_HOUR,
                             >, clock_usec);
        }
    }
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/session/companion/moves", test_moves);
  ADD ("/session/companion/before-advanced", test_before_advanced);
  ADD ("/session/companion/shared", test_shared);
  ADD ("/session/companion/unknown", test_unknown);
  ADD ("/session/companion/never-ahead", test_never_ahead);
  return g_test_run ();
}
