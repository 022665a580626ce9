// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Measures the CPU time of a chart frame of 1600×900 with what stands beside the candles: studies,
 * the volume profile, gaps. Two thousand and a million candles in view. */
#include "config.h"

#include "base/bt-time.h"
#include "chart/bt-chart-painter.h"
#include "market/bt-synthetic.h"
#include "study/bt-study-registry.h"

#include <stdlib.h>
#include <time.h>

#define WIDTH 1600
#define HEIGHT 900
#define FRAMES 200

static double
get_cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static void
add_studies (BtChartView *view, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      BtStudySettings settings;

      bt_study_settings_init (&settings, bt_study_registry_find (names[i]));
      bt_chart_view_add_study (view, &settings);
    }
}

static void
measure (const char *what,
         BtTape *tape,
         double visible,
         const char *const *names,
         gboolean has_profile,
         gboolean has_gaps)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  BtPixelGrid grid = { .scale = 1.0 };
  double times_ms[FRAMES];
  BtChartView view;

  bt_chart_view_init (&view, NULL);
  view.timeframe = BT_TIMEFRAME_M1;
  bt_chart_view_set_tape (&view, tape, BT_TRADING_DAY_DEFAULT);
  add_studies (&view, names);
  bt_chart_view_set_profile (&view, has_profile);
  bt_chart_view_set_gaps (&view, has_gaps);
  bt_chart_view_set_visible (&view, visible);
  for (guint i = 0; i < FRAMES; i++)
    {
      double start = get_cpu_ms ();
      cairo_t *cr = cairo_create (surface);
      bt_chart_view_set_right (&view, (double) view.columns.length - 400 - i);
      bt_chart_view_layout (&view, WIDTH, HEIGHT, &grid);
      bt_chart_painter_draw_all (&view, cr);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      times_ms[i] = get_cpu_ms () - start;
    }
  qsort (times_ms, FRAMES, sizeof *times_ms, compare_times);
  g_print ("  %-44s %8.0f in view  %6.2f ms median, %6.2f ms best\n", what, visible,
           times_ms[FRAMES / 2], times_ms[0]);
  bt_chart_view_clear (&view);
  cairo_surface_destroy (surface);
}

int
main (void)
{
  static const struct
  {
    const char *what;
    const char *names[6];
    gboolean has_profile;
    gboolean has_gaps;
  } cases[] = {
    { "no study", { NULL } },
    { "SMA, EMA, Bollinger, RSI", { "sma", "ema", "bollinger", "rsi", NULL } },
    { "Ichimoku", { "ichimoku", NULL } },
    { "MACD", { "macd", NULL } },
    { "Parabolic SAR", { "psar", NULL } },
    { "ZigZag", { "zigzag", NULL } },
    { "volume profile", { NULL }, .has_profile = TRUE },
    { "gaps kept", { NULL }, .has_gaps = TRUE },
  };
  BtCivilTime from = { .year = 2021, .month = 1, .day = 1 };
  BtCivilTime to = { .year = 2024, .month = 3, .day = 1 };
  g_autoptr (BtSeries) series
    = bt_synthetic_gold (1, bt_time_from_civil (&from), bt_time_from_civil (&to), 206000);
  g_autoptr (BtTape) tape
    = bt_tape_new (series, bt_instrument_find_builtin ("XAUUSD"), bt_series_get_length (series));

  g_print ("Parts of a 1600x900 chart, CPU of a full frame\n");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      measure (cases[i].what, tape, 2000, cases[i].names, cases[i].has_profile, cases[i].has_gaps);
      measure (cases[i].what, tape, 1000000, cases[i].names, cases[i].has_profile,
               cases[i].has_gaps);
    }
  return EXIT_SUCCESS;
}
