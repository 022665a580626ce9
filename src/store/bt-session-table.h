// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Sessions and their journals. Everything here runs inside a store job. A journal line is the
 * command's canonical JSON text and the digest after it; lines are only ever appended, each under
 * the number that follows the last, so that two programs can never both write the same one. */
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

typedef struct
{
  char *id; /* UUID */
  char *name;
  BtSessionState state;
  gint64 dataset_id;   /* 0 when the dataset is not here (an imported session without candles) */
  BtHash dataset_hash; /* of all candles of the dataset */
  BtHash range_hash;   /* of the session's candles: what its digest pins */
  gint64 start_usec;   /* first candle of the session is the first at or after it */
  gint64 end_usec;     /* exclusive; BT_TIME_NONE: the end of the dataset */
  gint64 first_index;  /* index in the dataset of the session's candle 0 */
  gint64 length;       /* candles of the session */
  char *settings_json; /* BtSessionSettings, the "settings" object of the session file */
  gint32 rules_version;
  gint64 bar; /* the clock: index of the last known candle of the session, −1 before the first */
  BtHash digest; /* at that bar */
  gint64 command_count;
  gboolean is_ended;
  char *summary_json; /* figures for the card (net, trades, equity line …): derived, may be NULL */
  char *view_json;    /* window: open, size, chart timeframe, speed …; may be NULL */
  gint64 created_usec;
  gint64 played_usec; /* when it was last played */
} BtSessionRow;

/* One line of a journal. */
typedef struct
{
  gint64 sequence; /* 1, 2, 3 … */
  gint64 after_bar;
  char *json;
  BtHash hash;
} BtJournalLine;

/* Free a row, a line; NULL is allowed. */
void bt_session_row_free (BtSessionRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtSessionRow, bt_session_row_free)
void bt_journal_line_free (BtJournalLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtJournalLine, bt_journal_line_free)

/* Returns all sessions, of BtSessionRow, last played first; free with g_ptr_array_unref(). */
GPtrArray *bt_session_table_list (BtDb *db, GError **error);
/* Returns one; BT_STORE_ERROR_NOT_FOUND. */
BtSessionRow *bt_session_table_get (BtDb *db, const char *id, GError **error);
/* Adds a session. */
gboolean bt_session_table_insert (BtDb *db, const BtSessionRow *row, GError **error);
/* Adds a session as the row states it and its whole journal, of BtJournalLine, in one transaction.
 * Fails with BT_STORE_ERROR_INVALID, and adds nothing, when the lines are not numbered 1, 2, 3 …,
 * go back in time, or are not those that the row's clock and command count allow. */
gboolean bt_session_table_insert_journal (BtDb *db,
                                          const BtSessionRow *row,
                                          const GPtrArray *lines,
                                          GError **error);
/* Deletes a session and its journal. */
gboolean bt_session_table_delete (BtDb *db, const char *id, GError **error);
/* Appends line.sequence, which must follow the last one, and sets the session's bar, digest and
 * command count, in one transaction on disk. BT_STORE_ERROR_CONFLICT, with nothing changed, when
 * the number is taken or the session's clock in the database is past after_bar. */
gboolean bt_session_table_append (
  BtDb *db, const char *id, const BtJournalLine *line, gboolean is_ended, GError **error);
/* Moves the clock to bar (with digest there). expected_commands guards against another program's
 * commands: BT_STORE_ERROR_CONFLICT. A clock never moves back. */
gboolean bt_session_table_set_clock (BtDb *db,
                                     const char *id,
                                     gint64 bar,
                                     const BtHash *digest,
                                     gint64 expected_commands,
                                     gint64 played_usec,
                                     GError **error);
/* Sets the state; fails with BT_STORE_ERROR_NOT_FOUND, as those below do. */
gboolean
bt_session_table_set_state (BtDb *db, const char *id, BtSessionState state, GError **error);
/* Sets the name. */
gboolean bt_session_table_set_name (BtDb *db, const char *id, const char *name, GError **error);
/* Sets the figures for the card; NULL takes them away. */
gboolean
bt_session_table_set_summary (BtDb *db, const char *id, const char *summary_json, GError **error);
/* Sets how the window stands; NULL takes it away. */
gboolean
bt_session_table_set_view (BtDb *db, const char *id, const char *view_json, GError **error);
/* Returns the journal, of BtJournalLine in order; free with g_ptr_array_unref(). */
GPtrArray *bt_session_table_load_journal (BtDb *db, const char *id, GError **error);

/* Verifies every journal's numbering, and that its candles never go back and are the session's;
 * returns FALSE only when the database cannot be read. */
gboolean
bt_session_table_check (BtDb *db, BtStoreFaultFunc func, gpointer user_data, GError **error);

G_END_DECLS
