// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Averages, bands and lines over the candles, each again from its formula. */
#include "config.h"

#include "study-sheet.h"

static void
fill_sma (Sheet *s)
{
  double *average = sheet_sma (s, s->c, s->p[0]);

  OUT (0, average[i]);
}

static void
fill_ema (Sheet *s)
{
  double *average = sheet_ema (s, s->c, s->p[0]);

  OUT (0, average[i]);
}

static void
fill_wma (Sheet *s)
{
  double *average = sheet_wma (s, s->c, s->p[0]);

  OUT (0, average[i]);
}

static void
fill_smma (Sheet *s)
{
  double *average = sheet_wilder (s, s->c, s->p[0]);

  OUT (0, average[i]);
}

static void
fill_hma (Sheet *s)
{
  double *half = sheet_wma (s, s->c, floor (s->p[0] / 2)), *whole = sheet_wma (s, s->c, s->p[0]);
  double *average;

  COLUMN (ahead, 2 * half[i] - whole[i]);
  average = sheet_wma (s, ahead, floor (sqrt (s->p[0])));
  OUT (0, average[i]);
}

static void
fill_dema (Sheet *s)
{
  double *first = sheet_ema (s, s->c, s->p[0]), *second = sheet_ema (s, first, s->p[0]);

  OUT (0, 2 * first[i] - second[i]);
}

static void
fill_tema (Sheet *s)
{
  double *first = sheet_ema (s, s->c, s->p[0]), *second = sheet_ema (s, first, s->p[0]);
  double *third = sheet_ema (s, second, s->p[0]);

  OUT (0, 3 * first[i] - 3 * second[i] + third[i]);
}

/* The weights go up to the middle of the window and down again. */
static void
fill_trima (Sheet *s)
{
  const double period = s->p[0];

  for (gsize i = 0; i < s->n; i++)
    {
      double total = 0, weights = 0;

      for (gsize k = 0; k < (gsize) period && k <= i; k++)
        {
          const double weight = fmin ((double) k + 1, period - (double) k);

          total += weight * s->c[i - k];
          weights += weight;
        }
      s->out[0][i] = i + 1 >= (gsize) period ? total / weights : NAN;
    }
}

/* GD = (1 + v) × EMA − v × EMA of EMA three times over, multiplied out: a sum of the third to the
 * sixth average in a row. */
static void
fill_t3 (Sheet *s)
{
  const double v = s->p[1];
  double *averages[6];

  for (guint k = 0; k < G_N_ELEMENTS (averages); k++)
    averages[k] = sheet_ema (s, k == 0 ? s->c : averages[k - 1], s->p[0]);
  OUT (0, pow (1 + v, 3) * averages[2][i] - 3 * v * pow (1 + v, 2) * averages[3][i]
            + 3 * v * v * (1 + v) * averages[4][i] - pow (v, 3) * averages[5][i]);
}

static void
fill_kama (Sheet *s)
{
  const double fast = 2 / (s->p[1] + 1), slow = 2 / (s->p[2] + 1);
  double *path;

  COLUMN (changes, fabs (s->c[i] - ABOVE (s->c, 1)));
  path = sheet_sum (s, changes, s->p[0]);
  for (gsize i = 0; i < s->n; i++)
    {
      const double way = s->c[i] - ABOVE (s->c, s->p[0]);
      const double ratio = path[i] <= way || path[i] == 0 ? 1 : fabs (way) / path[i];
      const double weight = pow (slow + ratio * (fast - slow), 2);
      const double previous = i == (gsize) s->p[0] ? s->c[i - 1] : i > 0 ? s->out[0][i - 1] : NAN;

      s->out[0][i] = isnan (path[i]) ? NAN : previous + weight * (s->c[i] - previous);
    }
}

static void
fill_vwma (Sheet *s)
{
  double *volume = sheet_sum (s, s->v, s->p[0]), *money;

  COLUMN (parts, s->c[i] * s->v[i]);
  money = sheet_sum (s, parts, s->p[0]);
  OUT (0, volume[i] > 0 ? money[i] / volume[i] : NAN);
}

static void
fill_zlema (Sheet *s)
{
  const gsize lag = (gsize) (s->p[0] - 1) / 2;
  const double weight = 2 / (s->p[0] + 1);

  OUT (0, i + 1 < lag ? NAN
          : i + 1 == lag
            ? s->c[i]
            : weight * (2 * s->c[i] - s->c[i - lag]) + (1 - weight) * s->out[0][i - 1]);
}

