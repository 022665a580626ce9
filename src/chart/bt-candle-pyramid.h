// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Lows, highs, closes and volumes of candles over ranges of any length, in a time that grows with
 * the logarithm of the length: sixteen candles make a block of the first level, sixteen blocks one
 * of the next. Kept up to date at its end at a cost that does not grow with the candles before. */
#pragma once

#include "market/bt-series.h"

G_BEGIN_DECLS

/* What lies in a range of candles. */
typedef struct
{
  gint64 low_points;
  gint64 high_points;
  gint64 close_low_points; /* least and greatest close */
  gint64 close_high_points;
  gint64 volume_max;
} BtCandleExtent;

typedef struct _BtCandlePyramid BtCandlePyramid;

/* Returns a pyramid over no candles; free with bt_candle_pyramid_free(). */
BtCandlePyramid *bt_candle_pyramid_new (void);
/* Frees a pyramid; NULL is allowed. */
void bt_candle_pyramid_free (BtCandlePyramid *pyramid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtCandlePyramid, bt_candle_pyramid_free)
/* Takes in candles of which those from changed on are new or changed; fewer than before are
 * forgotten. */
void bt_candle_pyramid_update (BtCandlePyramid *pyramid, const BtColumns *columns, gsize changed);
/* Returns what lies in candles first … last, both of the columns that were last taken in. */
BtCandleExtent bt_candle_pyramid_get (const BtCandlePyramid *pyramid,
                                      const BtColumns *columns,
                                      gsize first,
                                      gsize last);

G_END_DECLS
