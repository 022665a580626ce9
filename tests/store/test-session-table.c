// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store-fixture.h"
#include "store/bt-store.h"
#include "test-folder.h"

#include <string.h>

/* A folder with one session, "s". */
typedef struct
{
  char *folder;
  BtDb *db;
} Fixture;

/* What store_fixture_set_clock() puts. */
static const BtHash digest = { { 5, 5 } };

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->db = store_fixture_open (fixture->folder);
  store_fixture_add_session (fixture->db, "s", 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bt_db_close (fixture->db);
  test_folder_remove (fixture->folder);
}

static void
append (Fixture *fixture, gint64 sequence, gint64 bar)
{
  g_autoptr (GError) error = NULL;

  store_fixture_append (fixture->db, "s", sequence, bar, &error);
  g_assert_no_error (error);
}

/* Nothing of a refused line is there. */
static void
assert_conflict (Fixture *fixture, gint64 sequence, gint64 bar)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtSessionRow) before = bt_session_table_get (fixture->db, "s", NULL);

  g_assert_false (store_fixture_append (fixture->db, "s", sequence, bar, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_CONFLICT);
  g_autoptr (BtSessionRow) after = bt_session_table_get (fixture->db, "s", NULL);
  g_assert_cmpint (after->command_count, ==, before->command_count);
  g_assert_cmpint (after->bar, ==, before->bar);
  g_assert_true (bt_hash_equal (&after->digest, &before->digest));
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count(*) FROM journal"), ==,
                   before->command_count);
  g_assert_false (bt_db_is_in_transaction (fixture->db));
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtSessionRow) row = bt_session_table_get (fixture->db, "s", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (row->id, ==, "s");
  g_assert_cmpstr (row->name, ==, "Gold in March");
  g_assert_cmpint (row->state, ==, BT_SESSION_RUNNING);
  g_assert_cmpint (row->dataset_id, ==, 0);
  g_assert_cmpint (row->dataset_hash.bytes[2], ==, 3);
  g_assert_cmpint (row->range_hash.bytes[2], ==, 6);
  g_assert_cmpint (row->digest.bytes[2], ==, 9);
  g_assert_cmpint (row->start_usec, ==, 1000);
  g_assert_cmpint (row->end_usec, ==, BT_TIME_NONE);
  g_assert_cmpint (row->first_index, ==, 10);
  g_assert_cmpint (row->length, ==, 1000);
  g_assert_cmpstr (row->settings_json, ==, "{\"leverage\":100}");
  g_assert_cmpint (row->rules_version, ==, 1);
  g_assert_cmpint (row->bar, ==, -1);
  g_assert_cmpint (row->command_count, ==, 0);
  g_assert_false (row->is_ended);
  g_assert_null (row->summary_json);
  g_assert_cmpstr (row->view_json, ==, "{\"open\":true}");
  g_assert_cmpint (row->created_usec, ==, 5000);
  g_assert_cmpint (row->played_usec, ==, 6000);
  /* An id is taken once. */
  g_assert_false (bt_session_table_insert (fixture->db, row, &error));
  g_assert_error (error, BT_DB_ERROR, BT_DB_ERROR_CONSTRAINT);
}

/* Adds a session with its line, all or nothing. */
static gboolean
insert_journal (Fixture *fixture, const BtSessionRow *row, const GPtrArray *lines, GError **error)
{
  const BtBranchRow branch
    = { .id = BT_BRANCH_MAIN,
        .name = (char *) BT_BRANCH_MAIN_NAME,
        .fork_bar = -1,
        .head = { .bar = row->bar, .digest = row->digest, .command_count = row->command_count } };

  g_assert_true (bt_db_begin (fixture->db, NULL));
  if (bt_session_table_insert_row (fixture->db, row, error)
      && bt_branch_table_insert (fixture->db, row->id, &branch, lines, error))
    return bt_db_commit (fixture->db, error);
  bt_db_rollback (fixture->db);
  return FALSE;
}

