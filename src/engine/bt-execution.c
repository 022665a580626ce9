// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-execution.h"

#include "engine/bt-challenge.h"
#include "engine/bt-conversion.h"
#include "engine/bt-costs.h"
#include "engine/bt-engine.h"
#include "engine/bt-holding.h"
#include "engine/bt-ledger.h"
#include "engine/bt-margin.h"
#include "engine/bt-position-record.h"
#include "engine/bt-refusal.h"

/* Where and at what a fill happens. */
typedef struct
{
  BtDirection direction;
  gint64 quote_points;
  gint64 slippage_points;
  gint64 price_points;
} BtPricing;

static gboolean
has_slippage (BtFillReason reason)
{
  switch (reason)
    {
    case BT_REASON_LIMIT:
    case BT_REASON_STOP_LIMIT:
    case BT_REASON_TAKE_PROFIT:
      return FALSE;
    case BT_REASON_MARKET:
    case BT_REASON_STOP:
    case BT_REASON_STOP_LOSS:
    case BT_REASON_TRAILING_STOP:
    case BT_REASON_CLOSE:
    case BT_REASON_CLOSE_ALL:
    case BT_REASON_LIQUIDATION:
    case BT_REASON_END:
    default:
      return TRUE;
    }
}

static BtPricing
find_price (const BtEngineState *state,
            BtDirection direction,
            BtFillReason reason,
            gint64 sequence,
            gint64 deal)
{
  BtPricing pricing
    = { .direction = direction, .quote_points = bt_tick_entry (state->tick, direction) };
  if (has_slippage (reason))
    pricing.slippage_points = bt_costs_slippage_points (state->rules, sequence, deal);
  pricing.price_points = direction == BT_DIRECTION_BUY
                           ? pricing.quote_points + pricing.slippage_points
                           : pricing.quote_points - pricing.slippage_points;
  return pricing;
}

/* Records a fill and its costs; profit and commission are booked by the caller. */
static void
record_fill (BtEngineState *state, BtFill *fill, const BtPricing *pricing)
{
  gint64 volume = fill->volume.units;
  gint64 spread = bt_costs_spread_points (state->rules, state->tick, pricing->direction);

  fill->number = ++state->fill_count;
  fill->bar = state->path_bar;
  fill->time_usec = state->now_usec;
  fill->direction = pricing->direction;
  fill->price = BT_PRICE (pricing->price_points);
  fill->quote = BT_PRICE (pricing->quote_points);
  fill->place = state->place;
  fill->tick_number = state->tick_number;
  fill->slippage_points = pricing->slippage_points;
  fill->spread_cost = BT_MONEY (bt_costs_of_points (state, spread, volume));
  fill->slippage_cost = BT_MONEY (bt_costs_of_points (state, pricing->slippage_points, volume));
  g_array_append_vals (state->fills, fill, 1);
  bt_engine_state_add_event_index (state, BT_EVENT_FILLED, fill->order_id, state->fills->len - 1);
}

static void
book_commission (BtEngineState *state, BtHolding *holding, gint64 commission)
{
  if (!bt_checked_add (holding->commission_minor, commission, &holding->commission_minor))
    bt_engine_state_set_overflow (state, "a commission");
  if (commission != 0)
    bt_ledger_append (state, BT_LEDGER_COMMISSION, -commission, holding->id, state->now_usec);
}

static void
set_margin (BtEngineState *state, BtHolding *holding, gint64 margin)
{
  gint64 *sum = &state->margin_minor[holding->direction];
  if (!bt_checked_add (*sum, margin - holding->margin_minor, sum))
    bt_engine_state_set_overflow (state, "the used margin");
  holding->margin_minor = margin;
}

/* Makes the holding as it would be after an entry: new, or what is open with the volume added. */
static void
make_entered (BtEngineState *state,
              const BtOrder *order,
              const BtHolding *present,
              gint64 volume,
              gint64 price_points,
              BtHolding *out)
{
  if (present != NULL)
    *out = *present;
  else
    {
      *out = (BtHolding){
        .sequence = order->sequence,
        .direction = order->direction,
        .cost_divisor = 1,
        .stop_points = BT_PRICE_NONE,
        .target_points = BT_PRICE_NONE,
        .initial_stop_points = BT_PRICE_NONE,
        .mae_minor = G_MAXINT64,
        .mfe_minor = G_MININT64,
        .opened_usec = state->now_usec,
        .deal_count = 1,
      };
      g_strlcpy (out->id, order->id, sizeof out->id);
    }
  bt_holding_add (state, out, volume, price_points);
  out->margin_rate = bt_conversion_get (state, state->tick, BT_RATE_LARGER);
}

/* Returns the position that an entry adds to: none on a hedging account. */
static BtHolding *
find_present (const BtEngineState *state)
{
  if (state->rules->settings.mode == BT_ACCOUNT_NETTING && state->holdings->len > 0)
    return bt_engine_state_holding (state, 0);
  return NULL;
}

