// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "stats/bt-interval.h"

#include <math.h>
#include <stdlib.h>

/* The 97.5 % point of the normal distribution. */
#define Z 1.959963984540054

#define DRAWS 1000
#define SEED 7
/* The share of samples below the interval, and above it. */
#define TAIL 0.025

void
bt_wilson_interval (gint64 successes, gint64 trials, double *low, double *high)
{
  double n = (double) trials;
  double p, centre, half, scale;

  g_return_if_fail (successes >= 0 && successes <= trials);

  if (trials == 0)
    {
      *low = *high = NAN;
      return;
    }
  p = (double) successes / n;
  scale = 1 + Z * Z / n;
  centre = (p + Z * Z / (2 * n)) / scale;
  half = Z * sqrt (p * (1 - p) / n + Z * Z / (4 * n * n)) / scale;
  /* At 0 and at all the bound is exactly that; rounding must not say otherwise. */
  *low = successes == 0 ? 0 : MAX (centre - half, 0);
  *high = successes == trials ? 1 : MIN (centre + half, 1);
}

static guint64
draw (guint64 *state)
{
  guint64 bits = *state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  bits = (bits ^ (bits >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  bits = (bits ^ (bits >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return bits ^ (bits >> 31);
}

static int
compare_figures (const void *a, const void *b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

void
bt_bootstrap_interval (
  const double *values, gsize count, BtStatistic statistic, double *low, double *high)
{
  double figures[DRAWS];
  guint found = 0;
  guint64 state = SEED;

  *low = NAN;
  *high = NAN;
  if (count < 2)
    return;
  g_autofree double *sample = g_new (double, count);
  for (guint i = 0; i < DRAWS; i++)
    {
      for (gsize k = 0; k < count; k++)
        sample[k] = values[draw (&state) % count];
      double figure = statistic (sample, count);
      if (!isnan (figure))
        figures[found++] = figure;
    }
  if (found == 0)
    return;
  qsort (figures, found, sizeof figures[0], compare_figures);
  *low = figures[(guint) (TAIL * found)];
  *high = figures[found - 1 - (guint) (TAIL * found)];
}
