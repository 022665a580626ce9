// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-chart-painter.h"

#include "chart/bt-candle-layer.h"
#include "chart/bt-compare-layer.h"
#include "chart/bt-crosshair-layer.h"
#include "chart/bt-drawing-layer.h"
#include "chart/bt-grid-layer.h"
#include "chart/bt-legend-layer.h"
#include "chart/bt-line-layer.h"
#include "chart/bt-marker-layer.h"
#include "chart/bt-profile-layer.h"
#include "chart/bt-ruler-layer.h"
#include "chart/bt-session-layer.h"
#include "chart/bt-study-layer.h"
#include "chart/bt-study-legend.h"

#include <math.h>

static graphene_rect_t
make_bounds (double x, double y, double width, double height)
{
  return GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height);
}

/* A strip over the plot that holds the device row of a price. */
static graphene_rect_t
make_row_bounds (const BtChartView *view, gint64 points)
{
  double y = bt_chart_view_y (view, points);

  if (y < 0 || y >= view->plot_height)
    return make_bounds (0, 0, 0, 0);
  return make_bounds (0, bt_pixel_grid_row (&view->grid, y), view->plot_width,
                      bt_pixel_grid_unit (&view->grid));
}

static gboolean
has_drawings (const BtChartView *view)
{
  return view->pending_drawing != NULL
         || (view->drawings != NULL && bt_drawing_set_get_count (view->drawings) > 0);
}

static graphene_rect_t
get_data_bounds (const BtChartView *view, BtChartLayer layer)
{
  graphene_rect_t empty = make_bounds (0, 0, 0, 0);
  graphene_rect_t plot = make_bounds (0, 0, view->plot_width, view->plot_height);

  switch ((int) layer)
    {
    case BT_CHART_LAYER_NEWEST:
      return bt_candle_layer_newest_bounds (view);
    case BT_CHART_LAYER_LAST_LINE:
      return make_row_bounds (view, view->last_points);
    case BT_CHART_LAYER_ASK_LINE:
      return view->ask_points == BT_PRICE_NONE ? empty : make_row_bounds (view, view->ask_points);
    case BT_CHART_LAYER_MARKERS:
      return view->n_markers > 0 ? plot : empty;
    case BT_CHART_LAYER_LINES:
      return view->n_lines > 0 ? plot : empty;
    case BT_CHART_LAYER_LABELS:
      return bt_line_layer_label_bounds (view);
    case BT_CHART_LAYER_TIME_AXIS:
      return make_bounds (0, view->body_height, view->width, view->height - view->body_height);
    case BT_CHART_LAYER_PRICE_AXIS:
    case BT_CHART_LAYER_TAGS:
      return make_bounds (view->plot_width, 0, view->width - view->plot_width, view->plot_height);
    case BT_CHART_LAYER_LEGEND:
      return bt_legend_layer_bounds (view);
    case BT_CHART_LAYER_DRAWINGS:
      return has_drawings (view) ? plot : empty;
    case BT_CHART_LAYER_STUDIES:
      return view->n_studies > 0 ? make_bounds (0, 0, view->width, view->body_height) : empty;
    case BT_CHART_LAYER_NEWEST_STUDIES:
      return bt_study_layer_newest_bounds (view);
    case BT_CHART_LAYER_PANE_AXES:
      return view->n_panes > 0
               ? make_bounds (view->plot_width, view->plot_height, view->width - view->plot_width,
                              view->body_height - view->plot_height)
               : empty;
    case BT_CHART_LAYER_STUDY_LEGEND:
      return bt_study_legend_bounds (view);
    case BT_CHART_LAYER_PROFILE:
      return bt_profile_layer_bounds (view);
    case BT_CHART_LAYER_COMPARES:
      return view->n_compares > 0 ? plot : empty;
    case BT_CHART_LAYER_COMPARE_AXES:
      return bt_compare_layer_axes_bounds (view);
    case BT_CHART_LAYER_COMPARE_LEGEND:
      return bt_compare_layer_legend_bounds (view);
    case BT_CHART_LAYER_RULER:
      return bt_ruler_layer_bounds (view);
    default:
      return bt_crosshair_layer_bounds (view, layer - BT_CHART_LAYER_CROSSHAIR_COLUMN);
    }
}

graphene_rect_t
bt_chart_painter_bounds (const BtChartView *view, BtChartLayer layer)
{
  if (layer == BT_CHART_LAYER_BASE)
    return make_bounds (0, 0, view->width, view->height);
  if (!view->has_candles)
    return make_bounds (0, 0, 0, 0);
  return get_data_bounds (view, layer);
}