static void
test_insert_journal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtSessionRow) row = bt_session_table_get (fixture->db, "s", NULL);
  BtJournalLine lines[] = {
    { .sequence = 1, .after_bar = -1, .json = (char *) "{}" },
    { .sequence = 2, .after_bar = 7, .json = (char *) "{}" },
    { .sequence = 3, .after_bar = 7, .json = (char *) "{}" },
  };
  g_autoptr (GPtrArray) journal = g_ptr_array_new ();
  g_autoptr (GError) taken = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_ptr_array_add (journal, &lines[i]);
  row->bar = 9;
  row->command_count = 3;
  row->is_ended = TRUE;
  /* The id is taken: no line of it is there either. */
  g_assert_false (insert_journal (fixture, row, journal, &taken));
  g_assert_error (taken, BT_DB_ERROR, BT_DB_ERROR_CONSTRAINT);
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count(*) FROM journal"), ==, 0);

  g_free (row->id);
  row->id = g_strdup ("t");
  g_assert_true (insert_journal (fixture, row, journal, NULL));
  g_autoptr (BtSessionRow) read = bt_session_table_get (fixture->db, "t", NULL);
  g_autoptr (GPtrArray) read_lines
    = bt_branch_table_load_journal (fixture->db, "t", BT_BRANCH_MAIN, NULL);
  g_assert_cmpint (read->bar, ==, 9);
  g_assert_cmpint (read->command_count, ==, 3);
  g_assert_true (read->is_ended);
  g_assert_cmpuint (read_lines->len, ==, 3);
  g_assert_cmpint (((const BtJournalLine *) read_lines->pdata[1])->after_bar, ==, 7);
}

static void
test_insert_bad_journal (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    gint64 second;
    gint64 second_bar;
    gint64 count;
    gint64 bar;
  } cases[] = { { 3, 5, 2, 5 }, { 1, 5, 2, 5 }, { 2, 3, 2, 5 }, { 2, 5, 3, 5 }, { 2, 5, 2, 4 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BtSessionRow) row = bt_session_table_get (fixture->db, "s", NULL);
      BtJournalLine first = { .sequence = 1, .after_bar = 4, .json = (char *) "{}" };
      BtJournalLine second
        = { .sequence = cases[i].second, .after_bar = cases[i].second_bar, .json = (char *) "{}" };
      g_autoptr (GPtrArray) journal = g_ptr_array_new ();
      g_autoptr (GError) error = NULL;
      g_ptr_array_add (journal, &first);
      g_ptr_array_add (journal, &second);
      g_free (row->id);
      row->id = g_strdup ("t");
      row->command_count = cases[i].count;
      row->bar = cases[i].bar;
      g_assert_false (insert_journal (fixture, row, journal, &error));
      g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_INVALID);
      g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count(*) FROM sessions"), ==, 1);
    }
}

static void
test_unknown_dataset (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtSessionRow) row = bt_session_table_get (fixture->db, "s", NULL);
  g_autoptr (GError) error = NULL;

  g_free (row->id);
  row->id = g_strdup ("t");
  row->dataset_id = 77;
  g_assert_false (bt_session_table_insert (fixture->db, row, &error));
  g_assert_error (error, BT_DB_ERROR, BT_DB_ERROR_CONSTRAINT);
}

static void
test_append (Fixture *fixture, gconstpointer data)
{
  append (fixture, 1, -1);
  append (fixture, 2, 40);
  append (fixture, 3, 40);
  g_autoptr (BtSessionRow) row = bt_session_table_get (fixture->db, "s", NULL);
  g_assert_cmpint (row->command_count, ==, 3);
  g_assert_cmpint (row->bar, ==, 40);
  g_assert_cmpint (row->digest.bytes[0], ==, 3);
  g_assert_false (row->is_ended);

  g_autoptr (GPtrArray) lines
    = bt_branch_table_load_journal (fixture->db, "s", BT_BRANCH_MAIN, NULL);
  g_assert_cmpuint (lines->len, ==, 3);
  for (guint i = 0; i < lines->len; i++)
    {
      const BtJournalLine *line = lines->pdata[i];
      g_autofree char *json = g_strdup_printf ("{\"id\":\"%u\"}", i + 1);
      g_assert_cmpint (line->sequence, ==, i + 1);
      g_assert_cmpint (line->after_bar, ==, i == 0 ? -1 : 40);
      g_assert_cmpstr (line->json, ==, json);
      g_assert_cmpint (line->hash.bytes[0], ==, i + 1);
    }

  const BtJournalLine last = { .sequence = 4, .after_bar = 50, .json = (char *) "{}" };
  g_assert_true (bt_branch_table_append (fixture->db, "s", BT_BRANCH_MAIN, &last, TRUE, 400, NULL));
  g_autoptr (BtSessionRow) ended = bt_session_table_get (fixture->db, "s", NULL);
  g_assert_true (ended->is_ended);
}

