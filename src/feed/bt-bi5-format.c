// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Dukascopy's downloads (.bi5): candles of 24 bytes (seconds, open, close, low, high, volume) or
 * ticks of 20 bytes (milliseconds, ask, bid, volume of each), big-endian, prices as whole points,
 * counted from a time that only the file's name states. */
#include "config.h"

#include "base/bt-checked.h"
#include "feed/bt-dukascopy-name.h"
#include "feed/bt-feed-format.h"
#include "feed/bt-record-reader.h"

#include <string.h>

#define CANDLE_BYTES 24
#define TICK_BYTES 20
#define MSEC_PER_HOUR 3600000
/* Records on which the two are told apart. */
#define SAMPLE_BYTES 4800
/* A spread of more than this part of the price is none. */
#define MAX_SPREAD_PART 5

typedef struct
{
  BtFeedFormat parent;
  gint64 base_usec;
} Bi5Format;

typedef struct
{
  BtRowSource parent;
  BtRecordReader records;
  gboolean are_ticks;
  gint64 base_usec;
  int digits;
} Bi5Rows;

static gboolean
is_tick (const guint8 *record)
{
  const gint64 ask = bt_record_get_u32_be (record + 4);
  const gint64 bid = bt_record_get_u32_be (record + 8);

  return bt_record_get_u32_be (record) < MSEC_PER_HOUR && bid > 0 && ask >= bid
         && (ask - bid) * MAX_SPREAD_PART <= ask;
}

static gboolean
is_candle (const guint8 *record)
{
  const guint32 open = bt_record_get_u32_be (record + 4);
  const guint32 close = bt_record_get_u32_be (record + 8);
  const guint32 low = bt_record_get_u32_be (record + 12);
  const guint32 high = bt_record_get_u32_be (record + 16);

  return bt_record_get_u32_be (record) % 60 == 0 && low > 0 && low <= open && low <= close
         && open <= high && close <= high;
}

/* Returns how many of the sample's records look like what they should be, in percent. */
static guint
measure (const guint8 *sample, gsize length, gsize record_bytes, gboolean (*fits) (const guint8 *))
{
  const gsize n_records = length / record_bytes;
  gsize n_fitting = 0;

  for (gsize i = 0; i < n_records; i++)
    n_fitting += fits (sample + i * record_bytes) ? 1 : 0;
  return n_records == 0 ? 0 : (guint) (n_fitting * 100 / n_records);
}

static void
read_tick (const Bi5Rows *rows, const guint8 *record, BtRawRow *row)
{
  const gint64 ask = bt_record_get_u32_be (record + 4);
  const gint64 bid = bt_record_get_u32_be (record + 8);

  row->stamp.usec = rows->base_usec + (gint64) bt_record_get_u32_be (record) * 1000;
  row->price[0] = (BtFeedNumber){ bid, rows->digits };
  row->price[1] = (BtFeedNumber){ ask, rows->digits };
  row->price[2] = row->price[0];
  row->price[3] = row->price[0];
  row->has_volume = TRUE;
  if (bid == 0 || ask == 0)
    row->fault = BT_ROW_NOT_POSITIVE;
  else if (ask < bid)
    row->fault = BT_ROW_INVERTED;
  else if (!bt_feed_number_from_float (bt_record_get_float_be (record + 16), &row->volume))
    row->fault = BT_ROW_BAD_VOLUME;
}

static void
read_candle (const Bi5Rows *rows, const guint8 *record, BtRawRow *row)
{
  /* Where open, high, low and close stand. */
  static const gsize offsets[4] = { 4, 16, 12, 8 };
  static const int columns[4] = { 1, 4, 3, 2 };

  row->stamp.usec = rows->base_usec + bt_record_get_u32_be (record) * BT_USEC_PER_SECOND;
  for (guint p = 0; p < 4; p++)
    {
      row->price[p] = (BtFeedNumber){ bt_record_get_u32_be (record + offsets[p]), rows->digits };
      if (row->price[p].mantissa == 0)
        row->fault = BT_ROW_NOT_POSITIVE;
    }
  row->has_volume = TRUE;
  if (!bt_feed_number_from_float (bt_record_get_float_be (record + 20), &row->volume))
    row->fault = BT_ROW_BAD_VOLUME;
  if (row->fault == BT_ROW_GOOD)
    bt_raw_row_check_range (row, columns);
}

static gboolean
bi5_rows_next (BtRowSource *source,
               BtRawRow *row,
               gint64 *line,
               gboolean *is_end,
               GCancellable *cancellable,
               GError **error)
{
  Bi5Rows *rows = (Bi5Rows *) source;
  const guint8 *record;

  if (!bt_record_reader_next (&rows->records, &record, cancellable, error))
    return FALSE;
  *is_end = record == NULL;
  *line = rows->records.number;
  if (record == NULL)
    return TRUE;
  *row = (BtRawRow){ .fault = BT_ROW_GOOD,
                     .fault_column = BT_COLUMN_NONE,
                     .has_time = TRUE,
                     .spread = -1,
                     .spread_decimals = BT_SPREAD_IN_POINTS };
  if (rows->are_ticks)
    read_tick (rows, record, row);
  else
    read_candle (rows, record, row);
  if (row->fault == BT_ROW_GOOD
      && (row->volume.mantissa < 0 || !bt_raw_row_is_in_range (&row->volume)))
    row->fault = BT_ROW_BAD_VOLUME;
  return TRUE;
}

