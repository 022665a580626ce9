// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "db/bt-db.h"
#include "test-folder.h"

#include <glib/gstdio.h>
#include <string.h>

/* A connection in a folder of its own. */
typedef struct
{
  char *folder;
  char *path;
  BtDb *db;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "test.db", NULL);
  fixture->db = bt_db_open (fixture->path, &error);
  g_assert_no_error (error);
  bt_db_execute (fixture->db,
                 "PRAGMA auto_vacuum=INCREMENTAL; PRAGMA journal_mode=WAL;"
                 "CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT UNIQUE, bytes BLOB)",
                 &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bt_db_close (fixture->db);
  test_folder_remove (fixture->folder);
  g_free (fixture->path);
}

static gint64
read_integer (BtDb *db, const char *sql)
{
  gboolean has_row = FALSE;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStatement) statement = bt_db_prepare (db, sql, &error);

  g_assert_no_error (error);
  g_assert_true (bt_statement_step (statement, &has_row, &error));
  g_assert_true (has_row);
  return bt_statement_get_int64 (statement, 0);
}

/* The message has to name the file. */
static void
assert_error (GError *error, BtDbError code, const char *path, const char *part)
{
  g_assert_error (error, BT_DB_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_nonnull (strstr (error->message, part));
}

static void
test_open_private (Fixture *fixture, gconstpointer data)
{
  GStatBuf status = { 0 };

  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpstr (bt_db_get_path (fixture->db), ==, fixture->path);
  g_assert_cmpint (read_integer (fixture->db, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (read_integer (fixture->db, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (read_integer (fixture->db, "PRAGMA busy_timeout"), ==, 5000);
}

static void
test_open_impossible (Fixture *fixture, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (fixture->folder, "missing", "test.db", NULL);
  g_autofree char *below = g_build_filename (fixture->path, "test.db", NULL);
  g_autoptr (GError) missing_error = NULL;
  g_autoptr (GError) below_error = NULL;
  g_autoptr (GError) folder_error = NULL;

  g_assert_null (bt_db_open (missing, &missing_error));
  assert_error (missing_error, BT_DB_ERROR_OPEN, missing, "No such file");
  g_assert_null (bt_db_open (below, &below_error));
  assert_error (below_error, BT_DB_ERROR_OPEN, below, "Not a directory");
  g_assert_null (bt_db_open (fixture->folder, &folder_error));
  assert_error (folder_error, BT_DB_ERROR_OPEN, fixture->folder, "cannot be opened");
}

static void
test_open_garbage (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "notes.txt", NULL);
  g_autofree char *text = g_strnfill (5000, 'x');
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_null (bt_db_open (path, &error));
  assert_error (error, BT_DB_ERROR_CORRUPT, path, "not a database");
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, text);
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  static const guint8 bytes[] = { 0, 1, 255, 0 };
  gboolean has_row = FALSE;
  gsize length = 0;
  g_autoptr (BtStatement) insert
    = bt_db_prepare (fixture->db, "INSERT INTO things VALUES (?, ?, ?)", NULL);

  bt_statement_bind_int64 (insert, 1, G_MININT64);
  bt_statement_bind_text (insert, 2, "größer");
  bt_statement_bind_blob (insert, 3, bytes, sizeof bytes);
  g_assert_true (bt_statement_run (insert, NULL));
  bt_statement_bind_int64 (insert, 1, G_MAXINT64);
  bt_statement_bind_text (insert, 2, NULL);
  bt_statement_bind_blob (insert, 3, NULL, 0);
  g_assert_true (bt_statement_run (insert, NULL));
  g_assert_cmpint (bt_db_get_changes (fixture->db), ==, 1);
  g_assert_cmpint (bt_db_get_insert_id (fixture->db), ==, G_MAXINT64);

  g_autoptr (BtStatement) select
    = bt_db_prepare (fixture->db, "SELECT * FROM things ORDER BY id", NULL);
  g_assert_true (bt_statement_step (select, &has_row, NULL));
  g_assert_true (has_row);
  g_assert_cmpint (bt_statement_get_int64 (select, 0), ==, G_MININT64);
  g_assert_cmpstr (bt_statement_get_text (select, 1), ==, "größer");
  const void *read = bt_statement_get_blob (select, 2, &length);
  g_assert_cmpmem (read, length, bytes, sizeof bytes);
  g_assert_true (bt_statement_step (select, &has_row, NULL));
  g_assert_cmpint (bt_statement_get_int64 (select, 0), ==, G_MAXINT64);
  g_assert_true (bt_statement_is_null (select, 1));
  g_assert_null (bt_statement_get_text (select, 1));
  g_assert_false (bt_statement_is_null (select, 2));
  bt_statement_get_blob (select, 2, &length);
  g_assert_cmpuint (length, ==, 0);
  g_assert_true (bt_statement_step (select, &has_row, NULL));
  g_assert_false (has_row);
}

static void
test_statement_cache (Fixture *fixture, gconstpointer data)
{
  const char *sql = "SELECT count(*) FROM things WHERE id > ?";
  BtStatement *first = bt_db_prepare (fixture->db, sql, NULL);
  BtStatement *nested = bt_db_prepare (fixture->db, sql, NULL);
  gboolean has_row = FALSE;

  g_assert_true (first != nested);
  bt_statement_bind_int64 (first, 1, 5);
  bt_statement_release (first);
  bt_statement_release (nested);
  BtStatement *again = bt_db_prepare (fixture->db, sql, NULL);
  g_assert_true (again == first);
  /* What was bound before does not come back. */
  g_assert_true (bt_db_execute (fixture->db, "INSERT INTO things (id) VALUES (1)", NULL));
  g_assert_true (bt_statement_step (again, &has_row, NULL));
  g_assert_cmpint (bt_statement_get_int64 (again, 0), ==, 0);
  bt_statement_release (again);
  bt_statement_release (NULL);
}

static void
test_statement_faults (Fixture *fixture, gconstpointer data)
{
  gboolean has_row = FALSE;
  g_autoptr (GError) syntax = NULL;
  g_autoptr (GError) range = NULL;
  g_autoptr (GError) constraint = NULL;

  g_assert_null (bt_db_prepare (fixture->db, "SELEKT 1", &syntax));
  assert_error (syntax, BT_DB_ERROR_FAILED, fixture->path, "SELEKT");

  g_autoptr (BtStatement) statement = bt_db_prepare (fixture->db, "SELECT ?", NULL);
  bt_statement_bind_int64 (statement, 2, 1);
  g_assert_false (bt_statement_step (statement, &has_row, &range));
  assert_error (range, BT_DB_ERROR_FAILED, fixture->path, "SELECT ?");
  bt_statement_reset (statement);
  bt_statement_bind_int64 (statement, 1, 7);
  g_assert_true (bt_statement_step (statement, &has_row, NULL));
  g_assert_cmpint (bt_statement_get_int64 (statement, 0), ==, 7);

  g_assert_true (bt_db_execute (fixture->db, "INSERT INTO things (name) VALUES ('a')", NULL));
  g_assert_false (
    bt_db_execute (fixture->db, "INSERT INTO things (name) VALUES ('a')", &constraint));
  assert_error (constraint, BT_DB_ERROR_CONSTRAINT, fixture->path, "UNIQUE");
}

static void
test_transaction (Fixture *fixture, gconstpointer data)
{
  const char *insert = "INSERT INTO things (name) VALUES (hex (randomblob (4)))";
  const char *count = "SELECT count(*) FROM things";
  g_autoptr (BtDb) other = bt_db_open (fixture->path, NULL);

  g_assert_true (bt_db_begin (fixture->db, NULL));
  g_assert_true (bt_db_is_in_transaction (fixture->db));
  g_assert_true (bt_db_execute (fixture->db, insert, NULL));
  g_assert_cmpint (read_integer (other, count), ==, 0);
  g_assert_true (bt_db_commit (fixture->db, NULL));
  g_assert_cmpint (read_integer (other, count), ==, 1);
  g_assert_true (bt_db_begin (fixture->db, NULL));
  g_assert_true (bt_db_execute (fixture->db, insert, NULL));
  bt_db_rollback (fixture->db);
  bt_db_rollback (fixture->db);
  g_assert_false (bt_db_is_in_transaction (fixture->db));
  g_assert_cmpint (read_integer (fixture->db, count), ==, 1);
}

static void
test_busy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtDb) other = bt_db_open (fixture->path, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (bt_db_execute (other, "PRAGMA busy_timeout=10", NULL));
  g_assert_true (bt_db_begin (fixture->db, NULL));
  g_assert_false (bt_db_begin (other, &error));
  assert_error (error, BT_DB_ERROR_BUSY, fixture->path, "another program");
  bt_db_rollback (fixture->db);
  g_assert_true (bt_db_begin (other, NULL));
  g_assert_true (bt_db_commit (other, NULL));
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (bt_db_execute (fixture->db, "PRAGMA query_only=ON", NULL));
  g_assert_false (bt_db_execute (fixture->db, "INSERT INTO things (name) VALUES ('a')", &error));
  assert_error (error, BT_DB_ERROR_READ_ONLY, fixture->path, "permissions");
}

static void
test_full (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (bt_db_execute (fixture->db,
                                "INSERT INTO things (name) VALUES ('before');"
                                "PRAGMA max_page_count=20",
                                NULL));
  g_assert_true (bt_db_begin (fixture->db, NULL));
  g_assert_false (
    bt_db_execute (fixture->db, "INSERT INTO things (bytes) VALUES (zeroblob (1000000))", &error));
  assert_error (error, BT_DB_ERROR_FULL, fixture->path, "free some space");
  bt_db_rollback (fixture->db);
  g_assert_cmpint (read_integer (fixture->db, "SELECT count(*) FROM things"), ==, 1);
  g_assert_true (bt_db_execute (fixture->db, "INSERT INTO things (name) VALUES ('after')", NULL));
}

static void
collect_fault (const char *message, gpointer user_data)
{
  g_ptr_array_add (user_data, g_strdup (message));
}

static void
test_check (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (bt_db_execute (fixture->db,
                                "CREATE TABLE parts (thing INTEGER REFERENCES things);"
                                "INSERT INTO things (id, name) VALUES (1, 'a');"
                                "INSERT INTO parts VALUES (1)",
                                NULL));
  g_assert_true (bt_db_check (fixture->db, collect_fault, faults, &error));
  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_true (bt_db_execute (fixture->db,
                                "PRAGMA foreign_keys=OFF; DELETE FROM things;"
                                "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET rootpage = 2"
                                " WHERE name = 'sqlite_autoindex_things_1'",
                                NULL));
  g_clear_pointer (&fixture->db, bt_db_close);
  fixture->db = bt_db_open (fixture->path, &error);
  if (fixture->db != NULL)
    bt_db_check (fixture->db, collect_fault, faults, &error);
  g_assert_true (faults->len > 0 || g_error_matches (error, BT_DB_ERROR, BT_DB_ERROR_CORRUPT));
}

static void
test_check_references (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  g_assert_true (bt_db_execute (fixture->db,
                                "CREATE TABLE parts (thing INTEGER REFERENCES things);"
                                "PRAGMA foreign_keys=OFF; INSERT INTO parts VALUES (9)",
                                NULL));
  g_assert_true (bt_db_check (fixture->db, collect_fault, faults, NULL));
  g_assert_cmpuint (faults->len, ==, 1);
  g_assert_cmpstr (faults->pdata[0], ==,
                   "row 1 of table parts points at a row of things that is not there");
}

static void
test_corrupt (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 20; i++)
    g_assert_true (bt_db_execute (
      fixture->db, "INSERT INTO things (name, bytes) VALUES (hex(randomblob(8)), zeroblob(500))",
      NULL));
  g_clear_pointer (&fixture->db, bt_db_close);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  memset (bytes + 4096, 0x5a, length - 4096);
  g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize) length, NULL));
  fixture->db = bt_db_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_false (bt_db_execute (fixture->db, "SELECT sum(length(bytes)) FROM things", &error));
  assert_error (error, BT_DB_ERROR_CORRUPT, fixture->path, "damaged");
}

