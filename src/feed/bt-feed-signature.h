// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the first bytes of a file say about its form. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns whether the bytes begin a form that libarchive unpacks: zip, xz, gzip, bzip2, zstd. */
gboolean bt_feed_signature_is_packed (const guint8 *head, gsize length);
/* Fails with BT_FEED_ERROR_FORMAT, saying what the file is and what to do, when the bytes are not
 * the beginning of a text table. */
gboolean
bt_feed_signature_check_text (const char *path, const guint8 *head, gsize length, GError **error);

G_END_DECLS
