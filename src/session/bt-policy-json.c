// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-policy-json.h"

#include "session/bt-json-writer.h"

static void
begin_array (JsonBuilder *builder, const char *field)
{
  json_builder_set_member_name (builder, field);
  json_builder_begin_array (builder);
}

/* Adds why a command or order was refused; null when it was accepted. */
static void
write_refusal (JsonBuilder *builder, const char *field, const BtRefusal *refusal)
{
  if (refusal->code == BT_REFUSAL_NONE)
    {
      bt_json_add_null (builder, field);
      return;
    }
  json_builder_set_member_name (builder, field);
  json_builder_begin_object (builder);
  bt_json_add_string (builder, "code", bt_refusal_code_to_string (refusal->code));
  bt_json_add_string (builder, "message", refusal->message);
  json_builder_end_object (builder);
}

static void
write_answers (JsonBuilder *builder, const BtPolicyOutcome *outcome)
{
  begin_array (builder, "commands");
  for (guint i = 0; i < outcome->answers_length; i++)
    {
      const BtPolicyAnswer *answer = &outcome->answers[i];

      json_builder_begin_object (builder);
      bt_json_add_int (builder, "number", answer->number);
      bt_json_add_int (builder, "after_bar", answer->after_bar);
      bt_json_add_time (builder, "time", answer->time_usec);
      bt_json_add_string (builder, "do", bt_command_kind_to_string (answer->kind));
      bt_json_add_string (builder, "id", answer->id);
      write_refusal (builder, "own_refusal", &answer->own);
      write_refusal (builder, "refusal", &answer->other);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  begin_array (builder, "refused_orders");
  for (guint i = 0; i < outcome->refusals_length; i++)
    {
      json_builder_begin_object (builder);
      bt_json_add_string (builder, "order", outcome->refusals[i].order_id);
      bt_json_add_int (builder, "after_bar", outcome->refusals[i].after_bar);
      write_refusal (builder, "refusal", &outcome->refusals[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* Adds the status and the net result of a position, or nulls where the policy knows none. */
static void
write_trade_side (JsonBuilder *builder,
                  const char *status_field,
                  const char *net_field,
                  gboolean is_there,
                  BtPositionStatus status,
                  BtMoney net,
                  guint money)
{
  bt_json_add_string (builder, status_field,
                      is_there ? bt_position_status_to_string (status) : NULL);
  if (is_there)
    bt_json_add_decimal (builder, net_field, net.minor, money);
  else
    bt_json_add_null (builder, net_field);
}

static void
write_trades (JsonBuilder *builder, const BtPolicyOutcome *outcome, guint money)
{
  begin_array (builder, "changed_trades");
  for (guint i = 0; i < outcome->trades_length; i++)
    {
      const BtPolicyTrade *trade = &outcome->changed_trades[i];

      json_builder_begin_object (builder);
      bt_json_add_string (builder, "id", trade->id);
      write_trade_side (builder, "own_status", "own_net", trade->has_own, trade->own_status,
                        trade->own_net, money);
      write_trade_side (builder, "status", "net", trade->has_other, trade->other_status,
                        trade->other_net, money);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
write_outcome (JsonBuilder *builder, const BtPolicyOutcome *outcome, guint money)
{
  json_builder_begin_object (builder);
  bt_json_add_string (builder, "policy", bt_path_policy_to_string (outcome->policy));
  bt_json_add_decimal (builder, "net_result", outcome->net_result.minor, money);
  bt_json_add_decimal (builder, "difference", outcome->difference.minor, money);
  bt_json_add_int (builder, "trades", outcome->trades);
  bt_json_add_int (builder, "fills", outcome->fills);
  bt_json_add_int (builder, "ambiguous_fills", outcome->ambiguous_fills);
  bt_json_add_int (builder, "bar", outcome->bar);
  bt_json_add_string (builder, "stopped", outcome->stopped);
  bt_json_add_string (builder, "challenge",
                      outcome->challenge != BT_CHALLENGE_NONE
                        ? bt_challenge_status_to_string (outcome->challenge)
                        : NULL);
  write_trades (builder, outcome, money);
  write_answers (builder, outcome);
  json_builder_end_object (builder);
}

void
bt_json_add_policies (JsonBuilder *builder,
                      const BtPolicySensitivity *sensitivity,
                      const BtSessionSettings *settings)
{
  if (sensitivity == NULL)
    {
      bt_json_add_null (builder, "policies");
      return;
    }
  json_builder_set_member_name (builder, "policies");
  json_builder_begin_object (builder);
  begin_array (builder, "outcomes");
  for (guint i = 0; i < BT_POLICY_OUTCOMES; i++)
    write_outcome (builder, &sensitivity->outcomes[i], bt_currency_digits (settings->currency));
  json_builder_end_array (builder);

  begin_array (builder, "ambiguous_fills");
  for (guint i = 0; i < sensitivity->ambiguous_length; i++)
    {
      const BtFill *fill = &sensitivity->ambiguous[i];

      json_builder_begin_object (builder);
      bt_json_add_int (builder, "number", fill->number);
      bt_json_add_string (builder, "order", fill->order_id);
      bt_json_add_string (builder, "position", fill->position_id);
      bt_json_add_int (builder, "bar", fill->bar);
      bt_json_add_time (builder, "time", fill->time_usec);
      bt_json_add_price (builder, "price", fill->price.points, settings->instrument.digits);
      bt_json_add_string (builder, "reason", bt_fill_reason_to_string (fill->reason));
      bt_json_add_string (builder, "place", bt_place_to_string (fill->place));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}
