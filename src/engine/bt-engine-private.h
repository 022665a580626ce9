// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What tests and benchmarks may ask of an engine beside its public functions. */
#pragma once

#include "engine/bt-engine.h"

G_BEGIN_DECLS

/* Switches passing over quiet candles off (or on, as it is from the start): every candle is run
 * then, with the same results. */
void bt_engine_set_quiet_band (BtEngine *engine, gboolean is_used);

G_END_DECLS
