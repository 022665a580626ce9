// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Measures the CPU time of chart frames at 1600×900: drawing on an image surface, and with --window
 * whole frames of a window, from a change to the painted frame. */
#include "config.h"

#include "base/bt-time.h"
#include "chart/bt-chart-painter.h"
#include "chart/bt-chart.h"
#include "market/bt-synthetic.h"

#include <gtk/gtk.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define WIDTH 1600
#define HEIGHT 900
#define FRAMES 300
#define MILLION 1000000

/* The frame being measured: a change of a view, or of a widget. */
typedef void (*ViewChange) (BtChartView *view, BtTape *tape, guint frame);
typedef void (*ChartChange) (BtChart *chart, BtTape *tape, guint frame);

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
report (const char *what, double *times_ms, guint count, double reach_ms)
{
  qsort (times_ms, count, sizeof *times_ms, compare_times);
  g_print ("%-40s %6.2f ms median, %6.2f ms best, %6.2f ms 99 %%", what, times_ms[count / 2],
           times_ms[0], times_ms[count * 99 / 100]);
  if (reach_ms > 0)
    g_print ("  [<= %.1f ms]%s", reach_ms, times_ms[count / 2] <= reach_ms ? "" : "  MISSED");
  g_print ("\n");
}

/* Two months of gold, or three years and more than a million candles; all but the last day known.
 */
static BtTape *
make_tape (gboolean is_long)
{
  BtCivilTime from = { .year = is_long ? 2021 : 2024, .month = 1, .day = 1 };
  BtCivilTime to = { .year = 2024, .month = 3, .day = 1 };
  g_autoptr (BtSeries) series
    = bt_synthetic_gold (1, bt_time_from_civil (&from), bt_time_from_civil (&to), 206000);

  return bt_tape_new (series, bt_instrument_find_builtin ("XAUUSD"),
                      bt_series_get_length (series) - 1440);
}

static void
make_items (const BtChartView *view, BtChartLine lines[static 6], BtChartMarker markers[static 20])
{
  gsize newest = view->columns.length - 1;
  gint64 last = view->columns.close_points[newest];

  for (guint i = 0; i < 6; i++)
    {
      lines[i] = (BtChartLine){ .kind = i % 3,
                                .price_points = last + 60 * (gint64) i - 150,
                                .label = "#41 Buy 0.50",
                                .result = "+161.00",
                                .tone = 1,
                                .is_draggable = i % 3 != 0 };
      g_snprintf (lines[i].id, sizeof lines[i].id, "%u", i);
    }
  for (guint i = 0; i < 20; i++)
    markers[i] = (BtChartMarker){ .time_usec = view->columns.time_usec[newest - 60 * i],
                                  .price_points = last,
                                  .is_entry = i % 2 == 0,
                                  .label = "0.50",
                                  .tone = 1,
                                  .entry_time_usec = view->columns.time_usec[newest - 60 * i - 30],
                                  .entry_price_points = last };
}

static void
pan_view (BtChartView *view, BtTape *tape, guint frame)
{
  bt_chart_view_set_right (view, (double) view->columns.length - 400 - frame);
}

static void
stay (BtChartView *view, BtTape *tape, guint frame)
{
}

static void
measure_picture (const char *what,
                 BtTape *tape,
                 double visible,
                 gboolean has_items,
                 ViewChange change,
                 guint layers,
                 double reach_ms)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  BtPixelGrid grid = { .scale = 1.0 };
  double times_ms[FRAMES];
  BtChartLine lines[6];
  BtChartMarker markers[20];
  BtChartView view;

  bt_chart_view_init (&view, NULL);
  view.has_sessions = TRUE;
  view.timeframe = BT_TIMEFRAME_M1;
  bt_chart_view_set_tape (&view, tape, BT_TRADING_DAY_DEFAULT);
  bt_chart_view_set_visible (&view, visible);
  make_items (&view, lines, markers);
  if (has_items)
    {
      bt_chart_view_set_lines (&view, lines, G_N_ELEMENTS (lines));
      bt_chart_view_set_markers (&view, markers, G_N_ELEMENTS (markers));
    }
  bt_chart_view_layout (&view, WIDTH, HEIGHT, &grid);
  for (guint i = 0; i < FRAMES; i++)
    {
      double start = get_cpu_ms ();
      cairo_t *cr = cairo_create (surface);
      change (&view, tape, i);
      bt_chart_view_layout (&view, WIDTH, HEIGHT, &grid);
      bt_chart_view_point (&view, 200 + i, 300);
      for (guint layer = 0; layer < BT_CHART_N_LAYERS; layer++)
        if (layers & (1u << layer))
          bt_chart_painter_draw (&view, layer, cr);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      times_ms[i] = get_cpu_ms () - start;
    }
  report (what, times_ms, FRAMES, reach_ms);
  bt_chart_view_clear (&view);
  cairo_surface_destroy (surface);
}

