// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a session should be, kept beside it in the plainest way: each branch is the list of commands
 * that were given on it, and every question is answered by running all of them from the start. */
#pragma once

#include "session-fixture.h"

G_BEGIN_DECLS

typedef struct _LineModel LineModel;

/* Returns a model of a new session; free with line_model_free(). */
LineModel *line_model_new (void);
void line_model_free (LineModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineModel, line_model_free)
/* Notes that the present branch was played to a bar. */
void line_model_play (LineModel *model, gint64 bar);
/* Notes a command that was given at a bar: on the present branch, or on a new one of that name that
 * takes over what was given up to there. */
void
line_model_give (LineModel *model, gint64 bar, const BtCommand *command, const char *fork_name);
/* Makes the branch of that name the present one. */
void line_model_switch (LineModel *model, const char *name);
/* Gives the branch of that name another. */
void line_model_rename (LineModel *model, const char *name, const char *fresh);
/* Forgets the branch of that name. */
void line_model_delete (LineModel *model, const char *name);
/* Returns the number of branches, the name of one, and how far the present one was played. */
guint line_model_count (const LineModel *model);
const char *line_model_get_name (const LineModel *model, guint index);
gint64 line_model_get_head (const LineModel *model);
/* Asserts that a session is what the present branch gives at the session's clock: digest, records,
 * account, lists and tape. */
void line_model_assert (const LineModel *model, BtSession *session);

G_END_DECLS
