// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-time-scale.h"

#include "base/bt-time.h"

#include <math.h>

static gint64
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  gint64 time = 0;

  bt_time_parse (text, &time, &error);
  g_assert_no_error (error);
  return time;
}

/* Openings a constant time apart, without weekends when asked. */
static gint64 *
make_times (const char *start, gint64 step_usec, gsize count, gboolean has_weekends)
{
  gint64 *times = g_new (gint64, count);
  gint64 time = parse (start);

  for (gsize i = 0; i < count; time += step_usec)
    {
      int weekday = bt_time_weekday (time);
      if (has_weekends || (weekday != 0 && weekday != 6))
        times[i++] = time;
    }
  return times;
}

static void
test_inverse (void)
{
  BtTimeScale scale = { .right = 200.25, .visible = 150, .width_px = 1180 };

  g_assert_cmpfloat_with_epsilon (bt_time_scale_to_x (&scale, 200.25), 1180, 1e-9);
  for (int x = -100; x <= 1300; x += 13)
    g_assert_cmpfloat_with_epsilon (bt_time_scale_to_x (&scale, bt_time_scale_from_x (&scale, x)),
                                    x, 1e-9);
}

static void
test_zoom_keeps_what_is_under_the_pointer (void)
{
  BtTimeScale scale = { .right = 500, .visible = 100, .width_px = 1000 };
  double before = bt_time_scale_from_x (&scale, 300);

  bt_time_scale_zoom (&scale, 2, 300);
  g_assert_cmpfloat_with_epsilon (bt_time_scale_from_x (&scale, 300), before, 1e-9);
  g_assert_cmpfloat (scale.visible, ==, 200);
  bt_time_scale_zoom (&scale, 1e9, 300);
  g_assert_cmpfloat (scale.visible, ==, BT_TIME_SCALE_MAX_VISIBLE);
  bt_time_scale_zoom (&scale, 1e-9, 300);
  g_assert_cmpfloat (scale.visible, ==, BT_TIME_SCALE_MIN_VISIBLE);
  g_assert_cmpfloat_with_epsilon (bt_time_scale_from_x (&scale, 300), before, 1e-9);
}

static void
test_range_holds_candles_in_part (void)
{
  BtTimeScale scale = { .right = 99.5, .visible = 20, .width_px = 200 };
  gsize first = 0;
  gsize last = 0;

  g_assert_true (bt_time_scale_range (&scale, 1000, &first, &last));
  g_assert_cmpuint (first, ==, 80);
  g_assert_cmpuint (last, ==, 99);
  scale.right = 99.6;
  g_assert_true (bt_time_scale_range (&scale, 1000, &first, &last));
  g_assert_cmpuint (last, ==, 100);
  /* Fewer candles than fit. */
  g_assert_true (bt_time_scale_range (&scale, 85, &first, &last));
  g_assert_cmpuint (last, ==, 84);
  g_assert_false (bt_time_scale_range (&scale, 0, &first, &last));
  scale.right = -3;
  g_assert_false (bt_time_scale_range (&scale, 10, &first, &last));
  scale.right = 400;
  g_assert_false (bt_time_scale_range (&scale, 10, &first, &last));
}

static void
test_hours_and_days (void)
{
  /* M5, 8 px a candle: an hour is 96 px. */
  g_autofree gint64 *times = make_times ("2024-03-11T20:00:00Z", 5 * BT_USEC_PER_MINUTE, 150, TRUE);
  BtTimeAxis axis = { times, 150, BT_TIMEFRAME_M5, BT_TRADING_DAY_DEFAULT, BT_ZONE (BT_ZONE_UTC) };
  BtTimeScale scale = { .right = 149.5, .visible = 150, .width_px = 1200 };
  BtTimeTick ticks[64];
  guint majors = 0;
  guint count = bt_time_axis_ticks (&axis, &scale, 0, 149, 84, ticks, 64);

  g_assert_cmpuint (count, ==, 12);
  for (guint i = 0; i < count; i++)
    {
      g_assert_cmpint (times[ticks[i].index] % BT_USEC_PER_HOUR, ==, 0);
      if (!ticks[i].is_major)
        continue;
      majors++;
      g_assert_cmpstr (ticks[i].text, ==, "Tue 12 Mar");
      g_assert_cmpint (times[ticks[i].index], ==, parse ("2024-03-12"));
    }
  g_assert_cmpuint (majors, ==, 1);
  g_assert_cmpstr (ticks[0].text, ==, "21:00");
}

