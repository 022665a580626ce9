// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-row-parser.h"

#include <string.h>

#define MAX_SPREAD_POINTS 1000000000

static const char *const price_names[] = { "open", "high", "low", "close" };
static const char *const tick_names[] = { "bid", "ask", "bid", "bid" };

/* Reads the date at the start of a field by comparing it to the row before, which most often has
 * the same. */
static gboolean
parse_date (BtRowParser *parser, const BtFeedField *field, BtStamp *stamp)
{
  if (field->length == parser->last_date_length
      && memcmp (field->text, parser->last_date, field->length) == 0)
    {
      *stamp = (BtStamp){ .usec = parser->last_day_usec };
      return TRUE;
    }
  if (!bt_stamp_parse (field, parser->layout.order, stamp))
    return FALSE;
  if (field->length <= sizeof parser->last_date && !stamp->has_offset)
    {
      memcpy (parser->last_date, field->text, field->length);
      parser->last_date_length = field->length;
      parser->last_day_usec = stamp->usec;
    }
  return TRUE;
}

static inline guint
read_two_digits (const char *text)
{
  const guint tens = (guint) (guchar) text[0] - '0';
  const guint ones = (guint) (guchar) text[1] - '0';

  return tens <= 9 && ones <= 9 ? tens * 10 + ones : G_MAXUINT;
}

/* Reads the usual "01:02" and "01:02:03"; returns FALSE for every other form. */
static inline gboolean
parse_plain_clock (const BtFeedField *field, gint64 *usec)
{
  guint second = 0;

  if ((field->length != 5 && field->length != 8) || field->text[2] != ':')
    return FALSE;
  const guint hour = read_two_digits (field->text);
  const guint minute = read_two_digits (field->text + 3);
  if (field->length == 8)
    {
      if (field->text[5] != ':')
        return FALSE;
      second = read_two_digits (field->text + 6);
    }
  if (hour > 23 || minute > 59 || second > 59)
    return FALSE;
  *usec = (gint64) (hour * 3600 + minute * 60 + second) * BT_USEC_PER_SECOND;
  return TRUE;
}

/* Reads a date and a time of day in one field: the date by comparison where the field has the
 * common shape. */
static gboolean
parse_text (BtRowParser *parser, const BtFeedField *field, BtStamp *stamp)
{
  const char *blank = memchr (field->text, ' ', field->length);

  if (blank != NULL)
    {
      const BtFeedField date = { field->text, (guint) (blank - field->text) };
      const BtFeedField clock = { blank + 1, field->length - date.length - 1 };
      gint64 usec;
      if (date.length >= 8 && parse_plain_clock (&clock, &usec)
          && parse_date (parser, &date, stamp))
        {
          stamp->usec += usec;
          return TRUE;
        }
    }
  return bt_stamp_parse (field, parser->layout.order, stamp);
}

static gboolean
parse_pair (BtRowParser *parser, BtStamp *stamp)
{
  const BtFeedField *clock = &parser->fields.field[parser->layout.time_column];
  BtStamp time_of_day;
  gint64 usec;

  if (!parse_date (parser, &parser->fields.field[parser->layout.stamp_column], stamp))
    return FALSE;
  if (parse_plain_clock (clock, &usec))
    {
      stamp->usec += usec;
      return TRUE;
    }
  if (!bt_stamp_parse_time (clock, &time_of_day))
    return FALSE;
  stamp->usec += time_of_day.usec;
  stamp->has_offset = time_of_day.has_offset;
  stamp->offset_usec = time_of_day.offset_usec;
  return TRUE;
}

static gboolean
parse_integer (const BtFeedField *field, gint64 largest, gint64 *value)
{
  BtFeedNumber number;

  if (!bt_feed_number_parse (field, (BtNumberStyle){ '.', 0 }, &number)
      || !bt_feed_number_scale (&number, 0, value))
    return FALSE;
  return *value >= 0 && *value <= largest;
}

