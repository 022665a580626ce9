// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Vectors of other engines' public tests, played by ours. A file of vectors is looked for in the
 * folder that BACKTRADE_SHARED names, or else in "shared" beside the source tree; without it one
 * test says so and is skipped. A vector that does not apply is skipped with its reason. The market
 * of a vector is made of candles a minute each, with a contract of one unit, so that a lot is what
 * the source calls quantity. */
#pragma once

#include "engine/bt-engine.h"

#include "base/bt-checked.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  BtSessionSettings settings;
  GArray *candles; /* BtCandle */
  BtEngine *engine;
} OracleMarket;

/* Adds a test "/engine/oracle/FILE/ID" for each vector of FILE.json; func gets the vector, a
 * JsonObject. */
void oracle_add_file (const char *file, GTestDataFunc func);

/* Makes a market without candles: USD, zero costs, a balance that is never exhausted, so many
 * decimals to a price. */
void oracle_market_init (OracleMarket *market, guint digits);
/* Frees what a market holds. */
void oracle_market_clear (OracleMarket *market);
/* Adds a candle from decimal text. */
void oracle_market_add (
  OracleMarket *market, const char *open, const char *high, const char *low, const char *close);
/* Adds a candle that stands at one price. */
void oracle_market_add_flat (OracleMarket *market, const char *price);
/* Makes the engine from the settings and candles as they are now, before the first candle. */
void oracle_market_start (OracleMarket *market);
/* Adds a pair of currencies at a constant rate, with a spread in points of 10^-5. */
void oracle_market_add_rate (OracleMarket *market,
                             const char *base,
                             const char *quote,
                             const char *rate,
                             guint digits,
                             gint64 spread);
/* Runs the next candle. */
void oracle_market_step (OracleMarket *market);
/* Makes a market order that is due now. */
BtCommand oracle_market_order (const OracleMarket *market,
                               const char *id,
                               gboolean is_buy,
                               const char *quantity);
/* Applies a command, which must be accepted. */
void oracle_market_apply (OracleMarket *market, const BtCommand *command);
/* Reads decimal text as points, as a volume, as money of the account. */
gint64 oracle_market_points (const OracleMarket *market, const char *text);
BtVolume oracle_volume (const char *text);
gint64 oracle_market_money (const OracleMarket *market, const char *text);

/* Returns a member as text; NULL where there is none or null. */
const char *oracle_text (JsonObject *object, const char *name);

G_END_DECLS
