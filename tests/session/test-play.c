// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Time: speeds, pauses, steps, and that none of them changes a result. */
#include "config.h"

#include "session-fixture.h"
#include "session/bt-session-file.h"

#define TEST(path, func)                                                                           \
  g_test_add (path, SessionFixture, NULL, session_fixture_set_up, func, session_fixture_tear_down)
/* Of a played line in the tests of sameness. */
#define LAST_BAR 2000
#define COMMAND_EVERY 150

static void
test_rates (void)
{
  BtSessionRate rate
    = bt_session_rate (10, BT_PACE_CANDLES, BT_TIMEFRAME_M5, BT_TIMEFRAME_M1, FALSE);
  BtSessionClock clock;

  /* 1× on M5: five M1 candles a second. */
  bt_session_clock_start (&clock, 1000);
  g_assert_cmpint (bt_session_clock_take (&clock, 1000 + 199999, rate), ==, 0);
  g_assert_cmpint (bt_session_clock_take (&clock, 1000 + 200000, rate), ==, 1);
  g_assert_cmpint (bt_session_clock_plan (&clock, rate, 16000), ==, 200000);
  g_assert_cmpint (bt_session_clock_take (&clock, 1000 + 600000, rate), ==, 2);
  /* A stall of a minute is not made up for: a quarter of a second is. */
  g_assert_cmpint (bt_session_clock_take (&clock, 61 * BT_USEC_PER_SECOND, rate), ==, 1);
  /* A clock that goes back brings nothing. */
  g_assert_cmpint (bt_session_clock_take (&clock, 0, rate), ==, 0);

  /* Market time at 60×: an M1 candle a second, whatever the chart. */
  rate = bt_session_rate (600, BT_PACE_MARKET_TIME, BT_TIMEFRAME_H4, BT_TIMEFRAME_M1, FALSE);
  bt_session_clock_start (&clock, 0);
  g_assert_cmpint (bt_session_clock_plan (&clock, rate, 16000), ==, BT_USEC_PER_SECOND);
  g_assert_cmpint (bt_session_clock_take (&clock, BT_USEC_PER_SECOND, rate), ==, 1);

  /* A week of five days, or of seven. */
  rate = bt_session_rate (10, BT_PACE_CANDLES, BT_TIMEFRAME_W1, BT_TIMEFRAME_M1, FALSE);
  g_assert_cmpint (rate.gain, ==, 10 * 5 * 1440);
  rate = bt_session_rate (10, BT_PACE_CANDLES, BT_TIMEFRAME_W1, BT_TIMEFRAME_M1, TRUE);
  g_assert_cmpint (rate.gain, ==, 10 * 7 * 1440);
  /* A chart finer than the data: a candle of the data. */
  rate = bt_session_rate (10, BT_PACE_CANDLES, BT_TIMEFRAME_M1, BT_TIMEFRAME_H1, FALSE);
  g_assert_cmpint (rate.gain, ==, 10);
}

static void
test_speeds (void)
{
  guint count;
  const int *speeds = bt_session_speeds (&count);

  g_assert_cmpuint (count, ==, 11);
  g_assert_cmpint (speeds[0], ==, 5);
  g_assert_cmpint (speeds[count - 1], ==, BT_SPEED_MAX);
}

static void
count_cb (BtSession *session, gpointer user_data)
{
  (*(guint *) user_data)++;
}

/* 10× on M5 is fifty candles a second; a frame emits "advanced" once. */
static void
test_play (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  guint advanced = 0;
  BtSessionState state;
  int reason;

  g_signal_connect (session, "advanced", G_CALLBACK (count_cb), &advanced);
  bt_session_play (session);
  g_object_get (session, "state", &state, NULL);
  g_assert_cmpint (state, ==, BT_SESSION_RUNNING);
  for (int i = 0; i < 50; i++)
    {
      fixture->now_usec += 20000;
      bt_session_run_frame (session);
    }
  g_assert_cmpint (bt_session_get_bar (session), ==, 49);
  g_assert_cmpuint (advanced, ==, 50);
  g_assert_cmpuint (bt_tape_get_known (bt_session_get_tape (session)), ==, 120 + 50);

  /* A new speed counts at once, and play goes on. */
  g_object_set (session, "speed", 1000, NULL);
  g_assert_true (bt_session_is_playing (session));
  fixture->now_usec += 20000;
  bt_session_run_frame (session);
  g_assert_cmpint (bt_session_get_bar (session), ==, 59);

  bt_session_pause (session);
  g_object_get (session, "pause-reason", &reason, "state", &state, NULL);
  g_assert_cmpint (reason, ==, BT_PAUSE_USER);
  g_assert_cmpint (state, ==, BT_SESSION_PAUSED);
  fixture->now_usec += BT_USEC_PER_SECOND;
  bt_session_run_frame (session);
  g_assert_cmpint (bt_session_get_bar (session), ==, 59);
  bt_session_close (session);
}

