// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What is done to the branches of a session: going over to another, renaming, deleting. */
#include "config.h"

#include "session/bt-branch-twin.h"
#include "session/bt-session-private.h"

typedef enum
{
  CHANGE_SWITCH,
  CHANGE_RENAME,
  CHANGE_DELETE,
} ChangeKind;

/* A change on its way; used by one thread after the other. */
typedef struct
{
  ChangeKind kind;
  BtBranchTwinData data;
  char *session_id;
  gint64 branch_id;
  char *name;
  BtSession *twin; /* the branch to go over to */
  GPtrArray *rows; /* of BtBranchRow, after the change */
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  bt_branch_twin_data_clear (&change->data);
  g_clear_object (&change->twin);
  g_clear_pointer (&change->rows, g_ptr_array_unref);
  g_free (change->session_id);
  g_free (change->name);
  g_free (change);
}

/* Fails unless a branch can be changed so now. */
static gboolean
check_change (BtSession *self, const Change *change, const char *id, GError **error)
{
  if (!bt_session_check_free (self, error))
    return FALSE;
  if (change->branch_id == 0)
    g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND,
                 "The session “%s” has no branch %s", self->name, id);
  else if (change->kind == CHANGE_DELETE && change->branch_id == self->line.branch_id)
    g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_IN_USE,
                 "The branch “%s” is the present one; go over to another before it is deleted",
                 bt_session_get_branch_name (self));
  else if (change->kind == CHANGE_RENAME)
    return bt_session_check_branch_name (self, change->branch_id, change->name, error);
  else
    return TRUE;
  return FALSE;
}

/* Returns a change that may begin, or NULL. The clock and the head are on disk then. */
static Change *
prepare (BtSession *self, ChangeKind kind, const char *id, const char *name, GError **error)
{
  Change *change = g_new0 (Change, 1);

  bt_session_settle (self);
  change->kind = kind;
  change->session_id = g_strdup (self->id);
  change->branch_id = bt_session_find_branch (self, id);
  change->name = g_strdup (name);
  if (check_change (self, change, id, error))
    {
      bt_session_pause_for (self, BT_PAUSE_USER);
      if (bt_session_save (self, error))
        {
          bt_branch_twin_data_init (&change->data, self, change->branch_id);
          self->is_changing = TRUE;
          g_object_notify (G_OBJECT (self), "busy");
          return change;
        }
    }
  change_free (change);
  return NULL;
}

static gboolean
change_job (BtDb *db, gpointer data, GError **error)
{
  Change *change = data;
  gboolean is_done = FALSE;

  switch (change->kind)
    {
    case CHANGE_SWITCH:
      is_done = bt_branch_table_switch (db, change->session_id, change->branch_id, error);
      break;
    case CHANGE_RENAME:
      is_done
        = bt_branch_table_rename (db, change->session_id, change->branch_id, change->name, error);
      break;
    case CHANGE_DELETE:
    default:
      is_done = bt_branch_table_delete (db, change->session_id, change->branch_id, error);
      break;
    }
  if (is_done)
    change->rows = bt_branch_table_list (db, change->session_id, error);
  return change->rows != NULL;
}

/* Does the slow part; any thread. The branch is run before it is made the present one. */
static gboolean
run_change (Change *change, GError **error)
{
  if (change->kind == CHANGE_SWITCH)
    {
      if (!bt_branch_twin_load (&change->data, error))
        return FALSE;
      change->twin = bt_branch_twin_new (&change->data, error);
      if (change->twin == NULL)
        return FALSE;
    }
  return bt_store_run (change->data.store, change_job, change, error);
}

/* Takes over engine and line of the twin that is at the head of another branch. */
static void
take_twin (BtSession *self, BtSession *twin)
{
  g_clear_pointer (&self->head_engine, bt_engine_free);
  g_clear_pointer (&self->spare, bt_engine_free);
  bt_engine_free (self->engine);
  self->engine = g_steal_pointer (&twin->engine);
  bt_session_listen (self, self->engine);

  BtSessionLine line = self->line;

  self->line = twin->line;
  twin->line = line;
  bt_session_view_take (&self->view, &twin->view);
  bt_session_view_jump (&self->view, self->engine, bt_line_list_get_known (self->view.log));
  bt_equity_trail_clear (&self->trail);
  bt_equity_trail_init (&self->trail);
}

