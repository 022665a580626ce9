// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The datasets of a data folder as a list that follows the store, and what can be done to them.
 * Work is done on the store's thread. Main thread only. */
#pragma once

#include "store/bt-store.h"
#include "ui/bt-dataset-item.h"

G_BEGIN_DECLS

#define BT_TYPE_DATASET_LIST (bt_dataset_list_get_type ())
/* A GListModel of BtDatasetItem. Property "loaded" (boolean, read-only): the first reading is done.
 * Signal "failed" (const char *message) when the list cannot be read. */
G_DECLARE_FINAL_TYPE (BtDatasetList, bt_dataset_list, BT, DATASET_LIST, GObject)

/* Returns the list of a store, being read. */
BtDatasetList *bt_dataset_list_new (BtStore *store);
/* Reads it again. */
void bt_dataset_list_reload (BtDatasetList *list);
/* Returns whether the first reading is done. */
gboolean bt_dataset_list_is_loaded (BtDatasetList *list);
/* Returns the item of a dataset, owned by the list, or NULL. */
BtDatasetItem *bt_dataset_list_find (BtDatasetList *list, gint64 id);

/* Deletes a dataset; fails with BT_STORE_ERROR_IN_USE when sessions need it. */
void bt_dataset_list_delete_async (BtDatasetList *list,
                                   gint64 id,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean bt_dataset_list_delete_finish (BtDatasetList *list, GAsyncResult *result, GError **error);

/* Writes a dataset's candles to a file, which is replaced only when all was written: as CSV, or as
 * JSON where its name says so; compressed where it ends in .gz or .zst. */
void bt_dataset_list_export_async (BtDatasetList *list,
                                   gint64 id,
                                   GFile *file,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean bt_dataset_list_export_finish (BtDatasetList *list, GAsyncResult *result, GError **error);

/* Counts a dataset's candles of from_usec ≤ opening < to_usec; finish returns −1 on failure. */
void bt_dataset_list_count_async (BtDatasetList *list,
                                  gint64 id,
                                  gint64 from_usec,
                                  gint64 to_usec,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gint64 bt_dataset_list_count_finish (BtDatasetList *list, GAsyncResult *result, GError **error);

/* Reads all candles of a dataset, verifying every checksum; finish returns the series, or NULL. */
void bt_dataset_list_load_async (BtDatasetList *list,
                                 gint64 id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
BtSeries *bt_dataset_list_load_finish (BtDatasetList *list, GAsyncResult *result, GError **error);

G_END_DECLS
