// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Writing a dataset in pieces, each in a short transaction of its own, invisible until it is
 * finished. Everything here runs inside a store job. A lock file beside the database says that the
 * writer is alive; what a dead one left is removed when a store is opened. */
#pragma once

#include "db/bt-db.h"
#include "market/bt-market-tick.h"
#include "market/bt-series.h"

G_BEGIN_DECLS

typedef struct _BtDatasetWriter BtDatasetWriter;

/* Starts a dataset that is not yet visible. Without has_spread the candles' spreads are dropped. */
BtDatasetWriter *bt_dataset_writer_begin (BtDb *db,
                                          const BtInstrument *instrument,
                                          BtTimeframe timeframe,
                                          BtPriceKind kind,
                                          gboolean has_spread,
                                          GError **error);
/* Starts from a copy of a dataset, to which newer candles and ticks are added. Its candles stay as
 * they are but for the last, which may have been forming: that one is replaced when it comes again.
 */
BtDatasetWriter *bt_dataset_writer_begin_append (BtDb *db, gint64 dataset_id, GError **error);
/* Adds candles in any order; those that come in ascending order are written in chunks as they come,
 * late ones are kept aside and merged later, at a million of them at the latest; of several with
 * the same opening the first is kept. Fails with BT_STORE_ERROR_INVALID, and adds none of the
 * candles, when one breaks an invariant of BtSeries other than the order. */
gboolean bt_dataset_writer_add (BtDatasetWriter *writer,
                                const BtCandle *candles,
                                gsize count,
                                GError **error);
/* Adds ticks, which are kept beside the candles. They may come some thousands late; see
 * BT_TICK_WRITER_LATE_MAX. Fails with BT_STORE_ERROR_INVALID. */
gboolean bt_dataset_writer_add_ticks (BtDatasetWriter *writer,
                                      const BtMarketTick *ticks,
                                      gsize count,
                                      GError **error);
/* Changes the trading hours of a dataset that is being made, once its candles have told more. */
gboolean
bt_dataset_writer_set_hours (BtDatasetWriter *writer, const BtTradingHours *hours, GError **error);
/* Returns whether bt_dataset_writer_settle() has something to do: before more is added, or, with
 * is_end, before bt_dataset_writer_finish(). Sorts the late candles, for some 100 ms when there are
 * many: not inside a store job, and while no job uses the writer. */
gboolean bt_dataset_writer_needs_settling (BtDatasetWriter *writer, gboolean is_end);
/* Does some 20 ms of the work that adding and finishing would do at once, so that others get their
 * turn at the database in between. */
gboolean bt_dataset_writer_settle (BtDatasetWriter *writer, GError **error);
/* Merges, computes the hash, stores source and report (report_json may be NULL) and makes the
 * dataset visible; its id is stored in id. When the same candles are there already (same hash),
 * what was written is removed, id is that of the one there and is_new is FALSE; if that one has
 * damaged chunks, it is mended with what was written, and ticks that it lacks are given to it. A
 * dataset that holds the beginning of these candles, all but perhaps its last one, grows: id is its
 * id. Where a session needs the candle that changed, or ticks that changed, it stays as it is and
 * the new one stands beside it. Fails with BT_STORE_ERROR_INVALID when there are no candles. */
gboolean bt_dataset_writer_finish (BtDatasetWriter *writer,
                                   const char *source,
                                   const char *report_json,
                                   char grade,
                                   gboolean is_synthetic,
                                   gint64 *id,
                                   gboolean *is_new,
                                   GError **error);
/* Removes all that was written, unless it was finished, and frees the writer; NULL is allowed. Must
 * run inside a store job too. */
void bt_dataset_writer_free (BtDatasetWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtDatasetWriter, bt_dataset_writer_free)
/* Returns how many candles would be stored so far; late ones count before it is known whether their
 * opening is there already. */
gint64 bt_dataset_writer_get_rows (const BtDatasetWriter *writer);
/* Returns how many candles the dataset had before it grew; 0 when it did not. */
gint64 bt_dataset_writer_get_grown_from (const BtDatasetWriter *writer);

G_END_DECLS
