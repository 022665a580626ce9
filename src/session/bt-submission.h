// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A command on its way: prepared on an engine of its own, written by the store's thread, then
 * shown. One at a time: the next is prepared when the one before is complete. Private to `session`.
 */
#pragma once

#include "session/bt-session-private.h"

G_BEGIN_DECLS

/* Used by one thread after the other. */
typedef struct
{
  BtCommand command; /* as it was given, with its place and its order's id */
  char *session_id;
  BtJournalLine *line; /* the command */
  gint64 branch_id;
  gboolean is_ended;
  gint64 net_minor;
  gboolean has_seen; /* of a blind session: the truth was shown before this command */
  BtFork *fork;      /* the new branch that the command begins, or NULL */
  BtCommand fork_command;
  BtRefusal refusal;
  gboolean has_run;     /* its job */
  GError *commit_error; /* why it is not on disk, or NULL */
} BtSubmission;

/* Applies a command to an engine of its own, which becomes the pending one; nothing of it is seen.
 * Returns NULL, and nothing has changed, on failure; free with bt_submission_free(). */
BtSubmission *bt_submission_prepare (BtSession *session, const BtCommand *given, GError **error);
/* A store job that writes the submission which is its data. */
gboolean bt_submission_job (BtDb *db, gpointer data, GError **error);
/* Ends a submission, on disk or not (commit_error), and fills error as who gave the command is to
 * see it. */
gboolean bt_submission_complete (BtSession *session, BtSubmission *submission, GError **error);
/* Frees a submission; NULL is allowed. */
void bt_submission_free (BtSubmission *submission);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtSubmission, bt_submission_free)

G_END_DECLS
