// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Studies of volatility and of volume, each again from its formula. */
#include "config.h"

#include "study-sheet.h"

static void
fill_atr (Sheet *s)
{
  double *atr = sheet_wilder (s, sheet_true_range (s), s->p[0]);

  OUT (0, atr[i]);
}

static void
fill_natr (Sheet *s)
{
  double *atr = sheet_wilder (s, sheet_true_range (s), s->p[0]);

  OUT (0, s->c[i] == 0 ? 0.0 * atr[i] : 100 * atr[i] / s->c[i]);
}

static void
fill_true_range (Sheet *s)
{
  double *range = sheet_true_range (s);

  OUT (0, range[i]);
}

static void
fill_average_deviation (Sheet *s)
{
  double *mean = sheet_sma (s, s->c, s->p[0]);

  for (gsize i = 0; i < s->n; i++)
    {
      s->out[0][i] = isnan (mean[i]) ? NAN : 0;
      for (gsize k = 0; k < (gsize) s->p[0] && k <= i; k++)
        s->out[0][i] += fabs (s->c[i - k] - mean[i]) / s->p[0];
    }
}

static void
fill_stddev (Sheet *s)
{
  double *variance = sheet_variance (s, s->c, s->p[0]);

  OUT (0, s->p[1] * sqrt (variance[i]));
}

static void
fill_variance (Sheet *s)
{
  double *variance = sheet_variance (s, s->c, s->p[0]);

  OUT (0, variance[i]);
}

static void
fill_percent (Sheet *s)
{
  double *mean = sheet_sma (s, s->c, s->p[0]), *variance = sheet_variance (s, s->c, s->p[0]);

  for (gsize i = 0; i < s->n; i++)
    {
      const double width = s->p[1] * sqrt (variance[i]);

      s->out[0][i] = width > 0 ? (s->c[i] - (mean[i] - width)) / (2 * width) : NAN;
    }
}

static void
fill_width (Sheet *s)
{
  double *mean = sheet_sma (s, s->c, s->p[0]), *variance = sheet_variance (s, s->c, s->p[0]);

  OUT (0, mean[i] == 0 ? NAN : 100 * 2 * s->p[1] * sqrt (variance[i]) / mean[i]);
}

static void
fill_historical_volatility (Sheet *s)
{
  COLUMN (changes, s->c[i] > 0 && ABOVE (s->c, 1) > 0 ? log (s->c[i]) - log (s->c[i - 1]) : NAN);
  double *variance = sheet_variance (s, changes, s->p[0]);

  OUT (0, 100 * sqrt (variance[i] * s->p[0] / (s->p[0] - 1)) * sqrt (s->p[1]));
}

static void
fill_chaikin_volatility (Sheet *s)
{
  COLUMN (ranges, s->h[i] - s->l[i]);
  double *average = sheet_ema (s, ranges, s->p[0]);

  OUT (0, ABOVE (average, s->p[0]) == 0 ? 0 : 100 * (average[i] / ABOVE (average, s->p[0]) - 1));
}

static void
fill_ulcer (Sheet *s)
{
  double *top = sheet_highest (s, s->c, s->p[0]), *mean;

  COLUMN (squares, isnan (top[i]) ? NAN : top[i] > 0 ? pow (100 * (s->c[i] / top[i] - 1), 2) : 0);
  mean = sheet_sma (s, squares, s->p[0]);
  OUT (0, sqrt (mean[i]));
}

static void
fill_mass_index (Sheet *s)
{
  COLUMN (ranges, s->h[i] - s->l[i]);
  double *first = sheet_ema (s, ranges, s->p[1]), *second = sheet_ema (s, first, s->p[1]), *sum;

  COLUMN (parts, second[i] == 0 ? 1 : first[i] / second[i]);
  sum = sheet_sum (s, parts, s->p[0]);
  OUT (0, sum[i]);
}

