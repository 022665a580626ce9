// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-label-spread.h"
#include "chart/bt-line-layer.h"

#include "chart-fixtures.h"

#include <math.h>

static const BtPixelGrid GRID = { .scale = 1.0 };

/* A point is a pixel: 300,000 at the top, 299,600 at the foot. */
static void
make_view (BtChartView *view, const BtChartLine *lines, guint count)
{
  g_autoptr (BtTape) tape = make_wandering_tape (200);

  make_plain_view (view, tape);
  view->is_auto_scale = FALSE;
  view->price.high_points = 300000;
  view->price.low_points = 299600;
  bt_chart_view_set_lines (view, lines, count);
  bt_chart_view_layout (view, 870, 428, &GRID);
  g_assert_cmpfloat (view->plot_height, ==, 400);
}

static BtChartLine
make_line (BtChartLineKind kind, const char *id, gint64 price_points)
{
  BtChartLine line = { .kind = kind,
                       .price_points = price_points,
                       .label = "Name",
                       .result = "+1.00",
                       .tone = 1,
                       .is_draggable = kind != BT_CHART_LINE_ENTRY };

  g_strlcpy (line.id, id, sizeof line.id);
  return line;
}

static void
test_spread_leaves_what_does_not_meet (void)
{
  double tops[] = { 10, 40, 300 };
  const double heights[] = { 18, 22, 18 };

  bt_label_spread (tops, heights, 3, 2, 400);
  g_assert_cmpfloat (tops[0], ==, 10);
  g_assert_cmpfloat (tops[1], ==, 40);
  g_assert_cmpfloat (tops[2], ==, 300);
}

static void
test_spread_moves_two_apart_evenly (void)
{
  double tops[] = { 100, 108 };
  const double heights[] = { 18, 18 };

  /* They want 8 between their tops and need 20: six more each way. */
  bt_label_spread (tops, heights, 2, 2, 400);
  g_assert_cmpfloat_with_epsilon (tops[0], 94, 1e-9);
  g_assert_cmpfloat_with_epsilon (tops[1], 114, 1e-9);
}

static void
test_spread_stays_inside (void)
{
  double at_top[] = { -9, -5, 3 };
  double at_foot[] = { 385, 390, 395 };
  const double heights[] = { 18, 18, 18 };

  bt_label_spread (at_top, heights, 3, 2, 400);
  g_assert_cmpfloat_with_epsilon (at_top[0], 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (at_top[1], 20, 1e-9);
  g_assert_cmpfloat_with_epsilon (at_top[2], 40, 1e-9);
  bt_label_spread (at_foot, heights, 3, 2, 400);
  g_assert_cmpfloat_with_epsilon (at_foot[0], 342, 1e-9);
  g_assert_cmpfloat_with_epsilon (at_foot[2], 382, 1e-9);
}

static void
test_spread_of_many_never_overlaps (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20240304);

  for (guint round = 0; round < 300; round++)
    {
      guint count = (guint) g_rand_int_range (random, 1, 20);
      double tops[20];
      double heights[20];
      double top = -20;
      for (guint i = 0; i < count; i++)
        {
          top += g_rand_double_range (random, 0, 30);
          tops[i] = top;
          heights[i] = g_rand_boolean (random) ? 18 : 22;
        }
      bt_label_spread (tops, heights, count, 2, 700);
      g_assert_cmpfloat (tops[0], >=, -1e-9);
      g_assert_cmpfloat (tops[count - 1] + heights[count - 1], <=, 700 + 1e-9);
      for (guint i = 1; i < count; i++)
        g_assert_cmpfloat (tops[i] - tops[i - 1] - heights[i - 1], >=, 2 - 1e-9);
    }
}

static void
test_labels_stand_at_their_lines (void)
{
  BtChartLine lines[]
    = { make_line (BT_CHART_LINE_STOP, "1", 299700), make_line (BT_CHART_LINE_ENTRY, "1", 299800),
        make_line (BT_CHART_LINE_TARGET, "1", 299900) };
  BtChartView view;
  guint count = 0;

  lines[0].is_selected = TRUE;
  make_view (&view, lines, G_N_ELEMENTS (lines));
  g_autofree BtLineLabel *labels = bt_line_layer_place (&view, &count);
  g_assert_cmpuint (count, ==, 3);
  /* From above: target, entry, stop. */
  g_assert_cmpuint (labels[0].line, ==, 2);
  g_assert_cmpuint (labels[2].line, ==, 0);
  for (guint i = 0; i < count; i++)
    {
      g_assert_cmpfloat_with_epsilon (labels[i].top + labels[i].height / 2, labels[i].y, 0.5);
      g_assert_cmpfloat_with_epsilon (labels[i].x + labels[i].width, 793, 0.5);
    }
  g_assert_cmpfloat (labels[0].height, ==, BT_LINE_LABEL_PX);
  g_assert_cmpfloat (labels[2].height, ==, BT_LINE_SELECTED_LABEL_PX);
  /* A grip where there is something to drag. */
  g_assert_cmpfloat (labels[0].grip_width, >, 0);
  g_assert_cmpfloat (labels[1].grip_width, ==, 0);
  bt_chart_view_clear (&view);
}

