// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Another instrument over the candles, as a line through its closes: on the chart's axis, where it
 * begins at the chart's own beginning and moves by as much in percent, or on a price axis of its
 * own. It is read from a tape, which ends at the clock as the chart's does.
 *
 * What stands at a candle is the close of the last candle of the other tape that has begun by then;
 * one that is longer than the chart's counts from its end on. Where more than ten candles lack, the
 * line is broken. */
#pragma once

#include "chart/bt-candle-pyramid.h"
#include "chart/bt-price-scale.h"
#include "market/bt-aggregate.h"
#include "market/bt-tape.h"

G_BEGIN_DECLS

/* Most of them on one chart. */
#define BT_CHART_MAX_COMPARES 4
/* Most labels beside an axis of its own. */
#define BT_CHART_MAX_COMPARE_TICKS 64

typedef enum
{
  BT_CHART_COMPARE_PERCENT, /* on the chart's axis */
  BT_CHART_COMPARE_OWN,     /* on one of its own, at the right of the chart's */
} BtChartCompareAxis;

#define BT_N_CHART_COMPARE_AXES 2

typedef struct
{
  guint id;     /* 1, 2, 3 …, never used twice on a chart */
  BtTape *tape; /* owned */
  BtChartCompareAxis axis;
  guint colour; /* in the theme's palette of studies */

  /* Data. */
  BtAggregate *aggregate;   /* owned */
  BtColumns columns;        /* of it */
  BtCandlePyramid *pyramid; /* owned */
  gint64 delay_usec;        /* from its opening to when a candle counts */
  gint64 stale_usec;        /* from then to when it counts no more */

  /* Laid out. */
  gboolean is_in_view;
  gsize first; /* its candles in view */
  gsize last;
  double base_points; /* its close at the beginning of the view, above 0 */
  gboolean is_auto;   /* an own axis fits what is in view */
  BtPriceScale scale; /* of an own axis */
  double left;        /* of that, in logical pixels of the chart */
  double width;       /* 0 without one */
  BtPriceTick ticks[BT_CHART_MAX_COMPARE_TICKS];
  guint n_ticks;
} BtChartCompare;

/* Makes a line of a tape, which it takes a reference of, over no candles yet; clear it with
 * bt_chart_compare_clear(). */
void
bt_chart_compare_init (BtChartCompare *compare, guint id, BtTape *tape, BtChartCompareAxis axis);
/* Frees what it owns. */
void bt_chart_compare_clear (BtChartCompare *compare);
/* Begins anew for a chart of a timeframe, whose bars are made from its tape's own candles or not.
 */
void bt_chart_compare_restart (BtChartCompare *compare,
                               BtTimeframe timeframe,
                               BtTradingDay day,
                               gboolean is_from_base);
/* Takes in what the tape has revealed. */
void bt_chart_compare_update (BtChartCompare *compare);
/* Stores the index of its candle that counts at a time; FALSE when there is none. */
gboolean bt_chart_compare_find (const BtChartCompare *compare, gint64 time_usec, gsize *index);
/* Returns its instrument. */
const BtInstrument *bt_chart_compare_get_instrument (const BtChartCompare *compare);

G_END_DECLS
