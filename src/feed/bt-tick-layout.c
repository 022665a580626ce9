// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Tables of quotes and trades, and what tells them from closes of candles. */
#include "config.h"

#include "feed/bt-row-parser.h"
#include "feed/bt-table-detector.h"

#include <string.h>

/* A spread beyond this part of the price is none. */
#define MAX_SPREAD_PART 50
/* Of the rows, so many must agree. */
#define AGREEING_PERCENT 90
/* Closes of candles follow each other by one distance of a minute or more in so many rows. */
#define REGULAR_PERCENT 60

/* What the sample's rows are like when two columns are taken as bid and ask. */
typedef struct
{
  guint n_rows;
  guint n_quotes;    /* ask at or little above the bid */
  guint n_fractions; /* times with parts of a second */
  gboolean is_regular;
  gboolean is_dense; /* most rows follow each other within a minute */
} Measure;

static int
compare_distances (gconstpointer a, gconstpointer b)
{
  const gint64 left = *(const gint64 *) a;
  const gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

static gboolean
is_regular (GArray *distances)
{
  guint most = 0;
  gint64 frequent = 0;
  guint run = 0;

  g_array_sort (distances, compare_distances);
  for (guint i = 0; i < distances->len; i++)
    {
      const gint64 distance = g_array_index (distances, gint64, i);
      run = i > 0 && distance == g_array_index (distances, gint64, i - 1) ? run + 1 : 1;
      if (run > most)
        {
          most = run;
          frequent = distance;
        }
    }
  return distances->len > 0 && most * 100 >= distances->len * REGULAR_PERCENT
         && frequent >= BT_USEC_PER_MINUTE;
}

static gboolean
is_dense (const GArray *distances)
{
  guint count = 0;

  for (guint i = 0; i < distances->len; i++)
    count += g_array_index (distances, gint64, i) < BT_USEC_PER_MINUTE ? 1 : 0;
  return distances->len > 0 && count * 100 >= distances->len * REGULAR_PERCENT;
}

static gboolean
is_quote (const BtRawRow *row)
{
  gint64 bid;
  gint64 ask;

  return bt_feed_number_scale (&row->price[0], BT_FEED_MAX_DECIMALS, &bid)
         && bt_feed_number_scale (&row->price[1], BT_FEED_MAX_DECIMALS, &ask) && ask >= bid
         && (ask - bid) <= ask / MAX_SPREAD_PART;
}

static Measure
measure_rows (const BtTableDetector *detector, const BtTableLayout *layout)
{
  const GArray *lines = detector->sample->lines;
  g_autoptr (GArray) distances = g_array_new (FALSE, FALSE, sizeof (gint64));
  Measure measure = { 0 };
  gint64 last_usec = BT_TIME_NONE;
  BtRowParser parser;
  BtRawRow row;

  bt_row_parser_init (&parser, layout);
  for (guint i = detector->sample->first_data;
       i < MIN (lines->len, detector->sample->first_data + BT_TABLE_DETECTOR_ROWS); i++)
    {
      const BtSampleLine *line = &g_array_index (lines, BtSampleLine, i);
      bt_row_parser_parse (&parser, line->text, line->length, &row);
      if (!row.has_time)
        continue;
      measure.n_rows++;
      measure.n_quotes += row.fault == BT_ROW_GOOD && is_quote (&row) ? 1 : 0;
      measure.n_fractions += row.stamp.usec % BT_USEC_PER_SECOND != 0 ? 1 : 0;
      const gint64 distance = last_usec == BT_TIME_NONE ? 0 : ABS (row.stamp.usec - last_usec);
      if (last_usec != BT_TIME_NONE)
        g_array_append_val (distances, distance);
      last_usec = row.stamp.usec;
    }
  measure.is_regular = is_regular (distances);
  measure.is_dense = is_dense (distances);
  return measure;
}

static gboolean
is_agreed (guint count, guint n_rows)
{
  return n_rows > 0 && count * 100 >= n_rows * AGREEING_PERCENT;
}

/* Makes a layout of ticks with these columns, the numbers written in either style. */
static BtTableLayout
make_layout (const BtTableDetector *detector, int bid, int ask, int volume)
{
  BtTableLayout layout = *detector->layout;

  layout.are_ticks = TRUE;
  layout.price_column[0] = bid;
  layout.price_column[1] = ask;
  layout.price_column[2] = BT_COLUMN_NONE;
  layout.price_column[3] = BT_COLUMN_NONE;
  layout.volume_column = volume;
  layout.spread_column = BT_COLUMN_NONE;
  layout.ask_column = BT_COLUMN_NONE;
  layout.style = (BtNumberStyle){ detector->sample->delimiter == ',' ? '.' : ',', 0 };
  if (layout.style.mark == ',' && measure_rows (detector, &layout).n_quotes == 0)
    layout.style.mark = '.';
  return layout;
}

gboolean
bt_tick_layout_is_quote (const BtTableDetector *detector, int bid, int ask)
{
  const BtTableLayout layout = make_layout (detector, bid, ask, BT_COLUMN_NONE);
  const Measure measure = measure_rows (detector, &layout);

  return is_agreed (measure.n_quotes, measure.n_rows);
}

/* Finds the volume by name: of the bid rather than of the ask. */
static int
find_named_volume (const BtTableDetector *detector)
{
  for (guint i = 0; i < detector->n_columns; i++)
    if (detector->names[i].role == BT_HEADER_VOLUME && detector->names[i].has_kind
        && detector->names[i].kind == BT_SIDE_KIND_BID)
      return (int) i;
  const int volume = bt_table_detector_find_role (detector, BT_HEADER_VOLUME);
  return volume != BT_COLUMN_NONE ? volume
                                  : bt_table_detector_find_role (detector, BT_HEADER_QUANTITY);
}

static gboolean
detect_named (BtTableDetector *detector)
{
  const int bid = bt_table_detector_find_role (detector, BT_HEADER_BID);
  const int ask = bt_table_detector_find_role (detector, BT_HEADER_ASK);
  const int price = bt_table_detector_find_role (detector, BT_HEADER_PRICE);
  const gboolean are_quotes = bid != BT_COLUMN_NONE && ask != BT_COLUMN_NONE;

  if (!are_quotes && (price == BT_COLUMN_NONE || detector->layout->is_date_only))
    return FALSE;
  const BtTableLayout layout
    = make_layout (detector, are_quotes ? bid : price, are_quotes ? ask : BT_COLUMN_NONE,
                   find_named_volume (detector));
  if (!are_quotes && measure_rows (detector, &layout).is_regular)
    return FALSE;
  *detector->layout = layout;
  detector->layout->symbol_column = bt_table_detector_find_symbol (detector);
  return TRUE;
}

/* Stands in front of the time and is no number: TrueFX has the pair there. */
static int
find_placed_symbol (const BtTableDetector *detector)
{
  for (int i = 0; i < detector->layout->stamp_column; i++)
    if (detector->facts[i].n_filled > 0 && !detector->facts[i].is_number)
      return i;
  return BT_COLUMN_NONE;
}

/* Takes the first two numbers as bid and ask, when they are. Four numbers and more are candles,
 * unless no candle has such times. */
static gboolean
detect_placed_quotes (BtTableDetector *detector,
                      const int *numbers,
                      guint n_numbers,
                      gboolean may_be_candles)
{
  const BtTableLayout quotes = make_layout (
    detector, numbers[0], numbers[1], n_numbers > 2 ? numbers[n_numbers - 1] : BT_COLUMN_NONE);
  const Measure measure = measure_rows (detector, &quotes);

  if (!is_agreed (measure.n_quotes, measure.n_rows) || measure.is_regular
      || (may_be_candles && measure.n_fractions * 2 <= measure.n_rows && !measure.is_dense))
    return FALSE;
  *detector->layout = quotes;
  detector->layout->symbol_column = find_placed_symbol (detector);
  return TRUE;
}

/* Whether the first four numbers are candles, however often they come. */
static gboolean
are_candles (BtTableDetector *detector, const int *numbers)
{
  BtTableLayout *layout = detector->layout;

  memcpy (layout->price_column, numbers, sizeof layout->price_column);
  layout->style = bt_price_layout_find_style (detector);
  return bt_price_order_is_plain (detector);
}

/* Whether a column can be the price of trades: of one size in all rows, which amounts and
 * identifiers that count up are not. */
static gboolean
is_price_like (const BtTableDetector *detector, int column, gboolean may_stand_still)
{
  const BtTableLayout layout = make_layout (detector, column, BT_COLUMN_NONE, BT_COLUMN_NONE);
  BtFeedFields fields;
  gint64 smallest = G_MAXINT64;
  gint64 largest = 0;

  if (detector->facts[column].is_integer
      && detector->facts[column].largest - detector->facts[column].smallest + 1
           >= (gint64) detector->facts[column].n_filled)
    return FALSE;
  for (guint row = 0;
       row < BT_TABLE_DETECTOR_ROWS && bt_table_sample_split (detector->sample, row, &fields);
       row++)
    {
      BtFeedNumber number;
      gint64 value;
      if ((guint) column >= fields.count
          || !bt_feed_number_parse (&fields.field[column], layout.style, &number)
          || !bt_feed_number_scale (&number, BT_FEED_MAX_DECIMALS, &value))
        continue;
      smallest = MIN (smallest, value);
      largest = MAX (largest, value);
    }
  return smallest > 0 && largest >= smallest && largest - smallest <= smallest / 4
         && (may_stand_still || largest > smallest);
}

/* Finds price and volume of trades among numbers without names. */
static BtTableLayout
place_trades (const BtTableDetector *detector, const int *numbers, guint n_numbers)
{
  guint price = 0;

  while (price < n_numbers && !is_price_like (detector, numbers[price], FALSE))
    price++;
  for (guint i = 0; price == n_numbers && i < n_numbers; i++)
    if (is_price_like (detector, numbers[i], TRUE))
      price = i;
  if (price == n_numbers)
    price = 0;
  if (price + 1 < n_numbers)
    return make_layout (detector, numbers[price], BT_COLUMN_NONE, numbers[price + 1]);
  return make_layout (detector, numbers[price], BT_COLUMN_NONE,
                      price > 0 ? numbers[price - 1] : BT_COLUMN_NONE);
}

gboolean
bt_tick_layout_detect (BtTableDetector *detector, const int *numbers, guint n_numbers)
{
  if (detector->has_names)
    return detect_named (detector);
  if (n_numbers == 0 || detector->layout->is_date_only
      || (n_numbers >= 4 && are_candles (detector, numbers)))
    return FALSE;
  /* Last, bid, ask and volume. */
  if (n_numbers > 1
      && (detect_placed_quotes (detector, numbers, n_numbers, n_numbers >= 4)
          || (n_numbers == 4 && detect_placed_quotes (detector, numbers + 1, 3, TRUE))))
    return TRUE;
  /* A header that names no price is about something else. */
  if (detector->sample->has_header)
    return FALSE;
  const BtTableLayout trades = place_trades (detector, numbers, n_numbers);
  const Measure measure = measure_rows (detector, &trades);
  if (measure.is_regular || !is_agreed (measure.n_quotes, measure.n_rows)
      || (n_numbers >= 4 && !measure.is_dense))
    return FALSE;
  *detector->layout = trades;
  detector->layout->symbol_column = find_placed_symbol (detector);
  return TRUE;
}

gboolean
bt_tick_layout_detect_flat (BtTableDetector *detector)
{
  const BtTableLayout *layout = detector->layout;

  if (layout->is_date_only || !bt_price_order_is_flat (detector))
    return FALSE;
  const BtTableLayout trades
    = make_layout (detector, layout->price_column[3], BT_COLUMN_NONE, layout->volume_column);
  const Measure measure = measure_rows (detector, &trades);
  if (measure.is_regular || !measure.is_dense)
    return FALSE;
  *detector->layout = trades;
  return TRUE;
}

static gboolean
is_truth (const BtFeedField *field)
{
  return bt_feed_field_equal (field, "true") || bt_feed_field_equal (field, "false");
}

gboolean
bt_tick_layout_detect_trades (BtTableDetector *detector)
{
  const guint n = detector->n_columns;
  BtFeedFields fields;

  /* Identifier, price, quantity, more numbers, time, whether the buyer was there first and whether
   * it was the best price. */
  if ((n != 6 && n != 7 && n != 8) || !bt_table_sample_split (detector->sample, 0, &fields)
      || fields.count != n || !is_truth (&fields.field[n - 1]) || !detector->facts[0].is_integer
      || !detector->facts[1].is_number || !detector->facts[2].is_number)
    return FALSE;
  for (guint i = n - 2; i > 2; i--)
    if ((detector->facts[i].kinds & BT_STAMP_IS_EPOCH) != 0)
      {
        detector->layout->source = BT_STAMP_SOURCE_EPOCH;
        detector->layout->stamp_column = (int) i;
        detector->layout->time_column = BT_COLUMN_NONE;
        *detector->layout = make_layout (detector, 1, BT_COLUMN_NONE, 2);
        return TRUE;
      }
  return FALSE;
}
