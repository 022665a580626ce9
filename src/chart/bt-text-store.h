// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Laid-out texts in the order of their use. Charts with the same fonts share one store: those of a
 * window show the same prices and times, and each text is laid out once. A full store gives up the
 * text that was not used for the longest time, one for one that is new, so that no frame pays for
 * many. Main thread only. */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

typedef enum
{
  BT_TEXT_AXIS,      /* 11 px */
  BT_TEXT_AXIS_BOLD, /* 11 px, semibold */
  BT_TEXT_LEGEND,    /* 12 px */
  BT_TEXT_TITLE,     /* 13 px, bold */
  BT_TEXT_MESSAGE,   /* 14 px */
} BtTextStyle;

#define BT_N_TEXT_STYLES 5
/* How many texts a store keeps for each that shares it: a busy chart shows about 150; prices pass
 * by while it plays. */
#define BT_TEXT_STORE_SHARE 250

/* A text as it is kept. */
typedef struct
{
  PangoLayout *layout;
  int width; /* logical pixels, rounded up */
  int height;
  cairo_surface_t *halo; /* coverage of its halo, or NULL; whoever makes it sets it */
  double halo_scale;     /* device pixels in one of the mask's logical ones */
} BtText;

typedef struct _BtTextStore BtTextStore;

/* Returns the store of all contexts with the fonts, resolution and options that this one has now;
 * give it back with bt_text_store_release(). */
BtTextStore *bt_text_store_take (PangoContext *context);
/* Gives a store back; the last one frees it. */
void bt_text_store_release (BtTextStore *store);
/* Returns how much larger than usual the user wants text, 1 to 3. */
double bt_text_store_get_text_scale (const BtTextStore *store);
/* Returns a text, owned by the store until its next call. */
BtText *bt_text_store_get (BtTextStore *store, const char *text, BtTextStyle style);
/* Returns how many texts are kept. */
guint bt_text_store_get_count (const BtTextStore *store);

G_END_DECLS
