// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-tick-table.h"

#include "store/bt-store.h"
#include "store/bt-tick-codec.h"

#include <xxhash.h>

/* Under this key the connection keeps its tools. */
#define TOOLS_KEY "tick-tools"
/* What every statement that reads ticks selects, in this order. */
#define CHUNK_COLUMNS "id, first_usec, last_usec, rows, sum, ticks"
/* The first bytes that are summed, so that no chunk of candles has the sum of one of ticks. */
#define SUM_SEED 1

/* What reading and writing reuses. */
typedef struct
{
  BtTickCodec *codec;
  BtMarketTick ticks[BT_TICK_CHUNK_ROWS_MAX];
} TickTools;

/* A chunk without its ticks. */
typedef struct
{
  gint64 id;
  gint64 first_usec;
  gint64 last_usec;
  gint64 rows;
} ChunkKey;

static void
free_tools (gpointer data)
{
  TickTools *tools = data;

  bt_tick_codec_free (tools->codec);
  g_free (tools);
}

static TickTools *
get_tools (BtDb *db)
{
  TickTools *tools = bt_db_get_data (db, TOOLS_KEY);

  if (tools != NULL)
    return tools;
  tools = g_new0 (TickTools, 1);
  tools->codec = bt_tick_codec_new ();
  bt_db_set_data (db, TOOLS_KEY, tools, free_tools);
  return tools;
}

static guint64
compute_sum (const guint8 *bytes, gsize length, const ChunkKey *key)
{
  guint64 seed = XXH64 (&(gint64[3]){ GINT64_TO_LE (key->first_usec), GINT64_TO_LE (key->last_usec),
                                      GINT64_TO_LE (key->rows) },
                        3 * sizeof (gint64), SUM_SEED);
  return XXH64 (bytes, length, seed);
}

static void
fail_damaged (const ChunkKey *key, const char *fault, GError **error)
{
  g_autofree char *first = bt_time_to_string (key->first_usec);
  g_autofree char *last = bt_time_to_string (key->last_usec);

  g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_DAMAGED,
               "tick chunk %" G_GINT64_FORMAT " (%s to %s) is damaged: %s", key->id, first, last,
               fault);
}

/* Returns what is wrong with unpacked ticks, or NULL. */
static const char *
find_fault (const BtMarketTick *ticks, gsize rows, const ChunkKey *key)
{
  if ((gint64) rows != key->rows || ticks[0].time_usec != key->first_usec
      || ticks[rows - 1].time_usec != key->last_usec)
    return "its ticks are not those of its key";
  for (gsize i = 1; i < rows; i++)
    if (ticks[i].time_usec < ticks[i - 1].time_usec)
      return "its ticks are not in order of time";
  return NULL;
}

static void
read_key (BtStatement *statement, ChunkKey *key)
{
  key->id = bt_statement_get_int64 (statement, 0);
  key->first_usec = bt_statement_get_int64 (statement, 1);
  key->last_usec = bt_statement_get_int64 (statement, 2);
  key->rows = bt_statement_get_int64 (statement, 3);
}

/* Unpacks the statement's row into the tools' ticks. */
static gboolean
unpack_row (
  BtStatement *statement, TickTools *tools, const ChunkKey *key, gsize *rows, GError **error)
{
  guint64 sum = (guint64) bt_statement_get_int64 (statement, 4);
  gsize length = 0;
  const guint8 *bytes = bt_statement_get_blob (statement, 5, &length);
  const char *fault = NULL;

  if (compute_sum (bytes, length, key) != sum)
    fault = "its checksum does not match";
  else if ((*rows = bt_tick_codec_unpack (tools->codec, bytes, length, tools->ticks)) == 0)
    fault = "it cannot be unpacked";
  else
    fault = find_fault (tools->ticks, *rows, key);
  if (fault != NULL)
    fail_damaged (key, fault, error);
  return fault == NULL;
}

