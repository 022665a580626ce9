// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Commands: applied to a copy of the engine, committed to the journal, then shown. */
#include "config.h"

#include "session/bt-command-json.h"
#include "session/bt-submission.h"

static void
fork_free (BtFork *fork)
{
  if (fork == NULL)
    return;
  g_free (fork->row.name);
  g_clear_pointer (&fork->lines, g_ptr_array_unref);
  g_free (fork);
}

void
bt_submission_free (BtSubmission *submission)
{
  if (submission == NULL)
    return;
  g_free (submission->session_id);
  if (submission->fork == NULL)
    bt_journal_line_free (submission->line);
  fork_free (submission->fork);
  g_clear_error (&submission->commit_error);
  g_free (submission);
}

/* Completes a command as it is given now: where the clock is, and an id for a new order. */
static void
complete_command (BtSession *self, BtCommand *command)
{
  command->after_bar = bt_session_get_bar (self);
  if (command->kind == BT_COMMAND_PLACE && command->id[0] == '\0')
    bt_session_line_choose_id (&self->line, bt_engine_get_command_count (self->engine), command->id,
                               sizeof command->id);
}

/* Applies a command to the pending engine and returns what the journal says of it. */
static BtJournalLine *
apply_command (BtSession *self, BtCommand *command, BtRefusal *refusal, GError **error)
{
  g_autofree char *json = NULL;
  BtJournalLine *line;

  if (!bt_command_canonicalise (command, &self->settings, &json, error))
    return NULL;
  self->view.clock_usec = bt_engine_get_clock (self->pending);
  self->view.command_name = bt_command_kind_to_string (command->kind);
  if (!bt_engine_apply (self->pending, command, refusal, error))
    return NULL;
  line = g_new0 (BtJournalLine, 1);
  line->sequence = bt_engine_get_command_count (self->pending);
  line->after_bar = command->after_bar;
  line->json = g_steal_pointer (&json);
  bt_engine_get_digest (self->pending, &line->hash);
  return line;
}

/* Begins a new branch where the clock is: a command of its own, in the journal and in submission.
 */
static gboolean
begin_fork (BtSession *self, const char *name, BtSubmission *submission, GError **error)
{
  g_autofree char *free_name = bt_session_choose_branch_name (self, name, error);
  BtCommand *command = &submission->fork_command;
  BtJournalLine *line;
  BtFork *fork;

  if (free_name == NULL)
    return FALSE;
  bt_session_update_branch (self);
  submission->fork = fork = g_new0 (BtFork, 1);
  fork->from_id = self->line.branch_id;
  fork->from = self->line.head;
  fork->row.id = self->branches_made + 1;
  fork->row.name = g_steal_pointer (&free_name);
  fork->row.parent_id = self->line.branch_id;
  fork->row.fork_sequence = bt_engine_get_command_count (self->engine);
  fork->row.fork_bar = bt_session_get_bar (self);
  fork->row.created_usec = fork->played_usec = g_get_real_time ();
  fork->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_journal_line_free);
  bt_command_init (command, BT_COMMAND_FORK, fork->row.fork_bar);
  g_strlcpy (command->id, fork->row.name, sizeof command->id);
  line = apply_command (self, command, NULL, error);
  if (line == NULL)
    return FALSE;
  g_ptr_array_add (fork->lines, line);
  submission->line = line;
  return TRUE;
}

/* Says what came of the pending engine. */
static void
finish_submission (BtSession *self, BtSubmission *submission)
{
  submission->is_ended = bt_engine_is_ended (self->pending);
  submission->net_minor = bt_session_get_net_of_engine (self->pending).minor;
  if (submission->fork != NULL)
    submission->fork->row.head = (BtLinePoint){ .bar = submission->line->after_bar,
                                                .digest = submission->line->hash,
                                                .command_count = submission->line->sequence,
                                                .is_ended = submission->is_ended,
                                                .net_minor = submission->net_minor };
}

/* Applies a command to the pending engine; before the head of the line it begins a new one. */
static gboolean
fill_submission (BtSession *self, BtCommand *command, BtSubmission *submission, GError **error)
{
  gboolean is_fork = command->kind == BT_COMMAND_FORK;

  if ((is_fork || self->head_engine != NULL)
      && !begin_fork (self, is_fork ? command->id : "", submission, error))
    return FALSE;
  if (!is_fork)
    {
      BtJournalLine *line = apply_command (self, command, &submission->refusal, error);

      if (line == NULL)
        return FALSE;
      submission->line = line;
      if (submission->fork != NULL)
        g_ptr_array_add (submission->fork->lines, line);
    }
  finish_submission (self, submission);
  return TRUE;
}

