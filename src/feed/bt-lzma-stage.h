// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Unpacks an LZMA stream of the old kind (.lzma, as Dukascopy packs), piece by piece, with bounded
 * memory. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Delivers up to size packed bytes; 0 at the end, −1 on failure. */
typedef gssize (*BtFeedPullFunc) (
  gpointer user_data, void *buffer, gsize size, GCancellable *cancellable, GError **error);

typedef struct _BtLzmaStage BtLzmaStage;

/* Returns a stage at the start of a stream that pull delivers; path is for messages. Free with
 * bt_lzma_stage_free(). */
BtLzmaStage *bt_lzma_stage_new (const char *path, BtFeedPullFunc pull, gpointer user_data);
/* Frees a stage; NULL is allowed. */
void bt_lzma_stage_free (BtLzmaStage *stage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtLzmaStage, bt_lzma_stage_free)
/* Reads up to size unpacked bytes; 0 at the end, −1 on failure: that of pull,
 * BT_FEED_ERROR_TRUNCATED, BT_FEED_ERROR_OPEN for damaged bytes, BT_FEED_ERROR_FORMAT for a stream
 * that unpacks to far more than candles do. */
gssize bt_lzma_stage_read (
  BtLzmaStage *stage, void *buffer, gsize size, GCancellable *cancellable, GError **error);

G_END_DECLS
