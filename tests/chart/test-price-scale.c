// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-price-scale.h"

#include <math.h>

static void
test_inverse (void)
{
  BtPriceScale scale = { .high_points = 218600, .low_points = 217500, .height_px = 520 };

  g_assert_cmpfloat (bt_price_scale_to_y (&scale, 218600), ==, 0);
  g_assert_cmpfloat (bt_price_scale_to_y (&scale, 217500), ==, 520);
  for (int y = -40; y <= 600; y += 7)
    g_assert_cmpfloat_with_epsilon (bt_price_scale_to_y (&scale, bt_price_scale_from_y (&scale, y)),
                                    y, 1e-9);
}

static void
test_fit_keeps_shares (void)
{
  BtPriceScale scale = { .height_px = 400 };

  bt_price_scale_fit (&scale, 1000, 1700, 0.1, 0.2);
  g_assert_cmpfloat_with_epsilon (bt_price_scale_to_y (&scale, 1700), 40, 1e-9);
  g_assert_cmpfloat_with_epsilon (bt_price_scale_to_y (&scale, 1000), 320, 1e-9);
}

static void
test_fit_gives_extent_to_one_price (void)
{
  BtPriceScale scale = { .height_px = 400 };

  bt_price_scale_fit (&scale, 5000, 5000, 0.1, 0.1);
  g_assert_cmpfloat (scale.high_points, >, scale.low_points);
  g_assert_cmpfloat_with_epsilon (bt_price_scale_to_y (&scale, 5000), 200, 1e-9);
}

static void
test_zoom_keeps_the_pivot (void)
{
  BtPriceScale scale = { .high_points = 1000, .low_points = 0, .height_px = 500 };
  double before = bt_price_scale_from_y (&scale, 125);

  bt_price_scale_zoom (&scale, 0.5, 125);
  g_assert_cmpfloat_with_epsilon (bt_price_scale_from_y (&scale, 125), before, 1e-9);
  g_assert_cmpfloat_with_epsilon (scale.high_points - scale.low_points, 500, 1e-9);
  /* A range below eight points would show rounding. */
  bt_price_scale_zoom (&scale, 1e-9, 125);
  g_assert_cmpfloat_with_epsilon (scale.high_points - scale.low_points, 8, 1e-9);
}

static void
test_pan (void)
{
  BtPriceScale scale = { .high_points = 1000, .low_points = 0, .height_px = 500 };

  bt_price_scale_pan (&scale, 50);
  g_assert_cmpfloat_with_epsilon (bt_price_scale_to_y (&scale, 1000), 50, 1e-9);
}

