// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Balance and equity at the close of any candle, made anew from candles, fills and ledger; forward
 * only. Private to `session`. */
#pragma once

#include "base/bt-checked.h"
#include "market/bt-session-settings.h"
#include "market/bt-trade-records.h"

G_BEGIN_DECLS

/* What a walk reads; all borrowed. Fills and ledger ascend by bar. */
typedef struct
{
  const BtSessionSettings *settings;
  const BtColumns *columns; /* the session's candles */
  const BtFill *fills;
  gsize fill_count;
  const BtLedgerEntry *ledger;
  gsize ledger_count;
} BtEquitySource;

typedef struct
{
  BtEquitySource source;
  gsize next_fill;
  gsize next_entry;
  BtMoney balance;
  GArray *holdings; /* of what is open: an average cost and a volume each */
} BtEquityWalk;

/* Starts a walk before the first candle. */
void bt_equity_walk_init (BtEquityWalk *walk, const BtEquitySource *source);
/* Frees what a walk holds. */
void bt_equity_walk_clear (BtEquityWalk *walk);
/* Moves to the close of a candle (−1: before the first) not before the present one, and stores
 * balance and equity there, commands given there included. */
void bt_equity_walk_to (BtEquityWalk *walk, gint64 bar, BtMoney *balance, BtMoney *equity);
/* Returns the last candle up to which the equity cannot change, because nothing is open: the one
 * before the next fill or ledger entry, or limit. Returns the present bar when something is open.
 */
gint64 bt_equity_walk_find_quiet (const BtEquityWalk *walk, gint64 bar, gint64 limit);

G_END_DECLS
