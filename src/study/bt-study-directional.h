// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Wilder's directional movement, for the states of studies. The sums of the first period − 1
 * movements and true ranges are the seed; from the next on, S += x − S ÷ period (TA-Lib, PLUS_DI,
 * MINUS_DI, DX, ADX; J. W. Wilder, 1978). */
#pragma once

#include "study/bt-study-average.h"

G_BEGIN_DECLS

typedef struct
{
  double period;
  double keep; /* what of a sum stays: 1 − 1 ÷ period */
  double count;
  double high; /* of the candle before */
  double low;
  double close;
  double up; /* the smoothed sums */
  double down;
  double range;
  double plus; /* the directional indicators, in per cent */
  double minus;
} BtDirectional;

/* Returns one over period candles, two at least. */
static inline BtDirectional
bt_directional_new (double period)
{
  return (BtDirectional){ .period = period, .keep = 1.0 - 1.0 / period, .count = -1 };
}

/* Takes a candle; returns whether plus and minus are there: after period candles. */
static inline gboolean
bt_directional_add (BtDirectional *dm, double high, double low, double close)
{
  const double rise = high - dm->high, fall = dm->low - low;
  const double range = bt_true_range (high, low, dm->close);
  /* Which of the two counts is as good as random: no branch depends on it. */
  const double up = (rise > 0 ? rise : 0) * (double) (rise > fall);
  const double down = (fall > 0 ? fall : 0) * (double) (fall > rise);
  const double keep = dm->count + 1 >= dm->period ? dm->keep : 1.0;
  double scale;

  dm->high = high;
  dm->low = low;
  dm->close = close;
  if (++dm->count == 0)
    return FALSE;
  dm->up = dm->up * keep + up;
  dm->down = dm->down * keep + down;
  dm->range = dm->range * keep + range;
  scale = dm->range > 0 ? 100.0 / dm->range : 0;
  dm->plus = dm->up * scale;
  dm->minus = dm->down * scale;
  return dm->count >= dm->period;
}

/* Returns the directional index 100 × |plus − minus| ÷ (plus + minus), or otherwise where nothing
 * moved. */
static inline double
bt_directional_index (const BtDirectional *dm, double otherwise)
{
  const double total = dm->up + dm->down;

  return dm->range > 0 && total > 0 ? 100.0 * fabs (dm->up - dm->down) / total : otherwise;
}

/* The average directional index: the mean of the first period indices (nothing counts as 0), then
 * Wilder's smoothing (nothing leaves it as it is). */
typedef struct
{
  BtDirectional dm;
  BtEma average;
} BtAdx;

/* Returns one over period candles, two at least. */
static inline BtAdx
bt_adx_new (double period)
{
  return (BtAdx){ .dm = bt_directional_new (period), .average = bt_wilder_new (period) };
}

/* Takes a candle and returns the index, NaN during the first 2 × period − 1. */
static inline double
bt_adx_add (BtAdx *adx, double high, double low, double close)
{
  if (!bt_directional_add (&adx->dm, high, low, close))
    return NAN;
  return bt_ema_add (
    &adx->average,
    bt_directional_index (&adx->dm, bt_ema_is_full (&adx->average) ? adx->average.value : 0));
}

G_END_DECLS
