// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-row-cache.h"

#define ROWS_PER_BLOCK 8192
#define MAX_BLOCKS 64

/* A good row in 64 bytes. */
typedef struct
{
  gint64 usec;
  gint64 price[4];
  gint64 volume;
  gint32 spread;
  guint32 line;
  guint8 decimals[4];
  guint8 volume_decimals;
  guint8 has_volume;
  guint8 has_offset;
  gint8 spread_decimals;
} Row;

G_STATIC_ASSERT (sizeof (Row) == 64);

struct _BtRowCache
{
  GPtrArray *blocks; /* of Row[ROWS_PER_BLOCK] */
  guint n_rows;
};

typedef struct
{
  BtRowSource parent;
  const BtRowCache *cache;
  guint next;
} CachedRows;

BtRowCache *
bt_row_cache_new (void)
{
  BtRowCache *cache = g_new0 (BtRowCache, 1);

  cache->blocks = g_ptr_array_new_with_free_func (g_free);
  return cache;
}

void
bt_row_cache_free (BtRowCache *cache)
{
  if (cache == NULL)
    return;
  g_ptr_array_unref (cache->blocks);
  g_free (cache);
}

gboolean
bt_row_cache_add (BtRowCache *cache, const BtRawRow *row, gint64 line)
{
  const guint at = cache->n_rows % ROWS_PER_BLOCK;

  if (row->fault != BT_ROW_GOOD || line > G_MAXUINT32 || row->spread > G_MAXINT32
      || (at == 0 && cache->blocks->len == MAX_BLOCKS))
    return FALSE;
  if (at == 0)
    g_ptr_array_add (cache->blocks, g_malloc (sizeof (Row) * ROWS_PER_BLOCK));
  Row *kept = (Row *) g_ptr_array_index (cache->blocks, cache->blocks->len - 1) + at;
  kept->usec = row->stamp.usec;
  for (guint p = 0; p < 4; p++)
    {
      kept->price[p] = row->price[p].mantissa;
      kept->decimals[p] = (guint8) row->price[p].decimals;
    }
  kept->volume = row->volume.mantissa;
  kept->volume_decimals = (guint8) row->volume.decimals;
  kept->spread = (gint32) row->spread;
  kept->spread_decimals = (gint8) row->spread_decimals;
  kept->line = (guint32) line;
  kept->has_volume = row->has_volume ? 1 : 0;
  kept->has_offset = row->stamp.has_offset ? 1 : 0;
  cache->n_rows++;
  return TRUE;
}

static gboolean
cached_rows_next (BtRowSource *source,
                  BtRawRow *row,
                  gint64 *line,
                  gboolean *is_end,
                  GCancellable *cancellable,
                  GError **error)
{
  CachedRows *rows = (CachedRows *) source;

  *is_end = rows->next == rows->cache->n_rows;
  if (*is_end)
    return TRUE;
  const guint at = rows->next % ROWS_PER_BLOCK;
  if (at == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  const Row *kept
    = (const Row *) g_ptr_array_index (rows->cache->blocks, rows->next / ROWS_PER_BLOCK) + at;
  rows->next++;
  row->fault = BT_ROW_GOOD;
  row->fault_column = BT_COLUMN_NONE;
  row->has_time = TRUE;
  row->stamp = (BtStamp){ .usec = kept->usec, .has_offset = kept->has_offset != 0 };
  for (guint p = 0; p < 4; p++)
    row->price[p] = (BtFeedNumber){ kept->price[p], kept->decimals[p] };
  row->has_volume = kept->has_volume != 0;
  row->volume = (BtFeedNumber){ kept->volume, kept->volume_decimals };
  row->spread = kept->spread;
  row->spread_decimals = kept->spread_decimals;
  *line = kept->line;
  return TRUE;
}

/* Rows that are kept are good; what is found later is said in general. */
static char *
cached_rows_explain (const BtRowSource *source, const BtRawRow *row)
{
  return bt_raw_row_explain (row);
}

static void
cached_rows_free (BtRowSource *source)
{
  g_free (source);
}

BtRowSource *
bt_row_cache_open (BtRowCache *cache)
{
  static const BtRowSourceClass klass = { cached_rows_next, cached_rows_explain, cached_rows_free };
  CachedRows *rows = g_new0 (CachedRows, 1);

  rows->parent.klass = &klass;
  rows->cache = cache;
  return &rows->parent;
}
