// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The sessions of a data folder, as the list that the main window shows, and what can be done to
 * them without opening one. Main thread only. */
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

/* Has one property, "revision", which notifies when any of the following changed. */

/* Returns the id. */
const char *bt_session_summary_get_id (BtSessionSummary *summary);
/* Returns the name. */
const char *bt_session_summary_get_name (BtSessionSummary *summary);
/* Returns the state as stored. */
BtSessionState bt_session_summary_get_state (BtSessionSummary *summary);
/* Returns whether it was ended by command. */
gboolean bt_session_summary_is_ended (BtSessionSummary *summary);
/* Returns whether its dataset is in the data folder. */
gboolean bt_session_summary_has_data (BtSessionSummary *summary);
/* Returns its settings, owned by the summary. */
const BtSessionSettings *bt_session_summary_get_settings (BtSessionSummary *summary);
/* Returns the timeframe of its chart. */
BtTimeframe bt_session_summary_get_chart_timeframe (BtSessionSummary *summary);
/* Returns the opening of its first candle, in microseconds. */
gint64 bt_session_summary_get_start (BtSessionSummary *summary);
/* Returns the end of its candles: the asked end (exclusive), else the close of the dataset's last
 * one; BT_TIME_NONE when neither is known. */
gint64 bt_session_summary_get_end (BtSessionSummary *summary);
/* Returns the time of its clock, as of its last saving. */
gint64 bt_session_summary_get_clock (BtSessionSummary *summary);
/* Returns when it was last played, real time in microseconds. */
gint64 bt_session_summary_get_played (BtSessionSummary *summary);
/* Returns the figures of its card, owned by the summary. */
const BtCardFigures *bt_session_summary_get_figures (BtSessionSummary *summary);
/* Returns whether it is practised blind, and what was seen before its end; owned by the summary. */
const BtBlindRecord *bt_session_summary_get_blind (BtSessionSummary *summary);
/* Returns whether instrument, dates and price level are to be hidden: blind, not revealed, neither
 * ended nor archived nor at its last candle. */
gboolean bt_session_summary_is_disguised (BtSessionSummary *summary);
/* Returns whether its window was open when the program last ended. */
gboolean bt_session_summary_was_open (BtSessionSummary *summary);

#define BT_TYPE_SESSION_LIBRARY (bt_session_library_get_type ())
/* A GListModel of BtSessionSummary, last played first. Sessions deleted but not yet purged are not
 * in it. */
G_DECLARE_FINAL_TYPE (BtSessionLibrary, bt_session_library, BT, SESSION_LIBRARY, GObject)

/* Returns the library of a store; it follows the store's "sessions-changed" and looks for other
 * programs' changes when asked to refresh. */
BtSessionLibrary *bt_session_library_new (BtStore *store);
/* Returns the store. */
BtStore *bt_session_library_get_store (BtSessionLibrary *library);
/* Reads the list again, off the main thread. */
void bt_session_library_refresh (BtSessionLibrary *library);
/* Returns whether the first reading is done ("loaded" property). */
gboolean bt_session_library_is_loaded (BtSessionLibrary *library);

/* Opens a session, or returns the one already open in this process. */
void bt_session_library_open_async (BtSessionLibrary *library,
                                    const char *id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
BtSession *
bt_session_library_open_finish (BtSessionLibrary *library, GAsyncResult *result, GError **error);
/* Closes an open one (saved). */
void bt_session_library_close (BtSessionLibrary *library, BtSession *session);

/* Each of the following changes a session off the main thread; bt_session_library_change_finish()
 * in the callback gives the answer. */

/* Archives a session, which is read-only then, or takes it out of the archive (paused). */
void bt_session_library_set_archived_async (BtSessionLibrary *library,
                                            const char *id,
                                            gboolean is_archived,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
/* Gives it another name. */
void bt_session_library_rename_async (BtSessionLibrary *library,
                                      const char *id,
                                      const char *name,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* Makes a new session with the same plan, before its first candle. */
void bt_session_library_duplicate_async (BtSessionLibrary *library,
                                         const char *id,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
/* Writes a .btsession file; replaces an existing file only when all was written. */
void bt_session_library_export_async (BtSessionLibrary *library,
                                      const char *id,
                                      const char *path,
                                      gboolean with_candles,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* Reads a .btsession file into the data folder. */
void bt_session_library_import_async (BtSessionLibrary *library,
                                      const char *path,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* Ends any of them; FALSE with error set on failure. */
gboolean
bt_session_library_change_finish (BtSessionLibrary *library, GAsyncResult *result, GError **error);

/* Hides a session at once and closes it when it is open; it is deleted for good by
 * bt_session_library_purge(). */
void bt_session_library_delete (BtSessionLibrary *library, const char *id);
/* Brings a hidden session back. */
void bt_session_library_undo_delete (BtSessionLibrary *library, const char *id);
/* Deletes the hidden sessions for good: when the undo toast goes, and at close. Blocks for a
 * moment. */
void bt_session_library_purge (BtSessionLibrary *library);

G_END_DECLS
