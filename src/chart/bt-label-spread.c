// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-label-spread.h"

/* A run of labels that touch, placed as one: its top is the mean of what its members would have it
 * be. */
typedef struct
{
  guint first;
  guint count;
  double wish_sum;
  double height;
} Run;

static double
place_run (const Run *run, double extent)
{
  return CLAMP (run->wish_sum / run->count, 0, MAX (extent - run->height, 0));
}

void
bt_label_spread (double *tops, const double *heights, guint count, double gap, double extent)
{
  g_autofree Run *runs = g_new (Run, count + 1);
  guint n_runs = 0;

  for (guint i = 0; i < count; i++)
    {
      runs[n_runs++] = (Run){ .first = i, .count = 1, .wish_sum = tops[i], .height = heights[i] };
      while (n_runs > 1)
        {
          Run *above = &runs[n_runs - 2];
          const Run *below = &runs[n_runs - 1];
          if (place_run (above, extent) + above->height + gap <= place_run (below, extent))
            break;
          /* A member's wish for the run's top is its own less what stands above it. */
          above->wish_sum += below->wish_sum - below->count * (above->height + gap);
          above->height += gap + below->height;
          above->count += below->count;
          n_runs--;
        }
    }
  for (guint i = 0; i < n_runs; i++)
    {
      double top = place_run (&runs[i], extent);
      for (guint j = runs[i].first; j < runs[i].first + runs[i].count; j++)
        {
          tops[j] = top;
          top += heights[j] + gap;
        }
    }
}
