// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The schema's way from version to version: step n takes a file from user_version n to n + 1. */
#pragma once

#include "db/bt-db.h"

G_BEGIN_DECLS

/* A step of the schema: runs inside the migration's transaction. */
typedef gboolean (*BtMigration) (BtDb *db, GError **error);

/* Brings user_version to count by running the missing steps in one transaction, and turns WAL on.
 * Fails with BT_DB_ERROR_FUTURE when the file is newer, and with BT_DB_ERROR_NOT_OURS when its
 * application_id is neither application_id nor 0 with an empty schema; the file is unchanged then,
 * as after any failure. */
gboolean bt_db_migrate (
  BtDb *db, gint32 application_id, const BtMigration *steps, int count, GError **error);

G_END_DECLS
