// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* From the ticket's fields to the command. What is worth what depends on what stands before it: the
 * entry, then the stop, then the size, then the target. */
#include "config.h"

#include "ui/bt-order-ticket-private.h"

BtDirection
bt_order_ticket_get_direction (BtOrderTicket *self)
{
  gboolean is_buy = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->buy_button));

  return is_buy ? BT_DIRECTION_BUY : BT_DIRECTION_SELL;
}

gint64
bt_order_ticket_get_market_price (BtOrderTicket *self)
{
  BtQuote quote = bt_session_get_quote (self->session);

  if (!quote.is_valid)
    return BT_PRICE_NONE;
  return bt_order_ticket_get_direction (self) == BT_DIRECTION_BUY ? quote.ask_points
                                                                  : quote.bid_points;
}

gint64
bt_order_ticket_get_entry_price (BtOrderTicket *self)
{
  switch (self->type)
    {
    case BT_ORDER_LIMIT:
    case BT_ORDER_STOP:
      return bt_price_field_get_price (self->price_field);
    case BT_ORDER_STOP_LIMIT:
      return bt_price_field_get_price (self->limit_field);
    case BT_ORDER_MARKET:
    default:
      return bt_order_ticket_get_market_price (self);
    }
}

/* Returns the order without size, stop and target. */
static BtCommand
begin_command (BtOrderTicket *self)
{
  BtCommand command;

  bt_command_init (&command, BT_COMMAND_PLACE, bt_session_get_bar (self->session));
  command.type = self->type;
  command.direction = bt_order_ticket_get_direction (self);
  if (self->type != BT_ORDER_MARKET)
    command.price_points = bt_price_field_get_price (self->price_field);
  if (self->type == BT_ORDER_STOP_LIMIT)
    command.limit_points = bt_price_field_get_price (self->limit_field);
  return command;
}

/* Adds stop and size. */
static void
add_stop_and_size (BtOrderTicket *self, BtCommand *command, BtOrderSize *size)
{
  command->stop_loss_points = bt_price_field_get_price (self->stop_field);
  bt_size_field_find (self->size_field, command, size);
  command->volume = size->result == BT_SIZE_FOUND
                      ? size->volume
                      : bt_session_get_instrument (self->session)->volume_min;
}

BtCommand
bt_order_ticket_make_command (BtOrderTicket *self, BtOrderSize *size)
{
  BtCommand command = begin_command (self);

  add_stop_and_size (self, &command, size);
  command.take_profit_points = bt_price_field_get_price (self->target_field);
  bt_order_terms_fill (self->terms, &command);
  return command;
}

/* A stop in money is found from the size, so the size cannot be found from it. */
static gint64
find_stop_price (BtMoney amount, gpointer data)
{
  BtOrderTicket *self = data;
  BtCommand command = begin_command (self);
  BtOrderSize size;

  if (bt_size_field_get_mode (self->size_field) != BT_SIZE_MODE_LOTS)
    return BT_PRICE_NONE;
  bt_size_field_find (self->size_field, &command, &size);
  command.volume = size.volume;
  return bt_session_find_level (self->session, &command, TRUE, amount);
}

static gboolean
find_stop_amount (gint64 price_points, BtMoney *amount, gpointer data)
{
  BtOrderTicket *self = data;
  BtCommand command = begin_command (self);
  BtOrderEstimate estimate;
  BtOrderSize size;

  command.stop_loss_points = price_points;
  bt_size_field_find (self->size_field, &command, &size);
  command.volume = size.volume;
  bt_session_estimate (self->session, &command, &estimate);
  *amount = BT_MONEY (MAX (estimate.risk.minor, 0));
  return estimate.is_valid;
}

static gint64
find_target_price (BtMoney amount, gpointer data)
{
  BtOrderTicket *self = data;
  BtCommand command = begin_command (self);
  BtOrderSize size;

  add_stop_and_size (self, &command, &size);
  if (size.result != BT_SIZE_FOUND)
    return BT_PRICE_NONE;
  return bt_session_find_level (self->session, &command, FALSE, amount);
}

static gboolean
find_target_amount (gint64 price_points, BtMoney *amount, gpointer data)
{
  BtOrderTicket *self = data;
  BtCommand command = begin_command (self);
  BtOrderEstimate estimate;
  BtOrderSize size;

  add_stop_and_size (self, &command, &size);
  command.take_profit_points = price_points;
  bt_session_estimate (self->session, &command, &estimate);
  *amount = BT_MONEY (MAX (estimate.reward.minor, 0));
  return estimate.is_valid && size.result == BT_SIZE_FOUND;
}

void
bt_order_ticket_offer_money (BtOrderTicket *self)
{
  static const BtPriceFieldMoney stop = { find_stop_price, find_stop_amount };
  static const BtPriceFieldMoney target = { find_target_price, find_target_amount };
  const char *currency = bt_session_get_settings (self->session)->currency;

  bt_price_field_set_money (self->stop_field, &stop, self, currency);
  bt_price_field_set_money (self->target_field, &target, self, currency);
}
