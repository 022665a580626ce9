// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Records as text, every field that both sides must agree on. */
#pragma once

#include "bt-reference.h"

G_BEGIN_DECLS

/* Each appends a line's worth of text. */
void fuzz_record_add_fill (GString *text, const BtFill *fill);
void fuzz_record_add_ledger (GString *text, const BtLedgerEntry *entry);
void fuzz_record_add_refusal (GString *text, const BtRefusal *refusal);
void fuzz_record_add_position (GString *text, const BtPosition *position);
void fuzz_record_add_order (GString *text, const BtOrder *order);
void fuzz_record_add_event (GString *text, const BtReferenceEvent *event);
void fuzz_record_add_challenge (GString *text, const BtChallengeState *state);
void fuzz_record_add_account (GString *text, const BtAccountState *account);

G_END_DECLS
