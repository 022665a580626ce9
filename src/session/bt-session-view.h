// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a session shows: the lists of positions, orders, trades, fills, ledger and log, brought in
 * line with an engine in one go. Events are noted while the engine runs and become log lines then,
 * so that nothing of a command is seen before it is on disk. Private to `session`. */
#pragma once

#include <gio/gio.h>

#include "engine/bt-engine.h"
#include "session/bt-line-list.h"
#include "session/bt-session-items.h"

G_BEGIN_DECLS

typedef struct
{
  GListStore *positions;
  GListStore *orders;
  BtLineList *trades;
  BtLineList *fills;
  BtLineList *ledger;
  BtLineList *log;
  GPtrArray *notes;         /* of BtLogItem, not yet in the log */
  GHashTable *entries;      /* position id → index + 1 in fills of the fill that opened it */
  GHashTable *exits;        /* position id → index + 1 in fills of the last that closed of it */
  GArray *open_indexes;     /* of guint: where the open positions stand in the engine's array */
  gsize positions_known;    /* of the engine's array */
  gint64 clock_usec;        /* when the command that is being applied was given */
  const BtColumns *columns; /* of the session's candles */
  const char *command_name; /* of the command being applied, or NULL */
} BtSessionView;

/* What a sync brought; the counts are of rows at the end of fills. */
typedef struct
{
  guint new_fills;
  gboolean has_margin_call;
  gboolean has_liquidation;
} BtSessionNews;

/* Makes an empty view; clear with bt_session_view_clear(). */
void bt_session_view_init (BtSessionView *view);
/* Frees its lists. */
void bt_session_view_clear (BtSessionView *view);
/* Notes an event of the engine; runs within the engine's call. */
void bt_session_view_note (BtSessionView *view, const BtEvent *event);
/* Forgets what was noted since the last sync: the command's commit failed. */
void bt_session_view_drop_notes (BtSessionView *view);
/* Returns how long the log is with what was noted since the last sync. */
guint bt_session_view_get_log_length (const BtSessionView *view);
/* Takes every list to where an engine has been put on its line, forwards or back, so that nothing
 * of what is after it stays; log_length is that of the log there. bt_session_view_sync() follows.
 */
void bt_session_view_jump (BtSessionView *view, BtEngine *engine, guint log_length);
/* Forgets what the lists have after what they show: the line goes on differently from here. */
void bt_session_view_fork (BtSessionView *view);
/* Takes the rows of another view, which is left without, in place of these: another line takes this
 * one's place. bt_session_view_jump() follows. */
void bt_session_view_take (BtSessionView *view, BtSessionView *other);
/* Brings every list in line with the engine. news may be NULL. */
void bt_session_view_sync (BtSessionView *view, BtEngine *engine, BtSessionNews *news);

G_END_DECLS
