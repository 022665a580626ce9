// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The invariants of the execution model, section 14. Internal to the engine. */
#pragma once

#include "engine/bt-engine-state.h"

G_BEGIN_DECLS

/* Ends the program when the state breaks an invariant: results that cannot be trusted are worse
 * than none. */
void bt_invariants_assert (BtEngineState *state);

G_END_DECLS
