// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Drawings: what is kept of them, taking changes back, and what each tool draws. */
#include "config.h"

#include "base/bt-time.h"
#include "chart-fixtures.h"
#include "chart/bt-drawing-layer.h"
#include "chart/bt-drawing-shape.h"

#include <math.h>

#define WIDTH 700
#define HEIGHT 500
#define CANDLES 400

static void
make_view (BtChartView *view)
{
  g_autoptr (BtTape) tape = make_wandering_tape (CANDLES);
  BtPixelGrid grid = { .scale = 1.0 };

  make_plain_view (view, tape);
  view->drawings = bt_drawing_set_new ();
  bt_chart_view_set_visible (view, 120);
  bt_chart_view_set_right (view, 350);
  bt_chart_view_layout (view, WIDTH, HEIGHT, &grid);
}

static BtDrawingAnchor
anchor_at (const BtChartView *view, double x, double y)
{
  return (BtDrawingAnchor){
    bt_chart_view_time_of (view, floor (bt_time_scale_from_x (&view->time, x) + 0.5)),
    floor (bt_price_scale_from_y (&view->price, y) + 0.5),
  };
}

/* A drawing over the middle of the plot with all the anchors of its tool. */
static BtDrawing *
make_drawing (const BtChartView *view, const BtDrawingTool *tool)
{
  static const double places[][2]
    = { { 150, 300 }, { 300, 150 }, { 380, 260 }, { 450, 120 }, { 500, 220 }, { 560, 90 } };
  BtDrawing *drawing = bt_drawing_new (tool, anchor_at (view, places[0][0], places[0][1]));
  guint wanted = tool->n_anchors > 0 ? tool->n_anchors : 4;

  for (guint i = 1; i < wanted; i++)
    {
      BtDrawingAnchor anchor = anchor_at (view, places[i][0], places[i][1]);
      g_array_append_val (drawing->anchors, anchor);
    }
  return drawing;
}

static void
test_index_and_time (void)
{
  BtChartView view;

  make_view (&view);
  for (double index = -50; index < CANDLES + 80; index += 0.5)
    {
      gint64 time = bt_chart_view_time_of (&view, index);
      g_assert_cmpfloat_with_epsilon (bt_chart_view_index_of (&view, time), index, 1e-6);
    }
  g_assert_cmpint (bt_chart_view_time_of (&view, 7), ==, view.columns.time_usec[7]);
  g_assert_cmpint (bt_chart_view_time_of (&view, CANDLES + 4), ==,
                   view.columns.time_usec[CANDLES - 1] + 5 * BT_USEC_PER_MINUTE);
  bt_chart_view_clear (&view);
}

static void
test_kept (void)
{
  guint count = 0;
  const BtDrawingTool *const *tools = bt_drawing_tools (&count);
  BtChartView view;

  make_view (&view);
  g_assert_cmpuint (count, >=, 31);
  for (guint i = 0; i < count; i++)
    {
      BtDrawing *drawing = make_drawing (&view, tools[i]);
      drawing->colour = i % 8;
      drawing->width = 1 + i % 4;
      drawing->stroke = i % 3;
      drawing->is_locked = i % 2;
      drawing->is_hidden = i % 5 == 0;
      g_assert_true (bt_drawing_is_complete (drawing));
      g_assert_true (bt_drawing_tool_find (tools[i]->id) == tools[i]);
      g_assert_cmpuint (bt_drawing_set_add (view.drawings, drawing), ==, i + 1);
    }
  g_autofree char *text = bt_drawing_set_to_text (view.drawings);
  g_autoptr (BtDrawingSet) read = bt_drawing_set_new ();
  bt_drawing_set_read (read, text);
  g_assert_cmpuint (bt_drawing_set_get_count (read), ==, count);
  g_autofree char *again = bt_drawing_set_to_text (read);
  g_assert_cmpstr (text, ==, again);
  bt_chart_view_clear (&view);
}

/* What cannot be read is left out, and nothing else. */
static void
test_damaged (void)
{
  static const char *const texts[] = {
    "",
    "nonsense",
    "[('no-such-tool', [(0, 1.0), (1, 2.0)], '', 0, 1, 0, false, false)]",
    "[('trend-line', [(0, 1.0)], '', 0, 1, 0, false, false)]",
    "[('trend-line', [(0, 1.0), (1, 2.0)], '', 0, 9, 0, false, false)]",
    "[('trend-line', [(0, 1.0), (1, 2.0)], '', 0, 1, 7, false, false)]",
    "[('trend-line', [(0, 1e300), (1, 2.0)], '', 0, 1, 0, false, false)]",
    "[('trend-line', [(9223372036854775807, 1.0), (1, 2.0)], '', 0, 1, 0, false, false)]",
  };
  g_autoptr (BtDrawingSet) set = bt_drawing_set_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      bt_drawing_set_read (set, texts[i]);
      g_assert_cmpuint (bt_drawing_set_get_count (set), ==, 0);
    }
  bt_drawing_set_read (set, "[('no-such-tool', [(0, 1.0)], '', 0, 1, 0, false, false), "
                            "('horizontal-line', [(0, 1.0)], '', 0, 1, 0, false, false)]");
  g_assert_cmpuint (bt_drawing_set_get_count (set), ==, 1);
  bt_drawing_set_read (set, NULL);
  g_assert_cmpuint (bt_drawing_set_get_count (set), ==, 0);
}

