// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Writing a session of the store to a file. */
#include "config.h"

#include "session/bt-journal-replay.h"
#include "session/bt-session-data.h"
#include "session/bt-session-document.h"
#include "session/bt-session-file.h"

/* What is read of a session to export. */
typedef struct
{
  const char *folder;
  const char *id;
  gboolean needs_candles;
  BtSessionDocument *document;
  BtSessionData data;
} ExportData;

/* Makes a row say how its present branch ends. */
static gboolean
take_head (BtDb *db, BtSessionRow *row, GError **error)
{
  g_autoptr (GPtrArray) branches = bt_branch_table_list (db, row->id, error);

  for (guint i = 0; branches != NULL && i < branches->len; i++)
    {
      const BtBranchRow *branch = branches->pdata[i];

      if (branch->id != row->branch_id)
        continue;
      row->bar = branch->head.bar;
      row->digest = branch->head.digest;
      row->command_count = branch->head.command_count;
      row->is_ended = branch->head.is_ended;
    }
  return branches != NULL;
}

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
  if (!bt_session_settings_from_json (row->settings_json, &document->settings, error)
      || !take_head (db, row, error))
    return FALSE;
  g_ptr_array_unref (document->lines);
  document->lines = bt_branch_table_load_journal (db, export->id, row->branch_id, error);
  if (document->lines == NULL)
    {
      document->lines = g_ptr_array_new ();
      return FALSE;
    }
  bt_journal_trim (document->lines, row->command_count);
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
