// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Running a journal again and comparing every digest: how a session is opened, imported and
 * verified. Private to `session`. */
#pragma once

#include "engine/bt-engine.h"
#include "store/bt-branch-table.h"

G_BEGIN_DECLS

/* Drops the lines that another program appended after the branch's row was read. */
void bt_journal_trim (GPtrArray *lines, gint64 command_count);

/* Called for each command after its candles and before it is applied. */
typedef void (*BtReplayFunc) (const BtCommand *command, gpointer user_data);

/* Runs an engine to the candle of a line, which is number number (1-based) of its journal, and
 * applies it. Fails as bt_journal_replay() does. func may be NULL. */
gboolean bt_journal_apply (BtEngine *engine,
                           const BtJournalLine *line,
                           gint64 number,
                           BtReplayFunc func,
                           gpointer user_data,
                           GError **error);

/* Applies lines (of BtJournalLine) to an engine that is before the first candle. Fails with
 * BT_SESSION_ERROR_DIVERGED, the number of the line (1-based) in bad_line, where a line's number is
 * not the next, its text is no command or not the canonical text of one, its candle is not to be
 * reached, or the digest after it is not its own. func may be NULL. */
gboolean bt_journal_replay (BtEngine *engine,
                            GPtrArray *lines,
                            BtReplayFunc func,
                            gpointer user_data,
                            gint64 *bad_line,
                            GError **error);

/* Runs the candles after the last command up to bar and compares the digest there. Fails with
 * BT_SESSION_ERROR_DIVERGED. */
gboolean bt_journal_replay_to (BtEngine *engine, gint64 bar, const BtHash *digest, GError **error);

G_END_DECLS
