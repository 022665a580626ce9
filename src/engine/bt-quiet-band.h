// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Quotes between which nothing can happen. A candle that stays strictly inside, and opens before
 * anything is due, triggers no order or protection, moves no trailing stop, and brings no account
 * to its margin call; it only moves the clock. The band may be narrower than need be, never wider,
 * so that results are the same with and without it. Internal to the engine. */
#pragma once

#include "engine/bt-engine-state.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean is_usable; /* FALSE: the next candle must be run */
  BtTick low;         /* a quiet candle stays above both */
  BtTick high;        /* … and below both */
  gint64 end; /* index of the first candle at whose opening something is due; the length when
                 nothing is */
} BtQuietBand;

/* Returns the band of a state between candles. */
BtQuietBand bt_quiet_band_find (BtEngineState *state);

/* Passes over quiet candles from bar first on, before end, and widens the extremes by them when
 * something is open. Returns the first bar that is not quiet, or end. */
gint64 bt_quiet_band_skip (const BtQuietBand *band,
                           const BtRules *rules,
                           gint64 first,
                           gint64 end,
                           gboolean has_holdings,
                           BtQuietExtremes *extremes);

/* Takes the extremes of the candles passed over into the positions' excursions. */
void bt_quiet_band_settle (BtEngineState *state);

G_END_DECLS