static gboolean
parse_parts (BtRowParser *parser, BtStamp *stamp)
{
  static const gint64 largest[BT_N_PARTS] = { 9999, 12, 31, 23, 59, 59 };
  const int *column = parser->layout.part_column;
  gint64 part[BT_N_PARTS] = { 0 };

  for (guint i = 0; i < BT_N_PARTS; i++)
    if (column[i] != BT_COLUMN_NONE
        && !parse_integer (&parser->fields.field[column[i]], largest[i], &part[i]))
      return FALSE;
  if (column[BT_PART_YEAR] == BT_COLUMN_NONE)
    {
      if (!parse_date (parser, &parser->fields.field[parser->layout.stamp_column], stamp))
        return FALSE;
    }
  else if (!bt_stamp_make_day ((int) part[BT_PART_YEAR], (int) part[BT_PART_MONTH],
                               (int) part[BT_PART_DAY], &stamp->usec))
    return FALSE;
  stamp->usec += part[BT_PART_HOUR] * BT_USEC_PER_HOUR + part[BT_PART_MINUTE] * BT_USEC_PER_MINUTE
                 + part[BT_PART_SECOND] * BT_USEC_PER_SECOND;
  return TRUE;
}

static gboolean
parse_serial (BtRowParser *parser, gint64 *usec)
{
  const int time_column = parser->layout.time_column;
  gint64 part_usec = 0;

  if (!bt_stamp_parse_serial (&parser->fields.field[parser->layout.stamp_column], usec)
      || *usec < BT_USEC_PER_DAY)
    return FALSE;
  if (time_column != BT_COLUMN_NONE
      && (!bt_stamp_parse_serial (&parser->fields.field[time_column], &part_usec)
          || part_usec > BT_USEC_PER_DAY))
    return FALSE;
  *usec += part_usec;
  return TRUE;
}

static gboolean
parse_stamp (BtRowParser *parser, BtStamp *stamp)
{
  const BtFeedField *field = &parser->fields.field[parser->layout.stamp_column];
  BtFeedNumber msec;
  gint64 usec;

  *stamp = (BtStamp){ 0 };
  switch (parser->layout.source)
    {
    case BT_STAMP_SOURCE_TEXT:
      return parse_text (parser, field, stamp);
    case BT_STAMP_SOURCE_PAIR:
      return parse_pair (parser, stamp);
    case BT_STAMP_SOURCE_EPOCH:
      return bt_stamp_parse_epoch (field, &stamp->usec);
    case BT_STAMP_SOURCE_PARTS:
      return parse_parts (parser, stamp);
    case BT_STAMP_SOURCE_SERIAL:
      return parse_serial (parser, &stamp->usec);
    case BT_STAMP_SOURCE_DAY_MSEC:
      if (!bt_feed_number_parse (field, (BtNumberStyle){ '.', 0 }, &msec)
          || !bt_feed_number_scale (&msec, 3, &usec) || usec < 0 || usec >= BT_USEC_PER_DAY)
        return FALSE;
      stamp->usec = parser->layout.day_usec + usec;
      return TRUE;
    default:
      g_assert_not_reached ();
    }
}

static inline void
set_fault (BtRawRow *row, BtRowFault fault, int column)
{
  row->fault = fault;
  row->fault_column = column;
}

/* Divides a price by a power of ten. */
static inline gboolean
shift_price (BtFeedNumber *price, int decimals)
{
  price->decimals += decimals;
  return decimals == 0 || price->decimals <= BT_FEED_MAX_DECIMALS
         || (bt_feed_number_scale (price, BT_FEED_MAX_DECIMALS, &price->mantissa)
             && (price->decimals = BT_FEED_MAX_DECIMALS, TRUE));
}

static gboolean
parse_prices (BtRowParser *parser, BtRawRow *row)
{
  const BtTableLayout *layout = &parser->layout;

  for (guint p = 0; p < 4; p++)
    {
      const BtFeedField *field = &parser->fields.field[layout->price_column[p]];
      if (!bt_feed_number_parse (field, layout->style, &row->price[p])
          || !shift_price (&row->price[p], layout->price_decimals)
          || !bt_raw_row_is_in_range (&row->price[p]))
        {
          set_fault (row, BT_ROW_BAD_PRICE, layout->price_column[p]);
          return FALSE;
        }
      if (row->price[p].mantissa <= 0)
        {
          set_fault (row, BT_ROW_NOT_POSITIVE, layout->price_column[p]);
          return FALSE;
        }
    }
  return TRUE;
}

