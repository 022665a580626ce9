// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Packs candles into the bytes of a chunk and back, without loss for any candles whose times
 * ascend.
 *
 * Each column becomes small numbers: times the steps between them in units of their greatest common
 * divisor, less one; opens the move from the last close; highs and lows the distance from the body;
 * closes the move from the open; volumes multiples of their greatest common divisor; spreads the
 * move from the last one. A column's numbers are cut into planes of bytes, lowest first, as many as
 * its greatest needs, and all planes are compressed together with Zstandard. Signed numbers are
 * folded (0, −1, 1, −2 … become 0, 1, 2, 3 …). Numbers wrap at 64 bits, both ways alike.
 *
 * The bytes begin with a format number and the number of candles. A codec keeps its memory; one
 * thread at a time. */
#pragma once

#include "store/bt-candle-buffer.h"

G_BEGIN_DECLS

/* Most candles of a chunk. A window of 2,000 is then in two chunks of about 9 KiB nearly always;
 * half as many cost 2 % more disk and a third read for the same time. */
#define BT_CHUNK_ROWS_MAX 2048

typedef struct _BtChunkCodec BtChunkCodec;

/* Returns a codec; free with bt_chunk_codec_free(). */
BtChunkCodec *bt_chunk_codec_new (void);
/* Frees a codec; NULL is allowed. */
void bt_chunk_codec_free (BtChunkCodec *codec);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtChunkCodec, bt_chunk_codec_free)
/* Packs 1 … BT_CHUNK_ROWS_MAX candles; returns the bytes, owned by the codec, valid until it packs
 * again, and stores how many there are. */
const guint8 *bt_chunk_codec_pack (BtChunkCodec *codec, const BtColumns *columns, gsize *length);
/* Unpacks into entries at, at + 1 … of the buffer, which needs room for the candles; its length is
 * left alone. Returns the number of candles, or 0 when the bytes are no chunk of at most rows_max
 * candles; the entries are undefined then. */
gsize bt_chunk_codec_unpack (BtChunkCodec *codec,
                             const guint8 *bytes,
                             gsize length,
                             BtCandleBuffer *buffer,
                             gsize at,
                             gsize rows_max);

G_END_DECLS
