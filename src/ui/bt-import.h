// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* One import as the data page shows it: the look at the file, the question that it may leave, the
 * job, its cancel, and how it ended. Main thread only. */
#pragma once

#include "source/bt-file-import.h"
#include "source/bt-file-look.h"

G_BEGIN_DECLS

/* How far an import is. */
typedef enum
{
  BT_IMPORT_LOOKING, /* at the file */
  BT_IMPORT_ASKING,  /* waits for bt_import_go() */
  BT_IMPORT_RUNNING, /* has a job */
  BT_IMPORT_ENDED,
} BtImportState;

#define BT_TYPE_IMPORT (bt_import_get_type ())
/* Property "state" (int, a BtImportState). Signal "ended" (gint64 dataset_id, gboolean is_new,
 * gint64 added, const GError *error), as in BtImportOutcome: once; the error is NULL on success,
 * G_IO_ERROR_CANCELLED when the user cancelled. */
G_DECLARE_FINAL_TYPE (BtImport, bt_import, BT, IMPORT, GObject)

/* Looks at the first of some files that become one dataset. Then it runs, unless that leaves
 * something open or asks_always: then it waits. paths ends with NULL and has one at least. */
BtImport *bt_import_start (BtStore *store, const char *const *paths, gboolean asks_always);
/* Ends the waiting: imports the files with what the user stated, which is copied. */
void bt_import_go (BtImport *import, const BtFeedOptions *options);
/* Returns how far it is. */
BtImportState bt_import_get_state (BtImport *import);
/* Returns the store that it goes to. */
BtStore *bt_import_get_store (BtImport *import);
/* Returns the job, owned by the import: its properties tell how far it is; NULL before it runs. */
BtFileImport *bt_import_get_job (BtImport *import);
/* Returns what the file was found to be, owned by the import; NULL while it is looked at. */
const BtFileLook *bt_import_get_look (BtImport *import);
/* Returns the first path. */
const char *bt_import_get_path (BtImport *import);
/* Returns how many files it takes in. */
guint bt_import_get_count (BtImport *import);
/* Returns when the job was started, by g_get_monotonic_time(). */
gint64 bt_import_get_started_usec (BtImport *import);
/* Asks it to stop; nothing of it stays. */
void bt_import_cancel (BtImport *import);

G_END_DECLS