static void
test_hours_are_those_of_the_zone (void)
{
  g_autofree gint64 *times = make_times ("2024-03-11T20:00:00Z", 5 * BT_USEC_PER_MINUTE, 150, TRUE);
  BtTimeAxis axis
    = { times, 150, BT_TIMEFRAME_M5, BT_TRADING_DAY_DEFAULT, BT_ZONE (BT_ZONE_NEW_YORK) };
  BtTimeScale scale = { .right = 149.5, .visible = 150, .width_px = 1200 };
  BtTimeTick ticks[64];
  guint count = bt_time_axis_ticks (&axis, &scale, 0, 149, 84, ticks, 64);
  gboolean has_midnight = FALSE;

  /* New York is four hours behind in March, after its clocks changed. */
  g_assert_cmpstr (ticks[0].text, ==, "17:00");
  for (guint i = 0; i < count; i++)
    if (ticks[i].is_major)
      has_midnight = times[ticks[i].index] == parse ("2024-03-12T04:00:00Z");
  g_assert_true (has_midnight);
}

static void
test_days_become_months_and_years (void)
{
  g_autofree gint64 *times = make_times ("2023-01-02T22:00:00Z", BT_USEC_PER_DAY, 600, FALSE);
  BtTimeAxis axis = { times, 600, BT_TIMEFRAME_D1, BT_TRADING_DAY_DEFAULT, BT_ZONE (BT_ZONE_UTC) };
  BtTimeScale scale = { .right = 599.5, .visible = 600, .width_px = 3000 };
  BtTimeTick ticks[64];
  guint count = bt_time_axis_ticks (&axis, &scale, 0, 599, 84, ticks, 64);
  gboolean has_year = FALSE;
  gboolean has_month = FALSE;

  for (guint i = 0; i < count; i++)
    {
      has_year = has_year || (ticks[i].is_major && g_str_equal (ticks[i].text, "2024"));
      has_month = has_month || (!ticks[i].is_major && g_str_equal (ticks[i].text, "Jun"));
    }
  g_assert_true (has_year);
  g_assert_true (has_month);
}

static void
test_a_trading_day_has_its_date (void)
{
  /* A day that opens on Sunday evening is Monday's. */
  gint64 times[] = { parse ("2024-03-10T21:00:00Z") };
  BtTimeAxis axis = { times, 1, BT_TIMEFRAME_D1, BT_TRADING_DAY_DEFAULT, BT_ZONE (BT_ZONE_UTC) };
  char text[64];

  bt_time_axis_format (&axis, 0, text, sizeof text);
  g_assert_cmpstr (text, ==, "Mon 11 Mar 2024");
  axis.timeframe = BT_TIMEFRAME_H1;
  bt_time_axis_format (&axis, 0, text, sizeof text);
  g_assert_cmpstr (text, ==, "Sun 10 Mar 21:00");
}

static void
test_labels_keep_their_distance (void)
{
  g_autofree gint64 *times = make_times ("2024-01-01T00:00:00Z", BT_USEC_PER_MINUTE, 20000, FALSE);
  BtTimeAxis axis
    = { times, 20000, BT_TIMEFRAME_M1, BT_TRADING_DAY_DEFAULT, BT_ZONE (BT_ZONE_UTC) };

  for (double visible = 20; visible <= 20000; visible *= 1.37)
    {
      BtTimeScale scale = { .right = 19999.5, .visible = visible, .width_px = 1530 };
      BtTimeTick ticks[128];
      gsize first = 0;
      gsize last = 0;
      bt_time_scale_range (&scale, 20000, &first, &last);
      guint count = bt_time_axis_ticks (&axis, &scale, first, last, 84, ticks, 128);
      g_assert_cmpuint (count, >, 0);
      g_assert_cmpuint (count, <, 30);
      for (guint i = 1; i < count; i++)
        g_assert_cmpfloat (bt_time_scale_to_x (&scale, (double) ticks[i].index)
                             - bt_time_scale_to_x (&scale, (double) ticks[i - 1].index),
                           >=, 52);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/time-scale/inverse", test_inverse);
  g_test_add_func ("/chart/time-scale/zoom-keeps-what-is-under-the-pointer",
                   test_zoom_keeps_what_is_under_the_pointer);
  g_test_add_func ("/chart/time-scale/range-holds-candles-in-part",
                   test_range_holds_candles_in_part);
  g_test_add_func ("/chart/time-scale/hours-and-days", test_hours_and_days);
  g_test_add_func ("/chart/time-scale/hours-are-those-of-the-zone",
                   test_hours_are_those_of_the_zone);
  g_test_add_func ("/chart/time-scale/days-become-months-and-years",
                   test_days_become_months_and_years);
  g_test_add_func ("/chart/time-scale/a-trading-day-has-its-date", test_a_trading_day_has_its_date);
  g_test_add_func ("/chart/time-scale/labels-keep-their-distance", test_labels_keep_their_distance);
  return g_test_run ();
}
