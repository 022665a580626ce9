// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "fuzz-record.h"

static void
add_number (GString *text, const char *name, gint64 value)
{
  if (value == G_MININT64)
    g_string_append_printf (text, " %s none", name);
  else
    g_string_append_printf (text, " %s %" G_GINT64_FORMAT, name, value);
}

static void
add_lots (GString *text, const char *name, BtVolume volume)
{
  add_number (text, name, volume.units);
}

void
fuzz_record_add_fill (GString *text, const BtFill *fill)
{
  g_string_append_printf (text, "fill order %s position %s %s %s %s %s%s", fill->order_id,
                          fill->position_id, bt_direction_to_string (fill->direction),
                          fill->is_entry ? "entry" : "exit",
                          bt_fill_reason_to_string (fill->reason), bt_place_to_string (fill->place),
                          fill->is_ambiguous ? " ambiguous" : "");
  add_number (text, "number", fill->number);
  add_number (text, "tick", fill->tick_number);
  add_number (text, "bar", fill->bar);
  add_number (text, "time", fill->time_usec);
  add_lots (text, "volume", fill->volume);
  add_number (text, "price", fill->price.points);
  add_number (text, "quote", fill->quote.points);
  add_number (text, "slippage", fill->slippage_points);
  add_number (text, "pnl", fill->pnl.minor);
  add_number (text, "commission", fill->commission.minor);
  add_number (text, "spread-cost", fill->spread_cost.minor);
  add_number (text, "slippage-cost", fill->slippage_cost.minor);
}

void
fuzz_record_add_ledger (GString *text, const BtLedgerEntry *entry)
{
  g_string_append_printf (text, "ledger %s position '%s'", bt_ledger_type_to_string (entry->type),
                          entry->position_id);
  add_number (text, "number", entry->number);
  add_number (text, "bar", entry->bar);
  add_number (text, "time", entry->time_usec);
  add_number (text, "amount", entry->amount.minor);
  add_number (text, "balance", entry->balance_after.minor);
}

void
fuzz_record_add_refusal (GString *text, const BtRefusal *refusal)
{
  g_string_append_printf (text, "refusal '%s' %s", refusal->order_id,
                          bt_refusal_code_to_string (refusal->code));
  add_number (text, "after", refusal->after_bar);
}

void
fuzz_record_add_position (GString *text, const BtPosition *position)
{
  g_string_append_printf (text, "position %s %s %s", position->id,
                          bt_direction_to_string (position->direction),
                          bt_position_status_to_string (position->status));
  add_number (text, "sequence", position->sequence);
  add_lots (text, "volume", position->volume);
  add_lots (text, "open", position->volume_open);
  add_number (text, "entry", position->entry_price.points);
  add_number (text, "exit", position->exit_points);
  add_number (text, "opened", position->opened_usec);
  add_number (text, "closed", position->closed_usec);
  add_number (text, "stop", position->stop_loss_points);
  add_number (text, "target", position->take_profit_points);
  add_number (text, "trail", position->trail_points);
  if (position->trail_points > 0)
    add_number (text, "step", MAX (position->trail_step_points, 1));
  add_number (text, "pnl", position->pnl.minor);
  add_number (text, "floating", position->floating.minor);
  add_number (text, "commission", position->commission.minor);
  add_number (text, "swap", position->swap.minor);
  add_number (text, "margin", position->margin.minor);
  add_number (text, "mae", position->mae.minor);
  add_number (text, "mfe", position->mfe.minor);
  add_number (text, "initial-stop", position->initial_stop_points);
  if (position->status != BT_POSITION_OPEN)
    g_string_append_printf (text, " by %s", bt_fill_reason_to_string (position->exit_reason));
}

