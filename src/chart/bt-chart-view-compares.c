// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The other instruments of a view. */
#include "config.h"

#include "chart/bt-chart-view-private.h"

#include <math.h>

#define AXIS_PX 70.0
#define TICK_DISTANCE_PX 36.0
#define AXIS_PADDING_PX 20.0
/* Of an axis of its own: what stays free above and below. */
#define SHARE_BESIDE 0.1

static void
restart (BtChartView *view, BtChartCompare *compare)
{
  if (view->tape != NULL)
    bt_chart_compare_restart (compare, view->timeframe, view->day,
                              bt_chart_series_is_from_base (view->spec.kind));
}

void
bt_chart_view_restart_compares (BtChartView *view)
{
  for (guint i = 0; i < view->n_compares; i++)
    restart (view, &view->compares[i]);
}

void
bt_chart_view_update_compares (BtChartView *view)
{
  for (guint i = 0; i < view->n_compares; i++)
    bt_chart_compare_update (&view->compares[i]);
}

guint
bt_chart_view_add_compare (BtChartView *view, BtTape *tape, BtChartCompareAxis axis)
{
  guint id = view->last_compare_id + 1;

  if (view->n_compares == BT_CHART_MAX_COMPARES)
    return 0;
  BtChartCompare *compare = &view->compares[view->n_compares++];
  bt_chart_compare_init (compare, id, tape, axis);
  /* From the far end of the palette: studies begin at the near one. */
  compare->colour = BT_CHART_N_STUDY_COLOURS - 1 - (id - 1) % BT_CHART_N_STUDY_COLOURS;
  view->last_compare_id = id;
  restart (view, compare);
  return id;
}

guint
bt_chart_view_find_compare (const BtChartView *view, guint id)
{
  for (guint i = 0; i < view->n_compares; i++)
    if (view->compares[i].id == id)
      return i;
  return BT_CHART_NO_INDEX;
}

gboolean
bt_chart_view_remove_compare (BtChartView *view, guint id)
{
  guint index = bt_chart_view_find_compare (view, id);

  if (index == BT_CHART_NO_INDEX)
    return FALSE;
  bt_chart_compare_clear (&view->compares[index]);
  view->n_compares--;
  for (guint i = index; i < view->n_compares; i++)
    view->compares[i] = view->compares[i + 1];
  view->compares[view->n_compares] = (BtChartCompare){ 0 };
  return TRUE;
}

/* Finds what of a line is in view, and where it begins. */
static void
find_in_view (const BtChartView *view, BtChartCompare *compare)
{
  gint64 first_usec = view->columns.time_usec[view->first];
  gint64 last_usec = view->columns.time_usec[view->last];
  gsize last = 0;

  compare->is_in_view = FALSE;
  compare->base_points = 0;
  bt_chart_compare_find (compare, last_usec, &last);
  if (compare->columns.length == 0 || compare->columns.time_usec[0] > last_usec)
    return;
  /* What is too old at the first candle is followed by what begins later. */
  if (!bt_chart_compare_find (compare, first_usec, &compare->first)
      && compare->columns.time_usec[0] + compare->delay_usec <= first_usec)
    compare->first++;
  else if (compare->columns.time_usec[0] + compare->delay_usec > first_usec)
    compare->first = 0;
  if (compare->first > last)
    return;
  compare->last = last;
  compare->is_in_view = TRUE;
  compare->base_points = (double) compare->columns.close_points[compare->first];
}

void
bt_chart_view_find_compares (BtChartView *view)
{
  for (guint i = 0; i < view->n_compares; i++)
    find_in_view (view, &view->compares[i]);
}

static BtCandleExtent
get_extent (const BtChartCompare *compare)
{
  return bt_candle_pyramid_get (compare->pyramid, &compare->columns, compare->first, compare->last);
}

/* Where a line stands on the chart's axis: it moves from the chart's base by as much, in percent.
 */
