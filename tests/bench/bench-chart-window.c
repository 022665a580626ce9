// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Measures whole frames of a window of 1600×900, from a change to the painted frame: CPU time of
 * the program, and of eight charts of its main thread, which is what a frame waits for. Needs a
 * display. */
#include "config.h"

#include "bench-figure.h"
#include "chart-scene.h"

#include "chart/bt-chart.h"

#include <gtk/gtk.h>
#include <stdlib.h>
#include <time.h>

#define FRAMES 300
/* So many of a minute that there are some of a day as well. */
#define N_CANDLES 300000
#define N_CHARTS 8
#define CHARTS_A_ROW 4
/* No frame of eight charts may take longer. */
#define MOST_MS 16
/* What meson takes for a test that was skipped. */
#define SKIPPED 77

/* Changes what the charts show. */
typedef void (*Change) (GPtrArray *charts, BtTape *tape, guint frame);

static double
get_cpu_ms (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void
pan (GPtrArray *charts, BtTape *tape, guint frame)
{
  const gsize index = bt_tape_get_known (tape) - 3000 - frame;

  for (guint i = 0; i < charts->len; i++)
    bt_chart_scroll_to_time (charts->pdata[i], bt_tape_get_candle (tape, index).time_usec);
}

static void
reveal (GPtrArray *charts, BtTape *tape, guint frame)
{
  bt_tape_set_known (tape, bt_tape_get_known (tape) + 1);
  for (guint i = 0; i < charts->len; i++)
    bt_chart_tape_changed (charts->pdata[i]);
}

static void
point (GPtrArray *charts, BtTape *tape, guint frame)
{
  GListModel *controllers = gtk_widget_observe_controllers (charts->pdata[0]);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_EVENT_CONTROLLER_MOTION (controller))
        g_signal_emit_by_name (controller, "motion", 200.0 + frame, 200.0 + frame % 300);
    }
  g_object_unref (controllers);
}

static void
painted_cb (gboolean *is_painted)
{
  *is_painted = TRUE;
}

/* Paints FRAMES frames and stores the time of each by a clock of CPU time. */
static void
paint_frames (GPtrArray *charts,
              BtTape *tape,
              Change change,
              clockid_t cpu_clock,
              double times_ms[static FRAMES])
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (charts->pdata[0]);

  for (guint i = 0; i < FRAMES; i++)
    {
      gboolean is_painted = FALSE;
      const gulong handler
        = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), &is_painted);
      const double start_ms = get_cpu_ms (cpu_clock);
      change (charts, tape, i);
      while (!is_painted)
        g_main_context_iteration (NULL, TRUE);
      times_ms[i] = get_cpu_ms (cpu_clock) - start_ms;
      g_signal_handler_disconnect (clock, handler);
    }
}

static void
print_median (const char *what, double times_ms[static FRAMES], double goal_ms)
{
  const BenchFigure figure
    = { what, "ms", bench_find_median (times_ms, FRAMES), BENCH_AT_MOST, goal_ms };

  bench_print_figure (&figure, NULL, 0);
}

static GtkWidget *
make_chart (BtTape *tape, int width, int height)
{
  GtkWidget *chart = bt_chart_new ();

  gtk_widget_set_size_request (chart, width, height);
  bt_chart_set_timeframe (BT_CHART (chart), BT_TIMEFRAME_M1);
  bt_chart_set_tape (BT_CHART (chart), tape, BT_TRADING_DAY_DEFAULT);
  return chart;
}

/* Shows a window with something in it, and waits until it has its size. */
static GtkWindow *
show (GtkWidget *child, GtkWidget *chart, int width)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());

  gtk_window_set_decorated (window, FALSE);
  gtk_window_set_child (window, child);
  gtk_window_present (window);
  while (gtk_widget_get_width (chart) < width)
    g_main_context_iteration (NULL, TRUE);
  return window;
}

static void
measure_one (BtSeries *series)
{
  g_autoptr (BtTape) tape = scene_make_tape (series);
  g_autoptr (GPtrArray) charts = g_ptr_array_new ();
  GtkWidget *chart = make_chart (tape, SCENE_WIDTH, SCENE_HEIGHT);
  double times_ms[FRAMES];

  g_ptr_array_add (charts, chart);
  bt_chart_set_visible (BT_CHART (chart), 2000);
  GtkWindow *window = show (chart, chart, SCENE_WIDTH);
  bench_print_heading ("Whole frames of a 1600x900 window, 2,000 candles, median CPU time");
  paint_frames (charts, tape, point, CLOCK_PROCESS_CPUTIME_ID, times_ms);
  print_median ("a pointer move", times_ms, 0);
  paint_frames (charts, tape, pan, CLOCK_PROCESS_CPUTIME_ID, times_ms);
  print_median ("a live frame: pan", times_ms, 5);
  bt_chart_scroll_to_end (BT_CHART (chart));
  paint_frames (charts, tape, reveal, CLOCK_PROCESS_CPUTIME_ID, times_ms);
  print_median ("a live frame: a new candle while following", times_ms, 5);
  bt_chart_set_timeframe (BT_CHART (chart), BT_TIMEFRAME_H4);
  bt_chart_set_visible (BT_CHART (chart), 2000);
  paint_frames (charts, tape, reveal, CLOCK_PROCESS_CPUTIME_ID, times_ms);
  print_median ("a live frame: the forming candle changes", times_ms, 5);
  gtk_window_destroy (window);
}

