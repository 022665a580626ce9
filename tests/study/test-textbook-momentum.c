// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Oscillators, each again from its formula. */
#include "config.h"

#include "study-sheet.h"

static double *
find_changes (Sheet *s, double rows)
{
  COLUMN (changes, s->c[i] - ABOVE (s->c, rows));
  return changes;
}

/* Wilder's averages of the upward (1) or downward (−1) changes. */
static double *
find_moves (Sheet *s, double period, double sign)
{
  double *changes = find_changes (s, 1);

  COLUMN (parts, sheet_up (sign * changes[i]));
  return sheet_wilder (s, parts, period);
}

static double *
find_rsi (Sheet *s, double period)
{
  double *up = find_moves (s, period, 1), *down = find_moves (s, period, -1);

  /* Wilder's own form, with the ratio. */
  COLUMN (rsi, up[i] == 0 ? 0.0 * up[i] : 100 - 100 / (1 + up[i] / down[i]));
  return rsi;
}

static void
fill_rsi (Sheet *s)
{
  double *rsi = find_rsi (s, s->p[0]);

  OUT (0, rsi[i]);
}

static void
fill_cmo (Sheet *s)
{
  double *up = find_moves (s, s->p[0], 1), *down = find_moves (s, s->p[0], -1);

  OUT (0, up[i] + down[i] == 0 ? 0 : 100 * (up[i] - down[i]) / (up[i] + down[i]));
}

/* Where x is between the lowest and the highest of a window, in per cent; no more of a range than
 * nothing counts as nothing. */
static double *
find_place (
  Sheet *s, const double *x, const double *high, const double *low, double period, double nothing)
{
  double *top = sheet_highest (s, high, period), *bottom = sheet_lowest (s, low, period);

  COLUMN (place,
          top[i] - bottom[i] <= nothing ? 0 : 100 * (x[i] - bottom[i]) / (top[i] - bottom[i]));
  return place;
}

static void
fill_stochastic (Sheet *s)
{
  double *raw = find_place (s, s->c, s->h, s->l, s->p[0], 0);
  double *k = s->p[3] == 0 ? sheet_sma (s, raw, s->p[1]) : sheet_ema (s, raw, s->p[1]);
  double *d = s->p[3] == 0 ? sheet_sma (s, k, s->p[2]) : sheet_ema (s, k, s->p[2]);

  OUT (0, k[i]);
  OUT (1, d[i]);
}

static void
fill_stochastic_rsi (Sheet *s)
{
  double *rsi = find_rsi (s, s->p[0]);
  double *k = sheet_sma (s, find_place (s, rsi, rsi, rsi, s->p[1], 1e-9), s->p[2]);
  double *d = sheet_sma (s, k, s->p[3]);

  OUT (0, k[i]);
  OUT (1, d[i]);
}

static void
fill_williams_r (Sheet *s)
{
  double *top = sheet_highest (s, s->h, s->p[0]), *bottom = sheet_lowest (s, s->l, s->p[0]);

  OUT (0, top[i] == bottom[i] ? 0 : -100 * (top[i] - s->c[i]) / (top[i] - bottom[i]));
}

static void
fill_signal (Sheet *s, const double *line, double period)
{
  double *signal = sheet_ema (s, line, period);

  OUT (0, line[i]);
  OUT (1, signal[i]);
}

static void
fill_macd (Sheet *s)
{
  /* The fast average begins so late that both have their seed at the same candle. */
  COLUMN (late, i >= (gsize) (s->p[1] - s->p[0]) ? s->c[i] : NAN);
  double *fast = sheet_ema (s, late, s->p[0]), *slow = sheet_ema (s, s->c, s->p[1]);

  COLUMN (macd, fast[i] - slow[i]);
  fill_signal (s, macd, s->p[2]);
  OUT (2, s->out[0][i] - s->out[1][i]);
}

static void
fill_apo (Sheet *s)
{
  double *fast = s->p[2] == 1 ? sheet_ema (s, s->c, s->p[0]) : sheet_sma (s, s->c, s->p[0]);
  double *slow = s->p[2] == 1 ? sheet_ema (s, s->c, s->p[1]) : sheet_sma (s, s->c, s->p[1]);

  OUT (0, fast[i] - slow[i]);
}

