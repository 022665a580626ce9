// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "base/bt-checked.h"

#define INT128_MAX ((BtInt128) (~(unsigned __int128) 0 >> 1))
#define INT128_MIN (-INT128_MAX - 1)

static void
assert_half_even (gint64 numerator, gint64 denominator, gint64 expected)
{
  gint64 result = 12345;

  g_assert_true (bt_checked_div_half_even (numerator, denominator, &result));
  g_assert_cmpint (result, ==, expected);
}

static void
test_half_even (void)
{
  assert_half_even (0, 7, 0);
  assert_half_even (1, 2, 0);
  assert_half_even (3, 2, 2);
  assert_half_even (5, 2, 2);
  assert_half_even (7, 2, 4);
  assert_half_even (-1, 2, 0);
  assert_half_even (-3, 2, -2);
  assert_half_even (-5, 2, -2);
  assert_half_even (-7, 2, -4);
  assert_half_even (5, -2, -2);
  assert_half_even (-5, -2, 2);
  assert_half_even (4, 3, 1);
  assert_half_even (5, 3, 2);
  assert_half_even (-4, 3, -1);
  assert_half_even (-5, 3, -2);
  assert_half_even (249, 100, 2);
  assert_half_even (250, 100, 2);
  assert_half_even (251, 100, 3);
  assert_half_even (350, 100, 4);
  assert_half_even (G_MININT64, 1, G_MININT64);
  assert_half_even (G_MAXINT64, -1, -G_MAXINT64);
}

static void
test_floor_and_ceil (void)
{
  const gint64 cases[][4] = {
    { 7, 2, 3, 4 },    { -7, 2, -4, -3 }, { 7, -2, -4, -3 }, { -7, -2, 3, 4 },    { 6, 2, 3, 3 },
    { -6, 2, -3, -3 }, { 0, 5, 0, 0 },    { 1, 1000, 0, 1 }, { -1, 1000, -1, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 floor, ceil;

      g_assert_true (bt_checked_div_floor (cases[i][0], cases[i][1], &floor));
      g_assert_true (bt_checked_div_ceil (cases[i][0], cases[i][1], &ceil));
      g_assert_cmpint (floor, ==, cases[i][2]);
      g_assert_cmpint (ceil, ==, cases[i][3]);
    }
}

static void
test_wide_extremes (void)
{
  gint64 result = 42;

  g_assert_false (bt_checked_div_half_even (INT128_MAX, 1, &result));
  g_assert_false (bt_checked_div_half_even (INT128_MIN, 1, &result));
  g_assert_false (bt_checked_div_half_even (INT128_MIN, -1, &result));
  g_assert_false (bt_checked_div_floor ((BtInt128) G_MININT64 - 1, 1, &result));
  g_assert_false (bt_checked_div_ceil ((BtInt128) G_MAXINT64 + 1, 1, &result));
  g_assert_cmpint (result, ==, 42);

  g_assert_true (bt_checked_div_half_even (INT128_MIN, INT128_MIN, &result));
  g_assert_cmpint (result, ==, 1);
  g_assert_true (bt_checked_div_half_even (INT128_MAX, INT128_MIN, &result));
  g_assert_cmpint (result, ==, -1);
  g_assert_true (bt_checked_div_floor (INT128_MAX, INT128_MIN, &result));
  g_assert_cmpint (result, ==, -1);
  g_assert_true (bt_checked_div_ceil (INT128_MAX, INT128_MIN, &result));
  g_assert_cmpint (result, ==, 0);
  /* Half of the largest odd denominator lies between two integers, so nothing is a tie. */
  g_assert_true (bt_checked_div_half_even (INT128_MAX / 2, INT128_MAX, &result));
  g_assert_cmpint (result, ==, 0);
  g_assert_true (bt_checked_div_half_even (INT128_MAX / 2 + 1, INT128_MAX, &result));
  g_assert_cmpint (result, ==, 1);
}

static void
test_mul_div (void)
{
  gint64 result = 42;

  g_assert_true (bt_checked_mul_div_half_even (G_MAXINT64, G_MAXINT64, G_MAXINT64, &result));
  g_assert_cmpint (result, ==, G_MAXINT64);
  g_assert_true (bt_checked_mul_div_half_even (G_MININT64, G_MININT64, G_MININT64, &result));
  g_assert_cmpint (result, ==, G_MININT64);
  g_assert_true (bt_checked_mul_div_half_even (5, 5, -10, &result));
  g_assert_cmpint (result, ==, -2);
  result = 42;
  g_assert_false (bt_checked_mul_div_half_even (G_MININT64, G_MININT64, 1, &result));
  g_assert_false (bt_checked_mul_div_half_even (G_MININT64, 1, -1, &result));
  g_assert_cmpint (result, ==, 42);
}

static void
test_no_wrap (void)
{
  gint64 result = 42;
  BtInt128 wide = 42;

  g_assert_false (bt_checked_add (G_MAXINT64, 1, &result));
  g_assert_false (bt_checked_sub (G_MININT64, 1, &result));
  g_assert_false (bt_checked_mul (G_MAXINT64, 2, &result));
  g_assert_false (bt_checked_mul_128 (INT128_MAX, 2, &wide));
  g_assert_false (bt_checked_add_128 (INT128_MIN, -1, &wide));
  g_assert_true (bt_checked_add (G_MAXINT64 - 1, 1, &result));
  g_assert_cmpint (result, ==, G_MAXINT64);
  g_assert_true (bt_checked_sub (G_MININT64 + 1, 1, &result));
  g_assert_cmpint (result, ==, G_MININT64);
  g_assert_true (bt_checked_mul (-3, 4, &result));
  g_assert_cmpint (result, ==, -12);
  g_assert_true (bt_checked_mul_128 (G_MAXINT64, G_MAXINT64, &wide));
  g_assert_true (wide == (BtInt128) G_MAXINT64 * G_MAXINT64);

  result = 7;
  g_assert_false (bt_checked_add (G_MAXINT64, G_MAXINT64, &result));
  g_assert_false (bt_checked_sub (G_MININT64, 1, &result));
  g_assert_false (bt_checked_mul (G_MAXINT64, G_MAXINT64, &result));
  g_assert_cmpint (result, ==, 7);
}

static void
test_power_of_ten (void)
{
  gint64 power = 1;

  for (guint i = 0; i <= 18; i++, power *= i <= 18 ? 10 : 1)
    g_assert_cmpint (bt_power_of_ten (i), ==, power);
}

/* Against the definition: no integer is nearer, and a tie is even. */
static void
test_half_even_property (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20240304);

  for (guint i = 0; i < 20000; i++)
    {
      const gint64 numerator = g_rand_int_range (random, -100000, 100000);
      const gint64 denominator
        = g_rand_int_range (random, 1, 300) * (g_rand_boolean (random) ? 1 : -1);
      gint64 result;

      g_assert_true (bt_checked_div_half_even (numerator, denominator, &result));
      const gint64 twice_off = ABS (2 * (numerator - result * denominator));
      g_assert_cmpint (twice_off, <=, ABS (denominator));
      if (twice_off == ABS (denominator))
        g_assert_cmpint (result % 2, ==, 0);
    }
}

