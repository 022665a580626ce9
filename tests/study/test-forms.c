// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What holds for every study, whatever it computes: one by one is all at once, a forming candle
 * taken again is a fresh computation, later candles change nothing, and no candles, one candle,
 * flat prices, gaps and prices below zero are nothing special. */
#include "config.h"

#include "study-fixture.h"

#include <math.h>
#include <string.h>

#define N_CANDLES 700

typedef void (*CheckFunc) (const BtStudySettings *settings, BtSeries *series);

/* Gives every parameter a value that is not the usual one; large_periods makes windows longer than
 * a block of the computation. */
static void
vary_settings (BtStudySettings *settings, GRand *random, gboolean has_long_periods)
{
  const BtStudy *study = settings->study;

  for (guint i = 0; i < study->n_parameters; i++)
    {
      const BtStudyParameter *parameter = &study->parameters[i];
      const double most = has_long_periods ? 300 : 12;

      if (parameter->kind == BT_STUDY_PARAMETER_INT)
        settings->values[i] = g_rand_int_range (random, (gint32) parameter->minimum,
                                                (gint32) MIN (parameter->maximum, most) + 1);
      else if (parameter->kind == BT_STUDY_PARAMETER_CHOICE)
        settings->values[i] = g_rand_int_range (random, 0, (gint32) parameter->maximum + 1);
      else if (parameter->kind == BT_STUDY_PARAMETER_DOUBLE)
        settings->values[i] = MAX (parameter->minimum, parameter->value * g_rand_double (random));
    }
  if (study->reads & BT_STUDY_READS_SOURCE)
    settings->source = (BtStudySource) g_rand_int_range (random, 0, BT_N_STUDY_SOURCES);
}

/* Calls check for every study in every market: as it usually is, with other parameters, and in a
 * timeframe of its own. */
static void
check_all (CheckFunc check)
{
  GRand *random = g_rand_new_with_seed (11);

  for (guint market = 0; market < N_STUDY_MARKETS; market++)
    {
      g_autoptr (BtSeries) series = study_make_candles ((StudyMarket) market, N_CANDLES, market);

      for (guint i = 0; i < bt_study_registry_get_count (); i++)
        {
          BtStudySettings settings;

          bt_study_settings_init (&settings, bt_study_registry_get (i));
          check (&settings, series);
          vary_settings (&settings, random, FALSE);
          check (&settings, series);
          settings.has_timeframe = TRUE;
          settings.timeframe = BT_TIMEFRAME_M5;
          check (&settings, series);
          settings.is_forming = TRUE;
          check (&settings, series);
          settings.has_timeframe = FALSE;
          vary_settings (&settings, random, TRUE);
          check (&settings, series);
        }
    }
  g_rand_free (random);
}

static void
assert_state (const BtStudySettings *settings,
              const BtStudyState *state,
              const BtStudySeries *all,
              gsize i)
{
  for (guint k = 0; k < settings->study->n_outputs; k++)
    study_assert_same (settings, k, i, bt_study_state_get (state, k),
                       bt_study_series_get_values (all, k)[i]);
}

static void
check_one_by_one (const BtStudySettings *settings, BtSeries *series)
{
  g_autoptr (BtStudySeries) all = study_compute (settings, bt_series_get_columns (series));
  g_autoptr (BtStudyState) state = bt_study_state_new (settings, BT_TIMEFRAME_M1);

  for (gsize i = 0; i < bt_series_get_length (series); i++)
    {
      const BtCandle candle = bt_series_get_candle (series, i);

      bt_study_state_append (state, &candle);
      assert_state (settings, state, all, i);
    }
}

static void
test_one_by_one (void)
{
  check_all (check_one_by_one);
}

