// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Studies over the candles and in panes below them. */
#include "config.h"

#include "chart-fixtures.h"
#include "chart/bt-study-layer.h"
#include "chart/bt-study-legend.h"
#include "study/bt-study-registry.h"

#include <math.h>

#define WIDTH 700
#define HEIGHT 500

static guint
add_study (BtChartView *view, const char *name, const char *parameter, const char *value)
{
  BtStudySettings settings;

  bt_study_settings_init (&settings, bt_study_registry_find (name));
  if (parameter != NULL)
    g_assert_cmpint (bt_study_settings_set (&settings, parameter, value), ==, BT_STUDY_SET_DONE);
  return bt_chart_view_add_study (view, &settings);
}

static void
lay_out (BtChartView *view)
{
  BtPixelGrid grid = { .scale = 1.0 };

  bt_chart_view_layout (view, WIDTH, HEIGHT, &grid);
}

/* Panes stand below the plot, one below the other, to the time axis; the plot keeps its share. */
static void
test_panes_share_the_body (void)
{
  static const char *const names[]
    = { "rsi", "macd", "atr", "stochastic", "cci", "adx", "obv", "mfi" };
  g_autoptr (BtTape) tape = make_wandering_tape (400);
  BtChartView view;

  make_plain_view (&view, tape);
  lay_out (&view);
  g_assert_cmpfloat (view.plot_height, ==, view.body_height);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_cmpuint (add_study (&view, names[i], NULL, NULL), ==, i + 1);
      lay_out (&view);
      g_assert_cmpuint (view.n_panes, >=, 1);
      g_assert_cmpfloat (view.plot_height, >=, view.body_height * 0.4 - 1);
      double top = view.plot_height;
      for (guint k = 0; k < view.n_panes; k++)
        {
          g_assert_cmpfloat (view.panes[k].top, ==, top);
          g_assert_cmpfloat (view.panes[k].height, >=, 50);
          top += view.panes[k].height;
        }
      g_assert_cmpfloat (top, ==, view.body_height);
    }
  /* An indicator over the candles needs no pane. */
  guint before = view.n_panes;
  add_study (&view, "ema", NULL, NULL);
  lay_out (&view);
  g_assert_cmpuint (view.n_panes, ==, before);
  bt_chart_view_clear (&view);
}

static void
test_limits (void)
{
  g_autoptr (BtTape) tape = make_wandering_tape (50);
  BtChartView view;
  BtStudySettings settings;

  make_plain_view (&view, tape);
  for (guint i = 0; i < BT_CHART_MAX_STUDIES; i++)
    g_assert_cmpuint (add_study (&view, "sma", NULL, NULL), ==, i + 1);
  g_assert_cmpuint (add_study (&view, "sma", NULL, NULL), ==, 0);
  bt_study_settings_init (&settings, bt_study_registry_find ("ema"));
  g_assert_false (bt_chart_view_set_study (&view, 99, &settings));
  g_assert_false (bt_chart_view_remove_study (&view, 99));
  g_assert_true (bt_chart_view_set_study (&view, 3, &settings));
  g_assert_cmpstr (view.studies[2].settings.study->id, ==, "ema");
  g_assert_true (bt_chart_view_remove_study (&view, 1));
  g_assert_cmpuint (view.n_studies, ==, BT_CHART_MAX_STUDIES - 1);
  g_assert_cmpuint (view.studies[0].id, ==, 2);
  /* An id is never used again. */
  g_assert_cmpuint (add_study (&view, "sma", NULL, NULL), ==, BT_CHART_MAX_STUDIES + 1);
  bt_chart_view_clear (&view);
}

static guint
count_pixels (cairo_surface_t *surface, int left, int top, int right, int bottom, guint32 pixel)
{
  guint count = 0;

  for (int y = top; y < bottom; y++)
    for (int x = left; x < right; x++)
      count += get_pixel (surface, x, y) == pixel;
  return count;
}

/* The average's line is where its values are, in its colour. */
static void
test_line_is_at_its_values (void)
{
  g_autoptr (BtTape) tape = make_wandering_tape (400);
  BtChartView view;

  make_plain_view (&view, tape);
  add_study (&view, "sma", "period", "50");
  bt_chart_view_set_visible (&view, 60);
  bt_chart_view_set_right (&view, 300);
  cairo_surface_t *surface = bt_chart_painter_render (&view, WIDTH, HEIGHT, 1);
  const double *values = bt_study_series_get_values (view.studies[0].series, 0);
  const GdkRGBA *colour = bt_study_layer_colour (&view, &view.studies[0], 0, 0);
  for (gsize i = 250; i < 295; i++)
    {
      int x = (int) floor (bt_time_scale_to_x (&view.time, (double) i));
      int y = (int) floor (bt_price_scale_to_y (&view.price, values[i]));
      guint32 ground = to_pixel (&view.theme.view);
      g_assert_cmphex (get_pixel (surface, x, y), !=, ground);
    }
  g_assert_cmpuint (
    count_pixels (surface, 0, 0, (int) view.plot_width, (int) view.plot_height, to_pixel (colour)),
    >, 50);
  cairo_surface_destroy (surface);
  bt_chart_view_clear (&view);
}

