// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The columns of point and figure as they are read: crosses for the boxes of a rise, rings for
 * those of a fall. */
#pragma once

#include "chart/bt-candle-projection.h"

G_BEGIN_DECLS

/* Returns whether the view shows such columns, as candles, and so large that crosses and rings can
 * be told apart. */
gboolean bt_figure_layer_is_wanted (const BtCandleProjection *projection);
/* Draws columns, on a context that counts device pixels. */
void bt_figure_layer_draw (const BtCandleProjection *projection,
                           const BtDeviceCandle *columns,
                           guint count,
                           cairo_t *cr);

G_END_DECLS
