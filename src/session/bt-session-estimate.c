// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What an order would cost, and how large it may be, worked out before it is given. */
#include "config.h"

#include "session/bt-money-math.h"
#include "session/bt-order-outcome.h"
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

void
bt_session_estimate (BtSession *session, const BtCommand *command, BtOrderEstimate *out)
{
  const BtSessionSettings *settings = &session->settings;
  BtQuote quote = bt_session_get_quote (session);
  BtOrderOutcome outcome;
  BtAccountState account;
  BtMoney start = BT_MONEY (0);

  g_return_if_fail (BT_IS_SESSION (session) && command != NULL && out != NULL);

  *out = (BtOrderEstimate){ .is_valid = FALSE };
  if (!bt_order_outcome_find (settings, quote, command, &outcome))
    return;
  /* A market order starts with spread and slippage as a loss and pays its commission at once. */
  if (command->type == BT_ORDER_MARKET)
    {
      gboolean is_buy = command->direction == BT_DIRECTION_BUY;
      gint64 gain_points = is_buy ? quote.bid_points - outcome.price_points
                                  : outcome.price_points - quote.ask_points;

      if (!bt_money_of_points (settings, quote, gain_points, command->volume, &start))
        return;
    }
  bt_session_get_account (session, &account);
  *out = (BtOrderEstimate){
    .is_valid = TRUE,
    .margin = outcome.margin,
    .free_after = BT_MONEY (account.equity.minor - outcome.commission.minor + start.minor
                            - margin_after (session, command->direction, outcome.margin.minor)),
    .spread_cost = outcome.spread_cost,
    .commission = BT_MONEY (2 * outcome.commission.minor),
    .risk = outcome.risk,
    .reward = outcome.reward,
  };
}

void
bt_session_size_order (BtSession *session,
                       const BtCommand *command,
                       BtMoney allowed,
                       BtOrderSize *out)
{
  g_return_if_fail (BT_IS_SESSION (session) && command != NULL && out != NULL);

  bt_order_size_find (&session->settings, bt_session_get_quote (session), command, allowed, out);
}

gint64
bt_session_find_level (BtSession *session,
                       const BtCommand *command,
                       gboolean is_stop,
                       BtMoney amount)
{
  g_return_val_if_fail (BT_IS_SESSION (session) && command != NULL, BT_PRICE_NONE);

  return bt_order_size_level (&session->settings, bt_session_get_quote (session), command, is_stop,
                              amount);
}

gboolean
bt_session_measure (BtSession *session, gint64 points, BtVolume volume, BtMoney *out)
{
  g_return_val_if_fail (BT_IS_SESSION (session) && out != NULL, FALSE);

  return bt_money_of_points (&session->settings, bt_session_get_quote (session), points, volume,
                             out);
}
