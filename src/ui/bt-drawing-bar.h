// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The strip of drawing tools beside a chart. */
#pragma once

#include <adwaita.h>

#include "chart/bt-chart.h"

G_BEGIN_DECLS

#define BT_TYPE_DRAWING_BAR (bt_drawing_bar_get_type ())
/* Property: "chart" (BtChart, write): the tool in the hand, the magnet and whether tools are kept
 * go over to another one. Actions, group "drawing": "tool" (string, "" for none), "magnet",
 * "keep-tool", "hide", "undo", "redo", "delete", "front", "back", "clear". */
G_DECLARE_FINAL_TYPE (BtDrawingBar, bt_drawing_bar, BT, DRAWING_BAR, AdwBin)

/* Opens the tools of lines, for the keyboard. */
void bt_drawing_bar_open (BtDrawingBar *bar);
/* Returns its actions, owned by the bar. */
GActionGroup *bt_drawing_bar_get_actions (BtDrawingBar *bar);

G_END_DECLS
