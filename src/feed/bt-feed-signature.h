// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the first bytes of a file say it is. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The forms that can be read. */
typedef enum
{
  BT_FEED_FORM_TABLE, /* lines of text with columns */
  BT_FEED_FORM_JSON,
  BT_FEED_FORM_HST, /* a history of MetaTrader 4 */
  BT_FEED_FORM_BI5, /* records of Dukascopy, packed with LZMA */
} BtFeedForm;

/* Returns whether a file that begins like that is packed in a form that libarchive opens. */
gboolean bt_feed_signature_is_packed (const guint8 *head, gsize length);
/* Finds the form of unpacked bytes. Fails with BT_FEED_ERROR_FORMAT for what is known and cannot be
 * read, with a message that names the way out. */
gboolean bt_feed_signature_detect (
  const char *path, const guint8 *head, gsize length, BtFeedForm *form, GError **error);
/* Fails with BT_FEED_ERROR_FORMAT for a table that is no text. */
gboolean
bt_feed_signature_check_text (const char *path, const guint8 *head, gsize length, GError **error);

G_END_DECLS