BtSubmission *
bt_submission_prepare (BtSession *session, const BtCommand *given, GError **error)
{
  g_autoptr (BtSubmission) submission = g_new0 (BtSubmission, 1);

  if (!bt_session_check_open (session, error))
    return NULL;
  submission->command = *given;
  complete_command (session, &submission->command);
  submission->session_id = g_strdup (session->id);
  submission->branch_id = session->line.branch_id;
  submission->has_seen = bt_session_blind_has_seen (session);
  session->pending = bt_session_take_spare (session);
  bt_session_listen (session, session->pending);
  if (fill_submission (session, &submission->command, submission, error))
    return g_steal_pointer (&submission);
  bt_session_view_drop_notes (&session->view);
  bt_session_give_spare (session, g_steal_pointer (&session->pending));
  return NULL;
}

/* Writes a command, in one transaction on disk. */
static gboolean
write_command (BtDb *db, const BtSubmission *submission, GError **error)
{
  if (submission->fork != NULL)
    return bt_branch_table_fork (db, submission->session_id, submission->fork, error);
  return bt_branch_table_append (db, submission->session_id, submission->branch_id,
                                 submission->line, submission->is_ended, submission->net_minor,
                                 error);
}

/* Writes a command, and with it that the truth of a blind session was seen before it: both or
 * neither. */
static gboolean
write_submission (BtDb *db, const BtSubmission *submission, GError **error)
{
  if (!submission->has_seen)
    return write_command (db, submission, error);
  if (!bt_db_begin (db, error))
    return FALSE;
  if (bt_session_table_add_reveal (db, submission->session_id, submission->line->after_bar,
                                   g_get_real_time (), error)
      && write_command (db, submission, error))
    return bt_db_commit (db, error);
  bt_db_rollback (db);
  return FALSE;
}

gboolean
bt_submission_job (BtDb *db, gpointer data, GError **error)
{
  BtSubmission *submission = data;

  submission->has_run = TRUE;
  if (write_submission (db, submission, &submission->commit_error))
    return TRUE;
  g_propagate_error (error, g_error_copy (submission->commit_error));
  return FALSE;
}

/* Goes over to the branch that a command began; takes the lines over. */
static void
enter_fork (BtSession *self, const BtCommand *command, BtSubmission *submission)
{
  BtFork *fork = submission->fork;

  g_clear_pointer (&self->head_engine, bt_engine_free);
  bt_session_view_fork (&self->view);
  bt_session_line_cut (&self->line, fork->row.fork_sequence, fork->row.fork_bar);
  self->line.branch_id = fork->row.id;
  self->branches_made = fork->row.id;
  g_ptr_array_set_free_func (fork->lines, NULL);
  bt_session_line_add (&self->line, fork->lines->pdata[0], &submission->fork_command);
  if (fork->lines->len > 1)
    bt_session_line_add (&self->line, fork->lines->pdata[1], command);
  self->line.head = fork->row.head;
}

/* Shows a command that is on disk. */
static void
show_submission (BtSession *self, const BtCommand *command, BtSubmission *submission)
{
  gboolean was_ended = bt_engine_is_ended (self->engine);
  BtEngine *old = self->engine;

  self->engine = g_steal_pointer (&self->pending);
  if (submission->has_seen)
    bt_session_blind_count (self, submission->line->after_bar);
  if (submission->fork != NULL)
    enter_fork (self, command, submission);
  else
    bt_session_line_add (&self->line, g_steal_pointer (&submission->line), command);
  bt_session_give_spare (self, old);
  bt_session_update_head (self);
  if (!was_ended && submission->is_ended)
    bt_session_pause_for (self, BT_PAUSE_USER);
  bt_session_publish (self);
  if (submission->fork != NULL)
    bt_session_add_branch (self, &submission->fork->row);
  if (submission->refusal.code != BT_REFUSAL_NONE)
    g_signal_emit (self, bt_session_signal (BT_SESSION_SIGNAL_REFUSED), 0, &submission->refusal);
}

gboolean
bt_submission_complete (BtSession *session, BtSubmission *submission, GError **error)
{
  const GError *commit_error = submission->commit_error;

  if (commit_error != NULL)
    {
      bt_session_view_drop_notes (&session->view);
      bt_session_give_spare (session, g_steal_pointer (&session->pending));
      g_propagate_error (error, g_error_copy (commit_error));
      bt_session_fail (session, commit_error);
    }
  else
    {
      show_submission (session, &submission->command, submission);
      if (submission->refusal.code != BT_REFUSAL_NONE)
        g_set_error_literal (error, BT_SESSION_ERROR, BT_SESSION_ERROR_REFUSED,
                             submission->refusal.message);
    }
  g_object_notify (G_OBJECT (session), "busy");
  bt_session_queue_save (session);
  return commit_error == NULL && submission->refusal.code == BT_REFUSAL_NONE;
}

BtRefusalCode
bt_session_check (BtSession *session, const BtCommand *command, BtRefusal *refusal)
{
  BtCommand completed = *command;

  g_return_val_if_fail (BT_IS_SESSION (session), BT_REFUSAL_NONE);

  complete_command (session, &completed);
  return bt_engine_check (session->engine, &completed, refusal);
}
