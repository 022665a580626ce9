// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The path of a candle: time, the jump to the open and three legs, or its ticks where the data has
 * some, and the candle known (execution model, sections 4 and 5). Internal to the engine. */
#pragma once

#include "engine/bt-engine-state.h"

G_BEGIN_DECLS

typedef enum
{
  BT_PATH_ORDER_NEARER_FIRST,
  BT_PATH_ORDER_LOW_FIRST,
  BT_PATH_ORDER_HIGH_FIRST,
} BtPathOrder;

/* What became of a candle that was run. */
typedef struct
{
  gboolean is_low_first; /* the order of the extremes that was taken */
  guint leg_fills;       /* index of the first fill on a leg; ticks have none */
} BtPathResult;

/* Runs the candle after the last known one; it is known afterwards. */
BtPathResult bt_path_run (BtEngineState *state, BtPathOrder order);

/* Puts the state between candles, at the close of a candle. */
void bt_path_rest_at (BtEngineState *state, gint64 bar);

G_END_DECLS
