// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Session files: out of the store, into it, and checked. */
#include "config.h"

#include "session/bt-journal-replay.h"
#include "session/bt-session-data.h"
#include "session/bt-session-document.h"
#include "session/bt-session-file.h"
#include "session/bt-session-private.h"
#include "store/bt-dataset-table.h"

/* What is read of a session to export. */
typedef struct
{
  const char *folder;
  const char *id;
  gboolean needs_candles;
  BtSessionDocument *document;
  BtSessionData data;
} ExportData;

static gboolean
export_job (BtDb *db, gpointer data, GError **error)
{
  ExportData *export = data;
  BtSessionDocument *document = export->document;
  g_autoptr (GError) local_error = NULL;
  BtSessionRow *row = bt_session_table_get (db, export->id, error);

  if (row == NULL)
    return FALSE;
  bt_session_row_free (document->row);
  document->row = row;
  if (!bt_session_settings_from_json (row->settings_json, &document->settings, error))
    return FALSE;
  g_ptr_array_unref (document->lines);
  document->lines = bt_session_table_load_journal (db, export->id, error);
  if (document->lines == NULL)
    {
      document->lines = g_ptr_array_new ();
      return FALSE;
    }
  bt_journal_trim (document->lines, row);
  /* Without its candles a session can still be taken away; only they themselves cannot. */
  if (bt_session_data_load (db, export->folder, row, &document->settings, &export->data,
                            &local_error))
    return TRUE;
  if (!export->needs_candles
      && g_error_matches (local_error, BT_SESSION_ERROR, BT_SESSION_ERROR_NO_DATA))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
bt_session_file_export (
  BtStore *store, const char *id, const char *path, gboolean with_candles, GError **error)
{
  g_return_val_if_fail (BT_IS_STORE (store) && id != NULL && path != NULL, FALSE);

  g_autoptr (BtSessionDocument) document = bt_session_document_new ();
  ExportData export = { .folder = bt_store_get_folder (store),
                        .id = id,
                        .needs_candles = with_candles,
                        .document = document };
  gboolean is_done = bt_store_run (store, export_job, &export, error);

  if (is_done && export.data.shared != NULL)
    {
      g_autoptr (BtSeries) series = bt_session_data_slice (&export.data);
      const BtColumns *columns = bt_series_get_columns (series);
      gint64 bar = document->row->bar;

      document->has_spread = columns->spread_points != NULL;
      document->clock_usec
        = bar < 0 ? columns->time_usec[0]
                  : columns->time_usec[bar] + bt_timeframe_usec (bt_series_get_timeframe (series));
      if (with_candles)
        document->candles = bt_series_ref (series);
    }
  is_done = is_done && bt_session_document_write (document, path, error);
  bt_session_data_clear (&export.data);
  return is_done;
}

/* The candles of a file: its own, or those of a dataset. */
typedef struct
{
  const char *folder;
  BtSessionDocument *document;
  BtSessionData data; /* empty when they are the file's own */
  BtSeries *series;
} FoundCandles;

static void
found_candles_clear (FoundCandles *found)
{
  bt_session_data_clear (&found->data);
  g_clear_pointer (&found->series, bt_series_unref);
}

static gboolean
find_job (BtDb *db, gpointer data, GError **error)
{
  FoundCandles *found = data;

  return bt_session_data_load (db, found->folder, found->document->row, &found->document->settings,
                               &found->data, error);
}

/* Finds the candles to run a document on. Fails with BT_SESSION_ERROR_NO_DATA. */
static gboolean
find_candles (BtSessionDocument *document, BtStore *store, FoundCandles *found, GError **error)
{
  *found = (FoundCandles){ .document = document };
  /* The place in a dataset is of the program that wrote the file. */
  document->row->first_index = -1;
  if (document->candles != NULL)
    {
      found->series = bt_series_ref (document->candles);
      return TRUE;
    }
  if (store == NULL)
    {
      g_autofree char *hash = bt_hash_to_string (&document->row->range_hash);

      g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_NO_DATA,
                   "The file has no candles; the session needs %s %s with SHA-256 %s",
                   document->settings.instrument.symbol,
                   bt_timeframe_to_string (document->settings.base_timeframe), hash);
      return FALSE;
    }
  found->folder = bt_store_get_folder (store);
  if (!bt_store_run (store, find_job, found, error))
    return FALSE;
  found->series = bt_session_data_slice (&found->data);
  return TRUE;
}

/* Sets the answer of a verification that failed. */
static void
refute (BtVerification *out, gint64 record, const char *message)
{
  out->is_verified = FALSE;
  out->record = record;
  g_free (out->message);
  out->message = g_strdup (message);
}