static void
test_lines_out_of_view_have_no_label (void)
{
  BtChartLine lines[]
    = { make_line (BT_CHART_LINE_STOP, "1", 100), make_line (BT_CHART_LINE_TARGET, "1", 900000) };
  BtChartView view;
  guint count = 0;

  make_view (&view, lines, G_N_ELEMENTS (lines));
  g_autofree BtLineLabel *labels = bt_line_layer_place (&view, &count);
  g_assert_cmpuint (count, ==, 0);
  g_assert_cmpfloat (bt_line_layer_label_bounds (&view).size.width, ==, 0);
  bt_chart_view_clear (&view);
}

static void
test_labels_without_room_are_left_out (void)
{
  BtChartLine lines[40];
  BtChartView view;
  guint count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      lines[i] = make_line (BT_CHART_LINE_ENTRY, id, 299650 + i);
    }
  make_view (&view, lines, G_N_ELEMENTS (lines));
  g_autofree BtLineLabel *labels = bt_line_layer_place (&view, &count);
  g_assert_cmpuint (count, ==, 20);
  g_assert_cmpfloat (labels[0].top, >=, 0);
  g_assert_cmpfloat (labels[count - 1].top + labels[count - 1].height, <=, 401);
  bt_chart_view_clear (&view);
}

static void
test_hits (void)
{
  BtChartLine lines[] = { make_line (BT_CHART_LINE_STOP, "1", 299700),
                          make_line (BT_CHART_LINE_TARGET, "1", 299900) };
  BtChartView view;
  guint line = 99;
  guint count = 0;

  lines[1].since_usec = get_start () + 150 * G_GINT64_CONSTANT (60) * G_USEC_PER_SEC;
  make_view (&view, lines, G_N_ELEMENTS (lines));
  g_autofree BtLineLabel *labels = bt_line_layer_place (&view, &count);
  /* The line takes the pointer four pixels each way. */
  g_assert_cmpint (bt_line_layer_hit (&view, 50, 304, &line), ==, BT_LINE_PART_LINE);
  g_assert_cmpuint (line, ==, 0);
  g_assert_cmpint (bt_line_layer_hit (&view, 50, 305, &line), ==, BT_LINE_PART_NONE);
  /* Where the target's line has not begun there is nothing. */
  g_assert_cmpint (bt_line_layer_hit (&view, 5, 100, &line), ==, BT_LINE_PART_NONE);
  g_assert_cmpint (bt_line_layer_hit (&view, 640, 100, &line), ==, BT_LINE_PART_LINE);
  g_assert_cmpuint (line, ==, 1);
  g_assert_cmpint (bt_line_layer_hit (&view, labels[0].x + 3, 92, &line), ==, BT_LINE_PART_LABEL);
  g_assert_cmpint (bt_line_layer_hit (&view, labels[0].x + labels[0].width - 3, 100, &line), ==,
                   BT_LINE_PART_CLOSE);
  g_assert_cmpuint (line, ==, 1);
  /* Not over the axis. */
  g_assert_cmpint (bt_line_layer_hit (&view, 830, 300, &line), ==, BT_LINE_PART_NONE);
  bt_chart_view_clear (&view);
}

static void
test_a_dragged_line_shows_its_place (void)
{
  BtChartLine lines[] = { make_line (BT_CHART_LINE_STOP, "7", 299700),
                          make_line (BT_CHART_LINE_TARGET, "7", 299900) };
  BtChartView view;

  make_view (&view, lines, G_N_ELEMENTS (lines));
  view.drag = (BtChartDrag){ .line = 0, .price_points = 299650 };
  g_assert_cmpint (bt_chart_view_line_price (&view, 0), ==, 299650);
  g_assert_cmpint (bt_chart_view_line_price (&view, 1), ==, 299900);
  /* New results arrive while it is dragged: the drag goes on with the same line, wherever it stands
   * in the array. */
  BtChartLine swapped[] = { lines[1], lines[0] };
  bt_chart_view_set_lines (&view, swapped, 2);
  g_assert_cmpuint (view.drag.line, ==, 1);
  /* The position was closed meanwhile. */
  bt_chart_view_set_lines (&view, NULL, 0);
  g_assert_cmpuint (view.drag.line, ==, BT_CHART_NO_INDEX);
  bt_chart_view_clear (&view);
}

