// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Rules that break (execution model, section 11). Internal to the engine. */
#pragma once

#include "engine/bt-engine-state.h"
#include "market/bt-challenge-records.h"

G_BEGIN_DECLS

/* Records that a rule is broken where the path stands, and its event. The figures are in the rule's
 * unit; order_id is "" where no order is at fault. */
void bt_challenge_violation_add (BtEngineState *state,
                                 BtChallengeRule rule,
                                 const char *order_id,
                                 gint64 limit,
                                 gint64 value,
                                 gint64 excess);

G_END_DECLS