static BtRefusalCode
check_margin (BtEngineState *state, const BtOrder *order, gint64 volume, BtRefusal *refusal)
{
  const BtHolding *present = find_present (state);
  BtPricing pricing = find_price (state, order->direction, order->reason, order->sequence, 1);
  BtHolding entered;
  gint64 margins[2] = { state->margin_minor[0], state->margin_minor[1] };
  gint64 equity = bt_margin_equity (state, state->tick);

  make_entered (state, order, present, volume, pricing.price_points, &entered);
  margins[order->direction] += bt_holding_margin (state, &entered) - entered.margin_minor;
  if (present != NULL)
    equity -= bt_holding_floating (state, present, state->tick);
  equity += bt_holding_floating (state, &entered, state->tick);
  equity -= bt_costs_commission (state, state->tick, volume, pricing.price_points);
  gint64 used = bt_margin_used_of (state->rules, margins[0], margins[1]);
  if (equity >= used)
    return BT_REFUSAL_NONE;
  return bt_refusal_set_margin (refusal, state->rules, order->id, state->bar, equity, used);
}

BtRefusalCode
bt_execution_check_entry (BtEngineState *state,
                          const BtOrder *order,
                          gint64 volume,
                          BtRefusal *refusal)
{
  if (!bt_conversion_is_known (state, state->tick))
    return bt_refusal_set_no_rate (refusal, state->rules, order->id, state->bar);
  if (find_present (state) == NULL && state->holdings->len >= BT_ENGINE_MAX_POSITIONS)
    return bt_refusal_set (refusal, BT_REFUSAL_LIMIT_REACHED, order->id, state->bar, "",
                           "%d positions are open already, the most that a session holds",
                           BT_ENGINE_MAX_POSITIONS);
  return check_margin (state, order, volume, refusal);
}

void
bt_execution_set_protection (BtEngineState *state,
                             BtHolding *holding,
                             guint mask,
                             gint64 stop_points,
                             gint64 target_points,
                             gint64 trail_points,
                             gint64 trail_step_points)
{
  if ((mask & BT_MODIFY_STOP_LOSS) != 0)
    {
      holding->stop_points = stop_points;
      holding->trail_points = 0;
      holding->trail_step_points = 0;
      if (holding->initial_stop_points == BT_PRICE_NONE)
        holding->initial_stop_points = stop_points;
    }
  if ((mask & BT_MODIFY_TAKE_PROFIT) != 0)
    holding->target_points = target_points;
  if ((mask & BT_MODIFY_TRAIL) != 0)
    bt_holding_start_trail (holding, state->tick, trail_points, trail_step_points);
}

static void
take_order_protection (BtEngineState *state, BtHolding *holding, const BtOrder *order)
{
  guint mask = 0;
  if (order->stop_loss_points != BT_PRICE_NONE)
    mask |= BT_MODIFY_STOP_LOSS;
  if (order->take_profit_points != BT_PRICE_NONE)
    mask |= BT_MODIFY_TAKE_PROFIT;
  if (order->trail_points > 0)
    mask |= BT_MODIFY_TRAIL;
  bt_execution_set_protection (state, holding, mask, order->stop_loss_points,
                               order->take_profit_points, order->trail_points,
                               order->trail_step_points);
}

static gboolean
open_volume (BtEngineState *state, const BtOrder *order, gint64 volume)
{
  BtRefusal refusal;
  if (bt_execution_check_entry (state, order, volume, &refusal) != BT_REFUSAL_NONE)
    {
      bt_engine_state_add_refusal (state, &refusal);
      return FALSE;
    }

  BtHolding *present = find_present (state);
  BtPricing pricing = find_price (state, order->direction, order->reason, order->sequence, 1);
  BtHolding entered;
  make_entered (state, order, present, volume, pricing.price_points, &entered);

  BtFill fill = { .is_entry = TRUE, .volume = BT_VOLUME (volume), .reason = order->reason };
  g_strlcpy (fill.order_id, order->id, sizeof fill.order_id);
  g_strlcpy (fill.position_id, entered.id, sizeof fill.position_id);
  fill.commission
    = BT_MONEY (bt_costs_commission (state, state->tick, volume, pricing.price_points));
  record_fill (state, &fill, &pricing);
  book_commission (state, &entered, fill.commission.minor);
  set_margin (state, &entered, bt_holding_margin (state, &entered));
  take_order_protection (state, &entered, order);
  bt_holding_update_excursion (state, &entered, state->tick);
  if (present != NULL)
    *present = entered;
  else
    {
      bt_position_record_add (state, &entered);
      g_array_append_val (state->holdings, entered);
    }
  bt_engine_state_add_position_event (
    state, present != NULL ? BT_EVENT_POSITION_CHANGED : BT_EVENT_POSITION_OPENED, &entered);
  bt_margin_test_call (state);
  bt_challenge_check_entry (state, order);
  return TRUE;
}

