// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The reference's commands: sections 6 and 12 of the execution model. */
#include "config.h"

#include "reference-private.h"

#include <string.h>

static gboolean
has_bad_volume (const Reference *r, gint64 volume)
{
  const BtInstrument *instrument = &r->settings.instrument;
  return volume < instrument->volume_min.units || volume > instrument->volume_max.units
         || volume % instrument->volume_step.units != 0;
}

/* A stop and target must be beyond a price: below and above it for a long. */
static gboolean
has_bad_protection (BtDirection direction, gint64 stop, gint64 target, gint64 against)
{
  if (direction == BT_DIRECTION_BUY)
    return (stop != BT_PRICE_NONE && stop >= against)
           || (target != BT_PRICE_NONE && target <= against);
  return (stop != BT_PRICE_NONE && stop <= against)
         || (target != BT_PRICE_NONE && target >= against);
}

static BtRefusalCode
check_order (const Reference *r, const BtOrder *order)
{
  gboolean is_buy = order->direction == BT_DIRECTION_BUY;
  gboolean is_stop_limit = order->type == BT_ORDER_STOP_LIMIT;
  gboolean is_stop = order->type == BT_ORDER_STOP || (is_stop_limit && !order->is_limit_active);
  gint64 against = is_stop_limit ? order->limit_points : order->price_points;

  if (has_bad_volume (r, order->volume.units))
    return BT_REFUSAL_INVALID_VOLUME;
  if (order->type == BT_ORDER_MARKET && !r->has_quote)
    return BT_REFUSAL_NO_QUOTE;
  if (order->type != BT_ORDER_MARKET && order->price_points == BT_PRICE_NONE)
    return BT_REFUSAL_INVALID_PRICE;
  if (is_stop_limit && order->limit_points == BT_PRICE_NONE)
    return BT_REFUSAL_INVALID_PRICE;
  if (order->trail_points < 0 || order->trail_step_points < 0)
    return BT_REFUSAL_INVALID_STOPS;
  if (is_stop && r->has_quote
      && (is_buy ? order->price_points <= r->ask : order->price_points >= r->bid))
    return BT_REFUSAL_INVALID_STOPS;
  if (order->type == BT_ORDER_MARKET)
    against = is_buy ? r->bid : r->ask;
  if (has_bad_protection (order->direction, order->stop_loss_points, order->take_profit_points,
                          against))
    return BT_REFUSAL_INVALID_STOPS;
  if (order->time_in_force == BT_TIME_IN_FORCE_UNTIL && order->expiry_usec <= r->now)
    return BT_REFUSAL_INVALID_EXPIRY;
  if (!reference_can_have_rate (r))
    return BT_REFUSAL_NO_RATE;
  return BT_REFUSAL_NONE;
}

static gint64
expiry_of (const Reference *r, const BtCommand *command)
{
  if (command->time_in_force == BT_TIME_IN_FORCE_DAY)
    return reference_next_rollover (r->now);
  return command->time_in_force == BT_TIME_IN_FORCE_UNTIL ? command->expiry_usec : BT_TIME_NONE;
}

static BtRefusalCode
place (Reference *r, const BtCommand *command)
{
  static const BtFillReason reasons[]
    = { BT_REASON_MARKET, BT_REASON_LIMIT, BT_REASON_STOP, BT_REASON_STOP_LIMIT };
  BtOrder order = {
    .sequence = r->command,
    .type = command->type,
    .direction = command->direction,
    .volume = command->volume,
    .price_points = command->price_points,
    .limit_points = command->limit_points,
    .stop_loss_points = command->stop_loss_points,
    .take_profit_points = command->take_profit_points,
    .trail_points = command->trail_points,
    .trail_step_points = command->trail_step_points,
    .time_in_force = command->time_in_force,
    .expiry_usec = expiry_of (r, command),
    .is_reduce_only = command->is_reduce_only,
    .reason = reasons[command->type],
  };
  g_strlcpy (order.id, command->id, sizeof order.id);
  g_strlcpy (order.oco, command->oco, sizeof order.oco);
  if (g_hash_table_contains (r->ids, command->id))
    return BT_REFUSAL_DUPLICATE_ID;
  BtRefusalCode code = check_order (r, &order);
  if (code != BT_REFUSAL_NONE)
    return code;
  gboolean is_immediate
    = order.type == BT_ORDER_MARKET && r->settings.market_fill == BT_MARKET_FILL_KNOWN_QUOTE;
  gboolean is_opposite = r->settings.mode == BT_ACCOUNT_NETTING && r->n_positions > 0
                         && r->positions[0].direction != order.direction;
  if (is_immediate && !order.is_reduce_only && !is_opposite)
    code = reference_check_entry (r, &order, order.volume.units);
  if (code != BT_REFUSAL_NONE)
    return code;
  reference_add (r, BT_EVENT_ACCEPTED, order.id);
  if (is_immediate)
    reference_fill_order (r, &order);
  else
    r->orders[r->n_orders++] = order;
  g_assert_cmpint (r->n_orders, <, REFERENCE_MAX - 1);
  g_assert_cmpint (r->n_positions, <, REFERENCE_MAX - 1);
  return BT_REFUSAL_NONE;
}

