// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store-fixture.h"
#include "store/bt-preference-table.h"
#include "store/bt-store.h"
#include "test-folder.h"

#include <glib/gstdio.h>
#include <string.h>

#define WAITING_MAX 1024

/* A gate that holds the database thread up. */
typedef struct
{
  GMutex mutex;
  GCond changed;
  gboolean is_reached;
  gboolean is_open;
} Gate;

/* What an asynchronous job leaves behind. */
typedef struct
{
  GString *log;
  GThread *job_thread;
  GThread *free_thread;
  GError *error;
  guint returned;
} Log;

/* One job's data. */
typedef struct
{
  Log *log;
  char name;
  gboolean must_fail;
} Entry;

static BtStore *
open_store (const char *folder)
{
  g_autoptr (GError) error = NULL;
  BtStore *store = bt_store_open (folder, &error);

  g_assert_no_error (error);
  return store;
}

static gboolean
wait_at_gate (BtDb *db, gpointer data, GError **error)
{
  Gate *gate = data;

  g_mutex_lock (&gate->mutex);
  gate->is_reached = TRUE;
  g_cond_broadcast (&gate->changed);
  while (!gate->is_open)
    g_cond_wait (&gate->changed, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
  return TRUE;
}

/* Queues a job at the gate and waits until the thread stands there. */
static void
close_gate (BtStore *store, Gate *gate)
{
  g_mutex_init (&gate->mutex);
  g_cond_init (&gate->changed);
  bt_store_run_async (store, wait_at_gate, gate, NULL, NULL, NULL, NULL);
  g_mutex_lock (&gate->mutex);
  while (!gate->is_reached)
    g_cond_wait (&gate->changed, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
}

static void
open_gate (Gate *gate)
{
  g_mutex_lock (&gate->mutex);
  gate->is_open = TRUE;
  g_cond_broadcast (&gate->changed);
  g_mutex_unlock (&gate->mutex);
}

static void
clear_gate (Gate *gate)
{
  g_cond_clear (&gate->changed);
  g_mutex_clear (&gate->mutex);
}

static gboolean
log_job (BtDb *db, gpointer data, GError **error)
{
  Entry *entry = data;

  entry->log->job_thread = g_thread_self ();
  g_string_append_c (entry->log->log, entry->name);
  if (!entry->must_fail)
    return TRUE;
  g_set_error_literal (error, BT_STORE_ERROR, BT_STORE_ERROR_INVALID, "as asked for");
  return FALSE;
}

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  entry->log->free_thread = g_thread_self ();
  g_string_append_c (entry->log->log, 'f');
  g_free (entry);
}

static void
job_returned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Log *log = user_data;

  g_clear_error (&log->error);
  bt_store_run_finish (BT_STORE (source), result, &log->error);
  g_string_append_c (log->log, 'r');
  log->returned++;
}

static void
queue_entry (BtStore *store, Log *log, char name, gboolean must_fail, GCancellable *cancellable)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->log = log;
  entry->name = name;
  entry->must_fail = must_fail;
  bt_store_run_async (store, log_job, entry, free_entry, cancellable, job_returned_cb, log);
}

static void
wait_for_returns (const Log *log, guint count)
{
  while (log->returned < count)
    g_main_context_iteration (NULL, TRUE);
}

static void
clear_log (Log *log)
{
  g_string_free (log->log, TRUE);
  g_clear_error (&log->error);
}

