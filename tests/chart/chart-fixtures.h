// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Tapes and pictures for the tests of the chart. */
#pragma once

#include "chart/bt-chart-painter.h"

/* Returns a candle of a made-up but fixed market: it wanders about 200,000 points and no two are
 * alike. */
BtCandle make_wandering_candle (guint index);
/* Returns a tape over candles, one a minute from start_usec, of which known are known. */
BtTape *make_tape (const BtCandle *candles, guint count, gint64 start_usec, gsize known);
/* Returns a tape over count wandering candles, all of them known, from Monday 2024-03-04 00:00 UTC.
 */
BtTape *make_wandering_tape (guint count);
/* Returns 2024-03-04 00:00 UTC. */
gint64 get_start (void);
/* Makes a view without text, volume and sessions on a tape, in its own timeframe. */
void make_plain_view (BtChartView *view, BtTape *tape);
/* Returns a pixel of a picture as 0xAARRGGBB; x and y are device pixels. */
guint32 get_pixel (cairo_surface_t *surface, int x, int y);
/* Returns an opaque colour as get_pixel() does. */
guint32 to_pixel (const GdkRGBA *colour);
/* Returns whether two pictures have the same size and the same bytes. */
gboolean is_same_picture (cairo_surface_t *a, cairo_surface_t *b);
