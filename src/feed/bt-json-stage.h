// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Turns JSON into a table of text, piece by piece: what exchanges, programs and scripts write as
 * candles becomes lines with tabs between columns, with a header where members have names.
 *
 * Rows are arrays of values inside an array, objects inside an array or one after the other (JSON
 * Lines), and objects whose name in the outer object is a time. Objects inside a row are flattened:
 * their members count as the row's. Where there is no such row, arrays (or objects by time) under
 * the names of one object are the columns. */
#pragma once

#include "feed/bt-lzma-stage.h"

G_BEGIN_DECLS

typedef struct _BtJsonStage BtJsonStage;

/* Returns a stage at the start of a text in UTF-8 that pull delivers; path is for messages. Free
 * with bt_json_stage_free(). */
BtJsonStage *bt_json_stage_new (const char *path, BtFeedPullFunc pull, gpointer user_data);
/* Frees a stage; NULL is allowed. */
void bt_json_stage_free (BtJsonStage *stage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtJsonStage, bt_json_stage_free)
/* Reads up to size bytes of the table; 0 at the end, −1 on failure: that of pull,
 * BT_FEED_ERROR_FORMAT for what is no JSON and for columns beyond 32 MiB, BT_FEED_ERROR_TRUNCATED
 * for a text that ends inside a value. */
gssize bt_json_stage_read (
  BtJsonStage *stage, void *buffer, gsize size, GCancellable *cancellable, GError **error);

G_END_DECLS
