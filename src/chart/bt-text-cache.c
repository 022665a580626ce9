// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-text-cache.h"

#include <math.h>

/* A busy chart shows about 150 texts; prices pass by while it plays. */
#define MAX_LAYOUTS 600
#define HALO_PX 3.0
#define HALO_MARGIN_PX 4.0

struct _BtTextCache
{
  PangoContext *context;
  PangoFontDescription *fonts[BT_N_TEXT_STYLES];
  PangoAttrList *attributes;
  GHashTable *layouts[BT_N_TEXT_STYLES]; /* text → PangoLayout */
  GHashTable *halos[BT_N_TEXT_STYLES];   /* text → cairo_surface_t, coverage only */
  double halo_scale;                     /* device pixels in one of the masks' logical ones */
  double text_scale;
  BtTextWatch watch;
  gpointer watch_data;
};

static const struct
{
  double size_px;
  PangoWeight weight;
} STYLES[BT_N_TEXT_STYLES] = {
  [BT_TEXT_AXIS] = { 11, PANGO_WEIGHT_NORMAL },
  [BT_TEXT_AXIS_BOLD] = { 11, PANGO_WEIGHT_SEMIBOLD },
  [BT_TEXT_LEGEND] = { 12, PANGO_WEIGHT_NORMAL },
  [BT_TEXT_TITLE] = { 13, PANGO_WEIGHT_BOLD },
  [BT_TEXT_MESSAGE] = { 14, PANGO_WEIGHT_NORMAL },
};

static void
clear_layouts (BtTextCache *cache)
{
  for (guint i = 0; i < BT_N_TEXT_STYLES; i++)
    {
      g_hash_table_remove_all (cache->layouts[i]);
      g_hash_table_remove_all (cache->halos[i]);
    }
}

/* The user's larger text shows in the resolution of the context: 96 is the usual one. */
static void
make_fonts (BtTextCache *cache)
{
  const PangoFontDescription *base = pango_context_get_font_description (cache->context);
  double resolution = pango_cairo_context_get_resolution (cache->context);

  cache->text_scale = resolution > 96 ? MIN (resolution / 96, 3.0) : 1.0;
  for (guint i = 0; i < BT_N_TEXT_STYLES; i++)
    {
      g_clear_pointer (&cache->fonts[i], pango_font_description_free);
      cache->fonts[i]
        = base != NULL ? pango_font_description_copy (base) : pango_font_description_new ();
      if (pango_font_description_get_family (cache->fonts[i]) == NULL)
        pango_font_description_set_family (cache->fonts[i], "Sans");
      pango_font_description_set_absolute_size (
        cache->fonts[i], STYLES[i].size_px * cache->text_scale * PANGO_SCALE);
      pango_font_description_set_weight (cache->fonts[i], STYLES[i].weight);
    }
}

