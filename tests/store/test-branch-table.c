// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store-fixture.h"
#include "store/bt-store.h"
#include "test-folder.h"

#include <string.h>

/* A folder with one session, "s", of which main has commands at 10, 20 and 30 and was played to 40.
 */
typedef struct
{
  char *folder;
  BtDb *db;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->db = store_fixture_open (fixture->folder);
  store_fixture_add_session (fixture->db, "s", 0);
  for (gint64 i = 1; i <= 3; i++)
    g_assert_true (store_fixture_append (fixture->db, "s", i, i * 10, NULL));
  g_assert_true (store_fixture_set_clock (fixture->db, "s", 40, 3, 7000, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bt_db_close (fixture->db);
  test_folder_remove (fixture->folder);
}

/* Fills in a fork of branch from, which stands at bar with count commands, after its first common
 * commands; clear its lines. */
static void
make_fork (BtFork *fork, gint64 from, gint64 bar, gint64 count, gint64 id, gint64 common)
{
  *fork = (BtFork){ .from_id = from,
                    .from = { .bar = bar, .command_count = count },
                    .row = { .id = id,
                             .name = (char *) "Other",
                             .parent_id = from,
                             .fork_sequence = common,
                             .fork_bar = common * 10 + 5,
                             .created_usec = 8000 },
                    .lines = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_journal_line_free),
                    .played_usec = 9000 };
  fork->row.head = (BtLinePoint){ .bar = fork->row.fork_bar, .command_count = common + 2 };
  for (gint64 i = 1; i <= 2; i++)
    {
      BtJournalLine *line = g_new0 (BtJournalLine, 1);

      line->sequence = common + i;
      line->after_bar = fork->row.fork_bar;
      line->json = g_strdup ("{}");
      g_ptr_array_add (fork->lines, line);
    }
}

static gboolean
run_fork (Fixture *fixture, BtFork *fork, GError **error)
{
  gboolean is_done = bt_branch_table_fork (fixture->db, "s", fork, error);

  g_clear_pointer (&fork->lines, g_ptr_array_unref);
  g_assert_false (bt_db_is_in_transaction (fixture->db));
  return is_done;
}

static void
fork_from (Fixture *fixture, gint64 from, gint64 bar, gint64 count, gint64 id, gint64 common)
{
  BtFork fork;
  g_autoptr (GError) error = NULL;

  make_fork (&fork, from, bar, count, id, common);
  run_fork (fixture, &fork, &error);
  g_assert_no_error (error);
}

static void
test_fork (Fixture *fixture, gconstpointer data)
{
  fork_from (fixture, 1, 45, 3, 2, 1);

  g_autoptr (BtSessionRow) row = bt_session_table_get (fixture->db, "s", NULL);
  g_autoptr (GPtrArray) branches = bt_branch_table_list (fixture->db, "s", NULL);
  g_autoptr (GPtrArray) lines = bt_branch_table_load_journal (fixture->db, "s", 2, NULL);
  g_autoptr (GPtrArray) old = bt_branch_table_load_journal (fixture->db, "s", 1, NULL);
  const BtBranchRow *main = branches->pdata[0];
  const BtBranchRow *other = branches->pdata[1];

  g_assert_cmpint (row->branch_id, ==, 2);
  g_assert_cmpint (row->branches_made, ==, 2);
  g_assert_cmpint (row->bar, ==, 15);
  g_assert_cmpint (row->command_count, ==, 3);
  g_assert_cmpint (row->played_usec, ==, 9000);
  /* The old line is whole, and as far as it was played. */
  g_assert_cmpint (main->head.bar, ==, 45);
  g_assert_cmpint (main->head.command_count, ==, 3);
  g_assert_cmpuint (old->len, ==, 3);
  g_assert_cmpint (other->parent_id, ==, 1);
  g_assert_cmpint (other->fork_sequence, ==, 1);
  g_assert_cmpuint (lines->len, ==, 3);
  g_assert_cmpstr (((const BtJournalLine *) lines->pdata[0])->json, ==, "{\"id\":\"1\"}");
  g_assert_cmpint (((const BtJournalLine *) lines->pdata[2])->sequence, ==, 3);
}

/* Whoever has not seen the last change makes no branch, and nothing of it is there. */
static void
test_fork_conflicts (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    gint64 from, bar, count, id;
  } cases[]
    = { { 1, 39, 3, 2 }, { 1, 45, 2, 2 }, { 2, 45, 3, 2 }, { 1, 45, 3, 3 }, { 1, 45, 3, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      BtFork fork;

      make_fork (&fork, cases[i].from, cases[i].bar, cases[i].count, cases[i].id, 1);
      g_assert_false (run_fork (fixture, &fork, &error));
      g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_CONFLICT);
      g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count(*) FROM branches"), ==, 1);
      g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count(*) FROM journal"), ==, 3);
    }
}

