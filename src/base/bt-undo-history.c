// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "base/bt-undo-history.h"

void
bt_undo_history_init (BtUndoHistory *history, guint most, GDestroyNotify free_state)
{
  g_return_if_fail (history != NULL && most > 0);

  history->most = most;
  for (guint i = 0; i < G_N_ELEMENTS (history->states); i++)
    history->states[i] = g_ptr_array_new_with_free_func (free_state);
}

void
bt_undo_history_clear (BtUndoHistory *history)
{
  for (guint i = 0; i < G_N_ELEMENTS (history->states); i++)
    g_clear_pointer (&history->states[i], g_ptr_array_unref);
}

void
bt_undo_history_keep (BtUndoHistory *history, gpointer state)
{
  GPtrArray *back = history->states[BT_UNDO_BACK];

  if (back->len == history->most)
    g_ptr_array_remove_index (back, 0);
  g_ptr_array_add (back, state);
  g_ptr_array_set_size (history->states[BT_UNDO_FORWARD], 0);
}

void
bt_undo_history_forget (BtUndoHistory *history)
{
  for (guint i = 0; i < G_N_ELEMENTS (history->states); i++)
    g_ptr_array_set_size (history->states[i], 0);
}

gboolean
bt_undo_history_can_go (const BtUndoHistory *history, BtUndoWay way)
{
  return history->states[way]->len > 0;
}

gpointer
bt_undo_history_take (BtUndoHistory *history, BtUndoWay way)
{
  GPtrArray *states = history->states[way];

  return states->len > 0 ? g_ptr_array_steal_index (states, states->len - 1) : NULL;
}

void
bt_undo_history_give (BtUndoHistory *history, BtUndoWay way, gpointer state)
{
  g_ptr_array_add (history->states[way == BT_UNDO_BACK ? BT_UNDO_FORWARD : BT_UNDO_BACK], state);
}
