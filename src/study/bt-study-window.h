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

/* Returns whether sums of the last values are to be added up anew, so that what was rounded away
 * beside one very large value does not stay: as often as the ring has gone round, and each 256
 * values at most. */
static inline gboolean
bt_ring_is_round (const BtRing *ring)
{
  return G_UNLIKELY ((ring->count & (ring->mask | 255)) == 0);
}

/* The sum of the last period values. */
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
  if (bt_ring_is_round (&sum->ring))
    sum->sum = bt_sum_recount (sum->ring, sum->period);
  return sum->ring.count >= sum->period;
}

/* Takes a value and returns the mean of the window, NaN as long as it is not full. */
static inline double
bt_sum_mean (BtSum *sum, double value)
{
  return bt_sum_add (sum, value) ? sum->sum / (double) sum->period : NAN;
}

/* Takes n values of a line and writes the means, as bt_sum_mean() would: without looking into the
 * ring, which holds the last period values of the line before them. */
static inline void
bt_sum_means (BtSum *sum, const double *line, gsize n, double *means)
{
  const BtRing ring = sum->ring;
  const gsize round = (ring.mask | 255) + 1;
  const double period = sum->period, *oldest = line - sum->period;
  double total = sum->sum;
  gsize i = 0;

  while (i < n)
    {
      const gsize round_end = i + round - ((ring.count + i) & (round - 1));

      for (const gsize end = MIN (n, round_end); i < end; i++)
        {
          total += line[i] - oldest[i];
          means[i] = total;
        }
      if (i < round_end)
        break;
      total = 0;
      for (gsize k = 0; k < sum->period; k++)
        total += oldest[i + k];
      means[i - 1] = total;
    }
  for (i = 0; i < n; i++)
    means[i] /= period;
  for (i = n - MIN (n, ring.mask + 1); i < n; i++)
    ring.values[(ring.count + i) & ring.mask] = line[i];
  sum->ring.count += (guint32) n;
  sum->sum = total;
}

/* The sum of the last period values and that of each times its place: 0 for the oldest, period − 1
 * for the last. The same is done against rounding. */
typedef struct
{
  BtSum plain;
  double placed;
} BtPlacedSum;

/* Returns a sum over period values. */
static inline BtPlacedSum
bt_placed_sum_new (BtStudyKernel *kernel, double period)
{
  return (BtPlacedSum){ .plain = bt_sum_new (kernel, period) };
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
  const double last_place = (double) (sum->plain.period - 1);
  const double sum_before = sum->plain.sum;
  const gboolean is_full = bt_sum_add (&sum->plain, value);
  const double oldest = bt_ring_get (&sum->plain.ring, sum->plain.period);

  sum->placed += last_place * value - (sum_before - oldest);
  if (bt_ring_is_round (&sum->plain.ring))
    sum->placed = bt_placed_sum_recount (sum->plain.ring, sum->plain.period);
  return is_full;
}

/* Takes a value and returns the mean of the window, in which the oldest value counts once, the last
 * period times; NaN as long as it is not full. */
static inline double
bt_placed_sum_mean (BtPlacedSum *sum, double value)
{
  const double period = (double) sum->plain.period;

  if (!bt_placed_sum_add (sum, value))
    return NAN;
  return (sum->placed + sum->plain.sum) / (period * (period + 1.0) / 2.0);
}

/* The highest of the last period values. Values are put into blocks of period: a window is the end
 * of one block and the beginning of the next, and of both the highest is known. The ends are made
 * when a block is full, so a value costs the same on average however long the period is and however
 * prices move (M. van Herk, 1992). A block is period values; behind them stands the highest from
 * each of them to the end of the block before, and below every number what lies past its last. */

/* How many numbers a block takes. */
#define BT_BLOCK_LENGTH(period) (2 * (gsize) (period) + 1)

/* Makes the ends of the block that is full. What the first value of the next block overwrites is
 * not part of any of them that is still looked at. */
static inline void
bt_block_close (double *block, guint32 period)
{
  double *ends = block + period;
  double top = -INFINITY;

  for (guint32 k = period - 1; k > 0; k--)
    {
      top = block[k] > top ? block[k] : top;
      ends[k] = top;
    }
}

/* Puts a value at its place; beginning is the highest of the block so far. Returns the highest of
 * the last period (of all, as long as there are fewer). */
static inline double
bt_block_put (double *block, guint32 period, guint32 place, double *beginning, double value)
{
  const double end = block[period + place + 1];

  block[place] = value;
  *beginning = *beginning > value ? *beginning : value;
  return *beginning > end ? *beginning : end;
}

