// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Windows over the last candles, for the states of studies: each is a plain struct, and writes
 * outside itself only to the place of the candle that it takes (see bt-study-kernel.h). All take
 * constant time a candle on average; the extremes take log2 of the window. */
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

/* Adds up the window anew. */
static inline double
bt_sum_recount (const BtSum *sum)
{
  double total = 0;

  for (gsize back = sum->period; back-- > 0;)
    total += bt_ring_get (&sum->ring, back);
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
    sum->sum = bt_sum_recount (sum);
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

/* Adds up the window anew. */
static inline void
bt_placed_sum_recount (BtPlacedSum *sum)
{
  sum->sum = sum->placed = 0;
  for (gsize place = 0; place < sum->period; place++)
    {
      const double value = bt_ring_get (&sum->ring, sum->period - 1 - place);

      sum->sum += value;
      sum->placed += (double) place * value;
    }
}

/* Takes a value; returns whether the window is full. */
static inline gboolean
bt_placed_sum_add (BtPlacedSum *sum, double value)
{
  const double last_place = (double) (sum->period - 1);

  bt_ring_add (&sum->ring, value);
  if (G_UNLIKELY ((sum->ring.count & sum->ring.mask) == 0))
    bt_placed_sum_recount (sum);
  else
    {
      const double oldest = bt_ring_get (&sum->ring, sum->period);

      sum->placed += last_place * value - (sum->sum - oldest);
      sum->sum += value - oldest;
    }
  return sum->ring.count >= sum->period;
}

/* The highest of the last period values. Level k holds the highest of 2^k values that end at each
 * place, so the window is covered by two that overlap; nothing is searched, however prices move. */
typedef struct
{
  double *levels;
  guint32 top; /* the last level */
  guint32 mask;
  guint32 count;
  guint32 period;
  guint32 overlap; /* how far back the other half of the window ends */
} BtHighest;

/* Returns a window of period values. */
static inline BtHighest
bt_highest_new (BtStudyKernel *kernel, double period)
{
  BtHighest highest = { .period = (guint32) period };
  guint32 capacity = 1;

  while ((guint32) 2 << highest.top <= highest.period)
    highest.top++;
  while (capacity <= highest.period)
    capacity *= 2;
  highest.mask = capacity - 1;
  highest.overlap = highest.period - ((guint32) 1 << highest.top);
  highest.levels = bt_study_kernel_allot (kernel, (gsize) capacity * (highest.top + 1), -INFINITY);
  return highest;
}

/* Takes a value and returns the highest of the last period (of all, as long as there are fewer). */
static inline double
bt_highest_add (BtHighest *highest, double value)
{
  const guint32 place = highest->count++;
  const guint32 mask = highest->mask;
  double *level = highest->levels;
  double other;

  for (guint k = 0; k < highest->top; k++)
    {
      level[place & mask] = value;
      other = level[(place - ((guint32) 1 << k)) & mask];
      value = other > value ? other : value;
      level += (gsize) mask + 1;
    }
  level[place & mask] = value;
  other = level[(place - highest->overlap) & mask];
  return other > value ? other : value;
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
