// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Running candles, and again what is on record for them; and showing where that led. */
#include "config.h"

#include "session/bt-journal-replay.h"
#include "session/bt-session-companion.h"
#include "session/bt-session-private.h"

/* Candles between two looks at the time. */
#define SLICE_CANDLES 4096

void
bt_session_set_time_func (BtSession *session, BtSessionTimeFunc func, gpointer user_data)
{
  session->time_func = func;
  session->time_data = user_data;
}

gint64
bt_session_get_now (BtSession *session)
{
  return session->time_func != NULL ? session->time_func (session->time_data)
                                    : g_get_monotonic_time ();
}

/* Says whether a fill on a candle is news to the trader: an answer to a click is not. */
static gboolean
is_news (const BtFill *fill)
{
  return fill->reason != BT_REASON_MARKET && fill->reason != BT_REASON_CLOSE
         && fill->reason != BT_REASON_CLOSE_ALL && fill->reason != BT_REASON_END;
}

static void
engine_event_cb (const BtEvent *event, gpointer user_data)
{
  BtSession *self = user_data;

  bt_session_view_note (&self->view, event);
  if (event->command != 0)
    return;
  if (event->kind == BT_EVENT_LIQUIDATED)
    self->pause_wish = BT_PAUSE_LIQUIDATION;
  else if (event->kind == BT_EVENT_MARGIN_CALL && self->pause_wish != BT_PAUSE_LIQUIDATION)
    self->pause_wish = BT_PAUSE_MARGIN_CALL;
  else if (event->kind == BT_EVENT_RULE_BROKEN && self->pause_wish != BT_PAUSE_LIQUIDATION)
    self->pause_wish = BT_PAUSE_RULE_BROKEN;
  else if (event->kind == BT_EVENT_FILLED && self->look.is_pausing_on_fill
           && self->pause_wish == BT_PAUSE_NONE && is_news (event->fill))
    self->pause_wish = BT_PAUSE_FILL;
}

void
bt_session_listen (BtSession *session, BtEngine *engine)
{
  bt_engine_set_event_func (engine, engine_event_cb, session);
}

static void
command_replayed_cb (const BtCommand *command, gpointer user_data)
{
  BtSession *self = user_data;

  self->view.clock_usec = bt_engine_get_clock (self->engine);
  self->view.command_name = bt_command_kind_to_string (command->kind);
  if (bt_engine_get_command_count (self->engine) == (gint64) self->line.places->len)
    bt_session_line_learn (&self->line, command);
}

/* Returns the next command on record after those that were applied, or NULL. */
static const BtJournalLine *
get_next_line (BtSession *self)
{
  gint64 count = bt_engine_get_command_count (self->engine);

  return count < (gint64) self->line.lines->len ? self->line.lines->pdata[count] : NULL;
}

/* Applies again what was given at the present candle. */
static gboolean
apply_recorded (BtSession *self, GError **error)
{
  const BtJournalLine *line;

  while ((line = get_next_line (self)) != NULL
         && line->after_bar == bt_engine_get_bar (self->engine))
    if (!bt_journal_apply (self->engine, line, line->sequence, command_replayed_cb, self, error))
      return FALSE;
  return TRUE;
}

/* Takes the place of the engine that has come to the head of its line again. */
static gboolean
arrive_at_head (BtSession *self, GError **error)
{
  BtHash here, there;

  bt_engine_get_digest (self->engine, &here);
  bt_engine_get_digest (self->head_engine, &there);
  if (!bt_hash_equal (&here, &there))
    {
      g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_DIVERGED,
                   "The session “%s”, played again to candle %" G_GINT64_FORMAT
                   ", is another one than the first time",
                   self->name, bt_engine_get_bar (self->engine));
      return FALSE;
    }
  bt_session_leave_past (self);
  return TRUE;
}

/* Runs a slice of candles, at most to target, and what is on record for the last of them. */
static gboolean
run_slice (BtSession *self, gint64 target, BtAdvanceResult *result, GError **error)
{
  gint64 slice = MIN (target, bt_engine_get_bar (self->engine) + SLICE_CANDLES);
  const BtJournalLine *line = get_next_line (self);

  if (line != NULL)
    slice = MIN (slice, line->after_bar);
  else if (self->head_engine != NULL)
    slice = MIN (slice, bt_engine_get_bar (self->head_engine));
  if (!bt_engine_advance (self->engine, slice, TRUE, result, error)
      || !apply_recorded (self, error))
    return FALSE;
  if (self->head_engine == NULL)
    {
      bt_line_history_note (self->line.history, self->engine,
                            bt_session_view_get_log_length (&self->view));
      return TRUE;
    }
  return bt_engine_get_bar (self->engine) < bt_engine_get_bar (self->head_engine)
         || arrive_at_head (self, error);
}

