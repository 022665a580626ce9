// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-annotation-table.h"

BtAnnotation *
bt_annotation_new (BtAnnotationKind kind, gint64 id, const char *json)
{
  BtAnnotation *annotation = g_new0 (BtAnnotation, 1);

  annotation->kind = kind;
  annotation->id = id;
  annotation->json = g_strdup (json);
  return annotation;
}

void
bt_annotation_free (BtAnnotation *annotation)
{
  if (annotation == NULL)
    return;
  g_free (annotation->json);
  g_free (annotation);
}

GPtrArray *
bt_annotation_table_list (BtDb *db, const char *session_id, GError **error)
{
  g_return_val_if_fail (db != NULL && session_id != NULL, NULL);

  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_annotation_free);
  g_autoptr (BtStatement) statement = bt_db_prepare (
    db, "SELECT kind, id, json FROM annotations WHERE session_id = ? ORDER BY kind, id", error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return NULL;
  bt_statement_bind_text (statement, 1, session_id);
  while (bt_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&rows);
      g_ptr_array_add (rows,
                       bt_annotation_new ((BtAnnotationKind) bt_statement_get_int64 (statement, 0),
                                          bt_statement_get_int64 (statement, 1),
                                          bt_statement_get_text (statement, 2)));
    }
  return NULL;
}

gboolean
bt_annotation_table_set (BtDb *db,
                         const char *session_id,
                         const BtAnnotation *annotation,
                         GError **error)
{
  g_return_val_if_fail (db != NULL && session_id != NULL && annotation != NULL, FALSE);

  const char *sql
    = annotation->json != NULL
        ? "INSERT INTO annotations (session_id, kind, id, json) SELECT id, ?2, ?3, ?4 FROM sessions"
          " WHERE id = ?1 ON CONFLICT DO UPDATE SET json = excluded.json"
        : "DELETE FROM annotations WHERE session_id = ?1 AND kind = ?2 AND id = ?3";
  g_autoptr (BtStatement) statement = bt_db_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  bt_statement_bind_text (statement, 1, session_id);
  bt_statement_bind_int64 (statement, 2, annotation->kind);
  bt_statement_bind_int64 (statement, 3, annotation->id);
  if (annotation->json != NULL)
    bt_statement_bind_text (statement, 4, annotation->json);
  return bt_statement_run (statement, error);
}
