// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The other instruments of the widget. */
#include "config.h"

#include "chart/bt-chart-private.h"

static void
tell (BtChart *chart)
{
  bt_chart_revise (chart);
  bt_chart_queue_description (chart);
  bt_chart_emit_compares_changed (chart);
}

void
bt_chart_zoom_compare (BtChart *chart, double x, double factor)
{
  guint index = bt_chart_view_find_compare_axis (&chart->view, x);

  if (index == BT_CHART_NO_INDEX || factor == 1.0)
    return;
  bt_chart_view_zoom_compare (&chart->view, index, factor, chart->view.plot_height / 2);
  bt_chart_invalidate (chart, BT_CHART_COMPARE_LAYERS);
}

void
bt_chart_fit_compare (BtChart *chart, double x)
{
  guint index = bt_chart_view_find_compare_axis (&chart->view, x);

  if (index == BT_CHART_NO_INDEX)
    return;
  bt_chart_view_fit_compare (&chart->view, index);
  bt_chart_invalidate (chart, BT_CHART_COMPARE_LAYERS);
}

guint
bt_chart_add_compare (BtChart *chart, BtTape *tape, BtChartCompareAxis axis)
{
  g_return_val_if_fail (BT_IS_CHART (chart) && tape != NULL, 0);

  guint id = bt_chart_view_add_compare (&chart->view, tape, axis);
  if (id != 0)
    tell (chart);
  return id;
}

gboolean
bt_chart_remove_compare (BtChart *chart, guint id)
{
  g_return_val_if_fail (BT_IS_CHART (chart), FALSE);

  gboolean is_known = bt_chart_view_remove_compare (&chart->view, id);
  if (is_known)
    tell (chart);
  return is_known;
}

gboolean
bt_chart_set_compare_axis (BtChart *chart, guint id, BtChartCompareAxis axis)
{
  g_return_val_if_fail (BT_IS_CHART (chart), FALSE);

  guint index = bt_chart_view_find_compare (&chart->view, id);
  if (index == BT_CHART_NO_INDEX || chart->view.compares[index].axis == axis)
    return index != BT_CHART_NO_INDEX;
  chart->view.compares[index].axis = axis;
  bt_chart_view_fit_compare (&chart->view, index);
  tell (chart);
  return TRUE;
}

guint
bt_chart_get_n_compares (BtChart *chart)
{
  g_return_val_if_fail (BT_IS_CHART (chart), 0);

  return chart->view.n_compares;
}

guint
bt_chart_get_compare (BtChart *chart, guint index, BtTape **tape, BtChartCompareAxis *axis)
{
  g_return_val_if_fail (BT_IS_CHART (chart) && index < chart->view.n_compares, 0);

  const BtChartCompare *compare = &chart->view.compares[index];
  if (tape != NULL)
    *tape = compare->tape;
  if (axis != NULL)
    *axis = compare->axis;
  return compare->id;
}
