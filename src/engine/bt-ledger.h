// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The account's book: the balance is the sum of its entries. Internal to the engine. */
#pragma once

#include "engine/bt-engine-state.h"

G_BEGIN_DECLS

/* Appends an entry, moves the balance by its amount and tells of it. position_id is "" for deposits
 * and the like. */
void bt_ledger_append (BtEngineState *state,
                       BtLedgerType type,
                       gint64 amount_minor,
                       const char *position_id,
                       gint64 time_usec);

/* Brings a balance below zero to zero when nothing is open and the settings protect it. */
void bt_ledger_protect_balance (BtEngineState *state);

G_END_DECLS