static void
test_trim (Fixture *fixture, gconstpointer data)
{
  g_assert_true (
    bt_db_execute (fixture->db, "INSERT INTO things (bytes) VALUES (zeroblob (20000000))", NULL));
  g_assert_cmpint (read_integer (fixture->db, "PRAGMA page_count"), >, 4000);
  g_assert_true (bt_db_execute (fixture->db, "DELETE FROM things", NULL));
  g_assert_true (bt_db_trim (fixture->db, NULL));
  g_assert_cmpint (read_integer (fixture->db, "PRAGMA freelist_count"), ==, 0);
  g_assert_cmpint (read_integer (fixture->db, "PRAGMA page_count"), <, 10);
  g_assert_cmpint (bt_db_get_wal_pages (fixture->db), >, 0);
  g_assert_true (bt_db_checkpoint (fixture->db, NULL));
  g_assert_cmpint (bt_db_get_wal_pages (fixture->db), ==, 0);
  g_assert_cmpint (test_folder_measure (fixture->folder, "test.db"), <, 100000);
}

static void
test_room (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (bt_db_check_room (fixture->db, 0, &error));
  g_assert_true (bt_db_check_room (fixture->db, 1, &error));
  g_assert_no_error (error);
  g_assert_false (bt_db_check_room (fixture->db, G_MAXINT64, &error));
  assert_error (error, BT_DB_ERROR_FULL, fixture->path, "EiB are needed");
}

