// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-dataset-writer.h"

#include "market/bt-series-hasher.h"
#include "market/bt-session-settings.h"
#include "store/bt-chunk-codec.h"
#include "store/bt-chunk-table.h"
#include "store/bt-dataset-merge.h"
#include "store/bt-hash-walk.h"
#include "store/bt-import-lock.h"
#include "store/bt-instrument-columns.h"
#include "store/bt-late-rows.h"
#include "store/bt-store.h"
#include "store/bt-tick-writer.h"

/* Candles collected before they are written: a transaction of some 4 ms, for which an order may
 * have to wait. */
#define PENDING_MAX (4 * BT_CHUNK_ROWS_MAX)
/* Late candles kept in memory before they are merged, some 30 MB: by bt_dataset_writer_settle(),
 * and at the latest when there are twice as many. */
#define LATE_MAX 500000
/* An import stops when the disk has less left: orders are still taken then, and there is room to
 * remove what it wrote. */
#define ROOM_BYTES (16 * 1024 * 1024)

struct _BtDatasetWriter
{
  BtDb *db;
  BtImportLock *lock;
  gint64 dataset_id; /* 0: nothing of it is in the database */
  BtInstrument instrument;
  BtTimeframe timeframe;
  BtPriceKind kind;
  gboolean has_spread;
  BtCandleBuffer *pending; /* ascending, not yet written */
  gint64 last_usec;        /* of the candles that came in order */
  BtLateRows *late;
  gint64 rows; /* written */
  gint64 bytes;
  BtSeriesHasher *hasher; /* of what is written; NULL once something was merged into it */
  BtHashWalk *walk;       /* reads back what was merged, for the hasher; NULL before */
  gboolean is_settled;    /* nothing is left but to make it visible */
  BtTickWriter *ticks;    /* NULL without ticks */
  gint64 appended_id;     /* of the dataset that is continued; 0: none */
  gint64 grown_from;      /* candles that the dataset had before; 0: it is a new one */
  /* The last candle of the dataset that is continued, for when the new data does not bring it. */
  BtCandle kept;
  gboolean has_kept; /* it is among the late ones */
};

static gboolean
insert_row (BtDatasetWriter *writer, GError **error)
{
  g_autoptr (BtStatement) statement
    = bt_db_prepare (writer->db,
                     "INSERT INTO datasets (" BT_INSTRUMENT_COLUMNS
                     ", owner, timeframe_usec, price_kind, has_spread)"
                     " VALUES (" BT_INSTRUMENT_PARAMETERS ", ?, ?, ?, ?)",
                     error);
  int next = 1 + BT_N_INSTRUMENT_COLUMNS;

  if (statement == NULL)
    return FALSE;
  bt_instrument_columns_bind (statement, 1, &writer->instrument);
  bt_statement_bind_text (statement, next, bt_import_lock_get_token (writer->lock));
  bt_statement_bind_int64 (statement, next + 1, bt_timeframe_usec (writer->timeframe));
  bt_statement_bind_text (statement, next + 2, bt_price_kind_to_string (writer->kind));
  bt_statement_bind_int64 (statement, next + 3, writer->has_spread != FALSE);
  if (!bt_statement_run (statement, error))
    return FALSE;
  writer->dataset_id = bt_db_get_insert_id (writer->db);
  return TRUE;
}

static gboolean
delete_row (BtDb *db, gint64 dataset_id, GError **error)
{
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db, "DELETE FROM datasets WHERE id = ? AND owner IS NOT NULL", error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_int64 (statement, 1, dataset_id);
  return bt_statement_run (statement, error);
}

/* Removes what was written so far. What cannot be removed now is when the store is opened again,
 * because the lock is gone then. */
static void
remove_written (BtDatasetWriter *writer)
{
  g_autoptr (GError) error = NULL;

  bt_db_rollback (writer->db);
  if (writer->dataset_id != 0
      && (!delete_row (writer->db, writer->dataset_id, &error) || !bt_db_trim (writer->db, &error)))
    g_info ("What an import wrote is left until the next start: %s", error->message);
  writer->dataset_id = 0;
}