static guint
add_level (BtDrawingSet *set, double points)
{
  return bt_drawing_set_add (
    set, bt_drawing_new (bt_drawing_tool_find ("horizontal-line"), (BtDrawingAnchor){ 0, points }));
}

static gboolean
get_flag (BtDrawingSet *set, const char *name)
{
  gboolean flag;

  g_object_get (set, name, &flag, NULL);
  return flag;
}

static void
test_undo (void)
{
  g_autoptr (BtDrawingSet) set = bt_drawing_set_new ();

  g_assert_false (get_flag (set, "can-undo"));
  bt_drawing_set_mark (set);
  guint first = add_level (set, 1);
  bt_drawing_set_mark (set);
  guint second = add_level (set, 2);
  bt_drawing_set_mark (set);
  bt_drawing_set_raise (set, first, TRUE);
  g_assert_cmpuint (bt_drawing_set_get (set, 1)->id, ==, first);
  bt_drawing_set_mark (set);
  g_assert_true (bt_drawing_set_remove (set, second));
  g_assert_false (bt_drawing_set_remove (set, second));
  bt_drawing_set_undo (set);
  g_assert_nonnull (bt_drawing_set_find (set, second));
  bt_drawing_set_undo (set);
  g_assert_cmpuint (bt_drawing_set_get (set, 0)->id, ==, first);
  bt_drawing_set_undo (set);
  g_assert_null (bt_drawing_set_find (set, second));
  bt_drawing_set_redo (set);
  bt_drawing_set_redo (set);
  g_assert_cmpuint (bt_drawing_set_get (set, 1)->id, ==, first);
  /* Something new ends what could be made again. */
  bt_drawing_set_mark (set);
  bt_drawing_set_clear (set);
  g_assert_false (get_flag (set, "can-redo"));
  bt_drawing_set_undo (set);
  g_assert_cmpuint (bt_drawing_set_get_count (set), ==, 2);
  bt_drawing_set_redo (set);
  g_assert_cmpuint (bt_drawing_set_get_count (set), ==, 0);
  /* Nothing left: nothing happens. */
  bt_drawing_set_redo (set);
}

static void
test_limits (void)
{
  g_autoptr (BtDrawingSet) set = bt_drawing_set_new ();

  for (guint i = 0; i < BT_DRAWING_SET_MAX; i++)
    g_assert_cmpuint (add_level (set, i), ==, i + 1);
  g_assert_cmpuint (add_level (set, 5), ==, 0);
  for (guint i = 0; i < BT_DRAWING_SET_MAX_UNDO + 5; i++)
    bt_drawing_set_mark (set);
  for (guint i = 0; i < BT_DRAWING_SET_MAX_UNDO + 5; i++)
    bt_drawing_set_undo (set);
  g_assert_cmpuint (bt_drawing_set_get_count (set), ==, BT_DRAWING_SET_MAX);
}

static guint
count_differences (cairo_surface_t *a, cairo_surface_t *b, int left, int right)
{
  guint count = 0;

  for (int y = 0; y < HEIGHT; y++)
    for (int x = left; x < right; x++)
      count += get_pixel (a, x, y) != get_pixel (b, x, y);
  return count;
}

/* Each tool draws in the plot and nowhere else, is found where it is drawn, and not when hidden. */
static void
test_tool (gconstpointer data)
{
  const BtDrawingTool *tool = data;
  BtChartView view;

  make_view (&view);
  view.has_text = TRUE;
  cairo_surface_t *blank = bt_chart_painter_render (&view, WIDTH, HEIGHT, 1);
  guint id = bt_drawing_set_add (view.drawings, make_drawing (&view, tool));
  cairo_surface_t *drawn = bt_chart_painter_render (&view, WIDTH, HEIGHT, 1);
  int edge = (int) view.plot_width;
  g_assert_cmpuint (count_differences (blank, drawn, 0, edge), >, 15);
  g_assert_cmpuint (count_differences (blank, drawn, edge, WIDTH), ==, 0);

  guint found = 0;
  for (int y = 0; y < (int) view.plot_height; y += 3)
    for (int x = 0; x < edge; x += 3)
      found += bt_drawing_layer_hit (&view, x, y, NULL) == id;
  g_assert_cmpuint (found, >, 3);
  g_assert_cmpuint (found, <, 20000);

  view.selected_drawing = id;
  guint anchor = 99;
  if (!tool->is_freehand)
    {
      g_autoptr (BtDrawingShape) shape
        = bt_drawing_shape_new (&view, bt_drawing_set_find (view.drawings, id));
      g_assert_cmpuint (
        bt_drawing_layer_hit (&view, shape->points[0].x, shape->points[0].y, &anchor), ==, id);
      g_assert_cmpuint (anchor, ==, 0);
    }
  BtDrawing *hidden = bt_drawing_copy (bt_drawing_set_find (view.drawings, id));
  hidden->is_hidden = TRUE;
  bt_drawing_set_replace (view.drawings, hidden);
  view.selected_drawing = 0;
  cairo_surface_t *without = bt_chart_painter_render (&view, WIDTH, HEIGHT, 1);
  g_assert_true (is_same_picture (blank, without));
  cairo_surface_destroy (blank);
  cairo_surface_destroy (drawn);
  cairo_surface_destroy (without);
  bt_chart_view_clear (&view);
}