BtTextCache *
bt_text_cache_new (PangoContext *context)
{
  BtTextCache *cache = g_new0 (BtTextCache, 1);

  for (guint i = 0; i < BT_N_TEXT_STYLES; i++)
    {
      cache->layouts[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
      cache->halos[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                               (GDestroyNotify) cairo_surface_destroy);
    }
  cache->attributes = pango_attr_list_new ();
  pango_attr_list_insert (cache->attributes, pango_attr_font_features_new ("tnum=1"));
  bt_text_cache_set_context (cache, context);
  return cache;
}

void
bt_text_cache_free (BtTextCache *cache)
{
  if (cache == NULL)
    return;

  for (guint i = 0; i < BT_N_TEXT_STYLES; i++)
    {
      g_hash_table_unref (cache->layouts[i]);
      g_hash_table_unref (cache->halos[i]);
      pango_font_description_free (cache->fonts[i]);
    }
  pango_attr_list_unref (cache->attributes);
  g_object_unref (cache->context);
  g_free (cache);
}

void
bt_text_cache_set_context (BtTextCache *cache, PangoContext *context)
{
  g_return_if_fail (cache != NULL);

  PangoContext *taken = context != NULL
                          ? g_object_ref (context)
                          : pango_font_map_create_context (pango_cairo_font_map_get_default ());
  clear_layouts (cache);
  g_clear_object (&cache->context);
  cache->context = taken;
  make_fonts (cache);
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

  return cache->text_scale;
}

PangoLayout *
bt_text_cache_get (BtTextCache *cache, const char *text, BtTextStyle style)
{
  g_return_val_if_fail (cache != NULL && text != NULL && style < BT_N_TEXT_STYLES, NULL);

  PangoLayout *layout = g_hash_table_lookup (cache->layouts[style], text);
  if (layout != NULL)
    return layout;

  if (g_hash_table_size (cache->layouts[style]) >= MAX_LAYOUTS)
    g_hash_table_remove_all (cache->layouts[style]);
  layout = pango_layout_new (cache->context);
  pango_layout_set_font_description (layout, cache->fonts[style]);
  pango_layout_set_attributes (layout, cache->attributes);
  pango_layout_set_text (layout, text, -1);
  g_hash_table_insert (cache->layouts[style], g_strdup (text), layout);
  return layout;
}

double
bt_text_cache_width (BtTextCache *cache, const char *text, BtTextStyle style)
{
  int width = 0;

  pango_layout_get_pixel_size (bt_text_cache_get (cache, text, style), &width, NULL);
  return width;
}

/* Moves the current point to the upper left corner of a layout, on whole device pixels so that
 * stems stay sharp. */
static PangoLayout *
place_text (BtTextCache *cache,
            cairo_t *cr,
            const BtPixelGrid *grid,
            const char *text,
            BtTextStyle style,
            double x,
            double y,
            double align)
{
  PangoLayout *layout = bt_text_cache_get (cache, text, style);
  int width = 0;
  int height = 0;

  pango_layout_get_pixel_size (layout, &width, &height);
  double left = bt_pixel_grid_x (grid, x - width * align);
  double top = bt_pixel_grid_y (grid, y - height / 2.0);
  cairo_move_to (cr, left, top);
  if (cache->watch != NULL)
    cache->watch (text, left, top, width, height, cache->watch_data);
  return layout;
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
  pango_cairo_show_layout (cr, place_text (cache, cr, grid, text, style, x, y, align));
  cairo_new_path (cr);
}

/* Stroking the outlines of a text costs a hundred times more than copying them, so the halo is kept
 * as a mask. */
static cairo_surface_t *
get_halo (BtTextCache *cache, const char *text, BtTextStyle style, double scale)
{
  PangoLayout *layout = bt_text_cache_get (cache, text, style);
  int width = 0;
  int height = 0;

  if (cache->halo_scale != scale)
    for (guint i = 0; i < BT_N_TEXT_STYLES; i++)
      g_hash_table_remove_all (cache->halos[i]);
  cache->halo_scale = scale;
  cairo_surface_t *mask = g_hash_table_lookup (cache->halos[style], text);
  if (mask != NULL)
    return mask;

  if (g_hash_table_size (cache->halos[style]) >= MAX_LAYOUTS)
    g_hash_table_remove_all (cache->halos[style]);
  pango_layout_get_pixel_size (layout, &width, &height);
  mask = cairo_image_surface_create (CAIRO_FORMAT_A8,
                                     (int) ceil ((width + 2 * HALO_MARGIN_PX) * scale),
                                     (int) ceil ((height + 2 * HALO_MARGIN_PX) * scale));
  cairo_surface_set_device_scale (mask, scale, scale);
  cairo_t *cr = cairo_create (mask);
  cairo_move_to (cr, HALO_MARGIN_PX, HALO_MARGIN_PX);
  pango_cairo_layout_path (cr, layout);
  cairo_set_line_width (cr, 2 * HALO_PX);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  cairo_destroy (cr);
  g_hash_table_insert (cache->halos[style], g_strdup (text), mask);
  return mask;
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
  PangoLayout *layout = place_text (cache, cr, grid, text, style, x, y, align);
  cairo_get_current_point (cr, &left, &top);
  gdk_cairo_set_source_rgba (cr, halo);
  cairo_mask_surface (cr, get_halo (cache, text, style, grid->scale), left - HALO_MARGIN_PX,
                      top - HALO_MARGIN_PX);
  gdk_cairo_set_source_rgba (cr, ink);
  cairo_move_to (cr, left, top);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
  cairo_new_path (cr);
}
