// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Says that an import is alive: a locked file beside the database. The kernel drops the lock when
 * the process ends, however it ends, so no clock or process number is needed to tell a dead import
 * from a slow one. Inside `store` only. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _BtImportLock BtImportLock;

/* Makes and locks a file with a new random name. Fails with BT_STORE_ERROR_FOLDER. */
BtImportLock *bt_import_lock_take (const char *db_path, GError **error);
/* Removes the file and unlocks it; NULL is allowed. */
void bt_import_lock_release (BtImportLock *lock);
/* Returns the random part of the name. */
const char *bt_import_lock_get_token (const BtImportLock *lock);
/* Returns whether some import, of this process or another, holds the lock of that name. */
gboolean bt_import_lock_is_held (const char *db_path, const char *token);
/* Removes the files of imports that died. */
void bt_import_lock_clear_dead (const char *db_path);

G_END_DECLS
