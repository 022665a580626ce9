// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the values of four columns say: whether they can be the prices of candles, and which is
 * which. */
#include "config.h"

#include "feed/bt-row-parser.h"
#include "feed/bt-table-detector.h"

#include <string.h>

/* The highest price of a candle is beyond so many times the lowest in hardly any market. */
#define MAX_RANGE 2
/* Of the rows, so many must agree. */
#define PLAUSIBLE_PERCENT 80
#define AGREEING_PERCENT 90
/* Fewer rows show no order. */
#define MIN_ROWS 20
/* Closes that follow the wrong opens are so many times as far away. */
#define CLEAR_FACTOR 2

typedef struct
{
  gint64 value[4];
} Row;

/* What the rows of the sample hold in four columns. */
typedef struct
{
  Row row[BT_TABLE_DETECTOR_ROWS];
  guint n_rows; /* that hold four positive numbers */
  guint n_plausible;
  guint is_high[4]; /* rows in which this one is the highest */
  guint is_low[4];
} Prices;

static gboolean
read_value (const BtTableDetector *detector, const BtFeedFields *fields, int column, gint64 *value)
{
  BtFeedNumber number;

  return (guint) column < fields->count
         && bt_feed_number_parse (&fields->field[column], detector->layout->style, &number)
         && bt_feed_number_scale (&number, BT_FEED_MAX_DECIMALS, value) && *value > 0;
}

static void
add_row (Prices *prices, const Row *row)
{
  const gint64 *value = row->value;
  const gint64 highest = MAX (MAX (value[0], value[1]), MAX (value[2], value[3]));
  const gint64 lowest = MIN (MIN (value[0], value[1]), MIN (value[2], value[3]));

  prices->row[prices->n_rows++] = *row;
  prices->n_plausible += highest / MAX_RANGE <= lowest ? 1 : 0;
  for (guint p = 0; p < 4; p++)
    {
      prices->is_high[p] += value[p] == highest ? 1 : 0;
      prices->is_low[p] += value[p] == lowest ? 1 : 0;
    }
}

/* Reads the columns that the layout has for prices; free with g_free(). */
static Prices *
read_prices (const BtTableDetector *detector)
{
  Prices *prices = g_new0 (Prices, 1);
  BtFeedFields fields;
  Row row;

  for (guint i = 0;
       i < BT_TABLE_DETECTOR_ROWS && bt_table_sample_split (detector->sample, i, &fields); i++)
    {
      gboolean is_good = TRUE;
      for (guint p = 0; p < 4 && is_good; p++)
        is_good = read_value (detector, &fields, detector->layout->price_column[p], &row.value[p]);
      if (is_good)
        add_row (prices, &row);
    }
  return prices;
}

static gboolean
is_agreed (guint count, guint n_rows, guint percent)
{
  return n_rows > 0 && count * 100 >= n_rows * percent;
}

gboolean
bt_price_order_is_candle (const BtTableDetector *detector)
{
  g_autofree Prices *prices = read_prices (detector);
  gboolean has_high = FALSE;
  gboolean has_low = FALSE;

  for (guint p = 0; p < 4; p++)
    {
      has_high = has_high || is_agreed (prices->is_high[p], prices->n_rows, AGREEING_PERCENT);
      has_low = has_low || is_agreed (prices->is_low[p], prices->n_rows, AGREEING_PERCENT);
    }
  return has_high && has_low && is_agreed (prices->n_plausible, prices->n_rows, PLAUSIBLE_PERCENT);
}

gboolean
bt_price_order_is_plain (const BtTableDetector *detector)
{
  g_autofree Prices *prices = read_prices (detector);

  return is_agreed (prices->is_high[1], prices->n_rows, AGREEING_PERCENT)
         && is_agreed (prices->is_low[2], prices->n_rows, AGREEING_PERCENT)
         && is_agreed (prices->n_plausible, prices->n_rows, PLAUSIBLE_PERCENT);
}

gboolean
bt_price_order_is_flat (const BtTableDetector *detector)
{
  g_autofree Prices *prices = read_prices (detector);
  guint count = 0;

  for (guint i = 0; i < prices->n_rows; i++)
    {
      const gint64 *value = prices->row[i].value;
      count += value[0] == value[1] && value[1] == value[2] && value[2] == value[3] ? 1 : 0;
    }
  return is_agreed (count, prices->n_rows, AGREEING_PERCENT);
}