static void
fill_alma (Sheet *s)
{
  const double period = s->p[0], middle = s->p[1] * (period - 1), width = period / s->p[2];

  for (gsize i = 0; i < s->n; i++)
    {
      double total = 0, weights = 0;

      for (gsize k = 0; k < (gsize) period && k <= i; k++)
        {
          const double place = period - 1 - (double) k;
          const double weight = exp (-pow (place - middle, 2) / (2 * width * width));

          total += weight * s->c[i - k];
          weights += weight;
        }
      s->out[0][i] = i + 1 >= (gsize) period ? total / weights : NAN;
    }
}

static void
fill_mcginley (Sheet *s)
{
  double *seed = sheet_sma (s, s->c, s->p[0]);

  for (gsize i = 0; i < s->n; i++)
    {
      const double previous = i > 0 ? s->out[0][i - 1] : NAN;
      const double ratio = s->c[i] > 0 && previous > 0 ? s->c[i] / previous : 1;

      s->out[0][i] = isnan (previous)
                       ? seed[i]
                       : previous + (s->c[i] - previous) / fmax (s->p[0] * pow (ratio, 4), 1);
    }
}

static void
fill_vidya (Sheet *s)
{
  double *near = sheet_variance (s, s->c, s->p[0]), *far = sheet_variance (s, s->c, s->p[1]);
  const gsize first = (gsize) s->p[1] - 2;

  for (gsize i = 0; i < s->n; i++)
    {
      const double weight = far[i] > 0 ? s->p[2] * sqrt (near[i]) / sqrt (far[i]) : 0;

      s->out[0][i] = i < first    ? NAN
                     : i == first ? s->c[i]
                                  : s->out[0][i - 1] + weight * (s->c[i] - s->out[0][i - 1]);
    }
}

static void
fill_midpoint (Sheet *s)
{
  double *top = sheet_highest (s, s->c, s->p[0]), *bottom = sheet_lowest (s, s->c, s->p[0]);

  OUT (0, (top[i] + bottom[i]) / 2);
}

static void
fill_midprice (Sheet *s)
{
  double *top = sheet_highest (s, s->h, s->p[0]), *bottom = sheet_lowest (s, s->l, s->p[0]);

  OUT (0, (top[i] + bottom[i]) / 2);
}

static void
fill_donchian (Sheet *s)
{
  double *top = sheet_highest (s, s->h, s->p[0]), *bottom = sheet_lowest (s, s->l, s->p[0]);

  OUT (0, top[i]);
  OUT (1, (top[i] + bottom[i]) / 2);
  OUT (2, bottom[i]);
}

static void
fill_bands (Sheet *s, const double *middle, const double *width)
{
  OUT (0, middle[i] + width[i]);
  OUT (1, middle[i]);
  OUT (2, middle[i] - width[i]);
}

static void
fill_bollinger (Sheet *s)
{
  double *variance = sheet_variance (s, s->c, s->p[0]);

  COLUMN (width, s->p[1] * sqrt (variance[i]));
  fill_bands (s, s->p[2] == 1 ? sheet_ema (s, s->c, s->p[0]) : sheet_sma (s, s->c, s->p[0]), width);
}

static void
fill_keltner (Sheet *s)
{
  double *atr = sheet_wilder (s, sheet_true_range (s), s->p[1]);

  COLUMN (width, s->p[2] * atr[i]);
  fill_bands (s, sheet_ema (s, s->c, s->p[0]), width);
}

static void
fill_envelopes (Sheet *s)
{
  double *middle = s->p[2] == 3 ? sheet_wma (s, s->c, s->p[0]) : sheet_sma (s, s->c, s->p[0]);

  COLUMN (width, fabs (middle[i]) * s->p[1] / 100);
  fill_bands (s, middle, width);
}

static void
fill_acceleration_bands (Sheet *s)
{
  COLUMN (share, s->h[i] + s->l[i] == 0 ? 0 : 4 * (s->h[i] - s->l[i]) / (s->h[i] + s->l[i]));
  COLUMN (upper, s->h[i] * (1 + share[i]));
  COLUMN (lower, s->l[i] * (1 - share[i]));
  double *top = sheet_sma (s, upper, s->p[0]), *bottom = sheet_sma (s, lower, s->p[0]);
  double *middle = sheet_sma (s, s->c, s->p[0]);

  OUT (0, top[i]);
  OUT (1, middle[i]);
  OUT (2, bottom[i]);
}

static double *
find_middle (Sheet *s, double period)
{
  double *top = sheet_highest (s, s->h, period), *bottom = sheet_lowest (s, s->l, period);

  COLUMN (middle, (top[i] + bottom[i]) / 2);
  return middle;
}