static void
test_steps_are_1_2_5 (void)
{
  static const struct
  {
    double range;
    gint64 step;
  } cases[] = {
    /* 500 px with 50 px a step: a tenth of the range, rounded up. */
    { 8, 1 },      { 10, 1 },     { 11, 2 },      { 20, 2 },       { 21, 5 },
    { 50, 5 },     { 51, 10 },    { 100, 10 },    { 101, 20 },     { 1000, 100 },
    { 1001, 200 }, { 2001, 500 }, { 5001, 1000 }, { 1e6, 100000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BtPriceScale scale = { .high_points = cases[i].range, .low_points = 0, .height_px = 500 };
      g_assert_cmpint (bt_price_scale_step (&scale, 50), ==, cases[i].step);
    }
}

static void
test_first_tick_is_inside (void)
{
  BtPriceScale scale = { .high_points = 500, .low_points = -333, .height_px = 500 };

  g_assert_cmpint (bt_price_scale_first_tick (&scale, 100), ==, -300);
  scale.low_points = 200;
  g_assert_cmpint (bt_price_scale_first_tick (&scale, 100), ==, 200);
  scale.low_points = 200.5;
  g_assert_cmpint (bt_price_scale_first_tick (&scale, 100), ==, 300);
}

static const BtPriceScale KINDS[] = {
  { 218600, 217500, 520, BT_PRICE_SCALE_LINEAR, FALSE, 0 },
  { 218600, 217500, 520, BT_PRICE_SCALE_LINEAR, TRUE, 0 },
  { 900000, 1000, 520, BT_PRICE_SCALE_LOGARITHMIC, FALSE, 0 },
  { 900000, 1000, 520, BT_PRICE_SCALE_LOGARITHMIC, TRUE, 0 },
  { 218600, 217500, 520, BT_PRICE_SCALE_PERCENT, FALSE, 218000 },
  { 218600, 217500, 520, BT_PRICE_SCALE_INDEXED, TRUE, 218000 },
};

static void
test_kinds_have_inverses (gconstpointer data)
{
  const BtPriceScale *scale = data;
  BtPriceMap map = bt_price_scale_map (scale);

  for (int y = 0; y <= 520; y += 7)
    {
      double points = bt_price_scale_from_y (scale, y);
      g_assert_cmpfloat_with_epsilon (bt_price_scale_to_y (scale, points), y, 1e-6);
      g_assert_cmpfloat_with_epsilon (bt_price_map_y (&map, points), y, 1e-6);
    }
  g_assert_cmpfloat_with_epsilon (bt_price_scale_from_y (scale, 0),
                                  scale->is_inverted ? scale->low_points : scale->high_points,
                                  1e-6);
}

static void
test_kinds_keep_pivots (gconstpointer data)
{
  BtPriceScale scale = *(const BtPriceScale *) data;
  double pivot = bt_price_scale_from_y (&scale, 130);

  bt_price_scale_zoom (&scale, 0.5, 130);
  g_assert_cmpfloat_with_epsilon (bt_price_scale_to_y (&scale, pivot), 130, 1e-6);
  bt_price_scale_pan (&scale, 50);
  g_assert_cmpfloat_with_epsilon (bt_price_scale_to_y (&scale, pivot), 180, 1e-6);
  bt_price_scale_fit (&scale, 200000, 210000, 0.1, 0.2);
  g_assert_cmpfloat_with_epsilon (bt_price_scale_to_y (&scale, 210000),
                                  scale.is_inverted ? 520 * 0.8 : 52, 1e-6);
  g_assert_cmpfloat_with_epsilon (bt_price_scale_to_y (&scale, 200000),
                                  scale.is_inverted ? 52 : 520 * 0.8, 1e-6);
}

/* Named places lie in the plot, in order, at least the asked distance apart, at round values. */
static void
test_ticks_of_kinds (gconstpointer data)
{
  const BtPriceScale *scale = data;
  BtPriceTick ticks[64];
  guint count = bt_price_scale_ticks (scale, 36, ticks, G_N_ELEMENTS (ticks));

  g_assert_cmpuint (count, >=, 4);
  g_assert_cmpuint (count, <=, 15);
  for (guint i = 0; i < count; i++)
    {
      g_assert_cmpfloat (ticks[i].y, >=, -1e-6);
      g_assert_cmpfloat (ticks[i].y, <=, scale->height_px + 1e-6);
      g_assert_cmpfloat_with_epsilon (bt_price_scale_to_y (scale, ticks[i].points), ticks[i].y,
                                      1e-6);
      if (i > 0)
        g_assert_cmpfloat (fabs (ticks[i].y - ticks[i - 1].y), >=, 36 - 1e-6);
    }
}

static void
test_values_of_kinds (void)
{
  BtPriceScale scale = { 220000, 200000, 500, BT_PRICE_SCALE_PERCENT, FALSE, 200000 };
  BtPriceTick ticks[64];
  guint count = bt_price_scale_ticks (&scale, 50, ticks, G_N_ELEMENTS (ticks));

  /* Ten percent over 500 pixels, 50 each: one percent apart. */
  g_assert_cmpuint (count, ==, 11);
  g_assert_cmpfloat_with_epsilon (ticks[3].value, 3, 1e-9);
  g_assert_cmpfloat_with_epsilon (ticks[3].points, 206000, 1e-6);
  scale.kind = BT_PRICE_SCALE_INDEXED;
  bt_price_scale_ticks (&scale, 50, ticks, G_N_ELEMENTS (ticks));
  g_assert_cmpfloat_with_epsilon (ticks[3].value, 103, 1e-9);
  /* Nothing to compare with, nothing to take the logarithm of. */
  scale.base_points = 0;
  g_assert_cmpint (bt_price_scale_kind (&scale), ==, BT_PRICE_SCALE_LINEAR);
  scale.kind = BT_PRICE_SCALE_LOGARITHMIC;
  g_assert_cmpint (bt_price_scale_kind (&scale), ==, BT_PRICE_SCALE_LOGARITHMIC);
  scale.low_points = 0;
  g_assert_cmpint (bt_price_scale_kind (&scale), ==, BT_PRICE_SCALE_LINEAR);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/price-scale/inverse", test_inverse);
  g_test_add_func ("/chart/price-scale/fit-keeps-shares", test_fit_keeps_shares);
  g_test_add_func ("/chart/price-scale/fit-gives-extent-to-one-price",
                   test_fit_gives_extent_to_one_price);
  g_test_add_func ("/chart/price-scale/zoom-keeps-the-pivot", test_zoom_keeps_the_pivot);
  g_test_add_func ("/chart/price-scale/pan", test_pan);
  g_test_add_func ("/chart/price-scale/steps-are-1-2-5", test_steps_are_1_2_5);
  g_test_add_func ("/chart/price-scale/first-tick-is-inside", test_first_tick_is_inside);
  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    {
      g_autofree char *inverse = g_strdup_printf ("/chart/price-scale/kinds/%u/inverse", i);
      g_autofree char *pivot = g_strdup_printf ("/chart/price-scale/kinds/%u/pivot", i);
      g_autofree char *ticks = g_strdup_printf ("/chart/price-scale/kinds/%u/ticks", i);
      g_test_add_data_func (inverse, &KINDS[i], test_kinds_have_inverses);
      g_test_add_data_func (pivot, &KINDS[i], test_kinds_keep_pivots);
      g_test_add_data_func (ticks, &KINDS[i], test_ticks_of_kinds);
    }
  g_test_add_func ("/chart/price-scale/values", test_values_of_kinds);
  return g_test_run ();
}
