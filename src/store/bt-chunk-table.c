// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-chunk-table.h"

#include "store/bt-chunk-codec.h"
#include "store/bt-store.h"

#include <xxhash.h>

/* Under this key the connection keeps its tools. */
#define TOOLS_KEY "chunk-tools"
/* Candles that the tools' buffer keeps room for between calls. */
#define KEPT_CANDLES_MAX 65536
/* What every statement that reads candles selects, in this order. */
#define CHUNK_COLUMNS "id, first_usec, last_usec, rows, sum, candles"

/* What reading and writing chunks reuses, so that a window allocates nothing but its result. */
typedef struct
{
  BtChunkCodec *codec;
  BtCandleBuffer *buffer;
} ChunkTools;

static void
free_tools (gpointer data)
{
  ChunkTools *tools = data;

  bt_chunk_codec_free (tools->codec);
  bt_candle_buffer_free (tools->buffer);
  g_free (tools);
}

static ChunkTools *
get_tools (BtDb *db)
{
  ChunkTools *tools = bt_db_get_data (db, TOOLS_KEY);

  if (tools != NULL)
    return tools;
  tools = g_new0 (ChunkTools, 1);
  tools->codec = bt_chunk_codec_new ();
  tools->buffer = bt_candle_buffer_new (3 * BT_CHUNK_ROWS_MAX);
  bt_db_set_data (db, TOOLS_KEY, tools, free_tools);
  return tools;
}

/* The checksum covers the key too, so that a chunk in another's place is found. */
static guint64
compute_sum (const guint8 *bytes, gsize length, const BtChunkInfo *info)
{
  guint64 seed = XXH64 (&(gint64[3]){ GINT64_TO_LE (info->first_usec),
                                      GINT64_TO_LE (info->last_usec), GINT64_TO_LE (info->rows) },
                        3 * sizeof (gint64), 0);
  return XXH64 (bytes, length, seed);
}

static gboolean
fail_damaged (const BtChunkInfo *info, const char *fault, GError **error)
{
  g_autofree char *first = bt_time_to_string (info->first_usec);
  g_autofree char *last = bt_time_to_string (info->last_usec);

  g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_DAMAGED,
               "chunk %" G_GINT64_FORMAT " (%s to %s) is damaged: %s", info->id, first, last,
               fault);
  return FALSE;
}

/* Unpacks the statement's row into entries at, at + 1 … of the buffer. */
static gboolean
unpack_row (BtStatement *statement,
            BtChunkCodec *codec,
            BtCandleBuffer *buffer,
            gsize at,
            gsize rows_max,
            gsize *rows,
            GError **error)
{
  BtChunkInfo info = {
    .id = bt_statement_get_int64 (statement, 0),
    .first_usec = bt_statement_get_int64 (statement, 1),
    .last_usec = bt_statement_get_int64 (statement, 2),
    .rows = bt_statement_get_int64 (statement, 3),
  };
  guint64 sum = (guint64) bt_statement_get_int64 (statement, 4);
  gsize length = 0;
  const guint8 *bytes = bt_statement_get_blob (statement, 5, &length);

  if (compute_sum (bytes, length, &info) != sum)
    return fail_damaged (&info, "its checksum does not match", error);
  *rows = bt_chunk_codec_unpack (codec, bytes, length, buffer, at, rows_max);
  if (*rows == 0)
    return fail_damaged (&info, "it cannot be unpacked", error);
  if ((gint64) *rows != info.rows || buffer->time_usec[at] != info.first_usec
      || buffer->time_usec[at + *rows - 1] != info.last_usec)
    return fail_damaged (&info, "its candles are not those of its key", error);
  return TRUE;
}

gboolean
bt_chunk_table_insert (
  BtDb *db, gint64 dataset_id, const BtColumns *columns, gint64 *bytes, GError **error)
{
  g_return_val_if_fail (db != NULL && columns != NULL && columns->length > 0, FALSE);
  gsize length = 0;
  const guint8 *packed = bt_chunk_codec_pack (get_tools (db)->codec, columns, &length);
  BtChunkInfo info = {
    .first_usec = columns->time_usec[0],
    .last_usec = columns->time_usec[columns->length - 1],
    .rows = (gint64) columns->length,
  };
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db,
                     "INSERT INTO chunks (dataset_id, first_usec, last_usec, rows, sum, candles)"
                     " VALUES (?, ?, ?, ?, ?, ?)",
                     error);
  if (statement == NULL)
    return FALSE;
  bt_statement_bind_int64 (statement, 1, dataset_id);
  bt_statement_bind_int64 (statement, 2, info.first_usec);
  bt_statement_bind_int64 (statement, 3, info.last_usec);
  bt_statement_bind_int64 (statement, 4, info.rows);
  bt_statement_bind_int64 (statement, 5, (gint64) compute_sum (packed, length, &info));
  bt_statement_bind_blob (statement, 6, packed, length);
  *bytes = (gint64) length;
  return bt_statement_run (statement, error);
}

