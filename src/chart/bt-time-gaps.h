// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Where time passed between two candles of a chart without others in between: weekends, closed
 * hours, minutes without a trade. A chart that keeps gaps leaves as many places empty. */
#pragma once

#include "market/bt-series.h"
#include "market/bt-timeframe.h"

G_BEGIN_DECLS

/* Before a candle. */
typedef struct
{
  gsize index;
  gint64 places; /* that stand empty before it and before all earlier candles; above 0 */
} BtTimeGap;

/* Brings gaps (of BtTimeGap, by index) up to columns of which those from changed on are new or
 * changed. Candles of a week and more have none. */
void
bt_time_gaps_update (GArray *gaps, const BtColumns *columns, BtTimeframe timeframe, gsize changed);

G_END_DECLS
