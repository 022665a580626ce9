// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Writes candles or ticks of a dataset as CSV or JSON, in any length of candle and any zone. */
#pragma once

#include "market/bt-timeframe.h"
#include "store/bt-dataset-table.h"
#include "store/bt-packed-stream.h"
#include "store/bt-store.h"

G_BEGIN_DECLS

/* What is asked for. */
typedef struct
{
  const BtDataset *dataset;
  gboolean has_ticks;    /* ticks in place of candles */
  BtTimeframe timeframe; /* of candles; the dataset's can make them up */
  BtTradingDay day;
  gint64 from_usec; /* from_usec ≤ opening < to_usec; BT_TIME_NONE: from the first */
  gint64 to_usec;   /* BT_TIME_NONE: to the last */
  gint64 last;      /* of the candles only that many at the end; −1: all */
  gboolean is_json;
  gboolean has_zone; /* times with the zone's offset; else UTC */
  BtZone zone;
} BtDatasetExport;

/* Writes to out, which is left open; prices with the instrument's decimals, volumes and spreads as
 * they were given. Blocks; any thread but the database's. Fails with BT_STORE_ERROR, BT_DB_ERROR or
 * G_IO_ERROR; rows may have been written before. */
gboolean bt_dataset_export (BtStore *store,
                            const BtDatasetExport *request,
                            GOutputStream *out,
                            GCancellable *cancellable,
                            GError **error);
/* The same to a file, packed as asked, which is replaced only when all was written. */
gboolean bt_dataset_export_file (BtStore *store,
                                 const BtDatasetExport *request,
                                 GFile *file,
                                 BtPacking packing,
                                 GCancellable *cancellable,
                                 GError **error);
/* Returns whether a file's name says JSON: ".json", ".json.gz", ".json.zst". */
gboolean bt_dataset_export_is_json_name (const char *name);

G_END_DECLS
