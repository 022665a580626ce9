// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Candles of an import that came after a later one, kept aside until they are merged into the
 * chunks that they belong to. Inside `store` only. */
#pragma once

#include "db/bt-db.h"
#include "market/bt-series.h"

G_BEGIN_DECLS

typedef struct _BtLateRows BtLateRows;

/* What a merge did. */
typedef struct
{
  gint64 rows;  /* new candles; those whose opening was there already are left out */
  gint64 bytes; /* by how much the chunks grew; may be negative */
} BtLateMerge;

/* Returns an empty collection; free with bt_late_rows_free(). */
BtLateRows *bt_late_rows_new (void);
/* Frees a collection; NULL is allowed. */
void bt_late_rows_free (BtLateRows *late);
/* Keeps a candle. */
void bt_late_rows_add (BtLateRows *late, const BtCandle *candle);
/* Returns how many are kept. */
gsize bt_late_rows_get_length (const BtLateRows *late);
/* Writes the candles into the chunks of a dataset, in several transactions, and empties the
 * collection. A candle that a chunk has already stays as the chunk has it; of several with the same
 * opening the first that was added counts. */
gboolean bt_late_rows_merge (
  BtLateRows *late, BtDb *db, gint64 dataset_id, BtLateMerge *merge, GError **error);

G_END_DECLS
