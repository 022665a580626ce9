// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-candle-csv.h"

#include "base/bt-checked.h"
#include "session/bt-session-error.h"

#include <string.h>

/* Volumes are kept times 10^8. */
#define VOLUME_DIGITS 8
#define VOLUME_ONE G_GINT64_CONSTANT (100000000)
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

/* Writes digits of a number, at least width of them, and returns the end. */
static char *
put_digits (char *out, guint64 value, int width)
{
  char reversed[24];
  int length = 0;

  do
    {
      reversed[length++] = (char) ('0' + value % 10);
      value /= 10;
    }
  while (value > 0 || length < width);
  while (length > 0)
    *out++ = reversed[--length];
  return out;
}

/* Writes value ÷ 10^digits with exactly digits decimals, as bt_decimal_format() does. */
static char *
put_decimal (char *out, gint64 value, guint digits)
{
  guint64 magnitude = value < 0 ? -(guint64) value : (guint64) value;
  guint64 one = (guint64) bt_power_of_ten (digits);

  if (value < 0)
    *out++ = '-';
  out = put_digits (out, magnitude / one, 1);
  if (digits == 0)
    return out;
  *out++ = '.';
  return put_digits (out, magnitude % one, (int) digits);
}

/* Writes a time of whole seconds, as bt_time_to_string() does. */
static char *
put_time (char *out, gint64 time_usec)
{
  BtCivilTime civil = bt_time_to_civil (time_usec);

  out = put_digits (out, (guint64) civil.year, 4);
  *out++ = '-';
  out = put_digits (out, (guint64) civil.month, 2);
  *out++ = '-';
  out = put_digits (out, (guint64) civil.day, 2);
  *out++ = 'T';
  out = put_digits (out, (guint64) civil.hour, 2);
  *out++ = ':';
  out = put_digits (out, (guint64) civil.minute, 2);
  *out++ = ':';
  out = put_digits (out, (guint64) civil.second, 2);
  *out++ = 'Z';
  return out;
}

