// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The execution model a second time, slow and obvious, to hold the engine against. It visits every
 * whole point of bid on each leg, asks at each point what triggers, one at a time, runs every
 * candle in both orders of its extremes, and computes every figure anew from positions and ledger.
 * It solves nothing, skips nothing, and shares no code with the engine: only the plain records of
 * `market`.
 *
 * Not covered: currencies that convert through two pairs, and overflow. One thread. */
#pragma once

#include "engine/bt-event.h"
#include "market/bt-command.h"
#include "market/bt-series.h"
#include "market/bt-session-settings.h"
#include "market/bt-tick-series.h"

G_BEGIN_DECLS

typedef struct _BtReference BtReference;

/* A pair of bid candles of a minute whose closes convert; one side of it is the account's currency,
 * the other the instrument's quote. */
typedef struct
{
  const char *base;
  const char *quote;
  guint digits;
  BtSeries *series; /* its first candle has closed before the first one of the instrument */
  gint64 spread_points;
} BtReferencePair;

/* An event; fills, ledger entries and refusals that it carries are among the records. */
typedef struct
{
  BtEventKind kind;
  gint64 bar;
  gint64 command; /* 0 for those of a candle */
  char id[BT_ID_SIZE];
  gint64 price_points;         /* TRIGGERED */
  gint64 margin_level_percent; /* MARGIN_CALL */
  BtPosition position;         /* POSITION_… and LIQUIDATED */
  BtViolation violation;       /* RULE_BROKEN, without its message */
} BtReferenceEvent;

/* Returns a reference before the first candle, after its opening deposit; free with
 * bt_reference_free(). Holds a reference on series, which has at least one candle. pair is NULL
 * where the account is in the base or quote currency, and else lives as long as the reference. */
BtReference *
bt_reference_new (const BtSessionSettings *settings, BtSeries *series, const BtReferencePair *pair);
/* Gives the ticks of candles, before the first one; they live as long as the reference. */
void bt_reference_set_ticks (BtReference *self, const BtTickSeries *ticks);
/* Frees a reference; NULL is allowed. */
void bt_reference_free (BtReference *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtReference, bt_reference_free)
/* Runs the next candle, which exists. */
void bt_reference_run_candle (BtReference *self);
/* Applies a command at the known quote and returns why it was refused, or BT_REFUSAL_NONE. */
BtRefusalCode bt_reference_apply (BtReference *self, const BtCommand *command);
/* Returns whether a figure left what the reference can hold: its records mean nothing then. */
gboolean bt_reference_is_out_of_range (const BtReference *self);

/* The records so far, owned by the reference; new arrays (g_array_unref()) where a position or
 * order is built from its state. */

/* Returns all fills, of BtFill. */
const GArray *bt_reference_get_fills (const BtReference *self);
/* Returns the ledger, of BtLedgerEntry. */
const GArray *bt_reference_get_ledger (const BtReference *self);
/* Returns all refusals, of BtRefusal; without messages and fields. */
const GArray *bt_reference_get_refusals (const BtReference *self);
/* Returns all events after the opening deposit, of BtReferenceEvent. */
const GArray *bt_reference_get_events (const BtReference *self);
/* Returns all positions, of BtPosition, with figures at the known quote. */
GArray *bt_reference_list_positions (const BtReference *self);
/* Returns the working orders, of BtOrder, without closings that wait for the next open. */
GArray *bt_reference_list_orders (const BtReference *self);
/* Stores where the challenge stands; of rules only the two losses. Its day's reset is at a minute
 * of UTC, or of New York from 03:00 on. */
void bt_reference_get_challenge (const BtReference *self, BtChallengeState *out);
/* Stores the account at the known quote. */
void bt_reference_get_account (const BtReference *self, BtAccountState *out);

G_END_DECLS
