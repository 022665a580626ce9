// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The look of the chart: each style, scale, theme, kind of bars and drawing tool, and crowded
 * charts, compared with pictures that were looked at and kept. */
#include "config.h"

#include "base/bt-time.h"
#include "chart-fixtures.h"
#include "chart/bt-drawing.h"
#include "chart/bt-equity-painter.h"
#include "golden-pictures.h"
#include "study/bt-study-registry.h"

#include <math.h>

#define WIDTH 560
#define HEIGHT 320
#define MINUTES 3000

/* The font of all pictures, or NULL. */
static PangoContext *context;

/* One picture: what differs from a dark chart of M5 candles. */
typedef struct
{
  const char *name;
  BtChartStyle style;
  gboolean is_hollow;
  BtPriceScaleKind scale;
  gboolean is_inverted;
  BtChartSeriesKind series;
  gboolean is_light;
  gboolean is_colour_blind;
  gboolean is_swapped;
  gboolean is_high_contrast;
  gboolean has_profile;
  gboolean has_gaps;
  gboolean has_studies;
  gboolean is_crowded;
  double device_scale;   /* 0 means 1 */
  gboolean is_minutes;   /* M1 */
  BtTimeframe timeframe; /* the least means M5 */
  double visible;        /* 0 means 70 */
} Look;

static const Look LOOKS[] = {
  { .name = "style-candles" },
  { .name = "style-hollow", .is_hollow = TRUE },
  { .name = "style-bars", .style = BT_CHART_STYLE_BARS },
  { .name = "style-line", .style = BT_CHART_STYLE_LINE },
  { .name = "style-step", .style = BT_CHART_STYLE_STEP },
  { .name = "style-area", .style = BT_CHART_STYLE_AREA },
  { .name = "style-baseline", .style = BT_CHART_STYLE_BASELINE },
  { .name = "series-heikin-ashi", .series = BT_CHART_SERIES_HEIKIN_ASHI },
  { .name = "series-renko", .series = BT_CHART_SERIES_RENKO },
  { .name = "series-range", .series = BT_CHART_SERIES_RANGE },
  { .name = "series-volume", .series = BT_CHART_SERIES_VOLUME },
  { .name = "series-point-and-figure", .series = BT_CHART_SERIES_POINT_FIGURE },
  { .name = "series-crosses-and-rings", .series = BT_CHART_SERIES_POINT_FIGURE, .visible = 14 },
  { .name = "scale-logarithmic", .scale = BT_PRICE_SCALE_LOGARITHMIC },
  { .name = "scale-percent", .scale = BT_PRICE_SCALE_PERCENT },
  { .name = "scale-indexed", .scale = BT_PRICE_SCALE_INDEXED },
  { .name = "scale-inverted", .is_inverted = TRUE },
  { .name = "theme-light", .is_light = TRUE },
  { .name = "theme-colour-blind", .is_colour_blind = TRUE },
  { .name = "theme-colour-blind-light", .is_colour_blind = TRUE, .is_light = TRUE },
  { .name = "theme-swapped", .is_swapped = TRUE },
  { .name = "theme-high-contrast", .is_high_contrast = TRUE },
  { .name = "theme-high-contrast-light", .is_high_contrast = TRUE, .is_light = TRUE },
  { .name = "volume-profile", .has_profile = TRUE },
  { .name = "gaps-kept", .has_gaps = TRUE, .timeframe = BT_TIMEFRAME_M15, .visible = 150 },
  { .name = "studies", .has_studies = TRUE },
  { .name = "studies-light", .has_studies = TRUE, .is_light = TRUE },
  { .name = "crowded", .has_studies = TRUE, .is_crowded = TRUE },
  { .name = "crowded-light-1.5", .is_crowded = TRUE, .is_light = TRUE, .device_scale = 1.5 },
  { .name = "scale-factor-1.25", .device_scale = 1.25 },
  { .name = "scale-factor-2", .device_scale = 2, .has_studies = TRUE },
  { .name = "merged-to-columns", .is_minutes = TRUE, .visible = MINUTES },
  { .name = "few-candles", .visible = 8 },
  { .name = "hours", .timeframe = BT_TIMEFRAME_H1, .visible = 50 },
};

static gboolean
has_font (void)
{
  if (context == NULL)
    g_test_skip ("the font DejaVu Sans is not installed");
  return context != NULL;
}

