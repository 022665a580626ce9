// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-candle-csv.h"

#include "session/bt-session-error.h"

/* Volumes are kept times 10^8. */
#define VOLUME_DIGITS 8
#define COLUMN_COUNT 7
/* No line of ours is longer. */
#define MAX_LINE_BYTES 512

struct _BtCandleCsvReader
{
  BtInstrument instrument;
  BtSeriesBuilder *builder;
  gboolean has_spread;
  GString *line;
  GString *canonical;
  gint64 line_number;
  char *fault;
  BtHasher *hasher;
  gint64 block_lines;
  GArray *blocks;
};

/* Appends a candle as a line with its end. */
static void
append_candle (GString *text, const BtCandle *candle, const BtInstrument *instrument)
{
  g_autofree char *time = bt_time_to_string (candle->time_usec);
  const gint64 prices[]
    = { candle->open_points, candle->high_points, candle->low_points, candle->close_points };
  char buffer[BT_DECIMAL_BUFFER];

  g_string_append (text, time);
  for (guint i = 0; i < G_N_ELEMENTS (prices); i++)
    {
      g_string_append_c (text, ',');
      g_string_append (text, bt_decimal_format (prices[i], instrument->digits, buffer));
    }
  g_string_append_c (text, ',');
  g_string_append (text, bt_decimal_format_short (candle->volume, VOLUME_DIGITS, 0, buffer));
  g_string_append_c (text, ',');
  if (candle->spread_points >= 0)
    g_string_append (text, bt_decimal_format (candle->spread_points, 0, buffer));
  g_string_append_c (text, '\n');
}

void
bt_candle_csv_append (GString *text,
                      const BtSeries *series,
                      gsize index,
                      const BtInstrument *instrument)
{
  BtCandle candle = bt_series_get_candle (series, index);

  append_candle (text, &candle, instrument);
}

BtCandleCsvReader *
bt_candle_csv_reader_new (const BtInstrument *instrument,
                          BtTimeframe timeframe,
                          BtPriceKind kind,
                          gboolean has_spread)
{
  BtCandleCsvReader *reader = g_new0 (BtCandleCsvReader, 1);

  reader->instrument = *instrument;
  reader->builder = bt_series_builder_new (timeframe, kind, has_spread);
  reader->has_spread = has_spread;
  reader->line = g_string_new (NULL);
  reader->canonical = g_string_new (NULL);
  reader->hasher = bt_hasher_new ();
  reader->blocks = g_array_new (FALSE, FALSE, sizeof (BtHash));
  return reader;
}

void
bt_candle_csv_reader_free (BtCandleCsvReader *reader)
{
  if (reader == NULL)
    return;
  bt_series_builder_free (reader->builder);
  g_string_free (reader->line, TRUE);
  g_string_free (reader->canonical, TRUE);
  bt_hasher_free (reader->hasher);
  g_array_unref (reader->blocks);
  g_free (reader->fault);
  g_free (reader);
}

/* Keeps the first fault. */
static void
set_fault (BtCandleCsvReader *reader, const char *what)
{
  if (reader->fault == NULL)
    reader->fault
      = g_strdup_printf ("candles.csv line %" G_GINT64_FORMAT ": %s", reader->line_number, what);
}

/* Reads the columns of a line into a candle. */
static gboolean
parse_candle (BtCandleCsvReader *reader, char **columns, BtCandle *candle, GError **error)
{
  guint digits = reader->instrument.digits;
  gint64 spread = -1;

  if (!bt_time_parse (columns[0], &candle->time_usec, error)
      || !bt_decimal_parse (columns[1], -1, digits, &candle->open_points, error)
      || !bt_decimal_parse (columns[2], -1, digits, &candle->high_points, error)
      || !bt_decimal_parse (columns[3], -1, digits, &candle->low_points, error)
      || !bt_decimal_parse (columns[4], -1, digits, &candle->close_points, error)
      || !bt_decimal_parse (columns[5], -1, VOLUME_DIGITS, &candle->volume, error)
      || (columns[6][0] != '\0' && !bt_decimal_parse (columns[6], -1, 0, &spread, error)))
    return FALSE;
  if (spread < -1 || spread > G_MAXINT32 || (spread >= 0 && !reader->has_spread))
    {
      g_set_error_literal (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT,
                           "the spread is out of place");
      return FALSE;
    }
  candle->spread_points = (gint32) spread;
  return TRUE;
}

