// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A row that chooses a timeframe: any one that data can make up, by the picker that charts have. */
#pragma once

#include "market/bt-timeframe.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BT_TYPE_TIMEFRAME_ROW (bt_timeframe_row_get_type ())
/* Signal: "chosen" () when the user chose a timeframe. */
G_DECLARE_FINAL_TYPE (BtTimeframeRow, bt_timeframe_row, BT, TIMEFRAME_ROW, AdwActionRow)

/* Says of which candles timeframes are made, and chooses one of them. */
void bt_timeframe_row_set (BtTimeframeRow *row, BtTimeframe base, BtTimeframe timeframe);
/* Returns the timeframe that is chosen. */
BtTimeframe bt_timeframe_row_get (BtTimeframeRow *row);

G_END_DECLS
