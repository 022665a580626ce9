// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Which columns of a table hold the time, and in which order its dates are written. */
#include "config.h"

#include "feed/bt-feed-reader.h"
#include "feed/bt-table-detector.h"

#include <string.h>

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
  return column < BT_TABLE_MAX_STAMP_COLUMN && detector->names[column].role == BT_HEADER_OTHER;
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
is_on_minutes (const BtColumnFacts *facts)
{
  return facts->n_minutes * 100 >= facts->n_filled * 95;
}

/* Of several columns with a date and a time of day: one on whole minutes, as candles open; a count
 * rather than a text, which may be another zone's; the first. */
static int
find_best_moment (const BtTableDetector *detector)
{
  const gboolean has_date = find_stamp_kind (detector, BT_STAMP_IS_DATE) != BT_COLUMN_NONE;
  int best = BT_COLUMN_NONE;
  int most = -1;

  for (guint i = 0; i < detector->n_columns; i++)
    {
      const gboolean is_epoch = has_kind (detector, i, BT_STAMP_IS_EPOCH);
      /* Hours to milliseconds have nine digits too. */
      if (!may_be_stamp (detector, i) || (has_date && has_kind (detector, i, BT_STAMP_IS_TIME))
          || (!is_epoch && !has_kind (detector, i, BT_STAMP_IS_DATE_TIME)))
        continue;
      const int score = (is_on_minutes (&detector->facts[i]) ? 2 : 0) + (is_epoch ? 1 : 0);
      const gboolean is_finer
        = score == most && is_epoch
          && detector->facts[i].smallest / 100 >= detector->facts[best].smallest;
      if (score > most || is_finer)
        {
          most = score;
          best = (int) i;
        }
    }
  return best;
}

/* A count since 1970 behind the prices of rows without names. */
static int
find_late_epoch (const BtTableDetector *detector)
{
  int best = BT_COLUMN_NONE;

  for (guint i = BT_TABLE_MAX_STAMP_COLUMN; i < detector->n_columns && !detector->has_names; i++)
    if (has_kind (detector, i, BT_STAMP_IS_EPOCH)
        && (best == BT_COLUMN_NONE
            || (is_on_minutes (&detector->facts[i]) && !is_on_minutes (&detector->facts[best]))))
      best = (int) i;
  return best;
}

static gboolean
is_in_range (const BtColumnFacts *facts, gint64 smallest, gint64 largest)
{
  return facts->is_integer && facts->smallest >= smallest && facts->largest <= largest;
}

static gboolean
is_part (const BtTableDetector *detector, int column, guint part)
{
  static const struct
  {
    gint64 smallest;
    gint64 largest;
  } ranges[BT_N_PARTS] = { { 1970, 2742 }, { 1, 12 }, { 1, 31 }, { 0, 23 }, { 0, 59 }, { 0, 59 } };

  return column >= 0 && (guint) column < detector->n_columns
         && is_in_range (&detector->facts[column], ranges[part].smallest, ranges[part].largest);
}

static int
find_named_part (const BtTableDetector *detector, guint part)
{
  static const char *const names[BT_N_PARTS][8]
    = { { "year", "yyyy", "yy", "jahr", "annee", "ano", "anno", NULL },
        { "month", "mm", "mo", "monat", "mois", "mes", "mese", NULL },
        { "day", "dd", "tag", "jour", "dia", "giorno", NULL },
        { "hour", "hours", "hh", "hr", "stunde", "heure", "hora", NULL },
        { "minute", "minutes", "min", "mi", "mn", "minuto", NULL },
        { "second", "seconds", "ss", "sec", "sekunde", "seconde", "segundo", NULL } };
  const int column = bt_table_detector_find_name (detector, names[part]);

  return is_part (detector, column, part) ? column : BT_COLUMN_NONE;
}

