// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a session keeps beside its journal: alerts, notes, and the log of what was done; and how
 * they follow the clock. */
#include "config.h"

#include "session/bt-alert-list-private.h"
#include "session/bt-branch-item-private.h"
#include "session/bt-note-list-private.h"
#include "session/bt-session-items-private.h"
#include "session/bt-session-private.h"

/* Most firings of a frame that are told one by one; the log has all of them. */
#define MAX_TOLD 20

static void
write_failed_cb (const GError *error, gpointer user_data)
{
  BtSession *self = user_data;

  if (!self->is_closed)
    bt_session_fail (self, error);
}

void
bt_session_read_annotations (BtSession *session, const GPtrArray *rows)
{
  session->market = (BtAlertMarket){ .whole = bt_shared_series_get (session->shared),
                                     .series = session->series,
                                     .first_index = session->first_index,
                                     .settings = &session->settings,
                                     .day = session->day };
  session->writer
    = bt_annotation_writer_new (session->store, session->id, write_failed_cb, session);
  session->alerts = bt_alert_list_new (&session->market, session->writer);
  bt_alert_list_read (session->alerts, rows);
  session->notes = bt_note_list_new (session->writer);
  bt_note_list_read (session->notes, rows);
  session->events = bt_event_log_new (session->view.log, session->writer);
  bt_event_log_read (session->events, rows);
}

void
bt_session_close_annotations (BtSession *session)
{
  if (session->writer == NULL)
    return;
  bt_alert_list_close (session->alerts);
  bt_note_list_close (session->notes);
  bt_event_log_close (session->events);
  g_clear_pointer (&session->writer, bt_annotation_writer_unref);
}

gboolean
bt_session_flush_annotations (BtSession *session, GError **error)
{
  return session->writer == NULL || bt_annotation_writer_flush (session->writer, error);
}

void
bt_session_update_event_line (BtSession *session, const GPtrArray *rows)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (BtLineStep));
  BtLineStep step = { session->line.branch_id, G_MAXINT64 };

  if (session->events == NULL)
    return;
  while (step.branch_id != 0 && steps->len <= rows->len)
    {
      const BtBranchRow *row = NULL;

      for (guint i = 0; i < rows->len; i++)
        if (((const BtBranchRow *) rows->pdata[i])->id == step.branch_id)
          row = rows->pdata[i];
      g_array_append_val (steps, step);
      if (row == NULL)
        break;
      step.branch_id = row->parent_id;
      step.last_bar = MIN (step.last_bar, row->fork_bar);
    }
  bt_event_log_set_line (session->events, (const BtLineStep *) (void *) steps->data, steps->len);
  bt_session_sync_annotations (session);
}

void
bt_session_sync_annotations (BtSession *session)
{
  if (session->events == NULL)
    return;
  bt_note_list_place (session->notes, bt_session_get_clock (session));
  bt_event_log_sync (session->events, bt_session_get_bar (session));
}

void
bt_session_place_annotations (BtSession *session)
{
  if (session->alerts == NULL)
    return;
  bt_alert_list_place (session->alerts, bt_session_get_bar (session));
  bt_session_sync_annotations (session);
}

gint64
bt_session_look_for_alerts (BtSession *session, gint64 last)
{
  return session->alerts == NULL ? last : bt_alert_list_look (session->alerts, last);
}

static void
alert_fired_cb (BtAlertItem *item, gint64 bar, gpointer user_data)
{
  BtSession *self = user_data;
  const BtAlert *alert = bt_alert_item_get (item);
  g_autofree char *text = bt_alert_to_json (alert, &self->settings.instrument);
  BtLogItem *line
    = bt_log_item_new (BT_LOG_ALERT, self->view.columns->time_usec[bar], NULL, NULL, NULL, NULL);

  bt_log_item_set_action (line, alert->id, BT_TIME_NONE, text);
  bt_event_log_add (self->events, self->line.branch_id, bar, line);
  g_ptr_array_add (self->fired, g_object_ref (item));
  if (alert->is_pausing && self->pause_wish == BT_PAUSE_NONE)
    self->pause_wish = BT_PAUSE_ALERT;
}

void
bt_session_pass_alerts (BtSession *session)
{
  if (session->alerts != NULL)
    bt_alert_list_pass (session->alerts, bt_session_get_bar (session), alert_fired_cb, session);
}

void
bt_session_tell_alerts (BtSession *session)
{
  g_autoptr (GPtrArray) fired = session->fired;

  session->fired = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = fired->len > MAX_TOLD ? fired->len - MAX_TOLD : 0; i < fired->len; i++)
    g_signal_emit (session, bt_session_signal (BT_SESSION_SIGNAL_ALERTED), 0, fired->pdata[i]);
}

void
bt_session_record_action (
  BtSession *session, BtLogKind kind, gint64 figure, gint64 from_usec, const char *text)
{
  BtLogItem *item;

  if (session->events == NULL || session->writer == NULL)
    return;
  item = bt_log_item_new (kind, bt_session_get_clock (session), NULL, NULL, NULL, NULL);
  bt_log_item_set_action (item, figure, from_usec, text);
  bt_event_log_add (session->events, session->line.branch_id, bt_session_get_bar (session), item);
  bt_session_sync_annotations (session);
}

gint64
bt_session_get_bar_time (BtSession *session, gint64 bar)
{
  const BtColumns *columns = session->view.columns;

  if (columns == NULL || columns->length == 0)
    return BT_TIME_NONE;
  return bar < 0 ? columns->time_usec[0]
                 : columns->time_usec[bar] + bt_timeframe_usec (session->settings.base_timeframe);
}

gint64
bt_session_get_candle_time (BtSession *session, gint64 bar)
{
  g_return_val_if_fail (BT_IS_SESSION (session), BT_TIME_NONE);

  return bar >= 0 && bar <= bt_session_get_bar (session) ? session->view.columns->time_usec[bar]
                                                         : BT_TIME_NONE;
}

BtAlertList *
bt_session_get_alerts (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), NULL);
  return session->alerts;
}

BtNoteList *
bt_session_get_notes (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), NULL);
  return session->notes;
}

GListModel *
bt_session_get_events (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), NULL);
  return G_LIST_MODEL (session->events);
}