static void
fill_percentage (Sheet *s, const double *x)
{
  double *fast = s->p[3] == 1 ? sheet_ema (s, x, s->p[0]) : sheet_sma (s, x, s->p[0]);
  double *slow = s->p[3] == 1 ? sheet_ema (s, x, s->p[1]) : sheet_sma (s, x, s->p[1]);

  COLUMN (oscillator, slow[i] == 0 ? 0 : 100 * (fast[i] / slow[i] - 1));
  fill_signal (s, oscillator, s->p[2]);
  OUT (2, s->out[0][i] - s->out[1][i]);
}

static void
fill_ppo (Sheet *s)
{
  fill_percentage (s, s->c);
}

static void
fill_volume_oscillator (Sheet *s)
{
  fill_percentage (s, s->v);
}

static void
fill_cci (Sheet *s)
{
  COLUMN (price, (s->h[i] + s->l[i] + s->c[i]) / 3);
  double *mean = sheet_sma (s, price, s->p[0]);

  for (gsize i = 0; i < s->n; i++)
    {
      double deviation = isnan (mean[i]) ? NAN : 0;

      for (gsize k = 0; k < (gsize) s->p[0] && k <= i; k++)
        deviation += fabs (price[i - k] - mean[i]) / s->p[0];
      /* Thirds leave a rest of rounding where nothing deviates. */
      s->out[0][i] = deviation < 1e-9 ? 0 : (price[i] - mean[i]) / (0.015 * deviation);
    }
}

static void
fill_momentum (Sheet *s)
{
  double *changes = find_changes (s, s->p[0]);

  OUT (0, changes[i]);
}

static double *
find_rate (Sheet *s, double rows)
{
  COLUMN (rate, ABOVE (s->c, rows) == 0 ? 0 : 100 * (s->c[i] / ABOVE (s->c, rows) - 1));
  return rate;
}

static void
fill_roc (Sheet *s)
{
  double *rate = find_rate (s, s->p[0]);

  OUT (0, rate[i]);
}

static void
fill_trix (Sheet *s)
{
  double *first = sheet_ema (s, s->c, s->p[0]), *second = sheet_ema (s, first, s->p[0]);
  double *third = sheet_ema (s, second, s->p[0]);

  COLUMN (trix, ABOVE (third, 1) == 0 ? 0 : 100 * (third[i] / ABOVE (third, 1) - 1));
  fill_signal (s, trix, s->p[1]);
}

static double *
find_awesome (Sheet *s)
{
  COLUMN (middle, (s->h[i] + s->l[i]) / 2);
  double *fast = sheet_sma (s, middle, s->p[0]), *slow = sheet_sma (s, middle, s->p[1]);

  COLUMN (awesome, fast[i] - slow[i]);
  return awesome;
}

static void
fill_awesome (Sheet *s)
{
  double *awesome = find_awesome (s);

  OUT (0, awesome[i]);
}

static void
fill_accelerator (Sheet *s)
{
  double *awesome = find_awesome (s), *average = sheet_sma (s, awesome, s->p[2]);

  OUT (0, awesome[i] - average[i]);
}

/* Wilder's sums: the first period − 1 values, then sum − sum ÷ period + value. */
static double *
find_wilder_sum (Sheet *s, const double *x, double period)
{
  double *sum = sheet_add_column (s);
  double total = 0;

  for (gsize i = 1; i < s->n; i++)
    {
      total = i < (gsize) period ? total + x[i] : total - total / period + x[i];
      sum[i] = i < (gsize) period ? NAN : total;
    }
  sum[0] = NAN;
  return sum;
}

/* A directional indicator: the upward (1) or the downward one. */
static double *
find_indicator (Sheet *s, double period, double sign)
{
  const double *x = sign > 0 ? s->h : s->l, *y = sign > 0 ? s->l : s->h;
  double *range = find_wilder_sum (s, sheet_true_range (s), period), *sum;

  COLUMN (moves, sheet_up (sign * (x[i] - ABOVE (x, 1))));
  COLUMN (others, sheet_up (-sign * (y[i] - ABOVE (y, 1))));
  COLUMN (counted, moves[i] > others[i] ? moves[i] : 0);
  sum = find_wilder_sum (s, counted, period);
  COLUMN (indicator, range[i] == 0 ? 0 : 100 * sum[i] / range[i]);
  return indicator;
}

