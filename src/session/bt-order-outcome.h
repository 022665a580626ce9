// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What an order would cost and bring, from settings and quote alone, by the execution model's
 * arithmetic (sections 1, 3, 7 to 9). Private to `session`. */
#pragma once

#include "market/bt-command.h"
#include "session/bt-money-math.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 price_points; /* where it is expected to fill, slippage included */
  BtMoney margin;
  BtMoney spread_cost;
  BtMoney commission; /* one side */
  BtMoney risk;       /* at the stop, the commission of both sides and slippage included; else 0 */
  BtMoney reward;     /* at the target, the same; else 0 */
} BtOrderOutcome;

/* Stores the outcome of a place command; FALSE without a quote, a volume, a price or a rate, and on
 * overflow. */
gboolean bt_order_outcome_find (const BtSessionSettings *settings,
                                BtQuote quote,
                                const BtCommand *command,
                                BtOrderOutcome *out);

/* Returns the price at which an order is expected to fill, slippage included, or BT_PRICE_NONE. */
gint64
bt_order_outcome_price (const BtSessionSettings *settings, BtQuote quote, const BtCommand *command);

G_END_DECLS
