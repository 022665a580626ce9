// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-table-layout.h"

#include "feed/bt-feed-reader.h"
#include "feed/bt-table-detector.h"

#include <string.h>

/* Columns in front of the prices that may hold the time. */
#define MAX_STAMP_COLUMN 5

/* Of the rows in which a column is filled, how many must agree on what it is: a few bad rows are no
 * reason to refuse a file. */
#define AGREEING_PERCENT 80

static gint64
get_first_line (const BtTableDetector *detector)
{
  return g_array_index (detector->sample->lines, BtSampleLine, detector->sample->first_data).number;
}

static void
add_facts (BtColumnFacts *facts, const BtFeedField *field)
{
  BtFeedNumber number;

  if (field->length == 0)
    return;
  const guint kinds = bt_stamp_classify (field);
  facts->n_filled++;
  for (guint i = 0; i < BT_N_STAMP_KINDS; i++)
    facts->n_kind[i] += (kinds >> i) & 1;
  facts->n_numbers += bt_table_sample_is_number (field) ? 1 : 0;
  if (field->length > 18 || strspn (field->text, "0123456789") < field->length
      || !bt_feed_number_parse (field, (BtNumberStyle){ '.', 0 }, &number))
    return;
  facts->n_integers++;
  facts->smallest = MIN (facts->smallest, number.mantissa);
  facts->largest = MAX (facts->largest, number.mantissa);
}

static gboolean
is_agreed (const BtColumnFacts *facts, guint count)
{
  return facts->n_filled > 0 && count * 100 >= facts->n_filled * AGREEING_PERCENT;
}

static void
collect_facts (BtTableDetector *detector)
{
  BtFeedFields fields;

  for (guint i = 0; i < BT_FEED_MAX_FIELDS; i++)
    detector->facts[i] = (BtColumnFacts){ .smallest = G_MAXINT64, .largest = G_MININT64 };
  for (guint row = 0;
       row < BT_TABLE_DETECTOR_ROWS && bt_table_sample_split (detector->sample, row, &fields);
       row++)
    if (fields.count == detector->n_columns)
      for (guint i = 0; i < fields.count; i++)
        add_facts (&detector->facts[i], &fields.field[i]);
  for (guint i = 0; i < BT_FEED_MAX_FIELDS; i++)
    {
      BtColumnFacts *facts = &detector->facts[i];
      for (guint kind = 0; kind < BT_N_STAMP_KINDS; kind++)
        facts->kinds |= is_agreed (facts, facts->n_kind[kind]) ? 1u << kind : 0;
      facts->is_number = is_agreed (facts, facts->n_numbers);
      facts->is_integer = is_agreed (facts, facts->n_integers);
    }
}

int
bt_table_detector_find_role (const BtTableDetector *detector, BtHeaderRole role)
{
  for (guint i = 0; i < detector->n_columns; i++)
    if (detector->names[i].role == role)
      return (int) i;
  return BT_COLUMN_NONE;
}

/* Reads the header. One name too few in front of rows with date and time apart means that the one
 * name covers both. */
static void
read_names (BtTableDetector *detector)
{
  const BtTableSample *sample = detector->sample;
  BtFeedFields fields;

  if (!sample->has_header)
    return;
  bt_feed_fields_split (sample->header.text, sample->header.length, sample->delimiter, &fields);
  const gboolean is_split = fields.count + 1 == detector->n_columns
                            && (detector->facts[0].kinds & BT_STAMP_IS_DATE) != 0
                            && (detector->facts[1].kinds & BT_STAMP_IS_TIME) != 0;
  if (fields.count < 2)
    return;
  for (guint i = 0; i < MIN (fields.count, detector->n_columns); i++)
    detector->names[i + (is_split && i > 0 ? 1 : 0)]
      = bt_header_name_parse (&fields.field[i], i == 0);
  if (is_split)
    detector->names[1].role = BT_HEADER_TIME;
  /* What holds dates is no price, whatever it is called. */
  for (guint i = 0; i < detector->n_columns; i++)
    if (!detector->facts[i].is_number
        && (detector->facts[i].kinds & (BT_STAMP_IS_DATE | BT_STAMP_IS_DATE_TIME)) != 0
        && bt_table_detector_find_role (detector, BT_HEADER_TIME) == BT_COLUMN_NONE)
      detector->names[i].role = BT_HEADER_TIME;
  /* Deribit calls its times so. */
  for (guint i = 0; i < detector->n_columns; i++)
    if (detector->names[i].role == BT_HEADER_TICK_VOLUME
        && (detector->facts[i].kinds & BT_STAMP_IS_EPOCH) != 0
        && bt_table_detector_find_role (detector, BT_HEADER_TIME) == BT_COLUMN_NONE)
      detector->names[i].role = BT_HEADER_TIME;
  detector->has_names = TRUE;
}

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

