// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-commands.h"

#include "engine/bt-challenge.h"
#include "engine/bt-costs.h"
#include "engine/bt-engine.h"
#include "engine/bt-execution.h"
#include "engine/bt-holding.h"
#include "engine/bt-ledger.h"
#include "engine/bt-margin.h"
#include "engine/bt-modify.h"
#include "engine/bt-order-book.h"
#include "engine/bt-order-check.h"
#include "engine/bt-refusal.h"

static BtFillReason
reason_of_type (BtOrderType type)
{
  switch (type)
    {
    case BT_ORDER_LIMIT:
      return BT_REASON_LIMIT;
    case BT_ORDER_STOP:
      return BT_REASON_STOP;
    case BT_ORDER_STOP_LIMIT:
      return BT_REASON_STOP_LIMIT;
    case BT_ORDER_MARKET:
    default:
      return BT_REASON_MARKET;
    }
}

static BtOrder
make_order (const BtEngineState *state, const BtCommand *command)
{
  BtOrder order = {
    .sequence = state->command,
    .type = command->type,
    .direction = command->direction,
    .status = BT_ORDER_WORKING,
    .volume = command->volume,
    .price_points = command->type == BT_ORDER_MARKET ? BT_PRICE_NONE : command->price_points,
    .limit_points = command->type == BT_ORDER_STOP_LIMIT ? command->limit_points : BT_PRICE_NONE,
    .stop_loss_points = command->stop_loss_points,
    .take_profit_points = command->take_profit_points,
    .trail_points = command->trail_points,
    .trail_step_points
    = command->trail_points > 0 ? MAX (command->trail_step_points, 1) : command->trail_step_points,
    .time_in_force = command->time_in_force,
    .expiry_usec = BT_TIME_NONE,
    .placed_usec = state->now_usec,
    .is_reduce_only = command->is_reduce_only,
    .reason = reason_of_type (command->type),
  };
  if (order.time_in_force == BT_TIME_IN_FORCE_DAY)
    order.expiry_usec = bt_costs_next_rollover (state->now_usec);
  else if (order.time_in_force == BT_TIME_IN_FORCE_UNTIL)
    order.expiry_usec = command->expiry_usec;
  g_strlcpy (order.id, command->id, sizeof order.id);
  g_strlcpy (order.oco, command->oco, sizeof order.oco);
  return order;
}

static gboolean
waits_for_open (const BtEngineState *state)
{
  return state->rules->settings.market_fill == BT_MARKET_FILL_NEXT_OPEN;
}

/* Returns whether the order, filled now, would open all of its volume. */
static gboolean
opens_all (const BtEngineState *state, const BtOrder *order)
{
  if (order->is_reduce_only)
    return FALSE;
  return state->rules->settings.mode == BT_ACCOUNT_HEDGING || state->holdings->len == 0
         || bt_engine_state_holding (state, 0)->direction == order->direction;
}

static BtRefusalCode
check_book (const BtEngineState *state, const char *id, BtRefusal *refusal)
{
  if (state->orders->len < BT_ENGINE_MAX_ORDERS)
    return BT_REFUSAL_NONE;
  return bt_refusal_set (refusal, BT_REFUSAL_LIMIT_REACHED, id, state->bar, "",
                         "%d orders are working already, the most that a session holds",
                         BT_ENGINE_MAX_ORDERS);
}

static BtRefusalCode
place (BtEngineState *state, const BtCommand *command, gboolean is_id_used, BtRefusal *refusal)
{
  BtOrder order = make_order (state, command);
  gboolean is_immediate = order.type == BT_ORDER_MARKET && !waits_for_open (state);
  if (is_id_used)
    return bt_refusal_set (refusal, BT_REFUSAL_DUPLICATE_ID, command->id, state->bar, "id",
                           "an earlier order is called “%s” already", command->id);
  BtRefusalCode code = bt_order_check (state, &order, refusal);
  if (code == BT_REFUSAL_NONE && !is_immediate)
    code = check_book (state, command->id, refusal);
  if (code == BT_REFUSAL_NONE && is_immediate && opens_all (state, &order))
    code = bt_execution_check_entry (state, &order, order.volume.units, refusal);
  if (code != BT_REFUSAL_NONE)
    return code;

  bt_engine_state_add_event (state, BT_EVENT_ACCEPTED, command->id);
  if (is_immediate)
    bt_order_book_fill (state, &order);
  else
    bt_order_book_add (state, &order);
  return BT_REFUSAL_NONE;
}

