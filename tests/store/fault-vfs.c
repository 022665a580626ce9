// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "fault-vfs.h"

#include <sqlite3.h>

/* An open file; the real one follows in the same memory. */
typedef struct
{
  sqlite3_file base;
  sqlite3_file *real;
} FaultFile;

static sqlite3_vfs *real_vfs;
static gboolean is_armed;
static gboolean has_failed;
static FaultVfsMode fault_mode;
static guint changes_left;

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return ((FaultFile *) file)->real;
}

/* Counts a change; stores whether it is the one that fails first. */
static gboolean
must_fail (gboolean *is_first)
{
  *is_first = FALSE;
  if (!is_armed)
    return FALSE;
  if (changes_left > 0)
    {
      changes_left--;
      return FALSE;
    }
  *is_first = !has_failed;
  has_failed = TRUE;
  return TRUE;
}

static int
close_file (sqlite3_file *file)
{
  return get_real (file)->pMethods->xClose (get_real (file));
}

static int
read_file (sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset)
{
  return get_real (file)->pMethods->xRead (get_real (file), bytes, count, offset);
}

static int
write_file (sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset)
{
  sqlite3_file *real = get_real (file);
  gboolean is_first = FALSE;

  if (!must_fail (&is_first))
    return real->pMethods->xWrite (real, bytes, count, offset);
  if (fault_mode == FAULT_VFS_FULL)
    return SQLITE_FULL;
  if (is_first)
    real->pMethods->xWrite (real, bytes, count / 2, offset);
  return SQLITE_IOERR_WRITE;
}

static int
truncate_file (sqlite3_file *file, sqlite3_int64 size)
{
  gboolean is_first = FALSE;

  if (must_fail (&is_first) && fault_mode == FAULT_VFS_CUT)
    return SQLITE_IOERR_TRUNCATE;
  return get_real (file)->pMethods->xTruncate (get_real (file), size);
}

/* The power that goes is the layer's own: whether the disk has really got what was written changes
 * nothing, so that thousands of runs need not wait for it. */
static int
sync_file (sqlite3_file *file, int flags)
{
  gboolean is_first = FALSE;

  if (must_fail (&is_first))
    return fault_mode == FAULT_VFS_FULL ? SQLITE_FULL : SQLITE_IOERR_FSYNC;
  return SQLITE_OK;
}

static int
get_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return get_real (file)->pMethods->xFileSize (get_real (file), size);
}

static int
lock_file (sqlite3_file *file, int level)
{
  return get_real (file)->pMethods->xLock (get_real (file), level);
}

static int
unlock_file (sqlite3_file *file, int level)
{
  return get_real (file)->pMethods->xUnlock (get_real (file), level);
}

static int
check_lock (sqlite3_file *file, int *result)
{
  return get_real (file)->pMethods->xCheckReservedLock (get_real (file), result);
}

static int
control_file (sqlite3_file *file, int operation, void *data)
{
  return get_real (file)->pMethods->xFileControl (get_real (file), operation, data);
}

static int
get_sector_size (sqlite3_file *file)
{
  return get_real (file)->pMethods->xSectorSize (get_real (file));
}

static int
get_characteristics (sqlite3_file *file)
{
  return get_real (file)->pMethods->xDeviceCharacteristics (get_real (file));
}

static int
map_shared (sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
  return get_real (file)->pMethods->xShmMap (get_real (file), page, size, extend, out);
}

static int
lock_shared (sqlite3_file *file, int offset, int count, int flags)
{
  return get_real (file)->pMethods->xShmLock (get_real (file), offset, count, flags);
}

static void
order_shared (sqlite3_file *file)
{
  get_real (file)->pMethods->xShmBarrier (get_real (file));
}

static int
unmap_shared (sqlite3_file *file, int must_delete)
{
  return get_real (file)->pMethods->xShmUnmap (get_real (file), must_delete);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = close_file,
  .xRead = read_file,
  .xWrite = write_file,
  .xTruncate = truncate_file,
  .xSync = sync_file,
  .xFileSize = get_size,
  .xLock = lock_file,
  .xUnlock = unlock_file,
  .xCheckReservedLock = check_lock,
  .xFileControl = control_file,
  .xSectorSize = get_sector_size,
  .xDeviceCharacteristics = get_characteristics,
  .xShmMap = map_shared,
  .xShmLock = lock_shared,
  .xShmBarrier = order_shared,
  .xShmUnmap = unmap_shared,
};

static int
open_file (sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *out_flags)
{
  FaultFile *fault_file = (FaultFile *) file;

  fault_file->base.pMethods = NULL;
  fault_file->real = (sqlite3_file *) (fault_file + 1);
  int code = real_vfs->xOpen (real_vfs, name, fault_file->real, flags, out_flags);
  if (code == SQLITE_OK)
    fault_file->base.pMethods = &methods;
  return code;
}

void
fault_vfs_install (void)
{
  static sqlite3_vfs vfs;

  real_vfs = sqlite3_vfs_find (NULL);
  g_assert_nonnull (real_vfs);
  vfs = *real_vfs;
  vfs.pNext = NULL;
  vfs.zName = "fault";
  vfs.szOsFile = (int) sizeof (FaultFile) + real_vfs->szOsFile;
  vfs.xOpen = open_file;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 1), ==, SQLITE_OK);
}

void
fault_vfs_arm (FaultVfsMode mode, guint count)
{
  fault_mode = mode;
  changes_left = count;
  has_failed = FALSE;
  is_armed = TRUE;
}

gboolean
fault_vfs_disarm (void)
{
  is_armed = FALSE;
  return has_failed;
}