/* Returns a tape with half an hour without candles after every fiftieth. */
static BtTape *
make_gapped_tape (guint count)
{
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, FALSE);

  for (guint i = 0; i < count; i++)
    {
      BtCandle candle = make_wandering_candle (i);
      candle.time_usec = get_start () + (i + i / 50 * 30) * BT_USEC_PER_MINUTE;
      g_assert_true (bt_series_builder_add (builder, &candle, NULL));
    }
  g_autoptr (BtSeries) series = bt_series_builder_finish (builder);
  return bt_tape_new (series, bt_instrument_find_builtin ("XAUUSD"), count);
}

/* Where gaps are kept the lines and areas of a study stand over their candles too, and go on
 * through a gap, few candles or many. */
static void
check_gaps (const char *name, BtTape *tape, double visible)
{
  BtChartView plain, view;
  BtChartView *const views[] = { &plain, &view };
  cairo_surface_t *surfaces[2];
  guint looked_at = 0;
  guint drawn = 0;

  make_plain_view (&plain, tape);
  make_plain_view (&view, tape);
  add_study (&view, name, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      bt_chart_view_set_gaps (views[i], TRUE);
      bt_chart_view_set_visible (views[i], visible);
      bt_chart_view_set_right (views[i], 1990);
      surfaces[i] = bt_chart_painter_render (views[i], WIDTH, HEIGHT, 1);
    }
  const double *values = bt_study_series_get_values (view.studies[0].series, 0);
  guint32 ground = to_pixel (&view.theme.view);
  for (gsize i = view.first + 5; i < 1980; i++)
    {
      int x = (int) floor (bt_time_scale_to_x (&view.time, (double) i));
      int y = (int) floor (bt_price_scale_to_y (&view.price, values[i]));
      /* Where nothing else is drawn. */
      if (y < 2 || y >= (int) view.plot_height - 2 || get_pixel (surfaces[0], x, y) != ground)
        continue;
      g_assert_cmphex (get_pixel (surfaces[1], x, y), !=, ground);
      looked_at++;
    }
  g_assert_cmpuint (looked_at, >, 20);
  /* Between two candles with a gap between them. */
  int middle
    = (int) (bt_time_scale_to_x (&view.time, 1949) + bt_time_scale_to_x (&view.time, 1950)) / 2;
  for (int y = 0; y < (int) view.plot_height; y++)
    drawn += get_pixel (surfaces[1], middle, y) != get_pixel (surfaces[0], middle, y);
  g_assert_cmpuint (drawn, >, 0);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      cairo_surface_destroy (surfaces[i]);
      bt_chart_view_clear (views[i]);
    }
}

static void
test_values_stand_beside_gaps (void)
{
  static const char *const names[] = { "sma", "bollinger", "ichimoku" };
  g_autoptr (BtTape) tape = make_gapped_tape (2000);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      check_gaps (names[i], tape, 150);
      check_gaps (names[i], tape, 600);
    }
}

static const char *const SOME[]
  = { "ema",    "bollinger", "ichimoku", "psar", "supertrend", "zigzag",
      "pivots", "vwap",      "rsi",      "macd", "volume",     "awesome" };

static void
add_some (BtChartView *view)
{
  for (guint i = 0; i < G_N_ELEMENTS (SOME); i++)
    g_assert_cmpuint (add_study (view, SOME[i], NULL, NULL), >, 0);
}

/* Where many candles share a column, each of their values still lies on the line: nothing that is
 * known is lost by merging. */