gboolean
bt_chunk_table_delete (BtDb *db, gint64 chunk_id, gint64 *bytes, GError **error)
{
  gboolean has_row = FALSE;
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db, "DELETE FROM chunks WHERE id = ? RETURNING length (candles)", error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_int64 (statement, 1, chunk_id);
  if (!bt_statement_step (statement, &has_row, error))
    return FALSE;
  *bytes = has_row ? bt_statement_get_int64 (statement, 0) : 0;
  return bt_statement_run (statement, error);
}

GArray *
bt_chunk_table_list (BtDb *db, gint64 dataset_id, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (BtChunkInfo));
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db,
                     "SELECT id, first_usec, last_usec, rows FROM chunks WHERE dataset_id = ?"
                     " ORDER BY first_usec",
                     error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return NULL;
  bt_statement_bind_int64 (statement, 1, dataset_id);
  while (bt_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&list);
      BtChunkInfo info = {
        .id = bt_statement_get_int64 (statement, 0),
        .first_usec = bt_statement_get_int64 (statement, 1),
        .last_usec = bt_statement_get_int64 (statement, 2),
        .rows = bt_statement_get_int64 (statement, 3),
      };
      g_array_append_val (list, info);
    }
  return NULL;
}

gboolean
bt_chunk_table_read (BtDb *db, gint64 chunk_id, BtCandleBuffer *buffer, GError **error)
{
  gboolean has_row = FALSE;
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db, "SELECT " CHUNK_COLUMNS " FROM chunks WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_int64 (statement, 1, chunk_id);
  if (!bt_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    {
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND,
                   "chunk %" G_GINT64_FORMAT " is not there any more", chunk_id);
      return FALSE;
    }
  bt_candle_buffer_reserve (buffer, BT_CHUNK_ROWS_MAX);
  return unpack_row (statement, get_tools (db)->codec, buffer, 0, BT_CHUNK_ROWS_MAX,
                     &buffer->length, error);
}

gboolean
bt_chunk_table_foreach (BtDb *db,
                        gint64 dataset_id,
                        gint64 from_usec,
                        gint64 to_usec,
                        gboolean has_spread,
                        BtChunkFunc func,
                        gpointer user_data,
                        GCancellable *cancellable,
                        GError **error)
{
  ChunkTools *tools = get_tools (db);
  gboolean has_row = FALSE;
  gsize rows = 0;
  g_autoptr (BtStatement) statement = bt_db_prepare (
    db,
    "SELECT " CHUNK_COLUMNS " FROM chunks WHERE dataset_id = ?1 AND first_usec < ?3"
    " AND first_usec >= coalesce((SELECT max(first_usec) FROM chunks"
    "   WHERE dataset_id = ?1 AND first_usec <= ?2), ?2) ORDER BY first_usec",
    error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_int64 (statement, 1, dataset_id);
  bt_statement_bind_int64 (statement, 2, from_usec);
  bt_statement_bind_int64 (statement, 3, to_usec);
  while (bt_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !unpack_row (statement, tools->codec, tools->buffer, 0, BT_CHUNK_ROWS_MAX, &rows,
                          error))
        return FALSE;
      BtColumns columns = bt_candle_buffer_view (tools->buffer, 0, rows, has_spread);
      if (!func (&columns, user_data, error))
        return FALSE;
    }
  return FALSE;
}

/* Returns how many of the first rows entries, whose times ascend, open before end_usec. */
static gsize
count_before (const gint64 *time_usec, gsize rows, gint64 end_usec)
{
  gsize first = 0;

  while (rows > 0)
    {
      gsize half = rows / 2;
      if (time_usec[first + half] < end_usec)
        {
          first += half + 1;
          rows -= half + 1;
        }
      else
        rows = half;
    }
  return first;
}

/* Unpacks the statement's chunks, newest first, from the end of the buffer towards its beginning.
 */
