// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What can be done to a session of the library without a window. */
#include "config.h"

#include "session/bt-session-file.h"
#include "session/bt-session-library-private.h"
#include "session/bt-session-private.h"

/* A change; which fields count depends on the work. */
typedef struct
{
  BtStore *store;
  char *id;
  char *text; /* a name, or a path */
  gboolean flag;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_object_unref (change->store);
  g_free (change->id);
  g_free (change->text);
  g_free (change);
}

static Change *
change_new (BtSessionLibrary *library, const char *id, const char *text, gboolean flag)
{
  Change *change = g_new0 (Change, 1);

  change->store = g_object_ref (library->store);
  change->id = g_strdup (id);
  change->text = g_strdup (text);
  change->flag = flag;
  return change;
}

static void
change_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (bt_store_run_finish (BT_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Runs a job on the store's thread and answers with it. */
static void
start_job (BtSessionLibrary *library,
           BtStoreJob job,
           Change *change,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  GTask *task = g_task_new (library, NULL, callback, user_data);

  g_task_set_source_tag (task, start_job);
  bt_store_run_async (library->store, job, change, change_free, NULL, change_done_cb, task);
}

/* Runs work that reads or writes files on a thread of its own and answers with it. */
static void
start_thread (BtSessionLibrary *library,
              GTaskThreadFunc func,
              Change *change,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (library, NULL, callback, user_data);

  g_task_set_source_tag (task, start_thread);
  g_task_set_task_data (task, change, change_free);
  g_task_run_in_thread (task, func);
}

static void
answer (GTask *task, gboolean is_done, GError *error)
{
  if (is_done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
set_state_job (BtDb *db, gpointer data, GError **error)
{
  Change *change = data;

  if (!bt_session_table_set_archived (db, change->id, change->flag, g_get_real_time (), error))
    return FALSE;
  bt_store_notify_sessions (change->store);
  return TRUE;
}

void
bt_session_library_set_archived_async (BtSessionLibrary *library,
                                       const char *id,
                                       gboolean is_archived,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  BtSession *session;

  g_return_if_fail (BT_IS_SESSION_LIBRARY (library) && id != NULL);

  /* A session with a window is read-only from now on; its clock goes to disk before. */
  session = bt_session_library_find_open (library, id);
  if (session != NULL)
    {
      bt_session_pause (session);
      bt_session_save (session, NULL);
      session->state = is_archived ? BT_SESSION_ARCHIVED : BT_SESSION_PAUSED;
      bt_session_update_disguise (session);
      g_object_notify (G_OBJECT (session), "state");
    }
  start_job (library, set_state_job, change_new (library, id, NULL, is_archived), callback,
             user_data);
}

static gboolean
rename_job (BtDb *db, gpointer data, GError **error)
{
  Change *change = data;

  if (!bt_session_table_set_name (db, change->id, change->text, error))
    return FALSE;
  bt_store_notify_sessions (change->store);
  return TRUE;
}

void
bt_session_library_rename_async (BtSessionLibrary *library,
                                 const char *id,
                                 const char *name,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  BtSession *session;

  g_return_if_fail (BT_IS_SESSION_LIBRARY (library) && id != NULL && name != NULL);

  session = bt_session_library_find_open (library, id);
  if (session != NULL)
    g_object_set (session, "name", name, NULL);
  start_job (library, rename_job, change_new (library, id, name, FALSE), callback, user_data);
}

/* The session to copy, and the names that are taken. */
typedef struct
{
  const char *id;
  BtSessionRow *row;
  GPtrArray *rows;
} DuplicateData;

static gboolean
read_original_job (BtDb *db, gpointer data, GError **error)
{
  DuplicateData *duplicate = data;

  duplicate->row = bt_session_table_get (db, duplicate->id, error);
  if (duplicate->row != NULL)
    duplicate->rows = bt_session_table_list (db, error);
  return duplicate->rows != NULL;
}

/* Returns "Name 2", or the next number that is free. */
static char *
number_name (const DuplicateData *duplicate)
{
  for (guint number = 2;; number++)
    {
      g_autofree char *name = g_strdup_printf ("%s %u", duplicate->row->name, number);
      gboolean is_taken = FALSE;

      for (guint i = 0; i < duplicate->rows->len && !is_taken; i++)
        is_taken = g_strcmp0 (((BtSessionRow *) duplicate->rows->pdata[i])->name, name) == 0;
      if (!is_taken)
        return g_steal_pointer (&name);
    }
}

static char *
duplicate_session (BtStore *store, const DuplicateData *original, GError **error)
{
  BtViewState look;
  g_autofree char *name = number_name (original);
  BtSessionPlan plan = { .name = name,
                         .dataset_id = original->row->dataset_id,
                         .start_usec = original->row->start_usec,
                         .end_usec = original->row->end_usec,
                         .is_blind = original->row->blind.is_blind,
                         /* Who saw what is hidden has seen it for the copy too. */
                         .is_seen = !bt_session_row_is_hidden (original->row) };

  if (!bt_session_settings_from_json (original->row->settings_json, &plan.settings, error))
    return NULL;
  bt_view_state_init (&look);
  bt_view_state_read (&look, original->row->view_json);
  plan.chart_timeframe = (BtTimeframe) look.chart_timeframe;
  plan.speed = look.speed;
  bt_view_state_clear (&look);
  return bt_session_create (store, &plan, error);
}

static void
duplicate_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Change *change = task_data;
  DuplicateData original = { .id = change->id };
  g_autofree char *id = NULL;
  GError *error = NULL;

  if (bt_store_run (change->store, read_original_job, &original, &error))
    id = duplicate_session (change->store, &original, &error);
  g_clear_pointer (&original.row, bt_session_row_free);
  g_clear_pointer (&original.rows, g_ptr_array_unref);
  answer (task, id != NULL, error);
}

void
bt_session_library_duplicate_async (BtSessionLibrary *library,
                                    const char *id,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (BT_IS_SESSION_LIBRARY (library) && id != NULL);
  start_thread (library, duplicate_in_thread, change_new (library, id, NULL, FALSE), callback,
                user_data);
}

static void
export_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Change *change = task_data;
  GError *error = NULL;

  answer (task,
          bt_session_file_export (change->store, change->id, change->text, change->flag, &error),
          error);
}

void
bt_session_library_export_async (BtSessionLibrary *library,
                                 const char *id,
                                 const char *path,
                                 gboolean with_candles,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  BtSession *session;

  g_return_if_fail (BT_IS_SESSION_LIBRARY (library) && id != NULL && path != NULL);

  /* What is on the screen is what is exported. */
  session = bt_session_library_find_open (library, id);
  if (session != NULL)
    bt_session_save (session, NULL);
  start_thread (library, export_in_thread, change_new (library, id, path, with_candles), callback,
                user_data);
}

static void
import_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Change *change = task_data;
  GError *error = NULL;
  g_autofree char *id = bt_session_file_import (change->store, change->text, &error);

  answer (task, id != NULL, error);
}

void
bt_session_library_import_async (BtSessionLibrary *library,
                                 const char *path,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (BT_IS_SESSION_LIBRARY (library) && path != NULL);
  start_thread (library, import_in_thread, change_new (library, NULL, path, FALSE), callback,
                user_data);
}

gboolean
bt_session_library_change_finish (BtSessionLibrary *library, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
