// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How charts share a window's room. */
#include "config.h"

#include "ui/bt-chart-layout.h"

#define WIDTH 1003
#define HEIGHT 611
#define GAP 5

static BtChartLayout
make (const char *id)
{
  BtChartLayout layout;

  bt_chart_layout_init (&layout, bt_chart_layout_kind_find (id));
  return layout;
}

static guint
get_all (const BtChartLayout *layout)
{
  return (1u << bt_chart_layout_kind_count (layout->kind)) - 1;
}

static gboolean
is_apart (BtChartLayoutRect a, BtChartLayoutRect b)
{
  return a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y
         || b.y + b.height <= a.y;
}

/* Whatever is shown of whatever kind: charts and dividers cover everything, none lies on another.
 */
static void
test_covers (void)
{
  guint n_kinds;
  const BtChartLayoutKind *kinds = bt_chart_layout_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    for (guint shown = 1; shown < 1u << bt_chart_layout_kind_count (&kinds[i]); shown++)
      {
        BtChartLayout layout;
        BtChartLayoutPlaces places;
        BtChartLayoutRect rects[BT_CHART_LAYOUT_MAX_CHARTS + BT_CHART_LAYOUT_MAX_DIVIDERS];
        guint count = 0;
        int area = 0;

        bt_chart_layout_init (&layout, &kinds[i]);
        bt_chart_layout_place (&layout, shown, WIDTH, HEIGHT, GAP, &places);
        for (guint k = 0; k < BT_CHART_LAYOUT_MAX_CHARTS; k++)
          {
            g_assert_cmpint (places.charts[k].width > 0, ==, (shown >> k & 1) != 0);
            if (places.charts[k].width > 0)
              rects[count++] = places.charts[k];
          }
        for (guint k = 0; k < places.n_dividers; k++)
          rects[count++] = places.dividers[k].rect;
        for (guint k = 0; k < count; k++)
          {
            area += rects[k].width * rects[k].height;
            g_assert_cmpint (rects[k].x, >=, 0);
            g_assert_cmpint (rects[k].y, >=, 0);
            g_assert_cmpint (rects[k].x + rects[k].width, <=, WIDTH);
            g_assert_cmpint (rects[k].y + rects[k].height, <=, HEIGHT);
            for (guint other = 0; other < k; other++)
              g_assert_true (is_apart (rects[k], rects[other]));
          }
        g_assert_cmpint (area, ==, WIDTH * HEIGHT);
      }
}

/* One to eight charts can be had. */
static void
test_kinds (void)
{
  guint n_kinds;
  const BtChartLayoutKind *kinds = bt_chart_layout_kinds (&n_kinds);
  guint seen = 0;

  for (guint i = 0; i < n_kinds; i++)
    {
      guint count = bt_chart_layout_kind_count (&kinds[i]);
      g_assert_cmpuint (count, <=, BT_CHART_LAYOUT_MAX_CHARTS);
      g_assert_true (bt_chart_layout_kind_find (kinds[i].id) == &kinds[i]);
      seen |= 1u << count;
    }
  g_assert_cmphex (seen, ==, 0x1fe);
  g_assert_null (bt_chart_layout_kind_find ("9"));
  g_assert_null (bt_chart_layout_kind_find (NULL));
}

static void
test_moves (void)
{
  BtChartLayout layout = make ("3-left");
  BtChartLayoutPlaces before;
  BtChartLayoutPlaces after;

  bt_chart_layout_place (&layout, get_all (&layout), WIDTH, HEIGHT, GAP, &before);
  g_assert_cmpuint (before.n_dividers, ==, 2);
  g_assert_true (before.dividers[0].is_vertical);
  bt_chart_layout_move (&layout, &before, 0, 100, 200);
  bt_chart_layout_place (&layout, get_all (&layout), WIDTH, HEIGHT, GAP, &after);
  g_assert_cmpint (after.charts[0].width, ==, before.charts[0].width + 100);
  g_assert_cmpint (after.charts[1].width, ==, before.charts[1].width - 100);
  /* The charts of the other column keep theirs. */
  g_assert_cmpint (after.charts[1].height, ==, before.charts[1].height);
  /* Not past the least that is left to either. */
  bt_chart_layout_move (&layout, &after, 0, 10000, 200);
  bt_chart_layout_place (&layout, get_all (&layout), WIDTH, HEIGHT, GAP, &after);
  g_assert_cmpint (after.charts[1].width, ==, 200);
  bt_chart_layout_move (&layout, &after, 1, -10000, 100);
  bt_chart_layout_place (&layout, get_all (&layout), WIDTH, HEIGHT, GAP, &after);
  g_assert_cmpint (after.charts[1].height, ==, 100);
  g_assert_cmpint (after.charts[0].height, ==, HEIGHT);
}

/* Where one between two is not shown, its neighbours share a divider. */
static void
test_moves_over_hidden (void)
{
  BtChartLayout layout = make ("3-columns");
  BtChartLayoutPlaces places;

  bt_chart_layout_place (&layout, 5, WIDTH, HEIGHT, GAP, &places);
  g_assert_cmpuint (places.n_dividers, ==, 1);
  int width = places.charts[0].width;
  bt_chart_layout_move (&layout, &places, 0, -60, 100);
  bt_chart_layout_place (&layout, 5, WIDTH, HEIGHT, GAP, &places);
  g_assert_cmpint (places.charts[0].width, ==, width - 60);
  bt_chart_layout_place (&layout, 0, WIDTH, HEIGHT, GAP, &places);
  g_assert_cmpuint (places.n_dividers, ==, 0);
}

/* No room for everybody's least: it is shared. */
static void
test_tiny (void)
{
  BtChartLayout layout = make ("8");
  BtChartLayoutPlaces places;

  bt_chart_layout_place (&layout, get_all (&layout), 10, 4, GAP, &places);
  for (guint i = 0; i < 8; i++)
    {
      g_assert_cmpint (places.charts[i].width, >, 0);
      g_assert_cmpint (places.charts[i].height, >, 0);
    }
  bt_chart_layout_move (&layout, &places, 0, 3, 200);
  g_assert_cmpfloat (layout.columns[0], >, 0);
  g_assert_cmpfloat (layout.columns[1], >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/chart-layout/covers", test_covers);
  g_test_add_func ("/ui/chart-layout/kinds", test_kinds);
  g_test_add_func ("/ui/chart-layout/moves", test_moves);
  g_test_add_func ("/ui/chart-layout/moves-over-hidden", test_moves_over_hidden);
  g_test_add_func ("/ui/chart-layout/tiny", test_tiny);
  return g_test_run ();
}
