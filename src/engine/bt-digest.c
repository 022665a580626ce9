// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-digest.h"

#define SESSION_FORMAT "backtrade-session/1"
#define COMMAND_TAG 'C'
#define EVENT_TAG 'E'

void
bt_digest_start (BtHasher *hasher,
                 const BtSessionSettings *settings,
                 const BtHash *dataset_hash,
                 BtHash *out)
{
  g_autoptr (BtRecord) record = bt_record_new ();
  gsize length;

  bt_record_add_string (record, SESSION_FORMAT);
  bt_session_settings_add_to_record (settings, record);
  bt_record_add_bytes (record, dataset_hash->bytes, sizeof dataset_hash->bytes);
  const guint8 *bytes = bt_record_get_bytes (record, &length);
  bt_hasher_update (hasher, bytes, length);
  bt_hasher_finish (hasher, out);
}

void
bt_digest_write_command (BtRecord *record, const BtCommand *command, gint64 number)
{
  bt_record_clear (record);
  bt_record_add_uint8 (record, COMMAND_TAG);
  bt_record_add_int64 (record, number);
  bt_record_add_int32 (record, (gint32) command->kind);
  bt_record_add_int64 (record, command->after_bar);
  bt_record_add_string (record, command->id);
  bt_record_add_int32 (record, (gint32) command->type);
  bt_record_add_int32 (record, (gint32) command->direction);
  bt_record_add_int64 (record, command->volume.units);
  bt_record_add_int64 (record, command->price_points);
  bt_record_add_int64 (record, command->limit_points);
  bt_record_add_int64 (record, command->stop_loss_points);
  bt_record_add_int64 (record, command->take_profit_points);
  bt_record_add_int64 (record, command->trail_points);
  bt_record_add_int64 (record, command->trail_step_points);
  bt_record_add_string (record, command->oco);
  bt_record_add_uint8 (record, command->is_reduce_only ? 1 : 0);
  bt_record_add_int32 (record, (gint32) command->time_in_force);
  bt_record_add_int64 (record, command->expiry_usec);
  bt_record_add_int32 (record, (gint32) command->modify_mask);
  bt_record_add_int32 (record, (gint32) command->scope);
  bt_record_add_int64 (record, command->amount.minor);
  bt_record_add_string (record, command->note);
}

static void
write_fill (BtRecord *record, const BtFill *fill)
{
  bt_record_add_int64 (record, fill->number);
  bt_record_add_string (record, fill->order_id);
  bt_record_add_string (record, fill->position_id);
  bt_record_add_int64 (record, fill->bar);
  bt_record_add_int64 (record, fill->time_usec);
  bt_record_add_int32 (record, (gint32) fill->direction);
  bt_record_add_uint8 (record, fill->is_entry ? 1 : 0);
  bt_record_add_int64 (record, fill->volume.units);
  bt_record_add_int64 (record, fill->price.points);
  bt_record_add_int64 (record, fill->quote.points);
  bt_record_add_int32 (record, (gint32) fill->reason);
  bt_record_add_int32 (record, (gint32) fill->place);
  bt_record_add_uint8 (record, fill->is_ambiguous ? 1 : 0);
  bt_record_add_int64 (record, fill->slippage_points);
  bt_record_add_int64 (record, fill->pnl.minor);
  bt_record_add_int64 (record, fill->commission.minor);
  bt_record_add_int64 (record, fill->spread_cost.minor);
  bt_record_add_int64 (record, fill->slippage_cost.minor);
  if (fill->tick_number > 0)
    bt_record_add_int64 (record, fill->tick_number);
}