static void
measure_pictures (BtTape *tape, BtTape *million)
{
  guint all = (1u << BT_CHART_N_LAYERS) - 1;
  guint crosshair = 1u << BT_CHART_LAYER_CROSSHAIR_COLUMN | 1u << BT_CHART_LAYER_CROSSHAIR_ROW
                    | 1u << BT_CHART_LAYER_CROSSHAIR_PRICE | 1u << BT_CHART_LAYER_CROSSHAIR_TIME
                    | 1u << BT_CHART_LAYER_LEGEND;
  guint newest = 1u << BT_CHART_LAYER_NEWEST | 1u << BT_CHART_LAYER_LAST_LINE
                 | 1u << BT_CHART_LAYER_TAGS | 1u << BT_CHART_LAYER_LEGEND;

  g_print ("Drawing of a 1600x900 chart, CPU\n");
  measure_picture ("  full frame, 200 candles", tape, 200, FALSE, pan_view, all, 0);
  measure_picture ("  full frame, 2,000 candles", tape, 2000, FALSE, pan_view, all, 1.2);
  measure_picture ("  the same, 6 lines and 20 markers", tape, 2000, TRUE, pan_view, all, 3.0);
  measure_picture ("  full frame, 20,000 candles", tape, 20000, FALSE, pan_view, all, 1.5);
  measure_picture ("  full frame, 1,000,000 candles", million, MILLION, FALSE, pan_view, all, 1.5);
  measure_picture ("  crosshair moves, 2,000 in view", tape, 2000, FALSE, stay, crosshair, 0.2);
  measure_picture ("  newest candle changes, 2,000 in view", tape, 2000, FALSE, stay, newest, 1.2);
  measure_picture ("  newest candle changes, of a million", million, 2000, FALSE, stay, newest,
                   1.2);
}

static void
pan_chart (BtChart *chart, BtTape *tape, guint frame)
{
  bt_chart_scroll_to_time (
    chart, bt_tape_get_candle (tape, bt_tape_get_known (tape) - 3000 - frame).time_usec);
}

static void
reveal_candle (BtChart *chart, BtTape *tape, guint frame)
{
  bt_tape_set_known (tape, bt_tape_get_known (tape) + 1);
  bt_chart_tape_changed (chart);
}

static void
point_chart (BtChart *chart, BtTape *tape, guint frame)
{
  GListModel *controllers = gtk_widget_observe_controllers (GTK_WIDGET (chart));

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

static void
measure_frames (const char *what, BtChart *chart, BtTape *tape, ChartChange change, double reach_ms)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (chart));
  double times_ms[FRAMES];

  for (guint i = 0; i < FRAMES; i++)
    {
      gboolean is_painted = FALSE;
      gulong handler
        = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), &is_painted);
      double start = get_cpu_ms ();
      change (chart, tape, i);
      while (!is_painted)
        g_main_context_iteration (NULL, TRUE);
      times_ms[i] = get_cpu_ms () - start;
      g_signal_handler_disconnect (clock, handler);
    }
  report (what, times_ms, FRAMES, reach_ms);
}

static int
measure_window (BtTape *tape)
{
  GtkWidget *window = NULL;
  GtkWidget *chart = NULL;

  if (!gtk_init_check ())
    {
      g_print ("No display: whole frames are not measured.\n");
      return 77;
    }
  window = gtk_window_new ();
  chart = bt_chart_new ();
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_widget_set_size_request (chart, WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (window), chart);
  bt_chart_set_timeframe (BT_CHART (chart), BT_TIMEFRAME_M1);
  bt_chart_set_tape (BT_CHART (chart), tape, BT_TRADING_DAY_DEFAULT);
  bt_chart_set_visible (BT_CHART (chart), 2000);
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_width (chart) < WIDTH)
    g_main_context_iteration (NULL, TRUE);
  g_print ("Whole frames of a %dx%d window with 2,000 candles in view, CPU of the program\n",
           gtk_widget_get_width (chart), gtk_widget_get_height (chart));
  measure_frames ("  crosshair moves", BT_CHART (chart), tape, point_chart, 0);
  measure_frames ("  pan", BT_CHART (chart), tape, pan_chart, 0);
  bt_chart_scroll_to_end (BT_CHART (chart));
  measure_frames ("  a new candle while following", BT_CHART (chart), tape, reveal_candle, 0);
  bt_chart_set_timeframe (BT_CHART (chart), BT_TIMEFRAME_H4);
  bt_chart_set_visible (BT_CHART (chart), 2000);
  measure_frames ("  the forming candle changes", BT_CHART (chart), tape, reveal_candle, 0);
  gtk_window_destroy (GTK_WINDOW (window));
  return EXIT_SUCCESS;
}

int
main (int argc, char **argv)
{
  /* As the program does at its start. */
  mallopt (M_MMAP_THRESHOLD, 256 * 1024 * 1024);
  mallopt (M_TRIM_THRESHOLD, 256 * 1024 * 1024);
  mallopt (M_TOP_PAD, 16 * 1024 * 1024);

  g_autoptr (BtTape) tape = make_tape (FALSE);
  if (argc > 1 && strcmp (argv[1], "--window") == 0)
    return measure_window (tape);

  g_autoptr (BtTape) million = make_tape (TRUE);
  measure_pictures (tape, million);
  return EXIT_SUCCESS;
}
