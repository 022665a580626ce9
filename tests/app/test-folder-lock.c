// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* One desktop in a data folder. */
#include "config.h"

#include "app/bt-folder-lock.h"

#include <glib/gstdio.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("backtrade-lock-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->folder, "desktop.lock", NULL);

  g_remove (file);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static void
test_take_and_give_back (Fixture *fixture, gconstpointer data)
{
  BtFolderLock *first = NULL, *second = NULL;

  g_assert_cmpint (bt_folder_lock_take (fixture->folder, &first), ==, BT_FOLDER_LOCK_TAKEN);
  g_assert_nonnull (first);
  g_assert_cmpint (bt_folder_lock_take (fixture->folder, &second), ==, BT_FOLDER_LOCK_HELD);
  g_assert_null (second);
  bt_folder_lock_free (first);
  g_assert_cmpint (bt_folder_lock_take (fixture->folder, &second), ==, BT_FOLDER_LOCK_TAKEN);
  bt_folder_lock_free (second);
  bt_folder_lock_free (NULL);
}

/* A program that was killed leaves no lock behind. */
static void
test_ends_with_process (Fixture *fixture, gconstpointer data)
{
  BtFolderLock *lock = NULL;
  int status;
  pid_t child = fork ();

  if (child == 0)
    _exit (bt_folder_lock_take (fixture->folder, &lock) == BT_FOLDER_LOCK_TAKEN ? 0 : 1);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  g_assert_cmpint (bt_folder_lock_take (fixture->folder, &lock), ==, BT_FOLDER_LOCK_TAKEN);
  bt_folder_lock_free (lock);
}

static void
test_makes_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *inner = g_build_filename (fixture->folder, "inner", NULL);
  g_autofree char *file = g_build_filename (inner, "desktop.lock", NULL);
  BtFolderLock *lock = NULL;

  g_assert_cmpint (bt_folder_lock_take (inner, &lock), ==, BT_FOLDER_LOCK_TAKEN);
  g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
  bt_folder_lock_free (lock);
  g_remove (file);
  g_rmdir (inner);
}

static void
test_impossible (Fixture *fixture, gconstpointer data)
{
  BtFolderLock *lock = NULL;

  g_assert_cmpint (bt_folder_lock_take ("/proc/version/no-folder", &lock), ==,
                   BT_FOLDER_LOCK_IMPOSSIBLE);
  g_assert_null (lock);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/app/folder-lock/take-and-give-back", test_take_and_give_back);
  ADD ("/app/folder-lock/ends-with-process", test_ends_with_process);
  ADD ("/app/folder-lock/makes-folder", test_makes_folder);
  ADD ("/app/folder-lock/impossible", test_impossible);
  return g_test_run ();
}
