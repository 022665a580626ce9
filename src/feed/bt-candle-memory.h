// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Remembers candles by their time, to tell copies from contradictions: a table of fixed size in
 * which a candle takes the place of an older one. */
#pragma once

#include "market/bt-series.h"

G_BEGIN_DECLS

typedef struct _BtCandleMemory BtCandleMemory;

/* Returns an empty memory of so many candles, a power of two. Free with bt_candle_memory_free(). */
BtCandleMemory *bt_candle_memory_new (guint size);
/* Frees a memory; NULL is allowed. */
void bt_candle_memory_free (BtCandleMemory *memory);
/* Remembers a candle. */
void bt_candle_memory_add (BtCandleMemory *memory, const BtCandle *candle);
/* Returns whether the candle that came before at that time has the same prices and volume; FALSE
 * also where that is not remembered. */
gboolean bt_candle_memory_is_copy (const BtCandleMemory *memory, const BtCandle *candle);

G_END_DECLS
