// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A scenario file as it was read (backtrade-scenario/1): settings, candles, rates and commands.
 * Private to `session`; bt_scenario_run() stands in bt-session-file.h. */
#pragma once

#include "market/bt-command.h"
#include "market/bt-session-settings.h"
#include "market/bt-tick-series.h"
#include "session/bt-json-reader.h"
#include "store/bt-store.h"

G_BEGIN_DECLS

#define BT_SCENARIO_FORMAT "backtrade-scenario/1"

/* A pair whose closes convert between currencies. */
typedef struct
{
  char base[BT_CURRENCY_SIZE];
  char quote[BT_CURRENCY_SIZE];
  guint digits;
  gint64 spread_points;
  BtSeries *series;
} BtScenarioRate;

typedef struct
{
  BtSessionSettings settings;
  BtSeries *series;
  BtTickSeries *ticks; /* or NULL */
  GArray *rates;       /* of BtScenarioRate */
  GArray *commands;    /* of BtCommand, by after_bar */
} BtScenario;

/* Reads a file; store may be NULL when the scenario brings its own bars. Fails with G_IO_ERROR or
 * G_FILE_ERROR, with BT_SESSION_ERROR_FORMAT naming line and column or the field, and with
 * BT_STORE_ERROR when its dataset is not there. Free with bt_scenario_free(). */
BtScenario *bt_scenario_read (const char *path, BtStore *store, GError **error);
/* Frees a scenario; NULL is allowed. */
void bt_scenario_free (BtScenario *scenario);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtScenario, bt_scenario_free)
/* Stores the hash that pins what the scenario runs on: that of its candles; where there are ticks,
 * SHA-256 over it, "ticks" and their hash; where there are rates, SHA-256 over that and, for each
 * pair in order, base, quote, digits, spread and the hash of its candles. */
void bt_scenario_hash (const BtScenario *scenario, BtHash *out);

/* Reads "bars": arrays of time, open, high, low, close, volume and, if there is one, spread. The
 * array is not empty. */
BtSeries *bt_scenario_read_bars (
  BtJsonReader *reader, guint digits, BtTimeframe timeframe, BtPriceKind kind, GError **error);
/* Reads "ticks": arrays of time, bid, ask and, if there is one, volume. Stores NULL when there are
 * none. */
gboolean
bt_scenario_read_ticks (BtJsonReader *reader, guint digits, BtTickSeries **ticks, GError **error);

G_END_DECLS