static const char *
find_fault (const BtCandle *candle)
{
  if (candle->time_usec == BT_TIME_NONE)
    return "has no time";
  if (candle->high_points < candle->low_points)
    return "has its high below its low";
  if (MIN (candle->open_points, candle->close_points) < candle->low_points
      || MAX (candle->open_points, candle->close_points) > candle->high_points)
    return "opens or closes outside its high and low";
  if (candle->spread_points < -1)
    return "has a negative spread";
  return NULL;
}

static gboolean
check_candles (const BtCandle *candles, gsize count, GError **error)
{
  for (gsize i = 0; i < count; i++)
    {
      const char *fault = find_fault (&candles[i]);
      if (fault == NULL)
        continue;
      g_autofree char *time = bt_time_to_string (candles[i].time_usec);
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_INVALID, "the candle of %s %s", time,
                   fault);
      return FALSE;
    }
  return TRUE;
}

/* Writes the pending candles from first on as chunks; inside a transaction. */
static gboolean
write_chunks (BtDatasetWriter *writer, gsize length, GError **error)
{
  for (gsize first = 0; first < length; first += BT_CHUNK_ROWS_MAX)
    {
      gsize rows = MIN (BT_CHUNK_ROWS_MAX, length - first);
      gint64 bytes = 0;
      BtColumns columns = bt_candle_buffer_view (writer->pending, first, rows, TRUE);
      if (!bt_chunk_table_insert (writer->db, writer->dataset_id, &columns, &bytes, error))
        return FALSE;
      if (writer->hasher != NULL)
        bt_series_hasher_add (writer->hasher, &columns);
      writer->rows += (gint64) rows;
      writer->bytes += bytes;
    }
  return TRUE;
}

/* Writes all pending candles. Not durable: the dataset counts only from its last, durable commit.
 */
static gboolean
flush_pending (BtDatasetWriter *writer, GError **error)
{
  if (writer->pending->length == 0)
    return TRUE;
  if (!bt_db_check_room (writer->db, ROOM_BYTES, error) || !bt_db_begin (writer->db, error))
    return FALSE;
  if (!write_chunks (writer, writer->pending->length, error))
    {
      bt_db_rollback (writer->db);
      return FALSE;
    }
  writer->pending->length = 0;
  return bt_db_commit (writer->db, error);
}

/* Merges some of the late candles. */
static gboolean
merge_late (BtDatasetWriter *writer, GError **error)
{
  BtLateMerge merge = { 0 };

  if (!flush_pending (writer, error) || !bt_db_check_room (writer->db, ROOM_BYTES, error)
      || !bt_late_rows_merge (writer->late, writer->db, writer->dataset_id, &merge, error))
    return FALSE;
  writer->rows += merge.rows;
  writer->bytes += merge.bytes;
  if (merge.rows > 0)
    g_clear_pointer (&writer->hasher, bt_series_hasher_free);
  return TRUE;
}

/* Runs one of the two above without waiting for the disk at each commit. */
static gboolean
run_not_durable (BtDatasetWriter *writer,
                 gboolean (*func) (BtDatasetWriter *, GError **),
                 GError **error)
{
  if (!bt_db_set_durable (writer->db, FALSE, error))
    return FALSE;
  gboolean is_done = func (writer, error);
  return bt_db_set_durable (writer->db, TRUE, is_done ? error : NULL) && is_done;
}

/* Reads some chunks back into the hash, when they were not written in order. */
static gboolean
hash_some (BtDatasetWriter *writer, GError **error)
{
  if (writer->hasher == NULL)
    writer->hasher = bt_series_hasher_new (&writer->instrument, writer->timeframe, writer->kind);
  else if (writer->walk == NULL)
    {
      writer->is_settled = TRUE;
      return TRUE;
    }
  if (writer->walk == NULL)
    writer->walk = bt_hash_walk_new (writer->db, writer->dataset_id, writer->hasher, error);
  return writer->walk != NULL
         && bt_hash_walk_step (writer->walk, writer->has_spread, &writer->is_settled, error);
}

