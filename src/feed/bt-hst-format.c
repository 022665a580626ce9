// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Histories of MetaTrader 4 (.hst): a head of 148 bytes, then records of the terminal's version 400
 * or 401, little-endian. */
#include "config.h"

#include "feed/bt-feed-format.h"
#include "feed/bt-record-reader.h"

#include <string.h>

#define HEAD_BYTES 148
#define SYMBOL_OFFSET 68
#define SYMBOL_BYTES 12
#define PERIOD_OFFSET 80
#define DIGITS_OFFSET 84
#define MAX_PERIOD 43200
#define MAX_SPREAD_POINTS 1000000000

/* Columns as the user counts them. */
#define TIME_COLUMN 0
#define VOLUME_COLUMN 5
#define SPREAD_COLUMN 6

typedef struct
{
  BtFeedFormat parent;
  gboolean is_old; /* version 400 */
} HstFormat;

typedef struct
{
  BtRowSource parent;
  BtRecordReader records;
  gboolean is_old;
  gboolean is_head_read;
  int digits;
} HstRows;

static inline void
set_fault (BtRawRow *row, BtRowFault fault, int column)
{
  row->fault = fault;
  row->fault_column = column;
}

/* Reads the four prices at offsets into the record, in the order open, high, low, close. */
static gboolean
read_prices (const HstRows *rows, const guint8 *record, const gsize offsets[4], BtRawRow *row)
{
  for (int p = 0; p < 4; p++)
    {
      const double value = bt_record_get_double_le (record + offsets[p]);
      if (!bt_feed_number_from_double (value, rows->digits, &row->price[p])
          || !bt_raw_row_is_in_range (&row->price[p]))
        {
          set_fault (row, BT_ROW_BAD_PRICE, p + 1);
          return FALSE;
        }
      if (row->price[p].mantissa <= 0)
        {
          set_fault (row, BT_ROW_NOT_POSITIVE, p + 1);
          return FALSE;
        }
    }
  return TRUE;
}

static void
read_record (const HstRows *rows, const guint8 *record, BtRawRow *row)
{
  static const gsize old_offsets[4] = { 4, 20, 12, 28 };
  static const gsize new_offsets[4] = { 8, 16, 24, 32 };
  static const int columns[4] = { 1, 2, 3, 4 };
  const gint64 seconds
    = rows->is_old ? bt_record_get_i32_le (record) : bt_record_get_i64_le (record);
  const gint64 day = seconds / (24 * 3600);
  gint64 start;

  *row = (BtRawRow){ .fault = BT_ROW_GOOD,
                     .fault_column = BT_COLUMN_NONE,
                     .spread = -1,
                     .spread_decimals = BT_SPREAD_IN_POINTS };
  bt_stamp_make_day (2199, 12, 31, &start);
  if (seconds <= 0 || day > start / BT_USEC_PER_DAY)
    {
      set_fault (row, BT_ROW_BAD_TIME, TIME_COLUMN);
      return;
    }
  row->stamp.usec = seconds * BT_USEC_PER_SECOND;
  row->has_time = TRUE;
  if (!read_prices (rows, record, rows->is_old ? old_offsets : new_offsets, row))
    return;
  if (rows->is_old)
    {
      if (!bt_feed_number_from_double (bt_record_get_double_le (record + 36), 0, &row->volume))
        set_fault (row, BT_ROW_BAD_VOLUME, VOLUME_COLUMN);
    }
  else
    {
      row->volume.mantissa = bt_record_get_i64_le (record + 40);
      row->spread = bt_record_get_i32_le (record + 48);
    }
  row->has_volume = TRUE;
  if (row->volume.mantissa < 0 || !bt_raw_row_is_in_range (&row->volume))
    set_fault (row, BT_ROW_BAD_VOLUME, VOLUME_COLUMN);
  else if (!rows->is_old && (row->spread < 0 || row->spread > MAX_SPREAD_POINTS))
    set_fault (row, BT_ROW_BAD_SPREAD, SPREAD_COLUMN);
  if (row->fault == BT_ROW_GOOD)
    bt_raw_row_check_range (row, columns);
}

