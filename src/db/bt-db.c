// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "db/bt-db.h"

#include "db/bt-db-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* How long a statement waits for another program's transaction. */
#define BUSY_TIMEOUT_MS 5000
/* From this many pages on a commit copies the log into the file itself, idle or not. */
#define WAL_PAGES_MAX 8000
/* Pages that one transaction of bt_db_trim() gives back, so that others get their turn. */
#define TRIM_PAGES 2048

typedef struct
{
  gpointer data;
  GDestroyNotify destroy;
} BtDbData;

/* Maps SQLite's primary result codes; the hint says what the user can do. */
static BtDbError
map_code (int code, const char **hint)
{
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      *hint = "the disk is full; free some space and try again";
      return BT_DB_ERROR_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      *hint = "the database cannot be written; check the permissions of the folder";
      return BT_DB_ERROR_READ_ONLY;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      *hint = "another program is writing to the database; try again";
      return BT_DB_ERROR_BUSY;
    case SQLITE_CORRUPT:
      *hint = "it is damaged; restore it from a backup";
      return BT_DB_ERROR_CORRUPT;
    case SQLITE_NOTADB:
      *hint = "it is not a database, or its beginning is damaged";
      return BT_DB_ERROR_CORRUPT;
    case SQLITE_CANTOPEN:
      *hint = "it cannot be opened";
      return BT_DB_ERROR_OPEN;
    case SQLITE_CONSTRAINT:
      *hint = "the database refused the change";
      return BT_DB_ERROR_CONSTRAINT;
    case SQLITE_IOERR:
      *hint = "the disk could not be read or written";
      return BT_DB_ERROR_FAILED;
    default:
      *hint = "the database failed";
      return BT_DB_ERROR_FAILED;
    }
}

/* Says whether the hint alone tells what happened; what was being done then is of no interest. */
static gboolean
is_told_by_hint (BtDbError error)
{
  return error == BT_DB_ERROR_FULL || error == BT_DB_ERROR_READ_ONLY || error == BT_DB_ERROR_BUSY;
}

gboolean
bt_db_fail (BtDb *db, int code, const char *what, GError **error)
{
  const char *hint = NULL;
  BtDbError mapped = map_code (code, &hint);
  const char *detail = db->handle != NULL ? sqlite3_errmsg (db->handle) : sqlite3_errstr (code);

  if (is_told_by_hint (mapped))
    g_set_error (error, BT_DB_ERROR, mapped, "%s: %s (%s)", db->path, hint, detail);
  else
    g_set_error (error, BT_DB_ERROR, mapped, "%s: could not %s: %s (%s)", db->path, what, hint,
                 detail);
  return FALSE;
}

/* Makes the file with a mode of its own, because SQLite would take the process's. Only when it is
 * missing: closing another descriptor of an open database would drop this process's locks on it. */
static gboolean
make_file (const char *path, GError **error)
{
  int fd = g_open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);

  if (fd >= 0)
    {
      close (fd);
      return TRUE;
    }
  if (errno == EEXIST)
    return TRUE;
  int code = errno;
  BtDbError mapped = BT_DB_ERROR_OPEN;
  if (code == ENOSPC || code == EDQUOT)
    mapped = BT_DB_ERROR_FULL;
  else if (code == EROFS || code == EACCES || code == EPERM)
    mapped = BT_DB_ERROR_READ_ONLY;
  g_set_error (error, BT_DB_ERROR, mapped, "%s: could not make the database: %s", path,
               g_strerror (code));
  return FALSE;
}

static void
free_data (gpointer pointer)
{
  BtDbData *data = pointer;

  if (data->destroy != NULL)
    data->destroy (data->data);
  g_free (data);
}

/* Reads the header and sets what a connection has to set each time; changes nothing in the file. */
static gboolean
set_up (BtDb *db, GError **error)
{
  if (sqlite3_db_readonly (db->handle, "main") == 1)
    return bt_db_fail (db, SQLITE_READONLY, "open the database", error);
  sqlite3_extended_result_codes (db->handle, 1);
  sqlite3_busy_timeout (db->handle, BUSY_TIMEOUT_MS);
  return bt_db_execute (db,
                        "PRAGMA foreign_keys=ON;"
                        "PRAGMA synchronous=FULL;"
                        "PRAGMA cache_size=-16384;"
                        "PRAGMA temp_store=MEMORY;"
                        "PRAGMA trusted_schema=OFF;"
                        "PRAGMA secure_delete=OFF;"
                        "PRAGMA journal_size_limit=16777216;"
                        "SELECT count(*) FROM sqlite_schema;",
                        error);
}

