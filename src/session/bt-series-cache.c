// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-series-cache.h"

struct _BtSharedSeries
{
  char *key;
  BtSeries *series;
  guint users; /* under the lock */
};

static GMutex lock;
static GHashTable *table; /* key → BtSharedSeries, not owned; under the lock */

/* Returns the share of a key with one user more, or NULL. */
static BtSharedSeries *
find_share (const char *key)
{
  BtSharedSeries *shared;

  g_mutex_lock (&lock);
  shared = table == NULL ? NULL : g_hash_table_lookup (table, key);
  if (shared != NULL)
    shared->users++;
  g_mutex_unlock (&lock);
  return shared;
}

BtSharedSeries *
bt_series_cache_load (BtDb *db, const char *folder, const BtDataset *dataset, GError **error)
{
  g_autofree char *hash = bt_hash_to_string (&dataset->hash);
  g_autofree char *key
    = g_strdup_printf ("%s\n%" G_GINT64_FORMAT "\n%s", folder, dataset->id, hash);
  BtSharedSeries *shared = find_share (key);

  if (shared != NULL)
    return shared;

  /* Jobs of a folder run one after the other, so nobody else is loading the same candles now. */
  BtSeries *series = bt_dataset_table_load (db, dataset->id, NULL, error);

  if (series == NULL)
    return NULL;
  shared = g_new0 (BtSharedSeries, 1);
  shared->key = g_steal_pointer (&key);
  shared->series = series;
  shared->users = 1;

  g_mutex_lock (&lock);
  if (table == NULL)
    table = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_replace (table, shared->key, shared);
  g_mutex_unlock (&lock);
  return shared;
}

BtSeries *
bt_shared_series_get (BtSharedSeries *shared)
{
  return shared->series;
}

void
bt_shared_series_release (BtSharedSeries *shared)
{
  if (shared == NULL)
    return;

  g_mutex_lock (&lock);

  gboolean is_last = --shared->users == 0;

  if (is_last && g_hash_table_lookup (table, shared->key) == shared)
    g_hash_table_remove (table, shared->key);
  if (is_last && g_hash_table_size (table) == 0)
    g_clear_pointer (&table, g_hash_table_unref);
  g_mutex_unlock (&lock);
  if (!is_last)
    return;
  bt_series_unref (shared->series);
  g_free (shared->key);
  g_free (shared);
}
