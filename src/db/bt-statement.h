// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A prepared statement. The connection keeps released ones by their text, so preparing the same
 * text again costs a lookup. Used by the connection's thread only. */
#pragma once

#include "db/bt-db.h"

G_BEGIN_DECLS

typedef struct _BtStatement BtStatement;

/* Prepares a statement, from the connection's cache where it was prepared before; release with
 * bt_statement_release(). */
BtStatement *bt_db_prepare (BtDb *db, const char *sql, GError **error);
/* Resets a statement and gives it back to the cache; NULL is allowed. */
void bt_statement_release (BtStatement *statement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtStatement, bt_statement_release)
/* Binds an integer to parameter index (1-based). A failure to bind, here and below, is reported by
 * the next step. */
void bt_statement_bind_int64 (BtStatement *statement, int index, gint64 value);
/* Binds a copy of a text; NULL binds NULL. */
void bt_statement_bind_text (BtStatement *statement, int index, const char *text);
/* Binds a copy of length bytes; none bind an empty blob. */
void bt_statement_bind_blob (BtStatement *statement, int index, const void *bytes, gsize length);
/* Binds NULL. */
void bt_statement_bind_null (BtStatement *statement, int index);
/* Makes the statement ready to be run again; bindings stay. */
void bt_statement_reset (BtStatement *statement);
/* Steps; stores whether a row is there. */
gboolean bt_statement_step (BtStatement *statement, gboolean *has_row, GError **error);
/* Runs a statement without rows to its end, and resets it. */
gboolean bt_statement_run (BtStatement *statement, GError **error);
/* Returns column index (0-based) of the present row as an integer. */
gint64 bt_statement_get_int64 (BtStatement *statement, int index);
/* Returns a column as text, owned by the statement until the next step; NULL for NULL. */
const char *bt_statement_get_text (BtStatement *statement, int index);
/* Returns a column's bytes, owned by the statement until the next step; an empty blob is NULL. */
const void *bt_statement_get_blob (BtStatement *statement, int index, gsize *length);
/* Returns whether column index of the present row is NULL. */
gboolean bt_statement_is_null (BtStatement *statement, int index);

G_END_DECLS
