// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Sessions. Everything here runs inside a store job. What was played stands in their branches
 * (bt-branch-table.h); a session says which one is present and where its clock stands on it. */
#pragma once

#include "base/bt-hash-chain.h"
#include "db/bt-db.h"
#include "store/bt-store-check.h"

G_BEGIN_DECLS

typedef enum
{
  BT_SESSION_PAUSED,
  BT_SESSION_RUNNING,
  BT_SESSION_ARCHIVED,
} BtSessionState;

/* Whether a session is practised blind, and what was seen of the truth before its end. */
typedef struct
{
  gboolean is_blind;    /* windows hide instrument, dates and price level */
  gint64 reveal_count;  /* how often the truth was asked for; 0: a clean run so far */
  gint64 revealed_bar;  /* the clock at the first time, −1 before the first candle */
  gint64 revealed_usec; /* real time of that; both 0 while reveal_count is */
} BtBlindRecord;

typedef struct
{
  char *id; /* UUID */
  char *name;
  BtSessionState state;
  gint64 dataset_id;   /* 0 when the dataset is not here (an imported session without candles) */
  BtHash dataset_hash; /* of all candles of the dataset */
  BtHash range_hash;   /* of the session's candles and ticks: what its digest pins */
  gint64 start_usec;   /* first candle of the session is the first at or after it */
  gint64 end_usec;     /* exclusive; BT_TIME_NONE: the end of the dataset */
  gint64 first_index;  /* index in the dataset of the session's candle 0 */
  gint64 length;       /* candles of the session */
  gint64 tick_count;   /* ticks of the session, which are the path of their candles; 0: it plays on
                          candles, whatever ticks lie beside them */
  char *settings_json; /* BtSessionSettings, the "settings" object of the session file */
  gint32 rules_version;
  gint64 bar; /* the clock: index of the last known candle of the session, −1 before the first; at
                 the head of the present branch or before it */
  BtHash digest;        /* at that bar */
  gint64 command_count; /* up to that bar */
  gboolean is_ended;    /* at that bar */
  gint64 branch_id;     /* the present one; 0 in a new session: BT_BRANCH_MAIN */
  gint64 branches_made; /* in all, deleted ones included; 0 in a new session: 1 */
  gint64 rewind_count;
  BtBlindRecord blind;
  char *summary_json; /* figures for the card (net, trades, equity line …): derived, may be NULL */
  char *view_json;    /* window: open, size, chart timeframe, speed …; may be NULL */
  gint64 created_usec;
  gint64 played_usec; /* when it was last played */
} BtSessionRow;

/* Frees a row; NULL is allowed. */
void bt_session_row_free (BtSessionRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtSessionRow, bt_session_row_free)

/* Returns all sessions, of BtSessionRow, last played first; free with g_ptr_array_unref(). */
GPtrArray *bt_session_table_list (BtDb *db, GError **error);
/* Returns one; BT_STORE_ERROR_NOT_FOUND. */
BtSessionRow *bt_session_table_get (BtDb *db, const char *id, GError **error);
/* Adds a session without commands and its branch "main", which stands where the row says. */
gboolean bt_session_table_insert (BtDb *db, const BtSessionRow *row, GError **error);
/* Adds a session as the row states it; its branches are to follow in the same transaction. */
gboolean bt_session_table_insert_row (BtDb *db, const BtSessionRow *row, GError **error);
/* Deletes a session, its branches and their journals. */
gboolean bt_session_table_delete (BtDb *db, const char *id, GError **error);
/* Sets the state; fails with BT_STORE_ERROR_NOT_FOUND, as those below do. */
gboolean
bt_session_table_set_state (BtDb *db, const char *id, BtSessionState state, GError **error);
/* Puts a session into the archive, or takes it out. The archive shows the truth of one that is
 * practised blind: to take it out counts as a look, at time_usec. */
gboolean bt_session_table_set_archived (
  BtDb *db, const char *id, gboolean is_archived, gint64 time_usec, GError **error);
/* Returns whether a session is practised blind and its symbol, dates and price level are still
 * hidden. */
gboolean bt_session_row_is_hidden (const BtSessionRow *row);
/* Sets the name. */
gboolean bt_session_table_set_name (BtDb *db, const char *id, const char *name, GError **error);
/* Sets the figures for the card; NULL takes them away. */
gboolean
bt_session_table_set_summary (BtDb *db, const char *id, const char *summary_json, GError **error);
/* Sets how the window stands; NULL takes it away. */
gboolean
bt_session_table_set_view (BtDb *db, const char *id, const char *view_json, GError **error);
/* Counts that the truth of a blind session was asked for, with the clock at bar; bar and time stay
 * those of the first one. Changes nothing of a session that is not blind. */
gboolean bt_session_table_add_reveal (
  BtDb *db, const char *id, gint64 bar, gint64 time_usec, GError **error);
/* Verifies every branch's numbering, and that its candles never go back and are the session's, and
 * where each clock stands; returns FALSE only when the database cannot be read. */
gboolean
bt_session_table_check (BtDb *db, BtStoreFaultFunc func, gpointer user_data, GError **error);

G_END_DECLS
