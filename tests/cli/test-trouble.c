// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What goes wrong outside of the program: damaged and foreign databases, full disks, killed
 * imports, other programs. */
#include "config.h"

#include "cli-fixture.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#define TEST(path, function)                                                                       \
  g_test_add (path, CliFixture, NULL, cli_fixture_set_up, function, cli_fixture_tear_down)

/* Where an SQLite file holds the user version, four bytes, the highest first. */
#define USER_VERSION_OFFSET 60
#define N_WRITERS 6
#define N_COMMANDS 5
/* Smaller than what 20,000 candles need. */
#define SMALL_DISK_BYTES (128 * 1024)
/* Of the database. */
#define PAGE_BYTES 4096

static const guint8 zstd_magic[] = { 0x28, 0xb5, 0x2f, 0xfd };

static char *
find_database (CliFixture *fixture)
{
  return g_build_filename (fixture->data_folder, "backtrade.db", NULL);
}

/* Starts the program with its output going to a file or nowhere. */
static GSubprocess *
start (CliFixture *fixture, GSpawnChildSetupFunc setup, const char *output, ...)
{
  g_autoptr (GSubprocessLauncher) launcher
    = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GPtrArray) command = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  const char *argument;
  va_list arguments;

  g_ptr_array_add (command, (gpointer) g_getenv ("BACKTRADE_CLI"));
  g_ptr_array_add (command, (gpointer) "--data-dir");
  g_ptr_array_add (command, fixture->data_folder);
  va_start (arguments, output);
  while ((argument = va_arg (arguments, const char *)) != NULL)
    g_ptr_array_add (command, (gpointer) argument);
  va_end (arguments);
  g_ptr_array_add (command, NULL);

  g_subprocess_launcher_set_stdout_file_path (launcher, output);
  if (setup != NULL)
    g_subprocess_launcher_set_child_setup (launcher, setup, NULL, NULL);
  GSubprocess *process
    = g_subprocess_launcher_spawnv (launcher, (const char *const *) command->pdata, &error);
  g_assert_no_error (error);
  return process;
}

static int
wait_for (GSubprocess *process)
{
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static void
import_candles (CliFixture *fixture, guint n)
{
  g_autofree char *path = cli_write_candles (fixture, "XAUUSD_M1.csv", n);

  cli_assert_run (fixture, 0, "import", path);
}

static void
test_database_from_future (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *path = find_database (fixture);
  g_autofree char *bytes = NULL;
  gsize length;

  import_candles (fixture, 50);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  bytes[USER_VERSION_OFFSET + 2] = 0x7f;
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  cli_assert_run (fixture, 4, "datasets");
  g_assert_nonnull (strstr (fixture->messages, "newer"));

  /* Nothing was changed or lost: with its own number it is there again. */
  bytes[USER_VERSION_OFFSET + 2] = 0;
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  cli_assert_run (fixture, 0, "datasets");
  g_assert_cmpuint (cli_count (fixture, ""), ==, 1);
}

static void
test_damaged_chunk (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *path = find_database (fixture);
  g_autofree char *bytes = NULL;
  gsize length;

  import_candles (fixture, 3000);
  cli_assert_run (fixture, 0, "doctor");
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  /* The last one: SQLite leaves a copy behind where it has split a page. */
  guint8 *chunk = NULL;
  for (char *at = bytes; at != NULL;
       at = memmem (at + 1, length - (gsize) (at + 1 - bytes), zstd_magic, sizeof zstd_magic))
    chunk = (guint8 *) at;
  g_assert_true (chunk != NULL && chunk != (guint8 *) bytes);
  chunk[200] ^= 0x10;
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));

  cli_assert_run (fixture, 1, "doctor");
  cli_assert_boolean (fixture, "ok", FALSE);
  g_assert_cmpuint (cli_count (fixture, "faults"), >=, 1);
  g_assert_nonnull (strstr (fixture->output, "2024-03-0"));
  cli_assert_run (fixture, 4, "candles", "XAUUSD", "M1");
  g_assert_nonnull (strstr (fixture->messages, "2024-03-0"));
  /* What is not damaged stays readable. */
  cli_assert_run (fixture, 0, "datasets");
  cli_assert_int (fixture, "[0].rows", 3000);
  /* The same file once more mends what is damaged. */
  import_candles (fixture, 3000);
  cli_assert_run (fixture, 0, "doctor");
  cli_assert_run (fixture, 0, "datasets");
  g_assert_cmpuint (cli_count (fixture, ""), ==, 1);
}

/* A database that SQLite itself cannot read: the check says so, which is its answer. */
static void
test_damaged_page (CliFixture *fixture, gconstpointer data)
{
  const gsize pages[] = { 0, 2, 5 };
  g_autofree char *path = find_database (fixture);
  g_autofree char *bytes = NULL;
  gsize length;

  import_candles (fixture, 3000);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *damaged = g_memdup2 (bytes, length);

      memset (damaged + pages[i] * PAGE_BYTES, 0xff, PAGE_BYTES);
      g_assert_true (g_file_set_contents (path, damaged, (gssize) length, NULL));
      cli_assert_run (fixture, 1, "doctor");
      cli_assert_boolean (fixture, "ok", FALSE);
      g_assert_cmpuint (cli_count (fixture, "faults"), >=, 1);
    }
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  cli_assert_run (fixture, 0, "doctor");
}