/* Compares the candles with what the manifest says of them. */
static gboolean
verify_candles (const BtSessionDocument *document, BtSeries *series, BtVerification *out)
{
  g_autofree char *message = NULL;
  BtHash hash;

  if (document->candles_fault != NULL)
    {
      refute (out, 0, document->candles_fault);
      return FALSE;
    }
  bt_series_hash (series, &document->settings.instrument, &hash);
  if ((gint64) bt_series_get_length (series) == document->row->length
      && bt_hash_equal (&hash, &document->row->range_hash))
    return TRUE;

  g_autofree char *found = bt_hash_to_string (&hash);
  g_autofree char *expected = bt_hash_to_string (&document->row->range_hash);

  message = g_strdup_printf (
    "candles.csv: the candles have SHA-256 %s, the session was played on %s", found, expected);
  refute (out, 0, message);
  return FALSE;
}

/* Compares what the journal gave with what the manifest says of its end. */
static gboolean
verify_end (const BtSessionDocument *document, BtEngine *engine, BtVerification *out)
{
  const BtSessionRow *row = document->row;
  g_autoptr (GError) error = NULL;

  if ((gint64) document->lines->len != row->command_count)
    {
      g_autofree char *message
        = g_strdup_printf ("journal.jsonl: %u lines, the manifest says %" G_GINT64_FORMAT,
                           document->lines->len, row->command_count);

      refute (out, MIN ((gint64) document->lines->len, row->command_count) + 1, message);
      return FALSE;
    }
  if (!bt_journal_replay_to (engine, row->bar, &row->digest, &error))
    {
      refute (out, 0, error->message);
      return FALSE;
    }
  if (bt_engine_is_ended (engine) != row->is_ended)
    {
      refute (out, 0, "manifest.json: whether the session has ended is not what the journal says");
      return FALSE;
    }
  return TRUE;
}

/* Runs a document's journal on an engine; the first fault in the order of the file is told. */
static void
verify_with_engine (const BtSessionDocument *document,
                    BtEngine *engine,
                    BtReplayFunc func,
                    gpointer user_data,
                    BtVerification *out)
{
  g_autoptr (GError) error = NULL;
  gint64 bad_line = 0;
  BtHash digest;

  if (!bt_journal_replay (engine, document->lines, func, user_data, &bad_line, &error))
    {
      refute (out, bad_line, error->message);
      return;
    }
  if (document->journal_fault != NULL)
    {
      refute (out, document->journal_line, document->journal_fault);
      return;
    }
  if (!verify_end (document, engine, out))
    return;
  if (document->manifest_fault != NULL)
    {
      refute (out, 0, document->manifest_fault);
      return;
    }
  bt_engine_get_digest (engine, &digest);
  out->is_verified = TRUE;
  out->digest = bt_hash_to_string (&digest);
}

/* Returns an engine at the start of a document's session; NULL with the answer set when it cannot
 * be. */
static BtEngine *
start_engine (const BtSessionDocument *document, BtSeries *series, BtVerification *out)
{
  g_autoptr (GError) error = NULL;
  BtEngine *engine;

  *out = (BtVerification){ .message = g_strdup ("") };
  if (document->row->rules_version != BT_RULES_VERSION)
    {
      g_autofree char *message = g_strdup_printf (
        "The session was played under version %d of the rules; this program has version %d",
        document->row->rules_version, BT_RULES_VERSION);

      refute (out, 0, message);
      return NULL;
    }
  if (!verify_candles (document, series, out))
    return NULL;
  engine = bt_engine_new (&document->settings, series, &document->row->range_hash, &error);
  if (engine == NULL)
    refute (out, 0, error->message);
  return engine;
}

void
bt_verification_clear (BtVerification *verification)
{
  g_clear_pointer (&verification->digest, g_free);
  g_clear_pointer (&verification->message, g_free);
}

/* Verifies a document that was read. A file whose own candles are damaged is refuted, not
 * unreadable. */
static gboolean
verify_document (BtSessionDocument *document, BtStore *store, BtVerification *out, GError **error)
{
  FoundCandles found = { 0 };
  g_autoptr (BtEngine) engine = NULL;

  if (document->has_candles && document->candles == NULL)
    {
      *out = (BtVerification){ .message = g_strdup (document->candles_fault) };
      return TRUE;
    }
  if (!find_candles (document, store, &found, error))
    {
      /* A changed manifest may ask for candles that never were. */
      if (document->manifest_fault == NULL
          || !g_error_matches (*error, BT_SESSION_ERROR, BT_SESSION_ERROR_NO_DATA))
        return FALSE;
      g_clear_error (error);
      *out = (BtVerification){ .message = g_strdup (document->manifest_fault) };
      return TRUE;
    }
  engine = start_engine (document, found.series, out);
  if (engine != NULL)
    verify_with_engine (document, engine, NULL, NULL, out);
  found_candles_clear (&found);
  return TRUE;
}