void
fuzz_record_add_order (GString *text, const BtOrder *order)
{
  g_string_append_printf (
    text, "order %s %s %s %s oco '%s'%s", order->id, bt_direction_to_string (order->direction),
    bt_order_type_to_string (order->type), bt_order_status_to_string (order->status), order->oco,
    order->is_limit_active ? " limit-active" : "");
  add_number (text, "sequence", order->sequence);
  add_lots (text, "volume", order->volume);
  add_number (text, "price", order->price_points);
  add_number (text, "limit", order->limit_points);
  add_number (text, "stop", order->stop_loss_points);
  add_number (text, "target", order->take_profit_points);
  add_number (text, "trail", order->trail_points);
  if (order->trail_points > 0)
    add_number (text, "step", MAX (order->trail_step_points, 1));
  add_number (text, "expiry", order->expiry_usec);
  add_number (text, "placed", order->placed_usec);
}

static void
add_violation (GString *text, const BtViolation *violation)
{
  g_string_append_printf (text, " %s %s by '%s'", bt_challenge_rule_to_string (violation->rule),
                          bt_place_to_string (violation->place), violation->order_id);
  add_number (text, "number", violation->number);
  add_number (text, "bar", violation->bar);
  add_number (text, "time", violation->time_usec);
  add_number (text, "tick", violation->tick_number);
  add_number (text, "bid", violation->bid_points);
  add_number (text, "ask", violation->ask_points);
  add_number (text, "limit", violation->limit);
  add_number (text, "value", violation->value);
  add_number (text, "excess", violation->excess);
}

static void
add_loss (GString *text, const char *name, const BtChallengeRuleState *rule)
{
  g_string_append_printf (text, " %s", name);
  add_number (text, "limit", rule->limit);
  add_number (text, "value", rule->value);
  add_number (text, "level", rule->level_minor);
}

void
fuzz_record_add_challenge (GString *text, const BtChallengeState *state)
{
  g_string_append_printf (text, "challenge %s", bt_challenge_status_to_string (state->status));
  if (state->status == BT_CHALLENGE_PASSED || state->status == BT_CHALLENGE_FAILED)
    {
      g_string_append_printf (text, " %s", bt_place_to_string (state->ended_place));
      add_number (text, "ended", state->ended_bar);
      add_number (text, "time", state->ended_usec);
    }
  add_number (text, "days", state->trading_days);
  add_number (text, "profit", state->profit.minor);
  add_number (text, "day", state->day_profit.minor);
  add_number (text, "best", state->best_day.minor);
  add_loss (text, "daily", &state->rules[BT_CHALLENGE_RULE_DAILY_LOSS]);
  add_loss (text, "drawdown", &state->rules[BT_CHALLENGE_RULE_MAX_DRAWDOWN]);
}

void
fuzz_record_add_event (GString *text, const BtReferenceEvent *event)
{
  g_string_append_printf (text, "event %s '%s'", bt_event_kind_to_string (event->kind), event->id);
  add_number (text, "bar", event->bar);
  add_number (text, "command", event->command);
  if (event->kind == BT_EVENT_TRIGGERED)
    add_number (text, "quote", event->price_points);
  if (event->kind == BT_EVENT_RULE_BROKEN)
    add_violation (text, &event->violation);
  if (event->kind == BT_EVENT_MARGIN_CALL)
    add_number (text, "level", event->margin_level_percent);
  if (event->kind == BT_EVENT_POSITION_OPENED || event->kind == BT_EVENT_POSITION_CHANGED
      || event->kind == BT_EVENT_POSITION_CLOSED || event->kind == BT_EVENT_LIQUIDATED)
    {
      g_string_append_c (text, ' ');
      fuzz_record_add_position (text, &event->position);
    }
}

void
fuzz_record_add_account (GString *text, const BtAccountState *account)
{
  g_string_append (text, "account");
  add_number (text, "balance", account->balance.minor);
  add_number (text, "floating", account->floating.minor);
  add_number (text, "equity", account->equity.minor);
  add_number (text, "margin", account->margin.minor);
  add_number (text, "free", account->free_margin.minor);
  add_number (text, "level", account->margin_level_percent);
}