/* A command for a branch that is not the present one any more is none. */
static void
test_append_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) append_error = NULL, clock_error = NULL;

  fork_from (fixture, 1, 45, 3, 2, 1);
  g_assert_false (store_fixture_append (fixture->db, "s", 4, 50, &append_error));
  g_assert_error (append_error, BT_STORE_ERROR, BT_STORE_ERROR_CONFLICT);
  g_assert_false (store_fixture_set_clock (fixture->db, "s", 50, 3, 7000, &clock_error));
  g_assert_error (clock_error, BT_STORE_ERROR, BT_STORE_ERROR_CONFLICT);
  g_assert_nonnull (strstr (clock_error->message, "branch 2"));
  g_assert_true (bt_branch_table_switch (fixture->db, "s", 1, NULL));
  g_assert_true (store_fixture_append (fixture->db, "s", 4, 50, NULL));
}

/* The clock may go back, a head and the count of rewinds never. */
static void
test_clock (Fixture *fixture, gconstpointer data)
{
  BtStanding standing = { .branch_id = 1,
                          .head = { .bar = 40, .command_count = 3, .net_minor = -77 },
                          .clock = { .bar = 12, .command_count = 1 },
                          .rewind_count = 4,
                          .played_usec = 8000 };
  g_autoptr (GError) error = NULL;

  g_assert_true (bt_branch_table_set_clock (fixture->db, "s", &standing, NULL));
  standing.rewind_count = 3;
  g_assert_true (bt_branch_table_set_clock (fixture->db, "s", &standing, NULL));

  g_autoptr (BtSessionRow) row = bt_session_table_get (fixture->db, "s", NULL);
  g_autoptr (GPtrArray) branches = bt_branch_table_list (fixture->db, "s", NULL);
  const BtBranchRow *main = branches->pdata[0];

  g_assert_cmpint (row->bar, ==, 12);
  g_assert_cmpint (row->command_count, ==, 1);
  g_assert_cmpint (row->rewind_count, ==, 4);
  g_assert_cmpint (main->head.bar, ==, 40);
  g_assert_cmpint (main->head.net_minor, ==, -77);
  standing.head.bar = 39;
  g_assert_false (bt_branch_table_set_clock (fixture->db, "s", &standing, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_CONFLICT);
}

static void
test_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) in_use = NULL;
  GError *errors[4] = { NULL };

  fork_from (fixture, 1, 45, 3, 2, 1);
  fork_from (fixture, 2, 15, 3, 3, 3);
  g_assert_true (bt_branch_table_rename (fixture->db, "s", 2, "Second", NULL));
  g_assert_false (bt_branch_table_delete (fixture->db, "s", 3, &in_use));
  g_assert_error (in_use, BT_STORE_ERROR, BT_STORE_ERROR_IN_USE);
  /* The third hangs from main then, where the second had left it. */
  g_assert_true (bt_branch_table_delete (fixture->db, "s", 2, NULL));

  g_autoptr (GPtrArray) branches = bt_branch_table_list (fixture->db, "s", NULL);
  const BtBranchRow *third = branches->pdata[1];

  g_assert_cmpuint (branches->len, ==, 2);
  g_assert_cmpint (third->id, ==, 3);
  g_assert_cmpint (third->parent_id, ==, 1);
  g_assert_cmpint (third->fork_sequence, ==, 1);
  g_assert_cmpint (third->fork_bar, ==, 15);
  g_assert_cmpint (
    store_fixture_query (fixture->db, "SELECT count(*) FROM journal WHERE branch_id = 2"), ==, 0);
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT branches_made FROM sessions"), ==, 3);
  g_assert_false (bt_branch_table_switch (fixture->db, "s", 2, &errors[0]));
  g_assert_false (bt_branch_table_rename (fixture->db, "s", 2, "x", &errors[1]));
  g_assert_false (bt_branch_table_delete (fixture->db, "s", 2, &errors[2]));
  g_assert_false (bt_branch_table_switch (fixture->db, "t", 1, &errors[3]));
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_assert_error (errors[i], BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
      g_clear_error (&errors[i]);
    }

  g_autoptr (GPtrArray) faults = store_fixture_check (fixture->db);

  g_assert_cmpuint (faults->len, ==, 0);
}

/* A fault of a session of several branches names the one that it is of. */
static void
test_check (Fixture *fixture, gconstpointer data)
{
  fork_from (fixture, 1, 45, 3, 2, 1);
  store_fixture_execute (fixture->db, "DELETE FROM journal WHERE branch_id = 2 AND sequence = 2");

  g_autoptr (GPtrArray) faults = store_fixture_check (fixture->db);

  g_assert_cmpuint (faults->len, ==, 1);
  g_assert_cmpstr (faults->pdata[0], ==,
                   "session s (“Gold in March”): branch “Other”: line 2 of the journal is missing");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/store/branch-table/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("fork", test_fork);
  ADD ("fork-conflicts", test_fork_conflicts);
  ADD ("append-elsewhere", test_append_elsewhere);
  ADD ("clock", test_clock);
  ADD ("change", test_change);
  ADD ("check", test_check);
#undef ADD
  return g_test_run ();
}
