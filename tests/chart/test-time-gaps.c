// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Places that stand empty where time passed, and the lines between parts of the calendar. */
#include "config.h"

#include "base/bt-time.h"
#include "chart-fixtures.h"

#include <math.h>

/* Separators that cross a strip are more than none of it. */
#define CROSSING_PX 20

/* Two hours of minutes from 20:00 of each of three days, with the first ten of every hour missing.
 */
static GArray *
make_times (void)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 day = 0; day < 3; day++)
    for (gint64 minute = 0; minute < 120; minute++)
      if (minute % 60 >= 10)
        {
          gint64 time = get_start () + day * BT_USEC_PER_DAY + 20 * BT_USEC_PER_HOUR
                        + minute * BT_USEC_PER_MINUTE;
          g_array_append_val (times, time);
        }
  return times;
}

static void
test_places_are_minutes (void)
{
  g_autoptr (GArray) times = make_times ();
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (BtTimeGap));
  const gint64 *usec = (const gint64 *) (void *) times->data;
  BtColumns columns = { .length = times->len, .time_usec = usec };

  bt_time_gaps_update (gaps, &columns, BT_TIMEFRAME_M1, 0);
  g_assert_cmpuint (gaps->len, ==, 5);
  BtTimeScale scale = { .right = times->len - 1.0,
                        .visible = 500,
                        .width_px = 1000,
                        .gaps = (const BtTimeGap *) (void *) gaps->data,
                        .n_gaps = gaps->len };
  for (guint i = 1; i < times->len; i++)
    g_assert_cmpfloat (bt_time_scale_places (&scale, 0, i), ==,
                       (double) (usec[i] - usec[0]) / BT_USEC_PER_MINUTE);
  /* There and back, inside gaps too. */
  for (double index = -30; index < times->len + 40; index += 0.37)
    {
      double x = bt_time_scale_to_x (&scale, index);
      g_assert_cmpfloat_with_epsilon (bt_time_scale_from_x (&scale, x), index, 1e-6);
      g_assert_cmpfloat (bt_time_scale_to_x (&scale, index + 0.1), >, x);
    }
  /* What is in view is what has room, and zooming holds what it points at. */
  gsize first = 0;
  gsize last = 0;
  g_assert_true (bt_time_scale_range (&scale, times->len, &first, &last));
  g_assert_cmpuint (last, ==, times->len - 1);
  g_assert_cmpfloat (bt_time_scale_to_x (&scale, (double) first), >=, -1);
  double pivot = bt_time_scale_from_x (&scale, 300);
  bt_time_scale_zoom (&scale, 3, 300);
  g_assert_cmpfloat_with_epsilon (bt_time_scale_from_x (&scale, 300), pivot, 1e-6);
}

static void
test_gaps_grow (void)
{
  g_autoptr (GArray) times = make_times ();
  g_autoptr (GArray) grown = g_array_new (FALSE, FALSE, sizeof (BtTimeGap));
  BtColumns columns = { .time_usec = (const gint64 *) (void *) times->data };

  for (gsize length = 0; length <= times->len; length += 7)
    {
      g_autoptr (GArray) fresh = g_array_new (FALSE, FALSE, sizeof (BtTimeGap));
      gsize changed = columns.length > 0 ? columns.length - 1 : 0;
      columns.length = length;
      bt_time_gaps_update (grown, &columns, BT_TIMEFRAME_M1, changed);
      bt_time_gaps_update (fresh, &columns, BT_TIMEFRAME_M1, 0);
      g_assert_cmpmem (grown->data, grown->len * sizeof (BtTimeGap), fresh->data,
                       fresh->len * sizeof (BtTimeGap));
    }
  /* Back in time the later ones go; weeks have none. */
  columns.length = 20;
  bt_time_gaps_update (grown, &columns, BT_TIMEFRAME_M1, 20);
  g_assert_cmpuint (grown->len, ==, 0);
  columns.length = times->len;
  bt_time_gaps_update (grown, &columns, BT_TIMEFRAME_W1, 0);
  g_assert_cmpuint (grown->len, ==, 0);
}

/* The chart draws the same candles either way, with room between them. */
static void
test_view_keeps_gaps (void)
{
  g_autoptr (GArray) times = make_times ();
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, FALSE);
  BtPixelGrid grid = { .scale = 1 };
  BtChartView view;

  for (guint i = 0; i < times->len; i++)
    {
      g_autoptr (GError) error = NULL;
      BtCandle candle = make_wandering_candle (i);
      candle.time_usec = g_array_index (times, gint64, i);
      bt_series_builder_add (builder, &candle, &error);
      g_assert_no_error (error);
    }
  g_autoptr (BtSeries) series = bt_series_builder_finish (builder);
  g_autoptr (BtTape) tape = bt_tape_new (series, bt_instrument_find_builtin ("XAUUSD"), 250);
  make_plain_view (&view, tape);
  bt_chart_view_set_visible (&view, 400);
  bt_chart_view_layout (&view, 900, 400, &grid);
  gsize squeezed = view.first;
  bt_chart_view_set_gaps (&view, TRUE);
  bt_chart_view_layout (&view, 900, 400, &grid);
  g_assert_cmpuint (view.first, >, squeezed);
  g_assert_cmpuint (view.last, ==, 249);
  /* Through a gap time goes on evenly. */
  double before = bt_time_scale_to_x (&view.time, 199);
  double after = bt_time_scale_to_x (&view.time, 200);
  gint64 middle = (view.columns.time_usec[199] + view.columns.time_usec[200]) / 2;
  g_assert_cmpfloat_with_epsilon (
    bt_time_scale_to_x (&view.time, bt_chart_view_index_of (&view, middle)), (before + after) / 2,
    0.5);
  bt_tape_set_known (tape, 300);
  bt_chart_view_update (&view);
  bt_chart_view_layout (&view, 900, 400, &grid);
  g_assert_cmpuint (view.time.n_gaps, ==, 5);
  cairo_surface_t *surface = bt_chart_painter_render (&view, 900, 400, 1);
  guint32 ground = to_pixel (&view.theme.view);
  int x = (int) (bt_time_scale_to_x (&view.time, 299.0));
  int y = (int) bt_chart_view_y (&view, view.columns.close_points[299]);
  g_assert_cmphex (get_pixel (surface, x, y), !=, ground);
  cairo_surface_destroy (surface);
  bt_chart_view_set_gaps (&view, FALSE);
  g_assert_cmpuint (view.time.n_gaps, ==, 0);
  bt_chart_view_clear (&view);
}

