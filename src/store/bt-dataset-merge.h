// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What becomes of a dataset just written when one is there that holds the same candles, or the
 * beginning of them. Inside `store` only; all but bt_dataset_merge_copy() runs inside a
 * transaction of the caller's. */
#pragma once

#include "store/bt-dataset-table.h"
#include "store/bt-tick-writer.h"

G_BEGIN_DECLS

/* Lets the dataset twin_id, with the same candles, take from written_id what it lacks: sound chunks
 * where its own are damaged, ticks where it has none. */
gboolean bt_dataset_merge_twin (BtDb *db,
                                gint64 twin_id,
                                gint64 written_id,
                                gboolean has_spread,
                                const BtTickTotals *ticks,
                                GError **error);

/* Stores the id and candle count of the dataset that written_id, updated but for its owner, may
 * take the place of: the longest one of the same instrument, timeframe and price whose candles are
 * the beginning of the new ones, the last perhaps excepted; then no session may play that one. A
 * session that plays on ticks keeps its dataset from taking others in the place of those.
 * appended_id, unless 0, is looked at first. Stores 0 when there is none. */
gboolean bt_dataset_merge_find_head (BtDb *db,
                                     gint64 written_id,
                                     gint64 appended_id,
                                     gint64 *head_id,
                                     gint64 *head_rows,
                                     GError **error);
/* Gives all that written_id has to head_id, which keeps its instrument, and removes written_id. */
gboolean bt_dataset_merge_grow (BtDb *db, gint64 head_id, gint64 written_id, GError **error);

/* What a copy left out, and what it copied. */
typedef struct
{
  gint64 rows;      /* candles copied */
  gint64 bytes;     /* of their chunks */
  gint64 last_usec; /* of the last one copied; BT_TIME_NONE: none */
  BtCandle last;    /* the candle after it, which was not */
} BtDatasetTail;

/* Copies the chunks of a dataset, ticks too, to written_id, without the last candle. Outside a
 * transaction. */
gboolean bt_dataset_merge_copy (
  BtDb *db, const BtDataset *dataset, gint64 written_id, BtDatasetTail *tail, GError **error);

G_END_DECLS
