// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Bars that are not cut by time: Heikin-Ashi from the candles of a chart, Renko, range, volume and
 * point-and-figure bars from the candles of the tape. Only known candles are looked at, in order,
 * so what stands on the chart never changes when more of them become known, but for the last bar.
 *
 * The rules. Heikin-Ashi: close = (o + h + l + c) ÷ 4, open = middle of the body before, high and
 * low widened to both. Renko: a brick for each whole box that a close lies beyond the last brick,
 * in its direction, or beyond its other end against it. Range: a bar ends as soon as its height
 * reaches the size; the next opens at the next candle. Volume: a bar ends with the candle that
 * brings its volume to the size. Point and figure: a column of boxes of closes in one direction,
 * ended by closes a number of boxes against it. A bar is named by the opening of its first candle.
 */
#pragma once

#include "market/bt-series.h"

G_BEGIN_DECLS

typedef enum
{
  BT_CHART_SERIES_TIME, /* the candles as they are */
  BT_CHART_SERIES_HEIKIN_ASHI,
  BT_CHART_SERIES_RENKO,
  BT_CHART_SERIES_RANGE,
  BT_CHART_SERIES_VOLUME,
  BT_CHART_SERIES_POINT_FIGURE,
} BtChartSeriesKind;

#define BT_N_CHART_SERIES_KINDS 6

/* A kind with its sizes. */
typedef struct
{
  BtChartSeriesKind kind;
  gint64 size;    /* points of a box or bar (RENKO, RANGE, POINT_FIGURE), or volume times 10^8; 0:
                     chosen by bt_chart_series_choose_size() */
  guint reversal; /* boxes that end a column (POINT_FIGURE); 0 means 3 */
} BtChartSeriesSpec;

typedef struct _BtChartSeries BtChartSeries;

/* Returns whether the bars are made from the tape's own candles rather than the chart's. */
gboolean bt_chart_series_is_from_base (BtChartSeriesKind kind);
/* Returns a size in the market's proportions, from the first candles alone: a thousandth of the
 * price, or the volume of twenty candles, as a round number. */
gint64 bt_chart_series_choose_size (BtChartSeriesKind kind, const BtColumns *source);
/* Returns bars of that kind over no candles; free with bt_chart_series_free(). Not for TIME. */
BtChartSeries *bt_chart_series_new (const BtChartSeriesSpec *spec);
/* Frees bars; NULL is allowed. */
void bt_chart_series_free (BtChartSeries *series);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtChartSeries, bt_chart_series_free)
/* Takes in candles of which those from changed on are new or changed; fewer than before are
 * forgotten. Returns the index of the first bar that is new or changed. Costs time only for new
 * candles. */
gsize bt_chart_series_update (BtChartSeries *series, const BtColumns *source, gsize changed);
/* Returns the bars, spread NULL, valid until the next update. Their times may repeat. */
const BtColumns *bt_chart_series_get_columns (const BtChartSeries *series);
/* Returns whether the last bar may still change with the next candle. */
gboolean bt_chart_series_is_forming (const BtChartSeries *series);
/* Returns the size in force. */
gint64 bt_chart_series_get_size (const BtChartSeries *series);

G_END_DECLS
