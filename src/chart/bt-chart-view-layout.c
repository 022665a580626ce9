// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Where everything of a view lies at a size. */
#include "config.h"

#include "chart/bt-chart-view.h"

#include <math.h>

#define PRICE_AXIS_PX 70.0
#define TIME_AXIS_PX 28.0
/* Shares of the plot that stay free when prices scale by themselves. */
#define SHARE_ABOVE 0.11
#define SHARE_BELOW 0.09
#define SHARE_BELOW_VOLUME 0.16
/* Order lines widen an automatic range by at most this share of it each way. */
#define LINES_SHARE 0.6
#define TICK_DISTANCE_PX 84.0
#define PRICE_TICK_DISTANCE_PX 36.0
/* Heights of the panes below the candles: a share of the chart each, never less than makes sense.
 */
#define PANE_SHARE 0.17
#define PANE_MIN_PX 56.0
#define PANE_TICK_DISTANCE_PX 26.0
#define PLOT_MIN_SHARE 0.4
#define SHARE_BESIDE 0.08

static void
widen_by_lines (const BtChartView *view, double *low, double *high)
{
  double most = MAX (*high - *low, 8.0) * LINES_SHARE;
  double lowest = *low - most;
  double highest = *high + most;

  for (guint i = 0; i < view->n_lines; i++)
    {
      double price = (double) view->lines[i].price_points;
      if (price < *low && price >= lowest)
        *low = price;
      else if (price > *high && price <= highest)
        *high = price;
    }
}

static void
fit_prices (BtChartView *view, const BtCandleExtent *extent)
{
  double lowest = (double) extent->low_points;
  double highest = (double) extent->high_points;

  widen_by_lines (view, &lowest, &highest);
  bt_price_scale_fit (&view->price, lowest, highest, SHARE_ABOVE,
                      view->has_volume ? SHARE_BELOW_VOLUME : SHARE_BELOW);
}

/* Fits the scale to the candles in view, and finds what stands beside it. */
static void
lay_out_prices (BtChartView *view)
{
  BtCandleExtent extent
    = bt_candle_pyramid_get (view->pyramid, &view->columns, view->first, view->last);

  view->volume_max = extent.volume_max;
  view->price.base_points = (double) view->columns.close_points[view->first];
  if (view->is_auto_scale && view->drag.line == BT_CHART_NO_INDEX)
    fit_prices (view, &extent);
  view->n_price_ticks
    = bt_price_scale_ticks (&view->price, bt_chart_view_metric (view, PRICE_TICK_DISTANCE_PX),
                            view->price_ticks, BT_CHART_MAX_PRICE_TICKS);
}

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
  pane->n_ticks
    = bt_price_scale_ticks (&pane->scale, bt_chart_view_metric (view, PANE_TICK_DISTANCE_PX),
                            pane->ticks, BT_CHART_MAX_PANE_TICKS);
}

static gboolean
wants_pane (const BtChartStudy *study)
{
  return !study->settings.study->is_overlay && !study->look.is_hidden;
}

/* Cuts the body into the plot and as many panes as find room below it. */
static void
place_panes (BtChartView *view)
{
  double pane_height = MAX (floor (view->body_height * PANE_SHARE), PANE_MIN_PX);
  double room = view->body_height * (1 - PLOT_MIN_SHARE);
  guint wanted = 0;

  for (guint i = 0; i < view->n_studies; i++)
    wanted += wants_pane (&view->studies[i]);
  wanted = MIN (wanted, BT_CHART_MAX_PANES);
  if (wanted * pane_height > room && wanted > 0)
    pane_height = MAX (floor (room / wanted), PANE_MIN_PX);
  view->n_panes = 0;
  for (guint i = 0; i < view->n_studies && view->n_panes < wanted; i++)
    if (wants_pane (&view->studies[i]) && (view->n_panes + 1) * pane_height <= room)
      view->panes[view->n_panes++].study = i;
  view->plot_height
    = MAX (bt_pixel_grid_y (&view->grid, view->body_height - view->n_panes * pane_height), 1.0);
  for (guint i = 0; i < view->n_panes; i++)
    {
      double top = view->body_height - (view->n_panes - i) * pane_height;
      view->panes[i].top = bt_pixel_grid_y (&view->grid, top);
      view->panes[i].height = bt_pixel_grid_y (&view->grid, top + pane_height) - view->panes[i].top;
    }
}

/* Wide enough for the longest price of the instrument, so that it does not jump while prices
 * change. */
static double
measure_price_axis (const BtChartView *view)
{
  char text[40];

  if (!view->has_text || view->columns.length == 0)
    return bt_chart_view_metric (view, PRICE_AXIS_PX);
  bt_chart_view_format_price (view, view->columns.high_points[view->columns.length - 1], text);
  double width = bt_text_cache_width (view->text, text, BT_TEXT_AXIS_BOLD) + 20;
  return MAX (bt_chart_view_metric (view, PRICE_AXIS_PX), width);
}

/* Puts the crosshair on the candle that is under the pointer now. */
static void
hold_crosshair (BtChartView *view)
{
  BtChartCrosshair *crosshair = &view->crosshair;

  if (crosshair->is_visible && crosshair->x >= 0)
    crosshair->index = MAX (floor (bt_time_scale_from_x (&view->time, crosshair->x) + 0.5), 0);
}

void
bt_chart_view_layout (BtChartView *view, double width, double height, const BtPixelGrid *grid)
{
  g_return_if_fail (view != NULL && grid != NULL && grid->scale > 0);

  view->width = width;
  view->height = height;
  view->grid = *grid;
  view->plot_width = MAX (bt_pixel_grid_x (grid, width - measure_price_axis (view)), 1.0);
  view->body_height
    = MAX (bt_pixel_grid_y (grid, height - bt_chart_view_metric (view, TIME_AXIS_PX)), 1.0);
  place_panes (view);
  view->time.width_px = view->plot_width;
  view->price.height_px = view->plot_height;
  bt_chart_view_keep_end_margin (view);
  hold_crosshair (view);
  view->n_ticks = 0;
  view->n_price_ticks = 0;
  view->has_candles
    = bt_time_scale_range (&view->time, view->columns.length, &view->first, &view->last);
  if (!view->has_candles)
    return;

  lay_out_prices (view);
  for (guint i = 0; i < view->n_panes; i++)
    lay_out_pane (view, &view->panes[i]);
  BtTimeAxis axis = bt_chart_view_time_axis (view);
  view->n_ticks = bt_time_axis_ticks (&axis, &view->time, view->first, view->last,
                                      bt_chart_view_metric (view, TICK_DISTANCE_PX), view->ticks,
                                      BT_CHART_MAX_TICKS);
}

void
bt_chart_view_point (BtChartView *view, double x, double y)
{
  gboolean is_inside = x >= 0 && x < view->plot_width && y >= 0 && y < view->body_height;

  view->crosshair.is_visible = is_inside && view->columns.length > 0;
  if (!view->crosshair.is_visible)
    return;
  view->crosshair.x = x;
  view->crosshair.y = y;
  hold_crosshair (view);
}