/* Every number of anchors on the way to a tool's own can be drawn, far outside the plot as well. */
static void
test_unfinished (void)
{
  guint count = 0;
  const BtDrawingTool *const *tools = bt_drawing_tools (&count);
  BtChartView view;

  make_view (&view);
  view.has_text = TRUE;
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (BtDrawing) whole = make_drawing (&view, tools[i]);
      for (guint n = 1; n <= whole->anchors->len; n++)
        {
          BtDrawing *part = bt_drawing_copy (whole);
          g_array_set_size (part->anchors, n);
          bt_drawing_anchor (part, n - 1)->time_usec
            += n % 2 ? G_GINT64_CONSTANT (900000000000000) : 0;
          bt_drawing_anchor (part, n - 1)->points *= n % 3 ? 1 : -1e6;
          g_clear_pointer (&view.pending_drawing, bt_drawing_free);
          view.pending_drawing = part;
          cairo_surface_t *surface = bt_chart_painter_render (&view, WIDTH, HEIGHT, 1);
          g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
          cairo_surface_destroy (surface);
        }
    }
  bt_chart_view_clear (&view);
}

/* Anchors stay at their moments and prices on another timeframe. */
static void
test_other_timeframe (void)
{
  BtChartView view;
  BtPixelGrid grid = { .scale = 1.0 };

  make_view (&view);
  gint64 time = view.columns.time_usec[300];
  double before = bt_chart_view_index_of (&view, time);
  g_assert_cmpfloat (before, ==, 300);
  bt_chart_view_set_timeframe (&view, BT_TIMEFRAME_M5);
  bt_chart_view_layout (&view, WIDTH, HEIGHT, &grid);
  g_assert_cmpfloat (bt_chart_view_index_of (&view, time), ==, 60);
  g_assert_cmpfloat_with_epsilon (bt_chart_view_index_of (&view, time + 2 * BT_USEC_PER_MINUTE),
                                  60.4, 1e-9);
  bt_chart_view_clear (&view);
}

/* The regression's line is the textbook's, from known closes alone. */
static void
test_regression (void)
{
  const BtDrawingTool *tool = bt_drawing_tool_find ("regression-channel");
  BtChartView view;

  make_view (&view);
  double sum_x = 0;
  double sum_y = 0;
  double sum_xx = 0;
  double sum_xy = 0;
  double n = 0;
  for (gsize i = 290; i <= 330; i++, n++)
    {
      double x = (double) i;
      double y = (double) view.columns.close_points[i];
      sum_x += x;
      sum_y += y;
      sum_xx += x * x;
      sum_xy += x * y;
    }
  double slope = (n * sum_xy - sum_x * sum_y) / (n * sum_xx - sum_x * sum_x);
  double middle = (sum_y - slope * sum_x) / n + slope * 310;
  BtDrawing *drawing
    = bt_drawing_new (tool, (BtDrawingAnchor){ view.columns.time_usec[290], 200000 });
  BtDrawingAnchor end = { view.columns.time_usec[330], 200000 };
  g_array_append_val (drawing->anchors, end);
  guint id = bt_drawing_set_add (view.drawings, drawing);
  double x = bt_time_scale_to_x (&view.time, 310);
  double y = bt_price_scale_to_y (&view.price, middle);
  g_autoptr (BtDrawingShape) shape
    = bt_drawing_shape_new (&view, bt_drawing_set_find (view.drawings, id));
  g_assert_cmpfloat (bt_drawing_shape_distance (shape, x, y), <, 0.01);
  bt_chart_view_clear (&view);
}

int
main (int argc, char **argv)
{
  guint count = 0;
  const BtDrawingTool *const *tools = bt_drawing_tools (&count);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/drawings/index-and-time", test_index_and_time);
  g_test_add_func ("/chart/drawings/kept", test_kept);
  g_test_add_func ("/chart/drawings/damaged", test_damaged);
  g_test_add_func ("/chart/drawings/undo", test_undo);
  g_test_add_func ("/chart/drawings/limits", test_limits);
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *path = g_strdup_printf ("/chart/drawings/tool/%s", tools[i]->id);
      g_test_add_data_func (path, tools[i], test_tool);
    }
  g_test_add_func ("/chart/drawings/unfinished", test_unfinished);
  g_test_add_func ("/chart/drawings/other-timeframe", test_other_timeframe);
  g_test_add_func ("/chart/drawings/regression", test_regression);
  return g_test_run ();
}