/* Shows what was changed, and ends the change. */
static gboolean
complete (BtSession *self, Change *change, gboolean is_done, GError **error)
{
  self->is_changing = FALSE;
  if (is_done)
    {
      if (change->twin != NULL)
        take_twin (self, change->twin);
      bt_session_set_branches (self, change->rows);
      if (change->twin != NULL)
        {
          bt_session_publish_jump (self);
          bt_session_record_action (self, BT_LOG_BRANCH, 0, BT_TIME_NONE,
                                    bt_session_get_branch_name (self));
        }
    }
  g_object_notify (G_OBJECT (self), "busy");
  bt_session_queue_save (self);
  return is_done;
}

static gboolean
change_branch (BtSession *self, ChangeKind kind, const char *id, const char *name, GError **error)
{
  Change *change = prepare (self, kind, id, name, error);
  gboolean is_done;

  if (change == NULL)
    return FALSE;
  is_done = complete (self, change, run_change (change, error), error);
  change_free (change);
  return is_done;
}

static void
change_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (run_change (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Ends the work of the thread, in the main thread, and answers the caller. */
static void
change_run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BtSession *self = BT_SESSION (source);
  Change *change = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  gboolean is_done = g_task_propagate_boolean (G_TASK (result), &error);

  complete (self, change, is_done, NULL);
  if (is_done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
start_change (BtSession *self,
              ChangeKind kind,
              const char *id,
              const char *name,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GTask) work = NULL;
  GError *error = NULL;
  Change *change = prepare (self, kind, id, name, &error);

  g_task_set_source_tag (task, start_change);
  if (change == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  work = g_task_new (self, NULL, change_run_cb, task);
  g_task_set_source_tag (work, start_change);
  g_task_set_task_data (work, change, change_free);
  g_task_run_in_thread (work, change_in_thread);
}

gboolean
bt_session_switch_branch (BtSession *session, const char *id, GError **error)
{
  g_return_val_if_fail (BT_IS_SESSION (session) && id != NULL, FALSE);
  if (bt_session_find_branch (session, id) == session->line.branch_id)
    return bt_session_return_to_head (session, error);
  return change_branch (session, CHANGE_SWITCH, id, NULL, error);
}

gboolean
bt_session_rename_branch (BtSession *session, const char *id, const char *name, GError **error)
{
  g_return_val_if_fail (BT_IS_SESSION (session) && id != NULL && name != NULL, FALSE);
  return change_branch (session, CHANGE_RENAME, id, name, error);
}

gboolean
bt_session_delete_branch (BtSession *session, const char *id, GError **error)
{
  g_return_val_if_fail (BT_IS_SESSION (session) && id != NULL, FALSE);
  return change_branch (session, CHANGE_DELETE, id, NULL, error);
}

void
bt_session_switch_branch_async (BtSession *session,
                                const char *id,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (BT_IS_SESSION (session) && id != NULL);

  if (bt_session_find_branch (session, id) != session->line.branch_id)
    {
      start_change (session, CHANGE_SWITCH, id, NULL, callback, user_data);
      return;
    }
  task = g_task_new (session, NULL, callback, user_data);
  g_task_set_source_tag (task, start_change);
  if (bt_session_return_to_head (session, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
bt_session_rename_branch_async (BtSession *session,
                                const char *id,
                                const char *name,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (BT_IS_SESSION (session) && id != NULL && name != NULL);
  start_change (session, CHANGE_RENAME, id, name, callback, user_data);
}

void
bt_session_delete_branch_async (BtSession *session,
                                const char *id,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (BT_IS_SESSION (session) && id != NULL);
  start_change (session, CHANGE_DELETE, id, NULL, callback, user_data);
}

/* Every change ends alike. */
static gboolean
finish_change (BtSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
bt_session_switch_branch_finish (BtSession *session, GAsyncResult *result, GError **error)
{
  return finish_change (session, result, error);
}

gboolean
bt_session_rename_branch_finish (BtSession *session, GAsyncResult *result, GError **error)
{
  return finish_change (session, result, error);
}

gboolean
bt_session_delete_branch_finish (BtSession *session, GAsyncResult *result, GError **error)
{
  return finish_change (session, result, error);
}
