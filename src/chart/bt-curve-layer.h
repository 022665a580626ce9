// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Closes joined by a line: plain, in steps, over an area, or above and below a baseline. Where
 * candles stand closer than two device pixels the line is made of columns of whole pixels from
 * close to close. */
#pragma once

#include "chart/bt-candle-projection.h"

G_BEGIN_DECLS

/* How many device pixels a line reaches beyond the closes that it joins. */
#define BT_CURVE_LAYER_REACH 2

/* Draws the style of the view through candles from left to right, in device pixels. */
void bt_curve_layer_draw (const BtCandleProjection *projection,
                          const BtDeviceCandle *candles,
                          guint count,
                          cairo_t *cr);

G_END_DECLS
