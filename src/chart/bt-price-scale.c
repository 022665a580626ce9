// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-price-scale.h"

/* Below this range a chart shows nothing but rounding. */
#define MIN_RANGE_POINTS 8.0
#define MIN_RANGE_NUMBERS 1e-6
/* Above this range a step of ticks would no longer fit 64 bits with room. */
#define MAX_RANGE_POINTS 1e17
#define MAX_TICKS 10000

static double
get_least_range (const BtPriceScale *scale)
{
  return scale->is_continuous ? MIN_RANGE_NUMBERS : MIN_RANGE_POINTS;
}

BtPriceScaleKind
bt_price_scale_kind (const BtPriceScale *scale)
{
  if (scale->kind == BT_PRICE_SCALE_LOGARITHMIC)
    return scale->low_points > 0 ? scale->kind : BT_PRICE_SCALE_LINEAR;
  if (scale->kind != BT_PRICE_SCALE_LINEAR
      && (scale->base_points <= 0 || scale->base_points + scale->shift_points <= 0))
    return BT_PRICE_SCALE_LINEAR;
  return scale->kind;
}

static gboolean
is_log (const BtPriceScale *scale)
{
  return bt_price_scale_kind (scale) == BT_PRICE_SCALE_LOGARITHMIC;
}

BtPriceMap
bt_price_scale_map (const BtPriceScale *scale)
{
  BtPriceMap map = { .is_log = is_log (scale) };
  double high = map.is_log ? log (scale->high_points) : scale->high_points;
  double low = map.is_log ? log (scale->low_points) : scale->low_points;

  map.pivot = high;
  map.factor = scale->height_px / (low - high);
  if (scale->is_inverted)
    {
      map.factor = -map.factor;
      map.origin = scale->height_px;
    }
  return map;
}

double
bt_price_scale_to_y (const BtPriceScale *scale, double points)
{
  double y;

  if (is_log (scale))
    y = log (scale->high_points / MAX (points, 1e-3)) * scale->height_px
        / log (scale->high_points / scale->low_points);
  else
    y = (scale->high_points - points) * scale->height_px / (scale->high_points - scale->low_points);
  return scale->is_inverted ? scale->height_px - y : y;
}

double
bt_price_scale_from_y (const BtPriceScale *scale, double y)
{
  double share = (scale->is_inverted ? scale->height_px - y : y) / scale->height_px;

  if (is_log (scale))
    return scale->high_points * pow (scale->low_points / scale->high_points, share);
  return scale->high_points - share * (scale->high_points - scale->low_points);
}

/* Sets the range about low … high, shares of it left free above and below. */
static void
spread (BtPriceScale *scale, double low, double high, double share_above, double share_below)
{
  double extent = high - low;
  double range = extent / (1.0 - share_above - share_below);

  scale->high_points = high + range * share_above;
  scale->low_points = low - range * share_below;
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

  double above = scale->is_inverted ? share_below : share_above;
  double below = scale->is_inverted ? share_above : share_below;
  double extent = MAX (high_points - low_points, get_least_range (scale) * (1.0 - above - below));
  double middle = (low_points + high_points) / 2.0;
  double low = middle - extent / 2.0;
  double high = middle + extent / 2.0;

  if (scale->kind == BT_PRICE_SCALE_LOGARITHMIC && low > 0)
    {
      spread (scale, log (low), log (high), above, below);
      scale->high_points = exp (scale->high_points);
      scale->low_points = exp (scale->low_points);
    }
  else
    spread (scale, low, high, above, below);
}

void
bt_price_scale_zoom (BtPriceScale *scale, double factor, double y)
{
  double share = (scale->is_inverted ? scale->height_px - y : y) / scale->height_px;
  double pivot = bt_price_scale_from_y (scale, y);

  if (is_log (scale))
    {
      double range = log (scale->high_points / scale->low_points);
      double least = log1p (MIN_RANGE_POINTS / pivot);
      double wanted = CLAMP (range * factor, least, MAX (least, 40.0));

      scale->high_points = exp (log (pivot) + wanted * share);
      scale->low_points = exp (log (scale->high_points) - wanted);
      return;
    }
  double range = scale->high_points - scale->low_points;
  double wanted = CLAMP (range * factor, get_least_range (scale), MAX_RANGE_POINTS);

  scale->high_points = pivot + wanted * share;
  scale->low_points = scale->high_points - wanted;
}

