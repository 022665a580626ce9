// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The ticks that a session or a scenario takes from a dataset, where some lie beside its candles:
 * they are the path of these (execution model, section 4). Private to `session`. */
#pragma once

#include "engine/bt-engine.h"
#include "store/bt-dataset-table.h"

G_BEGIN_DECLS

/* A part with more ticks than these (512 MiB of them) plays on its candles. */
#define BT_SESSION_TICKS_MAX 16777216

/* Reads the ticks from_usec ≤ time < to_usec of a dataset, those that lie in a candle of series.
 * Stores NULL where there are none or more than limit, and where every bid is its ask: ticks of one
 * price do not know the spread, so that the candles stay the path. Runs inside a store job. */
gboolean bt_session_ticks_load (BtDb *db,
                                const BtDataset *dataset,
                                BtSeries *series,
                                gint64 from_usec,
                                gint64 to_usec,
                                gint64 limit,
                                BtTickSeries **ticks,
                                GError **error);
/* The same for all candles of series. */
gboolean bt_session_ticks_load_all (BtDb *db,
                                    const BtDataset *dataset,
                                    BtSeries *series,
                                    gint64 limit,
                                    BtTickSeries **ticks,
                                    GError **error);
/* Reads the first count ticks of the candles of series, whatever comes after them: a dataset may
 * have grown by ticks within the last candle. Stores NULL where there are fewer. */
gboolean bt_session_ticks_load_first (BtDb *db,
                                      const BtDataset *dataset,
                                      BtSeries *series,
                                      gint64 count,
                                      BtTickSeries **ticks,
                                      GError **error);
/* Returns how many ticks there are; 0 for NULL. */
gint64 bt_session_ticks_count (const BtTickSeries *ticks);
/* Stores the hash that pins candles and ticks: that of the candles alone where ticks is NULL, else
 * SHA-256 over it, "ticks" and their hash. */
void bt_session_ticks_hash (const BtSeries *series,
                            const BtInstrument *instrument,
                            const BtTickSeries *ticks,
                            BtHash *out);
/* Returns a new engine on candles and, unless NULL, ticks; fails as bt_engine_new() and
 * bt_engine_set_ticks() do. */
BtEngine *bt_session_ticks_make_engine (const BtSessionSettings *settings,
                                        BtSeries *series,
                                        BtTickSeries *ticks,
                                        const BtHash *range_hash,
                                        GError **error);

G_END_DECLS