static void
test_merged_values_are_all_shown (void)
{
  static const double visible[] = { 900, 3000, 12000, 400000 };
  g_autoptr (BtTape) tape = make_wandering_tape (30000);
  BtChartView view;

  make_plain_view (&view, tape);
  add_study (&view, "sma", "period", "5");
  add_some (&view);
  for (guint i = 0; i < G_N_ELEMENTS (visible); i++)
    {
      bt_chart_view_set_visible (&view, visible[i]);
      bt_chart_view_set_right (&view, 29000);
      cairo_surface_t *surface = bt_chart_painter_render (&view, WIDTH, HEIGHT, 1);
      const double *values = bt_study_series_get_values (view.studies[0].series, 0);
      guint32 ground = to_pixel (&view.theme.view);
      for (gsize k = MAX (view.first, 20); k < view.last; k += 7)
        {
          int x = (int) floor (bt_time_scale_to_x (&view.time, (double) k));
          int y = (int) floor (bt_price_scale_to_y (&view.price, values[k]));
          if (x >= 0 && x < (int) view.plot_width && y >= 0 && y < (int) view.plot_height)
            g_assert_cmphex (get_pixel (surface, x, y), !=, ground);
        }
      cairo_surface_destroy (surface);
    }
  bt_chart_view_clear (&view);
}

/* A study's own colour, width and stroke are drawn, and a hidden one is not. */
static void
test_looks (void)
{
  g_autoptr (BtTape) tape = make_wandering_tape (400);
  BtChartView view;
  guint counts[4];
  static const BtStudyLook looks[] = { { .colour = 3 },
                                       { .colour = 3, .width = 4 },
                                       { .colour = 3, .width = 4, .stroke = BT_DRAWING_DOTTED },
                                       { .colour = 3, .is_hidden = TRUE } };

  make_plain_view (&view, tape);
  guint id = add_study (&view, "sma", "period", "50");
  bt_chart_view_set_visible (&view, 60);
  bt_chart_view_set_right (&view, 300);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_assert_true (bt_chart_view_set_study_look (&view, id, &looks[i]));
      cairo_surface_t *surface = bt_chart_painter_render (&view, WIDTH, HEIGHT, 1);
      counts[i] = count_pixels (surface, 0, 0, (int) view.plot_width, (int) view.plot_height,
                                to_pixel (&view.theme.study[2]));
      cairo_surface_destroy (surface);
    }
  g_assert_cmpuint (counts[0], >, 50);
  g_assert_cmpuint (counts[1], >, counts[0] * 2);
  g_assert_cmpuint (counts[2], <, counts[1] / 2);
  g_assert_cmpuint (counts[2], >, 20);
  g_assert_cmpuint (counts[3], ==, 0);
  g_assert_false (bt_chart_view_set_study_look (&view, 99, &looks[0]));
  bt_chart_view_clear (&view);
}

/* A pane's study leaves no mark in the plot, and a range is kept. */
static void
test_pane_keeps_to_itself (void)
{
  g_autoptr (BtTape) tape = make_wandering_tape (400);
  BtChartView view;

  make_plain_view (&view, tape);
  add_study (&view, "rsi", NULL, NULL);
  cairo_surface_t *surface = bt_chart_painter_render (&view, WIDTH, HEIGHT, 1);
  guint32 pixel = to_pixel (bt_study_layer_colour (&view, &view.studies[0], 0, 0));
  g_assert_cmpuint (view.n_panes, ==, 1);
  g_assert_cmpfloat (view.panes[0].scale.low_points, ==, 0);
  g_assert_cmpfloat (view.panes[0].scale.high_points, ==, 100);
  g_assert_cmpuint (
    count_pixels (surface, 0, 0, (int) view.plot_width, (int) view.plot_height, pixel), ==, 0);
  g_assert_cmpuint (count_pixels (surface, 0, (int) view.panes[0].top, (int) view.plot_width,
                                  (int) view.body_height, pixel),
                    >, 20);
  cairo_surface_destroy (surface);
  bt_chart_view_clear (&view);
}

/* Nothing on the picture depends on a candle that is not known. */
static void
test_no_look_ahead (void)
{
  enum
  {
    COUNT = 500,
    KNOWN = 417
  };
  BtCandle candles[COUNT];
  BtCandle poisoned[COUNT];

  for (guint i = 0; i < COUNT; i++)
    {
      candles[i] = make_wandering_candle (i);
      poisoned[i] = candles[i];
      if (i < KNOWN)
        continue;
      poisoned[i].open_points = poisoned[i].close_points = 17;
      poisoned[i].low_points = -400000;
      poisoned[i].high_points = 9000000;
      poisoned[i].volume = G_GINT64_CONSTANT (1000000000000);
    }
  static const BtTimeframe timeframes[]
    = { BT_TIMEFRAME_M1, BT_TIMEFRAME_M5, BT_TIMEFRAME_M10, BT_TIMEFRAME_M15 };

  for (guint t = 0; t < G_N_ELEMENTS (timeframes); t++)
    {
      g_autoptr (BtTape) tape = make_tape (candles, COUNT, get_start (), KNOWN);
      g_autoptr (BtTape) other = make_tape (poisoned, COUNT, get_start (), KNOWN);
      BtChartView views[2];
      cairo_surface_t *surfaces[2];

      for (guint i = 0; i < 2; i++)
        {
          make_plain_view (&views[i], i == 0 ? tape : other);
          bt_chart_view_set_timeframe (&views[i], timeframes[t]);
          views[i].has_text = TRUE;
          add_some (&views[i]);
          bt_chart_view_set_visible (&views[i], 60);
          bt_chart_view_scroll_to_end (&views[i]);
          surfaces[i] = bt_chart_painter_render (&views[i], WIDTH, HEIGHT, 1);
        }
      g_assert_true (is_same_picture (surfaces[0], surfaces[1]));
      for (guint i = 0; i < 2; i++)
        {
          cairo_surface_destroy (surfaces[i]);
          bt_chart_view_clear (&views[i]);
        }
    }
}