static void
fill_choppiness (Sheet *s)
{
  double *sum = sheet_sum (s, sheet_true_range (s), s->p[0]);
  double *top = sheet_highest (s, s->h, s->p[0]), *bottom = sheet_lowest (s, s->l, s->p[0]);

  OUT (0, top[i] > bottom[i] && !isnan (sum[i])
            ? 100 * log10 (sum[i] / (top[i] - bottom[i])) / log10 (s->p[0])
            : NAN);
}

static void
fill_volume (Sheet *s)
{
  double *average = sheet_sma (s, s->v, s->p[0]);

  OUT (0, s->v[i]);
  OUT (1, average[i]);
}

static void
fill_obv (Sheet *s)
{
  COLUMN (parts, i == 0                  ? s->v[i]
                 : s->c[i] > s->c[i - 1] ? s->v[i]
                 : s->c[i] < s->c[i - 1] ? -s->v[i]
                                         : 0);
  double *total = sheet_running (s, parts);

  OUT (0, total[i]);
}

static void
fill_mfi (Sheet *s)
{
  /* Three times the typical price tells rise from fall without rounding. */
  COLUMN (price, s->h[i] + s->l[i] + s->c[i]);
  COLUMN (rises, i == 0 ? NAN : price[i] > price[i - 1] ? price[i] / 3 * s->v[i] : 0);
  COLUMN (falls, i == 0 ? NAN : price[i] < price[i - 1] ? price[i] / 3 * s->v[i] : 0);
  double *up = sheet_sum (s, rises, s->p[0]), *down = sheet_sum (s, falls, s->p[0]);

  OUT (0, up[i] + down[i] <= 0 ? 0 : 100 * up[i] / (up[i] + down[i]));
}

/* The share of each candle's volume that counts as bought. */
static double *
find_flow (Sheet *s)
{
  COLUMN (flow, s->h[i] == s->l[i]
                  ? 0
                  : s->v[i] * (2 * s->c[i] - s->h[i] - s->l[i]) / (s->h[i] - s->l[i]));
  return flow;
}

static void
fill_cmf (Sheet *s)
{
  double *flow = sheet_sum (s, find_flow (s), s->p[0]), *volume = sheet_sum (s, s->v, s->p[0]);

  OUT (0, volume[i] > 0 ? flow[i] / volume[i] : NAN);
}

static void
fill_ad (Sheet *s)
{
  double *line = sheet_running (s, find_flow (s));

  OUT (0, line[i]);
}

static void
fill_adosc (Sheet *s)
{
  double *line = sheet_running (s, find_flow (s));
  const double fast = 2 / (s->p[0] + 1), slow = 2 / (s->p[1] + 1);

  COLUMN (a, i == 0 ? line[i] : fast * line[i] + (1 - fast) * a[i - 1]);
  COLUMN (b, i == 0 ? line[i] : slow * line[i] + (1 - slow) * b[i - 1]);
  OUT (0, i + 1 < (gsize) s->p[1] ? NAN : a[i] - b[i]);
}

static void
fill_pvt (Sheet *s)
{
  COLUMN (parts, i == 0 || s->c[i - 1] == 0 ? 0 : s->v[i] * (s->c[i] / s->c[i - 1] - 1));
  double *total = sheet_running (s, parts);

  OUT (0, total[i]);
}

/* An index that changes only where the volume rises (1) or falls (−1). */
static void
fill_volume_index (Sheet *s, double sign)
{
  OUT (0, i == 0 ? 1000
          : sign * s->v[i] > sign * s->v[i - 1] && s->c[i - 1] != 0
            ? s->out[0][i - 1] * s->c[i] / s->c[i - 1]
            : s->out[0][i - 1]);
}

static void
fill_nvi (Sheet *s)
{
  fill_volume_index (s, -1);
}

static void
fill_pvi (Sheet *s)
{
  fill_volume_index (s, 1);
}

