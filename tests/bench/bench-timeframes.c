// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Measures every timeframe over a year of one-minute candles, at once and as a tape reveals them,
 * and their hash. */
#include "config.h"

#include "market/bt-aggregate.h"
#include "market/bt-synthetic.h"

#define YEAR_CANDLES 355910
#define LIMIT_USEC 20000
#define N_RUNS 5

/* Returns the best of some runs: what the work costs when nothing else disturbs. */
static gint64
measure_series (BtSeries *year, BtTimeframe timeframe)
{
  gint64 best_usec = G_MAXINT64;

  for (guint i = 0; i < N_RUNS; i++)
    {
      const gint64 start_usec = g_get_monotonic_time ();
      g_autoptr (BtSeries) series = bt_aggregate_series (year, timeframe, BT_TRADING_DAY_DEFAULT);

      g_assert_nonnull (series);
      best_usec = MIN (best_usec, g_get_monotonic_time () - start_usec);
    }
  return best_usec;
}

/* Reveals the year candle by candle, as play does; returns the time of all updates. */
static gint64
measure_updates (BtSeries *year, BtTimeframe timeframe)
{
  g_autoptr (BtTape) tape = bt_tape_new (year, bt_instrument_find_builtin ("XAUUSD"), 0);
  g_autoptr (BtAggregate) aggregate = bt_aggregate_new (timeframe, BT_TRADING_DAY_DEFAULT);
  const gsize length = bt_series_get_length (year);
  const gint64 start_usec = g_get_monotonic_time ();

  for (gsize known = 1; known <= length; known++)
    {
      bt_tape_set_known (tape, known);
      bt_aggregate_update (aggregate, tape);
    }
  return g_get_monotonic_time () - start_usec;
}

int
main (void)
{
  gint64 first_usec, end_usec;
  BtHash hash;

  bt_time_parse ("2023-01-01", &first_usec, NULL);
  bt_time_parse ("2024-03-01", &end_usec, NULL);
  g_autoptr (BtSeries) market = bt_synthetic_gold (1, first_usec, end_usec, 190000);
  g_autoptr (BtSeries) year = bt_series_slice (market, 0, YEAR_CANDLES);

  guint count = 0;
  const BtTimeframe *usual = bt_timeframe_get_usual (&count);
  for (guint i = 0; i < count; i++)
    {
      const gint64 usec = measure_series (year, usual[i]);

      g_print ("%-3s over a year of M1: %.2f ms (reach 20)%s; candle by candle: %.0f ns a candle\n",
               bt_timeframe_to_string (usual[i]), (double) usec / 1000.0,
               usec <= LIMIT_USEC ? "" : " MISSED",
               (double) measure_updates (year, usual[i]) * 1000.0 / YEAR_CANDLES);
    }

  const gint64 start_usec = g_get_monotonic_time ();
  bt_series_hash (year, bt_instrument_find_builtin ("XAUUSD"), &hash);
  g_print ("hash of a year of M1: %.1f ms\n",
           (double) (g_get_monotonic_time () - start_usec) / 1000.0);
  return 0;
}
