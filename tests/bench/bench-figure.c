// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "bench-figure.h"

#include <math.h>
#include <stdlib.h>

#define WHAT_WIDTH 52

void
bench_print_heading (const char *text)
{
  double load[1] = { 0 };

  g_print ("%s", text);
  if (getloadavg (load, 1) == 1)
    g_print (" (load of the machine: %.1f on %u processors)", load[0], g_get_num_processors ());
  g_print ("\n");
}

void
bench_print_figure (const BenchFigure *figure, const BenchPeer *peers, gsize n_peers)
{
  const gboolean is_most = figure->side == BENCH_AT_MOST;
  const gboolean is_reached
    = is_most ? figure->value <= figure->goal : figure->value >= figure->goal;

  g_print ("  %-*s %9.2f %-4s", WHAT_WIDTH, figure->what, figure->value, figure->unit);
  if (figure->goal > 0)
    g_print ("  [%s %g]%s", is_most ? "<=" : ">=", figure->goal, is_reached ? "" : " MISSED");
  for (gsize i = 0; i < n_peers; i++)
    if (!isnan (peers[i].value))
      g_print ("  %s %.2f (%.1fx)", peers[i].name, peers[i].value, peers[i].value / figure->value);
  g_print ("\n");
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const double first = *(const double *) a;
  const double second = *(const double *) b;

  return (first > second) - (first < second);
}

double
bench_find_median (double *times, gsize count)
{
  g_assert_cmpuint (count, >, 0);
  qsort (times, count, sizeof *times, compare_times);
  return times[count / 2];
}

double
bench_find_best (const double *times, gsize count)
{
  double best = times[0];

  for (gsize i = 1; i < count; i++)
    best = MIN (best, times[i]);
  return best;
}