static void
test_append_conflicts (Fixture *fixture, gconstpointer data)
{
  append (fixture, 1, 10);
  assert_conflict (fixture, 1, 10);
  assert_conflict (fixture, 3, 10);
  assert_conflict (fixture, 0, 10);
  assert_conflict (fixture, 2, 9);
  g_assert_true (store_fixture_set_clock (fixture->db, "s", 20, 1, 7000, NULL));
  assert_conflict (fixture, 2, 19);
  append (fixture, 2, 20);
}

/* The number is taken though the session's count does not say so: the key holds. */
static void
test_append_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  append (fixture, 1, 10);
  store_fixture_execute (fixture->db, "UPDATE branches SET command_count = 0");
  g_assert_false (store_fixture_append (fixture->db, "s", 1, 10, &error));
  g_assert_error (error, BT_DB_ERROR, BT_DB_ERROR_CONSTRAINT);
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count(*) FROM journal"), ==, 1);
}

static void
test_clock (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) back = NULL;
  g_autoptr (GError) commands = NULL;

  append (fixture, 1, 10);
  g_assert_true (store_fixture_set_clock (fixture->db, "s", 30, 1, 7000, NULL));
  g_assert_true (store_fixture_set_clock (fixture->db, "s", 30, 1, 7001, NULL));
  g_autoptr (BtSessionRow) row = bt_session_table_get (fixture->db, "s", NULL);
  g_assert_cmpint (row->bar, ==, 30);
  g_assert_cmpint (row->played_usec, ==, 7001);
  g_assert_true (bt_hash_equal (&row->digest, &digest));
  g_assert_false (store_fixture_set_clock (fixture->db, "s", 29, 1, 7000, &back));
  g_assert_error (back, BT_STORE_ERROR, BT_STORE_ERROR_CONFLICT);
  g_assert_false (store_fixture_set_clock (fixture->db, "s", 40, 0, 7000, &commands));
  g_assert_error (commands, BT_STORE_ERROR, BT_STORE_ERROR_CONFLICT);
  g_assert_nonnull (strstr (commands->message, "another program"));
}

static void
test_fields (Fixture *fixture, gconstpointer data)
{
  g_assert_true (bt_session_table_set_state (fixture->db, "s", BT_SESSION_ARCHIVED, NULL));
  g_assert_true (bt_session_table_set_name (fixture->db, "s", "Renamed", NULL));
  g_assert_true (bt_session_table_set_summary (fixture->db, "s", "{\"net\":1}", NULL));
  g_assert_true (bt_session_table_set_view (fixture->db, "s", NULL, NULL));
  g_autoptr (BtSessionRow) row = bt_session_table_get (fixture->db, "s", NULL);
  g_assert_cmpint (row->state, ==, BT_SESSION_ARCHIVED);
  g_assert_cmpstr (row->name, ==, "Renamed");
  g_assert_cmpstr (row->summary_json, ==, "{\"net\":1}");
  g_assert_null (row->view_json);
}

static void
test_not_found (Fixture *fixture, gconstpointer data)
{
  const char *id = "missing";
  GError *errors[8] = { NULL };

  g_assert_null (bt_session_table_get (fixture->db, id, &errors[0]));
  g_assert_false (bt_session_table_delete (fixture->db, id, &errors[1]));
  g_assert_false (store_fixture_append (fixture->db, id, 1, 0, &errors[2]));
  g_assert_false (store_fixture_set_clock (fixture->db, id, 1, 0, 0, &errors[3]));
  g_assert_false (bt_session_table_set_state (fixture->db, id, BT_SESSION_PAUSED, &errors[4]));
  g_assert_false (bt_session_table_set_name (fixture->db, id, "x", &errors[5]));
  g_assert_false (bt_session_table_set_summary (fixture->db, id, NULL, &errors[6]));
  g_assert_false (bt_session_table_set_view (fixture->db, id, NULL, &errors[7]));
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_assert_error (errors[i], BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
      g_assert_nonnull (strstr (errors[i]->message, id));
      g_clear_error (&errors[i]);
    }
}

