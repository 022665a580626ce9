// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-chart-view.h"

#include "base/bt-time.h"
#include "chart-fixtures.h"
#include "study/bt-study-registry.h"

#include <string.h>

static const BtPixelGrid GRID = { .scale = 1.0 };

typedef struct
{
  BtTape *tape;
  BtChartView view;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->tape = make_wandering_tape (3000);
  bt_tape_set_known (fixture->tape, 2000);
  make_plain_view (&fixture->view, fixture->tape);
  bt_chart_view_layout (&fixture->view, 870, 428, &GRID);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bt_chart_view_clear (&fixture->view);
  bt_tape_unref (fixture->tape);
}

static void
reveal (Fixture *fixture, gsize known)
{
  bt_tape_set_known (fixture->tape, known);
  bt_chart_view_update (&fixture->view);
  bt_chart_view_layout (&fixture->view, 870, 428, &GRID);
}

static void
test_starts_at_the_end (Fixture *fixture, gconstpointer data)
{
  BtChartView *view = &fixture->view;
  double x = bt_time_scale_to_x (&view->time, 1999);

  g_assert_true (view->is_following);
  g_assert_cmpuint (view->last, ==, 1999);
  g_assert_cmpfloat (view->plot_width, ==, 800);
  g_assert_cmpfloat (view->plot_height, ==, 400);
  /* The margin for labels: 17 % of the plot. */
  g_assert_cmpfloat_with_epsilon (x, 800 - 136, 1e-6);
}

static void
test_follows_while_playing (Fixture *fixture, gconstpointer data)
{
  double before = bt_time_scale_to_x (&fixture->view.time, 1999);

  for (gsize known = 2001; known <= 2100; known++)
    {
      reveal (fixture, known);
      g_assert_cmpuint (fixture->view.last, ==, known - 1);
      g_assert_cmpfloat_with_epsilon (bt_time_scale_to_x (&fixture->view.time, (double) known - 1),
                                      before, 1e-6);
    }
}

static void
test_stays_where_it_was_panned (Fixture *fixture, gconstpointer data)
{
  bt_chart_view_pan (&fixture->view, 3000);
  g_assert_false (fixture->view.is_following);
  double right = fixture->view.time.right;

  reveal (fixture, 2200);
  g_assert_cmpfloat (fixture->view.time.right, ==, right);
  bt_chart_view_scroll_to_end (&fixture->view);
  bt_chart_view_layout (&fixture->view, 870, 428, &GRID);
  g_assert_true (fixture->view.is_following);
  g_assert_cmpuint (fixture->view.last, ==, 2199);
}

static void
test_follows_with_the_margin_of_the_user (Fixture *fixture, gconstpointer data)
{
  /* Panned a little: the newest candle is still in view, and keeps its new place. */
  bt_chart_view_pan (&fixture->view, 60);
  double x = bt_time_scale_to_x (&fixture->view.time, 1999);

  g_assert_true (fixture->view.is_following);
  reveal (fixture, 2050);
  g_assert_cmpfloat_with_epsilon (bt_time_scale_to_x (&fixture->view.time, 2049), x, 1e-6);
}

static void
test_some_candles_stay_in_view (Fixture *fixture, gconstpointer data)
{
  bt_chart_view_pan (&fixture->view, 1e7);
  bt_chart_view_layout (&fixture->view, 870, 428, &GRID);
  g_assert_true (fixture->view.has_candles);
  g_assert_cmpuint (fixture->view.first, ==, 0);
  bt_chart_view_pan (&fixture->view, -1e7);
  bt_chart_view_layout (&fixture->view, 870, 428, &GRID);
  g_assert_true (fixture->view.has_candles);
  g_assert_cmpuint (fixture->view.last, ==, 1999);
}