static int
log_committed_cb (void *user_data, sqlite3 *handle, const char *name, int pages)
{
  BtDb *db = user_data;

  db->wal_pages = pages;
  if (pages >= WAL_PAGES_MAX)
    sqlite3_wal_checkpoint_v2 (handle, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  return SQLITE_OK;
}

GQuark
bt_db_error_quark (void)
{
  return g_quark_from_static_string ("bt-db-error-quark");
}

BtDb *
bt_db_open (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  if (!make_file (path, error))
    return NULL;

  g_autoptr (BtDb) db = g_new0 (BtDb, 1);
  db->path = g_strdup (path);
  db->statements
    = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) bt_statement_free);
  db->data = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_data);
  int code = sqlite3_open_v2 (path, &db->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
  if (code != SQLITE_OK)
    {
      bt_db_fail (db, code, "open the database", error);
      return NULL;
    }
  if (!set_up (db, error))
    return NULL;
  sqlite3_wal_hook (db->handle, log_committed_cb, db);
  return g_steal_pointer (&db);
}

void
bt_db_close (BtDb *db)
{
  if (db == NULL)
    return;
  g_hash_table_unref (db->data);
  g_hash_table_unref (db->statements);
  if (sqlite3_close (db->handle) != SQLITE_OK)
    g_critical ("%s: closed with statements in use", db->path);
  g_free (db->path);
  g_free (db);
}

gboolean
bt_db_execute (BtDb *db, const char *sql, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);
  g_return_val_if_fail (sql != NULL, FALSE);
  int code = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);
  return code == SQLITE_OK || bt_db_fail (db, code, "run a statement", error);
}

gboolean
bt_db_begin (BtDb *db, GError **error)
{
  g_autoptr (BtStatement) statement = bt_db_prepare (db, "BEGIN IMMEDIATE", error);
  return statement != NULL && bt_statement_run (statement, error);
}

gboolean
bt_db_commit (BtDb *db, GError **error)
{
  g_autoptr (BtStatement) statement = bt_db_prepare (db, "COMMIT", error);
  if (statement != NULL && bt_statement_run (statement, error))
    return TRUE;
  g_clear_pointer (&statement, bt_statement_release);
  bt_db_rollback (db);
  return FALSE;
}

void
bt_db_rollback (BtDb *db)
{
  g_return_if_fail (db != NULL);
  /* A full disk can have made SQLite roll back by itself. */
  if (!sqlite3_get_autocommit (db->handle))
    sqlite3_exec (db->handle, "ROLLBACK", NULL, NULL, NULL);
}

gboolean
bt_db_is_in_transaction (const BtDb *db)
{
  g_return_val_if_fail (db != NULL, FALSE);
  return !sqlite3_get_autocommit (db->handle);
}

int
bt_db_get_changes (BtDb *db)
{
  g_return_val_if_fail (db != NULL, 0);
  return sqlite3_changes (db->handle);
}

gint64
bt_db_get_insert_id (BtDb *db)
{
  g_return_val_if_fail (db != NULL, 0);
  return sqlite3_last_insert_rowid (db->handle);
}

const char *
bt_db_get_path (const BtDb *db)
{
  g_return_val_if_fail (db != NULL, NULL);
  return db->path;
}

gboolean
bt_db_set_durable (BtDb *db, gboolean is_durable, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);
  g_return_val_if_fail (!bt_db_is_in_transaction (db), FALSE);
  return bt_db_execute (db, is_durable ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL",
                        error);
}

int
bt_db_get_wal_pages (const BtDb *db)
{
  g_return_val_if_fail (db != NULL, 0);
  return db->wal_pages;
}

gboolean
bt_db_checkpoint (BtDb *db, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);
  int code = sqlite3_wal_checkpoint_v2 (db->handle, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  /* Whoever reads or writes now only puts the rest off. */
  if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY && (code & 0xff) != SQLITE_LOCKED)
    return bt_db_fail (db, code, "write the log back", error);
  db->wal_pages = 0;
  return TRUE;
}

/* Reads one integer of a pragma. */
static gboolean
read_pragma (BtDb *db, const char *sql, gint64 *out, GError **error)
{
  gboolean has_row = FALSE;
  g_autoptr (BtStatement) statement = bt_db_prepare (db, sql, error);

  if (statement == NULL || !bt_statement_step (statement, &has_row, error))
    return FALSE;
  *out = has_row ? bt_statement_get_int64 (statement, 0) : 0;
  return TRUE;
}

