// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Timeframes, and where a candle of one begins.
 *
 * Any number of minutes up to a day, the week and the month. Those that divide an hour are aligned
 * to UTC. The others are aligned to the trading day, whose start is a setting (17:00 New York by
 * default): its candles are counted from its start by elapsed time, and the last one is as long as
 * what is left, so the day on which clocks change has a last one that is an hour shorter or longer.
 * W1 starts with the trading day that begins on a Sunday (or on a Monday where the day starts
 * before 12:00). A month holds the trading days that bear its dates. */
#pragma once

#include "base/bt-zone.h"

G_BEGIN_DECLS

/* The value is the nominal length in minutes, so that a longer one compares greater. Every number
 * of minutes up to a day is one; those that have a name here are not all. */
typedef enum
{
  BT_TIMEFRAME_M1 = 1,
  BT_TIMEFRAME_M3 = 3,
  BT_TIMEFRAME_M5 = 5,
  BT_TIMEFRAME_M10 = 10,
  BT_TIMEFRAME_M15 = 15,
  BT_TIMEFRAME_M30 = 30,
  BT_TIMEFRAME_H1 = 60,
  BT_TIMEFRAME_H2 = 120,
  BT_TIMEFRAME_H3 = 180,
  BT_TIMEFRAME_H4 = 240,
  BT_TIMEFRAME_H6 = 360,
  BT_TIMEFRAME_H8 = 480,
  BT_TIMEFRAME_H12 = 720,
  BT_TIMEFRAME_D1 = 1440,
  BT_TIMEFRAME_W1 = 7 * 1440,
  BT_TIMEFRAME_MN = 30 * 1440,
} BtTimeframe;

/* The timeframe of 1 … 1440 minutes. */
#define BT_TIMEFRAME_MINUTES(minutes) ((BtTimeframe) (minutes))

/* Where the trading day begins. */
typedef struct
{
  BtZone zone;
  int minute; /* of the local day, 0 … 1439 */
} BtTradingDay;

/* The usual day of currencies and metals: 17:00 New York. */
#define BT_TRADING_DAY_DEFAULT                                                                     \
  ((BtTradingDay){ .zone = { .kind = BT_ZONE_NEW_YORK, .offset_minutes = 0 }, .minute = 17 * 60 })

/* Returns whether a value is one: 1 … 1440 minutes, a week, a month. */
gboolean bt_timeframe_is_valid (BtTimeframe timeframe);

/* Returns the timeframes that programs offer and files come in, from the finest on; static. */
const BtTimeframe *bt_timeframe_get_usual (guint *count);

/* Returns whether a timeframe is one of those. */
gboolean bt_timeframe_is_usual (BtTimeframe timeframe);

/* Returns "M1", "M90", "H4", "D1", "W1", "MN"; static. */
const char *bt_timeframe_to_string (BtTimeframe timeframe);

/* Reads a name in any case ("M5", "h1", "MN1", also "5m", "90m", "4h", "1d", "1w", "1mo"); returns
 * FALSE, and stores nothing, for anything else. */
gboolean bt_timeframe_parse (const char *text, BtTimeframe *out);

/* Returns the nominal length, in microseconds; a week is seven days, a month thirty. */
gint64 bt_timeframe_usec (BtTimeframe timeframe);

/* Stores the timeframe of exactly that nominal length; returns FALSE when there is none. */
gboolean bt_timeframe_from_usec (gint64 length_usec, BtTimeframe *out);

/* Returns whether candles of a base timeframe make up those of another without one being cut: the
 * same, a multiple up to the day, and days, weeks and months from anything up to the day. */
gboolean bt_timeframe_can_be_made_of (BtTimeframe timeframe, BtTimeframe base);

/* Returns the timeframe where the base can make it up, else the base. */
BtTimeframe bt_timeframe_fit (BtTimeframe timeframe, BtTimeframe base);

/* Returns the opening of the candle that holds a time. */
gint64 bt_timeframe_bucket_start (BtTimeframe timeframe, BtTradingDay day, gint64 time_usec);

/* Returns the opening of the candle after the one that holds a time. */
gint64 bt_timeframe_bucket_end (BtTimeframe timeframe, BtTradingDay day, gint64 time_usec);

/* Returns the calendar date (midnight UTC of it) by which traders name the trading day that holds a
 * time: for a day that starts at or after noon, the date on which it ends. */
gint64 bt_trading_day_date (BtTradingDay day, gint64 time_usec);

/* Reads "17:00 America/New_York". Fails with BT_BASE_ERROR_PARSE. */
gboolean bt_trading_day_parse (const char *text, BtTradingDay *out, GError **error);

/* Returns "17:00 America/New_York" as a new string; free with g_free(). */
char *bt_trading_day_to_string (BtTradingDay day);

G_END_DECLS
