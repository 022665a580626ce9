// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* One running import as the data page shows it: the job, its cancel, and how it ended. Main thread
 * only. */
#pragma once

#include "source/bt-file-import.h"

G_BEGIN_DECLS

#define BT_TYPE_IMPORT (bt_import_get_type ())
/* Signal "ended" (gint64 dataset_id, gboolean is_new, const GError *error): once; the error is NULL
 * on success, G_IO_ERROR_CANCELLED when the user cancelled. */
G_DECLARE_FINAL_TYPE (BtImport, bt_import, BT, IMPORT, GObject)

/* Starts importing a file with everything detected. */
BtImport *bt_import_start (BtStore *store, const char *path);
/* Returns the job, owned by the import: its properties tell how far it is. */
BtFileImport *bt_import_get_job (BtImport *import);
/* Returns the path. */
const char *bt_import_get_path (BtImport *import);
/* Returns when it was started, by g_get_monotonic_time(). */
gint64 bt_import_get_started_usec (BtImport *import);
/* Asks it to stop; nothing of it stays. */
void bt_import_cancel (BtImport *import);

G_END_DECLS
