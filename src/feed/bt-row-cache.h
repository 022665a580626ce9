// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The rows of a first pass, kept so that the second need not read the file again. Only for files in
 * which every row is good, up to a number of rows that takes 32 MiB. */
#pragma once

#include "feed/bt-row-source.h"

G_BEGIN_DECLS

typedef struct _BtRowCache BtRowCache;

/* Returns an empty cache; free with bt_row_cache_free(). */
BtRowCache *bt_row_cache_new (void);
/* Frees a cache; NULL is allowed. */
void bt_row_cache_free (BtRowCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtRowCache, bt_row_cache_free)
/* Keeps a row and its number; FALSE when it cannot be kept: the cache is of no use then. */
gboolean bt_row_cache_add (BtRowCache *cache, const BtRawRow *row, gint64 line);
/* Returns the rows that are kept; the cache must outlive them. Free with bt_row_source_free(). */
BtRowSource *bt_row_cache_open (BtRowCache *cache);

G_END_DECLS