/* Takes the owner away: from here on the dataset is visible. */
static gboolean
update_row (BtDatasetWriter *writer,
            const char *source,
            const char *report_json,
            char grade,
            gboolean is_synthetic,
            const BtHash *hash,
            const BtTickTotals *ticks,
            GError **error)
{
  g_autoptr (BtStatement) statement = bt_db_prepare (
    writer->db,
    "UPDATE datasets SET owner = NULL, rows = ?2, bytes = ?3, source = ?4, report_json = ?5,"
    " grade = ?6, is_synthetic = ?7, hash = ?8, imported_usec = ?9,"
    " tick_rows = ?10, tick_bytes = ?11, tick_hash = ?12,"
    " first_usec = (SELECT min(first_usec) FROM chunks WHERE dataset_id = ?1),"
    " last_usec = (SELECT max(last_usec) FROM chunks WHERE dataset_id = ?1) WHERE id = ?1",
    error);
  const char text[] = { grade, '\0' };

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_int64 (statement, 1, writer->dataset_id);
  bt_statement_bind_int64 (statement, 2, writer->rows);
  bt_statement_bind_int64 (statement, 3, writer->bytes);
  bt_statement_bind_text (statement, 4, source);
  bt_statement_bind_text (statement, 5, report_json);
  bt_statement_bind_text (statement, 6, text);
  bt_statement_bind_int64 (statement, 7, is_synthetic != FALSE);
  bt_statement_bind_blob (statement, 8, hash->bytes, sizeof hash->bytes);
  bt_statement_bind_int64 (statement, 9, g_get_real_time ());
  bt_statement_bind_int64 (statement, 10, ticks->rows);
  bt_statement_bind_int64 (statement, 11, ticks->bytes);
  if (ticks->rows > 0)
    bt_statement_bind_blob (statement, 12, ticks->hash.bytes, sizeof ticks->hash.bytes);
  else
    bt_statement_bind_null (statement, 12);
  return bt_statement_run (statement, error);
}

/* Stores the hash of the candles; the ticks' totals are zero where there are none. */
static gboolean
compute_totals (BtDatasetWriter *writer, BtHash *hash, BtTickTotals *ticks, GError **error)
{
  bt_series_hasher_finish (writer->hasher, hash);
  if (writer->ticks == NULL)
    return TRUE;
  if (!bt_db_check_room (writer->db, ROOM_BYTES, error)
      || !bt_db_set_durable (writer->db, FALSE, error))
    return FALSE;
  gboolean is_done = bt_tick_writer_finish (writer->ticks, ticks, error);
  return bt_db_set_durable (writer->db, TRUE, is_done ? error : NULL) && is_done;
}

/* Makes what was written visible, as a dataset of its own or in the place of the one that it
 * continues; inside a transaction. */
static gboolean
publish (BtDatasetWriter *writer, gint64 *id, GError **error)
{
  gint64 head_id = 0;
  gint64 head_rows = 0;

  if (!bt_dataset_merge_find_head (writer->db, writer->dataset_id, writer->appended_id, &head_id,
                                   &head_rows, error))
    return FALSE;
  *id = head_id != 0 ? head_id : writer->dataset_id;
  writer->grown_from = head_rows;
  return head_id == 0 || bt_dataset_merge_grow (writer->db, head_id, writer->dataset_id, error);
}

/* Ends a transaction in which a dataset with the same candles was found. */
static gboolean
keep_twin (BtDatasetWriter *writer, gint64 twin_id, const BtTickTotals *ticks, GError **error)
{
  if (!bt_dataset_merge_twin (writer->db, twin_id, writer->dataset_id, writer->has_spread, ticks,
                              error)
      || !bt_db_commit (writer->db, error))
    {
      bt_db_rollback (writer->db);
      return FALSE;
    }
  remove_written (writer);
  return TRUE;
}

/* Returns a writer without a dataset. */
static BtDatasetWriter *
new_writer (BtDb *db,
            const BtInstrument *instrument,
            BtTimeframe timeframe,
            BtPriceKind kind,
            gboolean has_spread,
            GError **error)
{
  if (!bt_instrument_validate (instrument, error))
    return NULL;
  BtImportLock *lock = bt_import_lock_take (bt_db_get_path (db), error);
  if (lock == NULL)
    return NULL;

  BtDatasetWriter *writer = g_new0 (BtDatasetWriter, 1);
  writer->db = db;
  writer->lock = lock;
  writer->instrument = *instrument;
  writer->timeframe = timeframe;
  writer->kind = kind;
  writer->has_spread = has_spread;
  writer->last_usec = BT_TIME_NONE;
  writer->pending = bt_candle_buffer_new (PENDING_MAX);
  writer->late = bt_late_rows_new ();
  writer->hasher = bt_series_hasher_new (instrument, timeframe, kind);
  return writer;
}

