// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Candles of a higher timeframe, made from a finer series and kept up to date as more of it becomes
 * known. The last one may be forming: it holds only what is known so far. */
#pragma once

#include "market/bt-series.h"
#include "market/bt-tape.h"

G_BEGIN_DECLS

typedef struct _BtAggregate BtAggregate;

/* Returns an empty aggregate of candles of that timeframe; free with bt_aggregate_free(). */
BtAggregate *bt_aggregate_new (BtTimeframe timeframe, BtTradingDay day);
/* Frees an aggregate; NULL is allowed. */
void bt_aggregate_free (BtAggregate *aggregate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtAggregate, bt_aggregate_free)
/* Takes in what the tape has revealed since the last call (starting anew when the tape went back);
 * returns the index of the first candle that is new or changed. Costs time only for new candles. */
gsize bt_aggregate_update (BtAggregate *aggregate, const BtTape *tape);
/* Returns the columns, spread NULL, valid until the next update and as long as the tape. Where the
 * tape has this timeframe already they are its own: nothing is copied. */
const BtColumns *bt_aggregate_get_columns (const BtAggregate *aggregate);
/* Returns the opening time of the candle after the last one: when the forming candle ends.
 * BT_TIME_NONE when empty. */
gint64 bt_aggregate_get_forming_end (const BtAggregate *aggregate);
/* Returns whether the last candle still forms: the known base candles do not reach its end. */
gboolean bt_aggregate_is_forming (const BtAggregate *aggregate);
/* Returns the timeframe. */
BtTimeframe bt_aggregate_get_timeframe (const BtAggregate *aggregate);

/* Returns a whole series at a higher timeframe (spread column dropped unless the timeframe is the
 * same, in which case a reference on series itself is returned). The target is not finer than the
 * series. */
BtSeries *bt_aggregate_series (BtSeries *series, BtTimeframe timeframe, BtTradingDay day);

G_END_DECLS
