// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The studies of a view. */
#include "config.h"

#include "chart/bt-chart-view.h"

/* Computes a study anew; settings may be the study's own. */
static void
start_study (BtChartView *view, guint index, const BtStudySettings *settings)
{
  BtChartStudy *study = &view->studies[index];
  BtStudySettings wanted = *settings;
  guint id = study->id;
  BtStudyLook look = study->look;

  wanted.day = view->day;
  bt_chart_study_clear (study);
  bt_chart_study_init (study, id, &wanted, view->timeframe);
  study->look = look;
  if (view->columns.length > 0)
    bt_chart_study_update (study, &view->columns, 0);
}

void
bt_chart_view_restart_studies (BtChartView *view)
{
  for (guint i = 0; i < view->n_studies; i++)
    start_study (view, i, &view->studies[i].settings);
}

static guint
find_study (const BtChartView *view, guint id)
{
  for (guint i = 0; i < view->n_studies; i++)
    if (view->studies[i].id == id)
      return i;
  return BT_CHART_NO_INDEX;
}

guint
bt_chart_view_add_study (BtChartView *view, const BtStudySettings *settings)
{
  if (view->n_studies == BT_CHART_MAX_STUDIES)
    return 0;
  BtChartStudy *study = &view->studies[view->n_studies];
  *study = (BtChartStudy){ .id = ++view->last_study_id };
  start_study (view, view->n_studies++, settings);
  return study->id;
}

gboolean
bt_chart_view_set_study (BtChartView *view, guint id, const BtStudySettings *settings)
{
  guint index = find_study (view, id);

  if (index == BT_CHART_NO_INDEX)
    return FALSE;
  start_study (view, index, settings);
  return TRUE;
}

gboolean
bt_chart_view_set_study_look (BtChartView *view, guint id, const BtStudyLook *look)
{
  guint index = find_study (view, id);

  if (index == BT_CHART_NO_INDEX)
    return FALSE;
  view->studies[index].look = *look;
  return TRUE;
}

gboolean
bt_chart_view_remove_study (BtChartView *view, guint id)
{
  guint index = find_study (view, id);

  if (index == BT_CHART_NO_INDEX)
    return FALSE;
  bt_chart_study_clear (&view->studies[index]);
  view->n_studies--;
  for (guint i = index; i < view->n_studies; i++)
    view->studies[i] = view->studies[i + 1];
  /* What stood in the last place has moved. */
  view->studies[view->n_studies] = (BtChartStudy){ 0 };
  view->n_panes = 0;
  return TRUE;
}
