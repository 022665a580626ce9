// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Orders that are made elsewhere, with the ticket's size and its distances of stop and target; and
 * how the ticket was left. */
#include "config.h"

#include "ui/bt-commands.h"
#include "ui/bt-order-ticket-private.h"
#include "ui/bt-state-member.h"

#define SIZE_MEMBER "size"
#define ONE_CLICK_MEMBER "one-click"

gboolean
bt_order_ticket_is_one_click (BtOrderTicket *ticket)
{
  g_return_val_if_fail (BT_IS_ORDER_TICKET (ticket), FALSE);

  return gtk_switch_get_active (GTK_SWITCH (ticket->one_click_switch));
}

void
bt_order_ticket_size_order (BtOrderTicket *ticket, BtCommand *command)
{
  BtOrderSize size;

  g_return_if_fail (BT_IS_ORDER_TICKET (ticket) && command != NULL);

  bt_size_field_find (ticket->size_field, command, &size);
  command->volume = size.volume;
}

BtCommand
bt_order_ticket_make_order (BtOrderTicket *ticket,
                            BtOrderType type,
                            BtDirection direction,
                            gint64 price_points)
{
  gint64 side = direction == BT_DIRECTION_BUY ? 1 : -1;
  BtCommand command;

  bt_command_init (&command, BT_COMMAND_PLACE, -1);
  g_return_val_if_fail (BT_IS_ORDER_TICKET (ticket), command);

  gint64 stop = bt_price_field_get_distance (ticket->stop_field);
  gint64 target = bt_price_field_get_distance (ticket->target_field);
  command.type = type;
  command.direction = direction;
  command.price_points = price_points;
  if (stop > 0)
    command.stop_loss_points = price_points - side * stop;
  if (target > 0)
    command.take_profit_points = price_points + side * target;
  bt_order_terms_fill (ticket->terms, &command);
  bt_order_ticket_size_order (ticket, &command);
  return command;
}

void
bt_order_ticket_place_order (BtOrderTicket *ticket, const BtCommand *command)
{
  BtOrderSize size;

  g_return_if_fail (BT_IS_ORDER_TICKET (ticket) && command != NULL);

  if (command->volume.units > 0)
    {
      bt_commands_submit (GTK_WIDGET (ticket), ticket->session, command, NULL);
      return;
    }
  bt_size_field_find (ticket->size_field, command, &size);
  g_autofree char *text = bt_size_field_explain (ticket->size_field, &size);
  bt_order_ticket_fill (ticket, command);
  if (text != NULL)
    gtk_widget_activate_action (GTK_WIDGET (ticket), "win.toast", "s", text);
}

void
bt_order_ticket_write (BtOrderTicket *ticket, JsonObject *object)
{
  g_return_if_fail (BT_IS_ORDER_TICKET (ticket) && object != NULL);

  g_autofree char *size = bt_size_field_to_text (ticket->size_field);
  json_object_set_string_member (object, SIZE_MEMBER, size);
  json_object_set_boolean_member (object, ONE_CLICK_MEMBER, bt_order_ticket_is_one_click (ticket));
}

void
bt_order_ticket_read (BtOrderTicket *ticket, JsonObject *object)
{
  g_return_if_fail (BT_IS_ORDER_TICKET (ticket) && object != NULL);

  bt_size_field_read (ticket->size_field, bt_state_get_text (object, SIZE_MEMBER));
  gtk_switch_set_active (GTK_SWITCH (ticket->one_click_switch),
                         bt_state_get_flag (object, ONE_CLICK_MEMBER, FALSE));
}
