// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Binance's public archive of spot markets: zips of klines or trades for each month that is over,
 * and for each day, each with its SHA-256 beside it. Inside `source` only. */
#pragma once

#include "source/bt-history-piece.h"

G_BEGIN_DECLS

/* Returns the pieces, of BtHistoryPiece, that hold a request's time: whole months where they are
 * asked for and published, days otherwise; name is the pair in capital letters. */
GPtrArray *
bt_binance_plan (const BtHistoryPlace *place, const BtDownloadRequest *request, const char *name);

G_END_DECLS
