// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "db/bt-statement.h"

#include "db/bt-db-private.h"

#include <string.h>

/* Statements kept for use again; the program has fewer texts than this. */
#define CACHE_MAX 128
/* Characters of a statement that an error message quotes. */
#define QUOTE_MAX 60

struct _BtStatement
{
  BtDb *db;
  sqlite3_stmt *handle;
  char *sql;
  int bind_code; /* the first failure to bind since the last reset */
};

/* Names the statement in an error. */
static gboolean
fail (BtStatement *statement, int code, GError **error)
{
  g_autofree char *what = g_strdup_printf ("run “%.*s%s”", QUOTE_MAX, statement->sql,
                                           strlen (statement->sql) > QUOTE_MAX ? "…" : "");
  return bt_db_fail (statement->db, code, what, error);
}

static void
note_bind (BtStatement *statement, int code)
{
  if (statement->bind_code == SQLITE_OK)
    statement->bind_code = code;
}

void
bt_statement_free (BtStatement *statement)
{
  sqlite3_finalize (statement->handle);
  g_free (statement->sql);
  g_free (statement);
}

BtStatement *
bt_db_prepare (BtDb *db, const char *sql, GError **error)
{
  g_return_val_if_fail (db != NULL && sql != NULL, NULL);
  BtStatement *statement = g_hash_table_lookup (db->statements, sql);

  if (statement != NULL)
    {
      g_hash_table_steal (db->statements, sql);
      return statement;
    }
  sqlite3_stmt *handle = NULL;
  int code = sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
  if (code != SQLITE_OK)
    {
      bt_db_fail (db, code, "prepare a statement", error);
      return NULL;
    }
  statement = g_new0 (BtStatement, 1);
  statement->db = db;
  statement->handle = handle;
  statement->sql = g_strdup (sql);
  return statement;
}

void
bt_statement_release (BtStatement *statement)
{
  if (statement == NULL)
    return;
  GHashTable *cache = statement->db->statements;

  bt_statement_reset (statement);
  sqlite3_clear_bindings (statement->handle);
  if (g_hash_table_size (cache) >= CACHE_MAX || g_hash_table_contains (cache, statement->sql))
    bt_statement_free (statement);
  else
    g_hash_table_insert (cache, statement->sql, statement);
}

void
bt_statement_bind_int64 (BtStatement *statement, int index, gint64 value)
{
  g_return_if_fail (statement != NULL);
  note_bind (statement, sqlite3_bind_int64 (statement->handle, index, value));
}

void
bt_statement_bind_text (BtStatement *statement, int index, const char *text)
{
  g_return_if_fail (statement != NULL);
  note_bind (statement, sqlite3_bind_text (statement->handle, index, text, -1, SQLITE_TRANSIENT));
}

void
bt_statement_bind_blob (BtStatement *statement, int index, const void *bytes, gsize length)
{
  g_return_if_fail (statement != NULL);
  if (length == 0)
    note_bind (statement, sqlite3_bind_zeroblob (statement->handle, index, 0));
  else
    note_bind (statement,
               sqlite3_bind_blob64 (statement->handle, index, bytes, length, SQLITE_TRANSIENT));
}

void
bt_statement_bind_null (BtStatement *statement, int index)
{
  g_return_if_fail (statement != NULL);
  note_bind (statement, sqlite3_bind_null (statement->handle, index));
}

void
bt_statement_reset (BtStatement *statement)
{
  g_return_if_fail (statement != NULL);
  /* The result repeats the failure that the last step has reported already. */
  sqlite3_reset (statement->handle);
  statement->bind_code = SQLITE_OK;
}

gboolean
bt_statement_step (BtStatement *statement, gboolean *has_row, GError **error)
{
  g_return_val_if_fail (statement != NULL && has_row != NULL, FALSE);
  int code = statement->bind_code;

  *has_row = FALSE;
  if (code != SQLITE_OK)
    return fail (statement, code, error);
  code = sqlite3_step (statement->handle);
  *has_row = code == SQLITE_ROW;
  return code == SQLITE_ROW || code == SQLITE_DONE || fail (statement, code, error);
}

gboolean
bt_statement_run (BtStatement *statement, GError **error)
{
  gboolean has_row = FALSE;

  do
    {
      if (!bt_statement_step (statement, &has_row, error))
        return FALSE;
    }
  while (has_row);
  bt_statement_reset (statement);
  return TRUE;
}

gint64
bt_statement_get_int64 (BtStatement *statement, int index)
{
  g_return_val_if_fail (statement != NULL, 0);
  return sqlite3_column_int64 (statement->handle, index);
}

const char *
bt_statement_get_text (BtStatement *statement, int index)
{
  g_return_val_if_fail (statement != NULL, NULL);
  return (const char *) sqlite3_column_text (statement->handle, index);
}

const void *
bt_statement_get_blob (BtStatement *statement, int index, gsize *length)
{
  g_return_val_if_fail (statement != NULL && length != NULL, NULL);
  const void *bytes = sqlite3_column_blob (statement->handle, index);

  *length = (gsize) sqlite3_column_bytes (statement->handle, index);
  return bytes;
}

gboolean
bt_statement_is_null (BtStatement *statement, int index)
{
  g_return_val_if_fail (statement != NULL, TRUE);
  return sqlite3_column_type (statement->handle, index) == SQLITE_NULL;
}
