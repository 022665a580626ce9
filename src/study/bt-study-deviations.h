// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How far the values of a window are from a mean, for the states of studies. */
#pragma once

#include "study/bt-study-window.h"

G_BEGIN_DECLS

/* Returns Σ |value − mean| over n values, in four sums that do not wait for each other. */
static inline double
bt_deviations_of_stretch (const double *values, gsize n, double mean)
{
  double a = 0, b = 0, c = 0, d = 0;
  gsize i = 0;

  for (; i + 4 <= n; i += 4)
    {
      a += fabs (values[i] - mean);
      b += fabs (values[i + 1] - mean);
      c += fabs (values[i + 2] - mean);
      d += fabs (values[i + 3] - mean);
    }
  for (; i < n; i++)
    a += fabs (values[i] - mean);
  return a + b + (c + d);
}

/* Returns Σ |value − mean| over a full window, which is one stretch of the ring, or two. */
static inline double
bt_deviations_add_up (const BtSum *sum, double mean)
{
  const gsize end = ((sum->ring.count - 1) & sum->ring.mask) + 1;
  const gsize tail = MIN (end, sum->period), rest = sum->period - tail;

  return bt_deviations_of_stretch (sum->ring.values + end - tail, tail, mean)
         + bt_deviations_of_stretch (sum->ring.values + sum->ring.mask + 1 - rest, rest, mean);
}

G_END_DECLS
