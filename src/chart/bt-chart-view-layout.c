// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Where everything of a view lies at a size. */
#include "config.h"

#include "chart/bt-chart-view-private.h"

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
#define SEPARATOR_DISTANCE_PX 40.0
#define PRICE_TICK_DISTANCE_PX 36.0
/* How near a price has to be to draw the pointer to it. */
#define MAGNET_PX 12.0

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

  bt_chart_view_widen_by_compares (view, &lowest, &highest);
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
  view->price.shift_points = (double) view->disguise.shift_points;
  view->price.base_points = (double) view->columns.close_points[view->first];
  if (view->is_auto_scale && view->drag.line == BT_CHART_NO_INDEX)
    fit_prices (view, &extent);
  view->n_price_ticks
    = bt_price_scale_ticks (&view->price, bt_chart_view_metric (view, PRICE_TICK_DISTANCE_PX),
                            view->price_ticks, BT_CHART_MAX_PRICE_TICKS);
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

/* The candle that is under the pointer now. */
static double
find_pointed (const BtChartView *view)
{
  return MAX (floor (bt_time_scale_from_x (&view->time, view->crosshair.x) + 0.5), 0);
}

/* Puts the crosshair on the candle that is under the pointer now, or on the one that holds the
 * moment that another chart points at. */
static void
hold_crosshair (BtChartView *view)
{
  BtChartCrosshair *crosshair = &view->crosshair;

  if (!crosshair->is_visible)
    return;
  if (!crosshair->is_linked && crosshair->x >= 0)
    crosshair->index = find_pointed (view);
  if (!crosshair->is_linked)
    return;
  crosshair->index = floor (bt_chart_view_index_of (view, crosshair->time_usec));
  crosshair->y
    = isnan (crosshair->points) ? -1 : bt_price_scale_to_y (&view->price, crosshair->points);
  if (crosshair->y >= view->plot_height)
    crosshair->y = -1;
}

void
bt_chart_view_link_crosshair (BtChartView *view, gint64 time_usec, double points)
{
  view->crosshair = (BtChartCrosshair){
    .is_visible = view->columns.length > 0 && time_usec >= view->columns.time_usec[0],
    .is_linked = TRUE,
    .time_usec = time_usec,
    .points = points,
    .x = -1,
    .y = -1,
  };
  hold_crosshair (view);
}

gboolean
bt_chart_view_get_crosshair (const BtChartView *view, gint64 *time_usec, double *points)
{
  const BtChartCrosshair *crosshair = &view->crosshair;

  if (!crosshair->is_visible || crosshair->is_linked || view->columns.length == 0)
    return FALSE;
  *time_usec
    = bt_chart_view_time_of (view, crosshair->x >= 0 ? find_pointed (view) : crosshair->index);
  *points = crosshair->y >= 0 && crosshair->y < view->plot_height
              ? bt_price_scale_from_y (&view->price, crosshair->y)
              : NAN;
  return TRUE;
}

static void
lay_out_separators (BtChartView *view, const BtTimeAxis *axis)
{
  static const BtTimeSeparatorKind least[BT_N_CHART_SEPARATORS]
    = { BT_TIME_SEPARATOR_DAY, BT_TIME_SEPARATOR_DAY, BT_TIME_SEPARATOR_DAY, BT_TIME_SEPARATOR_WEEK,
        BT_TIME_SEPARATOR_MONTH };

  if (view->separator_choice != BT_CHART_SEPARATORS_NONE)
    view->n_separators = bt_time_axis_separators (
      axis, &view->time, view->first, view->last, least[view->separator_choice],
      SEPARATOR_DISTANCE_PX, view->separators, BT_CHART_MAX_TICKS);
}

void
bt_chart_view_layout (BtChartView *view, double width, double height, const BtPixelGrid *grid)
{
  g_return_if_fail (view != NULL && grid != NULL && grid->scale > 0);

  width -= bt_chart_view_place_compares (view, width);
  view->width = width;
  view->height = height;
  view->grid = *grid;
  view->plot_width = MAX (bt_pixel_grid_x (grid, width - measure_price_axis (view)), 1.0);
  view->body_height
    = MAX (bt_pixel_grid_y (grid, height - bt_chart_view_metric (view, TIME_AXIS_PX)), 1.0);
  bt_chart_view_place_panes (view);
  view->time.width_px = view->plot_width;
  view->price.height_px = view->plot_height;
  bt_chart_view_keep_end_margin (view);
  view->n_ticks = 0;
  view->n_separators = 0;
  view->n_price_ticks = 0;
  view->has_candles
    = bt_time_scale_range (&view->time, view->columns.length, &view->first, &view->last);
  if (!view->has_candles)
    return;

  bt_chart_view_find_compares (view);
  lay_out_prices (view);
  bt_chart_view_lay_out_compares (view);
  hold_crosshair (view);
  bt_chart_view_lay_out_panes (view);
  BtTimeAxis axis = bt_chart_view_time_axis (view);
  lay_out_separators (view, &axis);
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
  view->crosshair.is_linked = FALSE;
  view->crosshair.x = x;
  view->crosshair.y = y;
  hold_crosshair (view);
  if (view->is_crosshair_magnetic && y < view->plot_height)
    view->crosshair.y
      = bt_price_scale_to_y (&view->price, bt_chart_view_snap (view, view->crosshair.index, y));
}

double
bt_chart_view_snap (const BtChartView *view, double index, double y)
{
  const BtColumns *columns = &view->columns;
  double nearest = MAGNET_PX;
  double points = bt_price_scale_from_y (&view->price, y);

  if (index < 0 || index > (double) columns->length - 1 || columns->length == 0)
    return points;
  gsize candle = (gsize) index;
  const gint64 prices[] = { columns->open_points[candle], columns->high_points[candle],
                            columns->low_points[candle], columns->close_points[candle] };
  for (guint i = 0; i < G_N_ELEMENTS (prices); i++)
    {
      double distance = fabs (bt_chart_view_y (view, prices[i]) - y);
      if (distance >= nearest)
        continue;
      nearest = distance;
      points = (double) prices[i];
    }
  return points;
}
