// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-profile-layer.h"

#define WIDTH_SHARE 0.17
#define ROW_ALPHA 0.16
#define AREA_ALPHA 0.34
#define CONTROL_ALPHA 0.9

gboolean
bt_profile_layer_get (const BtChartView *view, BtVolumeProfile *profile)
{
  if (view->volume_blocks == NULL || !view->has_candles)
    return FALSE;
  BtCandleExtent extent
    = bt_candle_pyramid_get (view->pyramid, &view->columns, view->first, view->last);
  bt_volume_profile_fill (profile, view->volume_blocks, &view->columns, view->first, view->last,
                          extent.low_points, extent.high_points);
  return profile->n_rows > 0;
}

/* Returns the height of a row's lower edge. */
static double
get_edge (const BtChartView *view, const BtVolumeProfile *profile, guint row)
{
  double points
    = (double) (profile->first_row + row) * (double) (G_GINT64_CONSTANT (1) << profile->shift);

  return bt_pixel_grid_y (&view->grid, bt_price_scale_to_y (&view->price, points - 0.5));
}

static void
draw_rows (const BtChartView *view, const BtVolumeProfile *profile, gboolean is_area, cairo_t *cr)
{
  double most = view->plot_width * WIDTH_SHARE;
  double unit = bt_pixel_grid_unit (&view->grid);

  bt_chart_theme_set_source (cr, &view->theme.accent, is_area ? AREA_ALPHA : ROW_ALPHA);
  for (guint i = 0; i < profile->n_rows; i++)
    {
      gboolean is_within = i >= profile->area_low && i <= profile->area_high;
      if (is_within != is_area || !(profile->volumes[i] > 0))
        continue;
      double width = most * profile->volumes[i] / profile->volumes[profile->control];
      double left = bt_pixel_grid_x (&view->grid, view->plot_width - width);
      double a = get_edge (view, profile, i);
      double b = get_edge (view, profile, i + 1);
      double top = MIN (a, b);
      double height = MAX (a, b) - top;
      /* A gap between rows that have room for one. */
      height = height > 2 * unit ? height - unit : MAX (height, unit);
      cairo_rectangle (cr, left, top, view->plot_width - left, height);
      cairo_fill (cr);
    }
}

static void
draw_control (const BtChartView *view, const BtVolumeProfile *profile, cairo_t *cr)
{
  double unit = bt_pixel_grid_unit (&view->grid);
  double y
    = (get_edge (view, profile, profile->control) + get_edge (view, profile, profile->control + 1))
      / 2;
  const double dashes[] = { 8.0, 3.0 };

  cairo_set_dash (cr, dashes, 2, 0);
  cairo_set_line_width (cr, unit);
  cairo_move_to (cr, 0, bt_pixel_grid_row (&view->grid, y) + unit / 2);
  cairo_line_to (cr, view->plot_width, bt_pixel_grid_row (&view->grid, y) + unit / 2);
  bt_chart_theme_set_source (cr, &view->theme.accent_text, CONTROL_ALPHA);
  cairo_stroke (cr);
}

void
bt_profile_layer_draw (const BtChartView *view, cairo_t *cr)
{
  BtVolumeProfile profile;

  if (!bt_profile_layer_get (view, &profile))
    return;
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, view->plot_width, view->plot_height);
  cairo_clip (cr);
  draw_rows (view, &profile, FALSE, cr);
  draw_rows (view, &profile, TRUE, cr);
  draw_control (view, &profile, cr);
  cairo_restore (cr);
}

graphene_rect_t
bt_profile_layer_bounds (const BtChartView *view)
{
  if (view->volume_blocks == NULL)
    return GRAPHENE_RECT_INIT (0, 0, 0, 0);
  return GRAPHENE_RECT_INIT (0, 0, (float) view->plot_width, (float) view->plot_height);
}