static void
test_open (void)
{
  g_autoptr (TestFolder) parent = test_folder_new ();
  g_autofree char *folder = g_build_filename (parent, "a", "data", NULL);
  g_autofree char *path = g_build_filename (folder, "backtrade.db", NULL);
  g_autoptr (BtStore) store = open_store (folder);
  GStatBuf status = { 0 };

  g_assert_cmpstr (bt_store_get_folder (store), ==, folder);
  g_assert_cmpint (g_stat (folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_clear_object (&store);
  /* The last one out leaves one file. */
  g_assert_cmpuint (test_folder_count (folder, ""), ==, 1);
}

static void
test_default_folder (void)
{
  g_autofree char *folder = bt_store_default_folder ();

  g_assert_true (g_str_has_prefix (folder, g_get_user_data_dir ()));
  g_assert_true (g_str_has_suffix (folder, "/backtrade"));
}

/* A folder below a file cannot be made by anyone, root included. */
static void
test_impossible_folder (void)
{
  g_autoptr (TestFolder) parent = test_folder_new ();
  g_autofree char *file = g_build_filename (parent, "file", NULL);
  g_autofree char *below = g_build_filename (file, "data", NULL);
  const char *folders[] = { file, below };

  g_assert_true (g_file_set_contents (file, "text", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (bt_store_open (folders[i], &error));
      g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_FOLDER);
      g_assert_nonnull (strstr (error->message, folders[i]));
      g_assert_nonnull (strstr (error->message, "Not a directory"));
    }
}

/* No file can be made in this folder, by root either. */
static void
test_read_only_folder (void)
{
  const char *folder = "/proc/self/fdinfo";
  g_autoptr (GError) error = NULL;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("this system has no "
                   "/proc/self/fdinfo");
      return;
    }
  g_assert_null (bt_store_open (folder, &error));
  g_assert_true (g_error_matches (error, BT_STORE_ERROR, BT_STORE_ERROR_FOLDER)
                 || g_error_matches (error, BT_DB_ERROR, BT_DB_ERROR_OPEN)
                 || g_error_matches (error, BT_DB_ERROR, BT_DB_ERROR_READ_ONLY));
  g_assert_nonnull (strstr (error->message, folder));
}

static void
test_foreign_files (void)
{
  static const struct
  {
    const char *sql; /* NULL: the file is text */
    BtDbError code;
    const char *part;
  } cases[] = {
    { "PRAGMA application_id=0x42745264; PRAGMA user_version=1000; CREATE TABLE a (b)",
      BT_DB_ERROR_FUTURE, "version 1000, this program knows versions up to " },
    { "CREATE TABLE a (b)", BT_DB_ERROR_NOT_OURS, "another program" },
    { NULL, BT_DB_ERROR_CORRUPT, "not a database" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TestFolder) folder = test_folder_new ();
      g_autofree char *path = g_build_filename (folder, "backtrade.db", NULL);
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      gsize before_length = 0;
      gsize after_length = 0;
      g_autoptr (GError) error = NULL;
      if (cases[i].sql != NULL)
        {
          g_autoptr (BtDb) db = bt_db_open (path, NULL);
          store_fixture_execute (db, "%s", cases[i].sql);
        }
      else
        g_assert_true (g_file_set_contents (path, "These are my notes about gold.", -1, NULL));
      g_assert_true (g_file_get_contents (path, &before, &before_length, NULL));
      g_assert_null (bt_store_open (folder, &error));
      g_assert_error (error, BT_DB_ERROR, (int) cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].part));
      g_assert_nonnull (strstr (error->message, path));
      g_assert_true (g_file_get_contents (path, &after, &after_length, NULL));
      g_assert_cmpmem (after, after_length, before, before_length);
    }
}

static void
test_run (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtStore) store = open_store (folder);
  Log log = { .log = g_string_new (NULL) };
  Entry good = { .log = &log, .name = 'a' };
  Entry bad = { .log = &log, .name = 'b', .must_fail = TRUE };
  g_autoptr (GError) error = NULL;

  g_assert_true (bt_store_run (store, log_job, &good, &error));
  g_assert_no_error (error);
  g_assert_true (log.job_thread != g_thread_self ());
  g_assert_false (bt_store_run (store, log_job, &bad, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_INVALID);
  g_assert_cmpstr (log.log->str, ==, "ab");
  clear_log (&log);
}

