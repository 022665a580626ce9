// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What stands between two charts and can be dragged, or moved by the arrow keys. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BT_TYPE_CHART_DIVIDER (bt_chart_divider_get_type ())
/* Signals: "drag-begun" (); "dragged" (int pixels): to the right or down from where the drag began,
 * or from where it is when a key was pressed, which emits both. */
G_DECLARE_FINAL_TYPE (BtChartDivider, bt_chart_divider, BT, CHART_DIVIDER, GtkWidget)

/* Returns a divider. */
GtkWidget *bt_chart_divider_new (void);
/* Says whether it stands upright, between two columns. */
void bt_chart_divider_set_vertical (BtChartDivider *divider, gboolean is_vertical);

G_END_DECLS
