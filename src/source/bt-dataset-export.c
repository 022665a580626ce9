// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "source/bt-dataset-export.h"

#include "market/bt-aggregate.h"
#include "market/bt-session-settings.h"
#include "store/bt-tick-table.h"

/* Text that is collected before it is written. */
#define FLUSH_BYTES (256 * 1024)
#define VOLUME_DIGITS 8
/* Ticks are read this much at a time, so that other jobs get their turn. */
#define TICK_WINDOW_USEC BT_USEC_PER_HOUR

typedef struct
{
  BtStore *store;
  const BtDatasetExport *request;
  GOutputStream *out;
  GCancellable *cancellable;
  GString *text;
  gsize rows; /* written */
  /* What jobs bring. */
  gint64 from_usec;
  gint64 to_usec;
  BtSeries *series;
} Export;

static gboolean
flush (Export *export, GError **error)
{
  if (!g_output_stream_write_all (export->out, export->text->str, export->text->len, NULL,
                                  export->cancellable, error))
    return FALSE;
  g_string_truncate (export->text, 0);
  return TRUE;
}

/* Appends "2024-03-04T10:00:00+02:00", or with Z where no zone is asked for. */
static void
append_time (Export *export, gint64 time_usec)
{
  if (!export->request->has_zone)
    {
      g_autofree char *text = bt_time_to_string (time_usec);

      g_string_append (export->text, text);
      return;
    }
  const gint64 offset = bt_zone_offset_usec (export->request->zone, time_usec);
  const gint64 minutes = ABS (offset) / BT_USEC_PER_MINUTE;
  g_autofree char *text = bt_time_to_string (time_usec + offset);

  g_string_append_len (export->text, text, (gssize) strlen (text) - 1);
  g_string_append_printf (export->text, "%c%02d:%02d", offset < 0 ? '-' : '+', (int) (minutes / 60),
                          (int) (minutes % 60));
}

static void
append_price (Export *export, const char *separator, gint64 points)
{
  char buffer[BT_DECIMAL_BUFFER];
  const char *quote = export->request->is_json ? "\"" : "";

  g_string_append (export->text, separator);
  g_string_append (export->text, quote);
  g_string_append (export->text,
                   bt_decimal_format (points, export->request->dataset->instrument.digits, buffer));
  g_string_append (export->text, quote);
}

static void
append_volume (Export *export, const char *separator, gint64 volume)
{
  char buffer[BT_DECIMAL_BUFFER];
  const char *quote = export->request->is_json ? "\"" : "";

  g_string_append (export->text, separator);
  g_string_append (export->text, quote);
  g_string_append (export->text, bt_decimal_format_short (volume, VOLUME_DIGITS, 0, buffer));
  g_string_append (export->text, quote);
}

/* Begins a row with its time. */
static void
begin_row (Export *export, gint64 time_usec)
{
  if (export->request->is_json)
    g_string_append (export->text, export->rows > 0 ? ",\n    [\"" : "\n    [\"");
  append_time (export, time_usec);
  if (export->request->is_json)
    g_string_append_c (export->text, '"');
  export->rows++;
}

static gboolean
end_row (Export *export, GError **error)
{
  g_string_append (export->text, export->request->is_json ? "]" : "\n");
  return export->text->len < FLUSH_BYTES || flush (export, error);
}

static gboolean
write_candle (Export *export, const BtCandle *candle, gboolean has_spread, GError **error)
{
  const gint64 prices[]
    = { candle->open_points, candle->high_points, candle->low_points, candle->close_points };
  const gboolean is_json = export->request->is_json;
  const char *separator = is_json ? ", " : ",";

  begin_row (export, candle->time_usec);
  for (guint i = 0; i < G_N_ELEMENTS (prices); i++)
    append_price (export, separator, prices[i]);
  append_volume (export, separator, candle->volume);
  if (has_spread && candle->spread_points >= 0)
    g_string_append_printf (export->text, "%s%d", separator, candle->spread_points);
  else if (has_spread && !is_json)
    g_string_append (export->text, separator);
  return end_row (export, error);
}

