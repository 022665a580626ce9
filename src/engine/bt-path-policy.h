// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Which order of the extremes a candle is run in, and which of its fills would not be there in the
 * other (execution model, section 4). Both questions are answered by running the candle again on a
 * copy of the state. Internal to the engine. */
#pragma once

#include "engine/bt-engine-state.h"

G_BEGIN_DECLS

/* The copies: as the candle begins, and run with either extreme first. */
typedef struct
{
  BtEngineState before;
  BtEngineState low_first;
  BtEngineState high_first;
} BtPathTrials;

/* Runs the next candle by the policy of the settings and marks its ambiguous fills. trials->before
 * is a trial of the state as it is now. */
void bt_path_policy_run (BtPathTrials *trials, BtEngineState *state);

G_END_DECLS
