// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A live session: the engine, its journal, its clock and the lists that windows bind to. Main
 * thread only; disk work happens on the store's thread. A command is committed to the journal
 * first, then applied, then shown; while one is being committed the clock waits. The clock
 * schedules candles, it never decides what they do. */
#pragma once

#include <gio/gio.h>

#include "market/bt-challenge-records.h"
#include "market/bt-command.h"
#include "market/bt-disguise.h"
#include "market/bt-session-settings.h"
#include "market/bt-tape.h"
#include "market/bt-trade-records.h"
#include "session/bt-alert-list.h"
#include "session/bt-branch-comparison.h"
#include "session/bt-branch-item.h"
#include "session/bt-equity-trail.h"
#include "session/bt-note-list.h"
#include "session/bt-order-size.h"
#include "session/bt-session-error.h"
#include "session/bt-session-items.h"
#include "session/bt-session-report.h"
#include "store/bt-dataset-table.h"
#include "store/bt-session-table.h"
#include "store/bt-store.h"

G_BEGIN_DECLS

/* Why play stopped by itself. The numbers are on disk. */
typedef enum
{
  BT_PAUSE_NONE,
  BT_PAUSE_USER,
  BT_PAUSE_FILL, /* an order filled, a stop or target was hit */
  BT_PAUSE_MARGIN_CALL,
  BT_PAUSE_LIQUIDATION,
  BT_PAUSE_RULE_BROKEN, /* a rule of the challenge was broken */
  BT_PAUSE_DATA_END,
  BT_PAUSE_ERROR, /* "failed" was emitted with the reason */
  BT_PAUSE_ALERT, /* an alert fired that is to pause */
} BtPauseReason;

/* A place ahead of the clock. What opens and begins there comes next: the clock is put to the last
 * candle before it. */
typedef enum
{
  BT_GO_TO_NEXT_DAY,   /* the next trading day, as the data folder's preference has it */
  BT_GO_TO_NEXT_WEEK,  /* the next trading week */
  BT_GO_TO_TOKYO,      /* 09:00 in Tokyo, Monday to Friday there */
  BT_GO_TO_LONDON,     /* 08:00 in London, with its own summer time */
  BT_GO_TO_NEW_YORK,   /* 08:00 in New York, with its own summer time */
  BT_GO_TO_NEXT_EVENT, /* the next candle with a fill, a trigger, a refusal, an expiry, a margin
                          call or a liquidation, that candle included */
  BT_GO_TO_END,        /* the last candle */
  BT_GO_TO_RANDOM,     /* any candle that is still to come */
} BtGoTo;

/* As fast as the machine can. */
#define BT_SPEED_MAX G_MAXINT

/* Returns the speeds offered, in tenths of a candle (or of market time) a second: 5, 10, 20, 30,
 * 50, 100, 150, 300, 1,000, 10,000 and BT_SPEED_MAX; count stored. Static. */
const int *bt_session_speeds (guint *count);

/* What 1× means. */
typedef enum
{
  BT_PACE_CANDLES,     /* a candle of the chart's timeframe a second */
  BT_PACE_MARKET_TIME, /* market time times the speed */
} BtPace;

#define BT_TYPE_SESSION (bt_session_get_type ())
G_DECLARE_FINAL_TYPE (BtSession, bt_session, BT, SESSION, GObject)