static gboolean
hst_rows_next (BtRowSource *source,
               BtRawRow *row,
               gint64 *line,
               gboolean *is_end,
               GCancellable *cancellable,
               GError **error)
{
  HstRows *rows = (HstRows *) source;
  const guint8 *record;

  if (!rows->is_head_read
      && !bt_record_reader_skip (&rows->records, HEAD_BYTES, cancellable, error))
    return FALSE;
  rows->is_head_read = TRUE;
  if (!bt_record_reader_next (&rows->records, &record, cancellable, error))
    return FALSE;
  *is_end = record == NULL;
  *line = rows->records.number;
  if (record != NULL)
    read_record (rows, record, row);
  return TRUE;
}

static char *
hst_rows_explain (const BtRowSource *source, const BtRawRow *row)
{
  return bt_raw_row_explain (row);
}

static void
hst_rows_free (BtRowSource *source)
{
  g_free (source);
}

static BtRowSource *
hst_format_open_rows (const BtFeedFormat *format, BtFeedInput *input)
{
  static const BtRowSourceClass klass = { hst_rows_next, hst_rows_explain, hst_rows_free };
  const HstFormat *hst = (const HstFormat *) format;
  HstRows *rows = g_new0 (HstRows, 1);

  rows->parent.klass = &klass;
  rows->is_old = hst->is_old;
  rows->digits = format->facts.digits;
  bt_record_reader_init (&rows->records, input, hst->is_old ? 44 : 60);
  return &rows->parent;
}

static void
hst_format_free (BtFeedFormat *format)
{
  g_free (format);
}

/* Reads the whole head; FALSE on failure, length less than asked for at the end of the file. */
static gboolean
read_head (BtFeedInput *input,
           guint8 head[HEAD_BYTES],
           gsize *length,
           GCancellable *cancellable,
           GError **error)
{
  guint8 block[HEAD_BYTES];

  *length = 0;
  while (*length < HEAD_BYTES)
    {
      const gssize got
        = bt_feed_input_read (input, (char *) block, sizeof block, cancellable, error);
      if (got < 0)
        return FALSE;
      if (got == 0)
        return TRUE;
      const gsize used = MIN ((gsize) got, HEAD_BYTES - *length);
      memcpy (head + *length, block, used);
      *length += used;
    }
  return TRUE;
}

BtFeedFormat *
bt_hst_format_new (BtFeedInput *input,
                   const char *path,
                   const BtFileNameHints *hints,
                   const BtFeedOptions *options,
                   GCancellable *cancellable,
                   GError **error)
{
  static const BtFeedFormatClass klass
    = { .open_rows = hst_format_open_rows, .free = hst_format_free };
  guint8 head[HEAD_BYTES] = { 0 };
  gsize length;
  const BtDialect *dialect
    = bt_feed_format_choose_dialect (path, options, bt_dialect_find ("hst"), TRUE, error);

  if (dialect == NULL || !read_head (input, head, &length, cancellable, error))
    return NULL;
  const gint32 period = bt_record_get_i32_le (head + PERIOD_OFFSET);
  const gint32 digits = bt_record_get_i32_le (head + DIGITS_OFFSET);
  if (length < HEAD_BYTES || period < 1 || period > MAX_PERIOD || digits < 0
      || digits > BT_FEED_MAX_DECIMALS)
    {
      g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT,
                   "%s begins like a MetaTrader 4 history (.hst), but its head states neither a "
                   "period nor digits that there are; export the candles as CSV from the History "
                   "Center",
                   path);
      return NULL;
    }
  HstFormat *format = g_new0 (HstFormat, 1);
  format->parent.klass = &klass;
  format->is_old = bt_record_get_i32_le (head) == 400;
  BtFeedFacts *facts = &format->parent.facts;
  *facts = (BtFeedFacts){ .dialect = dialect, .digits = digits };
  const char *symbol = (const char *) head + SYMBOL_OFFSET;
  bt_file_name_hints_make_symbol (symbol, strnlen (symbol, SYMBOL_BYTES), facts->symbol);
  facts->has_timeframe = bt_timeframe_from_usec (period * BT_USEC_PER_MINUTE, &facts->timeframe);
  return &format->parent;
}