static void
draw_base (const BtChartView *view, cairo_t *cr)
{
  bt_grid_layer_draw (view, cr);
  bt_candle_layer_draw (view, cr);
  if (view->has_candles && view->has_sessions)
    bt_session_layer_draw_strips (view, cr);
  if (view->columns.length > 0 || !view->has_text)
    return;
  bt_chart_theme_set_source (cr, &view->theme.dim, 1.0);
  bt_text_cache_show (view->text, cr, &view->grid, view->empty_text, BT_TEXT_MESSAGE,
                      view->plot_width / 2, view->plot_height / 2, 0.5);
}

static void
draw_axis (const BtChartView *view, BtChartLayer layer, cairo_t *cr)
{
  BtAxisMask mask;

  switch ((int) layer)
    {
    case BT_CHART_LAYER_PRICE_AXIS:
      mask = bt_axis_layer_mask (view);
      bt_axis_layer_draw_prices (view, &mask, cr);
      break;
    case BT_CHART_LAYER_TIME_AXIS:
      mask = bt_axis_layer_mask (view);
      bt_axis_layer_draw_times (view, &mask, cr);
      break;
    case BT_CHART_LAYER_TAGS:
      bt_axis_layer_draw_tags (view, cr);
      break;
    case BT_CHART_LAYER_PANE_AXES:
      bt_study_layer_draw_axes (view, cr);
      break;
    default:
      bt_compare_layer_draw_axes (view, cr);
      break;
    }
}

void
bt_chart_painter_draw (const BtChartView *view, BtChartLayer layer, cairo_t *cr)
{
  switch ((int) layer)
    {
    case BT_CHART_LAYER_BASE:
      draw_base (view, cr);
      break;
    case BT_CHART_LAYER_NEWEST:
      bt_candle_layer_draw_newest (view, cr);
      break;
    case BT_CHART_LAYER_LAST_LINE:
      bt_axis_layer_draw_last_line (view, cr);
      break;
    case BT_CHART_LAYER_ASK_LINE:
      bt_axis_layer_draw_ask_line (view, cr);
      break;
    case BT_CHART_LAYER_MARKERS:
      bt_marker_layer_draw (view, cr);
      break;
    case BT_CHART_LAYER_LINES:
      bt_line_layer_draw_lines (view, cr);
      break;
    case BT_CHART_LAYER_LABELS:
      bt_line_layer_draw_labels (view, cr);
      break;
    case BT_CHART_LAYER_LEGEND:
      bt_legend_layer_draw (view, cr);
      break;
    case BT_CHART_LAYER_DRAWINGS:
      bt_drawing_layer_draw (view, cr);
      break;
    case BT_CHART_LAYER_STUDIES:
      bt_study_layer_draw (view, cr);
      break;
    case BT_CHART_LAYER_NEWEST_STUDIES:
      bt_study_layer_draw_newest (view, cr);
      break;
    case BT_CHART_LAYER_STUDY_LEGEND:
      bt_study_legend_draw (view, cr);
      break;
    case BT_CHART_LAYER_PROFILE:
      bt_profile_layer_draw (view, cr);
      break;
    case BT_CHART_LAYER_COMPARES:
      bt_compare_layer_draw_lines (view, cr);
      break;
    case BT_CHART_LAYER_COMPARE_LEGEND:
      bt_compare_layer_draw_legend (view, cr);
      break;
    case BT_CHART_LAYER_RULER:
      bt_ruler_layer_draw (view, cr);
      break;
    case BT_CHART_LAYER_PRICE_AXIS:
    case BT_CHART_LAYER_TIME_AXIS:
    case BT_CHART_LAYER_TAGS:
    case BT_CHART_LAYER_PANE_AXES:
    case BT_CHART_LAYER_COMPARE_AXES:
      draw_axis (view, layer, cr);
      break;
    default:
      bt_crosshair_layer_draw (view, layer - BT_CHART_LAYER_CROSSHAIR_COLUMN, cr);
      break;
    }
}

void
bt_chart_painter_draw_all (const BtChartView *view, cairo_t *cr)
{
  for (guint layer = 0; layer < BT_CHART_N_LAYERS; layer++)
    {
      graphene_rect_t bounds = bt_chart_painter_bounds (view, layer);
      if (bounds.size.width > 0 && bounds.size.height > 0)
        bt_chart_painter_draw (view, layer, cr);
    }
}

cairo_surface_t *
bt_chart_painter_render (BtChartView *view, int width_px, int height_px, double scale)
{
  BtPixelGrid grid = { .scale = scale };

  g_return_val_if_fail (width_px > 0 && height_px > 0 && scale > 0, NULL);

  cairo_surface_t *surface = cairo_image_surface_create (
    CAIRO_FORMAT_ARGB32, (int) ceil (width_px * scale), (int) ceil (height_px * scale));
  cairo_surface_set_device_scale (surface, scale, scale);
  cairo_t *cr = cairo_create (surface);
  bt_chart_view_layout (view, width_px, height_px, &grid);
  bt_chart_painter_draw_all (view, cr);
  cairo_destroy (cr);
  return surface;
}
