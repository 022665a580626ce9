// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Lines of an input, as views of one buffer that is reused. */
#pragma once

#include "feed/bt-feed-input.h"

#include <string.h>

G_BEGIN_DECLS

typedef struct _BtLineReader BtLineReader;

/* One line. */
typedef struct
{
  const char *text; /* without its end; valid until the next call */
  gsize length;
  gint64 number;    /* from 1 */
  gboolean has_end; /* a line end followed: only the last line of a file can lack it */
} BtLine;

/* Returns whether a line says nothing: it is blank, a comment (#), or made of delimiters and
 * rulings alone. */
static inline gboolean
bt_line_is_void (const char *text, gsize length)
{
  static const char marks[] = ",;|+-=:_ \t";

  if (length == 0 || text[0] == '#')
    return TRUE;
  if (g_ascii_isalnum (text[0]))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (memchr (marks, text[i], sizeof marks - 1) == NULL)
      return FALSE;
  return TRUE;
}

/* Reads from the input's present position, which must be its start; the input must outlive the
 * reader. Free with bt_line_reader_free(). */
BtLineReader *bt_line_reader_new (BtFeedInput *input);
/* Frees a reader; NULL is allowed. */
void bt_line_reader_free (BtLineReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtLineReader, bt_line_reader_free)
/* Begins again with line 1, after bt_feed_input_rewind(). */
void bt_line_reader_reset (BtLineReader *reader);
/* Stores the next line that is not void (see above). Stores is_end instead after the
 * last one. Fails as bt_feed_input_read() does, and with BT_FEED_ERROR_FORMAT for a line that is
 * longer than 1 MiB. */
gboolean bt_line_reader_next (
  BtLineReader *reader, BtLine *line, gboolean *is_end, GCancellable *cancellable, GError **error);
/* Returns the number of the last line that was read, blank ones counted. */
gint64 bt_line_reader_get_number (const BtLineReader *reader);

G_END_DECLS
