// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-order-book.h"

#include "engine/bt-execution.h"
#include "engine/bt-holding.h"
#include "engine/bt-margin.h"
#include "engine/bt-trigger.h"

#include <string.h>

/* In the order in which triggers at one point are processed; liquidation, before all of them, is
 * tested apart. */
typedef enum
{
  CLASS_STOP,
  CLASS_TARGET,
  CLASS_REDUCING,
  CLASS_OPENING,
  CLASS_NONE,
} TriggerClass;

typedef struct
{
  TriggerClass trigger_class;
  gint64 sequence;
  guint index; /* of the holding or the order */
} Candidate;

static void
consider (Candidate *best, TriggerClass trigger_class, gint64 sequence, guint index)
{
  if (trigger_class > best->trigger_class
      || (trigger_class == best->trigger_class && sequence >= best->sequence))
    return;
  *best = (Candidate){ .trigger_class = trigger_class, .sequence = sequence, .index = index };
}

static gboolean
is_order_met (const BtEngineState *state, const BtOrder *order)
{
  if (order->type == BT_ORDER_MARKET)
    return state->place != BT_PLACE_KNOWN_QUOTE;
  BtTrigger trigger = bt_trigger_of_order (order);
  return bt_trigger_is_met (&trigger, state->tick);
}

static Candidate
find_first (const BtEngineState *state)
{
  Candidate best = { .trigger_class = CLASS_NONE };
  for (guint i = 0; i < state->holdings->len; i++)
    {
      const BtHolding *holding = bt_engine_state_holding (state, i);
      BtTrigger stop = bt_trigger_of_stop (holding);
      BtTrigger target = bt_trigger_of_target (holding);
      if (bt_trigger_is_met (&stop, state->tick))
        consider (&best, CLASS_STOP, holding->sequence, i);
      else if (bt_trigger_is_met (&target, state->tick))
        consider (&best, CLASS_TARGET, holding->sequence, i);
    }
  for (guint i = 0; i < state->orders->len; i++)
    {
      const BtOrder *order = bt_engine_state_order (state, i);
      if (is_order_met (state, order))
        consider (&best, bt_execution_only_reduces (state, order) ? CLASS_REDUCING : CLASS_OPENING,
                  order->sequence, i);
    }
  return best;
}

static void
cancel_group (BtEngineState *state, const char *oco)
{
  guint i = 0;
  while (oco[0] != '\0' && i < state->orders->len)
    if (strcmp (bt_engine_state_order (state, i)->oco, oco) == 0)
      bt_order_book_remove (state, i, BT_EVENT_CANCELLED);
    else
      i++;
}

static void
fire_protection (BtEngineState *state, guint index, BtFillReason reason)
{
  const BtHolding *holding = bt_engine_state_holding (state, index);
  bt_engine_state_add_triggered (state, holding->id,
                                 bt_tick_exit (state->tick, holding->direction));
  bt_execution_close (state, index, holding->volume_open, reason);
  bt_order_book_drop_orphans (state);
}

static void
fire_order (BtEngineState *state, guint index)
{
  BtOrder *working = bt_engine_state_order (state, index);
  if (working->type != BT_ORDER_MARKET)
    bt_engine_state_add_triggered (state, working->id,
                                   bt_tick_entry (state->tick, working->direction));
  if (working->type == BT_ORDER_STOP_LIMIT && !working->is_limit_active)
    {
      working->is_limit_active = TRUE;
      return;
    }
  BtOrder order = *working;
  g_array_remove_index (state->orders, index);
  bt_order_book_fill (state, &order);
}

static void
liquidate_one (BtEngineState *state)
{
  guint i = 0;
  while (i < state->orders->len)
    if (!bt_execution_only_reduces (state, bt_engine_state_order (state, i)))
      bt_order_book_remove (state, i, BT_EVENT_CANCELLED);
    else
      i++;

  guint worst = 0;
  gint64 least = G_MAXINT64;
  for (guint k = 0; k < state->holdings->len; k++)
    {
      gint64 floating
        = bt_holding_floating (state, bt_engine_state_holding (state, k), state->tick);
      if (floating < least)
        {
          least = floating;
          worst = k;
        }
    }
  bt_execution_close (state, worst, bt_engine_state_holding (state, worst)->volume_open,
                      BT_REASON_LIQUIDATION);
  bt_order_book_drop_orphans (state);
}

/* Every turn takes an order or a position away or turns a stop-limit into a limit, so the loop
 * ends; one that opens takes its order away. An overflow ends it at once, as the figures mean
 * nothing any more. */
