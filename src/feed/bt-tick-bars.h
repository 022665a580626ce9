// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Candles of one minute out of ticks. Ticks may come a few minutes late. */
#pragma once

#include "market/bt-market-tick.h"
#include "market/bt-series.h"

G_BEGIN_DECLS

/* Minutes that are kept open for ticks that come late. */
#define BT_TICK_BARS_OPEN_MINUTES 4

typedef struct _BtTickBars BtTickBars;

/* Returns an empty collector of candles of that price (the mean of bid and ask, rounded down, for
 * the mid). A candle's spread is the mean of its ticks', rounded to a point, halves up; −1 unless
 * has_spread. Its volume is the sum of volumes. is_descending: ticks run from new to old. Free with
 * bt_tick_bars_free(). */
BtTickBars *bt_tick_bars_new (BtPriceKind kind, gboolean has_spread, gboolean is_descending);
/* Frees a collector; NULL is allowed. */
void bt_tick_bars_free (BtTickBars *bars);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtTickBars, bt_tick_bars_free)
/* Adds a tick and appends the candles that are complete with it to candles (of BtCandle). FALSE,
 * and nothing done, for a tick whose minute was closed before. */
gboolean bt_tick_bars_add (BtTickBars *bars, const BtMarketTick *tick, GArray *candles);
/* Appends the next of the candles that are still open, after the last tick; FALSE when there is
 * none.
 */
gboolean bt_tick_bars_close_next (BtTickBars *bars, GArray *candles);

G_END_DECLS