static gboolean
find_stamp (BtTableDetector *detector, GError **error)
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
               detector->path, get_first_line (detector));
  return FALSE;
}

/* Prices by name; of bid and ask candles in one table the bid ones. */
static gboolean
find_named_prices (BtTableDetector *detector)
{
  static const BtHeaderRole roles[4]
    = { BT_HEADER_OPEN, BT_HEADER_HIGH, BT_HEADER_LOW, BT_HEADER_CLOSE };
  BtTableLayout *layout = detector->layout;

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      layout->price_column[i] = bt_table_detector_find_role (detector, roles[i]);
      if (layout->price_column[i] == BT_COLUMN_NONE && roles[i] == BT_HEADER_CLOSE)
        layout->price_column[i] = bt_table_detector_find_role (detector, BT_HEADER_PRICE);
      if (layout->price_column[i] == BT_COLUMN_NONE)
        return FALSE;
    }
  const BtHeaderName *name = &detector->names[layout->price_column[0]];
  layout->has_kind = name->has_kind;
  layout->kind = name->kind;
  layout->volume_column = bt_table_detector_find_role (detector, BT_HEADER_TICK_VOLUME);
  if (layout->volume_column == BT_COLUMN_NONE)
    layout->volume_column = bt_table_detector_find_role (detector, BT_HEADER_VOLUME);
  layout->spread_column = bt_table_detector_find_role (detector, BT_HEADER_SPREAD);
  layout->symbol_column = bt_table_detector_find_role (detector, BT_HEADER_SYMBOL);
  for (guint i = 0; i < detector->n_columns && layout->kind == BT_SIDE_KIND_BID; i++)
    if (detector->names[i].role == BT_HEADER_OPEN && detector->names[i].has_kind
        && detector->names[i].kind == BT_SIDE_KIND_ASK)
      layout->ask_column = (int) i;
  return TRUE;
}

static int
get_last_stamp_column (const BtTableLayout *layout)
{
  if (layout->source == BT_STAMP_SOURCE_PARTS)
    return layout->stamp_column + 4;
  return MAX (layout->stamp_column, layout->time_column);
}

/* Finds the columns of numbers after the time. */
static guint
find_numbers (const BtTableDetector *detector, int numbers[BT_FEED_MAX_FIELDS])
{
  guint count = 0;

  for (guint i = (guint) get_last_stamp_column (detector->layout) + 1; i < detector->n_columns; i++)
    if (detector->facts[i].is_number)
      numbers[count++] = (int) i;
  return count;
}

/* Prices by position: the first four columns of numbers after the time. */
static void
place_prices (BtTableDetector *detector, const int *numbers, guint count)
{
  BtTableLayout *layout = detector->layout;

  memcpy (layout->price_column, numbers, sizeof layout->price_column);
  if (count > 4)
    layout->volume_column = numbers[4];
  /* LEAN: bid candle, its size, ask candle, its size. */
  if (count == 10 && bt_tick_layout_is_quote (detector, numbers[0], numbers[5]))
    layout->ask_column = numbers[5];
  /* MetaTrader 5 without its header: tick volume, volume, spread. */
  if (count == 7 && detector->sample->delimiter == '\t')
    layout->spread_column = numbers[6];
  for (int i = 0; i < layout->stamp_column && layout->symbol_column == BT_COLUMN_NONE; i++)
    if (detector->facts[i].n_filled > 0 && !detector->facts[i].is_number)
      layout->symbol_column = i;
}

