// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A line of equity with axes, grid, the last value as a tag, and the drawdown below it. The caller
 * sets the accessible label. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BT_TYPE_EQUITY_PLOT (bt_equity_plot_get_type ())
/* Properties: "dark", "colour-blind", "swap-colours" (boolean). */
G_DECLARE_FINAL_TYPE (BtEquityPlot, bt_equity_plot, BT, EQUITY_PLOT, GtkWidget)

/* Returns an empty plot. */
GtkWidget *bt_equity_plot_new (void);
/* Sets the values, oldest first, in units of money; copied. Times ascend and stand under the
 * plot; NULL spaces the values evenly and shows no times. The last value's place above or below
 * baseline chooses the colour. */
void bt_equity_plot_set_points (
  BtEquityPlot *plot, const double *values, const gint64 *times_usec, guint count, double baseline);
/* Sets how many decimals money has on the axis, 0 … 8; 2 at first. */
void bt_equity_plot_set_decimals (BtEquityPlot *plot, guint decimals);
/* Sets what the plot shows without values; copied. */
void bt_equity_plot_set_empty_text (BtEquityPlot *plot, const char *text);
/* Renders the plot into a new surface, as for a report on paper. */
cairo_surface_t *bt_equity_plot_render (BtEquityPlot *plot, int width_px, int height_px, int scale);

G_END_DECLS
