// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-dataset-merge.h"

#include "market/bt-series-hasher.h"
#include "store/bt-chunk-codec.h"
#include "store/bt-chunk-table.h"
#include "store/bt-store.h"
#include "store/bt-tick-table.h"

#include <string.h>

/* The first candles of a dataset on their way into a hash. */
typedef struct
{
  BtSeriesHasher *hasher;
  gsize left; /* candles still to be taken */
} Prefix;

/* The first ticks of a dataset on their way into a hash. */
typedef struct
{
  BtHasher *hasher;
  gsize left; /* ticks still to be taken */
} TickPrefix;

/* Runs a statement whose parameters are ids. */
static gboolean
run_with_ids (BtDb *db, const char *sql, gint64 first_id, gint64 second_id, GError **error)
{
  g_autoptr (BtStatement) statement = bt_db_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_int64 (statement, 1, first_id);
  if (second_id != 0)
    bt_statement_bind_int64 (statement, 2, second_id);
  return bt_statement_run (statement, error);
}

static gboolean
ignore_columns (const BtColumns *columns, gpointer user_data, GError **error)
{
  return TRUE;
}

static gboolean
move_candles (BtDb *db, gint64 from_id, gint64 to_id, GError **error)
{
  return run_with_ids (db, "DELETE FROM chunks WHERE dataset_id = ?", to_id, 0, error)
         && run_with_ids (db, "UPDATE chunks SET dataset_id = ?1 WHERE dataset_id = ?2", to_id,
                          from_id, error);
}

static gboolean
move_ticks (BtDb *db, gint64 from_id, gint64 to_id, GError **error)
{
  return run_with_ids (db, "DELETE FROM tick_chunks WHERE dataset_id = ?", to_id, 0, error)
         && run_with_ids (db, "UPDATE tick_chunks SET dataset_id = ?1 WHERE dataset_id = ?2", to_id,
                          from_id, error);
}