gboolean
bt_price_order_is_between (const BtTableDetector *detector, int column)
{
  BtFeedFields fields;
  Row row;
  gint64 value;
  guint n_rows = 0;
  guint count = 0;

  for (guint i = 0;
       i < BT_TABLE_DETECTOR_ROWS && bt_table_sample_split (detector->sample, i, &fields); i++)
    {
      gboolean is_good = read_value (detector, &fields, column, &value);
      for (guint p = 0; p < 4 && is_good; p++)
        is_good = read_value (detector, &fields, detector->layout->price_column[p], &row.value[p]);
      if (!is_good)
        continue;
      const gint64 *other = row.value;
      n_rows++;
      count += value <= MAX (MAX (other[0], other[1]), MAX (other[2], other[3]))
                   && value >= MIN (MIN (other[0], other[1]), MIN (other[2], other[3]))
                 ? 1
                 : 0;
    }
  return is_agreed (count, n_rows, AGREEING_PERCENT);
}

/* Puts the highest price second and the lowest third, where the rows show which they are. */
static void
sort_range (BtTableDetector *detector)
{
  g_autofree Prices *prices = read_prices (detector);
  int *columns = detector->layout->price_column;
  int order[4] = { BT_COLUMN_NONE, BT_COLUMN_NONE, BT_COLUMN_NONE, BT_COLUMN_NONE };

  if (prices->n_rows < MIN_ROWS
      || (is_agreed (prices->is_high[1], prices->n_rows, AGREEING_PERCENT)
          && is_agreed (prices->is_low[2], prices->n_rows, AGREEING_PERCENT)))
    return;
  for (guint p = 0; p < 4; p++)
    if (prices->is_high[p] == prices->n_rows && order[1] == BT_COLUMN_NONE)
      order[1] = columns[p];
    else if (prices->is_low[p] == prices->n_rows && order[2] == BT_COLUMN_NONE)
      order[2] = columns[p];
    else
      order[order[0] == BT_COLUMN_NONE ? 0 : 3] = columns[p];
  if (order[1] != BT_COLUMN_NONE && order[2] != BT_COLUMN_NONE && order[3] != BT_COLUMN_NONE)
    memcpy (columns, order, sizeof order);
}

/* Returns whether the sample's last row is older than its first one. */
static gboolean
is_descending (const BtTableDetector *detector)
{
  const GArray *lines = detector->sample->lines;
  const guint rows[2] = { detector->sample->first_data, lines->len - 1 };
  gint64 usec[2] = { 0 };
  BtRowParser parser;
  BtRawRow row;

  bt_row_parser_init (&parser, detector->layout);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const BtSampleLine *line = &g_array_index (lines, BtSampleLine, rows[i]);
      bt_row_parser_parse (&parser, line->text, line->length, &row);
      if (!row.has_time)
        return FALSE;
      usec[i] = row.stamp.usec;
    }
  return usec[1] < usec[0];
}

/* A candle opens near the close of the one before it. */
static void
sort_ends (BtTableDetector *detector)
{
  g_autofree Prices *prices = read_prices (detector);
  int *columns = detector->layout->price_column;
  gint64 as_is = 0;
  gint64 swapped = 0;

  if (prices->n_rows < MIN_ROWS)
    return;
  for (guint i = 1; i < prices->n_rows; i++)
    {
      const gint64 *last = prices->row[i - 1].value;
      const gint64 *next = prices->row[i].value;
      /* Sums of a few hundred distances between prices of 64 bits at eight decimals. */
      as_is += ABS (next[0] - last[3]) >> 10;
      swapped += ABS (next[3] - last[0]) >> 10;
    }
  const gint64 right = is_descending (detector) ? swapped : as_is;
  const gint64 wrong = is_descending (detector) ? as_is : swapped;
  if (right > wrong * CLEAR_FACTOR)
    {
      const int column = columns[0];
      columns[0] = columns[3];
      columns[3] = column;
    }
}

void
bt_price_order_sort (BtTableDetector *detector)
{
  sort_range (detector);
  sort_ends (detector);
}
