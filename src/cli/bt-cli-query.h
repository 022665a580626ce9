// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Which candles of the data folder a command is about, and the job that loads them. */
#pragma once

#include "cli/bt-cli.h"
#include "store/bt-dataset-table.h"

G_BEGIN_DECLS

typedef struct
{
  const char *symbol;
  BtTimeframe timeframe;
  gint64 from_usec;     /* BT_TIME_NONE: from the first */
  gint64 to_usec;       /* exclusive; BT_TIME_NONE: to the last */
  gboolean has_history; /* load what comes before from_usec too */
  BtTradingDay day;
  BtDataset *dataset;
  BtSeries *series; /* the candles of that timeframe, each of them whole */
} BtCliQuery;

/* Stores the trading day of the data folder; inside a store job. */
gboolean bt_cli_query_find_day (BtDb *db, BtTradingDay *day, GError **error);
/* Finds the dataset and loads the candles that open in the range; day, dataset and series are
 * stored, to be freed with bt_cli_query_clear(). Fails like bt_store_run() and
 * bt_dataset_table_find(). */
gboolean bt_cli_query_load (BtCli *cli, BtCliQuery *query, GError **error);
/* Frees what was loaded. */
void bt_cli_query_clear (BtCliQuery *query);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BtCliQuery, bt_cli_query_clear)

G_END_DECLS