/* Appends a candle as a line with its end. */
static void
append_candle (GString *text, const BtCandle *candle, const BtInstrument *instrument)
{
  const gint64 prices[]
    = { candle->open_points, candle->high_points, candle->low_points, candle->close_points };
  char line[MAX_LINE_BYTES];
  char buffer[BT_DECIMAL_BUFFER];
  char *out = line;

  if (candle->time_usec % BT_USEC_PER_SECOND == 0)
    out = put_time (out, candle->time_usec);
  else
    {
      g_autofree char *time = bt_time_to_string (candle->time_usec);

      out = stpcpy (out, time);
    }
  for (guint i = 0; i < G_N_ELEMENTS (prices); i++)
    {
      *out++ = ',';
      out = put_decimal (out, prices[i], instrument->digits);
    }
  *out++ = ',';
  if (candle->volume >= 0 && candle->volume % VOLUME_ONE == 0)
    out = put_digits (out, (guint64) (candle->volume / VOLUME_ONE), 1);
  else
    out = stpcpy (out, bt_decimal_format_short (candle->volume, VOLUME_DIGITS, 0, buffer));
  *out++ = ',';
  if (candle->spread_points >= 0)
    out = put_digits (out, (guint64) candle->spread_points, 1);
  *out++ = '\n';
  g_string_append_len (text, line, out - line);
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

/* Reads digits that are written in the one way there is; at most 17 of them. */
static gboolean
scan_digits (const char **at, const char *end, gint64 *out)
{
  const char *start = *at;
  gint64 value = 0;

  while (*at < end && **at >= '0' && **at <= '9' && *at - start < 17)
    value = value * 10 + (*(*at)++ - '0');
  *out = value;
  return *at > start && (*at == start + 1 || *start != '0');
}

/* Reads a decimal that is not negative and has exactly digits decimals, and the comma after it. */
static gboolean
scan_price (const char **at, const char *end, guint digits, gint64 *out)
{
  gint64 whole;

  if (!scan_digits (at, end, &whole) || whole > G_MAXINT32)
    return FALSE;
  if (digits > 0)
    {
      if (end - *at <= (gssize) digits || *(*at)++ != '.')
        return FALSE;
      for (guint i = 0; i < digits; i++)
        {
          if (**at < '0' || **at > '9')
            return FALSE;
          whole = whole * 10 + (*(*at)++ - '0');
        }
    }
  *out = whole;
  return *at < end && *(*at)++ == ',';
}

/* Reads two digits. */
static int
scan_pair (const char *at)
{
  if (at[0] < '0' || at[0] > '9' || at[1] < '0' || at[1] > '9')
    return -1;
  return (at[0] - '0') * 10 + at[1] - '0';
}

/* Reads a time of whole seconds and the comma after it. */
static gboolean
scan_time (const char **at, const char *end, gint64 *out)
{
  static const char FORM[] = "dddd-dd-ddTdd:dd:ddZ,";
  const char *text = *at;
  int high;
  BtCivilTime civil = { 0 };

  if (end - text < (gssize) strlen (FORM))
    return FALSE;
  for (guint i = 0; i < strlen (FORM); i++)
    if (FORM[i] != 'd' && FORM[i] != text[i])
      return FALSE;
  high = scan_pair (text);
  civil.year = high < 0 ? -1 : high * 100 + scan_pair (text + 2);
  civil.month = scan_pair (text + 5);
  civil.day = scan_pair (text + 8);
  civil.hour = scan_pair (text + 11);
  civil.minute = scan_pair (text + 14);
  civil.second = scan_pair (text + 17);
  if (scan_pair (text + 2) < 0 || !bt_civil_time_is_valid (&civil))
    return FALSE;
  *out = bt_time_from_civil (&civil);
  *at = text + strlen (FORM);
  return TRUE;
}

/* Reads the line that nearly every candle has, in the only way that we write it; FALSE for any
 * other, which the careful way then reads or refuses. */
static gboolean
scan_candle (BtCandleCsvReader *reader, const char *text, gsize length, BtCandle *candle)
{
  guint digits = reader->instrument.digits;
  const char *at = text;
  const char *end = text + length;
  gint64 volume;
  gint64 spread = -1;

  if (!scan_time (&at, end, &candle->time_usec)
      || !scan_price (&at, end, digits, &candle->open_points)
      || !scan_price (&at, end, digits, &candle->high_points)
      || !scan_price (&at, end, digits, &candle->low_points)
      || !scan_price (&at, end, digits, &candle->close_points) || !scan_digits (&at, end, &volume)
      || volume > G_MAXINT32 || at == end || *at++ != ',')
    return FALSE;
  if (at < end && (!reader->has_spread || !scan_digits (&at, end, &spread) || spread > G_MAXINT32))
    return FALSE;
  candle->volume = volume * VOLUME_ONE;
  candle->spread_points = (gint32) spread;
  return at == end;
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

/* Reads a candle's line in the careful way, and says what is wrong with it. */
static gboolean
read_candle (BtCandleCsvReader *reader, const char *text, gsize length, BtCandle *candle)
{
  g_autofree char *line = g_strndup (text, length);
  g_auto (GStrv) columns = g_strsplit (line, ",", COLUMN_COUNT + 1);
  g_autoptr (GError) error = NULL;
  const char *fault = NULL;

  if (strlen (line) != length)
    fault = "has a zero byte";
  else if (g_strv_length (columns) != COLUMN_COUNT)
    fault = "does not have 7 columns";
  else if (!parse_candle (reader, columns, candle, &error))
    fault = error->message;
  else
    {
      g_string_truncate (reader->canonical, 0);
      append_candle (reader->canonical, candle, &reader->instrument);
      if (reader->canonical->len != length + 1
          || memcmp (reader->canonical->str, text, length) != 0)
        fault = "is not a candle as BackTrade writes it";
    }
  if (fault != NULL)
    set_fault (reader, fault);
  return fault == NULL;
}

/* Takes in a whole line, its end left out. */
static void
take_line (BtCandleCsvReader *reader, const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  BtCandle candle;

  reader->line_number++;
  if (reader->fault != NULL)
    return;
  if (reader->line_number == 1)
    {
      if (length != strlen (BT_CANDLE_CSV_HEADER)
          || memcmp (text, BT_CANDLE_CSV_HEADER, length) != 0)
        set_fault (reader, "is not the header " BT_CANDLE_CSV_HEADER);
      return;
    }
  if (!scan_candle (reader, text, length, &candle) && !read_candle (reader, text, length, &candle))
    return;
  if (!bt_series_builder_add (reader->builder, &candle, &error))
    set_fault (reader, error->message);
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

/* Keeps the beginning of a line whose end has not come yet. */
static void
keep_rest (BtCandleCsvReader *reader, const char *bytes, gsize length)
{
  if (reader->line->len + length <= MAX_LINE_BYTES)
    {
      g_string_append_len (reader->line, bytes, (gssize) length);
      return;
    }
  reader->line_number++;
  set_fault (reader, "is too long");
  reader->line_number--;
}

void
bt_candle_csv_reader_add (BtCandleCsvReader *reader, const char *bytes, gsize length)
{
  const char *end = bytes + length;
  const char *summed = bytes;
  const char *start = bytes;
  const char *line_end;

  while (start < end && (line_end = memchr (start, '\n', (gsize) (end - start))) != NULL)
    {
      if (reader->line->len == 0)
        take_line (reader, start, (gsize) (line_end - start));
      else
        {
          keep_rest (reader, start, (gsize) (line_end - start));
          take_line (reader, reader->line->str, reader->line->len);
          g_string_truncate (reader->line, 0);
        }
      start = line_end + 1;
      if (++reader->block_lines < BT_CANDLE_CSV_BLOCK)
        continue;
      bt_hasher_update (reader->hasher, summed, (gsize) (start - summed));
      summed = start;
      end_block (reader);
    }
  bt_hasher_update (reader->hasher, summed, (gsize) (end - summed));
  keep_rest (reader, start, (gsize) (end - start));
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
