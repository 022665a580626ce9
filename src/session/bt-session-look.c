// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Looking back: the clock before the head of the line, which stays as it was played. */
#include "config.h"

#include "session/bt-session-private.h"

gboolean
bt_session_check_free (BtSession *session, GError **error)
{
  if (session->pending != NULL)
    g_set_error_literal (error, BT_SESSION_ERROR, BT_SESSION_ERROR_BUSY,
                         "A command is still being written");
  else if (session->is_changing)
    g_set_error_literal (error, BT_SESSION_ERROR, BT_SESSION_ERROR_BUSY,
                         "The branches of the session are being changed");
  else if (session->is_closed)
    g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_READ_ONLY, "The session “%s” is closed",
                 session->name);
  else if (session->state == BT_SESSION_ARCHIVED)
    g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_READ_ONLY,
                 "The session “%s” is archived", session->name);
  else
    return TRUE;
  return FALSE;
}

gboolean
bt_session_check_open (BtSession *session, GError **error)
{
  if (!bt_session_check_free (session, error))
    return FALSE;
  if (!bt_engine_is_ended (session->engine))
    return TRUE;
  g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_READ_ONLY, "The session “%s” has ended",
               session->name);
  return FALSE;
}

BtEngine *
bt_session_take_spare (BtSession *session)
{
  BtEngine *engine = g_steal_pointer (&session->spare);

  if (engine == NULL)
    return bt_engine_copy (session->engine);
  bt_engine_follow (engine, session->engine, NULL);
  return engine;
}

void
bt_session_give_spare (BtSession *session, BtEngine *engine)
{
  /* What it ran and the line did not is undone while it is known where they parted. */
  bt_engine_follow (engine, session->engine, NULL);
  bt_engine_free (session->spare);
  session->spare = engine;
}

void
bt_session_leave_past (BtSession *session)
{
  bt_engine_free (session->spare);
  session->spare = session->engine;
  session->engine = g_steal_pointer (&session->head_engine);
}

void
bt_session_update_head (BtSession *session)
{
  BtLinePoint *head = &session->line.head;

  if (session->head_engine != NULL)
    return;
  head->bar = bt_engine_get_bar (session->engine);
  bt_engine_get_digest (session->engine, &head->digest);
  head->command_count = bt_engine_get_command_count (session->engine);
  head->is_ended = bt_engine_is_ended (session->engine);
  head->net_minor = bt_session_get_net_of_engine (session->engine).minor;
}

void
bt_session_tell_place (BtSession *session)
{
  gboolean is_at_head = session->head_engine == NULL;
  gboolean is_ended = bt_engine_is_ended (session->engine);

  if (is_at_head != session->told_at_head)
    {
      session->told_at_head = is_at_head;
      g_object_notify (G_OBJECT (session), "at-head");
    }
  if (is_ended != session->told_ended)
    {
      session->told_ended = is_ended;
      g_object_notify (G_OBJECT (session), "ended");
    }
  bt_session_update_disguise (session);
}

/* Puts engine and lists at the last point that is kept at or before a bar, unless the engine is
 * between the two already. */
static void
go_near (BtSession *self, gint64 bar)
{
  guint log_length;
  const BtSnapshot *snapshot = bt_line_history_find (self->line.history, bar, &log_length);
  gint64 here = bt_engine_get_bar (self->engine);

  if (here <= bar && here >= bt_snapshot_get_bar (snapshot))
    return;
  if (self->head_engine == NULL)
    {
      self->head_engine = self->engine;
      self->engine
        = self->spare != NULL ? g_steal_pointer (&self->spare) : bt_engine_copy (self->head_engine);
    }
  bt_engine_follow (self->engine, self->head_engine, snapshot);
  bt_session_listen (self, self->engine);
  bt_session_view_jump (&self->view, self->engine, log_length);
  bt_equity_trail_cut (&self->trail, bt_engine_get_bar (self->engine) - 1);
}

gboolean
bt_session_look_at (BtSession *session, gint64 bar, GError **error)
{
  BtEngine *head = session->head_engine != NULL ? session->head_engine : session->engine;

  if (bar == bt_engine_get_bar (session->engine))
    return TRUE;
  if (bar == bt_engine_get_bar (head))
    {
      bt_session_leave_past (session);
      bt_session_view_jump (&session->view, session->engine,
                            bt_line_list_get_known (session->view.log));
      return TRUE;
    }
  go_near (session, bar);
  return bt_session_run_again (session, bar, error);
}