/* The index; where nothing moves it has the value given for that, or that of the row above. */
static double *
find_index (Sheet *s, double period, gboolean has_nothing)
{
  double *plus = find_indicator (s, period, 1), *minus = find_indicator (s, period, -1);

  COLUMN (index, plus[i] + minus[i] == 0 ? (has_nothing || i == (gsize) period ? 0 : index[i - 1])
                                         : 100 * fabs (plus[i] - minus[i]) / (plus[i] + minus[i]));
  return index;
}

static double *
find_adx (Sheet *s, double period)
{
  double *index = find_index (s, period, TRUE);
  double *plus = find_indicator (s, period, 1), *minus = find_indicator (s, period, -1);
  double *seed = sheet_sma (s, index, period);
  const gsize first = 2 * (gsize) period - 1;

  COLUMN (adx, i < first                 ? NAN
               : i == first              ? seed[i]
               : plus[i] + minus[i] == 0 ? adx[i - 1]
                                         : (adx[i - 1] * (period - 1) + index[i]) / period);
  return adx;
}

static void
fill_adx (Sheet *s)
{
  double *adx = find_adx (s, s->p[0]);
  double *plus = find_indicator (s, s->p[0], 1), *minus = find_indicator (s, s->p[0], -1);

  OUT (0, adx[i]);
  OUT (1, plus[i]);
  OUT (2, minus[i]);
}

static void
fill_adxr (Sheet *s)
{
  double *adx = find_adx (s, s->p[0]);

  OUT (0, (adx[i] + ABOVE (adx, s->p[0] - 1)) / 2);
}

static void
fill_dx (Sheet *s)
{
  double *index = find_index (s, s->p[0], FALSE);

  OUT (0, index[i]);
}

/* The sum of the first period − 1 movements; then each day loses its share and gains the new one.
 */
static void
fill_dm (Sheet *s)
{
  const gsize period = (gsize) s->p[0];

  COLUMN (rise, s->h[i] - ABOVE (s->h, 1));
  COLUMN (fall, ABOVE (s->l, 1) - s->l[i]);
  COLUMN (up, rise[i] > fall[i] && rise[i] > 0 ? rise[i] : 0);
  COLUMN (down, fall[i] > rise[i] && fall[i] > 0 ? fall[i] : 0);
  COLUMN (plus, up[i] + (i == 0 ? 0 : plus[i - 1] * (i < period ? 1 : 1 - 1 / s->p[0])));
  COLUMN (minus, down[i] + (i == 0 ? 0 : minus[i - 1] * (i < period ? 1 : 1 - 1 / s->p[0])));
  OUT (0, i + 1 < period ? NAN : plus[i]);
  OUT (1, i + 1 < period ? NAN : minus[i]);
}

static void
fill_aroon (Sheet *s)
{
  COLUMN (negated, -s->l[i]);
  double *low = sheet_highest_back (s, negated, s->p[0] + 1);
  double *high = sheet_highest_back (s, s->h, s->p[0] + 1);

  OUT (0, 100 * (s->p[0] - low[i]) / s->p[0]);
  OUT (1, 100 * (s->p[0] - high[i]) / s->p[0]);
}

static void
fill_aroon_oscillator (Sheet *s)
{
  COLUMN (negated, -s->l[i]);
  double *low = sheet_highest_back (s, negated, s->p[0] + 1);
  double *high = sheet_highest_back (s, s->h, s->p[0] + 1);

  OUT (0, 100 * (low[i] - high[i]) / s->p[0]);
}

static double *
find_pressure (Sheet *s, double period)
{
  double *range = sheet_sum (s, sheet_true_range (s), period), *pressure;

  COLUMN (parts, i == 0 ? NAN : s->c[i] - fmin (s->l[i], s->c[i - 1]));
  pressure = sheet_sum (s, parts, period);
  COLUMN (share, range[i] == 0 ? 0 : pressure[i] / range[i]);
  return share;
}

