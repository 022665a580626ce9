// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A small zip: written beside its target and put in its place when all is on disk; read member by
 * member, going on after a checksum that does not match, so that the reader can say what differs.
 * Private to `session`. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _BtZipWriter BtZipWriter;

/* Starts a zip that will replace path. Fails with G_IO_ERROR. */
BtZipWriter *bt_zip_writer_new (const char *path, GError **error);
/* Starts a member. What is_stored is not compressed: its bytes can be read as they lie in the file.
 */
gboolean
bt_zip_writer_begin (BtZipWriter *writer, const char *name, gboolean is_stored, GError **error);
/* Adds bytes to the member. */
gboolean bt_zip_writer_add (BtZipWriter *writer, const char *bytes, gsize length, GError **error);
/* Ends the member. */
gboolean bt_zip_writer_end (BtZipWriter *writer, GError **error);
/* Completes the file, syncs it, and renames it to its path. */
gboolean bt_zip_writer_finish (BtZipWriter *writer, GError **error);
/* Frees a writer; what was not finished leaves nothing behind. NULL is allowed. */
void bt_zip_writer_free (BtZipWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtZipWriter, bt_zip_writer_free)

/* Called for each block of a member, and once with length 0 at its end: fault is NULL or says what
 * is wrong with the member's bytes. Returning FALSE, with error set, ends the reading. */
typedef gboolean (*BtZipFunc) (const char *name,
                               const char *bytes,
                               gsize length,
                               const char *fault,
                               gpointer user_data,
                               GError **error);

/* Reads the members of a zip in the order of the file, or only those called only (NULL: all). A
 * name is told without the folder that a zip program may have put before it. Fails with G_IO_ERROR
 * when the file cannot be opened, and with BT_SESSION_ERROR_FORMAT when it is no zip. */
gboolean bt_zip_read (
  const char *path, const char *only, BtZipFunc func, gpointer user_data, GError **error);

G_END_DECLS
