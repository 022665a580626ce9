// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* One SQLite connection: foreign keys on, synchronous FULL, a busy time-out of five seconds, and
 * WAL from bt_db_migrate() on. A connection is used by one thread at a time. Every failure is a
 * BT_DB_ERROR whose message names the file, what failed and SQLite's reason. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BT_DB_ERROR (bt_db_error_quark ())

typedef enum
{
  BT_DB_ERROR_OPEN, /* the file cannot be opened or made */
  BT_DB_ERROR_READ_ONLY,
  BT_DB_ERROR_FULL,     /* the disk is full */
  BT_DB_ERROR_BUSY,     /* another program held the lock for longer than the time-out */
  BT_DB_ERROR_CORRUPT,  /* damaged, or no SQLite database at all */
  BT_DB_ERROR_NOT_OURS, /* a database, but not one of BackTrade's */
  BT_DB_ERROR_FUTURE,   /* written by a newer version; the message has both version numbers */
  BT_DB_ERROR_CONSTRAINT,
  BT_DB_ERROR_FAILED,
} BtDbError;

/* Returns the quark of BT_DB_ERROR. */
GQuark bt_db_error_quark (void);

typedef struct _BtDb BtDb;

/* Opens the database file, or makes it with mode 0600; free with bt_db_close(). An existing file is
 * not changed, whatever it is. Fails with BT_DB_ERROR_OPEN, BT_DB_ERROR_READ_ONLY or
 * BT_DB_ERROR_CORRUPT. */
BtDb *bt_db_open (const char *path, GError **error);
/* Closes a connection; NULL is allowed. All its statements must be released. */
void bt_db_close (BtDb *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtDb, bt_db_close)
/* Runs one or more statements without results. */
gboolean bt_db_execute (BtDb *db, const char *sql, GError **error);
/* Begins an immediate transaction. */
gboolean bt_db_begin (BtDb *db, GError **error);
/* Commits; on failure everything since bt_db_begin() is undone. */
gboolean bt_db_commit (BtDb *db, GError **error);
/* Undoes everything since bt_db_begin(); nothing when no transaction is open. */
void bt_db_rollback (BtDb *db);
/* Returns whether a transaction is open. */
gboolean bt_db_is_in_transaction (const BtDb *db);
/* Returns the number of rows that the last statement changed. */
int bt_db_get_changes (BtDb *db);
/* Returns the row id of the last inserted row. */
gint64 bt_db_get_insert_id (BtDb *db);
/* Returns the path. */
const char *bt_db_get_path (const BtDb *db);

/* Says whether a commit waits until it is on disk (the state after opening). Without, commits are
 * atomic and in order, and reach the disk no later than the next durable one. Not inside a
 * transaction. */
gboolean bt_db_set_durable (BtDb *db, gboolean is_durable, GError **error);
/* Returns the pages of the write-ahead log after the last commit of this connection. */
int bt_db_get_wal_pages (const BtDb *db);
/* Copies what it can from the write-ahead log into the file without waiting for anyone. Commits do
 * that by themselves only from 8,000 pages on, so that they stay short; call this when idle. */
gboolean bt_db_checkpoint (BtDb *db, GError **error);
/* Gives free pages back to the file system. Outside a transaction. */
gboolean bt_db_trim (BtDb *db, GError **error);

/* Fails with BT_DB_ERROR_FULL when the disk of the database has fewer than bytes left: for work
 * that can wait, so that what cannot still finds room. A disk that does not tell passes. */
gboolean bt_db_check_room (BtDb *db, gint64 bytes, GError **error);

/* Called for each fault that a check finds. */
typedef void (*BtDbFaultFunc) (const char *message, gpointer user_data);
/* Runs SQLite's integrity and foreign key checks; returns FALSE only when they cannot run. */
gboolean bt_db_check (BtDb *db, BtDbFaultFunc func, gpointer user_data, GError **error);

/* Keeps an object with the connection under a key (compared as text), in place of the one before;
 * destroy is called on closing. */
void bt_db_set_data (BtDb *db, const char *key, gpointer data, GDestroyNotify destroy);
/* Returns what bt_db_set_data() kept, or NULL. */
gpointer bt_db_get_data (BtDb *db, const char *key);

G_END_DECLS

/* What is done with a connection stands in headers of its own. */
#include "db/bt-migration.h"
#include "db/bt-statement.h"
