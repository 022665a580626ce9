// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* One file out of a packed one, by libarchive: a table of a .zip or .tar, or what a .xz, .gz, .bz2
 * or .zst holds. Tables of an archive with several are named like files in a folder:
 * "2024.zip/EURUSD_01.csv". */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BtFeedArchive BtFeedArchive;

/* Opens the archive and goes to the first byte of a member, or of its only table where member is
 * NULL. Fails with BT_FEED_ERROR_OPEN, BT_FEED_ERROR_TRUNCATED or, when the archive holds no or
 * several tables and none was named, BT_FEED_ERROR_FORMAT. Free with bt_feed_archive_free(). */
BtFeedArchive *bt_feed_archive_open (const char *path, const char *member, GError **error);
/* Returns the names, of char *, of the tables in an archive, in its order; none where the file is
 * no archive with members or cannot be read. Reads as much as it takes to know: all of a packed
 * .tar. */
GPtrArray *bt_feed_archive_list_tables (const char *path);
/* Returns the file that a path leads to, as a new string, and stores the member of it when the path
 * goes on behind a file as if that were a folder, else NULL; free both with g_free(). */
char *bt_feed_archive_split_path (const char *path, char **member);
/* Closes and frees an archive; NULL is allowed. */
void bt_feed_archive_free (BtFeedArchive *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtFeedArchive, bt_feed_archive_free)
/* Reads up to size unpacked bytes; 0 at the end, −1 with BT_FEED_ERROR_TRUNCATED or
 * BT_FEED_ERROR_OPEN on failure. */
gssize bt_feed_archive_read (BtFeedArchive *self, void *buffer, gsize size, GError **error);
/* Returns the member's name with its folders, or NULL when the packed form knows no members. */
const char *bt_feed_archive_get_member (const BtFeedArchive *self);

G_END_DECLS
