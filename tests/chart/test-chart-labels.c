// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Texts on the chart never cover one another and are never cut: looked at in charts of random
 * sizes, scales, markets, zooms and crowds. What the user places (drawings) and what follows the
 * pointer (crosshair) may lie over others. */
#include "config.h"

#include "base/bt-time.h"
#include "chart-fixtures.h"
#include "golden-pictures.h"
#include "study/bt-study-registry.h"

#include <math.h>

#define CANDLES 4000
#define CASES 300
/* Side bearings may touch. */
#define SLACK_PX 0.75

typedef struct
{
  BtChartLayer layer;
  char text[64];
  double x, y, width, height;
} Placed;

typedef struct
{
  BtChartLayer layer;
  GArray *texts; /* of Placed */
} Witness;

static void
note_text (const char *text, double x, double y, double width, double height, gpointer user_data)
{
  Witness *witness = user_data;
  Placed placed = { .layer = witness->layer, .x = x, .y = y, .width = width, .height = height };

  g_strlcpy (placed.text, text, sizeof placed.text);
  g_array_append_val (witness->texts, placed);
}

/* Tells of a fault and lets the others be found as well. */
G_GNUC_PRINTF (1, 2)
static void
report (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_test_message ("%s", text);
  g_test_fail ();
}

static gboolean
is_checked (BtChartLayer layer)
{
  return layer != BT_CHART_LAYER_DRAWINGS && layer != BT_CHART_LAYER_CROSSHAIR_COLUMN
         && layer != BT_CHART_LAYER_CROSSHAIR_ROW && layer != BT_CHART_LAYER_CROSSHAIR_PRICE
         && layer != BT_CHART_LAYER_CROSSHAIR_TIME;
}

static gboolean
overlap (const Placed *a, const Placed *b)
{
  double across = MIN (a->x + a->width, b->x + b->width) - MAX (a->x, b->x);
  double down = MIN (a->y + a->height, b->y + b->height) - MAX (a->y, b->y);

  /* Lines of text are taller than their letters. */
  return across > SLACK_PX && down > a->height * 0.2 + SLACK_PX;
}

static double
pick (GRand *rand, const double *values, guint count)
{
  return values[g_rand_int_range (rand, 0, (gint32) count)];
}

static void
add_items (BtChartView *view, GRand *rand)
{
  guint n_lines = (guint) g_rand_int_range (rand, 0, 9);
  guint n_markers = (guint) g_rand_int_range (rand, 0, 9);
  gint64 spread = g_rand_int_range (rand, 5, 400);
  gint64 end = view->columns.time_usec[view->columns.length - 1];
  BtChartLine lines[9] = { 0 };
  BtChartMarker markers[9] = { 0 };

  for (guint i = 0; i < n_lines; i++)
    {
      lines[i] = (BtChartLine){ .kind = (BtChartLineKind) (i % 5),
                                .price_points
                                = view->last_points + g_rand_int_range (rand, -20, 20) * spread,
                                .is_draggable = i % 2 };
      g_snprintf (lines[i].id, sizeof lines[i].id, "%u", i);
      g_snprintf (lines[i].label, sizeof lines[i].label, "#%u Sell limit 0.10", i);
      g_strlcpy (lines[i].result, "+1 161.00", sizeof lines[i].result);
    }
  for (guint i = 0; i < n_markers; i++)
    {
      markers[i]
        = (BtChartMarker){ .time_usec
                           = end - (gint64) g_rand_int_range (rand, 0, 400) * BT_USEC_PER_MINUTE,
                           .price_points = view->last_points + g_rand_int_range (rand, -9, 9) * 30,
                           .is_entry = i % 2,
                           .entry_time_usec = BT_TIME_NONE };
      g_strlcpy (markers[i].label, i % 2 ? "0.10" : "+1 161.00", sizeof markers[i].label);
    }
  bt_chart_view_set_lines (view, lines, n_lines);
  bt_chart_view_set_markers (view, markers, n_markers);
}

