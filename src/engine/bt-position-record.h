// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The public record of a position, written from the holding. Internal to the engine. */
#pragma once

#include "engine/bt-engine-state.h"

G_BEGIN_DECLS

/* Brings a record up to date with its holding at the present quote; it is open afterwards. */
void bt_position_record_update (BtPosition *record, BtEngineState *state, const BtHolding *holding);

/* Adds the record of a new holding and sets its index. */
void bt_position_record_add (BtEngineState *state, BtHolding *holding);

/* Ends the record of a holding of which nothing is left. */
void bt_position_record_end (BtEngineState *state, const BtHolding *holding, BtFillReason reason);

/* Brings the records of all that is open up to date. */
void bt_position_record_update_all (BtEngineState *state);

G_END_DECLS
