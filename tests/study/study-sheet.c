// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "study-sheet.h"

#include "study-fixture.h"

#define N_CANDLES 260
#define VOLUME_UNIT 1e8
/* How far rounding may take two ways to the same figure apart. */
#define RELATIVE 1e-9
#define ROUGH 1e-5

double *
sheet_add_column (Sheet *s)
{
  double *column = g_new0 (double, s->n);

  g_ptr_array_add (s->columns, column);
  return column;
}

double *
sheet_sum (Sheet *s, const double *x, double period)
{
  double *sum = sheet_add_column (s);

  for (gsize i = 0; i < s->n; i++)
    {
      sum[i] = i + 1 >= (gsize) period ? 0 : NAN;
      for (gsize k = 0; k < (gsize) period && k <= i; k++)
        sum[i] += x[i - k];
    }
  return sum;
}

double *
sheet_sma (Sheet *s, const double *x, double period)
{
  double *sum = sheet_sum (s, x, period);

  COLUMN (mean, sum[i] / period);
  return mean;
}

double *
sheet_wma (Sheet *s, const double *x, double period)
{
  double *average = sheet_add_column (s);

  for (gsize i = 0; i < s->n; i++)
    {
      double weights = 0;

      average[i] = i + 1 >= (gsize) period ? 0 : NAN;
      for (gsize k = 0; k < (gsize) period && k <= i; k++)
        {
          average[i] += x[i - k] * (period - (double) k);
          weights += period - (double) k;
        }
      average[i] /= weights;
    }
  return average;
}

double *
sheet_highest (Sheet *s, const double *x, double period)
{
  double *highest = sheet_add_column (s);

  for (gsize i = 0; i < s->n; i++)
    {
      highest[i] = i + 1 >= (gsize) period ? x[i] : NAN;
      for (gsize k = 1; k < (gsize) period && k <= i; k++)
        highest[i] = x[i - k] > highest[i] ? x[i - k] : isnan (x[i - k]) ? NAN : highest[i];
    }
  return highest;
}

double *
sheet_lowest (Sheet *s, const double *x, double period)
{
  COLUMN (negated, -x[i]);
  double *highest = sheet_highest (s, negated, period);

  COLUMN (lowest, -highest[i]);
  return lowest;
}

double *
sheet_highest_back (Sheet *s, const double *x, double period)
{
  double *back = sheet_add_column (s);

  for (gsize i = 0; i < s->n; i++)
    {
      gsize best = 0;

      for (gsize k = 1; k < (gsize) period && k <= i; k++)
        if (x[i - k] > x[i - best])
          best = k;
      back[i] = i + 1 >= (gsize) period ? (double) best : NAN;
    }
  return back;
}

double *
sheet_variance (Sheet *s, const double *x, double period)
{
  double *mean = sheet_sma (s, x, period);
  double *variance = sheet_add_column (s);

  for (gsize i = 0; i < s->n; i++)
    {
      variance[i] = isnan (mean[i]) ? NAN : 0;
      for (gsize k = 0; k < (gsize) period && k <= i; k++)
        variance[i] += (x[i - k] - mean[i]) * (x[i - k] - mean[i]) / period;
    }
  return variance;
}

double *
sheet_slope (Sheet *s, const double *x, double period)
{
  double *mean = sheet_sma (s, x, period);
  double *slope = sheet_add_column (s);

  for (gsize i = 0; i < s->n; i++)
    {
      double above = 0, below = 0;

      for (gsize k = 0; k < (gsize) period && k <= i; k++)
        {
          const double place = (period - 1) / 2 - (double) k;

          above += place * (x[i - k] - mean[i]);
          below += place * place;
        }
      slope[i] = above / below;
    }
  return slope;
}

double *
sheet_line (Sheet *s, const double *x, double period, double place)
{
  double *mean = sheet_sma (s, x, period);
  double *slope = sheet_slope (s, x, period);

  COLUMN (line, mean[i] + slope[i] * (place - (period - 1) / 2));
  return line;
}

