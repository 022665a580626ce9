// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Lines of a table of figures: what was measured, the figure, the goal and whether it is reached,
 * and what others need for the same work in the same run. */
#pragma once

#include <glib.h>

/* What a peer needed; a peer that is not here has NAN. */
typedef struct
{
  const char *name;
  double value;
} BenchPeer;

/* Which side of its goal a figure has to be on; a figure of which nothing is asked has goal 0. */
typedef enum
{
  BENCH_AT_MOST,
  BENCH_AT_LEAST,
} BenchSide;

/* A figure and its goal, in the same unit. */
typedef struct
{
  const char *what;
  const char *unit;
  double value;
  BenchSide side;
  double goal;
} BenchFigure;

/* Prints a heading with the machine's load, which is what disturbs figures most. */
void bench_print_heading (const char *text);
/* Prints a figure, and of each peer its figure and how many times ours it is: above 1 is to our
 * advantage where little is asked for, below 1 where much is. */
void bench_print_figure (const BenchFigure *figure, const BenchPeer *peers, gsize n_peers);
/* Sorts times and returns the one in the middle. */
double bench_find_median (double *times, gsize count);
/* Returns the smallest. */
double bench_find_best (const double *times, gsize count);