gboolean
bt_session_file_verify (const char *path, BtStore *store, BtVerification *out, GError **error)
{
  g_return_val_if_fail (path != NULL && out != NULL, FALSE);

  g_autoptr (BtSessionDocument) document = bt_session_document_read (path, error);
  g_autoptr (GError) local_error = NULL;

  if (document == NULL)
    return FALSE;
  if (verify_document (document, store, out, &local_error))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
command_reported_cb (const BtCommand *command, gpointer user_data)
{
  BtSession *session = user_data;

  session->view.clock_usec = bt_engine_get_clock (session->engine);
  session->view.command_name = bt_command_kind_to_string (command->kind);
}

/* Returns a session without a store, closed from the start, that stands where a document ends. */
static BtSession *
make_session (const BtSessionDocument *document, BtSeries *series, BtVerification *verification)
{
  g_autoptr (BtSession) session = g_object_new (BT_TYPE_SESSION, NULL);

  session->engine = start_engine (document, series, verification);
  if (session->engine == NULL)
    return NULL;
  session->is_closed = TRUE;
  session->id = g_strdup ("");
  session->name = g_strdup (document->row->name);
  session->state = BT_SESSION_ARCHIVED;
  session->settings = document->settings;
  session->range_hash = document->row->range_hash;
  session->series = bt_series_ref (series);
  session->tape = bt_tape_new (series, &session->settings.instrument, 0);
  session->view.columns = bt_series_get_columns (series);
  bt_session_listen (session, session->engine);
  verify_with_engine (document, session->engine, command_reported_cb, session, verification);
  if (!verification->is_verified)
    return NULL;
  bt_session_publish (session);
  return g_steal_pointer (&session);
}

BtSessionReport *
bt_session_file_report (const char *path, BtStore *store, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (BtSessionDocument) document = bt_session_document_read (path, error);
  g_autoptr (BtSession) session = NULL;
  FoundCandles found = { 0 };
  BtVerification verification = { 0 };

  if (document == NULL)
    return NULL;
  if (document->has_candles && document->candles == NULL)
    {
      g_set_error_literal (error, BT_SESSION_ERROR, BT_SESSION_ERROR_DIVERGED,
                           document->candles_fault);
      return NULL;
    }
  if (!find_candles (document, store, &found, error))
    return NULL;
  session = make_session (document, found.series, &verification);
  if (session == NULL)
    g_set_error_literal (error, BT_SESSION_ERROR, BT_SESSION_ERROR_DIVERGED, verification.message);
  found_candles_clear (&found);
  bt_verification_clear (&verification);
  return session == NULL ? NULL : bt_session_make_report (session);
}

/* What is written of an imported file. */
typedef struct
{
  BtStore *store;
  const char *source;
  BtSessionDocument *document;
} ImportData;

/* Stores the file's candles as a dataset, unless they are there, and makes them the session's. */
static gboolean
store_candles (BtDb *db, const char *source, BtSessionDocument *document, GError **error)
{
  BtSessionRow *row = document->row;
  BtSeries *series = document->candles;
  const BtInstrument *instrument = &document->settings.instrument;
  BtDatasetWriter *writer = bt_dataset_writer_begin (
    db, instrument, bt_series_get_timeframe (series), bt_series_get_price_kind (series),
    bt_series_get_columns (series)->spread_points != NULL, error);
  gsize length = bt_series_get_length (series);
  gboolean is_new = FALSE;
  gboolean is_stored = writer != NULL;

  for (gsize i = 0; is_stored && i < length; i++)
    {
      BtCandle candle = bt_series_get_candle (series, i);

      is_stored = bt_dataset_writer_add (writer, &candle, 1, error);
    }
  is_stored = is_stored
              && bt_dataset_writer_finish (writer, source, NULL, '-', FALSE, &row->dataset_id,
                                           &is_new, error);
  bt_dataset_writer_free (writer);
  row->first_index = 0;
  row->dataset_hash = row->range_hash;
  return is_stored;
}

static gboolean
import_job (BtDb *db, gpointer data, GError **error)
{
  ImportData *import = data;
  BtSessionDocument *document = import->document;

  if (document->row->dataset_id == 0 && document->candles != NULL)
    {
      if (!store_candles (db, import->source, document, error))
        return FALSE;
      bt_store_notify_datasets (import->store);
    }
  if (!bt_session_table_insert_journal (db, document->row, document->lines, error))
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
  const char *fault
    = document->manifest_fault != NULL ? document->manifest_fault : document->journal_fault;
  gboolean is_good = TRUE;

  if (!verify_document (document, store, &verification, &local_error))
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

/* Makes a document's row that of a dataset of the store, when one has its candles. */
static void
adopt_dataset (BtSessionDocument *document, BtStore *store)
{
  FoundCandles found = { .folder = bt_store_get_folder (store), .document = document };

  if (!bt_store_run (store, find_job, &found, NULL))
    return;
  document->row->dataset_id = found.data.dataset->id;
  document->row->dataset_hash = found.data.dataset->hash;
  document->row->first_index = found.data.first_index;
  found_candles_clear (&found);
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
  adopt_dataset (document, store);
  row = document->row;
  row->id = g_uuid_string_random ();
  row->state = BT_SESSION_PAUSED;
  row->first_index = MAX (row->first_index, 0);
  row->played_usec = g_get_real_time ();
  return bt_store_run (store, import_job, &import, error) ? g_strdup (row->id) : NULL;
}
