// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The indicators of a chart: those that are on it with their parameters, changed at once, and all
 * that there are, found by name. */
#pragma once

#include <adwaita.h>

#include "chart/bt-chart.h"

G_BEGIN_DECLS

#define BT_TYPE_STUDIES_WINDOW (bt_studies_window_get_type ())
G_DECLARE_FINAL_TYPE (BtStudiesWindow, bt_studies_window, BT, STUDIES_WINDOW, AdwWindow)

/* Shows the window about a chart, made for the window that the chart is in when there is none yet,
 * with the parameters of one of the chart's studies open (id 0: none). */
void bt_studies_window_present (BtChart *chart, guint id);
/* Returns the window about a chart, or NULL. */
BtStudiesWindow *bt_studies_window_find (BtChart *chart);

G_END_DECLS
