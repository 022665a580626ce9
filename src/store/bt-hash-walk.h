// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The hash of a dataset's candles, read back from its chunks a few at a time, so that others get
 * their turn in between. Inside `store` only. */
#pragma once

#include "db/bt-db.h"
#include "market/bt-series-hasher.h"

G_BEGIN_DECLS

typedef struct _BtHashWalk BtHashWalk;

/* Returns a walk over all chunks that the dataset has now; it must not change until the end. The
 * hasher is borrowed. Free with bt_hash_walk_free(). */
BtHashWalk *bt_hash_walk_new (BtDb *db, gint64 dataset_id, BtSeriesHasher *hasher, GError **error);
/* Frees a walk; NULL is allowed. */
void bt_hash_walk_free (BtHashWalk *walk);
/* Reads the next chunks into the hasher, some 15 ms of work; stores whether those were the last. */
gboolean
bt_hash_walk_step (BtHashWalk *walk, gboolean has_spread, gboolean *is_done, GError **error);

G_END_DECLS
