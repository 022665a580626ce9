// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Packs ticks into the bytes of a chunk and back, without loss for any ticks whose times do not
 * descend.
 *
 * Times become the steps between them in units of their greatest common divisor, bids the move from
 * the last one, asks the move of the distance to the bid, volumes multiples of their greatest
 * common divisor; then planes of bytes and Zstandard, as for candles. A codec keeps its memory; one
 * thread at a time. Inside `store` only. */
#pragma once

#include "market/bt-market-tick.h"

G_BEGIN_DECLS

/* Most ticks of a chunk: some minutes of a lively market, about 30 KiB. */
#define BT_TICK_CHUNK_ROWS_MAX 8192

typedef struct _BtTickCodec BtTickCodec;

/* Returns a codec; free with bt_tick_codec_free(). */
BtTickCodec *bt_tick_codec_new (void);
/* Frees a codec; NULL is allowed. */
void bt_tick_codec_free (BtTickCodec *codec);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtTickCodec, bt_tick_codec_free)
/* Packs 1 … BT_TICK_CHUNK_ROWS_MAX ticks; returns the bytes, owned by the codec, valid until it
 * packs again, and stores how many there are. */
const guint8 *
bt_tick_codec_pack (BtTickCodec *codec, const BtMarketTick *ticks, gsize rows, gsize *length);
/* Unpacks into ticks, which has room for BT_TICK_CHUNK_ROWS_MAX. Returns their number, or 0 when
 * the bytes are no chunk of ticks; what ticks holds is undefined then. */
gsize
bt_tick_codec_unpack (BtTickCodec *codec, const guint8 *bytes, gsize length, BtMarketTick *ticks);

G_END_DECLS
