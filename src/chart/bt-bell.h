// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The sign of an alert. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Draws a bell, ten logical pixels high, about a point. */
void bt_bell_draw (cairo_t *cr, double x, double y, const GdkRGBA *ink);

G_END_DECLS
