// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A file layer below SQLite that fails at a chosen change of a file: a full disk, or the moment at
 * which the power goes. One thread only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FAULT_VFS_FULL, /* the change fails with "disk full", and so does each later one */
  FAULT_VFS_CUT,  /* half of it is written, and nothing after it */
} FaultVfsMode;

/* Makes the layer the one that all connections use from now on. */
void fault_vfs_install (void);
/* Lets count more changes pass (writes, truncations, syncs) and then fails. */
void fault_vfs_arm (FaultVfsMode mode, guint count);
/* Lets everything pass; returns whether something had failed. */
gboolean fault_vfs_disarm (void);

G_END_DECLS
