// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The panes below the candles: how high they are and which values they show. */
#include "config.h"

#include "chart/bt-chart-view-private.h"

#include <math.h>

/* A pane's usual share of the chart, and what it never goes below. */
#define PANE_SHARE 0.17
#define PANE_MIN_PX 56.0
#define PANE_TICK_DISTANCE_PX 26.0
/* What the candles keep, and what when heights were set by hand. */
#define PLOT_MIN_SHARE 0.4
#define PLOT_OWN_SHARE 0.25
#define SHARE_BESIDE 0.08
/* How near to an edge the pointer takes it. */
#define DIVIDER_PX 4.0

/* Fits a pane to what of its study is in view, and finds what stands beside it. */
static void
lay_out_pane (BtChartView *view, BtChartPane *pane)
{
  const BtChartStudy *study = &view->studies[pane->study];
  const BtStudy *definition = study->settings.study;
  double low = definition->minimum;
  double high = definition->maximum;
  double share = definition->has_range ? 0 : SHARE_BESIDE;

  pane->scale = (BtPriceScale){ .height_px = pane->height, .is_continuous = TRUE };
  if (!definition->has_range
      && !bt_chart_study_find_range (study, bt_chart_view_digits (view), view->first, view->last,
                                     &low, &high))
    low = high = 0;
  /* A histogram stands on zero. */
  for (guint i = 0; i < definition->n_outputs && !definition->has_range; i++)
    if (definition->outputs[i].style == BT_STUDY_STYLE_HISTOGRAM)
      {
        low = MIN (low, 0);
        high = MAX (high, 0);
      }
  bt_price_scale_fit (&pane->scale, low, high, share, share);
  if (study->has_own_range)
    {
      pane->scale.low_points = study->low;
      pane->scale.high_points = study->high;
    }
  pane->n_ticks
    = bt_price_scale_ticks (&pane->scale, bt_chart_view_metric (view, PANE_TICK_DISTANCE_PX),
                            pane->ticks, BT_CHART_MAX_PANE_TICKS);
}

void
bt_chart_view_lay_out_panes (BtChartView *view)
{
  for (guint i = 0; i < view->n_panes; i++)
    lay_out_pane (view, &view->panes[i]);
}

static gboolean
wants_pane (const BtChartStudy *study)
{
  return !study->settings.study->is_overlay && !study->look.is_hidden;
}

static gboolean
has_own_heights (const BtChartView *view)
{
  for (guint i = 0; i < view->n_studies; i++)
    if (wants_pane (&view->studies[i]) && view->studies[i].look.pane_share > 0)
      return TRUE;
  return FALSE;
}

static double
get_room (const BtChartView *view)
{
  return view->body_height * (1 - (has_own_heights (view) ? PLOT_OWN_SHARE : PLOT_MIN_SHARE));
}

static double
get_wanted_height (const BtChartView *view, const BtChartStudy *study)
{
  double share = study->look.pane_share;

  if (share > 0)
    return MAX (floor (view->body_height * share + 0.5), PANE_MIN_PX);
  return MAX (floor (view->body_height * PANE_SHARE), PANE_MIN_PX);
}

/* Puts the pane's study and its height down; more than find room shrink, then are left out. */
static void
choose_panes (BtChartView *view)
{
  double room = get_room (view);
  double wanted = 0;
  double used = 0;

  view->n_panes = 0;
  for (guint i = 0; i < view->n_studies && view->n_panes < BT_CHART_MAX_PANES; i++)
    if (wants_pane (&view->studies[i]))
      {
        BtChartPane *pane = &view->panes[view->n_panes++];
        pane->study = i;
        pane->height = get_wanted_height (view, &view->studies[i]);
        wanted += pane->height;
      }
  guint count = view->n_panes;
  view->n_panes = 0;
  for (guint i = 0; i < count; i++)
    {
      BtChartPane *pane = &view->panes[i];
      if (wanted > room)
        pane->height = MAX (floor (pane->height * room / wanted), PANE_MIN_PX);
      if (used + pane->height > room)
        break;
      used += pane->height;
      view->n_panes++;
    }
}

