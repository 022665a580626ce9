// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "app/bt-folder-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#define LOCK_NAME "desktop.lock"

struct _BtFolderLock
{
  int file;
};

BtFolderLockResult
bt_folder_lock_take (const char *folder, BtFolderLock **lock)
{
  g_autofree char *path = g_build_filename (folder, LOCK_NAME, NULL);

  g_return_val_if_fail (lock != NULL, BT_FOLDER_LOCK_IMPOSSIBLE);

  *lock = NULL;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return BT_FOLDER_LOCK_IMPOSSIBLE;
  int file = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0)
    return BT_FOLDER_LOCK_IMPOSSIBLE;
  if (flock (file, LOCK_EX | LOCK_NB) != 0)
    {
      gboolean is_held = errno == EWOULDBLOCK;
      close (file);
      return is_held ? BT_FOLDER_LOCK_HELD : BT_FOLDER_LOCK_IMPOSSIBLE;
    }
  *lock = g_new (BtFolderLock, 1);
  (*lock)->file = file;
  return BT_FOLDER_LOCK_TAKEN;
}

void
bt_folder_lock_free (BtFolderLock *lock)
{
  if (lock == NULL)
    return;
  /* Closing gives the lock back; the file stays, so that nobody locks one that is being removed. */
  close (lock->file);
  g_free (lock);
}