static void
write_position (BtRecord *record, const BtPosition *position)
{
  bt_record_add_string (record, position->id);
  bt_record_add_int64 (record, position->sequence);
  bt_record_add_int32 (record, (gint32) position->direction);
  bt_record_add_int32 (record, (gint32) position->status);
  bt_record_add_int64 (record, position->volume.units);
  bt_record_add_int64 (record, position->volume_open.units);
  bt_record_add_int64 (record, position->entry_price.points);
  bt_record_add_int64 (record, position->exit_points);
  bt_record_add_int64 (record, position->opened_usec);
  bt_record_add_int64 (record, position->closed_usec);
  bt_record_add_int64 (record, position->stop_loss_points);
  bt_record_add_int64 (record, position->take_profit_points);
  bt_record_add_int64 (record, position->trail_points);
  bt_record_add_int64 (record, position->trail_step_points);
  bt_record_add_int64 (record, position->pnl.minor);
  bt_record_add_int64 (record, position->floating.minor);
  bt_record_add_int64 (record, position->commission.minor);
  bt_record_add_int64 (record, position->swap.minor);
  bt_record_add_int64 (record, position->margin.minor);
  bt_record_add_int64 (record, position->mae.minor);
  bt_record_add_int64 (record, position->mfe.minor);
  bt_record_add_int64 (record, position->initial_stop_points);
  bt_record_add_int32 (record, (gint32) position->exit_reason);
}

static void
write_ledger_entry (BtRecord *record, const BtLedgerEntry *entry)
{
  bt_record_add_int64 (record, entry->number);
  bt_record_add_int64 (record, entry->bar);
  bt_record_add_int64 (record, entry->time_usec);
  bt_record_add_int32 (record, (gint32) entry->type);
  bt_record_add_int64 (record, entry->amount.minor);
  bt_record_add_int64 (record, entry->balance_after.minor);
  bt_record_add_string (record, entry->position_id);
}

static void
write_violation (BtRecord *record, const BtViolation *violation)
{
  bt_record_add_int64 (record, violation->number);
  bt_record_add_int32 (record, (gint32) violation->rule);
  bt_record_add_int64 (record, violation->bar);
  bt_record_add_int64 (record, violation->time_usec);
  bt_record_add_int32 (record, (gint32) violation->place);
  bt_record_add_int64 (record, violation->tick_number);
  bt_record_add_int64 (record, violation->bid_points);
  bt_record_add_int64 (record, violation->ask_points);
  bt_record_add_string (record, violation->order_id);
  bt_record_add_int64 (record, violation->limit);
  bt_record_add_int64 (record, violation->value);
  bt_record_add_int64 (record, violation->excess);
}

void
bt_digest_write_event (BtRecord *record, const BtEvent *event)
{
  bt_record_clear (record);
  bt_record_add_uint8 (record, EVENT_TAG);
  bt_record_add_int32 (record, (gint32) event->kind);
  bt_record_add_int64 (record, event->bar);
  bt_record_add_int64 (record, event->command);
  bt_record_add_string (record, event->id);
  switch (event->kind)
    {
    case BT_EVENT_TRIGGERED:
      bt_record_add_int64 (record, event->price_points);
      break;
    case BT_EVENT_FILLED:
      write_fill (record, event->fill);
      break;
    case BT_EVENT_POSITION_OPENED:
    case BT_EVENT_POSITION_CHANGED:
    case BT_EVENT_POSITION_CLOSED:
    case BT_EVENT_LIQUIDATED:
      write_position (record, event->position);
      break;
    case BT_EVENT_LEDGER:
      write_ledger_entry (record, event->ledger);
      break;
    case BT_EVENT_REFUSED:
      bt_record_add_string (record, event->refusal->order_id);
      bt_record_add_int64 (record, event->refusal->after_bar);
      bt_record_add_int32 (record, (gint32) event->refusal->code);
      break;
    case BT_EVENT_MARGIN_CALL:
      bt_record_add_int64 (record, event->margin_level_percent);
      break;
    case BT_EVENT_RULE_BROKEN:
      write_violation (record, event->violation);
      break;
    case BT_EVENT_ACCEPTED:
    case BT_EVENT_CANCELLED:
    case BT_EVENT_EXPIRED:
    case BT_EVENT_CHALLENGE_PASSED:
    case BT_EVENT_ENDED:
    default:
      break;
    }
}
