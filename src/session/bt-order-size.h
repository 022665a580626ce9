// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How large an order may be for what may be lost, and where a stop or target belongs for a sum of
 * money. What is lost at the stop is exactly what the ticket estimates and the engine books:
 *
 *   risk (volume) = money (|entry − stop| + slippage of both fills) + commission of both fills
 *
 * where the entry is the price at which the order is expected to fill (ask or bid of the known
 * quote for a market order) and money is converted on the side that is worse for the trader. The
 * size is the largest whole number of volume steps with risk ≤ what may be lost: volumes are
 * rounded down, never up. */
#pragma once

#include "market/bt-command.h"
#include "market/bt-session-settings.h"

G_BEGIN_DECLS

/* Why there is no size. */
typedef enum
{
  BT_SIZE_FOUND,
  BT_SIZE_NO_QUOTE,  /* or no price at which the order would fill */
  BT_SIZE_NO_STOP,   /* none, or not on the losing side */
  BT_SIZE_NO_RATE,   /* the account's currency cannot be reached */
  BT_SIZE_TOO_SMALL, /* the smallest volume would lose more */
} BtSizeResult;

typedef struct
{
  BtSizeResult result;
  BtVolume volume;  /* whole steps, minimum … maximum; 0 unless found */
  BtMoney risk;     /* what it would lose at the stop */
  BtMoney smallest; /* what the smallest volume would lose; of BT_SIZE_TOO_SMALL too */
} BtOrderSize;

/* Stores the largest volume of a place command, whose own is not looked at, with a loss of at most
 * allowed at its stop. */
void bt_order_size_find (const BtSessionSettings *settings,
                         BtQuote quote,
                         const BtCommand *command,
                         BtMoney allowed,
                         BtOrderSize *out);

/* Returns a share of the equity, in hundredths of a percent, rounded down; 0 for an equity of 0 or
 * less. */
BtMoney bt_order_size_share (BtMoney equity, gint64 hundredths_of_percent);

/* Returns the farthest stop at which a place command, with its volume, loses no more than amount,
 * or the nearest target at which it brings at least amount, costs included; its own stop and target
 * are not looked at. BT_PRICE_NONE when there is none, or without a quote, volume, price or rate.
 */
gint64 bt_order_size_level (const BtSessionSettings *settings,
                            BtQuote quote,
                            const BtCommand *command,
                            gboolean is_stop,
                            BtMoney amount);

G_END_DECLS
