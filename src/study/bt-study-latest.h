// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How long ago the highest high and the lowest low of a window were, for the states of studies: the
 * blocks of BtRange, with the place of each value beside it. Of equal values the latest counts. */
#pragma once

#include "study/bt-study-window.h"

G_BEGIN_DECLS

/* The highest so far of a block, and where it is, counted from the first candle. */
typedef struct
{
  double value;
  double place;
} BtLatestTop;

typedef struct
{
  double *blocks; /* of the highs and of the lows, negated; behind each the places of its ends */
  BtLatestTop high;
  BtLatestTop low;
  guint32 next; /* the place of the next candle in the block */
  guint32 period;
  guint32 count;
} BtLatest;

/* How many candles before the last one the two were; without values as long as there are not period
 * candles. */
typedef struct
{
  double high_back;
  double low_back;
  gboolean is_full;
} BtBacks;

/* How many numbers a block and the places of its ends take. */
#define BT_LATEST_LENGTH(period) (BT_BLOCK_LENGTH (period) + (gsize) (period) + 1)

/* Returns a window of period candles. */
static inline BtLatest
bt_latest_new (BtStudyKernel *kernel, double period)
{
  return (BtLatest){ .blocks
                     = bt_study_kernel_allot (kernel, 2 * BT_LATEST_LENGTH (period), -INFINITY),
                     .period = (guint32) period };
}

/* Makes the ends of the block that is full; its first value was candle first. */
static inline void
bt_latest_close (double *block, guint32 period, double first)
{
  double *ends = block + period, *places = block + BT_BLOCK_LENGTH (period);
  double top = -INFINITY, place = 0;

  for (guint32 k = period - 1; k > 0; k--)
    {
      const gboolean is_higher = block[k] > top;

      top = is_higher ? block[k] : top;
      place = is_higher ? first + k : place;
      ends[k] = top;
      places[k] = place;
    }
}

/* Puts the value of candle count at its place; returns where the highest of the last period is.
 * Which of two is higher is as good as random: no branch depends on it. */
static inline double
bt_latest_put (double *block, const BtLatest *latest, BtLatestTop *top, double value)
{
  const guint32 next = latest->next;
  const double end = block[latest->period + next + 1];
  const double end_place = block[BT_BLOCK_LENGTH (latest->period) + next + 1];
  const gboolean is_top = (next == 0) | (value >= top->value);

  block[next] = value;
  top->value = is_top ? value : top->value;
  top->place = is_top ? (double) latest->count : top->place;
  return end > top->value ? end_place : top->place;
}

/* Takes a candle's high and low. */
static inline BtBacks
bt_latest_add (BtLatest *latest, double high, double low)
{
  double *lows = latest->blocks + BT_LATEST_LENGTH (latest->period);
  const double last = (double) latest->count;
  BtBacks backs;

  if (G_UNLIKELY (latest->next == 0 && latest->count > 0))
    {
      bt_latest_close (latest->blocks, latest->period, last - (double) latest->period);
      bt_latest_close (lows, latest->period, last - (double) latest->period);
    }
  backs.high_back = last - bt_latest_put (latest->blocks, latest, &latest->high, high);
  backs.low_back = last - bt_latest_put (lows, latest, &latest->low, -low);
  latest->next = latest->next + 1 == latest->period ? 0 : latest->next + 1;
  backs.is_full = ++latest->count >= latest->period;
  return backs;
}

G_END_DECLS