static void
fill_eom (Sheet *s)
{
  COLUMN (middle, (s->h[i] + s->l[i]) / 2);
  COLUMN (ease, i == 0         ? NAN
                : s->v[i] == 0 ? 0
                               : (middle[i] - middle[i - 1])
                                   / (s->v[i] / s->p[1] / fmax (s->h[i] - s->l[i], 1e-300)));
  double *average = sheet_sma (s, ease, s->p[0]);

  OUT (0, average[i]);
}

static void
fill_force_index (Sheet *s)
{
  COLUMN (force, (s->c[i] - ABOVE (s->c, 1)) * s->v[i]);
  double *average = sheet_ema (s, force, s->p[0]);

  OUT (0, average[i]);
}

static void
fill_williams_ad (Sheet *s)
{
  COLUMN (parts, i == 0                  ? 0
                 : s->c[i] > s->c[i - 1] ? s->c[i] - fmin (s->c[i - 1], s->l[i])
                 : s->c[i] < s->c[i - 1] ? s->c[i] - fmax (s->c[i - 1], s->h[i])
                                         : 0);
  double *total = sheet_running (s, parts);

  OUT (0, i == 0 ? NAN : total[i]);
}

static void
fill_market_facilitation (Sheet *s)
{
  OUT (0, s->v[i] == 0 ? NAN : (s->h[i] - s->l[i]) / s->v[i]);
}

static void
fill_anchored_vwap (Sheet *s)
{
  COLUMN (price, (s->h[i] + s->l[i] + s->c[i]) / 3);

  for (gsize i = 0; i < s->n; i++)
    {
      double volume = 0, money = 0, squares = 0, mean;

      for (gsize k = 0; k <= i; k++)
        {
          volume += s->v[k];
          money += s->v[k] * price[k];
        }
      mean = volume > 0 ? money / volume : NAN;
      for (gsize k = 0; k <= i; k++)
        squares += s->v[k] * pow (price[k] - mean, 2);
      s->out[0][i] = mean + s->p[1] * sqrt (squares / volume);
      s->out[1][i] = mean;
      s->out[2][i] = mean - s->p[1] * sqrt (squares / volume);
    }
}

static const Textbook books[] = {
  { "atr", fill_atr, NULL, FALSE },
  { "atr", fill_atr, "period=1", FALSE },
  { "natr", fill_natr, NULL, FALSE },
  { "true-range", fill_true_range, NULL, FALSE },
  { "stddev", fill_stddev, "deviations=1.5", TRUE },
  { "average-deviation", fill_average_deviation, NULL, FALSE },
  { "average-deviation", fill_average_deviation, "period=33", FALSE },
  { "variance", fill_variance, NULL, TRUE },
  { "bollinger-percent", fill_percent, NULL, TRUE },
  { "bollinger-width", fill_width, NULL, TRUE },
  { "historical-volatility", fill_historical_volatility, NULL, FALSE },
  { "chaikin-volatility", fill_chaikin_volatility, NULL, FALSE },
  { "ulcer", fill_ulcer, NULL, TRUE },
  { "mass-index", fill_mass_index, NULL, FALSE },
  { "choppiness", fill_choppiness, NULL, FALSE },
  { "volume", fill_volume, NULL, FALSE },
  { "obv", fill_obv, NULL, FALSE },
  { "mfi", fill_mfi, NULL, FALSE },
  { "cmf", fill_cmf, NULL, FALSE },
  { "ad", fill_ad, NULL, FALSE },
  { "adosc", fill_adosc, NULL, FALSE },
  { "pvt", fill_pvt, NULL, FALSE },
  { "nvi", fill_nvi, NULL, FALSE },
  { "pvi", fill_pvi, NULL, FALSE },
  { "eom", fill_eom, NULL, FALSE },
  { "force-index", fill_force_index, NULL, FALSE },
  { "williams-ad", fill_williams_ad, NULL, FALSE },
  { "market-facilitation", fill_market_facilitation, NULL, FALSE },
  { "anchored-vwap", fill_anchored_vwap, "deviations=2", FALSE },
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
  g_test_add_func ("/study/textbook/volume", test_books);
  return g_test_run ();
}
