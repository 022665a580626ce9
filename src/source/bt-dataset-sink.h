// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Candles on their way into the store. A thread of its own hands them over in jobs, so that reading
 * goes on meanwhile; each job is short, so that other jobs, such as an order's commit, get between.
 * What is not finished is removed. Used by one thread, not the database's; blocking. */
#pragma once

#include "store/bt-dataset-table.h"
#include "store/bt-store.h"

G_BEGIN_DECLS

/* Candles a job: some milliseconds of the database thread. */
#define BT_DATASET_SINK_BATCH 16384

typedef struct _BtDatasetSink BtDatasetSink;

/* Starts a dataset that is not yet visible; free with bt_dataset_sink_free(). Fails with
 * BT_STORE_ERROR or BT_DB_ERROR. */
BtDatasetSink *bt_dataset_sink_new (BtStore *store,
                                    const BtInstrument *instrument,
                                    BtTimeframe timeframe,
                                    BtPriceKind kind,
                                    gboolean has_spread,
                                    GError **error);
/* The same for newer candles and ticks of a dataset; see bt_dataset_writer_begin_append(). */
BtDatasetSink *bt_dataset_sink_new_append (BtStore *store, gint64 dataset_id, GError **error);
/* Removes what was written, unless it was finished, and frees the sink; NULL is allowed. */
void bt_dataset_sink_free (BtDatasetSink *sink);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtDatasetSink, bt_dataset_sink_free)
/* Takes over an array of BtCandle; waits while two are still to be written. Fails with the error of
 * one that was added before. */
gboolean bt_dataset_sink_add (BtDatasetSink *sink, GArray *candles, GError **error);
/* The same for an array of BtMarketTick. */
gboolean bt_dataset_sink_add_ticks (BtDatasetSink *sink, GArray *ticks, GError **error);
/* Waits until all candles and ticks have been handed over. */
gboolean bt_dataset_sink_flush (BtDatasetSink *sink, GError **error);
/* Changes the trading hours of the dataset, after a flush; see bt_dataset_writer_set_hours(). */
gboolean
bt_dataset_sink_set_hours (BtDatasetSink *sink, const BtTradingHours *hours, GError **error);
/* Makes the dataset visible, after a flush; see bt_dataset_writer_finish(). */
gboolean bt_dataset_sink_finish (BtDatasetSink *sink,
                                 const char *source,
                                 const char *report_json,
                                 char grade,
                                 gboolean is_synthetic,
                                 gint64 *id,
                                 gboolean *is_new,
                                 GError **error);
/* Returns how many candles the dataset had before it grew, once the sink is finished; 0 when it did
 * not. */
gint64 bt_dataset_sink_get_grown_from (const BtDatasetSink *sink);

G_END_DECLS
