// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-chart-study.h"

#include "base/bt-decimal.h"

#include <math.h>

#define THOUSAND 1e3
#define MILLION 1e6
#define BILLION 1e9

void
bt_chart_study_init (BtChartStudy *study,
                     guint id,
                     const BtStudySettings *settings,
                     BtTimeframe timeframe)
{
  *study = (BtChartStudy){
    .id = id,
    .settings = *settings,
    .series = bt_study_series_new (settings, timeframe),
  };
  for (guint output = 0; output < settings->study->n_outputs; output++)
    study->pyramids[output] = bt_value_pyramid_new ();
}

void
bt_chart_study_clear (BtChartStudy *study)
{
  g_clear_pointer (&study->series, bt_study_series_free);
  for (guint output = 0; output < BT_STUDY_MAX_OUTPUTS; output++)
    g_clear_pointer (&study->pyramids[output], bt_value_pyramid_free);
}

gsize
bt_chart_study_update (BtChartStudy *study, const BtColumns *columns, gsize changed)
{
  gsize first = bt_study_series_update (study->series, columns, changed);
  gsize length = bt_study_series_get_length (study->series);

  for (guint output = 0; output < study->settings.study->n_outputs; output++)
    bt_value_pyramid_update (study->pyramids[output],
                             bt_study_series_get_values (study->series, output), length,
                             MIN (first, length));
  return first;
}

guint
bt_chart_study_palette_index (const BtChartStudy *study)
{
  return study->look.colour > 0 ? study->look.colour - 1 : study->id - 1;
}

double
bt_chart_study_unit (const BtChartStudy *study, guint output, guint digits)
{
  return pow (10.0, digits * study->settings.study->outputs[output].price_power);
}

static const char *
format_number (double value, char text[static 40])
{
  static const struct
  {
    double least;
    const char *suffix;
  } units[] = { { BILLION, "G" }, { MILLION, "M" }, { 10 * THOUSAND, "k" } };
  double size = fabs (value);
  const char *suffix = "";
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (size >= units[i].least)
      {
        size /= units[i].least == 10 * THOUSAND ? THOUSAND : units[i].least;
        suffix = units[i].suffix;
        break;
      }
  gboolean is_whole = suffix[0] == '\0' && size == floor (size);
  const char *format = is_whole ? "%.0f" : size < 0.1 ? "%.4f" : "%.2f";
  g_ascii_formatd (number, sizeof number, format, size);
  g_snprintf (text, 40, "%s%s%s", value < 0 ? "\u2212" : "", number, suffix);
  return text;
}

const char *
bt_chart_study_format (
  const BtChartStudy *study, guint output, guint digits, double value, char text[static 40])
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  char format[8];

  if (isnan (value))
    {
      g_strlcpy (text, "\u2013", 40);
      return text;
    }
  if (study->settings.study->outputs[output].price_power != 1)
    return format_number (value, text);
  g_snprintf (format, sizeof format, "%%.%uf", MIN (digits, 9));
  g_ascii_formatd (number, sizeof number, format, fabs (value));
  g_snprintf (text, 40, "%s%s", value < 0 ? "\u2212" : "", number);
  return text;
}

gboolean
bt_chart_study_find_range (
  const BtChartStudy *study, guint digits, gsize first, gsize last, double *low, double *high)
{
  const BtStudy *definition = study->settings.study;
  gsize length = bt_study_series_get_length (study->series);

  *low = INFINITY;
  *high = -INFINITY;
  for (guint output = 0; output < definition->n_outputs; output++)
    {
      const double *values = bt_study_series_get_values (study->series, output);
      double unit = bt_chart_study_unit (study, output, digits);

      if (definition->outputs[output].style == BT_STUDY_STYLE_NONE || values == NULL
          || first >= length)
        continue;
      BtValueExtent extent
        = bt_value_pyramid_get (study->pyramids[output], values, first, MIN (last, length - 1));
      *low = MIN (*low, extent.low / unit);
      *high = MAX (*high, extent.high / unit);
    }
  return *low <= *high;
}