/* What is pulled off an entry is drawn as the stop that it is to be, and the entry stays. */
static void
test_a_pulled_entry_stays (void)
{
  BtChartLine lines[] = { make_line (BT_CHART_LINE_ENTRY, "7", 299750) };
  BtChartView view;
  guint stop = 0;

  make_view (&view, lines, 1);
  view.drag = (BtChartDrag){ .line = 0,
                             .price_points = 299710,
                             .note = { .kind = BT_CHART_LINE_STOP, .label = "Stop" } };
  g_assert_cmpint (bt_chart_view_line_kind (&view, 0), ==, BT_CHART_LINE_STOP);
  cairo_surface_t *surface = bt_chart_painter_render (&view, 870, 428, 1);
  for (int x = 0; x < 160; x++)
    stop += get_pixel (surface, x, 290) == to_pixel (&view.theme.down);
  g_assert_cmpuint (stop, ==, 100);
  g_assert_cmphex (get_pixel (surface, 3, 250), ==, to_pixel (&view.theme.position));
  view.drag.line = BT_CHART_NO_INDEX;
  g_assert_cmpint (bt_chart_view_line_kind (&view, 0), ==, BT_CHART_LINE_ENTRY);
  cairo_surface_destroy (surface);
  bt_chart_view_clear (&view);
}

static void
test_styles_are_seen (void)
{
  BtChartLine lines[]
    = { make_line (BT_CHART_LINE_ENTRY, "1", 299750), make_line (BT_CHART_LINE_STOP, "1", 299710) };
  BtChartView view;
  guint entry = 0;
  guint stop = 0;

  make_view (&view, lines, G_N_ELEMENTS (lines));
  cairo_surface_t *surface = bt_chart_painter_render (&view, 870, 428, 1);
  for (int x = 0; x < 160; x++)
    {
      entry += get_pixel (surface, x, 250) == to_pixel (&view.theme.position);
      stop += get_pixel (surface, x, 290) == to_pixel (&view.theme.down);
    }
  /* An entry is solid, a stop dashed five on and three off, each one pixel high. */
  g_assert_cmpuint (entry, ==, 160);
  g_assert_cmpuint (stop, ==, 100);
  g_assert_cmphex (get_pixel (surface, 3, 251), !=, to_pixel (&view.theme.position));
  g_assert_cmphex (get_pixel (surface, 3, 249), !=, to_pixel (&view.theme.position));
  cairo_surface_destroy (surface);
  bt_chart_view_clear (&view);
}

/* On a narrow chart a label gives up its figures, but not while it is pointed at. */
static void
test_labels_of_a_narrow_chart (void)
{
  BtChartLine line = make_line (BT_CHART_LINE_STOP, "a", 299800);
  BtChartView view;
  guint count = 0;

  g_strlcpy (line.multiple, "+2.00 R", sizeof line.multiple);
  make_view (&view, &line, 1);
  g_autofree BtLineLabel *wide = bt_line_layer_place (&view, &count);
  g_assert_cmpfloat (wide->result_width, >, 0);
  g_assert_cmpfloat (wide->multiple_width, >, 0);
  bt_chart_view_layout (&view, 380, 428, &GRID);
  g_autofree BtLineLabel *narrow = bt_line_layer_place (&view, &count);
  g_assert_cmpfloat (narrow->multiple_width, ==, 0);
  g_assert_cmpfloat (narrow->name_width, ==, wide->name_width);
  g_assert_cmpfloat (narrow->width, ==, wide->width - wide->multiple_width);
  bt_chart_view_layout (&view, 230, 428, &GRID);
  g_autofree BtLineLabel *least = bt_line_layer_place (&view, &count);
  g_assert_cmpfloat (least->result_width, ==, 0);
  view.hovered_line = 0;
  g_autofree BtLineLabel *pointed = bt_line_layer_place (&view, &count);
  g_assert_cmpfloat (pointed->multiple_width, ==, wide->multiple_width);
  bt_chart_view_clear (&view);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/lines/spread-leaves-what-does-not-meet",
                   test_spread_leaves_what_does_not_meet);
  g_test_add_func ("/chart/lines/spread-moves-two-apart-evenly",
                   test_spread_moves_two_apart_evenly);
  g_test_add_func ("/chart/lines/spread-stays-inside", test_spread_stays_inside);
  g_test_add_func ("/chart/lines/spread-of-many-never-overlaps",
                   test_spread_of_many_never_overlaps);
  g_test_add_func ("/chart/lines/a-pulled-entry-stays", test_a_pulled_entry_stays);
  g_test_add_func ("/chart/lines/labels-stand-at-their-lines", test_labels_stand_at_their_lines);
  g_test_add_func ("/chart/lines/lines-out-of-view-have-no-label",
                   test_lines_out_of_view_have_no_label);
  g_test_add_func ("/chart/lines/labels-without-room-are-left-out",
                   test_labels_without_room_are_left_out);
  g_test_add_func ("/chart/lines/labels-of-a-narrow-chart", test_labels_of_a_narrow_chart);
  g_test_add_func ("/chart/lines/hits", test_hits);
  g_test_add_func ("/chart/lines/a-dragged-line-shows-its-place",
                   test_a_dragged_line_shows_its_place);
  g_test_add_func ("/chart/lines/styles-are-seen", test_styles_are_seen);
  return g_test_run ();
}
