// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The rows of a file, one after the other, whatever its form: what every reader of a form provides.
 * Used by one thread; blocking. */
#pragma once

#include <gio/gio.h>

#include "feed/bt-raw-row.h"

G_BEGIN_DECLS

typedef struct _BtRowSource BtRowSource;

/* What a form provides; static. */
typedef struct
{
  gboolean (*next) (BtRowSource *source,
                    BtRawRow *row,
                    gint64 *line,
                    gboolean *is_end,
                    GCancellable *cancellable,
                    GError **error);
  char *(*explain) (const BtRowSource *source, const BtRawRow *row);
  void (*free) (BtRowSource *source);
} BtRowSourceClass;

/* The head of every source. */
struct _BtRowSource
{
  const BtRowSourceClass *klass;
};

/* Stores the next row and its number (of the line, or of the record, from 1), or is_end after the
 * last one. A row with a fault is no failure. Fails with BT_FEED_ERROR, G_IO_ERROR_CANCELLED. */
gboolean bt_row_source_next (BtRowSource *source,
                             BtRawRow *row,
                             gint64 *line,
                             gboolean *is_end,
                             GCancellable *cancellable,
                             GError **error);
/* Returns what is wrong with the row that was read last, as an English sentence; free with
 * g_free(). */
char *bt_row_source_explain (const BtRowSource *source, const BtRawRow *row);
/* Frees a source; NULL is allowed. */
void bt_row_source_free (BtRowSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtRowSource, bt_row_source_free)

G_END_DECLS