static void
fill_ichimoku (Sheet *s)
{
  double *conversion = find_middle (s, s->p[0]), *base = find_middle (s, s->p[1]);
  double *span = find_middle (s, s->p[2]);

  OUT (0, conversion[i]);
  OUT (1, base[i]);
  OUT (2, (conversion[i] + base[i]) / 2);
  OUT (3, span[i]);
  OUT (4, s->c[i]);
}

static void
fill_supertrend (Sheet *s)
{
  double *atr = sheet_wilder (s, sheet_true_range (s), s->p[0]);
  double upper = NAN, lower = NAN;
  gboolean is_up = FALSE;

  for (gsize i = 0; i < s->n; i++)
    {
      const double middle = (s->h[i] + s->l[i]) / 2, width = s->p[1] * atr[i];
      const double previous = ABOVE (s->c, 1);

      s->out[0][i] = s->out[1][i] = NAN;
      if (isnan (width))
        continue;
      if (!isnan (upper))
        {
          const double new_upper
            = middle + width < upper || previous > upper ? middle + width : upper;
          const double new_lower
            = middle - width > lower || previous < lower ? middle - width : lower;

          is_up = is_up ? !(s->c[i] < new_lower) : s->c[i] > new_upper;
          upper = new_upper;
          lower = new_lower;
        }
      else
        {
          upper = middle + width;
          lower = middle - width;
        }
      s->out[is_up ? 0 : 1][i] = is_up ? lower : upper;
    }
}

static void
fill_alligator (Sheet *s)
{
  COLUMN (middle, (s->h[i] + s->l[i]) / 2);
  double *jaw = sheet_wilder (s, middle, s->p[0]), *teeth = sheet_wilder (s, middle, s->p[1]);
  double *lips = sheet_wilder (s, middle, s->p[2]);

  OUT (0, jaw[i]);
  OUT (1, teeth[i]);
  OUT (2, lips[i]);
}

static gboolean
is_peak (const double *x, gsize i, gsize span, double sign)
{
  gboolean is_highest = i >= 2 * span;

  for (gsize k = 0; k <= 2 * span && is_highest; k++)
    is_highest = k == span || sign * x[i - k] < sign * x[i - span];
  return is_highest;
}

static void
fill_fractals (Sheet *s)
{
  const gsize span = (gsize) s->p[0];

  OUT (0, is_peak (s->h, i, span, 1) ? s->h[i - span] : NAN);
  OUT (1, is_peak (s->l, i, span, -1) ? s->l[i - span] : NAN);
}

static void
fill_chandelier (Sheet *s)
{
  double *atr = sheet_wilder (s, sheet_true_range (s), s->p[0]);
  double *top = sheet_highest (s, s->h, s->p[0]), *bottom = sheet_lowest (s, s->l, s->p[0]);

  OUT (0, top[i] - s->p[1] * atr[i]);
  OUT (1, bottom[i] + s->p[1] * atr[i]);
}

static void
fill_linreg (Sheet *s)
{
  double *end = sheet_line (s, s->c, s->p[0], s->p[0] - 1),
         *start = sheet_line (s, s->c, s->p[0], 0);
  double *slope = sheet_slope (s, s->c, s->p[0]);
  double *width = sheet_add_column (s);

  for (gsize i = 0; i < s->n; i++)
    {
      double squares = isnan (end[i]) ? NAN : 0;

      for (gsize k = 0; k < (gsize) s->p[0] && k <= i; k++)
        squares += pow (s->c[i - k] - (end[i] - slope[i] * (double) k), 2);
      width[i] = s->p[1] * sqrt (squares / s->p[0]);
    }
  fill_bands (s, end, width);
  OUT (3, start[i]);
}

static void
fill_tsf (Sheet *s)
{
  double *forecast = sheet_line (s, s->c, s->p[0], s->p[0]);

  OUT (0, forecast[i]);
}

/* Looks back from each candle for the extreme since the last turning point. */
static void
fill_zigzag (Sheet *s)
{
  gsize high = 0, low = 0;
  int direction = 0;

  for (gsize i = 0; i < s->n; i++)
    {
      const gboolean is_higher = direction >= 0 && s->h[i] > s->h[high];
      const gboolean is_lower = direction <= 0 && s->l[i] < s->l[low];
      const gboolean falls = direction >= 0 && !is_higher && i > 0
                             && s->l[i] <= s->h[high] - fabs (s->h[high]) * s->p[0] / 100;
      const gboolean rises = direction <= 0 && !is_lower && i > 0
                             && s->h[i] >= s->l[low] + fabs (s->l[low]) * s->p[0] / 100;

      high = is_higher ? i : high;
      low = is_lower ? i : low;
      s->out[0][i] = falls ? s->h[high] : rises ? s->l[low] : NAN;
      s->out[1][i] = falls ? (double) (i - high) : rises ? (double) (i - low) : NAN;
      if (falls)
        low = i;
      else if (rises)
        high = i;
      direction = falls ? -1 : rises ? 1 : direction;
      s->out[2][i] = direction > 0 ? s->h[high] : direction < 0 ? s->l[low] : NAN;
    }
}

