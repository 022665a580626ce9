// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-table-reader.h"

#include "feed/bt-feed-reader.h"
#include "feed/bt-line-reader.h"
#include "feed/bt-table-symbols.h"

#include <string.h>

typedef struct
{
  BtRowSource parent;
  BtLineReader *lines;
  BtRowParser parser;
  gint64 first_line; /* of the data */
  char *header;      /* "" when there is none */
  gsize header_length;
  char last_symbol[BT_SYMBOL_SIZE]; /* as the last row spells it */
  guint last_symbol_length;
  gboolean is_last_read; /* … its rows are read */
} BtTableReader;

/* Returns whether the row just parsed is of the instrument that is read. Most rows spell it as the
 * one before. */
static gboolean
is_read (BtTableReader *reader)
{
  const BtTableLayout *layout = &reader->parser.layout;
  const BtFeedFields *fields = &reader->parser.fields;
  char folded[BT_SYMBOL_SIZE];

  if ((guint) layout->symbol_column >= fields->count)
    return TRUE;
  const BtFeedField *field = &fields->field[layout->symbol_column];
  if (field->length == reader->last_symbol_length && field->length > 0
      && memcmp (field->text, reader->last_symbol, field->length) == 0)
    return reader->is_last_read;
  bt_table_symbols_fold (field->text, field->length, folded);
  const gboolean is_same = *folded == '\0' || strcmp (folded, layout->symbol) == 0;
  if (field->length <= sizeof reader->last_symbol)
    {
      memcpy (reader->last_symbol, field->text, field->length);
      reader->last_symbol_length = field->length;
      reader->is_last_read = is_same;
    }
  return is_same;
}

static gboolean
set_symbol_error (const BtTableReader *reader, gint64 line, GError **error)
{
  const BtTableLayout *layout = &reader->parser.layout;
  g_autofree char *symbol
    = bt_feed_field_to_string (&reader->parser.fields.field[layout->symbol_column]);

  g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_SEVERAL,
               "line %" G_GINT64_FORMAT " is about %s, those above about %s: it holds several "
               "instruments; state the symbol of the one to read",
               line, symbol, layout->symbol);
  return FALSE;
}

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

/* Goes to the next line that is data. */
static gboolean
next_data_line (
  BtTableReader *reader, BtLine *line, gboolean *is_end, GCancellable *cancellable, GError **error)
{
  do
    {
      if (!bt_line_reader_next (reader->lines, line, is_end, cancellable, error))
        return FALSE;
      if (*is_end)
        return TRUE;
      if (reader->parser.layout.is_line_quoted)
        bt_table_sample_unquote (&line->text, &line->length);
    }
  while (line->number < reader->first_line || is_header (reader, line));
  return TRUE;
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
  const BtTableLayout *layout = &reader->parser.layout;
  gboolean is_other;
  BtLine line;

  do
    {
      if (!next_data_line (reader, &line, is_end, cancellable, error))
        return FALSE;
      if (*is_end)
        return TRUE;
      bt_row_parser_parse (&reader->parser, line.text, line.length, row);
      is_other = layout->symbol_column != BT_COLUMN_NONE
                 && (row->fault == BT_ROW_GOOD || layout->is_symbol_chosen) && !is_read (reader);
      if (is_other && !layout->is_symbol_chosen)
        return set_symbol_error (reader, line.number, error);
    }
  while (is_other);

  *line_number = line.number;
  if (G_LIKELY (line.has_end) || !is_cut_off (reader, &line))
    return TRUE;
  g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_TRUNCATED,
               "the file ends in the middle of line %" G_GINT64_FORMAT
               ", after %u of %u columns; get it again, or remove that line",
               line.number, reader->parser.fields.count, layout->n_fields);
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
