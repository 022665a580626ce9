// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-position-result.h"

#include "session/bt-money-math.h"

BtMoney
bt_position_get_net (const BtPosition *position)
{
  /* Commission is stated as what was paid, swap with its sign. */
  return BT_MONEY (position->pnl.minor - position->commission.minor + position->swap.minor);
}

gboolean
bt_position_get_risk_multiple (const BtPosition *position,
                               const BtSessionSettings *settings,
                               double *out)
{
  gboolean is_long = position->direction == BT_DIRECTION_BUY;
  BtQuote quote = { TRUE, position->entry_price.points, position->entry_price.points };
  gint64 distance;
  BtMoney risk;

  if (position->initial_stop_points == BT_PRICE_NONE)
    return FALSE;
  distance = is_long ? position->entry_price.points - position->initial_stop_points
                     : position->initial_stop_points - position->entry_price.points;
  if (distance <= 0 || !bt_money_of_points (settings, quote, distance, position->volume, &risk)
      || risk.minor <= 0)
    return FALSE;
  *out = (double) bt_position_get_net (position).minor / (double) risk.minor;
  return TRUE;
}
