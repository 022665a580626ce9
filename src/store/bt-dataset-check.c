// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-series-hasher.h"
#include "store/bt-chunk-table.h"
#include "store/bt-dataset-table.h"
#include "store/bt-store.h"
#include "store/bt-tick-table.h"

/* Where faults of one dataset go. */
typedef struct
{
  const BtDataset *dataset;
  BtStoreFaultFunc func;
  gpointer user_data;
  guint count;
} Reporter;

/* What reading a dataset back gives. */
typedef struct
{
  BtSeriesHasher *hasher;
  gint64 rows;
} Content;

static void
report (const char *message, gpointer user_data)
{
  Reporter *reporter = user_data;
  const BtDataset *dataset = reporter->dataset;
  g_autofree char *text = g_strdup_printf ("dataset %" G_GINT64_FORMAT " (%s %s): %s", dataset->id,
                                           dataset->instrument.symbol,
                                           bt_timeframe_to_string (dataset->timeframe), message);

  reporter->count++;
  reporter->func (text, reporter->user_data);
}

static gboolean
add_to_content (const BtColumns *columns, gpointer user_data, GError **error)
{
  Content *content = user_data;

  bt_series_hasher_add (content->hasher, columns);
  content->rows += (gint64) columns->length;
  return TRUE;
}

/* Compares what the record says with what sound chunks hold. */
static gboolean
check_content (BtDb *db, Reporter *reporter, GError **error)
{
  const BtDataset *dataset = reporter->dataset;
  BtHash hash = { 0 };
  g_autoptr (BtSeriesHasher) hasher
    = bt_series_hasher_new (&dataset->instrument, dataset->timeframe, dataset->kind);
  Content content = { .hasher = hasher };

  if (!bt_chunk_table_foreach (db, dataset->id, G_MININT64, G_MAXINT64, dataset->has_spread,
                               add_to_content, &content, NULL, error))
    return FALSE;
  bt_series_hasher_finish (hasher, &hash);
  if (content.rows != dataset->rows)
    {
      g_autofree char *message = g_strdup_printf (
        "%" G_GINT64_FORMAT " candles are there, %" G_GINT64_FORMAT " were stored", content.rows,
        dataset->rows);
      report (message, reporter);
    }
  else if (!bt_hash_equal (&hash, &dataset->hash))
    report ("the hash of its candles is not the one that was stored", reporter);
  return TRUE;
}

static gboolean
add_to_count (const BtMarketTick *ticks, gsize rows, gpointer user_data, GError **error)
{
  *(gint64 *) user_data += (gint64) rows;
  return TRUE;
}

/* Tests the ticks' chunks, and where they are sound their number. */
static gboolean
check_ticks (BtDb *db, Reporter *reporter, GError **error)
{
  const BtDataset *dataset = reporter->dataset;
  const guint before = reporter->count;
  gint64 rows = 0;

  if (!bt_tick_table_check (db, dataset->id, report, reporter, error))
    return FALSE;
  if (reporter->count > before)
    return TRUE;
  if (!bt_tick_table_foreach (db, dataset->id, G_MININT64, G_MAXINT64, add_to_count, &rows, NULL,
                              error))
    return FALSE;
  if (rows != dataset->tick_rows)
    {
      g_autofree char *message
        = g_strdup_printf ("%" G_GINT64_FORMAT " ticks are there, %" G_GINT64_FORMAT " were stored",
                           rows, dataset->tick_rows);
      report (message, reporter);
    }
  return TRUE;
}

gboolean
bt_dataset_table_check (BtDb *db, BtStoreFaultFunc func, gpointer user_data, GError **error)
{
  g_return_val_if_fail (db != NULL && func != NULL, FALSE);
  g_autoptr (GError) local = NULL;
  g_autoptr (GPtrArray) list = bt_dataset_table_list (db, &local);

  if (g_error_matches (local, BT_STORE_ERROR, BT_STORE_ERROR_DAMAGED))
    {
      func (local->message, user_data);
      return TRUE;
    }
  if (list == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  for (guint i = 0; i < list->len; i++)
    {
      Reporter reporter
        = { .dataset = g_ptr_array_index (list, i), .func = func, .user_data = user_data };
      if (!bt_chunk_table_check (db, reporter.dataset->id, report, &reporter, error)
          || !check_ticks (db, &reporter, error))
        return FALSE;
      if (reporter.count == 0 && !check_content (db, &reporter, error))
        return FALSE;
    }
  return TRUE;
}