static double *
smooth (Sheet *s, const double *x, double period, double weight)
{
  double *average = sheet_add_column (s);
  double sum = 0;
  gsize count = 0;

  for (gsize i = 0; i < s->n; i++)
    {
      average[i] = NAN;
      if (isnan (x[i]))
        continue;
      count++;
      if (count <= (gsize) period)
        sum += x[i];
      if (count == (gsize) period)
        average[i] = sum / period;
      else if (count > (gsize) period)
        average[i] = weight * x[i] + (1 - weight) * average[i - 1];
    }
  return average;
}

double *
sheet_ema (Sheet *s, const double *x, double period)
{
  return smooth (s, x, period, 2 / (period + 1));
}

double *
sheet_wilder (Sheet *s, const double *x, double period)
{
  return smooth (s, x, period, 1 / period);
}

double *
sheet_running (Sheet *s, const double *x)
{
  double total = 0;

  COLUMN (running, total += isnan (x[i]) ? 0 : x[i]);
  return running;
}

double *
sheet_true_range (Sheet *s)
{
  COLUMN (range, i == 0 ? NAN
                        : fmax (s->h[i] - s->l[i],
                                fmax (fabs (s->h[i] - s->c[i - 1]), fabs (s->l[i] - s->c[i - 1]))));
  return range;
}

double
sheet_up (double change)
{
  return isnan (change) ? NAN : change > 0 ? change : 0;
}

double
sheet_down (double change)
{
  return sheet_up (-change);
}

static double *
read_points (const gint64 *points, gsize n, double unit)
{
  double *column = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    column[i] = (double) points[i] / unit;
  return column;
}

static void
compare (const BtStudySettings *settings,
         const BtStudySeries *series,
         const Sheet *sheet,
         double tolerance)
{
  for (guint k = 0; k < settings->study->n_outputs; k++)
    {
      const double *values = bt_study_series_get_values (series, k);
      double scale = 1e-3;

      for (gsize i = 0; i < sheet->n; i++)
        if (!isnan (sheet->out[k][i]))
          scale = fmax (scale, fabs (sheet->out[k][i]));
      for (gsize i = 0; i < sheet->n; i++)
        if (isnan (values[i]) != isnan (sheet->out[k][i])
            || fabs (values[i] - sheet->out[k][i]) > tolerance * scale)
          {
            g_autofree char *label = bt_study_settings_label (settings);

            g_error ("%s, output %s, candle %" G_GSIZE_FORMAT ": %.17g is not %.17g", label,
                     settings->study->outputs[k].id, i, values[i], sheet->out[k][i]);
          }
    }
}

static void
check_book (const Textbook *book, BtSeries *candles)
{
  const BtColumns *columns = bt_series_get_columns (candles);
  const gsize n = columns->length;
  g_auto (GStrv) parameters = g_strsplit (book->parameters ? book->parameters : "", " ", -1);
  g_autofree double *open = read_points (columns->open_points, n, 1);
  g_autofree double *high = read_points (columns->high_points, n, 1);
  g_autofree double *low = read_points (columns->low_points, n, 1);
  g_autofree double *close = read_points (columns->close_points, n, 1);
  g_autofree double *volume = read_points (columns->volume, n, VOLUME_UNIT);
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
  BtStudySettings settings = study_make_settings (book->id, NULL);
  double *out[BT_STUDY_MAX_OUTPUTS];
  Sheet sheet = { n, open, high, low, close, volume, settings.values, out, owned };

  for (guint i = 0; parameters[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (parameters[i], "=", 2);

      g_assert_cmpint (bt_study_settings_set (&settings, pair[0], pair[1]), ==, BT_STUDY_SET_DONE);
    }
  for (guint k = 0; k < settings.study->n_outputs; k++)
    out[k] = sheet_add_column (&sheet);
  book->fill (&sheet);
  g_autoptr (BtStudySeries) series = study_compute (&settings, columns);
  compare (&settings, series, &sheet, book->is_rough ? ROUGH : RELATIVE);
}

void
sheet_check (const Textbook *books, gsize n_books)
{
  const StudyMarket markets[]
    = { STUDY_MARKET_WALK, STUDY_MARKET_GAPS, STUDY_MARKET_COARSE, STUDY_MARKET_DEEP };

  for (guint market = 0; market < G_N_ELEMENTS (markets); market++)
    {
      g_autoptr (BtSeries) candles = study_make_candles (markets[market], N_CANDLES, 20 + market);

      for (gsize i = 0; i < n_books; i++)
        check_book (&books[i], candles);
    }
}