/* The first price, going towards profit, at which the position nets zero or more. */
static gint64
find_break_even (const Reference *r, const Position *p)
{
  gint64 sign = p->direction == BT_DIRECTION_BUY ? 1 : -1;
  gint64 price = p->shown_entry;
  while (reference_net_at (r, p, price) >= 0)
    price -= sign;
  while (reference_net_at (r, p, price) < 0)
    price += sign;
  return price;
}

static BtRefusalCode
modify_position (Reference *r, const BtCommand *command, Position *p)
{
  guint mask = command->modify_mask;
  gint64 stop = (mask & BT_MODIFY_STOP_LOSS) != 0 ? command->stop_loss_points : BT_PRICE_NONE;
  gint64 target = (mask & BT_MODIFY_TAKE_PROFIT) != 0 ? command->take_profit_points : BT_PRICE_NONE;
  if ((mask & BT_MODIFY_BREAK_EVEN) != 0)
    {
      if (mask != BT_MODIFY_BREAK_EVEN)
        return BT_REFUSAL_INVALID_STOPS;
      stop = find_break_even (r, p);
      mask = BT_MODIFY_STOP_LOSS;
    }
  if ((mask & (BT_MODIFY_PRICE | BT_MODIFY_LIMIT | BT_MODIFY_VOLUME | BT_MODIFY_EXPIRY)) != 0)
    return BT_REFUSAL_UNKNOWN_ORDER;
  if (has_bad_protection (p->direction, stop, target, reference_exit_quote (r, p->direction)))
    return BT_REFUSAL_INVALID_STOPS;
  reference_add (r, BT_EVENT_ACCEPTED, p->id);
  if ((mask & BT_MODIFY_STOP_LOSS) != 0)
    {
      p->stop = stop;
      p->trail = 0;
      p->trail_step = 0;
      if (p->first_stop == BT_PRICE_NONE)
        p->first_stop = stop;
    }
  if ((mask & BT_MODIFY_TAKE_PROFIT) != 0)
    p->target = target;
  if ((mask & BT_MODIFY_TRAIL) != 0)
    reference_start_trail (r, p, command->trail_points, command->trail_step_points);
  reference_add_position (r, BT_EVENT_POSITION_CHANGED, p);
  return BT_REFUSAL_NONE;
}

static BtRefusalCode
modify_order (Reference *r, const BtCommand *command, BtOrder *order)
{
  guint mask = command->modify_mask;
  BtOrder changed = *order;
  if ((mask & BT_MODIFY_BREAK_EVEN) != 0)
    return BT_REFUSAL_UNKNOWN_POSITION;
  if (order->reason == BT_REASON_CLOSE || order->reason == BT_REASON_CLOSE_ALL)
    return BT_REFUSAL_UNKNOWN_ORDER;
  if ((mask & BT_MODIFY_PRICE) != 0 && (order->type == BT_ORDER_MARKET || order->is_limit_active))
    return BT_REFUSAL_INVALID_PRICE;
  if ((mask & BT_MODIFY_LIMIT) != 0 && order->type != BT_ORDER_STOP_LIMIT)
    return BT_REFUSAL_INVALID_PRICE;
  if ((mask & BT_MODIFY_STOP_LOSS) != 0)
    changed.stop_loss_points = command->stop_loss_points;
  if ((mask & BT_MODIFY_TAKE_PROFIT) != 0)
    changed.take_profit_points = command->take_profit_points;
  if ((mask & BT_MODIFY_TRAIL) != 0)
    {
      changed.trail_points = command->trail_points;
      changed.trail_step_points = command->trail_step_points;
    }
  if ((mask & BT_MODIFY_PRICE) != 0)
    changed.price_points = command->price_points;
  if ((mask & BT_MODIFY_LIMIT) != 0)
    changed.limit_points = command->limit_points;
  if ((mask & BT_MODIFY_VOLUME) != 0)
    changed.volume = command->volume;
  if ((mask & BT_MODIFY_EXPIRY) != 0)
    {
      changed.time_in_force = command->time_in_force;
      changed.expiry_usec = expiry_of (r, command);
    }
  BtOrder tested = changed;
  if ((mask & BT_MODIFY_EXPIRY) == 0)
    tested.time_in_force = BT_TIME_IN_FORCE_GTC;
  BtRefusalCode code = check_order (r, &tested);
  if (code == BT_REFUSAL_NONE)
    {
      *order = changed;
      reference_add (r, BT_EVENT_ACCEPTED, order->id);
    }
  return code;
}

static BtRefusalCode
modify (Reference *r, const BtCommand *command)
{
  int position = reference_find_position (r, command->id);
  int order = reference_find_order (r, command->id);
  if (position >= 0)
    return modify_position (r, command, &r->positions[position]);
  if (order >= 0)
    return modify_order (r, command, &r->orders[order]);
  return BT_REFUSAL_UNKNOWN_ORDER;
}

