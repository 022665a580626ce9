// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The crosshair: two dashed lines, and tags on the axes. Each part is drawn alone so that moving it
 * touches thin strips. */
#pragma once

#include "chart/bt-chart-view.h"

#include <graphene.h>

G_BEGIN_DECLS

typedef enum
{
  BT_CROSSHAIR_COLUMN,
  BT_CROSSHAIR_ROW,
  BT_CROSSHAIR_PRICE,
  BT_CROSSHAIR_TIME,
} BtCrosshairPart;

/* Returns what a part touches; empty when it is not shown. */
graphene_rect_t bt_crosshair_layer_bounds (const BtChartView *view, BtCrosshairPart part);
/* Draws a part. */
void bt_crosshair_layer_draw (const BtChartView *view, BtCrosshairPart part, cairo_t *cr);

G_END_DECLS
