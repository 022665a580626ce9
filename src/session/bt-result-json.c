// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-result-json.h"

#include "engine/bt-engine.h"
#include "session/bt-challenge-json.h"
#include "session/bt-json-writer.h"
#include "session/bt-session-private.h"

/* A margin level is kept times 100. */
#define PERCENT_DIGITS 2

static void
write_fill (JsonBuilder *builder, const BtFill *fill, const BtSessionSettings *settings)
{
  guint money = bt_currency_digits (settings->currency);

  json_builder_begin_object (builder);
  bt_json_add_string (builder, "order", fill->order_id);
  bt_json_add_string (builder, "position", fill->position_id);
  bt_json_add_int (builder, "bar", fill->bar);
  bt_json_add_time (builder, "time", fill->time_usec);
  bt_json_add_string (builder, "side", bt_direction_to_string (fill->direction));
  bt_json_add_lots (builder, "lots", fill->volume.units);
  bt_json_add_decimal (builder, "price", fill->price.points, settings->instrument.digits);
  bt_json_add_decimal (builder, "quote", fill->quote.points, settings->instrument.digits);
  bt_json_add_string (builder, "reason", bt_fill_reason_to_string (fill->reason));
  bt_json_add_string (builder, "place", bt_place_to_string (fill->place));
  if (fill->tick_number > 0)
    bt_json_add_int (builder, "tick", fill->tick_number - 1);
  bt_json_add_boolean (builder, "ambiguous", fill->is_ambiguous);
  bt_json_add_decimal (builder, "pnl", fill->pnl.minor, money);
  bt_json_add_decimal (builder, "commission", fill->commission.minor, money);
  bt_json_add_decimal (builder, "spread_cost", fill->spread_cost.minor, money);
  bt_json_add_decimal (builder, "slippage_cost", fill->slippage_cost.minor, money);
  json_builder_end_object (builder);
}

static void
write_fills (JsonBuilder *builder, const BtEngine *engine)
{
  gsize count;
  const BtFill *fills = bt_engine_get_fills (engine, &count);

  json_builder_set_member_name (builder, "fills");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < count; i++)
    write_fill (builder, &fills[i], bt_engine_get_settings (engine));
  json_builder_end_array (builder);
}

static void
write_refusals (JsonBuilder *builder, const BtEngine *engine)
{
  gsize count;
  const BtRefusal *refusals = bt_engine_get_refusals (engine, &count);

  json_builder_set_member_name (builder, "refusals");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < count; i++)
    {
      json_builder_begin_object (builder);
      bt_json_add_string (builder, "order", refusals[i].order_id);
      bt_json_add_int (builder, "after_bar", refusals[i].after_bar);
      bt_json_add_string (builder, "code", bt_refusal_code_to_string (refusals[i].code));
      bt_json_add_string (builder, "message", refusals[i].message);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
bt_json_write_position (JsonBuilder *builder,
                        const BtPosition *position,
                        const BtSessionSettings *settings)
{
  guint money = bt_currency_digits (settings->currency);
  guint digits = settings->instrument.digits;

  json_builder_begin_object (builder);
  bt_json_add_string (builder, "id", position->id);
  bt_json_add_string (builder, "side", bt_direction_to_string (position->direction));
  bt_json_add_string (builder, "status", bt_position_status_to_string (position->status));
  bt_json_add_lots (builder, "lots", position->volume.units);
  bt_json_add_lots (builder, "lots_open", position->volume_open.units);
  bt_json_add_price (builder, "entry_price", position->entry_price.points, digits);
  bt_json_add_price (builder, "exit_price", position->exit_points, digits);
  bt_json_add_time (builder, "opened_at", position->opened_usec);
  bt_json_add_time (builder, "closed_at", position->closed_usec);
  bt_json_add_price (builder, "sl", position->stop_loss_points, digits);
  bt_json_add_price (builder, "tp", position->take_profit_points, digits);
  bt_json_add_decimal (builder, "pnl", position->pnl.minor + position->floating.minor, money);
  bt_json_add_decimal (builder, "commission", position->commission.minor, money);
  bt_json_add_decimal (builder, "swap", position->swap.minor, money);
  bt_json_add_decimal (builder, "mae", position->mae.minor, money);
  bt_json_add_decimal (builder, "mfe", position->mfe.minor, money);
  json_builder_end_object (builder);
}

void
bt_json_add_positions (JsonBuilder *builder,
                       const BtPosition *positions,
                       gsize count,
                       const BtSessionSettings *settings)
{
  json_builder_set_member_name (builder, "positions");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < count; i++)
    bt_json_write_position (builder, &positions[i], settings);
  json_builder_end_array (builder);
}

