// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What an engine is made of. Internal to the engine. */
#pragma once

#include "engine/bt-engine-state.h"
#include "engine/bt-engine.h"
#include "engine/bt-path-policy.h"
#include "engine/bt-quiet-band.h"

G_BEGIN_DECLS

struct _BtEngine
{
  gint64 bar; /* of the clock: the state's, or further where quiet candles were passed over since */
  gint64 last_bar; /* of the series */
  BtQuietBand band;
  gboolean is_band_valid;
  gboolean is_band_used;
  BtRules rules;
  BtEngineState state;
  BtPathTrials trials;
  GPtrArray *id_list; /* of all orders so far, owned */
  GHashTable *ids;    /* the same, borrowed; looked up only */
  BtHasher *hasher;
  BtRecord *record;
  BtHash digest;
  BtEventFunc event_func;
  gpointer event_data;
};

/* Brings the state to where the clock is: quiet candles are passed over without it. */
void bt_engine_settle (BtEngine *engine);
/* The state is about to change, or has: the band is to be found again before a candle is passed
 * over. */
void bt_engine_invalidate_band (BtEngine *engine);
/* Remembers the id of a new order. */
void bt_engine_add_id (BtEngine *engine, const char *id);

G_END_DECLS
