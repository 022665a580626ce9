// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Prices down the side of a plot: a linear scale between a highest and a lowest price. Prices are
 * points, as doubles, because pixels lie between them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double high_points; /* at the top edge; above low_points */
  double low_points;  /* at the bottom edge */
  double height_px;   /* above 0 */
} BtPriceScale;

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
/* Returns the distance of ticks: the least 1, 2 or 5 times a power of ten, at least one point, that
 * is at least minimum_px on the screen. */
gint64 bt_price_scale_step (const BtPriceScale *scale, double minimum_px);
/* Returns the least multiple of step at or above the bottom edge. */
gint64 bt_price_scale_first_tick (const BtPriceScale *scale, gint64 step);

G_END_DECLS
