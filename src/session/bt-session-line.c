// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-session-line.h"

void
bt_session_line_init (BtSessionLine *line)
{
  *line = (BtSessionLine){
    .branch_id = BT_BRANCH_MAIN,
    .lines = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_journal_line_free),
    .ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .places = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .head = { .bar = -1 },
    .history = bt_line_history_new (),
  };
}

void
bt_session_line_clear (BtSessionLine *line)
{
  g_clear_pointer (&line->lines, g_ptr_array_unref);
  g_clear_pointer (&line->ids, g_hash_table_unref);
  g_clear_pointer (&line->places, g_array_unref);
  g_clear_pointer (&line->history, bt_line_history_free);
}

/* Returns the number of place commands among the first count. */
static gint64
count_places (const BtSessionLine *line, gint64 count)
{
  return count > 0 ? g_array_index (line->places, gint64, count - 1) : 0;
}

void
bt_session_line_learn (BtSessionLine *line, const BtCommand *command)
{
  guint number = line->places->len + 1;
  gint64 places = count_places (line, number - 1);

  if (command->kind == BT_COMMAND_PLACE)
    {
      places++;
      if (!g_hash_table_contains (line->ids, command->id))
        g_hash_table_insert (line->ids, g_strdup (command->id), GSIZE_TO_POINTER (number));
    }
  g_array_append_val (line->places, places);
}

void
bt_session_line_add (BtSessionLine *line, BtJournalLine *journal, const BtCommand *command)
{
  g_ptr_array_add (line->lines, journal);
  bt_session_line_learn (line, command);
}

static gboolean
is_beyond (gpointer key, gpointer value, gpointer user_data)
{
  return (gint64) GPOINTER_TO_SIZE (value) > *(const gint64 *) user_data;
}

void
bt_session_line_cut (BtSessionLine *line, gint64 count, gint64 bar)
{
  g_hash_table_foreach_remove (line->ids, is_beyond, &count);
  if ((gint64) line->lines->len > count)
    {
      g_ptr_array_set_size (line->lines, (gint) count);
      g_array_set_size (line->places, (guint) count);
    }
  bt_line_history_cut (line->history, bar, count);
}

void
bt_session_line_choose_id (const BtSessionLine *line, gint64 count, char *out, gsize size)
{
  for (gint64 number = count_places (line, count) + 1;; number++)
    {
      g_snprintf (out, size, "%" G_GINT64_FORMAT, number);

      gint64 taken = (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (line->ids, out));

      if (taken == 0 || taken > count)
        return;
    }
}
