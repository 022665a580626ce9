// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-dataset-item.h"

#include <glib/gi18n.h>

struct _BtDatasetItem
{
  GObject parent_instance;

  BtDataset *dataset;
  BtQualityReport *report;
};

G_DEFINE_FINAL_TYPE (BtDatasetItem, bt_dataset_item, G_TYPE_OBJECT)

static void
bt_dataset_item_finalize (GObject *object)
{
  BtDatasetItem *self = BT_DATASET_ITEM (object);

  g_clear_pointer (&self->report, bt_quality_report_unref);
  bt_dataset_free (self->dataset);
  G_OBJECT_CLASS (bt_dataset_item_parent_class)->finalize (object);
}

static void
bt_dataset_item_class_init (BtDatasetItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_dataset_item_finalize;
}

static void
bt_dataset_item_init (BtDatasetItem *self)
{
}

BtDatasetItem *
bt_dataset_item_new (BtDataset *dataset)
{
  BtDatasetItem *self = g_object_new (BT_TYPE_DATASET_ITEM, NULL);

  self->dataset = dataset;
  return self;
}

const BtDataset *
bt_dataset_item_get (BtDatasetItem *item)
{
  g_return_val_if_fail (BT_IS_DATASET_ITEM (item), NULL);

  return item->dataset;
}

BtQualityReport *
bt_dataset_item_get_report (BtDatasetItem *item)
{
  g_return_val_if_fail (BT_IS_DATASET_ITEM (item), NULL);

  if (item->report == NULL && item->dataset->report_json != NULL)
    {
      g_autoptr (GError) error = NULL;

      item->report = bt_quality_report_from_json (item->dataset->report_json, &error);
      if (item->report == NULL)
        g_warning ("The quality report of dataset %" G_GINT64_FORMAT " cannot be read: %s",
                   item->dataset->id, error->message);
    }
  return item->report;
}

char *
bt_dataset_item_to_title (BtDatasetItem *item)
{
  g_return_val_if_fail (BT_IS_DATASET_ITEM (item), NULL);

  const char *symbol = item->dataset->instrument.symbol;
  const char *timeframe = bt_timeframe_to_string (item->dataset->timeframe);
  if (item->dataset->is_synthetic)
    /* Translators: a dataset: symbol and timeframe. */
    return g_strdup_printf (_ ("%s %s, synthetic"), symbol, timeframe);
  return g_strdup_printf ("%s %s", symbol, timeframe);
}