/* Moves the clock on the line and tells. */
static gboolean
move_clock (BtSession *self, gint64 bar, GError **error)
{
  gboolean is_back = bar < bt_session_get_bar (self);
  gint64 from_usec = bt_session_get_clock (self);
  gboolean is_done;

  bt_session_pause_for (self, BT_PAUSE_USER);
  bt_session_update_head (self);
  is_done = bt_session_look_at (self, bar, error);
  if (is_done && is_back)
    self->rewind_count++;
  bt_session_publish_jump (self);
  if (is_done)
    bt_session_record_action (self, is_back ? BT_LOG_REWIND : BT_LOG_JUMP, 0, from_usec, NULL);
  if (is_done && is_back)
    g_object_notify (G_OBJECT (self), "rewind-count");
  bt_session_queue_save (self);
  return is_done;
}

gboolean
bt_session_rewind_to (BtSession *session, gint64 bar, GError **error)
{
  g_return_val_if_fail (BT_IS_SESSION (session), FALSE);

  bt_session_settle (session);
  if (!bt_session_check_free (session, error))
    return FALSE;
  if (bar < -1 || bar > bt_session_get_head_bar (session))
    {
      g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT,
                   "Candle %" G_GINT64_FORMAT
                   " was not played on this branch, which goes from −1 to %" G_GINT64_FORMAT,
                   bar, bt_session_get_head_bar (session));
      return FALSE;
    }
  if (bar < bt_session_get_bar (session) && session->settings.is_rewind_forbidden)
    {
      g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORBIDDEN,
                   "The session “%s” was made without rewinding: it only goes forward",
                   session->name);
      return FALSE;
    }
  return bar == bt_session_get_bar (session) || move_clock (session, bar, error);
}

gboolean
bt_session_rewind_to_time (BtSession *session, gint64 time_usec, GError **error)
{
  g_return_val_if_fail (BT_IS_SESSION (session), FALSE);

  bt_session_settle (session);

  gint64 candle_usec = bt_timeframe_usec (session->settings.base_timeframe);
  gint64 bar = (gint64) bt_series_find (session->series, time_usec - candle_usec + 1) - 1;

  if (bar > bt_session_get_head_bar (session))
    {
      g_autofree char *asked = bt_time_to_string (time_usec);

      g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT,
                   "The time %s was not played on this branch", asked);
      return FALSE;
    }
  return bt_session_rewind_to (session, bar, error);
}

/* Returns the last bar of the chart candle before the present one. */
static gint64
find_step_start (BtSession *self)
{
  const BtColumns *columns = bt_series_get_columns (self->series);
  gint64 bar = bt_session_get_bar (self);
  BtTimeframe timeframe
    = bt_timeframe_fit ((BtTimeframe) self->look.chart_timeframe, self->settings.base_timeframe);
  gint64 start_usec = bt_timeframe_bucket_start (timeframe, self->day, columns->time_usec[bar]);

  return (gint64) bt_series_find (self->series, start_usec) - 1;
}

gboolean
bt_session_step_back (BtSession *session, gboolean one_base_candle, GError **error)
{
  g_return_val_if_fail (BT_IS_SESSION (session), FALSE);

  bt_session_settle (session);

  gint64 bar = bt_session_get_bar (session);

  if (bar < 0)
    return bt_session_check_free (session, error);
  return bt_session_rewind_to (session, one_base_candle ? bar - 1 : find_step_start (session),
                               error);
}

gboolean
bt_session_return_to_head (BtSession *session, GError **error)
{
  g_return_val_if_fail (BT_IS_SESSION (session), FALSE);

  bt_session_settle (session);
  if (!bt_session_check_free (session, error))
    return FALSE;
  return session->head_engine == NULL
         || move_clock (session, bt_session_get_head_bar (session), error);
}

gboolean
bt_session_is_at_head (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), TRUE);
  return session->head_engine == NULL;
}

gint64
bt_session_get_head_bar (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), -1);
  return session->head_engine != NULL ? bt_engine_get_bar (session->head_engine)
                                      : bt_session_get_bar (session);
}

gint64
bt_session_get_rewind_count (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), 0);
  return session->rewind_count;
}
