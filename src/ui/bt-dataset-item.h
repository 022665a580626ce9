// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A dataset as a row of lists. Immutable; main thread only. */
#pragma once

#include <gio/gio.h>

#include "feed/bt-quality-report.h"
#include "store/bt-dataset-table.h"

G_BEGIN_DECLS

#define BT_TYPE_DATASET_ITEM (bt_dataset_item_get_type ())
G_DECLARE_FINAL_TYPE (BtDatasetItem, bt_dataset_item, BT, DATASET_ITEM, GObject)

/* Returns an item that takes over the record. */
BtDatasetItem *bt_dataset_item_new (BtDataset *dataset);
/* Returns the record, owned by the item. */
const BtDataset *bt_dataset_item_get (BtDatasetItem *item);
/* Returns the quality report stored with it, owned by the item, or NULL when there is none. */
BtQualityReport *bt_dataset_item_get_report (BtDatasetItem *item);
/* Returns "XAUUSD M1", with a word for synthetic data, as a new string. */
char *bt_dataset_item_to_title (BtDatasetItem *item);

G_END_DECLS
