// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Commands (execution model, 6 and 12). Where several faults meet, the one that is named is the
 * first in the order of the checks below. */
#include "config.h"

#include "bt-reference-state.h"

#include <string.h>

/* As far as the search for a break-even walks: the reference gives up on a game that needs more. */
#define HIGHEST_BREAK_EVEN 2000000

static gboolean
is_volume_valid (const BtReference *self, gint64 volume)
{
  const BtInstrument *instrument = &self->settings.instrument;

  return volume >= instrument->volume_min.units && volume <= instrument->volume_max.units
         && volume % instrument->volume_step.units == 0;
}

/* Whether a stop and a target lie on their sides of a price: below and above for a long. */
static gboolean
is_protection_beyond (BtDirection direction, gint64 stop, gint64 target, gint64 price)
{
  gboolean is_long = direction == BT_DIRECTION_BUY;

  if (stop != BT_PRICE_NONE && (is_long ? stop >= price : stop <= price))
    return FALSE;
  return target == BT_PRICE_NONE || (is_long ? target > price : target < price);
}

static gboolean
are_stops_valid (const BtReference *self, const BtOrder *order)
{
  gint64 level = order->type == BT_ORDER_STOP_LIMIT ? order->limit_points : order->price_points;
  gboolean is_stop = order->type == BT_ORDER_STOP
                     || (order->type == BT_ORDER_STOP_LIMIT && !order->is_limit_active);
  gint64 quote = bt_reference_side_quote (self->quote, order->direction);

  if (order->type == BT_ORDER_MARKET)
    level = bt_reference_side_quote (self->quote, bt_reference_opposite (order->direction));
  if (!is_protection_beyond (order->direction, order->stop_loss_points, order->take_profit_points,
                             level))
    return FALSE;
  if (!is_stop || !self->quote.is_valid)
    return TRUE;
  return order->direction == BT_DIRECTION_BUY ? order->price_points > quote
                                              : order->price_points < quote;
}

static BtReferenceOrder *
find_working (const BtReference *self, const char *id)
{
  for (guint i = 0; i < self->orders->len; i++)
    {
      BtReferenceOrder *order = bt_reference_order (self, i);
      if (order->record.status == BT_ORDER_WORKING && !order->is_closing
          && strcmp (order->record.id, id) == 0)
        return order;
    }
  return NULL;
}

static gboolean
is_id_used (const BtReference *self, const char *id)
{
  for (guint i = 0; i < self->orders->len; i++)
    if (strcmp (bt_reference_order (self, i)->record.id, id) == 0)
      return TRUE;
  return FALSE;
}

static gint64
find_expiry (const BtReference *self, BtTimeInForce time_in_force, gint64 until_usec)
{
  switch (time_in_force)
    {
    case BT_TIME_IN_FORCE_GTC:
      return BT_TIME_NONE;
    case BT_TIME_IN_FORCE_DAY:
      return bt_reference_next_rollover (self->time_usec);
    case BT_TIME_IN_FORCE_UNTIL:
      return until_usec;
    default:
      g_assert_not_reached ();
    }
}

static BtOrder
make_order (const BtReference *self, const BtCommand *command)
{
  static const BtFillReason reasons[] = { [BT_ORDER_MARKET] = BT_REASON_MARKET,
                                          [BT_ORDER_LIMIT] = BT_REASON_LIMIT,
                                          [BT_ORDER_STOP] = BT_REASON_STOP,
                                          [BT_ORDER_STOP_LIMIT] = BT_REASON_STOP_LIMIT };
  BtOrder order
    = { .sequence = self->n_commands,
        .type = command->type,
        .direction = command->direction,
        .status = BT_ORDER_WORKING,
        .volume = command->volume,
        .price_points = command->type == BT_ORDER_MARKET ? BT_PRICE_NONE : command->price_points,
        .limit_points
        = command->type == BT_ORDER_STOP_LIMIT ? command->limit_points : BT_PRICE_NONE,
        .stop_loss_points = command->stop_loss_points,
        .take_profit_points = command->take_profit_points,
        .trail_points = command->trail_points,
        .trail_step_points = command->trail_step_points,
        .time_in_force = command->time_in_force,
        .expiry_usec = find_expiry (self, command->time_in_force, command->expiry_usec),
        .placed_usec = self->time_usec,
        .is_reduce_only = command->is_reduce_only,
        .reason = reasons[command->type] };

  g_strlcpy (order.id, command->id, sizeof order.id);
  g_strlcpy (order.oco, command->oco, sizeof order.oco);
  return order;
}

