// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The deterministic core: state × command → state × events (execution model, all sections). A pure
 * function of settings, candles and commands: it knows no clock, file, locale, thread or unseeded
 * random source. One engine is used by one thread at a time; several may share a series. No
 * allocation in the candle loop after warm-up.
 *
 * The clock rests on candle closes: bar is the index of the last known candle, −1 before the first.
 * Invariants of section 14 are asserted in release builds. */
#pragma once

#include "base/bt-hash-chain.h"
#include "engine/bt-event.h"
#include "market/bt-challenge-records.h"
#include "market/bt-command.h"
#include "market/bt-series.h"
#include "market/bt-session-settings.h"
#include "market/bt-tick-series.h"
#include "market/bt-trade-records.h"

G_BEGIN_DECLS

#define BT_ENGINE_ERROR (bt_engine_error_quark ())

typedef enum
{
  BT_ENGINE_ERROR_SETTINGS, /* settings are invalid */
  BT_ENGINE_ERROR_OVERFLOW, /* a figure left its range; the session is stopped at the candle before
                             */
  BT_ENGINE_ERROR_ORDER,    /* a command names another bar than the engine's, or the data ended */
} BtEngineError;

/* Returns the quark of BT_ENGINE_ERROR. */
GQuark bt_engine_error_quark (void);

/* The version of the rules that this program plays and verifies. */
#define BT_RULES_VERSION 1

/* The most working orders, and the most open positions, that a session holds; one more is refused
 * (limit_reached). */
#define BT_ENGINE_MAX_ORDERS 1000
#define BT_ENGINE_MAX_POSITIONS 1000

typedef struct _BtEngine BtEngine;

/* Called for each event, in order, within the call that caused it. */
typedef void (*BtEventFunc) (const BtEvent *event, gpointer user_data);

/* Why bt_engine_advance() came back. */
typedef enum
{
  BT_ADVANCE_REACHED, /* the asked bar is known */
  BT_ADVANCE_EVENT, /* a fill, trigger, refusal, expiry, margin call or liquidation happened on the
                       last candle */
  BT_ADVANCE_END,   /* no candle is left */
} BtAdvanceResult;

/* Returns an engine before the first candle, after its opening deposit; free with bt_engine_free().
 * Holds a reference on series, whose dataset hash (bt_series_hash()) the caller states. Fails with
 * BT_ENGINE_ERROR_SETTINGS. */
BtEngine *bt_engine_new (const BtSessionSettings *settings,
                         BtSeries *series,
                         const BtHash *dataset_hash,
                         GError **error);
/* Returns an engine in the same state with logs of its own; it shares the series and has no event
 * function. Takes time in proportion to what has happened so far. */
BtEngine *bt_engine_copy (const BtEngine *engine);
/* Frees an engine; NULL is allowed. */
void bt_engine_free (BtEngine *engine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtEngine, bt_engine_free)

/* Adds a pair whose closes convert between currencies (section 9), for accounts whose currency is
 * neither the instrument's quote nor its base: so many quote for one base, prices of that many
 * digits, ask and bid apart by the candle's spread or else spread_points. Only before the first
 * candle and command; at most 16. The pair is not part of the settings: what is hashed as the
 * dataset must cover it. Fails with BT_ENGINE_ERROR_SETTINGS. */
gboolean bt_engine_add_rates (BtEngine *engine,
                              const char *base,
                              const char *quote,
                              guint digits,
                              BtSeries *series,
                              gint64 spread_points,
                              GError **error);

/* Gives the ticks of some candles, or of all: they are the path of a candle that has any. Each is a
 * jump; a fill on one has the place OPEN, the tick's own time and its number. The known quote after
 * such a candle is its last tick. Only before the first candle and command, once; holds a
 * reference. What is hashed as the dataset must cover them. Fails with BT_ENGINE_ERROR_SETTINGS,
 * naming the tick, when one lies in no candle. */
gboolean bt_engine_set_ticks (BtEngine *engine, BtTickSeries *ticks, GError **error);

/* Sets who hears of events; func may be NULL. */
void bt_engine_set_event_func (BtEngine *engine, BtEventFunc func, gpointer user_data);

/* Applies a command at the known quote. TRUE also when the command was refused (refusal is filled,
 * its code not BT_REFUSAL_NONE): a refusal is a result and is recorded; so is an overflow, which
 * changes nothing else. refusal may be NULL. FALSE, with nothing changed (BT_ENGINE_ERROR_ORDER),
 * for what is no command of this engine: one for another bar, one without the id that it needs,
 * and text that is not UTF-8. A note and a fork, the first command of a new line of the session,
 * are accepted, part of the digest, and without effect.
 *
 * Places: what fills at once fills at the known quote, its time the close of the last known candle;
 * on a candle's path the time is the candle's opening. An order that is refused when it triggers is
 * among the refusals with the last candle known then. */
gboolean
bt_engine_apply (BtEngine *engine, const BtCommand *command, BtRefusal *refusal, GError **error);

/* Says what bt_engine_apply() would answer, and changes nothing. */
BtRefusalCode
bt_engine_check (const BtEngine *engine, const BtCommand *command, BtRefusal *refusal);

/* Runs candles until bar is known, or, with stop_at_event, until the first that has an event. */
gboolean bt_engine_advance (
  BtEngine *engine, gint64 bar, gboolean stop_at_event, BtAdvanceResult *result, GError **error);

/* Returns the index of the last known candle, −1 before the first. */
gint64 bt_engine_get_bar (const BtEngine *engine);
/* Returns the time of the clock: the close of the last known candle, or the first candle's opening
 * before it. */
gint64 bt_engine_get_clock (const BtEngine *engine);
/* Returns whether an end command was applied. */
gboolean bt_engine_is_ended (const BtEngine *engine);
/* Returns bid and ask at the close of the last known candle. */
BtQuote bt_engine_get_quote (const BtEngine *engine);
/* Stores the account at the known quote. */
void bt_engine_get_account (const BtEngine *engine, BtAccountState *out);
/* Returns the number of commands applied so far, refused ones included. */
gint64 bt_engine_get_command_count (const BtEngine *engine);
/* Stores the digest of all so far (section 13). */
void bt_engine_get_digest (const BtEngine *engine, BtHash *out);
/* Returns the settings, owned by the engine. */
const BtSessionSettings *bt_engine_get_settings (const BtEngine *engine);

/* Every array below is owned by the engine, in order of creation, and valid until the next call
 * that changes it. */

/* Returns all fills. */
const BtFill *bt_engine_get_fills (const BtEngine *engine, gsize *count);
/* Returns all positions, open and ended; figures are at the known quote. */
const BtPosition *bt_engine_get_positions (BtEngine *engine, gsize *count);
/* Returns the working orders. */
const BtOrder *bt_engine_get_orders (const BtEngine *engine, gsize *count);
/* Returns the ledger. */
const BtLedgerEntry *bt_engine_get_ledger (const BtEngine *engine, gsize *count);
/* Returns all refusals. */
const BtRefusal *bt_engine_get_refusals (const BtEngine *engine, gsize *count);
/* Returns the rules of the challenge that were broken; empty while it runs or when it was passed.
 */
const BtViolation *bt_engine_get_violations (const BtEngine *engine, gsize *count);

/* Stores where the challenge stands at the known quote, or stood when it ended. */
void bt_engine_get_challenge_state (const BtEngine *engine, BtChallengeState *out);

G_END_DECLS
