// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-aggregate.h"

#include "base/bt-long-memory.h"

/* Time, open, high, low, close, volume. */
#define N_COLUMNS 6

/* Candles of the target timeframe while they are made. */
typedef struct
{
  BtTimeframe timeframe;
  BtTradingDay day;
  gsize length;
  gint64 end_usec; /* of the last candle */
  BtLongMemory memory[N_COLUMNS];
  /* In it. */
  gint64 *time_usec;
  gint64 *open_points;
  gint64 *high_points;
  gint64 *low_points;
  gint64 *close_points;
  gint64 *volume;
} Fold;

struct _BtAggregate
{
  Fold fold;
  gsize n_consumed;      /* base candles taken in */
  gint64 known_end_usec; /* and its close */
  BtColumns columns;
};

/* Makes room for one candle more. */
static void
grow_fold (Fold *fold)
{
  gint64 **const columns[N_COLUMNS] = { &fold->time_usec,  &fold->open_points,  &fold->high_points,
                                        &fold->low_points, &fold->close_points, &fold->volume };

  for (guint i = 0; i < N_COLUMNS; i++)
    *columns[i] = bt_long_memory_reserve (&fold->memory[i], (fold->length + 1) * sizeof (gint64));
}

static void
free_fold (Fold *fold)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    bt_long_memory_clear (&fold->memory[i]);
}

static void
start_candle (Fold *fold, const BtColumns *base, gsize index)
{
  const gint64 time_usec = base->time_usec[index];
  const gsize at = fold->length;

  if ((at + 1) * sizeof (gint64) > fold->memory[0].bytes)
    grow_fold (fold);
  fold->time_usec[at] = bt_timeframe_bucket_start (fold->timeframe, fold->day, time_usec);
  fold->end_usec = bt_timeframe_bucket_end (fold->timeframe, fold->day, time_usec);
  fold->open_points[at] = base->open_points[index];
  fold->high_points[at] = base->high_points[index];
  fold->low_points[at] = base->low_points[index];
  fold->close_points[at] = base->close_points[index];
  fold->volume[at] = base->volume[index];
  fold->length++;
}

/* Takes in base candles first … end − 1. The end of a candle is computed only when the base crosses
 * the last one. */
static void
fold_range (Fold *fold, const BtColumns *base, gsize first, gsize end)
{
  gsize i = first;

  while (i < end)
    {
      if (fold->length == 0 || base->time_usec[i] >= fold->end_usec)
        start_candle (fold, base, i++);

      const gsize at = fold->length - 1;
      const gint64 end_usec = fold->end_usec;
      gint64 high = fold->high_points[at], low = fold->low_points[at], volume = fold->volume[at];
      const gsize started = i;

      for (; i < end && base->time_usec[i] < end_usec; i++)
        {
          high = MAX (high, base->high_points[i]);
          low = MIN (low, base->low_points[i]);
          if (__builtin_add_overflow (volume, base->volume[i], &volume))
            volume = G_MAXINT64;
        }
      if (i > started)
        fold->close_points[at] = base->close_points[i - 1];
      fold->high_points[at] = high;
      fold->low_points[at] = low;
      fold->volume[at] = volume;
    }
}

static BtColumns
view_fold (const Fold *fold)
{
  return (BtColumns){
    .length = fold->length,
    .time_usec = fold->time_usec,
    .open_points = fold->open_points,
    .high_points = fold->high_points,
    .low_points = fold->low_points,
    .close_points = fold->close_points,
    .volume = fold->volume,
  };
}

/* Returns the index of the last candle that opens at or before a time, or 0. */
static gsize
find_candle_at (const Fold *fold, gint64 time_usec)
{
  gsize first = 0;
  gsize end = fold->length;

  while (end - first > 1)
    {
      const gsize middle = first + (end - first) / 2;

      if (fold->time_usec[middle] <= time_usec)
        first = middle;
      else
        end = middle;
    }
  return first;
}

/* Forgets the candles from the one on that holds the tape's last candle, so that only that one is
 * made again. */
