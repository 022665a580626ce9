// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-order-outcome.h"

gint64
bt_order_outcome_price (const BtSessionSettings *settings, BtQuote quote, const BtCommand *command)
{
  gboolean is_buy = command->direction == BT_DIRECTION_BUY;
  gint64 slippage = is_buy ? settings->slippage_points : -settings->slippage_points;

  switch (command->type)
    {
    case BT_ORDER_MARKET:
      return (is_buy ? quote.ask_points : quote.bid_points) + slippage;
    case BT_ORDER_LIMIT:
      return command->price_points;
    case BT_ORDER_STOP:
      return command->price_points == BT_PRICE_NONE ? BT_PRICE_NONE
                                                    : command->price_points + slippage;
    case BT_ORDER_STOP_LIMIT:
      return command->limit_points;
    }
  g_assert_not_reached ();
}

/* Stores the money between the entry and a level, positive when the level is better. */
static gboolean
measure (const BtSessionSettings *settings,
         BtQuote quote,
         const BtCommand *command,
         gint64 entry_points,
         gint64 level_points,
         BtMoney *out)
{
  gint64 distance = level_points - entry_points;

  return bt_money_of_points (settings, quote,
                             command->direction == BT_DIRECTION_BUY ? distance : -distance,
                             command->volume, out);
}

/* Fills risk and reward, the commission of both sides included; FALSE for what does not fit. */
static gboolean
estimate_outcome (const BtSessionSettings *settings,
                  BtQuote quote,
                  const BtCommand *command,
                  BtOrderOutcome *out)
{
  gint64 adverse = command->direction == BT_DIRECTION_BUY ? -settings->slippage_points
                                                          : settings->slippage_points;
  gint64 commission;
  BtMoney result;

  if (!bt_checked_mul (out->commission.minor, 2, &commission))
    return FALSE;

  if (command->stop_loss_points != BT_PRICE_NONE)
    {
      if (!measure (settings, quote, command, out->price_points,
                    command->stop_loss_points + adverse, &result)
          || !bt_checked_sub (commission, result.minor, &out->risk.minor))
        return FALSE;
    }
  if (command->take_profit_points != BT_PRICE_NONE)
    {
      if (!measure (settings, quote, command, out->price_points, command->take_profit_points,
                    &result)
          || !bt_checked_sub (result.minor, commission, &out->reward.minor))
        return FALSE;
    }
  return TRUE;
}

gboolean
bt_order_outcome_find (const BtSessionSettings *settings,
                       BtQuote quote,
                       const BtCommand *command,
                       BtOrderOutcome *out)
{
  BtOrderOutcome outcome = { .price_points = BT_PRICE_NONE };

  if (!quote.is_valid || command->volume.units <= 0)
    return FALSE;
  outcome.price_points = bt_order_outcome_price (settings, quote, command);
  if (outcome.price_points == BT_PRICE_NONE
      || !bt_money_margin (settings, quote, outcome.price_points, command->volume, &outcome.margin)
      || !bt_money_commission (settings, quote, outcome.price_points, command->volume,
                               &outcome.commission)
      || !bt_money_of_points (settings, quote, quote.ask_points - quote.bid_points, command->volume,
                              &outcome.spread_cost)
      || !estimate_outcome (settings, quote, command, &outcome))
    return FALSE;
  *out = outcome;
  return TRUE;
}
