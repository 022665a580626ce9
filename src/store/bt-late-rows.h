// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Candles of an import that came after a later one, kept aside until they are merged into the
 * chunks that they belong to. Inside `store` only. */
#pragma once

#include "db/bt-db.h"
#include "market/bt-series.h"

G_BEGIN_DECLS

typedef struct _BtLateRows BtLateRows;

/* What a step of a merge did. */
typedef struct
{
  gint64 rows;  /* new candles; those whose opening was there already are left out */
  gint64 bytes; /* by how much the chunks grew; may be negative */
} BtLateMerge;

/* Returns an empty collection; free with bt_late_rows_free(). */
BtLateRows *bt_late_rows_new (void);
/* Frees a collection; NULL is allowed. */
void bt_late_rows_free (BtLateRows *late);
/* Keeps a candle; not while a merge is under way. */
void bt_late_rows_add (BtLateRows *late, const BtCandle *candle);
/* Returns how many are kept and not merged yet. */
gsize bt_late_rows_get_length (const BtLateRows *late);
/* Returns whether a merge has begun that is not at its end. */
gboolean bt_late_rows_is_merging (const BtLateRows *late);
/* Prepares a merge, which takes some 200 ms for a million of candles: in any thread while no other
 * uses the collection. The merge does it itself otherwise. */
void bt_late_rows_sort (BtLateRows *late);
/* Writes some of the candles, some 20 ms of work, into the chunks of a dataset, in a transaction;
 * to be called until none is left. A candle that a chunk has already stays as the chunk has it; of
 * several with the same opening the first that was added counts. */
gboolean bt_late_rows_merge (
  BtLateRows *late, BtDb *db, gint64 dataset_id, BtLateMerge *merge, GError **error);

G_END_DECLS
