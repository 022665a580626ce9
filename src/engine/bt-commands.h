// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What each command does to the state (execution model, section 12). Internal to the engine. */
#pragma once

#include "engine/bt-engine-state.h"

G_BEGIN_DECLS

/* Applies a command at the known quote and processes what it sets off. Returns BT_REFUSAL_NONE, or
 * the code of a command that changed nothing, with refusal filled in. is_id_used says whether the
 * command's id names an earlier order. */
BtRefusalCode bt_commands_apply (BtEngineState *state,
                                 const BtCommand *command,
                                 gboolean is_id_used,
                                 BtRefusal *refusal);

G_END_DECLS
