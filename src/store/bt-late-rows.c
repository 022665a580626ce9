// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-late-rows.h"

#include "store/bt-chunk-codec.h"
#include "store/bt-chunk-table.h"

/* What one step writes at most, in one transaction, and takes of the late candles for it: some 20
 * ms, for which an order may have to wait. */
#define CHUNKS_PER_STEP 16
#define ROWS_PER_GROUP (8 * BT_CHUNK_ROWS_MAX)

struct _BtLateRows
{
  GArray *candles; /* of BtCandle */
  guint at;        /* the first that is not merged yet; 0 while they are collected */
  gboolean is_sorted;
};

/* A merge under way. */
typedef struct
{
  BtDb *db;
  gint64 dataset_id;
  BtCandleBuffer *chunk;  /* as it stands in the database */
  BtCandleBuffer *merged; /* as it will stand there */
  guint written;          /* chunks, by this step */
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
      if (!bt_chunk_table_insert (merger->db, merger->dataset_id, &columns, &bytes, error))
        return FALSE;
      merger->written++;
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

/* Gives each chunk the late candles from its first time up to the next chunk's, until the step is
 * full; stores how many were given. A group that is cut ends the step, as its chunk is another one
 * then. */
static gboolean
merge_some (Merger *merger,
            const BtCandle *late,
            gsize count,
            const GArray *chunks,
            gsize *taken,
            GError **error)
{
  gboolean is_cut = FALSE;
  gsize at = 0;

  for (guint i = 0; i <= chunks->len && at < count && !is_cut && merger->written < CHUNKS_PER_STEP;
       i++)
    {
      const BtChunkInfo *info = i > 0 ? &g_array_index (chunks, BtChunkInfo, i - 1) : NULL;
      gint64 to_usec
        = i < chunks->len ? g_array_index (chunks, BtChunkInfo, i).first_usec : G_MAXINT64;
      gsize end = at;
      while (end < count && end - at < ROWS_PER_GROUP && late[end].time_usec < to_usec)
        end++;
      is_cut = end < count && end - at == ROWS_PER_GROUP;
      if (end > at && !merge_group (merger, info, late + at, end - at, error))
        return FALSE;
      at = end;
    }
  *taken = at;
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
  g_return_if_fail (late != NULL && late->at == 0 && candle != NULL);
  late->is_sorted = FALSE;
  g_array_append_vals (late->candles, candle, 1);
}

gsize
bt_late_rows_get_length (const BtLateRows *late)
{
  g_return_val_if_fail (late != NULL, 0);
  return late->candles->len - late->at;
}

gboolean
bt_late_rows_is_merging (const BtLateRows *late)
{
  g_return_val_if_fail (late != NULL, FALSE);
  return late->at > 0;
}

void
bt_late_rows_sort (BtLateRows *late)
{
  g_return_if_fail (late != NULL);
  if (late->is_sorted)
    return;
  sort_and_thin (late->candles);
  late->is_sorted = TRUE;
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
  gsize taken = 0;
  bt_late_rows_sort (late);
  if (!bt_db_begin (db, error))
    return FALSE;
  if (!merge_some (&merger, (const BtCandle *) late->candles->data + late->at,
                   late->candles->len - late->at, chunks, &taken, error))
    {
      bt_db_rollback (db);
      return FALSE;
    }
  late->at += (guint) taken;
  if (late->at == late->candles->len)
    {
      g_array_unref (late->candles);
      late->candles = g_array_new (FALSE, FALSE, sizeof (BtCandle));
      late->at = 0;
      late->is_sorted = FALSE;
    }
  return bt_db_commit (db, error);
}
