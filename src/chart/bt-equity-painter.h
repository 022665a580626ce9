// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Drawing of an equity line without a widget: on cards small, in the report with axes and the
 * drawdown below it. */
#pragma once

#include "chart/bt-chart-theme.h"
#include "chart/bt-pixel-grid.h"
#include "chart/bt-text-cache.h"

G_BEGIN_DECLS

/* What is drawn. Values are in units of money. */
typedef struct
{
  const double *values;
  const gint64 *times_usec; /* ascending; NULL spaces values evenly */
  guint count;
  double baseline;
  guint decimals; /* of money on the axis */
  const char *empty_text;
  gboolean has_text;
  const BtChartTheme *theme;
  BtTextCache *text;
  BtPixelGrid grid;
  double width; /* logical pixels */
  double height;
} BtEquityPicture;

/* The deepest fall from a highest value so far. */
typedef struct
{
  guint peak;   /* index where it began */
  guint trough; /* index of its lowest value */
  double depth; /* how far it fell, at least 0 */
} BtEquityDrawdown;

/* Draws line, tint, dotted baseline and a dot at the end. */
void bt_equity_painter_draw_sparkline (const BtEquityPicture *picture, cairo_t *cr);
/* Draws the line with axes, grid, the last value's tag, and the drawdown with its largest one
 * marked. */
void bt_equity_painter_draw_full (const BtEquityPicture *picture, cairo_t *cr);
/* Returns the largest drawdown; depth 0 when the values never fall. The start of the line counts as
 * a highest value. */
BtEquityDrawdown bt_equity_painter_find_drawdown (const double *values, guint count);
/* Writes an amount given in units of 10^-decimals with thin spaces between thousands and a true
 * minus sign; shown_decimals of them are kept (at most decimals). Returns text. */
const char *bt_equity_painter_format (gint64 amount,
                                      guint decimals,
                                      guint shown_decimals,
                                      char text[static 64]);

G_END_DECLS