static void
test_separators (void)
{
  g_autoptr (BtTape) tape = make_wandering_tape (20 * 1440);
  BtPixelGrid grid = { .scale = 1 };
  BtChartView view;

  make_plain_view (&view, tape);
  bt_chart_view_set_timeframe (&view, BT_TIMEFRAME_H1);
  bt_chart_view_set_visible (&view, 300);
  bt_chart_view_layout (&view, 900, 400, &grid);
  /* Midnights of UTC, the weeks' apart. */
  g_assert_cmpuint (view.n_separators, >=, 9);
  guint weeks = 0;
  for (guint i = 0; i < view.n_separators; i++)
    {
      BtCivilTime civil = bt_time_to_civil (view.columns.time_usec[view.separators[i].index]);
      g_assert_cmpint (civil.hour, ==, 0);
      g_assert_cmpint (civil.weekday == 1, ==, view.separators[i].kind == BT_TIME_SEPARATOR_WEEK);
      weeks += civil.weekday == 1;
    }
  g_assert_cmpuint (weeks, >=, 1);
  view.separator_choice = BT_CHART_SEPARATORS_WEEK;
  bt_chart_view_layout (&view, 900, 400, &grid);
  g_assert_cmpuint (view.n_separators, ==, weeks);
  view.separator_choice = BT_CHART_SEPARATORS_NONE;
  bt_chart_view_layout (&view, 900, 400, &grid);
  g_assert_cmpuint (view.n_separators, ==, 0);
  /* Days that would crowd give way to weeks. */
  view.separator_choice = BT_CHART_SEPARATORS_AUTO;
  bt_chart_view_set_timeframe (&view, BT_TIMEFRAME_M1);
  bt_chart_view_set_visible (&view, 40000);
  bt_chart_view_layout (&view, 900, 400, &grid);
  for (guint i = 0; i < view.n_separators; i++)
    g_assert_cmpint (view.separators[i].kind, >=, BT_TIME_SEPARATOR_WEEK);
  bt_chart_view_clear (&view);
}

static guint
count_strip (BtChartView *view, guint session)
{
  cairo_surface_t *surface = bt_chart_painter_render (view, 1200, 400, 1);
  int row = (int) view->plot_height - 3 * (int) session - 2;
  guint32 ground = get_pixel (surface, (int) view->plot_width - 2, row);
  guint count = 0;

  for (int x = 0; x < (int) view->plot_width; x++)
    {
      guint32 pixel = get_pixel (surface, x, row);
      /* Strips stand out from the wash below them. */
      count += ABS ((int) (pixel >> 8 & 0xff) - (int) (ground >> 8 & 0xff)) > 40;
    }
  cairo_surface_destroy (surface);
  return count;
}

/* Sessions are chosen one by one, and no city trades at the weekend. */
static void
test_sessions (void)
{
  g_autoptr (BtTape) tape = make_wandering_tape (7 * 1440);
  BtChartView view;

  make_plain_view (&view, tape);
  bt_chart_view_set_timeframe (&view, BT_TIMEFRAME_M30);
  view.has_sessions = TRUE;
  /* Thursday and Friday. */
  bt_chart_view_set_visible (&view, 96);
  bt_chart_view_set_right (&view, 5 * 48 - 1);
  for (guint session = 0; session < BT_CHART_N_SESSIONS; session++)
    {
      view.sessions = BT_CHART_ALL_SESSIONS;
      g_assert_cmpuint (count_strip (&view, session), >, 200);
      view.sessions = BT_CHART_ALL_SESSIONS & ~(1u << session);
      g_assert_cmpuint (count_strip (&view, session), <, CROSSING_PX);
    }
  /* Saturday and Sunday. */
  view.sessions = BT_CHART_ALL_SESSIONS;
  bt_chart_view_set_visible (&view, 80);
  bt_chart_view_set_right (&view, 7 * 48 - 1);
  for (guint session = 0; session < BT_CHART_N_SESSIONS; session++)
    g_assert_cmpuint (count_strip (&view, session), <, CROSSING_PX);
  bt_chart_view_clear (&view);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/time-gaps/places", test_places_are_minutes);
  g_test_add_func ("/chart/time-gaps/grow", test_gaps_grow);
  g_test_add_func ("/chart/time-gaps/view", test_view_keeps_gaps);
  g_test_add_func ("/chart/separators", test_separators);
  g_test_add_func ("/chart/sessions", test_sessions);
  return g_test_run ();
}
