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

/* Ends the reading, without an error, when there are too many. */
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
  return reading->ticks->len <= reading->limit;
}

/* Reads up to one more tick than the reading's limit. */
static gboolean
read_ticks (BtDb *db,
            const BtDataset *dataset,
            BtSeries *series,
            gint64 from_usec,
            gint64 to_usec,
            Reading *reading,
            GError **error)
{
  g_autoptr (GError) local_error = NULL;

  reading->columns = bt_series_get_columns (series);
  reading->candle_usec = bt_timeframe_usec (bt_series_get_timeframe (series));
  if (dataset->tick_rows == 0
      || bt_tick_table_foreach (db, dataset->id, from_usec, to_usec, ticks_read_cb, reading, NULL,
                                &local_error)
      || local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Returns the end of the last candle. */
static gint64
get_end (BtSeries *series)
{
  const BtColumns *columns = bt_series_get_columns (series);

  return columns->time_usec[columns->length - 1]
         + bt_timeframe_usec (bt_series_get_timeframe (series));
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
  Reading reading = { .limit = (gsize) limit, .ticks = read };

  *ticks = NULL;
  if (!read_ticks (db, dataset, series, from_usec, to_usec, &reading, error))
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
  return bt_session_ticks_load (db, dataset, series, bt_series_get_columns (series)->time_usec[0],
                                get_end (series), limit, ticks, error);
}

gboolean
bt_session_ticks_load_first (BtDb *db,
                             const BtDataset *dataset,
                             BtSeries *series,
                             gint64 count,
                             BtTickSeries **ticks,
                             GError **error)
{
  g_autoptr (GArray) read = g_array_new (FALSE, FALSE, sizeof (BtMarketTick));
  Reading reading = { .limit = (gsize) count, .ticks = read };

  *ticks = NULL;
  if (count == 0)
    return TRUE;
  if (!read_ticks (db, dataset, series, bt_series_get_columns (series)->time_usec[0],
                   get_end (series), &reading, error))
    return FALSE;
  if (read->len < reading.limit)
    return TRUE;
  *ticks = bt_tick_series_new ((const BtMarketTick *) (gpointer) read->data, reading.limit, error);
  return *ticks != NULL;
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
