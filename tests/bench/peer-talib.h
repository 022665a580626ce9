// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* TA-Lib beside our studies: its library is loaded where install-peers has built it. */
#pragma once

#include "market/bt-series.h"

typedef struct _PeerTalib PeerTalib;

/* Loads TA-Lib for the candles of a series; NULL, with the reason printed, when it is not there. */
PeerTalib *peer_talib_new (const BtSeries *series);
/* Frees it; NULL is allowed. */
void peer_talib_free (PeerTalib *talib);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PeerTalib, peer_talib_free)
/* Computes the study of an id over all candles, with its usual periods, and with has_conversion
 * first what it reads from whole points; FALSE when TA-Lib is asked for none of that name. */
gboolean peer_talib_run (PeerTalib *talib, const char *id, gboolean has_conversion);