/* Tells what became of a position after a closing fill and takes an empty one out. */
static void
settle_position (BtEngineState *state, guint index, BtFillReason reason)
{
  BtHolding *holding = bt_engine_state_holding (state, index);
  if (holding->volume_open > 0)
    {
      bt_engine_state_add_position_event (state, BT_EVENT_POSITION_CHANGED, holding);
      return;
    }
  bt_position_record_end (state, holding, reason);
  if (!state->is_trial)
    {
      const BtPosition *record = &g_array_index (state->positions, BtPosition, holding->index);
      g_array_append_vals (state->event_positions, record, 1);
      bt_engine_state_add_event_index (
        state, reason == BT_REASON_LIQUIDATION ? BT_EVENT_LIQUIDATED : BT_EVENT_POSITION_CLOSED,
        holding->id, state->event_positions->len - 1);
    }
  g_array_remove_index (state->holdings, index);
  /* With nothing open the nights go by unseen. */
  if (state->holdings->len == 0)
    state->rollover_usec = BT_TIME_NONE;
}

static void
close_volume (BtEngineState *state,
              guint index,
              gint64 volume,
              BtFillReason reason,
              const char *order_id,
              gint64 sequence,
              gint64 deal)
{
  BtHolding *holding = bt_engine_state_holding (state, index);
  BtPricing pricing
    = find_price (state, bt_direction_opposite (holding->direction), reason, sequence, deal);
  gint64 profit = bt_holding_profit (state, holding, state->tick, volume, pricing.price_points);

  bt_holding_update_excursion (state, holding, state->tick);
  BtFill fill = { .volume = BT_VOLUME (volume), .reason = reason, .pnl = BT_MONEY (profit) };
  g_strlcpy (fill.order_id, order_id, sizeof fill.order_id);
  g_strlcpy (fill.position_id, holding->id, sizeof fill.position_id);
  fill.commission
    = BT_MONEY (bt_costs_commission (state, state->tick, volume, pricing.price_points));
  record_fill (state, &fill, &pricing);

  bt_holding_remove (state, holding, volume);
  holding->volume_closed += volume;
  holding->exit_sum += (BtInt128) volume * pricing.price_points;
  if (!bt_checked_add (holding->pnl_minor, profit, &holding->pnl_minor))
    bt_engine_state_set_overflow (state, "a profit");
  bt_ledger_append (state, BT_LEDGER_PNL, profit, holding->id, state->now_usec);
  book_commission (state, holding, fill.commission.minor);
  set_margin (state, holding, bt_holding_margin (state, holding));
  bt_holding_update_excursion (state, holding, state->tick);
  settle_position (state, index, reason);
  bt_ledger_protect_balance (state);
  bt_margin_test_call (state);
  bt_challenge_check_vertex (state);
}

void
bt_execution_close (BtEngineState *state, guint index, gint64 volume, BtFillReason reason)
{
  BtHolding *holding = bt_engine_state_holding (state, index);
  char id[BT_ID_SIZE];
  g_strlcpy (id, holding->id, sizeof id);
  close_volume (state, index, volume, reason, id, holding->sequence, ++holding->deal_count);
}

/* Reduces positions against an order's direction, in order of opening; returns the volume that is
 * left of it. */
static gint64
reduce_positions (BtEngineState *state, const BtOrder *order)
{
  gint64 left = order->volume.units;
  guint i = 0;
  while (left > 0 && i < state->holdings->len && state->overflow == NULL)
    {
      const BtHolding *holding = bt_engine_state_holding (state, i);
      if (holding->direction == order->direction)
        {
          i++;
          continue;
        }
      gint64 volume = MIN (left, holding->volume_open);
      left -= volume;
      close_volume (state, i, volume, order->reason, order->id, order->sequence, 1);
    }
  return left;
}

gboolean
bt_execution_fill_order (BtEngineState *state, const BtOrder *order)
{
  gint64 volume = order->volume.units;
  gint64 left = volume;

  if (order->reason == BT_REASON_CLOSE || order->reason == BT_REASON_CLOSE_ALL)
    {
      int index = bt_engine_state_find_holding (state, order->id);
      if (index < 0)
        return FALSE;
      gint64 open = bt_engine_state_holding (state, (guint) index)->volume_open;
      bt_execution_close (state, (guint) index, MIN (volume, open), order->reason);
      return TRUE;
    }
  if (order->is_reduce_only || state->rules->settings.mode == BT_ACCOUNT_NETTING)
    left = reduce_positions (state, order);
  if (left == 0 || order->is_reduce_only)
    return left < volume;
  return open_volume (state, order, left) || left < volume;
}

gboolean
bt_execution_only_reduces (const BtEngineState *state, const BtOrder *order)
{
  if (order->is_reduce_only)
    return TRUE;
  const BtHolding *present = find_present (state);
  return present != NULL && present->direction != order->direction
         && order->volume.units <= present->volume_open;
}
