// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The straight line of least squares through the last values, for the states of studies. Place 0 is
 * the oldest value of the window, period − 1 the last. */
#pragma once

#include "study/bt-study-window.h"

G_BEGIN_DECLS

typedef struct
{
  BtPlacedSum values;
  BtSum squares;
  double places;  /* the sum of all places */
  double divisor; /* period × Σ place² − places² */
  double slope;
  double intercept;
} BtLine;

/* Returns a window of period values, two at least. */
static inline BtLine
bt_line_new (BtStudyKernel *kernel, double period)
{
  const double places = period * (period - 1.0) / 2.0;
  const double squares = period * (period - 1.0) * (2.0 * period - 1.0) / 6.0;

  return (BtLine){ .values = bt_placed_sum_new (kernel, period),
                   .squares = bt_sum_new (kernel, period),
                   .places = places,
                   .divisor = period * squares - places * places };
}

/* Takes a value; returns whether the window is full, and so the line is there. */
static inline gboolean
bt_line_add (BtLine *line, double value)
{
  const double period = (double) line->values.period;
  const gboolean is_full = bt_placed_sum_add (&line->values, value);

  bt_sum_add (&line->squares, value * value);
  if (!is_full)
    return FALSE;
  line->slope = (period * line->values.placed - line->places * line->values.sum) / line->divisor;
  line->intercept = (line->values.sum - line->slope * line->places) / period;
  return TRUE;
}

/* Returns the line at a place. */
static inline double
bt_line_at (const BtLine *line, double place)
{
  return line->intercept + line->slope * place;
}

/* Returns the standard deviation (of a whole population) of the values from the line. */
static inline double
bt_line_deviation (const BtLine *line)
{
  const double period = (double) line->values.period;
  const double mean = line->values.sum / period;
  const double total = line->squares.sum / period - mean * mean;
  const double explained = line->slope * line->slope * line->divisor / (period * period);

  return sqrt (MAX (total - explained, 0));
}

G_END_DECLS