static void
test_timeframe_keeps_the_time_at_the_edge (Fixture *fixture, gconstpointer data)
{
  BtChartView *view = &fixture->view;
  bt_chart_view_set_right (view, 1000);
  bt_chart_view_layout (view, 870, 428, &GRID);
  gint64 before = view->columns.time_usec[view->last];

  bt_chart_view_set_timeframe (view, BT_TIMEFRAME_M5);
  bt_chart_view_layout (view, 870, 428, &GRID);
  g_assert_cmpint (view->timeframe, ==, BT_TIMEFRAME_M5);
  g_assert_cmpuint (view->columns.length, ==, 400);
  g_assert_cmpint (view->columns.time_usec[view->last], <=, before);
  g_assert_cmpint (view->columns.time_usec[view->last], >, before - 5 * BT_USEC_PER_MINUTE);
  g_assert_false (view->is_following);
  /* Following goes on over a change of timeframe. */
  bt_chart_view_scroll_to_end (view);
  bt_chart_view_set_timeframe (view, BT_TIMEFRAME_H1);
  bt_chart_view_layout (view, 870, 428, &GRID);
  g_assert_true (view->is_following);
  g_assert_cmpuint (view->last, ==, view->columns.length - 1);
}

static void
test_timeframe_is_at_least_the_tapes (void)
{
  g_autoptr (BtTape) fine = make_wandering_tape (120);
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_H1, BT_SIDE_KIND_BID, FALSE);
  BtCandle candle = make_wandering_candle (0);
  BtChartView view;

  candle.time_usec = get_start ();
  g_assert_true (bt_series_builder_add (builder, &candle, NULL));
  g_autoptr (BtSeries) series = bt_series_builder_finish (builder);
  g_autoptr (BtTape) coarse = bt_tape_new (series, bt_instrument_find_builtin ("XAUUSD"), 1);
  make_plain_view (&view, fine);
  bt_chart_view_set_tape (&view, coarse, BT_TRADING_DAY_DEFAULT);
  g_assert_cmpint (view.timeframe, ==, BT_TIMEFRAME_H1);
  bt_chart_view_set_timeframe (&view, BT_TIMEFRAME_M5);
  g_assert_cmpint (view.timeframe, ==, BT_TIMEFRAME_H1);
  bt_chart_view_clear (&view);
}

static void
test_forming_candle_counts_down (Fixture *fixture, gconstpointer data)
{
  BtChartView *view = &fixture->view;

  g_assert_cmpint (view->remaining_usec, ==, -1);
  bt_chart_view_set_timeframe (view, BT_TIMEFRAME_M15);
  /* 2,000 minutes are 133 candles of 15 and 5 minutes of the next. */
  g_assert_true (view->is_forming);
  g_assert_cmpint (view->remaining_usec, ==, 10 * BT_USEC_PER_MINUTE);
  reveal (fixture, 2010);
  g_assert_false (view->is_forming);
  g_assert_cmpint (view->remaining_usec, ==, 0);
}

static void
test_visible_keeps_the_right_edge (Fixture *fixture, gconstpointer data)
{
  BtChartView *view = &fixture->view;

  bt_chart_view_set_right (view, 1000);
  bt_chart_view_set_visible (view, 500);
  g_assert_cmpfloat (view->time.right, ==, 1000);
  bt_chart_view_set_visible (view, 1e9);
  g_assert_cmpfloat (view->time.visible, ==, BT_TIME_SCALE_MAX_VISIBLE);
  bt_chart_view_set_visible (view, 0);
  g_assert_cmpfloat (view->time.visible, ==, BT_TIME_SCALE_MIN_VISIBLE);
}

static void
test_auto_scale_holds_what_is_in_view (Fixture *fixture, gconstpointer data)
{
  BtChartView *view = &fixture->view;

  for (double right = 300; right < 1900; right += 173)
    {
      bt_chart_view_set_right (view, right);
      bt_chart_view_layout (view, 870, 428, &GRID);
      for (gsize i = view->first; i <= view->last; i++)
        {
          g_assert_cmpfloat ((double) view->columns.high_points[i], <, view->price.high_points);
          g_assert_cmpfloat ((double) view->columns.low_points[i], >, view->price.low_points);
        }
    }
}

