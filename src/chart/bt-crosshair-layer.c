// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-crosshair-layer.h"

#include "chart/bt-axis-layer.h"
#include "chart/bt-rounded-box.h"

#define TAG_RADIUS_PX 3.0

static const GdkRGBA WHITE = { 1.0f, 1.0f, 1.0f, 1.0f };

static double
get_column (const BtChartView *view)
{
  return bt_pixel_grid_column (&view->grid,
                               bt_time_scale_to_x (&view->time, view->crosshair.index));
}

static gboolean
has_part (const BtChartView *view, BtCrosshairPart part)
{
  if (!view->has_candles || !view->crosshair.is_visible)
    return FALSE;
  if (part == BT_CROSSHAIR_ROW || part == BT_CROSSHAIR_PRICE)
    return view->crosshair.y >= 0 && view->crosshair.y < view->body_height;
  double x = bt_time_scale_to_x (&view->time, view->crosshair.index);
  return x >= 0 && x < view->plot_width;
}

static graphene_rect_t
make_bounds (double x, double y, double width, double height)
{
  return GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height);
}

graphene_rect_t
bt_crosshair_layer_bounds (const BtChartView *view, BtCrosshairPart part)
{
  double unit = bt_pixel_grid_unit (&view->grid);
  double tag = bt_chart_view_metric (view, BT_AXIS_TAG_PX);
  double middle = 0;
  double width = 0;
  char text[64];

  if (!has_part (view, part))
    return make_bounds (0, 0, 0, 0);
  switch (part)
    {
    case BT_CROSSHAIR_COLUMN:
      return make_bounds (get_column (view), 0, unit, view->body_height);
    case BT_CROSSHAIR_ROW:
      return make_bounds (0, bt_pixel_grid_row (&view->grid, view->crosshair.y), view->plot_width,
                          unit);
    case BT_CROSSHAIR_PRICE:
      return make_bounds (view->plot_width, view->crosshair.y - tag / 2 - 1,
                          view->width - view->plot_width, tag + 2);
    case BT_CROSSHAIR_TIME:
    default:
      if (!bt_axis_layer_place_time_tag (view, text, sizeof text, &middle, &width))
        return make_bounds (0, 0, 0, 0);
      return make_bounds (middle - width / 2 - 1, view->body_height, width + 2,
                          view->height - view->body_height);
    }
}

static void
draw_line (const BtChartView *view, cairo_t *cr, gboolean is_column)
{
  const double dashes[] = { 4.0, 4.0 };
  double unit = bt_pixel_grid_unit (&view->grid);

  cairo_save (cr);
  cairo_set_line_width (cr, unit);
  cairo_set_dash (cr, dashes, 2, 0);
  if (is_column)
    {
      cairo_move_to (cr, get_column (view) + unit / 2, 0);
      cairo_line_to (cr, get_column (view) + unit / 2, view->body_height);
    }
  else
    {
      double middle = bt_pixel_grid_row (&view->grid, view->crosshair.y) + unit / 2;
      cairo_move_to (cr, 0, middle);
      cairo_line_to (cr, view->plot_width, middle);
    }
  bt_chart_theme_set_source (cr, &view->theme.crosshair, 1.0);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_time_tag (const BtChartView *view, cairo_t *cr)
{
  double height = bt_chart_view_metric (view, BT_AXIS_TAG_PX);
  double y = (view->body_height + view->height) / 2;
  double middle = 0;
  double width = 0;
  char text[64];

  if (!bt_axis_layer_place_time_tag (view, text, sizeof text, &middle, &width))
    return;
  bt_rounded_box_add (cr, middle - width / 2, bt_pixel_grid_y (&view->grid, y - height / 2), width,
                      height, TAG_RADIUS_PX);
  bt_chart_theme_set_source (cr, &view->theme.crosshair_tag, 1.0);
  cairo_fill (cr);
  if (!view->has_text)
    return;
  bt_chart_theme_set_source (cr, &WHITE, 1.0);
  bt_text_cache_show (view->text, cr, &view->grid, text, BT_TEXT_AXIS_BOLD, middle, y, 0.5);
}

/* Writes the price at the row, or the value of the pane that it crosses. */
static void
format_row (const BtChartView *view, char text[static 40])
{
  double y = view->crosshair.y;

  for (guint i = 0; i < view->n_panes; i++)
    {
      const BtChartPane *pane = &view->panes[i];
      if (y < pane->top || y >= pane->top + pane->height)
        continue;
      bt_chart_study_format (&view->studies[pane->study], 0, bt_chart_view_digits (view),
                             bt_price_scale_from_y (&pane->scale, y - pane->top), text);
      return;
    }
  bt_chart_view_format_price (view, bt_chart_view_price_at (view, y), text);
}

void
bt_crosshair_layer_draw (const BtChartView *view, BtCrosshairPart part, cairo_t *cr)
{
  char text[40];

  if (!has_part (view, part))
    return;
  switch (part)
    {
    case BT_CROSSHAIR_COLUMN:
    case BT_CROSSHAIR_ROW:
      draw_line (view, cr, part == BT_CROSSHAIR_COLUMN);
      break;
    case BT_CROSSHAIR_PRICE:
      format_row (view, text);
      bt_axis_layer_draw_filled_tag (view, cr, view->crosshair.y, text, &view->theme.crosshair_tag,
                                     &WHITE);
      break;
    case BT_CROSSHAIR_TIME:
    default:
      draw_time_tag (view, cr);
      break;
    }
}