gboolean
bt_session_run_candles (
  BtSession *session, gint64 target, gboolean stop_at_event, gint64 deadline, GError **error)
{
  BtAdvanceResult result = BT_ADVANCE_REACHED;

  session->pause_wish = BT_PAUSE_NONE;
  session->has_met_event = FALSE;
  while (bt_engine_get_bar (session->engine) < target)
    {
      gint64 last = MIN (target, bt_engine_get_bar (session->engine) + SLICE_CANDLES);

      if (!run_slice (session, bt_session_look_for_alerts (session, last), &result, error))
        return FALSE;
      bt_session_pass_alerts (session);
      session->has_met_event = result == BT_ADVANCE_EVENT;
      if (result == BT_ADVANCE_END || bt_engine_is_ended (session->engine)
          || session->pause_wish != BT_PAUSE_NONE || (stop_at_event && result == BT_ADVANCE_EVENT)
          || (deadline != 0 && bt_session_get_now (session) >= deadline))
        break;
    }
  return TRUE;
}

gboolean
bt_session_run_again (BtSession *session, gint64 bar, GError **error)
{
  BtAdvanceResult result = BT_ADVANCE_REACHED;
  gboolean is_done = apply_recorded (session, error);

  while (is_done && bt_engine_get_bar (session->engine) < bar)
    {
      gint64 before = bt_engine_get_bar (session->engine);

      is_done = run_slice (session, bar, &result, error);
      if (is_done && result == BT_ADVANCE_END && bt_engine_get_bar (session->engine) == before)
        {
          g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_DIVERGED,
                       "The session “%s” cannot be played again to candle %" G_GINT64_FORMAT,
                       session->name, bar);
          is_done = FALSE;
        }
    }
  session->pause_wish = BT_PAUSE_NONE;
  return is_done;
}

/* Emits "filled" for fills first … end − 1. */
static void
emit_fills (BtSession *self, guint first, guint end)
{
  GListModel *fills = G_LIST_MODEL (self->view.fills);

  for (guint i = first; i < end; i++)
    {
      g_autoptr (BtFillItem) item = g_list_model_get_item (fills, i);

      g_signal_emit (self, bt_session_signal (BT_SESSION_SIGNAL_FILLED), 0,
                     bt_fill_item_get (item));
    }
}

/* Moves the tape and the lists to where the engine is; stores what that brought. */
static gboolean
show_engine (BtSession *self, BtSessionNews *news)
{
  gint64 known = self->first_index + bt_session_get_bar (self) + 1;
  gboolean has_moved = (gint64) bt_tape_get_known (self->tape) != known;

  bt_tape_set_known (self->tape, (gsize) known);
  bt_session_move_companions (self);
  bt_session_view_sync (&self->view, self->engine, news);
  bt_session_sync_annotations (self);
  return has_moved;
}

/* Tells that the clock was moved. */
static void
emit_moved (BtSession *self)
{
  g_object_notify (G_OBJECT (self), "bar");
  g_object_notify (G_OBJECT (self), "clock");
  g_signal_emit (self, bt_session_signal (BT_SESSION_SIGNAL_ADVANCED), 0);
}

void
bt_session_publish (BtSession *session)
{
  BtSessionNews news;
  guint fills;

  g_object_ref (session);

  gboolean has_moved = show_engine (session, &news);

  /* Whoever hears of this may trade at once: the counts are taken before. */
  fills = g_list_model_get_n_items (G_LIST_MODEL (session->view.fills));
  if (has_moved)
    emit_moved (session);
  g_signal_emit (session, bt_session_signal (BT_SESSION_SIGNAL_ACCOUNT_CHANGED), 0);
  emit_fills (session, fills - news.new_fills, fills);
  if (news.has_margin_call)
    g_signal_emit (session, bt_session_signal (BT_SESSION_SIGNAL_MARGIN_CALL), 0);
  bt_session_tell_alerts (session);
  bt_session_tell_place (session);
  g_object_unref (session);
}

void
bt_session_publish_jump (BtSession *session)
{
  g_object_ref (session);
  show_engine (session, NULL);
  bt_session_place_annotations (session);
  emit_moved (session);
  g_signal_emit (session, bt_session_signal (BT_SESSION_SIGNAL_ACCOUNT_CHANGED), 0);
  bt_session_tell_place (session);
  g_object_unref (session);
}
