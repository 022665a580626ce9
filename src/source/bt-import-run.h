// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* One import from its files to its dataset, in the calling thread. */
#pragma once

#include "feed/bt-feed-reader.h"
#include "store/bt-store.h"

G_BEGIN_DECLS

/* How far an import is. */
typedef struct
{
  double fraction; /* 0 … 1 */
  gint64 rows;     /* read so far */
  gint64 bad_rows;
} BtImportProgress;

/* What became of the candles. */
typedef struct
{
  gboolean is_new; /* candles were stored; FALSE: they were there already */
  gint64 added;    /* by how many candles a dataset that was there grew; 0: it is another one */
} BtImportOutcome;

/* Called in the import's thread after each batch. */
typedef void (*BtImportProgressFunc) (const BtImportProgress *progress, gpointer user_data);

/* What an import is asked to do. */
typedef struct
{
  BtStore *store; /* NULL: only read */
  const char *const *paths;
  const BtFeedOptions *options;
  BtImportProgressFunc progress; /* may be NULL */
  gpointer user_data;
} BtImportRequest;

/* Reads the files and stores them as one dataset. reports, of BtQualityReport, gets one a file, in
 * the order of their candles. outcome may be NULL. Returns the dataset's id, 0 without a store, or
 * −1 with error set, when nothing of it is left behind. */
gint64 bt_import_run (const BtImportRequest *request,
                      GPtrArray *reports,
                      BtImportOutcome *outcome,
                      GCancellable *cancellable,
                      GError **error);

G_END_DECLS
