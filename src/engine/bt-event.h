// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the engine says happened (execution model, section 12). */
#pragma once

#include "market/bt-challenge-records.h"
#include "market/bt-command.h"
#include "market/bt-trade-records.h"

G_BEGIN_DECLS

typedef enum
{
  BT_EVENT_ACCEPTED,
  BT_EVENT_REFUSED,
  BT_EVENT_TRIGGERED,
  BT_EVENT_FILLED,
  BT_EVENT_CANCELLED,
  BT_EVENT_EXPIRED,
  BT_EVENT_POSITION_OPENED,
  BT_EVENT_POSITION_CHANGED,
  BT_EVENT_POSITION_CLOSED,
  BT_EVENT_MARGIN_CALL,
  BT_EVENT_LIQUIDATED,
  BT_EVENT_RULE_BROKEN,
  BT_EVENT_LEDGER,
  BT_EVENT_ENDED,
  BT_EVENT_CHALLENGE_PASSED,
} BtEventKind;

/* One event; only the member that its kind names is valid, for the length of the call. */
typedef struct
{
  BtEventKind kind;
  gint64 bar;     /* the candle on whose path it happened, −1 before the first */
  gint64 command; /* number of the command that caused it, 1, 2, 3 …; 0 for events of a candle */
  const char *id; /* order or position; "" where neither */
  const BtFill *fill;           /* FILLED */
  const BtPosition *position;   /* POSITION_*, LIQUIDATED */
  const BtLedgerEntry *ledger;  /* LEDGER */
  const BtRefusal *refusal;     /* REFUSED */
  const BtViolation *violation; /* RULE_BROKEN */
  gint64 price_points;          /* TRIGGERED: the quote; else BT_PRICE_NONE */
  gint64 margin_level_percent;  /* MARGIN_CALL, times 100 */
} BtEvent;

/* Returns "accepted" … "challenge_passed"; static. */
const char *bt_event_kind_to_string (BtEventKind kind);

G_END_DECLS