/* Returns how many of the ticks come before time_usec. */
static gsize
count_before (const BtMarketTick *ticks, gsize rows, gint64 time_usec)
{
  gsize first = 0;

  while (rows > 0)
    {
      gsize half = rows / 2;
      if (ticks[first + half].time_usec < time_usec)
        {
          first += half + 1;
          rows -= half + 1;
        }
      else
        rows = half;
    }
  return first;
}

gboolean
bt_tick_table_insert (
  BtDb *db, gint64 dataset_id, const BtMarketTick *ticks, gsize rows, gint64 *bytes, GError **error)
{
  g_return_val_if_fail (db != NULL && ticks != NULL && bytes != NULL, FALSE);
  gsize length = 0;
  const guint8 *packed = bt_tick_codec_pack (get_tools (db)->codec, ticks, rows, &length);
  const ChunkKey key = { 0, ticks[0].time_usec, ticks[rows - 1].time_usec, (gint64) rows };
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db,
                     "INSERT INTO tick_chunks (dataset_id, first_usec, last_usec, rows, sum,"
                     " ticks) VALUES (?, ?, ?, ?, ?, ?)",
                     error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_int64 (statement, 1, dataset_id);
  bt_statement_bind_int64 (statement, 2, key.first_usec);
  bt_statement_bind_int64 (statement, 3, key.last_usec);
  bt_statement_bind_int64 (statement, 4, key.rows);
  bt_statement_bind_int64 (statement, 5, (gint64) compute_sum (packed, length, &key));
  bt_statement_bind_blob (statement, 6, packed, length);
  *bytes = (gint64) length;
  return bt_statement_run (statement, error);
}

gboolean
bt_tick_table_foreach (BtDb *db,
                       gint64 dataset_id,
                       gint64 from_usec,
                       gint64 to_usec,
                       BtTickFunc func,
                       gpointer user_data,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (db != NULL && func != NULL, FALSE);
  TickTools *tools = get_tools (db);
  gboolean has_row = FALSE;
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db,
                     "SELECT " CHUNK_COLUMNS " FROM tick_chunks WHERE dataset_id = ?"
                     " AND last_usec >= ? ORDER BY last_usec, id",
                     error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_int64 (statement, 1, dataset_id);
  bt_statement_bind_int64 (statement, 2, from_usec);
  while (bt_statement_step (statement, &has_row, error))
    {
      ChunkKey key = { 0 };
      gsize rows = 0;

      if (has_row)
        read_key (statement, &key);
      if (!has_row || key.first_usec >= to_usec)
        return TRUE;
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !unpack_row (statement, tools, &key, &rows, error))
        return FALSE;
      const gsize first = count_before (tools->ticks, rows, from_usec);
      const gsize end = count_before (tools->ticks, rows, to_usec);
      if (end > first && !func (tools->ticks + first, end - first, user_data, error))
        return FALSE;
    }
  return FALSE;
}

gboolean
bt_tick_table_check (BtDb *db,
                     gint64 dataset_id,
                     void (*func) (const char *message, gpointer user_data),
                     gpointer user_data,
                     GError **error)
{
  g_return_val_if_fail (db != NULL && func != NULL, FALSE);
  TickTools *tools = get_tools (db);
  gint64 last_usec = G_MININT64;
  gboolean has_row = FALSE;
  g_autoptr (BtStatement) statement = bt_db_prepare (
    db, "SELECT " CHUNK_COLUMNS " FROM tick_chunks WHERE dataset_id = ? ORDER BY last_usec, id",
    error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_int64 (statement, 1, dataset_id);
  while (bt_statement_step (statement, &has_row, error))
    {
      ChunkKey key = { 0 };
      gsize rows = 0;
      g_autoptr (GError) local = NULL;

      if (!has_row)
        return TRUE;
      read_key (statement, &key);
      if (unpack_row (statement, tools, &key, &rows, &local) && key.first_usec < last_usec)
        fail_damaged (&key, "it overlaps the chunk before it", &local);
      if (local != NULL)
        func (local->message, user_data);
      last_usec = key.last_usec;
    }
  return FALSE;
}