static BtRefusalCode
cancel (BtEngineState *state, const BtCommand *command, BtRefusal *refusal)
{
  int index = bt_engine_state_find_order (state, command->id);
  if (index < 0)
    return bt_refusal_set (refusal, BT_REFUSAL_UNKNOWN_ORDER, command->id, state->bar, "id",
                           "no working order is called “%s”", command->id);
  bt_engine_state_add_event (state, BT_EVENT_ACCEPTED, command->id);
  bt_order_book_remove (state, (guint) index, BT_EVENT_CANCELLED);
  return BT_REFUSAL_NONE;
}

/* Closes at the known quote, or queues the closing for the next open. */
static void
close_holding (BtEngineState *state, guint index, gint64 volume, BtFillReason reason)
{
  const BtHolding *holding = bt_engine_state_holding (state, index);
  if (!waits_for_open (state) || reason == BT_REASON_END)
    {
      bt_execution_close (state, index, volume, reason);
      return;
    }
  BtOrder order = {
    .sequence = state->command,
    .type = BT_ORDER_MARKET,
    .direction = bt_direction_opposite (holding->direction),
    .status = BT_ORDER_WORKING,
    .volume = BT_VOLUME (volume),
    .price_points = BT_PRICE_NONE,
    .limit_points = BT_PRICE_NONE,
    .stop_loss_points = BT_PRICE_NONE,
    .take_profit_points = BT_PRICE_NONE,
    .expiry_usec = BT_TIME_NONE,
    .placed_usec = state->now_usec,
    .is_reduce_only = TRUE,
    .reason = reason,
  };
  g_strlcpy (order.id, holding->id, sizeof order.id);
  bt_order_book_add (state, &order);
}

static BtRefusalCode
close_one (BtEngineState *state, const BtCommand *command, BtRefusal *refusal)
{
  int index = bt_engine_state_find_holding (state, command->id);
  if (index < 0)
    return bt_refusal_set (refusal, BT_REFUSAL_UNKNOWN_POSITION, command->id, state->bar, "id",
                           "no open position is called “%s”", command->id);
  const BtHolding *holding = bt_engine_state_holding (state, (guint) index);
  gint64 volume = command->volume.units == 0 ? holding->volume_open : command->volume.units;
  BtRefusalCode code = bt_order_check_close_volume (state, holding, volume, refusal);
  if (code == BT_REFUSAL_NONE && waits_for_open (state))
    code = check_book (state, command->id, refusal);
  if (code != BT_REFUSAL_NONE)
    return code;
  bt_engine_state_add_event (state, BT_EVENT_ACCEPTED, command->id);
  close_holding (state, (guint) index, volume, BT_REASON_CLOSE);
  bt_order_book_drop_orphans (state);
  return BT_REFUSAL_NONE;
}

static gboolean
is_in_scope (BtEngineState *state, const BtHolding *holding, BtCloseScope scope, BtTick tick)
{
  gint64 floating = bt_holding_floating (state, holding, tick);
  switch (scope)
    {
    case BT_CLOSE_WINNERS:
      return floating > 0;
    case BT_CLOSE_LOSERS:
      return floating < 0;
    case BT_CLOSE_EVERY:
    default:
      return TRUE;
    }
}

static void
close_scope (BtEngineState *state, BtCloseScope scope, BtFillReason reason)
{
  guint i = 0;
  while (i < state->holdings->len && state->overflow == NULL)
    {
      const BtHolding *holding = bt_engine_state_holding (state, i);
      guint before = state->holdings->len;
      if (is_in_scope (state, holding, scope, state->tick))
        close_holding (state, i, holding->volume_open, reason);
      if (state->holdings->len == before)
        i++;
    }
  bt_order_book_drop_orphans (state);
}

static BtRefusalCode
close_all (BtEngineState *state, const BtCommand *command, BtRefusal *refusal)
{
  gboolean is_queued = waits_for_open (state);
  if (is_queued && state->orders->len + state->holdings->len > BT_ENGINE_MAX_ORDERS)
    return bt_refusal_set (refusal, BT_REFUSAL_LIMIT_REACHED, "", state->bar, "",
                           "with %u closings waiting more than %d orders would be working",
                           state->holdings->len, BT_ENGINE_MAX_ORDERS);
  bt_engine_state_add_event (state, BT_EVENT_ACCEPTED, "");
  close_scope (state, command->scope, BT_REASON_CLOSE_ALL);
  return BT_REFUSAL_NONE;
}