static void
test_auto_scale_takes_near_lines_only (Fixture *fixture, gconstpointer data)
{
  BtChartView *view = &fixture->view;
  BtPriceScale before = view->price;
  gint64 top = (gint64) before.high_points;
  BtChartLine near = { .kind = BT_CHART_LINE_TARGET, .id = "1", .price_points = top + 10 };
  BtChartLine far = { .kind = BT_CHART_LINE_STOP, .id = "1", .price_points = top * 2 };

  bt_chart_view_set_lines (view, &near, 1);
  bt_chart_view_layout (view, 870, 428, &GRID);
  g_assert_cmpfloat (bt_chart_view_y (view, near.price_points), >=, 0);
  bt_chart_view_set_lines (view, &far, 1);
  bt_chart_view_layout (view, 870, 428, &GRID);
  g_assert_cmpfloat (view->price.high_points, ==, before.high_points);
}

static void
test_own_scale_stays (Fixture *fixture, gconstpointer data)
{
  BtChartView *view = &fixture->view;

  view->is_auto_scale = FALSE;
  view->price.high_points = 500000;
  view->price.low_points = 100000;
  reveal (fixture, 2500);
  g_assert_cmpfloat (view->price.high_points, ==, 500000);
  g_assert_cmpfloat (view->price.low_points, ==, 100000);
}

static void
test_crosshair_snaps_to_candles (Fixture *fixture, gconstpointer data)
{
  BtChartView *view = &fixture->view;
  gsize current = 0;
  double x = bt_time_scale_to_x (&view->time, 1950);

  g_assert_true (bt_chart_view_get_current (view, &current));
  g_assert_cmpuint (current, ==, 1999);
  bt_chart_view_point (view, x + 1.5, 100);
  g_assert_true (view->crosshair.is_visible);
  g_assert_cmpfloat (view->crosshair.index, ==, 1950);
  g_assert_true (bt_chart_view_get_current (view, &current));
  g_assert_cmpuint (current, ==, 1950);
  /* Right of the newest candle the legend is about the newest one. */
  bt_chart_view_point (view, 790, 100);
  g_assert_true (bt_chart_view_get_current (view, &current));
  g_assert_cmpuint (current, ==, 1999);
  bt_chart_view_point (view, 820, 100);
  g_assert_false (view->crosshair.is_visible);
}

static void
test_crosshair_stays_under_the_pointer (Fixture *fixture, gconstpointer data)
{
  BtChartView *view = &fixture->view;

  bt_chart_view_point (view, 400, 100);
  double index = view->crosshair.index;
  reveal (fixture, 2030);
  g_assert_cmpfloat (view->crosshair.index, ==, index + 30);
  /* One that was set by keys stays with its candle. */
  bt_chart_view_step_crosshair (view, -1);
  reveal (fixture, 2060);
  g_assert_cmpfloat (view->crosshair.index, ==, index + 29);
}

static void
test_keys_move_the_crosshair_and_the_view (Fixture *fixture, gconstpointer data)
{
  BtChartView *view = &fixture->view;

  bt_chart_view_step_crosshair (view, -1);
  g_assert_cmpfloat (view->crosshair.index, ==, 1998);
  bt_chart_view_step_crosshair (view, -400);
  g_assert_cmpfloat (view->crosshair.index, ==, 1598);
  bt_chart_view_layout (view, 870, 428, &GRID);
  g_assert_cmpuint (view->first, <=, 1598);
  g_assert_cmpuint (view->last, >=, 1598);
  bt_chart_view_step_crosshair (view, -100000);
  g_assert_cmpfloat (view->crosshair.index, ==, 0);
  bt_chart_view_step_crosshair (view, 100000);
  g_assert_cmpfloat (view->crosshair.index, ==, 1999);
}

