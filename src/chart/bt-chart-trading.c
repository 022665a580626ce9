// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Trading by hand on the chart: lines that are dragged, orders that are clicked, fills that are
 * asked about. */
#include "config.h"

#include "chart/bt-chart-private.h"

#include "chart/bt-drawing-layer.h"
#include "chart/bt-line-layer.h"
#include "chart/bt-marker-layer.h"

#include <math.h>

/* A press that moves less is a click. */
#define CLICK_PX 5.0
/* How far an entry is pulled before that means a stop or a target. */
#define PULL_PX 8.0

void
bt_chart_line_press (BtChart *chart, double y)
{
  BtChartView *view = &chart->view;

  view->drag = (BtChartDrag){
    .line = chart->grabbed_line,
    .price_points = view->lines[chart->grabbed_line].price_points,
  };
  chart->line_offset_px = bt_chart_view_y (view, view->drag.price_points) - y;
  bt_chart_invalidate (chart, BT_CHART_LINE_LAYERS);
  bt_chart_emit_line_dragged (chart);
}

void
bt_chart_line_drag (BtChart *chart, double y)
{
  BtChartView *view = &chart->view;
  double clamped = CLAMP (y + chart->line_offset_px, 0, view->plot_height - 1);
  gint64 price_points = bt_chart_view_price_at (view, clamped);

  if (view->drag.line == BT_CHART_NO_INDEX || price_points == view->drag.price_points)
    return;
  view->drag.price_points = price_points;
  bt_chart_invalidate (chart, BT_CHART_LINE_LAYERS);
  bt_chart_emit_line_dragged (chart);
}

/* An entry stays where it was filled: a stop or a target is pulled off it, and not by accident. */
static gboolean
is_pulled (const BtChartView *view)
{
  const BtChartLine *line = &view->lines[view->drag.line];
  double distance = fabs (bt_chart_view_y (view, line->price_points)
                          - bt_chart_view_y (view, view->drag.price_points));

  return line->kind != BT_CHART_LINE_ENTRY || distance >= PULL_PX;
}

void
bt_chart_line_release (BtChart *chart, gboolean is_kept)
{
  BtChartView *view = &chart->view;
  guint line = view->drag.line;
  gint64 price_points = view->drag.price_points;

  is_kept = is_kept && line != BT_CHART_NO_INDEX && view->lines[line].price_points != price_points
            && is_pulled (view);
  view->drag.line = BT_CHART_NO_INDEX;
  bt_chart_invalidate (chart, BT_CHART_LINE_LAYERS);
  if (is_kept)
    bt_chart_emit_line_moved (chart, line, price_points);
}

void
bt_chart_set_drag_note (BtChart *chart, const BtChartDragNote *note)
{
  g_return_if_fail (BT_IS_CHART (chart) && note != NULL);

  if (chart->view.drag.line == BT_CHART_NO_INDEX)
    return;
  chart->view.drag.note = *note;
  bt_chart_invalidate (chart, BT_CHART_LINE_LAYERS);
}

gboolean
bt_chart_order_press (BtChart *chart, double x, double y, GdkModifierType state)
{
  const BtChartView *view = &chart->view;

  if (!chart->takes_orders || chart->is_ruler_live || chart->tool != NULL || !view->has_candles
      || (state & GDK_CONTROL_MASK) == 0 || (state & GDK_ALT_MASK) != 0 || x >= view->plot_width
      || y >= view->plot_height)
    return FALSE;
  chart->is_sell_pressed = (state & GDK_SHIFT_MASK) != 0;
  return TRUE;
}

void
bt_chart_order_release (BtChart *chart, double dx, double dy)
{
  if (hypot (dx, dy) < CLICK_PX)
    bt_chart_emit_order_clicked (chart, bt_chart_view_price_at (&chart->view, chart->grab_y),
                                 chart->is_sell_pressed);
}

