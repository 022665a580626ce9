// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "db/bt-migration.h"

#include "db/bt-db-private.h"

/* Turning WAL on does not wait for other connections by itself, so it is tried this often. */
#define WAL_TRIES 100
#define WAL_PAUSE_USEC 50000

/* What a file says about itself. */
typedef struct
{
  gint64 application_id;
  gint64 version;
  gint64 objects; /* tables, indexes and the like */
} Identity;

/* In one statement, so that no other program comes between the answers. */
static gboolean
read_identity (BtDb *db, Identity *out, GError **error)
{
  gboolean has_row = FALSE;
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db,
                     "SELECT (SELECT application_id FROM pragma_application_id),"
                     " (SELECT user_version FROM pragma_user_version),"
                     " (SELECT count(*) FROM sqlite_schema)",
                     error);

  if (statement == NULL || !bt_statement_step (statement, &has_row, error))
    return FALSE;
  out->application_id = bt_statement_get_int64 (statement, 0);
  out->version = bt_statement_get_int64 (statement, 1);
  out->objects = bt_statement_get_int64 (statement, 2);
  return TRUE;
}

/* Refuses a file that this program must not touch. */
static gboolean
check_identity (
  BtDb *db, gint32 application_id, int count, const Identity *identity, GError **error)
{
  gboolean is_new
    = identity->application_id == 0 && identity->version == 0 && identity->objects == 0;

  if (!is_new && identity->application_id != application_id)
    {
      g_set_error (error, BT_DB_ERROR, BT_DB_ERROR_NOT_OURS,
                   "%s is a database of another program; nothing was changed. Choose another data "
                   "folder, or move the file away.",
                   db->path);
      return FALSE;
    }
  if (identity->version > count)
    {
      g_set_error (error, BT_DB_ERROR, BT_DB_ERROR_FUTURE,
                   "%s was written by a newer BackTrade: its data are of version %" G_GINT64_FORMAT
                   ", this program knows versions up to %d; nothing was changed. Install the newer "
                   "BackTrade, or choose another data folder.",
                   db->path, identity->version, count);
      return FALSE;
    }
  return TRUE;
}

/* Stores whether the journal is a write-ahead log now. */
static gboolean
try_wal (BtDb *db, gboolean *is_wal, gboolean *is_busy, GError **error)
{
  gboolean has_row = FALSE;
  g_autoptr (GError) local = NULL;
  g_autoptr (BtStatement) statement = bt_db_prepare (db, "PRAGMA journal_mode=WAL", error);

  *is_wal = FALSE;
  *is_busy = FALSE;
  if (statement == NULL)
    return FALSE;
  if (!bt_statement_step (statement, &has_row, &local))
    {
      *is_busy = g_error_matches (local, BT_DB_ERROR, BT_DB_ERROR_BUSY);
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  *is_wal = has_row && g_strcmp0 (bt_statement_get_text (statement, 0), "wal") == 0;
  return TRUE;
}

static gboolean
turn_wal_on (BtDb *db, GError **error)
{
  for (int i = 1; i <= WAL_TRIES; i++)
    {
      gboolean is_wal = FALSE;
      gboolean is_busy = FALSE;
      g_autoptr (GError) local = NULL;
      if (try_wal (db, &is_wal, &is_busy, &local))
        {
          if (is_wal)
            return TRUE;
          g_set_error (error, BT_DB_ERROR, BT_DB_ERROR_OPEN,
                       "%s: this file system cannot hold a database that several programs use "
                       "(no write-ahead log); choose a folder on a local disk",
                       db->path);
          return FALSE;
        }
      if (!is_busy || i == WAL_TRIES)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      g_usleep (WAL_PAUSE_USEC);
    }
  return FALSE;
}

/* Runs the missing steps; inside a transaction. */
static gboolean
run_steps (BtDb *db, gint32 application_id, const BtMigration *steps, int count, GError **error)
{
  Identity identity = { 0 };

  /* Another program may have migrated between the first look and the lock. */
  if (!read_identity (db, &identity, error)
      || !check_identity (db, application_id, count, &identity, error))
    return FALSE;
  for (gint64 i = identity.version; i < count; i++)
    if (!steps[i](db, error))
      {
        g_prefix_error (
          error,
          "Bringing the data from version %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT " failed: ", i,
          i + 1);
        return FALSE;
      }
  g_autofree char *sql
    = g_strdup_printf ("PRAGMA application_id=%d; PRAGMA user_version=%d", application_id, count);
  return bt_db_execute (db, sql, error);
}

gboolean
bt_db_migrate (BtDb *db, gint32 application_id, const BtMigration *steps, int count, GError **error)
{
  g_return_val_if_fail (db != NULL && steps != NULL && count >= 1, FALSE);
  g_return_val_if_fail (application_id != 0, FALSE);
  Identity identity = { 0 };

  if (!read_identity (db, &identity, error)
      || !check_identity (db, application_id, count, &identity, error))
    return FALSE;
  /* Counts only for a file that is still empty, and only before its first page is written. */
  if (identity.objects == 0 && !bt_db_execute (db, "PRAGMA auto_vacuum=INCREMENTAL", error))
    return FALSE;
  if (!turn_wal_on (db, error))
    return FALSE;
  if (identity.version == count)
    return TRUE;
  if (!bt_db_begin (db, error))
    return FALSE;
  if (!run_steps (db, application_id, steps, count, error))
    {
      bt_db_rollback (db);
      return FALSE;
    }
  return bt_db_commit (db, error);
}
