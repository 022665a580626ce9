// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Candles of one instrument in columns, in ascending order of their opening, never changed after
 * they are built. Shared by reference count between threads, sessions and charts. A candle's time
 * is its opening (UTC, microseconds).
 *
 * Invariants: times strictly ascend; low ≤ open, close ≤ high; spread, where there is one, is not
 * negative. */
#pragma once

#include "base/bt-hash-chain.h"
#include "base/bt-time.h"
#include "market/bt-extremes.h"
#include "market/bt-instrument.h"
#include "market/bt-timeframe.h"

G_BEGIN_DECLS

/* Which price a candle states. */
typedef enum
{
  BT_SIDE_KIND_BID,
  BT_SIDE_KIND_ASK,
  BT_SIDE_KIND_MID,
} BtPriceKind;

/* One candle by value. */
typedef struct
{
  gint64 time_usec;
  gint64 open_points;
  gint64 high_points;
  gint64 low_points;
  gint64 close_points;
  gint64 volume;        /* as the file states it (ticks, lots, coins), times 10^8 */
  gint32 spread_points; /* −1 where the data has none */
} BtCandle;

/* The columns, for loops that must be fast; each has length entries, owned by the series. */
typedef struct
{
  gsize length;
  const gint64 *time_usec;
  const gint64 *open_points;
  const gint64 *high_points;
  const gint64 *low_points;
  const gint64 *close_points;
  const gint64 *volume;
  const gint32 *spread_points; /* NULL when the series has no spread column */
} BtColumns;

typedef struct _BtSeries BtSeries;

/* Takes a reference; any thread. */
BtSeries *bt_series_ref (BtSeries *series);
/* Gives a reference back; any thread. */
void bt_series_unref (BtSeries *series);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtSeries, bt_series_unref)

/* Returns the number of candles. */
gsize bt_series_get_length (const BtSeries *series);
/* Returns the columns, valid while the caller holds a reference. */
const BtColumns *bt_series_get_columns (const BtSeries *series);
/* Returns the nominal timeframe of the candles. */
BtTimeframe bt_series_get_timeframe (const BtSeries *series);
/* Returns which price the candles state. */
BtPriceKind bt_series_get_price_kind (const BtSeries *series);
/* Returns candle index, which is below the length. */
BtCandle bt_series_get_candle (const BtSeries *series, gsize index);
/* Returns the index of the first candle whose opening is at or after a time (the length when there
 * is none). */
gsize bt_series_find (const BtSeries *series, gint64 time_usec);
/* Returns the index of the first candle from first on, before end (at most the length), whose low
 * or high is outside the band; end when there is none. Takes the lows and highs before it into the
 * band. Takes time in proportion to the logarithm of the distance, once bt_series_prepare_search()
 * or a first search has been through the series; any thread. */
gsize bt_series_find_outside (BtSeries *series, gsize first, gsize end, BtPriceBand *band);
/* The same for lows and highs with the candle's spread on top: the ask of bid candles. Only where
 * bt_series_has_all_spreads(). */
gsize bt_series_find_outside_ask (BtSeries *series, gsize first, gsize end, BtPriceBand *band);
/* Returns whether each candle of the series, or of the one that it is a slice of, states its
 * spread. */
gboolean bt_series_has_all_spreads (BtSeries *series);
/* Does now what a first search else would: a few milliseconds for a million candles, and no
 * allocation later. Slices share what their series has. */
void bt_series_prepare_search (BtSeries *series);
/* Returns candles first … first + length − 1 of the series without copying; the new series keeps
 * the old one alive. */
BtSeries *bt_series_slice (BtSeries *series, gsize first, gsize length);
/* Stores SHA-256 over instrument, series kind and candles in order, in the canonical form of the
 * execution model, section 13 (the field list stands in bt-series-hasher.c). Takes about 0.3 s for
 * a million candles; any thread. */
void bt_series_hash (const BtSeries *series, const BtInstrument *instrument, BtHash *out);

/* Candles being collected. */
typedef struct _BtSeriesBuilder BtSeriesBuilder;

/* Returns an empty builder; free with bt_series_builder_free(). */
BtSeriesBuilder *
bt_series_builder_new (BtTimeframe timeframe, BtPriceKind kind, gboolean has_spread);
/* Frees a builder; NULL is allowed. */
void bt_series_builder_free (BtSeriesBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtSeriesBuilder, bt_series_builder_free)
/* Makes room for so many candles in all. */
void bt_series_builder_reserve (BtSeriesBuilder *builder, gsize length);
/* Appends a candle. Fails with BT_MARKET_ERROR_SERIES, and appends nothing, when it breaks an
 * invariant. */
gboolean bt_series_builder_add (BtSeriesBuilder *builder, const BtCandle *candle, GError **error);
/* Appends length candles from columns (spread may be NULL: −1 each), checking the same. Nothing is
 * appended on failure. */
gboolean
bt_series_builder_add_columns (BtSeriesBuilder *builder, const BtColumns *columns, GError **error);
/* Returns the number of candles so far. */
gsize bt_series_builder_get_length (const BtSeriesBuilder *builder);
/* Returns the series and leaves the builder empty; free the result with bt_series_unref(). */
BtSeries *bt_series_builder_finish (BtSeriesBuilder *builder);

G_END_DECLS
