// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Measures drawing a chart of 1600×900 on an image surface, which needs no display: CPU time of the
 * program for one frame, from a change to the picture, the time and the memory that a million
 * candles take. */
#include "config.h"

#include "bench-figure.h"
#include "bench-market.h"
#include "chart-scene.h"

#include "chart/bt-chart-painter.h"
#include "store/bt-dataset-table.h"
#include "store/bt-store.h"

#include <malloc.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define FRAMES 300
#define ALL_LAYERS ((1u << BT_CHART_N_LAYERS) - 1)
#define POINTER_LAYERS                                                                             \
  (1u << BT_CHART_LAYER_CROSSHAIR_COLUMN | 1u << BT_CHART_LAYER_CROSSHAIR_ROW                      \
   | 1u << BT_CHART_LAYER_CROSSHAIR_PRICE | 1u << BT_CHART_LAYER_CROSSHAIR_TIME                    \
   | 1u << BT_CHART_LAYER_LEGEND)
#define NEWEST_LAYERS                                                                              \
  (1u << BT_CHART_LAYER_NEWEST | 1u << BT_CHART_LAYER_LAST_LINE | 1u << BT_CHART_LAYER_TAGS        \
   | 1u << BT_CHART_LAYER_LEGEND)

/* What makes a frame necessary. */
typedef void (*Change) (BtChartView *view, guint frame);

/* A frame that is measured. */
typedef struct
{
  const char *what;
  double visible;
  gboolean is_busy; /* studies, drawings, lines */
  Change change;
  guint layers; /* drawn again */
  double goal_ms;
} Scene;

static double
get_cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void
pan (BtChartView *view, guint frame)
{
  bt_chart_view_set_right (view, (double) view->columns.length - 400 - frame);
}

static void
point (BtChartView *view, guint frame)
{
  bt_chart_view_point (view, 200 + frame, 300 + frame % 100);
}

static void
reveal (BtChartView *view, guint frame)
{
  bt_tape_set_known (view->tape, bt_tape_get_known (view->tape) + 1);
  bt_chart_view_update (view);
}

/* Takes the newest candle in once more, as when a tick has moved it. */
static void
change_newest (BtChartView *view, guint frame)
{
  bt_chart_view_update (view);
}

static void
make_view (BtChartView *view, BtTape *tape, const Scene *scene)
{
  BtChartLine lines[SCENE_N_LINES];
  BtChartMarker markers[SCENE_N_MARKERS];

  bt_chart_view_init (view, NULL);
  view->has_sessions = TRUE;
  view->timeframe = BT_TIMEFRAME_M1;
  bt_chart_view_set_tape (view, tape, BT_TRADING_DAY_DEFAULT);
  bt_chart_view_set_visible (view, scene->visible);
  if (!scene->is_busy)
    return;
  scene_make_items (tape, lines, markers);
  bt_chart_view_set_lines (view, lines, SCENE_N_LINES);
  bt_chart_view_set_markers (view, markers, SCENE_N_MARKERS);
  view->drawings = scene_make_drawings (tape);
  for (guint i = 0; i < SCENE_N_STUDIES; i++)
    {
      BtStudySettings settings;
      scene_get_study (i, &settings);
      g_assert_cmpuint (bt_chart_view_add_study (view, &settings), >, 0);
    }
}

static void
draw (BtChartView *view, cairo_surface_t *surface, guint layers)
{
  BtPixelGrid grid = { .scale = 1.0 };
  cairo_t *cr = cairo_create (surface);

  bt_chart_view_layout (view, SCENE_WIDTH, SCENE_HEIGHT, &grid);
  for (guint layer = 0; layer < BT_CHART_N_LAYERS; layer++)
    if (layers & (1u << layer))
      bt_chart_painter_draw (view, layer, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
}

static void
measure_scene (const Scene *scene, BtSeries *series)
{
  cairo_surface_t *surface
    = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SCENE_WIDTH, SCENE_HEIGHT);
  g_autoptr (BtTape) tape = scene_make_tape (series);
  double times_ms[FRAMES];
  BtChartView view;

  make_view (&view, tape, scene);
  draw (&view, surface, ALL_LAYERS);
  for (guint i = 0; i < FRAMES; i++)
    {
      const double start_ms = get_cpu_ms ();
      scene->change (&view, i);
      draw (&view, surface, scene->layers);
      times_ms[i] = get_cpu_ms () - start_ms;
    }
  const BenchFigure figure
    = { scene->what, "ms", bench_find_median (times_ms, FRAMES), BENCH_AT_MOST, scene->goal_ms };
  bench_print_figure (&figure, NULL, 0);
  bt_chart_view_clear (&view);
  cairo_surface_destroy (surface);
}

/* Returns the bytes of memory that hold something of the program's own: the heap's too. */
static double
get_resident (void)
{
  gulong pages = 0;
  gulong shared = 0;

  /* What was freed would hide what is taken. */
  malloc_trim (0);
  FILE *file = fopen ("/proc/self/statm", "r");
  g_assert_nonnull (file);
  g_assert_cmpint (fscanf (file, "%*u %lu %lu", &pages, &shared), ==, 2);
  fclose (file);
  return (double) (pages - shared) * (double) sysconf (_SC_PAGESIZE);
}

