// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Brings alerts, notes and actions of a session to the store, each as soon as it changes: one write
 * at a time, and what changes meanwhile goes with the next. Main thread; disk work happens on the
 * store's. Private to `session`. */
#pragma once

#include "store/bt-annotation-table.h"
#include "store/bt-store.h"

G_BEGIN_DECLS

typedef struct _BtAnnotationWriter BtAnnotationWriter;

/* Hears of a write that failed; what it was to write stays for the next one. */
typedef void (*BtAnnotationFailedFunc) (const GError *error, gpointer user_data);

/* Returns a writer of a session's rows; give back with bt_annotation_writer_unref(). */
BtAnnotationWriter *bt_annotation_writer_new (BtStore *store,
                                              const char *session_id,
                                              BtAnnotationFailedFunc failed,
                                              gpointer user_data);
/* Gives it back; nobody hears of failures any more. */
void bt_annotation_writer_unref (BtAnnotationWriter *writer);
/* Writes a row soon, or (json NULL) takes it away; takes json over. */
void
bt_annotation_writer_set (BtAnnotationWriter *writer, BtAnnotationKind kind, gint64 id, char *json);
/* Writes what waits, what failed before too, and waits for it; on failure it still waits. */
gboolean bt_annotation_writer_flush (BtAnnotationWriter *writer, GError **error);

G_END_DECLS