static gboolean
fill_backwards (BtStatement *statement,
                ChunkTools *tools,
                gint64 end_usec,
                gsize count,
                gsize *start,
                gsize *found,
                GError **error)
{
  BtCandleBuffer *buffer = tools->buffer;
  gsize room = buffer->capacity;
  gboolean has_row = FALSE;

  *found = 0;
  *start = room;
  while (*found < count)
    {
      gsize rows = 0;
      if (!bt_statement_step (statement, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      gsize stated = (gsize) CLAMP (bt_statement_get_int64 (statement, 3), 1, BT_CHUNK_ROWS_MAX);
      g_assert (stated <= *start);
      gsize at = *start - stated;
      if (!unpack_row (statement, tools->codec, buffer, at, stated, &rows, error))
        return FALSE;
      /* Only the newest chunk can reach past the end. */
      *found += *start == room ? count_before (buffer->time_usec + at, rows, end_usec) : rows;
      *start = at;
    }
  return TRUE;
}

gboolean
bt_chunk_table_read_window (BtDb *db,
                            gint64 dataset_id,
                            gint64 end_usec,
                            gsize count,
                            gboolean has_spread,
                            BtColumns *out,
                            GError **error)
{
  ChunkTools *tools = get_tools (db);
  gsize start = 0;
  gsize found = 0;
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db,
                     "SELECT " CHUNK_COLUMNS " FROM chunks WHERE dataset_id = ?"
                     " AND first_usec < ? ORDER BY first_usec DESC",
                     error);

  if (statement == NULL)
    return FALSE;
  if (tools->buffer->capacity > KEPT_CANDLES_MAX)
    {
      bt_candle_buffer_free (tools->buffer);
      tools->buffer = bt_candle_buffer_new (3 * BT_CHUNK_ROWS_MAX);
    }
  /* The newest chunk may reach past the end, the oldest past the beginning of the window, and an
   * unpacked one never past the buffer. */
  bt_candle_buffer_reserve (tools->buffer, count + 3 * BT_CHUNK_ROWS_MAX);
  bt_statement_bind_int64 (statement, 1, dataset_id);
  bt_statement_bind_int64 (statement, 2, end_usec);
  if (!fill_backwards (statement, tools, end_usec, count, &start, &found, error))
    return FALSE;
  gsize taken = MIN (found, count);
  *out = bt_candle_buffer_view (tools->buffer, start + found - taken, taken, has_spread);
  return TRUE;
}

/* Returns what is wrong with the candles of a chunk, or NULL. */
static const char *
find_fault (const BtCandleBuffer *buffer, gsize rows)
{
  for (gsize i = 0; i < rows; i++)
    {
      gint64 high = buffer->high_points[i];
      gint64 low = buffer->low_points[i];
      if (i > 0 && buffer->time_usec[i] <= buffer->time_usec[i - 1])
        return "its candles are not in order of time";
      if (low > MIN (buffer->open_points[i], buffer->close_points[i])
          || high < MAX (buffer->open_points[i], buffer->close_points[i]))
        return "a candle opens or closes outside its high and low";
      if (buffer->spread_points[i] < -1)
        return "a candle has a negative spread";
    }
  return NULL;
}

gboolean
bt_chunk_table_check (BtDb *db,
                      gint64 dataset_id,
                      void (*func) (const char *message, gpointer user_data),
                      gpointer user_data,
                      GError **error)
{
  ChunkTools *tools = get_tools (db);
  gint64 last_usec = BT_TIME_NONE;
  gboolean has_row = FALSE;
  g_autoptr (BtStatement) statement = bt_db_prepare (
    db, "SELECT " CHUNK_COLUMNS " FROM chunks WHERE dataset_id = ? ORDER BY first_usec", error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_int64 (statement, 1, dataset_id);
  while (bt_statement_step (statement, &has_row, error))
    {
      gsize rows = 0;
      g_autoptr (GError) local = NULL;
      BtChunkInfo info = { 0 };
      if (!has_row)
        return TRUE;
      info.id = bt_statement_get_int64 (statement, 0);
      info.first_usec = bt_statement_get_int64 (statement, 1);
      info.last_usec = bt_statement_get_int64 (statement, 2);
      const char *fault = NULL;
      if (!unpack_row (statement, tools->codec, tools->buffer, 0, BT_CHUNK_ROWS_MAX, &rows, &local))
        func (local->message, user_data);
      else if (last_usec != BT_TIME_NONE && info.first_usec <= last_usec)
        fault = "it overlaps the chunk before it";
      else
        fault = find_fault (tools->buffer, rows);
      if (fault != NULL)
        {
          fail_damaged (&info, fault, &local);
          func (local->message, user_data);
        }
      last_usec = info.last_usec;
    }
  return FALSE;
}