static void
test_list_and_delete (Fixture *fixture, gconstpointer data)
{
  store_fixture_add_session (fixture->db, "t", 0);
  append (fixture, 1, 5);
  g_assert_true (store_fixture_set_clock (fixture->db, "s", 5, 1, 9000, NULL));
  g_autoptr (GPtrArray) list = bt_session_table_list (fixture->db, NULL);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((const BtSessionRow *) list->pdata[0])->id, ==, "s");
  g_assert_cmpstr (((const BtSessionRow *) list->pdata[1])->id, ==, "t");
  g_assert_true (bt_session_table_delete (fixture->db, "s", NULL));
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count(*) FROM journal"), ==, 0);
  g_autoptr (GPtrArray) left = bt_session_table_list (fixture->db, NULL);
  g_assert_cmpuint (left->len, ==, 1);
}

static void
test_check (Fixture *fixture, gconstpointer data)
{
  static const char *const damages[][2] = {
    { "DELETE FROM journal WHERE sequence = 2",
      "session s (“Gold in March”): line 2 of the journal is missing" },
    { "DELETE FROM journal WHERE sequence = 3",
      "session s (“Gold in March”): the journal has 2 lines, the session counts 3 commands" },
    { "UPDATE journal SET after_bar = 50 WHERE sequence = 2",
      "session s (“Gold in March”): line 3 of the journal stands at an impossible candle, 40" },
    { "UPDATE journal SET hash = x'00' WHERE sequence = 2",
      "line 2 of the journal of session s is damaged: its digest has another length" },
    { "UPDATE sessions SET state = 'dreaming'",
      "session s (“Gold in March”) is damaged: its record holds an impossible value" },
    { "UPDATE branches SET bar = 39",
      "session s (“Gold in March”): its head stands at an impossible candle, 39" },
    { "UPDATE branches SET bar = 1000",
      "session s (“Gold in March”): its head stands at an impossible candle, 1000" },
    { "UPDATE branches SET fork_sequence = 4",
      "session s (“Gold in March”): it left its parent at an impossible place, candle -1" },
    { "UPDATE branches SET digest = x'00'",
      "branch “main” of session s is damaged: its digest has another length" },
    { "UPDATE sessions SET bar = 41",
      "session s (“Gold in March”): its clock stands at an impossible candle, 41" },
    { "UPDATE sessions SET command_count = 4",
      "session s (“Gold in March”): its clock counts an impossible number of commands, 4" },
    { "UPDATE sessions SET branch_id = 7",
      "session s (“Gold in March”): its present branch, 7, is missing" },
  };

  append (fixture, 1, 10);
  append (fixture, 2, 20);
  append (fixture, 3, 40);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      store_fixture_execute (fixture->db, "SAVEPOINT sound; %s", damages[i][0]);
      g_autoptr (GPtrArray) faults = store_fixture_check (fixture->db);
      g_assert_cmpuint (faults->len, >=, 1);
      g_assert_cmpstr (faults->pdata[0], ==, damages[i][1]);
      store_fixture_execute (fixture->db, "ROLLBACK TO sound; RELEASE sound");
    }
  g_autoptr (GPtrArray) faults = store_fixture_check (fixture->db);
  g_assert_cmpuint (faults->len, ==, 0);
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) line_error = NULL;
  g_autoptr (GError) row_error = NULL;

  append (fixture, 1, 10);
  store_fixture_execute (fixture->db, "UPDATE journal SET hash = x'00'");
  g_assert_null (bt_branch_table_load_journal (fixture->db, "s", BT_BRANCH_MAIN, &line_error));
  g_assert_error (line_error, BT_STORE_ERROR, BT_STORE_ERROR_DAMAGED);
  g_assert_nonnull (strstr (line_error->message, "line 1"));
  store_fixture_execute (fixture->db, "UPDATE sessions SET state = 'dreaming'");
  g_assert_null (bt_session_table_get (fixture->db, "s", &row_error));
  g_assert_error (row_error, BT_STORE_ERROR, BT_STORE_ERROR_DAMAGED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/store/session-table/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("round-trip", test_round_trip);
  ADD ("insert-journal", test_insert_journal);
  ADD ("insert-bad-journal", test_insert_bad_journal);
  ADD ("unknown-dataset", test_unknown_dataset);
  ADD ("append", test_append);
  ADD ("append-conflicts", test_append_conflicts);
  ADD ("append-key", test_append_key);
  ADD ("clock", test_clock);
  ADD ("fields", test_fields);
  ADD ("not-found", test_not_found);
  ADD ("list-and-delete", test_list_and_delete);
  ADD ("check", test_check);
  ADD ("damaged", test_damaged);
#undef ADD
  return g_test_run ();
}
