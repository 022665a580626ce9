// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A rectangle with rounded corners, as labels and tags have it. */
#pragma once

#include <cairo.h>

/* Adds one to the path of cr, in its units; the radius is at most half of either side. */
void
bt_rounded_box_add (cairo_t *cr, double x, double y, double width, double height, double radius);