/* A market of small steps from a generator of its own: the same on every machine. */
static BtTape *
make_market (void)
{
  g_autofree BtCandle *candles = g_new (BtCandle, MINUTES);
  guint32 state = 2024;
  gint64 price = 208650;

  for (guint i = 0; i < MINUTES; i++)
    {
      gint64 path[4];
      for (guint k = 0; k < 4; k++)
        {
          state = state * 1664525u + 1013904223u;
          path[k] = price += (gint64) (state >> 16) % 61 - 30 + (i % 700 < 350 ? 2 : -2);
        }
      candles[i] = (BtCandle){ .open_points = path[0],
                               .high_points = MAX (MAX (path[0], path[1]), MAX (path[2], path[3])),
                               .low_points = MIN (MIN (path[0], path[1]), MIN (path[2], path[3])),
                               .close_points = path[3],
                               .volume = G_GINT64_CONSTANT (100000000) * (5 + state % 90u),
                               .spread_points = -1 };
    }
  return make_tape (candles, MINUTES, get_start (), MINUTES);
}

static void
add_study (BtChartView *view, const char *id)
{
  BtStudySettings settings;

  bt_study_settings_init (&settings, bt_study_registry_find (id));
  g_assert_cmpuint (bt_chart_view_add_study (view, &settings), >, 0);
}

/* Orders, a position and fills, close to one another. */
static void
crowd (BtChartView *view)
{
  gint64 last = view->last_points;
  gint64 end = view->columns.time_usec[view->columns.length - 1];
  BtChartLine lines[8];
  BtChartMarker markers[8];

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      lines[i] = (BtChartLine){ .kind = (BtChartLineKind) (i % 5),
                                .price_points = last + ((gint64) i - 3) * 45,
                                .direction = i % 2 ? BT_DIRECTION_SELL : BT_DIRECTION_BUY,
                                .tone = i % 3 ? 1 : -1,
                                .is_draggable = TRUE };
      g_snprintf (lines[i].id, sizeof lines[i].id, "%u", i);
      g_snprintf (lines[i].label, sizeof lines[i].label, "#%u %s 0.10", i, i % 2 ? "Sell" : "Buy");
      g_snprintf (lines[i].result, sizeof lines[i].result, "%s1%u.50", i % 3 ? "+" : "−", i);
      markers[i] = (BtChartMarker){ .time_usec = end - (10 + 20 * (gint64) i) * BT_USEC_PER_MINUTE,
                                    .price_points = last + (gint64) i * 20,
                                    .direction = lines[i].direction,
                                    .is_entry = i % 2 == 0,
                                    .tone = lines[i].tone,
                                    .entry_time_usec = BT_TIME_NONE };
      g_snprintf (markers[i].label, sizeof markers[i].label, "0.1%u", i);
    }
  bt_chart_view_set_lines (view, lines, G_N_ELEMENTS (lines));
  bt_chart_view_set_markers (view, markers, G_N_ELEMENTS (markers));
}

/* Makes the view of a look; clear it with bt_chart_view_clear(). */
static void
make_look (BtChartView *view, const Look *look)
{
  BtChartSeriesSpec spec = { .kind = look->series };
  g_autoptr (BtTape) tape = make_market ();

  bt_chart_view_init (view, context);
  bt_chart_theme_init (&view->theme, !look->is_light, look->is_colour_blind, look->is_swapped);
  if (look->is_high_contrast)
    bt_chart_theme_raise_contrast (&view->theme, !look->is_light);
  view->style = look->style;
  view->is_hollow = look->is_hollow;
  view->has_sessions = TRUE;
  view->price.kind = look->scale;
  view->price.is_inverted = look->is_inverted;
  view->timeframe = look->is_minutes ? BT_TIMEFRAME_M1 : MAX (look->timeframe, BT_TIMEFRAME_M5);
  bt_chart_view_set_tape (view, tape, BT_TRADING_DAY_DEFAULT);
  bt_chart_view_set_series (view, &spec);
  bt_chart_view_set_profile (view, look->has_profile);
  bt_chart_view_set_gaps (view, look->has_gaps);
  bt_chart_view_layout (view, WIDTH, HEIGHT, &(BtPixelGrid){ .scale = 1 });
  bt_chart_view_set_visible (view, look->visible > 0 ? look->visible : 70);
  if (look->has_studies)
    {
      add_study (view, "ema");
      add_study (view, "bollinger");
      add_study (view, "rsi");
      add_study (view, "macd");
    }
  if (look->is_crowded)
    crowd (view);
}

