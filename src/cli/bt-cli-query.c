// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli/bt-cli-query.h"

#include "market/bt-aggregate.h"
#include "store/bt-preference-table.h"

/* Loads the base candles of every candle that opens in the asked range. */
static gboolean
load_job (BtDb *db, gpointer data, GError **error)
{
  BtCliQuery *query = data;
  gint64 from_usec = query->from_usec;
  gint64 to_usec = query->to_usec;

  if (!bt_cli_query_find_day (db, &query->day, error))
    return FALSE;
  query->dataset = bt_dataset_table_find (db, query->symbol, query->timeframe, from_usec, error);
  if (query->dataset == NULL)
    return FALSE;
  if (query->has_history)
    from_usec = BT_TIME_NONE;
  if (query->dataset->timeframe < query->timeframe)
    {
      if (from_usec != BT_TIME_NONE
          && bt_timeframe_bucket_start (query->timeframe, query->day, from_usec) != from_usec)
        from_usec = bt_timeframe_bucket_end (query->timeframe, query->day, from_usec);
      if (to_usec != BT_TIME_NONE)
        to_usec = bt_timeframe_bucket_end (query->timeframe, query->day, to_usec - 1);
    }
  if (from_usec == BT_TIME_NONE)
    from_usec = query->dataset->first_usec;
  if (to_usec == BT_TIME_NONE)
    to_usec = query->dataset->last_usec + 1;
  query->series = bt_dataset_table_load_range (db, query->dataset->id, from_usec,
                                               MAX (from_usec, to_usec), error);
  return query->series != NULL;
}

gboolean
bt_cli_query_find_day (BtDb *db, BtTradingDay *day, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *text = bt_preference_table_get (db, BT_PREFERENCE_TRADING_DAY, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  *day = BT_TRADING_DAY_DEFAULT;
  return text == NULL || bt_trading_day_parse (text, day, error);
}

gboolean
bt_cli_query_load (BtCli *cli, BtCliQuery *query, GError **error)
{
  BtStore *store = bt_cli_get_store (cli, error);

  if (store == NULL || !bt_store_run (store, load_job, query, error))
    return FALSE;
  g_autoptr (BtSeries) base = g_steal_pointer (&query->series);
  query->series = bt_aggregate_series (base, query->timeframe, query->day);
  return TRUE;
}

void
bt_cli_query_clear (BtCliQuery *query)
{
  g_clear_pointer (&query->dataset, bt_dataset_free);
  g_clear_pointer (&query->series, bt_series_unref);
}
