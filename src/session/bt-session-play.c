// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Time: play, pause, step, and the frames between. */
#include "config.h"

#include "session/bt-session-private.h"

/* How long a frame may run candles, and how long it may show them; sessions that play at the same
 * time share it. */
#define FRAME_BUDGET_USEC 6000
#define FRAME_BUDGET_MIN_USEC 1500
/* About sixty frames a second. */
#define FRAME_USEC 16000
/* The clock goes to disk about this often while playing. */
#define SAVE_USEC BT_USEC_PER_SECOND
/* The priority of GTK's drawing: neither play nor drawing starves the other. */
#define FRAME_PRIORITY (G_PRIORITY_HIGH_IDLE + 20)

/* Sessions that play in this process; main thread only. */
static guint playing_count;

static BtSessionRate
get_rate (const BtSession *self)
{
  return bt_session_rate (self->look.speed, (BtPace) self->look.pace,
                          (BtTimeframe) self->look.chart_timeframe, self->settings.base_timeframe,
                          self->settings.instrument.trades_weekends);
}

static gboolean
is_at_end (BtSession *self)
{
  return bt_session_get_bar (self) >= bt_session_get_length (self) - 1;
}

/* Says whether candles may come. */
static gboolean
can_move (BtSession *self)
{
  return !self->is_closed && !self->is_changing && self->state != BT_SESSION_ARCHIVED
         && !bt_session_is_ended (self);
}

static void schedule_frame (BtSession *self);

static gboolean
frame_due_cb (gpointer user_data)
{
  BtSession *self = user_data;

  self->frame_source = 0;
  g_object_ref (self);
  bt_session_run_frame (self);
  if (self->is_playing)
    schedule_frame (self);
  g_object_unref (self);
  return G_SOURCE_REMOVE;
}

/* Asks the main loop for the next frame, at the time of the next candle when that is later. */
static void
schedule_frame (BtSession *self)
{
  gint64 wait_usec = FRAME_USEC;

  if (self->look.speed != BT_SPEED_MAX && !bt_session_is_committing (self) && !self->is_going)
    wait_usec = bt_session_clock_plan (&self->clock, get_rate (self), FRAME_USEC);
  if (self->time_func != NULL)
    return;
  g_clear_handle_id (&self->frame_source, g_source_remove);
  self->frame_source = g_timeout_add_full (FRAME_PRIORITY, (guint) ((wait_usec + 500) / 1000),
                                           frame_due_cb, self, NULL);
}

/* Shows the candles from a bar on; how long that takes says how many the next frame may bring. */
static void
show_candles (BtSession *self, gint64 bar, gint64 budget)
{
  const gint64 candles = bt_session_get_bar (self) - bar;
  const gint64 began = bt_session_get_now (self);

  bt_session_publish (self);
  bt_session_clock_learn (&self->clock, candles, bt_session_get_now (self) - began, budget);
}

/* Returns the bar that a frame at this time may run to. */
static gint64
find_frame_target (BtSession *self, gint64 now)
{
  gint64 last = MIN (bt_session_get_length (self) - 1,
                     bt_session_get_bar (self) + bt_session_clock_allow (&self->clock));

  if (!self->is_going && self->look.speed != BT_SPEED_MAX)
    {
      gint64 due = bt_session_clock_take (&self->clock, now, get_rate (self));

      return MIN (last, bt_session_get_bar (self) + due);
    }
  bt_session_clock_skip (&self->clock, now);
  return self->is_going ? MIN (last, self->go_target) : last;
}

/* Says whether the way to a place is done. */
static gboolean
has_arrived (BtSession *self)
{
  return self->is_going
         && (bt_session_get_bar (self) >= self->go_target
             || (self->is_going_to_event && self->has_met_event));
}

