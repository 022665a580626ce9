// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-modify.h"

#include "engine/bt-costs.h"
#include "engine/bt-execution.h"
#include "engine/bt-holding.h"
#include "engine/bt-order-check.h"
#include "engine/bt-refusal.h"

#define PROTECTION_MASK (BT_MODIFY_STOP_LOSS | BT_MODIFY_TAKE_PROFIT | BT_MODIFY_TRAIL)

static BtRefusalCode
refuse_field (const BtEngineState *state,
              const BtCommand *command,
              BtRefusalCode code,
              const char *field,
              const char *message,
              BtRefusal *refusal)
{
  return bt_refusal_set (refusal, code, command->id, state->bar, field, "“%s” %s", command->id,
                         message);
}

static BtRefusalCode
check_position (const BtEngineState *state,
                const BtCommand *command,
                const BtHolding *holding,
                gint64 stop_points,
                BtRefusal *refusal)
{
  gboolean is_long = holding->direction == BT_DIRECTION_BUY;
  gint64 target = BT_PRICE_NONE;
  if ((command->modify_mask & BT_MODIFY_TAKE_PROFIT) != 0)
    target = command->take_profit_points;
  if ((command->modify_mask & BT_MODIFY_TRAIL) != 0)
    {
      BtRefusalCode code = bt_order_check_trail (state, command->id, command->trail_points,
                                                 command->trail_step_points, refusal);
      if (code != BT_REFUSAL_NONE)
        return code;
    }
  return bt_order_check_protection (state, command->id, holding->direction, stop_points, target,
                                    bt_tick_exit (state->tick, holding->direction),
                                    is_long ? "bid" : "ask", refusal);
}

static BtRefusalCode
modify_position (BtEngineState *state,
                 const BtCommand *command,
                 BtHolding *holding,
                 BtRefusal *refusal)
{
  guint mask = command->modify_mask;
  gint64 stop = (mask & BT_MODIFY_STOP_LOSS) != 0 ? command->stop_loss_points : BT_PRICE_NONE;

  if ((mask & BT_MODIFY_BREAK_EVEN) != 0)
    {
      if (mask != BT_MODIFY_BREAK_EVEN)
        return refuse_field (state, command, BT_REFUSAL_INVALID_STOPS, "sl",
                             "goes to break-even alone, without other changes", refusal);
      if (!bt_holding_find_break_even (state, holding, &stop))
        return refuse_field (state, command, BT_REFUSAL_INVALID_STOPS, "sl",
                             "has no price at which it nets zero", refusal);
      mask = BT_MODIFY_STOP_LOSS;
    }
  if ((mask & ~(guint) PROTECTION_MASK) != 0)
    return refuse_field (state, command, BT_REFUSAL_UNKNOWN_ORDER, "id",
                         "is an open position: only its stop, target and trailing stop change",
                         refusal);
  BtRefusalCode code = check_position (state, command, holding, stop, refusal);
  if (code != BT_REFUSAL_NONE)
    return code;

  bt_engine_state_add_event (state, BT_EVENT_ACCEPTED, command->id);
  bt_execution_set_protection (state, holding, mask, stop, command->take_profit_points,
                               command->trail_points, command->trail_step_points);
  bt_engine_state_add_position_event (state, BT_EVENT_POSITION_CHANGED, holding);
  return BT_REFUSAL_NONE;
}

static void
change_order (const BtEngineState *state, const BtCommand *command, BtOrder *order)
{
  guint mask = command->modify_mask;
  if ((mask & BT_MODIFY_STOP_LOSS) != 0)
    order->stop_loss_points = command->stop_loss_points;
  if ((mask & BT_MODIFY_TAKE_PROFIT) != 0)
    order->take_profit_points = command->take_profit_points;
  if ((mask & BT_MODIFY_TRAIL) != 0)
    {
      order->trail_points = command->trail_points;
      order->trail_step_points = command->trail_points > 0 ? MAX (command->trail_step_points, 1)
                                                           : command->trail_step_points;
    }
  if ((mask & BT_MODIFY_PRICE) != 0)
    order->price_points = command->price_points;
  if ((mask & BT_MODIFY_LIMIT) != 0)
    order->limit_points = command->limit_points;
  if ((mask & BT_MODIFY_VOLUME) != 0)
    order->volume = command->volume;
  if ((mask & BT_MODIFY_EXPIRY) != 0)
    {
      order->time_in_force = command->time_in_force;
      order->expiry_usec = BT_TIME_NONE;
      if (command->time_in_force == BT_TIME_IN_FORCE_DAY)
        order->expiry_usec = bt_costs_next_rollover (state->now_usec);
      else if (command->time_in_force == BT_TIME_IN_FORCE_UNTIL)
        order->expiry_usec = command->expiry_usec;
    }
}

static BtRefusalCode
modify_order (BtEngineState *state, const BtCommand *command, BtOrder *order, BtRefusal *refusal)
{
  guint mask = command->modify_mask;
  BtOrder changed = *order;

  if ((mask & BT_MODIFY_BREAK_EVEN) != 0)
    return refuse_field (state, command, BT_REFUSAL_UNKNOWN_POSITION, "id",
                         "is no open position, so it has no break-even", refusal);
  if (order->reason == BT_REASON_CLOSE || order->reason == BT_REASON_CLOSE_ALL)
    return refuse_field (state, command, BT_REFUSAL_UNKNOWN_ORDER, "id",
                         "is a closing that waits for the next open; cancel it instead", refusal);
  if ((mask & BT_MODIFY_PRICE) != 0 && (order->type == BT_ORDER_MARKET || order->is_limit_active))
    return refuse_field (state, command, BT_REFUSAL_INVALID_PRICE, "price",
                         order->type == BT_ORDER_MARKET ? "is a market order and has no price"
                                                        : "has passed its stop price already",
                         refusal);
  if ((mask & BT_MODIFY_LIMIT) != 0 && order->type != BT_ORDER_STOP_LIMIT)
    return refuse_field (state, command, BT_REFUSAL_INVALID_PRICE, "limit",
                         "is no stop-limit order and has no limit", refusal);
  change_order (state, command, &changed);
  /* An expiry that the command leaves as it is may have come: the next candle ends the order. */
  BtOrder tested = changed;
  if ((mask & BT_MODIFY_EXPIRY) == 0)
    tested.time_in_force = BT_TIME_IN_FORCE_GTC;
  BtRefusalCode code = bt_order_check (state, &tested, refusal);
  if (code != BT_REFUSAL_NONE)
    return code;
  *order = changed;
  bt_engine_state_add_event (state, BT_EVENT_ACCEPTED, command->id);
  return BT_REFUSAL_NONE;
}

BtRefusalCode
bt_modify_apply (BtEngineState *state, const BtCommand *command, BtRefusal *refusal)
{
  int holding = bt_engine_state_find_holding (state, command->id);
  if (holding >= 0)
    return modify_position (state, command, bt_engine_state_holding (state, (guint) holding),
                            refusal);
  int order = bt_engine_state_find_order (state, command->id);
  if (order >= 0)
    return modify_order (state, command, bt_engine_state_order (state, (guint) order), refusal);
  return refuse_field (state, command, BT_REFUSAL_UNKNOWN_ORDER, "id",
                       "is neither an open position nor a working order", refusal);
}
