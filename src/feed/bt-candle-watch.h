// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Looks at the candles of an import, one after the other, for what is odd about them: runs without
 * movement or volume, ranges far beyond the usual, candles while the market is closed. Keeps a
 * fixed amount of memory. */
#pragma once

#include "feed/bt-quality-places.h"
#include "market/bt-series.h"

G_BEGIN_DECLS

/* What was counted. */
typedef struct
{
  gint64 flat;
  gint64 zero_volume;
  gint64 spikes;
  gint64 weekend;
} BtCandleCounts;

typedef struct _BtCandleWatch BtCandleWatch;

/* Returns a watch that notes places, which must outlive it. step_usec is the candles' length;
 * trades_weekends: the market never closes. Free with bt_candle_watch_free(). */
BtCandleWatch *
bt_candle_watch_new (BtQualityPlaces *places, gint64 step_usec, gboolean trades_weekends);
/* Frees a watch; NULL is allowed. */
void bt_candle_watch_free (BtCandleWatch *watch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtCandleWatch, bt_candle_watch_free)
/* Looks at the next candle. */
void bt_candle_watch_add (BtCandleWatch *watch, const BtCandle *candle, gboolean has_volume);
/* Stores what was counted, after the last candle. A spike is a candle whose range is beyond 12
 * times the median range; of ranges above 4,096 points the median is known to half a percent. */
void bt_candle_watch_finish (BtCandleWatch *watch, BtCandleCounts *counts);

G_END_DECLS
