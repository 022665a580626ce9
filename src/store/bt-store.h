// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The user's data folder: one SQLite file (backtrade.db) and the one thread that uses it. All calls
 * of the other store headers are made inside a job: a function that runs on that thread with the
 * connection. Several programs may have the folder open at once. */
#pragma once

#include "db/bt-db.h"

G_BEGIN_DECLS

#define BT_STORE_ERROR (bt_store_error_quark ())

typedef enum
{
  BT_STORE_ERROR_FOLDER, /* the data folder cannot be made or written */
  BT_STORE_ERROR_NOT_FOUND,
  BT_STORE_ERROR_DAMAGED,  /* a checksum does not match; the message names dataset, chunk and times
                            */
  BT_STORE_ERROR_CONFLICT, /* another program changed the session; reload it */
  BT_STORE_ERROR_IN_USE,   /* a dataset that sessions need */
  BT_STORE_ERROR_INVALID,  /* a value out of range */
} BtStoreError;

/* Returns the quark of BT_STORE_ERROR. */
GQuark bt_store_error_quark (void);

#define BT_TYPE_STORE (bt_store_get_type ())
G_DECLARE_FINAL_TYPE (BtStore, bt_store, BT, STORE, GObject)

/* Opens the folder (made with mode 0700 when missing), migrates the database, and clears what an
 * import that died left behind. Blocks. Fails with BT_STORE_ERROR_FOLDER or BT_DB_ERROR. */
BtStore *bt_store_open (const char *folder, GError **error);
/* Returns the folder. */
const char *bt_store_get_folder (BtStore *store);
/* Returns the folder used when none is given: $XDG_DATA_HOME/backtrade, as a new string. */
char *bt_store_default_folder (void);

/* A job. Runs on the database thread; result ownership is the job's affair. Returns FALSE with
 * error set on failure. */
typedef gboolean (*BtStoreJob) (BtDb *db, gpointer data, GError **error);

/* Runs a job and waits for it; any thread but the database's. */
gboolean bt_store_run (BtStore *store, BtStoreJob job, gpointer data, GError **error);
/* Queues a job; data is freed with free_data, in the thread of the caller's main context, after
 * callback. Jobs run in the order of queueing. The queue is bounded: at 1,024 waiting jobs the call
 * fails at once with BT_DB_ERROR_BUSY through the callback. */
void bt_store_run_async (BtStore *store,
                         BtStoreJob job,
                         gpointer data,
                         GDestroyNotify free_data,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
/* Ends bt_store_run_async(). */
gboolean bt_store_run_finish (BtStore *store, GAsyncResult *result, GError **error);
/* Waits until all queued jobs are done. */
void bt_store_flush (BtStore *store);

/* "datasets-changed" and "sessions-changed" are emitted in the main context after a job of this
 * process changed them. A job says so by these; any thread. */
void bt_store_notify_datasets (BtStore *store);
void bt_store_notify_sessions (BtStore *store);

G_END_DECLS
