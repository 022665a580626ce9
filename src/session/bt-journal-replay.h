// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Running a journal again and comparing every digest: how a session is opened, imported and
 * verified. Private to `session`. */
#pragma once

#include "engine/bt-engine.h"
#include "store/bt-session-table.h"

G_BEGIN_DECLS

/* Drops the lines that another program appended after the session's row was read. */
void bt_journal_trim (GPtrArray *lines, const BtSessionRow *row);

/* Called for each command after its candles and before it is applied. */
typedef void (*BtReplayFunc) (const BtCommand *command, gpointer user_data);

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
