// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Fills: what opening and closing do to positions, ledger and margin (execution model, sections 6
 * to 8). Everything fills at the present quote of the state, slippage added where the reason has
 * any. Internal to the engine. */
#pragma once

#include "engine/bt-engine-state.h"

G_BEGIN_DECLS

/* Says whether an order of that volume that opens would be refused at the present quote: no rate,
 * too many positions, margin. Returns the code and fills in refusal where it is not NONE. */
BtRefusalCode bt_execution_check_entry (BtEngineState *state,
                                        const BtOrder *order,
                                        gint64 volume,
                                        BtRefusal *refusal);

/* Fills an order that is in the book no longer: reduces what it reduces and opens the rest. A part
 * that may not be opened is refused and recorded. Returns whether anything was filled. */
gboolean bt_execution_fill_order (BtEngineState *state, const BtOrder *order);

/* Closes volume of the holding at an index as a command, protection or liquidation does. */
void bt_execution_close (BtEngineState *state, guint index, gint64 volume, BtFillReason reason);

/* Returns whether an order, filled now, would reduce what is open and open nothing. */
gboolean bt_execution_only_reduces (const BtEngineState *state, const BtOrder *order);

/* Sets a new stop, target or trailing stop that an order or a modify brings; only what is set in
 * the mask (BtModifyMask) is touched. */
void bt_execution_set_protection (BtEngineState *state,
                                  BtHolding *holding,
                                  guint mask,
                                  gint64 stop_points,
                                  gint64 target_points,
                                  gint64 trail_points,
                                  gint64 trail_step_points);

G_END_DECLS
