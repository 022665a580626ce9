// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Windows over the last candles, for the states of studies: each is a plain struct, and writes
 * outside itself only to the place of the candle that it takes (see bt-study-kernel.h). All take
 * constant time a candle on average. */
#pragma once

#include "study/bt-study-kernel.h"

#include <math.h>

G_BEGIN_DECLS

/* The last values that were put in. */
typedef struct
{
  double *values;
  guint32 mask;
  guint32 count; /* of all values so far */
} BtRing;

/* Returns a ring in which the last value and reach values before it can be read; places of values
 * that never were hold fill. */
static inline BtRing
bt_ring_new (BtStudyKernel *kernel, gsize reach, double fill)
{
  guint32 capacity = 1;

  while (capacity <= reach)
    capacity *= 2;
  return (BtRing){ .values = bt_study_kernel_allot (kernel, capacity, fill), .mask = capacity - 1 };
}

/* Puts a value in. */
static inline void
bt_ring_add (BtRing *ring, double value)
{
  ring->values[ring->count++ & ring->mask] = value;
}

/* Returns the value back values before the last one. */
static inline double
bt_ring_get (const BtRing *ring, gsize back)
{
  return ring->values[(ring->count - 1 - (guint32) back) & ring->mask];
}

/* The sum of the last period values. It is added up anew each time that the ring has gone round, so
 * that what was rounded away beside one very large value does not stay. */
typedef struct
{
  BtRing ring;
  double sum;
  guint32 period;
} BtSum;

/* Returns a sum over period values. */
static inline BtSum
bt_sum_new (BtStudyKernel *kernel, double period)
{
  return (BtSum){ .ring = bt_ring_new (kernel, (gsize) period, 0), .period = (guint32) period };
}

/* Adds up the window anew. By value, so that the rest of a state need not be in memory. */
static inline double
bt_sum_recount (BtRing ring, guint32 period)
{
  double total = 0;

  for (gsize back = period; back-- > 0;)
    total += bt_ring_get (&ring, back);
  return total;
}

/* Takes a value; returns whether the window is full, and so sum->sum is the sum of period values.
 */
static inline gboolean
bt_sum_add (BtSum *sum, double value)
{
  bt_ring_add (&sum->ring, value);
  sum->sum += value - bt_ring_get (&sum->ring, sum->period);
  if (G_UNLIKELY ((sum->ring.count & sum->ring.mask) == 0))
    sum->sum = bt_sum_recount (sum->ring, sum->period);
  return sum->ring.count >= sum->period;
}

/* The sum of the last period values and that of each times its place: 0 for the oldest, period − 1
 * for the last. The same is done against rounding. */
typedef struct
{
  BtRing ring;
  double sum;
  double placed;
  guint32 period;
} BtPlacedSum;

/* Returns a sum over period values. */
static inline BtPlacedSum
bt_placed_sum_new (BtStudyKernel *kernel, double period)
{
  return (BtPlacedSum){ .ring = bt_ring_new (kernel, (gsize) period, 0),
                        .period = (guint32) period };
}

/* Returns the window added up anew, each value times its place. */
static inline double
bt_placed_sum_recount (BtRing ring, guint32 period)
{
  double total = 0;

  for (guint32 place = 0; place < period; place++)
    total += (double) place * bt_ring_get (&ring, period - 1 - place);
  return total;
}

/* Takes a value; returns whether the window is full. */
static inline gboolean
bt_placed_sum_add (BtPlacedSum *sum, double value)
{
  const double last_place = (double) (sum->period - 1);

  bt_ring_add (&sum->ring, value);
  if (G_UNLIKELY ((sum->ring.count & sum->ring.mask) == 0))
    {
      sum->sum = bt_sum_recount (sum->ring, sum->period);
      sum->placed = bt_placed_sum_recount (sum->ring, sum->period);
    }
  else
    {
      const double oldest = bt_ring_get (&sum->ring, sum->period);

      sum->placed += last_place * value - (sum->sum - oldest);
      sum->sum += value - oldest;
    }
  return sum->ring.count >= sum->period;
}

