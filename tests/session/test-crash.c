// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A program that is killed in the middle of play and trading, again and again: what it had
 * confirmed is there, once, and runs again to the same digest. */
#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "session-fixture.h"
#include "session/bt-session-file.h"

#define ROUNDS 50
#define SEED 20240304

/* Starts the player on a session; its confirmed commands come from the pipe. */
static GPid
start_player (SessionFixture *fixture, const char *id, guint32 seed, int *pipe_fd)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "session", "crash-player", NULL);
  g_autofree char *seed_text = g_strdup_printf ("%u", seed);
  char *argv[] = { program, fixture->folder, (char *) id, seed_text, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid;

  g_spawn_async_with_pipes (NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL,
                            pipe_fd, NULL, &error);
  g_assert_no_error (error);
  return pid;
}

/* Reads lines until count of them came or the pipe ends; returns the last number confirmed. */
static gint64
read_confirmed (FILE *pipe, guint count, gint64 confirmed)
{
  char line[64];

  for (guint i = 0; i < count && fgets (line, sizeof line, pipe) != NULL; i++)
    {
      gint64 number = g_ascii_strtoll (line, NULL, 10);

      if (g_str_has_prefix (line, "giving"))
        continue;
      g_assert_cmpint (number, ==, confirmed + 1);
      confirmed = number;
    }
  return confirmed;
}

/* Passes a moment without sleeping, so that the kill falls on either side of a commit. */
static void
spin (guint rounds)
{
  for (volatile guint i = 0; i < rounds; i++)
    continue;
}

static gboolean
load_journal_job (BtDb *db, gpointer data, GError **error)
{
  gpointer *pair = data;

  pair[1] = bt_branch_table_load_journal (db, pair[0], BT_BRANCH_MAIN, error);
  return pair[1] != NULL;
}

/* Asserts that the session opens (which compares every digest), and returns its journal's length,
 * which has each confirmed command once and at most one more that was on disk and not yet told. */
static gint64
check_session (SessionFixture *fixture, const char *id, gint64 confirmed)
{
  g_autoptr (BtStore) store = session_fixture_open_store (fixture);
  gpointer pair[] = { (gpointer) id, NULL };
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtSession) session = bt_session_open (store, id, &error);
  gint64 count;

  g_assert_no_error (error);
  g_assert_true (bt_store_run (store, load_journal_job, pair, NULL));
  lines = pair[1];
  count = (gint64) lines->len;
  g_assert_cmpint (count, >=, confirmed);
  g_assert_cmpint (count, <=, confirmed + 1);
  g_assert_cmpint (bt_session_get_command_count (session), ==, count);
  for (guint i = 0; i < lines->len; i++)
    g_assert_cmpint (((BtJournalLine *) lines->pdata[i])->sequence, ==, (gint64) i + 1);
  bt_session_close (session);
  return count;
}

static void
test_kill (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  gint64 confirmed = 0;
  guint untold = 0;

  /* The file is the player's while it runs. */
  g_clear_object (&fixture->store);
  g_test_message ("seed %d", SEED);
  for (int round = 0; round < ROUNDS; round++)
    {
      guint count = (guint) g_rand_int_range (random, 1, 25);
      int pipe_fd;
      GPid pid = start_player (fixture, id, g_rand_int (random), &pipe_fd);
      FILE *pipe = fdopen (pipe_fd, "r");
      gint64 stored;
      int status;

      /* After so many lines it is writing a command, or playing on after one. */
      confirmed = read_confirmed (pipe, count, confirmed);
      spin ((guint) g_rand_int_range (random, 0, 400000));
      kill (pid, SIGKILL);
      g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
      g_assert_true (WIFSIGNALED (status) || WEXITSTATUS (status) == 0);
      confirmed = read_confirmed (pipe, G_MAXUINT, confirmed);
      fclose (pipe);
      g_spawn_close_pid (pid);
      stored = check_session (fixture, id, confirmed);
      untold += stored > confirmed;
      confirmed = stored;
    }
  fixture->store = session_fixture_open_store (fixture);
  g_test_message ("%d kills, %" G_GINT64_FORMAT " commands, %u on disk and not yet told", ROUNDS,
                  confirmed, untold);
  g_assert_cmpint (confirmed, >=, ROUNDS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/crash/kill", SessionFixture, NULL, session_fixture_set_up, test_kill,
              session_fixture_tear_down);
  return g_test_run ();
}