BtDatasetWriter *
bt_dataset_writer_begin (BtDb *db,
                         const BtInstrument *instrument,
                         BtTimeframe timeframe,
                         BtPriceKind kind,
                         gboolean has_spread,
                         GError **error)
{
  g_return_val_if_fail (db != NULL && instrument != NULL, NULL);
  g_autoptr (BtDatasetWriter) writer
    = new_writer (db, instrument, timeframe, kind, has_spread, error);

  if (writer == NULL || !insert_row (writer, error))
    return NULL;
  return g_steal_pointer (&writer);
}

/* Takes over the chunks of the dataset that is continued, without their last candle. */
static gboolean
copy_candles (BtDatasetWriter *writer, const BtDataset *dataset, GError **error)
{
  BtDatasetTail tail = { 0 };

  if (!bt_dataset_merge_copy (writer->db, dataset, writer->dataset_id, &tail, error))
    return FALSE;
  writer->rows = tail.rows;
  writer->bytes = tail.bytes;
  writer->last_usec = tail.last_usec;
  writer->kept = tail.last;
  g_clear_pointer (&writer->hasher, bt_series_hasher_free);
  if (dataset->tick_rows == 0)
    return TRUE;
  writer->ticks = bt_tick_writer_new (writer->db, writer->dataset_id);
  return bt_tick_writer_continue (writer->ticks, dataset->tick_bytes, error);
}

BtDatasetWriter *
bt_dataset_writer_begin_append (BtDb *db, gint64 dataset_id, GError **error)
{
  g_return_val_if_fail (db != NULL, NULL);
  g_autoptr (BtDataset) dataset = bt_dataset_table_get (db, dataset_id, error);

  if (dataset == NULL)
    return NULL;
  g_autoptr (BtDatasetWriter) writer = new_writer (db, &dataset->instrument, dataset->timeframe,
                                                   dataset->kind, dataset->has_spread, error);
  if (writer == NULL || !insert_row (writer, error) || !copy_candles (writer, dataset, error))
    return NULL;
  writer->appended_id = dataset_id;
  return g_steal_pointer (&writer);
}

/* Returns whether late candles have to be merged before others are added. */
static gboolean
is_full (const BtDatasetWriter *writer, gsize max)
{
  return bt_late_rows_get_length (writer->late) >= max || bt_late_rows_is_merging (writer->late);
}

gboolean
bt_dataset_writer_add (BtDatasetWriter *writer,
                       const BtCandle *candles,
                       gsize count,
                       GError **error)
{
  g_return_val_if_fail (writer != NULL && (candles != NULL || count == 0), FALSE);
  if (!check_candles (candles, count, error))
    return FALSE;
  for (gsize i = 0; i < count; i++)
    {
      BtCandle candle = candles[i];
      if (!writer->has_spread)
        candle.spread_points = -1;
      if (candle.time_usec > writer->last_usec)
        {
          bt_candle_buffer_add (writer->pending, &candle);
          writer->last_usec = candle.time_usec;
        }
      else if (candle.time_usec < writer->last_usec)
        bt_late_rows_add (writer->late, &candle);
      if (writer->pending->length >= PENDING_MAX && !run_not_durable (writer, flush_pending, error))
        return FALSE;
      while (is_full (writer, 2 * LATE_MAX))
        if (!run_not_durable (writer, merge_late, error))
          return FALSE;
    }
  return TRUE;
}

gboolean
bt_dataset_writer_needs_settling (BtDatasetWriter *writer, gboolean is_end)
{
  g_return_val_if_fail (writer != NULL, FALSE);
  if (!is_end && !is_full (writer, LATE_MAX))
    return FALSE;
  if (is_end && writer->appended_id != 0 && !writer->has_kept)
    {
      bt_late_rows_add (writer->late, &writer->kept);
      writer->has_kept = TRUE;
    }
  bt_late_rows_sort (writer->late);
  return !is_end || !writer->is_settled;
}

gboolean
bt_dataset_writer_settle (BtDatasetWriter *writer, GError **error)
{
  g_return_val_if_fail (writer != NULL, FALSE);
  if (writer->pending->length > 0)
    return run_not_durable (writer, flush_pending, error);
  if (bt_late_rows_get_length (writer->late) > 0)
    return run_not_durable (writer, merge_late, error);
  return hash_some (writer, error);
}

