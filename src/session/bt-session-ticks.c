// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-session-ticks.h"

#include "store/bt-tick-table.h"

/* Ticks being read. */
typedef struct
{
  const BtColumns *columns;
  gint64 candle_usec;
  gsize candle; /* the first that may hold the next tick */
  gsize limit;
  GArray *ticks; /* of BtMarketTick; one more than the limit where there are too many */
  gboolean has_two_prices;
} Reading;

/* Returns whether a tick, no earlier than those before it, lies in a candle. */
static gboolean
lies_in_candle (Reading *reading, gint64 time_usec)
{
  const BtColumns *columns = reading->columns;

  while (reading->candle < columns->length
         && columns->time_usec[reading->candle] + reading->candle_usec <= time_usec)
    reading->candle++;
  return reading->candle < columns->length && columns->time_usec[reading->candle] <= time_usec;
}

static gboolean
ticks_read_cb (const BtMarketTick *ticks, gsize rows, gpointer user_data, GError **error)
{
  Reading *reading = user_data;

  for (gsize i = 0; i < rows && reading->ticks->len <= reading->limit; i++)
    {
      if (!lies_in_candle (reading, ticks[i].time_usec))
        continue;
      g_array_append_vals (reading->ticks, &ticks[i], 1);
      reading->has_two_prices |= ticks[i].ask_points != ticks[i].bid_points;
    }
  return TRUE;
}

gboolean
bt_session_ticks_load (BtDb *db,
                       const BtDataset *dataset,
                       BtSeries *series,
                       gint64 from_usec,
                       gint64 to_usec,
                       gint64 limit,
                       BtTickSeries **ticks,
                       GError **error)
{
  g_autoptr (GArray) read = g_array_new (FALSE, FALSE, sizeof (BtMarketTick));
  Reading reading = { .columns = bt_series_get_columns (series),
                      .candle_usec = bt_timeframe_usec (bt_series_get_timeframe (series)),
                      .limit = (gsize) limit,
                      .ticks = read };

  *ticks = NULL;
  if (dataset->tick_rows == 0)
    return TRUE;
  if (!bt_tick_table_foreach (db, dataset->id, from_usec, to_usec, ticks_read_cb, &reading, NULL,
                              error))
    return FALSE;
  if (read->len == 0 || read->len > reading.limit || !reading.has_two_prices)
    return TRUE;
  *ticks = bt_tick_series_new ((const BtMarketTick *) (gpointer) read->data, read->len, error);
  return *ticks != NULL;
}

gboolean
bt_session_ticks_load_all (BtDb *db,
                           const BtDataset *dataset,
                           BtSeries *series,
                           gint64 limit,
                           BtTickSeries **ticks,
                           GError **error)
{
  const BtColumns *columns = bt_series_get_columns (series);

  return bt_session_ticks_load (db, dataset, series, columns->time_usec[0],
                                columns->time_usec[columns->length - 1]
                                  + bt_timeframe_usec (bt_series_get_timeframe (series)),
                                limit, ticks, error);
}

gint64
bt_session_ticks_count (const BtTickSeries *ticks)
{
  return ticks == NULL ? 0 : (gint64) bt_tick_series_get_columns (ticks)->length;
}

void
bt_session_ticks_hash (const BtSeries *series,
                       const BtInstrument *instrument,
                       const BtTickSeries *ticks,
                       BtHash *out)
{
  bt_series_hash (series, instrument, out);
  if (ticks == NULL)
    return;

  g_autoptr (BtRecord) record = bt_record_new ();
  g_autoptr (BtHasher) hasher = bt_hasher_new ();
  BtHash hash;

  bt_tick_series_hash (ticks, &hash);
  bt_record_add_string (record, "ticks");
  bt_record_add_bytes (record, hash.bytes, sizeof hash.bytes);
  bt_hash_chain_add (hasher, out, record);
}

BtEngine *
bt_session_ticks_make_engine (const BtSessionSettings *settings,
                              BtSeries *series,
                              BtTickSeries *ticks,
                              const BtHash *range_hash,
                              GError **error)
{
  g_autoptr (BtEngine) engine = bt_engine_new (settings, series, range_hash, error);

  if (engine == NULL || (ticks != NULL && !bt_engine_set_ticks (engine, ticks, error)))
    return NULL;
  return g_steal_pointer (&engine);
}
