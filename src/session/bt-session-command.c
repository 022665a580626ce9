// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Commands: applied to a copy of the engine, committed to the journal, then shown. */
#include "config.h"

#include "session/bt-command-json.h"
#include "session/bt-session-private.h"

/* A command on its way to the disk; used by one thread after the other. */
typedef struct
{
  char *session_id;
  BtJournalLine line;
  gboolean is_ended;
  BtRefusal refusal;
} Submission;

static void
submission_free (gpointer data)
{
  Submission *submission = data;

  g_free (submission->session_id);
  g_free (submission->line.json);
  g_free (submission);
}

void
bt_session_remember_id (BtSession *session, const BtCommand *command)
{
  if (command->kind != BT_COMMAND_PLACE)
    return;
  session->place_count++;
  g_hash_table_add (session->ids, g_strdup (command->id));
}

/* Completes a command as it is given now: where the clock is, and an id for a new order. */
static void
complete_command (BtSession *self, BtCommand *command)
{
  command->after_bar = bt_session_get_bar (self);
  if (command->kind != BT_COMMAND_PLACE || command->id[0] != '\0')
    return;
  for (gint64 number = self->place_count + 1;; number++)
    {
      g_snprintf (command->id, sizeof command->id, "%" G_GINT64_FORMAT, number);
      if (!g_hash_table_contains (self->ids, command->id))
        return;
    }
}

/* Fails when the session takes no command now. */
static gboolean
check_open (BtSession *self, GError **error)
{
  if (self->pending != NULL)
    g_set_error_literal (error, BT_SESSION_ERROR, BT_SESSION_ERROR_BUSY,
                         "A command is still being written");
  else if (self->is_closed)
    g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_READ_ONLY, "The session “%s” is closed",
                 self->name);
  else if (self->state == BT_SESSION_ARCHIVED)
    g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_READ_ONLY,
                 "The session “%s” is archived", self->name);
  else if (bt_engine_is_ended (self->engine))
    g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_READ_ONLY, "The session “%s” has ended",
                 self->name);
  else
    return TRUE;
  return FALSE;
}

/* Applies a command to a copy of the engine, which becomes the pending one; nothing of it is seen.
 * Returns NULL, and nothing has changed, on failure. */
static Submission *
prepare_submission (BtSession *self, const BtCommand *given, BtCommand *command, GError **error)
{
  g_autoptr (BtEngine) pending = NULL;
  g_autofree char *json = NULL;
  BtRefusal refusal = { 0 };
  Submission *submission;

  if (!check_open (self, error))
    return NULL;
  *command = *given;
  complete_command (self, command);
  if (!bt_command_canonicalise (command, &self->settings, &json, error))
    return NULL;
  pending = bt_engine_copy (self->engine);
  bt_session_listen (self, pending);
  self->view.clock_usec = bt_engine_get_clock (self->engine);
  self->view.command_name = bt_command_kind_to_string (command->kind);
  if (!bt_engine_apply (pending, command, &refusal, error))
    {
      bt_session_view_drop_notes (&self->view);
      return NULL;
    }
  submission = g_new0 (Submission, 1);
  submission->session_id = g_strdup (self->id);
  submission->line.sequence = bt_engine_get_command_count (pending);
  submission->line.after_bar = command->after_bar;
  submission->line.json = g_steal_pointer (&json);
  bt_engine_get_digest (pending, &submission->line.hash);
  submission->is_ended = bt_engine_is_ended (pending);
  submission->refusal = refusal;
  self->pending = g_steal_pointer (&pending);
  return submission;
}

static gboolean
append_line_job (BtDb *db, gpointer data, GError **error)
{
  Submission *submission = data;

  return bt_session_table_append (db, submission->session_id, &submission->line,
                                  submission->is_ended, error);
}