/* Finds hour, minute and second beside a date whose columns are known. */
static gboolean
find_named_clock (const BtTableDetector *detector, int part[BT_N_PARTS])
{
  for (guint i = BT_PART_HOUR; i < BT_N_PARTS; i++)
    part[i] = find_named_part (detector, i);
  return part[BT_PART_HOUR] != BT_COLUMN_NONE;
}

static gboolean
find_named_parts (const BtTableDetector *detector, int part[BT_N_PARTS])
{
  for (guint i = 0; i < BT_PART_HOUR; i++)
    {
      part[i] = find_named_part (detector, i);
      if (part[i] == BT_COLUMN_NONE)
        return FALSE;
    }
  find_named_clock (detector, part);
  return TRUE;
}

/* Finds them by what they hold: the date in one of three orders, then, where enough is left for
 * prices, hour, minute and second. */
static gboolean
find_placed_parts (const BtTableDetector *detector, int part[BT_N_PARTS])
{
  static const guint orders[3][3] = { { BT_PART_YEAR, BT_PART_MONTH, BT_PART_DAY },
                                      { BT_PART_DAY, BT_PART_MONTH, BT_PART_YEAR },
                                      { BT_PART_MONTH, BT_PART_DAY, BT_PART_YEAR } };

  for (int first = 0; first < BT_TABLE_MAX_STAMP_COLUMN; first++)
    for (guint order = 0; order < G_N_ELEMENTS (orders); order++)
      {
        int count = 0;
        while (count < 3 && is_part (detector, first + count, orders[order][count]))
          {
            part[orders[order][count]] = first + count;
            count++;
          }
        if (count < 3)
          continue;
        for (guint i = BT_PART_HOUR; i < BT_N_PARTS; i++)
          part[i] = count == (int) i && is_part (detector, first + count, i)
                        && (guint) (first + count) + 4 < detector->n_columns
                      ? first + count++
                      : BT_COLUMN_NONE;
        return TRUE;
      }
  return FALSE;
}

static gboolean
use_parts (BtTableDetector *detector, const int part[BT_N_PARTS], int stamp_column)
{
  BtTableLayout *layout = detector->layout;

  layout->source = BT_STAMP_SOURCE_PARTS;
  layout->stamp_column = stamp_column;
  layout->is_date_only = part[BT_PART_HOUR] == BT_COLUMN_NONE;
  memcpy (layout->part_column, part, sizeof layout->part_column);
  return TRUE;
}

/* Days counted from 1900 or the year 0 look like prices, so they are looked for last: under the
 * name of a time, or in front. */
