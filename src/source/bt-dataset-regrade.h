// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Holds the candles of stored datasets against their instruments' trading hours again, when those
 * have changed: gaps, candles outside, and the grade. What else a report says stays. */
#pragma once

#include "store/bt-store.h"

G_BEGIN_DECLS

/* Renews the report of a dataset; one without a report stays so. Unless are_hours_stated, hours
 * that the candles contradict are taken from the dataset. Blocks, in many short jobs; not on the
 * main thread. Emits the store's "datasets-changed". Fails with BT_STORE_ERROR, BT_DB_ERROR,
 * BT_FEED_ERROR or G_IO_ERROR_CANCELLED; the dataset is as it was then. */
gboolean bt_dataset_regrade (
  BtStore *store, gint64 id, gboolean are_hours_stated, GCancellable *cancellable, GError **error);
/* Does so for every dataset whose report rests on other hours than its instrument has now, and
 * stores how many there were (count may be NULL). */
gboolean
bt_dataset_regrade_stale (BtStore *store, guint *count, GCancellable *cancellable, GError **error);
/* The same in a thread; the callback comes in the caller's main context. */
void bt_dataset_regrade_stale_async (BtStore *store,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* Ends it: returns how many there were, or −1 with error set. */
gssize bt_dataset_regrade_stale_finish (BtStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
