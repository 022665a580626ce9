// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Taking a session file into the store. */
#include "config.h"

#include "session/bt-session-data.h"
#include "session/bt-session-verify.h"
#include "store/bt-dataset-table.h"

/* Ticks that are stored at once. */
#define BLOCK_TICKS 4096

/* What is written of an imported file. */
typedef struct
{
  BtStore *store;
  const char *source;
  BtSessionDocument *document;
} ImportData;

/* Adds all ticks to a dataset that is written. */
static gboolean
add_ticks (BtDatasetWriter *writer, const BtTickSeries *ticks, GError **error)
{
  const BtTickColumns *columns = bt_tick_series_get_columns (ticks);
  BtMarketTick block[BLOCK_TICKS];
  gsize filled = 0;

  for (gsize i = 0; i < columns->length; i++)
    {
      block[filled++] = (BtMarketTick){ .time_usec = columns->time_usec[i],
                                        .bid_points = columns->bid_points[i],
                                        .ask_points = columns->ask_points[i],
                                        .volume = columns->volume[i] };
      if (filled < BLOCK_TICKS && i + 1 < columns->length)
        continue;
      if (!bt_dataset_writer_add_ticks (writer, block, filled, error))
        return FALSE;
      filled = 0;
    }
  return TRUE;
}

/* Adds all candles, and ticks where there are some. */
static gboolean
add_candles (BtDatasetWriter *writer, const BtSessionDocument *document, GError **error)
{
  gsize length = bt_series_get_length (document->candles);

  for (gsize i = 0; i < length; i++)
    {
      BtCandle candle = bt_series_get_candle (document->candles, i);

      if (!bt_dataset_writer_add (writer, &candle, 1, error))
        return FALSE;
    }
  return document->ticks == NULL || add_ticks (writer, document->ticks, error);
}

/* Stores the file's candles and ticks as a dataset, unless they are there, and makes them the
 * session's. */
static gboolean
store_candles (BtDb *db, const char *source, BtSessionDocument *document, GError **error)
{
  BtSessionRow *row = document->row;
  BtSeries *series = document->candles;
  const BtInstrument *instrument = &document->settings.instrument;
  BtDatasetWriter *writer = bt_dataset_writer_begin (
    db, instrument, bt_series_get_timeframe (series), bt_series_get_price_kind (series),
    bt_series_get_columns (series)->spread_points != NULL, error);
  gboolean is_new = FALSE;
  gboolean is_stored = writer != NULL && add_candles (writer, document, error)
                       && bt_dataset_writer_finish (writer, source, NULL, '-', FALSE,
                                                    &row->dataset_id, &is_new, error);
  bt_dataset_writer_free (writer);
  row->first_index = 0;
  bt_series_hash (series, instrument, &row->dataset_hash);
  return is_stored;
}

/* Fails when the dataset has not become the session's: one with the same candles keeps its own
 * ticks. */
static gboolean
check_stored (BtDb *db, BtStore *store, const BtSessionDocument *document, GError **error)
{
  BtSessionData data = { 0 };

  if (document->row->tick_count == 0)
    return TRUE;
  if (!bt_session_data_load (db, bt_store_get_folder (store), document->row, &document->settings,
                             &data, error))
    {
      g_prefix_error (error, "Here the same candles have other ticks: ");
      return FALSE;
    }
  bt_session_data_clear (&data);
  return TRUE;
}

/* Writes the session and its branches. */
static gboolean
write_session (BtDb *db, const BtSessionDocument *document, GError **error)
{
  gboolean is_done = bt_session_table_insert_row (db, document->row, error);

  for (guint i = 0; is_done && i < document->branches->len; i++)
    {
      const BtDocumentBranch *branch = document->branches->pdata[i];

      is_done = bt_branch_table_insert (db, document->row->id, &branch->row, branch->lines, error);
    }
  for (guint i = 0; is_done && i < document->annotations->len; i++)
    is_done
      = bt_annotation_table_set (db, document->row->id, document->annotations->pdata[i], error);
  return is_done;
}

static gboolean
insert_session (BtDb *db, const BtSessionDocument *document, GError **error)
{
  if (!bt_db_begin (db, error))
    return FALSE;
  if (write_session (db, document, error))
    return bt_db_commit (db, error);
  bt_db_rollback (db);
  return FALSE;
}

static gboolean
import_job (BtDb *db, gpointer data, GError **error)
{
  ImportData *import = data;
  BtSessionDocument *document = import->document;

  if (document->row->dataset_id == 0 && document->candles != NULL
      && (document->row->tick_count == 0 || document->ticks != NULL))
    {
      if (!store_candles (db, import->source, document, error)
          || !check_stored (db, import->store, document, error))
        return FALSE;
      bt_store_notify_datasets (import->store);
    }
  if (!insert_session (db, document, error))
    return FALSE;
  bt_store_notify_sessions (import->store);
  return TRUE;
}

/* Verifies a document before it is taken in; one whose candles are nowhere waits for them: opening
 * it runs the journal again. */
static gboolean
check_import (BtSessionDocument *document, BtStore *store, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  BtVerification verification = { 0 };
  const char *fault = document->manifest_fault;
  gboolean is_good = TRUE;

  for (guint i = 0; fault == NULL && i < document->branches->len; i++)
    fault = ((const BtDocumentBranch *) document->branches->pdata[i])->journal_fault;
  /* They are no part of what is verified; what is taken in is read all the same. */
  if (document->annotations_fault != NULL)
    {
      g_set_error_literal (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT,
                           document->annotations_fault);
      return FALSE;
    }

  if (!bt_session_document_verify (document, store, &verification, &local_error))
    {
      is_good = g_error_matches (local_error, BT_SESSION_ERROR, BT_SESSION_ERROR_NO_DATA)
                && fault == NULL;
      if (!is_good)
        g_propagate_error (error, g_steal_pointer (&local_error));
      return is_good;
    }
  is_good = verification.is_verified;
  if (!is_good)
    g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_DIVERGED,
                 "The session does not verify: %s", verification.message);
  bt_verification_clear (&verification);
  return is_good;
}

char *
bt_session_file_import (BtStore *store, const char *path, GError **error)
{
  g_return_val_if_fail (BT_IS_STORE (store) && path != NULL, NULL);

  g_autoptr (BtSessionDocument) document = bt_session_document_read (path, error);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *source = g_strdup_printf ("Session file %s", name);
  ImportData import = { .store = store, .source = source, .document = document };
  BtSessionRow *row;

  if (document == NULL || !check_import (document, store, error))
    return NULL;
  bt_session_document_adopt (document, store);
  row = document->row;
  row->id = g_uuid_string_random ();
  row->state = BT_SESSION_PAUSED;
  row->first_index = MAX (row->first_index, 0);
  row->played_usec = g_get_real_time ();
  return bt_store_run (store, import_job, &import, error) ? g_strdup (row->id) : NULL;
}
