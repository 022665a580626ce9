// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The ticks of datasets in compressed chunks, each with a checksum over its bytes and key, in order
 * of time. Everything here runs inside a store job. */
#pragma once

#include "db/bt-db.h"
#include "market/bt-market-tick.h"

G_BEGIN_DECLS

/* Writes 1 … BT_TICK_CHUNK_ROWS_MAX ticks as one chunk after those that are there; stores its
 * compressed size in bytes. */
gboolean bt_tick_table_insert (BtDb *db,
                               gint64 dataset_id,
                               const BtMarketTick *ticks,
                               gsize rows,
                               gint64 *bytes,
                               GError **error);

/* Takes ticks in order of time, valid during the call, which must not read ticks itself. */
typedef gboolean (*BtTickFunc) (const BtMarketTick *ticks,
                                gsize rows,
                                gpointer user_data,
                                GError **error);
/* Calls func with the ticks of from_usec ≤ time < to_usec, some at a time. Fails with
 * BT_STORE_ERROR_DAMAGED, G_IO_ERROR_CANCELLED or what func fails with. */
gboolean bt_tick_table_foreach (BtDb *db,
                                gint64 dataset_id,
                                gint64 from_usec,
                                gint64 to_usec,
                                BtTickFunc func,
                                gpointer user_data,
                                GCancellable *cancellable,
                                GError **error);
/* Tests every chunk of a dataset by itself; func gets a message without a prefix for each fault. */
gboolean bt_tick_table_check (BtDb *db,
                              gint64 dataset_id,
                              void (*func) (const char *message, gpointer user_data),
                              gpointer user_data,
                              GError **error);

G_END_DECLS