/* At max speed a frame ends after its share of time, and play ends with the data. */
static void
test_max_speed (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  gint64 length = bt_session_get_length (session);
  guint advanced = 0;
  int reason;

  g_object_set (session, "speed", BT_SPEED_MAX, NULL);
  g_signal_connect (session, "advanced", G_CALLBACK (count_cb), &advanced);
  /* Each look at the clock takes 4 ms: one slice, then the second look is past the 6 ms. */
  fixture->tick_usec = 4000;
  session_fixture_play_to (fixture, session, G_MAXINT64, 0);
  g_assert_cmpint (bt_session_get_bar (session), ==, length - 1);
  g_object_get (session, "pause-reason", &reason, NULL);
  g_assert_cmpint (reason, ==, BT_PAUSE_DATA_END);
  g_assert_cmpuint (advanced, ==, (length + 2 * 4096 - 1) / (2 * 4096));
  bt_session_play (session);
  g_assert_false (bt_session_is_playing (session));
  bt_session_close (session);
}

typedef struct
{
  SessionFixture *fixture;
  gint64 usec; /* that showing a candle takes */
  gint64 bar;
  gint64 candles; /* of the last frame */
} Show;

static void
show_cb (BtSession *session, Show *show)
{
  show->candles = bt_session_get_bar (session) - show->bar;
  show->bar += show->candles;
  show->fixture->now_usec += show->usec * show->candles;
}

static gint64
show_frame (BtSession *session, Show *show, gint64 usec)
{
  show->usec = usec;
  show->candles = 0;
  show->fixture->now_usec += 16000;
  bt_session_run_frame (session);
  return show->candles;
}

/* At max speed a frame brings no more candles than are shown within its share of time, 6 ms. */
static void
test_max_speed_waits_for_windows (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  Show show = { .fixture = fixture, .bar = bt_session_get_bar (session) };

  g_object_set (session, "speed", 10000, NULL);
  g_signal_connect (session, "advanced", G_CALLBACK (show_cb), &show);
  bt_session_play (session);
  g_assert_cmpint (show_frame (session, &show, 80), ==, 80);
  g_object_set (session, "speed", BT_SPEED_MAX, NULL);
  /* The change of pace played what was earned, 32 candles, in less than half of the time. */
  g_assert_cmpint (show_frame (session, &show, 50), ==, 150);
  g_assert_cmpint (show_frame (session, &show, 1000), ==, 120);
  /* Never fewer than 64. */
  g_assert_cmpint (show_frame (session, &show, 1000), ==, 64);
  g_assert_cmpint (show_frame (session, &show, 0), ==, 64);
  g_assert_cmpint (show_frame (session, &show, 0), ==, 128);
  g_assert_cmpint (show_frame (session, &show, 0), ==, 256);
  bt_session_pause (session);
  bt_session_close (session);
}

/* A step completes the present chart candle or brings the next; only whole base candles come. */
static void
test_step (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  const BtColumns *columns;
  BtColumns known;

  bt_session_step (session, FALSE);
  for (int i = 0; i < 400; i++)
    {
      gint64 bucket;

      known = bt_tape_get_columns (bt_session_get_tape (session));
      bucket = bt_timeframe_bucket_end (BT_TIMEFRAME_M5, BT_TRADING_DAY_DEFAULT,
                                        known.time_usec[known.length - 1]);
      columns = bt_series_get_columns (fixture->series);
      g_assert_cmpint (columns->time_usec[known.length], >=, bucket);
      if (i % 3 == 0)
        bt_session_step (session, TRUE);
      bt_session_step (session, FALSE);
    }
  g_assert_cmpint (bt_session_get_bar (session), >=, 1995);
  bt_session_close (session);
}

