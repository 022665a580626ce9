// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Candles in a ClickHouse server, for desks that keep their history in a cluster: datasets are
 * published to a table, and read from it. Blocking; any thread but the database's.
 *
 * The table (BT_CLICKHOUSE_TABLE, or another of the same columns), a row a candle:
 *
 *   date       Date      of the opening, UTC; the table is partitioned by its month
 *   symbol     String    "XAUUSD"
 *   timeframe  String    "M1"
 *   side       String    "bid", "ask" or "mid"
 *   digits     UInt8     decimals of the prices
 *   time_usec  Int64     opening, microseconds since 1970 UTC
 *   open, high, low, close
 *              Int64     price × 10^digits
 *   volume     Int64     × 10^8
 *   spread     Int32     × 10^digits, −1 where there is none
 *   published  Int64     when it was published, microseconds since 1970 UTC: of several rows with
 * one symbol, timeframe, side and time the latest counts (ReplacingMergeTree) */
#pragma once

#include "store/bt-dataset-table.h"
#include "store/bt-store.h"

G_BEGIN_DECLS

/* The table that is used when none is named. */
#define BT_CLICKHOUSE_TABLE "backtrade_candles"

/* Called now and then with the rows so far and in all. */
typedef void (*BtClickHouseProgressFunc) (gint64 rows, gint64 total, gpointer user_data);

/* Which candles are meant. */
typedef struct
{
  const char *url;                   /* see bt_clickhouse_link_new() */
  const char *table;                 /* NULL: BT_CLICKHOUSE_TABLE; "DATABASE.NAME" is allowed */
  BtClickHouseProgressFunc progress; /* may be NULL */
  gpointer user_data;
} BtClickHousePlace;

/* Writes all candles of a dataset into the table, which is made when it is not there, and stores
 * how many. Candles published before are replaced. Fails with BT_DOWNLOAD_ERROR_REQUEST for an
 * impossible address or name, G_IO_ERROR, BT_STORE_ERROR or BT_DB_ERROR; a failed publication may
 * have written some. */
gboolean bt_clickhouse_publish (const BtClickHousePlace *place,
                                BtStore *store,
                                gint64 dataset_id,
                                gint64 *rows,
                                GCancellable *cancellable,
                                GError **error);

/* Candles that are asked for. */
typedef struct
{
  const char *symbol;
  BtTimeframe timeframe;
  BtPriceKind side;
  gint64 from_usec; /* from_usec ≤ opening < to_usec */
  gint64 to_usec;
} BtClickHouseRange;

/* Reads candles from the table into a new dataset, or finds that they are there already. Fails as
 * above, and with BT_DOWNLOAD_ERROR_EMPTY when the table has none; nothing is stored then. */
gboolean bt_clickhouse_fetch (const BtClickHousePlace *place,
                              BtStore *store,
                              const BtClickHouseRange *range,
                              gint64 *dataset_id,
                              gboolean *is_new,
                              gint64 *rows,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
