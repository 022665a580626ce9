// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Importing a file into the store, off the main thread, with progress and cancel; a failed or
 * cancelled import leaves nothing behind. Also making the synthetic sample. A job object is used
 * from the main thread; signals and property changes come there. */
#pragma once

#include "feed/bt-feed-reader.h"
#include "source/bt-import-run.h"
#include "store/bt-dataset-table.h"
#include "store/bt-store.h"

G_BEGIN_DECLS

#define BT_TYPE_FILE_IMPORT (bt_file_import_get_type ())
G_DECLARE_FINAL_TYPE (BtFileImport, bt_file_import, BT, FILE_IMPORT, GObject)

/* Properties: "path" (string, the first one), "progress" (double, 0 … 1), "rows" (int64, read so
 * far), "rows-per-second" (int64), "bad-rows" (int64). */

/* Returns an import of files that become one dataset into store, not started; all is copied. paths
 * ends with NULL and has one at least. */
BtFileImport *
bt_file_import_new (BtStore *store, const char *const *paths, const BtFeedOptions *options);
/* Starts; cancel through the cancellable. Emits the store's
 * "datasets-changed" when a dataset was added. */
void bt_file_import_run_async (BtFileImport *import,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* Ends it: returns the dataset's id, or −1 with error set. outcome (may be NULL) says
 * what became of the candles. */
gint64 bt_file_import_run_finish (BtFileImport *import,
                                  GAsyncResult *result,
                                  BtImportOutcome *outcome,
                                  GError **error);
/* Returns the quality report once finished, else NULL; of several files that of the earliest
 * candles. Owned by the import. */
BtQualityReport *bt_file_import_get_report (BtFileImport *import);

/* The same for the command line: blocks in the calling thread. several paths of one symbol and
 * timeframe become one dataset. dry_run stores nothing. reports (out) is a GPtrArray of
 * BtQualityReport, one a file, in the order of their candles. */
gint64 bt_file_import_run_sync (BtStore *store,
                                const char *const *paths,
                                const BtFeedOptions *options,
                                gboolean dry_run,
                                GPtrArray *reports,
                                BtImportOutcome *outcome,
                                GCancellable *cancellable,
                                GError **error);

/* Returns the id of the synthetic sample dataset ("XAUUSD" instrument, three years of M1, source
 * "Synthetic sample", is_synthetic), making it when it is not there yet. Blocks (about a second);
 * not on the main thread. */
gint64 bt_sample_ensure (BtStore *store, GCancellable *cancellable, GError **error);

G_END_DECLS
