// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Wilder's averages of the upward and the downward changes, for the states of studies. */
#pragma once

#include "study/bt-study-average.h"

G_BEGIN_DECLS

typedef struct
{
  BtEma gain;
  BtEma loss;
  double previous;
  gboolean has_previous;
} BtRsi;

/* Returns one over period changes. */
static inline BtRsi
bt_rsi_new (double period)
{
  return (BtRsi){ .gain = bt_wilder_new (period), .loss = bt_wilder_new (period) };
}

/* Takes a price and returns 100 × gain ÷ (gain + loss), 0 where nothing moved, NaN during the first
 * period candles. */
static inline double
bt_rsi_add (BtRsi *rsi, double price)
{
  const double change = price - rsi->previous;
  const gboolean has_previous = rsi->has_previous;
  double gain, loss;

  rsi->previous = price;
  rsi->has_previous = TRUE;
  if (G_UNLIKELY (!has_previous))
    return NAN;
  gain = bt_ema_add (&rsi->gain, change > 0 ? change : 0);
  loss = bt_ema_add (&rsi->loss, change < 0 ? -change : 0);
  return gain + loss == 0 ? 0 : 100.0 * gain / (gain + loss);
}

G_END_DECLS
