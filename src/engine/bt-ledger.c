// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-ledger.h"

void
bt_ledger_append (BtEngineState *state,
                  BtLedgerType type,
                  gint64 amount_minor,
                  const char *position_id,
                  gint64 time_usec)
{
  gint64 balance;
  if (!bt_checked_add (state->balance_minor, amount_minor, &balance))
    {
      bt_engine_state_set_overflow (state, "the balance");
      return;
    }
  state->balance_minor = balance;
  state->ledger_count++;
  if (state->is_trial)
    {
      state->ledger_sum_minor = balance;
      return;
    }

  BtLedgerEntry entry = {
    .number = state->ledger_count,
    .bar = state->path_bar,
    .time_usec = time_usec,
    .type = type,
    .amount = BT_MONEY (amount_minor),
    .balance_after = BT_MONEY (balance),
  };
  g_strlcpy (entry.position_id, position_id, sizeof entry.position_id);
  g_array_append_val (state->ledger, entry);
  state->ledger_sum_minor += entry.amount.minor;
  bt_engine_state_add_event_index (state, BT_EVENT_LEDGER, position_id, state->ledger->len - 1);
}

void
bt_ledger_protect_balance (BtEngineState *state)
{
  if (state->rules->settings.has_negative_balance_protection && state->holdings->len == 0
      && state->balance_minor < 0)
    bt_ledger_append (state, BT_LEDGER_ADJUSTMENT, -state->balance_minor, "", state->now_usec);
}
