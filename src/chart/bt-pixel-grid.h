// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The device's pixels under a widget's logical ones, at any scale, whole or not. Edges snapped here
 * fill whole device pixels, whatever the widget's place in its window. */
#pragma once

#include <math.h>

typedef struct
{
  double scale;    /* device pixels in one logical pixel, above 0 */
  double origin_x; /* the widget's place in its surface, logical pixels */
  double origin_y;
} BtPixelGrid;

/* Returns the length of one device pixel in logical pixels. */
static inline double
bt_pixel_grid_unit (const BtPixelGrid *grid)
{
  return 1.0 / grid->scale;
}

/* Returns the edge between device columns that is nearest to x. */
static inline double
bt_pixel_grid_x (const BtPixelGrid *grid, double x)
{
  return floor ((x + grid->origin_x) * grid->scale + 0.5) / grid->scale - grid->origin_x;
}

/* Returns the edge between device rows that is nearest to y. */
static inline double
bt_pixel_grid_y (const BtPixelGrid *grid, double y)
{
  return floor ((y + grid->origin_y) * grid->scale + 0.5) / grid->scale - grid->origin_y;
}

/* Returns the left edge of the device column that holds x. */
static inline double
bt_pixel_grid_column (const BtPixelGrid *grid, double x)
{
  return floor ((x + grid->origin_x) * grid->scale) / grid->scale - grid->origin_x;
}

/* Returns the top edge of the device row that holds y. */
static inline double
bt_pixel_grid_row (const BtPixelGrid *grid, double y)
{
  return floor ((y + grid->origin_y) * grid->scale) / grid->scale - grid->origin_y;
}
