// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-tick-codec.h"

#include "store/bt-byte-planes.h"

#include <string.h>
#include <zstd.h>

/* No format of candle chunks, so that neither is taken for the other. */
#define FORMAT 129
/* Time, bid, distance of the ask, volume. */
#define N_COLUMNS 4
/* Format, number of ticks, first time, time unit, first bid, first distance, volume unit, widths.
 */
#define HEADER_BYTES (1 + 4 + 5 * 8 + N_COLUMNS)
#define PAYLOAD_MAX (HEADER_BYTES + N_COLUMNS * BT_BYTE_PLANES_MAX * BT_TICK_CHUNK_ROWS_MAX)
#define ZSTD_LEVEL 1

typedef enum
{
  COLUMN_TIME,
  COLUMN_BID,
  COLUMN_DISTANCE,
  COLUMN_VOLUME,
} Column;

/* What stands before the planes. */
typedef struct
{
  gsize rows;
  gint64 first_usec;
  guint64 time_unit;
  gint64 first_bid;
  gint64 first_distance;
  guint64 volume_unit;
  guint8 widths[N_COLUMNS];
} Header;

struct _BtTickCodec
{
  ZSTD_CCtx *packer;
  ZSTD_DCtx *unpacker;
  guint64 numbers[N_COLUMNS][BT_TICK_CHUNK_ROWS_MAX];
  guint8 payload[PAYLOAD_MAX];
  guint8 *packed;
  gsize packed_max;
};

static guint64
get_distance (const BtMarketTick *tick)
{
  return (guint64) tick->ask_points - (guint64) tick->bid_points;
}

static void
find_units (const BtMarketTick *ticks, gsize rows, Header *header)
{
  for (gsize i = 0; i < rows && header->volume_unit != 1; i++)
    header->volume_unit = bt_common_divisor (header->volume_unit, (guint64) ticks[i].volume);
  for (gsize i = 1; i < rows && header->time_unit != 1; i++)
    header->time_unit = bt_common_divisor (header->time_unit, (guint64) ticks[i].time_usec
                                                                - (guint64) ticks[i - 1].time_usec);
  header->volume_unit = MAX (header->volume_unit, 1);
  header->time_unit = MAX (header->time_unit, 1);
}

static void
compute_numbers (BtTickCodec *codec, const BtMarketTick *ticks, const Header *header)
{
  guint64 last_time = (guint64) header->first_usec;
  guint64 last_bid = (guint64) header->first_bid;
  guint64 last_distance = (guint64) header->first_distance;

  for (gsize i = 0; i < header->rows; i++)
    {
      const guint64 distance = get_distance (&ticks[i]);

      codec->numbers[COLUMN_TIME][i]
        = ((guint64) ticks[i].time_usec - last_time) / header->time_unit;
      codec->numbers[COLUMN_BID][i] = bt_fold ((guint64) ticks[i].bid_points - last_bid);
      codec->numbers[COLUMN_DISTANCE][i] = bt_fold (distance - last_distance);
      codec->numbers[COLUMN_VOLUME][i] = (guint64) ticks[i].volume / header->volume_unit;
      last_time = (guint64) ticks[i].time_usec;
      last_bid = (guint64) ticks[i].bid_points;
      last_distance = distance;
    }
}

static guint8 *
write_header (guint8 *out, const Header *header)
{
  out = bt_byte_planes_put (out, FORMAT, 1);
  out = bt_byte_planes_put (out, header->rows, 4);
  out = bt_byte_planes_put (out, (guint64) header->first_usec, 8);
  out = bt_byte_planes_put (out, header->time_unit, 8);
  out = bt_byte_planes_put (out, (guint64) header->first_bid, 8);
  out = bt_byte_planes_put (out, (guint64) header->first_distance, 8);
  out = bt_byte_planes_put (out, header->volume_unit, 8);
  memcpy (out, header->widths, N_COLUMNS);
  return out + N_COLUMNS;
}

