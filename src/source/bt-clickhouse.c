// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "source/bt-clickhouse.h"

#include "market/bt-session-settings.h"
#include "source/bt-clickhouse-link.h"
#include "source/bt-dataset-sink.h"
#include "source/bt-download.h"

#include <string.h>

/* Candles in one INSERT. */
#define INSERT_ROWS 131072
/* Seven numbers of 64 bits … less one of 32: what a candle has in an answer. */
#define ROW_BYTES (6 * 8 + 4)
#define READ_ROWS 8192
#define SOURCE_LABEL "ClickHouse"
/* A dataset from a table has no file to be graded. */
#define NO_GRADE '-'
#define DIGITS_MAX 8

/* Its own digits, so that nothing but a name can stand there. */
static gboolean
is_table_name (const char *text)
{
  gsize length = 0;
  guint dots = 0;

  for (; text[length] != '\0'; length++)
    {
      const gboolean is_start = length == 0 || text[length - 1] == '.';
      if (text[length] == '.')
        dots++;
      else if (!g_ascii_isalpha (text[length]) && text[length] != '_'
               && (is_start || !g_ascii_isdigit (text[length])))
        return FALSE;
      if (text[length] == '.' && is_start)
        return FALSE;
    }
  return length > 0 && length <= 128 && dots <= 1 && text[length - 1] != '.';
}

static BtClickHouseLink *
open_place (const BtClickHousePlace *place,
            const char **table,
            GCancellable *cancellable,
            GError **error)
{
  *table = place->table != NULL ? place->table : BT_CLICKHOUSE_TABLE;
  if (is_table_name (*table))
    return bt_clickhouse_link_new (place->url, cancellable, error);
  g_set_error (error, BT_DOWNLOAD_ERROR, BT_DOWNLOAD_ERROR_REQUEST,
               "“%s” is no name of a table: letters, digits and _, with a database and a dot before"
               " it or without",
               *table);
  return NULL;
}

static void
report (const BtClickHousePlace *place, gint64 rows, gint64 total)
{
  if (place->progress != NULL)
    place->progress (rows, total, place->user_data);
}

static gboolean
make_table (BtClickHouseLink *link, const char *table, GCancellable *cancellable, GError **error)
{
  g_autofree char *query = g_strdup_printf (
    "CREATE TABLE IF NOT EXISTS %s (date Date, symbol String, timeframe String, side String,"
    " digits UInt8, time_usec Int64, open Int64, high Int64, low Int64, close Int64,"
    " volume Int64, spread Int32, published Int64) ENGINE = ReplacingMergeTree(published)"
    " PARTITION BY toYYYYMM(date) ORDER BY (symbol, timeframe, side, time_usec)",
    table);

  return bt_clickhouse_link_run (link, query, cancellable, error);
}

static void
put_int64 (GByteArray *out, gint64 value)
{
  const gint64 number = GINT64_TO_LE (value);

  g_byte_array_append (out, (const guint8 *) &number, sizeof number);
}

static void
put_int32 (GByteArray *out, gint32 value)
{
  const gint32 number = GINT32_TO_LE (value);

  g_byte_array_append (out, (const guint8 *) &number, sizeof number);
}

/* Strings are shorter than 128 bytes, so that the length takes one. */
static void
put_string (GByteArray *out, const char *text)
{
  const guint8 length = (guint8) strlen (text);

  g_assert (length < 128);
  g_byte_array_append (out, &length, 1);
  g_byte_array_append (out, (const guint8 *) text, length);
}

/* Writes a candle in the order of the table's columns (RowBinary). */
static void
put_row (GByteArray *out, const BtDataset *dataset, const BtCandle *candle, gint64 now_usec)
{
  const guint16 day = GUINT16_TO_LE ((guint16) (candle->time_usec / BT_USEC_PER_DAY));
  const guint8 digits = (guint8) dataset->instrument.digits;

  g_byte_array_append (out, (const guint8 *) &day, sizeof day);
  put_string (out, dataset->instrument.symbol);
  put_string (out, bt_timeframe_to_string (dataset->timeframe));
  put_string (out, bt_price_kind_to_string (dataset->kind));
  g_byte_array_append (out, &digits, 1);
  put_int64 (out, candle->time_usec);
  put_int64 (out, candle->open_points);
  put_int64 (out, candle->high_points);
  put_int64 (out, candle->low_points);
  put_int64 (out, candle->close_points);
  put_int64 (out, candle->volume);
  put_int32 (out, candle->spread_points);
  put_int64 (out, now_usec);
}

/* What the store brings. */
typedef struct
{
  gint64 id;
  BtDataset *dataset;
  BtSeries *series;
} Loading;

static gboolean
load_job (BtDb *db, gpointer data, GError **error)
{
  Loading *loading = data;

  loading->dataset = bt_dataset_table_get (db, loading->id, error);
  if (loading->dataset == NULL)
    return FALSE;
  loading->series = bt_dataset_table_load (db, loading->id, NULL, error);
  return loading->series != NULL;
}