/* Takes in a whole line, its end left out. */
static void
take_line (BtCandleCsvReader *reader)
{
  g_auto (GStrv) columns = NULL;
  g_autoptr (GError) error = NULL;
  BtCandle candle;

  reader->line_number++;
  if (reader->fault != NULL)
    return;
  if (strlen (reader->line->str) != reader->line->len)
    {
      set_fault (reader, "has a zero byte");
      return;
    }
  if (reader->line_number == 1)
    {
      if (g_strcmp0 (reader->line->str, BT_CANDLE_CSV_HEADER) != 0)
        set_fault (reader, "is not the header " BT_CANDLE_CSV_HEADER);
      return;
    }
  columns = g_strsplit (reader->line->str, ",", COLUMN_COUNT + 1);
  if (g_strv_length (columns) != COLUMN_COUNT)
    {
      set_fault (reader, "does not have 7 columns");
      return;
    }
  if (!parse_candle (reader, columns, &candle, &error)
      || !bt_series_builder_add (reader->builder, &candle, &error))
    {
      set_fault (reader, error->message);
      return;
    }
  g_string_truncate (reader->canonical, 0);
  append_candle (reader->canonical, &candle, &reader->instrument);
  g_string_truncate (reader->canonical, reader->canonical->len - 1);
  if (!g_string_equal (reader->canonical, reader->line))
    set_fault (reader, "is not a candle as BackTrade writes it");
}

/* Closes a block of lines. */
static void
end_block (BtCandleCsvReader *reader)
{
  BtHash hash;

  bt_hasher_finish (reader->hasher, &hash);
  g_array_append_val (reader->blocks, hash);
  reader->block_lines = 0;
}

void
bt_candle_csv_reader_add (BtCandleCsvReader *reader, const char *bytes, gsize length)
{
  gsize start = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (bytes[i] != '\n')
        continue;
      g_string_append_len (reader->line, bytes + start, (gssize) (i - start));
      bt_hasher_update (reader->hasher, bytes + start, i + 1 - start);
      start = i + 1;
      take_line (reader);
      g_string_truncate (reader->line, 0);
      if (++reader->block_lines == BT_CANDLE_CSV_BLOCK)
        end_block (reader);
    }
  bt_hasher_update (reader->hasher, bytes + start, length - start);
  if (reader->line->len + length - start <= MAX_LINE_BYTES)
    g_string_append_len (reader->line, bytes + start, (gssize) (length - start));
  else if (start < length)
    {
      reader->line_number++;
      set_fault (reader, "is too long");
      reader->line_number--;
    }
}

BtSeries *
bt_candle_csv_reader_finish (BtCandleCsvReader *reader, GError **error)
{
  gboolean has_rest = reader->line->len > 0;

  if (has_rest)
    {
      reader->line_number++;
      set_fault (reader, "has no end");
    }
  if (has_rest || reader->block_lines > 0)
    end_block (reader);
  if (reader->fault == NULL && bt_series_builder_get_length (reader->builder) == 0)
    set_fault (reader, "there is no candle");
  if (reader->fault == NULL)
    return bt_series_builder_finish (reader->builder);
  g_set_error_literal (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT, reader->fault);
  return NULL;
}

const GArray *
bt_candle_csv_reader_get_blocks (const BtCandleCsvReader *reader)
{
  return reader->blocks;
}