static void
test_look (gconstpointer data)
{
  const Look *look = data;
  double scale = look->device_scale > 0 ? look->device_scale : 1;
  BtChartView view;

  if (!has_font ())
    return;
  make_look (&view, look);
  cairo_surface_destroy (bt_chart_painter_render (&view, WIDTH, HEIGHT, scale));
  if (look->is_crowded)
    bt_chart_view_point (&view, 200, 120);
  golden_pictures_check (look->name, bt_chart_painter_render (&view, WIDTH, HEIGHT, scale));
  bt_chart_view_clear (&view);
}

static BtDrawingAnchor
anchor_at (const BtChartView *view, double x, double y)
{
  return (BtDrawingAnchor){
    bt_chart_view_time_of (view, floor (bt_time_scale_from_x (&view->time, x) + 0.5)),
    floor (bt_price_scale_from_y (&view->price, y) + 0.5),
  };
}

/* Each tool, selected, over a calm line. */
static void
test_drawing (gconstpointer data)
{
  static const double places[][2]
    = { { 70, 160 }, { 130, 70 }, { 180, 140 }, { 230, 60 }, { 260, 120 }, { 300, 50 } };
  static const Look calm = { .name = "drawing", .style = BT_CHART_STYLE_LINE, .visible = 60 };
  const BtDrawingTool *tool = data;
  guint wanted = tool->n_anchors > 0 ? tool->n_anchors : 4;
  g_autofree char *name = g_strdup_printf ("drawing-%s", tool->id);
  BtChartView view;

  if (!has_font ())
    return;
  make_look (&view, &calm);
  view.has_sessions = FALSE;
  view.has_volume = FALSE;
  cairo_surface_destroy (bt_chart_painter_render (&view, 420, 240, 1));
  BtDrawing *drawing = bt_drawing_new (tool, anchor_at (&view, places[0][0], places[0][1]));
  for (guint i = 1; i < wanted; i++)
    {
      BtDrawingAnchor anchor = anchor_at (&view, places[i][0], places[i][1]);
      g_array_append_val (drawing->anchors, anchor);
    }
  view.drawings = bt_drawing_set_new ();
  view.selected_drawing = bt_drawing_set_add (view.drawings, drawing);
  golden_pictures_check (name, bt_chart_painter_render (&view, 420, 240, 1));
  bt_chart_view_clear (&view);
}

static void
test_equity (gconstpointer data)
{
  gboolean is_dark = GPOINTER_TO_INT (data);
  double values[200];
  BtChartTheme theme;

  if (!has_font ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = 10000 + (double) i * 4 - (double) ((i * 37) % 53) * 6;
  bt_chart_theme_init (&theme, is_dark, FALSE, FALSE);
  BtEquityPicture picture = { .values = values,
                              .count = G_N_ELEMENTS (values),
                              .baseline = 10000,
                              .decimals = 2,
                              .empty_text = "",
                              .has_text = TRUE,
                              .theme = &theme,
                              .text = bt_text_cache_new (context),
                              .grid = { .scale = 1 },
                              .width = WIDTH,
                              .height = HEIGHT };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  bt_chart_theme_set_source (cr, &theme.view, 1);
  cairo_paint (cr);
  bt_equity_painter_draw_full (&picture, cr);
  cairo_destroy (cr);
  golden_pictures_check (is_dark ? "equity-dark" : "equity-light", surface);
  bt_text_cache_free (picture.text);
}

int
main (int argc, char *argv[])
{
  guint n_tools = 0;
  const BtDrawingTool *const *tools = bt_drawing_tools (&n_tools);

  g_test_init (&argc, &argv, NULL);
  context = golden_pictures_context ();
  for (guint i = 0; i < G_N_ELEMENTS (LOOKS); i++)
    {
      g_autofree char *path = g_strconcat ("/chart/golden/", LOOKS[i].name, NULL);
      g_test_add_data_func (path, &LOOKS[i], test_look);
    }
  for (guint i = 0; i < n_tools; i++)
    {
      g_autofree char *path = g_strconcat ("/chart/golden/drawing/", tools[i]->id, NULL);
      g_test_add_data_func (path, tools[i], test_drawing);
    }
  g_test_add_data_func ("/chart/golden/equity/dark", GINT_TO_POINTER (TRUE), test_equity);
  g_test_add_data_func ("/chart/golden/equity/light", GINT_TO_POINTER (FALSE), test_equity);
  int status = g_test_run ();
  g_clear_object (&context);
  return status;
}
