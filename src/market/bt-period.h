// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Lengths of candles beyond the named timeframes: any number of minutes up to a day, and months.
 *
 * A number of minutes that divides an hour is aligned to UTC, any other to the trading day: candles
 * are counted from its start by elapsed time, and the last one of the day is as long as what is
 * left. A month holds the trading days that bear its dates. */
#pragma once

#include "market/bt-series.h"

G_BEGIN_DECLS

typedef enum
{
  BT_PERIOD_TIMEFRAME, /* a named one, see bt-timeframe.h */
  BT_PERIOD_MINUTES,
  BT_PERIOD_MONTH,
} BtPeriodKind;

/* A length by value. */
typedef struct
{
  BtPeriodKind kind;
  BtTimeframe timeframe; /* of BT_PERIOD_TIMEFRAME */
  int minutes;           /* of BT_PERIOD_MINUTES, 1 … 1440 */
} BtPeriod;

/* Room for a period's name. */
#define BT_PERIOD_NAME_SIZE 8

/* Reads "M3", "M90", "90m", "MN" and the names of timeframes, in any case; what a timeframe has a
 * name for becomes one. Returns FALSE, and stores nothing, for anything else. */
gboolean bt_period_parse (const char *text, BtPeriod *out);
/* Writes the name ("M90", "MN", "H4") into buffer and returns it. */
const char *bt_period_to_string (BtPeriod period, char buffer[static BT_PERIOD_NAME_SIZE]);
/* Returns the nominal length in microseconds; that of a month is 30 days. */
gint64 bt_period_usec (BtPeriod period);
/* Returns whether candles of a timeframe can make up those of the period: they are no longer, and
 * its length is a multiple of theirs (days and longer take anything that a day is a multiple of).
 */
gboolean bt_period_can_be_made_of (BtPeriod period, BtTimeframe base);
/* Returns the opening of the candle that holds a time. */
gint64 bt_period_start (BtPeriod period, BtTradingDay day, gint64 time_usec);
/* Returns the opening of the candle after the one that holds a time. */
gint64 bt_period_end (BtPeriod period, BtTradingDay day, gint64 time_usec);
/* Returns the candles of a period, of BtCandle without spreads, made from a series that can make
 * them up; free with g_array_unref(). A sum of volumes that does not fit stays at the greatest. */
GArray *bt_period_fold (const BtSeries *series, BtPeriod period, BtTradingDay day);

G_END_DECLS