gboolean
bt_db_trim (BtDb *db, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);
  g_return_val_if_fail (!bt_db_is_in_transaction (db), FALSE);
  g_autofree char *sql = g_strdup_printf ("PRAGMA incremental_vacuum(%d)", TRIM_PAGES);
  gint64 before = 0;
  gint64 after = 0;

  if (!read_pragma (db, "PRAGMA freelist_count", &after, error))
    return FALSE;
  do
    {
      before = after;
      if (before == 0)
        return TRUE;
      if (!bt_db_execute (db, sql, error)
          || !read_pragma (db, "PRAGMA freelist_count", &after, error))
        return FALSE;
    }
  while (after < before);
  return TRUE;
}

gboolean
bt_db_check_room (BtDb *db, gint64 bytes, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);
  struct statvfs disk;

  if (statvfs (db->path, &disk) != 0 || disk.f_blocks == 0)
    return TRUE;
  guint64 room = (guint64) disk.f_bavail * (guint64) disk.f_frsize;
  if (bytes <= 0 || room >= (guint64) bytes)
    return TRUE;
  g_autofree char *has = g_format_size_full (room, G_FORMAT_SIZE_IEC_UNITS);
  g_autofree char *needs = g_format_size_full ((guint64) bytes, G_FORMAT_SIZE_IEC_UNITS);
  g_set_error (error, BT_DB_ERROR, BT_DB_ERROR_FULL,
               "%s: the disk is full: %s are left, %s are needed; free some space and try again",
               db->path, has, needs);
  return FALSE;
}

/* Steps a statement of a check. Pages too damaged to be checked are a fault like others, and end
 * the check: has_row is FALSE then. */
static gboolean
step_check (
  BtStatement *statement, gboolean *has_row, BtDbFaultFunc func, gpointer user_data, GError **error)
{
  g_autoptr (GError) local = NULL;

  *has_row = FALSE;
  if (bt_statement_step (statement, has_row, &local))
    return TRUE;
  if (!g_error_matches (local, BT_DB_ERROR, BT_DB_ERROR_CORRUPT))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  *has_row = FALSE;
  func (local->message, user_data);
  return TRUE;
}

gboolean
bt_db_check (BtDb *db, BtDbFaultFunc func, gpointer user_data, GError **error)
{
  g_return_val_if_fail (db != NULL && func != NULL, FALSE);
  gboolean has_row = FALSE;
  g_autoptr (BtStatement) pages = bt_db_prepare (db, "PRAGMA integrity_check(20)", error);

  if (pages == NULL || !step_check (pages, &has_row, func, user_data, error))
    return FALSE;
  while (has_row)
    {
      const char *message = bt_statement_get_text (pages, 0);
      if (g_strcmp0 (message, "ok") != 0)
        func (message != NULL ? message : "the check found a fault without a name", user_data);
      if (!step_check (pages, &has_row, func, user_data, error))
        return FALSE;
    }

  g_autoptr (BtStatement) keys = bt_db_prepare (db, "PRAGMA foreign_key_check", error);
  if (keys == NULL || !step_check (keys, &has_row, func, user_data, error))
    return FALSE;
  while (has_row)
    {
      g_autofree char *message = g_strdup_printf (
        "row %" G_GINT64_FORMAT " of table %s points at a row of %s that is not there",
        bt_statement_get_int64 (keys, 1), bt_statement_get_text (keys, 0),
        bt_statement_get_text (keys, 2));
      func (message, user_data);
      if (!step_check (keys, &has_row, func, user_data, error))
        return FALSE;
    }
  return TRUE;
}

void
bt_db_set_data (BtDb *db, const char *key, gpointer data, GDestroyNotify destroy)
{
  g_return_if_fail (db != NULL && key != NULL);
  BtDbData *kept = g_new0 (BtDbData, 1);

  kept->data = data;
  kept->destroy = destroy;
  g_hash_table_replace (db->data, g_strdup (key), kept);
}

gpointer
bt_db_get_data (BtDb *db, const char *key)
{
  g_return_val_if_fail (db != NULL && key != NULL, NULL);
  const BtDbData *kept = g_hash_table_lookup (db->data, key);
  return kept != NULL ? kept->data : NULL;
}