static void
go_back (BtAggregate *aggregate, const BtTape *tape, gsize known)
{
  Fold *fold = &aggregate->fold;

  if (known == 0 || fold->length == 0)
    {
      fold->length = 0;
      aggregate->n_consumed = 0;
      return;
    }
  fold->length = find_candle_at (fold, bt_tape_get_candle (tape, known - 1).time_usec);
  aggregate->n_consumed = fold->length > 0 ? bt_tape_find (tape, fold->time_usec[fold->length]) : 0;
  fold->end_usec = fold->time_usec[fold->length];
}

BtAggregate *
bt_aggregate_new (BtTimeframe timeframe, BtTradingDay day)
{
  BtAggregate *aggregate = g_new0 (BtAggregate, 1);

  aggregate->fold.timeframe = timeframe;
  aggregate->fold.day = day;
  return aggregate;
}

void
bt_aggregate_free (BtAggregate *aggregate)
{
  if (aggregate == NULL)
    return;
  free_fold (&aggregate->fold);
  g_free (aggregate);
}

/* Shows the tape's own candles without a copy of them. */
static gsize
pass_through (BtAggregate *aggregate, const BtColumns *base, gint64 candle_usec)
{
  gsize changed = MIN (aggregate->fold.length, base->length);

  aggregate->fold.length = base->length;
  aggregate->n_consumed = base->length;
  aggregate->columns = *base;
  aggregate->columns.spread_points = NULL;
  if (base->length > 0)
    aggregate->fold.end_usec = base->time_usec[base->length - 1] + candle_usec;
  aggregate->known_end_usec = aggregate->fold.end_usec;
  return changed;
}

gsize
bt_aggregate_update (BtAggregate *aggregate, const BtTape *tape)
{
  g_return_val_if_fail (aggregate != NULL && tape != NULL, 0);

  Fold *fold = &aggregate->fold;
  const BtColumns base = bt_tape_get_columns (tape);

  if (fold->timeframe <= bt_tape_get_timeframe (tape))
    return pass_through (aggregate, &base, bt_timeframe_usec (bt_tape_get_timeframe (tape)));
  if (base.length < aggregate->n_consumed)
    go_back (aggregate, tape, base.length);
  else if (base.length == aggregate->n_consumed)
    return fold->length;

  gsize changed = fold->length;
  /* The last candle changes when the first new one still lies in it. */
  if (changed > 0 && aggregate->n_consumed < base.length
      && base.time_usec[aggregate->n_consumed] < fold->end_usec)
    changed--;
  fold_range (fold, &base, aggregate->n_consumed, base.length);
  aggregate->n_consumed = base.length;
  aggregate->columns = view_fold (fold);
  if (base.length > 0)
    aggregate->known_end_usec
      = base.time_usec[base.length - 1] + bt_timeframe_usec (bt_tape_get_timeframe (tape));
  return changed;
}

const BtColumns *
bt_aggregate_get_columns (const BtAggregate *aggregate)
{
  return &aggregate->columns;
}

gint64
bt_aggregate_get_forming_end (const BtAggregate *aggregate)
{
  return aggregate->fold.length > 0 ? aggregate->fold.end_usec : BT_TIME_NONE;
}

gboolean
bt_aggregate_is_forming (const BtAggregate *aggregate)
{
  return aggregate->fold.length > 0 && aggregate->known_end_usec < aggregate->fold.end_usec;
}

BtTimeframe
bt_aggregate_get_timeframe (const BtAggregate *aggregate)
{
  return aggregate->fold.timeframe;
}

BtSeries *
bt_aggregate_series (BtSeries *series, BtTimeframe timeframe, BtTradingDay day)
{
  g_return_val_if_fail (series != NULL, NULL);
  g_return_val_if_fail (timeframe >= bt_series_get_timeframe (series), NULL);

  if (timeframe == bt_series_get_timeframe (series))
    return bt_series_ref (series);

  const BtColumns *base = bt_series_get_columns (series);
  Fold fold = { .timeframe = timeframe, .day = day };
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (timeframe, bt_series_get_price_kind (series), FALSE);

  fold_range (&fold, base, 0, base->length);
  const BtColumns columns = view_fold (&fold);
  const gboolean is_sound = bt_series_builder_add_columns (builder, &columns, NULL);
  g_assert (is_sound);
  free_fold (&fold);
  return bt_series_builder_finish (builder);
}
