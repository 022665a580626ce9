// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A popover that chooses the timeframe of a chart: a field for any one ("90", "4h", "1w", "MN")
 * over the usual ones that the data can make up. What is chosen is activated as "win.timeframe". */
#pragma once

#include "market/bt-timeframe.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BT_TYPE_TIMEFRAME_PICKER (bt_timeframe_picker_get_type ())
G_DECLARE_FINAL_TYPE (BtTimeframePicker, bt_timeframe_picker, BT, TIMEFRAME_PICKER, GtkPopover)

/* Says of which candles the timeframes are made. */
void bt_timeframe_picker_set_base (BtTimeframePicker *picker, BtTimeframe base);
/* Opens it with a text in the field, behind which the keyboard goes on. */
void bt_timeframe_picker_type (BtTimeframePicker *picker, const char *text);

G_END_DECLS
