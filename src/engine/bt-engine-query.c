// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What callers ask of an engine. Settling moves the lazy part of the state only: what they see of
 * the engine does not change by it. */
#include "config.h"

#include "engine/bt-challenge.h"
#include "engine/bt-engine-parts.h"
#include "engine/bt-margin.h"
#include "engine/bt-position-record.h"

gint64
bt_engine_get_bar (const BtEngine *engine)
{
  return engine->bar;
}

gint64
bt_engine_get_clock (const BtEngine *engine)
{
  return bt_rules_clock (&engine->rules, engine->bar);
}

gboolean
bt_engine_is_ended (const BtEngine *engine)
{
  return engine->state.is_ended;
}

BtQuote
bt_engine_get_quote (const BtEngine *engine)
{
  const BtRules *rules = &engine->rules;
  if (engine->bar < 0)
    return (BtQuote){ .is_valid = FALSE };
  BtTick tick = bt_rules_known_tick (rules, engine->bar);
  return (BtQuote){ .is_valid = TRUE, .bid_points = tick.bid, .ask_points = tick.ask };
}

void
bt_engine_get_account (const BtEngine *engine, BtAccountState *out)
{
  /* Settling moves the lazy part of the state only: what callers see of the engine does not change.
   */
  BtEngineState *state = &((BtEngine *) engine)->state;
  bt_engine_settle ((BtEngine *) engine);
  gint64 floating = bt_margin_floating (state, state->tick);
  gint64 equity = bt_margin_equity (state, state->tick);
  gint64 used = bt_margin_used (state);
  *out = (BtAccountState){
    .balance = BT_MONEY (state->balance_minor),
    .floating = BT_MONEY (floating),
    .equity = BT_MONEY (equity),
    .margin = BT_MONEY (used),
    .free_margin = BT_MONEY (equity - used),
    .margin_level_percent = bt_margin_level_percent (equity, used),
  };
}

gint64
bt_engine_get_command_count (const BtEngine *engine)
{
  return engine->state.command_count;
}

void
bt_engine_get_digest (const BtEngine *engine, BtHash *out)
{
  *out = engine->digest;
}

const BtSessionSettings *
bt_engine_get_settings (const BtEngine *engine)
{
  return &engine->rules.settings;
}

const BtFill *
bt_engine_get_fills (const BtEngine *engine, gsize *count)
{
  *count = engine->state.fills->len;
  return (const BtFill *) (gpointer) engine->state.fills->data;
}

const BtPosition *
bt_engine_get_positions (BtEngine *engine, gsize *count)
{
  bt_engine_settle (engine);
  bt_position_record_update_all (&engine->state);
  *count = engine->state.positions->len;
  return (const BtPosition *) (gpointer) engine->state.positions->data;
}

const BtOrder *
bt_engine_get_orders (const BtEngine *engine, gsize *count)
{
  *count = engine->state.orders->len;
  return (const BtOrder *) (gpointer) engine->state.orders->data;
}

const BtLedgerEntry *
bt_engine_get_ledger (const BtEngine *engine, gsize *count)
{
  *count = engine->state.ledger->len;
  return (const BtLedgerEntry *) (gpointer) engine->state.ledger->data;
}

const BtRefusal *
bt_engine_get_refusals (const BtEngine *engine, gsize *count)
{
  *count = engine->state.refusals->len;
  return (const BtRefusal *) (gpointer) engine->state.refusals->data;
}

const BtViolation *
bt_engine_get_violations (const BtEngine *engine, gsize *count)
{
  *count = engine->state.violations->len;
  return (const BtViolation *) (gpointer) engine->state.violations->data;
}

void
bt_engine_get_challenge_state (const BtEngine *engine, BtChallengeState *out)
{
  bt_engine_settle ((BtEngine *) engine);
  bt_challenge_describe (&((BtEngine *) engine)->state, out);
}
