// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What begins anew with days, weeks and months, and studies in a timeframe of their own: against
 * computations that look up the whole past of each candle. */
#include "config.h"

#include "study-fixture.h"

#include "market/bt-aggregate.h"

#include <math.h>

#define N_CANDLES 900
#define VOLUME_UNIT 1e8

static const char *const span_ids[] = { "day", "week", "month" };

/* Returns a number that is the same for all candles of a span, by their dates. */
static gint64
find_span (guint kind, gint64 time_usec)
{
  const BtTradingDay day = BT_TRADING_DAY_DEFAULT;
  const gint64 date_usec = bt_trading_day_date (day, time_usec);
  const BtCivilTime civil = bt_time_to_civil (date_usec);

  if (kind == 0)
    return date_usec;
  if (kind == 1)
    return bt_timeframe_bucket_start (BT_TIMEFRAME_W1, day, time_usec);
  return civil.year * 12 + civil.month;
}

/* Returns the first candle of the span that ends before candle i, down to candle 0. */
static gsize
find_span_start (guint kind, const BtColumns *columns, gsize i)
{
  const gint64 span = find_span (kind, columns->time_usec[i]);

  while (i > 0 && find_span (kind, columns->time_usec[i - 1]) == span)
    i--;
  return i;
}

static double
get_typical (const BtColumns *columns, gsize i)
{
  return (double) (columns->high_points[i] + columns->low_points[i] + columns->close_points[i]) / 3;
}

static void
test_vwap (void)
{
  g_autoptr (BtSeries) candles = study_make_candles (STUDY_MARKET_GAPS, N_CANDLES, 3);
  const BtColumns *columns = bt_series_get_columns (candles);

  for (guint kind = 0; kind < G_N_ELEMENTS (span_ids); kind++)
    {
      g_autofree char *anchor = g_strconcat ("anchor=", span_ids[kind], NULL);
      const BtStudySettings settings = study_make_settings ("vwap", anchor, "deviations=2", NULL);
      g_autoptr (BtStudySeries) series = study_compute (&settings, columns);
      guint n_begun = 0;

      for (gsize i = 0; i < columns->length; i++)
        {
          const gsize start = find_span_start (kind, columns, i);
          double volume = 0, money = 0, squares = 0;

          n_begun += start == i;
          for (gsize k = start; k <= i; k++)
            {
              volume += (double) columns->volume[k] / VOLUME_UNIT;
              money += get_typical (columns, k) * (double) columns->volume[k] / VOLUME_UNIT;
            }
          for (gsize k = start; k <= i; k++)
            squares += pow (get_typical (columns, k) - money / volume, 2)
                       * (double) columns->volume[k] / VOLUME_UNIT;
          if (volume > 0)
            {
              g_assert_cmpfloat_with_epsilon (bt_study_series_get_values (series, 1)[i],
                                              money / volume, 1e-6);
              g_assert_cmpfloat_with_epsilon (bt_study_series_get_values (series, 0)[i],
                                              money / volume + 2 * sqrt (squares / volume), 1e-4);
            }
          else
            g_assert_true (isnan (bt_study_series_get_values (series, 1)[i]));
        }
      g_assert_cmpuint (n_begun, >=, 2);
    }
}

/* The levels of a method from the range and close of a span. */
static void
compute_levels (guint method, double high, double low, double close, double levels[static 9])
{
  const double fibonacci[] = { 0.382, 0.618, 1, NAN };
  const double camarilla[] = { 1.1 / 12, 1.1 / 6, 1.1 / 4, 1.1 / 2 };
  const double range = high - low;
  const double pivot = method == 3 ? (high + low + 2 * close) / 4 : (high + low + close) / 3;
  const double classic[] = { pivot, 2 * pivot - low,  pivot + range, high + 2 * (pivot - low),
                             NAN,   2 * pivot - high, pivot - range, low - 2 * (high - pivot),
                             NAN };

  for (guint k = 0; k < 9; k++)
    levels[k] = classic[k];
  for (guint k = 0; k < 4 && (method == 1 || method == 2); k++)
    {
      levels[1 + k] = method == 1 ? pivot + fibonacci[k] * range : close + camarilla[k] * range;
      levels[5 + k] = method == 1 ? pivot - fibonacci[k] * range : close - camarilla[k] * range;
    }
}

static void
check_pivots (const BtColumns *columns, guint kind, guint method, gboolean is_first_whole)
{
  static const char *const methods[] = { "classic", "fibonacci", "camarilla", "woodie" };
  g_autofree char *span = g_strconcat ("span=", span_ids[kind], NULL);
  g_autofree char *name = g_strconcat ("method=", methods[method], NULL);
  const BtStudySettings settings = study_make_settings ("pivots", span, name, NULL);
  g_autoptr (BtStudySeries) series = study_compute (&settings, columns);
  guint n_compared = 0;

  for (gsize i = 0; i < columns->length; i++)
    {
      const gsize start = find_span_start (kind, columns, i);
      const gsize before = start > 0 ? find_span_start (kind, columns, start - 1) : 0;
      double levels[9] = { NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN };

      if (start > 0 && (before > 0 || is_first_whole))
        {
          gint64 high = G_MININT64, low = G_MAXINT64;

          for (gsize k = before; k < start; k++)
            {
              high = MAX (high, columns->high_points[k]);
              low = MIN (low, columns->low_points[k]);
            }
          compute_levels (method, (double) high, (double) low,
                          (double) columns->close_points[start - 1], levels);
          n_compared++;
        }
      for (guint k = 0; k < 9; k++)
        {
          const double value = bt_study_series_get_values (series, k)[i];

          g_assert_cmpint (isnan (value), ==, isnan (levels[k]));
          if (!isnan (value))
            g_assert_cmpfloat_with_epsilon (value, levels[k], 1e-6);
        }
    }
  g_assert_cmpuint (n_compared, >, 0);
}

