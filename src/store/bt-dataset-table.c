// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-dataset-table.h"

#include "market/bt-series-hasher.h"
#include "market/bt-session-settings.h"
#include "store/bt-chunk-codec.h"
#include "store/bt-chunk-table.h"
#include "store/bt-instrument-columns.h"
#include "store/bt-store.h"

#include <string.h>

/* What read_dataset() reads, in order. */
#define SELECT_DATASETS                                                                            \
  "SELECT " BT_INSTRUMENT_COLUMNS                                                                  \
  ", id, timeframe_usec, price_kind, has_spread, rows, first_usec,"                                \
  " last_usec, bytes, source, report_json, grade, imported_usec, is_synthetic, hash,"              \
  " tick_rows, tick_bytes, tick_hash FROM datasets"                                                \
  " WHERE owner IS NULL "
/* Sessions that a refusal to delete names. */
#define NAMED_SESSIONS_MAX 5

static gboolean
fail_invalid (const BtDataset *dataset, GError **error)
{
  g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_DAMAGED,
               "dataset %" G_GINT64_FORMAT " (%s) is damaged: its record holds an impossible value",
               dataset->id, dataset->instrument.symbol);
  return FALSE;
}

/* Reads the statement's row. */
static BtDataset *
read_dataset (BtStatement *statement, GError **error)
{
  g_autoptr (BtDataset) dataset = g_new0 (BtDataset, 1);
  g_autoptr (GError) local = NULL;
  int next = BT_N_INSTRUMENT_COLUMNS;
  gsize length = 0;

  dataset->id = bt_statement_get_int64 (statement, next);
  gboolean is_valid = bt_instrument_columns_read (statement, 0, &dataset->instrument, &local);
  is_valid
    = is_valid
      && bt_timeframe_from_usec (bt_statement_get_int64 (statement, next + 1), &dataset->timeframe)
      && bt_price_kind_parse (bt_statement_get_text (statement, next + 2), &dataset->kind);
  dataset->has_spread = bt_statement_get_int64 (statement, next + 3) != 0;
  dataset->rows = bt_statement_get_int64 (statement, next + 4);
  dataset->first_usec = bt_statement_get_int64 (statement, next + 5);
  dataset->last_usec = bt_statement_get_int64 (statement, next + 6);
  dataset->bytes = bt_statement_get_int64 (statement, next + 7);
  dataset->source = g_strdup (bt_statement_get_text (statement, next + 8));
  dataset->report_json = g_strdup (bt_statement_get_text (statement, next + 9));
  const char *grade = bt_statement_get_text (statement, next + 10);
  dataset->grade = grade != NULL && grade[0] != '\0' ? grade[0] : '-';
  dataset->imported_usec = bt_statement_get_int64 (statement, next + 11);
  dataset->is_synthetic = bt_statement_get_int64 (statement, next + 12) != 0;
  const void *hash = bt_statement_get_blob (statement, next + 13, &length);
  if (!is_valid || length != sizeof dataset->hash.bytes)
    {
      fail_invalid (dataset, error);
      return NULL;
    }
  memcpy (dataset->hash.bytes, hash, length);
  dataset->tick_rows = bt_statement_get_int64 (statement, next + 14);
  dataset->tick_bytes = bt_statement_get_int64 (statement, next + 15);
  hash = bt_statement_get_blob (statement, next + 16, &length);
  if (length == sizeof dataset->tick_hash.bytes)
    memcpy (dataset->tick_hash.bytes, hash, length);
  return g_steal_pointer (&dataset);
}

/* Reads the first row of a statement; NULL without error when there is none. */
static BtDataset *
read_first (BtStatement *statement, GError **error)
{
  gboolean has_row = FALSE;

  if (!bt_statement_step (statement, &has_row, error) || !has_row)
    return NULL;
  return read_dataset (statement, error);
}

static gboolean
fail_not_found (gint64 id, GError **error)
{
  g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND,
               "there is no dataset %" G_GINT64_FORMAT, id);
  return FALSE;
}

