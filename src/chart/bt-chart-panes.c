// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The panes of the chart widget: where they are, in which order, and how much room one has. */
#include "config.h"

#include "chart/bt-chart-private.h"

/* Of the chart's height, for a pane that is to be read closely. */
#define LARGE_SHARE 0.55

guint
bt_chart_get_pane (BtChart *chart, guint index, GdkRectangle *area)
{
  g_return_val_if_fail (BT_IS_CHART (chart) && area != NULL, 0);

  const BtChartView *view = &chart->view;

  bt_chart_lay_out (chart);
  if (index >= view->n_panes)
    return 0;
  const BtChartPane *pane = &view->panes[index];
  *area = (GdkRectangle){ 0, (int) pane->top, (int) view->plot_width, (int) pane->height };
  return view->studies[pane->study].id;
}

/* Returns the pane of a study, or BT_CHART_NO_INDEX. */
static guint
find_pane (BtChart *chart, guint id)
{
  const BtChartView *view = &chart->view;

  bt_chart_lay_out (chart);
  for (guint i = 0; i < view->n_panes; i++)
    if (view->studies[view->panes[i].study].id == id)
      return i;
  return BT_CHART_NO_INDEX;
}

static void
panes_changed (BtChart *chart)
{
  bt_chart_revise (chart);
  bt_chart_tell_looks (chart);
}

gboolean
bt_chart_shift_pane (BtChart *chart, guint id, int places)
{
  g_return_val_if_fail (BT_IS_CHART (chart), FALSE);

  BtChartView *view = &chart->view;
  guint pane = find_pane (chart, id);
  gint64 other = (gint64) pane + places;

  if (pane == BT_CHART_NO_INDEX || places == 0 || other < 0 || other >= view->n_panes)
    return FALSE;
  /* Studies stand in the order of their panes. */
  BtChartStudy *from = &view->studies[view->panes[pane].study];
  BtChartStudy *to = &view->studies[view->panes[other].study];
  BtChartStudy kept = *from;
  *from = *to;
  *to = kept;
  panes_changed (chart);
  return TRUE;
}

gboolean
bt_chart_is_pane_large (BtChart *chart, guint id)
{
  g_return_val_if_fail (BT_IS_CHART (chart), FALSE);

  BtStudyLook look;

  return bt_chart_get_study_look (chart, id, &look) && look.pane_share >= LARGE_SHARE;
}

void
bt_chart_set_pane_large (BtChart *chart, guint id, gboolean is_large)
{
  g_return_if_fail (BT_IS_CHART (chart));

  BtChartView *view = &chart->view;
  guint pane = find_pane (chart, id);

  if (pane == BT_CHART_NO_INDEX || bt_chart_is_pane_large (chart, id) == is_large)
    return;
  bt_chart_view_reset_dividers (view);
  if (is_large)
    view->studies[view->panes[pane].study].look.pane_share = LARGE_SHARE;
  panes_changed (chart);
}
