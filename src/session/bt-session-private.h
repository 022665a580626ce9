// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the files of a session share: its state, and the steps that bring engine, journal and lists
 * together. Private to `session` and its tests. */
#pragma once

#include "engine/bt-engine.h"
#include "session/bt-alert-watch.h"
#include "session/bt-annotation-writer.h"
#include "session/bt-event-log.h"
#include "session/bt-series-cache.h"
#include "session/bt-session-clock.h"
#include "session/bt-session-line.h"
#include "session/bt-session-ticks.h"
#include "session/bt-session-view.h"
#include "session/bt-session.h"
#include "session/bt-view-state.h"

G_BEGIN_DECLS

/* Returns the time in microseconds, on a clock that never goes back. */
typedef gint64 (*BtSessionTimeFunc) (gpointer user_data);

struct _BtSession
{
  GObject parent_instance;

  BtStore *store;
  char *id;
  char *name;
  BtSessionState state;
  BtSessionSettings settings;
  BtTradingDay day;
  char grade;
  gint64 start_usec;
  BtHash range_hash;

  BtSharedSeries *shared; /* the whole dataset */
  BtSeries *series;       /* the session's part of it */
  BtTickSeries *ticks;    /* of its candles, or NULL */
  gint64 first_index;     /* of series in the dataset */
  GArray *days;           /* the first bar of each trading day, once somebody asked; or NULL */
  BtTape *tape;
  GPtrArray *companions; /* of those in bt-session-companion.c */
  BtEngine *engine;      /* at the clock */
  BtEngine *pending;     /* the engine after the command that is being committed, else NULL */
  GTask *committing;     /* of bt_session_submit_async(), or NULL */
  GQueue waiting;        /* of GTask: commands given while another was being committed */
  BtEngine *head_engine; /* at the head of the line while the clock is before it, else NULL */
  BtEngine *spare;       /* of the same line: follows when one is needed; or NULL */
  BtSessionLine line;
  BtSessionView view;
  BtEquityTrail trail;  /* as far as somebody looked */
  GListStore *branches; /* of BtBranchItem */
  gint64 branches_made;
  gint64 rewind_count;
  BtBlindRecord blind;
  BtDisguise disguise;   /* what windows show goes through it */
  gboolean is_changing;  /* its branches are being changed */
  gboolean told_at_head; /* as last notified */
  gboolean told_ended;

  /* Beside the journal; NULL in a session that only runs a branch. */
  BtAlertMarket market;
  BtAnnotationWriter *writer; /* NULL once it is closed */
  BtAlertList *alerts;
  BtNoteList *notes;
  BtEventLog *events;
  GPtrArray *fired; /* of BtAlertItem: what has fired and was not told */

  BtViewState look;

  gboolean is_playing;
  gboolean is_closed;
  BtPauseReason pause_reason; /* of the last pause */
  BtPauseReason pause_wish;   /* of the candles being run */
  gboolean is_going;          /* plays as fast as it can to a place */
  gint64 go_start;
  gint64 go_target;
  gboolean is_going_to_event;
  gboolean has_met_event; /* the candles just run ended with one */
  BtSessionClock clock;
  guint frame_source;
  BtSessionTimeFunc time_func; /* NULL: the machine's clock and the main loop */
  gpointer time_data;

  gboolean is_saving;
  gboolean wants_save;
  gboolean has_changed_name;
  BtSessionState saved_state; /* as in the store */
  char *saved_view;
  gint64 saved_at_usec; /* on the play clock */
};

/* Signals of a session, by index. */
typedef enum
{
  BT_SESSION_SIGNAL_ADVANCED,
  BT_SESSION_SIGNAL_ACCOUNT_CHANGED,
  BT_SESSION_SIGNAL_FILLED,
  BT_SESSION_SIGNAL_REFUSED,
  BT_SESSION_SIGNAL_MARGIN_CALL,
  BT_SESSION_SIGNAL_FAILED,
  BT_SESSION_SIGNAL_ALERTED,
  BT_SESSION_N_SIGNALS,
} BtSessionSignal;

/* Returns the id of a signal. */
guint bt_session_signal (BtSessionSignal signal);

/* Takes time from func (NULL: the machine's) and leaves the main loop alone: whoever sets it calls
 * bt_session_run_frame(). For tests. */
void bt_session_set_time_func (BtSession *session, BtSessionTimeFunc func, gpointer user_data);
/* Forgets a session that is freed while it plays. */
void bt_session_leave_play (BtSession *session);
/* Plays one frame: reveals the candles that are due, emits, saves about once a second of play. */
void bt_session_run_frame (BtSession *session);
/* Changes a value that play depends on; play goes on with it at once. */
void bt_session_change_pace (BtSession *session, int *target, int value);
/* Plays as fast as it can to a bar or, if asked, the first event before it. */
void bt_session_start_going (BtSession *session, gint64 bar, gboolean stops_at_event);
/* Stops play for a reason; nothing when it does not play. */
void bt_session_pause_for (BtSession *session, BtPauseReason reason);
/* Stops play for an error and emits "failed". */
void bt_session_fail (BtSession *session, const GError *error);

/* Returns the time by which play is paced. */
gint64 bt_session_get_now (BtSession *session);
/* Tells the engine's events to the session; an engine that is a copy needs it anew. */
void bt_session_listen (BtSession *session, BtEngine *engine);
/* Runs candles until target is known, until one asks for a pause or (stop_at_event) has any event,
 * or until the deadline (0: none). What is on record for them is applied again; at the head of the
 * line what comes is new. */