/* Reads one side of a quote; a side that is left out is as it was. */
static gboolean
parse_side (BtRowParser *parser, int column, BtFeedNumber *last, BtRawRow *row)
{
  const BtFeedField *field = &parser->fields.field[column];
  BtFeedNumber number;

  if (field->length == 0 && last->mantissa > 0)
    return TRUE;
  if (!bt_feed_number_parse (field, parser->layout.style, &number)
      || !bt_raw_row_is_in_range (&number))
    set_fault (row, BT_ROW_BAD_PRICE, column);
  else if (number.mantissa <= 0)
    set_fault (row, BT_ROW_NOT_POSITIVE, column);
  else
    *last = number;
  return row->fault == BT_ROW_GOOD;
}

static gboolean
parse_quote (BtRowParser *parser, BtRawRow *row)
{
  const int *columns = parser->layout.price_column;

  if (!parse_side (parser, columns[0], &parser->last_bid, row)
      || (columns[1] != BT_COLUMN_NONE && !parse_side (parser, columns[1], &parser->last_ask, row)))
    return FALSE;
  row->price[0] = parser->last_bid;
  row->price[1] = columns[1] != BT_COLUMN_NONE ? parser->last_ask : parser->last_bid;
  row->price[2] = row->price[0];
  row->price[3] = row->price[0];
  if (bt_feed_number_compare (&row->price[1], &row->price[0]) < 0)
    set_fault (row, BT_ROW_INVERTED, columns[1]);
  return row->fault == BT_ROW_GOOD;
}

/* Takes the spread from the ask's open; a row without one, or with one below the bid, has none. */
static void
parse_ask (const BtRowParser *parser, BtRawRow *row)
{
  BtFeedNumber ask;
  BtFeedNumber bid = row->price[0];

  if (!bt_feed_number_parse (&parser->fields.field[parser->layout.ask_column], parser->layout.style,
                             &ask)
      || !bt_raw_row_is_in_range (&ask) || bt_feed_number_compare (&ask, &bid) < 0)
    return;
  const int decimals = MIN (MAX (ask.decimals, bid.decimals), BT_FEED_MAX_DECIMALS);
  gint64 high;
  gint64 low;
  if (!bt_feed_number_scale (&ask, decimals, &high) || !bt_feed_number_scale (&bid, decimals, &low)
      || high - low > MAX_SPREAD_POINTS)
    return;
  row->spread = high - low;
  row->spread_decimals = decimals;
}

/* Reads a spread that is a difference of prices; a row without one has none. */
static void
parse_spread_price (const BtRowParser *parser, const BtFeedField *field, BtRawRow *row)
{
  BtFeedNumber number;
  gint64 spread;

  if (!bt_feed_number_parse (field, parser->layout.style, &number)
      || !bt_feed_number_scale (&number, BT_FEED_MAX_DECIMALS, &spread) || spread < 0
      || spread > MAX_SPREAD_POINTS)
    return;
  row->spread = spread;
  row->spread_decimals = BT_FEED_MAX_DECIMALS;
}

/* Interactive Brokers writes −1 where a market has no volumes. */
static inline gboolean
is_no_volume (const BtFeedNumber *volume)
{
  return volume->mantissa == -1 && volume->decimals == 0;
}

static gboolean
parse_extras (BtRowParser *parser, BtRawRow *row)
{
  const BtTableLayout *layout = &parser->layout;

  row->volume = (BtFeedNumber){ 0 };
  row->has_volume = FALSE;
  row->spread = -1;
  row->spread_decimals = BT_SPREAD_IN_POINTS;
  if (layout->volume_column != BT_COLUMN_NONE)
    {
      const BtFeedField *field = &parser->fields.field[layout->volume_column];
      if (!bt_feed_number_parse_volume (field, layout->style, &row->volume)
          || (row->volume.mantissa < 0 && !layout->are_ticks && !is_no_volume (&row->volume))
          || !bt_raw_row_is_in_range (&row->volume))
        {
          set_fault (row, BT_ROW_BAD_VOLUME, layout->volume_column);
          return FALSE;
        }
      row->has_volume = field->length > 1 || (field->length == 1 && field->text[0] != '-');
      if (is_no_volume (&row->volume) && !layout->are_ticks)
        {
          row->volume = (BtFeedNumber){ 0 };
          row->has_volume = FALSE;
        }
    }
  if (layout->spread_column != BT_COLUMN_NONE)
    {
      const BtFeedField *field = &parser->fields.field[layout->spread_column];
      if (field->length > 0 && layout->is_spread_price)
        parse_spread_price (parser, field, row);
      else if (field->length > 0 && !parse_integer (field, MAX_SPREAD_POINTS, &row->spread))
        {
          set_fault (row, BT_ROW_BAD_SPREAD, layout->spread_column);
          return FALSE;
        }
    }
  if (layout->ask_column != BT_COLUMN_NONE)
    parse_ask (parser, row);
  return TRUE;
}