static gboolean
insert_all (BtClickHouseLink *link,
            const BtClickHousePlace *place,
            const char *table,
            const Loading *loading,
            GCancellable *cancellable,
            GError **error)
{
  const gsize length = bt_series_get_length (loading->series);
  const gint64 now_usec = g_get_real_time ();
  g_autofree char *query = g_strdup_printf (
    "INSERT INTO %s (date, symbol, timeframe, side, digits, time_usec, open, high, low, close,"
    " volume, spread, published) FORMAT RowBinary",
    table);

  for (gsize first = 0; first < length; first += INSERT_ROWS)
    {
      const gsize end = MIN (first + INSERT_ROWS, length);
      GByteArray *rows = g_byte_array_new ();

      for (gsize i = first; i < end; i++)
        {
          const BtCandle candle = bt_series_get_candle (loading->series, i);
          put_row (rows, loading->dataset, &candle, now_usec);
        }
      g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (rows);
      if (!bt_clickhouse_link_insert (link, query, bytes, cancellable, error))
        return FALSE;
      report (place, (gint64) end, (gint64) length);
    }
  return TRUE;
}

gboolean
bt_clickhouse_publish (const BtClickHousePlace *place,
                       BtStore *store,
                       gint64 dataset_id,
                       gint64 *rows,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (place != NULL && BT_IS_STORE (store) && rows != NULL, FALSE);
  Loading loading = { .id = dataset_id };
  const char *table = NULL;

  if (!bt_store_run (store, load_job, &loading, error))
    {
      bt_dataset_free (loading.dataset);
      return FALSE;
    }
  g_autoptr (BtDataset) dataset = loading.dataset;
  g_autoptr (BtSeries) series = loading.series;
  g_autoptr (BtClickHouseLink) link = open_place (place, &table, cancellable, error);
  if (link == NULL || !make_table (link, table, cancellable, error)
      || !insert_all (link, place, table, &loading, cancellable, error))
    return FALSE;
  *rows = (gint64) bt_series_get_length (series);
  return TRUE;
}

/* A reading under way. */
typedef struct
{
  const BtClickHousePlace *place;
  const BtClickHouseRange *range;
  const char *table;
  BtClickHouseLink *link;
  BtDatasetSink *sink;
  gint64 rows; /* that the table has */
  gint64 digits;
  gboolean has_spread;
  GCancellable *cancellable;
} Reading;

/* Sends a query over the range; what stands in place of %s is the table. */
static GInputStream *
query_range (const Reading *reading, const char *what, const char *order, GError **error)
{
  const BtClickHouseRange *range = reading->range;
  const BtClickHouseValue values[] = {
    { .name = "symbol", .type = BT_CLICKHOUSE_STRING, .text = range->symbol },
    { .name = "timeframe",
      .type = BT_CLICKHOUSE_STRING,
      .text = bt_timeframe_to_string (range->timeframe) },
    { .name = "side", .type = BT_CLICKHOUSE_STRING, .text = bt_price_kind_to_string (range->side) },
    { .name = "from", .type = BT_CLICKHOUSE_INT64, .number = range->from_usec },
    { .name = "to", .type = BT_CLICKHOUSE_INT64, .number = range->to_usec },
  };
  g_autofree char *query
    = g_strdup_printf ("SELECT %s FROM %s FINAL WHERE symbol = {symbol} AND timeframe = {timeframe}"
                       " AND side = {side} AND time_usec >= {from} AND time_usec < {to}%s FORMAT"
                       " RowBinary",
                       what, reading->table, order);

  return bt_clickhouse_link_query (reading->link, query, values, G_N_ELEMENTS (values),
                                   reading->cancellable, error);
}

static gint64
get_int64 (const guint8 *bytes)
{
  gint64 value;

  memcpy (&value, bytes, sizeof value);
  return GINT64_FROM_LE (value);
}

/* Asks how many candles there are and of which form. */
static gboolean
ask_form (Reading *reading, GError **error)
{
  guint8 answer[4 * 8] = { 0 };
  gsize length = 0;
  g_autoptr (GInputStream) body = query_range (
    reading, "toInt64(count()), toInt64(min(digits)), toInt64(max(digits)), toInt64(max(spread))",
    "", error);

  if (body == NULL
      || !g_input_stream_read_all (body, answer, sizeof answer, &length, reading->cancellable,
                                   error))
    return FALSE;
  reading->rows = length == sizeof answer ? get_int64 (answer) : 0;
  reading->digits = get_int64 (answer + 16);
  reading->has_spread = get_int64 (answer + 24) >= 0;
  if (reading->rows == 0)
    g_set_error (error, BT_DOWNLOAD_ERROR, BT_DOWNLOAD_ERROR_EMPTY,
                 "the table %s has no candles of %s %s %s in this time", reading->table,
                 reading->range->symbol, bt_timeframe_to_string (reading->range->timeframe),
                 bt_price_kind_to_string (reading->range->side));
  else if (get_int64 (answer + 8) != reading->digits || reading->digits < 0
           || reading->digits > DIGITS_MAX)
    g_set_error (error, BT_DOWNLOAD_ERROR, BT_DOWNLOAD_ERROR_REQUEST,
                 "the candles of %s in the table %s do not all have the same decimals, 0 to 8",
                 reading->range->symbol, reading->table);
  else
    return TRUE;
  return FALSE;
}

