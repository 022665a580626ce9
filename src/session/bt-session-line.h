// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The line that a session is on: the commands of its present branch up to the head, and points to
 * go back to. Private to `session`. */
#pragma once

#include "market/bt-command.h"
#include "session/bt-line-history.h"
#include "store/bt-branch-table.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 branch_id;
  GPtrArray *lines;       /* of BtJournalLine */
  GHashTable *ids;        /* id of a place command → its first line's index + 1 */
  GArray *places;         /* of gint64: place commands up to and with each line that is known */
  BtLinePoint head;       /* as far as it was played; see bt_session_update_head() */
  BtLineHistory *history; /* of the points from its start to its head */
} BtSessionLine;

/* Makes an empty line; clear with bt_session_line_clear(). */
void bt_session_line_init (BtSessionLine *line);
/* Frees what a line holds. */
void bt_session_line_clear (BtSessionLine *line);
/* Learns what the next of the line's commands is that it does not know yet. */
void bt_session_line_learn (BtSessionLine *line, const BtCommand *command);
/* Appends a command that is on record; takes the journal line over. */
void bt_session_line_add (BtSessionLine *line, BtJournalLine *journal, const BtCommand *command);
/* Keeps the first count commands only, and the points to go back to that are at or before the end
 * of a candle. */
void bt_session_line_cut (BtSessionLine *line, gint64 count, gint64 bar);
/* Stores an id for the next place command after count commands: the number of place commands by
 * then, or the next that is free. */
void bt_session_line_choose_id (const BtSessionLine *line, gint64 count, char *out, gsize size);

G_END_DECLS