/* Fails unless all values of the studies of two charts are the same. */
static void
assert_same_values (const BtChartView *one, const BtChartView *two)
{
  for (guint s = 0; s < one->n_studies; s++)
    for (guint k = 0; k < one->studies[s].settings.study->n_outputs; k++)
      {
        const BtStudySeries *first = one->studies[s].series, *second = two->studies[s].series;
        const gsize length = bt_study_series_get_length (first);

        g_assert_cmpuint (length, >, 1);
        g_assert_cmpuint (length, ==, bt_study_series_get_length (second));
        g_assert_cmpmem (bt_study_series_get_values (first, k), length * sizeof (double),
                         bt_study_series_get_values (second, k), length * sizeof (double));
      }
}

/* Adds a lot of the registry's studies, with the candle that forms, every second in a timeframe of
 * its own. */
static void
add_lot (BtChartView *view, guint first)
{
  for (guint i = first; i < MIN (first + BT_CHART_MAX_STUDIES, bt_study_registry_get_count ()); i++)
    {
      BtStudySettings settings;

      bt_study_settings_init (&settings, bt_study_registry_get (i));
      settings.has_timeframe = i % 2 == 1;
      settings.timeframe = BT_TIMEFRAME_H1;
      settings.is_forming = i % 4 == 1;
      bt_chart_view_add_study (view, &settings);
    }
}

/* No value of any study depends on a candle that is not known, over the candles of the tape, those
 * of a higher timeframe and every kind of bars made of them. */
static void
test_values_do_not_look_ahead (void)
{
  enum
  {
    COUNT = 900,
    KNOWN = 817
  };
  static const BtTimeframe timeframes[] = { BT_TIMEFRAME_M1, BT_TIMEFRAME_M15 };
  g_autofree BtCandle *candles = g_new (BtCandle, COUNT);
  g_autofree BtCandle *poisoned = g_new (BtCandle, COUNT);

  for (guint i = 0; i < COUNT; i++)
    {
      candles[i] = poisoned[i] = make_wandering_candle (i);
      if (i < KNOWN)
        continue;
      poisoned[i].open_points = poisoned[i].close_points = 17;
      poisoned[i].low_points = -400000;
      poisoned[i].high_points = 9000000;
      poisoned[i].volume = G_GINT64_CONSTANT (1000000000000);
    }
  g_autoptr (BtTape) tape = make_tape (candles, COUNT, get_start (), KNOWN);
  g_autoptr (BtTape) other = make_tape (poisoned, COUNT, get_start (), KNOWN);
  for (guint t = 0; t < G_N_ELEMENTS (timeframes); t++)
    for (guint kind = 0; kind < BT_N_CHART_SERIES_KINDS; kind++)
      for (guint first = 0; first < bt_study_registry_get_count (); first += BT_CHART_MAX_STUDIES)
        {
          const BtChartSeriesSpec spec = { .kind = (BtChartSeriesKind) kind };
          BtChartView views[2];

          for (guint i = 0; i < 2; i++)
            {
              make_plain_view (&views[i], i == 0 ? tape : other);
              bt_chart_view_set_timeframe (&views[i], timeframes[t]);
              bt_chart_view_set_series (&views[i], &spec);
              add_lot (&views[i], first);
              bt_chart_view_update (&views[i]);
            }
          g_assert_cmpuint (views[0].n_studies, >, 0);
          assert_same_values (&views[0], &views[1]);
          bt_chart_view_clear (&views[0]);
          bt_chart_view_clear (&views[1]);
        }
}

