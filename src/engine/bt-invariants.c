// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-invariants.h"

#include "engine/bt-holding.h"
#include "engine/bt-margin.h"

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
  for (guint i = 0; i < state->orders->len; i++)
    g_assert (bt_engine_state_order (state, i)->status == BT_ORDER_WORKING);
  if (state->fills->len > 0)
    g_assert (g_array_index (state->fills, BtFill, state->fills->len - 1).bar <= state->bar);
}