static void
test_async (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtStore) store = open_store (folder);
  Log log = { .log = g_string_new (NULL) };

  queue_entry (store, &log, 'a', FALSE, NULL);
  wait_for_returns (&log, 1);
  g_assert_no_error (log.error);
  queue_entry (store, &log, 'b', TRUE, NULL);
  wait_for_returns (&log, 2);
  g_assert_error (log.error, BT_STORE_ERROR, BT_STORE_ERROR_INVALID);
  g_assert_cmpstr (log.log->str, ==, "arfbrf");
  g_assert_true (log.free_thread == g_thread_self ());
  clear_log (&log);
}

static void
test_order_and_flush (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtStore) store = open_store (folder);
  Log log = { .log = g_string_new (NULL) };
  Gate gate = { 0 };

  close_gate (store, &gate);
  for (char name = 'A'; name <= 'Z'; name++)
    queue_entry (store, &log, name, FALSE, NULL);
  open_gate (&gate);
  bt_store_flush (store);
  g_assert_cmpstr (log.log->str, ==, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  wait_for_returns (&log, 26);
  clear_log (&log);
  clear_gate (&gate);
}

/* What waits when it is cancelled does not run; what ran is not undone. */
static void
test_cancel (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtStore) store = open_store (folder);
  g_autoptr (GCancellable) before = g_cancellable_new ();
  g_autoptr (GCancellable) after = g_cancellable_new ();
  Log log = { .log = g_string_new (NULL) };
  Gate gate = { 0 };

  close_gate (store, &gate);
  queue_entry (store, &log, 'a', FALSE, before);
  g_cancellable_cancel (before);
  open_gate (&gate);
  wait_for_returns (&log, 1);
  g_assert_error (log.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (log.log->str, ==, "rf");
  queue_entry (store, &log, 'b', FALSE, after);
  bt_store_flush (store);
  g_cancellable_cancel (after);
  wait_for_returns (&log, 2);
  g_assert_no_error (log.error);
  clear_log (&log);
  clear_gate (&gate);
}

static void
test_bounded (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtStore) store = open_store (folder);
  Log waiting = { .log = g_string_new (NULL) };
  Log refused = { .log = g_string_new (NULL) };
  Gate gate = { 0 };

  close_gate (store, &gate);
  for (int i = 0; i < WAITING_MAX; i++)
    queue_entry (store, &waiting, 'w', FALSE, NULL);
  queue_entry (store, &refused, 'x', FALSE, NULL);
  wait_for_returns (&refused, 1);
  g_assert_error (refused.error, BT_DB_ERROR, BT_DB_ERROR_BUSY);
  g_assert_cmpstr (refused.log->str, ==, "rf");
  g_assert_cmpuint (waiting.returned, ==, 0);
  open_gate (&gate);
  wait_for_returns (&waiting, WAITING_MAX);
  g_assert_no_error (waiting.error);
  clear_log (&waiting);
  clear_log (&refused);
  clear_gate (&gate);
}

static gboolean
set_preference_halfway (BtDb *db, gpointer data, GError **error)
{
  g_assert_true (bt_db_begin (db, error));
  g_assert_true (bt_preference_table_set (db, "key", "value", error));
  g_set_error_literal (error, BT_STORE_ERROR, BT_STORE_ERROR_INVALID, "halfway");
  return FALSE;
}

static gboolean
get_preference (BtDb *db, gpointer data, GError **error)
{
  *(char **) data = bt_preference_table_get (db, "key", error);
  return *error == NULL;
}

static void
test_failed_job_leaves_nothing (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtStore) store = open_store (folder);
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (bt_store_run (store, set_preference_halfway, NULL, NULL));
  g_assert_true (bt_store_run (store, get_preference, &value, &error));
  g_assert_null (value);
}

static void
count_signal_cb (BtStore *store, gpointer user_data)
{
  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  (*(int *) user_data)++;
}

static gboolean
notify_twice (BtDb *db, gpointer data, GError **error)
{
  bt_store_notify_datasets (data);
  bt_store_notify_datasets (data);
  bt_store_notify_sessions (data);
  return TRUE;
}

