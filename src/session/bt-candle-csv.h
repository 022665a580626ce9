// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The candles.csv of a session file: a header line, then a candle a line: opening time (RFC 3339
 * UTC), open, high, low, close (the instrument's digits), volume, spread in points (empty where
 * there is none). One way to write each candle, so a changed byte is a changed candle or an error.
 * Private to `session`. */
#pragma once

#include "market/bt-series.h"

G_BEGIN_DECLS

#define BT_CANDLE_CSV_HEADER "time,open,high,low,close,volume,spread"
/* Lines whose bytes are summed together, so that a change can be found. */
#define BT_CANDLE_CSV_BLOCK 4096

/* Appends candle index of a series as a line with its end. */
void bt_candle_csv_append (GString *text,
                           const BtSeries *series,
                           gsize index,
                           const BtInstrument *instrument);

typedef struct _BtCandleCsvReader BtCandleCsvReader;

/* Returns a reader that collects candles of that kind; free with bt_candle_csv_reader_free(). */
BtCandleCsvReader *bt_candle_csv_reader_new (const BtInstrument *instrument,
                                             BtTimeframe timeframe,
                                             BtPriceKind kind,
                                             gboolean has_spread);
/* Frees a reader; NULL is allowed. */
void bt_candle_csv_reader_free (BtCandleCsvReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtCandleCsvReader, bt_candle_csv_reader_free)
/* Takes in bytes. The first fault is kept, naming its line, and what follows it is only summed. */
void bt_candle_csv_reader_add (BtCandleCsvReader *reader, const char *bytes, gsize length);
/* Ends the reading and returns the series, or NULL with BT_SESSION_ERROR_FORMAT naming the line. */
BtSeries *bt_candle_csv_reader_finish (BtCandleCsvReader *reader, GError **error);
/* Returns the SHA-256 of each block of lines, of BtHash, owned by the reader. */
const GArray *bt_candle_csv_reader_get_blocks (const BtCandleCsvReader *reader);

G_END_DECLS