/* Returns whether there are period values, once one was put at place. */
static inline gboolean
bt_block_is_full (const double *block, guint32 period, guint32 place)
{
  return place + 1 == period || block[period + place + 1] > -INFINITY;
}

/* The highest of the last period values. */
typedef struct
{
  double *block;
  double beginning;
  guint32 place; /* of the next value */
  guint32 period;
} BtHighest;

/* Returns a window of period values. */
static inline BtHighest
bt_highest_new (BtStudyKernel *kernel, double period)
{
  return (BtHighest){ .block = bt_study_kernel_allot (kernel, BT_BLOCK_LENGTH (period), -INFINITY),
                      .period = (guint32) period };
}

/* Takes a value and stores the highest of the last period ones; returns whether there are so many.
 */
static inline gboolean
bt_highest_add (BtHighest *highest, double value, double *top)
{
  const guint32 place = highest->place;

  if (G_UNLIKELY (place == 0))
    {
      bt_block_close (highest->block, highest->period);
      highest->beginning = -INFINITY;
    }
  *top = bt_block_put (highest->block, highest->period, place, &highest->beginning, value);
  highest->place = place + 1 == highest->period ? 0 : place + 1;
  return bt_block_is_full (highest->block, highest->period, place);
}

/* The highest and the lowest of the last period candles. */
typedef struct
{
  double *highs; /* behind them the block of the lows, negated */
  double beginning_high;
  double beginning_low;
  guint32 place; /* of the next candle */
  guint32 period;
} BtRange;

/* What they are; without values as long as there are not period candles. */
typedef struct
{
  double highest;
  double lowest;
  gboolean is_full;
} BtExtent;

/* Returns a window of period candles. */
static inline BtRange
bt_range_new (BtStudyKernel *kernel, double period)
{
  return (BtRange){ .highs
                    = bt_study_kernel_allot (kernel, 2 * BT_BLOCK_LENGTH (period), -INFINITY),
                    .period = (guint32) period };
}

/* Takes a candle's high and low. */
static inline BtExtent
bt_range_add (BtRange *range, double high, double low)
{
  const guint32 place = range->place, period = range->period;
  double *lows = range->highs + BT_BLOCK_LENGTH (period);
  BtExtent extent;

  if (G_UNLIKELY (place == 0))
    {
      bt_block_close (range->highs, period);
      bt_block_close (lows, period);
      range->beginning_high = range->beginning_low = -INFINITY;
    }
  extent.highest = bt_block_put (range->highs, period, place, &range->beginning_high, high);
  extent.lowest = -bt_block_put (lows, period, place, &range->beginning_low, -low);
  extent.is_full = bt_block_is_full (range->highs, period, place);
  range->place = place + 1 == period ? 0 : place + 1;
  return extent;
}

/* The sums of the last period values and of their squares, as TA-Lib has them: exact for prices in
 * points as long as the squares in a window add up to less than 2^53. */
typedef struct
{
  BtSum values;
  double squares;
} BtSpread;

/* The mean and the variance (of a whole population); without values as long as there are not period
 * values. */
typedef struct
{
  double mean;
  double variance;
  gboolean is_full;
} BtMoments;

/* Returns a window of period values. */
static inline BtSpread
bt_spread_new (BtStudyKernel *kernel, double period)
{
  return (BtSpread){ .values = bt_sum_new (kernel, period) };
}

/* Returns the squares of the window added up anew. */
static inline double
bt_spread_recount (BtRing ring, guint32 period)
{
  double total = 0;

  for (gsize back = period; back-- > 0;)
    total += bt_ring_get (&ring, back) * bt_ring_get (&ring, back);
  return total;
}

/* Takes a value; returns whether the window is full, and so the sums are those of period values. */
static inline gboolean
bt_spread_take (BtSpread *spread, double value)
{
  const gboolean is_full = bt_sum_add (&spread->values, value);
  const double oldest = bt_ring_get (&spread->values.ring, spread->values.period);

  spread->squares += value * value - oldest * oldest;
  if (bt_ring_is_round (&spread->values.ring))
    spread->squares = bt_spread_recount (spread->values.ring, spread->values.period);
  return is_full;
}

/* Takes a value and returns what the window then is. */
static inline BtMoments
bt_spread_add (BtSpread *spread, double value)
{
  const double period = (double) spread->values.period;
  const gboolean is_full = bt_spread_take (spread, value);
  const double mean = spread->values.sum / period;

  return (BtMoments){ .mean = mean,
                      .variance = MAX (spread->squares / period - mean * mean, 0),
                      .is_full = is_full };
}

G_END_DECLS