static void
test_tape_that_went_back (Fixture *fixture, gconstpointer data)
{
  reveal (fixture, 500);
  g_assert_cmpuint (fixture->view.columns.length, ==, 500);
  g_assert_cmpuint (fixture->view.last, ==, 499);
}

static void
test_no_tape_and_no_candles (Fixture *fixture, gconstpointer data)
{
  gsize current = 0;

  reveal (fixture, 0);
  g_assert_false (fixture->view.has_candles);
  g_assert_false (bt_chart_view_get_current (&fixture->view, &current));
  reveal (fixture, 1);
  g_assert_true (fixture->view.has_candles);
  bt_chart_view_set_tape (&fixture->view, NULL, BT_TRADING_DAY_DEFAULT);
  bt_chart_view_layout (&fixture->view, 870, 428, &GRID);
  g_assert_false (fixture->view.has_candles);
  bt_chart_view_step_crosshair (&fixture->view, 1);
  g_assert_false (fixture->view.crosshair.is_visible);
}

static void
test_prices_are_written_as_traders_do (Fixture *fixture, gconstpointer data)
{
  char text[40];

  g_assert_cmpstr (bt_chart_view_format_price (&fixture->view, 218114, text), ==, "2181.14");
  g_assert_cmpstr (bt_chart_view_format_price (&fixture->view, -5, text), ==, "\u22120.05");
}

/* Many candles at once change nothing that was there before, however many studies look at them. */
static void
test_studies_take_in_new_candles_only (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "sma", "macd", "rsi" };
  BtChartView *view = &fixture->view;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      BtStudySettings settings;
      bt_study_settings_init (&settings, bt_study_registry_find (names[i]));
      g_assert_cmpuint (bt_chart_view_add_study (view, &settings), >, 0);
    }
  bt_tape_set_known (fixture->tape, 2600);
  g_assert_cmpuint (bt_chart_view_update (view), ==, 2000);
  bt_chart_view_set_timeframe (view, BT_TIMEFRAME_M15);
  const gsize before = view->columns.length;
  bt_tape_set_known (fixture->tape, 3000);
  /* The one that was forming is among them. */
  g_assert_cmpuint (bt_chart_view_update (view), >=, before - 1);
  g_assert_cmpuint (view->columns.length, >, before + 10);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/chart/view/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("starts-at-the-end", test_starts_at_the_end);
  ADD ("follows-while-playing", test_follows_while_playing);
  ADD ("stays-where-it-was-panned", test_stays_where_it_was_panned);
  ADD ("follows-with-the-margin-of-the-user", test_follows_with_the_margin_of_the_user);
  ADD ("some-candles-stay-in-view", test_some_candles_stay_in_view);
  ADD ("timeframe-keeps-the-time-at-the-edge", test_timeframe_keeps_the_time_at_the_edge);
  g_test_add_func ("/chart/view/timeframe-is-at-least-the-tapes",
                   test_timeframe_is_at_least_the_tapes);
  ADD ("forming-candle-counts-down", test_forming_candle_counts_down);
  ADD ("visible-keeps-the-right-edge", test_visible_keeps_the_right_edge);
  ADD ("auto-scale-holds-what-is-in-view", test_auto_scale_holds_what_is_in_view);
  ADD ("auto-scale-takes-near-lines-only", test_auto_scale_takes_near_lines_only);
  ADD ("own-scale-stays", test_own_scale_stays);
  ADD ("crosshair-snaps-to-candles", test_crosshair_snaps_to_candles);
  ADD ("crosshair-stays-under-the-pointer", test_crosshair_stays_under_the_pointer);
  ADD ("keys-move-the-crosshair-and-the-view", test_keys_move_the_crosshair_and_the_view);
  ADD ("tape-that-went-back", test_tape_that_went_back);
  ADD ("studies-take-in-new-candles-only", test_studies_take_in_new_candles_only);
  ADD ("no-tape-and-no-candles", test_no_tape_and_no_candles);
  ADD ("prices-are-written-as-traders-do", test_prices_are_written_as_traders_do);
  return g_test_run ();
}
