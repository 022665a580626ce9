// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Timeframes, and where a candle of one begins.
 *
 * M1 to H1 are aligned to UTC. H2, H4, D1 and W1 are aligned to the trading day, whose start is a
 * setting (17:00 New York by default): a day holds whole H4 candles, counted from its start by
 * elapsed time, so the day on which clocks change has a last one that is an hour shorter or longer.
 * W1 starts with the trading day that begins on a Sunday (or on a Monday where the day starts
 * before 12:00). */
#pragma once

#include "base/bt-zone.h"

G_BEGIN_DECLS

typedef enum
{
  BT_TIMEFRAME_M1,
  BT_TIMEFRAME_M5,
  BT_TIMEFRAME_M10,
  BT_TIMEFRAME_M15,
  BT_TIMEFRAME_M30,
  BT_TIMEFRAME_H1,
  BT_TIMEFRAME_H2,
  BT_TIMEFRAME_H4,
  BT_TIMEFRAME_D1,
  BT_TIMEFRAME_W1,
} BtTimeframe;

#define BT_N_TIMEFRAMES 10

/* Where the trading day begins. */
typedef struct
{
  BtZone zone;
  int minute; /* of the local day, 0 … 1439 */
} BtTradingDay;

/* The usual day of currencies and metals: 17:00 New York. */
#define BT_TRADING_DAY_DEFAULT                                                                     \
  ((BtTradingDay){ .zone = { .kind = BT_ZONE_NEW_YORK, .offset_minutes = 0 }, .minute = 17 * 60 })

/* Returns "M1" … "W1"; static. */
const char *bt_timeframe_to_string (BtTimeframe timeframe);

/* Reads a name in any case ("M5", "h1", also "5m", "1h", "1d"); returns FALSE, and stores nothing,
 * for anything else. */
gboolean bt_timeframe_parse (const char *text, BtTimeframe *out);

/* Returns the nominal length, in microseconds; a week is seven days. */
gint64 bt_timeframe_usec (BtTimeframe timeframe);

/* Stores the timeframe of exactly that nominal length; returns FALSE when there is none. */
gboolean bt_timeframe_from_usec (gint64 length_usec, BtTimeframe *out);

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
