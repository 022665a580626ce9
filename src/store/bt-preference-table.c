// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-preference-table.h"

char *
bt_preference_table_get (BtDb *db, const char *key, GError **error)
{
  g_return_val_if_fail (db != NULL && key != NULL, NULL);
  gboolean has_row = FALSE;
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db, "SELECT value FROM preferences WHERE key = ?", error);

  if (statement == NULL)
    return NULL;
  bt_statement_bind_text (statement, 1, key);
  if (!bt_statement_step (statement, &has_row, error) || !has_row)
    return NULL;
  return g_strdup (bt_statement_get_text (statement, 0));
}

gboolean
bt_preference_table_set (BtDb *db, const char *key, const char *value, GError **error)
{
  g_return_val_if_fail (db != NULL && key != NULL, FALSE);
  g_autoptr (BtStatement) statement
    = bt_db_prepare (db,
                     value != NULL ? "INSERT INTO preferences (key, value) VALUES (?, ?)"
                                     " ON CONFLICT DO UPDATE SET value = excluded.value"
                                   : "DELETE FROM preferences WHERE key = ?",
                     error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_text (statement, 1, key);
  if (value != NULL)
    bt_statement_bind_text (statement, 2, value);
  return bt_statement_run (statement, error);
}
