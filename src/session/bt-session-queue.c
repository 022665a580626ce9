// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The commands that wait for the one that is being written. They are applied in the order in which
 * they were given, each when the one before is on disk and shown, at the candle where the clock
 * stands: no candle comes between. So what they lead to does not depend on how fast the disk is. */
#include "config.h"

#include "session/bt-submission.h"

/* What the task of a submission carries. */
typedef struct
{
  BtCommand given;
  BtSubmission *submission; /* once it was prepared */
} SubmitData;

static void
submit_data_free (gpointer data)
{
  SubmitData *submit = data;

  bt_submission_free (submit->submission);
  g_free (submit);
}

gboolean
bt_session_is_committing (BtSession *session)
{
  return session->pending != NULL || !g_queue_is_empty (&session->waiting);
}

/* Shows the command that was written, or was not, and answers who gave it. */
static void
finish_commit (BtSession *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->committing);
  SubmitData *submit = g_task_get_task_data (task);
  GError *error = NULL;

  if (bt_submission_complete (self, submit->submission, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void line_written_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* Begins to write the command of a task, or answers why it is not taken. */
static void
start_commit (BtSession *self, GTask *task)
{
  SubmitData *submit = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  submit->submission = bt_submission_prepare (self, &submit->given, &error);
  if (submit->submission == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->committing = g_object_ref (task);
  g_object_notify (G_OBJECT (self), "busy");
  bt_store_run_async (self->store, bt_submission_job, submit->submission, NULL, NULL,
                      line_written_cb, g_object_ref (task));
}

/* Begins with the command that has waited longest, unless one is being written. Those that are not
 * taken are answered at once and make room for the next. */
static void
start_next (BtSession *self)
{
  while (self->pending == NULL && !g_queue_is_empty (&self->waiting))
    {
      g_autoptr (GTask) task = g_queue_pop_head (&self->waiting);

      start_commit (self, task);
    }
}

static void
line_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  BtSession *self = g_task_get_source_object (task);
  SubmitData *submit = g_task_get_task_data (task);
  gboolean is_written = bt_store_run_finish (BT_STORE (source), result, &error);

  /* Somebody has waited for it already. */
  if (self->committing != task)
    return;
  if (!is_written && submit->submission->commit_error == NULL)
    submit->submission->commit_error = g_steal_pointer (&error);
  finish_commit (self);
  start_next (self);
}

void
bt_session_settle (BtSession *session)
{
  g_return_if_fail (BT_IS_SESSION (session));

  g_object_ref (session);
  start_next (session);
  while (session->committing != NULL)
    {
      SubmitData *submit = g_task_get_task_data (session->committing);

      bt_store_flush (session->store);
      if (!submit->submission->has_run)
        g_set_error_literal (&submit->submission->commit_error, BT_SESSION_ERROR,
                             BT_SESSION_ERROR_BUSY, "The database cannot keep up");
      finish_commit (session);
      start_next (session);
    }
  g_object_unref (session);
}

gboolean
bt_session_submit (BtSession *session, const BtCommand *command, BtRefusal *refusal, GError **error)
{
  g_autoptr (BtSubmission) submission = NULL;

  g_return_val_if_fail (BT_IS_SESSION (session) && command != NULL, FALSE);

  bt_session_settle (session);
  submission = bt_submission_prepare (session, command, error);
  if (submission == NULL)
    return FALSE;
  bt_store_run (session->store, bt_submission_job, submission, NULL);
  if (refusal != NULL)
    *refusal = submission->refusal;
  return bt_submission_complete (session, submission, error);
}

void
bt_session_submit_async (BtSession *session,
                         const BtCommand *command,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SubmitData *submit;

  g_return_if_fail (BT_IS_SESSION (session) && command != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, bt_session_submit_async);
  /* Once begun a commit is not called back: the answer is what happened. */
  g_task_set_check_cancellable (task, FALSE);
  submit = g_new0 (SubmitData, 1);
  submit->given = *command;
  g_task_set_task_data (task, submit, submit_data_free);
  if (g_queue_get_length (&session->waiting) >= BT_SESSION_MAX_WAITING)
    {
      g_task_return_new_error (task, BT_SESSION_ERROR, BT_SESSION_ERROR_BUSY,
                               "%d commands are waiting to be written already",
                               BT_SESSION_MAX_WAITING);
      return;
    }
  g_queue_push_tail (&session->waiting, g_steal_pointer (&task));
  start_next (session);
}

gboolean
bt_session_submit_finish (BtSession *session,
                          GAsyncResult *result,
                          BtRefusal *refusal,
                          GError **error)
{
  SubmitData *submit;

  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);

  submit = g_task_get_task_data (G_TASK (result));
  if (refusal != NULL && submit->submission != NULL)
    *refusal = submit->submission->refusal;
  return g_task_propagate_boolean (G_TASK (result), error);
}
