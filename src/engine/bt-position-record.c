// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-position-record.h"

#include "engine/bt-holding.h"

static gint64
exit_average (const BtHolding *holding)
{
  gint64 average = BT_PRICE_NONE;
  if (holding->volume_closed > 0)
    (void) bt_checked_div_half_even (holding->exit_sum, holding->volume_closed, &average);
  return average;
}

void
bt_position_record_update (BtPosition *record, BtEngineState *state, const BtHolding *holding)
{
  record->status = BT_POSITION_OPEN;
  record->volume = BT_VOLUME (holding->volume_opened);
  record->volume_open = BT_VOLUME (holding->volume_open);
  record->entry_price = BT_PRICE (holding->entry_points);
  record->exit_points = exit_average (holding);
  record->closed_usec = BT_TIME_NONE;
  record->stop_loss_points = holding->stop_points;
  record->take_profit_points = holding->target_points;
  record->trail_points = holding->trail_points;
  record->trail_step_points = holding->trail_step_points;
  record->pnl = BT_MONEY (holding->pnl_minor);
  record->floating
    = BT_MONEY (holding->volume_open > 0 ? bt_holding_floating (state, holding, state->tick) : 0);
  record->commission = BT_MONEY (holding->commission_minor);
  record->swap = BT_MONEY (holding->swap_minor);
  record->margin = BT_MONEY (holding->margin_minor);
  record->mae = BT_MONEY (holding->mae_minor);
  record->mfe = BT_MONEY (holding->mfe_minor);
  record->initial_stop_points = holding->initial_stop_points;
}

void
bt_position_record_add (BtEngineState *state, BtHolding *holding)
{
  if (state->is_trial)
    return;
  BtPosition record = {
    .sequence = holding->sequence,
    .direction = holding->direction,
    .opened_usec = holding->opened_usec,
  };
  g_strlcpy (record.id, holding->id, sizeof record.id);
  bt_position_record_update (&record, state, holding);
  holding->index = state->positions->len;
  g_array_append_val (state->positions, record);
}

void
bt_position_record_end (BtEngineState *state, const BtHolding *holding, BtFillReason reason)
{
  if (state->is_trial)
    return;
  BtPosition *record = &g_array_index (state->positions, BtPosition, holding->index);
  bt_position_record_update (record, state, holding);
  record->status = reason == BT_REASON_LIQUIDATION ? BT_POSITION_LIQUIDATED : BT_POSITION_CLOSED;
  record->closed_usec = state->now_usec;
  record->exit_reason = reason;
}

void
bt_position_record_update_all (BtEngineState *state)
{
  for (guint i = 0; i < state->holdings->len; i++)
    {
      const BtHolding *holding = bt_engine_state_holding (state, i);
      bt_position_record_update (&g_array_index (state->positions, BtPosition, holding->index),
                                 state, holding);
    }
}