/* Mends the twin with the chunks just written when its own cannot be read. */
static gboolean
mend_twin (BtDb *db, gint64 twin_id, gint64 written_id, gboolean has_spread, GError **error)
{
  g_autoptr (GError) fault = NULL;

  if (bt_chunk_table_foreach (db, twin_id, G_MININT64, G_MAXINT64, has_spread, ignore_columns, NULL,
                              NULL, &fault))
    return TRUE;
  if (g_error_matches (fault, BT_STORE_ERROR, BT_STORE_ERROR_DAMAGED))
    return move_candles (db, written_id, twin_id, error);
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

gboolean
bt_dataset_merge_twin (BtDb *db,
                       gint64 twin_id,
                       gint64 written_id,
                       gboolean has_spread,
                       const BtTickTotals *ticks,
                       GError **error)
{
  g_autoptr (BtDataset) twin = bt_dataset_table_get (db, twin_id, error);

  if (twin == NULL || !mend_twin (db, twin_id, written_id, has_spread, error))
    return FALSE;
  if (ticks->rows == 0 || twin->tick_rows > 0)
    return TRUE;
  g_autoptr (BtStatement) statement = bt_db_prepare (
    db, "UPDATE datasets SET tick_rows = ?, tick_bytes = ?, tick_hash = ? WHERE id = ?", error);
  if (statement == NULL)
    return FALSE;
  bt_statement_bind_int64 (statement, 1, ticks->rows);
  bt_statement_bind_int64 (statement, 2, ticks->bytes);
  bt_statement_bind_blob (statement, 3, ticks->hash.bytes, sizeof ticks->hash.bytes);
  bt_statement_bind_int64 (statement, 4, twin_id);
  return bt_statement_run (statement, error) && move_ticks (db, written_id, twin_id, error);
}

static gboolean
add_prefix (const BtColumns *columns, gpointer user_data, GError **error)
{
  Prefix *prefix = user_data;
  BtColumns part = *columns;

  part.length = MIN (part.length, prefix->left);
  if (part.length > 0)
    bt_series_hasher_add (prefix->hasher, &part);
  prefix->left -= part.length;
  return TRUE;
}

/* Stores the hash of the first count candles of a dataset, all told as of one instrument, so that
 * hashes of different datasets can be compared. */
static gboolean
hash_prefix (
  BtDb *db, const BtDataset *like, gint64 dataset_id, gint64 count, BtHash *out, GError **error)
{
  g_autoptr (BtSeriesHasher) hasher
    = bt_series_hasher_new (&like->instrument, like->timeframe, like->kind);
  Prefix prefix = { .hasher = hasher, .left = (gsize) count };

  if (!bt_chunk_table_foreach (db, dataset_id, G_MININT64, G_MAXINT64, like->has_spread, add_prefix,
                               &prefix, NULL, error))
    return FALSE;
  bt_series_hasher_finish (hasher, out);
  return TRUE;
}

/* Stores whether the first count candles of both datasets are the same. A dataset that cannot be
 * read is no beginning of another. */
static gboolean
compare_prefix (BtDb *db,
                const BtDataset *head,
                gint64 written_id,
                gint64 count,
                gboolean *is_same,
                GError **error)
{
  g_autoptr (GError) local = NULL;
  BtHash first;
  BtHash second;

  *is_same = FALSE;
  if (!hash_prefix (db, head, head->id, count, &first, &local))
    {
      if (g_error_matches (local, BT_STORE_ERROR, BT_STORE_ERROR_DAMAGED))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!hash_prefix (db, head, written_id, count, &second, error))
    return FALSE;
  *is_same = bt_hash_equal (&first, &second);
  return TRUE;
}

/* Stores whether a session plays the last candle of a dataset. */
static gboolean
find_player (BtDb *db, const BtDataset *dataset, gboolean *is_played, GError **error)
{
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db,
                     "SELECT 1 FROM sessions WHERE (dataset_id = ? OR dataset_hash = ?)"
                     " AND first_index + length >= ? LIMIT 1",
                     error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_int64 (statement, 1, dataset->id);
  bt_statement_bind_blob (statement, 2, dataset->hash.bytes, sizeof dataset->hash.bytes);
  bt_statement_bind_int64 (statement, 3, dataset->rows);
  return bt_statement_step (statement, is_played, error);
}

static gboolean
add_ticks (const BtMarketTick *ticks, gsize rows, gpointer user_data, GError **error)
{
  TickPrefix *prefix = user_data;
  const gsize taken = MIN (rows, prefix->left);

  for (gsize i = 0; i < taken; i++)
    {
      const gint64 values[]
        = { GINT64_TO_LE (ticks[i].time_usec), GINT64_TO_LE (ticks[i].bid_points),
            GINT64_TO_LE (ticks[i].ask_points), GINT64_TO_LE (ticks[i].volume) };

      bt_hasher_update (prefix->hasher, values, sizeof values);
    }
  prefix->left -= taken;
  return TRUE;
}

/* Stores whether sessions that play on the ticks of a dataset still find them when the written one
 * has taken its place. */
static gboolean
test_ticks (BtDb *db, const BtDataset *head, gint64 written_id, gboolean *is_good, GError **error)
{
  g_autoptr (BtHasher) hasher = bt_hasher_new ();
  TickPrefix prefix = { .hasher = hasher, .left = (gsize) head->tick_rows };
  g_autoptr (BtDataset) written = NULL;
  gboolean is_played = FALSE;
  BtHash hash;
  g_autoptr (BtStatement) statement = bt_db_prepare (
    db, "SELECT 1 FROM sessions WHERE dataset_id = ? AND tick_count > 0 LIMIT 1", error);

  *is_good = TRUE;
  if (statement == NULL)
    return FALSE;
  bt_statement_bind_int64 (statement, 1, head->id);
  if (!bt_statement_step (statement, &is_played, error))
    return FALSE;
  if (!is_played)
    return TRUE;
  written = bt_dataset_table_get (db, written_id, error);
  if (written == NULL)
    return FALSE;
  /* The ticks of the head stay where there are no others. */
  if (written->tick_rows == 0)
    return TRUE;
  if (!bt_tick_table_foreach (db, written_id, G_MININT64, G_MAXINT64, add_ticks, &prefix, NULL,
                              error))
    return FALSE;
  bt_hasher_finish (hasher, &hash);
  *is_good = prefix.left == 0 && bt_hash_equal (&hash, &head->tick_hash);
  return TRUE;
}

/* Stores whether the candles of the written dataset may take the place of those of this one. */
static gboolean
test_candles (BtDb *db, const BtDataset *head, gint64 written_id, gboolean *is_head, GError **error)
{
  gboolean is_played = FALSE;

  if (!compare_prefix (db, head, written_id, head->rows, is_head, error))
    return FALSE;
  if (*is_head || head->rows < 2)
    return TRUE;
  /* The last candle was forming when the file was written. */
  if (!compare_prefix (db, head, written_id, head->rows - 1, is_head, error)
      || (*is_head && !find_player (db, head, &is_played, error)))
    return FALSE;
  *is_head = *is_head && !is_played;
  return TRUE;
}

/* Stores whether the written dataset may take the place of this one. */
static gboolean
test_head (BtDb *db, const BtDataset *head, gint64 written_id, gboolean *is_head, GError **error)
{
  return test_candles (db, head, written_id, is_head, error)
         && (!*is_head || test_ticks (db, head, written_id, is_head, error));
}

/* Returns the ids, of gint64, of the datasets that begin like the written one, the longest first.
 */
static GArray *
list_candidates (BtDb *db, gint64 written_id, gint64 appended_id, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean has_row = FALSE;
  g_autoptr (BtStatement) statement = bt_db_prepare (
    db,
    "SELECT old.id FROM datasets AS old JOIN datasets AS new ON new.id = ?1 WHERE old.id <> ?1"
    " AND old.owner IS NULL AND old.symbol = new.symbol AND old.digits = new.digits"
    " AND old.timeframe_usec = new.timeframe_usec AND old.price_kind = new.price_kind"
    " AND old.has_spread = new.has_spread AND old.is_synthetic = new.is_synthetic"
    " AND old.first_usec = new.first_usec AND old.rows <= new.rows"
    " AND old.last_usec <= new.last_usec ORDER BY old.id <> ?2, old.rows DESC, old.id",
    error);

  if (statement == NULL)
    return NULL;
  bt_statement_bind_int64 (statement, 1, written_id);
  bt_statement_bind_int64 (statement, 2, appended_id);
  while (bt_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&ids);
      gint64 id = bt_statement_get_int64 (statement, 0);
      g_array_append_val (ids, id);
    }
  return NULL;
}