void
bt_chart_view_place_panes (BtChartView *view)
{
  double top = view->body_height;

  choose_panes (view);
  for (guint i = 0; i < view->n_panes; i++)
    top -= view->panes[i].height;
  view->plot_height = MAX (bt_pixel_grid_y (&view->grid, top), 1.0);
  for (guint i = 0; i < view->n_panes; i++)
    {
      BtChartPane *pane = &view->panes[i];
      double bottom = top + pane->height;
      pane->top = bt_pixel_grid_y (&view->grid, top);
      pane->height = bt_pixel_grid_y (&view->grid, bottom) - pane->top;
      top = bottom;
    }
}

guint
bt_chart_view_find_pane (const BtChartView *view, double y)
{
  for (guint i = 0; i < view->n_panes; i++)
    if (y >= view->panes[i].top && y < view->panes[i].top + view->panes[i].height)
      return i;
  return BT_CHART_NO_INDEX;
}

guint
bt_chart_view_find_divider (const BtChartView *view, double x, double y)
{
  for (guint i = 0; i < view->n_panes && x < view->plot_width; i++)
    if (fabs (y - view->panes[i].top) <= DIVIDER_PX)
      return i;
  return BT_CHART_NO_INDEX;
}

/* The edge takes from one side what it gives to the other; what lies beyond stays. */
void
bt_chart_view_move_divider (BtChartView *view, guint pane, double y)
{
  g_return_if_fail (pane < view->n_panes);

  const BtChartPane *below = &view->panes[pane];
  double bottom = below->top + below->height;
  double highest = pane > 0 ? view->panes[pane - 1].top + PANE_MIN_PX
                            : ceil (view->body_height * PLOT_OWN_SHARE) + 1;
  double edge = floor (CLAMP (y, highest, MAX (bottom - PANE_MIN_PX, highest)) + 0.5);

  for (guint i = 0; i < view->n_panes; i++)
    {
      double height = view->panes[i].height;
      if (i == pane)
        height = bottom - edge;
      else if (i + 1 == pane)
        height = edge - view->panes[i].top;
      view->studies[view->panes[i].study].look.pane_share = height / view->body_height;
    }
  bt_chart_view_place_panes (view);
}

void
bt_chart_view_reset_dividers (BtChartView *view)
{
  for (guint i = 0; i < view->n_studies; i++)
    view->studies[i].look.pane_share = 0;
}

static void
keep_range (BtChartView *view, const BtChartPane *pane)
{
  BtChartStudy *study = &view->studies[pane->study];

  study->has_own_range = TRUE;
  study->low = pane->scale.low_points;
  study->high = pane->scale.high_points;
}

void
bt_chart_view_zoom_pane (BtChartView *view, guint pane, double factor, double y)
{
  g_return_if_fail (pane < view->n_panes);

  BtChartPane *zoomed = &view->panes[pane];
  bt_price_scale_zoom (&zoomed->scale, factor, y - zoomed->top);
  keep_range (view, zoomed);
}

gboolean
bt_chart_view_pan_pane (BtChartView *view, guint pane, double delta_px)
{
  g_return_val_if_fail (pane < view->n_panes, FALSE);

  BtChartPane *panned = &view->panes[pane];
  if (!view->studies[panned->study].has_own_range)
    return FALSE;
  bt_price_scale_pan (&panned->scale, delta_px);
  keep_range (view, panned);
  return TRUE;
}

gboolean
bt_chart_view_fit_pane (BtChartView *view, guint pane)
{
  g_return_val_if_fail (pane < view->n_panes, FALSE);

  BtChartStudy *study = &view->studies[view->panes[pane].study];
  gboolean was_own = study->has_own_range;
  study->has_own_range = FALSE;
  return was_own;
}
