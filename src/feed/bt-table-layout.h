// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Which column of a table holds what, and how its times and numbers are written. A plain value. */
#pragma once

#include "feed/bt-feed-number.h"
#include "feed/bt-file-name-hints.h"
#include "feed/bt-raw-row.h"
#include "feed/bt-stamp-format.h"
#include "feed/bt-table-sample.h"
#include "market/bt-series.h"

G_BEGIN_DECLS

/* Columns of a time in parts. */
enum
{
  BT_PART_YEAR,
  BT_PART_MONTH,
  BT_PART_DAY,
  BT_PART_HOUR,
  BT_PART_MINUTE,
  BT_PART_SECOND,
  BT_N_PARTS
};

/* Where a row's time stands. */
typedef enum
{
  BT_STAMP_SOURCE_TEXT,     /* one column with a date, or with date and time */
  BT_STAMP_SOURCE_PAIR,     /* a date and a time in two columns */
  BT_STAMP_SOURCE_EPOCH,    /* a count since 1970 */
  BT_STAMP_SOURCE_PARTS,    /* year, month, day and so on in columns of their own */
  BT_STAMP_SOURCE_SERIAL,   /* a count of days, with the time as its fraction or beside it */
  BT_STAMP_SOURCE_DAY_MSEC, /* milliseconds of the day that the file's name states */
} BtStampSource;

typedef struct
{
  char delimiter;
  guint n_fields; /* of a whole row */
  BtNumberStyle style;
  BtStampSource source;
  BtDateOrder order;
  int stamp_column; /* the first of them for BT_STAMP_SOURCE_PARTS, unless it is the date */
  int time_column;  /* of a pair, and of a serial day, else BT_COLUMN_NONE */
  int part_column[BT_N_PARTS]; /* BT_COLUMN_NONE for parts that there are not; without a year the
                                  stamp's column holds the date */
  gint64 day_usec;             /* for BT_STAMP_SOURCE_DAY_MSEC */
  gboolean are_ticks;          /* quotes or trades, not candles */
  int
    price_column[4]; /* open, high, low, close; of ticks bid and ask (BT_COLUMN_NONE for trades) */
  int volume_column; /* these may be BT_COLUMN_NONE */
  int spread_column;
  gboolean is_spread_price; /* the spread is a difference of prices, not in points */
  int price_decimals;       /* by which prices are to be divided: whole numbers of billionths */
  int ask_column; /* the ask's open beside candles of the bid; the difference is the spread */
  int symbol_column;
  char symbol[BT_SYMBOL_SIZE]; /* whose rows are read, as bt_table_symbols_fold() makes it; "" where
                                  no column names one */
  gboolean is_symbol_chosen;   /* rows of other symbols are left out; else they are an error */
  gboolean is_line_quoted;     /* see BtTableSample */
  gboolean has_kind;           /* the header says which price it is */
  BtPriceKind kind;
  gboolean is_date_only;     /* no time of day anywhere in the sample */
  gboolean is_year_last;     /* dates begin with day or month, in the order above */
  gboolean is_order_certain; /* … which the rows show, or the user has stated */
} BtTableLayout;

/* Finds out the layout from the sample and the file's name. Fails with BT_FEED_ERROR_FORMAT, naming
 * what is missing and where. */
gboolean bt_table_layout_detect (const char *path,
                                 const BtTableSample *sample,
                                 const BtFileNameHints *hints,
                                 BtTableLayout *out,
                                 GError **error);

/* Returns the number of fields that a row must have: up to the last column in use. */
guint bt_table_layout_get_needed_fields (const BtTableLayout *layout);

G_END_DECLS
