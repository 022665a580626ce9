// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine-transcript.h"

#include "base/bt-decimal.h"

#include <string.h>

static void
describe_fill (Transcript *transcript, const BtFill *fill, guint digits)
{
  char volume[BT_DECIMAL_BUFFER];
  char price[BT_DECIMAL_BUFFER];
  GString *text = transcript->text;
  g_string_append_printf (text, "fill %s %s %s %s %s %s", fill->order_id,
                          bt_fill_reason_to_string (fill->reason), bt_place_to_string (fill->place),
                          bt_direction_to_string (fill->direction),
                          bt_decimal_format_short (fill->volume.units, BT_VOLUME_DIGITS, 2, volume),
                          bt_decimal_format (fill->price.points, digits, price));
  if (strcmp (fill->order_id, fill->position_id) != 0)
    g_string_append_printf (text, " of %s", fill->position_id);
  if (fill->slippage_points != 0)
    g_string_append_printf (text, " slip %d", (int) fill->slippage_points);
  if (fill->tick_number > 0)
    g_string_append_printf (text, " tick %d", (int) fill->tick_number);
  if (fill->is_ambiguous)
    g_string_append (text, " ambiguous");
  if ((transcript->show & SHOW_COSTS) != 0)
    g_string_append_printf (text, " commission %d spread %d slippage %d",
                            (int) fill->commission.minor, (int) fill->spread_cost.minor,
                            (int) fill->slippage_cost.minor);
  g_string_append_c (text, '\n');
}

static void
describe_refusal (Transcript *transcript, const BtRefusal *refusal)
{
  g_string_append_printf (transcript->text, "refused %s after %d %s", refusal->order_id,
                          (int) refusal->after_bar, bt_refusal_code_to_string (refusal->code));
  if ((transcript->show & SHOW_MESSAGES) != 0)
    g_string_append_printf (transcript->text, " %s: %s", refusal->field, refusal->message);
  g_string_append_c (transcript->text, '\n');
}

static void
describe_violation (Transcript *transcript, const BtViolation *violation)
{
  char bid[BT_DECIMAL_BUFFER];
  g_string_append_printf (transcript->text, "broken %s %s bid %s limit %d value %d excess %d",
                          bt_challenge_rule_to_string (violation->rule),
                          bt_place_to_string (violation->place),
                          bt_decimal_format (violation->bid_points, transcript->digits, bid),
                          (int) violation->limit, (int) violation->value, (int) violation->excess);
  if (violation->order_id[0] != '\0')
    g_string_append_printf (transcript->text, " by %s", violation->order_id);
  if ((transcript->show & SHOW_MESSAGES) != 0)
    g_string_append_printf (transcript->text, ": %s", violation->message);
  g_string_append_c (transcript->text, '\n');
}

void
engine_transcript_event_cb (const BtEvent *event, gpointer user_data)
{
  Transcript *transcript = user_data;
  ShowFlags show = transcript->show;
  GString *text = transcript->text;

  if (event->kind == BT_EVENT_FILLED && (show & SHOW_FILLS) != 0)
    describe_fill (transcript, event->fill, transcript->digits);
  else if (event->kind == BT_EVENT_REFUSED
           && (show & (SHOW_ORDERS | SHOW_FILLS | SHOW_MESSAGES)) != 0)
    describe_refusal (transcript, event->refusal);
  else if (event->kind == BT_EVENT_LEDGER && (show & SHOW_LEDGER) != 0)
    g_string_append_printf (text, "%s %d %d\n", bt_ledger_type_to_string (event->ledger->type),
                            (int) event->ledger->amount.minor,
                            (int) event->ledger->balance_after.minor);
  else if (event->kind == BT_EVENT_RULE_BROKEN && (show & SHOW_CHALLENGE) != 0)
    describe_violation (transcript, event->violation);
  else if (event->kind == BT_EVENT_CHALLENGE_PASSED && (show & SHOW_CHALLENGE) != 0)
    g_string_append_printf (text, "passed in %d\n", (int) event->bar);
  else if ((show & SHOW_ORDERS) == 0)
    return;
  else if (event->kind == BT_EVENT_MARGIN_CALL)
    g_string_append_printf (text, "margin_call %d\n", (int) event->margin_level_percent);
  else if (event->kind == BT_EVENT_TRIGGERED)
    g_string_append_printf (text, "triggered %s %d\n", event->id, (int) event->price_points);
  else if (event->kind == BT_EVENT_ACCEPTED || event->kind == BT_EVENT_CANCELLED
           || event->kind == BT_EVENT_EXPIRED || event->kind == BT_EVENT_LIQUIDATED
           || event->kind == BT_EVENT_ENDED)
    g_string_append_printf (text, "%s%s%s\n", bt_event_kind_to_string (event->kind),
                            event->id[0] != '\0' ? " " : "", event->id);
}