void
bt_row_parser_init (BtRowParser *parser, const BtTableLayout *layout)
{
  *parser = (BtRowParser){ .layout = *layout,
                           .needed_fields = bt_table_layout_get_needed_fields (layout) };
}

void
bt_row_parser_parse (BtRowParser *parser, const char *line, gsize length, BtRawRow *out)
{
  const BtTableLayout *layout = &parser->layout;

  out->fault = BT_ROW_GOOD;
  out->fault_column = BT_COLUMN_NONE;
  out->has_time = FALSE;
  bt_feed_fields_split (line, length, layout->delimiter, &parser->fields);
  if (parser->fields.count < parser->needed_fields)
    {
      set_fault (out, BT_ROW_SHORT, BT_COLUMN_NONE);
      return;
    }
  if (!parse_stamp (parser, &out->stamp))
    {
      set_fault (out, BT_ROW_BAD_TIME, layout->stamp_column);
      return;
    }
  out->has_time = TRUE;
  /* Where the row says its offset, its time is known. */
  out->stamp.usec -= out->stamp.offset_usec;
  out->stamp.offset_usec = 0;
  if (layout->are_ticks)
    {
      if (parse_quote (parser, out) && parse_extras (parser, out))
        out->volume.mantissa = ABS (out->volume.mantissa);
      return;
    }
  if (parse_prices (parser, out) && parse_extras (parser, out))
    bt_raw_row_check_range (out, layout->price_column);
}

char *
bt_row_parser_explain (const BtRowParser *parser, const BtRawRow *row)
{
  const BtTableLayout *layout = &parser->layout;
  g_autofree char *text = NULL;
  const char *name = "price";

  if (row->fault_column != BT_COLUMN_NONE)
    text = bt_feed_field_to_string (&parser->fields.field[row->fault_column]);
  for (guint p = 0; p < 4; p++)
    if (row->fault_column == layout->price_column[p])
      name = layout->are_ticks ? tick_names[p] : price_names[p];

  switch (row->fault)
    {
    case BT_ROW_SHORT:
      return g_strdup_printf ("the row has %u fields where %u are needed", parser->fields.count,
                              parser->needed_fields);
    case BT_ROW_BAD_TIME:
      if (layout->time_column != BT_COLUMN_NONE)
        {
          g_autofree char *clock
            = bt_feed_field_to_string (&parser->fields.field[layout->time_column]);
          return g_strdup_printf ("“%s %s” is no date and time", text, clock);
        }
      return g_strdup_printf ("“%s” is no date or time", text);
    case BT_ROW_BAD_PRICE:
      return g_strdup_printf ("“%s” is no %s price", text, name);
    case BT_ROW_BAD_VOLUME:
      return g_strdup_printf ("“%s” is no volume", text);
    case BT_ROW_BAD_SPREAD:
      return g_strdup_printf ("“%s” is no spread in whole points", text);
    case BT_ROW_NOT_POSITIVE:
      return g_strdup_printf ("the %s price %s is not above zero", name, text);
    case BT_ROW_INVERTED:
      if (layout->are_ticks)
        return g_strdup_printf ("the ask %s is below the bid", text);
      {
        g_autofree char *low
          = bt_feed_field_to_string (&parser->fields.field[layout->price_column[2]]);
        return g_strdup_printf ("the high %s is below the low %s", text, low);
      }
    case BT_ROW_OUTSIDE_RANGE:
      {
        g_autofree char *high
          = bt_feed_field_to_string (&parser->fields.field[layout->price_column[1]]);
        g_autofree char *low
          = bt_feed_field_to_string (&parser->fields.field[layout->price_column[2]]);
        return g_strdup_printf ("the %s %s is outside low %s and high %s", name, text, low, high);
      }
    case BT_ROW_LATE:
      return g_strdup ("the tick comes after its minute is long over");
    case BT_ROW_GOOD:
    default:
      return g_strdup ("nothing is wrong");
    }
}
