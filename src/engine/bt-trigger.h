// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* When an order or a protection triggers: its side's quote at or past a level (execution model,
 * section 6). Internal to the engine. */
#pragma once

#include "engine/bt-engine-state.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean is_set;
  gboolean is_on_ask; /* which quote is tested */
  gboolean is_above;  /* triggers at or above the level, else at or below it */
  gint64 level_points;
} BtTrigger;

/* Returns the trigger of a working order; not set for a market order, which waits for an open and
 * for no level. */
static inline BtTrigger
bt_trigger_of_order (const BtOrder *order)
{
  gboolean is_buy = order->direction == BT_DIRECTION_BUY;
  gboolean is_stop = order->type == BT_ORDER_STOP
                     || (order->type == BT_ORDER_STOP_LIMIT && !order->is_limit_active);
  gboolean is_limit = order->type == BT_ORDER_STOP_LIMIT && order->is_limit_active;
  return (BtTrigger){
    .is_set = order->type != BT_ORDER_MARKET,
    .is_on_ask = is_buy,
    .is_above = is_buy == is_stop,
    .level_points = is_limit ? order->limit_points : order->price_points,
  };
}

/* Returns the trigger of a position's stop. */
static inline BtTrigger
bt_trigger_of_stop (const BtHolding *holding)
{
  gboolean is_short = holding->direction == BT_DIRECTION_SELL;
  return (BtTrigger){
    .is_set = holding->stop_points != BT_PRICE_NONE,
    .is_on_ask = is_short,
    .is_above = is_short,
    .level_points = holding->stop_points,
  };
}

/* Returns the trigger of a position's target. */
static inline BtTrigger
bt_trigger_of_target (const BtHolding *holding)
{
  gboolean is_short = holding->direction == BT_DIRECTION_SELL;
  return (BtTrigger){
    .is_set = holding->target_points != BT_PRICE_NONE,
    .is_on_ask = is_short,
    .is_above = !is_short,
    .level_points = holding->target_points,
  };
}

/* Returns whether a quote sets the trigger off. */
static inline gboolean
bt_trigger_is_met (const BtTrigger *trigger, BtTick tick)
{
  if (!trigger->is_set)
    return FALSE;
  gint64 quote = trigger->is_on_ask ? tick.ask : tick.bid;
  return trigger->is_above ? quote >= trigger->level_points : quote <= trigger->level_points;
}

G_END_DECLS
