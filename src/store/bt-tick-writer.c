// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-tick-writer.h"

#include "store/bt-store.h"
#include "store/bt-tick-codec.h"
#include "store/bt-tick-table.h"

struct _BtTickWriter
{
  BtDb *db;
  gint64 dataset_id;
  GArray *pending;     /* of BtMarketTick, not yet written */
  gboolean is_sorted;  /* pending ascends */
  gint64 written_usec; /* of the last one written */
  gint64 taken_usec;   /* ticks up to this time were there before; G_MININT64: none */
  BtTickTotals totals;
  BtHasher *hasher;
  BtRecord *record;
};

static int
compare_times (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const gint64 first = ((const BtMarketTick *) a)->time_usec;
  const gint64 second = ((const BtMarketTick *) b)->time_usec;

  return (first > second) - (first < second);
}

static const BtMarketTick *
get_pending (const BtTickWriter *writer)
{
  return (const BtMarketTick *) (gpointer) writer->pending->data;
}

/* Adds ticks that are in the database to the totals. */
static void
count_ticks (BtTickWriter *writer, const BtMarketTick *ticks, gsize rows)
{
  gsize length = 0;

  bt_record_clear (writer->record);
  for (gsize i = 0; i < rows; i++)
    {
      bt_record_add_int64 (writer->record, ticks[i].time_usec);
      bt_record_add_int64 (writer->record, ticks[i].bid_points);
      bt_record_add_int64 (writer->record, ticks[i].ask_points);
      bt_record_add_int64 (writer->record, ticks[i].volume);
    }
  const guint8 *bytes = bt_record_get_bytes (writer->record, &length);
  bt_hasher_update (writer->hasher, bytes, length);
  writer->totals.rows += (gint64) rows;
  writer->written_usec = ticks[rows - 1].time_usec;
}

/* Writes the first count pending ticks as chunks; inside a transaction. */
static gboolean
write_chunks (BtTickWriter *writer, gsize count, GError **error)
{
  const BtMarketTick *ticks = get_pending (writer);

  for (gsize first = 0; first < count; first += BT_TICK_CHUNK_ROWS_MAX)
    {
      const gsize rows = MIN (BT_TICK_CHUNK_ROWS_MAX, count - first);
      gint64 bytes = 0;

      if (!bt_tick_table_insert (writer->db, writer->dataset_id, ticks + first, rows, &bytes,
                                 error))
        return FALSE;
      count_ticks (writer, ticks + first, rows);
      writer->totals.bytes += bytes;
    }
  return TRUE;
}

/* Writes all but the last kept pending ticks. */
static gboolean
flush (BtTickWriter *writer, gsize kept, GError **error)
{
  if (writer->pending->len <= kept)
    return TRUE;
  const gsize count = writer->pending->len - kept;
  if (!writer->is_sorted)
    g_qsort_with_data (writer->pending->data, (int) writer->pending->len, sizeof (BtMarketTick),
                       compare_times, NULL);
  writer->is_sorted = TRUE;
  if (!bt_db_begin (writer->db, error))
    return FALSE;
  if (!write_chunks (writer, count, error))
    {
      bt_db_rollback (writer->db);
      return FALSE;
    }
  g_array_remove_range (writer->pending, 0, (guint) count);
  return bt_db_commit (writer->db, error);
}

static gboolean
check_tick (const BtTickWriter *writer, const BtMarketTick *tick, GError **error)
{
  if (tick->time_usec >= writer->written_usec)
    return TRUE;
  g_autofree char *time = bt_time_to_string (tick->time_usec);
  g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_INVALID,
               "the tick of %s comes more than %d ticks late; sort the file by time", time,
               BT_TICK_WRITER_LATE_MAX);
  return FALSE;
}

static gboolean
count_taken (const BtMarketTick *ticks, gsize rows, gpointer user_data, GError **error)
{
  count_ticks (user_data, ticks, rows);
  return TRUE;
}

BtTickWriter *
bt_tick_writer_new (BtDb *db, gint64 dataset_id)
{
  BtTickWriter *writer = g_new0 (BtTickWriter, 1);

  writer->db = db;
  writer->dataset_id = dataset_id;
  writer->pending = g_array_new (FALSE, FALSE, sizeof (BtMarketTick));
  writer->is_sorted = TRUE;
  writer->written_usec = G_MININT64;
  writer->taken_usec = G_MININT64;
  writer->hasher = bt_hasher_new ();
  writer->record = bt_record_new ();
  return writer;
}

void
bt_tick_writer_free (BtTickWriter *writer)
{
  if (writer == NULL)
    return;
  g_array_unref (writer->pending);
  bt_hasher_free (writer->hasher);
  bt_record_free (writer->record);
  g_free (writer);
}

gboolean
bt_tick_writer_continue (BtTickWriter *writer, gint64 bytes, GError **error)
{
  if (!bt_tick_table_foreach (writer->db, writer->dataset_id, G_MININT64, G_MAXINT64, count_taken,
                              writer, NULL, error))
    return FALSE;
  writer->totals.bytes = bytes;
  writer->taken_usec = writer->written_usec;
  return TRUE;
}

gboolean
bt_tick_writer_add (BtTickWriter *writer, const BtMarketTick *ticks, gsize count, GError **error)
{
  gint64 last_usec = writer->pending->len > 0
                       ? get_pending (writer)[writer->pending->len - 1].time_usec
                       : writer->written_usec;

  for (gsize i = 0; i < count; i++)
    {
      if (writer->taken_usec != G_MININT64 && ticks[i].time_usec <= writer->taken_usec)
        continue;
      if (!check_tick (writer, &ticks[i], error))
        return FALSE;
      writer->is_sorted = writer->is_sorted && ticks[i].time_usec >= last_usec;
      last_usec = ticks[i].time_usec;
      g_array_append_vals (writer->pending, &ticks[i], 1);
      if (writer->pending->len >= 2 * BT_TICK_WRITER_LATE_MAX
          && !flush (writer, BT_TICK_WRITER_LATE_MAX, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
bt_tick_writer_finish (BtTickWriter *writer, BtTickTotals *totals, GError **error)
{
  if (!flush (writer, 0, error))
    return FALSE;
  *totals = writer->totals;
  bt_hasher_finish (writer->hasher, &totals->hash);
  return TRUE;
}