/* Each candle first comes as a part of itself and as something wild, as it forms, then as it is. */
static void
check_forming (const BtStudySettings *settings, BtSeries *series)
{
  g_autoptr (BtStudySeries) all = study_compute (settings, bt_series_get_columns (series));
  g_autoptr (BtStudyState) state = bt_study_state_new (settings, BT_TIMEFRAME_M1);

  for (gsize i = 0; i < bt_series_get_length (series); i++)
    {
      const BtCandle candle = bt_series_get_candle (series, i);
      BtCandle part = candle;

      part.high_points = part.low_points = part.close_points = part.open_points;
      part.volume = 0;
      bt_study_state_append (state, &part);
      part.high_points += 100000;
      part.low_points -= 50;
      part.volume = G_GINT64_CONSTANT (1) << 52;
      bt_study_state_replace (state, &part);
      bt_study_state_replace (state, &candle);
      assert_state (settings, state, all, i);
    }
}

static void
test_forming (void)
{
  check_all (check_forming);
}

/* The same through a series that follows candles in lots, the last one forming. */
static void
check_lots (const BtStudySettings *settings, BtSeries *series)
{
  const gsize cuts[] = { 0, 1, 2, 3, 130, 131, 450, 699, 700 };
  const BtColumns *columns = bt_series_get_columns (series);
  g_autoptr (BtStudySeries) all = study_compute (settings, columns);
  g_autoptr (BtStudySeries) follows = bt_study_series_new (settings, BT_TIMEFRAME_M1);

  for (guint cut = 0; cut < G_N_ELEMENTS (cuts); cut++)
    {
      const gsize length = bt_study_series_get_length (follows);
      BtColumns known = *columns;

      known.length = cuts[cut];
      g_assert_cmpuint (bt_study_series_update (follows, &known, length > 0 ? length - 1 : 0), ==,
                        length > 0 ? length - 1 : 0);
    }
  for (guint k = 0; k < settings->study->n_outputs; k++)
    for (gsize i = 0; i < columns->length; i++)
      study_assert_same (settings, k, i, bt_study_series_get_values (follows, k)[i],
                         bt_study_series_get_values (all, k)[i]);
}

static void
test_lots (void)
{
  check_all (check_lots);
}

/* Returns a column whose numbers after the cut are nonsense; free with g_free(). */
static gint64 *
poison (const gint64 *column, gsize length, gsize cut)
{
  gint64 *wild = g_memdup2 (column, length * sizeof (gint64));

  for (gsize i = cut; i < length; i++)
    wild[i] = (i % 2 ? 1 : -1) * G_GINT64_CONSTANT (900000000) - (gint64) i;
  return wild;
}

/* Candles after the cut are nonsense in all that they state, and change nothing before it. */
static void
check_no_look_ahead (const BtStudySettings *settings, BtSeries *series)
{
  const gsize cut = N_CANDLES / 2 + 3;
  const BtColumns *columns = bt_series_get_columns (series);
  g_autofree gint64 *open = poison (columns->open_points, columns->length, cut);
  g_autofree gint64 *high = poison (columns->high_points, columns->length, cut);
  g_autofree gint64 *low = poison (columns->low_points, columns->length, cut);
  g_autofree gint64 *close = poison (columns->close_points, columns->length, cut);
  g_autofree gint64 *volume = poison (columns->volume, columns->length, cut);
  BtColumns known = *columns, poisoned = *columns;

  known.length = cut;
  poisoned.open_points = open;
  poisoned.high_points = high;
  poisoned.low_points = low;
  poisoned.close_points = close;
  poisoned.volume = volume;
  g_autoptr (BtStudySeries) without = study_compute (settings, &known);
  g_autoptr (BtStudySeries) with = study_compute (settings, &poisoned);
  for (guint k = 0; k < settings->study->n_outputs; k++)
    for (gsize i = 0; i < cut; i++)
      study_assert_same (settings, k, i, bt_study_series_get_values (with, k)[i],
                         bt_study_series_get_values (without, k)[i]);
}

static void
test_no_look_ahead (void)
{
  check_all (check_no_look_ahead);
}

