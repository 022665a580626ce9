// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the files of a session share: its state, and the steps that bring engine, journal and lists
 * together. Private to `session` and its tests. */
#pragma once

#include "engine/bt-engine.h"
#include "session/bt-series-cache.h"
#include "session/bt-session-clock.h"
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
  gint64 first_index;     /* of series in the dataset */
  BtTape *tape;
  BtEngine *engine;
  BtEngine *pending; /* the engine after the command that is being committed, else NULL */
  BtSessionView view;
  GHashTable *ids; /* of all place commands so far */
  gint64 place_count;

  BtViewState look;

  gboolean is_playing;
  gboolean is_closed;
  BtPauseReason pause_reason; /* of the last pause */
  BtPauseReason pause_wish;   /* of the candles being run */
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
/* Stops play for a reason; nothing when it does not play. */
void bt_session_pause_for (BtSession *session, BtPauseReason reason);
/* Stops play for an error and emits "failed". */
void bt_session_fail (BtSession *session, const GError *error);

/* Tells the engine's events to the session; an engine that is a copy needs it anew. */
void bt_session_listen (BtSession *session, BtEngine *engine);
/* Moves the tape to the engine's bar, brings the lists in line and emits what changed. */
void bt_session_publish (BtSession *session);

/* Remembers the id of a place command, so that no later one is given it. */
void bt_session_remember_id (BtSession *session, const BtCommand *command);

/* Returns equity − deposits + withdrawals at the clock. */
BtMoney bt_session_get_net_result (BtSession *session);

/* Writes clock, state, figures, name and view in the background; calls while it writes are joined.
 */
void bt_session_queue_save (BtSession *session);
G_END_DECLS