/* Properties, which all notify: "id", "name" (rw), "state" (BtSessionState as int), "playing"
 * (boolean), "speed" (int, tenths, rw), "pace" (int, rw), "chart-timeframe" (int, BtTimeframe: the
 * pace of BT_PACE_CANDLES and of a step, rw), "pause-on-fill" (boolean, rw, TRUE by default), "bar"
 * (int64), "length" (int64), "clock" (int64, microseconds), "ended" (boolean), "busy" (boolean: a
 * command is being committed), "pause-reason" (int), "at-head" (boolean: the clock is as far as
 * the present branch was played, not before it), "branch" (string, the present branch's id),
 * "branch-name" (string), "branch-count" (uint), "rewind-count" (int64: how often the clock was put
 * back, ever), "going" (boolean: on the way of bt_session_go_to(); it plays then), "go-progress"
 * (double, 0 … 1: how much of that way is done), "disguised" (boolean: see
 * bt_session_get_disguise(); every list tells that its items changed when that ends).
 *
 * Signals: "advanced" () once a frame at most while playing, after the tape moved, forwards or (a
 * rewind) back; "account-changed" () when quote, account or a position's figures changed; "filled"
 * (const BtFill *); "refused" (const BtRefusal *); "margin-call" (); "alerted" (BtAlertItem *), of
 * alerts that fire faster than frames come the newest; "failed" (const GError *) when
 * the journal could not be written or the engine stopped: play is paused, nothing was lost. */

/* What a new session is made of. */
typedef struct
{
  const char *name;
  gint64 dataset_id;
  gint64 start_usec;
  gint64 end_usec; /* exclusive, or BT_TIME_NONE */
  BtSessionSettings settings;
  BtTimeframe chart_timeframe;
  int speed;
  gboolean is_blind; /* windows hide instrument, dates and price level */
  gboolean is_seen;  /* of a blind one: the truth is known already, which is on record as a look */
} BtSessionPlan;

/* Creates a session and stores it (paused, before its first candle); returns its id as a new
 * string, or NULL with BT_SESSION_ERROR, BT_MARKET_ERROR, BT_STORE_ERROR or BT_DB_ERROR. Blocks on
 * the store; for the command line and for threads. */
