// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a chart shows of another one, and tells it: the crosshair, the time at the right edge. */
#include "config.h"

#include "chart/bt-chart-private.h"

gint64
bt_chart_get_right_time (BtChart *chart)
{
  g_return_val_if_fail (BT_IS_CHART (chart), BT_TIME_NONE);

  const BtChartView *view = &chart->view;
  return view->columns.length > 0 ? bt_chart_view_time_of (view, view->time.right) : BT_TIME_NONE;
}

void
bt_chart_set_right_time (BtChart *chart, gint64 time_usec)
{
  g_return_if_fail (BT_IS_CHART (chart));

  BtChartView *view = &chart->view;
  gboolean was_following = view->is_following;
  if (view->columns.length == 0)
    return;
  bt_chart_view_set_right (view, bt_chart_view_index_of (view, time_usec));
  bt_chart_view_moved (chart, was_following);
}

gboolean
bt_chart_get_crosshair (BtChart *chart, gint64 *time_usec, double *points)
{
  g_return_val_if_fail (BT_IS_CHART (chart) && time_usec != NULL && points != NULL, FALSE);

  return bt_chart_view_get_crosshair (&chart->view, time_usec, points);
}

void
bt_chart_link_crosshair (BtChart *chart, gint64 time_usec, double points)
{
  g_return_if_fail (BT_IS_CHART (chart));

  BtChartCrosshair before = chart->view.crosshair;
  const BtChartCrosshair *now = &chart->view.crosshair;

  bt_chart_view_link_crosshair (&chart->view, time_usec, points);
  if (before.is_visible == now->is_visible && before.index == now->index && before.y == now->y)
    return;
  bt_chart_redraw_crosshair (chart);
}

void
bt_chart_unlink_crosshair (BtChart *chart)
{
  g_return_if_fail (BT_IS_CHART (chart));

  BtChartCrosshair *crosshair = &chart->view.crosshair;
  if (!crosshair->is_visible || !crosshair->is_linked)
    return;
  *crosshair = (BtChartCrosshair){ .x = -1, .y = -1 };
  bt_chart_redraw_crosshair (chart);
}

void
bt_chart_hide_crosshair (BtChart *chart)
{
  g_return_if_fail (BT_IS_CHART (chart));

  if (!chart->view.crosshair.is_visible)
    return;
  chart->view.crosshair = (BtChartCrosshair){ .x = -1, .y = -1 };
  bt_chart_crosshair_changed (chart);
}

void
bt_chart_set_corner_room (BtChart *chart, double width_px)
{
  g_return_if_fail (BT_IS_CHART (chart) && width_px >= 0);

  if (chart->view.corner_px == width_px)
    return;
  chart->view.corner_px = width_px;
  bt_chart_invalidate (chart, BT_CHART_LAYER_BIT (BT_CHART_LAYER_LEGEND));
}
