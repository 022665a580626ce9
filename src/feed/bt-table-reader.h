// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The rows of a table, one after the other, without what stands before and between them: title,
 * header, the header again where files were joined, blank lines, comments. */
#pragma once

#include "feed/bt-feed-input.h"
#include "feed/bt-row-parser.h"

G_BEGIN_DECLS

typedef struct _BtTableReader BtTableReader;

/* Reads an input from its start; it must outlive the reader. Free with bt_table_reader_free(). */
BtTableReader *
bt_table_reader_new (BtFeedInput *input, const BtTableSample *sample, const BtTableLayout *layout);
/* Frees a reader; NULL is allowed. */
void bt_table_reader_free (BtTableReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtTableReader, bt_table_reader_free)
/* Stores the next row and its line, or is_end after the last one. A row with a fault is no failure.
 * Fails as bt_line_reader_next() does, and with BT_FEED_ERROR_TRUNCATED when the file ends in the
 * middle of a row. */
gboolean bt_table_reader_next (BtTableReader *reader,
                               BtRawRow *row,
                               gint64 *line,
                               gboolean *is_end,
                               GCancellable *cancellable,
                               GError **error);
/* Returns what is wrong with the row that was read last; free with g_free(). */
char *bt_table_reader_explain (const BtTableReader *reader, const BtRawRow *row);

G_END_DECLS