/* Lets the tape end so that a day begins in the middle of the frames, and with it a candle of every
 * timeframe. */
static void
wind_back (BtSeries *series, BtTape *tape)
{
  const gint64 last_usec = bt_tape_get_candle (tape, bt_tape_get_known (tape) - 1).time_usec;
  const gint64 day_usec
    = bt_timeframe_bucket_start (BT_TIMEFRAME_D1, BT_TRADING_DAY_DEFAULT, last_usec);

  bt_tape_set_known (tape, bt_series_find (series, day_usec) - FRAMES / 2);
}

static void
print_frames (const char *what, double times_ms[static FRAMES])
{
  const BenchFigure median = { what, "ms", bench_find_median (times_ms, FRAMES), BENCH_AT_MOST, 0 };
  /* The median has sorted them. */
  const BenchFigure longest
    = { "  the longest of 300 frames", "ms", times_ms[FRAMES - 1], BENCH_AT_MOST, MOST_MS };

  bench_print_figure (&median, NULL, 0);
  bench_print_figure (&longest, NULL, 0);
}

/* Charts of one window and one clock, each with its studies; a new candle of the finest timeframe
 * at each frame. */
static void
measure_many (BtSeries *series, const char *what, const BtTimeframe timeframes[static N_CHARTS])
{
  g_autoptr (BtTape) tape = scene_make_tape (series);
  g_autoptr (GPtrArray) charts = g_ptr_array_new ();
  GtkWidget *grid = gtk_grid_new ();
  double times_ms[FRAMES];

  wind_back (series, tape);
  for (int i = 0; i < N_CHARTS; i++)
    {
      const int width = SCENE_WIDTH / CHARTS_A_ROW;
      GtkWidget *chart = make_chart (tape, width, SCENE_HEIGHT / (N_CHARTS / CHARTS_A_ROW));
      bt_chart_set_timeframe (BT_CHART (chart), timeframes[i]);
      for (guint k = 0; k < SCENE_N_STUDIES; k++)
        {
          BtStudySettings settings;
          scene_get_study (k, &settings);
          g_assert_cmpuint (bt_chart_add_study (BT_CHART (chart), &settings), >, 0);
        }
      gtk_grid_attach (GTK_GRID (grid), chart, i % CHARTS_A_ROW, i / CHARTS_A_ROW, 1, 1);
      g_ptr_array_add (charts, chart);
    }
  GtkWindow *window = show (grid, charts->pdata[0], SCENE_WIDTH / CHARTS_A_ROW);
  paint_frames (charts, tape, reveal, CLOCK_THREAD_CPUTIME_ID, times_ms);
  print_frames (what, times_ms);
  gtk_window_destroy (window);
}

int
main (void)
{
  static const BtTimeframe different[N_CHARTS]
    = { BT_TIMEFRAME_M1,  BT_TIMEFRAME_M3, BT_TIMEFRAME_M5, BT_TIMEFRAME_M15,
        BT_TIMEFRAME_M30, BT_TIMEFRAME_H1, BT_TIMEFRAME_H4, BT_TIMEFRAME_D1 };
  static const BtTimeframe same[N_CHARTS]
    = { BT_TIMEFRAME_M1, BT_TIMEFRAME_M1, BT_TIMEFRAME_M1, BT_TIMEFRAME_M1,
        BT_TIMEFRAME_M1, BT_TIMEFRAME_M1, BT_TIMEFRAME_M1, BT_TIMEFRAME_M1 };

  scene_set_up_heap ();
  if (!gtk_init_check ())
    {
      g_print ("No display: whole frames are not measured.\n");
      return SKIPPED;
    }
  g_autoptr (BtSeries) series = scene_make_series (N_CANDLES);
  measure_one (series);
  measure_many (series, "8 charts of M1 to D1 with 4 studies each, a new candle", different);
  measure_many (series, "8 charts of M1 with 4 studies each, a new candle", same);
  return EXIT_SUCCESS;
}
