// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How many candles are due. A clock is told the time and never asks for it, so that tests need not
 * wait; it schedules candles and does not know what they do. Private to `session`. */
#pragma once

#include "market/bt-timeframe.h"
#include "session/bt-session.h"

G_BEGIN_DECLS

/* The most time that one frame makes up for beyond the wait that was asked for: after a stall play
 * goes on, it does not rush. */
#define BT_SESSION_CLOCK_MAX_STALL_USEC (BT_USEC_PER_SECOND / 4)

/* A pace in whole numbers: a microsecond earns gain, a base candle costs price. */
typedef struct
{
  gint64 gain;
  gint64 price;
} BtSessionRate;

typedef struct
{
  gint64 last_usec;    /* when the clock was last told the time */
  gint64 planned_usec; /* the wait that was asked for then */
  gint64 earned;       /* below one candle's price */
  gint64 allowed;      /* candles that a frame may bring; 0: none was shown yet */
} BtSessionClock;

/* Returns the rate of a speed other than BT_SPEED_MAX. At BT_PACE_CANDLES a second brings as many
 * base candles as the chart's timeframe nominally holds (a week of five days where weekends are
 * closed); at BT_PACE_MARKET_TIME each base candle takes its nominal length, gaps in the data none.
 */
BtSessionRate bt_session_rate (int speed,
                               BtPace pace,
                               BtTimeframe chart_timeframe,
                               BtTimeframe base_timeframe,
                               gboolean trades_weekends);

/* Starts a clock at a time, with nothing earned. */
void bt_session_clock_start (BtSessionClock *clock, gint64 now_usec);
/* Lets time pass without earning: a command is being committed. */
void bt_session_clock_skip (BtSessionClock *clock, gint64 now_usec);
/* Returns how many base candles are due at a time, and counts them as paid. */
gint64 bt_session_clock_take (BtSessionClock *clock, gint64 now_usec, BtSessionRate rate);
/* Returns how long to wait for the next candle, minimum_usec … one second, and remembers it. */
gint64 bt_session_clock_plan (BtSessionClock *clock, BtSessionRate rate, gint64 minimum_usec);
/* Returns how many base candles a frame may bring, at least one: an engine runs through a million
 * in the time in which eight charts with studies can take in some ten thousand. */
gint64 bt_session_clock_allow (const BtSessionClock *clock);
/* Learns how long it took to show candles (at least one): the next frame may bring as many as are
 * shown within budget_usec, and no more than twice as many as this one was allowed. */
void bt_session_clock_learn (BtSessionClock *clock,
                             gint64 candles,
                             gint64 shown_usec,
                             gint64 budget_usec);

G_END_DECLS