char *bt_session_create (BtStore *store, const BtSessionPlan *plan, GError **error);
/* The same off the main thread. */
void bt_session_create_async (BtStore *store,
                              const BtSessionPlan *plan,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
char *bt_session_create_finish (BtStore *store, GAsyncResult *result, GError **error);

/* Opens a stored session: loads candles (shared with other sessions of the dataset), runs the
 * journal again, compares every digest and the stored clock's. Blocks. */
BtSession *bt_session_open (BtStore *store, const char *id, GError **error);
/* The same off the main thread. */
void bt_session_open_async (BtStore *store,
                            const char *id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
BtSession *bt_session_open_finish (BtStore *store, GAsyncResult *result, GError **error);
/* Stops play, writes clock and card figures, waits until they are on disk. The object stays
 * readable. */
void bt_session_close (BtSession *session);

/* Lets candles come at the session's speed; nothing when it is archived, ended or at its last one.
 */
void bt_session_play (BtSession *session);
/* Stops that. */
void bt_session_pause (BtSession *session);
/* Reveals base candles until the present candle of the chart's timeframe is complete, or, when it
 * is, the next one is; with one_base_candle one base candle. */
void bt_session_step (BtSession *session, gboolean one_base_candle);
/* Runs to a bar or, with stop_at_event, to the first candle before it that has an event, without
 * drawing in between; for the command line and tests. A bar past the end means the last one. Fails
 * with BT_SESSION_ERROR_READ_ONLY, BT_SESSION_ERROR_BUSY or BT_ENGINE_ERROR. Blocks. */
gboolean
bt_session_advance_to (BtSession *session, gint64 bar, gboolean stop_at_event, GError **error);
/* The same to the last candle that closes at or before a time. Fails with BT_SESSION_ERROR_FORMAT
 * when the time is before the clock. */
gboolean bt_session_advance_to_time (BtSession *session,
                                     gint64 time_usec,
                                     gboolean stop_at_event,
                                     GError **error);
/* Looking back. The clock may be put before the head of the present branch; what was played stays
 * on record, and only the rewind is counted. Tape and lists end at the clock again, so that nothing
 * of what comes after it is to be seen. Play, step and advance then bring again what is on record,
 * up to the head. Any command given before the head begins a new branch there by itself: the old
 * line stays. An archived session's clock stays where it is. */

/* Puts the clock to the end of a candle of the present branch, −1 … its head; at once, however long
 * the session is. Fails with BT_SESSION_ERROR_FORBIDDEN when the settings forbid to rewind,
 * BT_SESSION_ERROR_FORMAT for a candle beyond the head, BT_SESSION_ERROR_BUSY or
 * BT_SESSION_ERROR_READ_ONLY. */
gboolean bt_session_rewind_to (BtSession *session, gint64 bar, GError **error);
/* The same to the last candle that closes at or before a time. */
gboolean bt_session_rewind_to_time (BtSession *session, gint64 time_usec, GError **error);
/* Puts the clock to where the candle of the chart's timeframe before the present one is complete;
 * with one_base_candle one base candle back. Nothing before the first candle. Fails as
 * bt_session_rewind_to() does. */
gboolean bt_session_step_back (BtSession *session, gboolean one_base_candle, GError **error);
/* Puts the clock to where the present trading day began, or from there to where the one before did:
 * to the last candle of the day before. Nothing before the first candle. Fails as
 * bt_session_rewind_to() does. */
gboolean bt_session_go_back_day (BtSession *session, GError **error);
/* Puts the clock to the head of the present branch, at once. */
gboolean bt_session_return_to_head (BtSession *session, GError **error);
/* Practising blind. While the disguise of such a session is active, everything that shows its
 * symbol, a date or a price shows it through the disguise. It ends by itself when the data or the
 * session ends or the session is archived, and before that by bt_session_reveal(). */

/* Candles before and after a start that is drawn, in datasets that have enough of them. */
#define BT_BLIND_HISTORY 500
#define BT_BLIND_PLAY 2000

/* Returns a start in a dataset, drawn by seed: with at least about BT_BLIND_HISTORY candles (at
 * most a quarter of all) before it and BT_BLIND_PLAY (at most half) after it. */
gint64 bt_session_draw_start (const BtDataset *dataset, guint32 seed);
/* Returns how prices and times are to be shown; owned by the session, never NULL. */
const BtDisguise *bt_session_get_disguise (BtSession *session);
/* Returns whether it is practised blind, and what was seen before the end; owned by the session. */
const BtBlindRecord *bt_session_get_blind (BtSession *session);
/* Shows the truth from now on. That it was asked for is on disk, with time and candle, before
 * anything is shown; nothing happens where nothing is hidden. Blocks on the store. */
gboolean bt_session_reveal (BtSession *session, GError **error);

/* Returns whether the clock is at the head of the present branch. */
gboolean bt_session_is_at_head (BtSession *session);
/* Returns the last candle that was played on the present branch. */
gint64 bt_session_get_head_bar (BtSession *session);
/* Returns how often the clock was put back. */
gint64 bt_session_get_rewind_count (BtSession *session);

/* Goes to a place ahead. Every candle on the way is run, in slices between which the main loop
 * goes on: the session plays, whatever its speed, until it is there. bt_session_pause() ends it,
 * and so does what pauses play: a fill when "pause-on-fill" is set, an alert, a margin call, a
 * liquidation. A short way is done when this returns. Fails with BT_SESSION_ERROR_BUSY or
 * BT_SESSION_ERROR_READ_ONLY. */
gboolean bt_session_go_to (BtSession *session, BtGoTo target, GError **error);
/* The same to the last candle that closes at or before a time (the last one at most); back for a
 * time before the clock, as bt_session_rewind_to_time(). */
gboolean bt_session_go_to_time (BtSession *session, gint64 time_usec, GError **error);
/* Stores the bar of a place ahead, and whether the way ends at the first event before it; for
 * bt_session_advance_to(). */
gboolean bt_session_find_go_to (
  BtSession *session, BtGoTo target, gint64 *bar, gboolean *stops_at_event, GError **error);

/* Returns the branches, of BtBranchItem, each before those that left it; owned by the session. */
GListModel *bt_session_get_branches (BtSession *session);
/* Returns how many branches there are, which costs nothing: what they have come to is not looked
 * at. */
guint bt_session_count_branches (BtSession *session);
/* Goes over to another branch, or to the head of the present one: the clock is at its head. The
 * session's lists stay the same objects. Fails with BT_STORE_ERROR_NOT_FOUND,
 * BT_SESSION_ERROR_BUSY, BT_SESSION_ERROR_READ_ONLY, BT_SESSION_ERROR_DIVERGED or as the store
 * does; then the session stays where it is. Running a long branch takes a moment: this blocks, for
 * the command line and tests. */
gboolean bt_session_switch_branch (BtSession *session, const char *id, GError **error);
/* The same off the main thread; "busy" is TRUE meanwhile. */
void bt_session_switch_branch_async (BtSession *session,
                                     const char *id,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean bt_session_switch_branch_finish (BtSession *session, GAsyncResult *result, GError **error);
/* Changes the name that is shown of a branch, 1 to 39 bytes of text that no other has; what is on
 * record stays. Fails with BT_SESSION_ERROR_FORMAT, else as bt_session_switch_branch(). Blocks. */
gboolean
bt_session_rename_branch (BtSession *session, const char *id, const char *name, GError **error);
/* The same off the main thread. */
void bt_session_rename_branch_async (BtSession *session,
                                     const char *id,
                                     const char *name,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean bt_session_rename_branch_finish (BtSession *session, GAsyncResult *result, GError **error);
/* Deletes a branch and what is on record of it. The present one cannot be (BT_STORE_ERROR_IN_USE),
 * so that one is always left; those that left it hang from the one that it had left. Blocks. */
gboolean bt_session_delete_branch (BtSession *session, const char *id, GError **error);
/* The same off the main thread. */
void bt_session_delete_branch_async (BtSession *session,
                                     const char *id,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean bt_session_delete_branch_finish (BtSession *session, GAsyncResult *result, GError **error);
/* Compares two branches as far as each was played; free with bt_branch_comparison_free(). Fails
 * with BT_STORE_ERROR_NOT_FOUND or BT_SESSION_ERROR_DIVERGED. Blocks. */
BtBranchComparison *bt_session_compare_branches (BtSession *session,
                                                 const char *id_a,
                                                 const char *id_b,
                                                 GError **error);
/* The same off the main thread. */
void bt_session_compare_branches_async (BtSession *session,
                                        const char *id_a,
                                        const char *id_b,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
BtBranchComparison *
bt_session_compare_branches_finish (BtSession *session, GAsyncResult *result, GError **error);

/* Returns the id of the present branch. */
const char *bt_session_get_branch_id (BtSession *session);
/* Returns its name. */
const char *bt_session_get_branch_name (BtSession *session);

/* Writes the clock to disk now and waits. */
gboolean bt_session_save (BtSession *session, GError **error);

/* The most commands that wait while another is being committed. */
#define BT_SESSION_MAX_WAITING 256

/* Gives a command. Those given while another is being committed wait, and are executed one after
 * the other in the order in which they were given, each with an answer of its own, before the clock
 * moves on; more than BT_SESSION_MAX_WAITING are answered with BT_SESSION_ERROR_BUSY and are not
 * executed. A command may be cancelled as long as it waits. Before the head of the branch it begins
 * a new one, "Branch 2" and so on, in the same commit; a fork command begins one of its own name
 * (or such a number when its id is "") at the clock and does nothing else. Its after_bar is set to
 * the session's; a place command without id gets the next free number. Committed (synchronous=FULL)
 * before the callback; refusals give BT_SESSION_ERROR_REFUSED and are on record too. When the
 * commit fails nothing has changed. */
void bt_session_submit_async (BtSession *session,
                              const BtCommand *command,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* Waits until every command that was given is on disk and shown; the answers follow
 * from the main loop at the latest: for who looks at orders and positions to decide what comes
 * next. What moves the clock or closes the session does this by itself. */
void bt_session_settle (BtSession *session);
/* Ends it. refusal (may be NULL) is filled when the error is BT_SESSION_ERROR_REFUSED. */
gboolean bt_session_submit_finish (BtSession *session,
                                   GAsyncResult *result,
                                   BtRefusal *refusal,
                                   GError **error);
/* The same, blocking; for the command line and tests. */
gboolean bt_session_submit (BtSession *session,
                            const BtCommand *command,
                            BtRefusal *refusal,
                            GError **error);
/* Says what a command would be answered, without recording it: for hints next to the ticket's
 * fields. */
BtRefusalCode bt_session_check (BtSession *session, const BtCommand *command, BtRefusal *refusal);

/* What a market or pending order would cost, at the known quote. */
typedef struct
{
  gboolean is_valid;
  BtMoney margin;
  BtMoney free_after;
  BtMoney spread_cost;
  BtMoney commission; /* both sides */
  BtMoney risk;       /* at the stop, costs included; 0 without one */
  BtMoney reward;     /* at the target; 0 without one */
} BtOrderEstimate;

/* Stores what a place command would cost; is_valid is FALSE, and the rest 0, without a quote, a
 * volume, a price or a rate. */
void bt_session_estimate (BtSession *session, const BtCommand *command, BtOrderEstimate *out);
/* Stores the largest volume of a place command at which no more than allowed is lost at its stop;
 * see bt_order_size_find(). */
void bt_session_size_order (BtSession *session,
                            const BtCommand *command,
                            BtMoney allowed,
                            BtOrderSize *out);
/* Returns the stop at which a place command loses no more than amount, or the target at which it
 * brings at least amount; see bt_order_size_level(). */
gint64 bt_session_find_level (BtSession *session,
                              const BtCommand *command,
                              gboolean is_stop,
                              BtMoney amount);
/* Stores what a move of so many points is for a volume, in money of the account at the known quote;
 * FALSE without a rate. */
gboolean bt_session_measure (BtSession *session, gint64 points, BtVolume volume, BtMoney *out);

/* What follows is owned by the session and lives as long as it. */

/* Returns the whole dataset up to the clock, history before the start included. */
BtTape *bt_session_get_tape (BtSession *session);
/* Reads another dataset, to be looked at beside the session's: a tape of its candles that ends at
 * the session's clock, and moves with it before "advanced" is emitted. Finish returns a new
 * reference, of the same tape for the same dataset; fails with BT_STORE_ERROR. */
void bt_session_add_companion_async (BtSession *session,
                                     gint64 dataset_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
BtTape *bt_session_add_companion_finish (BtSession *session, GAsyncResult *result, GError **error);
/* Ends the use of such a tape, once for each time that it was asked for; it then stays where it is.
 */
void bt_session_remove_companion (BtSession *session, BtTape *tape);
/* Returns the index in the tape of the session's candle 0. */
gint64 bt_session_get_first_index (BtSession *session);
/* Returns the settings. */
const BtSessionSettings *bt_session_get_settings (BtSession *session);
/* Returns the instrument of the settings. */
const BtInstrument *bt_session_get_instrument (BtSession *session);
/* Returns where the trading day begins: the data folder's preference when it was opened. */
BtTradingDay bt_session_get_trading_day (BtSession *session);
/* Returns the open positions, of BtPositionItem, oldest first. */
GListModel *bt_session_get_positions (BtSession *session);
/* Returns the working orders, of BtOrderItem, oldest first. */
GListModel *bt_session_get_orders (BtSession *session);
/* Returns the ended positions, of BtPositionItem, in the order in which they ended. */
GListModel *bt_session_get_trades (BtSession *session);
/* Returns the fills, of BtFillItem, oldest first. */
GListModel *bt_session_get_fills (BtSession *session);
/* Returns the ledger, of BtLedgerItem, oldest first. */
GListModel *bt_session_get_ledger (BtSession *session);
/* Returns the log, of BtLogItem: commands, fills, refusals and the like, oldest first. */
GListModel *bt_session_get_log (BtSession *session);
/* Returns the log and what else was done or told: alerts, pauses, speeds, jumps; of BtLogItem,
 * newest first. */
GListModel *bt_session_get_events (BtSession *session);
/* Returns the alerts. What pauses does so at its candle, at any speed; they change no result. */
BtAlertList *bt_session_get_alerts (BtSession *session);
/* Returns the notes. */
BtNoteList *bt_session_get_notes (BtSession *session);
/* Returns the opening of a candle of the session that is known, or BT_TIME_NONE. */
gint64 bt_session_get_candle_time (BtSession *session, gint64 bar);
/* Returns bid and ask at the clock. */
BtQuote bt_session_get_quote (BtSession *session);
/* Stores the account at the clock. */
void bt_session_get_account (BtSession *session, BtAccountState *out);
/* Stores where the challenge stands at the clock; status BT_CHALLENGE_NONE without one. */
void bt_session_get_challenge (BtSession *session, BtChallengeState *out);
/* Returns the rules of the challenge that were broken, valid until the session changes. */
const BtViolation *bt_session_get_violations (BtSession *session, gsize *count);
/* Returns the id. */
const char *bt_session_get_id (BtSession *session);
/* Returns the name. */
const char *bt_session_get_name (BtSession *session);
/* Returns the time of the clock, in microseconds. */
gint64 bt_session_get_clock (BtSession *session);
/* Returns the index of the last known candle, −1 before the first. */
gint64 bt_session_get_bar (BtSession *session);
/* Returns the number of the session's candles. */
gint64 bt_session_get_length (BtSession *session);
/* Returns the number of the session's trading days that have candles, and stores how many of them
 * have begun: 0 before the first candle. */
guint bt_session_count_days (BtSession *session, guint *known);
/* Returns whether candles come by themselves. */
gboolean bt_session_is_playing (BtSession *session);
/* Returns whether it was ended by command. */
gboolean bt_session_is_ended (BtSession *session);
/* Returns the number of commands on record, refused ones included. */
gint64 bt_session_get_command_count (BtSession *session);
/* Returns the digest as 64 hexadecimal digits, as a new string. */
char *bt_session_get_digest (BtSession *session);
/* Returns the dataset's quality grade, 'A' … 'D' or '-'. */
char bt_session_get_grade (BtSession *session);
/* Stores up to count points of the equity line so far (evenly spaced in candles); returns how many.
 */
guint bt_session_get_equity_line (BtSession *session, BtMoney *points, guint count);
/* Stores equity and drawdown up to the clock, thinned. Looks at each candle once, whenever it is
 * asked. */
void bt_session_get_equity_curve (BtSession *session, BtEquityCurve *curve);
/* Makes the report up to the clock; free with bt_session_report_free(). For ten years of M1
 * it takes some 10 ms, and 5 ms a year in which a position is always open. */
BtSessionReport *bt_session_make_report (BtSession *session);
/* Executes the session's commands up to the clock under other path policies; the window or command
 * line that wants it in a report puts it there (BtSessionReport.policies). Free with
 * bt_policy_sensitivity_free(). Takes three times as long as opening the session. */
BtPolicySensitivity *bt_session_find_policies (BtSession *session, GError **error);
/* The same off the main thread, of the session as it is now. */
void bt_session_find_policies_async (BtSession *session,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
BtPolicySensitivity *
bt_session_find_policies_finish (BtSession *session, GAsyncResult *result, GError **error);
/* Returns the result document (backtrade-result/1) as a new string. */
char *bt_session_to_result_json (BtSession *session);

/* Returns the window's own state, a JSON object that the session keeps for it, or NULL. */
const char *bt_session_get_view_json (BtSession *session);
/* Keeps it. Its field "open" (a boolean) is what bt_session_summary_was_open() answers. */
void bt_session_set_view_json (BtSession *session, const char *json);

G_END_DECLS
