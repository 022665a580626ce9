// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What can be taken back and made again. A state says how something stood; what it is, and how it
 * is made so again, is the owner's. Before a change the owner keeps the state that it is about to
 * leave. To go back or forward it takes a state, gives the one that it leaves, and makes the one it
 * took. One thread at a time. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *states[2]; /* by BtUndoWay, the newest last */
  guint most;
} BtUndoHistory;

typedef enum
{
  BT_UNDO_BACK,
  BT_UNDO_FORWARD,
} BtUndoWay;

/* Begins with nothing to be taken back; keeps at most most changes, 1 and above, and frees states
 * by free_state. Clear with bt_undo_history_clear(). */
void bt_undo_history_init (BtUndoHistory *history, guint most, GDestroyNotify free_state);
/* Frees all states; the history is to be made anew after that. */
void bt_undo_history_clear (BtUndoHistory *history);
/* Keeps the state before a change, which is taken over. What was taken back cannot be made again
 * any more; of too many changes the oldest cannot be taken back. */
void bt_undo_history_keep (BtUndoHistory *history, gpointer state);
/* Forgets all states. */
void bt_undo_history_forget (BtUndoHistory *history);
/* Returns whether there is a state on that way. */
gboolean bt_undo_history_can_go (const BtUndoHistory *history, BtUndoWay way);
/* Returns the next state on that way, which belongs to the caller, or NULL; bt_undo_history_give()
 * follows. */
gpointer bt_undo_history_take (BtUndoHistory *history, BtUndoWay way);
/* Keeps the state that is left on that way, which is taken over: the other way leads to it. */
void bt_undo_history_give (BtUndoHistory *history, BtUndoWay way, gpointer state);

G_END_DECLS
