// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Loaded candles, shared by all sessions of this process that use the same dataset: ten years of M1
 * are in memory once. Any thread. Private to `session`. */
#pragma once

#include "market/bt-series.h"
#include "store/bt-dataset-table.h"

G_BEGIN_DECLS

typedef struct _BtSharedSeries BtSharedSeries;

/* Returns the candles of a dataset of a folder, from memory or read and verified; give back with
 * bt_shared_series_release(). Runs inside a store job. */
BtSharedSeries *
bt_series_cache_load (BtDb *db, const char *folder, const BtDataset *dataset, GError **error);
/* Returns the series, which lives as long as the share. */
BtSeries *bt_shared_series_get (BtSharedSeries *shared);
/* Gives a share back; with the last one the candles leave the memory. NULL is allowed. */
void bt_shared_series_release (BtSharedSeries *shared);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtSharedSeries, bt_shared_series_release)

G_END_DECLS
