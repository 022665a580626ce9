// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Several programs on one data folder, and programs that are killed. No connection and no thread of
 * this process is open when it forks. */
#include "config.h"

#include "store-fixture.h"
#include "store/bt-store.h"
#include "test-folder.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_KILLS 20
#define LINES_EACH 40

/* What a child appends. */
typedef struct
{
  int writer;
  gint64 number;
  gint64 sequence; /* of the line that was appended */
  gboolean is_conflict;
} Line;

/* Appends a line after the last one, whoever wrote that. */
static gboolean
append_job (BtDb *db, gpointer data, GError **error)
{
  Line *line = data;
  g_autoptr (GError) local = NULL;
  g_autoptr (BtSessionRow) row = bt_session_table_get (db, "s", error);
  if (row == NULL)
    return FALSE;

  g_autofree char *json = g_strdup_printf ("%d:%" G_GINT64_FORMAT, line->writer, line->number);
  BtJournalLine journal
    = { .sequence = row->command_count + 1, .after_bar = row->bar, .json = json };
  line->sequence = journal.sequence;
  gboolean is_done = bt_branch_table_append (db, "s", BT_BRANCH_MAIN, &journal, FALSE, 0, &local);
  line->is_conflict = g_error_matches (local, BT_STORE_ERROR, BT_STORE_ERROR_CONFLICT);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return is_done;
}

static void
make_session (const char *folder)
{
  g_autoptr (BtDb) db = store_fixture_open (folder);

  store_fixture_add_session (db, "s", 0);
}

static GPtrArray *
load_journal (const char *folder)
{
  g_autoptr (BtDb) db = store_fixture_open (folder);
  g_autoptr (GPtrArray) faults = store_fixture_check (db);
  GPtrArray *lines = bt_branch_table_load_journal (db, "s", BT_BRANCH_MAIN, NULL);

  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_nonnull (lines);
  return lines;
}

/* Appends until it is killed, and says each number once it is confirmed. */
static void
run_until_killed (const char *folder, int writer, int report)
{
  BtStore *store = bt_store_open (folder, NULL);

  for (gint64 i = 1; store != NULL; i++)
    {
      Line line = { .writer = writer, .number = i };
      if (!bt_store_run (store, append_job, &line, NULL)
          || write (report, &line.sequence, sizeof line.sequence) != sizeof line.sequence)
        break;
    }
  _exit (1);
}

/* Kills a child after count confirmed lines; returns the last confirmed sequence. */
static gint64
kill_after (const char *folder, int writer, int count)
{
  int ends[2] = { -1, -1 };
  int status = 0;
  gint64 sequence = 0;
  gint64 confirmed = 0;

  g_assert_cmpint (pipe (ends), ==, 0);
  pid_t child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      close (ends[0]);
      run_until_killed (folder, writer, ends[1]);
    }
  close (ends[1]);
  for (int i = 0; read (ends[0], &sequence, sizeof sequence) == sizeof sequence; i++)
    {
      confirmed = sequence;
      if (i + 1 == count)
        kill (child, SIGKILL);
    }
  close (ends[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  return confirmed;
}

static void
test_killed (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  guint32 seed = g_test_rand_int_range (1, G_MAXINT32);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  gint64 before = 0;

  g_test_message ("seed %u", seed);
  make_session (folder);
  for (int i = 0; i < N_KILLS; i++)
    {
      gint64 confirmed = kill_after (folder, i, g_rand_int_range (random, 1, 30));
      g_autoptr (GPtrArray) lines = load_journal (folder);
      g_assert_cmpint (confirmed, >, before);
      g_assert_cmpint (lines->len, >=, confirmed);
      g_assert_cmpint (lines->len, <=, confirmed + 1);
      /* The child's lines are there once each, in its order. */
      for (gint64 j = before; j < lines->len; j++)
        {
          g_autofree char *json = g_strdup_printf ("%d:%" G_GINT64_FORMAT, i, j - before + 1);
          g_assert_cmpstr (((const BtJournalLine *) lines->pdata[j])->json, ==, json);
        }
      before = lines->len;
    }
}

/* Appends LINES_EACH lines among another program's; exit status 0 when all were confirmed. */
static void
append_among_others (const char *folder, int writer)
{
  BtStore *store = bt_store_open (folder, NULL);
  gint64 number = 1;

  while (store != NULL && number <= LINES_EACH)
    {
      Line line = { .writer = writer, .number = number };
      if (bt_store_run (store, append_job, &line, NULL))
        number++;
      else if (!line.is_conflict)
        _exit (1);
    }
  g_clear_object (&store);
  _exit (number > LINES_EACH ? 0 : 1);
}

static void
test_together (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  pid_t children[3] = { 0 };
  gint64 seen[3] = { 0 };

  make_session (folder);
  for (int i = 0; i < 3; i++)
    {
      children[i] = fork ();
      g_assert_cmpint (children[i], >=, 0);
      if (children[i] == 0)
        append_among_others (folder, i);
    }
  for (int i = 0; i < 3; i++)
    {
      int status = 0;
      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_cmpint (status, ==, 0);
    }
  g_autoptr (GPtrArray) lines = load_journal (folder);
  g_assert_cmpuint (lines->len, ==, 3 * LINES_EACH);
  for (guint i = 0; i < lines->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (((const BtJournalLine *) lines->pdata[i])->json, ":", 2);
      gint64 writer = g_ascii_strtoll (parts[0], NULL, 10);
      g_assert_cmpint (g_ascii_strtoll (parts[1], NULL, 10), ==, seen[writer] + 1);
      seen[writer]++;
    }
}

/* Programs that all start on an empty folder at once. */
static void
test_first_start (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *below = g_build_filename (folder, "new", "folder", NULL);
  pid_t children[4] = { 0 };

  for (int i = 0; i < 4; i++)
    {
      children[i] = fork ();
      g_assert_cmpint (children[i], >=, 0);
      if (children[i] == 0)
        {
          g_autoptr (GError) error = NULL;
          BtStore *store = bt_store_open (below, &error);
          gboolean is_open = store != NULL;
          if (error != NULL)
            g_printerr ("%s\n", error->message);
          g_clear_object (&store);
          _exit (is_open ? 0 : 1);
        }
    }
  for (int i = 0; i < 4; i++)
    {
      int status = 0;
      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_cmpint (status, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/processes/killed", test_killed);
  g_test_add_func ("/store/processes/together", test_together);
  g_test_add_func ("/store/processes/first-start", test_first_start);
  return g_test_run ();
}
