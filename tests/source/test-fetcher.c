// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Getting files from a server that stalls, truncates, is busy, breaks and lies. */
#include "config.h"

#include "source/bt-fetcher.h"

#include "loopback-server.h"
#include "test-folder.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  LoopbackServer *server;
  GPtrArray *files; /* of BtFetchFile */
  BtFetchLimits limits;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->server = loopback_server_new ();
  fixture->files = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_fetch_file_free);
  fixture->limits = (BtFetchLimits){
    .connections = 4, .attempts = 4, .timeout_seconds = 1, .backoff_ms = 1, .backoff_max_ms = 20
  };
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  /* No part is left behind. */
  g_assert_cmpuint (test_folder_count (fixture->folder, ".part"), ==, 0);
  g_ptr_array_unref (fixture->files);
  loopback_server_free (fixture->server);
  test_folder_remove (fixture->folder);
}

/* Returns made-up bytes that begin with a name. */
static GBytes *
make_bytes (const char *name, gsize length)
{
  guint8 *bytes = g_malloc (length);

  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8) (i * 131 >> 3);
  memcpy (bytes, name, MIN (strlen (name), length));
  return g_bytes_new_take (bytes, length);
}

/* Serves a file and asks for it; returns its record. */
static BtFetchFile *
add_file (Fixture *fixture, const char *name, gsize length, LoopbackFault fault, guint times)
{
  g_autofree char *path = g_strconcat ("/", name, NULL);
  g_autoptr (GBytes) bytes = make_bytes (name, length);
  BtFetchFile *file
    = bt_fetch_file_new (g_strconcat (loopback_server_get_url (fixture->server), path, NULL),
                         g_build_filename (fixture->folder, name, NULL), NULL, TRUE);

  loopback_server_add (fixture->server, path, bytes, fault, times);
  g_ptr_array_add (fixture->files, file);
  return file;
}

static gboolean
check_bytes (const char *path, GError **error)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  if (g_str_has_prefix (text, "<html>"))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "it is a web page");
      return FALSE;
    }
  return TRUE;
}

static gboolean
run (Fixture *fixture, GError **error)
{
  return bt_fetcher_run (fixture->files, &fixture->limits, check_bytes, NULL, NULL, NULL, error);
}

static void
assert_content (const BtFetchFile *file, gsize length)
{
  g_autofree char *name = g_path_get_basename (file->path);
  g_autoptr (GBytes) expected = make_bytes (name, length);
  g_autofree char *content = NULL;
  gsize found = 0;

  g_assert_true (g_file_get_contents (file->path, &content, &found, NULL));
  g_assert_cmpmem (content, found, g_bytes_get_data (expected, NULL), length);
  g_assert_cmpint (file->bytes, ==, length);
}

static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("file-%u", i);
      add_file (fixture, name, 1000 * i + 10, LOOPBACK_SOUND, 0);
    }
  g_assert_true (run (fixture, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < 40; i++)
    {
      const BtFetchFile *file = g_ptr_array_index (fixture->files, i);
      g_assert_cmpint (file->state, ==, BT_FETCH_DONE);
      assert_content (file, 1000 * i + 10);
    }

  /* What is there is not asked for again. */
  g_assert_true (run (fixture, &error));
  g_assert_cmpuint (loopback_server_count_all (fixture->server), ==, 40);
  g_assert_cmpint (((BtFetchFile *) g_ptr_array_index (fixture->files, 7))->state, ==,
                   BT_FETCH_KEPT);

  /* Unless it may have changed. */
  ((BtFetchFile *) g_ptr_array_index (fixture->files, 7))->is_final = FALSE;
  g_assert_true (run (fixture, &error));
  g_assert_cmpuint (loopback_server_count_all (fixture->server), ==, 41);
}

