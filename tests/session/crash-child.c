// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "crash-child.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

void
crash_child_start (CrashChild *child, const char *program, const char *const *arguments)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  int pipe_fd = -1;

  g_ptr_array_add (argv, g_test_build_filename (G_TEST_BUILT, "session", program, NULL));
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, g_strdup (arguments[i]));
  g_ptr_array_add (argv, NULL);
  g_spawn_async_with_pipes (NULL, (char **) argv->pdata, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL,
                            NULL, &child->pid, NULL, &pipe_fd, NULL, &error);
  g_assert_no_error (error);
  child->output = fdopen (pipe_fd, "r");
  g_assert_nonnull (child->output);
}

void
crash_child_kill (CrashChild *child, guint moments)
{
  int status;

  for (volatile guint i = 0; i < moments; i++)
    continue;
  kill (child->pid, SIGKILL);
  g_assert_cmpint (waitpid (child->pid, &status, 0), ==, child->pid);
  if (WIFSIGNALED (status))
    g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

void
crash_child_clear (CrashChild *child)
{
  fclose (child->output);
  g_spawn_close_pid (child->pid);
}
