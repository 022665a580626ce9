// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-late-rows.h"

#include "store/bt-chunk-codec.h"
#include "store/bt-chunk-table.h"

/* Chunks written in one transaction, so that others get their turn. */
#define CHUNKS_PER_TRANSACTION 32

struct _BtLateRows
{
  GArray *candles; /* of BtCandle */
};

/* A merge under way. */
typedef struct
{
  BtDb *db;
  gint64 dataset_id;
  BtCandleBuffer *chunk;  /* as it stands in the database */
  BtCandleBuffer *merged; /* as it will stand there */
  guint written;          /* chunks, in the open transaction */
  BtLateMerge *result;
} Merger;

static int
compare_times (gconstpointer a, gconstpointer b, gpointer user_data)
{
  gint64 first = ((const BtCandle *) a)->time_usec;
  gint64 second = ((const BtCandle *) b)->time_usec;

  return (first > second) - (first < second);
}

/* Sorts, keeping the order of arrival among equals, and leaves out all but the first of those. */
static void
sort_and_thin (GArray *candles)
{
  guint kept = 0;

  g_qsort_with_data (candles->data, (int) candles->len, sizeof (BtCandle), compare_times, NULL);
  for (guint i = 0; i < candles->len; i++)
    {
      BtCandle candle = g_array_index (candles, BtCandle, i);
      if (kept > 0 && g_array_index (candles, BtCandle, kept - 1).time_usec == candle.time_usec)
        continue;
      g_array_index (candles, BtCandle, kept++) = candle;
    }
  g_array_set_size (candles, kept);
}

/* Merges the chunk and count late candles into the third buffer; returns how many were new. */
static gsize
merge_candles (const BtCandleBuffer *chunk,
               const BtCandle *late,
               gsize count,
               BtCandleBuffer *merged)
{
  gsize added = 0;
  gsize i = 0;
  gsize j = 0;

  merged->length = 0;
  while (i < chunk->length || j < count)
    {
      if (j == count || (i < chunk->length && chunk->time_usec[i] <= late[j].time_usec))
        {
          BtCandle candle = bt_candle_buffer_get (chunk, i++);
          bt_candle_buffer_add (merged, &candle);
          if (j < count && late[j].time_usec == candle.time_usec)
            j++;
        }
      else
        {
          bt_candle_buffer_add (merged, &late[j++]);
          added++;
        }
    }
  return added;
}

/* Commits now and then. */
static gboolean
take_turn (Merger *merger, GError **error)
{
  if (++merger->written < CHUNKS_PER_TRANSACTION)
    return TRUE;
  merger->written = 0;
  return bt_db_commit (merger->db, error) && bt_db_begin (merger->db, error);
}

/* Writes the merged candles as chunks of about the same size. */
static gboolean
write_merged (Merger *merger, GError **error)
{
  gsize length = merger->merged->length;
  gsize parts = (length + BT_CHUNK_ROWS_MAX - 1) / BT_CHUNK_ROWS_MAX;

  for (gsize part = 0; part < parts; part++)
    {
      gsize first = length * part / parts;
      gsize end = length * (part + 1) / parts;
      gint64 bytes = 0;
      BtColumns columns = bt_candle_buffer_view (merger->merged, first, end - first, TRUE);
      if (!bt_chunk_table_insert (merger->db, merger->dataset_id, &columns, &bytes, error)
          || !take_turn (merger, error))
        return FALSE;
      merger->result->bytes += bytes;
    }
  return TRUE;
}

/* Merges candles that belong to one chunk, or before all chunks where info is NULL. */
static gboolean
merge_group (
  Merger *merger, const BtChunkInfo *info, const BtCandle *late, gsize count, GError **error)
{
  gint64 freed = 0;

  merger->chunk->length = 0;
  if (info != NULL && !bt_chunk_table_read (merger->db, info->id, merger->chunk, error))
    return FALSE;
  gsize added = merge_candles (merger->chunk, late, count, merger->merged);
  if (added == 0)
    return TRUE;
  if (info != NULL && !bt_chunk_table_delete (merger->db, info->id, &freed, error))
    return FALSE;
  merger->result->bytes -= freed;
  merger->result->rows += (gint64) added;
  return write_merged (merger, error);
}

/* Gives each chunk the late candles from its first time up to the next chunk's. */
static gboolean
merge_all (Merger *merger, const BtCandle *late, gsize count, const GArray *chunks, GError **error)
{
  gsize at = 0;

  for (guint i = 0; i <= chunks->len && at < count; i++)
    {
      const BtChunkInfo *info = i > 0 ? &g_array_index (chunks, BtChunkInfo, i - 1) : NULL;
      gsize end = at;
      if (i == chunks->len)
        end = count;
      else
        while (end < count
               && late[end].time_usec < g_array_index (chunks, BtChunkInfo, i).first_usec)
          end++;
      if (end > at && !merge_group (merger, info, late + at, end - at, error))
        return FALSE;
      at = end;
    }
  return TRUE;
}

BtLateRows *
bt_late_rows_new (void)
{
  BtLateRows *late = g_new0 (BtLateRows, 1);

  late->candles = g_array_new (FALSE, FALSE, sizeof (BtCandle));
  return late;
}

void
bt_late_rows_free (BtLateRows *late)
{
  if (late == NULL)
    return;
  g_array_unref (late->candles);
  g_free (late);
}

void
bt_late_rows_add (BtLateRows *late, const BtCandle *candle)
{
  g_return_if_fail (late != NULL && candle != NULL);
  g_array_append_vals (late->candles, candle, 1);
}

gsize
bt_late_rows_get_length (const BtLateRows *late)
{
  g_return_val_if_fail (late != NULL, 0);
  return late->candles->len;
}

gboolean
bt_late_rows_merge (
  BtLateRows *late, BtDb *db, gint64 dataset_id, BtLateMerge *merge, GError **error)
{
  g_return_val_if_fail (late != NULL && db != NULL && merge != NULL, FALSE);
  *merge = (BtLateMerge){ 0 };
  g_autoptr (GArray) chunks = bt_chunk_table_list (db, dataset_id, error);
  if (chunks == NULL)
    return FALSE;

  g_autoptr (BtCandleBuffer) chunk = bt_candle_buffer_new (BT_CHUNK_ROWS_MAX);
  g_autoptr (BtCandleBuffer) merged = bt_candle_buffer_new (2 * BT_CHUNK_ROWS_MAX);
  Merger merger
    = { .db = db, .dataset_id = dataset_id, .chunk = chunk, .merged = merged, .result = merge };
  sort_and_thin (late->candles);
  if (!bt_db_begin (db, error))
    return FALSE;
  if (!merge_all (&merger, (const BtCandle *) late->candles->data, late->candles->len, chunks,
                  error))
    {
      bt_db_rollback (db);
      return FALSE;
    }
  g_array_unref (late->candles);
  late->candles = g_array_new (FALSE, FALSE, sizeof (BtCandle));
  return bt_db_commit (db, error);
}