void
bt_price_scale_pan (BtPriceScale *scale, double delta_px)
{
  double share = (scale->is_inverted ? -delta_px : delta_px) / scale->height_px;

  if (is_log (scale))
    {
      double factor = pow (scale->high_points / scale->low_points, share);
      scale->high_points *= factor;
      scale->low_points *= factor;
      return;
    }
  double delta = share * (scale->high_points - scale->low_points);

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

/* The least 1, 2 or 5 times a power of ten that is not below a value above zero. */
static double
find_nice_step (double least)
{
  double power = pow (10, floor (log10 (least)));

  for (int i = 0; i < 3; i++)
    {
      static const double multiples[] = { 1, 2, 5 };
      if (power * multiples[i] >= least * (1 - 1e-9))
        return power * multiples[i];
    }
  return power * 10;
}

/* Values that are named, as a function of prices: value = (points − from) · factor + to. */
typedef struct
{
  double from;
  double factor;
  double to;
} Naming;

static Naming
get_naming (const BtPriceScale *scale)
{
  BtPriceScaleKind kind = bt_price_scale_kind (scale);
  double whole = scale->base_points + scale->shift_points;

  if (kind == BT_PRICE_SCALE_PERCENT)
    return (Naming){ scale->base_points, 100.0 / whole, 0 };
  if (kind == BT_PRICE_SCALE_INDEXED)
    return (Naming){ scale->base_points, 100.0 / whole, 100 };
  return (Naming){ 0, 1, scale->shift_points };
}

static guint
make_log_ticks (const BtPriceScale *scale, double minimum_px, BtPriceTick *ticks, guint maximum)
{
  /* A step of so many pixels multiplies the price by this, less one. */
  double growth
    = expm1 (minimum_px * log (scale->high_points / scale->low_points) / scale->height_px);
  double points = scale->low_points;
  guint count = 0;

  while (count < maximum)
    {
      /* The first pixel of a step lies at a lower price than its last, and so is the coarser. */
      double step = find_nice_step (MAX (points * growth, 1.0));
      points = ceil (points / step - 1e-9) * step;
      if (points > scale->high_points)
        break;
      ticks[count++] = (BtPriceTick){ points, bt_price_scale_to_y (scale, points),
                                      points + scale->shift_points };
      points += points * growth;
    }
  return count;
}

static guint
make_even_ticks (const BtPriceScale *scale, double minimum_px, BtPriceTick *ticks, guint maximum)
{
  Naming naming = get_naming (scale);
  double least
    = minimum_px * (scale->high_points - scale->low_points) * naming.factor / scale->height_px;
  double step = find_nice_step (least);
  double low = (scale->low_points - naming.from) * naming.factor + naming.to;
  double high = (scale->high_points - naming.from) * naming.factor + naming.to;
  guint count = 0;

  /* Between two points there is no price to be named. */
  if (naming.factor == 1 && !scale->is_continuous)
    step = MAX (step, 1.0);
  double first = ceil (low / step - 1e-9);
  for (guint i = 0; count < maximum && i < MAX_TICKS; i++)
    {
      double value = (first + i) * step;
      if (value > high)
        break;
      double points = (value - naming.to) / naming.factor + naming.from;
      ticks[count++] = (BtPriceTick){ points, bt_price_scale_to_y (scale, points), value };
    }
  return count;
}

guint
bt_price_scale_ticks (const BtPriceScale *scale,
                      double minimum_px,
                      BtPriceTick *ticks,
                      guint maximum)
{
  g_return_val_if_fail (minimum_px > 0, 0);

  return is_log (scale) ? make_log_ticks (scale, minimum_px, ticks, maximum)
                        : make_even_ticks (scale, minimum_px, ticks, maximum);
}
