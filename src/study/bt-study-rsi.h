// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Wilder's averages of the upward and the downward changes, for the states of studies. */
#pragma once

#include "study/bt-study-average.h"

G_BEGIN_DECLS

typedef struct
{
  double gain;
  double loss;
  double weight;
  double previous;
  guint32 period;
  guint32 count; /* of prices, at most as many as are needed */
} BtRsi;

/* Returns one over period changes. */
static inline BtRsi
bt_rsi_new (double period)
{
  return (BtRsi){ .weight = 1.0 / period, .period = (guint32) period };
}

/* Takes one of the first prices: the sums of the changes, which become their means. */
static inline void
bt_rsi_start (BtRsi *rsi, double gain, double loss)
{
  const gboolean is_first = rsi->count == 0;

  rsi->gain += is_first ? 0 : gain;
  rsi->loss += is_first ? 0 : loss;
  if (rsi->count++ < rsi->period)
    return;
  rsi->gain /= (double) rsi->period;
  rsi->loss /= (double) rsi->period;
}

/* Takes a price and returns 100 × gain ÷ (gain + loss), 0 where nothing moved, NaN during the first
 * period candles. */
static inline double
bt_rsi_add (BtRsi *rsi, double price)
{
  const double change = price - rsi->previous;
  const double gain = change > 0 ? change : 0, loss = change < 0 ? -change : 0;

  rsi->previous = price;
  if (G_LIKELY (rsi->count > rsi->period))
    {
      rsi->gain += (gain - rsi->gain) * rsi->weight;
      rsi->loss += (loss - rsi->loss) * rsi->weight;
    }
  else
    bt_rsi_start (rsi, gain, loss);
  if (G_UNLIKELY (rsi->count <= rsi->period))
    return NAN;
  return rsi->gain + rsi->loss == 0 ? 0 : 100.0 * rsi->gain / (rsi->gain + rsi->loss);
}

G_END_DECLS