/* Every value is a number or NaN, and there is none before the warm-up ends. */
static void
check_warm_up (const BtStudySettings *settings, BtSeries *series)
{
  g_autoptr (BtStudySeries) all = study_compute (settings, bt_series_get_columns (series));

  for (guint k = 0; k < settings->study->n_outputs; k++)
    {
      const double *values = bt_study_series_get_values (all, k);
      const guint warm_up = bt_study_settings_get_warm_up (settings, k);

      for (gsize i = 0; i < bt_series_get_length (series); i++)
        {
          g_assert_false (isinf (values[i]));
          if (!settings->has_timeframe && warm_up != G_MAXUINT && i < warm_up && !isnan (values[i]))
            g_error ("%s has a value at candle %" G_GSIZE_FORMAT ", before %u", settings->study->id,
                     i, warm_up);
        }
    }
}

/* Parameters at their bounds, but for windows, whose longest would leave nothing to see. */
static void
go_to_bounds (BtStudySettings *settings, gboolean is_upper)
{
  for (guint i = 0; i < settings->study->n_parameters; i++)
    {
      const BtStudyParameter *parameter = &settings->study->parameters[i];
      const double most = parameter->kind == BT_STUDY_PARAMETER_INT ? N_CANDLES / 4 : G_MAXDOUBLE;

      if (parameter->kind != BT_STUDY_PARAMETER_TIME)
        settings->values[i] = is_upper ? MIN (parameter->maximum, most) : parameter->minimum;
    }
}

/* Returns candles of the same shape with prices far from zero or close to it; free with
 * bt_series_unref(). */
static BtSeries *
move_prices (BtSeries *series, gint64 factor, gint64 divisor, gint64 shift)
{
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, FALSE);

  for (gsize i = 0; i < bt_series_get_length (series); i++)
    {
      BtCandle candle = bt_series_get_candle (series, i);

      candle.open_points = candle.open_points * factor / divisor + shift;
      candle.high_points = candle.high_points * factor / divisor + shift;
      candle.low_points = candle.low_points * factor / divisor + shift;
      candle.close_points = candle.close_points * factor / divisor + shift;
      g_assert_true (bt_series_builder_add (builder, &candle, NULL));
    }
  return bt_series_builder_finish (builder);
}

/* Prices of 10^15 points, of a few, and around 2^53, and parameters at their bounds: numbers or
 * NaN, and the same one by one as all at once. */
static void
test_extremes (void)
{
  g_autoptr (BtSeries) walk = study_make_candles (STUDY_MARKET_WALK, N_CANDLES, 3);
  g_autoptr (BtSeries) gaps = study_make_candles (STUDY_MARKET_GAPS, N_CANDLES, 4);
  g_autoptr (BtSeries) huge = move_prices (gaps, G_GINT64_CONSTANT (10000000000), 1, 0);
  g_autoptr (BtSeries) tiny = move_prices (walk, 1, 30000, 0);
  g_autoptr (BtSeries) far = move_prices (walk, 1, 1, G_GINT64_CONSTANT (1) << 53);
  BtSeries *const markets[] = { walk, gaps, huge, tiny, far };

  for (guint market = 0; market < G_N_ELEMENTS (markets); market++)
    for (guint i = 0; i < bt_study_registry_get_count (); i++)
      for (guint bound = 0; bound < 3; bound++)
        {
          BtStudySettings settings;

          bt_study_settings_init (&settings, bt_study_registry_get (i));
          if (bound > 0)
            go_to_bounds (&settings, bound == 2);
          check_warm_up (&settings, markets[market]);
          check_one_by_one (&settings, markets[market]);
        }
}

/* Of the outputs that can have their first value at a candle, one has. */
static void
check_first_value (const BtStudySettings *settings, const BtStudySeries *all, guint warm_up)
{
  gboolean has_value = warm_up == G_MAXUINT;

  for (guint k = 0; k < settings->study->n_outputs; k++)
    if (bt_study_settings_get_warm_up (settings, k) == warm_up && !has_value)
      has_value = !isnan (bt_study_series_get_values (all, k)[warm_up]);
  if (!has_value)
    g_error ("%s has no value at candle %u", settings->study->id, warm_up);
}