gboolean bt_session_run_candles (
  BtSession *session, gint64 target, gboolean stop_at_event, gint64 deadline, GError **error);
/* Runs to a bar of the line without a pause, all commands there included. Fails with
 * BT_SESSION_ERROR_DIVERGED. */
gboolean bt_session_run_again (BtSession *session, gint64 bar, GError **error);
/* Moves the tape to the engine's bar, brings the lists in line and emits what changed. */
void bt_session_publish (BtSession *session);
/* The same after the clock was put somewhere else on the line: what is there is no news. */
void bt_session_publish_jump (BtSession *session);

/* Puts engine and lists at a bar of the line, the head or before it, without telling. Fails with
 * BT_SESSION_ERROR_DIVERGED. */
gboolean bt_session_look_at (BtSession *session, gint64 bar, GError **error);
/* Goes on with the engine at the head: the clock has come there. */
void bt_session_leave_past (BtSession *session);
/* Returns an engine that is where the session's is, for a command: it becomes the caller's. */
BtEngine *bt_session_take_spare (BtSession *session);
/* Gives an engine of the line back, to be the next spare one. */
void bt_session_give_spare (BtSession *session, BtEngine *engine);
/* Makes the engine and runs the line to its head, which is known, as are the lines. Fails with
 * BT_SESSION_ERROR_DIVERGED. */
gboolean bt_session_replay_line (BtSession *session, GError **error);
/* Brings what is known of the line's head up to date, where the clock is at it. */
void bt_session_update_head (BtSession *session);
/* Returns whether a command is being committed or waits for that: the clock stands still. */
gboolean bt_session_is_committing (BtSession *session);
/* Makes the disguise of a session that is practised blind; candles and record are there. */
void bt_session_blind_init (BtSession *session);
/* Returns whether the truth of a session that is practised blind was shown, by an end, and is not
 * on record: what is traded from here on is no clean run. */
gboolean bt_session_blind_has_seen (BtSession *session);
/* Counts a look that is on disk. */
void bt_session_blind_count (BtSession *session, gint64 bar);
/* Drops the disguise, and tells, where the truth may be known by now. */
void bt_session_update_disguise (BtSession *session);
/* Notifies "at-head" and "ended" where they changed. */
void bt_session_tell_place (BtSession *session);
/* Fails when the session takes no command and no move of the clock now: something is being written,
 * or it is closed or archived. */
gboolean bt_session_check_free (BtSession *session, GError **error);
/* The same, and when it has ended at the clock. */
gboolean bt_session_check_open (BtSession *session, GError **error);

/* Fills the list of branches anew from rows (of BtBranchRow) and notifies what changed. */
void bt_session_set_branches (BtSession *session, GPtrArray *rows);
/* Adds the branch that the session has gone over to. */
void bt_session_add_branch (BtSession *session, const BtBranchRow *row);
/* Returns a new branch's name as a new string: the wish, or for "" the next number that is free.
 * Fails with BT_SESSION_ERROR_FORMAT for a name that is taken or too long, and with
 * BT_SESSION_ERROR_FORBIDDEN. */
char *bt_session_choose_branch_name (BtSession *session, const char *wish, GError **error);
/* Returns the number of the branch of that id, or 0. */
gint64 bt_session_find_branch (BtSession *session, const char *id);
/* Fails with BT_SESSION_ERROR_FORMAT when a branch cannot be called so: the name is no text, too
 * long, or that of another one. branch_id is 0 for a new one. */
gboolean bt_session_check_branch_name (BtSession *session,
                                       gint64 branch_id,
                                       const char *name,
                                       GError **error);
/* Brings the present branch's row in line with where its head is. */
void bt_session_update_branch (BtSession *session);

/* Returns equity − deposits + withdrawals at the clock, and the same of an engine. */
BtMoney bt_session_get_net_result (BtSession *session);
BtMoney bt_session_get_net_of_engine (const BtEngine *engine);

/* Writes clock, state, figures, name and view in the background; calls while it writes are joined.
 */
void bt_session_queue_save (BtSession *session);

/* Makes alerts, notes and the log of events from rows of the store (of BtAnnotation); candles and
 * settings are there. */
void bt_session_read_annotations (BtSession *session, const GPtrArray *rows);
/* Writes what of them waits, and waits for it. */
gboolean bt_session_flush_annotations (BtSession *session, GError **error);
/* They can still be read, and not be changed any more. */
void bt_session_close_annotations (BtSession *session);
/* Says to the log which of the branches (of BtBranchRow) make the present line. */
void bt_session_update_event_line (BtSession *session, const GPtrArray *rows);
/* Brings notes and events in line with the clock. */
void bt_session_sync_annotations (BtSession *session);
/* The same, and the alerts, after the clock was put somewhere else. */
void bt_session_place_annotations (BtSession *session);
/* Returns the first candle after the clock up to last on which an alert is to stop play, or last.
 */
gint64 bt_session_look_for_alerts (BtSession *session, gint64 last);
/* The engine has run on: notes what fired on the way, and wishes a pause where an alert asks for
 * it. */
void bt_session_pass_alerts (BtSession *session);
/* Emits "alerted" for what has fired. */
void bt_session_tell_alerts (BtSession *session);
/* Keeps that something was done where the clock is; see BtLogKind. */
void bt_session_record_action (
  BtSession *session, BtLogKind kind, gint64 figure, gint64 from_usec, const char *text);
/* Returns the time of the clock at the end of a candle, −1 before the first. */
gint64 bt_session_get_bar_time (BtSession *session, gint64 bar);
G_END_DECLS