void
bt_order_book_process (BtEngineState *state)
{
  while (state->overflow == NULL)
    {
      if (bt_margin_is_stop_out (state))
        {
          liquidate_one (state);
          continue;
        }
      Candidate first = find_first (state);
      switch (first.trigger_class)
        {
        case CLASS_STOP:
          fire_protection (state, first.index,
                           bt_engine_state_holding (state, first.index)->trail_points > 0
                             ? BT_REASON_TRAILING_STOP
                             : BT_REASON_STOP_LOSS);
          break;
        case CLASS_TARGET:
          fire_protection (state, first.index, BT_REASON_TAKE_PROFIT);
          break;
        case CLASS_REDUCING:
        case CLASS_OPENING:
          fire_order (state, first.index);
          break;
        case CLASS_NONE:
        default:
          return;
        }
    }
}

/* Takes in the bid at which a trigger ahead is met, when it is nearer than what was found. */
static void
consider_level (const BtEngineState *state,
                const BtTrigger *trigger,
                gint64 to_bid,
                gint64 *nearest)
{
  gboolean is_rising = to_bid > state->tick.bid;
  if (!trigger->is_set || trigger->is_above != is_rising)
    return;
  gint64 bid = trigger->is_on_ask ? trigger->level_points - (state->tick.ask - state->tick.bid)
                                  : trigger->level_points;
  if (is_rising && bid > state->tick.bid && bid < *nearest)
    *nearest = bid;
  if (!is_rising && bid < state->tick.bid && bid > *nearest)
    *nearest = bid;
}

gboolean
bt_order_book_find_next (const BtEngineState *state, gint64 to_bid, gint64 *out_bid)
{
  gboolean is_rising = to_bid > state->tick.bid;
  gint64 beyond = is_rising ? to_bid + 1 : to_bid - 1;
  gint64 nearest = beyond;

  for (guint i = 0; i < state->holdings->len; i++)
    {
      const BtHolding *holding = bt_engine_state_holding (state, i);
      BtTrigger stop = bt_trigger_of_stop (holding);
      BtTrigger target = bt_trigger_of_target (holding);
      consider_level (state, &stop, to_bid, &nearest);
      consider_level (state, &target, to_bid, &nearest);
    }
  for (guint i = 0; i < state->orders->len; i++)
    {
      BtTrigger trigger = bt_trigger_of_order (bt_engine_state_order (state, i));
      consider_level (state, &trigger, to_bid, &nearest);
    }
  if (nearest == beyond)
    return FALSE;
  *out_bid = nearest;
  return TRUE;
}

void
bt_order_book_add (BtEngineState *state, const BtOrder *order)
{
  g_array_append_vals (state->orders, order, 1);
}

void
bt_order_book_remove (BtEngineState *state, guint index, BtEventKind kind)
{
  bt_engine_state_add_event (state, kind, bt_engine_state_order (state, index)->id);
  g_array_remove_index (state->orders, index);
}

void
bt_order_book_fill (BtEngineState *state, const BtOrder *order)
{
  guint refusals = state->refusals->len;
  gboolean is_filled = bt_execution_fill_order (state, order);
  if (is_filled)
    cancel_group (state, order->oco);
  else if (state->refusals->len == refusals && !state->is_trial)
    bt_engine_state_add_event (state, BT_EVENT_CANCELLED, order->id);
  bt_order_book_drop_orphans (state);
}

void
bt_order_book_expire (BtEngineState *state, gint64 time_usec)
{
  guint i = 0;
  while (i < state->orders->len)
    {
      gint64 expiry = bt_engine_state_order (state, i)->expiry_usec;
      if (expiry != BT_TIME_NONE && expiry <= time_usec)
        bt_order_book_remove (state, i, BT_EVENT_EXPIRED);
      else
        i++;
    }
}

void
bt_order_book_drop_orphans (BtEngineState *state)
{
  guint i = 0;
  while (i < state->orders->len)
    {
      const BtOrder *order = bt_engine_state_order (state, i);
      gboolean is_closing
        = order->reason == BT_REASON_CLOSE || order->reason == BT_REASON_CLOSE_ALL;
      if (is_closing && bt_engine_state_find_holding (state, order->id) < 0)
        bt_order_book_remove (state, i, BT_EVENT_CANCELLED);
      else
        i++;
    }
}

gint64
bt_order_book_get_first_expiry (const BtEngineState *state)
{
  gint64 first = G_MAXINT64;
  for (guint i = 0; i < state->orders->len; i++)
    {
      gint64 expiry = bt_engine_state_order (state, i)->expiry_usec;
      if (expiry != BT_TIME_NONE)
        first = MIN (first, expiry);
    }
  return first;
}