static void
fill_ultimate (Sheet *s)
{
  double *a = find_pressure (s, s->p[0]), *b = find_pressure (s, s->p[1]);
  double *c = find_pressure (s, s->p[2]);

  OUT (0, 100 * (4 * a[i] + 2 * b[i] + c[i]) / 7);
}

static void
fill_bop (Sheet *s)
{
  OUT (0, s->h[i] == s->l[i] ? 0 : (s->c[i] - s->o[i]) / (s->h[i] - s->l[i]));
}

static void
fill_tsi (Sheet *s)
{
  double *changes = find_changes (s, 1);
  double *change = sheet_ema (s, sheet_ema (s, changes, s->p[0]), s->p[1]), *size;

  COLUMN (sizes, fabs (changes[i]));
  size = sheet_ema (s, sheet_ema (s, sizes, s->p[0]), s->p[1]);
  COLUMN (tsi, size[i] == 0 ? 0 : 100 * change[i] / size[i]);
  fill_signal (s, tsi, s->p[2]);
}

static void
fill_dpo (Sheet *s)
{
  double *average = sheet_sma (s, s->c, s->p[0]);

  OUT (0, ABOVE (s->c, floor (s->p[0] / 2) + 1) - average[i]);
}

static void
fill_kst (Sheet *s)
{
  double *a = sheet_sma (s, find_rate (s, 10), 10), *b = sheet_sma (s, find_rate (s, 15), 10);
  double *c = sheet_sma (s, find_rate (s, 20), 10), *d = sheet_sma (s, find_rate (s, 30), 15);
  double *signal;

  COLUMN (kst, a[i] + 2 * b[i] + 3 * c[i] + 4 * d[i]);
  signal = sheet_sma (s, kst, s->p[0]);
  OUT (0, kst[i]);
  OUT (1, signal[i]);
}

static void
fill_coppock (Sheet *s)
{
  double *far = find_rate (s, s->p[1]), *near = find_rate (s, s->p[2]), *average;

  COLUMN (both, far[i] + near[i]);
  average = sheet_wma (s, both, s->p[0]);
  OUT (0, average[i]);
}

static double *
find_symmetric (Sheet *s, const double *x)
{
  COLUMN (smooth, (x[i] + 2 * ABOVE (x, 1) + 2 * ABOVE (x, 2) + ABOVE (x, 3)) / 6);
  return smooth;
}

static void
fill_rvgi (Sheet *s)
{
  COLUMN (bodies, s->c[i] - s->o[i]);
  COLUMN (ranges, s->h[i] - s->l[i]);
  double *above = sheet_sma (s, find_symmetric (s, bodies), s->p[0]);
  double *below = sheet_sma (s, find_symmetric (s, ranges), s->p[0]), *signal;

  COLUMN (rvgi, below[i] < 1e-9 ? 0 : above[i] / below[i]);
  signal = find_symmetric (s, rvgi);
  OUT (0, rvgi[i]);
  OUT (1, signal[i]);
}

static void
fill_fisher (Sheet *s)
{
  COLUMN (middle, (s->h[i] + s->l[i]) / 2);
  double *top = sheet_highest (s, middle, s->p[0]), *bottom = sheet_lowest (s, middle, s->p[0]);
  double smooth = 0, fisher = 0;

  for (gsize i = 0; i < s->n; i++)
    {
      const double range = top[i] - bottom[i];
      const double place = range > 0 ? 2 * ((middle[i] - bottom[i]) / range - 0.5) : 0;

      s->out[1][i] = i >= (gsize) s->p[0] ? fisher : NAN;
      if (!isnan (range))
        {
          smooth = fmax (fmin (0.33 * place + 0.67 * smooth, 0.999), -0.999);
          fisher = atanh (smooth) + fisher / 2;
        }
      s->out[0][i] = isnan (range) ? NAN : fisher;
    }
}

static void
fill_elder_ray (Sheet *s)
{
  double *average = sheet_ema (s, s->c, s->p[0]);

  OUT (0, s->h[i] - average[i]);
  OUT (1, s->l[i] - average[i]);
}