/* Shows a command that is on disk. */
static void
show_submission (BtSession *self, const BtCommand *command, const Submission *submission)
{
  gboolean was_ended = bt_engine_is_ended (self->engine);

  bt_engine_free (self->engine);
  self->engine = g_steal_pointer (&self->pending);
  bt_session_remember_id (self, command);
  bt_session_publish (self);
  if (submission->refusal.code != BT_REFUSAL_NONE)
    g_signal_emit (self, bt_session_signal (BT_SESSION_SIGNAL_REFUSED), 0, &submission->refusal);
  if (!was_ended && submission->is_ended)
    {
      bt_session_pause_for (self, BT_PAUSE_USER);
      g_object_notify (G_OBJECT (self), "ended");
    }
}

/* Ends a submission, on disk or not, and fills error as the caller is to see it. */
static gboolean
complete_submission (BtSession *self,
                     const BtCommand *command,
                     const Submission *submission,
                     const GError *commit_error,
                     GError **error)
{
  if (commit_error != NULL)
    {
      bt_session_view_drop_notes (&self->view);
      g_clear_pointer (&self->pending, bt_engine_free);
      g_propagate_error (error, g_error_copy (commit_error));
      bt_session_fail (self, commit_error);
    }
  else
    {
      show_submission (self, command, submission);
      if (submission->refusal.code != BT_REFUSAL_NONE)
        g_set_error_literal (error, BT_SESSION_ERROR, BT_SESSION_ERROR_REFUSED,
                             submission->refusal.message);
    }
  g_object_notify (G_OBJECT (self), "busy");
  bt_session_queue_save (self);
  return commit_error == NULL && submission->refusal.code == BT_REFUSAL_NONE;
}

gboolean
bt_session_submit (BtSession *session, const BtCommand *command, BtRefusal *refusal, GError **error)
{
  g_autoptr (GError) commit_error = NULL;
  BtCommand completed;
  Submission *submission;
  gboolean is_done;

  g_return_val_if_fail (BT_IS_SESSION (session) && command != NULL, FALSE);

  submission = prepare_submission (session, command, &completed, error);
  if (submission == NULL)
    return FALSE;
  bt_store_run (session->store, append_line_job, submission, &commit_error);
  if (refusal != NULL)
    *refusal = submission->refusal;
  is_done = complete_submission (session, &completed, submission, commit_error, error);
  submission_free (submission);
  return is_done;
}

/* What the callback of an asynchronous submission needs beside the submission itself. */
typedef struct
{
  BtCommand command;
  Submission *submission;
} SubmitData;

static void
submit_data_free (gpointer data)
{
  SubmitData *submit = data;

  submission_free (submit->submission);
  g_free (submit);
}

static void
line_appended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) commit_error = NULL;
  g_autoptr (GError) error = NULL;
  BtSession *self = g_task_get_source_object (task);
  SubmitData *submit = g_task_get_task_data (task);

  bt_store_run_finish (BT_STORE (source), result, &commit_error);
  if (complete_submission (self, &submit->command, submit->submission, commit_error, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
bt_session_submit_async (BtSession *session,
                         const BtCommand *command,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree SubmitData *submit = g_new0 (SubmitData, 1);
  GError *error = NULL;

  g_return_if_fail (BT_IS_SESSION (session) && command != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, bt_session_submit_async);
  /* Once begun a commit is not called back: the answer is what happened. */
  g_task_set_check_cancellable (task, FALSE);
  if (g_task_return_error_if_cancelled (task))
    return;
  submit->submission = prepare_submission (session, command, &submit->command, &error);
  if (submit->submission == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  Submission *submission = submit->submission;

  g_task_set_task_data (task, g_steal_pointer (&submit), submit_data_free);
  g_object_notify (G_OBJECT (session), "busy");
  bt_store_run_async (session->store, append_line_job, submission, NULL, NULL, line_appended_cb,
                      g_steal_pointer (&task));
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
  if (refusal != NULL && submit != NULL)
    *refusal = submit->submission->refusal;
  return g_task_propagate_boolean (G_TASK (result), error);
}

BtRefusalCode
bt_session_check (BtSession *session, const BtCommand *command, BtRefusal *refusal)
{
  BtCommand completed = *command;

  g_return_val_if_fail (BT_IS_SESSION (session), BT_REFUSAL_NONE);

  complete_command (session, &completed);
  return bt_engine_check (session->engine, &completed, refusal);
}
