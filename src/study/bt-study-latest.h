// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Where in a window the highest value is, for the states of studies: as BtHighest, with the place
 * of each value beside it. Of equal values the latest counts. */
#pragma once

#include "study/bt-study-window.h"

G_BEGIN_DECLS

typedef struct
{
  double *values; /* level k, the highest of 2^k values, after level k − 1 */
  double *places; /* of each of them, counted from the first candle */
  guint32 top;
  guint32 mask;
  guint32 count;
  guint32 period;
  double place; /* of the highest of the window */
} BtLatest;

/* Returns a window of period values. */
static inline BtLatest
bt_latest_new (BtStudyKernel *kernel, double period)
{
  BtLatest latest = { .period = (guint32) period };
  guint32 capacity = 1;

  while ((guint32) 2 << latest.top <= latest.period)
    latest.top++;
  while (capacity <= latest.period)
    capacity *= 2;
  latest.mask = capacity - 1;
  latest.values = bt_study_kernel_allot (kernel, (gsize) capacity * (latest.top + 1), -INFINITY);
  latest.places = bt_study_kernel_allot (kernel, (gsize) capacity * (latest.top + 1), 0);
  return latest;
}

/* Takes a value. */
static inline void
bt_latest_add (BtLatest *latest, double value)
{
  const guint32 now = latest->count++;
  double place = (double) now;
  gsize level = 0;

  for (guint k = 0; k <= latest->top; k++)
    {
      /* At the last level the other half of the window ends earlier than a power of two ago. */
      const guint32 half = (guint32) 1 << k;
      const guint32 back = k < latest->top ? half : latest->period - half;
      const gsize other = level + ((now - back) & latest->mask);

      latest->values[level + (now & latest->mask)] = value;
      latest->places[level + (now & latest->mask)] = place;
      if (latest->values[other] > value)
        {
          value = latest->values[other];
          place = latest->places[other];
        }
      level += (gsize) latest->mask + 1;
    }
  latest->place = place;
}

/* Returns whether the window is full. */
static inline gboolean
bt_latest_is_full (const BtLatest *latest)
{
  return latest->count >= latest->period;
}

/* Returns how many candles before the last one the highest value was. */
static inline double
bt_latest_back (const BtLatest *latest)
{
  return (double) (latest->count - 1) - latest->place;
}

G_END_DECLS