static void
test_signals (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtStore) store = open_store (folder);
  g_autoptr (GError) error = NULL;
  int datasets = 0;
  int sessions = 0;

  g_signal_connect (store, "datasets-changed", G_CALLBACK (count_signal_cb), &datasets);
  g_signal_connect (store, "sessions-changed", G_CALLBACK (count_signal_cb), &sessions);
  g_assert_true (bt_store_run (store, notify_twice, store, &error));
  g_assert_cmpint (datasets + sessions, ==, 0);
  while (datasets == 0 || sessions == 0)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpint (datasets, ==, 1);
  g_assert_cmpint (sessions, ==, 1);
  bt_store_notify_sessions (store);
  while (sessions == 1)
    g_main_context_iteration (NULL, TRUE);
  /* A signal on its way does not outlive its store. */
  bt_store_notify_sessions (store);
  g_clear_object (&store);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpint (sessions, ==, 2);
}

/* A store that is given up with jobs waiting still does them. */
static void
test_close_with_jobs (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  BtStore *store = open_store (folder);
  Log log = { .log = g_string_new (NULL) };

  for (int i = 0; i < 100; i++)
    queue_entry (store, &log, 'a', FALSE, NULL);
  g_object_add_weak_pointer (G_OBJECT (store), (gpointer *) &store);
  g_object_unref (store);
  wait_for_returns (&log, 100);
  while (store != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (test_folder_count (folder, ""), ==, 1);
  clear_log (&log);
}

static gboolean
put_preference (BtDb *db, gpointer data, GError **error)
{
  return bt_preference_table_set (db, "key", data, error);
}

/* A second instance on the same data. */
static void
test_two_stores (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtStore) first = open_store (folder);
  g_autoptr (BtStore) second = open_store (folder);
  char text[] = "from the first";
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (bt_store_run (first, put_preference, text, &error));
  g_assert_true (bt_store_run (second, get_preference, &value, &error));
  g_assert_cmpstr (value, ==, "from the first");
}

static gboolean
begin_import (BtDb *db, gpointer data, GError **error)
{
  *(BtDatasetWriter **) data = store_fixture_begin (db);
  return TRUE;
}

static gboolean
end_import (BtDb *db, gpointer data, GError **error)
{
  bt_dataset_writer_free (data);
  return TRUE;
}

static gboolean
count_datasets (BtDb *db, gpointer data, GError **error)
{
  *(gint64 *) data = store_fixture_query (db, "SELECT count(*) FROM datasets");
  return TRUE;
}

/* A second instance that starts leaves the first one's import alone. */
static void
test_import_survives_second_store (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtStore) first = open_store (folder);
  BtDatasetWriter *writer = NULL;
  gint64 count = 0;

  g_assert_true (bt_store_run (first, begin_import, &writer, NULL));
  g_autoptr (BtStore) second = open_store (folder);
  g_assert_true (bt_store_run (second, count_datasets, &count, NULL));
  g_assert_cmpint (count, ==, 1);
  g_assert_true (bt_store_run (first, end_import, writer, NULL));
  g_assert_true (bt_store_run (second, count_datasets, &count, NULL));
  g_assert_cmpint (count, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/open", test_open);
  g_test_add_func ("/store/default-folder", test_default_folder);
  g_test_add_func ("/store/impossible-folder", test_impossible_folder);
  g_test_add_func ("/store/read-only-folder", test_read_only_folder);
  g_test_add_func ("/store/foreign-files", test_foreign_files);
  g_test_add_func ("/store/run", test_run);
  g_test_add_func ("/store/async", test_async);
  g_test_add_func ("/store/order-and-flush", test_order_and_flush);
  g_test_add_func ("/store/cancel", test_cancel);
  g_test_add_func ("/store/bounded", test_bounded);
  g_test_add_func ("/store/failed-job-leaves-nothing", test_failed_job_leaves_nothing);
  g_test_add_func ("/store/signals", test_signals);
  g_test_add_func ("/store/close-with-jobs", test_close_with_jobs);
  g_test_add_func ("/store/two-stores", test_two_stores);
  g_test_add_func ("/store/import-survives-second-store", test_import_survives_second_store);
  return g_test_run ();
}