static BtRefusalCode
place (BtReference *self, const BtCommand *command)
{
  BtReferenceOrder order = { .record = make_order (self, command) };
  gboolean is_immediate
    = command->type == BT_ORDER_MARKET && self->settings.market_fill == BT_MARKET_FILL_KNOWN_QUOTE;

  if (is_id_used (self, command->id))
    return BT_REFUSAL_DUPLICATE_ID;
  if (!is_volume_valid (self, command->volume.units))
    return BT_REFUSAL_INVALID_VOLUME;
  if (command->type == BT_ORDER_MARKET && !self->quote.is_valid)
    return BT_REFUSAL_NO_QUOTE;
  if (!are_stops_valid (self, &order.record))
    return BT_REFUSAL_INVALID_STOPS;
  if (command->time_in_force == BT_TIME_IN_FORCE_UNTIL && command->expiry_usec <= self->time_usec)
    return BT_REFUSAL_INVALID_EXPIRY;
  /* An order that is carried out at once and opens all of it is refused as a command; others are
   * refused when they trigger. */
  if (is_immediate && !command->is_reduce_only && !bt_reference_would_reduce (self, &order.record)
      && !bt_reference_can_open_all (self, &order.record))
    return BT_REFUSAL_INSUFFICIENT_MARGIN;
  bt_reference_report (self, BT_EVENT_ACCEPTED, command->id);
  g_array_append_val (self->orders, order);
  if (is_immediate)
    bt_reference_fill_order (self, self->orders->len - 1);
  return BT_REFUSAL_NONE;
}

static BtRefusalCode
modify_order (BtReference *self, BtReferenceOrder *order, const BtCommand *command)
{
  BtOrder changed = order->record;
  guint mask = command->modify_mask;

  if (mask & BT_MODIFY_STOP_LOSS)
    changed.stop_loss_points = command->stop_loss_points;
  if (mask & BT_MODIFY_TAKE_PROFIT)
    changed.take_profit_points = command->take_profit_points;
  if (mask & BT_MODIFY_TRAIL)
    {
      changed.trail_points = command->trail_points;
      changed.trail_step_points = command->trail_step_points;
    }
  if (mask & BT_MODIFY_PRICE)
    changed.price_points = command->price_points;
  if (mask & BT_MODIFY_LIMIT)
    changed.limit_points = command->limit_points;
  if (mask & BT_MODIFY_VOLUME)
    changed.volume = command->volume;
  if (mask & BT_MODIFY_EXPIRY)
    {
      changed.time_in_force = command->time_in_force;
      changed.expiry_usec = find_expiry (self, command->time_in_force, command->expiry_usec);
    }
  /* A level that the order has not, or has no longer. */
  if ((mask & BT_MODIFY_PRICE && (changed.type == BT_ORDER_MARKET || changed.is_limit_active))
      || (mask & BT_MODIFY_LIMIT && changed.type != BT_ORDER_STOP_LIMIT))
    return BT_REFUSAL_INVALID_PRICE;
  if (!is_volume_valid (self, changed.volume.units))
    return BT_REFUSAL_INVALID_VOLUME;
  if (!are_stops_valid (self, &changed))
    return BT_REFUSAL_INVALID_STOPS;
  if ((mask & BT_MODIFY_EXPIRY) != 0 && changed.expiry_usec != BT_TIME_NONE
      && changed.expiry_usec <= self->time_usec)
    return BT_REFUSAL_INVALID_EXPIRY;
  order->record = changed;
  bt_reference_report (self, BT_EVENT_ACCEPTED, command->id);
  return BT_REFUSAL_NONE;
}

static gint64
find_known_exit (const BtReference *self, const BtPosition *position)
{
  return bt_reference_side_quote (self->quote, bt_reference_opposite (position->direction));
}

/* What a position would come to in all if the rest of it were closed at a price, its spread as now.
 */
static gint64
find_net_at (const BtReference *self, const BtReferencePosition *position, gint64 price)
{
  const BtPosition *record = &position->record;
  gint64 spread = self->quote.ask_points - self->quote.bid_points;
  gint64 bid = record->direction == BT_DIRECTION_BUY ? price : price - spread;
  BtQuote quote = { .is_valid = TRUE, .bid_points = bid, .ask_points = bid + spread };
  gint64 volume = record->volume_open.units;

  return record->pnl.minor + bt_reference_close_profit (self, position, quote, price, volume)
         + record->swap.minor - record->commission.minor
         - bt_reference_commission (self, quote, price, volume);
}

/* Goes, one price after the other, from the first that a stop may have away from the known quote,
 * to the worst at which the position nets zero or more: of prices from the worst on, the first. */
