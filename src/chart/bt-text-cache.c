// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-text-cache.h"

#include <math.h>

#define HALO_PX 3.0
#define HALO_MARGIN_PX 4.0

struct _BtTextCache
{
  BtTextStore *store; /* perhaps of others too */
  BtTextWatch watch;
  gpointer watch_data;
};

BtTextCache *
bt_text_cache_new (PangoContext *context)
{
  BtTextCache *cache = g_new0 (BtTextCache, 1);

  bt_text_cache_set_context (cache, context);
  return cache;
}

void
bt_text_cache_free (BtTextCache *cache)
{
  if (cache == NULL)
    return;

  bt_text_store_release (cache->store);
  g_free (cache);
}

void
bt_text_cache_set_context (BtTextCache *cache, PangoContext *context)
{
  g_return_if_fail (cache != NULL);

  BtTextStore *before = cache->store;
  PangoContext *taken = context != NULL
                          ? g_object_ref (context)
                          : pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cache->store = bt_text_store_take (taken);
  g_object_unref (taken);
  g_clear_pointer (&before, bt_text_store_release);
}

void
bt_text_cache_set_watch (BtTextCache *cache, BtTextWatch watch, gpointer user_data)
{
  g_return_if_fail (cache != NULL);

  cache->watch = watch;
  cache->watch_data = user_data;
}

double
bt_text_cache_get_text_scale (BtTextCache *cache)
{
  g_return_val_if_fail (cache != NULL, 1.0);

  return bt_text_store_get_text_scale (cache->store);
}

double
bt_text_cache_width (BtTextCache *cache, const char *text, BtTextStyle style)
{
  g_return_val_if_fail (cache != NULL && text != NULL && style < BT_N_TEXT_STYLES, 0);

  return bt_text_store_get (cache->store, text, style)->width;
}

/* Moves the current point to the upper left corner of a text, on whole device pixels so that stems
 * stay sharp. */
static BtText *
place_text (BtTextCache *cache,
            cairo_t *cr,
            const BtPixelGrid *grid,
            const char *text,
            BtTextStyle style,
            double x,
            double y,
            double align)
{
  BtText *kept = bt_text_store_get (cache->store, text, style);
  double left = bt_pixel_grid_x (grid, x - kept->width * align);
  double top = bt_pixel_grid_y (grid, y - kept->height / 2.0);

  cairo_move_to (cr, left, top);
  if (cache->watch != NULL)
    cache->watch (text, left, top, kept->width, kept->height, cache->watch_data);
  return kept;
}

void
bt_text_cache_show (BtTextCache *cache,
                    cairo_t *cr,
                    const BtPixelGrid *grid,
                    const char *text,
                    BtTextStyle style,
                    double x,
                    double y,
                    double align)
{
  pango_cairo_show_layout (cr, place_text (cache, cr, grid, text, style, x, y, align)->layout);
  cairo_new_path (cr);
}

/* Stroking the outlines of a text costs a hundred times more than copying them, so the halo is kept
 * as a mask. */
static cairo_surface_t *
get_halo (BtText *text, double scale)
{
  if (text->halo != NULL && text->halo_scale == scale)
    return text->halo;

  g_clear_pointer (&text->halo, cairo_surface_destroy);
  text->halo_scale = scale;
  text->halo = cairo_image_surface_create (
    CAIRO_FORMAT_A8, (int) ceil ((text->width + 2 * HALO_MARGIN_PX) * scale),
    (int) ceil ((text->height + 2 * HALO_MARGIN_PX) * scale));
  cairo_surface_set_device_scale (text->halo, scale, scale);
  cairo_t *cr = cairo_create (text->halo);
  cairo_move_to (cr, HALO_MARGIN_PX, HALO_MARGIN_PX);
  pango_cairo_layout_path (cr, text->layout);
  cairo_set_line_width (cr, 2 * HALO_PX);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  cairo_destroy (cr);
  return text->halo;
}

void
bt_text_cache_show_halo (BtTextCache *cache,
                         cairo_t *cr,
                         const BtPixelGrid *grid,
                         const char *text,
                         BtTextStyle style,
                         double x,
                         double y,
                         double align,
                         const GdkRGBA *ink,
                         const GdkRGBA *halo)
{
  double left = 0;
  double top = 0;

  cairo_save (cr);
  BtText *kept = place_text (cache, cr, grid, text, style, x, y, align);
  cairo_get_current_point (cr, &left, &top);
  gdk_cairo_set_source_rgba (cr, halo);
  cairo_mask_surface (cr, get_halo (kept, grid->scale), left - HALO_MARGIN_PX,
                      top - HALO_MARGIN_PX);
  gdk_cairo_set_source_rgba (cr, ink);
  cairo_move_to (cr, left, top);
  pango_cairo_show_layout (cr, kept->layout);
  cairo_restore (cr);
  cairo_new_path (cr);
}
