// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-chart-compare.h"

/* Candles that may lack before a line is broken. */
#define STALE_CANDLES 10

void
bt_chart_compare_init (BtChartCompare *compare, guint id, BtTape *tape, BtChartCompareAxis axis)
{
  *compare
    = (BtChartCompare){ .id = id, .tape = bt_tape_ref (tape), .axis = axis, .is_auto = TRUE };
  compare->pyramid = bt_candle_pyramid_new ();
}

void
bt_chart_compare_clear (BtChartCompare *compare)
{
  g_clear_pointer (&compare->aggregate, bt_aggregate_free);
  g_clear_pointer (&compare->pyramid, bt_candle_pyramid_free);
  g_clear_pointer (&compare->tape, bt_tape_unref);
  compare->columns = (BtColumns){ 0 };
}

void
bt_chart_compare_restart (BtChartCompare *compare,
                          BtTimeframe timeframe,
                          BtTradingDay day,
                          gboolean is_from_base)
{
  BtTimeframe base = bt_tape_get_timeframe (compare->tape);
  BtTimeframe own = is_from_base ? base : bt_timeframe_fit (timeframe, base);
  gint64 own_usec = bt_timeframe_usec (own);
  gint64 chart_usec = bt_timeframe_usec (timeframe);

  g_clear_pointer (&compare->aggregate, bt_aggregate_free);
  compare->aggregate = bt_aggregate_new (own, day);
  compare->delay_usec = MAX (own_usec - chart_usec, 0);
  compare->stale_usec = STALE_CANDLES * MAX (own_usec, chart_usec);
  compare->columns = (BtColumns){ 0 };
  bt_chart_compare_update (compare);
}

void
bt_chart_compare_update (BtChartCompare *compare)
{
  gsize changed = bt_aggregate_update (compare->aggregate, compare->tape);

  compare->columns = *bt_aggregate_get_columns (compare->aggregate);
  bt_candle_pyramid_update (compare->pyramid, &compare->columns,
                            MIN (changed, compare->columns.length));
}

gboolean
bt_chart_compare_find (const BtChartCompare *compare, gint64 time_usec, gsize *index)
{
  const BtColumns *columns = &compare->columns;
  gint64 wanted_usec = time_usec - compare->delay_usec;
  gsize below = 0;
  gsize above = columns->length;

  if (columns->length == 0 || columns->time_usec[0] > wanted_usec)
    return FALSE;
  while (above - below > 1)
    {
      gsize middle = below + (above - below) / 2;
      if (columns->time_usec[middle] <= wanted_usec)
        below = middle;
      else
        above = middle;
    }
  *index = below;
  return wanted_usec - columns->time_usec[below] <= compare->stale_usec;
}

const BtInstrument *
bt_chart_compare_get_instrument (const BtChartCompare *compare)
{
  return bt_tape_get_instrument (compare->tape);
}