static void
test_greatest_common_divisor (void)
{
  const BtInt128 large = (BtInt128) G_MAXINT64 * 6;

  g_assert_true (bt_greatest_common_divisor (12, 18) == 6);
  g_assert_true (bt_greatest_common_divisor (-12, 18) == 6);
  g_assert_true (bt_greatest_common_divisor (12, -18) == 6);
  g_assert_true (bt_greatest_common_divisor (7, 9) == 1);
  g_assert_true (bt_greatest_common_divisor (0, 5) == 5);
  g_assert_true (bt_greatest_common_divisor (5, 0) == 5);
  g_assert_true (bt_greatest_common_divisor (0, 0) == 0);
  g_assert_true (bt_greatest_common_divisor (large, (BtInt128) G_MAXINT64 * 4)
                 == (BtInt128) G_MAXINT64 * 2);
}

static void
test_divide_floor (void)
{
  g_assert_cmpint (bt_divide_floor (0, 7), ==, 0);
  g_assert_cmpint (bt_divide_floor (13, 7), ==, 1);
  g_assert_cmpint (bt_divide_floor (14, 7), ==, 2);
  g_assert_cmpint (bt_divide_floor (-1, 7), ==, -1);
  g_assert_cmpint (bt_divide_floor (-7, 7), ==, -1);
  g_assert_cmpint (bt_divide_floor (-8, 7), ==, -2);
  g_assert_cmpint (bt_divide_floor (G_MAXINT64, 1), ==, G_MAXINT64);
  g_assert_cmpint (bt_divide_floor (G_MININT64, 1), ==, G_MININT64);
  g_assert_cmpint (bt_divide_floor (G_MININT64, G_MAXINT64), ==, -2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/checked/half-even", test_half_even);
  g_test_add_func ("/checked/half-even-property", test_half_even_property);
  g_test_add_func ("/checked/floor-and-ceil", test_floor_and_ceil);
  g_test_add_func ("/checked/wide-extremes", test_wide_extremes);
  g_test_add_func ("/checked/mul-div", test_mul_div);
  g_test_add_func ("/checked/no-wrap", test_no_wrap);
  g_test_add_func ("/checked/power-of-ten", test_power_of_ten);
  g_test_add_func ("/checked/greatest-common-divisor", test_greatest_common_divisor);
  g_test_add_func ("/checked/divide-floor", test_divide_floor);
  return g_test_run ();
}
