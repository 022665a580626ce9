// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the order ticket's files share. */
#pragma once

#include "ui/bt-estimate-grid.h"
#include "ui/bt-order-terms.h"
#include "ui/bt-order-ticket.h"
#include "ui/bt-price-field.h"
#include "ui/bt-size-field.h"

G_BEGIN_DECLS

struct _BtOrderTicket
{
  GtkBox parent_instance;

  BtSession *session;
  gboolean is_updating;
  BtOrderType type;

  GtkWidget *one_click_switch;
  GtkWidget *market_button;
  GtkWidget *limit_button;
  GtkWidget *stop_order_button;
  GtkWidget *stop_limit_button;
  GtkWidget *sell_button;
  GtkWidget *buy_button;
  GtkWidget *bid_label;
  GtkWidget *ask_label;
  GtkWidget *spread_label;
  BtSizeField *size_field;
  BtPriceField *price_field;
  BtPriceField *limit_field;
  BtPriceField *stop_field;
  BtPriceField *target_field;
  BtOrderTerms *terms;
  BtEstimateGrid *estimate;
  GtkWidget *place_button;
  GtkWidget *refusal_label;
};

/* Returns the ticket's side. */
BtDirection bt_order_ticket_get_direction (BtOrderTicket *self);
/* Returns the quote at which the ticket's side trades now, or BT_PRICE_NONE. */
gint64 bt_order_ticket_get_market_price (BtOrderTicket *self);
/* Returns the price at which the order would fill, or BT_PRICE_NONE. */
gint64 bt_order_ticket_get_entry_price (BtOrderTicket *self);
/* Returns the order as the fields say it; stores what its size was found to be. Without a size its
 * volume is the smallest one, so that everything else can be checked. */
BtCommand bt_order_ticket_make_command (BtOrderTicket *self, BtOrderSize *size);
/* Lets stop and target be given as money. */
void bt_order_ticket_offer_money (BtOrderTicket *self);

G_END_DECLS
