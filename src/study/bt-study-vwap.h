// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A volume-weighted average price and its deviation, for the states of studies. Prices are counted
 * from the first one, so that squares keep their precision. */
#pragma once

#include "study/bt-study-kernel.h"

#include <math.h>

G_BEGIN_DECLS

typedef struct
{
  gboolean has_first;
  double first;
  double volume;
  double money;
  double squares;
  double mean; /* NaN as long as there was no volume */
  double deviation;
} BtVwap;

/* Takes a price and the volume traded at it. */
static inline void
bt_vwap_add (BtVwap *vwap, double price, double volume)
{
  double distance;

  if (!vwap->has_first)
    vwap->first = price;
  vwap->has_first = TRUE;
  distance = price - vwap->first;
  vwap->volume += volume;
  vwap->money += distance * volume;
  vwap->squares += distance * distance * volume;
  vwap->mean = vwap->deviation = NAN;
  if (vwap->volume <= 0)
    return;
  distance = vwap->money / vwap->volume;
  vwap->mean = vwap->first + distance;
  vwap->deviation = sqrt (MAX (vwap->squares / vwap->volume - distance * distance, 0));
}

G_END_DECLS