gboolean
bt_dataset_merge_find_head (BtDb *db,
                            gint64 written_id,
                            gint64 appended_id,
                            gint64 *head_id,
                            gint64 *head_rows,
                            GError **error)
{
  g_autoptr (GArray) ids = list_candidates (db, written_id, appended_id, error);

  *head_id = 0;
  *head_rows = 0;
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gboolean is_head = FALSE;
      g_autoptr (BtDataset) head = bt_dataset_table_get (db, g_array_index (ids, gint64, i), error);

      if (head == NULL || !test_head (db, head, written_id, &is_head, error))
        return FALSE;
      if (!is_head)
        continue;
      *head_id = head->id;
      *head_rows = head->rows;
      return TRUE;
    }
  return ids != NULL;
}

/* Copies what the record of the written dataset says of its candles; the instrument and its edits
 * stay. */
static gboolean
update_head (BtDb *db,
             gint64 head_id,
             gint64 written_id,
             const BtHash *hash,
             gboolean has_ticks,
             GError **error)
{
  const char *sql
    = has_ticks ? "UPDATE datasets SET (rows, first_usec, last_usec, bytes, source, report_json,"
                  " grade, imported_usec, tick_rows, tick_bytes, tick_hash) = (SELECT rows,"
                  " first_usec, last_usec, bytes, source, report_json, grade, imported_usec,"
                  " tick_rows, tick_bytes, tick_hash FROM datasets WHERE id = ?2), hash = ?3"
                  " WHERE id = ?1"
                : "UPDATE datasets SET (rows, first_usec, last_usec, bytes, source, report_json,"
                  " grade, imported_usec) = (SELECT rows, first_usec, last_usec, bytes, source,"
                  " report_json, grade, imported_usec FROM datasets WHERE id = ?2), hash = ?3"
                  " WHERE id = ?1";
  g_autoptr (BtStatement) statement = bt_db_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_int64 (statement, 1, head_id);
  bt_statement_bind_int64 (statement, 2, written_id);
  bt_statement_bind_blob (statement, 3, hash->bytes, sizeof hash->bytes);
  return bt_statement_run (statement, error);
}

