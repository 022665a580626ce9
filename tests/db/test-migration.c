// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "db/bt-db.h"
#include "test-folder.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define APPLICATION_ID 77
#define N_PROGRAMS 4

static gboolean
make_first (BtDb *db, GError **error)
{
  return bt_db_execute (db, "CREATE TABLE first (a INTEGER)", error);
}

static gboolean
make_second (BtDb *db, GError **error)
{
  return bt_db_execute (db, "CREATE TABLE second (b INTEGER); INSERT INTO second VALUES (5)",
                        error);
}

static gboolean
fail_step (BtDb *db, GError **error)
{
  return bt_db_execute (db, "CREATE TABLE third (c INTEGER); INSERT INTO missing VALUES (1)",
                        error);
}

static const BtMigration steps[] = { make_first, make_second, fail_step };

static gint64
read_integer (BtDb *db, const char *sql)
{
  gboolean has_row = FALSE;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStatement) statement = bt_db_prepare (db, sql, &error);

  g_assert_no_error (error);
  g_assert_true (bt_statement_step (statement, &has_row, &error));
  return has_row ? bt_statement_get_int64 (statement, 0) : -1;
}

static BtDb *
open_in (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "test.db", NULL);
  g_autoptr (GError) error = NULL;
  BtDb *db = bt_db_open (path, &error);

  g_assert_no_error (error);
  return db;
}

static void
test_steps (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtDb) db = open_in (folder);
  g_autoptr (GError) error = NULL;

  g_assert_true (bt_db_migrate (db, APPLICATION_ID, steps, 1, &error));
  g_assert_cmpint (read_integer (db, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (read_integer (db, "PRAGMA application_id"), ==, APPLICATION_ID);
  g_assert_cmpint (read_integer (db, "SELECT count(*) FROM sqlite_schema"), ==, 1);
  g_assert_cmpint (read_integer (db, "PRAGMA auto_vacuum"), ==, 2);
  g_assert_cmpint (read_integer (db, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"), ==,
                   1);
  g_assert_true (bt_db_migrate (db, APPLICATION_ID, steps, 2, &error));
  g_assert_true (bt_db_migrate (db, APPLICATION_ID, steps, 2, &error));
  g_assert_cmpint (read_integer (db, "PRAGMA user_version"), ==, 2);
  g_assert_cmpint (read_integer (db, "SELECT count(*) FROM second"), ==, 1);
}

static void
test_failing_step (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtDb) db = open_in (folder);
  g_autoptr (GError) error = NULL;

  g_assert_false (bt_db_migrate (db, APPLICATION_ID, steps, 3, &error));
  g_assert_error (error, BT_DB_ERROR, BT_DB_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "from version 2 to 3"));
  g_assert_cmpint (read_integer (db, "PRAGMA user_version"), ==, 0);
  g_assert_cmpint (read_integer (db, "SELECT count(*) FROM sqlite_schema"), ==, 0);
  g_assert_true (bt_db_migrate (db, APPLICATION_ID, steps, 2, NULL));
}

static void
test_future (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtDb) db = open_in (folder);
  g_autoptr (GError) error = NULL;

  g_assert_true (bt_db_migrate (db, APPLICATION_ID, steps, 2, NULL));
  g_assert_true (bt_db_execute (db, "PRAGMA user_version=9", NULL));
  g_assert_false (bt_db_migrate (db, APPLICATION_ID, steps, 2, &error));
  g_assert_error (error, BT_DB_ERROR, BT_DB_ERROR_FUTURE);
  g_assert_nonnull (strstr (error->message, "version 9"));
  g_assert_nonnull (strstr (error->message, "up to 2"));
  g_assert_nonnull (strstr (error->message, "Install the newer"));
  g_assert_nonnull (strstr (error->message, bt_db_get_path (db)));
  g_assert_cmpint (read_integer (db, "PRAGMA user_version"), ==, 9);
}

/* Makes a database of another program with a statement, and returns its file's bytes. */
static GBytes *
make_foreign (const char *folder, const char *sql)
{
  g_autofree char *path = g_build_filename (folder, "test.db", NULL);
  char *bytes = NULL;
  gsize length = 0;
  BtDb *db = open_in (folder);

  g_assert_true (bt_db_execute (db, sql, NULL));
  bt_db_close (db);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  return g_bytes_new_take (bytes, length);
}

static void
test_not_ours (gconstpointer sql)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "test.db", NULL);
  g_autoptr (GBytes) before = make_foreign (folder, sql);
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;
  gsize length = 0;
  BtDb *db = open_in (folder);

  g_assert_false (bt_db_migrate (db, APPLICATION_ID, steps, 2, &error));
  g_assert_error (error, BT_DB_ERROR, BT_DB_ERROR_NOT_OURS);
  g_assert_nonnull (strstr (error->message, path));
  bt_db_close (db);
  g_assert_true (g_file_get_contents (path, &after, &length, NULL));
  g_assert_cmpmem (after, length, g_bytes_get_data (before, NULL), g_bytes_get_size (before));
}

/* Programs that start at once on an empty folder. */
static void
test_together (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  pid_t children[N_PROGRAMS] = { 0 };

  for (int i = 0; i < N_PROGRAMS; i++)
    {
      children[i] = fork ();
      g_assert_cmpint (children[i], >=, 0);
      if (children[i] == 0)
        {
          g_autofree char *path = g_build_filename (folder, "test.db", NULL);
          BtDb *db = bt_db_open (path, NULL);
          gboolean is_done = db != NULL && bt_db_migrate (db, APPLICATION_ID, steps, 2, NULL);
          bt_db_close (db);
          _exit (is_done ? 0 : 1);
        }
    }
  for (int i = 0; i < N_PROGRAMS; i++)
    {
      int status = 0;
      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_cmpint (status, ==, 0);
    }
  g_autoptr (BtDb) db = open_in (folder);
  g_assert_cmpint (read_integer (db, "SELECT count(*) FROM second"), ==, 1);
  g_assert_cmpint (read_integer (db, "PRAGMA auto_vacuum"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/db/migration/steps", test_steps);
  g_test_add_func ("/db/migration/failing-step", test_failing_step);
  g_test_add_func ("/db/migration/future", test_future);
  g_test_add_data_func ("/db/migration/not-ours/other-id",
                        "PRAGMA application_id=5; CREATE TABLE a (b)", test_not_ours);
  g_test_add_data_func ("/db/migration/not-ours/no-id", "CREATE TABLE a (b)", test_not_ours);
  g_test_add_data_func ("/db/migration/not-ours/version-without-tables", "PRAGMA user_version=1",
                        test_not_ours);
  g_test_add_func ("/db/migration/together", test_together);
  return g_test_run ();
}