static BtRefusalCode
break_even (const BtReference *self, BtReferencePosition *position)
{
  BtPosition *record = &position->record;
  gint64 away = record->direction == BT_DIRECTION_BUY ? -1 : 1;
  gint64 price = find_known_exit (self, record) + away;

  if (price < 1 || find_net_at (self, position, price) < 0)
    return BT_REFUSAL_INVALID_STOPS;
  while (price + away > 0 && price < HIGHEST_BREAK_EVEN
         && find_net_at (self, position, price + away) >= 0)
    price += away;
  *self->is_out_of_range |= price == HIGHEST_BREAK_EVEN;
  if (price + away == 0)
    return BT_REFUSAL_INVALID_STOPS;
  record->stop_loss_points = price;
  record->trail_points = 0;
  return BT_REFUSAL_NONE;
}

static void
report_change (BtReference *self, const BtReferencePosition *position)
{
  bt_reference_report (self, BT_EVENT_ACCEPTED, position->record.id);
  bt_reference_report_position (self, BT_EVENT_POSITION_CHANGED, position);
}

static BtRefusalCode
modify_position (BtReference *self, BtReferencePosition *position, const BtCommand *command)
{
  BtPosition *record = &position->record;
  guint mask = command->modify_mask;
  gint64 stop = mask & BT_MODIFY_STOP_LOSS ? command->stop_loss_points : record->stop_loss_points;
  gint64 target
    = mask & BT_MODIFY_TAKE_PROFIT ? command->take_profit_points : record->take_profit_points;

  if (mask & BT_MODIFY_BREAK_EVEN)
    {
      BtRefusalCode code = break_even (self, position);
      if (code == BT_REFUSAL_NONE && record->initial_stop_points == BT_PRICE_NONE)
        record->initial_stop_points = record->stop_loss_points;
      if (code == BT_REFUSAL_NONE)
        report_change (self, position);
      return code;
    }
  if (!is_protection_beyond (record->direction, stop, target, find_known_exit (self, record)))
    return BT_REFUSAL_INVALID_STOPS;
  record->stop_loss_points = stop;
  record->take_profit_points = target;
  if (record->initial_stop_points == BT_PRICE_NONE)
    record->initial_stop_points = stop;
  if (mask & BT_MODIFY_STOP_LOSS)
    record->trail_points = 0;
  if (mask & BT_MODIFY_TRAIL)
    {
      record->trail_points = 0;
      if (command->trail_points > 0)
        bt_reference_start_trailing (self, position, command->trail_points,
                                     command->trail_step_points);
    }
  if (record->initial_stop_points == BT_PRICE_NONE)
    record->initial_stop_points = record->stop_loss_points;
  report_change (self, position);
  return BT_REFUSAL_NONE;
}

static BtRefusalCode
modify (BtReference *self, const BtCommand *command)
{
  BtReferenceOrder *order = find_working (self, command->id);
  BtReferencePosition *position = bt_reference_find_position (self, command->id);

  if (order != NULL && command->modify_mask & BT_MODIFY_BREAK_EVEN)
    return BT_REFUSAL_UNKNOWN_POSITION;
  if (order != NULL)
    return modify_order (self, order, command);
  if (position != NULL
      && !(command->modify_mask
           & (BT_MODIFY_PRICE | BT_MODIFY_LIMIT | BT_MODIFY_VOLUME | BT_MODIFY_EXPIRY)))
    return modify_position (self, position, command);
  return BT_REFUSAL_UNKNOWN_ORDER;
}

/* A closing that waits for the next open is cancelled by its position's id. */
static BtRefusalCode
cancel (BtReference *self, const BtCommand *command)
{
  for (guint i = 0; i < self->orders->len; i++)
    {
      const BtOrder *order = &bt_reference_order (self, i)->record;
      if (order->status == BT_ORDER_WORKING && strcmp (order->id, command->id) == 0)
        {
          bt_reference_report (self, BT_EVENT_ACCEPTED, command->id);
          bt_reference_cancel (self, i);
          return BT_REFUSAL_NONE;
        }
    }
  return BT_REFUSAL_UNKNOWN_ORDER;
}

/* Closes now, or leaves it to the next open. */
static void
close_by_command (BtReference *self,
                  BtReferencePosition *position,
                  gint64 volume,
                  BtFillReason reason)
{
  BtReferenceDeal deal = { .order_id = position->record.id, .reason = reason, .is_slipping = TRUE };
  BtReferenceOrder closing = { .is_closing = TRUE };

  if (self->settings.market_fill == BT_MARKET_FILL_KNOWN_QUOTE || reason == BT_REASON_END)
    {
      bt_reference_close (self, position, volume, &deal);
      return;
    }
  closing.record = (BtOrder){ .sequence = self->n_commands,
                              .type = BT_ORDER_MARKET,
                              .status = BT_ORDER_WORKING,
                              .volume = BT_VOLUME (volume),
                              .expiry_usec = BT_TIME_NONE,
                              .reason = reason };
  g_strlcpy (closing.record.id, position->record.id, sizeof closing.record.id);
  g_array_append_val (self->orders, closing);
}