/* Returns FALSE when the payload has another format or another length than it says. */
static gboolean
read_header (const guint8 **in, gsize length, Header *header)
{
  gsize planes = 0;

  if (length < HEADER_BYTES || bt_byte_planes_get (in, 1) != FORMAT)
    return FALSE;
  header->rows = bt_byte_planes_get (in, 4);
  header->first_usec = (gint64) bt_byte_planes_get (in, 8);
  header->time_unit = bt_byte_planes_get (in, 8);
  header->first_bid = (gint64) bt_byte_planes_get (in, 8);
  header->first_distance = (gint64) bt_byte_planes_get (in, 8);
  header->volume_unit = bt_byte_planes_get (in, 8);
  memcpy (header->widths, *in, N_COLUMNS);
  *in += N_COLUMNS;
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      if (header->widths[i] > BT_BYTE_PLANES_MAX)
        return FALSE;
      planes += header->widths[i];
    }
  return header->rows >= 1 && header->rows <= BT_TICK_CHUNK_ROWS_MAX
         && length == HEADER_BYTES + planes * header->rows;
}

static void
restore_ticks (const BtTickCodec *codec, const Header *header, BtMarketTick *ticks)
{
  guint64 time = (guint64) header->first_usec;
  guint64 bid = (guint64) header->first_bid;
  guint64 distance = (guint64) header->first_distance;

  for (gsize i = 0; i < header->rows; i++)
    {
      time += codec->numbers[COLUMN_TIME][i] * header->time_unit;
      bid += bt_unfold (codec->numbers[COLUMN_BID][i]);
      distance += bt_unfold (codec->numbers[COLUMN_DISTANCE][i]);
      ticks[i] = (BtMarketTick){
        .time_usec = (gint64) time,
        .bid_points = (gint64) bid,
        .ask_points = (gint64) (bid + distance),
        .volume = (gint64) (codec->numbers[COLUMN_VOLUME][i] * header->volume_unit),
      };
    }
}

BtTickCodec *
bt_tick_codec_new (void)
{
  BtTickCodec *codec = g_new0 (BtTickCodec, 1);

  codec->packer = ZSTD_createCCtx ();
  codec->unpacker = ZSTD_createDCtx ();
  codec->packed_max = ZSTD_compressBound (PAYLOAD_MAX);
  codec->packed = g_malloc (codec->packed_max);
  g_assert (codec->packer != NULL && codec->unpacker != NULL);
  return codec;
}

void
bt_tick_codec_free (BtTickCodec *codec)
{
  if (codec == NULL)
    return;
  ZSTD_freeCCtx (codec->packer);
  ZSTD_freeDCtx (codec->unpacker);
  g_free (codec->packed);
  g_free (codec);
}

const guint8 *
bt_tick_codec_pack (BtTickCodec *codec, const BtMarketTick *ticks, gsize rows, gsize *length)
{
  g_return_val_if_fail (codec != NULL && ticks != NULL && length != NULL, NULL);
  g_return_val_if_fail (rows >= 1 && rows <= BT_TICK_CHUNK_ROWS_MAX, NULL);
  Header header = {
    .rows = rows,
    .first_usec = ticks[0].time_usec,
    .first_bid = ticks[0].bid_points,
    .first_distance = (gint64) get_distance (&ticks[0]),
  };

  find_units (ticks, rows, &header);
  compute_numbers (codec, ticks, &header);
  for (guint i = 0; i < N_COLUMNS; i++)
    header.widths[i] = bt_byte_planes_measure (codec->numbers[i], rows);
  guint8 *end = write_header (codec->payload, &header);
  for (guint i = 0; i < N_COLUMNS; i++)
    end = bt_byte_planes_write (end, codec->numbers[i], rows, header.widths[i]);
  *length = ZSTD_compressCCtx (codec->packer, codec->packed, codec->packed_max, codec->payload,
                               (gsize) (end - codec->payload), ZSTD_LEVEL);
  /* Only memory can fail here: the target holds the worst case. */
  g_assert (!ZSTD_isError (*length));
  return codec->packed;
}

gsize
bt_tick_codec_unpack (BtTickCodec *codec, const guint8 *bytes, gsize length, BtMarketTick *ticks)
{
  g_return_val_if_fail (codec != NULL && ticks != NULL, 0);
  Header header = { 0 };
  const guint8 *in = codec->payload;
  gsize payload = ZSTD_decompressDCtx (codec->unpacker, codec->payload, PAYLOAD_MAX, bytes, length);

  if (ZSTD_isError (payload) || !read_header (&in, payload, &header))
    return 0;
  for (guint i = 0; i < N_COLUMNS; i++)
    in = bt_byte_planes_read (in, codec->numbers[i], header.rows, header.widths[i]);
  restore_ticks (codec, &header, ticks);
  return header.rows;
}