static void
test_durable (Fixture *fixture, gconstpointer data)
{
  g_assert_true (bt_db_set_durable (fixture->db, FALSE, NULL));
  g_assert_cmpint (read_integer (fixture->db, "PRAGMA synchronous"), ==, 1);
  g_assert_true (bt_db_set_durable (fixture->db, TRUE, NULL));
  g_assert_cmpint (read_integer (fixture->db, "PRAGMA synchronous"), ==, 2);
}

static void
count_destroyed_cb (gpointer data)
{
  (*(int *) data)++;
}

static void
test_data (Fixture *fixture, gconstpointer data)
{
  int destroyed = 0;

  g_assert_null (bt_db_get_data (fixture->db, "key"));
  bt_db_set_data (fixture->db, "key", &destroyed, count_destroyed_cb);
  g_assert_true (bt_db_get_data (fixture->db, "key") == &destroyed);
  bt_db_set_data (fixture->db, "key", &destroyed, count_destroyed_cb);
  g_assert_cmpint (destroyed, ==, 1);
  g_clear_pointer (&fixture->db, bt_db_close);
  g_assert_cmpint (destroyed, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/db/open/private", test_open_private);
  ADD ("/db/open/impossible", test_open_impossible);
  ADD ("/db/open/garbage", test_open_garbage);
  ADD ("/db/statement/round-trip", test_round_trip);
  ADD ("/db/statement/cache", test_statement_cache);
  ADD ("/db/statement/faults", test_statement_faults);
  ADD ("/db/transaction", test_transaction);
  ADD ("/db/error/busy", test_busy);
  ADD ("/db/error/read-only", test_read_only);
  ADD ("/db/error/full", test_full);
  ADD ("/db/error/corrupt", test_corrupt);
  ADD ("/db/check/pages", test_check);
  ADD ("/db/check/references", test_check_references);
  ADD ("/db/trim", test_trim);
  ADD ("/db/room", test_room);
  ADD ("/db/durable", test_durable);
  ADD ("/db/data", test_data);
#undef ADD
  return g_test_run ();
}
