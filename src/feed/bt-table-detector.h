// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What is known of a table's columns while its layout is being found out. Inside the layout's own
 * files only. */
#pragma once

#include "feed/bt-header-names.h"
#include "feed/bt-table-layout.h"

G_BEGIN_DECLS

/* Rows on which columns are told apart. */
#define BT_TABLE_DETECTOR_ROWS 400
/* Columns in front of the prices that may hold the time. */
#define BT_TABLE_MAX_STAMP_COLUMN 5
/* As many as BtStampKind has. */
#define BT_N_STAMP_KINDS 5

/* One column over the sample's rows. */
typedef struct
{
  guint kinds; /* BtStampKind that fit most rows */
  gboolean is_number;
  gboolean is_integer;
  gint64 smallest; /* of the integers */
  gint64 largest;
  guint n_filled; /* rows in which it is not empty */
  guint n_numbers;
  guint n_integers;
  guint n_minutes; /* rows whose time is a whole minute */
  guint n_kind[BT_N_STAMP_KINDS];
} BtColumnFacts;

typedef struct
{
  const char *path;
  const BtTableSample *sample;
  const BtFileNameHints *hints;
  BtTableLayout *layout;
  guint n_columns;
  BtColumnFacts facts[BT_FEED_MAX_FIELDS];
  BtHeaderName names[BT_FEED_MAX_FIELDS];
  gboolean has_names; /* the header is of use */
  int name_shift;     /* columns in front of the first name */
} BtTableDetector;

/* Returns the first column whose name has a role, or BT_COLUMN_NONE. */
int bt_table_detector_find_role (const BtTableDetector *detector, BtHeaderRole role);

/* Returns the column that names the instrument, or BT_COLUMN_NONE. */
int bt_table_detector_find_symbol (const BtTableDetector *detector);
/* Returns the column that the header gives one of these names (folded, NULL-terminated), or
 * BT_COLUMN_NONE. */
int bt_table_detector_find_name (const BtTableDetector *detector, const char *const *names);

/* Returns the number of the line on which the data begin, for messages. */
gint64 bt_table_detector_get_first_line (const BtTableDetector *detector);

/* Finds the time's columns and whether its dates begin with the day or the month: rows follow each
 * other closely only when they are read as they were meant. Stores both in the layout. Fails with
 * BT_FEED_ERROR_FORMAT. */
gboolean bt_stamp_layout_detect (BtTableDetector *detector, GError **error);
/* Returns the last of the time's columns. */
int bt_table_layout_get_last_stamp (const BtTableLayout *layout);

/* Finds the prices by their names and stores them in the layout; of bid and ask candles in one
 * table the bid ones. FALSE when one of the four is missing. */
gboolean bt_price_layout_detect_named (BtTableDetector *detector);
/* Finds the columns of numbers after the time, of which there are that many. */
guint bt_price_layout_find_numbers (const BtTableDetector *detector,
                                    int numbers[BT_FEED_MAX_FIELDS]);
/* Takes four of at least that many columns of numbers as prices, and what stands behind them as
 * volume, ask and spread. FALSE when they cannot be prices and the header names something else. */
gboolean bt_price_layout_place (BtTableDetector *detector, const int *numbers, guint count);
/* Decides between decimal point and comma by the sample's prices. */
BtNumberStyle bt_price_layout_find_style (const BtTableDetector *detector);
/* Fails with BT_FEED_ERROR_FORMAT for a table that has no prices; always FALSE. */
gboolean
bt_price_layout_set_error (const BtTableDetector *detector, guint n_numbers, GError **error);

/* These look at the sample's rows in the columns that the layout has for prices, in its style. */
/* Returns whether they can be the prices of candles, in any order. */
gboolean bt_price_order_is_candle (const BtTableDetector *detector);
/* Returns whether they are open, high, low and close in this order. */
gboolean bt_price_order_is_plain (const BtTableDetector *detector);
/* Returns whether all four are the same in nearly all rows. */
gboolean bt_price_order_is_flat (const BtTableDetector *detector);
/* Returns whether another column lies between them in nearly all rows. */
gboolean bt_price_order_is_between (const BtTableDetector *detector, int column);
/* Finds out which is which, for columns without names and under names that lie: the highest and the
 * lowest show themselves, and candles open near the close before. */
void bt_price_order_sort (BtTableDetector *detector);

/* Fails with BT_FEED_ERROR_FORMAT for a table whose header shows that it holds no candles or ticks
 * of one instrument: options, order books, several instruments side by side. */
gboolean bt_table_subject_check (const BtTableDetector *detector, GError **error);

/* Returns whether decimal commas have cut the prices of candles in two, as nothing tells them from
 * the commas between columns. There are at least eight columns of numbers. */
gboolean bt_table_subject_has_split_numbers (const BtTableDetector *detector, const int *numbers);

/* Finds the columns of quotes (bid and ask) or trades (price and volume), by name or, without a
 * header, by what they hold; the time's columns are known. n_numbers is how many columns of numbers
 * stand after it, numbers which. Stores them in the layout and returns whether there are such. */
gboolean bt_tick_layout_detect (BtTableDetector *detector, const int *numbers, guint n_numbers);

/* Makes ticks of candles without range at times that no candles have; FALSE for others. */
gboolean bt_tick_layout_detect_flat (BtTableDetector *detector);

/* Returns whether two columns are bid and ask in nearly all rows. */
gboolean bt_tick_layout_is_quote (const BtTableDetector *detector, int bid, int ask);

/* Finds the time of lists of trades that begin with an identifier, as exchanges publish them
 * without a header; stores all columns in the layout. */
gboolean bt_tick_layout_detect_trades (BtTableDetector *detector);

G_END_DECLS
