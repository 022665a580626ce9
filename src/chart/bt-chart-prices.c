// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a chart answers about the candle and the price that are pointed at. */
#include "config.h"

#include "chart/bt-chart-private.h"

#include "base/bt-decimal.h"

gboolean
bt_chart_get_current_candle (BtChart *chart, BtCandle *candle)
{
  gsize index = 0;

  g_return_val_if_fail (BT_IS_CHART (chart) && candle != NULL, FALSE);

  const BtColumns *columns = &chart->view.columns;
  if (!bt_chart_view_get_current (&chart->view, &index))
    return FALSE;
  *candle = (BtCandle){
    .time_usec = columns->time_usec[index],
    .open_points = columns->open_points[index],
    .high_points = columns->high_points[index],
    .low_points = columns->low_points[index],
    .close_points = columns->close_points[index],
    .volume = columns->volume[index],
    .spread_points = -1,
  };
  return TRUE;
}

char *
bt_chart_format_price_at (BtChart *chart, double y)
{
  char text[BT_DECIMAL_BUFFER];

  g_return_val_if_fail (BT_IS_CHART (chart), NULL);

  BtChartView *view = &chart->view;
  if (!view->has_candles || y < 0 || y >= view->plot_height)
    return NULL;
  /* With a plain minus sign, for a text that is to be typed again. */
  return g_strdup (
    bt_decimal_format (bt_disguise_show (&view->disguise, bt_chart_view_price_at (view, y)),
                       bt_tape_get_instrument (view->tape)->digits, text));
}

char *
bt_chart_dup_price (BtChart *chart)
{
  char text[BT_DECIMAL_BUFFER];

  g_return_val_if_fail (BT_IS_CHART (chart), NULL);

  const BtChartView *view = &chart->view;
  if (!view->has_candles)
    return NULL;
  if (view->crosshair.is_visible && view->crosshair.y >= 0 && view->crosshair.y < view->plot_height)
    return bt_chart_format_price_at (chart, view->crosshair.y);
  return g_strdup (bt_decimal_format (bt_disguise_show (&view->disguise, view->last_points),
                                      bt_tape_get_instrument (view->tape)->digits, text));
}

char *
bt_chart_dup_symbol (BtChart *chart)
{
  g_return_val_if_fail (BT_IS_CHART (chart), NULL);

  return g_strdup (bt_chart_view_symbol (&chart->view));
}
