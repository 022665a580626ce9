// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What an order would cost, worked out before it is given. */
#include "config.h"

#include "session/bt-money-math.h"
#include "session/bt-session-private.h"

/* Stores the margin in use by direction, from the open positions. */
static void
sum_margins (BtSession *self, gint64 margins[2])
{
  gsize count;
  const BtPosition *positions = bt_engine_get_positions (self->engine, &count);

  margins[BT_DIRECTION_BUY] = margins[BT_DIRECTION_SELL] = 0;
  for (gsize i = 0; i < count; i++)
    if (positions[i].status == BT_POSITION_OPEN)
      margins[positions[i].direction] += positions[i].margin.minor;
}

/* Returns the margin in use once an order's own has been added on its side. */
static gint64
margin_after (BtSession *self, BtDirection direction, gint64 margin)
{
  gint64 margins[2];
  BtDirection other = direction == BT_DIRECTION_BUY ? BT_DIRECTION_SELL : BT_DIRECTION_BUY;

  sum_margins (self, margins);
  /* On a netting account what faces the other side reduces it first. */
  if (self->settings.mode == BT_ACCOUNT_NETTING)
    return ABS (margins[direction] + margin - margins[other]);
  margins[direction] += margin;
  if (self->settings.hedged_margin == BT_HEDGED_MARGIN_BOTH_SIDES)
    return margins[BT_DIRECTION_BUY] + margins[BT_DIRECTION_SELL];
  return MAX (margins[BT_DIRECTION_BUY], margins[BT_DIRECTION_SELL]);
}

/* Returns the price at which an order is expected to fill, slippage included, or BT_PRICE_NONE. */
static gint64
expect_price (const BtSessionSettings *settings, const BtCommand *command, BtQuote quote)
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

/* Fills risk and reward, the commission of both sides included. */
static gboolean
estimate_outcome (const BtSessionSettings *settings,
                  BtQuote quote,
                  const BtCommand *command,
                  gint64 entry_points,
                  BtOrderEstimate *out)
{
  gint64 adverse = command->direction == BT_DIRECTION_BUY ? -settings->slippage_points
                                                          : settings->slippage_points;
  BtMoney result;

  if (command->stop_loss_points != BT_PRICE_NONE)
    {
      if (!measure (settings, quote, command, entry_points, command->stop_loss_points + adverse,
                    &result))
        return FALSE;
      out->risk = BT_MONEY (out->commission.minor - result.minor);
    }
  if (command->take_profit_points != BT_PRICE_NONE)
    {
      if (!measure (settings, quote, command, entry_points, command->take_profit_points, &result))
        return FALSE;
      out->reward = BT_MONEY (result.minor - out->commission.minor);
    }
  return TRUE;
}

void
bt_session_estimate (BtSession *session, const BtCommand *command, BtOrderEstimate *out)
{
  const BtSessionSettings *settings = &session->settings;
  BtQuote quote = bt_session_get_quote (session);
  BtOrderEstimate estimate = { 0 };
  BtAccountState account;
  BtMoney start = BT_MONEY (0);
  BtMoney commission, spread;
  gint64 price;

  g_return_if_fail (BT_IS_SESSION (session) && command != NULL && out != NULL);

  *out = estimate;
  if (!quote.is_valid || command->volume.units <= 0)
    return;
  price = expect_price (settings, command, quote);
  if (price == BT_PRICE_NONE
      || !bt_money_margin (settings, quote, price, command->volume, &estimate.margin)
      || !bt_money_commission (settings, quote, price, command->volume, &commission)
      || !bt_money_of_points (settings, quote, quote.ask_points - quote.bid_points, command->volume,
                              &spread))
    return;
  estimate.spread_cost = spread;
  estimate.commission = BT_MONEY (2 * commission.minor);
  if (!estimate_outcome (settings, quote, command, price, &estimate))
    return;
  bt_session_get_account (session, &account);
  /* A market order starts with spread and slippage as a loss and pays its commission at once. */
  if (command->type == BT_ORDER_MARKET
      && !measure (settings, quote, command, price,
                   command->direction == BT_DIRECTION_BUY ? quote.bid_points : quote.ask_points,
                   &start))
    return;
  estimate.free_after
    = BT_MONEY (account.equity.minor - commission.minor + start.minor
                - margin_after (session, command->direction, estimate.margin.minor));
  estimate.is_valid = TRUE;
  *out = estimate;
}
