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

/* Reads the branches and their journals into a document. */
static gboolean
read_branches (BtDb *db, BtSessionDocument *document, GError **error)
{
  const char *id = document->row->id;
  g_autoptr (GPtrArray) rows = bt_branch_table_list (db, id, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      BtBranchRow *row = rows->pdata[i];
      BtDocumentBranch *branch = bt_session_document_add_branch (document);
      GPtrArray *lines = bt_branch_table_load_journal (db, id, row->id, error);

      if (lines == NULL)
        return FALSE;
      bt_journal_trim (lines, row->head.command_count);
      g_ptr_array_unref (branch->lines);
      branch->lines = lines;
      branch->row = *row;
      branch->row.name = g_strdup (row->name);
    }
  return rows != NULL;
}

/* Reads alerts, notes and actions into a document. */
static gboolean
read_annotations (BtDb *db, BtSessionDocument *document, GError **error)
{
  GPtrArray *rows = bt_annotation_table_list (db, document->row->id, error);

  if (rows == NULL)
    return FALSE;
  g_ptr_array_unref (document->annotations);
  document->annotations = rows;
  return TRUE;
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
      || !read_branches (db, document, error) || !read_annotations (db, document, error))
    return FALSE;
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

/* Tells the time of each branch's head. */
static void
set_clocks (BtSessionDocument *document, BtSeries *series)
{
  const BtColumns *columns = bt_series_get_columns (series);

  for (guint i = 0; i < document->branches->len; i++)
    {
      BtDocumentBranch *branch = document->branches->pdata[i];
      gint64 bar = branch->row.head.bar;

      branch->clock_usec
        = bar < 0 ? columns->time_usec[0]
                  : columns->time_usec[bar] + bt_timeframe_usec (bt_series_get_timeframe (series));
    }
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
      document->has_spread = bt_series_get_columns (series)->spread_points != NULL;
      set_clocks (document, series);
      if (with_candles)
        {
          document->candles = bt_series_ref (series);
          document->ticks = g_steal_pointer (&export.data.ticks);
        }
    }
  is_done = is_done && bt_session_document_write (document, path, error);
  bt_session_data_clear (&export.data);
  return is_done;
}
