// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-record-reader.h"

#include "feed/bt-feed-reader.h"

#include <string.h>

void
bt_record_reader_init (BtRecordReader *reader, BtFeedInput *input, gsize record_bytes)
{
  g_return_if_fail (record_bytes > 0 && record_bytes <= BT_RECORD_MAX_BYTES);
  reader->input = input;
  reader->record_bytes = record_bytes;
  reader->number = 0;
  reader->start = 0;
  reader->end = 0;
}

/* Makes length bytes available; less only at the end of the input. */
static gboolean
fill (BtRecordReader *reader, gsize length, GCancellable *cancellable, GError **error)
{
  if (reader->end - reader->start >= length)
    return TRUE;
  memmove (reader->buffer, reader->buffer + reader->start, reader->end - reader->start);
  reader->end -= reader->start;
  reader->start = 0;
  while (reader->end < length)
    {
      const gssize got
        = bt_feed_input_read (reader->input, (char *) reader->buffer + reader->end,
                              sizeof reader->buffer - reader->end, cancellable, error);
      if (got < 0)
        return FALSE;
      if (got == 0)
        return TRUE;
      reader->end += (gsize) got;
    }
  return TRUE;
}

gboolean
bt_record_reader_skip (BtRecordReader *reader,
                       gsize length,
                       GCancellable *cancellable,
                       GError **error)
{
  if (!fill (reader, length, cancellable, error))
    return FALSE;
  reader->start += MIN (length, reader->end - reader->start);
  return TRUE;
}

gboolean
bt_record_reader_next (BtRecordReader *reader,
                       const guint8 **record,
                       GCancellable *cancellable,
                       GError **error)
{
  *record = NULL;
  if (!fill (reader, reader->record_bytes, cancellable, error))
    return FALSE;
  const gsize available = reader->end - reader->start;
  if (available == 0)
    return TRUE;
  reader->number++;
  if (available < reader->record_bytes)
    {
      g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_TRUNCATED,
                   "the file ends in the middle of record %" G_GINT64_FORMAT
                   ", after %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " bytes; get it again",
                   reader->number, available, reader->record_bytes);
      return FALSE;
    }
  *record = reader->buffer + reader->start;
  reader->start += reader->record_bytes;
  return TRUE;
}

guint32
bt_record_get_u32_be (const guint8 *bytes)
{
  guint32 value;

  memcpy (&value, bytes, sizeof value);
  return GUINT32_FROM_BE (value);
}

float
bt_record_get_float_be (const guint8 *bytes)
{
  const guint32 bits = bt_record_get_u32_be (bytes);
  float value;

  memcpy (&value, &bits, sizeof value);
  return value;
}

gint32
bt_record_get_i32_le (const guint8 *bytes)
{
  gint32 value;

  memcpy (&value, bytes, sizeof value);
  return GINT32_FROM_LE (value);
}

gint64
bt_record_get_i64_le (const guint8 *bytes)
{
  gint64 value;

  memcpy (&value, bytes, sizeof value);
  return GINT64_FROM_LE (value);
}

double
bt_record_get_double_le (const guint8 *bytes)
{
  const gint64 bits = bt_record_get_i64_le (bytes);
  double value;

  memcpy (&value, &bits, sizeof value);
  return value;
}
