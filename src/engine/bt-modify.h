// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The modify command: protections of an open position, everything of a working order (execution
 * model, section 6). Internal to the engine. */
#pragma once

#include "engine/bt-engine-state.h"

G_BEGIN_DECLS

/* Changes what the command names. The position of that id is meant, or else the working order.
 * Returns BT_REFUSAL_NONE, or the code with refusal filled in and nothing changed. */
BtRefusalCode bt_modify_apply (BtEngineState *state, const BtCommand *command, BtRefusal *refusal);

G_END_DECLS
