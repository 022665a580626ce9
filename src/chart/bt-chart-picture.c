// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Pictures of a chart, to be kept and shown elsewhere. */
#include "config.h"

#include "chart/bt-chart-private.h"

#include "base/bt-time.h"

#define CAPTION_PX 30
#define INDENT_PX 10.0

cairo_surface_t *
bt_chart_render (BtChart *chart, int width_px, int height_px, int scale)
{
  g_return_val_if_fail (BT_IS_CHART (chart) && width_px > 0 && height_px > 0 && scale > 0, NULL);

  BtChartCrosshair crosshair = chart->view.crosshair;
  chart->view.crosshair.is_visible = FALSE;
  cairo_surface_t *surface = bt_chart_painter_render (&chart->view, width_px, height_px, scale);
  chart->view.crosshair = crosshair;
  bt_chart_lay_out (chart);
  return surface;
}

char *
bt_chart_dup_caption (BtChart *chart)
{
  g_return_val_if_fail (BT_IS_CHART (chart), NULL);

  const BtChartView *view = &chart->view;
  gsize known = view->tape != NULL ? bt_tape_get_known (view->tape) : 0;
  char zone[32];

  if (known == 0)
    return g_strdup ("");
  gint64 clock_usec = bt_tape_get_candle (view->tape, known - 1).time_usec
                      + bt_timeframe_usec (bt_tape_get_timeframe (view->tape));
  gint64 local_usec = bt_zone_to_local (view->zone, clock_usec);
  BtCivilTime civil = bt_time_to_civil (local_usec);
  g_autofree char *day = NULL;
  if (view->disguise.is_active)
    {
      g_autofree char *number
        = g_strdup_printf ("%" G_GINT64_FORMAT, bt_disguise_day (&view->disguise, local_usec));
      g_autoptr (GString) words = g_string_new (view->words[BT_CHART_WORDS_DAY]);
      g_string_replace (words, "{day}", number, 0);
      day = g_strdup (words->str);
    }
  else
    day = g_strdup_printf ("%04d-%02d-%02d", civil.year, civil.month, civil.day);
  return g_strdup_printf ("%s \u00b7 %s \u00b7 %s %02d:%02d %s", bt_chart_view_symbol (view),
                          bt_timeframe_to_string (view->timeframe), day, civil.hour, civil.minute,
                          bt_axis_layer_format_zone (view->zone, clock_usec, zone));
}

cairo_surface_t *
bt_chart_render_captioned (BtChart *chart, int width_px, int height_px, int scale)
{
  g_return_val_if_fail (BT_IS_CHART (chart) && width_px > 0 && height_px > 0 && scale > 0, NULL);

  const BtChartView *view = &chart->view;
  BtPixelGrid grid = { .scale = scale };
  g_autofree char *caption = bt_chart_dup_caption (chart);
  cairo_surface_t *picture = bt_chart_render (chart, width_px, height_px, scale);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width_px * scale,
                                                         (height_px + CAPTION_PX) * scale);
  cairo_surface_set_device_scale (surface, scale, scale);
  cairo_t *cr = cairo_create (surface);
  bt_chart_theme_set_source (cr, &view->theme.view, 1.0);
  cairo_paint (cr);
  bt_chart_theme_set_source (cr, &view->theme.text, 1.0);
  bt_text_cache_show (view->text, cr, &grid, caption, BT_TEXT_TITLE, INDENT_PX, CAPTION_PX / 2.0,
                      0);
  cairo_set_source_surface (cr, picture, 0, CAPTION_PX);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (picture);
  return surface;
}
