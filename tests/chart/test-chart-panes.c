// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Heights and ranges of the panes below the candles, and what else of a view is set by hand. */
#include "config.h"

#include "chart-fixtures.h"
#include "chart/bt-ruler-layer.h"
#include "study/bt-study-registry.h"

#include <math.h>

#define WIDTH 700
#define HEIGHT 600

static void
add_study (BtChartView *view, const char *name)
{
  BtStudySettings settings;

  bt_study_settings_init (&settings, bt_study_registry_find (name));
  g_assert_cmpuint (bt_chart_view_add_study (view, &settings), >, 0);
}

static void
lay_out (BtChartView *view, double height)
{
  BtPixelGrid grid = { .scale = 1.0 };

  bt_chart_view_layout (view, WIDTH, height, &grid);
}

static void
assert_stacked (const BtChartView *view)
{
  double top = view->plot_height;

  for (guint i = 0; i < view->n_panes; i++)
    {
      g_assert_cmpfloat (view->panes[i].top, ==, top);
      g_assert_cmpfloat (view->panes[i].height, >=, 55);
      top += view->panes[i].height;
    }
  g_assert_cmpfloat (top, ==, view->body_height);
}

static void
test_dividers (void)
{
  g_autoptr (BtTape) tape = make_wandering_tape (300);
  BtChartView view;

  make_plain_view (&view, tape);
  add_study (&view, "rsi");
  add_study (&view, "macd");
  lay_out (&view, HEIGHT);
  g_assert_cmpuint (view.n_panes, ==, 2);
  double plot = view.plot_height;
  double second = view.panes[1].height;
  g_assert_cmpuint (bt_chart_view_find_divider (&view, 50, plot + 2), ==, 0);
  g_assert_cmpuint (bt_chart_view_find_divider (&view, 50, view.panes[1].top - 3), ==, 1);
  g_assert_cmpuint (bt_chart_view_find_divider (&view, 50, plot + 20), ==, BT_CHART_NO_INDEX);
  g_assert_cmpuint (bt_chart_view_find_divider (&view, WIDTH - 5, plot), ==, BT_CHART_NO_INDEX);
  /* The upper edge of the first pane takes from the candles, and the second pane stays. */
  bt_chart_view_move_divider (&view, 0, plot - 60);
  lay_out (&view, HEIGHT);
  g_assert_cmpfloat (view.plot_height, ==, plot - 60);
  g_assert_cmpfloat (view.panes[1].height, ==, second);
  assert_stacked (&view);
  /* Between two panes, the candles stay. */
  bt_chart_view_move_divider (&view, 1, view.panes[1].top - 40);
  lay_out (&view, HEIGHT);
  g_assert_cmpfloat (view.plot_height, ==, plot - 60);
  g_assert_cmpfloat (view.panes[1].height, ==, second + 40);
  assert_stacked (&view);
  /* Too far is as far as it goes. */
  bt_chart_view_move_divider (&view, 0, -1000);
  lay_out (&view, HEIGHT);
  assert_stacked (&view);
  g_assert_cmpfloat (view.plot_height, >=, floor (view.body_height * 0.25) - 1);
  bt_chart_view_move_divider (&view, 1, 10000);
  lay_out (&view, HEIGHT);
  assert_stacked (&view);
  /* They are shares: another height keeps the proportions. */
  double share = view.plot_height / view.body_height;
  lay_out (&view, HEIGHT * 2);
  g_assert_cmpfloat_with_epsilon (view.plot_height / view.body_height, share, 0.02);
  bt_chart_view_reset_dividers (&view);
  lay_out (&view, HEIGHT);
  g_assert_cmpfloat (view.plot_height, ==, plot);
  bt_chart_view_clear (&view);
}

static void
test_ranges (void)
{
  g_autoptr (BtTape) tape = make_wandering_tape (300);
  BtChartView view;

  make_plain_view (&view, tape);
  add_study (&view, "macd");
  lay_out (&view, HEIGHT);
  const BtPriceScale fitted = view.panes[0].scale;
  g_assert_cmpuint (bt_chart_view_find_pane (&view, view.plot_height + 5), ==, 0);
  g_assert_cmpuint (bt_chart_view_find_pane (&view, 5), ==, BT_CHART_NO_INDEX);
  g_assert_false (bt_chart_view_pan_pane (&view, 0, 10));
  bt_chart_view_zoom_pane (&view, 0, 2, view.panes[0].top + view.panes[0].height / 2);
  lay_out (&view, HEIGHT);
  g_assert_cmpfloat_with_epsilon (view.panes[0].scale.high_points - view.panes[0].scale.low_points,
                                  2 * (fitted.high_points - fitted.low_points), 1e-6);
  /* It stays where it was set while the view moves. */
  double high = view.panes[0].scale.high_points;
  bt_chart_view_pan (&view, 200);
  lay_out (&view, HEIGHT);
  g_assert_cmpfloat (view.panes[0].scale.high_points, ==, high);
  g_assert_true (bt_chart_view_pan_pane (&view, 0, 10));
  lay_out (&view, HEIGHT);
  g_assert_cmpfloat (view.panes[0].scale.high_points, !=, high);
  g_assert_true (bt_chart_view_fit_pane (&view, 0));
  g_assert_false (bt_chart_view_fit_pane (&view, 0));
  bt_chart_view_scroll_to_end (&view);
  lay_out (&view, HEIGHT);
  g_assert_cmpfloat (view.panes[0].scale.high_points, ==, fitted.high_points);
  bt_chart_view_clear (&view);
}

