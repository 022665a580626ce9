// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Passing over many candles at once where a moving rate converts: what each position is worth on a
 * stretch of candles is bounded by the extremes of its prices and of the rates on it. A stretch on
 * which no bound leaves what the positions have seen already, and which brings the equity to no
 * bound of its own, changes nothing. Internal to the engine. */
#pragma once

#include "engine/bt-quiet-band.h"

G_BEGIN_DECLS

/* Fewer candles are looked at one by one. */
#define BT_QUIET_VALUE_MIN 64

/* Returns the first bar from first on, at most end, up to which stretches were found that change
 * nothing; first itself when the next candles have to be looked at. */
gint64
bt_quiet_value_skip (const BtQuietBand *band, BtEngineState *state, gint64 first, gint64 end);

/* Whether equity within these bounds reaches neither margin call nor a bound of a challenge; needed
 * is the used margin times the percentage of the call. */
gboolean bt_quiet_value_is_equity_quiet (const BtQuietBand *band,
                                         BtInt128 least,
                                         BtInt128 greatest,
                                         BtInt128 needed);

G_END_DECLS
