// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The rules of a challenge, watched while the engine runs (execution model, section 11). They see
 * and record; they never change a fill. All figures are net of deposits and withdrawals after the
 * start.
 *
 * Limits are held against balance and equity at every vertex of the path (open, extremes, close),
 * when the candle is known, after every fill and after every accepted command; on a leg the first
 * whole point of bid at which equity breaks one is such a place, too. The highest equity, which a
 * trailing drawdown counts from, is taken at vertices, fills and after commands. A limit that is
 * reached holds; beyond it the rule is broken. What breaks at the same place is recorded together,
 * and the challenge is over.
 *
 * A challenge is passed, and over, when the profit reaches its target (of balance: with nothing
 * open), enough days have seen an entry, and the best day is no larger a share of the profit than
 * allowed. Internal to the engine. */
#pragma once

#include "engine/bt-engine-state.h"
#include "market/bt-challenge-records.h"

G_BEGIN_DECLS

/* Resolves the limits; the settings are set. */
void bt_challenge_prepare (BtRules *rules);
/* Begins the challenge of the settings, if they have one. */
void bt_challenge_start (BtEngineState *state);

/* Returns whether there is a challenge that is not over. */
static inline gboolean
bt_challenge_is_running (const BtEngineState *state)
{
  return state->challenge.status == BT_CHALLENGE_RUNNING;
}

/* Returns the instant at which the present day ends; G_MAXINT64 when nothing runs. */
static inline gint64
bt_challenge_get_next_reset (const BtEngineState *state)
{
  return bt_challenge_is_running (state) ? state->challenge.next_reset_usec : G_MAXINT64;
}

/* Ends the day at the known quote; the next one holds time_usec or, with something open, is the day
 * after. */
void bt_challenge_pass_reset (BtEngineState *state, gint64 time_usec);
/* Takes a deposit (positive) or withdrawal out of the figures. */
void bt_challenge_add_flow (BtEngineState *state, gint64 amount_minor);

/* Holds the limits against the figures as they are. */
void bt_challenge_check (BtEngineState *state);
/* The same at a vertex, a fill or after a command, where the highest equity is taken. */
void bt_challenge_check_vertex (BtEngineState *state);
/* The same after an entry, with its hour and volumes. */
void bt_challenge_check_entry (BtEngineState *state, const BtOrder *order);

/* Equity of the account, deposits included, between which nothing happens to the challenge. */
typedef struct
{
  gint64 floor_minor;        /* below it a limit is broken; G_MININT64: none */
  gint64 ceiling_minor;      /* from it on the challenge is passed; G_MAXINT64: not by equity */
  gboolean is_peak_followed; /* a new highest equity raises the floor */
  gint64 peak_minor;         /* the highest equity so far */
  gint64 trail_minor;        /* the floor's distance from it */
} BtChallengeBounds;

/* Returns the bounds as they are now; with nothing running there are none. */
BtChallengeBounds bt_challenge_get_bounds (const BtEngineState *state);
/* Finds the first whole point of bid after the present one, up to and including to_bid, at which
 * equity leaves the bounds. */
gboolean bt_challenge_find_break (BtEngineState *state, gint64 to_bid, gint64 *out_bid);
/* Takes in the equity at a quote that was passed over. */
void bt_challenge_raise_peak (BtEngineState *state, BtTick tick);

/* Stores where the challenge stands. */
void bt_challenge_describe (BtEngineState *state, BtChallengeState *out);

G_END_DECLS