/* Says whose candles an error is about. */
static void
prefix_dataset (const BtDataset *dataset, GError **error)
{
  g_prefix_error (error, "dataset %" G_GINT64_FORMAT " (%s %s): ", dataset->id,
                  dataset->instrument.symbol, bt_timeframe_to_string (dataset->timeframe));
}

/* Sets the error of a search without result: what was asked for, and what there is. */
static void
fail_not_listed (BtDb *db, const char *symbol, BtTimeframe timeframe, GError **error)
{
  g_autoptr (GString) there = g_string_new (NULL);
  g_autoptr (GPtrArray) list = bt_dataset_table_list (db, error);

  if (list == NULL)
    return;
  for (guint i = 0; i < list->len; i++)
    {
      const BtDataset *dataset = g_ptr_array_index (list, i);
      g_string_append_printf (there, "%s%s %s", i > 0 ? ", " : "", dataset->instrument.symbol,
                              bt_timeframe_to_string (dataset->timeframe));
    }
  g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND,
               "there is no dataset of %s with candles of %s or such as make them up; there %s%s",
               symbol, bt_timeframe_to_string (timeframe),
               list->len > 0 ? "are: " : "are none at all", there->str);
}

/* Fails when sessions need the dataset, naming some. */
static gboolean
check_unused (BtDb *db, gint64 id, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  gboolean has_row = FALSE;
  guint count = 0;
  g_autoptr (BtStatement) statement = bt_db_prepare (
    db, "SELECT name FROM sessions WHERE dataset_id = ? ORDER BY played_usec DESC", error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_int64 (statement, 1, id);
  if (!bt_statement_step (statement, &has_row, error))
    return FALSE;
  for (; has_row; count++)
    {
      if (count < NAMED_SESSIONS_MAX)
        g_string_append_printf (names, "%s“%s”", count > 0 ? ", " : "",
                                bt_statement_get_text (statement, 0));
      if (!bt_statement_step (statement, &has_row, error))
        return FALSE;
    }
  if (count == 0)
    return TRUE;
  if (count > NAMED_SESSIONS_MAX)
    g_string_append_printf (names, " and %u more", count - NAMED_SESSIONS_MAX);
  g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_IN_USE,
               "the dataset is used by the sessions %s; delete those first", names->str);
  return FALSE;
}

/* Runs a change in a transaction. */
typedef gboolean (*DatasetChange) (BtDb *db, gint64 id, gconstpointer data, GError **error);

static gboolean
run_change (BtDb *db, DatasetChange change, gint64 id, gconstpointer data, GError **error)
{
  if (!bt_db_begin (db, error))
    return FALSE;
  if (!change (db, id, data, error))
    {
      bt_db_rollback (db);
      return FALSE;
    }
  return bt_db_commit (db, error);
}

static gboolean
delete_dataset (BtDb *db, gint64 id, gconstpointer data, GError **error)
{
  if (!check_unused (db, id, error))
    return FALSE;
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db, "DELETE FROM datasets WHERE id = ? AND owner IS NULL", error);
  if (statement == NULL)
    return FALSE;
  bt_statement_bind_int64 (statement, 1, id);
  if (!bt_statement_run (statement, error))
    return FALSE;
  return bt_db_get_changes (db) > 0 || fail_not_found (id, error);
}

static gboolean
add_to_hash (const BtColumns *columns, gpointer user_data, GError **error)
{
  bt_series_hasher_add (user_data, columns);
  return TRUE;
}

/* Stores the hash of a dataset's candles under an instrument. */
static gboolean
compute_hash (
  BtDb *db, const BtDataset *dataset, const BtInstrument *instrument, BtHash *out, GError **error)
{
  g_autoptr (BtSeriesHasher) hasher
    = bt_series_hasher_new (instrument, dataset->timeframe, dataset->kind);

  if (!bt_chunk_table_foreach (db, dataset->id, G_MININT64, G_MAXINT64, dataset->has_spread,
                               add_to_hash, hasher, NULL, error))
    {
      prefix_dataset (dataset, error);
      return FALSE;
    }
  bt_series_hasher_finish (hasher, out);
  return TRUE;
}

