// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The studies of the chart widget. */
#include "config.h"

#include "chart/bt-chart-private.h"

static void
tell_studies (BtChart *chart)
{
  bt_chart_revise (chart);
  bt_chart_queue_description (chart);
  g_signal_emit_by_name (chart, "studies-changed");
}

void
bt_chart_activate_study (BtChart *chart, guint index)
{
  g_signal_emit_by_name (chart, "study-activated", chart->view.studies[index].id);
}

guint
bt_chart_add_study (BtChart *chart, const BtStudySettings *settings)
{
  g_return_val_if_fail (BT_IS_CHART (chart) && settings != NULL, 0);

  guint id = bt_chart_view_add_study (&chart->view, settings);
  if (id != 0)
    tell_studies (chart);
  return id;
}

gboolean
bt_chart_set_study (BtChart *chart, guint id, const BtStudySettings *settings)
{
  g_return_val_if_fail (BT_IS_CHART (chart), FALSE);

  gboolean is_known = settings != NULL ? bt_chart_view_set_study (&chart->view, id, settings)
                                       : bt_chart_view_remove_study (&chart->view, id);
  if (is_known)
    tell_studies (chart);
  return is_known;
}

void
bt_chart_tell_looks (BtChart *chart)
{
  g_signal_emit_by_name (chart, "studies-changed");
}

gboolean
bt_chart_set_study_look (BtChart *chart, guint id, const BtStudyLook *look)
{
  g_return_val_if_fail (BT_IS_CHART (chart) && look != NULL, FALSE);

  gboolean is_known = bt_chart_view_set_study_look (&chart->view, id, look);
  if (is_known)
    tell_studies (chart);
  return is_known;
}

gboolean
bt_chart_get_study_look (BtChart *chart, guint id, BtStudyLook *look)
{
  g_return_val_if_fail (BT_IS_CHART (chart) && look != NULL, FALSE);

  for (guint i = 0; i < chart->view.n_studies; i++)
    if (chart->view.studies[i].id == id)
      {
        *look = chart->view.studies[i].look;
        return TRUE;
      }
  return FALSE;
}

guint
bt_chart_get_n_studies (BtChart *chart)
{
  g_return_val_if_fail (BT_IS_CHART (chart), 0);

  return chart->view.n_studies;
}

guint
bt_chart_get_study (BtChart *chart, guint index, BtStudySettings *settings)
{
  g_return_val_if_fail (BT_IS_CHART (chart) && settings != NULL, 0);
  g_return_val_if_fail (index < chart->view.n_studies, 0);

  *settings = chart->view.studies[index].settings;
  return chart->view.studies[index].id;
}

void
bt_chart_set_study_watched (BtChart *chart, guint id, gboolean is_watched)
{
  g_return_if_fail (BT_IS_CHART (chart));

  for (guint i = 0; i < chart->view.n_studies; i++)
    {
      BtChartStudy *study = &chart->view.studies[i];

      if (study->id != id || study->is_watched == is_watched)
        continue;
      study->is_watched = is_watched;
      bt_chart_revise (chart);
    }
}