/* Says what the rows are, up to the first of them. */
static void
write_head (Export *export, const char *name, const char *rows, const char *csv_header)
{
  const BtDataset *dataset = export->request->dataset;

  if (!export->request->is_json)
    {
      g_string_append_printf (export->text, "%s\n", csv_header);
      return;
    }
  g_string_append_printf (
    export->text, "{\n  \"symbol\": \"%s\",\n  \"timeframe\": \"%s\",\n  \"side\": \"%s\",\n",
    dataset->instrument.symbol, name, bt_price_kind_to_string (dataset->kind));
  if (export->request->has_zone)
    {
      g_autofree char *zone = bt_zone_to_string (export->request->zone);

      g_string_append_printf (export->text, "  \"timezone\": \"%s\",\n", zone);
    }
  g_string_append_printf (export->text, "  \"%s\": [", rows);
}

static gboolean
write_end (Export *export, GError **error)
{
  if (export->request->is_json)
    g_string_append (export->text, "\n  ]\n}\n");
  return flush (export, error);
}

static gboolean
load_job (BtDb *db, gpointer data, GError **error)
{
  Export *export = data;

  export->series = bt_dataset_table_load_range (db, export->request->dataset->id, export->from_usec,
                                                MAX (export->from_usec, export->to_usec), error);
  return export->series != NULL;
}

/* Widens the range to the base candles of all candles that open in it. */
static void
find_range (Export *export)
{
  const BtDatasetExport *request = export->request;

  export->from_usec = request->from_usec;
  export->to_usec = request->to_usec;
  if (!request->has_ticks && request->timeframe > request->dataset->timeframe)
    {
      if (export->from_usec != BT_TIME_NONE
          && bt_timeframe_bucket_start (request->timeframe, request->day, export->from_usec)
               != export->from_usec)
        export->from_usec
          = bt_timeframe_bucket_end (request->timeframe, request->day, export->from_usec);
      if (export->to_usec != BT_TIME_NONE)
        export->to_usec
          = bt_timeframe_bucket_end (request->timeframe, request->day, export->to_usec - 1);
    }
  if (export->from_usec == BT_TIME_NONE)
    export->from_usec = request->has_ticks ? G_MININT64 + 1 : request->dataset->first_usec;
  if (export->to_usec == BT_TIME_NONE)
    export->to_usec = request->has_ticks ? G_MAXINT64 : request->dataset->last_usec + 1;
}

/* Returns the index of the first candle that is written of length. */
static gsize
find_first (const Export *export, gsize length)
{
  const gint64 last = export->request->last;

  return last >= 0 && (gsize) last < length ? length - (gsize) last : 0;
}