/* Decides between decimal point and comma by the sample's prices. */
static BtNumberStyle
find_style (const BtTableDetector *detector)
{
  BtFeedFields fields;
  gboolean has_point = FALSE;
  gboolean has_comma = FALSE;
  gboolean are_groups = TRUE;
  gboolean is_comma_last = FALSE;

  for (guint row = 0;
       row < BT_TABLE_DETECTOR_ROWS && bt_table_sample_split (detector->sample, row, &fields);
       row++)
    for (guint p = 0; p < 4; p++)
      {
        const guint column = (guint) detector->layout->price_column[p];
        if (column >= fields.count)
          continue;
        const BtFeedField *field = &fields.field[column];
        const char *comma = memrchr (field->text, ',', field->length);
        const char *point = memrchr (field->text, '.', field->length);
        has_comma = has_comma || comma != NULL;
        has_point = has_point || point != NULL;
        is_comma_last = is_comma_last || (comma != NULL && point != NULL && comma > point);
        if (comma != NULL && point == NULL && field->text + field->length - comma != 4)
          are_groups = FALSE;
      }
  if (!has_comma)
    return (BtNumberStyle){ '.', 0 };
  if (has_point)
    return is_comma_last ? (BtNumberStyle){ ',', '.' } : (BtNumberStyle){ '.', ',' };
  /* Only commas: groups of three in a table that quotes them, decimals where commas do not separate
   * columns. */
  return are_groups && detector->sample->delimiter == ',' ? (BtNumberStyle){ '.', ',' }
                                                          : (BtNumberStyle){ ',', 0 };
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
}

/* Without a header, and under names that lie, the highest and lowest of four prices show which is
 * which. */
static void
check_price_order (BtTableDetector *detector)
{
  BtTableLayout *layout = detector->layout;
  BtFeedFields fields;
  guint is_high[4] = { 0 };
  guint is_low[4] = { 0 };
  guint n_rows = 0;

  for (guint row = 0;
       row < BT_TABLE_DETECTOR_ROWS && bt_table_sample_split (detector->sample, row, &fields);
       row++)
    {
      gint64 value[4];
      gboolean is_good = TRUE;
      for (guint p = 0; p < 4 && is_good; p++)
        {
          const guint column = (guint) layout->price_column[p];
          BtFeedNumber number;
          is_good = column < fields.count
                    && bt_feed_number_parse (&fields.field[column], layout->style, &number)
                    && bt_feed_number_scale (&number, BT_FEED_MAX_DECIMALS, &value[p]);
        }
      if (!is_good)
        continue;
      n_rows++;
      const gint64 highest = MAX (MAX (value[0], value[1]), MAX (value[2], value[3]));
      const gint64 lowest = MIN (MIN (value[0], value[1]), MIN (value[2], value[3]));
      for (guint p = 0; p < 4; p++)
        {
          is_high[p] += value[p] == highest ? 1 : 0;
          is_low[p] += value[p] == lowest ? 1 : 0;
        }
    }
  if (n_rows < 20 || (is_high[1] * 100 >= n_rows * 90 && is_low[2] * 100 >= n_rows * 90))
    return;

  int order[4] = { BT_COLUMN_NONE, BT_COLUMN_NONE, BT_COLUMN_NONE, BT_COLUMN_NONE };
  for (guint p = 0; p < 4; p++)
    if (is_high[p] == n_rows && order[1] == BT_COLUMN_NONE)
      order[1] = layout->price_column[p];
    else if (is_low[p] == n_rows && order[2] == BT_COLUMN_NONE)
      order[2] = layout->price_column[p];
    else
      order[order[0] == BT_COLUMN_NONE ? 0 : 3] = layout->price_column[p];
  if (order[1] != BT_COLUMN_NONE && order[2] != BT_COLUMN_NONE && order[3] != BT_COLUMN_NONE)
    memcpy (layout->price_column, order, sizeof order);
}

