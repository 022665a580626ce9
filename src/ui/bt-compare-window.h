// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Which other instruments are on a chart, and which could be: the datasets of the data folder that
 * reach into the session's time. */
#pragma once

#include <adwaita.h>

#include "ui/bt-compare-list.h"
#include "ui/bt-dataset-list.h"

G_BEGIN_DECLS

#define BT_TYPE_COMPARE_WINDOW (bt_compare_window_get_type ())
G_DECLARE_FINAL_TYPE (BtCompareWindow, bt_compare_window, BT, COMPARE_WINDOW, AdwWindow)

/* Shows the window about a chart, made for the window that the chart is in when there is none yet.
 */
void bt_compare_window_present (BtCompareList *compares, BtDatasetList *datasets);
/* Returns the window about a chart, or NULL. */
BtCompareWindow *bt_compare_window_find (BtCompareList *compares);

G_END_DECLS