static gboolean
write_series (Export *export, GError **error)
{
  const gsize length = bt_series_get_length (export->series);
  const gboolean has_spread = bt_series_get_columns (export->series)->spread_points != NULL;

  for (gsize i = find_first (export, length); i < length; i++)
    {
      const BtCandle candle = bt_series_get_candle (export->series, i);
      if (!write_candle (export, &candle, has_spread, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
export_candles (Export *export, GError **error)
{
  const BtDatasetExport *request = export->request;
  const gboolean is_base = request->timeframe == request->dataset->timeframe;

  if (!bt_store_run (export->store, load_job, export, error))
    return FALSE;
  g_autoptr (BtSeries) base = g_steal_pointer (&export->series);
  export->series = bt_aggregate_series (base, request->timeframe, request->day);
  write_head (export, bt_timeframe_to_string (request->timeframe), "bars",
              is_base && request->dataset->has_spread ? "time,open,high,low,close,volume,spread"
                                                      : "time,open,high,low,close,volume");
  const gboolean is_written = write_series (export, error);
  g_clear_pointer (&export->series, bt_series_unref);
  return is_written && write_end (export, error);
}

static gboolean
take_ticks (const BtMarketTick *ticks, gsize rows, gpointer user_data, GError **error)
{
  g_array_append_vals (user_data, ticks, (guint) rows);
  return TRUE;
}

/* What a job reads of the ticks. */
typedef struct
{
  Export *export;
  gint64 from_usec;
  gint64 to_usec;
  GArray *ticks;
} TickWindow;

static gboolean
read_ticks_job (BtDb *db, gpointer data, GError **error)
{
  TickWindow *window = data;

  return bt_tick_table_foreach (db, window->export->request->dataset->id, window->from_usec,
                                window->to_usec, take_ticks, window->ticks,
                                window->export->cancellable, error);
}

static gboolean
write_ticks (Export *export, const GArray *ticks, GError **error)
{
  const char *separator = export->request->is_json ? ", " : ",";

  for (guint i = 0; i < ticks->len; i++)
    {
      const BtMarketTick *tick = &g_array_index (ticks, BtMarketTick, i);
      begin_row (export, tick->time_usec);
      append_price (export, separator, tick->bid_points);
      append_price (export, separator, tick->ask_points);
      append_volume (export, separator, tick->volume);
      if (!end_row (export, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
export_ticks (Export *export, GError **error)
{
  const BtDataset *dataset = export->request->dataset;
  g_autoptr (GArray) ticks = g_array_new (FALSE, FALSE, sizeof (BtMarketTick));
  /* The candles were made from the ticks, so that no tick lies outside of them. */
  const gint64 end_usec
    = MIN (export->to_usec, dataset->last_usec + bt_timeframe_usec (dataset->timeframe));
  TickWindow window = { .export = export, .ticks = ticks };

  write_head (export, "tick", "ticks", "time,bid,ask,volume");
  for (window.from_usec = MAX (export->from_usec, dataset->first_usec); window.from_usec < end_usec;
       window.from_usec = window.to_usec)
    {
      window.to_usec = MIN (window.from_usec + TICK_WINDOW_USEC, end_usec);
      g_array_set_size (ticks, 0);
      if (!bt_store_run (export->store, read_ticks_job, &window, error)
          || !write_ticks (export, ticks, error))
        return FALSE;
    }
  return write_end (export, error);
}

gboolean
bt_dataset_export (BtStore *store,
                   const BtDatasetExport *request,
                   GOutputStream *out,
                   GCancellable *cancellable,
                   GError **error)
{
  g_return_val_if_fail (BT_IS_STORE (store) && request != NULL && request->dataset != NULL, FALSE);
  g_return_val_if_fail (
    request->has_ticks
      || bt_timeframe_can_be_made_of (request->timeframe, request->dataset->timeframe),
    FALSE);
  g_autoptr (GString) text = g_string_sized_new (FLUSH_BYTES + 1024);
  Export export
    = { .store = store, .request = request, .out = out, .cancellable = cancellable, .text = text };

  find_range (&export);
  return request->has_ticks ? export_ticks (&export, error) : export_candles (&export, error);
}

gboolean
bt_dataset_export_file (BtStore *store,
                        const BtDatasetExport *request,
                        GFile *file,
                        BtPacking packing,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (G_IS_FILE (file), FALSE);
  g_autoptr (GCancellable) give_up = g_cancellable_new ();
  g_autoptr (GFileOutputStream) base
    = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, cancellable, error);

  if (base == NULL)
    return FALSE;
  g_autoptr (GOutputStream) out = bt_packed_stream_new (G_OUTPUT_STREAM (base), packing);
  if (bt_dataset_export (store, request, out, cancellable, error))
    return g_output_stream_close (out, cancellable, error);
  /* A cancelled close leaves what stood in the file before. */
  g_cancellable_cancel (give_up);
  g_output_stream_close (out, give_up, NULL);
  return FALSE;
}

gboolean
bt_dataset_export_is_json_name (const char *name)
{
  static const char *const ends[] = { ".json", ".json.gz", ".json.zst" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (name, ends[i]))
      return TRUE;
  return FALSE;
}
