// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Events, positions and accounts as text, so that what two engines did can be compared. */
#include "config.h"

#include "event-text.h"

#define D "%" G_GINT64_FORMAT

static void
describe_fill (GString *text, const BtFill *fill)
{
  g_string_append_printf (
    text, " #" D " %s of %s bar " D " time " D " %s %s " D " at " D " quote " D " %s %s%s",
    fill->number, fill->order_id, fill->position_id, fill->bar, fill->time_usec,
    bt_direction_to_string (fill->direction), fill->is_entry ? "in" : "out", fill->volume.units,
    fill->price.points, fill->quote.points, bt_fill_reason_to_string (fill->reason),
    bt_place_to_string (fill->place), fill->is_ambiguous ? " ambiguous" : "");
  g_string_append_printf (text, " slip " D " pnl " D " commission " D " spread " D " slippage " D,
                          fill->slippage_points, fill->pnl.minor, fill->commission.minor,
                          fill->spread_cost.minor, fill->slippage_cost.minor);
}

void
event_text_add_position (GString *text, const BtPosition *position)
{
  g_string_append_printf (
    text, " %s seq " D " %s %s volume " D " open " D " entry " D " exit " D " from " D " to " D,
    position->id, position->sequence, bt_direction_to_string (position->direction),
    bt_position_status_to_string (position->status), position->volume.units,
    position->volume_open.units, position->entry_price.points, position->exit_points,
    position->opened_usec, position->closed_usec);
  g_string_append_printf (text, " sl " D " tp " D " trail " D " step " D " first " D,
                          position->stop_loss_points, position->take_profit_points,
                          position->trail_points, position->trail_step_points,
                          position->initial_stop_points);
  g_string_append_printf (
    text, " pnl " D " float " D " commission " D " swap " D " margin " D " mae " D " mfe " D,
    position->pnl.minor, position->floating.minor, position->commission.minor, position->swap.minor,
    position->margin.minor, position->mae.minor, position->mfe.minor);
  if (position->status != BT_POSITION_OPEN)
    g_string_append_printf (text, " %s", bt_fill_reason_to_string (position->exit_reason));
}

void
event_text_add_account (GString *text, const BtAccountState *account)
{
  g_string_append_printf (text, "account " D " " D " " D " " D " " D " " D "\n",
                          account->balance.minor, account->floating.minor, account->equity.minor,
                          account->margin.minor, account->free_margin.minor,
                          account->margin_level_percent);
}

char *
event_text_describe (const BtEvent *event)
{
  GString *text = g_string_new (bt_event_kind_to_string (event->kind));
  g_string_append_printf (text, " bar " D " command " D " “%s”", event->bar, event->command,
                          event->id);
  if (event->fill != NULL)
    describe_fill (text, event->fill);
  if (event->position != NULL)
    event_text_add_position (text, event->position);
  if (event->ledger != NULL)
    g_string_append_printf (
      text, " #" D " bar " D " time " D " %s " D " balance " D " %s", event->ledger->number,
      event->ledger->bar, event->ledger->time_usec, bt_ledger_type_to_string (event->ledger->type),
      event->ledger->amount.minor, event->ledger->balance_after.minor, event->ledger->position_id);
  if (event->refusal != NULL)
    g_string_append_printf (text, " %s after " D " %s", event->refusal->order_id,
                            event->refusal->after_bar,
                            bt_refusal_code_to_string (event->refusal->code));
  if (event->kind == BT_EVENT_TRIGGERED)
    g_string_append_printf (text, " quote " D, event->price_points);
  if (event->kind == BT_EVENT_MARGIN_CALL)
    g_string_append_printf (text, " level " D, event->margin_level_percent);
  return g_string_free (text, FALSE);
}