static void
close_or_queue (Reference *r, int index, gint64 volume, BtFillReason reason)
{
  const Position *p = &r->positions[index];
  if (r->settings.market_fill == BT_MARKET_FILL_KNOWN_QUOTE || reason == BT_REASON_END)
    {
      reference_close (r, index, volume, reason);
      return;
    }
  BtOrder *order = &r->orders[r->n_orders++];
  *order = (BtOrder){ .sequence = r->command,
                      .type = BT_ORDER_MARKET,
                      .direction
                      = p->direction == BT_DIRECTION_BUY ? BT_DIRECTION_SELL : BT_DIRECTION_BUY,
                      .volume = BT_VOLUME (volume),
                      .expiry_usec = BT_TIME_NONE,
                      .is_reduce_only = TRUE,
                      .reason = reason };
  g_strlcpy (order->id, p->id, sizeof order->id);
}

static BtRefusalCode
close_one (Reference *r, const BtCommand *command)
{
  int index = reference_find_position (r, command->id);
  if (index < 0)
    return BT_REFUSAL_UNKNOWN_POSITION;
  gint64 open = r->positions[index].open;
  gint64 volume = command->volume.units == 0 ? open : command->volume.units;
  if (volume != open && (volume > open || has_bad_volume (r, volume)))
    return BT_REFUSAL_INVALID_VOLUME;
  reference_add (r, BT_EVENT_ACCEPTED, command->id);
  close_or_queue (r, index, volume, BT_REASON_CLOSE);
  reference_drop_orphans (r);
  return BT_REFUSAL_NONE;
}

static void
close_scope (Reference *r, BtCloseScope scope, BtFillReason reason)
{
  for (int i = 0; i < r->n_positions; i++)
    {
      gint64 floating = reference_floating (r, &r->positions[i]);
      int before = r->n_positions;
      if (scope == BT_CLOSE_EVERY || (scope == BT_CLOSE_WINNERS ? floating > 0 : floating < 0))
        close_or_queue (r, i, r->positions[i].open, reason);
      i -= before - r->n_positions;
    }
  reference_drop_orphans (r);
}

static BtRefusalCode
move_money (Reference *r, const BtCommand *command)
{
  gint64 amount = command->amount.minor;
  gint64 available = MIN (r->balance, reference_equity (r) - reference_used (r));
  gboolean is_deposit = command->kind == BT_COMMAND_DEPOSIT;
  if (amount <= 0 || (!is_deposit && amount > available))
    return BT_REFUSAL_INVALID_AMOUNT;
  reference_add (r, BT_EVENT_ACCEPTED, "");
  reference_book (r, is_deposit ? BT_LEDGER_DEPOSIT : BT_LEDGER_WITHDRAWAL,
                  is_deposit ? amount : -amount, "", r->now);
  return BT_REFUSAL_NONE;
}

static BtRefusalCode
dispatch (Reference *r, const BtCommand *command)
{
  int index;
  switch (command->kind)
    {
    case BT_COMMAND_PLACE:
      return place (r, command);
    case BT_COMMAND_MODIFY:
      return modify (r, command);
    case BT_COMMAND_CANCEL:
      index = reference_find_order (r, command->id);
      if (index < 0)
        return BT_REFUSAL_UNKNOWN_ORDER;
      reference_add (r, BT_EVENT_ACCEPTED, command->id);
      reference_remove_order (r, index, BT_EVENT_CANCELLED);
      return BT_REFUSAL_NONE;
    case BT_COMMAND_CLOSE:
      return close_one (r, command);
    case BT_COMMAND_CLOSE_ALL:
      reference_add (r, BT_EVENT_ACCEPTED, "");
      close_scope (r, command->scope, BT_REASON_CLOSE_ALL);
      return BT_REFUSAL_NONE;
    case BT_COMMAND_DEPOSIT:
    case BT_COMMAND_WITHDRAW:
      return move_money (r, command);
    case BT_COMMAND_END:
      reference_add (r, BT_EVENT_ACCEPTED, "");
      while (r->n_orders > 0)
        reference_remove_order (r, 0, BT_EVENT_CANCELLED);
      close_scope (r, BT_CLOSE_EVERY, BT_REASON_END);
      r->is_ended = TRUE;
      reference_add (r, BT_EVENT_ENDED, "");
      return BT_REFUSAL_NONE;
    case BT_COMMAND_NOTE:
      reference_add (r, BT_EVENT_ACCEPTED, "");
      return BT_REFUSAL_NONE;
    case BT_COMMAND_FORK:
    default:
      g_assert_not_reached ();
    }
}

BtRefusalCode
reference_apply (Reference *r, const BtCommand *command)
{
  r->command = ++r->commands;
  BtRefusalCode code = r->is_ended ? BT_REFUSAL_SESSION_ENDED : dispatch (r, command);
  if (code != BT_REFUSAL_NONE)
    reference_add_refusal (r, command->id, code);
  else
    {
      if (command->kind == BT_COMMAND_PLACE)
        g_hash_table_add (r->ids, g_strdup (command->id));
      if (r->has_quote)
        reference_settle_point (r);
    }
  reference_tell (r);
  r->command = 0;
  return code;
}