/* What the chart keeps of its own beside the series, which its windows share. */
static void
measure_memory (BtSeries *million)
{
  const Scene scene = { .visible = 2000, .change = pan };
  cairo_surface_t *surface
    = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SCENE_WIDTH, SCENE_HEIGHT);
  g_autoptr (BtTape) tape = scene_make_tape (million);
  const double before = get_resident ();
  BtChartView view;

  make_view (&view, tape, &scene);
  draw (&view, surface, ALL_LAYERS);
  const double bytes = get_resident () - before;
  const BenchFigure figure
    = { "memory of a million candles beside the store", "MiB", bytes / 1048576, BENCH_AT_MOST, 24 };
  bench_print_figure (&figure, NULL, 0);
  bt_chart_view_clear (&view);
  cairo_surface_destroy (surface);
}

/* A million candles on their way to the screen. */
typedef struct
{
  BtSeries *series;
  gint64 id;
} Stored;

static gboolean
write_job (BtDb *db, gpointer data, GError **error)
{
  Stored *stored = data;
  gboolean is_new = FALSE;
  g_autoptr (BtDatasetWriter) writer = bt_dataset_writer_begin (
    db, bt_instrument_find_builtin ("XAUUSD"), BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, TRUE, error);

  for (gsize i = 0; writer != NULL && i < bt_series_get_length (stored->series); i++)
    {
      const BtCandle candle = bt_series_get_candle (stored->series, i);
      if (!bt_dataset_writer_add (writer, &candle, 1, error))
        return FALSE;
    }
  return writer != NULL
         && bt_dataset_writer_finish (writer, "bench", NULL, 'A', FALSE, &stored->id, &is_new,
                                      error);
}

static gboolean
load_job (BtDb *db, gpointer data, GError **error)
{
  Stored *stored = data;

  stored->series = bt_dataset_table_load (db, stored->id, NULL, error);
  return stored->series != NULL;
}

/* From the file on disk to the picture of a new chart. */
static double
show_stored (const char *folder, gint64 id, double *cpu_ms)
{
  const Scene scene = { .visible = 2000, .change = pan };
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStore) store = bt_store_open (folder, &error);
  Stored stored = { .id = id };
  cairo_surface_t *surface
    = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SCENE_WIDTH, SCENE_HEIGHT);
  BtChartView view;

  g_assert_no_error (error);
  const gint64 start_usec = g_get_monotonic_time ();
  const double start_ms = get_cpu_ms ();
  bt_store_run (store, load_job, &stored, &error);
  g_assert_no_error (error);
  g_autoptr (BtTape) tape = scene_make_tape (stored.series);
  make_view (&view, tape, &scene);
  draw (&view, surface, ALL_LAYERS);
  const double took_ms = bench_get_ms_since (start_usec);
  *cpu_ms = get_cpu_ms () - start_ms;
  bt_chart_view_clear (&view);
  bt_series_unref (stored.series);
  cairo_surface_destroy (surface);
  return took_ms;
}

static void
measure_first_frame (BtSeries *million)
{
  g_autofree char *folder = g_dir_make_tmp ("backtrade-bench-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  BtStore *store = bt_store_open (folder, &error);
  Stored stored = { .series = million };
  double times_ms[BENCH_N_WHOLE];
  double cpu_ms[BENCH_N_WHOLE];

  g_assert_no_error (error);
  bt_store_run (store, write_job, &stored, &error);
  g_assert_no_error (error);
  g_object_unref (store);
  for (guint i = 0; i < BENCH_N_WHOLE; i++)
    times_ms[i] = show_stored (folder, stored.id, &cpu_ms[i]);
  const BenchFigure wall = { "a million candles, store to first painted frame", "ms",
                             bench_find_best (times_ms, BENCH_N_WHOLE), BENCH_AT_MOST, 60 };
  const BenchFigure cpu
    = { "  its CPU time", "ms", bench_find_best (cpu_ms, BENCH_N_WHOLE), BENCH_AT_MOST, 0 };
  bench_print_figure (&wall, NULL, 0);
  bench_print_figure (&cpu, NULL, 0);
  bench_remove_folder (folder);
}

int
main (void)
{
  static const Scene scenes[] = {
    { "full frame, 200 candles", 200, FALSE, pan, ALL_LAYERS, 0 },
    { "full frame, 2,000 candles", 2000, FALSE, pan, ALL_LAYERS, 1.2 },
    { "the same, 4 studies, 20 drawings, 10 order lines", 2000, TRUE, pan, ALL_LAYERS, 3.0 },
    { "full frame, 20,000 candles", 20000, FALSE, pan, ALL_LAYERS, 1.5 },
    { "full frame, 1,000,000 candles", SCENE_MILLION, FALSE, pan, ALL_LAYERS, 1.5 },
    { "a pointer move, 2,000 candles", 2000, FALSE, point, POINTER_LAYERS, 0.2 },
    { "one new candle, series of a million", 2000, FALSE, reveal, ALL_LAYERS, 1.2 },
    { "one tick, series of a million", 2000, FALSE, change_newest, NEWEST_LAYERS, 1.2 },
  };
  static const Scene small[] = {
    { "one new candle, series of 4,000", 2000, FALSE, reveal, ALL_LAYERS, 1.2 },
    { "one tick, series of 4,000", 2000, FALSE, change_newest, NEWEST_LAYERS, 1.2 },
  };

  scene_set_up_heap ();
  g_autoptr (BtSeries) million = scene_make_series (SCENE_MILLION);
  g_autoptr (BtSeries) few = scene_make_series (4000);

  bench_print_heading ("Drawing of a 1600x900 chart, median CPU time");
  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
    measure_scene (&scenes[i], million);
  for (guint i = 0; i < G_N_ELEMENTS (small); i++)
    measure_scene (&small[i], few);
  measure_memory (million);
  measure_first_frame (million);
  return 0;
}
