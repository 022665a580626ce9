// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The hash of a series (execution model, section 13) taken piece by piece, for candles that are
 * never in memory all at once. One thread at a time. */
#pragma once

#include "market/bt-series.h"

G_BEGIN_DECLS

typedef struct _BtSeriesHasher BtSeriesHasher;

/* Returns a hasher that has seen no candles; free with bt_series_hasher_free(). */
BtSeriesHasher *
bt_series_hasher_new (const BtInstrument *instrument, BtTimeframe timeframe, BtPriceKind kind);
/* Frees a hasher; NULL is allowed. */
void bt_series_hasher_free (BtSeriesHasher *hasher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtSeriesHasher, bt_series_hasher_free)
/* Adds the candles that follow. */
void bt_series_hasher_add (BtSeriesHasher *hasher, const BtColumns *columns);
/* Stores what bt_series_hash() gives for all candles added. The hasher can only be freed after
 * that. */
void bt_series_hasher_finish (BtSeriesHasher *hasher, BtHash *out);

G_END_DECLS
