// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The sessions of a data folder, as the list that the main window shows, and what can be done to them without opening one. Main thread only. */
#pragma once

#include "session/bt-session.h"

G_BEGIN_DECLS

#define BT_TYPE_SESSION_SUMMARY (bt_session_summary_get_type ())
G_DECLARE_FINAL_TYPE (BtSessionSummary, bt_session_summary, BT, SESSION_SUMMARY, GObject)

/* Figures of a card. */
typedef struct
{
  BtMoney net_result;
  BtMoney initial_balance;
  gint64 trades;
  double expectancy_r; /* NAN when unknown */
  gint64 bar;
  gint64 length;
  guint line_length; /* points of the equity line, at most 64 */
  BtMoney line[64];
} BtCardFigures;

/* Properties (notify): "revision". */
const char *bt_session_summary_get_id (BtSessionSummary *summary);
const char *bt_session_summary_get_name (BtSessionSummary *summary);
BtSessionState bt_session_summary_get_state (BtSessionSummary *summary);
gboolean bt_session_summary_is_ended (BtSessionSummary *summary);
/* Whether its dataset is in the data folder. */
gboolean bt_session_summary_has_data (BtSessionSummary *summary);
const BtSessionSettings *bt_session_summary_get_settings (BtSessionSummary *summary);
BtTimeframe bt_session_summary_get_chart_timeframe (BtSessionSummary *summary);
gint64 bt_session_summary_get_start (BtSessionSummary *summary); /* microseconds */
gint64 bt_session_summary_get_end (BtSessionSummary *summary);   /* of the session's candles */
gint64 bt_session_summary_get_clock (BtSessionSummary *summary);
gint64 bt_session_summary_get_played (BtSessionSummary *summary);
const BtCardFigures *bt_session_summary_get_figures (BtSessionSummary *summary);
/* Whether its window was open when the program last ended. */
gboolean bt_session_summary_was_open (BtSessionSummary *summary);

#define BT_TYPE_SESSION_LIBRARY (bt_session_library_get_type ())
/* A GListModel of BtSessionSummary, last played first. Sessions deleted but not yet purged are not in it. */
G_DECLARE_FINAL_TYPE (BtSessionLibrary, bt_session_library, BT, SESSION_LIBRARY, GObject)

/* Returns the library of a store; it follows the store's "sessions-changed" and looks for other programs' changes when asked to refresh. */
BtSessionLibrary *bt_session_library_new (BtStore *store);
BtStore *bt_session_library_get_store (BtSessionLibrary *library);
/* Reads the list again, off the main thread. */
void bt_session_library_refresh (BtSessionLibrary *library);
/* Returns whether the first reading is done ("loaded" property). */
gboolean bt_session_library_is_loaded (BtSessionLibrary *library);

/* Opens a session, or returns the one already open in this process. */
void bt_session_library_open_async (BtSessionLibrary *library, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
BtSession *bt_session_library_open_finish (BtSessionLibrary *library, GAsyncResult *result, GError **error);
/* Closes an open one (saved). */
void bt_session_library_close (BtSessionLibrary *library, BtSession *session);

/* Change a session; results by the callback, finish returns FALSE with error set. */
void bt_session_library_set_archived_async (BtSessionLibrary *library, const char *id, gboolean is_archived, GAsyncReadyCallback callback, gpointer user_data);
void bt_session_library_rename_async (BtSessionLibrary *library, const char *id, const char *name, GAsyncReadyCallback callback, gpointer user_data);
/* Makes a new session with the same plan, before its first candle. */
void bt_session_library_duplicate_async (BtSessionLibrary *library, const char *id, GAsyncReadyCallback callback, gpointer user_data);
/* Writes a .btsession file; replaces an existing file only when all was written. */
void bt_session_library_export_async (BtSessionLibrary *library, const char *id, const char *path, gboolean with_candles, GAsyncReadyCallback callback, gpointer user_data);
void bt_session_library_import_async (BtSessionLibrary *library, const char *path, GAsyncReadyCallback callback, gpointer user_data);
gboolean bt_session_library_change_finish (BtSessionLibrary *library, GAsyncResult *result, GError **error);

/* Deleting with undo: hides the session at once; bt_session_library_undo_delete() brings it back until bt_session_library_purge() (called when the undo toast goes, and at close) deletes it for good. */
void bt_session_library_delete (BtSessionLibrary *library, const char *id);
void bt_session_library_undo_delete (BtSessionLibrary *library, const char *id);
void bt_session_library_purge (BtSessionLibrary *library);

G_END_DECLS
