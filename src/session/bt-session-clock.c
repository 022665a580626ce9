// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-session-clock.h"

/* Speeds count tenths. */
#define TENTHS 10
/* Candles that the first frame may bring, that any may, and beyond which there is no limit. */
#define FIRST_ALLOWED 8192
#define LEAST_ALLOWED 64
#define MOST_ALLOWED (G_GINT64_CONSTANT (1) << 32)

BtSessionRate
bt_session_rate (int speed,
                 BtPace pace,
                 BtTimeframe chart_timeframe,
                 BtTimeframe base_timeframe,
                 gboolean trades_weekends)
{
  gint64 base_usec = bt_timeframe_usec (base_timeframe);
  gint64 chart_usec = bt_timeframe_usec (chart_timeframe);

  if (pace == BT_PACE_MARKET_TIME)
    return (BtSessionRate){ .gain = speed, .price = TENTHS * base_usec };
  /* Of longer candles' days those of a week count that are traded. */
  if (chart_timeframe > BT_TIMEFRAME_D1 && base_timeframe <= BT_TIMEFRAME_D1 && !trades_weekends)
    chart_usec = chart_usec * 5 / 7;
  return (BtSessionRate){ .gain = speed * MAX (chart_usec / base_usec, 1),
                          .price = TENTHS * BT_USEC_PER_SECOND };
}

void
bt_session_clock_start (BtSessionClock *clock, gint64 now_usec)
{
  *clock = (BtSessionClock){ .last_usec = now_usec };
}

void
bt_session_clock_skip (BtSessionClock *clock, gint64 now_usec)
{
  clock->last_usec = now_usec;
  clock->planned_usec = 0;
}

gint64
bt_session_clock_take (BtSessionClock *clock, gint64 now_usec, BtSessionRate rate)
{
  gint64 longest_usec = clock->planned_usec + BT_SESSION_CLOCK_MAX_STALL_USEC;
  gint64 elapsed_usec = CLAMP (now_usec - clock->last_usec, 0, longest_usec);
  gint64 candles;

  bt_session_clock_skip (clock, now_usec);
  clock->earned += elapsed_usec * rate.gain;
  candles = clock->earned / rate.price;
  clock->earned -= candles * rate.price;
  return candles;
}

gint64
bt_session_clock_plan (BtSessionClock *clock, BtSessionRate rate, gint64 minimum_usec)
{
  gint64 missing = MAX (rate.price - clock->earned, 0);
  gint64 wait_usec = (missing + rate.gain - 1) / rate.gain;

  clock->planned_usec = CLAMP (wait_usec, minimum_usec, BT_USEC_PER_SECOND);
  return clock->planned_usec;
}

gint64
bt_session_clock_allow (const BtSessionClock *clock)
{
  return clock->allowed > 0 ? clock->allowed : FIRST_ALLOWED;
}

void
bt_session_clock_learn (BtSessionClock *clock,
                        gint64 candles,
                        gint64 shown_usec,
                        gint64 budget_usec)
{
  const gint64 most = 2 * bt_session_clock_allow (clock);
  /* What a frame costs besides its candles makes few of them look dear, never many cheap. */
  const gint64 fitting
    = shown_usec > budget_usec / 2 ? candles * budget_usec / MAX (shown_usec, 1) : most;

  clock->allowed = CLAMP (MIN (fitting, most), LEAST_ALLOWED, MOST_ALLOWED);
}
