// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Candles in columns that can be written: what chunks are packed from and unpacked into. One thread
 * at a time. The spread column is always there and holds −1 where the data has none. */
#pragma once

#include "market/bt-series.h"

G_BEGIN_DECLS

typedef struct
{
  gsize length;   /* candles in use; a caller may fill columns up to capacity and set it */
  gsize capacity; /* entries of every column */
  gint64 *time_usec;
  gint64 *open_points;
  gint64 *high_points;
  gint64 *low_points;
  gint64 *close_points;
  gint64 *volume;
  gint32 *spread_points;
} BtCandleBuffer;

/* Returns an empty buffer; free with bt_candle_buffer_free(). */
BtCandleBuffer *bt_candle_buffer_new (gsize capacity);
/* Frees a buffer; NULL is allowed. */
void bt_candle_buffer_free (BtCandleBuffer *buffer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtCandleBuffer, bt_candle_buffer_free)
/* Makes room for at least capacity candles in all; what is there stays. */
void bt_candle_buffer_reserve (BtCandleBuffer *buffer, gsize capacity);
/* Appends a candle. */
void bt_candle_buffer_add (BtCandleBuffer *buffer, const BtCandle *candle);
/* Appends candles first … first + length − 1 of columns. */
void bt_candle_buffer_add_columns (BtCandleBuffer *buffer,
                                   const BtColumns *columns,
                                   gsize first,
                                   gsize length);
/* Returns candle index by value. */
BtCandle bt_candle_buffer_get (const BtCandleBuffer *buffer, gsize index);
/* Returns candles first … first + length − 1 as columns, valid until the buffer changes; the spread
 * column is NULL unless has_spread. */
BtColumns bt_candle_buffer_view (const BtCandleBuffer *buffer,
                                 gsize first,
                                 gsize length,
                                 gboolean has_spread);

G_END_DECLS
