// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What can be done to a pane below a chart's candles, as buttons in its upper right corner:
 * parameters, up, down, most of the height, away. Seen while the pointer or the keyboard is in the
 * chart. */
#pragma once

#include <gtk/gtk.h>

#include "chart/bt-chart.h"

G_BEGIN_DECLS

#define BT_TYPE_PANE_BAR (bt_pane_bar_get_type ())
/* Actions: "pane.settings", "pane.up", "pane.down", "pane.large", "pane.close". */
G_DECLARE_FINAL_TYPE (BtPaneBar, bt_pane_bar, BT, PANE_BAR, GtkBox)

/* Gives each pane that a chart has or comes to have its buttons, over the chart: the main child of
 * the overlay, which lives as long. */
void bt_pane_bar_attach (GtkOverlay *overlay, BtChart *chart);
/* Returns the study that the buttons are about, 0 for none. */
guint bt_pane_bar_get_study (BtPaneBar *bar);

G_END_DECLS
