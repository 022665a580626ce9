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
  double places;  /* the sum of all places */
  double divisor; /* period × Σ place² − places² */
} BtLine;

/* The line; without values as long as there are not period values. */
typedef struct
{
  double slope;
  double intercept;
  gboolean is_full;
} BtFit;

/* Returns a window of period values, two at least. */
static inline BtLine
bt_line_new (BtStudyKernel *kernel, double period)
{
  const double places = period * (period - 1.0) / 2.0;
  const double squares = period * (period - 1.0) * (2.0 * period - 1.0) / 6.0;

  return (BtLine){ .values = bt_placed_sum_new (kernel, period),
                   .places = places,
                   .divisor = period * squares - places * places };
}

/* Takes a value and returns the line. */
static inline BtFit
bt_line_add (BtLine *line, double value)
{
  const double period = (double) line->values.plain.period;
  BtFit fit;

  fit.is_full = bt_placed_sum_add (&line->values, value);
  fit.slope
    = (period * line->values.placed - line->places * line->values.plain.sum) / line->divisor;
  fit.intercept = (line->values.plain.sum - fit.slope * line->places) / period;
  return fit;
}

/* Returns the line at a place, NaN where there is none. */
static inline double
bt_fit_at (BtFit fit, double place)
{
  return fit.is_full ? fit.intercept + fit.slope * place : NAN;
}

G_END_DECLS
