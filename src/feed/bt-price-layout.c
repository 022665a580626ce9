// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Which columns of a table hold the four prices of a candle, and how its numbers are written. */
#include "config.h"

#include "feed/bt-feed-reader.h"
#include "feed/bt-table-detector.h"

#include <string.h>

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
  layout->symbol_column = bt_table_detector_find_role (detector, BT_HEADER_SYMBOL);
  for (guint i = 0; i < detector->n_columns && layout->kind == BT_SIDE_KIND_BID; i++)
    if (detector->names[i].role == BT_HEADER_OPEN && detector->names[i].has_kind
        && detector->names[i].kind == BT_SIDE_KIND_ASK)
      layout->ask_column = (int) i;
  return TRUE;
}

/* Finds the columns of numbers after the time. */
guint
bt_price_layout_find_numbers (const BtTableDetector *detector, int numbers[BT_FEED_MAX_FIELDS])
{
  guint count = 0;

  for (guint i = (guint) bt_table_layout_get_last_stamp (detector->layout) + 1;
       i < detector->n_columns; i++)
    if (detector->facts[i].is_number)
      numbers[count++] = (int) i;
  return count;
}

/* Prices by position: the first four columns of numbers after the time. */
void
bt_price_layout_place (BtTableDetector *detector, const int *numbers, guint count)
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

/* Without a header, and under names that lie, the highest and lowest of four prices show which is
 * which. */
void
bt_price_layout_check_order (BtTableDetector *detector)
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