gboolean
bt_chart_get_price_at (BtChart *chart, double y, gint64 *price_points)
{
  g_return_val_if_fail (BT_IS_CHART (chart) && price_points != NULL, FALSE);

  const BtChartView *view = &chart->view;
  double height = y < 0 && view->crosshair.is_visible ? view->crosshair.y : y;
  if (!view->has_candles || height < 0 || height >= view->plot_height)
    return FALSE;
  *price_points = bt_chart_view_price_at (view, height);
  return TRUE;
}

guint
bt_chart_find_drawing (BtChart *chart, double x, double y)
{
  g_return_val_if_fail (BT_IS_CHART (chart), 0);

  const BtChartView *view = &chart->view;
  if (view->drawings == NULL || !view->has_candles || x < 0 || y < 0 || x >= view->plot_width
      || y >= view->plot_height)
    return 0;
  return bt_drawing_layer_hit (view, x, y, NULL);
}

const BtChartLine *
bt_chart_find_line (BtChart *chart, double x, double y)
{
  guint line = 0;

  g_return_val_if_fail (BT_IS_CHART (chart), NULL);

  return bt_line_layer_hit (&chart->view, x, y, &line) != BT_LINE_PART_NONE
           ? &chart->view.lines[line]
           : NULL;
}

GArray *
bt_chart_find_markers (BtChart *chart, double x, double y, GdkRectangle *place)
{
  g_return_val_if_fail (BT_IS_CHART (chart), NULL);

  return bt_marker_layer_find (&chart->view, x, y, place);
}

GArray *
bt_chart_find_crosshair_markers (BtChart *chart, GdkRectangle *place)
{
  g_return_val_if_fail (BT_IS_CHART (chart), NULL);

  const BtChartCrosshair *crosshair = &chart->view.crosshair;
  if (!crosshair->is_visible || crosshair->index < 0
      || crosshair->index > (double) chart->view.columns.length - 1)
    return g_array_new (FALSE, FALSE, sizeof (guint));
  return bt_marker_layer_find_at (&chart->view, (gsize) crosshair->index, place);
}

void
bt_chart_set_lines (BtChart *chart, const BtChartLine *lines, guint count)
{
  g_return_if_fail (BT_IS_CHART (chart) && (lines != NULL || count == 0));

  BtChartView *view = &chart->view;
  gboolean has_grabbed = chart->grabbed_line < view->n_lines;
  BtChartLine grabbed = has_grabbed ? view->lines[chart->grabbed_line] : (BtChartLine){ 0 };
  BtChartLineChange change = bt_chart_view_set_lines (view, lines, count);
  if (change == BT_CHART_LINES_SAME)
    return;
  /* A press on a line goes on while results change; it ends with the line. */
  if (has_grabbed)
    chart->grabbed_line = bt_chart_view_find_line (view, grabbed.kind, grabbed.id);
  if (has_grabbed && chart->grabbed_line == BT_CHART_NO_INDEX
      && (chart->grab == BT_CHART_GRAB_LINE || chart->grab == BT_CHART_GRAB_CLOSE))
    chart->grab = BT_CHART_GRAB_NONE;
  bt_chart_queue_summary (chart);
  /* Results change with every tick: they damage the labels only. */
  bt_chart_invalidate (chart, change == BT_CHART_LINES_TEXT
                                ? BT_CHART_LAYER_BIT (BT_CHART_LAYER_LABELS)
                                : BT_CHART_LINE_LAYERS);
}

void
bt_chart_set_markers (BtChart *chart, const BtChartMarker *markers, guint count)
{
  g_return_if_fail (BT_IS_CHART (chart) && (markers != NULL || count == 0));

  if (!bt_chart_view_set_markers (&chart->view, markers, count))
    return;
  bt_chart_invalidate (chart, BT_CHART_LAYER_BIT (BT_CHART_LAYER_MARKERS));
}

void
bt_chart_set_ask (BtChart *chart, gint64 ask_points)
{
  g_return_if_fail (BT_IS_CHART (chart));

  if (chart->view.ask_points == ask_points)
    return;
  chart->view.ask_points = ask_points;
  bt_chart_invalidate (chart, BT_CHART_LAYER_BIT (BT_CHART_LAYER_ASK_LINE));
}
