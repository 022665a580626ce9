// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Draws texts that are laid out once and kept between frames: laying out is most of the cost of an
 * axis. Figures are tabular. What is kept is shared with all caches of the same fonts. Main thread
 * only. */
#pragma once

#include "chart/bt-pixel-grid.h"
#include "chart/bt-text-store.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

typedef struct _BtTextCache BtTextCache;

/* Told of a text that is drawn, with its rectangle in the units of cr. */
typedef void (*BtTextWatch) (
  const char *text, double x, double y, double width, double height, gpointer user_data);

/* Returns an empty cache; NULL means the default font map and its sans-serif font. Free with
 * bt_text_cache_free(). */
BtTextCache *bt_text_cache_new (PangoContext *context);
/* Frees a cache; NULL is allowed. */
void bt_text_cache_free (BtTextCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtTextCache, bt_text_cache_free)
/* Takes over fonts and resolution of a context, or of one that has changed. */
void bt_text_cache_set_context (BtTextCache *cache, PangoContext *context);
/* Has watch called before each text that is drawn, so that tests see where texts stand; NULL ends
 * it. */
void bt_text_cache_set_watch (BtTextCache *cache, BtTextWatch watch, gpointer user_data);
/* Returns how much larger than usual the user wants text, at least 1. */
double bt_text_cache_get_text_scale (BtTextCache *cache);
/* Returns the logical width of a text in pixels, rounded up. */
double bt_text_cache_width (BtTextCache *cache, const char *text, BtTextStyle style);
/* Draws a text with the source of cr: x is its left edge (align 0), middle (0.5) or right edge (1),
 * y its middle. */
void bt_text_cache_show (BtTextCache *cache,
                         cairo_t *cr,
                         const BtPixelGrid *grid,
                         const char *text,
                         BtTextStyle style,
                         double x,
                         double y,
                         double align);
/* Draws a text in ink over a halo of three pixels, placed like bt_text_cache_show(). */
void bt_text_cache_show_halo (BtTextCache *cache,
                              cairo_t *cr,
                              const BtPixelGrid *grid,
                              const char *text,
                              BtTextStyle style,
                              double x,
                              double y,
                              double align,
                              const GdkRGBA *ink,
                              const GdkRGBA *halo);

G_END_DECLS
