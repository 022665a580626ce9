// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-table-reader.h"

#include "feed/bt-feed-reader.h"
#include "feed/bt-line-reader.h"

#include <string.h>

typedef struct
{
  BtRowSource parent;
  BtLineReader *lines;
  BtRowParser parser;
  gint64 first_line; /* of the data */
  char *header;      /* "" when there is none */
  gsize header_length;
} BtTableReader;

/* Whether a line is the header once more. */
static inline gboolean
is_header (const BtTableReader *reader, const BtLine *line)
{
  return reader->header_length > 0 && line->length == reader->header_length
         && memcmp (line->text, reader->header, line->length) == 0;
}

/* Whether the file's last line breaks off: it begins like a row, and has neither all fields nor an
 * end. */
static gboolean
is_cut_off (const BtTableReader *reader, const BtLine *line)
{
  const BtTableLayout *layout = &reader->parser.layout;

  return !line->has_end && reader->parser.fields.count < layout->n_fields
         && (g_ascii_isdigit (line->text[0]) || line->text[0] == '"' || layout->symbol_column == 0);
}

static gboolean
table_reader_next (BtRowSource *source,
                   BtRawRow *row,
                   gint64 *line_number,
                   gboolean *is_end,
                   GCancellable *cancellable,
                   GError **error)
{
  BtTableReader *reader = (BtTableReader *) source;
  BtLine line;

  do
    {
      if (!bt_line_reader_next (reader->lines, &line, is_end, cancellable, error))
        return FALSE;
      if (*is_end)
        return TRUE;
    }
  while (line.number < reader->first_line || is_header (reader, &line));

  bt_row_parser_parse (&reader->parser, line.text, line.length, row);
  *line_number = line.number;
  if (G_LIKELY (line.has_end) || !is_cut_off (reader, &line))
    return TRUE;
  g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_TRUNCATED,
               "the file ends in the middle of line %" G_GINT64_FORMAT
               ", after %u of %u columns; get it again, or remove that line",
               line.number, reader->parser.fields.count, reader->parser.layout.n_fields);
  return FALSE;
}

static char *
table_reader_explain (const BtRowSource *source, const BtRawRow *row)
{
  return bt_row_parser_explain (&((const BtTableReader *) source)->parser, row);
}

static void
table_reader_free (BtRowSource *source)
{
  BtTableReader *reader = (BtTableReader *) source;

  bt_line_reader_free (reader->lines);
  g_free (reader->header);
  g_free (reader);
}

BtRowSource *
bt_table_reader_new (BtFeedInput *input, const BtTableSample *sample, const BtTableLayout *layout)
{
  static const BtRowSourceClass klass
    = { table_reader_next, table_reader_explain, table_reader_free };
  BtTableReader *reader = g_new0 (BtTableReader, 1);

  reader->parent.klass = &klass;
  reader->lines = bt_line_reader_new (input);
  bt_row_parser_init (&reader->parser, layout);
  reader->first_line = g_array_index (sample->lines, BtSampleLine, sample->first_data).number;
  reader->header_length = sample->has_header ? sample->header.length : 0;
  reader->header = g_strndup (sample->header.text, reader->header_length);
  return &reader->parent;
}