/* Candle by candle, forming ones and steps back included, the picture is that of one go. */
static void
test_grown_is_fresh (void)
{
  g_autoptr (BtTape) tape = make_wandering_tape (700);
  static const gsize steps[] = { 300, 301, 303, 306, 307, 340, 310, 311, 499, 500, 702, 433 };
  BtChartView grown;

  bt_tape_set_known (tape, 100);
  make_plain_view (&grown, tape);
  bt_chart_view_set_timeframe (&grown, BT_TIMEFRAME_M5);
  add_some (&grown);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      BtChartView fresh;

      bt_tape_set_known (tape, MIN (steps[i], 700));
      bt_chart_view_update (&grown);
      bt_chart_view_scroll_to_end (&grown);
      make_plain_view (&fresh, tape);
      bt_chart_view_set_timeframe (&fresh, BT_TIMEFRAME_M5);
      add_some (&fresh);
      bt_chart_view_scroll_to_end (&fresh);
      cairo_surface_t *one = bt_chart_painter_render (&grown, WIDTH, HEIGHT, 1);
      cairo_surface_t *two = bt_chart_painter_render (&fresh, WIDTH, HEIGHT, 1);
      g_assert_true (is_same_picture (one, two));
      cairo_surface_destroy (one);
      cairo_surface_destroy (two);
      bt_chart_view_clear (&fresh);
    }
  bt_chart_view_clear (&grown);
}

static void
test_names (void)
{
  g_autoptr (BtTape) tape = make_wandering_tape (400);
  BtChartView view;

  make_plain_view (&view, tape);
  view.has_text = TRUE;
  add_study (&view, "sma", "period", "3");
  add_study (&view, "rsi", NULL, NULL);
  lay_out (&view);
  g_autofree char *warming = bt_study_legend_describe (&view, 0, 1);
  g_assert_cmpstr (warming, ==, "SMA 3: –");
  g_autofree char *text = bt_study_legend_describe (&view, 0, 9);
  double mean = 0;
  for (gsize i = 7; i < 10; i++)
    mean += (double) view.columns.close_points[i] / 300;
  g_autofree char *expected = g_strdup_printf ("SMA 3: %.2f", mean);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (bt_study_legend_hit (&view, 12, 40), ==, 0);
  g_assert_cmpuint (bt_study_legend_hit (&view, 12, view.panes[0].top + 10), ==, 1);
  g_assert_cmpuint (bt_study_legend_hit (&view, 12, 200), ==, BT_CHART_NO_INDEX);
  bt_chart_view_clear (&view);
}

static void
test_formats (void)
{
  g_autoptr (BtTape) tape = make_wandering_tape (60);
  BtChartView view;
  char text[40];

  make_plain_view (&view, tape);
  add_study (&view, "obv", NULL, NULL);
  add_study (&view, "ema", NULL, NULL);
  const BtChartStudy *plain = &view.studies[0];
  const BtChartStudy *price = &view.studies[1];
  g_assert_cmpstr (bt_chart_study_format (plain, 0, 2, 12.345, text), ==, "12.35");
  g_assert_cmpstr (bt_chart_study_format (plain, 0, 2, -12345.6, text), ==, "−12.35k");
  g_assert_cmpstr (bt_chart_study_format (plain, 0, 2, 2500000, text), ==, "2.50M");
  g_assert_cmpstr (bt_chart_study_format (plain, 0, 2, 0.0123, text), ==, "0.0123");
  g_assert_cmpstr (bt_chart_study_format (plain, 0, 2, NAN, text), ==, "–");
  g_assert_cmpstr (bt_chart_study_format (price, 0, 2, 2064.3, text), ==, "2064.30");
  g_assert_cmpfloat (bt_chart_study_unit (price, 0, 2), ==, 100);
  g_assert_cmpfloat (bt_chart_study_unit (plain, 0, 2), ==, 1);
  bt_chart_view_clear (&view);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/studies/panes", test_panes_share_the_body);
  g_test_add_func ("/chart/studies/limits", test_limits);
  g_test_add_func ("/chart/studies/line", test_line_is_at_its_values);
  g_test_add_func ("/chart/studies/gaps", test_values_stand_beside_gaps);
  g_test_add_func ("/chart/studies/merged", test_merged_values_are_all_shown);
  g_test_add_func ("/chart/studies/looks", test_looks);
  g_test_add_func ("/chart/studies/pane", test_pane_keeps_to_itself);
  g_test_add_func ("/chart/studies/no-look-ahead", test_no_look_ahead);
  g_test_add_func ("/chart/studies/values-no-look-ahead", test_values_do_not_look_ahead);
  g_test_add_func ("/chart/studies/grown-is-fresh", test_grown_is_fresh);
  g_test_add_func ("/chart/studies/names", test_names);
  g_test_add_func ("/chart/studies/formats", test_formats);
  return g_test_run ();
}
