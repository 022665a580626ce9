// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-invariants.h"

#include "engine/bt-holding.h"
#include "engine/bt-margin.h"

#include <string.h>

/* An order that opened something is looked for among the working ones right after it did. An id
 * names one order ever; only a closing that waits for the next open bears its position's. */
static void
assert_orders (const BtEngineState *state)
{
  const BtFill *last
    = state->fills->len > 0 ? &g_array_index (state->fills, BtFill, state->fills->len - 1) : NULL;

  g_assert (last == NULL || last->bar <= state->bar);
  for (guint i = 0; i < state->orders->len; i++)
    {
      const BtOrder *order = bt_engine_state_order (state, i);
      g_assert (order->status == BT_ORDER_WORKING);
      if (last != NULL && last->is_entry && order->reason != BT_REASON_CLOSE
          && order->reason != BT_REASON_CLOSE_ALL)
        g_assert (strcmp (order->id, last->order_id) != 0);
    }
}

void
bt_invariants_assert (BtEngineState *state)
{
  gint64 margins[2] = { 0, 0 };

  g_assert (state->balance_minor == state->ledger_sum_minor);
  g_assert (state->path_bar == state->bar && state->bar < (gint64) state->rules->columns->length);
  for (guint i = 0; i < state->holdings->len; i++)
    {
      const BtHolding *holding = bt_engine_state_holding (state, i);
      g_assert (holding->volume_open > 0);
      g_assert (holding->volume_open == holding->volume_opened - holding->volume_closed);
      margins[holding->direction] += bt_holding_margin (state, holding);
    }
  g_assert (margins[BT_DIRECTION_BUY] == state->margin_minor[BT_DIRECTION_BUY]);
  g_assert (margins[BT_DIRECTION_SELL] == state->margin_minor[BT_DIRECTION_SELL]);
  g_assert ((state->violations->len > 0) == (state->challenge.status == BT_CHALLENGE_FAILED));
  assert_orders (state);
}
