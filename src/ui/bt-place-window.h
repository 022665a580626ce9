// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A chart of a dataset around a time, to look at what an import found there. Nothing can be traded
 * or changed in it; it closes with its parent. Main thread only. */
#pragma once

#include <adwaita.h>

#include "ui/bt-workspace.h"

G_BEGIN_DECLS

#define BT_TYPE_PLACE_WINDOW (bt_place_window_get_type ())
G_DECLARE_FINAL_TYPE (BtPlaceWindow, bt_place_window, BT, PLACE_WINDOW, AdwWindow)

/* Returns a window over parent (may be NULL), not shown yet. */
BtPlaceWindow *bt_place_window_new (GtkWindow *parent, BtWorkspace *workspace);
/* Shows the time from_usec … to_usec (UTC; openings of candles, both ends included) of a dataset,
 * in the middle and between two lines. Its candles are read off the main thread, once as long as
 * the same item is shown. */
void
bt_place_window_show (BtPlaceWindow *window, BtDatasetItem *item, gint64 from_usec, gint64 to_usec);

G_END_DECLS