static void
describe_price (GString *text, const char *name, gint64 points, guint digits)
{
  char price[BT_DECIMAL_BUFFER];
  if (points != BT_PRICE_NONE)
    g_string_append_printf (text, " %s %s", name, bt_decimal_format (points, digits, price));
}

void
engine_transcript_add_positions (GString *text, BtEngine *engine, guint digits)
{
  gsize count;
  const BtPosition *positions = bt_engine_get_positions (engine, &count);
  for (gsize i = 0; i < count; i++)
    {
      const BtPosition *position = &positions[i];
      char volume[BT_DECIMAL_BUFFER];
      char open[BT_DECIMAL_BUFFER];
      g_string_append_printf (
        text, "position %s %s %s %s left %s", position->id,
        bt_direction_to_string (position->direction),
        bt_position_status_to_string (position->status),
        bt_decimal_format_short (position->volume.units, BT_VOLUME_DIGITS, 2, volume),
        bt_decimal_format_short (position->volume_open.units, BT_VOLUME_DIGITS, 2, open));
      describe_price (text, "entry", position->entry_price.points, digits);
      describe_price (text, "exit", position->exit_points, digits);
      describe_price (text, "sl", position->stop_loss_points, digits);
      describe_price (text, "tp", position->take_profit_points, digits);
      g_string_append_printf (
        text, " pnl %d float %d commission %d swap %d margin %d mae %d mfe %d\n",
        (int) position->pnl.minor, (int) position->floating.minor, (int) position->commission.minor,
        (int) position->swap.minor, (int) position->margin.minor, (int) position->mae.minor,
        (int) position->mfe.minor);
    }
}

void
engine_transcript_add_account (GString *text, const BtEngine *engine)
{
  BtAccountState account;
  bt_engine_get_account (engine, &account);
  g_assert_cmpint (account.equity.minor, ==, account.balance.minor + account.floating.minor);
  g_assert_cmpint (account.free_margin.minor, ==, account.equity.minor - account.margin.minor);
  g_string_append_printf (text, "account balance %d equity %d margin %d level %d\n",
                          (int) account.balance.minor, (int) account.equity.minor,
                          (int) account.margin.minor, (int) account.margin_level_percent);
}

void
engine_transcript_add_challenge (GString *text, const BtEngine *engine)
{
  BtChallengeState state;
  bt_engine_get_challenge_state (engine, &state);
  g_string_append_printf (text, "challenge %s days %d profit %d day %d best %d\n",
                          bt_challenge_status_to_string (state.status), (int) state.trading_days,
                          (int) state.profit.minor, (int) state.day_profit.minor,
                          (int) state.best_day.minor);
  for (guint i = 0; i < BT_N_CHALLENGE_RULES; i++)
    if (state.rules[i].status != BT_CHALLENGE_RULE_OFF)
      g_string_append_printf (text, "  %s %s %d of %d used %d level %d\n",
                              bt_challenge_rule_to_string (state.rules[i].rule),
                              bt_challenge_rule_status_to_string (state.rules[i].status),
                              (int) state.rules[i].value, (int) state.rules[i].limit,
                              (int) state.rules[i].used_percent, (int) state.rules[i].level_minor);
}
