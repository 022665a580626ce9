// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-dead-writers.h"

#include "store/bt-import-lock.h"

static gboolean
delete_row (BtDb *db, gint64 dataset_id, GError **error)
{
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db, "DELETE FROM datasets WHERE id = ? AND owner IS NOT NULL", error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_int64 (statement, 1, dataset_id);
  return bt_statement_run (statement, error);
}

/* Returns the datasets, of gint64, whose writer is dead. */
static GArray *
list_dead (BtDb *db, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db, "SELECT id, owner FROM datasets WHERE owner IS NOT NULL", error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return NULL;
  while (bt_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&ids);
      gint64 id = bt_statement_get_int64 (statement, 0);
      if (!bt_import_lock_is_held (bt_db_get_path (db), bt_statement_get_text (statement, 1)))
        g_array_append_val (ids, id);
    }
  return NULL;
}

/* Inside a transaction, so that no writer can finish between the look at its lock and the deletion.
 */
static gboolean
delete_dead (BtDb *db, GError **error)
{
  g_autoptr (GArray) ids = list_dead (db, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!delete_row (db, g_array_index (ids, gint64, i), error))
      return FALSE;
  return TRUE;
}

gboolean
bt_dead_writers_clear (BtDb *db, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);
  g_autoptr (GArray) dead = list_dead (db, error);

  if (dead == NULL)
    return FALSE;
  if (dead->len == 0)
    {
      bt_import_lock_clear_dead (bt_db_get_path (db));
      return TRUE;
    }
  if (!bt_db_begin (db, error))
    return FALSE;
  if (!delete_dead (db, error))
    {
      bt_db_rollback (db);
      return FALSE;
    }
  if (!bt_db_commit (db, error))
    return FALSE;
  bt_import_lock_clear_dead (bt_db_get_path (db));
  return bt_db_trim (db, error);
}
