// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Where candles and moments stand in a view. */
#include "config.h"

#include "chart/bt-chart-view.h"

gsize
bt_chart_view_find (const BtChartView *view, gint64 time_usec)
{
  gsize below = 0;
  gsize above = view->columns.length;

  while (above - below > 1)
    {
      gsize middle = below + (above - below) / 2;
      if (view->columns.time_usec[middle] <= time_usec)
        below = middle;
      else
        above = middle;
    }
  return below;
}

double
bt_chart_view_index_of (const BtChartView *view, gint64 time_usec)
{
  const BtColumns *columns = &view->columns;
  double candle_usec = (double) bt_timeframe_usec (view->timeframe);

  if (columns->length == 0)
    return 0;
  gsize newest = columns->length - 1;
  if (time_usec <= columns->time_usec[0])
    return (double) (time_usec - columns->time_usec[0]) / candle_usec;
  if (time_usec >= columns->time_usec[newest])
    return (double) newest + (double) (time_usec - columns->time_usec[newest]) / candle_usec;
  gsize index = bt_chart_view_find (view, time_usec);
  gint64 from = columns->time_usec[index];
  gint64 to = columns->time_usec[index + 1];
  return (double) index + (to > from ? (double) (time_usec - from) / (double) (to - from) : 0);
}

gint64
bt_chart_view_time_of (const BtChartView *view, double index)
{
  const BtColumns *columns = &view->columns;
  double candle_usec = (double) bt_timeframe_usec (view->timeframe);

  if (columns->length == 0)
    return 0;
  double newest = (double) columns->length - 1;
  if (index <= 0)
    return columns->time_usec[0] + (gint64) (index * candle_usec);
  if (index >= newest)
    return columns->time_usec[columns->length - 1] + (gint64) ((index - newest) * candle_usec);
  gsize below = (gsize) index;
  gint64 from = columns->time_usec[below];
  return from
         + (gint64) ((index - (double) below) * (double) (columns->time_usec[below + 1] - from));
}

BtTimeAxis
bt_chart_view_time_axis (const BtChartView *view)
{
  return (BtTimeAxis){
    .time_usec = view->columns.time_usec,
    .length = view->columns.length,
    .timeframe = view->timeframe,
    .day = view->day,
    .zone = view->zone,
    .disguise = &view->disguise,
    .day_words = view->words[BT_CHART_WORDS_DAY],
  };
}
