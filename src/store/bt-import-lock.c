// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-import-lock.h"

#include "store/bt-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME_PART "-import-"

struct _BtImportLock
{
  char *path;
  char *token;
  int fd;
};

static char *
make_path (const char *db_path, const char *token)
{
  return g_strconcat (db_path, NAME_PART, token, NULL);
}

/* Returns whether the file behind the descriptor still has its name: whoever clears up may have
 * taken it away between opening and locking. */
static gboolean
has_name (int fd)
{
  struct stat status = { 0 };

  return fstat (fd, &status) == 0 && status.st_nlink > 0;
}

/* Opens an existing file and tries to lock it; returns −1 when it is missing or held. */
static int
lock_existing (const char *path, gboolean *is_held)
{
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);

  *is_held = FALSE;
  if (fd < 0)
    return -1;
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;
  /* Whatever else is wrong with the lock, its owner may be alive. */
  *is_held = TRUE;
  close (fd);
  return -1;
}

BtImportLock *
bt_import_lock_take (const char *db_path, GError **error)
{
  g_return_val_if_fail (db_path != NULL, NULL);
  g_autofree char *token = g_uuid_string_random ();
  g_autofree char *path = make_path (db_path, token);

  for (;;)
    {
      int fd = g_open (path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
      if (fd < 0 || flock (fd, LOCK_EX) != 0)
        {
          int code = errno;
          if (fd >= 0)
            close (fd);
          g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_FOLDER,
                       "%s: could not be made and locked: %s", path, g_strerror (code));
          return NULL;
        }
      if (has_name (fd))
        {
          BtImportLock *lock = g_new0 (BtImportLock, 1);
          lock->path = g_steal_pointer (&path);
          lock->token = g_steal_pointer (&token);
          lock->fd = fd;
          return lock;
        }
      close (fd);
    }
}

void
bt_import_lock_release (BtImportLock *lock)
{
  if (lock == NULL)
    return;
  g_unlink (lock->path);
  close (lock->fd);
  g_free (lock->path);
  g_free (lock->token);
  g_free (lock);
}

const char *
bt_import_lock_get_token (const BtImportLock *lock)
{
  g_return_val_if_fail (lock != NULL, NULL);
  return lock->token;
}

gboolean
bt_import_lock_is_held (const char *db_path, const char *token)
{
  g_autofree char *path = make_path (db_path, token);
  gboolean is_held = FALSE;
  int fd = lock_existing (path, &is_held);

  if (fd >= 0)
    close (fd);
  return is_held;
}

void
bt_import_lock_clear_dead (const char *db_path)
{
  g_autofree char *folder = g_path_get_dirname (db_path);
  g_autofree char *base = g_path_get_basename (db_path);
  g_autofree char *prefix = g_strconcat (base, NAME_PART, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      gboolean is_held = FALSE;
      if (!g_str_has_prefix (name, prefix))
        continue;
      int fd = lock_existing (path, &is_held);
      if (fd < 0)
        continue;
      g_unlink (path);
      close (fd);
    }
}
