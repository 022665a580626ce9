// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-tick-bars.h"

/* A minute that is being collected. */
typedef struct
{
  BtCandle candle;
  gint64 open_usec; /* of the ticks that made open and close */
  gint64 close_usec;
  gint64 n_ticks;
  gint64 spread_sum;
} Bar;

struct _BtTickBars
{
  BtPriceKind kind;
  gboolean has_spread;
  gboolean is_descending;
  Bar open[BT_TICK_BARS_OPEN_MINUTES]; /* in the order in which they are closed */
  guint n_open;
  gint64 closed_usec; /* the minute that was closed last, or BT_TIME_NONE */
};

BtTickBars *
bt_tick_bars_new (BtPriceKind kind, gboolean has_spread, gboolean is_descending)
{
  BtTickBars *bars = g_new0 (BtTickBars, 1);

  bars->kind = kind;
  bars->has_spread = has_spread;
  bars->is_descending = is_descending;
  bars->closed_usec = BT_TIME_NONE;
  return bars;
}

void
bt_tick_bars_free (BtTickBars *bars)
{
  g_free (bars);
}

static gint64
get_price (const BtTickBars *bars, const BtMarketTick *tick)
{
  switch (bars->kind)
    {
    case BT_SIDE_KIND_ASK:
      return tick->ask_points;
    case BT_SIDE_KIND_MID:
      return tick->bid_points + (tick->ask_points - tick->bid_points) / 2;
    case BT_SIDE_KIND_BID:
    default:
      return tick->bid_points;
    }
}

/* Whether minute a is closed before minute b. */
static inline gboolean
is_before (const BtTickBars *bars, gint64 a, gint64 b)
{
  return bars->is_descending ? a > b : a < b;
}

static void
close_first (BtTickBars *bars, GArray *candles)
{
  Bar *bar = &bars->open[0];

  bar->candle.spread_points
    = bars->has_spread
        ? (gint32) MIN (G_MAXINT32, (bar->spread_sum + bar->n_ticks / 2) / bar->n_ticks)
        : -1;
  g_array_append_val (candles, bar->candle);
  bars->closed_usec = bar->candle.time_usec;
  bars->n_open--;
  for (guint i = 0; i < bars->n_open; i++)
    bars->open[i] = bars->open[i + 1];
}

/* Returns the open minute of that time, begun when it is not there; NULL when it was closed. */
static Bar *
get_bar (BtTickBars *bars, gint64 minute_usec, GArray *candles)
{
  guint at = bars->n_open;

  if (bars->closed_usec != BT_TIME_NONE && !is_before (bars, bars->closed_usec, minute_usec))
    return NULL;
  while (at > 0 && is_before (bars, minute_usec, bars->open[at - 1].candle.time_usec))
    at--;
  if (at > 0 && bars->open[at - 1].candle.time_usec == minute_usec)
    return &bars->open[at - 1];
  if (bars->n_open == BT_TICK_BARS_OPEN_MINUTES)
    {
      /* It would have to be closed at once, and the minute after it with it. */
      if (at == 0)
        return NULL;
      close_first (bars, candles);
      at--;
    }
  for (guint i = bars->n_open; i > at; i--)
    bars->open[i] = bars->open[i - 1];
  bars->n_open++;
  bars->open[at] = (Bar){ .candle.time_usec = minute_usec };
  return &bars->open[at];
}

gboolean
bt_tick_bars_add (BtTickBars *bars, const BtMarketTick *tick, GArray *candles)
{
  const gint64 price = get_price (bars, tick);
  const gint64 rest = tick->time_usec % BT_USEC_PER_MINUTE;
  Bar *bar = get_bar (bars, tick->time_usec - rest - (rest < 0 ? BT_USEC_PER_MINUTE : 0), candles);

  if (bar == NULL)
    return FALSE;
  BtCandle *candle = &bar->candle;
  /* Of ticks with one time the order of the file decides, which may run backwards. */
  if (bar->n_ticks == 0 || tick->time_usec < bar->open_usec
      || (bars->is_descending && tick->time_usec == bar->open_usec))
    {
      candle->open_points = price;
      bar->open_usec = tick->time_usec;
    }
  if (bar->n_ticks == 0 || tick->time_usec > bar->close_usec
      || (!bars->is_descending && tick->time_usec == bar->close_usec))
    {
      candle->close_points = price;
      bar->close_usec = tick->time_usec;
    }
  candle->high_points = bar->n_ticks == 0 ? price : MAX (candle->high_points, price);
  candle->low_points = bar->n_ticks == 0 ? price : MIN (candle->low_points, price);
  candle->volume
    = candle->volume > G_MAXINT64 - tick->volume ? G_MAXINT64 : candle->volume + tick->volume;
  bar->spread_sum += MIN (tick->ask_points - tick->bid_points, G_MAXINT32);
  bar->n_ticks++;
  return TRUE;
}

gboolean
bt_tick_bars_close_next (BtTickBars *bars, GArray *candles)
{
  if (bars->n_open == 0)
    return FALSE;
  close_first (bars, candles);
  return TRUE;
}
