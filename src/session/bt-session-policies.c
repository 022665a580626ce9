// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A session's commands under other path policies: what is asked of a session for it. */
#include "config.h"

#include "session/bt-command-json.h"
#include "session/bt-session-file.h"
#include "session/bt-session-private.h"

/* What the execution needs, apart from the session: it may run in a thread. */
typedef struct
{
  BtSessionSettings settings;
  BtSeries *series;
  BtTickSeries *ticks; /* or NULL */
  BtHash range_hash;
  gint64 bar;
  GPtrArray *commands; /* as JSON, owned */
} PolicyRun;

static PolicyRun *
policy_run_new (BtSession *session)
{
  PolicyRun *run = g_new0 (PolicyRun, 1);
  gint64 count = bt_engine_get_command_count (session->engine);

  run->settings = session->settings;
  run->series = bt_series_ref (session->series);
  run->ticks = session->ticks == NULL ? NULL : bt_tick_series_ref (session->ticks);
  run->range_hash = session->range_hash;
  run->bar = bt_engine_get_bar (session->engine);
  run->commands = g_ptr_array_new_with_free_func (g_free);
  for (gint64 i = 0; i < MIN (count, (gint64) session->line.lines->len); i++)
    {
      const BtJournalLine *line = session->line.lines->pdata[i];

      g_ptr_array_add (run->commands, g_strdup (line->json));
    }
  return run;
}

static void
policy_run_free (gpointer data)
{
  PolicyRun *run = data;

  bt_series_unref (run->series);
  g_clear_pointer (&run->ticks, bt_tick_series_unref);
  g_ptr_array_unref (run->commands);
  g_free (run);
}

/* The journal's lines were read when the session was opened; each is a command. */
static gboolean
get_command (guint index, BtCommand *out, gpointer user_data)
{
  const PolicyRun *run = user_data;
  gboolean has_after_bar;

  return index < run->commands->len
         && bt_command_from_json (run->commands->pdata[index], &run->settings, out, &has_after_bar,
                                  NULL);
}

static BtPolicySensitivity *
policy_run_execute (PolicyRun *run, GError **error)
{
  return bt_policy_sensitivity_find (&run->settings, run->series, run->ticks, &run->range_hash,
                                     run->bar, get_command, run, error);
}

BtPolicySensitivity *
bt_session_find_policies (BtSession *session, GError **error)
{
  g_return_val_if_fail (BT_IS_SESSION (session), NULL);

  PolicyRun *run = policy_run_new (session);
  BtPolicySensitivity *found = policy_run_execute (run, error);

  policy_run_free (run);
  return found;
}

static void
find_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  BtPolicySensitivity *found = policy_run_execute (task_data, &error);

  if (found == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, found, (GDestroyNotify) bt_policy_sensitivity_free);
}

void
bt_session_find_policies_async (BtSession *session,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (BT_IS_SESSION (session));

  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);

  g_task_set_source_tag (task, bt_session_find_policies_async);
  g_task_set_task_data (task, policy_run_new (session), policy_run_free);
  g_task_run_in_thread (task, find_in_thread);
}

BtPolicySensitivity *
bt_session_find_policies_finish (BtSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