static char *
bi5_rows_explain (const BtRowSource *source, const BtRawRow *row)
{
  if (((const Bi5Rows *) source)->are_ticks && row->fault == BT_ROW_INVERTED)
    return g_strdup ("the ask is below the bid");
  return bt_raw_row_explain (row);
}

static void
bi5_rows_free (BtRowSource *source)
{
  g_free (source);
}

static BtRowSource *
bi5_format_open_rows (const BtFeedFormat *format, BtFeedInput *input)
{
  static const BtRowSourceClass klass = { bi5_rows_next, bi5_rows_explain, bi5_rows_free };
  Bi5Rows *rows = g_new0 (Bi5Rows, 1);

  rows->parent.klass = &klass;
  rows->are_ticks = format->facts.are_ticks;
  rows->base_usec = ((const Bi5Format *) format)->base_usec;
  rows->digits = format->facts.digits;
  bt_record_reader_init (&rows->records, input, rows->are_ticks ? TICK_BYTES : CANDLE_BYTES);
  return &rows->parent;
}

static void
bi5_format_free (BtFeedFormat *format)
{
  g_free (format);
}

static gboolean
read_sample (BtFeedInput *input,
             guint8 sample[SAMPLE_BYTES],
             gsize *length,
             GCancellable *cancellable,
             GError **error)
{
  *length = 0;
  while (SAMPLE_BYTES - *length >= 16)
    {
      const gssize got = bt_feed_input_read (input, (char *) sample + *length,
                                             SAMPLE_BYTES - *length, cancellable, error);
      if (got < 0)
        return FALSE;
      if (got == 0)
        return TRUE;
      *length += (gsize) got;
    }
  return TRUE;
}

/* Decides between candles and ticks: by what the records hold, by the name where both would do. */
static gboolean
find_kind (const char *path,
           const guint8 *sample,
           gsize length,
           const BtDukascopyName *name,
           gboolean *are_ticks,
           GError **error)
{
  const guint as_ticks = measure (sample, length, TICK_BYTES, is_tick);
  const guint as_candles = measure (sample, length, CANDLE_BYTES, is_candle);

  *are_ticks = as_ticks == as_candles ? name->are_ticks : as_ticks > as_candles;
  if (length == 0)
    g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_EMPTY, "%s holds no records", path);
  else if (MAX (as_ticks, as_candles) < 50)
    g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT,
                 "%s is packed like a Dukascopy download (.bi5), but holds neither its candles nor "
                 "its ticks",
                 path);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_name (const char *path, const BtDukascopyName *name, const char *symbol, GError **error)
{
  if (name->base_usec == BT_TIME_NONE)
    g_set_error (
      error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT,
      "a Dukascopy download counts time from a start that only its name states; keep the "
      "service's folders or names for %s (EURUSD/2019/01/04/00h_ticks.bi5, with months "
      "from 00 to 11)",
      path);
  else if (symbol[0] == '\0')
    g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_OPTION,
                 "the name of %s does not say which instrument it is about; state the symbol",
                 path);
  else
    return TRUE;
  return FALSE;
}

BtFeedFormat *
bt_bi5_format_new (BtFeedInput *input,
                   const char *path,
                   const BtFileNameHints *hints,
                   const BtFeedOptions *options,
                   GCancellable *cancellable,
                   GError **error)
{
  static const BtFeedFormatClass klass
    = { .open_rows = bi5_format_open_rows, .free = bi5_format_free };
  const char *member = bt_feed_input_get_member (input);
  g_autofree char *full
    = g_strconcat (bt_feed_input_get_file_path (input), member != NULL ? "/" : NULL, member, NULL);
  const BtDialect *dialect
    = bt_feed_format_choose_dialect (path, options, bt_dialect_find ("bi5"), TRUE, error);
  guint8 sample[SAMPLE_BYTES];
  gsize length;
  BtDukascopyName name;
  gboolean are_ticks;
  char symbol[BT_SYMBOL_SIZE] = "";

  if (dialect == NULL || !read_sample (input, sample, &length, cancellable, error))
    return NULL;
  bt_dukascopy_name_parse (full, &name);
  g_strlcpy (symbol, name.symbol, sizeof symbol);
  if (options->symbol != NULL)
    bt_file_name_hints_make_symbol (options->symbol, strlen (options->symbol), symbol);
  if (!find_kind (path, sample, length, &name, &are_ticks, error)
      || !check_name (path, &name, symbol, error))
    return NULL;

  Bi5Format *format = g_new0 (Bi5Format, 1);
  format->parent.klass = &klass;
  format->base_usec = name.base_usec;
  BtFeedFacts *facts = &format->parent.facts;
  *facts = (BtFeedFacts){ .dialect = dialect,
                          .is_utc = TRUE,
                          .are_ticks = are_ticks,
                          .has_timeframe = !are_ticks && name.has_timeframe,
                          .timeframe = name.timeframe,
                          .has_kind = name.has_kind,
                          .kind = name.kind,
                          .digits = options->digits >= 0 ? options->digits
                                                         : (int) bt_dukascopy_get_digits (symbol) };
  g_strlcpy (facts->symbol, symbol, sizeof facts->symbol);
  return &format->parent;
}
