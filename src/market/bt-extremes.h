// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Finds the first candle that leaves a band of prices without looking at each: a pyramid of the
 * least lows and greatest highs of 64, 64², 64³ … candles, which takes a sixty-third of the two
 * columns. A search over ten years of minutes looks at some hundred values. Never changed after it
 * is built; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BtExtremes BtExtremes;

/* A band of prices, in points, and what a search has seen of it so far. */
typedef struct
{
  gint64 floor_points;    /* a price at or below it is outside */
  gint64 ceiling_points;  /* a price at or above it is outside */
  gint64 least_points;    /* of the candles passed over; G_MAXINT64 before the first */
  gint64 greatest_points; /* … G_MININT64 before the first */
} BtPriceBand;

/* Returns the pyramid over columns of length lows and highs in points, each with its spread on top
 * where spread_points is not NULL; the columns must outlive it. Free with bt_extremes_free(). Takes
 * about a millisecond for a million candles. */
BtExtremes *bt_extremes_new (const gint64 *low_points,
                             const gint64 *high_points,
                             const gint32 *spread_points,
                             gsize length);
/* Frees a pyramid; NULL is allowed. */
void bt_extremes_free (BtExtremes *extremes);

/* Returns the first index from first on whose low or high is outside the band, or end when there is
 * none before it; looks at nothing from end on. Takes the lows and highs before the result into the
 * band's least and greatest. */
gsize
bt_extremes_find_outside (const BtExtremes *extremes, gsize first, gsize end, BtPriceBand *band);

G_END_DECLS
