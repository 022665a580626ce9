// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* An instrument as columns of a table: datasets and the user's instruments hold the same ones.
 * Inside `store` only. */
#pragma once

#include "db/bt-db.h"
#include "market/bt-instrument.h"

G_BEGIN_DECLS

/* The columns, in the order in which they are bound and read, and how many there are. */
#define BT_INSTRUMENT_COLUMNS                                                                      \
  "symbol, description, base, quote, digits, contract_size, volume_min, volume_max, volume_step,"  \
  " trades_weekends, typical_spread_points, has_swap, swap_long_points, swap_short_points,"        \
  " swap_triple_weekday, leverage, hours"
#define BT_N_INSTRUMENT_COLUMNS 17
/* As many parameters for them. */
#define BT_INSTRUMENT_PARAMETERS "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"

/* Binds the columns to parameters first, first + 1 … */
void bt_instrument_columns_bind (BtStatement *statement, int first, const BtInstrument *instrument);
/* Reads the columns first, first + 1 … of the present row. Fails with BT_MARKET_ERROR_INSTRUMENT
 * when they are no valid instrument. */
gboolean
bt_instrument_columns_read (BtStatement *statement, int first, BtInstrument *out, GError **error);

G_END_DECLS