/* Returns whether a hash cannot tell the two instruments apart. */
static gboolean
is_same_in_hash (const BtInstrument *a, const BtInstrument *b)
{
  g_autoptr (BtRecord) first = bt_record_new ();
  g_autoptr (BtRecord) second = bt_record_new ();
  gsize first_length = 0;
  gsize second_length = 0;

  bt_instrument_add_to_record (a, first);
  bt_instrument_add_to_record (b, second);
  const guint8 *first_bytes = bt_record_get_bytes (first, &first_length);
  const guint8 *second_bytes = bt_record_get_bytes (second, &second_length);
  return first_length == second_length && memcmp (first_bytes, second_bytes, first_length) == 0;
}

static gboolean
update_instrument (BtDb *db, gint64 id, gconstpointer data, GError **error)
{
  const BtInstrument *instrument = data;
  g_autoptr (BtDataset) dataset = bt_dataset_table_get (db, id, error);

  if (dataset == NULL)
    return FALSE;
  if (g_ascii_strcasecmp (dataset->instrument.symbol, instrument->symbol) != 0
      || dataset->instrument.digits != instrument->digits)
    {
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_INVALID,
                   "symbol (%s) and digits (%u) of a dataset cannot change; import it again",
                   dataset->instrument.symbol, dataset->instrument.digits);
      return FALSE;
    }
  if (!is_same_in_hash (&dataset->instrument, instrument)
      && !compute_hash (db, dataset, instrument, &dataset->hash, error))
    return FALSE;
  g_autoptr (BtStatement) statement = bt_db_prepare (db,
                                                     "UPDATE datasets SET (" BT_INSTRUMENT_COLUMNS
                                                     ", hash) = (" BT_INSTRUMENT_PARAMETERS ", ?)"
                                                     " WHERE id = ?",
                                                     error);
  if (statement == NULL)
    return FALSE;
  bt_instrument_columns_bind (statement, 1, instrument);
  bt_statement_bind_blob (statement, BT_N_INSTRUMENT_COLUMNS + 1, dataset->hash.bytes,
                          sizeof dataset->hash.bytes);
  bt_statement_bind_int64 (statement, BT_N_INSTRUMENT_COLUMNS + 2, id);
  return bt_statement_run (statement, error);
}

/* Candles on their way from chunks into a series. */
typedef struct
{
  BtSeriesBuilder *builder;
  gint64 from_usec;
  gint64 to_usec;
} Loading;

/* Returns the index of the first time at or after time_usec. */
static gsize
find_time (const BtColumns *columns, gint64 time_usec)
{
  gsize i = 0;

  while (i < columns->length && columns->time_usec[i] < time_usec)
    i++;
  return i;
}

static gboolean
add_to_series (const BtColumns *columns, gpointer user_data, GError **error)
{
  Loading *loading = user_data;
  gsize first = find_time (columns, loading->from_usec);
  gsize end = columns->length;

  if (end > 0 && columns->time_usec[end - 1] >= loading->to_usec)
    end = find_time (columns, loading->to_usec);
  if (first >= end)
    return TRUE;
  BtColumns part = {
    .length = end - first,
    .time_usec = columns->time_usec + first,
    .open_points = columns->open_points + first,
    .high_points = columns->high_points + first,
    .low_points = columns->low_points + first,
    .close_points = columns->close_points + first,
    .volume = columns->volume + first,
    .spread_points = columns->spread_points != NULL ? columns->spread_points + first : NULL,
  };
  return bt_series_builder_add_columns (loading->builder, &part, error);
}

/* Turns what a builder refuses into what it means here. */
static void
mark_damaged (GError **error)
{
  if (error == NULL || *error == NULL || (*error)->domain == BT_STORE_ERROR
      || (*error)->domain == BT_DB_ERROR || (*error)->domain == G_IO_ERROR)
    return;
  GError *damaged = g_error_new (BT_STORE_ERROR, BT_STORE_ERROR_DAMAGED,
                                 "its candles are damaged: %s", (*error)->message);
  g_clear_error (error);
  *error = damaged;
}

