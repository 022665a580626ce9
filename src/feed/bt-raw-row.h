// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A row of a file as it is written, before zone and digits are known. */
#pragma once

#include "feed/bt-feed-number.h"
#include "feed/bt-stamp-format.h"

G_BEGIN_DECLS

#define BT_COLUMN_NONE (-1)
#define BT_SPREAD_IN_POINTS (-1)

/* Why a row is no candle or tick. */
typedef enum
{
  BT_ROW_GOOD,
  BT_ROW_SHORT, /* fewer fields than the columns in use */
  BT_ROW_BAD_TIME,
  BT_ROW_BAD_PRICE,
  BT_ROW_BAD_VOLUME,
  BT_ROW_BAD_SPREAD,
  BT_ROW_NOT_POSITIVE,  /* a price of zero or less */
  BT_ROW_INVERTED,      /* high below low; of a tick, ask below bid */
  BT_ROW_OUTSIDE_RANGE, /* open or close outside high and low */
  BT_ROW_LATE,          /* a tick whose minute is long over */
} BtRowFault;

/* What a row says. Of a candle price has open, high, low, close; of a tick bid, ask, bid, bid,
 * where a trade's ask is its bid. */
typedef struct
{
  BtRowFault fault;
  int fault_column; /* 0-based, BT_COLUMN_NONE for the row as a whole */
  gboolean
    has_time; /* the time below is set: for every fault but BT_ROW_SHORT and BT_ROW_BAD_TIME */
  BtStamp stamp;
  BtFeedNumber price[4];
  gboolean has_volume;
  BtFeedNumber volume; /* 0 where there is none */
  gint64 spread;       /* of a candle; −1 where there is none */
  int spread_decimals; /* of that difference of prices, or BT_SPREAD_IN_POINTS */
} BtRawRow;

/* Finds high below low, and open or close outside of them, in a row whose prices are set and in the
 * range of eight decimals; columns are those of the four prices. */
void bt_raw_row_check_range (BtRawRow *row, const int columns[4]);

/* Returns what is wrong with a row of a binary record, as an English sentence; free with g_free().
 */
char *bt_raw_row_explain (const BtRawRow *row);

/* Returns whether a number fits 64 bits at eight decimals, which all that follows relies on. */
gboolean bt_raw_row_is_in_range (const BtFeedNumber *number);

G_END_DECLS
