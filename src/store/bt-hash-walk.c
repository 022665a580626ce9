// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-hash-walk.h"

#include "store/bt-chunk-table.h"

#define CHUNKS_PER_STEP 32

struct _BtHashWalk
{
  BtDb *db;
  gint64 dataset_id;
  BtSeriesHasher *hasher;
  GArray *chunks; /* of BtChunkInfo */
  guint at;       /* the next one */
};

static gboolean
add_to_hash (const BtColumns *columns, gpointer user_data, GError **error)
{
  bt_series_hasher_add (user_data, columns);
  return TRUE;
}

BtHashWalk *
bt_hash_walk_new (BtDb *db, gint64 dataset_id, BtSeriesHasher *hasher, GError **error)
{
  g_return_val_if_fail (db != NULL && hasher != NULL, NULL);
  GArray *chunks = bt_chunk_table_list (db, dataset_id, error);

  if (chunks == NULL)
    return NULL;
  BtHashWalk *walk = g_new0 (BtHashWalk, 1);
  walk->db = db;
  walk->dataset_id = dataset_id;
  walk->hasher = hasher;
  walk->chunks = chunks;
  return walk;
}

void
bt_hash_walk_free (BtHashWalk *walk)
{
  if (walk == NULL)
    return;
  g_array_unref (walk->chunks);
  g_free (walk);
}

gboolean
bt_hash_walk_step (BtHashWalk *walk, gboolean has_spread, gboolean *is_done, GError **error)
{
  g_return_val_if_fail (walk != NULL && is_done != NULL, FALSE);
  guint end = MIN (walk->at + CHUNKS_PER_STEP, walk->chunks->len);

  if (walk->at < end)
    {
      gint64 from_usec = g_array_index (walk->chunks, BtChunkInfo, walk->at).first_usec;
      gint64 to_usec = end < walk->chunks->len
                         ? g_array_index (walk->chunks, BtChunkInfo, end).first_usec
                         : G_MAXINT64;
      if (!bt_chunk_table_foreach (walk->db, walk->dataset_id, from_usec, to_usec, has_spread,
                                   add_to_hash, walk->hasher, NULL, error))
        return FALSE;
      walk->at = end;
    }
  *is_done = walk->at == walk->chunks->len;
  return TRUE;
}