/* Returns the first bar after bar at which a long of that stop would be hit, by the candles alone.
 */
static gint64
find_hit (SessionFixture *fixture, gint64 bar, gint64 level)
{
  const BtColumns *columns = bt_series_get_columns (fixture->series);
  gint64 i = bar + 1;

  while (columns->low_points[120 + i] > level)
    i++;
  return i;
}

static void
test_pause_on_fill (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  g_autoptr (BtFillItem) item = NULL;
  gint64 level, hit;
  guint fills = 0;
  int reason;

  g_assert_true (bt_session_advance_to (session, 50, FALSE, NULL));
  level = bt_session_get_quote (session).bid_points - 120;
  session_fixture_trade (session, BT_DIRECTION_BUY, 120, 0);
  hit = find_hit (fixture, 50, level);
  g_signal_connect (session, "filled", G_CALLBACK (count_cb), &fills);
  g_object_set (session, "speed", BT_SPEED_MAX, NULL);
  session_fixture_play_to (fixture, session, G_MAXINT64, 16000);
  g_assert_cmpint (bt_session_get_bar (session), ==, hit);
  g_object_get (session, "pause-reason", &reason, NULL);
  g_assert_cmpint (reason, ==, BT_PAUSE_FILL);
  item = g_list_model_get_item (bt_session_get_fills (session), 1);
  g_assert_cmpint (bt_fill_item_get (item)->reason, ==, BT_REASON_STOP_LOSS);
  g_assert_cmpint (bt_fill_item_get (item)->bar, ==, hit);
  bt_session_close (session);
}

static void
test_no_pause_on_fill (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);

  g_assert_true (bt_session_advance_to (session, 50, FALSE, NULL));
  session_fixture_trade (session, BT_DIRECTION_BUY, 120, 0);
  g_object_set (session, "speed", BT_SPEED_MAX, "pause-on-fill", FALSE, NULL);
  session_fixture_play_to (fixture, session, G_MAXINT64, 16000);
  g_assert_cmpint (bt_session_get_bar (session), ==, bt_session_get_length (session) - 1);
  g_assert_cmpuint (g_list_model_get_n_items (bt_session_get_trades (session)), ==, 1);
  bt_session_close (session);
}

static void
test_advance (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  const BtColumns *columns = bt_series_get_columns (fixture->series);
  g_autoptr (GError) error = NULL;
  gint64 level;

  /* A candle is known at its close and not a microsecond before. */
  g_assert_true (bt_session_advance_to_time (
    session, columns->time_usec[130] + BT_USEC_PER_MINUTE - 1, FALSE, &error));
  g_assert_cmpint (bt_session_get_bar (session), ==, 9);
  g_assert_true (bt_session_advance_to_time (session, columns->time_usec[130] + BT_USEC_PER_MINUTE,
                                             FALSE, &error));
  g_assert_cmpint (bt_session_get_bar (session), ==, 10);
  g_assert_false (bt_session_advance_to_time (session, columns->time_usec[120], FALSE, &error));
  g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT);
  level = bt_session_get_quote (session).bid_points - 120;
  session_fixture_trade (session, BT_DIRECTION_BUY, 120, 0);
  g_assert_true (bt_session_advance_to (session, G_MAXINT64, TRUE, NULL));
  g_assert_cmpint (bt_session_get_bar (session), ==, find_hit (fixture, 10, level));
  g_assert_true (bt_session_advance_to (session, G_MAXINT64, FALSE, NULL));
  g_assert_cmpint (bt_session_get_bar (session), ==, bt_session_get_length (session) - 1);
  bt_session_close (session);
}

/* How the same session is played. */
typedef enum
{
  PLAY_SLOWLY,
  PLAY_FAST,
  PLAY_BY_STEPS,
  PLAY_AT_ONCE,
  N_PLAYS,
} Play;