static void
test_pivots (void)
{
  g_autoptr (BtSeries) candles = study_make_candles (STUDY_MARKET_GAPS, N_CANDLES, 3);
  g_autoptr (BtSeries) walk = study_make_candles (STUDY_MARKET_WALK, 2000, 3);
  gsize start = 0;

  for (guint kind = 0; kind < 2; kind++)
    for (guint method = 0; method < 4; method++)
      check_pivots (bt_series_get_columns (candles), kind, method, FALSE);

  /* Where the first candle begins a day, that day has all it needs for the next one. */
  while (bt_timeframe_bucket_start (BT_TIMEFRAME_D1, BT_TRADING_DAY_DEFAULT,
                                    bt_series_get_columns (walk)->time_usec[start])
         != bt_series_get_columns (walk)->time_usec[start])
    start++;
  g_autoptr (BtSeries) whole = bt_series_slice (walk, start, 2000 - start);
  check_pivots (bt_series_get_columns (whole), 0, 0, TRUE);
}

/* The value at each candle from the candles of the higher timeframe that its past makes. */
static void
check_timeframe (const BtStudySettings *settings, BtSeries *candles)
{
  const BtColumns *columns = bt_series_get_columns (candles);
  g_autoptr (BtStudySeries) series = study_compute (settings, columns);
  BtStudySettings plain = *settings;

  plain.has_timeframe = FALSE;
  for (gsize i = 0; i < columns->length; i += 3)
    {
      g_autoptr (BtSeries) past = bt_series_slice (candles, 0, i + 1);
      g_autoptr (BtSeries) higher
        = bt_aggregate_series (past, settings->timeframe, BT_TRADING_DAY_DEFAULT);
      g_autoptr (BtStudySeries) values = study_compute (&plain, bt_series_get_columns (higher));
      const gint64 end_usec = bt_timeframe_bucket_end (settings->timeframe, BT_TRADING_DAY_DEFAULT,
                                                       columns->time_usec[i]);
      const gboolean has_ended = columns->time_usec[i] + BT_USEC_PER_MINUTE >= end_usec;
      const gsize n = bt_study_series_get_length (values);

      for (guint k = 0; k < settings->study->n_outputs; k++)
        {
          const double *of_higher = bt_study_series_get_values (values, k);
          const double expected = settings->is_forming || has_ended ? of_higher[n - 1]
                                  : n >= 2                          ? of_higher[n - 2]
                                                                    : NAN;

          study_assert_same (settings, k, i, bt_study_series_get_values (series, k)[i], expected);
        }
    }
}

static void
test_timeframes (void)
{
  const char *const ids[] = { "ema", "stochastic", "psar", "macd", "vwap", "ichimoku", "obv" };
  g_autoptr (BtSeries) gaps = study_make_candles (STUDY_MARKET_GAPS, 400, 8);
  g_autoptr (BtSeries) walk = study_make_candles (STUDY_MARKET_WALK, 400, 8);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      BtStudySettings settings = study_make_settings (ids[i], "timeframe=M5", NULL);

      check_timeframe (&settings, gaps);
      check_timeframe (&settings, walk);
      settings.is_forming = TRUE;
      check_timeframe (&settings, walk);
      settings.timeframe = BT_TIMEFRAME_H4;
      check_timeframe (&settings, gaps);
    }
}

/* A timeframe that is not above that of the candles has no effect. */
static void
test_same_timeframe (void)
{
  g_autoptr (BtSeries) walk = study_make_candles (STUDY_MARKET_WALK, 100, 8);
  const BtStudySettings plain = study_make_settings ("rsi", NULL);
  const BtStudySettings same = study_make_settings ("rsi", "timeframe=M1", NULL);
  g_autoptr (BtStudySeries) a = study_compute (&plain, bt_series_get_columns (walk));
  g_autoptr (BtStudySeries) b = study_compute (&same, bt_series_get_columns (walk));

  for (gsize i = 0; i < 100; i++)
    study_assert_same (&plain, 0, i, bt_study_series_get_values (a, 0)[i],
                       bt_study_series_get_values (b, 0)[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/study/spans/vwap", test_vwap);
  g_test_add_func ("/study/spans/pivots", test_pivots);
  g_test_add_func ("/study/spans/timeframes", test_timeframes);
  g_test_add_func ("/study/spans/same-timeframe", test_same_timeframe);
  return g_test_run ();
}