static gboolean
open_sink (Reading *reading, BtStore *store, GError **error)
{
  const BtInstrument *known = bt_instrument_find_builtin (reading->range->symbol);
  BtInstrument instrument;

  if (known != NULL && known->digits == (guint) reading->digits)
    instrument = *known;
  else
    bt_instrument_guess (reading->range->symbol, (guint) reading->digits, &instrument);
  reading->sink = bt_dataset_sink_new (store, &instrument, reading->range->timeframe,
                                       reading->range->side, reading->has_spread, error);
  return reading->sink != NULL;
}

static BtCandle
parse_row (const guint8 *row)
{
  gint32 spread;

  memcpy (&spread, row + 6 * 8, sizeof spread);
  return (BtCandle){
    .time_usec = get_int64 (row),
    .open_points = get_int64 (row + 8),
    .high_points = get_int64 (row + 16),
    .low_points = get_int64 (row + 24),
    .close_points = get_int64 (row + 32),
    .volume = get_int64 (row + 40),
    .spread_points = GINT32_FROM_LE (spread),
  };
}

/* Moves the answer's rows into the sink, some at a time. */
static gboolean
read_rows (Reading *reading, GError **error)
{
  g_autoptr (GInputStream) body = query_range (
    reading, "time_usec, open, high, low, close, volume, spread", " ORDER BY time_usec", error);
  g_autofree guint8 *buffer = g_malloc (READ_ROWS * ROW_BYTES);
  gint64 rows = 0;
  gsize length = 0;

  if (body == NULL)
    return FALSE;
  do
    {
      if (!g_input_stream_read_all (body, buffer, READ_ROWS * ROW_BYTES, &length,
                                    reading->cancellable, error))
        return FALSE;
      GArray *candles = g_array_sized_new (FALSE, FALSE, sizeof (BtCandle), READ_ROWS);
      for (gsize at = 0; at + ROW_BYTES <= length; at += ROW_BYTES)
        {
          const BtCandle candle = parse_row (buffer + at);
          g_array_append_val (candles, candle);
        }
      rows += candles->len;
      if (!bt_dataset_sink_add (reading->sink, candles, error))
        return FALSE;
      report (reading->place, rows, reading->rows);
    }
  while (length == READ_ROWS * ROW_BYTES);
  /* An answer that breaks off carries the reason as text after the rows. */
  if (length % ROW_BYTES == 0 && rows == reading->rows)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT,
               "the answer has %" G_GINT64_FORMAT " candles of %" G_GINT64_FORMAT
               ": it broke off, or the table was written meanwhile; read it again",
               rows, reading->rows);
  return FALSE;
}

static gboolean
store_rows (Reading *reading, BtStore *store, gint64 *dataset_id, gboolean *is_new, GError **error)
{
  return open_sink (reading, store, error) && read_rows (reading, error)
         && bt_dataset_sink_flush (reading->sink, error)
         && !g_cancellable_set_error_if_cancelled (reading->cancellable, error)
         && bt_dataset_sink_finish (reading->sink, SOURCE_LABEL, NULL, NO_GRADE, FALSE, dataset_id,
                                    is_new, error);
}

gboolean
bt_clickhouse_fetch (const BtClickHousePlace *place,
                     BtStore *store,
                     const BtClickHouseRange *range,
                     gint64 *dataset_id,
                     gboolean *is_new,
                     gint64 *rows,
                     GCancellable *cancellable,
                     GError **error)
{
  g_return_val_if_fail (place != NULL && BT_IS_STORE (store) && range != NULL, FALSE);
  g_return_val_if_fail (dataset_id != NULL && is_new != NULL && rows != NULL, FALSE);
  const char *table = NULL;
  g_autoptr (BtClickHouseLink) link = open_place (place, &table, cancellable, error);

  if (link == NULL)
    return FALSE;
  Reading reading
    = { .place = place, .range = range, .table = table, .link = link, .cancellable = cancellable };
  const gboolean is_done
    = ask_form (&reading, error) && store_rows (&reading, store, dataset_id, is_new, error);
  bt_dataset_sink_free (reading.sink);
  *rows = reading.rows;
  return is_done;
}
