// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Measures studies over many candles: all at once, beside TA-Lib where it has the same, and candle
 * by candle as play does, where the last one also changes as it forms. Candles are whole points:
 * their conversion is part of our time, and of TA-Lib's but where it is named bare. */
#include "config.h"

#include "bench-figure.h"
#include "peer-talib.h"

#include "market/bt-synthetic.h"
#include "study/bt-study-registry.h"
#include "study/bt-study-series.h"

#include <math.h>
#include <time.h>

#define N_CANDLES 1000000
#define N_RUNS 7
#define REACH_INCREMENTAL_NS 20.0

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

/* Returns the best of some runs of TA-Lib, or NAN when it is not there or has no such study. */
static double
measure_talib (PeerTalib *talib, const char *id, gboolean has_conversion)
{
  gint64 best_ns = G_MAXINT64;

  for (guint run = 0; run < N_RUNS; run++)
    {
      const gint64 start_ns = get_computed_ns ();

      if (talib == NULL || !peer_talib_run (talib, id, has_conversion))
        return NAN;
      best_ns = MIN (best_ns, get_computed_ns () - start_ns);
    }
  return (double) best_ns / N_CANDLES;
}

static void
measure_study (const BtStudy *study, BtSeries *market, PeerTalib *talib, double *const *out)
{
  BtStudySettings settings;
  const BenchPeer peers[] = { { "TA-Lib", measure_talib (talib, study->id, TRUE) },
                              { "bare", measure_talib (talib, study->id, FALSE) } };

  bt_study_settings_init (&settings, study);
  const double batch_ns = measure_batch (&settings, bt_series_get_columns (market), out);
  const double append_ns = measure_steps (&settings, market, FALSE);
  const double replace_ns = measure_steps (&settings, market, TRUE) - append_ns;
  const BenchFigure batch
    = { study->id, "ns", batch_ns, BENCH_AT_MOST, isnan (peers[0].value) ? 0 : peers[0].value };
  const BenchFigure append
    = { "  candle by candle", "ns", append_ns, BENCH_AT_MOST, REACH_INCREMENTAL_NS };
  const BenchFigure replace
    = { "  again as it forms", "ns", replace_ns, BENCH_AT_MOST, REACH_INCREMENTAL_NS };

  bench_print_figure (&batch, peers, G_N_ELEMENTS (peers));
  bench_print_figure (&append, NULL, 0);
  bench_print_figure (&replace, NULL, 0);
}

static BtSeries *
make_market (void)
{
  gint64 first_usec, end_usec;

  bt_time_parse ("2020-01-01", &first_usec, NULL);
  bt_time_parse ("2023-06-01", &end_usec, NULL);
  g_autoptr (BtSeries) market = bt_synthetic_gold (1, first_usec, end_usec, 190000);
  g_assert_cmpuint (bt_series_get_length (market), >=, N_CANDLES);
  return bt_series_slice (market, 0, N_CANDLES);
}

int
main (void)
{
  g_autoptr (BtSeries) market = make_market ();
  g_autoptr (PeerTalib) talib = peer_talib_new (market);
  double *out[BT_STUDY_MAX_OUTPUTS];

  for (guint k = 0; k < BT_STUDY_MAX_OUTPUTS; k++)
    out[k] = g_new0 (double, N_CANDLES);
  bench_print_heading ("Studies, CPU time a candle, all at once beside TA-Lib");
  for (guint i = 0; i < bt_study_registry_get_count (); i++)
    measure_study (bt_study_registry_get (i), market, talib, out);
  for (guint k = 0; k < BT_STUDY_MAX_OUTPUTS; k++)
    g_free (out[k]);
  return 0;
}
