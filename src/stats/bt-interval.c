// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "stats/bt-interval.h"

#include <math.h>

/* The 97.5 % point of the normal distribution. */
#define Z 1.959963984540054

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
