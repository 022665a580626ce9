// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Writes the ticks of a dataset that is being made, in pieces. Inside `store` only; everything runs
 * inside a store job and outside a transaction. */
#pragma once

#include "base/bt-hash-chain.h"
#include "db/bt-db.h"
#include "market/bt-market-tick.h"

G_BEGIN_DECLS

/* A tick may come this many ticks late; one that comes later is refused. */
#define BT_TICK_WRITER_LATE_MAX 65536

/* What was written. */
typedef struct
{
  gint64 rows;
  gint64 bytes; /* compressed */
  BtHash hash;  /* SHA-256 over time, bid, ask and volume of each tick, 64 bits little-endian */
} BtTickTotals;

typedef struct _BtTickWriter BtTickWriter;

/* Returns a writer for a dataset; free with bt_tick_writer_free(). */
BtTickWriter *bt_tick_writer_new (BtDb *db, gint64 dataset_id);
/* Frees a writer; what it wrote stays with the dataset. NULL is allowed. */
void bt_tick_writer_free (BtTickWriter *writer);
/* Takes in the ticks that the dataset has already, bytes of them compressed: those that are added
 * up to the time of their last are left out from now on. */
gboolean bt_tick_writer_continue (BtTickWriter *writer, gint64 bytes, GError **error);
/* Adds ticks. Fails with BT_STORE_ERROR_INVALID when one comes too late. */
gboolean
bt_tick_writer_add (BtTickWriter *writer, const BtMarketTick *ticks, gsize count, GError **error);
/* Writes what is left and stores the totals. */
gboolean bt_tick_writer_finish (BtTickWriter *writer, BtTickTotals *totals, GError **error);

G_END_DECLS