/* The highest of the last period values. Values are put into blocks of period: a window is the end
 * of one block and the beginning of the next, and of both the highest is known. The ends are made
 * when a block is full, so a value costs the same on average however long the period is and however
 * prices move (M. van Herk, 1992). */
typedef struct
{
  double *block; /* its period values; behind them the highest from each of them to the end of the
                  * block before */
  double beginning; /* the highest of this block so far */
  guint32 place;    /* of the next value in it */
  guint32 period;
  guint32 count;
} BtHighest;

/* Returns a window of period values. */
static inline BtHighest
bt_highest_new (BtStudyKernel *kernel, double period)
{
  return (BtHighest){ .block = bt_study_kernel_allot (kernel, 2 * (gsize) period + 1, -INFINITY),
                      .period = (guint32) period };
}

/* Makes the ends of the block that is full. What the first value of the next block overwrites is
 * not part of any of them that is still looked at. */
static inline void
bt_highest_close (BtHighest *highest)
{
  double *ends = highest->block + highest->period;

  for (guint32 k = highest->period - 1; k > 0; k--)
    ends[k] = highest->block[k] > ends[k + 1] ? highest->block[k] : ends[k + 1];
}

/* Takes a value and returns the highest of the last period (of all, as long as there are fewer). */
static inline double
bt_highest_add (BtHighest *highest, double value)
{
  const guint32 place = highest->place;
  double end;

  if (G_UNLIKELY (place == 0))
    {
      bt_highest_close (highest);
      highest->beginning = value;
    }
  highest->block[place] = value;
  highest->beginning = highest->beginning > value ? highest->beginning : value;
  highest->place = place + 1 == highest->period ? 0 : place + 1;
  highest->count++;
  end = highest->block[highest->period + place + 1];
  return highest->beginning > end ? highest->beginning : end;
}

/* Returns whether the window is full. */
static inline gboolean
bt_highest_is_full (const BtHighest *highest)
{
  return highest->count >= highest->period;
}

/* The highest and the lowest of the last period candles. */
typedef struct
{
  BtHighest up;
  BtHighest down; /* of the negated values */
  double highest;
  double lowest;
} BtRange;

/* Returns a window of period values. */
static inline BtRange
bt_range_new (BtStudyKernel *kernel, double period)
{
  return (BtRange){ .up = bt_highest_new (kernel, period),
                    .down = bt_highest_new (kernel, period) };
}

/* Takes a candle's high and low; returns whether the window is full, and so range->highest and
 * range->lowest are those of period candles. */
static inline gboolean
bt_range_add (BtRange *range, double high, double low)
{
  range->highest = bt_highest_add (&range->up, high);
  range->lowest = -bt_highest_add (&range->down, -low);
  return bt_highest_is_full (&range->up);
}

/* The mean and the variance (of a whole population) of the last period values, from the sums of
 * values and squares as TA-Lib does: exact for prices in points as long as the squares in a window
 * add up to less than 2^53. */
typedef struct
{
  BtSum values;
  BtSum squares;
  double mean;
  double variance;
} BtSpread;

/* Returns a window of period values. */
static inline BtSpread
bt_spread_new (BtStudyKernel *kernel, double period)
{
  return (BtSpread){ .values = bt_sum_new (kernel, period),
                     .squares = bt_sum_new (kernel, period) };
}

/* Takes a value; returns whether the window is full, and so mean and variance are there. */
static inline gboolean
bt_spread_add (BtSpread *spread, double value)
{
  const double period = (double) spread->values.period;
  const gboolean is_full = bt_sum_add (&spread->values, value);

  bt_sum_add (&spread->squares, value * value);
  if (!is_full)
    return FALSE;
  spread->mean = spread->values.sum / period;
  spread->variance = MAX (spread->squares.sum / period - spread->mean * spread->mean, 0);
  return TRUE;
}

G_END_DECLS