static double
get_points (const BtChartView *view, const BtChartCompare *compare, double points)
{
  return view->price.base_points * points / compare->base_points;
}

/* A line on the chart's axis needs a price above nothing to begin with. */
static gboolean
is_on_axis (const BtChartCompare *compare)
{
  return compare->is_in_view && compare->axis == BT_CHART_COMPARE_PERCENT
         && compare->base_points > 0;
}

void
bt_chart_view_widen_by_compares (const BtChartView *view, double *low, double *high)
{
  for (guint i = 0; i < view->n_compares; i++)
    {
      const BtChartCompare *compare = &view->compares[i];
      if (!is_on_axis (compare))
        continue;
      BtCandleExtent extent = get_extent (compare);
      *low = MIN (*low, get_points (view, compare, (double) extent.close_low_points));
      *high = MAX (*high, get_points (view, compare, (double) extent.close_high_points));
    }
}

double
bt_chart_view_place_compares (BtChartView *view, double width)
{
  double room = 0;

  for (guint i = 0; i < view->n_compares; i++)
    {
      BtChartCompare *compare = &view->compares[i];
      char text[BT_DECIMAL_BUFFER] = "";
      compare->width = 0;
      if (compare->axis != BT_CHART_COMPARE_OWN)
        continue;
      if (view->has_text && compare->columns.length > 0)
        bt_decimal_format (compare->columns.high_points[compare->columns.length - 1],
                           bt_chart_compare_get_instrument (compare)->digits, text);
      double needed = bt_text_cache_width (view->text, text, BT_TEXT_AXIS_BOLD) + AXIS_PADDING_PX;
      compare->width = ceil (MAX (bt_chart_view_metric (view, AXIS_PX), needed));
      room += compare->width;
    }
  double left = width - room;
  for (guint i = 0; i < view->n_compares; i++)
    {
      view->compares[i].left = left;
      left += view->compares[i].width;
    }
  return room;
}

void
bt_chart_view_lay_out_compares (BtChartView *view)
{
  for (guint i = 0; i < view->n_compares; i++)
    {
      BtChartCompare *compare = &view->compares[i];
      compare->n_ticks = 0;
      compare->scale.height_px = view->plot_height;
      if (compare->width <= 0 || !compare->is_in_view)
        continue;
      BtCandleExtent extent = get_extent (compare);
      if (compare->is_auto)
        bt_price_scale_fit (&compare->scale, (double) extent.close_low_points,
                            (double) extent.close_high_points, SHARE_BESIDE, SHARE_BESIDE);
      compare->n_ticks
        = bt_price_scale_ticks (&compare->scale, bt_chart_view_metric (view, TICK_DISTANCE_PX),
                                compare->ticks, BT_CHART_MAX_COMPARE_TICKS);
    }
}

gboolean
bt_chart_view_compare_y (const BtChartView *view, guint compare, double points, double *y)
{
  const BtChartCompare *shown = &view->compares[compare];

  if (shown->axis == BT_CHART_COMPARE_OWN)
    *y = bt_price_scale_to_y (&shown->scale, points);
  else if (is_on_axis (shown))
    *y = bt_price_scale_to_y (&view->price, get_points (view, shown, points));
  else
    return FALSE;
  return shown->is_in_view;
}

guint
bt_chart_view_find_compare_axis (const BtChartView *view, double x)
{
  for (guint i = 0; i < view->n_compares; i++)
    if (view->compares[i].width > 0 && x >= view->compares[i].left
        && x < view->compares[i].left + view->compares[i].width)
      return i;
  return BT_CHART_NO_INDEX;
}

void
bt_chart_view_zoom_compare (BtChartView *view, guint compare, double factor, double y)
{
  view->compares[compare].is_auto = FALSE;
  bt_price_scale_zoom (&view->compares[compare].scale, factor, y);
}

void
bt_chart_view_fit_compare (BtChartView *view, guint compare)
{
  view->compares[compare].is_auto = TRUE;
}