/* Each candle's stop from the state of the candle before, kept in columns: long or short, extreme
 * and acceleration. */
static void
fill_psar (Sheet *s)
{
  const double first = fmin (s->p[0], s->p[1]);
  double *next = sheet_add_column (s), *extreme = sheet_add_column (s);
  double *pace = sheet_add_column (s), *sign = sheet_add_column (s);

  s->out[0][0] = NAN;
  for (gsize i = 1; i < s->n; i++)
    {
      const double up = s->h[i] - s->h[i - 1], down = s->l[i - 1] - s->l[i];
      const double was = i > 1 ? sign[i - 1] : down > fmax (up, 0) ? -1 : 1;
      const double stop = i > 1 ? next[i - 1] : was > 0 ? s->l[0] : s->h[0];
      const double best = i > 1 ? extreme[i - 1] : was > 0 ? s->h[1] : s->l[1];
      /* The start takes the second candle for its own predecessor. */
      const double top = i > 1 ? fmax (s->h[i], s->h[i - 1]) : s->h[1];
      const double bottom = i > 1 ? fmin (s->l[i], s->l[i - 1]) : s->l[1];
      const gboolean turns = was > 0 ? s->l[i] <= stop : s->h[i] >= stop;
      const double here = (was > 0) == turns ? s->l[i] : s->h[i];

      sign[i] = turns ? -was : was;
      s->out[0][i] = !turns ? stop : was > 0 ? fmax (best, top) : fmin (best, bottom);
      extreme[i] = turns ? here : was > 0 ? fmax (best, s->h[i]) : fmin (best, s->l[i]);
      pace[i] = turns || i == 1      ? first
                : extreme[i] != best ? fmin (pace[i - 1] + first, s->p[1])
                                     : pace[i - 1];
      next[i] = s->out[0][i] + pace[i] * (extreme[i] - s->out[0][i]);
      next[i] = sign[i] > 0 ? fmin (next[i], bottom) : fmax (next[i], top);
    }
}

static const Textbook books[] = {
  { "sma", fill_sma, NULL, FALSE },
  { "ema", fill_ema, "period=9", FALSE },
  { "wma", fill_wma, NULL, FALSE },
  { "smma", fill_smma, NULL, FALSE },
  { "hma", fill_hma, "period=17", FALSE },
  { "dema", fill_dema, "period=12", FALSE },
  { "tema", fill_tema, "period=9", FALSE },
  { "trima", fill_trima, "period=15", FALSE },
  { "trima", fill_trima, "period=16", FALSE },
  { "t3", fill_t3, NULL, FALSE },
  { "kama", fill_kama, NULL, FALSE },
  { "vwma", fill_vwma, NULL, FALSE },
  { "zlema", fill_zlema, NULL, FALSE },
  { "alma", fill_alma, NULL, FALSE },
  { "mcginley", fill_mcginley, NULL, FALSE },
  { "vidya", fill_vidya, NULL, FALSE },
  { "midpoint", fill_midpoint, NULL, FALSE },
  { "midprice", fill_midprice, "period=37", FALSE },
  { "donchian", fill_donchian, NULL, FALSE },
  { "bollinger", fill_bollinger, "deviations=2.5", FALSE },
  { "bollinger", fill_bollinger, "average=ema", FALSE },
  { "keltner", fill_keltner, NULL, FALSE },
  { "envelopes", fill_envelopes, NULL, FALSE },
  { "envelopes", fill_envelopes, "average=wma percent=0.5", FALSE },
  { "acceleration-bands", fill_acceleration_bands, NULL, FALSE },
  { "ichimoku", fill_ichimoku, NULL, FALSE },
  { "psar", fill_psar, NULL, FALSE },
  { "psar", fill_psar, "step=0.5 maximum=0.3", FALSE },
  { "supertrend", fill_supertrend, "period=7 multiplier=1.5", FALSE },
  { "alligator", fill_alligator, NULL, FALSE },
  { "fractals", fill_fractals, NULL, FALSE },
  { "fractals", fill_fractals, "span=5", FALSE },
  { "chandelier", fill_chandelier, NULL, FALSE },
  { "linreg", fill_linreg, NULL, FALSE },
  { "tsf", fill_tsf, NULL, FALSE },
  { "zigzag", fill_zigzag, "percent=0.05", FALSE },
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
  g_test_add_func ("/study/textbook/trend", test_books);
  return g_test_run ();
}