static void
test_warm_up (void)
{
  g_autoptr (BtSeries) walk = study_make_candles (STUDY_MARKET_WALK, N_CANDLES, 1);

  check_all (check_warm_up);
  for (guint i = 0; i < bt_study_registry_get_count (); i++)
    {
      BtStudySettings settings;

      bt_study_settings_init (&settings, bt_study_registry_get (i));
      g_autoptr (BtStudySeries) all = study_compute (&settings, bt_series_get_columns (walk));
      for (guint k = 0; k < settings.study->n_outputs; k++)
        check_first_value (&settings, all, bt_study_settings_get_warm_up (&settings, k));
    }
}

/* Nothing of a series that is empty, and one candle, at most as one value. */
static void
test_few_candles (void)
{
  g_autoptr (BtSeries) one = study_make_candles (STUDY_MARKET_WALK, 1, 1);
  const BtColumns none = { .length = 0 };

  for (guint i = 0; i < bt_study_registry_get_count (); i++)
    {
      BtStudySettings settings;

      bt_study_settings_init (&settings, bt_study_registry_get (i));
      g_autoptr (BtStudySeries) empty = study_compute (&settings, &none);
      g_assert_cmpuint (bt_study_series_get_length (empty), ==, 0);
      g_autoptr (BtStudySeries) single = study_compute (&settings, bt_series_get_columns (one));
      for (guint k = 0; k < settings.study->n_outputs; k++)
        g_assert_true (isnan (bt_study_series_get_values (single, k)[0])
                       == (bt_study_settings_get_warm_up (&settings, k) > 0));
    }
}

/* A series that goes back, or whose earlier candles change, is computed anew. */
static void
test_going_back (void)
{
  g_autoptr (BtSeries) series = study_make_candles (STUDY_MARKET_WALK, 200, 5);
  g_autoptr (BtSeries) other = study_make_candles (STUDY_MARKET_WALK, 200, 6);
  const BtStudySettings settings = study_make_settings ("ema", "period=9", NULL);
  g_autoptr (BtStudySeries) follows = study_compute (&settings, bt_series_get_columns (series));
  BtColumns known = *bt_series_get_columns (series);

  known.length = 50;
  g_assert_cmpuint (bt_study_series_update (follows, &known, 50), ==, 0);
  g_assert_cmpuint (bt_study_series_get_length (follows), ==, 50);
  g_assert_cmpuint (bt_study_series_update (follows, bt_series_get_columns (other), 10), ==, 0);
  g_autoptr (BtStudySeries) fresh = study_compute (&settings, bt_series_get_columns (other));
  for (gsize i = 0; i < 200; i++)
    study_assert_same (&settings, 0, i, bt_study_series_get_values (follows, 0)[i],
                       bt_study_series_get_values (fresh, 0)[i]);
}

/* What was rounded away beside one enormous value does not stay in a window for ever. */
static void
test_spike (void)
{
  g_autoptr (BtSeries) calm = study_make_candles (STUDY_MARKET_FLAT, 400, 1);
  const BtColumns *columns = bt_series_get_columns (calm);
  g_autofree gint64 *wild = g_memdup2 (columns->close_points, sizeof (gint64) * columns->length);
  const BtStudySettings settings = study_make_settings ("stddev", "period=20", "source=hlc3", NULL);
  BtColumns spiked = *columns;

  wild[100] = G_GINT64_CONSTANT (1) << 52;
  spiked.close_points = wild;
  g_autoptr (BtStudySeries) all = study_compute (&settings, &spiked);
  g_assert_cmpfloat (bt_study_series_get_values (all, 0)[101], >, 1e12);
  g_assert_cmpfloat (bt_study_series_get_values (all, 0)[399], ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/study/forms/one-by-one", test_one_by_one);
  g_test_add_func ("/study/forms/forming", test_forming);
  g_test_add_func ("/study/forms/lots", test_lots);
  g_test_add_func ("/study/forms/no-look-ahead", test_no_look_ahead);
  g_test_add_func ("/study/forms/warm-up", test_warm_up);
  g_test_add_func ("/study/forms/extremes", test_extremes);
  g_test_add_func ("/study/forms/few-candles", test_few_candles);
  g_test_add_func ("/study/forms/going-back", test_going_back);
  g_test_add_func ("/study/forms/spike", test_spike);
  return g_test_run ();
}
