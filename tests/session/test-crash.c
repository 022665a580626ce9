// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A program that is killed in the middle of play and trading, again and again: what it had
 * confirmed is there, once, on each branch, and runs again to the same digest. */
#include "config.h"

#include "crash-child.h"
#include "session-fixture.h"
#include "session/bt-session-file.h"

#define ROUNDS 50
#define SEED 20240304

/* What was confirmed: how many commands of each branch, and on which the last was. */
typedef struct
{
  GArray *counts; /* of gint64, by the branch's number less 1; 0 where there is none */
  gint64 branch;
} Confirmed;

static gint64
get_count (const Confirmed *confirmed, gint64 branch)
{
  return branch <= (gint64) confirmed->counts->len
           ? g_array_index (confirmed->counts, gint64, branch - 1)
           : 0;
}

static void
set_count (Confirmed *confirmed, gint64 branch, gint64 count)
{
  if (branch > (gint64) confirmed->counts->len)
    g_array_set_size (confirmed->counts, (guint) branch);
  g_array_index (confirmed->counts, gint64, branch - 1) = count;
  confirmed->branch = branch;
}

/* Starts the player on a session; its confirmed commands come from its output. */
static void
start_player (
  CrashChild *child, SessionFixture *fixture, const char *id, guint32 seed, const char *mode)
{
  g_autofree char *seed_text = g_strdup_printf ("%u", seed);
  const char *const arguments[] = { fixture->folder, id, seed_text, mode, NULL };

  crash_child_start (child, "crash-player", arguments);
}

/* Reads lines until count of them came or the pipe ends. */
static void
read_confirmed (FILE *pipe, guint count, Confirmed *confirmed)
{
  char line[64];

  for (guint i = 0; i < count && fgets (line, sizeof line, pipe) != NULL; i++)
    {
      char *rest = NULL;
      gint64 branch = g_ascii_strtoll (line, &rest, 10);
      gint64 number;

      if (g_str_has_prefix (line, "giving"))
        continue;
      number = g_ascii_strtoll (rest, NULL, 10);
      /* The next of its branch, or the first of a new one. */
      if (branch == confirmed->branch)
        g_assert_cmpint (number, ==, get_count (confirmed, branch) + 1);
      else
        g_assert_cmpint (branch, ==, (gint64) confirmed->counts->len + 1);
      set_count (confirmed, branch, number);
    }
}

/* What is in the store of a session. */
typedef struct
{
  const char *id;
  GPtrArray *branches;
  guint faults;
} Stored;

static void
count_fault_cb (const char *message, gpointer user_data)
{
  g_test_message ("%s", message);
  (*(guint *) user_data)++;
}

/* Reads the branches and asserts that each journal is whole. */
static gboolean
read_job (BtDb *db, gpointer data, GError **error)
{
  Stored *stored = data;

  stored->branches = bt_branch_table_list (db, stored->id, error);
  for (guint i = 0; stored->branches != NULL && i < stored->branches->len; i++)
    {
      const BtBranchRow *branch = stored->branches->pdata[i];
      g_autoptr (GPtrArray) lines
        = bt_branch_table_load_journal (db, stored->id, branch->id, error);

      g_assert_nonnull (lines);
      g_assert_cmpint (lines->len, ==, branch->head.command_count);
      for (guint j = 0; j < lines->len; j++)
        g_assert_cmpint (((BtJournalLine *) lines->pdata[j])->sequence, ==, (gint64) j + 1);
    }
  return stored->branches != NULL
         && bt_session_table_check (db, count_fault_cb, &stored->faults, error);
}

/* Asserts that the session opens (which compares every digest of its present branch), and that each
 * branch has each confirmed command once; at most one more command, perhaps with the branch that it
 * begins, was on disk and not yet told: returns how many, and counts it as confirmed. */
