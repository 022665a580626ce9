// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Where in a window the highest value is, for the states of studies: as BtHighest, with the place
 * of each value beside it. Of equal values the latest counts. */
#pragma once

#include "study/bt-study-window.h"

G_BEGIN_DECLS

typedef struct
{
  double *block;  /* as in BtHighest */
  double *places; /* of the highest to the end of the block before, counted from the first candle */
  double beginning;
  double beginning_place;
  double place; /* of the highest of the window */
  guint32 next; /* the place of the next value in the block */
  guint32 period;
  guint32 count;
} BtLatest;

/* Returns a window of period values. */
static inline BtLatest
bt_latest_new (BtStudyKernel *kernel, double period)
{
  return (BtLatest){ .block = bt_study_kernel_allot (kernel, 2 * (gsize) period + 1, -INFINITY),
                     .places = bt_study_kernel_allot (kernel, (gsize) period + 1, 0),
                     .period = (guint32) period };
}

/* Makes the ends of the block that is full. */
static inline void
bt_latest_close (BtLatest *latest)
{
  double *ends = latest->block + latest->period;
  const double first = (double) (latest->count - latest->period);

  for (guint32 k = latest->period - 1; k > 0; k--)
    {
      const gboolean is_higher = latest->block[k] > ends[k + 1];

      ends[k] = is_higher ? latest->block[k] : ends[k + 1];
      latest->places[k] = is_higher ? first + k : latest->places[k + 1];
    }
}

/* Takes a value. */
static inline void
bt_latest_add (BtLatest *latest, double value)
{
  const guint32 next = latest->next;
  double end;

  if (G_UNLIKELY (next == 0 && latest->count > 0))
    bt_latest_close (latest);
  latest->block[next] = value;
  if (next == 0 || value >= latest->beginning)
    {
      latest->beginning = value;
      latest->beginning_place = (double) latest->count;
    }
  latest->next = next + 1 == latest->period ? 0 : next + 1;
  latest->count++;
  end = latest->block[latest->period + next + 1];
  latest->place = end > latest->beginning ? latest->places[next + 1] : latest->beginning_place;
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