/* Makes a chart from the numbers of rand. */
static void
make_random_view (BtChartView *view, BtTape *tape, PangoContext *context, GRand *rand)
{
  static const char *const studies[] = { "ema", "rsi", "bollinger", "macd" };
  static const double timeframes[]
    = { BT_TIMEFRAME_M1, BT_TIMEFRAME_M5, BT_TIMEFRAME_M15, BT_TIMEFRAME_H1 };
  guint n_studies = (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (studies) + 1);

  bt_chart_view_init (view, context);
  view->has_sessions = g_rand_boolean (rand);
  view->has_volume = g_rand_boolean (rand);
  g_free (view->volume_text);
  view->volume_text = g_strdup ("Volume");
  view->price.kind = (BtPriceScaleKind) g_rand_int_range (rand, 0, BT_N_PRICE_SCALE_KINDS);
  view->price.is_inverted = g_rand_int_range (rand, 0, 4) == 0;
  view->timeframe = (BtTimeframe) pick (rand, timeframes, G_N_ELEMENTS (timeframes));
  bt_chart_view_set_tape (view, tape, BT_TRADING_DAY_DEFAULT);
  for (guint i = 0; i < n_studies; i++)
    {
      BtStudySettings settings;
      bt_study_settings_init (&settings, bt_study_registry_find (studies[i]));
      bt_chart_view_add_study (view, &settings);
    }
  add_items (view, rand);
}

static void
check_texts (const Witness *witness, double width, double height, guint seed)
{
  for (guint i = 0; i < witness->texts->len; i++)
    {
      const Placed *a = &g_array_index (witness->texts, Placed, i);
      if (a->x < -SLACK_PX || a->y < -3 || a->x + a->width > width + SLACK_PX
          || a->y + a->height > height + 3)
        report ("case %u, %.0f × %.0f: “%s” (layer %d) at %.1f, %.1f is cut", seed, width, height,
                a->text, (int) a->layer, a->x, a->y);
      for (guint k = 0; k < i; k++)
        {
          const Placed *b = &g_array_index (witness->texts, Placed, k);
          if (overlap (a, b))
            report ("case %u, %.0f × %.0f: “%s” (layer %d) lies over “%s” (layer %d) "
                    "at %.1f, %.1f",
                    seed, width, height, a->text, (int) a->layer, b->text, (int) b->layer, a->x,
                    a->y);
        }
    }
}

static guint
check_case (BtTape *tape, PangoContext *context, guint seed)
{
  static const double widths[] = { 420, 700, 1024, 1600 };
  static const double heights[] = { 260, 428, 640, 900 };
  static const double scales[] = { 1, 1.25, 1.5, 2 };
  GRand *rand = g_rand_new_with_seed (seed);
  double width = pick (rand, widths, G_N_ELEMENTS (widths));
  double height = pick (rand, heights, G_N_ELEMENTS (heights));
  BtPixelGrid grid = { .scale = pick (rand, scales, G_N_ELEMENTS (scales)) };
  Witness witness = { .texts = g_array_new (FALSE, FALSE, sizeof (Placed)) };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1, 1);
  cairo_t *cr = cairo_create (surface);
  BtChartView view;

  make_random_view (&view, tape, context, rand);
  bt_chart_view_layout (&view, width, height, &grid);
  bt_chart_view_set_visible (&view, exp (g_rand_double_range (rand, log (10), log (2000))));
  bt_chart_view_pan (&view, g_rand_double_range (rand, -100, 400));
  bt_chart_view_layout (&view, width, height, &grid);
  bt_text_cache_set_watch (view.text, note_text, &witness);
  for (guint layer = 0; layer < BT_CHART_N_LAYERS; layer++)
    {
      witness.layer = (BtChartLayer) layer;
      if (is_checked (witness.layer))
        bt_chart_painter_draw (&view, witness.layer, cr);
    }
  check_texts (&witness, width, height, seed);
  guint count = witness.texts->len;
  bt_chart_view_clear (&view);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_array_unref (witness.texts);
  g_rand_free (rand);
  return count;
}

static void
test_no_text_over_another (void)
{
  g_autoptr (BtTape) tape = make_wandering_tape (CANDLES);
  PangoContext *context = golden_pictures_context ();
  guint count = 0;

  if (context == NULL)
    {
      g_test_skip ("the font DejaVu Sans is not installed");
      return;
    }
  for (guint seed = 1; seed <= CASES; seed++)
    count += check_case (tape, context, seed);
  g_assert_cmpuint (count, >, CASES * 10);
  g_object_unref (context);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/labels/no-text-over-another", test_no_text_over_another);
  return g_test_run ();
}
