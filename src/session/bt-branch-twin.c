// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-branch-twin.h"

#include "session/bt-journal-replay.h"
#include "session/bt-session-private.h"

void
bt_branch_twin_data_init (BtBranchTwinData *data, BtSession *session, gint64 branch_id)
{
  *data = (BtBranchTwinData){ .store = g_object_ref (session->store),
                              .original = g_object_ref (session),
                              .branch_id = branch_id };
}

void
bt_branch_twin_data_clear (BtBranchTwinData *data)
{
  g_clear_object (&data->store);
  g_clear_object (&data->original);
  g_clear_pointer (&data->rows, g_ptr_array_unref);
  g_clear_pointer (&data->lines, g_ptr_array_unref);
  data->row = NULL;
}

static gboolean
load_job (BtDb *db, gpointer user_data, GError **error)
{
  BtBranchTwinData *data = user_data;
  const char *id = data->original->id;

  data->rows = bt_branch_table_list (db, id, error);
  for (guint i = 0; data->rows != NULL && i < data->rows->len; i++)
    if (((BtBranchRow *) data->rows->pdata[i])->id == data->branch_id)
      data->row = data->rows->pdata[i];
  if (data->row == NULL)
    {
      if (data->rows != NULL)
        g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND,
                     "session %s has no branch %" G_GINT64_FORMAT, id, data->branch_id);
      return FALSE;
    }
  data->lines = bt_branch_table_load_journal (db, id, data->branch_id, error);
  if (data->lines == NULL)
    return FALSE;
  bt_journal_trim (data->lines, data->row->head.command_count);
  return TRUE;
}

gboolean
bt_branch_twin_load (BtBranchTwinData *data, GError **error)
{
  return bt_store_run (data->store, load_job, data, error);
}

BtSession *
bt_branch_twin_new (BtBranchTwinData *data, GError **error)
{
  g_autoptr (BtSession) twin = g_object_new (BT_TYPE_SESSION, NULL);
  const BtSession *original = data->original;

  twin->is_closed = TRUE;
  twin->id = g_strdup (original->id);
  twin->name = g_strdup (data->row->name);
  twin->state = BT_SESSION_ARCHIVED;
  twin->settings = original->settings;
  twin->day = original->day;
  twin->range_hash = original->range_hash;
  twin->series = bt_series_ref (original->series);
  twin->tape = bt_tape_new (twin->series, &twin->settings.instrument, 0);
  twin->view.columns = bt_series_get_columns (twin->series);
  twin->line.branch_id = data->row->id;
  twin->line.head = data->row->head;
  g_ptr_array_unref (twin->line.lines);
  twin->line.lines = g_steal_pointer (&data->lines);
  return bt_session_replay_line (twin, error) ? g_steal_pointer (&twin) : NULL;
}
