// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the tests of the store share: a database in a folder of its own, and candles from a seed. */
#pragma once

#include "db/bt-db.h"
#include "store/bt-branch-table.h"
#include "store/bt-dataset-table.h"
#include "store/bt-session-table.h"

G_BEGIN_DECLS

/* Opens, or makes, the database of a data folder with all its tables, on the calling thread. */
BtDb *store_fixture_open (const char *folder);
/* Returns count candles, of BtCandle, of a market that wanders, with gaps and now and then a
 * missing spread, first at first_usec; the same seed gives the same ones. */
GArray *store_fixture_make_candles (guint32 seed, guint count, gint64 first_usec);
/* Returns gold. */
const BtInstrument *store_fixture_get_gold (void);
/* Starts a dataset of gold's M1 bid candles with spreads. */
BtDatasetWriter *store_fixture_begin (BtDb *db);
/* Writes a dataset and returns its id. */
gint64 store_fixture_write (BtDb *db, const GArray *candles);
/* Fails the test unless a series holds exactly the candles first … first + length − 1. */
void store_fixture_assert_candles (const BtSeries *series,
                                   const GArray *candles,
                                   gsize first,
                                   gsize length);
/* Returns the first value of a query as an integer. */
gint64 store_fixture_query (BtDb *db, const char *sql);
/* Runs statements that must succeed. */
void store_fixture_execute (BtDb *db, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Adds a session of 1,000 candles; dataset_id may be 0. */
void store_fixture_add_session (BtDb *db, const char *id, gint64 dataset_id);
/* Appends line sequence after candle bar to a session. */
gboolean
store_fixture_append (BtDb *db, const char *id, gint64 sequence, gint64 bar, GError **error);
/* Puts clock and head of its present branch to a candle. */
gboolean store_fixture_set_clock (
  BtDb *db, const char *id, gint64 bar, gint64 commands, gint64 played_usec, GError **error);
/* Returns the faults that bt_store_check() finds, of text. */
GPtrArray *store_fixture_check (BtDb *db);

G_END_DECLS
