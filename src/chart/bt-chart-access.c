// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-chart-private.h"

#include "chart/bt-legend-layer.h"
#include "chart/bt-study-legend.h"

/* Often enough for a reader who asks, seldom enough not to talk into every frame. */
#define DESCRIPTION_DELAY_MS 500

void
bt_chart_update_name (BtChart *chart)
{
  g_autoptr (GString) name = g_string_new (chart->name_text);
  const BtTape *tape = chart->view.tape;

  g_string_replace (name, "{symbol}", tape != NULL ? bt_tape_get_instrument (tape)->symbol : "", 0);
  g_string_replace (name, "{timeframe}", bt_timeframe_to_string (chart->view.timeframe), 0);
  g_autofree char *stripped = g_strstrip (g_strdup (name->str));
  gtk_accessible_update_property (GTK_ACCESSIBLE (chart), GTK_ACCESSIBLE_PROPERTY_LABEL, stripped,
                                  -1);
}

/* Adds what the studies say at a candle. */
static char *
describe_candle (const BtChartView *view, gsize index)
{
  g_autofree char *candle = bt_legend_layer_describe (view, index);
  g_autoptr (GString) text = g_string_new (candle);

  for (guint i = 0; i < view->n_studies; i++)
    {
      g_autofree char *values = bt_study_legend_describe (view, i, index);
      g_string_append_printf (text, ". %s", values);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_view (const BtChartView *view)
{
  gsize current = 0;
  char price[40];

  if (!bt_chart_view_get_current (view, &current))
    return g_strdup (view->empty_text);

  g_autofree char *newest = describe_candle (view, view->columns.length - 1);
  if (!view->crosshair.is_visible)
    return g_steal_pointer (&newest);
  g_autofree char *pointed = describe_candle (view, current);
  if (view->crosshair.y < 0)
    return g_strdup_printf ("%s. %s", pointed, newest);
  bt_chart_view_format_price (view, bt_chart_view_price_at (view, view->crosshair.y), price);
  return g_strdup_printf ("%s, %s. %s", price, pointed, newest);
}

static gboolean
description_due_cb (gpointer data)
{
  BtChart *chart = data;
  g_autofree char *description = describe_view (&chart->view);

  chart->description_id = 0;
  gtk_accessible_update_property (GTK_ACCESSIBLE (chart), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description, -1);
  return G_SOURCE_REMOVE;
}

void
bt_chart_queue_description (BtChart *chart)
{
  if (chart->description_id == 0)
    chart->description_id = g_timeout_add (DESCRIPTION_DELAY_MS, description_due_cb, chart);
}

void
bt_chart_cancel_description (BtChart *chart)
{
  g_clear_handle_id (&chart->description_id, g_source_remove);
}

void
bt_chart_speak_candle (BtChart *chart)
{
  bt_chart_cancel_description (chart);
  description_due_cb (chart);
}
