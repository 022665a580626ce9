// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-path-policy.h"

#include "engine/bt-margin.h"
#include "engine/bt-path.h"

#include <string.h>

static gboolean
has_fill (const GArray *fills, const BtFill *fill)
{
  for (guint i = 0; i < fills->len; i++)
    {
      const BtFill *other = &g_array_index (fills, BtFill, i);
      if (other->reason == fill->reason && other->price.points == fill->price.points
          && strcmp (other->order_id, fill->order_id) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
mark_ambiguous (BtEngineState *state, guint first, const GArray *other_fills)
{
  for (guint i = first; i < state->fills->len; i++)
    {
      BtFill *fill = &g_array_index (state->fills, BtFill, i);
      fill->is_ambiguous = !has_fill (other_fills, fill);
    }
}

static void
run_trial (BtPathTrials *trials, BtEngineState *trial, BtEngineState *state, BtPathOrder order)
{
  bt_engine_state_copy_trial (trial, &trials->before);
  (void) bt_path_run (trial, order);
  if (trial->overflow != NULL)
    bt_engine_state_set_overflow (state, trial->overflow);
}

/* Finds the order of the extremes; the policies that look at the outcome run the candle both ways
 * for it. */
static BtPathOrder
choose_order (BtPathTrials *trials, BtEngineState *state)
{
  BtPathPolicy policy = state->rules->settings.policy;
  switch (policy)
    {
    case BT_PATH_OHLC:
      return BT_PATH_ORDER_HIGH_FIRST;
    case BT_PATH_OLHC:
      return BT_PATH_ORDER_LOW_FIRST;
    case BT_PATH_PESSIMISTIC:
    case BT_PATH_OPTIMISTIC:
      {
        run_trial (trials, &trials->low_first, state, BT_PATH_ORDER_LOW_FIRST);
        run_trial (trials, &trials->high_first, state, BT_PATH_ORDER_HIGH_FIRST);
        gint64 low = bt_margin_equity (&trials->low_first, trials->low_first.tick);
        gint64 high = bt_margin_equity (&trials->high_first, trials->high_first.tick);
        gboolean is_high = policy == BT_PATH_PESSIMISTIC ? high < low : high > low;
        return is_high ? BT_PATH_ORDER_HIGH_FIRST : BT_PATH_ORDER_LOW_FIRST;
      }
    case BT_PATH_ADAPTIVE:
    default:
      return BT_PATH_ORDER_NEARER_FIRST;
    }
}

void
bt_path_policy_run (BtPathTrials *trials, BtEngineState *state)
{
  BtTickRange ticks = bt_rules_find_ticks (state->rules, state->bar + 1);
  if (ticks.first != ticks.end)
    {
      /* Nothing is left to choose where the path is known. */
      (void) bt_path_run (state, BT_PATH_ORDER_NEARER_FIRST);
      return;
    }
  BtPathOrder order = choose_order (trials, state);
  BtPathResult result = bt_path_run (state, order);
  if (state->overflow != NULL || state->fills->len == result.leg_fills)
    return;
  BtEngineState *other = result.is_low_first ? &trials->high_first : &trials->low_first;
  BtPathPolicy policy = state->rules->settings.policy;
  if (policy != BT_PATH_PESSIMISTIC && policy != BT_PATH_OPTIMISTIC)
    run_trial (trials, other, state,
               result.is_low_first ? BT_PATH_ORDER_HIGH_FIRST : BT_PATH_ORDER_LOW_FIRST);
  mark_ambiguous (state, result.leg_fills, other->fills);
}
