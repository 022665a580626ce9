// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Whether an order or a change may be accepted (execution model, section 6, refused). Every
 * function returns BT_REFUSAL_NONE or the code, with refusal filled in: the figures, the field at
 * fault, and for invalid_stops the nearest level allowed. The order of the tests of a new order:
 * id, volume, quote, price, stops, expiry, route of exchange, number of orders, rate, number of
 * positions, margin; the first that fails is the answer. Internal to the engine. */
#pragma once

#include "engine/bt-engine-state.h"

G_BEGIN_DECLS

/* Tests an order as it would work from now on: all but id and margin. */
BtRefusalCode bt_order_check (BtEngineState *state, const BtOrder *order, BtRefusal *refusal);

/* Tests the volume of a new order. */
BtRefusalCode bt_order_check_volume (const BtEngineState *state,
                                     const char *id,
                                     gint64 volume,
                                     BtRefusal *refusal);

/* Tests the volume of a closing: at most what is open; all of it is always allowed. */
BtRefusalCode bt_order_check_close_volume (const BtEngineState *state,
                                           const BtHolding *holding,
                                           gint64 volume,
                                           BtRefusal *refusal);

/* Tests a stop and a target (BT_PRICE_NONE: none) of a direction against the price that they must
 * be beyond, which the message calls by name. */
BtRefusalCode bt_order_check_protection (const BtEngineState *state,
                                         const char *id,
                                         BtDirection direction,
                                         gint64 stop_points,
                                         gint64 target_points,
                                         gint64 against_points,
                                         const char *against_name,
                                         BtRefusal *refusal);

/* Tests a trailing distance and step: 0 and above; a distance of 0 is none. */
BtRefusalCode bt_order_check_trail (const BtEngineState *state,
                                    const char *id,
                                    gint64 trail_points,
                                    gint64 trail_step_points,
                                    BtRefusal *refusal);

G_END_DECLS