static BtSeries *
load_part (BtDb *db,
           const BtDataset *dataset,
           gint64 from_usec,
           gint64 to_usec,
           gsize expected,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (dataset->timeframe, dataset->kind, dataset->has_spread);
  Loading loading = { .builder = builder, .from_usec = from_usec, .to_usec = to_usec };
  g_autoptr (GError) local = NULL;

  bt_series_builder_reserve (builder, expected);
  if (bt_chunk_table_foreach (db, dataset->id, from_usec, to_usec, dataset->has_spread,
                              add_to_series, &loading, cancellable, &local))
    return bt_series_builder_finish (builder);
  mark_damaged (&local);
  if (!g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    prefix_dataset (dataset, &local);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

void
bt_dataset_free (BtDataset *dataset)
{
  if (dataset == NULL)
    return;
  g_free (dataset->source);
  g_free (dataset->report_json);
  g_free (dataset);
}

GPtrArray *
bt_dataset_table_list (BtDb *db, GError **error)
{
  g_return_val_if_fail (db != NULL, NULL);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_dataset_free);
  g_autoptr (BtStatement) statement = bt_db_prepare (
    db, SELECT_DATASETS "ORDER BY symbol, timeframe_usec, imported_usec, id", error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return NULL;
  while (bt_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&list);
      BtDataset *dataset = read_dataset (statement, error);
      if (dataset == NULL)
        return NULL;
      g_ptr_array_add (list, dataset);
    }
  return NULL;
}

BtDataset *
bt_dataset_table_get (BtDb *db, gint64 id, GError **error)
{
  g_return_val_if_fail (db != NULL, NULL);
  g_autoptr (GError) local = NULL;
  g_autoptr (BtStatement) statement = bt_db_prepare (db, SELECT_DATASETS "AND id = ?", error);

  if (statement == NULL)
    return NULL;
  bt_statement_bind_int64 (statement, 1, id);
  BtDataset *dataset = read_first (statement, &local);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (dataset == NULL)
    fail_not_found (id, error);
  return dataset;
}

BtDataset *
bt_dataset_table_find_hash (BtDb *db, const BtHash *hash, GError **error)
{
  g_return_val_if_fail (db != NULL && hash != NULL, NULL);
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db, SELECT_DATASETS "AND hash = ? ORDER BY id", error);

  if (statement == NULL)
    return NULL;
  bt_statement_bind_blob (statement, 1, hash->bytes, sizeof hash->bytes);
  return read_first (statement, error);
}

BtDataset *
bt_dataset_table_find (
  BtDb *db, const char *symbol, BtTimeframe timeframe, gint64 from_usec, GError **error)
{
  g_return_val_if_fail (db != NULL && symbol != NULL, NULL);
  g_autoptr (GError) local = NULL;
  g_autoptr (BtStatement) statement = bt_db_prepare (
    db,
    SELECT_DATASETS "AND symbol = ?1 AND (timeframe_usec = ?2 OR (timeframe_usec < ?2"
                    " AND (?2 % timeframe_usec = 0 OR ?2 >= ?4) AND timeframe_usec <= ?4)) ORDER BY"
                    " CASE WHEN last_usec < ?3 THEN 1 ELSE 0 END, max(first_usec - ?3, 0),"
                    " timeframe_usec, imported_usec DESC, id DESC",
    error);

  if (statement == NULL)
    return NULL;
  bt_statement_bind_text (statement, 1, symbol);
  bt_statement_bind_int64 (statement, 2, bt_timeframe_usec (timeframe));
  if (from_usec == BT_TIME_NONE)
    bt_statement_bind_null (statement, 3);
  else
    bt_statement_bind_int64 (statement, 3, from_usec);
  /* As bt_timeframe_can_be_made_of() has it. */
  bt_statement_bind_int64 (statement, 4, bt_timeframe_usec (BT_TIMEFRAME_D1));
  BtDataset *dataset = read_first (statement, &local);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (dataset == NULL)
    fail_not_listed (db, symbol, timeframe, error);
  return dataset;
}

gboolean
bt_dataset_table_delete (BtDb *db, gint64 id, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);
  g_autoptr (GError) local = NULL;

  if (!run_change (db, delete_dataset, id, NULL, error))
    return FALSE;
  /* The dataset is gone either way; its pages are given back the next time. */
  if (!bt_db_trim (db, &local))
    g_info ("%s", local->message);
  return TRUE;
}

