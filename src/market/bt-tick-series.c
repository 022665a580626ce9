// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-tick-series.h"

#include "market/bt-market-error.h"

#include <string.h>

/* Ticks whose canonical bytes are collected before they are hashed. */
#define BLOCK_TICKS 256
#define FIELDS_PER_TICK 4

struct _BtTickSeries
{
  gatomicrefcount references;
  BtTickColumns columns;
  gint64 values[]; /* column by column */
};

static gboolean
check_tick (const BtMarketTick *ticks, gsize index, GError **error)
{
  if (ticks[index].ask_points >= ticks[index].bid_points
      && (index == 0 || ticks[index].time_usec >= ticks[index - 1].time_usec))
    return TRUE;
  g_autofree char *time = bt_time_to_string (ticks[index].time_usec);
  g_set_error (
    error, BT_MARKET_ERROR, BT_MARKET_ERROR_SERIES, "Tick %" G_GSIZE_FORMAT " (%s) %s", index, time,
    ticks[index].ask_points < ticks[index].bid_points ? "has an ask below its bid"
                                                      : "is earlier than the one before it");
  return FALSE;
}

BtTickSeries *
bt_tick_series_new (const BtMarketTick *ticks, gsize length, GError **error)
{
  g_return_val_if_fail (ticks != NULL || length == 0, NULL);

  for (gsize i = 0; i < length; i++)
    if (!check_tick (ticks, i, error))
      return NULL;

  BtTickSeries *series = g_malloc (sizeof *series + FIELDS_PER_TICK * length * sizeof (gint64));
  gint64 *times = series->values;
  gint64 *bids = times + length;
  gint64 *asks = bids + length;
  gint64 *volumes = asks + length;
  for (gsize i = 0; i < length; i++)
    {
      times[i] = ticks[i].time_usec;
      bids[i] = ticks[i].bid_points;
      asks[i] = ticks[i].ask_points;
      volumes[i] = ticks[i].volume;
    }
  g_atomic_ref_count_init (&series->references);
  series->columns = (BtTickColumns){
    .length = length, .time_usec = times, .bid_points = bids, .ask_points = asks, .volume = volumes
  };
  return series;
}

BtTickSeries *
bt_tick_series_ref (BtTickSeries *series)
{
  g_atomic_ref_count_inc (&series->references);
  return series;
}

void
bt_tick_series_unref (BtTickSeries *series)
{
  if (series != NULL && g_atomic_ref_count_dec (&series->references))
    g_free (series);
}

const BtTickColumns *
bt_tick_series_get_columns (const BtTickSeries *series)
{
  return &series->columns;
}

gsize
bt_tick_series_find (const BtTickSeries *series, gint64 time_usec)
{
  const gint64 *times = series->columns.time_usec;
  gsize first = 0;
  gsize end = series->columns.length;

  while (first < end)
    {
      gsize middle = first + (end - first) / 2;
      if (times[middle] < time_usec)
        first = middle + 1;
      else
        end = middle;
    }
  return first;
}

void
bt_tick_series_hash (const BtTickSeries *series, BtHash *out)
{
  const BtTickColumns *columns = &series->columns;
  g_autoptr (BtHasher) hasher = bt_hasher_new ();
  gint64 block[BLOCK_TICKS * FIELDS_PER_TICK];
  gsize filled = 0;

  for (gsize i = 0; i < columns->length; i++)
    {
      block[filled++] = GINT64_TO_LE (columns->time_usec[i]);
      block[filled++] = GINT64_TO_LE (columns->bid_points[i]);
      block[filled++] = GINT64_TO_LE (columns->ask_points[i]);
      block[filled++] = GINT64_TO_LE (columns->volume[i]);
      if (filled == G_N_ELEMENTS (block) || i + 1 == columns->length)
        {
          bt_hasher_update (hasher, block, filled * sizeof *block);
          filled = 0;
        }
    }
  bt_hasher_finish (hasher, out);
}