static void
reach (SessionFixture *fixture, BtSession *session, Play play, gint64 bar)
{
  switch (play)
    {
    case PLAY_SLOWLY:
      g_object_set (session, "speed", 10, NULL);
      while (bt_session_get_bar (session) < bar)
        session_fixture_play_to (fixture, session, bar, 200000);
      break;
    case PLAY_FAST:
      /* Max speed would run past the bar: the last stretch is played at 1,000×. */
      g_object_set (session, "speed", 10000, NULL);
      while (bt_session_get_bar (session) < bar)
        session_fixture_play_to (fixture, session, bar, 200);
      break;
    case PLAY_BY_STEPS:
      while (bt_session_get_bar (session) < bar)
        bt_session_step (session, TRUE);
      break;
    case PLAY_AT_ONCE:
    case N_PLAYS:
      g_assert_true (bt_session_advance_to (session, bar, FALSE, NULL));
      break;
    }
  g_assert_cmpint (bt_session_get_bar (session), ==, bar);
}

/* Trades by a fixed plan every COMMAND_EVERY candles up to LAST_BAR, then lets it run to the end.
 */
static void
trade_by_plan (SessionFixture *fixture, BtSession *session, Play play)
{
  BtCommand command;

  for (gint64 bar = 100; bar <= LAST_BAR; bar += COMMAND_EVERY)
    {
      reach (fixture, session, play, bar);
      session_fixture_trade (session, bar % 4 == 0 ? BT_DIRECTION_BUY : BT_DIRECTION_SELL, 150,
                             300);
      if (bar % 3 != 0)
        continue;
      bt_command_init (&command, BT_COMMAND_CLOSE_ALL, -1);
      g_assert_true (bt_session_submit (session, &command, NULL, NULL));
    }
  if (play == PLAY_FAST)
    g_object_set (session, "speed", BT_SPEED_MAX, NULL);
  while (bt_session_get_bar (session) < bt_session_get_length (session) - 1)
    if (play == PLAY_FAST)
      session_fixture_play_to (fixture, session, G_MAXINT64, 16000);
    else
      reach (fixture, session, play, bt_session_get_length (session) - 1);
}

static gboolean
load_journal_job (BtDb *db, gpointer data, GError **error)
{
  gpointer *pair = data;

  pair[1] = bt_branch_table_load_journal (db, pair[0], BT_BRANCH_MAIN, error);
  return pair[1] != NULL;
}

/* Runs a session's commands as a scenario on the same dataset and returns the digest. */
static char *
run_as_scenario (SessionFixture *fixture, BtSession *session)
{
  gpointer pair[] = { (gpointer) bt_session_get_id (session), NULL };
  g_autofree char *settings = bt_session_settings_to_json (bt_session_get_settings (session));
  g_autofree char *from
    = bt_time_to_string (bt_series_get_columns (fixture->series)->time_usec[120]);
  g_autofree char *path = g_build_filename (fixture->folder, "scenario.json", NULL);
  g_autoptr (GString) text = g_string_new ("{\"format\":\"backtrade-scenario/1\",");
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *result = NULL;
  const char *digest;

  g_assert_true (bt_store_run (fixture->store, load_journal_job, pair, NULL));
  lines = pair[1];
  g_string_append_len (text, settings + 1, (gssize) strlen (settings) - 2);
  g_string_append_printf (text,
                          ",\"dataset\":{\"symbol\":\"XAUUSD\",\"timeframe\":\"M1\","
                          "\"from\":\"%s\"},\"commands\":[",
                          from);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : ",",
                            ((BtJournalLine *) lines->pdata[i])->json);
  g_string_append (text, "]}");
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  result = bt_scenario_run (path, fixture->store, FALSE, BT_PATH_ADAPTIVE, &error);
  g_assert_no_error (error);
  digest = strstr (result, "\"digest\" : \"");
  g_assert_nonnull (digest);
  return g_strndup (digest + strlen ("\"digest\" : \""), 64);
}

static void
test_same_digest (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *expected = NULL;

  for (Play play = 0; play < N_PLAYS; play++)
    {
      g_autofree char *id = session_fixture_create (fixture);
      g_autoptr (BtSession) session = session_fixture_open (fixture, id);
      g_autofree char *digest = NULL;
      g_autofree char *scenario_digest = NULL;

      trade_by_plan (fixture, session, play);
      digest = bt_session_get_digest (session);
      if (expected == NULL)
        expected = g_strdup (digest);
      g_assert_cmpstr (digest, ==, expected);
      g_assert_cmpuint (g_list_model_get_n_items (bt_session_get_trades (session)), >, 10);
      scenario_digest = run_as_scenario (fixture, session);
      g_assert_cmpstr (scenario_digest, ==, expected);
      bt_session_close (session);
    }
  g_test_message ("digest %s at 1×, at max, step by step, at once and by a scenario", expected);
}

