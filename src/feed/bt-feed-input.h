// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What is in a file: plain, or the one member of a .zip, or unpacked from .xz, .gz, .bz2 or .zst.
 * Of a table and of JSON a table as UTF-8 text, of binary forms their records. Can be read from the
 * start several times, always up to the length that the first complete pass saw, so that a file
 * that grows meanwhile reads the same twice. Used by one thread; blocking. */
#pragma once

#include "base/bt-hash-chain.h"
#include "feed/bt-feed-signature.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _BtFeedInput BtFeedInput;

/* Opens a file. Fails with BT_FEED_ERROR_OPEN, BT_FEED_ERROR_EMPTY (no byte in it),
 * BT_FEED_ERROR_FORMAT (a form that is known and cannot be read, or an archive without exactly one
 * file of candles). Free with bt_feed_input_free(). */
BtFeedInput *bt_feed_input_open (const char *path, GCancellable *cancellable, GError **error);
/* Closes and frees an input; NULL is allowed. */
void bt_feed_input_free (BtFeedInput *input);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtFeedInput, bt_feed_input_free)

/* Reads up to size bytes; returns 0 at the end and −1 on failure: BT_FEED_ERROR_TRUNCATED
 * for an archive that ends too early, BT_FEED_ERROR_OPEN for one that is damaged and for a read
 * error, G_IO_ERROR_CANCELLED. size is at least 16, of
 * text 256. */
gssize bt_feed_input_read (
  BtFeedInput *input, char *buffer, gsize size, GCancellable *cancellable, GError **error);
/* Goes back to the first byte. */
gboolean bt_feed_input_rewind (BtFeedInput *input, GCancellable *cancellable, GError **error);
/* Begins to sum the bytes of this pass, on a thread of its own; call it right after opening or
 * rewinding. */
void bt_feed_input_start_hash (BtFeedInput *input);
/* Stores the SHA-256 of all bytes of the file (of the unpacked member for archives), of which
 * bt_feed_input_start_hash() began the first; waits for it, and reads what no pass has read. Fails
 * as bt_feed_input_read() does. */
gboolean bt_feed_input_finish_hash (BtFeedInput *input,
                                    BtHash *out,
                                    GCancellable *cancellable,
                                    GError **error);
/* Returns the form of what is read. */
BtFeedForm bt_feed_input_get_form (const BtFeedInput *input);
/* Returns the path of the file: without the member that a path into an archive names; owned by the
 * input. */
const char *bt_feed_input_get_file_path (const BtFeedInput *input);
/* Returns the name of the archive's member with its folders, or NULL for a file that is not a .zip;
 * owned by the input. */
const char *bt_feed_input_get_member (const BtFeedInput *input);

G_END_DECLS
