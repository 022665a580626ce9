// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Moving averages, for the states of studies: plain structs that take a value at a time and return
 * the average, or NaN as long as they have too few values. */
#pragma once

#include "study/bt-study-window.h"

G_BEGIN_DECLS

/* The arithmetic mean of the last period values. */
typedef struct
{
  BtSum sum;
} BtSma;

/* Returns an average of period values. */
static inline BtSma
bt_sma_new (BtStudyKernel *kernel, double period)
{
  return (BtSma){ .sum = bt_sum_new (kernel, period) };
}

/* Takes a value and returns the average. */
static inline double
bt_sma_add (BtSma *sma, double value)
{
  return bt_sum_mean (&sma->sum, value);
}

/* An average that moves a fixed part of the way to each value. Its first value is the mean of the
 * first period values. */
typedef struct
{
  double weight;
  double value; /* the sum so far, as long as there are not period values */
  guint32 period;
  guint32 count;
} BtEma;

/* Returns an average with the weight 2 ÷ (period + 1): the exponential one. */
static inline BtEma
bt_ema_new (double period)
{
  return (BtEma){ .weight = 2.0 / (period + 1.0), .period = (guint32) period };
}

/* Returns an average with the weight 1 ÷ period: Wilder's. */
static inline BtEma
bt_wilder_new (double period)
{
  return (BtEma){ .weight = 1.0 / period, .period = (guint32) period };
}

/* Moves an average, whose numbers are those of BtEma, to a value and returns it. */
static inline double
bt_ema_move (double *average, guint32 *count, double weight, guint32 period, double value)
{
  if (G_LIKELY (*count >= period))
    return *average += (value - *average) * weight;
  *average += value;
  if (++*count < period)
    return NAN;
  return *average /= (double) period;
}

/* Takes a value and returns the average. */
static inline double
bt_ema_add (BtEma *ema, double value)
{
  return bt_ema_move (&ema->value, &ema->count, ema->weight, ema->period, value);
}

/* Returns whether it has a value. */
static inline gboolean
bt_ema_is_full (const BtEma *ema)
{
  return ema->count >= ema->period;
}

/* Takes a value that may be NaN, as long as another average before it has none; returns NaN then.
 */
static inline double
bt_ema_chain (BtEma *ema, double value)
{
  return isnan (value) ? NAN : bt_ema_add (ema, value);
}

/* Weighted by place: 1 for the oldest, period for the last. */
typedef struct
{
  BtPlacedSum window;
} BtWma;

/* Returns an average of period values. */
static inline BtWma
bt_wma_new (BtStudyKernel *kernel, double period)
{
  return (BtWma){ .window = bt_placed_sum_new (kernel, period) };
}

/* Takes a value and returns the average. */
static inline double
bt_wma_add (BtWma *wma, double value)
{
  return bt_placed_sum_mean (&wma->window, value);
}

/* The averages that a study lets its user choose from. */
typedef enum
{
  BT_AVERAGE_SMA,
  BT_AVERAGE_EMA,
  BT_AVERAGE_WILDER,
  BT_AVERAGE_WMA,
} BtAverageKind;

/* Their ids, for BtStudyParameter. */
extern const char *const bt_average_names[];

/* A parameter that chooses one. */
#define BT_AVERAGE_PARAMETER(usual)                                                                \
  {                                                                                                \
    .id = "average", .title = BT_STUDY_TEXT ("Average"), .kind = BT_STUDY_PARAMETER_CHOICE,        \
    .value = (usual), .maximum = BT_AVERAGE_WMA, .choices = bt_average_names                       \
  }

/* One of them. Its numbers mean what they mean in the struct of its kind; a union would not be kept
 * in registers. */
typedef struct
{
  BtPlacedSum window; /* the exponential one and Wilder's: sum is their value */
  double weight;
  BtAverageKind kind;
} BtAverage;

/* Returns an average of a kind over period values. */
static inline BtAverage
bt_average_new (BtStudyKernel *kernel, double kind, double period)
{
  const BtAverageKind known = (BtAverageKind) kind;
  const BtEma ema = known == BT_AVERAGE_WILDER ? bt_wilder_new (period) : bt_ema_new (period);

  return (
    BtAverage){ .window = bt_placed_sum_new (kernel, period), .weight = ema.weight, .kind = known };
}

/* Takes a value and returns the average. */
static inline double
bt_average_add (BtAverage *average, double value)
{
  BtSum *plain = &average->window.plain;

  if (average->kind == BT_AVERAGE_SMA)
    return bt_sum_mean (plain, value);
  if (average->kind == BT_AVERAGE_WMA)
    return bt_placed_sum_mean (&average->window, value);
  return bt_ema_move (&plain->sum, &plain->ring.count, average->weight, plain->period, value);
}

/* The true range: the part of the high-low range and the gap from the close before that a candle
 * covers. */
static inline double
bt_true_range (double high, double low, double previous_close)
{
  const double top = high > previous_close ? high : previous_close;
  const double bottom = low < previous_close ? low : previous_close;

  return top - bottom;
}

/* Where the close is in the range of its candle, −1 … 1: the share of its volume that counts as
 * bought; 0 without a range. */
static inline double
bt_money_flow (double high, double low, double close)
{
  return high > low ? ((close - low) - (high - close)) / (high - low) : 0;
}

/* Wilder's average true range: the mean of the first period true ranges, which need the close
 * before, then his smoothing. */
typedef struct
{
  BtEma average;
  double previous_close;
  gboolean has_previous;
} BtAtr;

/* Returns one over period candles. */
static inline BtAtr
bt_atr_new (double period)
{
  return (BtAtr){ .average = bt_wilder_new (period) };
}

/* Takes a candle and returns the average, NaN during the first period candles. */
static inline double
bt_atr_add (BtAtr *atr, double high, double low, double close)
{
  const double range = bt_true_range (high, low, atr->previous_close);
  const gboolean has_previous = atr->has_previous;

  atr->previous_close = close;
  atr->has_previous = TRUE;
  return has_previous ? bt_ema_add (&atr->average, range) : NAN;
}

G_END_DECLS