static BtRefusalCode
close_one (BtReference *self, const BtCommand *command)
{
  BtReferencePosition *position = bt_reference_find_position (self, command->id);
  gint64 volume = command->volume.units;

  if (position == NULL)
    return BT_REFUSAL_UNKNOWN_POSITION;
  if (volume == 0)
    volume = position->record.volume_open.units;
  else if (volume > position->record.volume_open.units)
    return BT_REFUSAL_INVALID_VOLUME;
  else if (volume < position->record.volume_open.units && !is_volume_valid (self, volume))
    return BT_REFUSAL_INVALID_VOLUME;
  bt_reference_report (self, BT_EVENT_ACCEPTED, command->id);
  close_by_command (self, position, volume, BT_REASON_CLOSE);
  return BT_REFUSAL_NONE;
}

static void
close_all (BtReference *self, BtCloseScope scope, BtFillReason reason)
{
  /* Which ones are meant is decided before the first is closed. */
  g_autoptr (GArray) meant = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->positions->len; i++)
    {
      const BtReferencePosition *position = bt_reference_position (self, i);
      gint64 floating = bt_reference_floating (self, position);

      if (position->record.status == BT_POSITION_OPEN
          && (scope == BT_CLOSE_EVERY || (scope == BT_CLOSE_WINNERS && floating > 0)
              || (scope == BT_CLOSE_LOSERS && floating < 0)))
        g_array_append_val (meant, i);
    }
  for (guint i = 0; i < meant->len; i++)
    {
      BtReferencePosition *position = bt_reference_position (self, g_array_index (meant, guint, i));
      close_by_command (self, position, position->record.volume_open.units, reason);
    }
}

static void
end (BtReference *self)
{
  bt_reference_report (self, BT_EVENT_ACCEPTED, "");
  for (guint i = 0; i < self->orders->len; i++)
    if (bt_reference_order (self, i)->record.status == BT_ORDER_WORKING)
      bt_reference_cancel (self, i);
  close_all (self, BT_CLOSE_EVERY, BT_REASON_END);
  self->is_ended = TRUE;
  bt_reference_report (self, BT_EVENT_ENDED, "");
}

static BtRefusalCode
move_money (BtReference *self, const BtCommand *command)
{
  gint64 amount = command->amount.minor;

  if (amount <= 0)
    return BT_REFUSAL_INVALID_AMOUNT;
  if (command->kind == BT_COMMAND_WITHDRAW
      && (amount > self->balance
          || amount > bt_reference_equity (self) - bt_reference_used_margin (self)))
    return BT_REFUSAL_INVALID_AMOUNT;
  bt_reference_report (self, BT_EVENT_ACCEPTED, "");
  if (command->kind == BT_COMMAND_DEPOSIT)
    bt_reference_book (self, BT_LEDGER_DEPOSIT, amount, "");
  else
    bt_reference_book (self, BT_LEDGER_WITHDRAWAL, -amount, "");
  return BT_REFUSAL_NONE;
}

static BtRefusalCode
execute (BtReference *self, const BtCommand *command)
{
  if (self->is_ended)
    return BT_REFUSAL_SESSION_ENDED;
  switch (command->kind)
    {
    case BT_COMMAND_PLACE:
      return place (self, command);
    case BT_COMMAND_MODIFY:
      return modify (self, command);
    case BT_COMMAND_CANCEL:
      return cancel (self, command);
    case BT_COMMAND_CLOSE:
      return close_one (self, command);
    case BT_COMMAND_CLOSE_ALL:
      bt_reference_report (self, BT_EVENT_ACCEPTED, "");
      close_all (self, command->scope, BT_REASON_CLOSE_ALL);
      return BT_REFUSAL_NONE;
    case BT_COMMAND_DEPOSIT:
    case BT_COMMAND_WITHDRAW:
      return move_money (self, command);
    case BT_COMMAND_END:
      end (self);
      return BT_REFUSAL_NONE;
    case BT_COMMAND_NOTE:
    case BT_COMMAND_FORK:
      bt_reference_report (self, BT_EVENT_ACCEPTED, "");
      return BT_REFUSAL_NONE;
    default:
      g_assert_not_reached ();
    }
}

BtRefusalCode
bt_reference_apply (BtReference *self, const BtCommand *command)
{
  BtRefusalCode code;

  self->command = ++self->n_commands;
  code = execute (self, command);
  if (code != BT_REFUSAL_NONE)
    bt_reference_refuse (self, command->id, code);
  /* A command that was refused changes nothing, and makes no point of the path either. */
  if (code == BT_REFUSAL_NONE)
    {
      bt_reference_drop_closings (self);
      bt_reference_settle (self);
      bt_reference_check_challenge (self, TRUE, NULL);
    }
  self->command = 0;
  return code;
}
