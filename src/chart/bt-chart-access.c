// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-chart-private.h"

#include "chart/bt-chart-summary.h"
#include "chart/bt-ruler-layer.h"

/* Often enough for a reader who asks, seldom enough not to talk into every frame; and while the
 * market moves, so that a summary is heard to its end. */
#define DESCRIPTION_DELAY_MS 500
#define SUMMARY_DISTANCE_MS 5000

void
bt_chart_update_name (BtChart *chart)
{
  g_autoptr (GString) name = g_string_new (chart->name_text);

  g_string_replace (name, "{symbol}", bt_chart_view_symbol (&chart->view), 0);
  g_string_replace (name, "{timeframe}", bt_timeframe_to_string (chart->view.timeframe), 0);
  g_autofree char *stripped = g_strstrip (g_strdup (name->str));
  gtk_accessible_update_property (GTK_ACCESSIBLE (chart), GTK_ACCESSIBLE_PROPERTY_LABEL, stripped,
                                  -1);
}

void
bt_chart_set_disguise (BtChart *chart, const BtDisguise *disguise)
{
  g_return_if_fail (BT_IS_CHART (chart) && disguise != NULL);

  chart->view.disguise = *disguise;
  bt_chart_revise (chart);
  bt_chart_update_name (chart);
  bt_chart_queue_description (chart);
}

/* Appends what is selected: a reader hears where it is as it is moved. */
static char *
append_drawing (const BtChartView *view, char *text)
{
  g_autofree char *summary = text;
  g_autofree char *drawing = bt_chart_summary_drawing (view);

  return drawing != NULL ? g_strjoin (". ", summary, drawing, NULL) : g_steal_pointer (&summary);
}

/* What is measured, the candle under the crosshair with its price, or all there is to say. */
static char *
describe_view (const BtChartView *view)
{
  g_autofree char *measure = bt_ruler_layer_describe (view);
  gsize current = 0;
  char price[40];

  if (measure != NULL)
    return g_steal_pointer (&measure);
  if (!view->crosshair.is_visible || !bt_chart_view_get_current (view, &current))
    return bt_chart_summary (view);
  g_autofree char *pointed = bt_chart_summary_candle (view, current);
  if (view->crosshair.y < 0 || view->crosshair.y >= view->plot_height)
    return g_steal_pointer (&pointed);
  bt_chart_view_format_price (view, bt_chart_view_price_at (view, view->crosshair.y), price);
  return g_strdup_printf ("%s, %s", price, pointed);
}

static void
describe (BtChart *chart, const char *description)
{
  chart->described_usec = g_get_monotonic_time ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (chart), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description, -1);
}

static void
tell (BtChart *chart)
{
  g_autofree char *description = chart->is_market_told
                                   ? bt_chart_summary (&chart->view)
                                   : append_drawing (&chart->view, describe_view (&chart->view));

  chart->is_market_told = FALSE;

  describe (chart, description);
}

static gboolean
description_due_cb (gpointer data)
{
  BtChart *chart = data;

  chart->description_id = 0;
  tell (chart);
  return G_SOURCE_REMOVE;
}

void
bt_chart_queue_description (BtChart *chart)
{
  /* What the user does is told before the market, which may wait for seconds. */
  if (chart->is_market_told)
    bt_chart_cancel_description (chart);
  chart->is_market_told = FALSE;
  if (chart->description_id == 0)
    chart->description_id = g_timeout_add (DESCRIPTION_DELAY_MS, description_due_cb, chart);
}

void
bt_chart_queue_summary (BtChart *chart)
{
  gint64 passed_ms = (g_get_monotonic_time () - chart->described_usec) / 1000;
  gint64 left_ms = SUMMARY_DISTANCE_MS - passed_ms;

  if (chart->description_id != 0)
    return;
  chart->is_market_told = TRUE;
  chart->description_id = g_timeout_add (
    (guint) CLAMP (left_ms, DESCRIPTION_DELAY_MS, SUMMARY_DISTANCE_MS), description_due_cb, chart);
}

void
bt_chart_cancel_description (BtChart *chart)
{
  g_clear_handle_id (&chart->description_id, g_source_remove);
}

void
bt_chart_say (BtChart *chart, const char *text)
{
  g_return_if_fail (BT_IS_CHART (chart) && text != NULL);

  bt_chart_cancel_description (chart);
  /* What is told twice is a change only when something else was told between. */
  gtk_accessible_reset_property (GTK_ACCESSIBLE (chart), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  describe (chart, text);
  chart->said_usec = chart->described_usec;
  bt_chart_queue_summary (chart);
}

void
bt_chart_describe_soon (BtChart *chart)
{
  g_return_if_fail (BT_IS_CHART (chart));

  if (g_get_monotonic_time () - chart->said_usec < SUMMARY_DISTANCE_MS * G_TIME_SPAN_MILLISECOND)
    return;
  bt_chart_cancel_description (chart);
  bt_chart_queue_description (chart);
  chart->is_market_told = TRUE;
}

void
bt_chart_speak_candle (BtChart *chart)
{
  chart->is_market_told = FALSE;
  bt_chart_cancel_description (chart);
  tell (chart);
}

gboolean
bt_chart_get_focus_place (BtChart *chart, double *x, double *y)
{
  gsize index = 0;

  g_return_val_if_fail (BT_IS_CHART (chart), FALSE);

  const BtChartView *view = &chart->view;
  if (!bt_chart_view_get_current (view, &index))
    return FALSE;
  *x = CLAMP (bt_time_scale_to_x (&view->time, (double) index), 0, view->plot_width - 1);
  *y = view->crosshair.is_visible && view->crosshair.y >= 0
         ? view->crosshair.y
         : bt_chart_view_y (view, view->columns.close_points[index]);
  *y = CLAMP (*y, 0, view->plot_height - 1);
  return TRUE;
}