gboolean
bt_dataset_writer_add_ticks (BtDatasetWriter *writer,
                             const BtMarketTick *ticks,
                             gsize count,
                             GError **error)
{
  g_return_val_if_fail (writer != NULL && (ticks != NULL || count == 0), FALSE);
  if (writer->ticks == NULL)
    writer->ticks = bt_tick_writer_new (writer->db, writer->dataset_id);
  if (!bt_db_check_room (writer->db, ROOM_BYTES, error)
      || !bt_db_set_durable (writer->db, FALSE, error))
    return FALSE;
  gboolean is_done = bt_tick_writer_add (writer->ticks, ticks, count, error);
  return bt_db_set_durable (writer->db, TRUE, is_done ? error : NULL) && is_done;
}

gboolean
bt_dataset_writer_finish (BtDatasetWriter *writer,
                          const char *source,
                          const char *report_json,
                          char grade,
                          gboolean is_synthetic,
                          gint64 *id,
                          gboolean *is_new,
                          GError **error)
{
  g_return_val_if_fail (writer != NULL && writer->dataset_id != 0, FALSE);
  g_return_val_if_fail (source != NULL && id != NULL && is_new != NULL, FALSE);
  BtHash hash = { 0 };
  BtTickTotals ticks = { 0 };
  g_autoptr (GError) local = NULL;

  while (bt_dataset_writer_needs_settling (writer, TRUE))
    if (!bt_dataset_writer_settle (writer, error))
      return FALSE;
  if (writer->rows == 0)
    {
      g_set_error_literal (error, BT_STORE_ERROR, BT_STORE_ERROR_INVALID,
                           "there are no candles to store");
      return FALSE;
    }
  if (!compute_totals (writer, &hash, &ticks, error) || !bt_db_begin (writer->db, error))
    return FALSE;
  g_autoptr (BtDataset) twin = bt_dataset_table_find_hash (writer->db, &hash, &local);
  if (local != NULL)
    {
      bt_db_rollback (writer->db);
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  *is_new = twin == NULL;
  if (twin != NULL)
    {
      *id = twin->id;
      return keep_twin (writer, twin->id, &ticks, error);
    }
  if (!update_row (writer, source, report_json, grade, is_synthetic, &hash, &ticks, error)
      || !publish (writer, id, error))
    {
      bt_db_rollback (writer->db);
      return FALSE;
    }
  if (!bt_db_commit (writer->db, error))
    return FALSE;
  writer->dataset_id = 0;
  if (writer->grown_from != 0 && !bt_db_trim (writer->db, &local))
    g_info ("%s", local->message);
  return TRUE;
}

void
bt_dataset_writer_free (BtDatasetWriter *writer)
{
  if (writer == NULL)
    return;
  remove_written (writer);
  bt_import_lock_release (writer->lock);
  bt_candle_buffer_free (writer->pending);
  bt_late_rows_free (writer->late);
  bt_hash_walk_free (writer->walk);
  bt_series_hasher_free (writer->hasher);
  bt_tick_writer_free (writer->ticks);
  g_free (writer);
}

gint64
bt_dataset_writer_get_grown_from (const BtDatasetWriter *writer)
{
  g_return_val_if_fail (writer != NULL, 0);
  return writer->grown_from;
}

gint64
bt_dataset_writer_get_rows (const BtDatasetWriter *writer)
{
  g_return_val_if_fail (writer != NULL, 0);
  return writer->rows + (gint64) writer->pending->length
         + (gint64) bt_late_rows_get_length (writer->late);
}

gboolean
bt_dataset_writer_set_hours (BtDatasetWriter *writer, const BtTradingHours *hours, GError **error)
{
  g_autofree char *text = bt_trading_hours_to_string (hours);
  g_autoptr (BtStatement) statement = bt_db_prepare (
    writer->db, "UPDATE datasets SET hours = ? WHERE id = ? AND owner IS NOT NULL", error);

  if (statement == NULL)
    return FALSE;
  writer->instrument.hours = *hours;
  bt_statement_bind_text (statement, 1, text);
  bt_statement_bind_int64 (statement, 2, writer->dataset_id);
  return bt_statement_run (statement, error);
}