void
bt_json_add_ledger (JsonBuilder *builder,
                    const BtLedgerEntry *ledger,
                    gsize count,
                    const BtSessionSettings *settings)
{
  guint money = bt_currency_digits (settings->currency);

  json_builder_set_member_name (builder, "ledger");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < count; i++)
    {
      json_builder_begin_object (builder);
      bt_json_add_int (builder, "bar", ledger[i].bar);
      bt_json_add_time (builder, "time", ledger[i].time_usec);
      bt_json_add_string (builder, "type", bt_ledger_type_to_string (ledger[i].type));
      bt_json_add_string (builder, "position", ledger[i].position_id);
      bt_json_add_decimal (builder, "amount", ledger[i].amount.minor, money);
      bt_json_add_decimal (builder, "balance_after", ledger[i].balance_after.minor, money);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
write_account (JsonBuilder *builder, const BtEngine *engine)
{
  guint money = bt_currency_digits (bt_engine_get_settings (engine)->currency);
  BtAccountState account;

  bt_engine_get_account (engine, &account);
  json_builder_set_member_name (builder, "account");
  json_builder_begin_object (builder);
  bt_json_add_decimal (builder, "balance", account.balance.minor, money);
  bt_json_add_decimal (builder, "equity", account.equity.minor, money);
  bt_json_add_decimal (builder, "margin", account.margin.minor, money);
  bt_json_add_decimal (builder, "free_margin", account.free_margin.minor, money);
  if (account.margin_level_percent < 0)
    bt_json_add_null (builder, "margin_level");
  else
    bt_json_add_decimal (builder, "margin_level", account.margin_level_percent, PERCENT_DIGITS);
  json_builder_end_object (builder);
}

static void
write_challenge (JsonBuilder *builder, const BtEngine *engine)
{
  const BtSessionSettings *settings = bt_engine_get_settings (engine);
  BtChallengeState state;
  gsize count;
  const BtViolation *violations = bt_engine_get_violations (engine, &count);

  bt_json_add_violations (builder, violations, count, settings);
  if (!settings->has_challenge)
    return;
  bt_engine_get_challenge_state (engine, &state);
  bt_json_add_challenge_state (builder, &state, settings);
}

char *
bt_result_to_json (BtEngine *engine, const BtHash *dataset_hash)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *dataset = bt_hash_to_string (dataset_hash);
  g_autofree char *digest = NULL;
  const BtSessionSettings *settings = bt_engine_get_settings (engine);
  gsize count;
  const BtLedgerEntry *ledger;
  const BtPosition *positions;
  BtHash hash;

  bt_engine_get_digest (engine, &hash);
  digest = bt_hash_to_string (&hash);
  json_builder_begin_object (builder);
  bt_json_add_string (builder, "format", "backtrade-result/1");
  bt_json_add_int (builder, "rules_version", BT_RULES_VERSION);
  bt_json_add_string (builder, "digest", digest);
  bt_json_add_string (builder, "dataset_sha256", dataset);
  write_fills (builder, engine);
  write_refusals (builder, engine);
  positions = bt_engine_get_positions (engine, &count);
  bt_json_add_positions (builder, positions, count, settings);
  ledger = bt_engine_get_ledger (engine, &count);
  bt_json_add_ledger (builder, ledger, count, settings);
  write_account (builder, engine);
  write_challenge (builder, engine);
  json_builder_end_object (builder);
  return bt_json_to_text (builder, TRUE);
}

char *
bt_session_to_result_json (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), NULL);
  return bt_result_to_json (session->engine, &session->range_hash);
}
