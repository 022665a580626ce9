// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Measures studies over many candles: all at once, and candle by candle as play does, where
 * the last one also changes as it forms. Conversion from points is part of the time. */
#include "config.h"

#include "market/bt-synthetic.h"
#include "study/bt-study-registry.h"
#include "study/bt-study-series.h"

#include <time.h>

#define N_CANDLES 200000
#define N_RUNS 15
#define REACH_INCREMENTAL_NS 20.0

/* What another well-known library needs for the same, in nanoseconds a candle. */
static const struct
{
  const char *id;
  double reach_ns;
} listed[] = {
  { "sma", 1.7 }, { "ema", 2.5 },         { "rsi", 7.0 },  { "bollinger", 6.5 }, { "macd", 17.9 },
  { "atr", 6.7 }, { "stochastic", 12.8 }, { "adx", 11.3 }, { "cci", 26.1 },
};

/* Returns the time that this thread has computed, whatever else the machine was doing. */
static gint64
get_computed_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * 1000000000 + now.tv_nsec;
}

/* Returns the best of some runs over all candles at once. */
static double
measure_batch (const BtStudySettings *settings, const BtColumns *columns, double *const *out)
{
  gint64 best_ns = G_MAXINT64;

  for (guint run = 0; run < N_RUNS; run++)
    {
      g_autoptr (BtStudyState) state = bt_study_state_new (settings, BT_TIMEFRAME_M1);
      const gint64 start_ns = get_computed_ns ();

      bt_study_state_append_columns (state, columns, 0, columns->length, out);
      best_ns = MIN (best_ns, get_computed_ns () - start_ns);
    }
  return (double) best_ns / N_CANDLES;
}

/* The same candle by candle; with is_forming each is taken once more. */
static double
measure_steps (const BtStudySettings *settings, BtSeries *series, gboolean is_forming)
{
  const gsize length = bt_series_get_length (series);
  g_autofree BtCandle *candles = g_new (BtCandle, length);
  gint64 best_ns = G_MAXINT64;

  for (gsize i = 0; i < length; i++)
    candles[i] = bt_series_get_candle (series, i);
  for (guint run = 0; run < N_RUNS; run++)
    {
      g_autoptr (BtStudyState) state = bt_study_state_new (settings, BT_TIMEFRAME_M1);
      const gint64 start_ns = get_computed_ns ();

      for (gsize i = 0; i < length; i++)
        {
          bt_study_state_append (state, &candles[i]);
          if (is_forming)
            bt_study_state_replace (state, &candles[i]);
        }
      best_ns = MIN (best_ns, get_computed_ns () - start_ns);
    }
  return (double) best_ns / N_CANDLES;
}

static double
find_reach (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (listed); i++)
    if (g_str_equal (listed[i].id, id))
      return listed[i].reach_ns;
  return 0;
}

static BtSeries *
make_market (void)
{
  gint64 first_usec, end_usec;

  bt_time_parse ("2020-01-01", &first_usec, NULL);
  bt_time_parse ("2020-09-01", &end_usec, NULL);
  g_autoptr (BtSeries) market = bt_synthetic_gold (1, first_usec, end_usec, 190000);
  g_assert_cmpuint (bt_series_get_length (market), >=, N_CANDLES);
  return bt_series_slice (market, 0, N_CANDLES);
}

int
main (void)
{
  g_autoptr (BtSeries) market = make_market ();
  gboolean is_reached = TRUE;
  double *out[BT_STUDY_MAX_OUTPUTS];

  for (guint k = 0; k < BT_STUDY_MAX_OUTPUTS; k++)
    out[k] = g_new0 (double, N_CANDLES);
  for (guint i = 0; i < bt_study_registry_get_count (); i++)
    {
      const BtStudy *study = bt_study_registry_get (i);
      const double reach_ns = find_reach (study->id);
      BtStudySettings settings;
      double batch_ns, append_ns, replace_ns;

      bt_study_settings_init (&settings, study);
      batch_ns = measure_batch (&settings, bt_series_get_columns (market), out);
      append_ns = measure_steps (&settings, market, FALSE);
      replace_ns = measure_steps (&settings, market, TRUE) - append_ns;
      g_print ("%-24s %5.1f ns a candle", study->id, batch_ns);
      if (reach_ns > 0)
        {
          g_print (" (reach %.1f)", reach_ns);
          is_reached = is_reached && batch_ns <= reach_ns && append_ns <= REACH_INCREMENTAL_NS;
        }
      g_print ("; one by one %.1f (reach %.0f), again as it forms %.1f\n", append_ns,
               REACH_INCREMENTAL_NS, replace_ns);
    }
  for (guint k = 0; k < BT_STUDY_MAX_OUTPUTS; k++)
    g_free (out[k]);
  return is_reached ? 0 : 1;
}
