// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-series-hasher.h"

#include <string.h>

/* Candles whose canonical bytes are collected before they are hashed. */
#define BLOCK_CANDLES 256
/* Six fields of eight bytes and the spread of four. */
#define CANONICAL_CANDLE_BYTES 52

struct _BtSeriesHasher
{
  BtHasher *hasher;
  guint8 block[BLOCK_CANDLES * CANONICAL_CANDLE_BYTES];
};

static guint8 *
write_int64 (guint8 *out, gint64 value)
{
  const gint64 little = GINT64_TO_LE (value);

  memcpy (out, &little, sizeof little);
  return out + sizeof little;
}

static guint8 *
write_candle (guint8 *out, const BtColumns *columns, gsize index)
{
  const gint32 spread
    = GINT32_TO_LE (columns->spread_points != NULL ? columns->spread_points[index] : -1);

  out = write_int64 (out, columns->time_usec[index]);
  out = write_int64 (out, columns->open_points[index]);
  out = write_int64 (out, columns->high_points[index]);
  out = write_int64 (out, columns->low_points[index]);
  out = write_int64 (out, columns->close_points[index]);
  out = write_int64 (out, columns->volume[index]);
  memcpy (out, &spread, sizeof spread);
  return out + sizeof spread;
}

/* The fields, in order: the instrument's (bt_instrument_add_to_record()); price kind, 4 bytes;
 * length of the timeframe in microseconds, 8 bytes; then of each candle time, open, high, low,
 * close, volume, 8 bytes each, and spread, 4 bytes. */
BtSeriesHasher *
bt_series_hasher_new (const BtInstrument *instrument, BtTimeframe timeframe, BtPriceKind kind)
{
  BtSeriesHasher *hasher = g_new0 (BtSeriesHasher, 1);
  g_autoptr (BtRecord) record = bt_record_new ();
  gsize length = 0;

  hasher->hasher = bt_hasher_new ();
  bt_instrument_add_to_record (instrument, record);
  bt_record_add_int32 (record, (gint32) kind);
  bt_record_add_int64 (record, bt_timeframe_usec (timeframe));
  const guint8 *head = bt_record_get_bytes (record, &length);
  bt_hasher_update (hasher->hasher, head, length);
  return hasher;
}

void
bt_series_hasher_free (BtSeriesHasher *hasher)
{
  if (hasher == NULL)
    return;
  bt_hasher_free (hasher->hasher);
  g_free (hasher);
}

void
bt_series_hasher_add (BtSeriesHasher *hasher, const BtColumns *columns)
{
  for (gsize first = 0; first < columns->length; first += BLOCK_CANDLES)
    {
      const gsize end = MIN (first + BLOCK_CANDLES, columns->length);
      guint8 *next = hasher->block;

      for (gsize i = first; i < end; i++)
        next = write_candle (next, columns, i);
      bt_hasher_update (hasher->hasher, hasher->block, (gsize) (next - hasher->block));
    }
}

void
bt_series_hasher_finish (BtSeriesHasher *hasher, BtHash *out)
{
  bt_hasher_finish (hasher->hasher, out);
}
