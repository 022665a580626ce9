// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The chunks of all datasets, keyed by dataset and first time, each with a checksum over its bytes
 * and key. Inside `store` only; everything runs inside a store job. */
#pragma once

#include "db/bt-db.h"
#include "store/bt-candle-buffer.h"

G_BEGIN_DECLS

/* A chunk without its candles. */
typedef struct
{
  gint64 id;
  gint64 first_usec;
  gint64 last_usec;
  gint64 rows;
} BtChunkInfo;

/* Writes 1 … BT_CHUNK_ROWS_MAX candles as one chunk; stores its compressed size in bytes. */
gboolean bt_chunk_table_insert (
  BtDb *db, gint64 dataset_id, const BtColumns *columns, gint64 *bytes, GError **error);
/* Deletes a chunk and stores its compressed size in bytes. */
gboolean bt_chunk_table_delete (BtDb *db, gint64 chunk_id, gint64 *bytes, GError **error);
/* Returns the chunks of a dataset, of BtChunkInfo, in order of time; free with g_array_unref(). */
GArray *bt_chunk_table_list (BtDb *db, gint64 dataset_id, GError **error);
/* Replaces the buffer's candles by those of a chunk. Fails with BT_STORE_ERROR_DAMAGED. */
gboolean bt_chunk_table_read (BtDb *db, gint64 chunk_id, BtCandleBuffer *buffer, GError **error);

/* Takes the candles of one chunk, valid during the call, which must not read chunks itself. */
typedef gboolean (*BtChunkFunc) (const BtColumns *columns, gpointer user_data, GError **error);
/* Calls func for each chunk that may hold candles of from_usec ≤ opening < to_usec, in order of
 * time. Fails with BT_STORE_ERROR_DAMAGED, G_IO_ERROR_CANCELLED or what func fails with. */
gboolean bt_chunk_table_foreach (BtDb *db,
                                 gint64 dataset_id,
                                 gint64 from_usec,
                                 gint64 to_usec,
                                 gboolean has_spread,
                                 BtChunkFunc func,
                                 gpointer user_data,
                                 GCancellable *cancellable,
                                 GError **error);
/* Stores the last candles, at most count, before end_usec. The columns are valid until chunks are
 * read the next time. */
gboolean bt_chunk_table_read_window (BtDb *db,
                                     gint64 dataset_id,
                                     gint64 end_usec,
                                     gsize count,
                                     gboolean has_spread,
                                     BtColumns *out,
                                     GError **error);
/* Tests every chunk of a dataset by itself; func gets a message without a prefix for each fault. */
gboolean bt_chunk_table_check (BtDb *db,
                               gint64 dataset_id,
                               void (*func) (const char *message, gpointer user_data),
                               gpointer user_data,
                               GError **error);

G_END_DECLS
