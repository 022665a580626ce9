// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a session's clock has revealed: a view on a series that ends at the clock. There is no call
 * that returns a candle past it, so nothing that reads a tape can leak the future. The session
 * moves the end; charts read. Main thread only. */
#pragma once

#include "market/bt-series.h"

G_BEGIN_DECLS

typedef struct _BtTape BtTape;

/* Returns a tape on series of which the first known candles are revealed; holds a reference on the
 * series. */
BtTape *bt_tape_new (BtSeries *series, const BtInstrument *instrument, gsize known);
/* Takes a reference. */
BtTape *bt_tape_ref (BtTape *tape);
/* Gives a reference back. */
void bt_tape_unref (BtTape *tape);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtTape, bt_tape_unref)
/* Returns how many candles are known. */
gsize bt_tape_get_known (const BtTape *tape);
/* Moves the end of the tape; known is at most the length of the series. For the session only. */
void bt_tape_set_known (BtTape *tape, gsize known);
/* Returns known candle index; index is below bt_tape_get_known(). */
BtCandle bt_tape_get_candle (const BtTape *tape, gsize index);
/* Returns the index of the first known candle at or after a time (the known count when there is
 * none). */
gsize bt_tape_find (const BtTape *tape, gint64 time_usec);
/* Returns the columns of the known candles only (length is the known count), valid until the tape
 * moves. */
BtColumns bt_tape_get_columns (const BtTape *tape);
/* Returns the timeframe of the tape's candles. */
BtTimeframe bt_tape_get_timeframe (const BtTape *tape);
/* Returns the instrument, owned by the tape. */
const BtInstrument *bt_tape_get_instrument (const BtTape *tape);

G_END_DECLS