/* Each fault passes after some times. */
static void
test_fault (Fixture *fixture, gconstpointer data)
{
  const LoopbackFault fault = GPOINTER_TO_INT (data);
  g_autoptr (GError) error = NULL;
  BtFetchFile *file = add_file (fixture, "file", 200000, fault, fault == LOOPBACK_STALLED ? 1 : 3);

  g_assert_true (run (fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpint (file->state, ==, BT_FETCH_DONE);
  assert_content (file, 200000);
  g_assert_cmpuint (loopback_server_count (fixture->server, "/file"), ==,
                    fault == LOOPBACK_STALLED ? 2 : 4);
}

/* A fault that does not pass: the message says where and what, and what came before is kept. */
static void
test_hopeless (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  BtFetchFile *sound = add_file (fixture, "sound", 100, LOOPBACK_SOUND, 0);

  g_assert_true (run (fixture, &error));
  add_file (fixture, "file", 100, LOOPBACK_BROKEN, 100);
  g_assert_false (run (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "/file: the server answers 500"));
  g_assert_cmpuint (loopback_server_count (fixture->server, "/file"), ==, 4);
  assert_content (sound, 100);
}

/* What waiting cannot mend is not tried twice. */
static void
test_forbidden (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add_file (fixture, "file", 100, LOOPBACK_FORBIDDEN, 100);
  g_assert_false (run (fixture, &error));
  g_assert_nonnull (strstr (error->message, "403"));
  g_assert_cmpuint (loopback_server_count (fixture->server, "/file"), ==, 1);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  BtFetchFile *file = bt_fetch_file_new (
    g_strconcat (loopback_server_get_url (fixture->server), "/none", NULL),
    g_build_filename (fixture->folder, "deep", "in", "none", NULL), NULL, TRUE);

  g_ptr_array_add (fixture->files, file);
  g_assert_true (run (fixture, &error));
  g_assert_cmpint (file->state, ==, BT_FETCH_MISSING);
  /* The next run knows. */
  g_assert_true (run (fixture, &error));
  g_assert_cmpint (file->state, ==, BT_FETCH_KEPT);
  g_assert_cmpint (file->bytes, ==, 0);
  g_assert_cmpuint (loopback_server_count_all (fixture->server), ==, 1);
}

/* The waits grow, and a server that asks for a pause gets it. */
static void
test_pause (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const gint64 started_usec = g_get_monotonic_time ();

  fixture->limits.backoff_max_ms = 300;
  add_file (fixture, "file", 100, LOOPBACK_BUSY, 1);
  g_assert_true (run (fixture, &error));
  g_assert_cmpint (g_get_monotonic_time () - started_usec, >=, 290 * G_TIME_SPAN_MILLISECOND);
}

/* Serves the sum of a file. */
static void
add_sum (Fixture *fixture, BtFetchFile *file, gsize length)
{
  g_autoptr (GBytes) bytes = make_bytes ("file", length);
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *line = g_strdup_printf ("%s  file\n", sum);
  g_autoptr (GBytes) text = g_bytes_new (line, strlen (line));

  file->sum_url = g_strconcat (file->url, ".CHECKSUM", NULL);
  loopback_server_add (fixture->server, "/file.CHECKSUM", text, LOOPBACK_SOUND, 0);
}

static void
test_sum (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  BtFetchFile *file = add_file (fixture, "file", 5000, LOOPBACK_SOUND, 0);

  add_sum (fixture, file, 5000);
  g_assert_true (run (fixture, &error));
  assert_content (file, 5000);

  /* A file that is not the one of the sum is not kept. */
  g_assert_cmpint (g_unlink (file->path), ==, 0);
  g_clear_pointer (&file->sum_url, g_free);
  add_sum (fixture, file, 4999);
  g_assert_false (run (fixture, &error));
  g_assert_nonnull (strstr (error->message, "checksum"));
  g_assert_false (g_file_test (file->path, G_FILE_TEST_EXISTS));
}

/* A file with a sum goes on where it was interrupted. */
static void
test_resume (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  BtFetchFile *file = add_file (fixture, "file", 200000, LOOPBACK_TRUNCATED, 1);

  add_sum (fixture, file, 200000);
  g_assert_true (run (fixture, &error));
  g_assert_no_error (error);
  assert_content (file, 200000);
  g_autofree char *range = loopback_server_dup_range (fixture->server);
  g_assert_cmpstr (range, ==, "bytes=100000-");
}

static gpointer
cancel_soon (gpointer data)
{
  Fixture *fixture = ((gpointer *) data)[0];

  while (loopback_server_count_all (fixture->server) == 0)
    g_thread_yield ();
  g_cancellable_cancel (((gpointer *) data)[1]);
  return NULL;
}

/* A cancel ends a run at once, also one that waits. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gpointer arguments[] = { fixture, cancellable };
  const gint64 started_usec = g_get_monotonic_time ();

  fixture->limits.timeout_seconds = 60;
  fixture->limits.backoff_ms = 60000;
  fixture->limits.backoff_max_ms = 60000;
  add_file (fixture, "stalled", 1000, LOOPBACK_STALLED, 9);
  add_file (fixture, "broken", 1000, LOOPBACK_BROKEN, 9);
  GThread *thread = g_thread_new ("cancel", cancel_soon, arguments);
  g_assert_false (
    bt_fetcher_run (fixture->files, &fixture->limits, NULL, NULL, NULL, cancellable, &error));
  g_thread_join (thread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - started_usec, <, 30 * G_USEC_PER_SEC);
}

static void
note_progress_cb (const BtFetchProgress *progress, gpointer user_data)
{
  BtFetchProgress *last = user_data;

  g_assert_cmpuint (progress->files_done, >=, last->files_done);
  g_assert_cmpuint (progress->files_done, <=, progress->files_total);
  g_assert_cmpint (progress->bytes, >=, last->bytes);
  *last = *progress;
}

static void
test_progress (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  BtFetchProgress last = { 0 };

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("file-%u", i);
      add_file (fixture, name, 5000, LOOPBACK_SOUND, 0);
    }
  g_assert_true (
    bt_fetcher_run (fixture->files, &fixture->limits, NULL, note_progress_cb, &last, NULL, &error));
  g_assert_cmpuint (last.files_done, ==, 20);
  g_assert_cmpint (last.bytes, ==, 100000);
  g_assert_cmpint (last.bytes_per_second, >, 0);
  g_assert_cmpint (last.seconds_left, ==, 0);
}

static void
test_bad_address (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (fixture->files, bt_fetch_file_new (
                                     g_strdup ("not an address"),
                                     g_build_filename (fixture->folder, "file", NULL), NULL, TRUE));
  g_assert_false (run (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

#define ADD(path, data, func)                                                                      \
  g_test_add ("/source/fetcher/" path, Fixture, GINT_TO_POINTER (data), set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("many", 0, test_many);
  ADD ("busy", LOOPBACK_BUSY, test_fault);
  ADD ("broken", LOOPBACK_BROKEN, test_fault);
  ADD ("truncated", LOOPBACK_TRUNCATED, test_fault);
  ADD ("stalled", LOOPBACK_STALLED, test_fault);
  ADD ("garbage", LOOPBACK_GARBAGE, test_fault);
  ADD ("hopeless", 0, test_hopeless);
  ADD ("forbidden", 0, test_forbidden);
  ADD ("missing", 0, test_missing);
  ADD ("pause", 0, test_pause);
  ADD ("sum", 0, test_sum);
  ADD ("resume", 0, test_resume);
  ADD ("cancel", 0, test_cancel);
  ADD ("progress", 0, test_progress);
  ADD ("bad-address", 0, test_bad_address);
  return g_test_run ();
}