static gboolean
detect_serial (BtTableDetector *detector)
{
  BtTableLayout *layout = detector->layout;
  int column = find_stamp_kind (detector, BT_STAMP_IS_SERIAL);

  if (column > 0 && !detector->has_names)
    column = BT_COLUMN_NONE;
  if (column == BT_COLUMN_NONE)
    return FALSE;
  layout->source = BT_STAMP_SOURCE_SERIAL;
  layout->stamp_column = column;
  layout->is_date_only = detector->facts[column].is_integer;
  for (int i = 0; i < (int) detector->n_columns && layout->is_date_only; i++)
    if (i != column && detector->names[i].role == BT_HEADER_TIME && detector->facts[i].is_number)
      {
        layout->time_column = i;
        layout->is_date_only = FALSE;
      }
  return TRUE;
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

/* Whether a column without a name counts the rows. */
static gboolean
is_row_number (const BtTableDetector *detector, guint column)
{
  const BtColumnFacts *facts = &detector->facts[column];

  return column == 0 && facts->is_integer && facts->smallest <= 1 && facts->n_filled > 1
         && facts->largest - facts->smallest + 1 == (gint64) facts->n_filled;
}

/* A time column beside a date column; with a header also one that looks like a bare number
 * ("2301"). */
static int
find_clock (const BtTableDetector *detector, int date_column)
{
  for (guint i = 0; i < detector->n_columns; i++)
    if ((int) i != date_column && may_be_stamp (detector, i) && !is_row_number (detector, i)
        && (has_kind (detector, i, BT_STAMP_IS_TIME)
            || (detector->has_names && is_in_range (&detector->facts[i], 0, 235959))))
      return (int) i;
  return BT_COLUMN_NONE;
}

static gboolean
detect_dated (BtTableDetector *detector, int date)
{
  BtTableLayout *layout = detector->layout;
  int part[BT_N_PARTS] = { BT_COLUMN_NONE, BT_COLUMN_NONE, BT_COLUMN_NONE,
                           BT_COLUMN_NONE, BT_COLUMN_NONE, BT_COLUMN_NONE };

  if (find_named_clock (detector, part))
    return use_parts (detector, part, date);
  layout->stamp_column = date;
  layout->time_column = find_clock (detector, date);
  layout->is_date_only = layout->time_column == BT_COLUMN_NONE;
  layout->source = layout->is_date_only ? BT_STAMP_SOURCE_TEXT : BT_STAMP_SOURCE_PAIR;
  return TRUE;
}

static gboolean
detect_moment (BtTableDetector *detector, int column)
{
  BtTableLayout *layout = detector->layout;

  layout->source = has_kind (detector, (guint) column, BT_STAMP_IS_EPOCH) ? BT_STAMP_SOURCE_EPOCH
                                                                          : BT_STAMP_SOURCE_TEXT;
  layout->stamp_column = column;
  return TRUE;
}

static gboolean
find_columns (BtTableDetector *detector, GError **error)
{
  BtTableLayout *layout = detector->layout;
  const int moment = find_best_moment (detector);
  const int date = find_stamp_kind (detector, BT_STAMP_IS_DATE);
  int part[BT_N_PARTS];

  layout->time_column = BT_COLUMN_NONE;
  if (moment != BT_COLUMN_NONE)
    return detect_moment (detector, moment);
  if (date != BT_COLUMN_NONE)
    return detect_dated (detector, date);
  if (find_named_parts (detector, part) || find_placed_parts (detector, part))
    return use_parts (detector, part,
                      MIN (MIN (part[BT_PART_YEAR], part[BT_PART_MONTH]), part[BT_PART_DAY]));
  if (!detector->has_names && detector->hints->day_usec != BT_TIME_NONE && is_day_msec (detector))
    {
      layout->source = BT_STAMP_SOURCE_DAY_MSEC;
      layout->stamp_column = 0;
      layout->day_usec = detector->hints->day_usec;
      return TRUE;
    }
  const int late = find_late_epoch (detector);
  if (late != BT_COLUMN_NONE)
    return detect_moment (detector, late);
  if (detect_serial (detector))
    return TRUE;
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
  int last = MAX (layout->stamp_column, layout->time_column);

  if (layout->source == BT_STAMP_SOURCE_PARTS)
    for (guint i = 0; i < BT_N_PARTS; i++)
      last = MAX (last, layout->part_column[i]);
  return last;
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
static void
find_order (BtTableDetector *detector)
{
  BtTableLayout *layout = detector->layout;

  layout->order = BT_DATE_ORDER_DMY;
  if (layout->source != BT_STAMP_SOURCE_TEXT && layout->source != BT_STAMP_SOURCE_PAIR)
    return;
  const gint64 as_dmy = measure_order (detector, BT_DATE_ORDER_DMY);
  const gint64 as_mdy = measure_order (detector, BT_DATE_ORDER_MDY);
  if (as_mdy < as_dmy)
    layout->order = BT_DATE_ORDER_MDY;
  layout->is_order_certain = as_mdy != as_dmy;
}

gboolean
bt_stamp_layout_detect (BtTableDetector *detector, GError **error)
{
  if (!find_columns (detector, error))
    return FALSE;
  find_order (detector);
  return TRUE;
}