static gboolean
quit_late_cb (gpointer user_data)
{
  g_assert_not_reached ();
  return G_SOURCE_REMOVE;
}

/* On the machine's clock and the main loop play goes on by itself and ends with the data. */
static void
test_main_loop (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  guint guard = g_timeout_add_seconds (120, quit_late_cb, NULL);

  bt_session_set_time_func (session, NULL, NULL);
  g_object_set (session, "speed", BT_SPEED_MAX, NULL);
  bt_session_play (session);
  while (bt_session_is_playing (session))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (bt_session_get_bar (session), ==, bt_session_get_length (session) - 1);
  g_source_remove (guard);
  bt_session_close (session);
}

/* Three at once on the main loop, each at its own speed, one pausing in between: what each gives is
 * what it gives alone. */
static void
test_together (SessionFixture *fixture, gconstpointer data)
{
  static const int SPEEDS[] = { BT_SPEED_MAX, 10000, BT_SPEED_MAX };
  BtSession *sessions[G_N_ELEMENTS (SPEEDS)];
  g_autofree char *alone_id = session_fixture_create (fixture);
  g_autoptr (BtSession) alone = session_fixture_open (fixture, alone_id);
  g_autofree char *expected = NULL;
  guint guard = g_timeout_add_seconds (120, quit_late_cb, NULL);
  gboolean is_playing = TRUE;

  g_assert_true (bt_session_advance_to (alone, 20, FALSE, NULL));
  session_fixture_trade (alone, BT_DIRECTION_BUY, 300, 400);
  g_assert_true (bt_session_advance_to (alone, G_MAXINT64, FALSE, NULL));
  expected = bt_session_get_digest (alone);
  bt_session_close (alone);
  for (guint i = 0; i < G_N_ELEMENTS (SPEEDS); i++)
    {
      g_autofree char *id = session_fixture_create (fixture);

      sessions[i] = session_fixture_open (fixture, id);
      g_assert_true (bt_session_advance_to (sessions[i], 20, FALSE, NULL));
      session_fixture_trade (sessions[i], BT_DIRECTION_BUY, 300, 400);
      bt_session_set_time_func (sessions[i], NULL, NULL);
      g_object_set (sessions[i], "speed", SPEEDS[i], "pause-on-fill", i == 2, NULL);
      bt_session_play (sessions[i]);
    }
  while (is_playing)
    {
      g_main_context_iteration (NULL, TRUE);
      is_playing = FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (SPEEDS); i++)
        {
          /* Where it paused for the fill it goes on. */
          if (bt_session_get_bar (sessions[i]) < bt_session_get_length (sessions[i]) - 1)
            bt_session_play (sessions[i]);
          is_playing |= bt_session_is_playing (sessions[i]);
        }
    }
  g_source_remove (guard);
  for (guint i = 0; i < G_N_ELEMENTS (SPEEDS); i++)
    {
      g_autofree char *digest = bt_session_get_digest (sessions[i]);

      g_assert_cmpstr (digest, ==, expected);
      bt_session_close (sessions[i]);
      g_object_unref (sessions[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/play/rates", test_rates);
  g_test_add_func ("/session/play/speeds", test_speeds);
  TEST ("/session/play/play", test_play);
  TEST ("/session/play/max-speed", test_max_speed);
  TEST ("/session/play/max-speed-waits-for-windows", test_max_speed_waits_for_windows);
  TEST ("/session/play/step", test_step);
  TEST ("/session/play/pause-on-fill", test_pause_on_fill);
  TEST ("/session/play/no-pause-on-fill", test_no_pause_on_fill);
  TEST ("/session/play/advance", test_advance);
  TEST ("/session/play/same-digest", test_same_digest);
  TEST ("/session/play/main-loop", test_main_loop);
  TEST ("/session/play/together", test_together);
  return g_test_run ();
}
