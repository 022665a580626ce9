// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-line-reader.h"

#include "feed/bt-feed-reader.h"

#include <string.h>

#define MAX_LINE_BYTES (1024 * 1024)
#define READ_BYTES (64 * 1024)

struct _BtLineReader
{
  BtFeedInput *input;
  char *buffer;
  gsize size;
  gsize start; /* of what is not yet delivered */
  gsize end;
  gboolean is_drained; /* the input has no more */
  gint64 number;
};

static gboolean
fill_buffer (BtLineReader *reader, GCancellable *cancellable, GError **error)
{
  if (reader->start > 0)
    {
      memmove (reader->buffer, reader->buffer + reader->start, reader->end - reader->start);
      reader->end -= reader->start;
      reader->start = 0;
    }
  if (reader->end >= MAX_LINE_BYTES)
    {
      g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT,
                   "line %" G_GINT64_FORMAT
                   " is longer than a megabyte: this is no table of candles",
                   reader->number + 1);
      return FALSE;
    }
  if (reader->size - reader->end < READ_BYTES)
    {
      reader->size = reader->end + READ_BYTES;
      reader->buffer = g_realloc (reader->buffer, reader->size);
    }

  GError *cause = NULL;
  const gssize length = bt_feed_input_read (reader->input, reader->buffer + reader->end, READ_BYTES,
                                            cancellable, &cause);
  if (length < 0)
    {
      g_propagate_prefixed_error (error, cause, "after line %" G_GINT64_FORMAT ": ",
                                  reader->number);
      return FALSE;
    }
  reader->is_drained = length == 0;
  reader->end += (gsize) length;
  return TRUE;
}

/* Cuts the next line off the buffer; FALSE when it is not there in full. */
static gboolean
take_line (BtLineReader *reader, BtLine *line)
{
  const char *text = reader->buffer + reader->start;
  const gsize available = reader->end - reader->start;
  const char *newline = available > 0 ? memchr (text, '\n', available) : NULL;

  if (newline == NULL && (!reader->is_drained || available == 0))
    return FALSE;
  gsize length = newline != NULL ? (gsize) (newline - text) : available;
  reader->start += length + (newline != NULL ? 1 : 0);
  while (length > 0 && (text[length - 1] == '\r' || text[length - 1] == ' '))
    length--;
  *line = (BtLine){
    .text = text, .length = length, .number = ++reader->number, .has_end = newline != NULL
  };
  return TRUE;
}

BtLineReader *
bt_line_reader_new (BtFeedInput *input)
{
  BtLineReader *reader = g_new0 (BtLineReader, 1);

  reader->input = input;
  reader->size = 2 * READ_BYTES;
  reader->buffer = g_malloc (reader->size);
  return reader;
}

void
bt_line_reader_free (BtLineReader *reader)
{
  if (reader == NULL)
    return;
  g_free (reader->buffer);
  g_free (reader);
}

void
bt_line_reader_reset (BtLineReader *reader)
{
  reader->start = 0;
  reader->end = 0;
  reader->is_drained = FALSE;
  reader->number = 0;
}

gboolean
bt_line_reader_next (
  BtLineReader *reader, BtLine *line, gboolean *is_end, GCancellable *cancellable, GError **error)
{
  *is_end = FALSE;
  while (TRUE)
    {
      if (take_line (reader, line))
        {
          if (!bt_line_is_void (line->text, line->length))
            return TRUE;
        }
      else if (reader->is_drained)
        {
          *is_end = TRUE;
          return TRUE;
        }
      else if (!fill_buffer (reader, cancellable, error))
        return FALSE;
    }
}

gint64
bt_line_reader_get_number (const BtLineReader *reader)
{
  return reader->number;
}
