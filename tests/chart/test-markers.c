// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Which fills are found where the pointer is, or at a candle. */
#include "config.h"

#include "chart-fixtures.h"
#include "chart/bt-marker-layer.h"

#define WIDTH 700
#define HEIGHT 500
#define N_CANDLES 200

static gint64
get_time (guint candle)
{
  return get_start () + candle * BT_USEC_PER_MINUTE;
}

static BtChartMarker
make_fill (const BtChartView *view, guint candle, BtDirection direction, gboolean is_entry)
{
  return (BtChartMarker){ .time_usec = get_time (candle),
                          .price_points = view->columns.close_points[candle],
                          .direction = direction,
                          .is_entry = is_entry,
                          .entry_time_usec = BT_TIME_NONE };
}

static BtChartMarker
make_note (guint candle)
{
  return (BtChartMarker){ .time_usec = get_time (candle),
                          .entry_time_usec = BT_TIME_NONE,
                          .is_entry = TRUE,
                          .is_note = TRUE };
}

static void
set_up (BtChartView *view, BtTape *tape)
{
  const BtPixelGrid grid = { .scale = 1 };

  make_plain_view (view, tape);
  bt_chart_view_set_visible (view, 60);
  bt_chart_view_set_right (view, N_CANDLES - 1);
  bt_chart_view_layout (view, WIDTH, HEIGHT, &grid);
}

static void
assert_found (const BtChartView *view, guint candle, const guint *indices, guint count)
{
  GdkRectangle place = { 0 };
  g_autoptr (GArray) found = bt_marker_layer_find_at (view, candle, &place);

  g_assert_cmpuint (found->len, ==, count);
  for (guint i = 0; i < count; i++)
    g_assert_cmpuint (g_array_index (found, guint, i), ==, indices[i]);
  g_assert_true (count == 0 || (place.width > 0 && place.height > 0));
}

static void
test_found_at_a_candle (void)
{
  g_autoptr (BtTape) tape = make_wandering_tape (N_CANDLES);
  BtChartView view;

  set_up (&view, tape);
  BtChartMarker markers[] = { make_fill (&view, 150, BT_DIRECTION_BUY, TRUE),
                              make_fill (&view, 160, BT_DIRECTION_SELL, FALSE),
                              make_fill (&view, 160, BT_DIRECTION_SELL, TRUE),
                              make_fill (&view, N_CANDLES - 1, BT_DIRECTION_BUY, FALSE) };
  bt_chart_view_set_markers (&view, markers, G_N_ELEMENTS (markers));
  assert_found (&view, 149, NULL, 0);
  assert_found (&view, 150, (guint[]){ 0 }, 1);
  assert_found (&view, 160, (guint[]){ 1, 2 }, 2);
  assert_found (&view, N_CANDLES - 1, (guint[]){ 3 }, 1);
  assert_found (&view, N_CANDLES, NULL, 0);
  view.has_trades = FALSE;
  assert_found (&view, 150, NULL, 0);
  bt_chart_view_clear (&view);
}

/* Notes stand after the fills, whatever their times: they are none, and hide none. */
static void
test_notes_are_no_fills (void)
{
  g_autoptr (BtTape) tape = make_wandering_tape (N_CANDLES);
  BtChartView view;

  set_up (&view, tape);
  BtChartMarker markers[] = { make_fill (&view, 150, BT_DIRECTION_BUY, TRUE),
                              make_fill (&view, 160, BT_DIRECTION_SELL, FALSE), make_note (10),
                              make_note (150), make_note (155) };
  bt_chart_view_set_markers (&view, markers, G_N_ELEMENTS (markers));
  assert_found (&view, 150, (guint[]){ 0 }, 1);
  assert_found (&view, 155, NULL, 0);
  assert_found (&view, 160, (guint[]){ 1 }, 1);
  assert_found (&view, N_CANDLES - 1, NULL, 0);
  bt_chart_view_set_markers (&view, &markers[2], 3);
  assert_found (&view, 150, NULL, 0);
  bt_chart_view_set_markers (&view, NULL, 0);
  assert_found (&view, 150, NULL, 0);
  bt_chart_view_clear (&view);
}

/* The ring of an exit is found within its reach, the triangle of an entry beside its candle. */
static void
test_found_under_the_pointer (void)
{
  g_autoptr (BtTape) tape = make_wandering_tape (N_CANDLES);
  GdkRectangle place = { 0 };
  BtChartView view;

  set_up (&view, tape);
  BtChartMarker markers[] = { make_fill (&view, 170, BT_DIRECTION_BUY, TRUE),
                              make_fill (&view, 180, BT_DIRECTION_SELL, FALSE), make_note (20) };
  bt_chart_view_set_markers (&view, markers, G_N_ELEMENTS (markers));
  double x = bt_time_scale_to_x (&view.time, 180);
  double y = bt_chart_view_y (&view, markers[1].price_points);
  g_autoptr (GArray) at_exit = bt_marker_layer_find (&view, x + 3, y - 3, &place);
  g_assert_cmpuint (at_exit->len, ==, 1);
  g_assert_cmpuint (g_array_index (at_exit, guint, 0), ==, 1);
  g_assert_cmpint (place.x, <=, (int) x);
  g_assert_cmpint (place.x + place.width, >=, (int) x);
  g_autoptr (GArray) beside = bt_marker_layer_find (&view, x, y + 60, &place);
  g_assert_cmpuint (beside->len, ==, 0);
  x = bt_time_scale_to_x (&view.time, 170);
  y = bt_chart_view_y (&view, view.columns.low_points[170]) + 10;
  g_autoptr (GArray) at_entry = bt_marker_layer_find (&view, x, y, &place);
  g_assert_cmpuint (at_entry->len, ==, 1);
  g_assert_cmpuint (g_array_index (at_entry, guint, 0), ==, 0);
  bt_chart_view_clear (&view);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/markers/at-a-candle", test_found_at_a_candle);
  g_test_add_func ("/chart/markers/notes", test_notes_are_no_fills);
  g_test_add_func ("/chart/markers/under-the-pointer", test_found_under_the_pointer);
  return g_test_run ();
}
