// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Ticks in columns: the path of the candles that have some (execution model, section 4). Immutable
 * once built; shared by reference from any thread. Times do not descend, and the ask is at or above
 * the bid. */
#pragma once

#include "base/bt-hash-chain.h"
#include "market/bt-market-tick.h"

G_BEGIN_DECLS

/* The columns, for loops that must be fast; each has length entries, owned by the series. */
typedef struct
{
  gsize length;
  const gint64 *time_usec;
  const gint64 *bid_points;
  const gint64 *ask_points;
  const gint64 *volume;
} BtTickColumns;

typedef struct _BtTickSeries BtTickSeries;

/* Returns a series of length ticks. Fails with BT_MARKET_ERROR_SERIES, naming the tick, when a time
 * descends or an ask is below its bid. Free with bt_tick_series_unref(). */
BtTickSeries *bt_tick_series_new (const BtMarketTick *ticks, gsize length, GError **error);
/* Takes a reference; any thread. */
BtTickSeries *bt_tick_series_ref (BtTickSeries *series);
/* Gives a reference back; any thread. */
void bt_tick_series_unref (BtTickSeries *series);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtTickSeries, bt_tick_series_unref)

/* Returns the columns, valid while the caller holds a reference. */
const BtTickColumns *bt_tick_series_get_columns (const BtTickSeries *series);
/* Returns the index of the first tick at or after a time (the length when there is none). */
gsize bt_tick_series_find (const BtTickSeries *series, gint64 time_usec);
/* Stores SHA-256 over time, bid, ask and volume of each tick, 8 bytes each, little-endian. */
void bt_tick_series_hash (const BtTickSeries *series, BtHash *out);

G_END_DECLS