gboolean
bt_dataset_table_set_instrument (BtDb *db,
                                 gint64 id,
                                 const BtInstrument *instrument,
                                 GError **error)
{
  g_return_val_if_fail (db != NULL && instrument != NULL, FALSE);
  return bt_instrument_validate (instrument, error)
         && run_change (db, update_instrument, id, instrument, error);
}

BtSeries *
bt_dataset_table_load (BtDb *db, gint64 id, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (db != NULL, NULL);
  g_autoptr (BtDataset) dataset = bt_dataset_table_get (db, id, error);
  if (dataset == NULL)
    return NULL;
  g_autoptr (GArray) chunks = bt_chunk_table_list (db, id, error);
  if (chunks == NULL)
    return NULL;

  /* The record could be wrong; memory is taken for what the chunks can hold at most. */
  gint64 expected = CLAMP (dataset->rows, 0, (gint64) chunks->len * BT_CHUNK_ROWS_MAX);
  g_autoptr (BtSeries) series
    = load_part (db, dataset, G_MININT64, G_MAXINT64, (gsize) expected, cancellable, error);
  if (series == NULL)
    return NULL;
  if ((gint64) bt_series_get_length (series) != dataset->rows)
    {
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_DAMAGED,
                   "%" G_GSIZE_FORMAT " candles are there, %" G_GINT64_FORMAT " were stored",
                   bt_series_get_length (series), dataset->rows);
      prefix_dataset (dataset, error);
      return NULL;
    }
  return g_steal_pointer (&series);
}

BtSeries *
bt_dataset_table_load_window (BtDb *db, gint64 id, gint64 end_usec, gsize count, GError **error)
{
  g_return_val_if_fail (db != NULL, NULL);
  BtColumns columns = { 0 };
  g_autoptr (GError) local = NULL;
  g_autoptr (BtDataset) dataset = bt_dataset_table_get (db, id, error);

  if (dataset == NULL)
    return NULL;
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (dataset->timeframe, dataset->kind, dataset->has_spread);
  gsize wanted = (gsize) CLAMP (dataset->rows, 0, (gint64) MIN (count, G_MAXINT32));
  if (bt_chunk_table_read_window (db, id, end_usec, wanted, dataset->has_spread, &columns, &local)
      && bt_series_builder_add_columns (builder, &columns, &local))
    return bt_series_builder_finish (builder);
  mark_damaged (&local);
  prefix_dataset (dataset, &local);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

BtSeries *
bt_dataset_table_load_range (BtDb *db, gint64 id, gint64 from_usec, gint64 to_usec, GError **error)
{
  g_return_val_if_fail (db != NULL, NULL);
  g_autoptr (BtDataset) dataset = bt_dataset_table_get (db, id, error);

  return dataset != NULL ? load_part (db, dataset, from_usec, to_usec, 0, NULL, error) : NULL;
}

gboolean
bt_dataset_table_set_report (
  BtDb *db, gint64 id, const BtHash *hash, const char *report_json, char grade, GError **error)
{
  g_return_val_if_fail (db != NULL && hash != NULL && report_json != NULL, FALSE);
  const char grade_text[] = { grade, '\0' };
  g_autoptr (BtStatement) statement = bt_db_prepare (
    db, "UPDATE datasets SET report_json = ?, grade = ? WHERE id = ? AND hash = ?", error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_text (statement, 1, report_json);
  bt_statement_bind_text (statement, 2, grade_text);
  bt_statement_bind_int64 (statement, 3, id);
  bt_statement_bind_blob (statement, 4, hash->bytes, sizeof hash->bytes);
  return bt_statement_run (statement, error);
}

gboolean
bt_dataset_table_update_instrument (BtDb *db,
                                    gint64 id,
                                    const BtInstrument *instrument,
                                    GError **error)
{
  g_return_val_if_fail (db != NULL && instrument != NULL, FALSE);
  return bt_instrument_validate (instrument, error)
         && update_instrument (db, id, instrument, error);
}
