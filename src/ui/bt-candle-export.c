// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-candle-export.h"

#include "base/bt-decimal.h"

#define FLUSH_BYTES (256 * 1024)
#define FILE_VOLUME_DIGITS 8

static void
append_row (GString *text, const BtCandle *candle, guint digits, gboolean has_spread)
{
  char number[BT_DECIMAL_BUFFER];
  const gint64 prices[]
    = { candle->open_points, candle->high_points, candle->low_points, candle->close_points };
  g_autofree char *time = bt_time_to_string (candle->time_usec);

  g_string_append (text, time);
  for (guint i = 0; i < G_N_ELEMENTS (prices); i++)
    {
      g_string_append_c (text, ',');
      g_string_append (text, bt_decimal_format (prices[i], digits, number));
    }
  g_string_append_c (text, ',');
  g_string_append (text, bt_decimal_format_short (candle->volume, FILE_VOLUME_DIGITS, 0, number));
  if (has_spread)
    g_string_append_printf (text, ",%d", candle->spread_points);
  g_string_append_c (text, '\n');
}

static gboolean
flush_text (GString *text, GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  gboolean is_written
    = g_output_stream_write_all (stream, text->str, text->len, NULL, cancellable, error);

  g_string_truncate (text, 0);
  return is_written;
}

/* Leaves the old file in place: closing a replacing stream with a cancelled cancellable drops what
 * was written. */
static gboolean
abandon (GOutputStream *stream)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (stream, cancelled, NULL);
  return FALSE;
}

gboolean
bt_candle_export (const BtSeries *series,
                  const BtInstrument *instrument,
                  GFile *file,
                  GCancellable *cancellable,
                  GError **error)
{
  gboolean has_spread = bt_series_get_columns (series)->spread_points != NULL;
  gsize length = bt_series_get_length (series);
  g_autoptr (GString) text = g_string_new (has_spread ? "time,open,high,low,close,volume,spread\n"
                                                      : "time,open,high,low,close,volume\n");
  g_autoptr (GFileOutputStream) stream
    = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, cancellable, error);
  if (stream == NULL)
    return FALSE;
  GOutputStream *output = G_OUTPUT_STREAM (stream);

  for (gsize i = 0; i < length; i++)
    {
      BtCandle candle = bt_series_get_candle (series, i);

      append_row (text, &candle, instrument->digits, has_spread);
      if (text->len >= FLUSH_BYTES && !flush_text (text, output, cancellable, error))
        return abandon (output);
    }
  if (!flush_text (text, output, cancellable, error))
    return abandon (output);
  return g_output_stream_close (output, cancellable, error);
}