static void
test_hidden_needs_no_pane (void)
{
  g_autoptr (BtTape) tape = make_wandering_tape (300);
  BtStudyLook hidden = { .is_hidden = TRUE };
  BtChartView view;

  make_plain_view (&view, tape);
  add_study (&view, "rsi");
  add_study (&view, "macd");
  bt_chart_view_set_study_look (&view, 1, &hidden);
  lay_out (&view, HEIGHT);
  g_assert_cmpuint (view.n_panes, ==, 1);
  g_assert_cmpuint (view.panes[0].study, ==, 1);
  bt_chart_view_clear (&view);
}

static void
test_box (void)
{
  g_autoptr (BtTape) tape = make_wandering_tape (900);
  BtChartView view;

  make_plain_view (&view, tape);
  lay_out (&view, HEIGHT);
  bt_chart_view_show_box (&view, 500, 400, 199900, 200300);
  lay_out (&view, HEIGHT);
  g_assert_cmpfloat_with_epsilon (bt_time_scale_from_x (&view.time, 0), 400, 1e-6);
  g_assert_cmpfloat_with_epsilon (bt_time_scale_from_x (&view.time, view.plot_width), 500, 1e-6);
  g_assert_cmpfloat (view.price.low_points, ==, 199900);
  g_assert_cmpfloat (view.price.high_points, ==, 200300);
  g_assert_false (view.is_auto_scale);
  g_assert_false (view.is_following);
  /* Less than a chart shows is shown in the middle; without prices they go on scaling. */
  view.is_auto_scale = TRUE;
  bt_chart_view_show_box (&view, 300, 302, 0, 0);
  g_assert_cmpfloat (view.time.visible, ==, BT_TIME_SCALE_MIN_VISIBLE);
  g_assert_cmpfloat_with_epsilon (view.time.right, 311, 1e-6);
  g_assert_true (view.is_auto_scale);
  bt_chart_view_clear (&view);
}

static void
test_measure (void)
{
  g_autoptr (BtTape) tape = make_wandering_tape (900);
  BtChartView view;

  make_plain_view (&view, tape);
  lay_out (&view, HEIGHT);
  g_assert_null (bt_ruler_layer_describe (&view));
  view.ruler = (BtChartRuler){ .kind = BT_CHART_RULER_MEASURE,
                               .from = { 800, 200000 },
                               .to = { 875, 201234 } };
  g_autofree char *up = bt_ruler_layer_describe (&view);
  /* A lot of gold is 100 ounces. */
  g_assert_cmpstr (up, ==,
                   "+12.34 (+0.62\u202f%) \u00b7 +1234 points\n75 bars, 1:15\n+1234.00 USD a lot");
  view.ruler.to = (BtChartPlace){ 100, 199500 };
  g_autofree char *down = bt_ruler_layer_describe (&view);
  g_assert_cmpstr (down, ==,
                   "\u22125.00 (\u22120.25\u202f%) \u00b7 \u2212500 points\n700 bars, 11:40\n"
                   "\u2212500.00 USD a lot");
  bt_chart_view_clear (&view);
}

/* The crosshair goes to a price that is near, and only then. */
static void
test_magnet (void)
{
  g_autoptr (BtTape) tape = make_wandering_tape (900);
  BtChartView view;

  make_plain_view (&view, tape);
  bt_chart_view_set_visible (&view, 30);
  lay_out (&view, HEIGHT);
  gsize index = view.last - 4;
  double x = bt_time_scale_to_x (&view.time, (double) index);
  double y = bt_chart_view_y (&view, view.columns.low_points[index]);
  bt_chart_view_point (&view, x, y + 6);
  g_assert_cmpfloat (view.crosshair.y, ==, y + 6);
  view.is_crosshair_magnetic = TRUE;
  bt_chart_view_point (&view, x, y + 6);
  g_assert_cmpfloat_with_epsilon (view.crosshair.y, y, 1e-6);
  bt_chart_view_point (&view, x, y + 40);
  g_assert_cmpfloat_with_epsilon (view.crosshair.y, y + 40, 1e-6);
  /* Right of the newest candle there is nothing to go to. */
  bt_chart_view_point (&view, view.plot_width - 2, 100);
  g_assert_cmpfloat_with_epsilon (view.crosshair.y, 100, 1e-6);
  bt_chart_view_clear (&view);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/panes/dividers", test_dividers);
  g_test_add_func ("/chart/panes/ranges", test_ranges);
  g_test_add_func ("/chart/panes/hidden", test_hidden_needs_no_pane);
  g_test_add_func ("/chart/view/box", test_box);
  g_test_add_func ("/chart/view/measure", test_measure);
  g_test_add_func ("/chart/view/magnet", test_magnet);
  return g_test_run ();
}