static void
set_small_disk_cb (gpointer user_data)
{
  const struct rlimit limit = { SMALL_DISK_BYTES, SMALL_DISK_BYTES };

  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &limit);
}

/* Files cannot grow beyond a size: the import fails like on a full disk, and leaves nothing behind.
 */
static void
test_full_disk (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *path = cli_write_candles (fixture, "XAUUSD_M1.csv", 40000);

  cli_assert_run (fixture, 0, "datasets");
  g_autoptr (GSubprocess) process
    = start (fixture, set_small_disk_cb, "/dev/null", "import", path, NULL);
  g_assert_cmpint (wait_for (process), ==, 4);
  cli_assert_run (fixture, 0, "datasets");
  g_assert_cmpuint (cli_count (fixture, ""), ==, 0);
  cli_assert_run (fixture, 0, "doctor");
  /* With room again the same file goes in. */
  cli_assert_run (fixture, 0, "import", path);
  cli_assert_int (fixture, "stored", 40000);
}

/* An answer that cannot be written is not silently lost. */
static void
test_full_output (CliFixture *fixture, gconstpointer data)
{
  if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("this system has no /dev/full");
      return;
    }
  import_candles (fixture, 100);
  g_autoptr (GSubprocess) process
    = start (fixture, NULL, "/dev/full", "candles", "XAUUSD", "M1", NULL);
  g_assert_cmpint (wait_for (process), ==, 4);
}

/* An import that is killed at any moment leaves nothing that is seen, and does not stop the next
 * one. */
static void
test_killed_import (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *path = cli_write_candles (fixture, "XAUUSD_M1.csv", 40000);

  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (GSubprocess) process = start (fixture, NULL, "/dev/null", "import", path, NULL);

      /* Waits for nothing: it spreads the moments of the kill over the import. */
      g_usleep (i * 12000);
      g_subprocess_force_exit (process);
      g_assert_true (g_subprocess_wait (process, NULL, NULL));
      cli_assert_run (fixture, 0, "datasets");
      if (cli_count (fixture, "") > 0)
        cli_assert_int (fixture, "[0].rows", 40000);
    }
  cli_assert_run (fixture, 0, "import", path);
  cli_assert_run (fixture, 0, "datasets");
  g_assert_cmpuint (cli_count (fixture, ""), ==, 1);
  cli_assert_run (fixture, 0, "doctor");
}

static void
test_truncated_archive (CliFixture *fixture, gconstpointer data)
{
  static const guint8 half_xz[] = { 0xfd, '7', 'z', 'X', 'Z', 0x00, 0x00, 0x04, 0xe6, 0xd6 };
  g_autofree char *path = g_build_filename (fixture->folder, "XAUUSD_M1.csv.xz", NULL);

  g_assert_true (g_file_set_contents (path, (const char *) half_xz, sizeof half_xz, NULL));
  cli_assert_run (fixture, 3, "import", path);
  g_assert_nonnull (strstr (fixture->messages, "XAUUSD_M1.csv.xz"));
}

/* Several programs write to one session at once: each command is there, once. */
static void
test_many_writers (CliFixture *fixture, gconstpointer data)
{
  import_candles (fixture, 300);
  cli_assert_run (fixture, 0, "session", "new", "--symbol", "XAUUSD", "--start",
                  "2024-03-04T09:00:00Z");
  g_autofree char *id = cli_dup_text (fixture, "id");
  cli_assert_run (fixture, 0, "session", "advance", id, "--bars", "5");

  for (guint round = 0; round < N_COMMANDS; round++)
    {
      GSubprocess *writers[N_WRITERS];

      for (guint i = 0; i < N_WRITERS; i++)
        writers[i] = start (fixture, NULL, "/dev/null", "session", "do", id,
                            "{\"do\": \"note\", \"text\": \"one of many\"}", NULL);
      for (guint i = 0; i < N_WRITERS; i++)
        {
          g_assert_cmpint (wait_for (writers[i]), ==, 0);
          g_object_unref (writers[i]);
        }
    }
  cli_assert_run (fixture, 0, "session", "list");
  cli_assert_int (fixture, "[0].commands", N_WRITERS * N_COMMANDS);
  cli_assert_run (fixture, 0, "doctor");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/trouble/database-from-future", test_database_from_future);
  TEST ("/trouble/damaged-chunk", test_damaged_chunk);
  TEST ("/trouble/damaged-page", test_damaged_page);
  TEST ("/trouble/full-disk", test_full_disk);
  TEST ("/trouble/full-output", test_full_output);
  TEST ("/trouble/killed-import", test_killed_import);
  TEST ("/trouble/truncated-archive", test_truncated_archive);
  TEST ("/trouble/many-writers", test_many_writers);
  return g_test_run ();
}
