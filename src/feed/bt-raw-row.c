// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-raw-row.h"

#include "base/bt-checked.h"

static inline gboolean
is_less (const BtFeedNumber *a, const BtFeedNumber *b)
{
  gint64 left = a->mantissa;
  gint64 right = b->mantissa;

  if (a->decimals == b->decimals)
    return left < right;
  /* Prices that do not fit eight decimals were refused before. */
  if (!bt_feed_number_scale (a, BT_FEED_MAX_DECIMALS, &left)
      || !bt_feed_number_scale (b, BT_FEED_MAX_DECIMALS, &right))
    return FALSE;
  return left < right;
}

static inline void
set_fault (BtRawRow *row, BtRowFault fault, int column)
{
  row->fault = fault;
  row->fault_column = column;
}

void
bt_raw_row_check_range (BtRawRow *row, const int columns[4])
{
  const BtFeedNumber *open = &row->price[0];
  const BtFeedNumber *high = &row->price[1];
  const BtFeedNumber *low = &row->price[2];
  const BtFeedNumber *close = &row->price[3];

  if (is_less (high, low))
    set_fault (row, BT_ROW_INVERTED, columns[1]);
  else if (is_less (high, open) || is_less (open, low))
    set_fault (row, BT_ROW_OUTSIDE_RANGE, columns[0]);
  else if (is_less (high, close) || is_less (close, low))
    set_fault (row, BT_ROW_OUTSIDE_RANGE, columns[3]);
}

gboolean
bt_raw_row_is_in_range (const BtFeedNumber *number)
{
  gint64 scaled;

  if (number->decimals <= BT_FEED_MAX_DECIMALS && ABS (number->mantissa) <= G_MAXINT64 / 100000000)
    return TRUE;
  return bt_feed_number_scale (number, BT_FEED_MAX_DECIMALS, &scaled);
}

/* Returns "1.08250"; free with g_free(). */
static char *
print_number (const BtFeedNumber *number)
{
  const gint64 unit = bt_power_of_ten ((guint) number->decimals);

  if (number->decimals == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, number->mantissa);
  return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%0*" G_GINT64_FORMAT,
                          number->mantissa < 0 ? "-" : "", ABS (number->mantissa / unit),
                          number->decimals, ABS (number->mantissa % unit));
}

char *
bt_raw_row_explain (const BtRawRow *row)
{
  g_autofree char *open = print_number (&row->price[0]);
  g_autofree char *high = print_number (&row->price[1]);
  g_autofree char *low = print_number (&row->price[2]);
  g_autofree char *close = print_number (&row->price[3]);

  switch (row->fault)
    {
    case BT_ROW_BAD_TIME:
      return g_strdup ("the record's time is none of the years 1970 to 2199");
    case BT_ROW_BAD_PRICE:
      return g_strdup ("a price of the record is no number, or too large");
    case BT_ROW_BAD_VOLUME:
      return g_strdup ("the record's volume is no number, or too large");
    case BT_ROW_BAD_SPREAD:
      return g_strdup ("the record's spread is negative or too large");
    case BT_ROW_NOT_POSITIVE:
      return g_strdup ("a price of the record is not above zero");
    case BT_ROW_INVERTED:
      return g_strdup_printf ("the high %s is below the low %s", high, low);
    case BT_ROW_OUTSIDE_RANGE:
      return g_strdup_printf ("open %s or close %s is outside low %s and high %s", open, close, low,
                              high);
    case BT_ROW_LATE:
      return g_strdup ("the tick comes after its minute is long over");
    case BT_ROW_SHORT:
    case BT_ROW_GOOD:
    default:
      return g_strdup ("nothing is wrong");
    }
}
