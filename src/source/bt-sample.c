// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "source/bt-file-import.h"

#include "market/bt-synthetic.h"
#include "source/bt-dataset-sink.h"

#define SAMPLE_SYMBOL "XAUUSD"
#define SAMPLE_SOURCE "Synthetic sample"
#define SAMPLE_DESCRIPTION "Synthetic gold (sample)"
#define SAMPLE_SEED 20220102
#define SAMPLE_START "2022-01-02T00:00:00Z"
#define SAMPLE_END "2025-01-01T00:00:00Z"
/* 1,829.00: gold's price at the start of 2022. */
#define SAMPLE_PRICE_POINTS 182900
/* The sample is no import, so there is nothing to grade. */
#define NO_GRADE '-'

/* Looks for the sample; stores 0 when it is not there. */
static gboolean
find_sample (BtDb *db, gpointer data, GError **error)
{
  gint64 *id = data;
  g_autoptr (GPtrArray) datasets = bt_dataset_table_list (db, error);

  if (datasets == NULL)
    return FALSE;
  *id = 0;
  for (guint i = 0; i < datasets->len; i++)
    {
      const BtDataset *dataset = g_ptr_array_index (datasets, i);
      if (dataset->is_synthetic && g_strcmp0 (dataset->source, SAMPLE_SOURCE) == 0)
        *id = dataset->id;
    }
  return TRUE;
}

static gboolean
write_series (BtDatasetSink *sink,
              const BtSeries *series,
              GCancellable *cancellable,
              GError **error)
{
  const gsize length = bt_series_get_length (series);

  for (gsize first = 0; first < length; first += BT_DATASET_SINK_BATCH)
    {
      const gsize count = MIN (BT_DATASET_SINK_BATCH, length - first);
      GArray *candles = g_array_sized_new (FALSE, FALSE, sizeof (BtCandle), (guint) count);
      for (gsize i = first; i < first + count; i++)
        {
          const BtCandle candle = bt_series_get_candle (series, i);
          g_array_append_val (candles, candle);
        }
      if (!bt_dataset_sink_add (sink, candles, error)
          || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  return bt_dataset_sink_flush (sink, error);
}

static gint64
make_sample (BtStore *store, GCancellable *cancellable, GError **error)
{
  const BtInstrument *gold = bt_instrument_find_builtin (SAMPLE_SYMBOL);
  gint64 start_usec;
  gint64 end_usec;
  gint64 id = -1;
  gboolean is_new = FALSE;

  g_assert (gold != NULL && bt_time_parse (SAMPLE_START, &start_usec, NULL)
            && bt_time_parse (SAMPLE_END, &end_usec, NULL));
  BtInstrument instrument = *gold;
  g_strlcpy (instrument.description, SAMPLE_DESCRIPTION, sizeof instrument.description);
  g_autoptr (BtSeries) series
    = bt_synthetic_gold (SAMPLE_SEED, start_usec, end_usec, SAMPLE_PRICE_POINTS);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  g_autoptr (BtDatasetSink) sink
    = bt_dataset_sink_new (store, &instrument, BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, TRUE, error);
  if (sink == NULL || !write_series (sink, series, cancellable, error)
      || !bt_dataset_sink_finish (sink, SAMPLE_SOURCE, NULL, NO_GRADE, TRUE, &id, &is_new, error))
    return -1;
  return id;
}

gint64
bt_sample_ensure (BtStore *store, GCancellable *cancellable, GError **error)
{
  gint64 id;

  g_return_val_if_fail (BT_IS_STORE (store), -1);
  if (!bt_store_run (store, find_sample, &id, error))
    return -1;
  return id > 0 ? id : make_sample (store, cancellable, error);
}
