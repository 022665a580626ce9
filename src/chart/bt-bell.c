// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-bell.h"

#include "chart/bt-chart-theme.h"

void
bt_bell_draw (cairo_t *cr, double x, double y, const GdkRGBA *ink)
{
  cairo_move_to (cr, x - 5, y + 3);
  cairo_curve_to (cr, x - 2.5, y + 1, x - 4, y - 5, x, y - 5);
  cairo_curve_to (cr, x + 4, y - 5, x + 2.5, y + 1, x + 5, y + 3);
  cairo_close_path (cr);
  cairo_new_sub_path (cr);
  cairo_arc (cr, x, y + 4, 1.5, 0, G_PI);
  cairo_close_path (cr);
  bt_chart_theme_set_source (cr, ink, 1.0);
  cairo_fill (cr);
}