void
bt_session_run_frame (BtSession *session)
{
  g_autoptr (GError) error = NULL;
  gint64 now = bt_session_get_now (session);
  gint64 budget = MAX (FRAME_BUDGET_USEC / MAX (playing_count, 1), FRAME_BUDGET_MIN_USEC);
  gint64 bar = bt_session_get_bar (session);

  if (!session->is_playing)
    return;
  if (bt_session_is_committing (session))
    {
      bt_session_clock_skip (&session->clock, now);
      return;
    }
  if (!bt_session_run_candles (session, find_frame_target (session, now),
                               session->is_going && session->is_going_to_event, now + budget,
                               &error))
    {
      bt_session_publish (session);
      bt_session_fail (session, error);
      return;
    }
  if (bt_session_get_bar (session) != bar)
    show_candles (session, bar, budget);
  if (session->is_going)
    g_object_notify (G_OBJECT (session), "go-progress");
  if (session->pause_wish != BT_PAUSE_NONE)
    bt_session_pause_for (session, session->pause_wish);
  else if (bt_session_is_ended (session) || has_arrived (session))
    bt_session_pause_for (session, is_at_end (session) ? BT_PAUSE_DATA_END : BT_PAUSE_USER);
  else if (is_at_end (session))
    bt_session_pause_for (session, BT_PAUSE_DATA_END);
  else if (now - session->saved_at_usec >= SAVE_USEC)
    {
      session->saved_at_usec = now;
      bt_session_queue_save (session);
    }
}

void
bt_session_change_pace (BtSession *session, int *target, int value)
{
  /* What the old pace has earned is played at the old pace. */
  bt_session_run_frame (session);
  *target = value;
  if (session->is_playing)
    schedule_frame (session);
}

void
bt_session_play (BtSession *session)
{
  g_return_if_fail (BT_IS_SESSION (session));

  if (session->is_playing || !can_move (session))
    return;
  if (is_at_end (session))
    {
      session->pause_reason = BT_PAUSE_DATA_END;
      g_object_notify (G_OBJECT (session), "pause-reason");
      return;
    }
  session->is_playing = TRUE;
  session->state = BT_SESSION_RUNNING;
  session->pause_reason = BT_PAUSE_NONE;
  playing_count++;
  bt_session_clock_start (&session->clock, bt_session_get_now (session));
  session->saved_at_usec = session->clock.last_usec;
  schedule_frame (session);
  g_object_notify (G_OBJECT (session), "playing");
  g_object_notify (G_OBJECT (session), "state");
  g_object_notify (G_OBJECT (session), "pause-reason");
  bt_session_queue_save (session);
}

void
bt_session_pause_for (BtSession *session, BtPauseReason reason)
{
  if (!session->is_playing)
    return;
  gboolean was_going = session->is_going;

  g_clear_handle_id (&session->frame_source, g_source_remove);
  session->is_playing = FALSE;
  if (was_going)
    {
      session->is_going = FALSE;
      g_object_notify (G_OBJECT (session), "going");
    }
  session->state = BT_SESSION_PAUSED;
  session->pause_reason = reason;
  session->pause_wish = BT_PAUSE_NONE;
  playing_count--;
  g_object_notify (G_OBJECT (session), "playing");
  g_object_notify (G_OBJECT (session), "state");
  g_object_notify (G_OBJECT (session), "pause-reason");
  if (was_going && bt_session_get_bar (session) > session->go_start)
    bt_session_record_action (session, BT_LOG_JUMP, 0,
                              bt_session_get_bar_time (session, session->go_start), NULL);
  if (!was_going || reason != BT_PAUSE_USER)
    bt_session_record_action (session, BT_LOG_PAUSE, reason, BT_TIME_NONE, NULL);
  if (reason != BT_PAUSE_ERROR)
    bt_session_queue_save (session);
}

void
bt_session_start_going (BtSession *session, gint64 bar, gboolean stops_at_event)
{
  bt_session_pause_for (session, BT_PAUSE_USER);
  session->go_start = bt_session_get_bar (session);
  session->go_target = bar;
  session->is_going_to_event = stops_at_event;
  bt_session_play (session);
  if (!session->is_playing)
    return;
  session->is_going = TRUE;
  g_object_notify (G_OBJECT (session), "going");
  schedule_frame (session);
  bt_session_run_frame (session);
}