static void
fill_vortex (Sheet *s)
{
  double *range = sheet_sum (s, sheet_true_range (s), s->p[0]);

  COLUMN (ups, fabs (s->h[i] - ABOVE (s->l, 1)));
  COLUMN (downs, fabs (s->l[i] - ABOVE (s->h, 1)));
  double *up = sheet_sum (s, ups, s->p[0]), *down = sheet_sum (s, downs, s->p[0]);

  OUT (0, range[i] > 0 ? up[i] / range[i] : NAN);
  OUT (1, range[i] > 0 ? down[i] / range[i] : NAN);
}

static void
fill_imi (Sheet *s)
{
  COLUMN (rises, sheet_up (s->c[i] - s->o[i]));
  COLUMN (falls, sheet_down (s->c[i] - s->o[i]));
  double *up = sheet_sum (s, rises, s->p[0]), *down = sheet_sum (s, falls, s->p[0]);

  OUT (0, up[i] + down[i] > 0 ? 100 * up[i] / (up[i] + down[i]) : NAN);
}

static void
fill_slope (Sheet *s)
{
  double *slope = sheet_slope (s, s->c, s->p[0]);

  OUT (0, slope[i]);
}

static void
fill_forecast_oscillator (Sheet *s)
{
  double *forecast = sheet_line (s, s->c, s->p[0], s->p[0]);

  OUT (0, s->c[i] == 0 ? NAN : 100 * (s->c[i] - ABOVE (forecast, 1)) / s->c[i]);
}

static const Textbook books[] = {
  { "rsi", fill_rsi, NULL, FALSE },
  { "cmo", fill_cmo, NULL, FALSE },
  { "stochastic", fill_stochastic, NULL, FALSE },
  { "stochastic", fill_stochastic, "k=5 smooth=1 average=ema", FALSE },
  { "stochastic-rsi", fill_stochastic_rsi, "smooth=2", FALSE },
  { "williams-r", fill_williams_r, NULL, FALSE },
  { "macd", fill_macd, NULL, FALSE },
  { "apo", fill_apo, NULL, FALSE },
  { "apo", fill_apo, "average=sma", FALSE },
  { "ppo", fill_ppo, NULL, FALSE },
  { "volume-oscillator", fill_volume_oscillator, NULL, FALSE },
  { "volume-oscillator", fill_volume_oscillator, "fast=2 slow=5 average=sma", FALSE },
  { "cci", fill_cci, NULL, FALSE },
  { "cci", fill_cci, "period=7", FALSE },
  { "momentum", fill_momentum, NULL, FALSE },
  { "roc", fill_roc, NULL, FALSE },
  { "trix", fill_trix, NULL, FALSE },
  { "awesome", fill_awesome, NULL, FALSE },
  { "accelerator", fill_accelerator, NULL, FALSE },
  { "adx", fill_adx, NULL, FALSE },
  { "adx", fill_adx, "period=2", FALSE },
  { "adxr", fill_adxr, NULL, FALSE },
  { "dx", fill_dx, "period=5", FALSE },
  { "dm", fill_dm, NULL, FALSE },
  { "dm", fill_dm, "period=2", FALSE },
  { "aroon", fill_aroon, NULL, FALSE },
  { "aroon", fill_aroon, "period=25", FALSE },
  { "aroon-oscillator", fill_aroon_oscillator, NULL, FALSE },
  { "ultimate", fill_ultimate, NULL, FALSE },
  { "bop", fill_bop, NULL, FALSE },
  { "tsi", fill_tsi, NULL, FALSE },
  { "dpo", fill_dpo, NULL, FALSE },
  { "kst", fill_kst, NULL, FALSE },
  { "coppock", fill_coppock, NULL, FALSE },
  { "rvgi", fill_rvgi, NULL, FALSE },
  { "fisher", fill_fisher, NULL, FALSE },
  { "elder-ray", fill_elder_ray, NULL, FALSE },
  { "vortex", fill_vortex, NULL, FALSE },
  { "imi", fill_imi, NULL, FALSE },
  { "linreg-slope", fill_slope, NULL, FALSE },
  { "forecast-oscillator", fill_forecast_oscillator, NULL, FALSE },
};

static void
test_books (void)
{
  sheet_check (books, G_N_ELEMENTS (books));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/study/textbook/momentum", test_books);
  return g_test_run ();
}
