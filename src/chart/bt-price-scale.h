// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Prices down the side of a plot: between a highest and a lowest price, in equal steps of points or
 * of their logarithm, either way up. Prices are points, as doubles, because pixels lie between
 * them. */
#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

/* How prices stand on the scale and are named beside it. */
typedef enum
{
  BT_PRICE_SCALE_LINEAR,
  BT_PRICE_SCALE_LOGARITHMIC, /* linear while the lowest price is not above zero */
  BT_PRICE_SCALE_PERCENT,     /* linear; named by the change from base_points */
  BT_PRICE_SCALE_INDEXED,     /* linear; base_points is named 100 */
} BtPriceScaleKind;

#define BT_N_PRICE_SCALE_KINDS 4

typedef struct
{
  double
    high_points;     /* at the top edge, or the bottom one of an inverted scale; above low_points */
  double low_points; /* at the other edge */
  double height_px;  /* above 0 */
  BtPriceScaleKind kind;
  gboolean is_inverted;
  double base_points;     /* what PERCENT and INDEXED compare with; above 0, else they are LINEAR */
  double shift_points;    /* what is added to a price before it is named; 0 for true ones */
  gboolean is_continuous; /* of plain numbers: there is something between two points */
} BtPriceScale;

/* What turns a price into a height, taken out of loops: y = origin + factor · (price − pivot), or
 * of their logarithms. */
typedef struct
{
  double origin;
  double pivot;
  double factor;
  gboolean is_log;
} BtPriceMap;

/* A place on the scale that is named. */
typedef struct
{
  double points;
  double y;     /* from the top edge */
  double value; /* what is named: points, percent, or the index */
} BtPriceTick;

/* Returns the map of a scale. */
BtPriceMap bt_price_scale_map (const BtPriceScale *scale);
/* Returns how far below the top edge a price lies by a map, in pixels. */
static inline double
bt_price_map_y (const BtPriceMap *map, double points)
{
  if (map->is_log)
    points = log (points > 1e-3 ? points : 1e-3);
  return map->origin + map->factor * (points - map->pivot);
}

/* Returns the kind that is in force: LINEAR where the prices do not allow the scale's own. */
BtPriceScaleKind bt_price_scale_kind (const BtPriceScale *scale);
/* Returns how far below the top edge a price lies, in pixels; outside prices lie outside the plot.
 */
double bt_price_scale_to_y (const BtPriceScale *scale, double points);
/* Returns the price at a distance from the top edge: the inverse of bt_price_scale_to_y(). */
double bt_price_scale_from_y (const BtPriceScale *scale, double y);
/* Sets the range so that low … high fills it but for a share of the height above and below (each 0
 * … 0.45); a range without extent is given one. */
void bt_price_scale_fit (BtPriceScale *scale,
                         double low_points,
                         double high_points,
                         double share_above,
                         double share_below);
/* Multiplies the range by factor (above 1 shows more) about the price at y, but never to below
 * eight points. */
void bt_price_scale_zoom (BtPriceScale *scale, double factor, double y);
/* Moves the range so that what lay at y = 0 lies at y = delta_px. */
void bt_price_scale_pan (BtPriceScale *scale, double delta_px);
/* Returns the distance of ticks on a linear scale: the least 1, 2 or 5 times a power of ten, at
 * least one point, that is at least minimum_px on the screen. */
gint64 bt_price_scale_step (const BtPriceScale *scale, double minimum_px);
/* Returns the least multiple of step at or above the bottom edge. */
gint64 bt_price_scale_first_tick (const BtPriceScale *scale, gint64 step);
/* Stores the places to be named, from the lowest price up, at least minimum_px apart, at most
 * maximum; returns how many. Their values are 1, 2 or 5 times a power of ten apart, on a
 * logarithmic scale more so the higher they are. */
guint bt_price_scale_ticks (const BtPriceScale *scale,
                            double minimum_px,
                            BtPriceTick *ticks,
                            guint maximum);

G_END_DECLS