static guint
check_session (SessionFixture *fixture, const char *id, Confirmed *confirmed)
{
  g_autoptr (BtStore) store = session_fixture_open_store (fixture);
  Stored stored = { .id = id };
  g_autoptr (GError) error = NULL;
  g_autoptr (BtSession) session = bt_session_open (store, id, &error);
  guint untold = 0;

  g_assert_no_error (error);
  g_assert_true (bt_store_run (store, read_job, &stored, NULL));
  g_assert_cmpuint (stored.faults, ==, 0);
  for (guint i = 0; i < stored.branches->len; i++)
    {
      const BtBranchRow *branch = stored.branches->pdata[i];
      gint64 count = branch->head.command_count;
      gint64 before = get_count (confirmed, branch->id);

      if (count == before)
        continue;
      g_assert_cmpint (count, ==,
                       branch->id > (gint64) confirmed->counts->len ? branch->fork_sequence + 2
                                                                    : before + 1);
      set_count (confirmed, branch->id, count);
      untold++;
    }
  g_assert_cmpuint (untold, <=, 1);
  confirmed->branch = g_ascii_strtoll (bt_session_get_branch_id (session), NULL, 10);
  g_ptr_array_unref (stored.branches);
  bt_session_close (session);
  return untold;
}

/* Every branch runs to its digests: going over to it compares them. */
static void
check_branches (SessionFixture *fixture, const char *id, const Confirmed *confirmed)
{
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);

  for (guint i = 0; i < confirmed->counts->len; i++)
    {
      g_autofree char *branch = g_strdup_printf ("%u", i + 1);
      g_autoptr (GError) error = NULL;

      bt_session_switch_branch (session, branch, &error);
      g_assert_no_error (error);
      g_assert_cmpint (bt_session_get_command_count (session), ==,
                       g_array_index (confirmed->counts, gint64, i));
    }
  bt_session_close (session);
}

static void
test_kill (SessionFixture *fixture, gconstpointer data)
{
  const char *mode = data;
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  Confirmed confirmed = { .counts = g_array_new (FALSE, TRUE, sizeof (gint64)) };
  guint untold = 0;

  set_count (&confirmed, BT_BRANCH_MAIN, 0);
  /* The file is the player's while it runs. */
  g_clear_object (&fixture->store);
  g_test_message ("seed %d", SEED);
  for (int round = 0; round < ROUNDS; round++)
    {
      guint count = (guint) g_rand_int_range (random, 1, 25);
      CrashChild child;

      start_player (&child, fixture, id, g_rand_int (random), mode);
      /* After so many lines it is writing a command, or playing on after one. */
      read_confirmed (child.output, count, &confirmed);
      crash_child_kill (&child, (guint) g_rand_int_range (random, 0, 400000));
      read_confirmed (child.output, G_MAXUINT, &confirmed);
      crash_child_clear (&child);
      untold += check_session (fixture, id, &confirmed);
    }
  fixture->store = session_fixture_open_store (fixture);
  check_branches (fixture, id, &confirmed);
  g_test_message ("%d kills, %u branches, %" G_GINT64_FORMAT
                  " commands on the last, %u on disk and not yet told",
                  ROUNDS, confirmed.counts->len, get_count (&confirmed, confirmed.branch), untold);
  if (g_strcmp0 (mode, "forks") == 0)
    g_assert_cmpuint (confirmed.counts->len, >, ROUNDS / 2);
  else
    g_assert_cmpint (get_count (&confirmed, BT_BRANCH_MAIN), >=, ROUNDS);
  g_array_unref (confirmed.counts);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/crash/kill", SessionFixture, "plain", session_fixture_set_up, test_kill,
              session_fixture_tear_down);
  g_test_add ("/session/crash/kill-forks", SessionFixture, "forks", session_fixture_set_up,
              test_kill, session_fixture_tear_down);
  g_test_add ("/session/crash/kill-ticks", SessionFixture, "plain", session_fixture_set_up_ticks,
              test_kill, session_fixture_tear_down);
  return g_test_run ();
}
