// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Which columns of a table hold the four prices of a candle, and how its numbers are written. */
#include "config.h"

#include "feed/bt-feed-reader.h"
#include "feed/bt-table-detector.h"

#include <string.h>

/* Columns of numbers between the time and the prices: an identifier, a volume. */
#define MAX_LEADING 2

/* Whether a column holds parts of whole numbers in the sample. */
static gboolean
has_fractions (const BtTableDetector *detector, int column)
{
  BtFeedFields fields;
  BtFeedNumber number;

  for (guint row = 0; column != BT_COLUMN_NONE && row < BT_TABLE_DETECTOR_ROWS
                      && bt_table_sample_split (detector->sample, row, &fields);
       row++)
    if ((guint) column < fields.count
        && bt_feed_number_parse (&fields.field[column], (BtNumberStyle){ '.', 0 }, &number)
        && bt_feed_number_count_decimals (&number) > 0)
      return TRUE;
  return FALSE;
}

/* Databento counts prices in billionths, unless it is asked for decimals. */
static int
find_price_decimals (const BtTableDetector *detector)
{
  static const char *const names[] = { "rtype", NULL };

  if (bt_table_detector_find_name (detector, names) == BT_COLUMN_NONE)
    return 0;
  for (guint p = 0; p < 4; p++)
    if (!detector->facts[detector->layout->price_column[p]].is_integer)
      return 0;
  return 9;
}

/* Prices by name; of bid and ask candles in one table the bid ones. */
gboolean
bt_price_layout_detect_named (BtTableDetector *detector)
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
  layout->is_spread_price = has_fractions (detector, layout->spread_column);
  layout->symbol_column = bt_table_detector_find_symbol (detector);
  layout->price_decimals = find_price_decimals (detector);
  for (guint i = 0; i < detector->n_columns && layout->kind == BT_SIDE_KIND_BID; i++)
    if (detector->names[i].role == BT_HEADER_OPEN && detector->names[i].has_kind
        && detector->names[i].kind == BT_SIDE_KIND_ASK)
      layout->ask_column = (int) i;
  return TRUE;
}

/* Finds the columns of numbers after the time; where that stands behind the prices, those in front
 * that are no times. */
guint
bt_price_layout_find_numbers (const BtTableDetector *detector, int numbers[BT_FEED_MAX_FIELDS])
{
  const guint last = (guint) bt_table_layout_get_last_stamp (detector->layout);
  const gboolean is_behind
    = detector->layout->source == BT_STAMP_SOURCE_EPOCH && last >= BT_TABLE_MAX_STAMP_COLUMN;
  guint count = 0;

  for (guint i = is_behind ? 0 : last + 1; i < (is_behind ? last : detector->n_columns); i++)
    if (detector->facts[i].is_number
        && (!is_behind || (detector->facts[i].kinds & BT_STAMP_IS_EPOCH) == 0))
      numbers[count++] = (int) i;
  return count;
}

/* Whether a column is the mean price of each candle: inside its range, and no whole number. */
static gboolean
is_mean_price (const BtTableDetector *detector, int column)
{
  return !detector->facts[column].is_integer && bt_price_order_is_between (detector, column);
}

/* Stores what stands behind the prices; first is their place among the numbers. */
static void
place_extras (BtTableDetector *detector, const int *numbers, guint count, guint first)
{
  BtTableLayout *layout = detector->layout;
  guint next = first + 4;

  if (next + 1 < count && is_mean_price (detector, numbers[next]))
    next++;
  if (next < count)
    layout->volume_column = numbers[next];
  else if (first > 0)
    layout->volume_column = numbers[0];
  /* LEAN: bid candle, its size, ask candle, its size. */
  if (count == 10 && bt_tick_layout_is_quote (detector, numbers[0], numbers[5]))
    layout->ask_column = numbers[5];
  /* MetaTrader 5 without its header: tick volume, volume, spread. */
  if (count == 7 && detector->sample->delimiter == '\t' && layout->source != BT_STAMP_SOURCE_EPOCH)
    layout->spread_column = numbers[6];
  for (int i = 0; i < MIN (layout->stamp_column, BT_TABLE_MAX_STAMP_COLUMN)
                  && layout->symbol_column == BT_COLUMN_NONE;
       i++)
    if (detector->facts[i].n_filled > 0 && !detector->facts[i].is_number)
      layout->symbol_column = i;
}

/* Prices by position: the first four columns of numbers that can be prices of one candle. Where
 * none can, the rows' faults say more, but under a header that names something else there are no
 * candles. */
gboolean
bt_price_layout_place (BtTableDetector *detector, const int *numbers, guint count)
{
  BtTableLayout *layout = detector->layout;

  for (guint first = 0; first + 4 <= MIN (count, 4 + MAX_LEADING); first++)
    {
      memcpy (layout->price_column, numbers + first, sizeof layout->price_column);
      layout->style = bt_price_layout_find_style (detector);
      if (!bt_price_order_is_candle (detector))
        continue;
      place_extras (detector, numbers, count, first);
      return TRUE;
    }
  memcpy (layout->price_column, numbers, sizeof layout->price_column);
  place_extras (detector, numbers, count, 0);
  return !detector->sample->has_header;
}

/* Decides between decimal point and comma by the sample's prices. */
BtNumberStyle
bt_price_layout_find_style (const BtTableDetector *detector)
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

gboolean
bt_price_layout_set_error (const BtTableDetector *detector, guint n_numbers, GError **error)
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
                 detector->path, bt_table_detector_get_first_line (detector), n_numbers,
                 detector->n_columns);
  return FALSE;
}
