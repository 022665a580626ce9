// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-journal-replay.h"

#include "session/bt-session-error.h"
#include "session/bt-session-file.h"

/* Sets BT_SESSION_ERROR_DIVERGED about a line and returns FALSE. */
static gboolean
diverge (GError **error, gint64 number, const char *what)
{
  g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_DIVERGED,
               "Journal line %" G_GINT64_FORMAT ": %s", number, what);
  return FALSE;
}

/* Runs candles until bar is known; FALSE when the data end before. */
static gboolean
advance_to (BtEngine *engine, gint64 bar, GError **error)
{
  BtAdvanceResult result = BT_ADVANCE_REACHED;

  if (bt_engine_get_bar (engine) < bar && !bt_engine_advance (engine, bar, FALSE, &result, error))
    return FALSE;
  if (bt_engine_get_bar (engine) == bar)
    return TRUE;
  g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_DIVERGED,
               "the clock stands at candle %" G_GINT64_FORMAT
               " and cannot be brought to candle %" G_GINT64_FORMAT,
               bt_engine_get_bar (engine), bar);
  return FALSE;
}

/* Reads a line's command and checks that its text is the one way to write it. */
static gboolean
read_line (const BtJournalLine *line,
           gint64 number,
           const BtSessionSettings *settings,
           BtCommand *command,
           GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *canonical = NULL;
  gboolean has_after_bar;

  if (line->sequence != number)
    return diverge (error, number, "its number is not the next");
  if (!bt_command_from_json (line->json, settings, command, &has_after_bar, &local_error))
    return diverge (error, number, local_error->message);
  canonical = bt_command_to_json (command, settings);
  if (g_strcmp0 (canonical, line->json) != 0)
    return diverge (error, number, "the text is not a command as BackTrade writes it");
  if (command->after_bar != line->after_bar)
    return diverge (error, number, "its candle is not the command's");
  return TRUE;
}

void
bt_journal_trim (GPtrArray *lines, gint64 command_count)
{
  if ((gint64) lines->len > command_count)
    g_ptr_array_set_size (lines, (int) MAX (command_count, 0));
}

gboolean
bt_journal_apply (BtEngine *engine,
                  const BtJournalLine *line,
                  gint64 number,
                  BtReplayFunc func,
                  gpointer user_data,
                  GError **error)
{
  g_autoptr (GError) local_error = NULL;
  BtCommand command;
  BtHash digest;

  if (!read_line (line, number, bt_engine_get_settings (engine), &command, error))
    return FALSE;
  if (!advance_to (engine, command.after_bar, &local_error))
    return diverge (error, number, local_error->message);
  if (func != NULL)
    func (&command, user_data);
  if (!bt_engine_apply (engine, &command, NULL, &local_error))
    return diverge (error, number, local_error->message);
  bt_engine_get_digest (engine, &digest);
  return bt_hash_equal (&digest, &line->hash)
         || diverge (error, number, "the digest after it is another one");
}

gboolean
bt_journal_replay (BtEngine *engine,
                   GPtrArray *lines,
                   BtReplayFunc func,
                   gpointer user_data,
                   gint64 *bad_line,
                   GError **error)
{
  for (guint i = 0; i < lines->len; i++)
    {
      *bad_line = (gint64) i + 1;
      if (!bt_journal_apply (engine, g_ptr_array_index (lines, i), *bad_line, func, user_data,
                             error))
        return FALSE;
    }
  *bad_line = 0;
  return TRUE;
}

gboolean
bt_journal_replay_to (BtEngine *engine, gint64 bar, const BtHash *digest, GError **error)
{
  BtHash reached;

  if (!advance_to (engine, bar, error))
    {
      g_prefix_error (error, "After the last command: ");
      return FALSE;
    }
  bt_engine_get_digest (engine, &reached);
  if (bt_hash_equal (&reached, digest))
    return TRUE;
  g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_DIVERGED,
               "After the last command: the digest at candle %" G_GINT64_FORMAT
               " is another one than the recorded",
               bar);
  return FALSE;
}
