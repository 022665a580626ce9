// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Keeps a second desktop out of a data folder, also where the two cannot see each other over D-Bus.
 * The command line works beside it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BtFolderLock BtFolderLock;

/* What became of taking the lock. */
typedef enum
{
  BT_FOLDER_LOCK_TAKEN,
  BT_FOLDER_LOCK_HELD,       /* another desktop has it */
  BT_FOLDER_LOCK_IMPOSSIBLE, /* no file can be made there: opening the store says why */
} BtFolderLockResult;

/* Takes the lock of a folder, which is made (mode 0700) when missing. lock is NULL unless it was
 * taken; it holds until it is freed or the process ends. */
BtFolderLockResult bt_folder_lock_take (const char *folder, BtFolderLock **lock);
/* Gives the lock back; NULL is allowed. */
void bt_folder_lock_free (BtFolderLock *lock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtFolderLock, bt_folder_lock_free)

G_END_DECLS
