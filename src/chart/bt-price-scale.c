// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-price-scale.h"

#include <math.h>

/* Below this range a chart shows nothing but rounding. */
#define MIN_RANGE_POINTS 8.0
/* Above this range a step of ticks would no longer fit 64 bits with room. */
#define MAX_RANGE_POINTS 1e17

double
bt_price_scale_to_y (const BtPriceScale *scale, double points)
{
  return (scale->high_points - points) * scale->height_px
         / (scale->high_points - scale->low_points);
}

double
bt_price_scale_from_y (const BtPriceScale *scale, double y)
{
  return scale->high_points - y * (scale->high_points - scale->low_points) / scale->height_px;
}

void
bt_price_scale_fit (BtPriceScale *scale,
                    double low_points,
                    double high_points,
                    double share_above,
                    double share_below)
{
  g_return_if_fail (low_points <= high_points);
  g_return_if_fail (share_above >= 0 && share_above <= 0.45 && share_below >= 0
                    && share_below <= 0.45);

  double extent
    = MAX (high_points - low_points, MIN_RANGE_POINTS * (1.0 - share_above - share_below));
  double range = extent / (1.0 - share_above - share_below);
  double middle = (low_points + high_points) / 2.0;

  scale->high_points = middle + extent / 2.0 + range * share_above;
  scale->low_points = middle - extent / 2.0 - range * share_below;
}

void
bt_price_scale_zoom (BtPriceScale *scale, double factor, double y)
{
  double range = scale->high_points - scale->low_points;
  double share = y / scale->height_px;
  double pivot = bt_price_scale_from_y (scale, y);
  double wanted = CLAMP (range * factor, MIN_RANGE_POINTS, MAX_RANGE_POINTS);

  scale->high_points = pivot + wanted * share;
  scale->low_points = scale->high_points - wanted;
}

void
bt_price_scale_pan (BtPriceScale *scale, double delta_px)
{
  double delta = delta_px * (scale->high_points - scale->low_points) / scale->height_px;

  scale->high_points += delta;
  scale->low_points += delta;
}

gint64
bt_price_scale_step (const BtPriceScale *scale, double minimum_px)
{
  double least = minimum_px * (scale->high_points - scale->low_points) / scale->height_px;
  gint64 power = 1;

  while (10.0 * (double) power < least && power < G_MAXINT64 / 100)
    power *= 10;
  for (int i = 0; i < 3; i++)
    {
      static const gint64 multiples[] = { 1, 2, 5 };
      if ((double) (power * multiples[i]) >= least)
        return power * multiples[i];
    }
  return power * 10;
}

gint64
bt_price_scale_first_tick (const BtPriceScale *scale, gint64 step)
{
  g_return_val_if_fail (step > 0, 0);

  return (gint64) ceil (scale->low_points / (double) step) * step;
}
