// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-tick-csv.h"

#include "session/bt-session-error.h"

#include <string.h>

/* Volumes are kept times 10^8. */
#define VOLUME_DIGITS 8
#define COLUMN_COUNT 4
/* No line of ours is longer. */
#define MAX_LINE_BYTES 256

struct _BtTickCsvReader
{
  guint digits;
  gsize limit;
  GArray *ticks; /* of BtMarketTick */
  GString *line; /* the beginning of one whose end has not come yet */
  GString *canonical;
  gint64 line_number;
  char *fault;
};

static void
append_tick (GString *text, const BtMarketTick *tick, guint digits)
{
  g_autofree char *time = bt_time_to_string (tick->time_usec);
  char bid[BT_DECIMAL_BUFFER];
  char ask[BT_DECIMAL_BUFFER];
  char volume[BT_DECIMAL_BUFFER];

  g_string_append (text, time);
  g_string_append_c (text, ',');
  g_string_append (text, bt_decimal_format (tick->bid_points, digits, bid));
  g_string_append_c (text, ',');
  g_string_append (text, bt_decimal_format (tick->ask_points, digits, ask));
  g_string_append_c (text, ',');
  g_string_append (text, bt_decimal_format_short (tick->volume, VOLUME_DIGITS, 0, volume));
  g_string_append_c (text, '\n');
}

void
bt_tick_csv_append (GString *text,
                    const BtTickSeries *ticks,
                    gsize index,
                    const BtInstrument *instrument)
{
  const BtTickColumns *columns = bt_tick_series_get_columns (ticks);
  const BtMarketTick tick = { .time_usec = columns->time_usec[index],
                              .bid_points = columns->bid_points[index],
                              .ask_points = columns->ask_points[index],
                              .volume = columns->volume[index] };

  append_tick (text, &tick, instrument->digits);
}

BtTickCsvReader *
bt_tick_csv_reader_new (const BtInstrument *instrument, gsize limit)
{
  BtTickCsvReader *reader = g_new0 (BtTickCsvReader, 1);

  reader->digits = instrument->digits;
  reader->limit = limit;
  reader->ticks = g_array_new (FALSE, FALSE, sizeof (BtMarketTick));
  reader->line = g_string_new (NULL);
  reader->canonical = g_string_new (NULL);
  return reader;
}

void
bt_tick_csv_reader_free (BtTickCsvReader *reader)
{
  if (reader == NULL)
    return;
  g_array_unref (reader->ticks);
  g_string_free (reader->line, TRUE);
  g_string_free (reader->canonical, TRUE);
  g_free (reader->fault);
  g_free (reader);
}

/* Keeps the first fault. */
static void
set_fault (BtTickCsvReader *reader, const char *what)
{
  if (reader->fault == NULL)
    reader->fault
      = g_strdup_printf ("ticks.csv line %" G_GINT64_FORMAT ": %s", reader->line_number, what);
}

/* Reads the columns of a line, which are zero-terminated in place. */
static gboolean
parse_tick (BtTickCsvReader *reader, char *line, BtMarketTick *tick, GError **error)
{
  char *columns[COLUMN_COUNT] = { line };

  for (guint i = 1; i < COLUMN_COUNT; i++)
    {
      char *comma = strchr (columns[i - 1], ',');

      if (comma == NULL)
        {
          g_set_error_literal (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT,
                               "does not have 4 columns");
          return FALSE;
        }
      *comma = '\0';
      columns[i] = comma + 1;
    }
  return bt_time_parse (columns[0], &tick->time_usec, error)
         && bt_decimal_parse (columns[1], -1, reader->digits, &tick->bid_points, error)
         && bt_decimal_parse (columns[2], -1, reader->digits, &tick->ask_points, error)
         && bt_decimal_parse (columns[3], -1, VOLUME_DIGITS, &tick->volume, error);
}

/* Takes in a whole line, its end left out. */
static void
take_line (BtTickCsvReader *reader, const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  char line[MAX_LINE_BYTES + 1];
  BtMarketTick tick;

  reader->line_number++;
  if (reader->fault != NULL)
    return;
  if (length > MAX_LINE_BYTES)
    {
      set_fault (reader, "is too long");
      return;
    }
  memcpy (line, text, length);
  line[length] = '\0';
  if (reader->line_number == 1)
    {
      if (strcmp (line, BT_TICK_CSV_HEADER) != 0)
        set_fault (reader, "is not the header " BT_TICK_CSV_HEADER);
      return;
    }
  if (!parse_tick (reader, line, &tick, &error))
    {
      set_fault (reader, error->message);
      return;
    }
  g_string_truncate (reader->canonical, 0);
  append_tick (reader->canonical, &tick, reader->digits);
  if (reader->canonical->len != length + 1 || memcmp (reader->canonical->str, text, length) != 0)
    set_fault (reader, "is not a tick as BackTrade writes it");
  else if (reader->ticks->len >= reader->limit)
    set_fault (reader, "is one tick more than the session has");
  else
    g_array_append_val (reader->ticks, tick);
}

/* Keeps the beginning of a line; of one that is too long no more than it takes to tell. */
static void
keep_rest (BtTickCsvReader *reader, const char *bytes, gsize length)
{
  gsize room = MAX_LINE_BYTES + 1 - reader->line->len;

  g_string_append_len (reader->line, bytes, (gssize) MIN (length, room));
}

void
bt_tick_csv_reader_add (BtTickCsvReader *reader, const char *bytes, gsize length)
{
  const char *end = bytes + length;
  const char *line_end;

  while (bytes < end && (line_end = memchr (bytes, '\n', (gsize) (end - bytes))) != NULL)
    {
      if (reader->line->len == 0)
        take_line (reader, bytes, (gsize) (line_end - bytes));
      else
        {
          keep_rest (reader, bytes, (gsize) (line_end - bytes));
          take_line (reader, reader->line->str, reader->line->len);
          g_string_truncate (reader->line, 0);
        }
      bytes = line_end + 1;
    }
  keep_rest (reader, bytes, (gsize) (end - bytes));
}

BtTickSeries *
bt_tick_csv_reader_finish (BtTickCsvReader *reader, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  BtTickSeries *ticks;

  if (reader->line->len > 0 || reader->line_number == 0)
    {
      reader->line_number++;
      set_fault (reader, reader->line->len > 0 ? "has no end" : "is not there");
    }
  if (reader->fault != NULL)
    {
      g_set_error_literal (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT, reader->fault);
      return NULL;
    }
  ticks = bt_tick_series_new ((const BtMarketTick *) (gpointer) reader->ticks->data,
                              reader->ticks->len, &local_error);
  if (ticks == NULL)
    g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT, "ticks.csv: %s",
                 local_error->message);
  return ticks;
}