static BtRefusalCode
move_money (BtEngineState *state, const BtCommand *command, BtRefusal *refusal)
{
  gboolean is_deposit = command->kind == BT_COMMAND_DEPOSIT;
  gint64 amount = command->amount.minor;
  gint64 balance;
  char amount_text[BT_REFUSAL_MONEY_SIZE];
  char free_text[BT_REFUSAL_MONEY_SIZE];

  if (amount <= 0)
    return bt_refusal_set (refusal, BT_REFUSAL_INVALID_AMOUNT, "", state->bar, "amount",
                           "%s is not above zero",
                           bt_refusal_format_money (state->rules, amount, amount_text));
  if (is_deposit && !bt_checked_add (state->balance_minor, amount, &balance))
    return bt_refusal_set (refusal, BT_REFUSAL_OVERFLOW, "", state->bar, "amount",
                           "%s more is beyond what an account can hold",
                           bt_refusal_format_money (state->rules, amount, amount_text));
  gint64 available
    = MIN (state->balance_minor, bt_margin_equity (state, state->tick) - bt_margin_used (state));
  if (!is_deposit && amount > available)
    return bt_refusal_set (refusal, BT_REFUSAL_INVALID_AMOUNT, "", state->bar, "amount",
                           "%s is more than can be withdrawn, which is %s",
                           bt_refusal_format_money (state->rules, amount, amount_text),
                           bt_refusal_format_money (state->rules, MAX (available, 0), free_text));
  bt_engine_state_add_event (state, BT_EVENT_ACCEPTED, "");
  bt_ledger_append (state, is_deposit ? BT_LEDGER_DEPOSIT : BT_LEDGER_WITHDRAWAL,
                    is_deposit ? amount : -amount, "", state->now_usec);
  bt_challenge_add_flow (state, is_deposit ? amount : -amount);
  return BT_REFUSAL_NONE;
}

static BtRefusalCode
end_session (BtEngineState *state)
{
  bt_engine_state_add_event (state, BT_EVENT_ACCEPTED, "");
  while (state->orders->len > 0)
    bt_order_book_remove (state, 0, BT_EVENT_CANCELLED);
  close_scope (state, BT_CLOSE_EVERY, BT_REASON_END);
  state->is_ended = TRUE;
  bt_engine_state_add_event (state, BT_EVENT_ENDED, "");
  return BT_REFUSAL_NONE;
}

static BtRefusalCode
dispatch (BtEngineState *state, const BtCommand *command, gboolean is_id_used, BtRefusal *refusal)
{
  switch (command->kind)
    {
    case BT_COMMAND_PLACE:
      return place (state, command, is_id_used, refusal);
    case BT_COMMAND_MODIFY:
      return bt_modify_apply (state, command, refusal);
    case BT_COMMAND_CANCEL:
      return cancel (state, command, refusal);
    case BT_COMMAND_CLOSE:
      return close_one (state, command, refusal);
    case BT_COMMAND_CLOSE_ALL:
      return close_all (state, command, refusal);
    case BT_COMMAND_DEPOSIT:
    case BT_COMMAND_WITHDRAW:
      return move_money (state, command, refusal);
    case BT_COMMAND_END:
      return end_session (state);
    /* Where a line parts from another is on record and changes nothing: what is open stays open. */
    case BT_COMMAND_NOTE:
    case BT_COMMAND_FORK:
      bt_engine_state_add_event (state, BT_EVENT_ACCEPTED, "");
      return BT_REFUSAL_NONE;
    default:
      g_assert_not_reached ();
    }
}

BtRefusalCode
bt_commands_apply (BtEngineState *state,
                   const BtCommand *command,
                   gboolean is_id_used,
                   BtRefusal *refusal)
{
  if (state->is_ended)
    return bt_refusal_set (refusal, BT_REFUSAL_SESSION_ENDED, command->id, state->bar, "",
                           "the session has ended after candle %" G_GINT64_FORMAT, state->bar);
  BtRefusalCode code = dispatch (state, command, is_id_used, refusal);
  if (code != BT_REFUSAL_NONE)
    return code;
  if (state->has_quote)
    bt_order_book_process (state);
  bt_challenge_check_vertex (state);
  return code;
}
