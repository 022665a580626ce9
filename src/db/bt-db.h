// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* One SQLite connection and its prepared statements: WAL, foreign keys on, synchronous FULL, a busy time-out. A connection is used by one thread
 * at a time. Every failure is a BT_DB_ERROR (or BT_DB_ERROR_FULL and the like) whose message names the file and SQLite's reason. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BT_DB_ERROR (bt_db_error_quark ())

typedef enum
{
  BT_DB_ERROR_OPEN,     /* the file cannot be opened or made */
  BT_DB_ERROR_READ_ONLY,
  BT_DB_ERROR_FULL,     /* the disk is full */
  BT_DB_ERROR_BUSY,     /* another program held the lock for longer than the time-out */
  BT_DB_ERROR_CORRUPT,
  BT_DB_ERROR_NOT_OURS, /* a database, but not one of BackTrade's */
  BT_DB_ERROR_FUTURE,   /* written by a newer version; the message has both version numbers */
  BT_DB_ERROR_CONSTRAINT,
  BT_DB_ERROR_FAILED,
} BtDbError;

/* Returns the quark of BT_DB_ERROR. */
GQuark bt_db_error_quark (void);

typedef struct _BtDb BtDb;
typedef struct _BtStatement BtStatement;

/* Opens, or makes, the database file; free with bt_db_close(). */
BtDb *bt_db_open (const char *path, GError **error);
/* Closes a connection; NULL is allowed. All its statements must be free. */
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
/* Returns the number of rows that the last statement changed. */
int bt_db_get_changes (BtDb *db);
/* Returns the path. */
const char *bt_db_get_path (const BtDb *db);

/* A step of the schema: runs inside the migration's transaction. */
typedef gboolean (*BtMigration) (BtDb *db, GError **error);
/* Brings user_version to count by running the missing steps in one transaction. Fails with BT_DB_ERROR_FUTURE when the file is newer, and
 * with BT_DB_ERROR_NOT_OURS when application_id is neither 0 with an empty schema nor application_id. */
gboolean bt_db_migrate (BtDb *db, gint32 application_id, const BtMigration *steps, int count, GError **error);

/* Prepares a statement, from the connection's cache where it was prepared before; release with bt_statement_release(). */
BtStatement *bt_db_prepare (BtDb *db, const char *sql, GError **error);
/* Resets a statement and gives it back to the cache; NULL is allowed. */
void bt_statement_release (BtStatement *statement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtStatement, bt_statement_release)
/* Bind parameter index (1-based). Text and blob are copied; NULL text binds NULL. */
void bt_statement_bind_int64 (BtStatement *statement, int index, gint64 value);
void bt_statement_bind_text (BtStatement *statement, int index, const char *text);
void bt_statement_bind_blob (BtStatement *statement, int index, const void *bytes, gsize length);
/* Steps; stores whether a row is there. */
gboolean bt_statement_step (BtStatement *statement, gboolean *has_row, GError **error);
/* Runs a statement without rows to its end. */
gboolean bt_statement_run (BtStatement *statement, GError **error);
/* Read column index (0-based) of the present row. Text and blob live until the next step. */
gint64 bt_statement_get_int64 (BtStatement *statement, int index);
const char *bt_statement_get_text (BtStatement *statement, int index);
const void *bt_statement_get_blob (BtStatement *statement, int index, gsize *length);
gboolean bt_statement_is_null (BtStatement *statement, int index);

G_END_DECLS