void
bt_session_leave_play (BtSession *session)
{
  g_clear_handle_id (&session->frame_source, g_source_remove);
  if (session->is_playing)
    playing_count--;
  session->is_playing = FALSE;
}

void
bt_session_fail (BtSession *session, const GError *error)
{
  bt_session_pause_for (session, BT_PAUSE_ERROR);
  g_signal_emit (session, bt_session_signal (BT_SESSION_SIGNAL_FAILED), 0, error);
}

void
bt_session_pause (BtSession *session)
{
  g_return_if_fail (BT_IS_SESSION (session));
  bt_session_pause_for (session, BT_PAUSE_USER);
}

/* Returns the bar at which the chart candle of the next base candle is complete: the last before a
 * candle of another one. Only the times of candles are looked at. */
static gint64
find_step_end (BtSession *self)
{
  const BtColumns *columns = bt_series_get_columns (self->series);
  gint64 next = bt_session_get_bar (self) + 1;
  BtTimeframe timeframe
    = bt_timeframe_fit ((BtTimeframe) self->look.chart_timeframe, self->settings.base_timeframe);
  gint64 end_usec = bt_timeframe_bucket_end (timeframe, self->day, columns->time_usec[next]);

  return (gint64) bt_series_find (self->series, end_usec) - 1;
}

void
bt_session_step (BtSession *session, gboolean one_base_candle)
{
  g_autoptr (GError) error = NULL;
  BtPauseReason reason;

  g_return_if_fail (BT_IS_SESSION (session));

  bt_session_settle (session);
  if (!can_move (session))
    return;
  bt_session_pause_for (session, BT_PAUSE_USER);
  if (!is_at_end (session))
    {
      gint64 target = one_base_candle ? bt_session_get_bar (session) + 1 : find_step_end (session);
      gboolean is_done = bt_session_run_candles (session, target, FALSE, 0, &error);

      bt_session_publish (session);
      if (!is_done)
        {
          bt_session_fail (session, error);
          return;
        }
    }
  reason = session->pause_wish != BT_PAUSE_NONE ? session->pause_wish
           : is_at_end (session)                ? BT_PAUSE_DATA_END
                                                : BT_PAUSE_USER;
  session->pause_wish = BT_PAUSE_NONE;
  session->pause_reason = reason;
  g_object_notify (G_OBJECT (session), "pause-reason");
  bt_session_queue_save (session);
}

gboolean
bt_session_advance_to (BtSession *session, gint64 bar, gboolean stop_at_event, GError **error)
{
  gint64 target;

  g_return_val_if_fail (BT_IS_SESSION (session), FALSE);

  bt_session_settle (session);
  if (!bt_session_check_open (session, error))
    return FALSE;
  target = MIN (bar, bt_session_get_length (session) - 1);

  gboolean is_done = TRUE;

  /* Pauses are for watching; here only the target and, when asked, an event stop. */
  do
    is_done = bt_session_run_candles (session, target, stop_at_event, 0, error);
  while (is_done && !stop_at_event && bt_session_get_bar (session) < target);
  session->pause_wish = BT_PAUSE_NONE;
  bt_session_publish (session);
  bt_session_queue_save (session);
  return is_done;
}

gboolean
bt_session_advance_to_time (BtSession *session,
                            gint64 time_usec,
                            gboolean stop_at_event,
                            GError **error)
{
  gint64 candle_usec = bt_timeframe_usec (session->settings.base_timeframe);
  gint64 bar;

  g_return_val_if_fail (BT_IS_SESSION (session), FALSE);

  if (time_usec < bt_session_get_clock (session))
    {
      g_autofree char *asked = bt_time_to_string (time_usec);
      g_autofree char *clock = bt_time_to_string (bt_session_get_clock (session));

      g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT,
                   "The time %s is before the clock, which stands at %s", asked, clock);
      return FALSE;
    }
  bar = (gint64) bt_series_find (session->series, time_usec - candle_usec + 1) - 1;
  return bt_session_advance_to (session, bar, stop_at_event, error);
}
