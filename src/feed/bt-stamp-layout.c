// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Which columns of a table hold the time, and in which order its dates are written. */
#include "config.h"

#include "feed/bt-feed-reader.h"
#include "feed/bt-table-detector.h"

/* Columns in front of the prices that may hold the time. */
#define MAX_STAMP_COLUMN 5

static gboolean
has_kind (const BtTableDetector *detector, guint column, guint kind)
{
  return column < detector->n_columns && (detector->facts[column].kinds & kind) != 0;
}

/* Whether a column may hold the time: by its name, or, where no name is known for it, by standing
 * in front. */
static gboolean
may_be_stamp (const BtTableDetector *detector, guint column)
{
  if (detector->has_names
      && bt_table_detector_find_role (detector, BT_HEADER_TIME) != BT_COLUMN_NONE)
    return detector->names[column].role == BT_HEADER_TIME;
  return column < MAX_STAMP_COLUMN && detector->names[column].role == BT_HEADER_OTHER;
}

static int
find_stamp_kind (const BtTableDetector *detector, guint kind)
{
  for (guint i = 0; i < detector->n_columns; i++)
    if (may_be_stamp (detector, i) && has_kind (detector, i, kind))
      return (int) i;
  return BT_COLUMN_NONE;
}

static gboolean
is_in_range (const BtColumnFacts *facts, gint64 smallest, gint64 largest)
{
  return facts->is_integer && facts->smallest >= smallest && facts->largest <= largest;
}

/* Finds year, month, day, hour, minute in five columns. */
static int
find_parts (const BtTableDetector *detector)
{
  for (guint i = 0; i < MAX_STAMP_COLUMN && i + 5 < detector->n_columns; i++)
    if (is_in_range (&detector->facts[i], 1970, 2742)
        && is_in_range (&detector->facts[i + 1], 1, 12)
        && is_in_range (&detector->facts[i + 2], 1, 31)
        && is_in_range (&detector->facts[i + 3], 0, 23)
        && is_in_range (&detector->facts[i + 4], 0, 59))
      return (int) i;
  return BT_COLUMN_NONE;
}

/* Whether the first column holds milliseconds of a day, with or without decimals. */
static gboolean
is_day_msec (const BtTableDetector *detector)
{
  BtFeedFields fields;
  BtFeedNumber number;
  gint64 usec;

  if (!detector->facts[0].is_number)
    return FALSE;
  for (guint row = 0;
       row < BT_TABLE_DETECTOR_ROWS && bt_table_sample_split (detector->sample, row, &fields);
       row++)
    if (!bt_feed_number_parse (&fields.field[0], (BtNumberStyle){ '.', 0 }, &number)
        || !bt_feed_number_scale (&number, 3, &usec) || usec < 0 || usec >= BT_USEC_PER_DAY)
      return FALSE;
  return TRUE;
}

/* A time column beside a date column; with a header also one that looks like a bare number
 * ("2301"). */
static int
find_clock (const BtTableDetector *detector, int date_column)
{
  for (guint i = 0; i < detector->n_columns; i++)
    if ((int) i != date_column && may_be_stamp (detector, i)
        && (has_kind (detector, i, BT_STAMP_IS_TIME)
            || (detector->has_names && is_in_range (&detector->facts[i], 0, 235959))))
      return (int) i;
  return BT_COLUMN_NONE;
}

gboolean
bt_stamp_layout_detect (BtTableDetector *detector, GError **error)
{
  BtTableLayout *layout = detector->layout;
  const int epoch = find_stamp_kind (detector, BT_STAMP_IS_EPOCH);
  const int date_time = find_stamp_kind (detector, BT_STAMP_IS_DATE_TIME);
  const int date = find_stamp_kind (detector, BT_STAMP_IS_DATE);

  layout->time_column = BT_COLUMN_NONE;
  if (epoch != BT_COLUMN_NONE || date_time != BT_COLUMN_NONE)
    {
      layout->source = epoch != BT_COLUMN_NONE ? BT_STAMP_SOURCE_EPOCH : BT_STAMP_SOURCE_TEXT;
      layout->stamp_column = epoch != BT_COLUMN_NONE ? epoch : date_time;
      return TRUE;
    }
  if (date != BT_COLUMN_NONE)
    {
      layout->stamp_column = date;
      layout->time_column = find_clock (detector, date);
      layout->is_date_only = layout->time_column == BT_COLUMN_NONE;
      layout->source = layout->is_date_only ? BT_STAMP_SOURCE_TEXT : BT_STAMP_SOURCE_PAIR;
      return TRUE;
    }

  layout->stamp_column = find_parts (detector);
  layout->source = BT_STAMP_SOURCE_PARTS;
  if (layout->stamp_column != BT_COLUMN_NONE)
    return TRUE;
  if (!detector->has_names && detector->hints->day_usec != BT_TIME_NONE && is_day_msec (detector))
    {
      layout->source = BT_STAMP_SOURCE_DAY_MSEC;
      layout->stamp_column = 0;
      layout->day_usec = detector->hints->day_usec;
      return TRUE;
    }
  g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT,
               "%s, line %" G_GINT64_FORMAT
               ": no column holds dates in one of the known forms (such as 2024-01-31 23:59, "
               "2024.01.31, 31.01.2024, 20240131 235900 or seconds since 1970)",
               detector->path, bt_table_detector_get_first_line (detector));
  return FALSE;
}

int
bt_table_layout_get_last_stamp (const BtTableLayout *layout)
{
  if (layout->source == BT_STAMP_SOURCE_PARTS)
    return layout->stamp_column + 4;
  return MAX (layout->stamp_column, layout->time_column);
}

/* Adds up the distances between the dates of the sample, read in one order; a date that does not
 * exist counts like a century. */
static gint64
measure_order (BtTableDetector *detector, BtDateOrder order)
{
  const gint64 penalty_usec = 36500 * BT_USEC_PER_DAY;
  BtFeedFields fields;
  BtStamp stamp;
  gint64 last_usec = BT_TIME_NONE;
  gint64 sum = 0;

  for (guint row = 0; bt_table_sample_split (detector->sample, row, &fields); row++)
    {
      const guint column = (guint) detector->layout->stamp_column;
      if (column >= fields.count)
        continue;
      if (!bt_stamp_parse (&fields.field[column], order, &stamp))
        {
          sum += penalty_usec;
          continue;
        }
      detector->layout->is_year_last = detector->layout->is_year_last || stamp.is_year_last;
      if (last_usec != BT_TIME_NONE)
        sum += ABS (stamp.usec - last_usec);
      last_usec = stamp.usec;
    }
  return sum;
}

/* Rows follow each other closely only when their dates are read as they were meant. */
void
bt_stamp_layout_find_order (BtTableDetector *detector)
{
  BtTableLayout *layout = detector->layout;

  layout->order = BT_DATE_ORDER_DMY;
  if (layout->source != BT_STAMP_SOURCE_TEXT && layout->source != BT_STAMP_SOURCE_PAIR)
    return;
  const gint64 as_dmy = measure_order (detector, BT_DATE_ORDER_DMY);
  const gint64 as_mdy = measure_order (detector, BT_DATE_ORDER_MDY);
  if (as_mdy < as_dmy)
    layout->order = BT_DATE_ORDER_MDY;
}
