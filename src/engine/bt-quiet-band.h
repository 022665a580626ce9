// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Quotes between which nothing can happen. A candle that stays strictly inside, and opens before
 * anything is due, triggers no order or protection, moves no trailing stop, and brings no account
 * to its margin call; it only moves the clock. The band may be narrower than need be, never wider,
 * so that results are the same with and without it. Internal to the engine. */
#pragma once

#include "engine/bt-challenge.h"
#include "engine/bt-engine-state.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 pass_end;    /* before it the two bounds below decide; 0 where more has to be looked at */
  BtPriceBand prices; /* of the data: a candle inside is quiet, one that is not may still be */
  const gint64 *low_points; /* of the candles */
  const gint64 *high_points;
  gboolean is_usable;   /* FALSE: the next candle must be run */
  gboolean is_followed; /* something is open, whose excursions the passed candles belong to */
  gboolean is_simple;   /* the data's own prices decide: bid data, nothing that is open is marked at
                           the ask */
  gboolean is_valued;   /* something is open whose profit a moving rate converts: each candle is
                           valued at its low and high */
  BtChallengeBounds challenge; /* where is_valued: what a candle's equity stays within */
  gboolean
    is_peak_followed; /* the passed candles' extremes may raise what a drawdown counts from */
  BtTick low;         /* a quiet candle stays above both */
  BtTick high;        /* … and below both */
  gint64 end; /* index of the first candle at whose opening something is due; the length when
                 nothing is */
} BtQuietBand;

/* Returns the band of a state between candles. */
BtQuietBand bt_quiet_band_find (BtEngineState *state);

/* Passes over quiet candles from bar first on, before end, and keeps what they mean for the
 * positions' excursions. Returns the first bar that is not quiet, or end. The rest of the state
 * stays where it is. */
gint64 bt_quiet_band_skip (const BtQuietBand *band, BtEngineState *state, gint64 first, gint64 end);

/* Passes over one candle when the data's own prices say at once that it is quiet. A band of zeros
 * passes none. */
static inline gboolean
bt_quiet_band_pass (const BtQuietBand *band, gint64 bar)
{
  if (bar >= band->pass_end)
    return FALSE;
  gint64 low = band->low_points[bar];
  gint64 high = band->high_points[bar];
  return low > band->prices.floor_points && high < band->prices.ceiling_points;
}

/* Takes the extremes of the candles passed over, up to and with bar, into the positions'
 * excursions; the state is still at the candle before the first of them. */
void bt_quiet_band_settle (const BtQuietBand *band, BtEngineState *state, gint64 bar);

G_END_DECLS