gboolean
bt_dataset_merge_grow (BtDb *db, gint64 head_id, gint64 written_id, GError **error)
{
  g_autoptr (BtDataset) head = bt_dataset_table_get (db, head_id, error);
  g_autoptr (BtDataset) written
    = head != NULL ? bt_dataset_table_get (db, written_id, error) : NULL;

  if (written == NULL)
    return FALSE;
  BtHash hash = written->hash;
  const gboolean has_ticks = written->tick_rows > 0;
  if (memcmp (&head->instrument, &written->instrument, sizeof head->instrument) != 0
      && !hash_prefix (db, head, written_id, written->rows, &hash, error))
    return FALSE;
  return move_candles (db, written_id, head_id, error)
         && (!has_ticks || move_ticks (db, written_id, head_id, error))
         && update_head (db, head_id, written_id, &hash, has_ticks, error)
         && run_with_ids (db, "DELETE FROM datasets WHERE id = ?", written_id, 0, error);
}

/* Replaces the last chunk of a copy by one without its last candle. */
static gboolean
cut_last (BtDb *db, gint64 written_id, BtDatasetTail *tail, GError **error)
{
  g_autoptr (GArray) chunks = bt_chunk_table_list (db, written_id, error);
  g_autoptr (BtCandleBuffer) buffer = bt_candle_buffer_new (BT_CHUNK_ROWS_MAX);
  gint64 bytes = 0;

  if (chunks == NULL)
    return FALSE;
  g_assert (chunks->len > 0);
  const BtChunkInfo *info = &g_array_index (chunks, BtChunkInfo, chunks->len - 1);
  if (!bt_chunk_table_read (db, info->id, buffer, error)
      || !bt_chunk_table_delete (db, info->id, &bytes, error))
    return FALSE;
  tail->bytes -= bytes;
  tail->rows--;
  tail->last = bt_candle_buffer_get (buffer, buffer->length - 1);
  if (chunks->len > 1)
    tail->last_usec = g_array_index (chunks, BtChunkInfo, chunks->len - 2).last_usec;
  if (buffer->length == 1)
    return TRUE;
  BtColumns columns = bt_candle_buffer_view (buffer, 0, buffer->length - 1, TRUE);
  tail->last_usec = columns.time_usec[columns.length - 1];
  if (!bt_chunk_table_insert (db, written_id, &columns, &bytes, error))
    return FALSE;
  tail->bytes += bytes;
  return TRUE;
}

gboolean
bt_dataset_merge_copy (
  BtDb *db, const BtDataset *dataset, gint64 written_id, BtDatasetTail *tail, GError **error)
{
  *tail
    = (BtDatasetTail){ .rows = dataset->rows, .bytes = dataset->bytes, .last_usec = BT_TIME_NONE };
  if (!bt_db_check_room (db, 2 * (dataset->bytes + dataset->tick_bytes), error)
      || !bt_db_begin (db, error))
    return FALSE;
  if (!run_with_ids (db,
                     "INSERT INTO chunks (dataset_id, first_usec, last_usec, rows, sum, candles)"
                     " SELECT ?1, first_usec, last_usec, rows, sum, candles FROM chunks"
                     " WHERE dataset_id = ?2",
                     written_id, dataset->id, error)
      || !run_with_ids (db,
                        "INSERT INTO tick_chunks (dataset_id, first_usec, last_usec, rows, sum,"
                        " ticks) SELECT ?1, first_usec, last_usec, rows, sum, ticks FROM"
                        " tick_chunks WHERE dataset_id = ?2 ORDER BY last_usec, id",
                        written_id, dataset->id, error)
      || !cut_last (db, written_id, tail, error))
    {
      bt_db_rollback (db);
      return FALSE;
    }
  return bt_db_commit (db, error);
}