static gboolean
set_price_error (const BtTableDetector *detector, guint n_numbers, GError **error)
{
  const BtSampleLine *header = &detector->sample->header;

  if (detector->has_names)
    g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT,
                 "%s, line %" G_GINT64_FORMAT
                 ": the header names no open, high and low price; candles need all four prices "
                 "(export them as such), ticks a bid and an ask",
                 detector->path, header->number);
  else
    g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT,
                 "%s, line %" G_GINT64_FORMAT
                 ": a candle needs four prices (open, high, low, close) after its time, a tick two "
                 "(bid, ask), but %u of %u columns hold numbers there",
                 detector->path, get_first_line (detector), n_numbers, detector->n_columns);
  return FALSE;
}

static gboolean
is_named_for_ticks (const BtTableDetector *detector)
{
  return detector->has_names
         && (bt_table_detector_find_role (detector, BT_HEADER_CLOSE) != BT_COLUMN_NONE
             || bt_table_detector_find_role (detector, BT_HEADER_PRICE) != BT_COLUMN_NONE
             || bt_table_detector_find_role (detector, BT_HEADER_BID) != BT_COLUMN_NONE);
}

/* Finds time, prices and what else is of use: by the header's names, or by what the columns hold.
 */
static gboolean
find_columns (BtTableDetector *detector, GError **error)
{
  int numbers[BT_FEED_MAX_FIELDS];

  if (detector->has_names && find_named_prices (detector))
    return find_stamp (detector, error);
  if (is_named_for_ticks (detector))
    return find_stamp (detector, error)
           && (bt_tick_layout_detect (detector, NULL, 0) || set_price_error (detector, 0, error));

  detector->has_names = FALSE;
  memset (detector->names, 0, sizeof detector->names);
  if (bt_tick_layout_detect_trades (detector))
    return TRUE;
  if (!find_stamp (detector, error))
    return FALSE;
  const guint n_numbers = find_numbers (detector, numbers);
  if (bt_tick_layout_detect (detector, numbers, n_numbers))
    return TRUE;
  if (n_numbers < 4)
    return set_price_error (detector, n_numbers, error);
  place_prices (detector, numbers, n_numbers);
  return TRUE;
}

gboolean
bt_table_layout_detect (const char *path,
                        const BtTableSample *sample,
                        const BtFileNameHints *hints,
                        BtTableLayout *out,
                        GError **error)
{
  BtTableLayout layout = { .delimiter = sample->delimiter,
                           .n_fields = sample->n_fields,
                           .volume_column = BT_COLUMN_NONE,
                           .spread_column = BT_COLUMN_NONE,
                           .ask_column = BT_COLUMN_NONE,
                           .symbol_column = BT_COLUMN_NONE };
  BtTableDetector detector = {
    .path = path, .sample = sample, .hints = hints, .layout = &layout, .n_columns = sample->n_fields
  };

  if (sample->n_fields < 2)
    {
      g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT,
                   "%s, line %" G_GINT64_FORMAT
                   ": no tab, semicolon, bar or comma divides the lines into columns; a table of "
                   "candles is expected",
                   path, get_first_line (&detector));
      return FALSE;
    }
  collect_facts (&detector);
  read_names (&detector);
  if (!find_columns (&detector, error))
    return FALSE;
  layout.style = find_style (&detector);
  if (!detector.has_names && !layout.are_ticks)
    check_price_order (&detector);
  find_order (&detector);
  *out = layout;
  return TRUE;
}

guint
bt_table_layout_get_needed_fields (const BtTableLayout *layout)
{
  int last = get_last_stamp_column (layout);

  for (guint p = 0; p < 4; p++)
    last = MAX (last, layout->price_column[p]);
  last = MAX (last, layout->volume_column);
  last = MAX (last, layout->spread_column);
  last = MAX (last, layout->ask_column);
  return (guint) last + 1;
}
