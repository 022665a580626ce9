// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Datasets and their candles in columnar, compressed, checksummed chunks. Everything here runs
 * inside a store job. What a session plays never changes: a dataset only grows at its end, and a
 * last candle that a session needs is never replaced (bt-dataset-writer.h). */
#pragma once

#include "db/bt-db.h"
#include "market/bt-series.h"
#include "store/bt-dataset-writer.h"
#include "store/bt-store-check.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  BtInstrument instrument;
  BtTimeframe timeframe;
  BtPriceKind kind;
  gboolean has_spread;
  gint64 rows;
  gint64 first_usec;
  gint64 last_usec;
  gint64 bytes;      /* compressed candles on disk */
  char *source;      /* "MetaTrader 5 CSV", "Synthetic sample" … */
  char *report_json; /* the quality report, or NULL */
  char grade;        /* 'A' … 'D', or '-' */
  gint64 imported_usec;
  gboolean is_synthetic;
  BtHash hash;       /* bt_series_hash() of all candles */
  gint64 tick_rows;  /* ticks beside the candles; see bt-tick-table.h */
  gint64 tick_bytes; /* compressed ticks on disk */
  BtHash tick_hash;  /* of all ticks; zero where there are none */
} BtDataset;

/* Frees a dataset record; NULL is allowed. */
void bt_dataset_free (BtDataset *dataset);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtDataset, bt_dataset_free)

/* Returns all ready datasets, of BtDataset, ordered by symbol, timeframe, import time; free with
 * g_ptr_array_unref(). */
GPtrArray *bt_dataset_table_list (BtDb *db, GError **error);
/* Returns one; BT_STORE_ERROR_NOT_FOUND. */
BtDataset *bt_dataset_table_get (BtDb *db, gint64 id, GError **error);
/* Returns the one with these candles, or NULL without error. */
BtDataset *bt_dataset_table_find_hash (BtDb *db, const BtHash *hash, GError **error);
/* Returns the dataset of a symbol (case-insensitive), not coarser than timeframe, that holds
 * from_usec; where none does, the one that begins soonest after it; where from_usec is
 * BT_TIME_NONE, any. Of several the finest, and of these the latest import.
 * BT_STORE_ERROR_NOT_FOUND lists what there is. */
BtDataset *bt_dataset_table_find (
  BtDb *db, const char *symbol, BtTimeframe timeframe, gint64 from_usec, GError **error);
/* Deletes a dataset. Fails with BT_STORE_ERROR_IN_USE, naming the sessions, when some need it. */
gboolean bt_dataset_table_delete (BtDb *db, gint64 id, GError **error);
/* Changes the instrument's editable fields (description, contract, volumes, typical spread; not
 * symbol or digits) of a dataset for new sessions; its hash is recomputed. */
gboolean bt_dataset_table_set_instrument (BtDb *db,
                                          gint64 id,
                                          const BtInstrument *instrument,
                                          GError **error);

/* The same inside a transaction of the caller's. */
gboolean bt_dataset_table_update_instrument (BtDb *db,
                                             gint64 id,
                                             const BtInstrument *instrument,
                                             GError **error);
/* Replaces a dataset's report and grade, provided that its candles are still those of hash; else
 * does nothing. */
gboolean bt_dataset_table_set_report (
  BtDb *db, gint64 id, const BtHash *hash, const char *report_json, char grade, GError **error);

/* Reads all candles, verifying every checksum (BT_STORE_ERROR_DAMAGED). */
BtSeries *bt_dataset_table_load (BtDb *db, gint64 id, GCancellable *cancellable, GError **error);
/* Reads up to count candles ending before end_usec (exclusive): a window by one or two chunk reads.
 */
BtSeries *
bt_dataset_table_load_window (BtDb *db, gint64 id, gint64 end_usec, gsize count, GError **error);
/* Reads the candles of from_usec ≤ opening < to_usec. */
BtSeries *
bt_dataset_table_load_range (BtDb *db, gint64 id, gint64 from_usec, gint64 to_usec, GError **error);

/* Verifies every chunk's checksum, order and invariants and every dataset's row count and hash;
 * returns FALSE only when the database cannot be read. */
gboolean
bt_dataset_table_check (BtDb *db, BtStoreFaultFunc func, gpointer user_data, GError **error);

G_END_DECLS
