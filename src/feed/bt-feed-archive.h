// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* One file out of a packed one, by libarchive: the only table of a .zip, or what a .xz, .gz, .bz2
 * or .zst holds. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BtFeedArchive BtFeedArchive;

/* Opens the archive and goes to the first byte of its file of candles. Fails with
 * BT_FEED_ERROR_OPEN, BT_FEED_ERROR_TRUNCATED or, when the archive holds no or several such files,
 * BT_FEED_ERROR_FORMAT. Free with bt_feed_archive_free(). */
BtFeedArchive *bt_feed_archive_open (const char *path, GError **error);
/* Closes and frees an archive; NULL is allowed. */
void bt_feed_archive_free (BtFeedArchive *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtFeedArchive, bt_feed_archive_free)
/* Reads up to size unpacked bytes; 0 at the end, −1 with BT_FEED_ERROR_TRUNCATED or
 * BT_FEED_ERROR_OPEN on failure. */
gssize bt_feed_archive_read (BtFeedArchive *self, void *buffer, gsize size, GError **error);
/* Returns the member's name with its folders, or NULL when the packed form knows no members. */
const char *bt_feed_archive_get_member (const BtFeedArchive *self);

G_END_DECLS
