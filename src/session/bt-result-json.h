// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The result document of a run (backtrade-result/1), and its parts that the report shares. Private
 * to `session`. */
#pragma once

#include <json-glib/json-glib.h>

#include "market/bt-session-settings.h"
#include "market/bt-trade-records.h"

G_BEGIN_DECLS

typedef struct _BtEngine BtEngine;

/* Adds a position as a value. */
void bt_json_write_position (JsonBuilder *builder,
                             const BtPosition *position,
                             const BtSessionSettings *settings);
/* Adds the field "positions" to the object that is open in the builder. */
void bt_json_add_positions (JsonBuilder *builder,
                            const BtPosition *positions,
                            gsize count,
                            const BtSessionSettings *settings);
/* Adds the field "ledger". */
void bt_json_add_ledger (JsonBuilder *builder,
                         const BtLedgerEntry *ledger,
                         gsize count,
                         const BtSessionSettings *settings);

/* Returns the result of an engine as it stands, as a new string. */
char *bt_result_to_json (BtEngine *engine, const BtHash *dataset_hash);

G_END_DECLS
