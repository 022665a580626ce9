// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What is kept beside a session's journal and changes nothing of what was played: alerts, notes,
 * and what was done to its clock. A row's text means nothing here. Everything runs inside a store
 * job. */
#pragma once

#include "db/bt-db.h"

G_BEGIN_DECLS

/* The numbers are on disk. */
typedef enum
{
  BT_ANNOTATION_ALERT = 1,
  BT_ANNOTATION_NOTE = 2,
  BT_ANNOTATION_ACTION = 3,
} BtAnnotationKind;

typedef struct
{
  BtAnnotationKind kind;
  gint64 id; /* 0, 1, 2 …, of its kind and session */
  char *json;
} BtAnnotation;

/* Returns a row of its own; the text is copied and may be NULL. */
BtAnnotation *bt_annotation_new (BtAnnotationKind kind, gint64 id, const char *json);
/* Frees a row; NULL is allowed. */
void bt_annotation_free (BtAnnotation *annotation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtAnnotation, bt_annotation_free)

/* Returns a session's rows, of BtAnnotation, by kind and id; free with g_ptr_array_unref(). */
GPtrArray *bt_annotation_table_list (BtDb *db, const char *session_id, GError **error);
/* Puts a row in the place of the one of its kind and id, or adds it; without a text it is taken
 * away. A session that is not there (any more) keeps nothing, and that is no error. */
gboolean bt_annotation_table_set (BtDb *db,
                                  const char *session_id,
                                  const BtAnnotation *annotation,
                                  GError **error);

G_END_DECLS
